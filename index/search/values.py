"""What stands behind a field's colon, and comparisons: checked, and made into leaves of the tree."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from index.model import Certainty, EntityType, Form, Span, Voice
from index.search.dates import DateError, after, days
from index.search.fields import CONFIDENCE, FIELDS, WORDS, value_meant
from index.search.lexer import Kind, Token, quoted
from index.search.tree import (
    NAME_FIELDS,
    NO_ISSUE,
    OPEN_FIELDS,
    SEEN,
    WORDS_FIELDS,
    And,
    Clause,
    ClauseField,
    Compared,
    Comparison,
    DateField,
    Dates,
    Length,
    Node,
    NumberField,
    State,
    TextField,
)
from index.search.word_leaves import error, instead, word_node
from index.search.words import folded_name, terms

_LONGEST_NUMBER = 9
_NUMBER = re.compile(r"\d{1,9}(?:\.\d{0,6})?|\.\d{1,6}", re.ASCII)
_COMPARED = re.compile(r"([^<>=]+)(<=|>=|<|>|=)(.*)", re.DOTALL)
_STATES = tuple(str(state) for state in State)
_SPELLINGS = {
    "labeled": "labelled",
    "unlabeled": "unlabelled",
    "coded": "labelled",
    "uncoded": "unlabelled",
    "new": "unread",
    "seen": "read",
    "duplicated": "duplicate",
    "reprint": "duplicate",
    "flag": "flagged",
    "conflicting": "conflict",
    "orphaned": "orphan",
    "corrected": "moved",
    "questions": "question",
    "asked": "question",
}
_TYPES = tuple(str(one).lower() for one in EntityType)
_VOICES = {"organization": "organisation"}
_LANGUAGES = dict(
    pair.split(":")
    for pair in (
        "arabic:ar chinese:zh dutch:nl english:en french:fr german:de hebrew:he italian:it polish:pl portuguese:pt"
        " russian:ru spanish:es turkish:tr ukrainian:uk"
    ).split()
)
_SINGLE = re.compile(r"'([^'\"]+\s[^'\"]+)'(?![\w'])")
_THOUSANDS = re.compile(r"\d{1,3}(?:[,.]\d{3})+", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Known:
    """What values are known when a query is parsed; None where any is accepted."""

    stances: tuple[str, ...] | None
    issues: tuple[str, ...] | None
    saved: Mapping[str, str]
    today: date
    proposed: Callable[[str], Sequence[str]] = lambda beginning: ()
    """Gives some ids of proposed issues that begin so, the shortest first."""


def value_node(field: Token, value: Token, query: str, known: Known) -> Node:
    """`field:value` as a leaf. The field is none of which the value is a tree of its own (`query:`)."""
    name, at = field.text, Span(min(field.at.start, value.at.start), value.at.end)
    if name in ("title", "body"):
        return word_node(value, TextField(name), query, at)
    if value.after and (value.after != "*" or name not in OPEN_FIELDS):
        suffix = Span(value.at.end - len(value.after), value.at.end)
        raise error(f"{value.after} has no meaning here: take it away", suffix, instead(query, suffix, ""))
    if name in ("date", "added"):
        return _dates(DateField(name), value, query, known, at)
    clause = ClauseField(name)
    text = value.text.strip()
    if clause in OPEN_FIELDS:
        return _open(clause, value, query, at)
    if not text:
        raise error(f"{name}: needs a value between the quotation marks", value.at)
    if value.kind is Kind.WORD and text.endswith("*"):
        bare = text.rstrip("*")
        raise error(
            f"the value of {name}: cannot be left open by *: {_WITHOUT_STAR.get(clause, 'write it as a whole')}",
            value.at,
            instead(query, value.at, bare) if bare else None,
        )
    match clause:
        case ClauseField.STANCE:
            text = _one_of(text, known.stances, "stance", value, query)
        case ClauseField.ISSUE:
            text = _issue(text, value, query, known)
        case ClauseField.FORM:
            text = _one_of(text, tuple(Form), "form", value, query)
        case ClauseField.VOICE:
            text = _one_of(_VOICES.get(text.lower(), text), tuple(Voice), "voice", value, query)
        case ClauseField.CERTAINTY:
            text = _one_of(text, tuple(Certainty), "certainty", value, query)
        case ClauseField.TYPE:
            text = _one_of(text, _TYPES, "type", value, query)
        case ClauseField.IS:
            text = _one_of(_SPELLINGS.get(text.lower(), text), _STATES, "state", value, query)
        case ClauseField.SINCE:
            text = _since(text, value, field, query, known)
        case ClauseField.LANGUAGE:
            text = _language(text, value, query)
        case _:
            pass
    return Clause(clause, text, at=at)


_WITHOUT_STAR = {
    ClauseField.URL: "it is found anywhere in an address",
    ClauseField.ID: "the beginning of an id is enough",
}


def list_item(field: Token, parts: list[Token], query: str, known: Known) -> Node:
    """One value in the list of a field: its words that stand next to each other are one name, or words of a text."""
    if len(parts) == 1:
        return value_node(field, parts[0], query, known)
    at = Span(parts[0].at.start, parts[-1].at.end)
    if field.text in ("title", "body"):
        return And(tuple(word_node(part, TextField(field.text), query) for part in parts), at=at)
    broken = next((part for part in parts[:-1] if part.after), None)
    if broken is not None:
        raise error(f"{broken.after} has no meaning here: put a comma after it, or take it away", broken.at)
    text = " ".join(part.text for part in parts)
    return value_node(field, Token(Kind.WORD, text, at, True, parts[-1].after), query, known)


def _dates(field: DateField, value: Token, query: str, known: Known, at: Span) -> Node:
    try:
        first, last = days(value.text.strip(), known.today)
    except DateError as problem:
        proposal = problem.proposal
        raise error(
            str(problem) + (f"; did you mean {field}:{proposal}?" if proposal else ""),
            value.at,
            instead(query, value.at, proposal) if proposal else None,
        ) from None
    return Dates(first, last, field, at=at)


def _open(field: ClauseField, value: Token, query: str, at: Span) -> Node:
    """A clause whose value may end with `*`."""
    text = value.text.strip()
    typed = value.kind is Kind.WORD
    is_open = value.after == "*" or (typed and text.endswith("*"))
    if typed and is_open and not value.after:
        text = text.rstrip("*").rstrip()
    if typed and (single := _SINGLE.match(query, value.at.start)):
        sentence = "quotation marks are double: a name of several words stands between two of them"
        place = Span(single.start(), single.end())
        raise error(sentence, place, instead(query, place, quoted(single[1])))
    what = "a word" if field in WORDS_FIELDS else "a name"
    if field in NAME_FIELDS and not folded_name(text):
        raise error(f"{field}: needs {what} with a letter or digit in it", value.at)
    if (field in WORDS_FIELDS and not terms(text)) or not text:
        raise error(f"{field}: needs {what} with a letter or digit in it", value.at)
    if typed and len(text) > 2 and text[0] == text[-1] == "/":
        sentence = "only words can be searched for by a regular expression, alone or after title: or body:"
        raise error(sentence, value.at, instead(query, value.at, quoted(text[1:-1])))
    if typed and "*" in text:
        sentence = f"in '{value.text}' the * stands where it cannot: only the end of {what} can be left open"
        mended = f"{field}:{_quoted(text.replace('*', ' ').strip())}" if text.replace("*", "").strip() else None
        raise error(sentence, value.at, instead(query, at, mended) if mended else None)
    return Clause(field, text, is_open, at=at)


def _issue(text: str, value: Token, query: str, known: Known) -> str:
    """An issue's id, or that of a proposed one, or that there is none."""
    low = text.lower()
    if low == NO_ISSUE and NO_ISSUE not in (known.issues or ()):
        return NO_ISSUE
    if known.issues is None or low in (one.lower() for one in known.issues):
        return _one_of(text, known.issues, "issue", value, query)
    proposed = known.proposed(low)
    return low if low in proposed else _one_of(text, (*known.issues, *proposed), "issue", value, query)


