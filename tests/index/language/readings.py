"""What the tests of actors, voices and stance share: an analyser, loaded once, and small views of its results."""

from __future__ import annotations

from functools import cache

from index.language.actors import Cast
from index.language.document import read
from index.language.entities import mentions
from index.language.pipeline import Analyser
from index.language.registry import Registry
from index.model import Actor, Analysis, Issue, Statement, Suggestion
from tests.index.reading_here import cached_model

ISSUES = (
    Issue("ferry", "The night ferry should be kept", ("night ferry", "ferry*")),
    Issue("quarry", "A quarry should be opened at Sandhope", ("quarry", "Sandhope pit")),
    Issue("pressure", "The capital is putting pressure on the islands", ("pressure on the islands",)),
    Issue("toll", "The bridge toll should be abolished", ("toll", "tolls")),
)
ACTORS = (
    Actor("harbour-board", "Norhaven Harbour Board", "organisation", ("NHB", "harbour board")),
    Actor("the-lantern", "The Lantern", "media", ("Lantern",)),
)


@cache
def analyser() -> Analyser:
    """An analyser with a few issues and actors of the tests' own."""
    return Analyser(issues=ISSUES, actors=ACTORS)


def cast(text: str, *actors: Actor) -> Cast:
    """The figures of a text."""
    registry = Registry(actors)
    reading = read(cached_model(), text)
    return Cast(reading, mentions(reading, registry), registry)


def analysis(text: str, outlet: str | None = None) -> Analysis:
    """The whole analysis of a text."""
    return analyser().analyse(text, outlet=outlet)


def statement(text: str, words: str, outlet: str | None = None) -> Statement:
    """The one statement whose content holds some words; the smallest where several do."""
    found = [s for s in analysis(text, outlet).statements if words in s.content.text]
    assert found, f"no statement with {words!r} in {[s.content.text for s in analysis(text, outlet).statements]}"
    return min(found, key=lambda s: len(s.content.text))


def suggested(analyser: Analyser, issue: Issue, text: str) -> Suggestion:
    """The suggestion for the first statement of a text that is about an issue."""
    found = next(one for one in analyser.about([issue]).analyse(text).statements if one.issue == issue.id)
    assert found.suggested is not None
    return found.suggested
