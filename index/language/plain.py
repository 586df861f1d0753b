"""From spaCy's document to our own (see `parsed`), all at once.

spaCy makes an object of each word that is asked for and looks each label up in a table. Here a text's numbers are
taken out in one go, and what they stand for is remembered from text to text.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress, pairwise, repeat
from operator import add, ge, le
from typing import TYPE_CHECKING, Any

from index.language.parsed import Doc, DocSpan, Token, Word

if TYPE_CHECKING:
    from spacy.tokens import Doc as SpacyDoc
    from spacy.vocab import Vocab

REMEMBERED = 100_000  # words, and as many labels and lemmas
_SPACES = ("", " ")
_ENTITY_PLACES = ("", "I", "O", "B")
# Forms of verbs that the model's lemmatizer takes for another verb's ("hoped" for "hop").
_LEMMAS = {
    form: lemma
    for lemma, forms in (
        ("hope", "hopes hoped hoping"), ("hate", "hates hated hating"), ("gripe", "gripes griped griping"),
        ("snipe", "snipes sniped sniping"), ("blog", "blogged blogging"), ("text", "texted texting"),
        ("retweet", "retweeted retweeting"), ("scapegoat", "scapegoated scapegoating"), ("extol", "extolled extolling"),
        ("cosponsor", "cosponsored cosponsoring"), ("co-sponsor", "co-sponsored co-sponsoring"),
        ("fess", "fesses fessed fessing"),
    )
    for form in forms.split()
}  # fmt: skip


def as_plain(parsed: SpacyDoc) -> Doc:
    """The same document, its words, tree, sentences and entities in plain Python."""
    from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IDX, LEMMA, ORTH, POS, SENT_START, SPACY, TAG

    doc = Doc()
    size = len(parsed)
    if not size:
        return doc
    # spaCy counts a word's head from the word, in numbers without a sign.
    values: Any = parsed.to_array([ORTH, IDX, SPACY, LEMMA, POS, TAG, DEP, HEAD, SENT_START, ENT_TYPE, ENT_IOB])
    orths, places, spaces, lemmas, *labels, offsets, begins, kinds, iobs = values.view("int64").T.tolist()
    words, named = _words_of(parsed.vocab, orths), _strings_of(parsed.vocab).__getitem__
    begins = [start == 1 for start in begins]
    doc += map(
        Token, repeat(doc), range(size), places, words, map(_SPACES.__getitem__, spaces), map(named, lemmas),
        *(map(named, label) for label in labels), map(named, kinds), map(_ENTITY_PLACES.__getitem__, iobs), begins,
    )  # fmt: skip
    for token in doc:
        if token.lower_ in _LEMMAS and token.pos_ == "VERB":
            token.lemma_ = _LEMMAS[token.lower_]
    heads = list(map(add, offsets, range(size)))
    _join(doc, heads, *_edges(parsed, heads))
    starts = [0, *compress(range(1, size), begins[1:]), size]
    for first, end in pairwise(starts):
        sentence = DocSpan(doc, first, end)
        for token in sentence:
            token.sent = sentence
        doc.sents.append(sentence)
    doc.ents += [DocSpan(doc, name.start, name.end, name.label_) for name in parsed.ents]
    return doc


def _join(doc: Doc, heads: Sequence[int], lefts: Sequence[int], rights: Sequence[int]) -> None:
    """Join the words to a tree."""
    for token, head, left, right in zip(doc, heads, lefts, rights, strict=True):
        token.head = over = doc[head]
        token.left_edge = doc[left]
        token.right_edge = doc[right]
        if over is not token:
            if over.children:
                over.children.append(token)
            else:
                over.children = [token]


def _edges(parsed: SpacyDoc, heads: Sequence[int]) -> tuple[Sequence[int], Sequence[int]]:
    """Of each word the first and the last word under it."""
    lefts, rights = [*range(len(heads))], [*range(len(heads))]
    for i, head in enumerate(heads):
        if i < head and lefts[i] < lefts[head]:
            lefts[head] = lefts[i]
    for i in range(len(heads) - 1, -1, -1):
        head = heads[i]
        if i > head and rights[i] > rights[head]:
            rights[head] = rights[i]
    if not (
        all(map(le, map(lefts.__getitem__, heads), lefts)) and all(map(ge, map(rights.__getitem__, heads), rights))
    ):
        # Branches that cross: spaCy's own edges, which take them into account as often as it finds fit.
        return [token.left_edge.i for token in parsed], [token.right_edge.i for token in parsed]
    return lefts, rights


class _Strings(dict[int, str]):
    """The strings that spaCy's numbers stand for, looked up once each."""

    def __init__(self, vocab: Vocab) -> None:
        super().__init__({0: ""})
        self.vocab = vocab

    def __missing__(self, number: int) -> str:
        found: str = self.vocab.strings[number % 2**64]
        self[number] = found
        return found


_strings: dict[int, _Strings] = {}
_words: dict[int, Word] = {}


def _strings_of(vocab: Vocab) -> _Strings:
    """The strings of a model's vocabulary, those of the model that was used last."""
    strings = _strings.get(0)
    if strings is None or strings.vocab is not vocab or len(strings) > REMEMBERED:
        strings = _strings[0] = _Strings(vocab)
    return strings


def _words_of(vocab: Vocab, numbers: Sequence[int]) -> list[Word]:
    """The words that a text's numbers stand for."""
    if len(_words) > REMEMBERED:
        _words.clear()
    for number in set(numbers).difference(_words):
        _words[number] = _word(vocab, number)
    return [_words[number] for number in numbers]


def _word(vocab: Vocab, number: int) -> Word:
    known, word = vocab[number % 2**64], Word()
    word.text, word.lower_ = known.text, known.lower_
    word.is_alpha, word.is_digit, word.is_punct = known.is_alpha, known.is_digit, known.is_punct
    word.is_quote, word.is_space, word.is_stop = known.is_quote, known.is_space, known.is_stop
    word.is_title, word.is_upper, word.like_num = known.is_title, known.is_upper, known.like_num
    return word
