"""A statement that annotators labelled differently, as the screen of adjudication shows it: pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.model import Label, StatementView
from index.rechecks import GLYPH, reason
from index.text import clean_line
from tui.lines import MOST, Line, Piece, flowed, short_date, spread, wrapped
from tui.passages import around, quoted
from tui.widgets.leaves import Drawn

if TYPE_CHECKING:
    from index.config import CodebookLabel, Config

CODERS = 9
"""Annotators that a digit can take."""

TALL, LOW = 32, 16
"""Lines of the screen from which on the text round a statement stands above the labels, and below which only its own
words do."""

QUOTED, ROOMY = 28, 22
"""Letters for each line of the screen: in longer paragraphs the statement's own words alone stand above the labels, and
in longer ones with those round them these stand below."""

DATED = 44
"""Cells from which on a label that was taken has its date too."""

_LEAD = "     "


@dataclass(frozen=True, slots=True)
class Coming:
    """A decision that is being saved: the stance, and whose label was taken; or words for what else is done."""

    stance: str = ""
    took: str | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A conflict: the statement, and the text of the version that it stands in.

    `reason` is one that was chosen before there is a decision that it could go with, `coming` what is not saved yet.
    """

    view: StatementView
    text: str
    reason: str | None = None
    coming: Coming | None = None

    def with_reason(self, reason: str | None) -> Case:
        """The same with a reason for the decision to come."""
        return replace(self, reason=reason)


def drawn(case: Case, config: Config, propositions: Mapping[str, str], *, codebook: bool, height: int) -> list[Drawn]:
    """What is said, who says it, each annotator's label, and what was decided; with `codebook` its words below that.

    Of the text as much stands above the labels as `height`, the lines on the screen, leaves room for; the rest below.
    """
    view = case.view
    found = around(case.text, view.statement)
    held, round_ = _letters(found.held), _letters([*found.before, *found.after])
    above, below, quote = [*found.before, *found.held, *found.after], [], 0
    if height < LOW or held > QUOTED * height:
        above, below, quote = [quoted(view.statement)], above, 3 if height < LOW else 8
    elif height < TALL or held + round_ > ROOMY * height:
        above, below = found.held, [*found.before, *found.after]
    parts: list[Drawn] = [lambda width: _where(view, width, 1 if height < LOW else 2)]
    parts += [_paragraph(pieces, quote or MOST) for pieces in above]
    if not quote:
        parts.append(lambda width: _about(view, propositions, width))
    parts.append(lambda width: _coders(view, config, width))
    parts.append(lambda width: _decision(case, config, width))
    if quote:
        parts.append(lambda width: _about(view, propositions, width))
    if codebook:
        parts += definitions(case, config, propositions)
    if below:
        parts += [lambda width: [[(" In the text", "strong")]], *(_paragraph(pieces, MOST) for pieces in below)]
    return parts if height < LOW else [_parted(part) for part in parts]


def drawn_blind(case: Case, config: Config, propositions: Mapping[str, str], *, height: int) -> list[Drawn]:
    """A statement without its labels: its paragraph, whose it is and on what, and what all labels mean."""
    view = case.view
    found = around(case.text, view.statement)
    parts: list[Drawn] = [lambda width: _where(view, width, 1 if height < LOW else 2)]
    if height < LOW:
        parts.append(_paragraph(quoted(view.statement), 4))
    else:
        parts += [_paragraph(pieces, MOST) for pieces in (*found.before, *found.held, *found.after)]
    parts.append(lambda width: _about(view, propositions, width))
    parts += [lambda width, label=label: _meaning(label, width) for label in config.codebook.labels]  # type: ignore[misc]
    if height < LOW:
        return [*parts, *(_paragraph(pieces, MOST) for pieces in found.held)]
    head = len(parts) - len(config.codebook.labels)
    return [*(_parted(part) for part in parts[:head]), *parts[head:]]


def _meaning(label: CodebookLabel, width: int) -> list[Line]:
    """A label with its key and its definition."""
    lead = f" {label.key}  {label.glyph} {label.id}"
    left = " " * 16
    said = wrapped(label.meaning, max(8, width - 18), 3) if width >= 50 else []
    first: list[Piece] = [(f" {label.key} ", "accent bold"), (f" {label.glyph} {label.id}", f"{label.colour} bold")]
    if said:
        first += [(" " * max(1, 16 - len(lead)), "plain"), (said[0], "dim")]
    return [first, *([(left, "plain"), (part, "dim")] for part in said[1:])]


