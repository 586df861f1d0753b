"""Statements of spans: the one who spoke, and the words, as a person marks them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from index.errors import UsageError
from index.library_parts.core import Core
from index.model import Actor, Article, Form, Passage, Span, Statement, StatementView, Voice, statement_id
from index.search.words import folded_name
from index.store import codec, editing
from index.text import clean_line


class Making:
    """Makes the parts of statements. `actors` gives the actors with all their aliases."""

    def __init__(self, core: Core, actors: Callable[[], Iterable[Actor]]) -> None:
        self._core = core
        self._actors = actors

    def actor(self, given: str) -> tuple[str, str]:
        """The name and id of the actor that a person means by a name, an alias or an id; a new one's, if need be."""
        wanted = folded_name(given)
        if not wanted:
            raise UsageError("a statement needs its actor: give a name")
        for known in self._actors():
            if given == known.id or any(folded_name(name) == wanted for name in (known.name, *known.aliases)):
                return known.name, known.id
        found = self._core.findings.named(given, wanted)
        return found or (clean_line(given).strip(), "-".join(wanted.split()))

    def statement(
        self,
        article: Article,
        actor: str,
        spans: Sequence[Sequence[Span]],
        form: Form,
        voice: Voice,
        via: Sequence[str],
    ) -> Statement:
        """A statement of this annotator's; `spans` are those of source, cue and content."""
        source, cue, content = (passage(article.text, one) for one in spans)
        needs_content(content)
        name, actor_id = self.actor(actor)
        return Statement(
            id=statement_id(article.version, source, cue, content),
            version=article.version,
            actor=name,
            actor_id=actor_id,
            source=source,
            cue=cue,
            content=content,
            form=Form(form),
            voice=Voice(voice),
            via=tuple(clean_line(medium) for medium in via),
            made_by=self._core.by,
        )


def passage(text: str, spans: Sequence[Span]) -> Passage:
    """The words between the spans. Raises UsageError where a span ends behind the text."""
    if any(span.end > len(text) for span in spans):
        raise UsageError("a span ends behind the article's text")
    return Passage.of(text, _joined(spans))


def needs_content(content: Passage) -> None:
    """Raise UsageError where the content of a statement holds nothing but space."""
    if not content.text.strip():
        raise UsageError("a statement needs its content: mark at least one character of it")


def _joined(spans: Sequence[Span]) -> list[Span]:
    """Spans in order, those that overlap or touch made one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def about(one: Statement, article: str, title: str, date: str | None, outlet: str | None) -> dict[str, object]:
    """What an event says of a statement, so that it is understood without the analysis."""
    return {
        "article": article,
        "title": title,
        "date": date,
        "outlet": outlet,
        "statement": codec.statement_to_json(one),
    }


def about_view(view: StatementView, found: Callable[[Statement], Statement]) -> dict[str, object]:
    """What an event says of a statement of the library: as it was found or made, and as `edited` when it happened.

    `found` is asked for the statement that is to be recorded.
    """
    view = view.whole or view
    recorded = view.recorded or view.statement
    # What was learned is in no record.
    as_found = view.found or view.recorded or replace(view.statement, suggested=view.rules)
    said = about(found(as_found), view.article, view.title, view.date, view.outlet)
    if view.edited:
        said["edited"] = {field: editing.of_statement(recorded, field) for field in view.edited}
    if view.moved is not None:
        said["moved"] = codec.moved_to_json(view.statement)
    return said


def again(view: StatementView) -> dict[str, object]:
    """What has to be set so that a statement that was retired is made once more, as it is marked now.

    Raises UsageError where it was not retired.
    """
    if view.retired:
        return {"retired": False, **dict.fromkeys(view.edited)}
    if {"source", "cue", "content"} & set(view.edited):
        raise UsageError(
            f"the statement {view.id} was found with exactly these spans, and was corrected since to other ones;"
            " change that one"
        )
    raise UsageError("there is a statement with exactly these spans already; change that one")


def must_stand(view: StatementView) -> None:
    """Raise UsageError where a statement was retired."""
    if view.retired:
        raise UsageError(
            "this statement was retired; `sayso undo` takes that back, or `sayso adjudicate STATEMENT --reopen` where"
            " another annotator did it"
        )
