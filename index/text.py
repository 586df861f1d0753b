"""Cleaning: the one place where the offsets of an article are defined.

An article's text is hostile: it may hold escape sequences, control characters and bidirectional
overrides that act on a terminal. `clean` replaces each of them by one other character, so that the
cleaned text has the length of the decoded one, and an offset into one is an offset into the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

REPLACEMENT = "\ufffd"
_NOT_A_LINE_FEED = re.compile(r"[^\n]")

_SAFE: dict[int, str] = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), REPLACEMENT)
_SAFE |= {0x09: " ", 0x0A: "\n", 0x0B: "\n", 0x0C: "\n", 0x0D: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n"}
# Marks and overrides of direction, isolates, zero-width no-break spaces inside a text, tags and
# interlinear annotations: invisible, and able to show another order of words than the one that is stored.
_INVISIBLE = (
    *range(0x202A, 0x202F),
    *range(0x2066, 0x2070),
    0x200E,
    0x200F,
    0x061C,
    0xFEFF,
    *range(0xFFF9, 0xFFFC),
    *range(0xE0000, 0xE0080),
)
_SAFE |= dict.fromkeys(_INVISIBLE, REPLACEMENT)
_SAFE |= dict.fromkeys(range(0xD800, 0xE000), REPLACEMENT)


def clean(text: str) -> str:
    """Replace what could act on a terminal or cannot be stored, one character for one.

    Line and paragraph separators, vertical tabs, form feeds and lone carriage returns become line
    feeds; a carriage return before a line feed becomes a space (so that CRLF keeps its length), a tab
    too; control characters, lone surrogates and invisible marks of direction become U+FFFD.
    `clean(clean(x)) == clean(x)` and `len(clean(x)) == len(x)` hold for every string.
    """
    if text.replace("\n", "").isprintable():
        return text  # as most are, which is told many times as fast as by looking each character up
    return text.replace("\r\n", " \n").translate(_SAFE)


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """`text` with every character of the spans (start, end) a space, line feeds left: as long as before."""
    pieces, at = [], 0
    for start, end in sorted(spans):
        start = max(start, at)
        if end > start:
            pieces += [text[at:start], _NOT_A_LINE_FEED.sub(" ", text[start:end])]
            at = end
    return "".join([*pieces, text[at:]])


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """`text` with every character of the spans (start, end) left out."""
    pieces, at = [], 0
    for start, end in sorted(spans):
        if end > at:
            pieces.append(text[at : max(start, at)])
            at = end
    return "".join([*pieces, text[at:]])


def clean_line(text: str) -> str:
    """`clean` for a text that is shown on one line: line feeds become spaces too."""
    return clean(text).replace("\n", " ")


def printable(name: str) -> str:
    """A name (of a file, say) as it can be shown on one line of a terminal, whatever it holds.

    Characters that `clean` would alter are written as an escape ("\\n", "\\x1b", "\\u202e"), all others
    stand as they are; the result therefore may be longer than `name`.
    """
    return "".join(_escape(char) if ord(char) in _SAFE else char for char in name)


def _escape(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")


def quoted(text: str) -> str:
    """A text in quotation marks; one that begins with some has them already."""
    return text if text.startswith(("“", '"', "«", "„")) else f"“{text}”"
