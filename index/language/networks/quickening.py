"""Swaps the quick parts into a loaded spaCy model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spacy.language import Language
from thinc.api import Model, NumpyOps

from index.language.networks.chunks import Chunks
from index.language.networks.encoder import Encoder
from index.language.networks.recogniser import Recogniser
from index.language.networks.transitions import Transitions
from index.language.networks.wordforms import WordForms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc


def quickened(nlp: Language) -> Language:
    """The same model, its words, their vectors, forms and trees, and the entities computed by the quick parts.

    Raises ValueError where a network is built otherwise than that of `core_web_sm`.
    """
    tokenizer: Any = nlp.tokenizer
    nlp.tokenizer = Chunks(tokenizer)
    tok2vec: Any = nlp.get_pipe("tok2vec")
    tok2vec.model = _vectors(Encoder(tok2vec.model))
    nlp.add_pipe("sayso_transitions", before="parser")
    nlp.add_pipe("sayso_wordforms", before="attribute_ruler")
    nlp.add_pipe("sayso_recogniser", before="ner")
    for replaced in ("parser", "attribute_ruler", "lemmatizer", "ner"):
        nlp.remove_pipe(replaced)
    return nlp


def _vectors(encoder: Encoder) -> Model[Any, Any]:
    def forward(model: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[Any, Any]:
        if is_train:
            raise ValueError("the quick encoder cannot be trained")
        return encoder(docs), None

    return Model("sayso-vectors", forward, dims={"nO": encoder.width})


@Language.factory("sayso_recogniser")
def _recogniser(nlp: Language, name: str) -> Recogniser:
    ner: Any = nlp.get_pipe("ner")
    moves = ner.moves
    return Recogniser(ner.model, [moves.get_class_name(i) for i in range(moves.n_moves)])


@Language.factory("sayso_transitions")
def _transitions(nlp: Language, name: str) -> Transitions:
    parser: Any = nlp.get_pipe("parser")
    products = NumpyOps(use_blis=False)  # numpy's matrix products are several times as fast as blis's
    for node in parser.model.walk():
        node.ops = products
    return Transitions(parser)


@Language.factory("sayso_wordforms")
def _wordforms(nlp: Language, name: str) -> WordForms:
    ruler: Any = nlp.get_pipe("attribute_ruler")
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    known = lemmatizer.lookups.get_table("lemma_index")
    for part in known:
        known[part] = frozenset(known[part])  # a list of thousands of words, which it asks for single ones
    return WordForms(nlp.vocab, ruler, lemmatizer)
