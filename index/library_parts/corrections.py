"""Corrected articles: what changed in the text, which labelled statements that touches, and those without a place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from index.anchoring import alignment, placing
from index.anchoring.alignment import Change
from index.errors import UsageError
from index.library_parts.articles import Articles
from index.library_parts.core import Core
from index.library_parts.making import about_view, must_stand, needs_content, passage
from index.library_parts.statements import Statements
from index.model import EMPTY_PASSAGE, Article, Event, EventKind, Moved, Passage, Span, Statement, StatementView
from index.store import anchors, codec
from index.store.anchors import PASSAGES
from index.store.events import Deed

_ROUND = 160


@dataclass(frozen=True, slots=True)
class Orphan:
    """A statement whose words are no longer in its article, with what stood round its content in the old text."""

    view: StatementView
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Touched:
    """A labelled statement whose words a correction changed: its evidence in the old and in the new text.

    `method` is how it was found again (as in `model.Moved`), "orphan" with `new` None where it was not.
    """

    view: StatementView
    method: str
    old: Statement
    new: Statement | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed between two versions of an article, word by word; `numbers` count its versions from 1."""

    old: Article
    new: Article
    numbers: tuple[int, int]
    changes: tuple[Change, ...]
    statements: tuple[Touched, ...]


class Corrections:
    """The versions of articles, and what becomes of statements from one to the next.

    `recorded` gives what makes of a statement the one that is recorded in an event.
    """

    def __init__(
        self,
        core: Core,
        articles: Articles,
        statements: Statements,
        recorded: Callable[[], Callable[[Statement], Statement]],
    ) -> None:
        self._core = core
        self._recorded = recorded
        self._articles = articles
        self._statements = statements

    # -- orphans -------------------------------------------------------------------------------------

    def orphans(self, query: str = "") -> Iterator[Orphan]:
        """The statements without a place in the current version of their article, by date and article.

        `query` chooses among them. Raises QueryError.
        """
        texts: dict[str, str] = {}
        for view in self._statements.matching(f"is:orphan ({query})" if query.strip() else "is:orphan"):
            content, version = view.statement.content, view.statement.version
            if version not in texts:
                texts[version] = self._articles.version(version).shown
            text = texts[version]
            yield Orphan(
                view,
                " ".join(text[max(0, content.start - _ROUND) : content.start].split()),
                " ".join(text[content.end : content.end + _ROUND].split()),
            )

    def find(self, statement_id: str, words: str) -> Span:
        """Where words stand in the current version of a statement's article, blanks and quotation marks of any kind.

        Raises UsageError where they stand nowhere, or several times.
        """
        article = self._current(statement_id)[1]
        wanted, text = alignment.fold(words.strip()), alignment.fold(article.text)
        at = text.find(wanted) if wanted else -1
        if at < 0:
            raise UsageError(f"“{words.strip()}” does not stand in the article as it is now; `sayso show` prints it")
        if text.find(wanted, at + 1) >= 0:
            raise UsageError(f"“{words.strip()}” stands in the article several times; give more words, or --content")
        return Span(at, at + len(wanted))

    def place(
        self,
        statement_id: str,
        content: Sequence[Span],
        *,
        source: Sequence[Span] | None = None,
        cue: Sequence[Span] | None = None,
    ) -> Event:
        """Say where a statement stands in the current version of its article, for everybody; undoable.

        Without spans for them (None), source and cue are the same words as they were, where these stand once in the
        content's paragraph, else none. Raises UsageError for a statement that was made on the current version.
        """
        view, article = self._current(statement_id)
        place = passage(article.text, content)
        needs_content(place)
        made = view.statement.as_made()
        passages = {
            "source": self._given(article.text, source, made.source, place),
            "cue": self._given(article.text, cue, made.cue, place),
            "content": place,
        }
        return self._placed(view, article, passages)

    def let_follow(self, statement_id: str) -> Event:
        """Take back where people placed a statement: it follows its words again, or is an orphan."""
        view, article = self._current(statement_id)
        if view.moved is None or view.moved.method != anchors.HAND:
            raise UsageError("nobody placed this statement in the article as it is now")
        return self._placed(view, article, None)

    def _placed(self, view: StatementView, article: Article, passages: dict[str, Passage] | None) -> Event:
        place: dict[str, object] | None = None
        if passages is not None:
            place = {name: codec.passage_to_json(passages[name]) for name in PASSAGES}
            place["version"] = article.version
        about = about_view(view, self._recorded())
        return self._core.record(Deed(EventKind.EDIT, f"statement:{view.id}", {"place": place}, about))

    def _current(self, statement_id: str) -> tuple[StatementView, Article]:
        view = self._statements.get(statement_id)
        must_stand(view)
        if view.moved is None:
            raise UsageError("this statement was made on the article as it is now, and stands where it was made")
        return view, self._articles.get(view.article)

    @staticmethod
    def _given(text: str, spans: Sequence[Span] | None, was: Passage, content: Passage) -> Passage:
        if spans is not None:
            return passage(text, spans)
        start = text.rfind("\n\n", 0, content.start) + 1
        end = text.find("\n\n", content.end)
        paragraph = alignment.fold(text[start : end if end >= 0 else len(text)])
        words = alignment.fold(was.text)
        at = paragraph.find(words) if words and len(was.spans) == 1 else -1
        if at < 0 or paragraph.find(words, at + 1) >= 0:
            return EMPTY_PASSAGE
        return Passage.of(text, [Span(start + at, start + at + len(words))])

    # -- what changed --------------------------------------------------------------------------------

    def difference(self, ref: str, old: str | None = None, new: str | None = None) -> Difference:
        """What changed in an article: from the version before the current one to it, or between two versions.

        A version is meant by its number (1 is the first) or the beginning of its hash. Raises UsageError.
        """
        article = self._articles.get(ref)
        versions = self._articles.versions(article.id)
        if len(versions) < 2:
            raise UsageError(f"there is one version of article {article.id} only: nothing was corrected")
        last = (
            next(place for place, one in enumerate(versions) if one.current) if new is None else _meant(versions, new)
        )
        first = (last - 1 if last else 1) if old is None else _meant(versions, old)
        before, after = (replace(versions[place], text=versions[place].shown) for place in (first, last))
        laid = alignment.aligned(before.text, after.text)
        changes = tuple(laid.changes())
        touched = tuple(self._touched(article, before, after, changes))
        return Difference(before, after, (first + 1, last + 1), changes, touched)

    def _touched(self, article: Article, old: Article, new: Article, changes: Sequence[Change]) -> Iterator[Touched]:
        for view in self._statements.of(article.key):
            if not view.labels:
                continue
            before, after = self._standing(view, old), self._standing(view, new)
            if before is None or (after is not None and not _is_changed(before[1], changes)):
                continue
            if after is None:
                yield Touched(view, anchors.ORPHAN, before[1], None)
            else:
                yield Touched(view, before[0] if after[0] == "made" else after[0], before[1], after[1])

    def _standing(self, view: StatementView, version: Article) -> tuple[str, Statement] | None:
        """How a statement comes to stand in a version of its article, and its evidence there."""
        shown, made = view.statement, view.statement.as_made()
        if made.version == version.version:
            return "made", made
        if shown.version == version.version:
            return (shown.moved.method if shown.moved else "made"), shown
        if version.current:  # it has no place there
            return None
        text = self._articles.version(made.version).text
        similarity = self._core.config.anchoring.similarity
        spans = [getattr(made, name).spans for name in PASSAGES]
        found = placing.place(text, version.text, spans, similarity=similarity)
        if found is None:
            return None
        passages = [Passage.of(version.text, some) for some in found.passages]
        was = Moved(str(found.method), found.score, made.version, made.source, made.cue, made.content)
        source, cue, content = passages
        return str(found.method), replace(
            made, version=version.version, source=source, cue=cue, content=content, moved=was
        )

    def follow(self, version: str, span: Span) -> Span | None:
        """Where a stretch of a version, as the mention of a name, stands in the current version of that article.

        None where the same words are no longer there, or cannot be told from their likes. Raises UsageError where
        there is no such version.
        """
        old = self._articles.version(version)
        new = old if old.current else self._articles.get(old.id)
        return span if old is new else placing.follow(old.text, new.text, span)


def _meant(versions: Sequence[Article], named: str) -> int:
    """The place of the version that a number or the beginning of a hash means; raises UsageError."""
    if named.isdecimal() and 1 <= int(named) <= len(versions):
        return int(named) - 1
    found = [place for place, one in enumerate(versions) if len(named) >= 4 and one.version.startswith(named.lower())]
    if len(found) != 1:
        raise UsageError(
            f"there is no version '{named}' of this article: name one by its number, 1 to {len(versions)},"
            " or the beginning of its hash"
        )
    return found[0]


def _is_changed(one: Statement, changes: Sequence[Change]) -> bool:
    """Whether a change touches a statement's evidence, or comes in between its parts."""
    parts = [part for part in (one.source, one.cue, one.content) if part]
    start, end = min(part.start for part in parts), max(part.end for part in parts)
    return any(change.old.start < end and start < change.old.end for change in changes) or any(
        start < change.old.start < end for change in changes
    )
