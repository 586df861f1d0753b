"""Tokens, and where sentences must and cannot begin: paragraphs, quotation marks, parts of a headline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from index.model import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

LONGEST_HEADLINE = 160  # code points
LONGEST_SENTENCE = 250  # tokens; more is no sentence of a newspaper, and the rules stay linear
_SENTENCE_FINAL = frozenset((".", "?", "!", "...", "…", "--", "—", ":", ";"))
_CLOSING = frozenset(('"', "'", "''", ")", "]"))
_MARKS = frozenset(('"', "'", "''"))


def prepared(nlp: Language, plain: str, start: int, end: int, paragraphs: Sequence[Span]) -> Doc:
    """Tokenise a piece and lay down where sentences must and cannot begin."""
    import numpy
    from spacy.attrs import SENT_START

    doc = nlp.make_doc(plain[start:end])
    words = _Words.of(doc, plain[start:end])
    laid = numpy.zeros(len(words.texts), dtype=numpy.int64)
    firsts = iter([p.start - start for p in paragraphs if start <= p.start < end])
    following = next(firsts, None)
    since = 0
    after_colons = _headline_colons(plain, start, end, paragraphs)
    for i, text in enumerate(words.texts):
        at = words.starts[i]
        stop = at + len(text)
        if following is not None and stop > following and not words.spaces[i]:
            while following is not None and following < stop:
                following = next(firsts, None)
            laid[i] = 1
            since = 0
        elif i and at + start in after_colons and words.texts[i - 1] == ":":
            laid[i] = 1
        elif since >= LONGEST_SENTENCE:
            laid[i] = 1
            since = 0
        elif i and not words.spaces[i]:
            laid[i] = words.begins(i)
        since += 1
    if len(laid) and not laid[0]:
        laid[0] = 1
    # Set at once: each setting of a token's own asks the whole document for its annotation.
    values: Any = laid.astype(numpy.uint64)
    doc.from_array([SENT_START], values)
    return doc


def _headline_colons(plain: str, start: int, end: int, paragraphs: Sequence[Span]) -> frozenset[int]:
    """Where a part of a headline begins after a colon ("Mayor to resign: report")."""
    return frozenset(
        paragraph.start + colon.end()
        for paragraph in paragraphs
        if start <= paragraph.start < end and paragraph.end - paragraph.start < LONGEST_HEADLINE
        for line in [plain[paragraph.start : paragraph.end].rstrip()]
        if line[-1:] not in (".", "!", '"', ",", ":")
        for colon in re.finditer(r": +(?=\S)", line)
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """A piece's words in plain lists: `starts` are offsets, `spaces` says which are white space, `free` which have
    white space behind them."""

    texts: list[str]
    starts: list[int]
    spaces: list[bool]
    free: list[bool]

    @classmethod
    def of(cls, doc: Doc, text: str) -> _Words:
        """The words of a document that was made of `text`."""
        from spacy.attrs import IDX, IS_SPACE, SPACY

        values: Any = doc.to_array([IDX, IS_SPACE, SPACY])
        columns: list[list[int]] = values.reshape(-1, 3).T.tolist()
        starts, spaces, free = columns
        ends = [*starts[1:], len(text)] if starts else []
        texts = [text[a : b - f] for a, b, f in zip(starts, ends, free, strict=True)]
        return cls(texts, starts, list(map(bool, spaces)), list(map(bool, free)))

    def begins(self, i: int) -> int:
        """1 where word `i` begins a sentence, -1 where it cannot, 0 where that is for the parser to decide."""
        texts, text, before = self.texts, self.texts[i], self.texts[i - 1]
        opens = text in _MARKS and self.opens(i)
        if opens:
            back = i - 1
            while back > 0 and (self.spaces[back] or (texts[back] in _CLOSING and not self.opens(back))):
                back -= 1
            if texts[back] in (".", "?", "!"):
                return 1
        if (text in _CLOSING and not opens) or (before in _MARKS and self.opens(i - 1)):
            return -1
        back = i - 1
        while back > 0 and (self.spaces[back] or texts[back] in _CLOSING):
            back -= 1
        if texts[back] not in _SENTENCE_FINAL and texts[back][-1:] not in (".", "?", "!"):
            return -1
        if back < i - 1 and text[:1].islower() and before in _CLOSING:
            return -1
        return 0

    def opens(self, i: int) -> bool:
        """Whether a word is a quotation mark that opens: free on its left, bound on its right."""
        if self.texts[i] not in _MARKS or self.free[i] or i + 1 == len(self.texts):
            return False
        return i == 0 or self.free[i - 1] or self.texts[i - 1] in ("(", "-", "—", "–", "[")
