"""Named entities: spaCy's greedy BILUO transitions, all words at once.

Outside an entity the score of an action depends on the word alone, so the best action of every word is one
product of matrices. Inside one it depends on the word, the one before and the entity's first: all entities that
could begin are followed together, a word at a time. What is kept is what the transitions, one after the other,
would have come to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy

from index.language.networks.batches import batches
from index.language.networks.encoder import Encoder, parameter

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc
    from thinc.api import Model

    Floats = NDArray[numpy.float32]
    Integers = NDArray[numpy.int64]
    Flags = NDArray[numpy.bool_]

_FEATURES = 3  # the word, the entity's first word, the word before
_NEVER = numpy.float32(-numpy.inf)


class Recogniser:
    """Marks the entities of documents whose sentences are known; it takes the place of spaCy's `ner` pipe."""

    def __init__(self, model: Model[Any, Any], actions: Sequence[str]) -> None:
        """Take the weights of a trained transition model whose classes are `actions` ("B-ORG", "O", ...).

        Raises ValueError where it is built otherwise.
        """
        to_hidden, lower, upper = model.get_ref("tok2vec"), model.get_ref("lower"), model.get_ref("upper")
        encoder, _, linear = to_hidden.layers
        weights = parameter(lower, "W")
        features, hidden, pieces, inputs = weights.shape
        if features != _FEATURES or parameter(upper, "W").shape[0] != len(actions) or actions.count("O") != 1:
            raise ValueError("a recogniser of three features is expected")
        self._encoder = Encoder(encoder)
        self._linear = (numpy.ascontiguousarray(parameter(linear, "W").T), parameter(linear, "b"))
        # Columns by piece, so that the best piece is the larger of two halves.
        self._lower = numpy.ascontiguousarray(weights.transpose(3, 0, 2, 1).reshape(inputs, features, pieces * hidden))
        self._bias: Floats = parameter(lower, "b").T.reshape(-1)
        self._missing: Floats = parameter(lower, "pad")[0].transpose(0, 2, 1).reshape(features, pieces * hidden)
        self._hidden, self._pieces = hidden, pieces
        self._upper: Floats = parameter(upper, "W")
        self._upper_bias: Floats = parameter(upper, "b")
        moves = numpy.array([action.partition("-")[0] if action != "U-" else "" for action in actions])
        self._begins, self._alone = moves == "B", moves == "U"
        self._outside = actions.index("O")
        self._never = ~(self._begins | self._alone | (moves == "O"))
        self._labels = [action.partition("-")[2] for action in actions]
        place = {action: i for i, action in enumerate(actions)}
        self._inside = numpy.array([place.get(f"I-{label}", -1) for label in self._labels])
        self._last = numpy.array([place.get(f"L-{label}", -1) for label in self._labels])

    def __call__(self, doc: Doc) -> Doc:
        """Mark one document's entities."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 64) -> Iterator[Doc]:
        """Mark the entities of documents, `batch_size` of them together."""
        from spacy.tokens import Span

        for docs in batches(stream, batch_size):
            for doc, found in zip(docs, self._found(docs), strict=True):
                doc.set_ents([Span(doc, start, end, label) for start, end, label in found])
                yield doc

    def _found(self, docs: Sequence[Doc]) -> list[list[tuple[int, int, str]]]:
        """Each document's entities as first word, end (exclusive) and label."""
        from spacy.attrs import IS_SPACE, SENT_START

        if not any(len(doc) for doc in docs):
            return [[] for _ in docs]
        hidden = numpy.concatenate(self._encoder(docs)) @ self._linear[0]
        hidden += self._linear[1]
        flags = numpy.concatenate([doc.to_array([SENT_START, IS_SPACE]).reshape(len(doc), 2) for doc in docs])
        ends = numpy.cumsum([len(doc) for doc in docs])
        # The last word of a sentence or a document ends whatever entity it is in.
        final = numpy.zeros(len(flags), dtype=numpy.bool_)
        final[:-1] = flags[1:, 0] == 1
        final[ends[ends > 0] - 1] = True
        best = self._outside_actions(hidden, final, flags[:, 1] == 1)
        openers = numpy.flatnonzero(self._begins[best])
        closed = self._followed(hidden, openers, best[openers], final)
        return self._taken(best, dict(zip(openers.tolist(), closed.tolist(), strict=True)), ends.tolist())

    def _outside_actions(self, hidden: Floats, final: Flags, space: Flags) -> Integers:
        """The best action at each word where no entity is open."""
        features = hidden @ self._lower[:, 0]
        features += self._missing[1] + self._missing[2] + self._bias
        scores = self._largest(features) @ self._upper.T
        scores += self._upper_bias
        scores[:, self._never] = _NEVER
        scores[numpy.ix_(final | space, self._begins)] = _NEVER
        scores[numpy.ix_(space, self._alone)] = _NEVER
        best: Integers = scores.argmax(axis=1)
        return best

    def _followed(self, hidden: Floats, openers: Integers, actions: Integers, final: Flags) -> Integers:
        """For each entity that begins, its last word."""
        last = openers.copy()
        first = hidden[openers] @ self._lower[:, 1] + self._bias
        inside, closing = self._inside[actions], self._last[actions]
        live = numpy.arange(len(openers))
        at = openers + 1
        while len(live):
            features = hidden[at] @ self._lower[:, 0] + first[live] + hidden[at - 1] @ self._lower[:, 2]
            largest = self._largest(features)
            go_on = self._score(largest, inside[live]) >= self._score(largest, closing[live])
            go_on &= ~final[at]
            last[live[~go_on]] = at[~go_on]
            live, at = live[go_on], at[go_on] + 1
        return last

    def _largest(self, features: Floats) -> Floats:
        """The maxout of the hidden layer."""
        best = features[:, : self._hidden]
        for piece in range(1, self._pieces):
            best = numpy.maximum(best, features[:, piece * self._hidden : (piece + 1) * self._hidden])
        return best

    def _score(self, largest: Floats, actions: Integers) -> Floats:
        score: Floats = numpy.einsum("ij,ij->i", largest, self._upper[actions]) + self._upper_bias[actions]
        return score

    def _taken(self, best: Integers, closed: dict[int, int], ends: Sequence[int]) -> list[list[tuple[int, int, str]]]:
        """What remains when the transitions run from left to right: an entity hides those that begin inside it."""
        result: list[list[tuple[int, int, str]]] = []
        events = numpy.flatnonzero(best != self._outside).tolist()
        actions = best[events].tolist()
        at, start, free = 0, 0, 0
        for end in ends:
            found: list[tuple[int, int, str]] = []
            while at < len(events) and events[at] < end:
                if events[at] >= free:
                    last = closed.get(events[at], events[at])
                    found.append((events[at] - start, last + 1 - start, self._labels[actions[at]]))
                    free = last + 1
                at += 1
            result.append(found)
            start = end
        return result
