"""Choosing one of a few by a key of its own, and a name by typing part of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Generic, TypeVar

from textual import on
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Static

from tui.lines import Line
from tui.screens.coding import LEAST, StepField
from tui.screens.picker import Choices, Entry, Picker, matching

Value = TypeVar("Value")


class Keyed(Choices[Value], Generic[Value]):
    """Entries, each behind the key that takes it."""

    def lay_out(self, item: Entry[Value], width: int) -> list[Line]:
        (line,) = super().lay_out(replace(item, remark=""), max(4, width - 2))
        return [[(f" {item.remark or ' '}", "accent"), *line]]


class Quick(Picker[Value], Generic[Value]):
    """A picker of entries whose remark is a key: that key alone takes the entry, while nothing is typed."""

    keys = (("Enter", "take, or its own key"), ("↑↓", "choose"), ("Esc", "back"))
    around = (3, 11)

    def __init__(self, entries: Sequence[Entry[Value]], *, heading: str, prompt: str = "") -> None:
        super().__init__(lambda query: matching(entries, query), heading=heading, prompt=prompt)
        self._entries = entries

    def body(self) -> Sequence[Widget]:
        self.field = StepField(self._short_cut)
        self.field.placeholder = self._prompt
        self.choices: Choices[Value] = Keyed()
        return (Horizontal(Static(" › ", id="prompt", markup=False), self.field, id="line"), self.choices)

    def refill(self) -> None:
        super().refill()
        self.fit(self.choices)

    def _short_cut(self, key: str) -> bool:
        entry = next((one for one in self._entries if one.remark == key), None)
        if entry is not None:
            self.take(entry)
        return entry is not None


class NamePicker(Picker[str]):
    """A picker of names that asks the library for more of them while one is typed."""

    def __init__(
        self,
        find: Callable[[str], Sequence[Entry[str]]],
        look_up: Callable[[str], Awaitable[None]],
        *,
        heading: str,
        prompt: str = "a name, or part of one",
        typed: str = "",
    ) -> None:
        """`look_up` fetches what more there is of what is typed, for `find` to find."""
        super().__init__(find, heading=heading, prompt=prompt, typed=typed)
        self._look_up = look_up

    @on(Input.Changed)
    def _look(self, event: Input.Changed) -> None:
        typed = event.value.strip()
        if len(typed) >= LEAST:
            self.run_worker(self._fetch(typed), group="names", exclusive=True)

    async def _fetch(self, typed: str) -> None:
        await self._look_up(typed)
        if self.field.value.strip() == typed:
            self.refill()
