"""Renaming, merging and splitting: what the palette offers, and what would come of it, before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.controllers.searching import counted
from tui.recoding import LABEL, MERGE, Recoding, Thing, proposals, written
from tui.screens.picker import Entry, matching
from tui.screens.preview import Samples
from tui.screens.shapes import Confirming
from tui.widgets.positions import Describer

if TYPE_CHECKING:
    from index.library import RecodePreview


_DEEDS = {"renamed": "Rename", "reworded": "Reword", "merged": "Merge", "split": "Split"}
"""What was done, as what is to be done."""


def entries(deed: str, argument: str, things: Sequence[Thing]) -> list[Entry[str]]:
    """What a palette's line `DEED ARGUMENT` can become; the value is the whole argument."""
    names = {(one.kind, one.id): one.name for one in things}
    found, words = proposals(deed, argument, things)

    def entry(one: Recoding) -> Entry[str]:
        text = written(one)
        thing = one.thing
        name = names.get((thing.kind, one.to if one.to and deed == MERGE else thing.id), "")
        return Entry(
            text if not one.to or deed == MERGE else f"{thing.kind} {thing.id} → {one.to}",
            text,
            completion=f"{deed} {text} ",
            detail="" if thing.kind == LABEL else name,
        )

    return matching([entry(one) for one in found], words)


def counts(found: RecodePreview) -> list[tuple[str, int, str]]:
    """What comes of it: tone, number, words; what does not occur is left out."""
    where = f", in {counted(found.articles, 'article')}" if found.statements else ""
    lines = [("strong", found.statements, f"{_noun(found.statements, 'statement')} shown otherwise{where}")]
    if held := sum(found.labels.values()):
        whose = ", ".join(f"{by} {number:,}" for by, number in found.labels.items())
        rest = "of which yours become others" if found.become else "kept as recorded"
        lines.append(("plain", held, f"{_noun(held, 'label')} on them, {rest}: {whose}"))
    if found.recheck:
        why = "since the old one stands for less" if found.become else "given under another definition"
        why = "since another is said to have spoken" if found.is_of_actor else why
        others = f" ({found.others:,} of others)" if found.others else ""
        words = f"{_noun(found.recheck, 'label')} to be looked at again{others}, {why}"
        lines.append(("warning", found.recheck, words))
    if found.decisions:
        words = f"{_noun(found.decisions, 'decision')} between labels to be looked at again"
        lines.append(("warning", found.decisions, words))
    if found.left:
        lines.append(("dim", found.left, f"{_noun(found.left, 'statement')} left out: not what is split"))
    return lines


def _noun(number: int, noun: str) -> str:
    return noun if number == 1 else f"{noun}s"


class RecodePanel(Confirming):
    """Enter does it, Escape does nothing."""

    around = (6, 9)

    def __init__(self, found: RecodePreview, describer: Describer) -> None:
        super().__init__()
        self._found, self.list = found, Samples(describer)
        deed, _, rest = found.words.partition(" ")
        self.heading = f"{_DEEDS.get(deed, deed)} {rest}?"

    def on_mount(self) -> None:
        self.list.show([*counts(self._found), *self._found.samples])
