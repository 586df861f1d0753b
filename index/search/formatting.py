"""A tree written as a query again: the canonical spelling of what was asked."""

from __future__ import annotations

from index.search.lexer import QUOTES
from index.search.tree import (
    And,
    Braces,
    Clause,
    Dates,
    Everything,
    Length,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    TextField,
    Word,
)
from index.search.values import is_merged

_BREAKING = frozenset(f"(){{}}{QUOTES}")


def format_query(node: Node) -> str:
    """The query that `query.parse` reads as this same tree, for any tree that it gave."""
    return _written(node, within=None)


def _written(node: Node, within: type[And] | type[Or] | type[Not] | None) -> str:
    match node:
        case Everything():
            return "*"
        case Word(text=text, field=field):
            return _of(field, text)
        case Phrase(text=text, field=field):
            return _of(field, f'"{text}"')
        case Prefix(text=text, field=field):
            return _of(field, f"{text}*")
        case Clause():
            return f"{node.field}:{_value(node)}"
        case Dates(first=first, last=last):
            return f"date:{first}" if first == last else f"date:{first or ''}..{last or ''}"
        case Length():
            return _length(node)
        case Not(child=child):
            return f"-{_written(child, Not)}"
        case Braces(child=child):
            return f"{{{_written(child, None)}}}"
        case And(children=children):
            joint = " AND " if _repeats(children) else " "
            text = joint.join(_written(child, And) for child in children)
            return f"({text})" if within is Not else text
        case Or(children=children):
            text = " OR ".join(_written(child, Or) for child in children)
            return f"({text})" if within in (And, Not) else text


def _of(field: TextField | None, text: str) -> str:
    return text if field is None else f"{field}:{text}"


def _value(clause: Clause) -> str:
    value = clause.value
    if clause.prefix:
        return f"({value}*)" if " " in value else f"{value}*"
    if value.endswith("*") or any(c.isspace() or c in _BREAKING for c in value):
        return f'"{value}"'
    return value


def _length(node: Length) -> str:
    if node.least is not None and node.least == node.most:
        return f"words={node.least}"
    if node.least is not None:
        return f"words>={node.least}"
    return f"words<{(node.most or 0) + 1}"


def _repeats(children: tuple[Node, ...]) -> bool:
    """Whether a field stands in two of the parts, which a mere space would read as either value."""
    seen: set[str] = set()
    for child in children:
        match child:
            case Clause(field=field):
                name = str(field)
            case Dates():
                name = "date"
            case _:
                continue
        if is_merged(name) and name in seen:
            return True
        seen.add(name)
    return False
