"""Labels that people made by splitting others: how one looks that nobody described, and what can be said of it. Pure.

What is recorded of such a label is its key, glyph, colour, definition and order. It stands behind those of the
configuration; a label of the configuration with the same id takes its place.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from index.config import CodebookLabel, Config
from index.errors import UsageError
from index.keys import parse_key
from index.text import clean_line

COLOURS = ("green", "red", "cyan", "violet", "blue", "orange", "grey")
"""What a label can be coloured with, in the order in which a free one is chosen."""

_KEYS = "789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ#$%@_;,'\"^`\\|-(){}"
_GLYPHS = "×÷#*§%^@&~$¶¤¬abcdefghijklmnopqrstuvwxyz"
_LONGEST = 4000
_PANES = ("everywhere", "moving", "lists", "list", "concordance", "positions", "article", "adjudication")
"""The panes in which a label's key holds, and those whose keys hold beside it."""


class Look(NamedTuple):
    """How a new label is to look and what it means; what is None is chosen, the definition is empty then."""

    key: str | None = None
    glyph: str | None = None
    colour: str | None = None
    definition: str | None = None
    order: float | None = None


def entry(config: Config, old: CodebookLabel, look: Look) -> dict[str, object]:
    """What is recorded of a label that is made of `old`, under the configuration in force.

    It has the order of `old` where none is given. Raises UsageError for a key that means something else, a glyph that
    is not one cell wide or another label's, and a colour that there is not.
    """
    labels = config.codebook.labels
    key = _free_key(config, labels) if look.key is None else _sound_key(config, labels, look.key)
    glyph = _free_glyph(labels) if look.glyph is None else _sound_glyph(labels, look.glyph)
    colour = _free_colour(labels) if look.colour is None else look.colour
    if colour not in COLOURS:
        raise UsageError(f"'{colour}' is no colour of a label: it is {', '.join(COLOURS)}")
    definition = clean_line(look.definition or "").strip()
    if len(definition) > _LONGEST:
        raise UsageError(f"a label's definition has {_LONGEST:,} characters at most")
    order = old.order if look.order is None else look.order
    return {"key": key, "glyph": glyph, "colour": colour, "definition": definition, "order": order}


def is_entry(value: Any) -> bool:
    """Whether what was recorded of a label, elsewhere perhaps, is that."""
    if not isinstance(value, dict):
        return False
    texts = [one for name in ("key", "glyph", "colour", "definition") if isinstance(one := value.get(name), str)]
    order = value.get("order")
    return (
        len(texts) == 4
        and len(texts[0]) == len(texts[1]) == 1
        and texts[2] in COLOURS
        and len(texts[3]) <= _LONGEST
        and (order is None or (isinstance(order, int | float) and not isinstance(order, bool)))
    )


def with_made(config: Config, made: Mapping[str, Mapping[str, Any]]) -> Config:
    """The configuration with the labels that people made, by their ids, in the order in which they were made.

    One whose key or glyph is another label's by now, of the configuration or made elsewhere, gets a free one.
    """
    labels = list(config.codebook.labels)
    known = {label.id for label in labels}
    for id, said in made.items():
        if id in known:
            continue
        key, glyph = str(said["key"]), str(said["glyph"])
        if _taken(config, labels, key) is not None:
            key = _free_key(config, labels)
        if any(glyph == label.glyph for label in labels):
            glyph = _free_glyph(labels)
        order = said.get("order")
        labels.append(
            CodebookLabel(
                id, key, glyph, str(said["colour"]), str(said["definition"]), (), (),
                None if order is None else float(order), None,
            )
        )  # fmt: skip
    if len(labels) == len(config.codebook.labels):
        return config
    return config._replace(codebook=config.codebook._replace(labels=tuple(labels)))


def _taken(config: Config, labels: Iterable[CodebookLabel], key: str) -> str | None:
    """What a key means already where a label's would hold; None where nothing."""
    label = next((one.id for one in labels if one.key == key), None)
    if label is not None:
        return f"labels {label}"
    for pane in _PANES:
        for action, names in config.keys.get(pane, {}).items():
            if any(parse_key(name)[0] == key for name in names):
                return f"is {action.replace('_', ' ')} in the keys of '{pane}'"
    return None


def _free_key(config: Config, labels: Collection[CodebookLabel]) -> str:
    # More labels than keys: the last one has no key of its own, and is given by name.
    return next((key for key in _KEYS if _taken(config, labels, key) is None), "\N{BULLET}")


def _sound_key(config: Config, labels: Sequence[CodebookLabel], key: str) -> str:
    if len(key) != 1 or key.isspace() or not key.isprintable():
        raise UsageError(f"'{clean_line(key)}' is no key for a label: it is one character")
    meaning = _taken(config, labels, key)
    if meaning is not None:
        raise UsageError(
            f"the key '{key}' is taken, it {meaning}; '{_free_key(config, labels)}' is free, and is chosen without"
            " a key"
        )
    return key


def _free_glyph(labels: Iterable[CodebookLabel]) -> str:
    taken = {label.glyph for label in labels}
    return next((glyph for glyph in _GLYPHS if glyph not in taken), "\N{BULLET}")


def _sound_glyph(labels: Iterable[CodebookLabel], glyph: str) -> str:
    wide = len(glyph) == 1 and unicodedata.east_asian_width(glyph) in "WF"
    if len(glyph) != 1 or wide or glyph.isspace() or not glyph.isprintable() or unicodedata.combining(glyph):
        raise UsageError(f"'{clean_line(glyph)}' is no glyph for a label: it is one character, one cell wide")
    other = next((label.id for label in labels if label.glyph == glyph), None)
    if other is not None:
        raise UsageError(f"the glyph '{glyph}' is that of the label '{other}': choose another, or none")
    return glyph


def _free_colour(labels: Iterable[CodebookLabel]) -> str:
    taken = {label.colour for label in labels}
    return next((colour for colour in COLOURS if colour not in taken), COLOURS[0])
