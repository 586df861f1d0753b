"""What is in the result: for each facet its values, and how many of the articles have each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.text import clean_line
from tui.lines import MONTHS, Line, shorten, spread
from tui.widgets.blocks import Blocks
from tui.widgets.positions import SUGGESTED

if TYPE_CHECKING:
    from index.search.facets import Facet

SHOWN = {"certainty": "certain"}
"""What a facet is called where that is another word."""

FEW = 5
"""Values of a facet that are shown until more are asked for."""

_WIDTH = 8
"""Columns of the facets' names."""


@dataclass(frozen=True, slots=True)
class FacetLine:
    """A value of a facet; `chosen` is whether the query asks for it. Without a clause it stands for `count` more;
    where all are shown (`folds`), for `count` that there is no room for, and for showing fewer again.

    `heading` is the facet's name where the facet begins. `proposed` is an issue that nobody accepted yet.
    """

    facet: str
    shown: str
    count: int
    clause: str
    chosen: bool = False
    heading: str = ""
    folds: bool = False
    proposed: bool = False


def facet_lines(facets: Sequence[Facet], chosen: Collection[str], whole: Collection[str]) -> list[FacetLine]:
    """The facets line by line: the values that are `chosen` (their clauses), and the most frequent others.

    Of the facets named in `whole` all values are shown.
    """
    lines: list[FacetLine] = []
    for facet in facets:
        values = list(facet.values)
        if facet.name not in whole:
            few = values[:FEW]
            values = few + [value for value in values[FEW:] if value.clause in chosen]
        for number, value in enumerate(values):
            lines.append(
                FacetLine(
                    facet.name,
                    value.shown,
                    value.count,
                    value.clause,
                    value.clause in chosen,
                    SHOWN.get(facet.name, facet.name) if number == 0 else "",
                    proposed=value.proposed,
                )
            )
        more = len(facet.values) - len(values) + facet.others
        folds = facet.name in whole and len(facet.values) > FEW
        if more > 0 or folds:
            lines.append(FacetLine(facet.name, "", more, "", folds=folds))
    return lines


def shown_value(line: FacetLine) -> str:
    """A value as it is read: a month by its name."""
    year, dash, month = line.shown.partition("-")
    if line.facet == "month" and dash and month.isdigit() and 1 <= int(month) <= len(MONTHS):
        return f"{MONTHS[int(month) - 1]} {year}"
    if line.facet == "type":
        return TYPES.get(line.shown, line.shown.lower())
    return " ".join(clean_line(line.shown).split())


TYPES = {"GPE": "gpe: states, towns", "NORP": "norp: groups", "LOC": "loc: regions", "FAC": "fac: buildings"}
"""Types whose names do not say what they are: each as a query has it, and what it means."""


def _more(line: FacetLine) -> str:
    """What a line says that stands for values which are not shown."""
    if not line.folds:
        return f"▸ {line.count:,} more"
    return f"▾ fewer ({line.count:,} rarer ones not listed)" if line.count else "▾ fewer"


class Facets(Blocks[FacetLine]):
    """The facets pane."""

    def lay_out(self, item: FacetLine, width: int) -> list[Line]:
        heading = (item.heading.ljust(_WIDTH), "dim")
        if not item.clause:
            return [[heading, (shorten(_more(item), width - _WIDTH), "accent")]]
        count = f"{item.count:,}"
        name = f"{SUGGESTED} {shown_value(item)}" if item.proposed else shown_value(item)
        if item.chosen:
            return [
                spread([heading, (name, "accent bold")], [("✓ ", "accent bold"), (f"{count} ", "accent bold")], width)
            ]
        return [spread([heading, (name, "plain")], [(f"{count} ", "dim")], width)]

    def show_facets(self, lines: Sequence[FacetLine], message: Sequence[Line], *, unfolded: str = "") -> None:
        """Show these lines; the cursor stays on the value that it was on, else in its facet. In a facet that has just
        been `unfolded` it comes to the first value that was not there before."""
        if unfolded:
            first = next((i for i, one in enumerate(lines) if one.facet == unfolded), 0)
            self.show(lines, cursor=first + FEW, message=message, keep=True)
            return
        before = self.current
        place = 0
        if before is not None:
            same = (i for i, one in enumerate(lines) if (one.facet, one.clause) == (before.facet, before.clause))
            near = (i for i, one in enumerate(lines) if one.facet == before.facet)
            place = next(same, next(near, 0))
        self.show(lines, cursor=place, message=message, keep=True)

    def step_facet(self, step: int) -> bool:
        """Go to the first value of the next facet, or of the one before; False where there is none."""
        starts = [place for place, line in enumerate(self.items) if line.heading]
        if step > 0:
            there = next((place for place in starts if place > self.cursor), None)
        else:
            there = next((place for place in reversed(starts) if place < self.cursor), None)
        if there is not None:
            self.go(there)
        return there is not None
