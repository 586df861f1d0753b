"""Lines of annotations that are whole (their hash is right) and say what no library would have recorded."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from typing import Any

from index.model import Event, EventKind
from index.store import codec
from tests.index.store.helpers import three

MALLORY = "mallory"
LIBRARY = "feedfeedfeedfeed"


def forged_event(**changes: object) -> Event:
    """An event that is whole: mallory's label on the first statement, but for what is changed."""
    statement = three()[0]
    event = Event(
        **{
            "id": "", "sequence": 5, "kind": EventKind.LABEL, "by": MALLORY, "at": "2026-01-01T00:00:00Z",
            "subject": f"statement:{statement.id}", "sets": {"stance": "favor"}, "library": LIBRARY,
            "about": {"statement": codec.statement_to_json(statement)}, **changes,
        }
    )  # type: ignore[arg-type]  # fmt: skip
    return codec.event_from_json(sealed(codec.event_to_json(event)))


def line(event: Event) -> bytes:
    """An event as a file of annotations has it."""
    return codec.canonical(codec.event_to_json(event)).encode() + b"\n"


def forged(**changes: object) -> bytes:
    """`forged_event` as a line."""
    return line(forged_event(**changes))


def sealed(value: Mapping[str, Any]) -> dict[str, Any]:
    """A line's JSON with the hash and the id that belong to what it says. Raises ValueError where it has none."""
    event = Event(**{**{name: value[name] for name in _FIELDS}, "id": "", "hash": ""})
    hash_ = codec.event_hash(event)
    return {**value, "hash": hash_, "id": codec.event_id(hash_)}


_FIELDS = ("sequence", "kind", "by", "library", "at", "subject", "sets", "about", "previous")


def places(value: Any, so_far: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The ways to everything in a JSON value, itself left out."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, one in pairs:
        yield (*so_far, name)
        yield from places(one, (*so_far, name))


def with_other(value: Any, place: tuple[Any, ...], other: Any) -> Any:
    """A copy of a JSON value with something else in a place."""
    changed = copy.deepcopy(value)
    within = changed
    for name in place[:-1]:
        within = within[name]
    within[place[-1]] = other
    return changed
