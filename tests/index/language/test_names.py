"""Names as strings: ids, folding, short forms."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.language.names import (
    LONGEST_SLUG,
    fold,
    gender_of_name,
    is_short_for,
    person_words,
    slug,
    tidy,
    without_possessive,
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Noa Furman", "noa-furman"),
        ("Côte d’Ivoire", "cote-divoire"),
        ("Łukasz Żółty-Øre", "lukasz-zolty-ore"),
        ("U.S. Congress", "u-s-congress"),
        ("Fishers' Union", "fishers-union"),
        ("  ", "unnamed"),
    ],
)
def test_a_slug_is_plain_words_joined_by_hyphens(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(st.text(max_size=120))
def test_a_slug_is_never_empty_and_safe(name: str) -> None:
    made = slug(name)
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", made)
    assert len(made) <= LONGEST_SLUG


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_in_case_or_possessive(name: str) -> None:
    assert fold(name.upper().lower()) == fold(name.upper().lower().title().lower())


def test_names_in_other_letters_get_different_ids() -> None:
    assert slug("Жанна") != slug("Ольга")


def test_possessives_and_articles_are_cut() -> None:
    assert without_possessive("Levi’s") == "Levi"
    assert tidy("the Port Courier’s") == "Port Courier"
    assert tidy("the courier") == "the courier"
    assert tidy("The Port Courier") == "Port Courier"
    assert fold("The  Élysée") == "elysee"


def test_a_person_is_his_words_without_titles() -> None:
    assert person_words("Deputy Prime Minister José Dias Jr.") == ("jose", "dias")
    assert person_words("Minister") == ("minister",)


@pytest.mark.parametrize(
    ("short", "full", "same"),
    [
        ("Dias", "Jose Dias", True),
        ("J. Dias", "Jose Dias", True),
        ("Jose Dias", "Jose Manuel Dias", True),
        ("Maria Dias", "Jose Dias", False),
        ("Jose Manuel Dias", "Jose Dias", False),
        ("Manuel Dias", "Jose Manuel Dias", True),
    ],
)
def test_short_forms_of_a_name(short: str, full: str, same: bool) -> None:
    assert is_short_for(person_words(short), person_words(full)) is same


@given(st.lists(st.sampled_from(["ada", "lind", "bo", "cruz", "van"]), min_size=1, max_size=4))
def test_a_name_is_short_for_itself_and_its_surname_for_it(words: list[str]) -> None:
    assert is_short_for(words, words)
    assert is_short_for(words[-1:], words)


def test_only_a_given_name_tells_a_gender() -> None:
    assert gender_of_name(("mary", "cole")) == "f"
    assert gender_of_name(("peter", "cole")) == "m"
    assert gender_of_name(("cole",)) is None
    assert gender_of_name(("zyx", "cole")) is None
