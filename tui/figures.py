"""Figures of agreement as rows of a table, from what `sayso agreement --json` prints: pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tui.lines import Line, Piece, shorten, spread, wrapped

Record = Mapping[str, Any]

FINDING, KEPT, SELF = "finding", "kept", "self"

_TITLES = {
    "all": "How statements were labelled",
    "pair": "by pair of annotators",
    "issue": "by issue",
    "actor": "by actor",
    KEPT: "Whether what was found was kept or retired",
    FINDING: "What was made or kept as a statement at all, by pair",
    SELF: "With oneself, at a second look",
}
_ORDER = tuple(_TITLES)

WIDE, MIDDLE = 106, 70
"""Cells from which on there are columns for every figure, and for the most used ones."""

_SMALL, _LARGE = 8, 18


@dataclass(frozen=True, slots=True)
class Heading:
    """What the rows below it are about."""

    title: str


@dataclass(frozen=True)
class FigureRow:
    """The figures of one variable: over all, of a pair of annotators, of an issue, of an actor, of one with oneself.

    `figures` is by measure, `disagreements` has the statements that people differ on; `only`, of finding, who alone
    has which.
    """

    scope: str
    name: str
    variable: str
    figures: Mapping[str, Record] = field(default_factory=dict)
    disagreements: Sequence[str] = ()
    only: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def of(self, *measures: str) -> Record | None:
        """The first figure that there is of these measures."""
        return next((self.figures[one] for one in measures if one in self.figures), None)

    @property
    def n(self) -> int:
        """On how many statements the fullest figure rests."""
        return max((int(one.get("n") or 0) for one in self.figures.values()), default=0)

    @property
    def why(self) -> str:
        """Why no figure can be given; "" where one can."""
        given = [one for one in self.figures.values() if one.get("value") is not None]
        return "" if given else next((str(one["why"]) for one in self.figures.values() if one.get("why")), "")


Row = Heading | FigureRow


def rows(records: Iterable[Record]) -> list[Row]:
    """The rows of a table: variables over all, then by pair, issue and actor, what was kept, what was found."""
    found: dict[tuple[str, str, str], FigureRow] = {}
    for one in records:
        scope, name = str(one["scope"]), str(one.get("name") or "")
        if scope == FINDING:
            figures = {"F1": _measured(one, "f1"), "overlap": _measured(one, "overlap")}
            only = {by: list(ids) for by, ids in (one.get("only") or {}).items()}
            ids = list(dict.fromkeys(id_ for some in only.values() for id_ in some))
            found[scope, name, ""] = FigureRow(scope, name, "", figures, ids, only)
            continue
        variable = str(one["variable"])
        if variable == KEPT:
            scope = KEPT
        known = found.get((scope, name, variable))
        before = known.figures if known is not None else {}
        found[scope, name, variable] = FigureRow(
            scope, name, variable, {**before, str(one["measure"]): one}, tuple(one.get("disagreements") or ())
        )
    shown: list[Row] = []
    for scope in _ORDER:
        of_scope = [row for row in found.values() if row.scope == scope]
        if of_scope:
            title = _TITLES[scope]
            if scope in ("pair", "issue", "actor"):
                title = f"{of_scope[0].variable[:1].upper()}{of_scope[0].variable[1:]} {title}"
            shown += [Heading(title), *of_scope]
    return shown


def _measured(one: Record, name: str) -> Record:
    return {
        "value": one.get(name), "low": one.get(f"{name}_low"), "high": one.get(f"{name}_high"), "n": one.get("n"),
        "why": one.get("why"), "measure": name,
    }  # fmt: skip


# -- drawing ---------------------------------------------------------------------------------------------


def number(value: float | None) -> str:
    """A figure as one reads it in a table: .62, -.08, 1.00; a dash for none."""
    if value is None:
        return "–"
    text = f"{round(value, 2) + 0.0:.2f}"  # no -0.00
    return text.replace("0.", ".", 1) if text.lstrip("-").startswith("0.") else text


def per_cent(value: float | None) -> str:
    """A share in per cent."""
    return "–" if value is None else f"{100 * value:.0f} %"


def between(one: Record | None) -> str:
    """A figure with its interval: `.62 [.41, .80]`."""
    if one is None:
        return ""
    value = number(one.get("value"))
    if one.get("value") is None or one.get("low") is None:
        return value
    return f"{value} [{number(one['low'])}, {number(one['high'])}]"


def columns(width: int) -> list[tuple[str, int]]:
    """The heads of the columns behind a row's name, and their widths."""
    if width >= WIDE:
        return [
            ("alpha", _LARGE), ("ordinal", _LARGE), ("kappa", _LARGE), ("equal", _SMALL), ("n", _SMALL),
            ("differ", _SMALL),
        ]  # fmt: skip
    if width >= MIDDLE:
        return [("alpha", _LARGE), ("kappa", _SMALL), ("equal", _SMALL), ("n", 7), ("differ", 7)]
    return []


