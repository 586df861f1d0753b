"""What a look for damage finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be.

    `level` is error or warning, `where` a file or a record, `what` a sentence.
    """

    level: str
    where: str
    what: str
