"""The rule that groups statements into proposals, over subjects that are given: which statement goes where."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest

from index.language import proposals
from index.language.proposals import Group, groups


@pytest.fixture
def grouped(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Groups statements given by their subjects, a letter each ("ab"), and issues: the groups' (subject, places).

    Subjects are tried in the order of the alphabet. Capitals name groups that are given one and the same id.
    """

    def best(waiting: Sequence[Any], title: object, seen: object, known: set[str]) -> str | None:
        return min({term for one in waiting for term in one.terms} - known, default=None)

    def group(reading: object, term: str, members: Sequence[Any], free: Sequence[Any], sure: bool) -> Group | None:
        id_ = "same" if term.isupper() else term
        return Group(id_, term, 1, (), tuple(one.place for one in free), ())

    def said(reading: object, place: int, terms: str) -> SimpleNamespace:
        return SimpleNamespace(place=place, terms=set(terms), takes_side=lambda term: True)

    monkeypatch.setattr(proposals, "_best", best)
    monkeypatch.setattr(proposals, "_group", group)
    monkeypatch.setattr(proposals, "_is_recurring", lambda term, members, title, seen: False)
    monkeypatch.setattr(proposals, "said_of", said)
    monkeypatch.setattr(proposals, "told_apart", lambda reading, said: None)
    monkeypatch.setattr(proposals, "title_terms", lambda reading: frozenset())
    monkeypatch.setattr(proposals, "_titled", lambda said, headline: frozenset())

    def run(found: Sequence[str], issues: Sequence[str | None] | None = None) -> list[tuple[str, tuple[int, ...]]]:
        reading: Any = SimpleNamespace(text="")
        made = groups(reading, found, issues or [None] * len(found))  # type: ignore[arg-type]
        return [(one.proposition, one.places) for one in made]

    return run


def test_a_statement_stands_in_one_group(grouped: Any) -> None:
    assert grouped(["ab", "a", "b", "b"]) == [("a", (0, 1)), ("b", (2, 3))]


def test_a_subject_of_which_half_has_an_issue_is_not_proposed(grouped: Any) -> None:
    assert grouped(["a", "a"], [None, "quay"]) == []
    assert grouped(["a", "a", "a"], [None, "quay", None]) == [("a", (0, 2))]


def test_what_was_not_grouped_waits_for_another_subject(grouped: Any) -> None:
    assert grouped(["ab", "a"], [None, "quay"]) == [("b", (0,))]


def test_what_has_an_issue_weighs_against_one_subject_alone(grouped: Any) -> None:
    assert grouped(["ab", "ab", "a"], ["quay", None, "quay"]) == [("b", (1,))]


def test_what_has_an_issue_leaves_with_the_group_that_it_weighed_in(grouped: Any) -> None:
    assert grouped(["ab", "a", "a", "b"], ["quay", None, None, None]) == [("a", (1, 2)), ("b", (3,))]


def test_of_two_groups_with_one_id_the_first_is_proposed(grouped: Any) -> None:
    assert grouped(["A", "A", "B", "c"]) == [("A", (0, 1)), ("c", (3,))]


def test_statements_without_a_subject_and_groups_beyond_the_most_are_left(grouped: Any) -> None:
    assert grouped(["", "a"]) == [("a", (1,))]
    assert [term for term, _ in grouped(list("abcdefgh"))] == list("abcdef")
    assert proposals.MOST == 6
