"""What docs/search.md says of the query language is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from index.errors import QueryError
from index.search.fields import FIELDS
from index.search.hits import find_hits
from index.search.query import DEEPEST, LONGEST, MOST_TERMS, parse
from index.search.regex import MOST_REPEATED, MOST_STEPS
from index.search.tree import Everything
from index.search.word_leaves import FARTHEST, LEAST_FUZZY, LEAST_LETTERS, LONGEST_WILDCARD

TEXT = (Path(__file__).parents[3] / "docs" / "search.md").read_text(encoding="utf-8")
WRONG = "When a query is wrong"
SECTIONS = {part.partition("\n")[0]: part for part in TEXT.split("\n## ")}
ROWS = [
    (section, [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]])
    for section, part in SECTIONS.items()
    for line in part.splitlines()
    if line.startswith("| ") and "`" in line
]
_CODE = re.compile(r"`([^`]+)`")
_OPERATORS = {">", ">=", "<", "<=", "=", "?", "-", "( )", "confidence", "words"}
_VOICES = {"direct", "self", "spokesperson"}
"""Values that are named by themselves; the queries with them stand beside."""


def codes(cell: str) -> list[str]:
    return [code.replace("\\|", "|") for code in _CODE.findall(cell)]


EXAMPLES = [
    code
    for section, cells in ROWS
    if section not in (WRONG, "Limits")
    for cell in cells
    for code in codes(cell)
    if code not in _OPERATORS | _VOICES and not code.endswith(":")
]


@pytest.mark.parametrize("query", EXAMPLES)
def test_an_example_is_a_query(query: str) -> None:
    found = parse(query, saved={"morning": "is:unread"}, stances=["against"], issues=["dredge-channel"])
    assert (found == Everything()) == (query == "*")


def test_the_three_at_the_top_are_queries() -> None:
    lines = TEXT.split("```")[1].strip().splitlines()
    queries = [parse(re.split(r"\s{3,}", line)[0]) for line in lines]
    assert len(queries) == 3 and Everything() not in queries


@pytest.mark.parametrize(
    "cells", [cells for section, cells in ROWS if section == "Words"], ids=lambda cells: str(cells)
)
def test_a_word_finds_what_it_is_said_to_find(cells: list[str]) -> None:
    example = cells[-1]
    for query, found in re.findall(r"`([^`]+)` finds ((?:\*[^*]+\*(?:, )?)+)", example):
        for text in re.findall(r"\*([^*]+)\*", found):
            assert find_hits(text, parse(query)), (query, text)
    for query, text in re.findall(r"`([^`]+)` finds .*and not \*([^*]+)\*", example):
        assert not find_hits(text, parse(query)), (query, text)


@pytest.mark.parametrize("cells", [cells for section, cells in ROWS if section == WRONG], ids=lambda cells: str(cells))
def test_an_error_says_and_proposes_what_it_is_said_to(cells: list[str]) -> None:
    (query,), sentence, (proposal,) = codes(cells[0]), cells[1], codes(cells[2])
    with pytest.raises(QueryError, match=re.escape(sentence)) as caught:
        parse(query)
    assert caught.value.proposal == proposal
    parse(proposal)


def test_every_field_is_described() -> None:
    described = {code.partition(":")[0] for _, cells in ROWS for code in codes(cells[0])}
    assert set(FIELDS) | {"words", "confidence"} <= described


def test_the_limits_are_those_in_force() -> None:
    limits = SECTIONS["Limits"]
    assert f"{LONGEST:,} characters" in limits
    assert f"| {MOST_TERMS} |" in limits
    assert f"| {DEEPEST} |" in limits
    assert f"{LEAST_LETTERS} letters at least, {LONGEST_WILDCARD} at most" in limits
    assert f"{LEAST_FUZZY[1]} and {LEAST_FUZZY[2]} letters" in limits
    assert f"{FARTHEST} other words" in limits
    assert f"{MOST_STEPS} steps" in limits and f"{{{MOST_REPEATED}}}" in limits
