"""Everything that can go wrong in a way a person can do something about.

Each error has a title (what failed) and a sentence (which file, key or clause, and what to do).
"""

from __future__ import annotations

import traceback
from pathlib import Path


class SaysoError(Exception):
    """The root of all errors that are shown to a person. `exit_code` is what the command line ends with."""

    title = "Sayso could not go on"
    exit_code = 2

    def __init__(self, sentence: str, *, title: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        if title is not None:
            self.title = title

    def __str__(self) -> str:
        return f"{self.title}: {self.sentence}"

    @property
    def capitalised(self) -> str:
        """The sentence where it stands by itself."""
        return f"{self.sentence[:1].upper()}{self.sentence[1:]}"


class UsageError(SaysoError):
    """A command that asks for something that does not exist or cannot be."""

    title = "That command cannot be carried out"


class ConfigError(SaysoError):
    """A configuration that cannot be used; the sentence names file, line, key and what was expected."""

    title = "The configuration cannot be used"


class QueryError(SaysoError):
    """A query that cannot be understood. `start` and `end` say where in the query, in code points.

    `query` is the query, where whoever asked it has noted it.
    """

    title = "The query cannot be understood"

    def __init__(self, sentence: str, start: int = 0, end: int = 0, proposal: str | None = None) -> None:
        super().__init__(sentence)
        self.start = start
        self.end = end
        self.proposal = proposal
        self.query: str | None = None

    @property
    def capitalised(self) -> str:
        """The sentence where it stands by itself; what it begins with stays as it is where the query has it so."""
        typed = self.query is not None and self.sentence.split(" ", 1)[0] in self.query
        return self.sentence if typed else super().capitalised


class ReadError(SaysoError):
    """A file or record that holds no article; the sentence says why."""

    title = "The file cannot be read"
    exit_code = 3


class DamagedError(SaysoError):
    """A library that is damaged, or a folder that is none."""

    title = "The library is damaged"
    exit_code = 4


class LockedError(SaysoError):
    """A library that another process holds, that cannot be written, or that a newer Sayso wrote."""

    title = "The library cannot be written"
    exit_code = 5


class ModelError(SaysoError):
    """A language model that is missing or is not the one that was pinned."""

    title = "The language model cannot be used"


def fault(error: BaseException) -> str:
    """A fault of Sayso's own in words: its kind and the place in the code, without any text of an article."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" in {Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}; this is a fault of Sayso, please report it"
