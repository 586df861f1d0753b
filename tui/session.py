"""What the explorer remembers from one time to the next: sizes, theme, the last article, drafts.

It is kept in the library's folder, in a file of its own: the configuration is never written. A file
that cannot be read is as good as none, and a folder that cannot be written remembers nothing.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

FILE = "explorer.json"


@dataclass
class KeptQueue:
    """A queue that is gone on with: of which statements, in which order, by which seed; the ids of those skipped."""

    query: str = ""
    order: str = "uncertainty"
    seed: int = 0
    skipped: Sequence[str] = ()


@dataclass
class Session:
    """What is remembered. A size of None is the configuration's; `article` is an article's id.

    `frame` and `look` are the sizes and the theme that the configuration gave last time: the first
    picture is drawn with them, before the configuration is read.
    `queues` are the queues that annotators are in, by their names.
    `drafts` holds what was typed and not saved, by what it belongs to ("note:ID", "statement:ID").
    """

    list: int | None = None
    positions: int | None = None
    entities: int | None = None
    theme: str | None = None
    article: str | None = None
    by_place: bool = False
    frame: dict[str, int] = field(default_factory=dict)
    look: str | None = None
    drafts: dict[str, dict[str, str]] = field(default_factory=dict)
    queues: dict[str, KeptQueue] = field(default_factory=dict)

    def save(self, folder: Path) -> None:
        """Write it in one step, so that a reader never sees half of it."""
        target, half = folder / FILE, folder / f".{FILE}.{os.getpid()}"
        with contextlib.suppress(OSError):
            half.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1), encoding="utf-8")
            half.replace(target)
            return
        with contextlib.suppress(OSError):
            half.unlink(missing_ok=True)


def load(folder: Path) -> Session:
    """What was remembered in this library, or nothing."""
    try:
        found = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Session()
    if not isinstance(found, dict):
        return Session()
    session = Session()
    for name in ("list", "positions", "entities"):
        value = found.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 400:
            setattr(session, name, value)
    frame = found.get("frame")
    if isinstance(frame, dict):
        session.frame = {name: size for name, size in frame.items() if isinstance(size, int) and 1 <= size <= 400}
    for name in ("theme", "article", "look"):
        if isinstance(found.get(name), str):
            setattr(session, name, found[name])
    session.by_place = found.get("by_place") is True
    drafts = found.get("drafts")
    if isinstance(drafts, dict):
        session.drafts = {
            name: {key: value for key, value in draft.items() if isinstance(value, str)}
            for name, draft in drafts.items()
            if isinstance(draft, dict)
        }
    queues = found.get("queues")
    if isinstance(queues, dict):
        session.queues = {by: queue for by, kept in queues.items() if (queue := _queue(kept)) is not None}
    return session


def _queue(kept: object) -> KeptQueue | None:
    """A queue as it was kept, None for what is none."""
    if not isinstance(kept, dict):
        return None
    query, order, seed, skipped = (kept.get(name) for name in ("query", "order", "seed", "skipped"))
    if not isinstance(query, str) or order not in ("uncertainty", "article", "random"):
        return None
    if not isinstance(seed, int) or isinstance(seed, bool) or not isinstance(skipped, list):
        return None
    return KeptQueue(query, order, seed, [one for one in skipped if isinstance(one, str)])
