"""The analysis that index, queries, hits and names share."""

from __future__ import annotations

import re
import warnings

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.search import words
from index.search.stemming import stem
from index.search.words import distinct, fold, folded_name, forms_and_terms, located, located_among, terms

TEXT = """The ministries' spokeswoman rejected allegations that officials had knowingly misled the public, saying the
proposed regulation of subsidised ferries was hastily conceived, generally unworkable and possibly
unconstitutional. Negotiators agreed conditionally to reconsider shipping concessions; residents, having
organised petitions, remained hopeful. Commentators described the neutrality as hypocritical. Dying
industries, tying hands, early singly skies news atlas inning proceedings exceeded communities generation
arsenal yesterday youthful crying flies agreed feed succeeding hopping hoping controlled falling filing
happiness relational valency digitizer conformably radically differently vileness analogously operator
feudalism decisiveness hopefulness callousness formality sensitivity sensibility triplicate formative
formalize electricity electrical revival allowance inference airliner gyroscopic adjustable defensible
irritant replacement adjustment dependent adoption communism activate angularity homologous effective
bowdlerize probate rate cease controlling rolling skiing skied gas this kiwis gaps ties tied cries dies owed
bed sing singing boxing toying"""


_ENDINGS = "ies ied ying ed eedly ational bility biliti iviti alism ization ogi fulli lessness y yed ly entli".split()


def test_stems_are_those_of_the_reference() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from whoosh.lang.snowball.english import EnglishStemmer
    reference = EnglishStemmer()
    found = sorted(set(re.findall("[a-z]+", TEXT.lower())))
    assert len(found) > 120
    assert {word: stem(word) for word in found} == {word: reference.stem(word) for word in found}


@settings(max_examples=100, deadline=None)
@given(st.text("abcdefghilmnorstuvyz", max_size=14))
def test_a_stem_is_never_longer_than_by_one_letter_and_never_empty(word: str) -> None:
    assert len(stem(word)) <= len(word) + 1
    assert bool(stem(word)) == bool(word)


@settings(max_examples=300, deadline=None)
@given(st.text("abcdefghilmnorstuvyz", min_size=1, max_size=9), st.sampled_from(["", *_ENDINGS]))
def test_a_stem_differs_from_its_word_in_its_last_two_letters_alone(beginning: str, ending: str) -> None:
    for word in (beginning + ending, *re.findall("[a-z]+", TEXT.lower())):
        term = stem(word)
        assert word.startswith(term[: max(1, len(term) - 2)]), f"{word} {term}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kovač", ["kovac"]),
        ("Kovac\u030c", ["kovac"]),
        ("Bennett’s Bennett's BENNETT'S", ["bennett"] * 3),
        ("officials’ view", ["offici", "view"]),
        ("O’Brien", ["o", "brien"]),
        ("l’État", ["l", "etat"]),
        ("‘never’", ["never"]),
        ("e-mail", ["e", "mail"]),
        ("Łódź Straße Ærø Đuro", ["lodz", "strass", "aero", "duro"]),
        ("brief\u00adkasten", ["briefkasten"]),
        ("snake_case", ["snake", "case"]),
        ("1,200 tonnes", ["1", "200", "tonn"]),
        ("東京都 2020", ["東", "京", "都", "2020"]),
        ("東京Tower", ["東", "京", "tower"]),
        ("Москва́", ["москва"]),
        ("\ufffd…—", []),
        ("ﬁre", ["fire"]),
    ],
)
def test_terms(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_words_stand_where_they_are_said_to(text: str) -> None:
    found = list(located(text))
    assert [(form, term) for _, _, form, term in found] == forms_and_terms(text)
    end = 0
    for start, stop, form, _ in found:
        assert end <= start < stop <= len(text)
        assert "".join(fold(text[start:stop]).split()) == form
        end = stop


@settings(max_examples=100, deadline=None)
@given(st.text("as's’S é\u0301_ʼ東ก-1\n", max_size=30), st.sets(st.integers(0, 20)))
@example("1’S_", {0, 1})
@example("a's's's", {0, 1})
@example("é’s’s’s a’s", {0, 1, 2})
@example("1's_", {0, 1})
def test_some_words_stand_where_all_do(text: str, chosen: set[int]) -> None:
    wanted = {word for i, word in enumerate(sorted(distinct(text))) if i in chosen}
    expected = [(start, end) for start, end, _, _ in located(text) if text[start:end] in wanted]
    for long in (0, 20_000):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(words, "_LONG", long)
            assert [(start, end) for start, end, _ in located_among(text, wanted)] == expected


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_names_match_by_whole_words() -> None:
    assert folded_name("Noa  Furman") == " noa furman "
    assert folded_name("—") == ""
    assert folded_name("furman") in folded_name("Noa Furman")
    assert folded_name("fur") not in folded_name("Noa Furman")
    assert folded_name("Kovac") in folded_name("Ana Kovač’s")
