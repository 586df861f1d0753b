"""Who stands where in this article: by actor, each statement with stance, issue, content and origin."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len

from index import rechecks
from index.model import Statement, StatementView
from index.reasons import name_of, parent_of
from tui.edits import Edit
from tui.lines import Line, short_date, shorten, spread, wrapped
from tui.messages import ActorWanted
from tui.moved import moved_lines
from tui.widgets.blocks import Blocks

if TYPE_CHECKING:
    from index.config import CodebookLabel, Config

INDENT = "   "
CONTENT_LINES = 2

SUGGESTED = "◇"
"""Before what is the machine's alone, as ✓ stands before what a person decided."""

GHOST = "dim italic"
"""The tone of what is only suggested."""


@dataclass(frozen=True)
class ActorRow:
    """The heading of an actor's statements; `actor_id` is None where the source is not resolved."""

    actor_id: str | None
    name: str
    count: int


@dataclass(frozen=True)
class StatementRow:
    """A statement and what is known of it.

    `edit` is a change of it that is not saved yet, `holder` the statement in whose content it stands.
    """

    view: StatementView
    edit: Edit | None = None
    holder: Statement | None = None


Row = ActorRow | StatementRow


def actor_key(view: StatementView) -> tuple[str | None, str]:
    """What a statement's actor is told apart by: id and name, for an unresolved one the words of its source."""
    statement = view.statement
    return statement.actor_id, statement.actor or " ".join(statement.source.text.split()) or "source not named"


def by_actor(views: Sequence[StatementView], edits: Mapping[str, Edit]) -> list[Row]:
    """The rows for these statements: actors in the order of their first one, each with all of its own."""
    groups: dict[tuple[str | None, str], list[StatementView]] = {}
    known = {view.id: view.statement for view in views}
    for view in views:
        identifier, name = actor_key(view)
        groups.setdefault((identifier, "") if identifier else (None, name), []).append(view)
    rows: list[Row] = []
    for (identifier, _), found in groups.items():
        rows.append(ActorRow(identifier, actor_key(found[0])[1], len(found)))
        rows.extend(
            StatementRow(view, edits.get(view.id), known.get(parent_of(view.statement))) for view in together(found)
        )
    return rows


def together(views: Sequence[StatementView]) -> list[StatementView]:
    """An actor's statements in their order, but those for which one issue is proposed behind the first of them."""
    groups: dict[tuple[str, str], list[StatementView]] = {}
    for view in views:
        key = ("proposed", view.proposed.id) if view.proposed is not None else ("statement", view.id)
        groups.setdefault(key, []).append(view)
    return [view for group in groups.values() for view in group]


def within(statement: Statement, holder: Statement) -> str:
    """That a statement stands in the content of another one, in a few words."""
    if holder.actor_id is not None and holder.actor_id == statement.actor_id:
        return "↳ in another statement of theirs"
    name = name_of(holder)
    return f"↳ in {name}’ statement" if name.endswith("s") else f"↳ in {name}’s statement"


