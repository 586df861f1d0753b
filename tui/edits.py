"""A change on its way to the library: what it is called, what it shows, and why it was not saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.library import Library


@dataclass(frozen=True)
class Edit:
    """A change of one statement, or of several at once.

    `stance` is the label that it sets, shown while the change is under way; None where it sets none.
    `words` says it to a person ("labelled against"). `reason` is None until saving it has failed. One that
    is about several has a name of its own in `statement`, and their ids in `several`. `listed` says that
    the list of articles shows it.
    """

    statement: str
    words: str
    call: Callable[[Library], object]
    stance: str | None = None
    reason: str | None = None
    several: tuple[str, ...] = ()
    listed: bool = False
