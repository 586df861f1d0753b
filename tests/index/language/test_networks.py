"""The quick networks against spaCy's own pipes of the same model: every annotation that a stage reads is the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

from index import config, readers
from index.language.document import UNREAD_PIPES, load_model, pinned_package
from index.language.networks import chunks as chunks_module
from index.language.networks import encoder as encoder_module
from index.language.networks import wordforms as wordforms_module
from index.language.networks.rulings import Rulings
from index.model import ArticleDraft

WORDS = (
    "There is are was 's n't ain't gonna gotta let's y'all c'mon I we said that Ana Bell of Northport in March 2024 "
    "the Harbour Board asked Eastholm to stop . , ; : \" ' ( ) -- 14.5 % $ 3 million \n \n\n   É ü 港 😀 Mr. U.S. "
    "don't can't who which President Okafor's Reuters said-so x"
).split(" ")


@pytest.fixture(scope="module")
def plain() -> Language:
    """The model as spaCy loads it."""
    return spacy.load(pinned_package(), exclude=list(UNREAD_PIPES))


@pytest.fixture(scope="module")
def quick() -> Language:
    return load_model()


def annotations(doc: Doc) -> list[tuple[Any, ...]]:
    return [(t.text, t.tag_, t.pos_, t.lemma_, t.dep_, t.head.i, t.ent_iob_, t.ent_type_, t.is_sent_start) for t in doc]


def bundled() -> Iterator[str]:
    for one in readers.read([config.seeds_folder()]):
        if isinstance(one, ArticleDraft):
            yield one.text


def test_every_annotation_of_the_bundled_articles_is_spacys(plain: Language, quick: Language) -> None:
    texts = list(bundled())
    for theirs, ours in zip(plain.pipe(texts, batch_size=16), quick.pipe(texts, batch_size=16), strict=True):
        assert annotations(ours) == annotations(theirs)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=40), min_size=1, max_size=4))
def test_every_annotation_of_any_words_is_spacys(plain: Language, quick: Language, words: list[list[str]]) -> None:
    texts = [" ".join(one) for one in words]
    for theirs, ours in zip(plain.pipe(texts), quick.pipe(texts), strict=True):
        assert annotations(ours) == annotations(theirs)


@pytest.mark.parametrize("last", ["Ana", "the Harbour", "March", "President Ana", "Reuters", "New"])
def test_no_entity_goes_on_in_the_next_document(plain: Language, quick: Language, last: str) -> None:
    texts = [f"She met {last}"] + [f"{first} said so" for first in ("Bell", "Board", "2024", "York", "Okafor Bell")]
    both = [
        texts[0],
        texts[1],
        texts[0],
        texts[2],
        texts[0],
        texts[3],
        texts[0],
        texts[4],
        texts[0],
        texts[5],
        texts[0],
    ]
    for theirs, ours in zip(plain.pipe(both), quick.pipe(both), strict=True):
        assert annotations(ours) == annotations(theirs)


def test_the_last_word_of_each_document_ends_an_entity(quick: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    recogniser: Any = quick.get_pipe("sayso_recogniser")
    decide, seen = recogniser._outside_actions, []
    monkeypatch.setattr(recogniser, "_outside_actions", lambda h, final, s: seen.append(final) or decide(h, final, s))
    list(quick.pipe(["She met Ana", "", "Bell said so"]))
    assert seen[0].tolist() == [False, False, True, False, False, True]


def test_a_short_document_after_a_long_one_sees_nothing_of_it(quick: Language) -> None:
    (long, *_), short = bundled(), "Ana Bell of Northport asked the board."
    encoder: Any = quick.get_pipe("sayso_recogniser")
    docs = [quick.make_doc(text) for text in (long, short)]
    together, alone = encoder._encoder(docs)[1], encoder._encoder(docs[1:])[0]
    assert abs(together - alone).max() < 1e-5


def test_a_text_reads_the_same_alone_and_in_company(quick: Language) -> None:
    texts = list(bundled())[:12]
    together = [annotations(doc) for doc in quick.pipe(texts)]
    assert [annotations(quick(text)) for text in texts] == together


def test_what_is_remembered_is_bounded(quick: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder_module, "REMEMBERED", 50)
    monkeypatch.setattr(wordforms_module, "REMEMBERED", 50)
    texts = [" ".join(f"Word{start + i}" for i in range(100)) for start in (0, 100, 200)]
    forms: Any = quick.get_pipe("sayso_wordforms")
    before = [annotations(quick(text)) for text in texts]
    assert [annotations(quick(text)) for text in texts] == before
    assert len(forms._places) <= 100


def test_words_are_spacys_also_when_no_more_are_remembered(
    plain: Language, quick: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = ["Don't (don't) \"Mr.\" U.S.-led  re-elected, 5km/h :) a.m.; can't've https://b.example/a?b=c,", *bundled()]
    for most in (10, chunks_module.REMEMBERED):
        monkeypatch.setattr(chunks_module, "REMEMBERED", most)
        for text in texts:
            ours, theirs = quick.make_doc(text), plain.make_doc(text)
            assert [token.text_with_ws for token in ours] == [token.text_with_ws for token in theirs]


def test_a_chunk_behind_a_special_case_is_taken_apart_once(plain: Language) -> None:
    tokenizer, met = Tokenizer(plain.vocab, rules=plain.tokenizer.rules), []
    tokenizer.suffix_search = lambda chunk: met.append(chunk)
    chunks = chunks_module.Chunks(tokenizer)
    for _ in range(3):
        chunks("She didn't vote on Tuesday, he said.")
    assert met.count("Tuesday,") == met.count("vote") == 1


@pytest.mark.parametrize(
    "pattern", [{"LENGTH": 3}, {"LOWER": {"NOT_IN": ["no"]}}, {"LOWER": "no", "SHAPE": "xx"}, {"LOWER": "x"}]
)
def test_a_ruler_that_asks_for_more_than_the_kind_of_a_word_is_refused(plain: Language, pattern: Any) -> None:
    ruler = AttributeRuler(plain.vocab)
    ruler.add([[{"LOWER": "no", "TAG": "DT"}], [{"DEP": "expl"}, pattern]], {"POS": "DET"})
    with pytest.raises(ValueError, match="a pattern of the attribute ruler"):
        Rulings(plain.vocab, ruler)


def test_the_ruler_sees_one_word_of_a_kind(plain: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    ruler: Any = plain.get_pipe("attribute_ruler")
    seen: list[str] = []
    monkeypatch.setattr(ruler, "match", lambda doc, match=ruler.match: seen.extend(t.text for t in doc) or match(doc))
    number = plain.vocab.strings.add
    words = [number(word) for word in ("gates", "boats", "That", "Nothin'", "\n")]
    rulings = Rulings(plain.vocab, ruler)
    first, second, *_ = rulings.of([(word, number("NNS"), number("dobj")) for word in words])
    assert first == second
    assert sorted(seen) == sorted(["x", "x", "That", "x", "Nothin'", "x", " ", "x"])


def test_documents_without_words_are_left_as_they_are(quick: Language) -> None:
    assert [len(doc) for doc in quick.pipe(["", "Northport.", ""])] == [0, 2, 0]
    assert annotations(quick("")) == []