def cells(row: FigureRow, width: int) -> list[str]:
    """What stands in the columns of a row."""
    alpha, ordinal = row.of("alpha"), row.of("alpha (ordinal)")
    kappa = row.of("cohen's kappa", "fleiss' kappa")
    percentage = row.of("percentage")
    equal = per_cent(percentage.get("value")) if percentage is not None else ""
    differ = f"{len(row.disagreements):,}"
    if row.scope == FINDING:
        # These are no figures of their columns, and say what they are.
        f1, overlap = row.of("F1"), row.of("overlap")
        named = [f"F1 {between(f1)}", f"overlap {number(overlap.get('value')) if overlap else ''}"]
        between_ = [named[0], named[1], ""] if width >= WIDE else [named[0], ""]
        return [*between_, "", f"{row.n:,}", differ]
    if width >= WIDE:
        return [between(alpha), between(ordinal), between(kappa), equal, f"{row.n:,}", differ]
    small = "" if kappa is None else number(kappa.get("value"))
    return [between(alpha), small, equal, f"{row.n:,}", differ]


def head(width: int) -> str:
    """The line that names the columns; "" where there is no room for columns."""
    found = "".join(f"{name:>{room}}" for name, room in columns(width))
    return f"{found} ".rjust(width) if found else ""


def row_lines(row: FigureRow, words: str, width: int) -> list[Line]:
    """A row; `words` are its name. Where nothing can be reckoned, the reason stands in place of the figures."""
    lead = "   "
    if row.why:
        reason: list[Line] = [[(lead + "  ", "plain"), (part, "dim")] for part in wrapped(row.why, width - 7, 4)]
        return [spread([(lead + words, "plain")], [("–  ", "dim")], width), *reason]
    if not columns(width):
        main = row.of("alpha", "cohen's kappa", "F1")
        said = [f"{_name(row)} {between(main)}"]
        percentage = row.of("percentage")
        if percentage is not None:
            said.append(f"{per_cent(percentage.get('value'))} equal")
        said += [f"n {row.n:,}", f"{len(row.disagreements):,} differ"]
        figures = [[(lead + "  ", "plain"), (part, "plain")] for part in wrapped(" · ".join(said), width - 6, 3)]
        return [[(shorten(lead + words, width - 1), "strong")], *figures]
    right: list[Piece] = []
    for text, (name, room) in zip(cells(row, width), columns(width), strict=True):
        right.append((f"{text:>{room}}", "strong" if name == "alpha" else "plain"))
    return [spread([(lead + words, "plain")], [*right, (" ", "plain")], width)]


def _name(row: FigureRow) -> str:
    return "alpha" if "alpha" in row.figures else "F1" if row.scope == FINDING else "kappa"


_SAYS = {
    "alpha": "Krippendorff’s alpha",
    "alpha (ordinal)": "alpha, of labels in their order",
    "cohen's kappa": "Cohen’s kappa",
    "cohen's kappa (weighted)": "Cohen’s kappa, weighted",
    "fleiss' kappa": "Fleiss’ kappa",
    "percentage": "equal pairs",
    "F1": "F1 of statements",
    "overlap": "overlap of characters",
}


def details(row: FigureRow) -> list[str]:
    """Every figure of a row in words, with its interval and what it rests on, or why it cannot be given."""
    found = []
    for measure, one in row.figures.items():
        says = _SAYS.get(measure, measure)
        value = one.get("value")
        if value is None:
            found.append(f"{says}: {one.get('why') or 'cannot be given.'}")
            continue
        text = per_cent(value) if measure == "percentage" else number(value)
        if one.get("low") is not None:
            ends = (one["low"], one["high"])
            low, high = (per_cent(end) if measure == "percentage" else number(end) for end in ends)
            text += f", between {low} and {high} in 95 of 100 samples"
        found.append(f"{says} {text}; n {int(one.get('n') or 0):,}")
    return found
