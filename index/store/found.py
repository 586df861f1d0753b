"""What was found in one article, as the rows that analysis.db holds: made without a database, by any process."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from index.model import Analysis
from index.search.words import folded_name
from index.store import codec
from index.store.codec import canonical, spans_to_text
from index.store.packed import Facts, facts_of, type_bits

StatementRow = tuple[str, str, str, str | None, str | None, int, str, str, str | None, str]
"""id, speaker's name and actor id ("" where there is none), issue, stance, start, cue, content, proposal, body."""


@dataclass(frozen=True, slots=True)
class Found:
    """The rows of one article: its `entities` as JSON, its `statements`, who speaks in them (name, actor id,
    folded name), the distinct `names` of its entities (name, type, actor id, folded name, mentions), the
    `proposals` of issues (id, proposition, words as JSON), the `facts` that searches ask of each statement, and the
    `types` of its entities as bits."""

    entities: str
    statements: tuple[StatementRow, ...]
    speakers: tuple[tuple[str, str, str], ...]
    names: tuple[tuple[str, str, str, str, int], ...]
    proposals: tuple[tuple[str, str, str], ...] = ()
    facts: tuple[Facts, ...] = ()
    types: int = 0


def rows_of(found: Analysis) -> Found:
    """The rows of an analysis; of two statements with one id the first is taken."""
    statements = {one.id: one for one in reversed(found.statements)}.values()
    speakers = {(one.actor, one.actor_id or "") for one in statements if one.actor}
    names = Counter((e.name, str(e.type), e.actor_id or "") for e in found.entities)
    return Found(
        codec.entities_to_text(found.entities),
        tuple(
            (
                one.id,
                one.actor or "",
                one.actor_id or "",
                one.issue,
                one.suggested.stance if one.suggested else None,
                one.start,
                spans_to_text(one.cue.spans),
                spans_to_text(one.content.spans),
                one.proposal,
                canonical(codec.statement_to_json(one)),
            )
            for one in statements
        ),
        tuple((name, actor_id, folded_name(name)) for name, actor_id in sorted(speakers)),
        tuple((name, kind, actor_id, folded_name(name), number) for (name, kind, actor_id), number in names.items()),
        tuple((one.id, one.proposition, canonical(list(one.words))) for one in found.proposals),
        tuple(facts_of(one) for one in statements),
        type_bits(one.type for one in found.entities),
    )