def _one_of(text: str, known: tuple[str, ...] | None, what: str, value: Token, query: str) -> str:
    """The known value that `text` is, in any case; `text` in lower case where nothing is known."""
    low = text.lower()
    if known is None:
        return low
    for one in known:
        if one.lower() == low:
            return str(one)
    near = value_meant(text, known)
    if near is not None:
        proposal = instead(query, value.at, _quoted(near))
        raise error(f"unknown {what} '{value.text}': did you mean {near}?", value.at, proposal)
    listed = ", ".join(known[:12]) + (" ..." if len(known) > 12 else "")
    there = f"there are {listed}" if known else "this library has none yet"
    raise error(f"unknown {what} '{value.text}': {there}", value.at)


def _since(text: str, value: Token, field: Token, query: str, known: Known) -> str:
    if text.lower() == SEEN:
        return SEEN
    proposal = instead(query, value.at, SEEN)
    try:
        days(text, known.today)
    except DateError:
        pass
    else:
        given = text if ".." in text else f"{text}.."
        proposal = instead(query, Span(min(field.at.start, value.at.start), value.at.end), f"added:{given}")
    raise error("since: takes the value seen only: what was added since your last visit; for days there is added:",
                value.at, proposal)  # fmt: skip


def _language(text: str, value: Token, query: str) -> str:
    low = text.lower()
    if low in _LANGUAGES:
        code = _LANGUAGES[low]
        sentence = f"languages are given by their codes: did you mean language:{code}?"
        raise error(sentence, value.at, instead(query, value.at, code))
    if not _LANGUAGE.fullmatch(low):
        raise error(f"'{text}' is no code of a language, such as en, de or pt-br", value.at)
    return low


