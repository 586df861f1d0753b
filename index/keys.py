"""Key names as the configuration writes them, and when two of them are in each other's way.

A key is one character (`j`, `G`, `?`), a name (`space`, `tab`, `enter`, `f1`), or one of them with
`ctrl+` or `shift+`. Several characters in a row (`gg`, `]u`) are keys pressed one after the other.
"""

from __future__ import annotations

from collections.abc import Iterable

_NAMES = "space tab enter escape backspace delete insert up down left right home end pageup pagedown"
NAMED = frozenset([*_NAMES.split(" "), *(f"f{number}" for number in range(1, 13))])
"""The keys that have a name."""

_MODIFIERS = ("ctrl", "shift")
# A terminal sends the same bytes for these as for Enter, Tab, Backspace and the line feed.
_INDISTINCT = {"ctrl+m": "enter", "ctrl+i": "tab", "ctrl+h": "backspace", "ctrl+j": "enter"}

Sequence = tuple[str, ...]
"""Keys pressed one after the other, each a single character or a name."""


def parse_key(text: str) -> Sequence:
    """The keys that `text` names. Raises ValueError, with a sentence, for what is no key."""
    if not text or any(character.isspace() or not character.isprintable() for character in text):
        raise ValueError(f"{text!r} is no key: write a character (j), a name (space, tab, enter, f1) or ctrl+x")
    if text in NAMED or len(text) == 1:
        return (text,)
    *modifiers, last = [*text[:-2].split("+"), "+"] if text.endswith("++") else text.split("+")
    if modifiers and all(modifier in _MODIFIERS for modifier in modifiers) and (last in NAMED or len(last) == 1):
        if text in _INDISTINCT:
            raise ValueError(f"{text} cannot be told from {_INDISTINCT[text]} in a terminal; choose another key")
        return (text,)
    if len(text) <= 3 and "+" not in text[1:]:
        return tuple(text)
    raise ValueError(f"{text!r} is no key: write a character (j), a name (space, tab, enter, f1), ctrl+x or gg")


def clash(bindings: Iterable[tuple[str, Sequence]]) -> tuple[str, Sequence, str, Sequence] | None:
    """The first two actions of which one's keys are the other's, or begin with them; None where none are."""
    taken: dict[Sequence, str] = {}
    prefixes: dict[Sequence, tuple[str, Sequence]] = {}
    for action, keys in bindings:
        for length in range(1, len(keys) + 1):
            other = taken.get(keys[:length])
            if other is not None and (other != action or length < len(keys)):
                return other, keys[:length], action, keys
        if keys in prefixes:
            return (*prefixes[keys], action, keys)
        taken[keys] = action
        for length in range(1, len(keys)):
            prefixes.setdefault(keys[:length], (action, keys))
    return None
