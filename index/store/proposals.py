"""The issues that the analysis proposes, and which of them people accepted.

An acceptance is the event that makes the issue: it sets the field `proposal` on it, so that undoing the one
undoes the other. Nothing else is written; whose statements have the issue follows from what they propose.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import NamedTuple

from index.model import Proposal
from index.store.database import Database


class Proposed(NamedTuple):
    """A proposal as one article has it, with the number of that article's statements that still wait for it."""

    article: int
    id: str
    proposition: str
    words: tuple[str, ...]
    statements: int


def accepted(database: Database) -> dict[str, str]:
    """The issue that was made of each accepted proposal, by the proposal's id."""
    return {
        json.loads(value): subject.removeprefix("issue:")
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
    """What is proposed in these articles (a JSON list of their keys), by article and proposal."""
    return {
        (article, id_): Proposal(id_, proposition, tuple(json.loads(words)))
        for article, id_, proposition, words in database.read_analysis(
            "SELECT article, id, proposition, words FROM analysis.proposal"
            " WHERE article IN (SELECT value FROM json_each(?))",
            (keys,),
        )
    }


def everywhere(database: Database, id: str | None = None) -> list[Proposed]:
    """All that is proposed in the articles as they stand (with `id` that alone), article by article.

    A statement counts as long as nobody gave it an issue or retired it.
    """
    rows = database.read_analysis(
        "SELECT p.article, p.id, p.proposition, p.words, (SELECT count(*) FROM analysis.statement s"
        "  WHERE s.article = p.article AND s.proposal = p.id AND s.issue IS NULL AND NOT EXISTS"
        "  (SELECT 1 FROM kept k WHERE k.id = s.id AND (k.issue IS NOT NULL OR k.retired = 1)))"
        " FROM analysis.proposal p JOIN analysis.result r ON r.article = p.article"
        " JOIN article a ON a.key = p.article AND a.version = r.version AND a.removed = 0"
        " WHERE :id IS NULL OR p.id = :id ORDER BY p.id, p.article",
        {"id": id},
    )
    return [
        Proposed(article, id_, text, tuple(json.loads(words)), number) for article, id_, text, words, number in rows
    ]
