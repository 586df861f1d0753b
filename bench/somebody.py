"""Statements of one speaker, where a measurement needs statements and nothing of what they say."""

from __future__ import annotations

from collections.abc import Sequence

from index.model import Form, Passage, Span, Statement, Voice, statement_id


def statement(text: str, version: str, parts: Sequence[tuple[int, int]]) -> Statement:
    """A statement whose source, cue and content are these pieces (start, end) of an article's text."""
    source, cue, content = (Passage.of(text, [Span(start, end)]) for start, end in parts)
    return Statement(
        statement_id(version, source, cue, content),
        version,
        "Somebody",
        "somebody",
        source,
        cue,
        content,
        form=Form.INDIRECT,
        voice=Voice.SELF,
    )
