"""A text's words as spaCy's tokenizer gives them, nearly all of them looked up.

spaCy's tokenizer remembers how it took a chunk apart, the characters between two spaces, but nothing of what comes
after the first special case ("Mr.", "don't") in a text: it takes most chunks of an article apart whenever they come.
Here each chunk is shown to it by itself before the text, once.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer
    from spacy.tokens import Doc

REMEMBERED = 50_000  # chunks, the first ones; about 35 MB of a process in all


class Chunks:
    """Takes texts apart into words; it takes the place of a spaCy model's `tokenizer`."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        """Ask `tokenizer`, which is to be asked by nobody else."""
        self._tokenizer = tokenizer
        tokenizer.max_cache_size = REMEMBERED
        self._special = frozenset(tokenizer.rules or ())
        self._shown: set[str] = set()

    def __call__(self, text: str) -> Doc:
        """The text as a document that is only taken apart into words."""
        new = set(text.split()).difference(self._shown)
        if new:
            self._show(list(islice(new, max(0, REMEMBERED - len(self._shown)))))
        doc: Doc = self._tokenizer(text)
        return doc

    def _show(self, chunks: list[str]) -> None:
        # Those that are no special case, and have none in them, may come together.
        words = [chunk for chunk in chunks if chunk.isalpha() and chunk not in self._special]
        self._tokenizer(" ".join(words))
        for chunk in set(chunks).difference(words):
            self._tokenizer(chunk)
        self._shown.update(chunks)
