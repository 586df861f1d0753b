"""A tree written as a query again: the canonical spelling of what was asked."""

from __future__ import annotations

import re
from calendar import monthrange

from index.search.fields import is_merged
from index.search.lexer import OPERATORS, QUOTES, quoted
from index.search.tree import (
    And,
    Braces,
    Clause,
    Compared,
    Dates,
    Everything,
    Exact,
    Fuzzy,
    Length,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Regex,
    TextField,
    Wildcard,
    Word,
)
from index.search.values import decimal

#: A value that needs no quotation marks, wherever it stands.
_PLAIN = re.compile(rf"[^\s(){{}},*{QUOTES}]+")


def format_query(node: Node) -> str:
    """The query that `query.parse` reads as this same tree, for any tree that it gave."""
    return _written(node, within=None)


def _written(node: Node, within: type[And] | type[Or] | type[Not] | None) -> str:
    match node:
        case Everything():
            return "*"
        case Word(text=text, field=field):
            return _of(field, text)
        case Exact(text=text, field=field):
            return _of(field, f"={text}")
        case Phrase(text=text, field=field):
            return _of(field, quoted(text))
        case Near(text=text, distance=distance, field=field):
            return _of(field, f"{quoted(text)}~{distance}")
        case Prefix(text=text, field=field):
            return _of(field, f"{text}*")
        case Wildcard(text=text, field=field):
            return _of(field, text)
        case Fuzzy(text=text, distance=distance, field=field):
            return _of(field, f"{text}~{distance if distance > 1 else ''}")
        case Regex(pattern=pattern, field=field):
            return _of(field, f"/{pattern}/")
        case Clause():
            return f"{node.field}:{_value(node)}"
        case Dates(field=field):
            return f"{field}:{_days(node)}"
        case Length():
            return _length(node)
        case Compared(field=field, comparison=comparison, number=number):
            return f"{field}{comparison}{decimal(number)}"
        case Not(child=child):
            return f"-{_written(child, Not)}"
        case Braces(child=child):
            return f"{{{_written(child, None)}}}"
        case And(children=children):
            joint = " AND " if _repeats(children) else " "
            text = joint.join(_written(child, And) for child in children)
            return f"({text})" if within is Not else text
        case Or(children=children):
            if (name := _common_field(node)) is not None:
                return f"{name}:({', '.join(_item(child) for child in children)})"
            text = " OR ".join(_written(child, Or) for child in children)
            return f"({text})" if within in (And, Not) else text


def _of(field: TextField | None, text: str) -> str:
    return text if field is None else f"{field}:{text}"


def _value(clause: Clause) -> str:
    value = clause.value
    plain = (
        _PLAIN.fullmatch(value) is not None
        and value not in OPERATORS
        and not (len(value) > 2 and value[0] == value[-1] == "/")
    )
    return (value if plain else quoted(value)) + ("*" if clause.prefix else "")


def _days(node: Dates) -> str:
    """The days as a range of dates, as short as it can be written: a year, a month, a day, or from one to another."""
    first, last = node.first, node.last
    if first is None or last is None or first == last:
        return f"{first}" if first == last else f"{first or ''}..{last or ''}"
    if (first[4:], last[4:]) == ("-01-01", "-12-31") and first[:4] == last[:4]:
        return first[:4]
    if first[:7] == last[:7] and first.endswith("-01") and int(last[8:]) == _length_of_month(first):
        return first[:7]
    return f"{first}..{last}"


def _length_of_month(day: str) -> int:
    return monthrange(int(day[:4]), int(day[5:7]))[1]


def _item(node: Node) -> str:
    """A value as it stands in the list of its field."""
    return _value(node) if isinstance(node, Clause) else _days(node) if isinstance(node, Dates) else ""


def _length(node: Length) -> str:
    if node.least is not None and node.least == node.most:
        return f"words={node.least}"
    if node.least is not None:
        return f"words>{node.least - 1}" if node.least else "words>=0"
    most = -1 if node.most is None else node.most
    return "words<0" if most < 0 else f"words<={most}"


def _field(node: Node) -> str | None:
    """The field of a clause that is one; None where it is of none that can be given in a list."""
    match node:
        case Clause(field=field):
            return str(field)
        case Dates(field=day):
            return str(day)
        case _:
            return None


def _common_field(node: Or) -> str | None:
    """The field that all parts have, so that they can be written as a list."""
    first = _field(node.children[0])
    return first if first is not None and all(_field(child) == first for child in node.children) else None


def _repeats(children: tuple[Node, ...]) -> bool:
    """Whether a field stands in two of the parts, which a mere space would read as either value."""
    seen: set[str] = set()
    for child in children:
        name = _common_field(child) if isinstance(child, Or) else _field(child)
        if name is None or not is_merged(name):
            continue
        if name in seen:
            return True
        seen.add(name)
    return False
