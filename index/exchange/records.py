"""Articles, entities and statements as plain records: what `--json` prints and what is exported.

Offsets are code points into the cleaned text, end exclusive. The keys are fixed: scripts rely on them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from index.model import (
    Adjudication,
    Analysis,
    Article,
    Entity,
    Label,
    Moved,
    Passage,
    Proposal,
    Span,
    Statement,
    StatementView,
    SuggestedIssue,
)

STATEMENT_KEYS = (
    *("id", "article", "version", "title", "date", "actor", "actor_id", "source", "cue", "content"),
    *("form", "voice", "via", "confidence", "issue", "suggested", "labels", "label", "conflict", "stance"),
    *("derivation", "proposal", "proposal_proposition", "moved"),
    *("question", "questions", "edited", "suggested_issue", "adjudicated"),
)
"""A statement's keys, in the order in which they are written."""

Record = dict[str, Any]


def statement(view: StatementView) -> Record:
    """A statement of a library, with everybody's labels."""
    return {
        **_attribution(view.statement),
        "article": view.article,
        "title": view.title,
        "date": view.date,
        "issue": view.issue,
        "labels": [_label(label) for label in view.labels],
        "label": _label(view.label),
        "conflict": view.conflict,
        "stance": view.stance,
        **_proposal(view.proposed),
        "question": view.question,
        "questions": [{"text": one.text, "by": one.by, "at": one.at} for one in view.questions],
        "edited": list(view.edited),
        "suggested_issue": _suggested_issue(view.suggested_issue),
        "adjudicated": None if view.adjudicated is None else _adjudicated(view.adjudicated),
    }


def found_statement(found: Statement, proposed: Proposal | None = None) -> Record:
    """A statement as the analysis found it, outside any library; `proposed` is the issue proposed for it."""
    return {
        **_attribution(found),
        "article": None,
        "title": None,
        "date": None,
        "issue": found.issue,
        "labels": [],
        "label": None,
        "conflict": False,
        "stance": found.suggested.stance if found.suggested else None,
        **_proposal(proposed),
        "question": None,
        "questions": [],
        "edited": [],
        "suggested_issue": None,
        "adjudicated": None,
    }


def analysis(path: str, found: Analysis, place: str | None = None) -> Record:
    """What `sayso analyse` prints of one article; `place` says where it stands in a file of several ("line 3")."""
    proposed = {one.id: one for one in found.proposals}
    return {
        "path": path,
        "record": place,
        "entities": [entity(mention) for mention in found.entities],
        "statements": [
            _ordered(found_statement(one, proposed.get(one.proposal or "") if one.issue is None else None))
            for one in found.statements
        ],
        "proposals": [
            {"id": one.id, "proposition": one.proposition, "words": list(one.words), "statements": list(one.statements)}
            for one in found.proposals
        ],
    }


def article(one: Article, entities: Iterable[Entity], statements: Iterable[StatementView]) -> Record:
    """What `sayso show` prints of one article."""
    return {
        "article": one.id,
        "version": one.version,
        "title": one.title,
        "date": one.date,
        "outlet": one.outlet,
        "author": one.author,
        "url": one.url,
        "language": one.language,
        "section": one.section,
        "text": one.text,
        "masked": _spans(one.masked),
        "entities": [entity(mention) for mention in entities],
        "statements": [_ordered(statement(view)) for view in statements],
    }


def entity(mention: Entity) -> Record:
    """One mention of a named thing."""
    return {
        "text": mention.text,
        "type": str(mention.type),
        "start": mention.span.start,
        "end": mention.span.end,
        "name": mention.name,
        "actor_id": mention.actor_id,
    }


def ordered_statement(view: StatementView) -> Record:
    """`statement`, its keys in the contract's order."""
    return _ordered(statement(view))


def _ordered(record: Record) -> Record:
    return {key: record[key] for key in STATEMENT_KEYS}


def _attribution(one: Statement) -> Record:
    suggested = one.suggested
    return {
        "id": one.id,
        "version": one.version,
        "actor": one.actor,
        "actor_id": one.actor_id,
        "source": _passage(one.source),
        "cue": _passage(one.cue),
        "content": _passage(one.content),
        "form": str(one.form),
        "voice": str(one.voice),
        "via": list(one.via),
        "confidence": round(one.confidence, 3),
        "suggested": None
        if suggested is None
        else {
            "stance": suggested.stance,
            "confidence": round(suggested.confidence, 3),
            "why": suggested.why,
            "by": suggested.by,
        },
        "derivation": None if one.derivation is None else one.derivation.as_json(),
        "moved": _moved(one.moved),
    }


def _moved(was: Moved | None) -> Record | None:
    """Where a statement was made that is shown, or missed, in a later version of its article."""
    if was is None:
        return None
    return {
        "method": was.method,
        "score": round(was.score, 3),
        "version": was.version,
        **{name: _passage(getattr(was, name)) for name in ("source", "cue", "content")},
    }


def _suggested_issue(suggested: SuggestedIssue | None) -> Record | None:
    """The issue that was learned for a statement without one."""
    if suggested is None:
        return None
    return {
        "issue": suggested.issue,
        "confidence": round(suggested.confidence, 3),
        "why": suggested.why,
        "by": suggested.by,
    }


def _proposal(proposed: Proposal | None) -> Record:
    """The issue that is proposed where there is none: its id, and its proposition in the article's words."""
    return {
        "proposal": None if proposed is None else proposed.id,
        "proposal_proposition": None if proposed is None else proposed.proposition,
    }


def _passage(passage: Passage) -> Record:
    return {"text": passage.text, "spans": _spans(passage.spans)}


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _adjudicated(settled: Adjudication) -> Record:
    said = {**asdict(settled), "since": list(settled.since)}
    del said["changed"]  # as of labels: what is to be looked at again depends on the codebook of who reads it
    return said


def _label(label: Label | None) -> Record | None:
    if label is None:
        return None
    return {
        "stance": label.stance,
        "by": label.by,
        "at": label.at,
        "note": label.note,
        "certainty": label.certainty,
    }
