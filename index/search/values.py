"""What stands behind a field's colon, and words: checked, and made into leaves of the tree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from index.errors import QueryError
from index.model import Span
from index.search.dates import DateError, days
from index.search.lexer import Kind, Token, position
from index.search.tree import (
    NAME_FIELDS,
    And,
    Clause,
    ClauseField,
    Dates,
    Everything,
    Length,
    Node,
    Phrase,
    Prefix,
    State,
    TextField,
    Word,
)
from index.search.words import folded_name, terms

#: Each field's name and an example of its value.
FIELDS: dict[str, str] = {
    "title": "word",
    "body": "word",
    "actor": "name",
    "entity": "name",
    "outlet": "name",
    "author": "name",
    "date": "2022-03..",
    "stance": "against",
    "issue": "id",
    "is": "unlabelled",
    "id": "article",
}
WORDS = "words"
#: Names before which <, <=, =, >= and > make a comparison.
COMPARED = frozenset({*FIELDS, WORDS})
_LONGEST_NUMBER = 9
_STATES = tuple(str(state) for state in State)
_SPELLINGS = {"labeled": State.LABELLED, "unlabeled": State.UNLABELLED}


@dataclass(frozen=True, slots=True)
class Known:
    """What values are known when a query is parsed; None where any is accepted."""

    stances: tuple[str, ...] | None
    issues: tuple[str, ...] | None
    today: date


def close_to(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` was probably meant to be, if any is near enough."""
    # Imported where it is needed: only a query with a mistake in it pays for it.
    from difflib import get_close_matches

    found = get_close_matches(word.lower(), list(known), n=1, cutoff=0.6)
    return found[0] if found else None


def is_merged(field: str) -> bool:
    """Whether a field given twice means either value. States and words in a text can all hold at once."""
    return field not in ("is", "title", "body")


def _error(sentence: str, at: Span, proposal: str | None = None) -> QueryError:
    return QueryError(f"{sentence} {position(at.start)}", at.start, at.end, proposal)


def _instead(query: str, at: Span, new: str) -> str:
    return query[: at.start] + new + query[at.end :]


def word_node(token: Token, field: TextField | None, query: str, at: Span | None = None) -> Node:
    """A word, phrase or prefix, in the title, the body or both; `*` alone is everything."""
    text, at = token.text, at or token.at
    if token.kind is Kind.PHRASE:
        if not terms(text):
            raise _error("there is no word between these quotation marks: write some, or take them away", at)
        return Phrase(text, field, at=at)
    if text == "*" and field is None:
        return Everything(at=at)
    star = text.endswith("*")
    body = text[:-1] if star else text
    if "*" in body:
        raise _error(f"in '{text}' the * stands where it cannot: only the end of a word can be left open", at)
    if text.startswith("~") or text.endswith("~"):
        raise _error(
            "~ has no meaning here: leave it out, or end the word with * to find what begins with it",
            at,
            _instead(query, token.at, "" if text.startswith("~") else text.rstrip("~")),
        )
    found = terms(body)
    if not found:
        raise _error(f"'{text}' holds no letter or digit to search for: write a word, or take it away", at)
    if not star:
        return Word(body, field, at=at)
    if len(found) > 1:
        raise _error(
            f"'{text}' is several words, and only one word can be left open by *: write them apart",
            at,
        )
    return Prefix(body, field, at=at)


def value_node(field: Token, value: Token, query: str, known: Known) -> Node:
    """`field:value` as a leaf, or as an And of words where a value in a list has several."""
    name, at = field.text, Span(min(field.at.start, value.at.start), value.at.end)
    if name in ("title", "body"):
        part = TextField(name)
        if value.kind is Kind.WORD and " " in value.text:
            return _all_words(value, part, query)
        return word_node(value, part, query, at)
    if name == "date":
        try:
            first, last = days(value.text.strip(), known.today)
        except DateError as problem:
            raise _error(str(problem), value.at) from None
        return Dates(first, last, at=at)
    clause = ClauseField(name)
    text = value.text
    if clause in NAME_FIELDS:
        return _name(clause, value, at)
    text = text.strip()
    if not text:
        raise _error(f"{name}: needs a value between the quotation marks", value.at)
    if clause is ClauseField.STANCE:
        text = _one_of(text.lower(), known.stances, "stance", value, query)
    elif clause is ClauseField.ISSUE:
        text = _one_of(text.lower(), known.issues, "issue", value, query)
    elif clause is ClauseField.IS:
        text = _one_of(_SPELLINGS.get(text.lower(), text.lower()), _STATES, "state", value, query)
    return Clause(clause, text, at=at)


def _all_words(value: Token, field: TextField, query: str) -> Node:
    parts = tuple(
        word_node(Token(Kind.WORD, word, value.at, True), field, query, value.at) for word in value.text.split(" ")
    )
    return And(parts, at=value.at)


def _name(field: ClauseField, value: Token, at: Span) -> Node:
    text = value.text.strip()
    star = value.kind is Kind.WORD and text.endswith("*")
    if star:
        text = text[:-1].rstrip()
    if not folded_name(text):
        raise _error(f"{field}: needs a name with a letter or digit in it", value.at)
    if "*" in text and value.kind is Kind.WORD:
        sentence = f"in '{value.text}' the * stands where it cannot: only the end of a name can be left open"
        raise _error(sentence, value.at)
    return Clause(field, text, star, at=at)


def _one_of(text: str, known: tuple[str, ...] | None, what: str, value: Token, query: str) -> str:
    """The known value that `text` is, in any case; `text` itself where nothing is known."""
    if known is None:
        return text
    for one in known:
        if one.lower() == text:
            return one
    near = close_to(text, known)
    if near is not None:
        raise _error(
            f"unknown {what} '{value.text}': did you mean {near}?", value.at, _instead(query, value.at, _quoted(near))
        )
    listed = ", ".join(known[:12]) + (" ..." if len(known) > 12 else "")
    raise _error(f"unknown {what} '{value.text}'" + (f": there are {listed}" if known else ""), value.at)


def _quoted(text: str) -> str:
    return f'"{text}"' if any(c.isspace() or c in "(){}," for c in text) else text


def comparison(token: Token) -> Node:
    """`words>500`: articles by their length in words. Other fields take no comparison."""
    text = token.text
    start = next(i for i, character in enumerate(text) if character in "<>=")
    end = start + (2 if text[start : start + 2] in ("<=", ">=") else 1)
    name, sign, number = text[:start].lower(), text[start:end], text[end:]
    if name != WORDS:
        example = "date:2022-03.. or date:..2022-03" if name == "date" else f"{name}:{FIELDS[name]}"
        raise _error(f"{name} cannot be compared by {sign}: write {example}", token.at)
    if not (number.isascii() and number.isdigit() and len(number) <= _LONGEST_NUMBER):
        raise _error(f"words{sign} needs a number directly after it, such as words{sign}500", token.at)
    value = int(number)
    match sign:
        case ">":
            return Length(value + 1, None, at=token.at)
        case ">=":
            return Length(value, None, at=token.at)
        case "<":
            return Length(None, value - 1, at=token.at)
        case "<=":
            return Length(None, value, at=token.at)
        case _:
            return Length(value, value, at=token.at)
