"""What was typed and is not saved yet: kept on the disk while it is typed, so that it outlives whatever ends Sayso."""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping

SOON = 0.25
"""Seconds after which what was typed is written; what is typed meanwhile is written with it."""


class Draft(MutableMapping[str, str]):
    """What is typed in one place, by what its parts are; whoever changes it has it written."""

    def __init__(self, drafts: dict[str, dict[str, str]], name: str, changed: Callable[[], None]) -> None:
        self._drafts, self._name, self._changed = drafts, name, changed

    @property
    def _parts(self) -> dict[str, str]:
        return self._drafts.get(self._name, {})

    def __getitem__(self, part: str) -> str:
        return self._parts[part]

    def __setitem__(self, part: str, text: str) -> None:
        if self._parts.get(part) != text:
            self._drafts.setdefault(self._name, {})[part] = text
            self._changed()

    def __delitem__(self, part: str) -> None:
        del self._parts[part]
        if not self._parts:
            del self._drafts[self._name]
        self._changed()

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)


class Drafts:
    """All drafts, by what they belong to ("note:ID")."""

    def __init__(
        self,
        held: dict[str, dict[str, str]],
        later: Callable[[float, Callable[[], None]], object],
        write: Callable[[], None],
    ) -> None:
        """`held` is where they are, `later` calls something after so many seconds, `write` writes them."""
        self._held, self._later, self._write = held, later, write
        self._is_due = False

    def of(self, name: str) -> Draft:
        """The draft that belongs to something: an empty one, where there is none."""
        return Draft(self._held, name, self._changed)

    def done(self, name: str) -> None:
        """It is no draft any more."""
        if self._held.pop(name, None) is not None:
            self._changed()

    def of_kind(self, kind: str) -> list[str]:
        """What the drafts of a kind ("note") belong to."""
        return [name.partition(":")[2] for name in self._held if name.startswith(f"{kind}:")]

    def _changed(self) -> None:
        if not self._is_due:
            self._is_due = True
            self._later(SOON, self._write_now)

    def _write_now(self) -> None:
        self._is_due = False
        self._write()
