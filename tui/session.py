"""What the explorer remembers from one time to the next: sizes, theme, the last article, drafts.

It is kept in the library's folder, in a file of its own: the configuration is never written. A file
that cannot be read is as good as none, and a folder that cannot be written remembers nothing.
"""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path

FILE = "explorer.json"


@dataclass
class Session:
    """What is remembered. A size of None is the configuration's; `article` is an article's id.

    `frame` and `look` are the sizes and the theme that the configuration gave last time: the first
    picture is drawn with them, before the configuration is read.
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
    return session
