"""What a key is for that does nothing where it was pressed, as a sentence. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from tui import actions
from tui.hints import SECTIONS_OF
from tui.keymap import Bound, Keymap, Keys, shown

_PLACES = {
    actions.POSITIONS: "in the positions",
    actions.ARTICLE: "in the article",
    actions.LIST: "in the list",
    actions.LISTS: "in the list",
    actions.ENTITIES: "among the entities",
    actions.FACETS: "in the facets",
    actions.CONCORDANCE: "among statements",
    actions.MARKING: "while a span is marked",
}
"""Where a key may have its meaning, as a sentence names it, the likeliest first; the sentence has one line, and names
one. Panels are not spoken of: their keys are shown in them."""


def sentence(keymap: Keymap, section: str, pressed: Keys) -> str:
    """What is said of keys that mean nothing in a section: what they do elsewhere, if anything."""
    key = shown(pressed)
    if section in actions.PANELS:
        meant = keymap.match((actions.EVERYWHERE,), pressed)
        if isinstance(meant, Bound):
            return f"{key} means nothing here, but “{_title(meant)}” outside: {_back(keymap)} goes back."
    for place, where in _PLACES.items():
        meant = keymap.match((place,), pressed)
        if isinstance(meant, Bound) and place not in SECTIONS_OF[section]:
            return f"{key} means nothing here, but “{_title(meant)}” {where}."
    return f"{key} means nothing here.{_help(keymap)}"


def _title(bound: Bound) -> str:
    if bound.name.startswith(f"{actions.LABEL}:"):
        return bound.name.removeprefix(f"{actions.LABEL}:")
    return actions.action(bound.pane, bound.name).title


def _back(keymap: Keymap) -> str:
    keys: Sequence[str] = keymap.keys_of(actions.EVERYWHERE, "back")
    return keys[0] if keys else "Esc"


def _help(keymap: Keymap) -> str:
    keys = keymap.keys_of(actions.EVERYWHERE, "help")
    return f" {keys[0]} shows the keys." if keys else ""
