"""What a key is for that does nothing where it was pressed, as a sentence. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from tui.actions import (
    ADJUDICATION,
    ARTICLE,
    CONCORDANCE,
    ENTITIES,
    EVERYWHERE,
    FACETS,
    HISTORY,
    LABEL,
    LIST,
    LISTS,
    MARKING,
    ORPHANS,
    PANELS,
    POSITIONS,
    SAVED,
    action,
)
from tui.hints import SECTIONS_OF
from tui.keymap import Bound, Keymap, Keys, shown

_WHERE = {
    LIST: "in the list",
    FACETS: "in the facets",
    ENTITIES: "among the entities",
    ARTICLE: "in the article",
    MARKING: "while a span is marked",
    POSITIONS: "in the positions",
    LISTS: "in the list",
    CONCORDANCE: "among statements",
    SAVED: "in the saved searches",
    HISTORY: "in the history",
    ADJUDICATION: "in the adjudication",
    ORPHANS: "among the orphans",
}
"""The sections of the keymap, as a sentence names them."""

_PLACES = (POSITIONS, ARTICLE, LIST, LISTS, ENTITIES, FACETS, CONCORDANCE, MARKING)
"""Where a key may have its meaning, the likeliest first; the sentence has one line, and names one. Panels are not
spoken of: their keys are shown in them."""


def sentence(keymap: Keymap, section: str, pressed: Keys) -> str:
    """What is said of keys that mean nothing in a section: what they do elsewhere, if anything."""
    key = shown(pressed)
    if section in PANELS:
        meant = keymap.match((EVERYWHERE,), pressed)
        if isinstance(meant, Bound):
            return f"{key} means nothing here, but “{_title(meant)}” outside: {_back(keymap)} goes back."
    for place in _PLACES:
        meant = keymap.match((place,), pressed)
        if isinstance(meant, Bound) and place not in SECTIONS_OF[section]:
            return f"{key} means nothing here, but “{_title(meant)}” {_WHERE[place]}."
    return f"{key} means nothing here.{_help(keymap)}"


def _title(bound: Bound) -> str:
    if bound.name.startswith(f"{LABEL}:"):
        return bound.name.removeprefix(f"{LABEL}:")
    return action(bound.pane, bound.name).title


def _back(keymap: Keymap) -> str:
    keys: Sequence[str] = keymap.keys_of(EVERYWHERE, "back")
    return keys[0] if keys else "Esc"


def _help(keymap: Keymap) -> str:
    keys = keymap.keys_of(EVERYWHERE, "help")
    return f" {keys[0]} shows the keys." if keys else ""
