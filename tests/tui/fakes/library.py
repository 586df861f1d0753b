"""A library in memory, for what a real one cannot easily be brought to: slow and failing saves, odd states."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from index import config
from index.errors import QueryError, UsageError
from index.library_parts import bulk
from index.library_parts.recents import Recent
from index.library_parts.results import Concordance, ConcordanceLine
from index.model import (
    Analysis,
    AnalysisState,
    Article,
    ArticleRow,
    Event,
    EventKind,
    Issue,
    Label,
    Progress,
    Span,
    Statement,
    StatementView,
    version_of,
)
from index.search.completion import Completion
from index.search.facets import Facet
from index.search.query import parse
from index.search.snippets import snippets
from tests.tui.fakes.articles import span


@dataclass
class FakeLibrary:
    """As much of the Library as the explorer uses. `failing` is raised by every save while it is set.

    A save waits at the `gate`, and is `held` there as long as that is not set.
    """

    folder: Path
    articles_: list[Article] = field(default_factory=list)
    analyses: dict[int, Analysis] = field(default_factory=dict)
    failed: dict[int, str] = field(default_factory=dict)
    labels: dict[str, list[Label]] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    read_: set[int] = field(default_factory=set)
    failing: Exception | None = None
    gate: threading.Event = field(default_factory=threading.Event)
    held: bool = False
    writable: bool = True
    by: str = "dana"
    done: list[tuple[Event, Any]] = field(default_factory=list)
    told: list[tuple[int, ...]] = field(default_factory=list)
    facets: tuple[Facet, ...] = ()
    whole_facets: tuple[Facet, ...] = ()
    suggestion: str | None = None
    searched: list[str] = field(default_factory=list)
    completions: Callable[[str, int], list[Completion]] = lambda query, cursor: []
    searches: dict[str, str] = field(default_factory=dict)
    flagged: set[int] = field(default_factory=set)
    tagged: dict[int, tuple[str, ...]] = field(default_factory=dict)
    printed: dict[str, int] = field(default_factory=dict)

    def wait(self) -> None:
        """Wait at the gate."""
        self.held = not self.gate.is_set()
        self.gate.wait(30)
        self.held = False

    def __post_init__(self) -> None:
        self.gate.set()
        shipped = config.shipped()
        issue = config.IssueEntry(id="dredging", proposition="The channel should be dredged")
        self.config = shipped._replace(issues=(issue,))
        self._changes = 0
        self.articles = SimpleNamespace(
            rows=self._rows,
            order=lambda limit=None: [article.key for article in self.articles_][:limit],
            by_key=self._article,
            get=self._get,
            mark_read=self.read_.add,
            count=lambda: len(self.articles_),
        )
        self.search = SimpleNamespace(
            preparing=lambda: iter(()),
            run=self._search,
            hits=lambda node, text: [span(text, "dredging")],
            asked_about=lambda node, key: frozenset(),
            suggestion=lambda found, stopped=None: None if found.keys else self.suggestion,
            asks_of_reading=lambda node: False,
            snippets=self._snippets,
            complete=lambda query, cursor: self.completions(query, cursor),
            parse=self._parse,
            keys=self._keys,
            concordance=self._concordance,
        )
        self.saved = SimpleNamespace(
            queries=lambda: dict(self.searches), unlabelled=lambda: self.search.keys(self.search.parse("is:unlabelled"))
        )
        self.codebook = SimpleNamespace(version="1.0-0", to_recheck=dict)
        self.tags = SimpleNamespace(all=lambda: [("budget", 1)])
        self.history = SimpleNamespace(
            all=lambda: list(self.searched), add=lambda query: self.searched.insert(0, query)
        )
        self.stories = SimpleNamespace(
            others=lambda: {key: len(told) - 1 for told in self.told for key in told},
            duplicates=lambda: {key for told in self.told for key in told[1:]},
            of=lambda key: next((told for told in self.told if key in told), (key,)),
            folded=self._folded,
        )
        self.statements = SimpleNamespace(
            of=self._views,
            entities=lambda key: list(self.analyses.get(key, Analysis()).entities),
            progress=self._progress,
            by_actor=self._by_actor,
            article_key=lambda one: self._found(one)[0],
            several=lambda ids: {one: self._view(*self._found(one)) for one in ids},
        )
        self.annotators = SimpleNamespace(asked_for=False)
        self.pace = SimpleNamespace(on=False)
        self.annotations = SimpleNamespace(
            label=self._label,
            accept=lambda one: self._label(one, self._found(one)[1].suggested.stance),
            clear=lambda one: self._label(one, None),
            retire=lambda one: self._save(),
            note=self._note,
            set_issue=lambda one, issue: self._save(),
            issues=lambda: [Issue("dredging", "The channel should be dredged")],
            actor_names=lambda prefix="": ["Ines Calder", "Rolf Tamm"],
            actors=list,
            recent=lambda: Recent(["Ines Calder"], ["dredging"]),
            undo=self._undo,
            describe=lambda event: f"labelled {event.sets['stance']}",
            preview_many=lambda ids, **wanted: self._preview(ids, **wanted)[0],
            label_many=self._label_many,
        )
        self.analysis = SimpleNamespace(state=self._state, retry=lambda key: self.failed.pop(key))

    # -- made by a test --------------------------------------------------------------------------------

    def add(
        self, text: str, title: str, *, outlet: str | None = "Port Courier", date: str | None = "2026-09-12"
    ) -> int:
        """Add an article that is not analysed; its key."""
        key = len(self.articles_) + 1
        head = Span(0, len(title)) if text.startswith(title) else None
        self.articles_.append(Article(key, f"{key:016x}", version_of(text), title, text, date, outlet, title_span=head))
        return key

    def changed(self) -> bool:
        """Whether something was written since the last look."""
        before, self._changes = self._changes, 0
        return before > 0

    def close(self) -> None:
        """Nothing has to be closed."""

    # -- what the explorer asks ------------------------------------------------------------------------

    def _rows(self, keys: Sequence[int] | None = None) -> list[ArticleRow]:
        found = [self._row(article) for article in self.articles_]
        return found if keys is None else [row for key in keys for row in found if row.key == key]

    def _row(self, article: Article) -> ArticleRow:
        state, reason = self._state(article.key)
        views = self._views(article.key)
        labelled = sum(bool(view.labels) for view in views)
        read = article.key in self.read_
        return ArticleRow(
            article.key,
            article.id,
            article.title,
            article.date,
            article.outlet,
            len(views),
            labelled,
            state,
            read,
            reason,
            flagged=article.key in self.flagged,
            tags=self.tagged.get(article.key, ()),
            own=sum(any(label.by == self.by for label in view.labels) for view in views),
        )

    def _article(self, key: int) -> Article:
        return self.articles_[key - 1]

    def _get(self, ref: str) -> Article:
        for article in self.articles_:
            if article.id == ref:
                return article
        raise UsageError(f"there is no article '{ref}'")

    def _state(self, key: int) -> tuple[AnalysisState, str | None]:
        if key in self.failed:
            return AnalysisState.FAILED, self.failed[key]
        return (AnalysisState.DONE if key in self.analyses else AnalysisState.WAITING), None

    def _views(self, key: int) -> list[StatementView]:
        return [self._view(key, one) for one in self.analyses.get(key, Analysis()).statements]

    def _view(self, key: int, one: Statement) -> StatementView:
        article = self._article(key)
        labels = tuple(self.labels.get(one.id, ()))
        mine = next((label for label in labels if label.by == self.by), None)
        conflict = mine is None and len({label.stance for label in labels}) > 1
        label = mine or (labels[-1] if labels and not conflict else None)
        return StatementView(
            one, article.id, article.title, article.date, article.outlet, one.issue, labels, label, conflict,
            self.notes.get(one.id),
        )  # fmt: skip

    def _found(self, identifier: str) -> tuple[int, Statement]:
        return next((k, s) for k, found in self.analyses.items() for s in found.statements if s.id == identifier)

    def _by_actor(self, actor: str) -> list[StatementView]:
        return [v for article in self.articles_ for v in self._views(article.key) if v.statement.actor_id == actor]

    def _progress(self) -> Progress:
        rows = self._rows()
        return Progress(
            sum(r.statements for r in rows),
            sum(r.labelled for r in rows),
            len(rows),
            len(self.analyses),
            len(self.failed),
            sum(r.own for r in rows),
        )

    def _search(self, query: str, *, sort: str | None = None, reverse: bool = False, limit: int = 0,
                facets: bool = False, whole: frozenset[str] = frozenset(), suggest: bool = True,
                stopped: Any = None) -> Any:  # fmt: skip
        """Finds the words of a query that stand in the text, and the outlet of its last clause."""
        if query.startswith("outlett:"):
            raise QueryError("There is no field outlett.", 0, 8, "outlet:")
        node = parse(query)
        words, _, outlet = (part.strip(' "') for part in query.partition("outlet:"))
        keys = [
            article.key
            for article in self.articles_
            if words.lower() in article.text.lower() and outlet in (article.outlet or "")
        ]
        rows = self._rows(keys)
        if sort == "date":
            rows.sort(key=lambda row: row.date or "", reverse=True)
        elif sort == "statements":
            rows.sort(key=lambda row: -row.statements)
        keys = [row.key for row in (reversed(rows) if reverse else rows)]
        return SimpleNamespace(
            query=query, node=node, keys=keys, total=len(keys), statements=sum(r.statements for r in rows),
            indexing=False, emptied_by=None if keys else f"no article matches {query}",
            facets=(self.whole_facets if whole else self.facets) if facets else (),
            suggestion=self.suggestion if suggest and not keys else None,
        )  # fmt: skip

    def _parse(self, query: str) -> Any:
        if query.startswith("outlett:"):
            raise QueryError("There is no field outlett.", 0, 8, "outlet:")
        self._asked = query
        return parse(query)

    def _keys(self, node: Any) -> set[int]:
        return self._matching(self._asked)

    def _matching(self, query: str) -> set[int]:
        rows = self._rows()
        if query == "is:unread":
            return {row.key for row in rows if not row.read}
        if query == "is:unlabelled":
            return {row.key for row in rows if row.labelled < row.statements}
        return set(self._search(query).keys)

    def _concordance(
        self, query: str, *, sort: str = "date", reverse: bool = False, limit: int = 0, offset: int = 0,
        around: str | None = None, held: Collection[str] = (), count: bool = True, stopped: Any = None,
    ) -> Concordance:  # fmt: skip
        found = [view for key in sorted(self._matching(query)) for view in self._views(key)]
        order = {"actor": lambda v: v.statement.actor or "", "stance": lambda v: v.stance or ""}
        if sort in order:
            found.sort(key=order[sort])
        if reverse:
            found.reverse()
        lines = []
        for view in found:
            one, article = view.statement, self._get(view.article)
            state = "conflict" if view.conflict else "labelled" if view.label else "suggested" if view.stance else ""
            before, after = article.text[: one.content.start], article.text[one.content.end :]
            lines.append(
                ConcordanceLine(
                    one.id, article.key, one.actor, view.stance, state or "none", view.issue, before[-90:],
                    one.content.text, after[:90], view.title, view.date, view.outlet, self.printed.get(one.id, 1),
                )
            )  # fmt: skip
        end = offset + limit if limit else None
        said = len(lines) - sum(self.printed.get(line.statement, 1) - 1 for line in lines)
        emptied = None if lines else f"no article matches {query}"
        return Concordance(
            tuple(lines[offset:end]), len(lines), len(self._matching(query)), said, emptied, offset, 0, self.printed
        )

    def _preview(self, ids: Sequence[str], **wanted: Any) -> Any:
        views = [self._view(*self._found(one)) for one in ids]
        settings = {"stance": None, "issue": None, "retire": False, **wanted}
        return bulk.preview(views, bulk.Wanted(**settings), self.by)

    def _label_many(self, ids: Sequence[str], **wanted: Any) -> None:
        _, changes = self._preview(ids, **wanted)
        self._save()
        for change in changes:
            self._label(change.view.id, str(change.sets["stance"]))

    def _snippets(self, keys: Sequence[int], node: Any) -> dict[int, tuple[str, list[Span]]]:
        return dict(zip(keys, snippets([self._article(key).text for key in keys], node), strict=True))

    def _folded(self, keys: Sequence[int]) -> tuple[list[int], dict[int, int]]:
        present = {key: [one for one in self.stories.of(key) if one in keys] for key in keys}
        shown = [key for key in keys if present[key][0] == key]
        return shown, {key: len(present[key]) - 1 for key in shown if len(present[key]) > 1}

    # -- saving ----------------------------------------------------------------------------------------

    def _save(self) -> None:
        self.wait()
        if self.failing is not None:
            raise self.failing
        self._changes += 1

    def _label(self, identifier: str, stance: str | None) -> Event:
        self._save()
        before = self.labels.get(identifier, [])
        kept = [label for label in before if label.by != self.by]
        self.labels[identifier] = [*kept, *([Label(stance, self.by, "2026-09-14T10:00:00Z")] if stance else [])]
        article = self._article(self._found(identifier)[0])
        event = Event(
            "e", len(self.done), EventKind.LABEL, self.by, "", f"statement:{identifier}", {"stance": stance},
            {"article": article.id},
        )  # fmt: skip
        self.done.append((event, lambda: self.labels.__setitem__(identifier, before)))
        return event

    def _note(self, identifier: str, text: str | None) -> None:
        self._save()
        if text:
            self.notes[identifier] = text
        else:
            self.notes.pop(identifier, None)

    def _undo(self) -> tuple[Event, Event]:
        if not self.done:
            raise UsageError("there is nothing to undo")
        event, back = self.done.pop()
        back()
        return replace(event, kind=EventKind.UNDO), event
