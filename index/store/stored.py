"""What library.db holds as JSON, read again: whatever is not as it was written is damage, and said to be.

`fields`, `decided` and the others raise DamagedError for a text that is no JSON, and for a value of another kind than
stands there; `of` is what it is a part of, as the sentence names it. Who goes on with a value field by field catches
MISSHAPEN at one place and raises what `damaged` gives.
"""

from __future__ import annotations

import json
import math
from typing import Any

from index.errors import DamagedError

MISSHAPEN = (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError)
"""What comes of a value that has not the parts that it was written with."""

_TEXTS = frozenset({"stance", "again", "note", "issue", "question"})
"""The fields of statements that are set to any text."""


def _finite(number: str) -> float:
    found = float(number)
    if not math.isfinite(found):
        raise ValueError(f"{number} is no number of JSON")
    return found


_decode = json.JSONDecoder(parse_float=_finite, parse_constant=_finite).decode


def damaged(of: str) -> DamagedError:
    """The error for what cannot be read of something that library.db holds."""
    return DamagedError(f"{of} cannot be read: see `sayso check`, then repair the library with `sayso check --repair`")


def value(text: str, of: str) -> Any:
    """Any value."""
    try:
        return _decode(text)
    except (*MISSHAPEN, RecursionError) as error:
        raise damaged(of) from error


def fields(text: str, of: str) -> dict[str, Any]:
    """An object."""
    found = value(text, of)
    if type(found) is not dict:
        raise damaged(of)
    return found


def names(text: str, of: str) -> list[str]:
    """A list of texts."""
    found = value(text, of)
    if type(found) is not list or not all(type(one) is str for one in found):
        raise damaged(of)
    return found


def body(text: str, id: str) -> dict[str, Any]:
    """What is kept of a statement: an object with all parts that `codec.statement_to_json` gives one."""
    found = fields(text, f"statement:{id}")
    if not found.keys() >= _PARTS:
        raise damaged(f"statement:{id}")
    for name in _PASSAGES:
        passage(found[name], f"statement:{id}")
    return found


def passage(value: Any, of: str) -> None:
    """Raise DamagedError for what are not words and the spans that they stand in."""
    if type(value) is not dict or type(value.get("text")) is not str or type(value.get("spans")) is not list:
        raise damaged(of)


_PASSAGES = ("source", "cue", "content")
_PARTS = frozenset(
    (*_PASSAGES, "id", "version", "actor", "actor_id", "form", "voice", "via", "confidence", "issue", "suggested")
)


def stance(text: str, id: str) -> Any:
    """The stance that a label on a statement gives it; None for none."""
    return decided(text, f"statement:{id}", "stance")


def decided(text: str, subject: str, field: str) -> Any:
    """What a field of a subject is set to, None where that is cleared."""
    try:
        found = _decode(text)
    except (*MISSHAPEN, RecursionError) as error:
        raise damaged(f"the {field} of {subject}") from error
    if found is None or (type(found) is str and found and field in _TEXTS):
        return found
    from index.store import event_fields

    if not event_fields.may_be_set(subject, field, found):
        raise damaged(f"the {field} of {subject}")
    return found
