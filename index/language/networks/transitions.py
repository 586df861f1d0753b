"""Trees: spaCy's own arc-eager transitions, the next one of all documents scored together by numpy.

spaCy lets go of Python's lock while it scores, and takes it again for each of the ten products of every transition;
that takes longer than the products themselves. Here a step of all documents is a handful of numpy's operations,
which give the scores that spaCy gives: what is added is added in the same order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy

from index.language.networks.batches import batches
from index.language.networks.encoder import parameter

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc

    Floats = NDArray[numpy.float32]

_PIECES = 2


class Transitions:
    """Sets the trees and the sentences of documents that have word vectors; it takes the place of spaCy's `parser`."""

    def __init__(self, parser: Any) -> None:
        """Take the weights and the transitions of a trained `parser` (a DependencyParser).

        Raises ValueError where it is built otherwise.
        """
        from spacy.ml.parser_model import ParserStepModel

        model = parser.model
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        weights = parameter(lower, "W")
        features, hidden, pieces, inputs = weights.shape
        if pieces != _PIECES or parser.cfg["beam_width"] != 1 or model.attrs["unseen_classes"]:
            raise ValueError("a greedy parser of two pieces is expected")
        self._parser = parser
        self._to_hidden = model.get_ref("tok2vec")
        # Columns by piece, so that the best piece is the larger of two halves.
        self._lower = numpy.ascontiguousarray(weights.transpose(3, 0, 2, 1).reshape(inputs, features * pieces * hidden))
        self._bias: Floats = parameter(lower, "b").T.reshape(-1)
        self._missing: Floats = parameter(lower, "pad")[0].transpose(0, 2, 1).reshape(features, pieces * hidden)
        self._hidden = hidden
        self._upper: Floats = numpy.ascontiguousarray(parameter(upper, "W").T)
        self._upper_bias: Floats = parameter(upper, "b")
        self._offsets = numpy.arange(features, dtype=numpy.intp)
        # What spaCy asks for a state's words wants to know of the model only how many those are.
        self._places = (ParserStepModel.get_token_ids, SimpleNamespace(state2vec=SimpleNamespace(nF=features)))

    def __call__(self, doc: Doc) -> Doc:
        """Parse one document."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 64) -> Iterator[Doc]:
        """Parse documents, `batch_size` of them together."""
        for docs in batches(stream, batch_size):
            self._parser.set_annotations(docs, self._parsed(docs))
            yield from docs

    def _parsed(self, docs: Sequence[Doc]) -> list[Any]:
        """The last state of each document."""
        states: list[Any] = self._parser.moves.init_batch(docs)
        unfinished = [state for state in states if not state.is_final()]
        if not unfinished:
            return states
        features, hidden = len(self._offsets), self._hidden
        table = self._table(docs)
        ask, model = self._places
        while unfinished:
            rows = ask(model, unfinished) * features + self._offsets
            added = table.take(rows, axis=0).sum(axis=1)
            added += self._bias
            scores = numpy.dot(numpy.maximum(added[:, :hidden], added[:, hidden:]), self._upper)
            scores += self._upper_bias
            unfinished = self._parser.transition_states(unfinished, scores)
        return states

    def _table(self, docs: Sequence[Doc]) -> Floats:
        """What each word adds to the hidden layer: a row for each place that it may have in a state."""
        words: Any = self._to_hidden.predict(docs)
        features, width = self._missing.shape
        table = numpy.empty((len(words) + 1, features * width), dtype=numpy.float32)
        numpy.matmul(words, self._lower, out=table[:-1])
        table[-1] = self._missing.reshape(-1)  # spaCy numbers the word that is not there -1
        return table.reshape(-1, width)
