"""Cleaning: the one place where the offsets of an article are defined.

An article's text is hostile: it may hold escape sequences, control characters and bidirectional
overrides that act on a terminal. `clean` replaces each of them by one other character, so that the
cleaned text has the length of the decoded one, and an offset into one is an offset into the other.
"""

from __future__ import annotations

REPLACEMENT = "\ufffd"

_SAFE: dict[int, str] = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), REPLACEMENT)
_SAFE |= {0x09: " ", 0x0A: "\n", 0x0B: "\n", 0x0C: "\n", 0x0D: " ", 0x85: "\n", 0x2028: "\n", 0x2029: "\n"}
# Marks and overrides of direction, isolates, zero-width no-break spaces inside a text, tags and
# interlinear annotations: invisible, and able to show another order of words than the one that is stored.
_SAFE |= dict.fromkeys(
    (*range(0x202A, 0x202F), *range(0x2066, 0x2070), 0x200E, 0x200F, 0x061C, 0xFEFF, *range(0xFFF9, 0xFFFC)),
    REPLACEMENT,
)
_SAFE |= dict.fromkeys(range(0xE0000, 0xE0080), REPLACEMENT)
_SAFE |= dict.fromkeys(range(0xD800, 0xE000), REPLACEMENT)


def clean(text: str) -> str:
    """Replace what could act on a terminal or cannot be stored, one character for one.

    Line and paragraph separators, vertical tabs and form feeds become line feeds, tabs and carriage
    returns become spaces (so that CRLF keeps its length), and control characters, lone surrogates and
    invisible marks of direction become U+FFFD. `clean(clean(x)) == clean(x)` and
    `len(clean(x)) == len(x)` hold for every string.
    """
    return text.translate(_SAFE)


def clean_line(text: str) -> str:
    """`clean` for a text that is shown on one line: line feeds become spaces too."""
    return clean(text).replace("\n", " ")
