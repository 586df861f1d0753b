"""Who is at work, and who has labelled how much."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from index.errors import LockedError
from index.library_parts.core import Core
from index.library_parts.opening import cleaned_name
from index.library_parts.search_history import state_folder
from index.model import digest


@dataclass(frozen=True, slots=True)
class Annotator:
    """Somebody who did anything in a library: labels in force, statements made by hand that stand, statements retired,
    everything that they did (`steps`), and when first and last (UTC).
    """

    name: str
    labels: int
    made: int
    retired: int
    steps: int
    first: str
    last: str
    is_me: bool


class Annotators:
    """The annotators of a library. `asked_for` says whether this one's name is only the system's user name, which
    nobody has confirmed: an explorer asks then, once, and `remember`s the answer.
    """

    def __init__(self, core: Core, *, asked_for: bool) -> None:
        self._core = core
        self.asked_for = asked_for

    def all(self) -> Sequence[Annotator]:
        """Everybody who did anything, those with most labels first."""
        read = self._core.database.read
        counted = {
            by: (labels, made, retired)
            for by, labels, made, retired in read(
                "SELECT by, sum(field = 'stance' AND value <> 'null'), sum(field = 'made' AND value = 'true'),"
                " sum(field = 'retired' AND value = 'true') FROM decision"
                " WHERE subject >= 'statement:' AND subject < 'statement;' GROUP BY by"
            )
        }
        return sorted(
            (
                Annotator(by, *counted.get(by, (0, 0, 0)), steps, first, last, by == self._core.by)
                for by, steps, first, last in read("SELECT by, count(*), min(at), max(at) FROM event GROUP BY by")
            ),
            key=lambda one: (-one.labels, -one.steps, one.name),
        )

    def remember(self, name: str) -> str:
        """Keep a name for this library and this user of the system, from the next opening on; gives it as it is kept.

        It stands in the user's state folder, so that a library that others share or get a copy of does not give them
        this name. Raises UsageError for what is no name, LockedError where it cannot be kept.
        """
        kept = cleaned_name(name)
        path = remembered_file(self._core.folder)
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            fresh = path.with_suffix(f".{os.getpid()}.new")
            fresh.write_text(json.dumps({"name": kept}, ensure_ascii=False), encoding="utf-8")
            fresh.replace(path)
        except OSError as error:
            raise LockedError(f"the name cannot be kept in {path}: {error.strerror}") from error
        self.asked_for = False
        return kept


def remembered_file(folder: Path) -> Path:
    """Where the name is kept that the user gave for the library in `folder`."""
    place = os.fsencode(os.path.realpath(folder)).decode("utf-8", "backslashreplace")
    return state_folder() / "annotators" / f"{digest(place)}.json"


def remembered(folder: Path) -> str | None:
    """The name that the user gave for the library in `folder`; None where they gave none."""
    with suppress(OSError, ValueError, RecursionError, KeyError, TypeError):
        name = json.loads(remembered_file(folder).read_bytes())["name"]
        return name if isinstance(name, str) and name.strip() else None
    return None
