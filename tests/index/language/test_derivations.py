"""What is kept of how a statement was found: the cue's facts, the issue's words, and what holds it."""

from __future__ import annotations

import pytest

from index.language.derivations import derivation, with_parents
from index.language.stages import Attribution, CueClass
from index.model import Derivation, Form, Span, Statement
from tests.index.factories import statement
from tests.index.language.readings import analysis


def attribution(parent: int | None) -> Attribution:
    return Attribution(
        (Span(0, 4),), (Span(5, 9),), (Span(10, 20),), Form.INDIRECT, "say", CueClass.SAY, "verb-clause", 0.8,
        negated=True, parent=parent,
    )  # fmt: skip


def made(identifier: str) -> Statement:
    one = statement(derivation=Derivation("verb-clause", "say", "say"))
    return Statement(**{name: getattr(one, name) for name in one.__slots__} | {"id": identifier})


def parents(above: list[int | None], ids: dict[int, str], kept: list[str]) -> list[str | None]:
    """The parents of the kept statements, from what stands above each attribution."""
    found = with_parents([made(one) for one in kept], ids, [attribution(parent) for parent in above])
    assert [one.id for one in found] == kept
    return [one.derivation.parent if one.derivation else None for one in found]


def test_an_attribution_gives_what_is_kept_of_it() -> None:
    assert derivation(attribution(None), "pronoun") == Derivation(
        "verb-clause", "say", "say", True, False, "pronoun", None
    )


def test_a_parent_is_the_statement_of_the_attribution_above() -> None:
    assert parents([None, 0, 1], {0: "a", 1: "b", 2: "c"}, ["a", "b", "c"]) == [None, "a", "b"]


def test_for_a_parent_that_was_dropped_the_next_above_stands() -> None:
    assert parents([None, 0, 1], {0: "a", 2: "c"}, ["a", "c"]) == [None, "a"]
    assert parents([None, 0, 1], {0: "a", 1: "b", 2: "c"}, ["a", "c"]) == [None, "a"]
    assert parents([None, 0], {0: "a", 1: "b"}, ["b"]) == [None]


def test_a_statement_is_never_its_own_parent() -> None:
    assert parents([1, 0], {0: "a", 1: "b"}, ["a", "b"]) == ["b", "a"]
    assert parents([0], {0: "a"}, ["a"]) == [None]
    assert parents([1, 2, 0], {0: "a"}, ["a"]) == [None]
    assert parents([None, 0], {0: "a", 1: "a"}, ["a"]) == [None]


@pytest.mark.parametrize(
    ("text", "negated", "hedged"),
    [
        ("Ada Lind said that the toll was fair.", False, False),
        ("Ada Lind did not promise that the toll would go.", True, False),
        ("Ada Lind failed to condemn the toll.", True, False),
        ("Ada Lind reportedly said that the toll was fair.", False, True),
    ],
)
def test_negation_and_hearsay_are_kept(text: str, negated: bool, hedged: bool) -> None:
    (one,) = analysis(text).statements
    assert one.derivation is not None
    assert (one.derivation.negated, one.derivation.hedged) == (negated, hedged)


def test_the_words_that_point_at_the_issue_are_kept_as_they_stand() -> None:
    (one,) = analysis("Ada Lind said that The Quarry beside the Sandhope\npit should be closed.").statements
    assert one.issue == "quarry" and one.derivation is not None
    assert one.derivation.issue_place == "content"
    assert set(one.derivation.issue_words) == {"Quarry", "Sandhope pit"}


def test_without_an_issue_there_are_no_words() -> None:
    (one,) = analysis("Ada Lind said that it was late.").statements
    assert one.derivation is not None
    assert (one.derivation.issue_words, one.derivation.issue_place) == ((), None)
