"""The statements behind a figure of agreement: what each annotator said of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.text import clean_line, quoted
from tui.controllers.searching import counted
from tui.lines import Line, Piece, flowed, shorten, spread, wrapped
from tui.screens.shapes import Reading
from tui.widgets.blocks import Blocks

if TYPE_CHECKING:
    from index.config import Config
    from tui.screens.explorer import Explorer


RETIRED = "retired since: the figure counts it no more when it is reckoned again"


@dataclass(frozen=True, slots=True)
class Differing:
    """A statement that annotators differ on: its words, where it stands, and who said what of it; `retired` is whether
    it was retired since."""

    statement: str
    actor: str
    content: str
    title: str
    values: Mapping[str, str]
    retired: bool = False


class DifferingList(Blocks[Differing]):
    """The statements."""

    def __init__(self, config: Config, propositions: Mapping[str, str]) -> None:
        super().__init__()
        self._config, self._propositions = config, propositions

    def lay_out(self, item: Differing, width: int) -> list[Line]:
        where: list[Piece] = [(f"{shorten(clean_line(item.title).strip(), width // 2)} ", "dim")]
        head = spread([(f" {clean_line(item.actor)}", "strong")], where if width >= 50 else [], width)
        words = wrapped(quoted(clean_line(item.content)), max(8, width - 4), 3)
        pieces: list[Piece] = []
        for by, value in item.values.items():
            if pieces:
                pieces.append(("; ", "dim"))
            pieces += [(f"{by}: ", "dim"), self._value(value)]
        said: list[Line] = [[("   ", "plain"), *line] for line in flowed(pieces, max(8, width - 4), 4)]
        gone = wrapped(RETIRED, max(8, width - 4), 2) if item.retired else []
        return [
            head,
            *([("   ", "plain"), (part, "dim" if item.retired else "plain")] for part in words),
            *said,
            *([("   ", "plain"), (part, "warning")] for part in gone),
            [],
        ]

    def _value(self, value: str) -> Piece:
        label = self._config.label(value)
        if label is not None:
            return f"{label.glyph} {label.id}", label.colour
        return self._propositions.get(value, value), "plain italic"


class Disagreements(Reading[str | None]):
    """The list; Enter gives the statement whose article is to be opened."""

    def __init__(self, heading: str, found: Sequence[Differing], explorer: Explorer) -> None:
        super().__init__(explorer.keymap)
        self.heading = f"{heading} · {counted(len(found), 'disagreement')}"
        self._found = found
        self.list = DifferingList(explorer.config, explorer.describer.propositions)

    def on_mount(self) -> None:
        self.list.show(self._found, message=([(" Nobody differs here any more.", "dim")],))

    def on_blocks_chosen(self, event: Blocks.Chosen) -> None:
        event.stop()
        self.dismiss(event.item.statement)
