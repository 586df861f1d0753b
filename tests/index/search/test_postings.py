"""The words of a field as bytes, gathered from documents and merged from segments."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.search import merging
from index.search.blocks import Field, Postings, SortedWords, narrowest, pack_lexicon, stretches
from index.search.engine import Document
from index.search.gathering import Gathered, gathered
from index.search.ranking import best, close_together, counted, in_a_row
from index.search.words import forms_and_terms

TEXTS = st.lists(st.sampled_from(["war", "wars", "warred", "peace", "a", "Kovač", "z"]), max_size=7).map(" ".join)
BODIES = st.lists(TEXTS, max_size=7)


def field(portions: list[Postings], widths: tuple[int, int] = (4, 4)) -> Field:
    forms = [form for one in portions for form in one.forms]
    terms = [term for one in portions for term in one.terms]
    documents = np.concatenate([one.documents for one in portions])
    counts = np.concatenate([one.counts for one in portions])
    ends = np.cumsum(documents)
    before = np.concatenate(([0], np.cumsum(counts)))
    return Field(
        pack_lexicon(forms, terms, documents, before[ends] - before[ends - documents], widths),
        np.concatenate([one.numbers for one in portions]).astype("u4").tobytes(),
        counts.astype(f"u{widths[0]}").tobytes(),
        np.concatenate([one.positions for one in portions]).astype(f"u{widths[1]}").tobytes(),
    )


def of(bodies: list[str]) -> Field:
    all_of_them = Gathered()
    for key, body in enumerate(bodies):
        all_of_them.add(Document(key, "", body))
    return field([all_of_them.postings("body")])


def held(one: Field, size: int) -> dict[str, dict[int, list[int]]]:
    """Each form's positions in each document, as a field has them."""
    found: dict[str, dict[int, list[int]]] = {}
    for number, form in enumerate(one.forms):
        documents, counts = one.occurs(number)
        places = one.placed(number, np.ones(size, np.bool_))
        of_document = {int(document): [] for document in documents}
        for place in places.tolist():
            of_document[place >> 32].append(place & 0xFFFFFFFF)
        assert [len(positions) for positions in of_document.values()] == counts.tolist()
        found[form.decode()] = of_document
    return found


def expected(bodies: dict[int, str]) -> dict[str, dict[int, list[int]]]:
    found: dict[str, dict[int, list[int]]] = {}
    for number, body in bodies.items():
        for position, (form, _) in enumerate(forms_and_terms(body)):
            found.setdefault(form, {}).setdefault(number, []).append(position)
    return found


@settings(max_examples=100, deadline=None)
@given(BODIES)
def test_what_is_gathered_is_what_the_texts_hold(bodies: list[str]) -> None:
    one = of(bodies)
    assert held(one, len(bodies)) == expected(dict(enumerate(bodies)))
    forms = [form.decode() for form in one.forms]
    assert forms == sorted(forms)
    for number, (form, term) in enumerate(zip(forms, one.term_of_form, strict=True)):
        assert forms_and_terms(form)[0][1].encode() == term
        assert one.exactly(form.encode()) == [number]
        assert number in one.of_term(term)
        assert {one.term_of_form[other] for other in one.of_term(term)} == {term}
    assert one.occurrences.tolist() == [sum(map(len, held(one, len(bodies))[form].values())) for form in forms]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(BODIES, st.sets(st.integers(0, 6))), min_size=1, max_size=4), st.sampled_from([1, 3, 1000]))
def test_what_is_merged_is_what_the_live_documents_hold(parts: list[tuple[list[str], set[int]]], portion: int) -> None:
    fields = [of(bodies) for bodies, _ in parts]
    deleted = [np.array(sorted(n for n in gone if n < len(bodies)), np.int64) for bodies, gone in parts]
    live = [body for bodies, gone in parts for n, body in enumerate(bodies) if n not in gone]
    numbers = merging.renumbered([len(bodies) for bodies, _ in parts], deleted)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(merging, "_PORTION", portion)
        portions = list(merging.merged(fields, numbers))
    if portions:
        assert held(field(portions), len(live)) == expected(dict(enumerate(live)))
    else:
        assert not any(live)


def test_portions_of_documents() -> None:
    documents = [Document(key, "two words", "and three more") for key in range(5)]
    assert [len(portion.keys) for portion in gathered(documents, 10)] == [2, 2, 1]
    assert [len(portion.keys) for portion in gathered([], 10)] == [0]


@given(st.sets(st.text("abcé", min_size=1, max_size=4)), st.text("abcé", max_size=3))
def test_sorted_words(found: set[str], prefix: str) -> None:
    ordered = sorted(word.encode() for word in found)
    text, ends = SortedWords.pack(ordered)
    words = SortedWords(memoryview(text), ends)
    assert list(words) == words.between(0, len(words)) == ordered
    start, end = words.beginning_with(prefix.encode())
    assert ordered[start:end] == [word for word in ordered if word.startswith(prefix.encode())]
    assert words.texts(start, end) == [word.decode() for word in ordered[start:end]]
    assert words.find(prefix.encode()) == (ordered.index(prefix.encode()) if prefix in found else None)
    assert words.firsts() == sorted({word.decode()[0] for word in ordered}, key=str.encode)


