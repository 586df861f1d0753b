"""The history: what annotators did, step by step, in words, and whether a step can be taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from index.errors import UsageError
from index.library_parts import wording
from index.library_parts.core import Core
from index.library_parts.undo import Undo, find
from index.model import Event, EventKind
from index.store import events
from index.store.articles import find as find_articles
from index.store.blinding import LABELS

STATES = ("done", "undone")
"""By which steps can be chosen: those that hold, and those that were undone, whether redo brings them back or not."""

PAGE = 50
"""Steps of a page."""

_DESCRIBED = 2000
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that an annotator did.

    `id` and `sequence` are its event's, `at` is UTC (2026-11-22T20:00:00Z), `words` say it on one line. `articles` are
    the ids of those that it is about, `statements` those of the statements, in no order. `state` is done, undone (redo
    may bring it back) or lost (undone, and something new was done since); "" for what turned another step, whose id is
    `turned` then. `why_not` is a sentence that says why this annotator cannot take it back, None where that can be.
    """

    id: str
    sequence: int
    kind: EventKind
    by: str
    at: str
    words: str
    articles: tuple[str, ...]
    state: str
    turned: str | None
    why_not: str | None
    statements: tuple[str, ...] = ()

    @property
    def may_be_undone(self) -> bool:
        """Whether this annotator can take it back now."""
        return self.why_not is None


class _Described(NamedTuple):
    words: str
    articles: tuple[str, ...]
    statements: tuple[str, ...]


