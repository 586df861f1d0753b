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
    Keys = NDArray[numpy.uint64]

REMEMBERED = 50_000  # words; with vectors of 96 numbers about 20 MB
_EPSILON = 1e-8  # as in thinc's layer normalisation


@dataclass(frozen=True, slots=True)
class _Layer:
    """One convolution: weights as (3 words x width, pieces x width), their bias, and the normalisation's scale."""

    weights: Floats
    bias: Floats
    gain: Floats
    shift: Floats

    def residual(self, vectors: Floats) -> Floats:
        """The vectors plus what this layer makes of each with its two neighbours."""
        number, width = vectors.shape
        around = numpy.empty((number, 3 * width), dtype=numpy.float32)
        around[0, :width] = 0
        around[1:, :width] = vectors[:-1]
        around[:, width : 2 * width] = vectors
        around[:-1, 2 * width :] = vectors[1:]
        around[-1, 2 * width :] = 0
        pieces = around @ self.weights
        pieces += self.bias
        best = numpy.maximum(pieces[:, :width], pieces[:, width : 2 * width])
        for at in range(2 * width, pieces.shape[1], width):
            numpy.maximum(best, pieces[:, at : at + width], out=best)
        best -= best.mean(axis=1, keepdims=True)
        spread = numpy.einsum("ij,ij->i", best, best) / numpy.float32(width)
        best *= (1 / numpy.sqrt(spread + numpy.float32(_EPSILON)))[:, None]
        best *= self.gain
        best += self.shift
        best += vectors
        return best


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
        self.width: int = self._layers[0].gain.shape[0]
        self._places: dict[int, int] = {}
        self._known: Floats = numpy.empty((1_024, self.width), dtype=numpy.float32)
        # Odd factors make one number of a word's attributes, as good a key as their list.
        self._factors = _odd_factors(len(self._columns))

    def __call__(self, docs: Sequence[Doc]) -> list[Floats]:
        """A matrix for each document: a row of `width` numbers for each of its words."""
        attributes: list[Keys] = [self._attributes(doc) for doc in docs]
        vectors = self._embedded(numpy.concatenate(attributes)) if attributes else self._known[:0]
        padded = numpy.zeros((len(vectors) + self._pad * (len(docs) + 1), self.width), dtype=numpy.float32)
        places, at = [], self._pad
        for start, one in zip(_starts(attributes), attributes, strict=True):
            padded[at : at + len(one)] = vectors[start : start + len(one)]
            places.append(slice(at, at + len(one)))
            at += len(one) + self._pad
        for layer in self._layers:
            padded = layer.residual(padded)
        return [padded[place] for place in places]

    def _attributes(self, doc: Doc) -> Keys:
        values: Any = doc.to_array(self._columns)
        return values.reshape(len(doc), len(self._columns))  # type: ignore[no-any-return]

    def _embedded(self, attributes: Keys) -> Floats:
        """The words' own vectors, looked up or computed, a row of attributes each."""
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
        looked_up: Floats = self._known[numpy.asarray(places, dtype=numpy.int64)[rows.reshape(-1)]]
        return looked_up

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
        weights=numpy.ascontiguousarray(weights.transpose(2, 1, 0).reshape(inputs, pieces * width)),
        bias=numpy.ascontiguousarray(bias.transpose(1, 0).reshape(-1)),
        gain=parameter(norm, "G"),
        shift=parameter(norm, "b"),
    )


def _odd_factors(number: int) -> Keys:
    return numpy.random.default_rng(20_220_301).integers(1, 2**63, number, dtype=numpy.uint64) * 2 + 1


def _starts(attributes: Sequence[Keys]) -> list[int]:
    starts, at = [], 0
    for one in attributes:
        starts.append(at)
        at += len(one)
    return starts