def _quoted(text: str) -> str:
    return quoted(text) if any(c.isspace() or c in "(){},*" for c in text) else text


def comparison(token: Token, query: str, known: Known) -> Node:
    """`words>500` and `confidence>0.8`. Other fields take no comparison."""
    match = _COMPARED.fullmatch(token.text)
    assert match is not None
    name, sign, number = match[1].lower(), match[2], match[3]
    if name == WORDS:
        return _length(token, sign, number, query)
    if name == CONFIDENCE:
        return _confidence(token, sign, number, query)
    mended: str | None = None
    if name in ("date", "added"):
        example = f"{name}:2022-03.. or {name}:..2022-03"
        mended = after(number, sign, known.today)
    else:
        example = f"{name}:{FIELDS[name]}"
        if sign == "=" and number:
            mended = number
    proposal = instead(query, token.at, f"{name}:{mended}") if mended else None
    raise error(f"{name} cannot be compared by {sign}: write {example}", token.at, proposal)


def _length(token: Token, sign: str, number: str, query: str) -> Node:
    if not (number.isascii() and number.isdigit() and len(number) <= _LONGEST_NUMBER):
        plain = re.sub("[,.]", "", number) if _THOUSANDS.fullmatch(number) else None
        mended = instead(query, token.at, f"words{sign}{plain}") if plain else None
        raise error(f"words{sign} needs a number directly after it, such as words{sign}500", token.at, mended)
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


def _confidence(token: Token, sign: str, number: str, query: str) -> Node:
    percent = number.endswith("%")
    digits = number.removesuffix("%").replace(",", ".")
    if not _NUMBER.fullmatch(digits):
        raise error(
            f"{CONFIDENCE}{sign} needs a number from 0 to 1 directly after it, such as {CONFIDENCE}>0.8", token.at
        )
    value = float(digits)
    if percent or digits != number or value > 1:
        share = value / 100 if percent or 1 < value <= 100 else value
        mended = instead(query, token.at, f"{CONFIDENCE}{sign}{decimal(share)}") if share <= 1 else None
        raise error(f"{CONFIDENCE} lies between 0 and 1, as in {CONFIDENCE}>0.8", token.at, mended)
    return Compared(NumberField.CONFIDENCE, Comparison(sign), value, at=token.at)


def decimal(number: float) -> str:
    """A number with as many decimals as it needs, 6 at most."""
    return f"{number:.6f}".rstrip("0").rstrip(".")
