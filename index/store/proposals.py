"""The issues that the analysis proposes, which of them people accepted or rejected, and how much each is used.

An acceptance is the event that makes the issue: it sets the field `proposal` on it, so that undoing the one
undoes the other. Nothing else is written; whose statements have the issue follows from what they propose.
A rejection is an event about the proposal, and holds for everybody and all articles, until it is undone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from index.model import Proposal
from index.store import stored
from index.store.database import Database
from index.store.recoding import ACTOR, ISSUE, Recoding
from index.store.shown import Shown


class Proposed(NamedTuple):
    """A proposal as one article has it, with the number of that article's statements that still wait for it.

    `actors` are whose they are: ids, else folded names.
    """

    article: int
    id: str
    proposition: str
    words: tuple[str, ...]
    statements: int
    actors: tuple[str, ...]


class Used(NamedTuple):
    """How many statements are about an issue, of how many actors, in how many articles."""

    statements: int = 0
    actors: int = 0
    articles: int = 0


_REJECTED = (
    "EXISTS (SELECT 1 FROM decision d WHERE d.subject = 'proposal:' || p.id"
    " AND d.field = 'rejected' AND d.value = 'true')"
)


def is_rejected(database: Database, id: str) -> bool:
    """Whether somebody rejected a proposal."""
    return bool(database.read(f"SELECT 1 FROM (SELECT ? AS id) p WHERE {_REJECTED}", (id,)))


def rejected(database: Database) -> list[str]:
    """The ids of the proposals that somebody rejected."""
    rows = database.read(
        "SELECT substr(subject, length('proposal:') + 1) FROM decision"
        " WHERE subject >= 'proposal:' AND subject < 'proposal;' AND field = 'rejected' AND value = 'true'"
    )
    return [id_ for (id_,) in rows]


def accepted(database: Database) -> dict[str, str]:
    """The issue that was made of each accepted proposal, by the proposal's id."""
    return {
        stored.decided(value, subject, "proposal"): subject.removeprefix("issue:")
        for subject, value in database.read(
            "SELECT subject, value FROM decision WHERE subject >= 'issue:' AND subject < 'issue;'"
            " AND field = 'proposal' AND value <> 'null' ORDER BY event DESC"
        )
    }


def accepted_of(database: Database) -> dict[str, list[str]]:
    """The proposals that each issue was made of, by the issue's id."""
    found: dict[str, list[str]] = {}
    for proposal, issue in accepted(database).items():
        found.setdefault(issue, []).append(proposal)
    return found


def proposed(database: Database, keys: str) -> Mapping[tuple[int, str], Proposal]:
    """What is proposed in these articles (a JSON list of their keys) and not rejected, by article and proposal."""
    return {
        (article, id_): Proposal(id_, proposition, tuple(stored.names(words, f"proposal:{id_}")))
        for article, id_, proposition, words in database.read_analysis(
            "SELECT p.article, p.id, p.proposition, p.words FROM analysis.proposal p"
            f" WHERE p.article IN (SELECT value FROM json_each(?)) AND NOT {_REJECTED}",
            (keys,),
        )
    }


def waiting(database: Database, beginning: str, most: int = 12) -> list[str]:
    """At most so many ids of proposals that begin so and that nobody rejected, an id that is just this first.

    One that was accepted is among them; its statements are about its issue then.
    """
    rows = database.read_analysis(
        "SELECT p.id FROM (SELECT DISTINCT s.proposal AS id FROM analysis.statement s"
        "  WHERE s.proposal >= :low AND s.proposal < :high) p"
        f" WHERE NOT {_REJECTED} ORDER BY p.id LIMIT :most",
        {"low": beginning, "high": f"{beginning}\U0010ffff", "most": most},
    )
    return [id_ for (id_,) in rows]


def counted(database: Database, most: int) -> list[tuple[str, int, str]]:
    """The proposals of most statements, `most` at most: id, number of statements without an issue, a proposition."""
    return database.read_analysis(
        "SELECT p.id, p.n, coalesce((SELECT q.proposition FROM analysis.proposal q WHERE q.id = p.id LIMIT 1), '')"
        " FROM (SELECT proposal AS id, count(*) AS n FROM analysis.statement WHERE proposal IS NOT NULL"
        f"  AND issue IS NULL GROUP BY proposal) p WHERE NOT {_REJECTED} ORDER BY p.n DESC, p.id LIMIT ?",
        (most,),
    )


def everywhere(database: Database, id: str | None = None) -> list[Proposed]:
    """All that is proposed in the articles as they stand, article by article: what is not rejected, or `id` alone.

    A statement counts as long as nobody gave it an issue or retired it.
    """
    rows = database.read_analysis(
        "SELECT p.article, p.id, p.proposition, p.words, count(s.id),"
        "  json_group_array(DISTINCT coalesce(nullif(w.actor_id, ''), w.folded)) FILTER (WHERE w.number IS NOT NULL)"
        " FROM analysis.proposal p JOIN analysis.result r ON r.article = p.article"
        " JOIN article a ON a.key = p.article AND a.version = r.version AND a.removed = 0"
        " LEFT JOIN analysis.statement s ON s.article = p.article AND s.proposal = p.id AND s.issue IS NULL"
        "  AND NOT EXISTS (SELECT 1 FROM kept k WHERE k.id = s.id AND (k.issue IS NOT NULL OR k.retired = 1))"
        " LEFT JOIN analysis.speaker w ON w.number = s.speaker"
        f" WHERE CASE WHEN :id IS NULL THEN NOT {_REJECTED} ELSE p.id = :id END"
        " GROUP BY p.id, p.article ORDER BY p.id, p.article",
        {"id": id},
    )
    return [
        Proposed(
            article, id_, text, tuple(stored.names(words, f"proposal:{id_}")), number, tuple(stored.names(actors, id_))
        )
        for article, id_, text, words, number, actors in rows
    ]


def in_use(database: Database, shown: Shown, recoding: Recoding) -> dict[str, Used]:
    """How much each issue is used, by its id, in what is shown of the articles as they stand."""
    shown.refresh()
    made = accepted(database)
    found = database.read_analysis(
        "SELECT s.issue, s.proposal, coalesce(nullif(w.actor_id, ''), w.folded), a.key FROM analysis.statement s"
        " JOIN analysis.result r ON r.article = s.article"
        " JOIN article a ON a.key = s.article AND a.version = r.version AND a.removed = 0"
        " LEFT JOIN analysis.speaker w ON w.number = s.speaker"
        " WHERE coalesce(s.issue, s.proposal) IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM kept k WHERE k.id = s.id)"
        " AND NOT EXISTS (SELECT 1 FROM temp.hidden h WHERE h.id = s.id)"
    )
    kept = database.read(
        "SELECT k.issue, json_extract(k.body, '$.proposal'), coalesce(k.actor_id, nullif(k.folded, '')), a.key"
        " FROM kept k JOIN article a ON a.key = k.article AND a.removed = 0 WHERE k.retired = 0"
    )
    statements: Counter[str] = Counter()
    actors: dict[str, set[str]] = {}
    articles: dict[str, set[int]] = {}
    for issue, proposal, actor, article in (*found, *kept):
        issue = issue or made.get(proposal)
        if issue is not None:
            issue, actor = recoding.of(ISSUE, issue), recoding.of(ACTOR, actor) if actor else None
            statements[issue] += 1
            actors.setdefault(issue, set()).update([actor] if actor else [])
            articles.setdefault(issue, set()).add(article)
    return {one: Used(number, len(actors[one]), len(articles[one])) for one, number in statements.items()}
