"""The keys that matter here and now, or what just happened: the last line of the screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tui.keymap import Bound
from tui.widgets.bar import Bar, Piece

STAYS = 6.0
"""Seconds for which a message stays where no key takes it away."""


@dataclass(frozen=True, slots=True)
class Hint:
    """A key, what it does in one or two words, and what a click on it asks for.

    With a `title_weight`, the title may leave without the key and its glyph, with all other such titles.
    """

    key: str
    title: str
    bound: Bound
    weight: int = 3
    glyph: str = ""
    style: str = ""
    title_weight: int | None = None


class BottomBar(Bar):
    """Hints, and over them for a while a message."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._hints: Sequence[Hint] = ()
        self._help: Hint | None = None
        self._said: Piece | None = None
        self._timer_of_message = 0

    def hint(self, hints: Sequence[Hint], help: Hint | None) -> None:
        """Replace the hints; `help` keeps its place at the right end."""
        self._hints, self._help = hints, help
        self._draw()

    def say(self, sentence: str, *, bad: bool = False) -> None:
        """Show a sentence in place of the hints, until `quiet` or for a while."""
        self._said = Piece(f" {sentence}", "bold $sayso-orange" if bad else "$sayso-strong", weight=11)
        self._draw()
        self._timer_of_message += 1
        mine = self._timer_of_message
        if not bad:
            self.set_timer(STAYS, lambda: self.quiet() if mine == self._timer_of_message else None)

    def quiet(self) -> None:
        """Take the message away."""
        if self._said is not None:
            self._said = None
            self._draw()

    def _draw(self) -> None:
        right = [Piece(f" {self._help.key} ", "bold $accent", self._help.bound, weight=10)] if self._help else []
        if self._help:
            right.append(Piece(f"{self._help.title} ", "$sayso-dim", self._help.bound, weight=10))
        if self._said is not None:
            self.show([self._said], right)
            return
        left: list[Piece] = []
        for hint in self._hints:
            words = ("  " if left else " ") + hint.key + (f" {hint.glyph}" if hint.glyph else "")
            left.append(Piece(words, hint.style or "bold $accent", hint.bound, weight=hint.weight))
            words = f" {hint.title}"
            if hint.title_weight is None:
                left.append(Piece(words, "$sayso-dim", hint.bound, weight=hint.weight))
            else:
                left.append(Piece(words, "$sayso-dim", hint.bound, weight=hint.title_weight, group="titles"))
        self.show(left, right)
