"""The language model, loaded once for all tests of the language stages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from index.language.attributions import attributions
from index.language.document import Reading, read
from index.language.pipeline import Analyser
from index.language.stages import Attribution
from tests.index.reading_here import cached_model


@pytest.fixture(scope="session")
def nlp() -> Any:
    """The pinned spaCy model."""
    return cached_model()


@pytest.fixture(scope="session")
def analyser() -> Analyser:
    """One that knows no issue and no actor."""
    return Analyser()


@pytest.fixture(scope="session")
def reading(nlp: Any) -> Callable[[str], Reading]:
    """Parse a text."""
    return lambda text: read(nlp, text)


class Found:
    """The attributions of a text with the words of their spans."""

    def __init__(self, text: str, found: list[Attribution]) -> None:
        self.text = text
        self.all = found

    def words(self, attribution: Attribution, role: str) -> str:
        """The words of one role, pieces joined by " | "."""
        return " | ".join(self.text[s.start : s.end] for s in getattr(attribution, role))

    def triples(self) -> list[tuple[str, str, str]]:
        """Source, cue and content of all, in order."""
        return [(self.words(a, "source"), self.words(a, "cue"), self.words(a, "content")) for a in self.all]

    def by(self, cue: str) -> Attribution:
        """The one whose cue holds these words."""
        found = [a for a in self.all if cue in self.words(a, "cue").replace(" | ", " ")]
        assert found, f"no cue with {cue!r} in {self.triples()}"
        return found[0]


@pytest.fixture(scope="session")
def who_said_what(nlp: Any) -> Callable[[str], Found]:
    """Parse a text and find its attributions."""
    return lambda text: Found(text, attributions(read(nlp, text)))
