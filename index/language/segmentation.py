"""Tokens, and where sentences must and cannot begin: paragraphs, quotation marks, parts of a headline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from index.model import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

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
    tokens = list(doc)
    laid = numpy.zeros(len(tokens), dtype=numpy.int64)
    firsts = iter([p.start for p in paragraphs if start <= p.start < end])
    following = next(firsts, None)
    since = 0
    after_colons = _headline_colons(plain, start, end, paragraphs)
    for i, token in enumerate(tokens):
        at = token.idx + start
        stop = at + len(token)
        if following is not None and stop > following and not token.is_space:
            while following is not None and following < stop:
                following = next(firsts, None)
            laid[i] = 1
            since = 0
        elif i and at in after_colons and tokens[i - 1].text == ":":
            laid[i] = 1
        elif since >= LONGEST_SENTENCE:
            laid[i] = 1
            since = 0
        elif i and not token.is_space:
            begins = _begins(tokens, i)
            if begins is not None:
                laid[i] = 1 if begins else -1
        since += 1
    if tokens and not laid[0]:
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


def _begins(doc: Sequence[Token], i: int) -> bool | None:
    """Whether token `i` begins a sentence; None where that is for the parser to decide."""
    token = doc[i]
    before = doc[i - 1]
    if _opens(token):
        back = i - 1
        while back > 0 and (doc[back].is_space or (doc[back].text in _CLOSING and not _opens(doc[back]))):
            back -= 1
        if doc[back].text in (".", "?", "!"):
            return True
    if _opens(before) or (token.text in _CLOSING and not _opens(token)):
        return False
    back = i - 1
    while back > 0 and (doc[back].is_space or doc[back].text in _CLOSING):
        back -= 1
    if doc[back].text not in _SENTENCE_FINAL and doc[back].text[-1:] not in (".", "?", "!"):
        return False
    if back < i - 1 and token.text[:1].islower() and before.text in _CLOSING:
        return False
    return None


def _opens(token: Token) -> bool:
    """Whether a token is a quotation mark that opens: free on its left, bound on its right."""
    if token.text not in _MARKS or token.whitespace_ or token.i + 1 == len(token.doc):
        return False
    return token.i == 0 or bool(token.nbor(-1).whitespace_) or token.nbor(-1).text in ("(", "-", "—", "–", "[")
