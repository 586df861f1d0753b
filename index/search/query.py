"""The query language: from what a person types to a tree.

    query   = or
    or      = and { "OR" and }
    and     = not { ["AND"] not }
    not     = ( "NOT" | "-" ) not | atom
    atom    = "(" or ")" | "{" or "}" | [ "title:" | "body:" ] word | field ":" value | name comparison number
    word    = text | "=" text | text "*" | text with "*" or "?" | text "~" ["2"] | "/" expression "/"
            | phrase [ "~" number ] | "*"
    value   = text ["*"] | phrase ["*"] | dates | "(" item { ("," | "OR") item } ")"
    phrase  = a quotation mark, text in which a backslash stands before another one, a quotation mark

Words next to each other are joined by AND. A field that is given again means either value, unless an AND
stands next to it or it is excluded; `is:`, `title:` and `body:` must all hold. `query:NAME` stands for the
tree of a saved search.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from index.errors import QueryError
from index.search.formatting import format_query
from index.search.parser import DEEPEST, LONGEST, MOST_TERMS, Parser, UnderWay, check_length
from index.search.tree import Node
from index.search.values import Known

__all__ = ["DEEPEST", "LONGEST", "MOST_TERMS", "parse"]

#: How many mistakes of one query are mended in what is proposed instead of it.
_MISTAKES = 5


def parse(
    text: str,
    *,
    stances: Iterable[str] | None = None,
    issues: Iterable[str] | None = None,
    saved: Mapping[str, str] | None = None,
    proposed: Callable[[str], Sequence[str]] = lambda beginning: (),
    today: date | None = None,
) -> Node:
    """The tree of a query; an empty one is Everything.

    `stances` and `issues` are the known ids: where given, another value is an error that proposes the
    nearest. `proposed` gives ids of proposed issues that begin as its argument does, which can be named as well.
    `saved` are the saved searches by their names. `today` is what relative dates count from.
    Raises QueryError, whose `start` and `end` stand within `text`, and whose `proposal`, if any, is the whole
    query as it might have been meant, without any mistake. What `format_query` makes of the tree is read as the
    same tree.
    """
    known = Known(
        stances=None if stances is None else tuple(stances),
        issues=None if issues is None else tuple(issues),
        saved=saved or {},
        proposed=proposed,
        today=today or date.today(),
    )
    try:
        return _tree(text, known)
    except QueryError as problem:
        problem.proposal = _mended(problem.proposal, known)
        raise


def _mended(proposal: str | None, known: Known) -> str | None:
    """A proposal in which further mistakes are mended as well; None where that cannot be done."""
    for _ in range(_MISTAKES):
        if proposal is None:
            return None
        try:
            _tree(proposal, known)
        except QueryError as problem:
            proposal = problem.proposal
        else:
            return proposal
    return None


def _tree(text: str, known: Known) -> Node:
    check_length(text)
    node = Parser(text, known, UnderWay()).query()
    written = format_query(node)
    if len(written) > LONGEST:
        raise QueryError(
            f"written out, the query has {len(written):,} characters, and {LONGEST:,} are the most: make it shorter",
            0,
            len(text),
        )
    return node