def definitions(case: Case, config: Config, propositions: Mapping[str, str]) -> list[Drawn]:
    """What the codebook says of the labels that were given, and what the issue is."""
    given = dict.fromkeys(label.stance for label in case.view.labels)
    labels = [label for label in map(config.label, given) if label is not None]
    parts: list[Drawn] = []
    if (issue := case.view.issue) is not None:
        parts.append(lambda width: _issue(issue, propositions, width))
    parts += [lambda width, label=label: _definition(label, width) for label in labels]  # type: ignore[misc]
    return parts


def queue_line(view: StatementView, config: Config, width: int) -> list[Line]:
    """A conflict in the queue: who said it, what the annotators made of it, and its first words."""
    settled = view.adjudicated
    glyphs: list[Piece] = []
    for label in view.labels:
        known = config.label(label.stance)
        glyphs.append((f" {known.glyph if known else '•'}", known.colour if known else "grey"))
    if view.retired:
        glyphs = [*glyphs, (" retired", "warning")] if view.contested is not None else [(" ✓ retired", "strong")]
    elif settled is not None and not view.conflict:
        known = config.label(settled.stance)
        mark: Piece = (f" {GLYPH}", "warning") if settled.recheck else (" ✓", "strong")
        glyphs = [mark, (f" {known.glyph if known else '•'}", f"{known.colour if known else 'grey'} bold")]
    head = spread([(f" {named(view)}", "strong")], [*glyphs, (" ", "plain")], width)
    words = wrapped(clean_line(view.statement.content.text), max(4, width - 3), 2)
    return [head, *([(f"  {part}", "dim")] for part in words)]


def is_open(view: StatementView) -> bool:
    """Whether it waits for a decision, or for another look at one."""
    settled = view.adjudicated
    again = settled is not None and settled.recheck and not view.retired
    return view.conflict or view.contested is not None or again


def named(view: StatementView) -> str:
    """Who says it, in words."""
    statement = view.statement
    return statement.actor or " ".join(statement.source.text.split()) or "source not named"


def _parted(part: Drawn) -> Drawn:
    return lambda width: [*part(width), []]


def _indented(lines: Sequence[Line], lead: str) -> list[Line]:
    return [[(lead, "plain"), *line] for line in lines]


def _where(view: StatementView, width: int, most: int) -> list[Line]:
    parts = (clean_line(view.title).strip(), view.outlet or "outlet unknown", short_date(view.date, year=True))
    return [[(f" {part}", "dim")] for part in wrapped(" · ".join(part for part in parts if part), width - 2, most)]


def _about(view: StatementView, propositions: Mapping[str, str], width: int) -> list[Line]:
    statement = view.statement
    pieces: list[Piece] = [(named(view), "strong")]
    if statement.voice.value != "self":
        pieces.append((f" ({statement.voice.value})", "dim"))
    if view.issue is not None:
        pieces += [(" on ", "dim"), (propositions.get(view.issue, view.issue), "plain italic")]
    else:
        pieces.append((", about no issue", "dim"))
    if statement.via:
        pieces.append((f" · via {', '.join(statement.via)}", "dim"))
    return _indented(flowed(pieces, width - 2), " ")


def _letters(paragraphs: Sequence[Sequence[Piece]]) -> int:
    return sum(len(text) for pieces in paragraphs for text, _ in pieces)


def _paragraph(pieces: Sequence[Piece], most: int) -> Drawn:
    return lambda width: _indented(flowed(pieces, width - 3, most), "  ")


def _coders(view: StatementView, config: Config, width: int) -> list[Line]:
    lines: list[Line] = []
    for place, label in enumerate(view.labels, 1):
        lines += _coder(place, label, view, config, width)
    return lines