class Steps:
    """The steps of everybody, newest first; and of each whether this annotator can take it back.

    While labels are hidden, they are this annotator's alone.
    """

    def __init__(self, core: Core) -> None:
        self._core = core
        self._undo = Undo(core)
        self._described: dict[str, _Described] = {}

    def page(
        self,
        *,
        article: int | str | None = None,
        statement: str | None = None,
        by: str | None = None,
        since: str | None = None,
        until: str | None = None,
        kinds: Sequence[EventKind] = (),
        state: str | None = None,
        before: int | None = None,
        limit: int = PAGE,
    ) -> list[Step]:
        """Steps, newest first: `limit` at most (0: all), those before the step with sequence number `before`.

        `article` is one that they are about (its key, its id, or the id its source gave it), `statement` the id of one
        that they are about, `by` who took them, `since` and `until` the first and the last day (YYYY-MM-DD, UTC),
        `kinds` which kinds of steps, `state` whether they hold: done or undone. Raises UsageError for a day, a state or
        an article that there is not.
        """
        values: dict[str, Any] = {"limit": limit or -1}
        conditions = []
        if before is not None:
            conditions.append("e.sequence < :before")
            values["before"] = before
        if article is not None:
            identifier = self._article(article)
            # The log is canonical JSON: no other text in it can look like this.
            conditions.append(
                "(e.subject = :subject OR instr(e.about, :about) OR instr(e.sets, :sets)"
                " OR t.subject = :subject OR instr(t.about, :about) OR instr(t.sets, :sets))"
            )
            values |= {
                "subject": f"article:{identifier}",
                "about": f'"article":"{identifier}"',
                "sets": f'"article:{identifier}"',
            }
        if statement is not None:
            conditions.append(
                "(e.subject = :one OR instr(e.sets, :in_sets) OR t.subject = :one OR instr(t.sets, :in_sets))"
            )
            values |= {"one": f"statement:{statement}", "in_sets": f'"statement:{statement}"'}
        if by is not None:
            conditions.append("e.by = :by")
            values["by"] = by
        if LABELS in self._core.blind:
            conditions.append("e.by = :me")
            values["me"] = self._core.by
        if since is not None:
            conditions.append("e.at >= :since")
            values["since"] = _day(since)
        if until is not None:
            conditions.append("e.at < :until")
            values["until"] = str(date.fromisoformat(_day(until)) + timedelta(days=1))
        if kinds:
            conditions.append(f"e.kind IN ({', '.join(repr(str(EventKind(one))) for one in kinds)})")
        if state is not None:
            if state not in STATES:
                raise UsageError(f"'{state}' is no state of a step: it is {' or '.join(STATES)}")
            conditions.append("f.state = 'done'" if state == "done" else "f.state <> 'done'")
        where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        rows = self._core.database.read(
            "SELECT e.sequence, e.id, coalesce(f.state, '') FROM event e LEFT JOIN effect f ON f.event = e.sequence"
            " LEFT JOIN event t ON f.event IS NULL AND t.id = substr(e.subject, length('event:') + 1)"
            f"{where} ORDER BY e.sequence DESC LIMIT :limit",
            values,
        )
        return list(self._steps(rows))

    def get(self, event: str) -> Step:
        """A step by its id, or by how that begins. Raises UsageError where there is none, and where it is hidden."""
        found = find(self._core.database.read, event)
        if LABELS in self._core.blind and found.by != self._core.by:
            raise UsageError(f"the step {found.id} is another annotator's, and labels are hidden while you are blind")
        rows = self._core.database.read(
            "SELECT e.sequence, e.id, coalesce(f.state, '') FROM event e LEFT JOIN effect f ON f.event = e.sequence"
            " WHERE e.id = ?",
            (found.id,),
        )
        return next(self._steps(rows))

    def annotators(self) -> list[str]:
        """Who has done anything, in the order of the alphabet."""
        names = [by for (by,) in self._core.database.read("SELECT DISTINCT by FROM event ORDER BY by")]
        return [by for by in names if by == self._core.by or LABELS not in self._core.blind]

    def days(self) -> dict[str, int]:
        """How many steps there are of each day (YYYY-MM-DD, UTC) on which anything was done, the latest first."""
        return dict(
            self._core.database.read(
                "SELECT substr(at, 1, 10), count(*) FROM event WHERE :by IS NULL OR by = :by"
                " GROUP BY 1 ORDER BY 1 DESC",
                {"by": self._core.by if LABELS in self._core.blind else None},
            )
        )

    def _steps(self, rows: Sequence[tuple[Any, ...]]) -> Iterator[Step]:
        for sequence, id_, state in rows:
            event = events.at(self._core.database.read, sequence)
            said = self._words(id_, event)
            yield Step(
                id=id_,
                sequence=sequence,
                kind=event.kind,
                by=event.by,
                at=event.at,
                words=said.words,
                articles=said.articles,
                statements=said.statements,
                state=state,
                turned=event.subject.removeprefix("event:") if not state else None,
                why_not=self._undo.why_not(event),
            )

    def _words(self, id_: str, event: Event) -> _Described:
        if id_ not in self._described:
            if len(self._described) >= _DESCRIBED:
                self._described.clear()
            self._described[id_] = self._describe(event)
        return self._described[id_]

    def _describe(self, event: Event) -> _Described:
        if event.kind in (EventKind.UNDO, EventKind.REDO):
            rows = self._core.database.read(
                f"SELECT {events.COLUMNS} FROM event WHERE id = ?", (event.subject.removeprefix("event:"),)
            )
            if rows:
                said = self._describe(events.from_row(rows[0]))
                deed = "undid" if event.kind is EventKind.UNDO else "redid"
                return said._replace(words=f"{deed}: {said.words}")
        parts = list(event.parts())
        articles = (part.about.get("article") for part in parts)
        statements = (part.subject.partition(":")[2] for part in parts if part.subject.startswith("statement:"))
        return _Described(
            wording.describe(event),
            tuple(dict.fromkeys(str(one) for one in articles if one)),
            tuple(dict.fromkeys(statements)),
        )

    def _article(self, article: int | str) -> str:
        if isinstance(article, int):
            rows = self._core.database.read("SELECT id FROM article WHERE key = ?", (article,))
            if not rows:
                raise UsageError(f"there is no article with the key {article}")
            return str(rows[0][0])
        found = {id_ for _, id_, _ in find_articles(self._core.database, article)}
        if len(found) != 1:
            raise UsageError(f"there is no article '{article}': `sayso search` prints their ids")
        return found.pop()


def _day(given: str) -> str:
    try:
        if not _DAY.fullmatch(given):
            raise ValueError
        return str(date.fromisoformat(given))
    except ValueError:
        raise UsageError(f"'{given}' is no day: give it as YYYY-MM-DD, such as 2026-11-23") from None
