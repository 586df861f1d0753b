"""Words to vectors: spaCy's `MultiHashEmbed` and `MaxoutWindowEncoder`, forward only.

What the embedding makes of a word depends on the word alone, so it is computed once for each and remembered;
the convolutions over the words around it are computed as products of large matrices.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc
    from thinc.api import Model

    Floats = NDArray[numpy.float32]
    Integers = NDArray[numpy.int64]
    Keys = NDArray[numpy.uint64]

REMEMBERED = 50_000  # words; with vectors of 96 numbers about 20 MB
_EPSILON = 1e-8  # as in thinc's layer normalisation


@dataclass(frozen=True, slots=True)
class _Layer:
    """One convolution: weights as (3 words x width + 1, pieces x width), the last row the bias, and the scale and
    shift of its normalisation."""

    weights: Floats
    gain: Floats
    shift: Floats


class _Scratch:
    """Room for what the convolutions compute on the way, used again for each document.

    A document at a time stays in the processor's cache, which a batch would not.
    """

    def __init__(self, rows: int, layer: _Layer) -> None:
        inputs, pieces = layer.weights.shape
        self._around = numpy.ones((rows, inputs), dtype=numpy.float32)
        self._pieces = numpy.empty((rows, pieces), dtype=numpy.float32)
        self._best = numpy.empty((rows, len(layer.gain)), dtype=numpy.float32)

    def add(self, vectors: Floats, layer: _Layer) -> None:
        """Add to each vector what a layer makes of it and its two neighbours."""
        number, width = vectors.shape
        around, pieces, best = self._around[:number], self._pieces[:number], self._best[:number]
        # The outermost words have a neighbour less and see what was left there: the empty words around each
        # document, as many as there are layers, keep that away from its own.
        around[1:, :width] = vectors[:-1]
        around[:, width : 2 * width] = vectors
        around[:-1, 2 * width : 3 * width] = vectors[1:]
        numpy.matmul(around, layer.weights, out=pieces)
        self._finish(vectors, pieces, best, layer)

    def add_known(self, vectors: Floats, words: Integers, products: Floats, layer: _Layer) -> None:
        """The same where the vectors are those of `words`, each a place in `products`.

        These are what a word's vector makes of the word after it, of itself and of the word before it.
        """
        pieces, best = self._pieces[: len(words)], self._best[: len(words)]
        products[1].take(words, axis=0, out=pieces, mode="clip")
        pieces[1:] += products[0].take(words[:-1], axis=0)
        pieces[:-1] += products[2].take(words[1:], axis=0)
        pieces += layer.weights[-1]
        self._finish(vectors, pieces, best, layer)

    @staticmethod
    def _finish(vectors: Floats, pieces: Floats, best: Floats, layer: _Layer) -> None:
        """Add the best of the pieces, normalised."""
        width = vectors.shape[1]
        numpy.maximum(pieces[:, :width], pieces[:, width : 2 * width], out=best)
        for at in range(2 * width, pieces.shape[1], width):
            numpy.maximum(best, pieces[:, at : at + width], out=best)
        share = numpy.float32(1 / width)
        best -= (best.sum(axis=1) * share)[:, None]
        spread = numpy.einsum("ij,ij->i", best, best)
        best *= (1 / numpy.sqrt(spread * share + numpy.float32(_EPSILON)))[:, None]
        best *= layer.gain
        best += layer.shift
        vectors += best


class Encoder:
    """The word vectors of spaCy's `Tok2Vec` model, in context."""

    def __init__(self, model: Model[Any, Any]) -> None:
        """Take the weights of a trained `Tok2Vec`. Raises ValueError where it is built otherwise."""
        embed, encode = model.layers
        extractor, _, hashed, mixed, _ = embed.layers
        self._columns = list(extractor.attrs["columns"])
        self._embedding = (hashed, mixed)
        self._pad = int(encode.attrs["pad"])
        self._layers = [_layer(residual) for residual in encode.layers[0].layers]
        if self._pad < len(self._layers):
            raise ValueError("as many empty words around a document as there are layers are expected")
        self.width: int = self._layers[0].gain.shape[0]
        self._places: dict[int, int] = {}
        self._known: Floats = numpy.empty((1_024, self.width), dtype=numpy.float32)
        # Odd factors make one number of a word's attributes, as good a key as their list.
        self._factors = odd_factors(len(self._columns))

    def __call__(self, docs: Sequence[Doc]) -> list[Floats]:
        """A matrix for each document: a row of `width` numbers for each of its words."""
        attributes: list[Keys] = [self._attributes(doc) for doc in docs]
        if not attributes:
            return []
        known, words = self._embedded(numpy.concatenate(attributes))
        # The model was trained with empty words around each document: they come after those that are known.
        known = numpy.vstack([known, numpy.zeros((1, self.width), dtype=numpy.float32)])
        first, *others = self._layers
        # A word stands there several times; what the first layer makes of it alone is computed once.
        products: Floats = known @ first.weights[:-1].reshape(3, self.width, -1)
        scratch = _Scratch(max(map(len, docs)) + 2 * self._pad, first)
        made, at = [], 0
        for one in attributes:
            places = numpy.full(len(one) + 2 * self._pad, len(known) - 1, dtype=numpy.int64)
            places[self._pad : self._pad + len(one)] = words[at : at + len(one)]
            padded: Floats = known.take(places, axis=0)
            if len(one):
                scratch.add_known(padded, places, products, first)
            for layer in others if len(one) else ():
                scratch.add(padded, layer)
            made.append(padded[self._pad : self._pad + len(one)])
            at += len(one)
        return made

    def _attributes(self, doc: Doc) -> Keys:
        values: Any = doc.to_array(self._columns)
        return values.reshape(len(doc), len(self._columns))  # type: ignore[no-any-return]

    def _embedded(self, attributes: Keys) -> tuple[Floats, Integers]:
        """The vectors of the words there are, looked up or computed, and which of them each row of attributes has."""
        keys = (attributes * self._factors).sum(axis=1, dtype=numpy.uint64)
        unique, firsts, rows = numpy.unique(keys, return_index=True, return_inverse=True)
        if len(self._places) + len(unique) > REMEMBERED:
            self._places.clear()
        places = [self._places.get(key, -1) for key in unique.tolist()]
        new = [i for i, place in enumerate(places) if place < 0]
        if new:
            self._remember(unique[new].tolist(), self._computed(attributes[firsts[new]]))
            for i in new:
                places[i] = self._places[int(unique[i])]
        looked_up: Floats = self._known[numpy.asarray(places, dtype=numpy.int64)]
        return looked_up, rows.reshape(-1)

    def _computed(self, attributes: Keys) -> Floats:
        from thinc.types import Ragged

        lengths: Any = numpy.asarray([len(attributes)], dtype=numpy.int32)
        made: Any = Ragged(numpy.ascontiguousarray(attributes), lengths)  # type: ignore[arg-type]
        for layer in self._embedding:
            made = layer.predict(made)
        vectors: Floats = made.dataXd
        return vectors

    def _remember(self, keys: Sequence[int], vectors: Floats) -> None:
        start = len(self._places)
        if start + len(keys) > len(self._known):
            grown = numpy.empty((2 * (start + len(keys)), self.width), dtype=numpy.float32)
            grown[:start] = self._known[:start]
            self._known = grown
        self._known[start : start + len(keys)] = vectors
        self._places.update(zip(keys, range(start, start + len(keys)), strict=True))


def parameter(node: Model[Any, Any], name: str) -> Floats:
    """A trained parameter of a node, as numpy has it."""
    value: Any = node.get_param(name)
    return numpy.asarray(value, dtype=numpy.float32)


def _layer(residual: Model[Any, Any]) -> _Layer:
    """The weights of one `residual(expand_window >> maxout >> layernorm)`."""
    by_name = {node.name: node for node in residual.walk()}
    window, maxout, norm = by_name["expand_window"], by_name["maxout"], by_name["layernorm"]
    weights, bias = parameter(maxout, "W"), parameter(maxout, "b")
    width, pieces, inputs = weights.shape
    if window.attrs["window_size"] != 1 or inputs != 3 * width:
        raise ValueError("a window of one word on either side is expected")
    return _Layer(
        weights=numpy.vstack(
            [weights.transpose(2, 1, 0).reshape(inputs, pieces * width), bias.transpose(1, 0).reshape(1, -1)]
        ),
        gain=parameter(norm, "G"),
        shift=parameter(norm, "b"),
    )


def odd_factors(number: int) -> Keys:
    """Factors that make one number of so many, as good a key as their list."""
    return numpy.random.default_rng(20_220_301).integers(1, 2**63, number, dtype=numpy.uint64) * 2 + 1