def _coder(place: int, label: Label, view: StatementView, config: Config, width: int) -> list[Line]:
    known = config.label(label.stance)
    settled = view.adjudicated
    number = str(place) if place <= CODERS else " "
    tone = f"{known.colour if known else 'grey'} bold"
    took = settled is not None and settled.took == label.by
    left: list[Piece] = [(f" {number} ", "accent bold"), (f" {known.glyph if known else '•'} ", tone)]
    left += [(label.stance, tone), ("  ", "plain"), (label.by, "strong" if took else "plain")]
    sure = f"{label.certainty} " if label.certainty else ""
    right: list[Piece] = [
        (f"{'✓ taken · ' if took else ''}{sure}{short_date(label.at) if width >= DATED or not took else ''} ", "dim")
    ]
    lines: list[Line] = [spread(left, right, width)]
    room = max(8, width - len(_LEAD) - 1)
    if label.note:
        lines += [[(_LEAD, "plain"), (part, "accent italic")] for part in wrapped(f"✎ {label.note}", room, 6)]
    for question in view.questions:
        if question.by == label.by:
            said = f"⁇ {clean_line(question.text)}"
            lines += [[(_LEAD, "plain"), (part, "warning italic")] for part in wrapped(said, room, 6)]
    return lines


def _decision(case: Case, config: Config, width: int) -> list[Line]:
    view, settled = case.view, case.view.adjudicated
    if case.coming is not None:
        return _indented(flowed([*_coming(case.coming, config), (" · saving…", "dim")], width - 2), " ")
    if view.retired:
        if view.contested is None:
            return [[(" ✓ decided: it is no statement", "strong")]]
        said = f"{view.contested} retired it, though it has a label: a digit or a label of your own brings it back"
        return [[(f" {part}", "warning")] for part in wrapped(said, width - 1, 4)]
    if settled is None:
        said = f"reason: {case.reason} (it goes with the decision)" if case.reason else "not decided yet"
        return [[(f" {part}", "plain" if case.reason else "dim")] for part in wrapped(said, width - 1, 3)]
    label = config.label(settled.stance)
    tone = f"{label.colour if label else 'grey'} bold"
    pieces: list[Piece] = [("✓ decided: ", "strong"), (f"{label.glyph if label else '•'} {settled.stance}", tone)]
    pieces.append((f", as {settled.took}" if settled.took else ", no one’s label", "plain"))
    pieces.append((f" · {settled.reason}" if settled.reason else " · no reason given yet", "dim"))
    pieces.append((f" · {settled.by} {short_date(settled.at)}", "dim"))
    if settled.since:
        pieces.append((f" · since then {', '.join(settled.since)} labelled it otherwise: decide again", "warning"))
    if settled.recheck:
        pieces.append((f" · {GLYPH} {reason(settled)}: decide again", "warning"))
    return _indented(flowed(pieces, width - 2), " ")


def _coming(coming: Coming, config: Config) -> list[Piece]:
    if not coming.stance:
        return [(coming.words, "strong")]
    label = config.label(coming.stance)
    tone = f"{label.colour if label else 'grey'} bold"
    return [
        ("decided: ", "strong"),
        (f"{label.glyph if label else '•'} {coming.stance}", tone),
        (f", as {coming.took}" if coming.took else ", no one’s label", "plain"),
    ]


def _issue(issue: str, propositions: Mapping[str, str], width: int) -> list[Line]:
    said = propositions.get(issue, issue)
    return [[(f" {part}", "plain italic")] for part in wrapped(said, max(8, width - 2), 6)]


def _definition(label: CodebookLabel, width: int) -> list[Line]:
    room = max(8, width - 4)
    lines: list[Line] = [[(f" {label.glyph} {label.id}", f"{label.colour} bold")]]
    lines += [[("   ", "plain"), (part, "plain")] for part in wrapped(label.meaning, room, 20)]
    said = [(f"e.g. “{clean_line(example.text)}”", "dim") for example in label.examples]
    for case in label.edge_cases:
        said.append((f"◆ {case.rule}", "plain"))
        said.append((f"yes: “{clean_line(case.yes.text)}”", "dim"))
        if case.no is not None:
            said.append((f"no, {case.instead}: “{clean_line(case.no.text)}”", "dim"))
    for text, tone in said:
        lines += [[("   ", "plain"), (part, tone)] for part in wrapped(text, room, 6)]
    return lines
