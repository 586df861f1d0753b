"""Small articles and statements for tests, made by hand."""

from __future__ import annotations

from index.model import (
    ArticleDraft,
    Derivation,
    Entity,
    EntityType,
    Statement,
    Suggestion,
)
from tests.making import passage, stated

HARBOUR = (
    "Board defers vote on harbour\n\n"
    "Mayor Ada Lind said the harbour must not be closed. “We need it,” she added.\n\n"
    "The Ministry of Transport declined to comment.\n"
)


def draft(text: str = HARBOUR, *, title: str = "Board defers vote on harbour", **fields: object) -> ArticleDraft:
    """An article as a reader gives it."""
    given: dict[str, object] = {"path": "harbour.txt", "date": "2026-09-12", "outlet": "Port Courier", **fields}
    return ArticleDraft(text=text, title=title, **given)  # type: ignore[arg-type]


def statement(
    text: str = HARBOUR,
    *,
    source: str = "Mayor Ada Lind",
    cue: str = "said",
    content: str = "the harbour must not be closed",
    actor: str = "Ada Lind",
    stance: str | None = "against",
    issue: str | None = None,
    via: tuple[str, ...] = (),
    derivation: Derivation | None = None,
) -> Statement:
    """A statement whose parts are found by their words."""
    suggested = None if stance is None else Suggestion(stance, 0.8, "a reason", "rules 1")
    return stated(
        text, source, cue, content, actor=actor, suggested=suggested, via=via, confidence=0.9, issue=issue,
        derivation=derivation,
    )  # fmt: skip


def entity(text: str, words: str, kind: EntityType, name: str | None = None) -> Entity:
    """A mention of `words`."""
    span = passage(text, words).spans[0]
    return Entity(span, words, kind, name or words)