class Describer:
    """Draws statements: knows the codebook and the issues' propositions."""

    def __init__(self, config: Config, propositions: Mapping[str, str]) -> None:
        self._config = config
        self.propositions = dict(propositions)

    def label(self, view: StatementView) -> CodebookLabel | None:
        """The codebook's label for where the statement stands, labelled or suggested."""
        stance = view.stance
        if stance is None:
            return None
        if view.label is not None:
            return self._config.label(stance)
        return self._config.label_for(stance) or self._config.label(stance)

    def head(self, row: StatementRow, width: int) -> Line:
        """Glyph, word and origin, in one line."""
        view, edit = row.view, row.edit
        if edit is not None and edit.stance is not None:
            label = self._config.label(edit.stance)
            tone = f"{label.colour if label else 'grey'} bold"
            glyph = label.glyph if label else "•"
            left = [(f" {glyph} ", tone), (edit.stance, tone)]
        elif view.conflict:
            left = [(" ‼ ", "warning bold"), ("disagreement", "warning bold")]
        elif view.stance is None:
            left = [(" ○ ", "dim"), ("no stance", "dim")]
        else:
            label = self.label(view)
            tone = label.colour if label else "grey"
            glyph, word = f" {label.glyph if label else '•'} ", label.id if label else view.stance
            if view.label is None:
                left = [(glyph, tone), (word, GHOST)]
            else:
                left = [(glyph, f"{tone} bold"), (word, f"{tone} bold")]
        if edit is not None:
            origin = ("not saved", "warning bold") if edit.reason else ("saving…", "dim")
        else:
            origin = self.origin(view)
        # Apart from the scroll bar, where nothing has to be cut for that.
        room = width - sum(cell_len(text) for text, _ in (*left, origin))
        return spread(left, [origin, (" " if room > 1 else "", "plain")], width)

    def origin(self, view: StatementView) -> tuple[str, str]:
        """Where the stance comes from: a suggestion, or whose label and of when."""
        if view.label is not None:
            others = [label.by for label in view.labels if label.by != view.label.by]
            more = f" +{len(others)}" if others else ""
            sure = f" {view.label.certainty}" if view.label.certainty else ""
            mark = rechecks.GLYPH if view.label.recheck else "✓"
            tone = "warning" if view.label.recheck else "plain"
            return f"{mark} {shorten(view.label.by, 12)}{more}{sure} {short_date(view.label.at)[:6].strip()}", tone
        if view.conflict:
            return f"{len(view.labels)} labels", "warning"
        return (f"{SUGGESTED} suggested", "faint italic") if view.stance is not None else ("", "faint")

    def lines(self, row: StatementRow, width: int) -> list[Line]:
        """A statement with everything that belongs to it."""
        view, edit = row.view, row.edit
        statement = view.statement
        room = max(8, width - len(INDENT))
        lines: list[Line] = [self.head(row, width)]
        if edit is not None and edit.reason:
            lines += [[(INDENT, "plain"), (part, "warning")] for part in wrapped(edit.reason, room, 3)]
            lines.append([(INDENT, "plain"), ("R tries again", "warning bold")])
        if view.conflict:
            said = " · ".join(f"{label.by}: {label.stance}" for label in view.labels)
            lines += [[(INDENT, "plain"), (part, "warning")] for part in wrapped(said, room, 2)]
        for said in rechecks.reasons(view):
            lines += [[(INDENT, "plain"), (part, "warning")] for part in wrapped(f"{rechecks.GLYPH} {said}", room, 3)]
        if view.issue is not None:
            proposition = self.propositions.get(view.issue, view.issue)
            lines += [[(INDENT, "plain"), (part, "plain italic")] for part in wrapped(proposition, room, 2)]
        elif view.proposed is not None:
            proposition = f"{SUGGESTED} proposed: {view.proposed.proposition}"
            lines += [[(INDENT, "plain"), (part, "dim italic")] for part in wrapped(proposition, room, 2)]
        elif view.suggested_issue is not None:
            learned = self.propositions.get(view.suggested_issue.issue, view.suggested_issue.issue)
            said = f"{SUGGESTED} suggested: {learned}"
            lines += [[(INDENT, "plain"), (part, GHOST)] for part in wrapped(said, room, 2)]
        lines += [[(INDENT, "plain"), (part, "plain")] for part in wrapped(statement.content.text, room, CONTENT_LINES)]
        parts = [" ".join(statement.cue.text.split()), statement.form.value]
        if statement.voice.value != "self":
            parts.append(statement.voice.value)
        if statement.via:
            parts.append(f"via {', '.join(statement.via)}")
        if statement.made_by is not None:
            parts.append("by hand")
        if view.edited:
            parts.append(f"{' and '.join(view.edited)} corrected")
        lines += [
            [(INDENT, "plain"), (part, "dim")] for part in wrapped(" · ".join(part for part in parts if part), room, 2)
        ]
        if row.holder is not None:
            lines += [[(INDENT, "plain"), (part, "dim")] for part in wrapped(within(statement, row.holder), room, 2)]
        if view.note:
            lines += [[(INDENT, "plain"), (part, "accent italic")] for part in wrapped(f"✎ {view.note}", room, 3)]
        for question in view.questions:
            said = f"⁇ {question.by} asks: {question.text}"
            lines += [[(INDENT, "plain"), (part, "warning italic")] for part in wrapped(said, room, 3)]
        lines += [[(INDENT, "plain"), piece] for piece in moved_lines(view, room)]
        return lines


class Positions(Blocks[Row]):
    """The positions pane."""

    def __init__(self, describer: Callable[[], Describer], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._describer = describer

    def lay_out(self, item: Row, width: int) -> list[Line]:
        if isinstance(item, StatementRow):
            return self._describer().lines(item, width)
        first = not self.items or item is self.items[0]
        head = spread([(f" {item.name}", "strong")], [(f"{item.count} ", "dim")], width)
        return [head] if first else [[], head]

    def show_statements(
        self,
        views: Sequence[StatementView],
        edits: Mapping[str, Edit],
        *,
        selected: str | None,
        message: Sequence[Line] = (),
        keep: bool = False,
    ) -> None:
        """Show these statements, the cursor on the one with the id `selected`.

        Where that one is gone, the cursor stays at its place with `keep`, and goes to the first without.
        """
        rows = by_actor(views, edits)
        gone = self.cursor if keep else 0
        place = next(
            (i for i, row in enumerate(rows) if isinstance(row, StatementRow) and row.view.id == selected), gone
        )
        self.show(rows, cursor=place, message=message, keep=keep)

    def can_select(self, item: Row) -> bool:
        return isinstance(item, StatementRow)

    def click_heading(self, item: Row) -> None:
        if isinstance(item, ActorRow):
            self.post_message(ActorWanted(item.actor_id, item.name))

    @property
    def statement(self) -> StatementView | None:
        """The statement under the cursor, None where there is none."""
        row = self.current
        return row.view if isinstance(row, StatementRow) else None

    @property
    def actor(self) -> tuple[str | None, str] | None:
        """Id and name of the actor whose statement is under the cursor."""
        view = self.statement
        return actor_key(view) if view is not None else None

    def select(self, statement_id: str, *, by_hand: bool = False) -> bool:
        """Put the cursor on a statement; False where it is not in the pane."""
        for place, row in enumerate(self.items):
            if isinstance(row, StatementRow) and row.view.id == statement_id:
                self.go(place, by_hand=by_hand)
                return True
        return False
