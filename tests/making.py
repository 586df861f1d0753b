"""Passages and statements made by hand: their parts are given by their words, and found in the text."""

from __future__ import annotations

from typing import Any

from index.model import Form, Passage, Span, Statement, Suggestion, Voice, statement_id, version_of


def span(text: str, words: str, after: int = 0) -> Span:
    """Where `words` stand first in `text`, at `after` or behind it."""
    start = text.index(words, after)
    return Span(start, start + len(words))


def passage(text: str, words: str) -> Passage:
    """Where `words` stand first in `text`; no passage where `words` is empty."""
    return Passage.of(text, [span(text, words)]) if words else Passage("", ())


def stated(
    text: str, source: str, cue: str, content: str, *, actor: str, suggested: Suggestion | None, **fields: Any
) -> Statement:
    """A statement whose source, cue and content are given by their words; `fields` are those of Statement."""
    parts = [passage(text, words) for words in (source, cue, content)]
    version = version_of(text)
    values: dict[str, Any] = {"actor_id": actor.lower().replace(" ", "-"), "form": Form.INDIRECT, "voice": Voice.SELF}
    return Statement(
        id=statement_id(version, *parts),
        version=version,
        actor=actor,
        source=parts[0],
        cue=parts[1],
        content=parts[2],
        suggested=suggested,
        **{**values, **fields},
    )
