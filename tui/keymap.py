"""From keys pressed one after the other to an action: pure, and the same for every pane.

A keymap has sections (`everywhere`, `list`, ...). What holds at a moment is a list of sections, the
nearest first: the focused pane's keys win over those that hold everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.keys import parse_key
from tui import actions

Keys = tuple[str, ...]

MOVES = {"j": "down", "down": "down", "k": "up", "up": "up", "pagedown": "page_down", "pageup": "page_up"}
"""Keys that move in a list, and the movement."""

FIELD_MOVES = {
    "down": "down", "ctrl+n": "down", "up": "up", "ctrl+p": "up", "pagedown": "page_down", "pageup": "page_up",
}  # fmt: skip
"""Those that move in a list below a field, in which letters are typed."""


@dataclass(frozen=True, slots=True)
class Bound:
    """An action that keys were bound to, named as in the configuration."""

    pane: str
    name: str


@dataclass(frozen=True, slots=True)
class Pending:
    """The beginning of one or more bindings: what was pressed, and what may follow it.

    `alone` is what the keys mean in a section that is less near, where nothing follows them.
    """

    pressed: Keys
    continuations: tuple[tuple[str, Bound], ...]
    alone: Bound | None = None


class Keymap:
    """Which keys mean which action, section by section."""

    def __init__(self, sections: Mapping[str, Mapping[Keys, Bound]]) -> None:
        self._sections = {name: dict(bindings) for name, bindings in sections.items()}

    @classmethod
    def of(cls, keys: Mapping[str, Mapping[str, Iterable[str]]], labels: Iterable[tuple[str, str]]) -> Keymap:
        """A keymap from the configuration's `keys` and the codebook's labels, given as (id, key).

        The labels' keys hold in the positions pane, and so among statements that are listed, and in the article
        where nothing else has them.
        """
        sections: dict[str, dict[Keys, Bound]] = {
            pane: {parse_key(text): Bound(pane, name) for name, texts in names.items() for text in texts}
            for pane, names in keys.items()
        }
        for identifier, key in labels:
            bound = Bound(actions.POSITIONS, f"{actions.LABEL}:{identifier}")
            sections.setdefault(actions.POSITIONS, {})[parse_key(key)] = bound
            sections.setdefault(actions.ARTICLE, {}).setdefault(parse_key(key), bound)
        return cls(sections)

    def match(self, sections: Sequence[str], pressed: Keys) -> Bound | Pending | None:
        """What `pressed` means in these sections, the nearest first; None where it means nothing.

        The nearest section that knows the keys, whole or as a beginning, decides; continuations are
        then gathered from all sections, the nearer winning.
        """
        for place, section in enumerate(sections):
            bindings = self._sections.get(section, {})
            if pressed in bindings:
                return bindings[pressed]
            if any(keys[: len(pressed)] == pressed for keys in bindings):
                further = (self._sections.get(one, {}).get(pressed) for one in sections[place + 1 :])
                alone = next((bound for bound in further if bound is not None), None)
                return Pending(pressed, tuple(self._continuations(sections[place:], pressed).items()), alone)
        return None

    def _continuations(self, sections: Sequence[str], pressed: Keys) -> dict[str, Bound]:
        found: dict[str, Bound] = {}
        for section in sections:
            for keys, bound in self._sections.get(section, {}).items():
                if len(keys) > len(pressed) and keys[: len(pressed)] == pressed:
                    found.setdefault(shown(keys[len(pressed) :]), bound)
        return found

    def keys_of(self, pane: str, name: str) -> list[str]:
        """The keys of an action as a person reads them, in the configuration's order."""
        return [shown(keys) for keys, bound in self._sections.get(pane, {}).items() if bound == Bound(pane, name)]

    def bindings(self, section: str) -> Iterator[tuple[Keys, Bound]]:
        """All bindings of one section."""
        yield from self._sections.get(section, {}).items()


class Dispatcher:
    """Remembers the keys of a sequence that is not complete yet."""

    def __init__(self, keymap: Keymap) -> None:
        self.keymap = keymap
        self.pressed: Keys = ()

    def feed(self, sections: Sequence[str], key: str) -> Bound | Pending | None:
        """Take one key. An action or nothing ends the sequence; Pending keeps it.

        Escape in the middle of a sequence only ends the sequence.
        """
        if self.pressed and key == "escape":
            self.pressed = ()
            return None
        result = self.keymap.match(sections, (*self.pressed, key))
        self.pressed = result.pressed if isinstance(result, Pending) else ()
        return result


_SHOWN = {
    "space": "Space",
    "tab": "Tab",
    "enter": "Enter",
    "escape": "Esc",
    "backspace": "⌫",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
}


def shown(keys: Keys) -> str:
    """Keys as a person reads them: `gg`, `Ctrl-r`, `Shift-Tab`, `Space`."""
    return "".join(_shown_key(key) for key in keys)


def _shown_key(key: str) -> str:
    if len(key) > 1 and "+" in key[:-1]:
        *modifiers, last = key[:-1].split("+") if key.endswith("+") else key.split("+")
        last = "+" if key.endswith("+") else last
        return "-".join([*(modifier.capitalize() for modifier in modifiers if modifier), _SHOWN.get(last, last)])
    return _SHOWN.get(key, key.upper() if len(key) > 1 else key)


def key_of(key: str, character: str | None) -> str:
    """The key's name in the configuration's notation, from the terminal's name of it and its character."""
    if character is not None and len(character) == 1 and character.isprintable() and character != " ":
        return character
    return key
