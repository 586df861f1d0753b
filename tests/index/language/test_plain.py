"""A document in plain Python says of every word and every stretch what spaCy's says."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import config, readers
from index.language.plain import as_plain
from index.model import ArticleDraft

WORDS = (
    'Mayor Ada Lind of Northport said that she hoped and feared , " we \'ll see three ships " . \n\n who told the '
    "Harbour Board ( 1,500 members ) by Monday ; neither he nor they THE x 港 é - --"
).split(" ")
CROSSING = "A hearing is scheduled on the issue today, and the men were seen on the quay who had sold the boats there."
ATTRIBUTES = (
    "i", "idx", "text", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "ent_iob_", "whitespace_",
    "text_with_ws", "is_alpha", "is_digit", "is_punct", "is_quote", "is_space", "is_stop", "is_title", "is_upper",
    "like_num",
)  # fmt: skip


def places(tokens: Any) -> list[int]:
    return [token.i for token in tokens]


def same(theirs: Any) -> Any:
    """A document of our own, held against spaCy's in all that is asked of it."""
    ours = as_plain(theirs)
    assert len(ours) == len(theirs) and ours.text == theirs.text
    for one, token in zip(ours, theirs, strict=True):
        assert [getattr(one, name) for name in ATTRIBUTES] == [getattr(token, name) for name in ATTRIBUTES]
        assert one.head.i == token.head.i and one.is_sent_start == bool(token.is_sent_start)
        assert (one.left_edge.i, one.right_edge.i) == (token.left_edge.i, token.right_edge.i)
        for name in ("children", "lefts", "rights", "subtree", "conjuncts", "ancestors"):
            assert places(getattr(one, name)) == places(getattr(token, name)), name
        assert (one.sent.start, one.sent.end) == (token.sent.start, token.sent.end)
    sentences = [(s.start, s.end, s.start_char, s.end_char, s.text, s.root.i) for s in theirs.sents]
    assert [(s.start, s.end, s.start_char, s.end_char, s.text, s.root.i) for s in ours.sents] == sentences
    assert [(e.start, e.end, e.label_) for e in ours.ents] == [(e.start, e.end, e.label_) for e in theirs.ents]
    for start in range(0, len(ours), 3):
        for end in range(start + 1, min(start + 6, len(ours)) + 1):
            assert ours.root(start, end).i == theirs[start:end].root.i
            assert ours.words(start, end) == theirs[start:end].text
        beside, other = ours[start], ours[-1 - start // 2]
        assert beside.is_ancestor(other) == theirs[start].is_ancestor(theirs[other.i])
    for start in range(0, len(ours.text) + 2, 5):
        found, expected = ours.char_span(start, start + 7), theirs.char_span(start, start + 7, alignment_mode="expand")
        assert (found is None) == (expected is None)
        if found is not None:
            assert (found.start, found.end) == (expected.start, expected.end)
    return ours


def test_of_the_bundled_articles(nlp: Any) -> None:
    texts = [one.text for one in readers.read([config.seeds_folder()]) if isinstance(one, ArticleDraft)]
    for text, doc in zip(texts, nlp.pipe(texts), strict=True):
        for token in doc:
            if token.lower_ in ("hoped", "hopes", "hoping"):
                token.lemma_ = "hope"  # spaCy's own is put right on the way
        assert same(doc).text == text


@pytest.mark.parametrize("text", ["", " ", "Late", "\n\nSund\n", CROSSING])
def test_of_short_texts(nlp: Any, text: str) -> None:
    assert same(nlp(text)).text == text


def test_where_branches_cross(nlp: Any) -> None:
    from spacy.tokens import Doc

    words = "a b c d e f".split()
    theirs = Doc(
        nlp.vocab, words=words, heads=[3, 4, 5, 3, 3, 4], deps=["det", "dep", "conj", "ROOT", "dobj", "conj"],
        tags=["NN"] * 6, pos=["NOUN"] * 6, lemmas=words,
    )  # fmt: skip
    assert [places(token.children) for token in same(theirs)] == [[], [], [], [0, 4], [1, 5], [2]]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([word for word in WORDS if word != "hoped"]), max_size=40))
def test_of_any_words(nlp: Any, words: list[str]) -> None:
    assert same(nlp(" ".join(words))).text == " ".join(words)


def test_a_neighbour_beyond_the_text(nlp: Any) -> None:
    doc = as_plain(nlp("Lind left."))
    assert doc[0].nbor().text == "left" and doc[2].nbor(-2).text == "Lind"
    for token, distance in ((doc[0], -1), (doc[2], 1)):
        with pytest.raises(IndexError):
            token.nbor(distance)
