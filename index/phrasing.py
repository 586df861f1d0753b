"""Numbers and pieces of text in words, on one line."""

from __future__ import annotations

from collections.abc import Sequence

_QUOTED = 60


def counted(number: int, one: str, several: str | None = None) -> str:
    """A number of things in words: "1 article", "1,200 articles"."""
    return f"1 {one}" if number == 1 else f"{number:,} {several or one + 's'}"


def short(text: str) -> str:
    """A text on one line, its end left out where it is long."""
    text = " ".join(text.split())
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1].rstrip() + "…"


def listed(things: Sequence[str]) -> str:
    """Several things in a row: "a", "a and b", "a, b and c"."""
    return " and ".join(one for one in (", ".join(things[:-1]), *things[-1:]) if one)
