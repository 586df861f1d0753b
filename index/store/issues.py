"""What rests on an issue that a person made, and what is left of one that was taken back."""

from __future__ import annotations

from index.store import codec
from index.store.events import Ask

_MADE = "EXISTS (SELECT 1 FROM decision WHERE subject = :subject AND field = 'proposition' AND value <> 'null')"
_EVER = (
    "EXISTS (SELECT 1 FROM setting WHERE subject = :subject AND field = 'proposition'"
    " AND by IN (SELECT DISTINCT by FROM effect))"
)
_USERS = (
    "SELECT d.by, count(DISTINCT d.subject) FROM decision d"
    " LEFT JOIN kept k ON k.id = substr(d.subject, length('statement:') + 1)"
    " WHERE d.subject >= 'statement:' AND d.subject < 'statement;' AND d.event > :since"
    " AND CASE d.field WHEN 'issue' THEN d.value = :issue_json WHEN 'retired' THEN 0 ELSE d.value <> 'null'"
    "  AND (k.issue = :issue OR (k.issue IS NULL AND json_extract(k.body, '$.proposal') = :proposal)) END"
    " GROUP BY d.by ORDER BY d.by"
)


def users(ask: Ask, issue: str, event: str, *, proposal: str | None) -> list[tuple[str, int]]:
    """Who decided on statements as being about an issue since it was made or brought back, and on how many.

    `event` is the id of the event that made it, `proposal` what it was made of.
    """
    ((since,),) = ask(
        "SELECT coalesce(f.turned, e.sequence) FROM event e JOIN effect f ON f.event = e.sequence WHERE e.id = ?",
        (event,),
    )
    values = {"since": since, "issue": issue, "issue_json": codec.canonical(issue), "proposal": proposal}
    return [(by, number) for by, number in ask(_USERS, values)]


def is_gone(ask: Ask, issue: str) -> bool:
    """Whether somebody made this issue, and it was taken back."""
    ((gone,),) = ask(f"SELECT {_EVER} AND NOT {_MADE}", {"subject": f"issue:{issue}"})
    return bool(gone)


def is_there(ask: Ask, issue: str) -> bool:
    """Whether somebody made this issue, and nobody took it back."""
    ((there,),) = ask(f"SELECT {_MADE}", {"subject": f"issue:{issue}"})
    return bool(there)


def made_of(ask: Ask, proposal: str) -> str | None:
    """The issue that was made of a proposal, the earliest where replicas have several; None where there is none."""
    rows = ask(
        "SELECT subject FROM decision WHERE subject >= 'issue:' AND subject < 'issue;'"
        " AND field = 'proposal' AND value = ? ORDER BY event LIMIT 1",
        (codec.canonical(proposal),),
    )
    return str(rows[0][0]).removeprefix("issue:") if rows else None