def test_what_is_cut_short_is_no_field() -> None:
    gathered_ = Gathered()
    gathered_.add(Document(1, "", "war and peace and war"))
    one = gathered_.postings("body")
    lexicon = pack_lexicon(one.forms, one.terms, one.documents, np.array([2, 1, 2]), (4, 4))
    parts = [
        lexicon,
        *(x.astype("u4").tobytes() for x in (one.numbers, one.counts, one.positions)),
    ]
    assert held(Field(*parts), 1) == {"and": {0: [1, 3]}, "peace": {0: [2]}, "war": {0: [0, 4]}}
    for at, part in enumerate(parts):
        for left in (0, 4, len(part) - 4, len(part) - 1):
            cut = [*parts[:at], part[:left], *parts[at + 1 :]]
            with pytest.raises(Exception, match=r"cut short|requires a buffer|multiple of element"):
                Field(*cut)


def test_an_empty_field() -> None:
    assert list(Field.empty().forms) == Field.empty().of_term(b"war") == Field.empty().exactly(b"war") == []


@pytest.mark.parametrize(("highest", "size"), [(0, 1), (255, 1), (256, 2), (65_535, 2), (65_536, 4)])
def test_the_narrowest_kind_of_number(highest: int, size: int) -> None:
    assert np.dtype(narrowest(highest)).itemsize == size


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 4))))
def test_stretches(wanted: list[tuple[int, int]]) -> None:
    starts = np.array([start for start, _ in wanted], np.int64)
    lengths = np.array([length for _, length in wanted], np.int64)
    assert stretches(starts, lengths).tolist() == [n for start, length in wanted for n in range(start, start + length)]


@given(st.lists(st.sampled_from([0.0, 1.0, 2.5, 3.0]), max_size=12), st.integers(0, 14))
def test_the_best_are_those_of_a_full_sort(scores: list[float], limit: int) -> None:
    ordered = sorted(range(len(scores)), key=lambda at: (-scores[at], at))
    assert best(np.array(scores), limit).tolist() == (ordered[:limit] if limit else ordered)


@given(st.integers(0, 2**32), st.sampled_from([3, 40, 1_000_000]), st.sampled_from([3_999, 9_000]))
def test_the_order_of_very_many_is_that_of_a_sort(seed: int, different: int, number: int) -> None:
    chance = np.random.default_rng(seed)
    scores = chance.integers(0, different, number) / 7 * chance.choice([0.0, 1e-9, 1.0, 1 + 1e-15], number)
    assert best(scores, 0).tolist() == np.argsort(-scores, kind="stable").tolist()


@given(st.integers(0, 2**32), st.sampled_from([3, 40, 1_000_000]), st.sampled_from([1, 20, 70]))
def test_the_best_of_many_are_those_of_a_full_sort(seed: int, different: int, limit: int) -> None:
    chance = np.random.default_rng(seed)
    scores, ties = chance.integers(0, different, 2_000) / 7, chance.permutation(2_000)
    assert best(scores, limit).tolist() == np.argsort(-scores, kind="stable")[:limit].tolist()
    assert best(scores, limit, ties).tolist() == np.lexsort((ties, -scores))[:limit].tolist()


PLACES = st.dictionaries(st.integers(0, 3), st.sets(st.integers(0, 8), max_size=4), max_size=3)


def places(of_documents: dict[int, set[int]]) -> np.ndarray:
    return np.array(sorted((number << 32) + one for number, found in of_documents.items() for one in found), np.int64)


@given(st.lists(PLACES, min_size=1, max_size=4))
def test_words_in_a_row(words: list[dict[int, set[int]]]) -> None:
    wanted = [
        (number << 32) + start
        for number in range(4)
        for start in range(9)
        if all(start + offset in word.get(number, ()) for offset, word in enumerate(words))
    ]
    assert in_a_row([places(word) for word in words]).tolist() == wanted
    numbers, counts = counted(np.array(wanted, np.int64))
    assert dict(zip(numbers.tolist(), counts.tolist(), strict=True)) == Counter(place >> 32 for place in wanted)


@given(st.lists(st.tuples(PLACES, st.integers(1, 2)), min_size=1, max_size=3), st.integers(1, 6))
def test_words_close_together(words: list[tuple[dict[int, set[int]], int]], size: int) -> None:
    wanted = [
        (number << 32) + start
        for number in range(4)
        for start in range(9)
        if any(start in word.get(number, ()) for word, _ in words)
        and all(sum(one in word.get(number, ()) for one in range(start, start + size)) >= n for word, n in words)
    ]
    assert close_together([(places(word), times) for word, times in words], size).tolist() == wanted
