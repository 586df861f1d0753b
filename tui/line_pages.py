"""The lines of a concordance in pages, of which only those are read that somebody looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, overload

from index.model import StatementView

if TYPE_CHECKING:
    from index.library import Concordance, ConcordanceLine

PAGE = 200
"""Lines that are read at once."""


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line, and its statement as it stands now; both None while the line is not read."""

    place: int
    line: ConcordanceLine | None = None
    view: StatementView | None = None


class LinePages(Sequence[LineRow]):
    """All lines of a concordance by their places; looking at one that is not read asks for its page.

    A line keeps its place, whatever is done to its statement: the order is that of the moment when the
    concordance was asked for.
    """

    def __init__(self, total: int, wanted: Callable[[int], object] = lambda page: None) -> None:
        """`wanted` is called with the number of a page that is not read."""
        self.total = total
        self.changed: set[str] = set()
        self.times: Mapping[str, int] = {}
        self._wanted = wanted
        self._pages: dict[int, list[LineRow]] = {}
        self._places: dict[str, int] = {}

    def __len__(self) -> int:
        return self.total

    @overload
    def __getitem__(self, place: int) -> LineRow: ...
    @overload
    def __getitem__(self, place: slice) -> list[LineRow]: ...
    def __getitem__(self, place: int | slice) -> LineRow | list[LineRow]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(self.total))]
        if place < 0:
            place += self.total
        if not 0 <= place < self.total:
            raise IndexError(place)
        page, row = divmod(place, PAGE)
        rows = self._pages.get(page)
        if rows is None:
            self._wanted(page)
            return LineRow(place)
        return rows[row] if row < len(rows) else LineRow(place)

    def known(self) -> Iterator[LineRow]:
        """The rows that are read."""
        for rows in self._pages.values():
            yield from (row for row in rows if row.line is not None)

    @property
    def held(self) -> frozenset[str]:
        """The statements that were changed here: each keeps its place, also where the query finds it no more."""
        return frozenset(one for one in self.changed if one in self._places)

    def stands(self, found: Concordance) -> bool:
        """Whether a page that was asked for anew, with what is `held`, shows the same lines as are shown here."""
        here = [row.line.statement for row in self._pages.get(found.offset // PAGE, []) if row.line is not None]
        now = [line.statement for line in found.lines]
        there = set(now)
        same = [one for one in here if one in there]
        return (
            found.total + found.gone == self.total and len(here) - len(same) <= found.gone and same == now[: len(same)]
        )

    def take_times(self, times: Mapping[str, int]) -> None:
        """Take in of how many statements the utterance of each is."""
        self.times = times
        for rows in self._pages.values():
            for i, row in enumerate(rows):
                if row.line is not None:
                    rows[i] = replace(row, line=replace(row.line, utterances=times.get(row.line.statement, 1)))

    def is_read(self, page: int) -> bool:
        """Whether a page is read."""
        return page in self._pages

    def place_of(self, statement: str) -> int | None:
        """The place of a statement among those that are read."""
        return self._places.get(statement)

    def window(self, page: int) -> tuple[int, int]:
        """Where to begin and how many lines to ask for, to be sure of a page.

        What was changed meanwhile may have gone out of the query's answer, and what stands behind it moved up.
        """
        back = min(page * PAGE, len(self.changed))
        return page * PAGE - back, PAGE + back

    def read(self, page: int, lines: Sequence[ConcordanceLine], views: Mapping[str, StatementView]) -> None:
        """Take in the lines of a page's window: those that follow what is read before it, and are not read yet."""
        start, _ = self.window(page)
        begin = page * PAGE - start
        if self.changed and (before := self._pages.get(page - 1)):
            ids = {row.line.statement for row in before if row.line is not None}
            begin = max((i + 1 for i, line in enumerate(lines) if line.statement in ids), default=0)
        fresh = [line for line in lines[begin:] if line.statement not in self._places][:PAGE]
        if self.times:
            fresh = [replace(line, utterances=self.times.get(line.statement, 1)) for line in fresh]
        rows = [LineRow(page * PAGE + i, line, views.get(line.statement)) for i, line in enumerate(fresh)]
        self._pages[page] = rows
        self._places |= {row.line.statement: row.place for row in rows if row.line is not None}

    def update(self, views: Mapping[str, StatementView]) -> None:
        """Take in how these statements stand now."""
        for rows in self._pages.values():
            for i, row in enumerate(rows):
                if row.line is not None and (view := views.get(row.line.statement)) is not None:
                    rows[i] = replace(row, view=view)
