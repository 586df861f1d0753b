"""Articles and statements for tests of the store: small, and telling one from another at a glance."""

from __future__ import annotations

from index.library import Library
from index.model import (
    Analysis,
    Article,
    ArticleDraft,
    Entity,
    EntityType,
    Span,
    Statement,
    Suggestion,
)
from tests.making import passage as passage
from tests.making import stated

TEXT = (
    "Harbour plan divides the town\n\n"
    "The minister said the plan should be dropped. Ann Lee welcomed the dredging of the harbour. "
    "The Port Authority denied any delay."
)


def draft(text: str = TEXT, *, path: str = "a.txt", **fields: object) -> ArticleDraft:
    """A draft whose title is the text's first line."""
    values: dict[str, object] = {"title": text.splitlines()[0], "date": "2024-03-01", "outlet": "The Post", **fields}
    return ArticleDraft(path=path, text=text, **values)  # type: ignore[arg-type]


def statement(
    text: str,
    source: str,
    cue: str,
    content: str,
    *,
    actor: str | None = None,
    actor_id: str | None = None,
    stance: str | None = "against",
    issue: str | None = None,
) -> Statement:
    """A statement whose parts are found in the text by their words."""
    suggested = Suggestion(stance, 0.5, "by the cue", "rules 1") if stance else None
    fields = {"actor_id": actor_id} if actor_id else {}
    return stated(
        text, source, cue, content, actor=actor or source, suggested=suggested, confidence=0.75, issue=issue, **fields
    )


def three(text: str = TEXT) -> tuple[Statement, Statement, Statement]:
    """The three statements of TEXT."""
    return (
        statement(text, "The minister", "said", "the plan should be dropped", actor_id="minister"),
        statement(text, "Ann Lee", "welcomed", "the dredging of the harbour", stance="favor"),
        statement(text, "The Port Authority", "denied", "any delay", stance=None),
    )


def found(text: str = TEXT) -> Analysis:
    """What an analysis of TEXT gives."""
    start = text.index("Ann Lee")
    entity = Entity(Span(start, start + 7), "Ann Lee", EntityType.PERSON, "Ann Lee", "ann-lee")
    return Analysis((entity,), three(text))


def analysed(library: Library, text: str = TEXT, **fields: object) -> Article:
    """An article of the library with TEXT's statements found in it."""
    (added,) = library.articles.add([draft(text, **fields)])
    assert added.article_id is not None
    article = library.articles.get(added.article_id)
    library.analysis.store(article.key, article.version, found(text))
    return article
