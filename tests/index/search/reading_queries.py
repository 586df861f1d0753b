"""Queries read as on one day, in a library with a few stances, issues and saved searches."""

from __future__ import annotations

from datetime import date

from index.errors import QueryError
from index.search.formatting import format_query
from index.search.query import parse
from index.search.tree import (
    Node,
    leaves,
)

TODAY = date(2026, 11, 22)
STANCES = ("favor", "against", "mixed", "neutral", "none", "unclear")
ISSUES = ("dredge-channel", "silt-disposal")
SAVED = {
    "morning": "is:unread date:2d",
    "The Harbour": "harbour OR quay",
    "against it": "actor:lindqvist stance:against",
    "of one": "{actor:lindqvist stance:against}",
    "a": "query:b",
    "b": "quay query:a",
    "broken": "quay actr:x",
    "empty": "",
    "wide": " ".join("quay" for _ in range(150)),
    "own": "query:own",
}


def read(query: str) -> Node:
    return parse(query, stances=STANCES, issues=ISSUES, saved=SAVED, today=TODAY)


def checked(query: str) -> str:
    """What a text is read as: a query written out, which is read as the same, or what is wrong somewhere in it."""
    try:
        node = read(query)
    except QueryError as error:
        assert 0 <= error.start <= error.end <= len(query)
        if error.proposal is not None:
            read(error.proposal)
        return error.sentence
    written = format_query(node)
    assert read(written) == node
    for leaf in leaves(node):
        assert 0 <= leaf.at.start <= leaf.at.end <= len(query)
    return written
