"""How long decisions take: kept on this machine alone, in no export, no backup and no mirror."""

from __future__ import annotations

import json
import os
import statistics
from contextlib import suppress

from index.library_parts.core import Core
from index.store.events import now

NAME = "pace.jsonl"

LONGEST = 600.0
"""Seconds; whoever looked longer at a statement was elsewhere, and that is not kept."""


class Pace:
    """The seconds that decisions took."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._path = core.folder / NAME

    @property
    def on(self) -> bool:
        """Whether they are kept: `labelling.timing` of the configuration."""
        return self._core.config.labelling.timing

    def note(self, statement_id: str, seconds: float) -> None:
        """Keep how long this annotator looked at a statement before deciding; what cannot be kept is let go of."""
        if not self.on or not self._core.database.writable or not 0 < seconds <= LONGEST:
            return
        line = {"statement": statement_id, "by": self._core.by, "at": now(), "seconds": round(seconds, 1)}
        with suppress(OSError):
            opened = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
            with os.fdopen(opened, "ab") as file:
                file.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")

    def seconds(self) -> dict[str, list[float]]:
        """All that is kept, by annotator, in the order in which it came; lines that are none are passed over."""
        found: dict[str, list[float]] = {}
        with suppress(OSError):
            for line in self._path.read_text(encoding="utf-8", errors="replace").splitlines():
                with suppress(ValueError, KeyError, TypeError):
                    one = json.loads(line)
                    found.setdefault(str(one["by"]), []).append(float(one["seconds"]))
        return found

    def medians(self) -> dict[str, float]:
        """The median of each annotator's seconds."""
        return {by: statistics.median(seconds) for by, seconds in self.seconds().items()}

    def erase(self) -> int:
        """Delete all that is kept, of everybody; how many decisions that were. Raises LockedError where it cannot."""
        self._core.database.must_be_writable()
        number = sum(map(len, self.seconds().values()))
        self._path.unlink(missing_ok=True)
        return number
