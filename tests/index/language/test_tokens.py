"""The words of a reading as lists say the same as spaCy's objects."""

from __future__ import annotations

from typing import Any

import pytest

from index.language.document import read
from index.language.tokens import Tokens

TEXT = "Mayor Ada Lind-Okoro said: \"It is late.\" The Norhaven Council's members left.\n\nShe didn't — not yet."


@pytest.mark.parametrize("text", [TEXT, "Late", "...", "\n\nSund\n"])
def test_the_lists_are_the_documents(nlp: Any, text: str) -> None:
    doc = read(nlp, text).doc
    words = Tokens(doc)
    assert len(words) == len(doc)
    assert words.text == [token.text for token in doc]
    assert words.spaced == [token.text_with_ws for token in doc]
    assert words.pos == [token.pos_ for token in doc]
    assert words.begins == [bool(token.is_sent_start) for token in doc]
    assert words.capital == [token.text[:1].isupper() for token in doc]


def test_a_stretch_of_words(nlp: Any) -> None:
    words = Tokens(read(nlp, TEXT).doc)
    lind = words.text.index("Lind")
    assert words.words(lind - 1, lind + 2) == "Ada Lind-Okoro"
    assert words.name(lind - 2, lind) == "Mayor Ada Lind"
    assert words.glued(lind)
    assert not words.glued(lind - 1)
