"""Clauses put into a query and taken out of it again, as operations on its tree. Pure.

What a person typed stays as it was typed where that asks for the same. A clause about statements goes into the
braces of a query that has one pair of them, and holds of the same statement as the query's other such clauses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from index.errors import QueryError
from index.search.asking import asks_each
from index.search.formatting import format_query
from index.search.query import parse as parse_query
from index.search.tree import And, Braces, Everything, Node, Not, Or

Parse = Callable[[str], Node]


def has_clause(query: str, clause: str, *, parse: Parse = parse_query) -> bool:
    """Whether all of the query's results have to match the clause: it is one of its parts. Raises QueryError."""
    wanted = parse(clause)
    parts = _parts(parse(query))
    return wanted in parts or _braces_with(wanted, parts) is not None


def clauses_had(query: str, clauses: Iterable[str], *, parse: Parse = parse_query) -> frozenset[str]:
    """Those of many clauses of which `has_clause` is true; the query is read once. Raises QueryError."""
    parts = _parts(parse(query))
    if not parts:
        return frozenset()

    def has(clause: str) -> bool:
        wanted = parse(clause)
        return wanted in parts or _braces_with(wanted, parts) is not None

    return frozenset(filter(has, clauses))


def with_clause(query: str, clause: str, *, parse: Parse = parse_query) -> str:
    """The query narrowed to what matches the clause as well; unchanged where it has it. Raises QueryError.

    What it gives asks for the query and the clause both, and can be read by `parse`; where that would be longer
    than a query may be, QueryError says so.
    """
    wanted, node = parse(clause), parse(query)
    if isinstance(wanted, Everything) or has_clause(query, clause, parse=parse):
        return query
    if isinstance(node, Everything):
        return clause.strip()
    parts = _parts(node)
    if _asks_for_one(wanted):
        braces = _only_braces(parts)
        if braces is not None:
            inner = _and(*_parts(braces.child), *_parts(wanted))
            return _written(query, _replaced(parts, braces, Braces(inner)), parse)
        each = [part for part in parts if _asks_for_one(part)]
        if each:
            together = Braces(_and(*each, *_parts(wanted)))
            others = [part for part in parts if part not in each]
            return _written(query, _and(*others, together), parse)
    return _joined(query, clause.strip(), _and(*parts, *_parts(wanted)), parse)


def without_clause(query: str, clause: str, *, parse: Parse = parse_query) -> str:
    """The query without a clause that is one of its parts; unchanged where it is none. Raises QueryError."""
    wanted, node = parse(clause), parse(query)
    parts = _parts(node)
    if wanted in parts:
        part = parts[parts.index(wanted)]
        left = [one for one in parts if one != wanted]
        meant = _and(*left) if left else Everything()
        cut = " ".join((query[: part.at.start].rstrip(), query[part.at.end :].lstrip())).strip()
        return cut if _reads(cut, meant, parse) else _written(query, meant, parse)
    braces = _braces_with(wanted, parts)
    if braces is None:
        return query
    inner = [one for one in _parts(braces.child) if one != wanted]
    if inner:
        return _written(query, _replaced(parts, braces, Braces(_and(*inner))), parse)
    others = [part for part in parts if part is not braces]
    return _written(query, _and(*others) if others else Everything(), parse)


def _parts(node: Node) -> tuple[Node, ...]:
    return node.children if isinstance(node, And) else () if isinstance(node, Everything) else (node,)


def _and(*parts: Node) -> Node:
    """All parts together."""
    flat = tuple(one for part in parts for one in (part.children if isinstance(part, And) else (part,)))
    return And(flat) if len(flat) > 1 else flat[0] if flat else Everything()


def _only_braces(parts: tuple[Node, ...]) -> Braces | None:
    """The only braces, where no part beside them asks about statements."""
    found = [part for part in parts if isinstance(part, Braces)]
    return found[0] if len(found) == 1 and not any(map(_asks_for_one, parts)) else None


def _braces_with(wanted: Node, parts: tuple[Node, ...]) -> Braces | None:
    """The first braces of which this is a part."""
    return next((part for part in parts if isinstance(part, Braces) and wanted in _parts(part.child)), None)


def _asks_for_one(node: Node) -> bool:
    """Whether a part asks for some statement of which it holds, so that it means the same within braces."""
    return asks_each(node) and not _has_not(node)


def _has_not(node: Node) -> bool:
    return isinstance(node, Not) or (isinstance(node, And | Or) and any(map(_has_not, node.children)))


def _replaced(parts: tuple[Node, ...], old: Node, new: Node) -> Node:
    return _and(*(new if part is old else part for part in parts))


def _joined(query: str, clause: str, meant: Node, parse: Parse) -> str:
    """Query and clause as they were typed, if they are read as what is meant; else the tree written out."""
    for text in (f"{query.strip()} {clause}", f"{query.strip()} AND {clause}", f"({query.strip()}) {clause}"):
        if _reads(text, meant, parse):
            return text
    return _written(query, meant, parse)


def _reads(text: str, meant: Node, parse: Parse) -> bool:
    try:
        return parse(text) == meant
    except QueryError:
        return False


def _written(query: str, meant: Node, parse: Parse) -> str:
    text = "" if isinstance(meant, Everything) else format_query(meant)
    parse(text)
    return text
