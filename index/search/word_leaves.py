"""Words as a query gives them, made into leaves: plain, exact, open, with wildcards, fuzzy; phrases, expressions."""

from __future__ import annotations

import re

from index.errors import QueryError
from index.model import Span
from index.search.lexer import Kind, Token, position, quoted
from index.search.regex import RegexError, compile_regex
from index.search.tree import Everything, Exact, Fuzzy, Near, Node, Phrase, Prefix, Regex, TextField, Wildcard, Word
from index.search.words import terms

#: How many other words may stand among those of a near phrase, and how many letters a word with wildcards may have.
FARTHEST = 100
LONGEST_WILDCARD = 60
#: How many letters and digits a word with wildcards must have at least, and a fuzzy word for each distance.
LEAST_LETTERS = 2
LEAST_FUZZY = {1: 3, 2: 5}

_FUZZY = re.compile(r"(.*)~(\d*)", re.DOTALL)
_OPERATORS = {"&": "AND", "&&": "AND", "|": "OR", "||": "OR", "!": "NOT"}
_SPACED = re.compile(r"(words|confidence)\s*(<=|>=|<|>|=)\s*([\d.]+)\Z", re.IGNORECASE)


def error(sentence: str, at: Span, proposal: str | None = None) -> QueryError:
    """An error about a part of a query; `proposal` is the whole query as it might have been meant."""
    return QueryError(f"{sentence} {position(at.start)}", at.start, at.end, proposal)


def instead(query: str, at: Span, new: str) -> str:
    """The query with `new` in the place of a part."""
    return query[: at.start] + new + query[at.end :]


def word_node(token: Token, field: TextField | None, query: str, at: Span | None = None) -> Node:
    """The leaf of a word, phrase or regular expression, in the title, the body or both; `*` alone is everything."""
    at = at or token.at
    if token.kind is Kind.PHRASE:
        return _phrase(token, field, query, at)
    if token.kind is Kind.REGEX:
        return _regex(token, field, query, at)
    text = token.text
    if field is None and not text.strip("*"):
        return Everything(at=at)
    if text.startswith("="):
        return _exact(token, field, query, at)
    if text.startswith("~"):
        raise error(
            "~ has no meaning here: leave it out, or write it directly after a word or phrase",
            at,
            instead(query, token.at, text.strip("~0123456789") if token.value else ""),
        )
    if "~" in text and (fuzzy := _FUZZY.fullmatch(text)):
        return _fuzzy(fuzzy[1], fuzzy[2], token, field, query, at)
    if "*" in text.rstrip("*") or "?" in text:
        return _wildcard(token, field, query, at)
    body = text.rstrip("*")
    found = terms(body)
    if not found:
        spaced = _spaced_comparison(query, token)
        if spaced is not None:
            raise error(f"'{text}' needs its name and its number directly beside it", at, spaced)
        operator = _OPERATORS.get(text)
        if operator is not None:
            raise error(f"'{text}' is written {operator} here", at, instead(query, token.at, operator))
        raise error(f"'{text}' holds no letter or digit to search for: write a word, or take it away", at)
    if body == text:
        return Word(text, field, at=at)
    if len(found) > 1:
        raise error(
            f"'{text}' is several words, and only one word can be left open by *: write them apart",
            at,
            instead(query, token.at, quoted(body)),
        )
    return Prefix(body, field, at=at)


def _spaced_comparison(query: str, token: Token) -> str | None:
    """The query with `words > 500` written as `words>500`, where the token is the sign in it."""
    start = len(query[: token.at.start].rstrip()) - len("confidence")
    following = re.match(r"\s*[\d.]+", query[token.at.end :])
    end = token.at.end + (following.end() if following else 0)
    match = _SPACED.search(query, max(0, start), end)
    return None if match is None else query[: match.start()] + match[1] + match[2] + match[3] + query[end:]


def _phrase(token: Token, field: TextField | None, query: str, at: Span) -> Node:
    text, end = token.text, token.at.end
    suffix = Span(end - len(token.after), end)
    if not terms(text):
        raise error("there is no word between these quotation marks: write some, or take them away", at)
    if not token.after:
        return Phrase(text, field, at=at)
    if token.after == "*":
        raise error("a phrase cannot be left open by *: take it away", suffix, instead(query, suffix, ""))
    number = token.after[1:]
    if not (number.isascii() and number.isdigit()):
        raise error(
            'after a phrase, ~ needs how many other words may stand among its words, such as "cease fire"~5',
            suffix,
            instead(query, suffix, "~5"),
        )
    if len(number) > 4 or int(number) > FARTHEST:
        raise error(
            f"{FARTHEST} other words are the most that may stand among those of a phrase",
            suffix,
            instead(query, suffix, f"~{FARTHEST}"),
        )
    return Near(text, int(number), field, at=at)


def _exact(token: Token, field: TextField | None, query: str, at: Span) -> Node:
    body = token.text[1:]
    if any(sign in body for sign in "*?~"):
        sentence = "= finds one form of a word, and the *, ? or ~ asks for others: write one of them"
        raise error(sentence, at, instead(query, token.at, body.lstrip("=")))
    found = terms(body)
    if not found:
        raise error("= needs a word directly after it, which is then found in this form only: =word", at)
    if len(found) > 1:
        raise error(
            f"'{token.text}' is several words, and = finds one: write = before each word that is meant so",
            at,
            instead(query, token.at, quoted(body)),
        )
    return Exact(body, field, at=at)


def _fuzzy(word: str, number: str, token: Token, field: TextField | None, query: str, at: Span) -> Node:
    plain = instead(query, token.at, word)
    if any(sign in word for sign in "*?~"):
        fewer = word.strip("*?~")
        mended = instead(query, token.at, f"{fewer}~") if not any(sign in fewer for sign in "*?~") else None
        raise error(f"in '{token.text}', ~ cannot stand together with *, ? or another ~: write one of them", at, mended)
    found = terms(word)
    if not found:
        raise error(f"'{token.text}' holds no letter or digit to search for: write a word, or take it away", at)
    if len(found) > 1:
        raise error(
            f"'{token.text}' is several words, and only one word can be searched for with other letters by ~", at, plain
        )
    distance = int(number[:4] or "1") if not number or number.isascii() else max(LEAST_FUZZY) + 1
    if distance not in LEAST_FUZZY:
        mended = plain if distance == 0 else instead(query, token.at, f"{word}~2")
        raise error(f"'{token.text}' asks for words {number} letters away, and 1 (~) or 2 (~2) can be", at, mended)
    least = LEAST_FUZZY[distance]
    if sum(map(str.isalnum, word)) < least:
        raise error(
            f"'{word}' is too short for {'~2' if distance == 2 else '~'}, which needs {least} letters at least: "
            "almost every short word would do",
            at,
            plain,
        )
    return Fuzzy(word, distance, field, at=at)


def _wildcard(token: Token, field: TextField | None, query: str, at: Span) -> Node:
    text = token.text
    found = [terms(part) for part in re.split(r"[*?]", text) if part]
    if any(len(part) != 1 for part in found) or any(not _all_letters(part) for part in re.split(r"[*?]", text)):
        bare = re.sub(r"\A[\W_]+|[\W_]+\Z", "", text)
        raise error(
            f"'{text}' holds more than the letters and digits of one word, and * and ? stand for letters of one: "
            "write words apart, and signs in quotes",
            at,
            instead(query, token.at, bare if _all_letters(bare) and bare else quoted(text)) if terms(text) else None,
        )
    if sum(map(str.isalnum, text)) < LEAST_LETTERS:
        raise error(
            f"'{text}' is too short: beside * and ?, a word needs {LEAST_LETTERS} letters at least, or almost every "
            "word would do",
            at,
        )
    if len(text) > LONGEST_WILDCARD:
        raise error(f"a word with * or ? can have {LONGEST_WILDCARD} letters at most, and this one has {len(text)}", at)
    return Wildcard(re.sub(r"\*+", "*", text), field, at=at)


def _all_letters(text: str) -> bool:
    """Whether a part of a word is searched for as it stands, without signs that searching passes over."""
    found = terms(text)
    return not text or (len(found) == 1 and text[0].isalnum() and not any(c.isspace() or c in ".,;:!-_'" for c in text))


def _regex(token: Token, field: TextField | None, query: str, at: Span) -> Node:
    pattern = token.text
    begin = token.at.start + 1
    if not pattern:
        raise error("there is nothing between these slashes: /neutral.*/ finds words by a regular expression", at)
    try:
        compile_regex(pattern)
    except RegexError as problem:
        place = Span(begin + problem.start, begin + problem.end)
        whole = Span(begin, begin + len(pattern))
        mended = None
        if problem.proposal is not None and not _is_broken(problem.proposal):
            mended = instead(query, whole, problem.proposal)
        raise error(f"in the regular expression, {problem}", place, mended) from None
    return Regex(pattern, field, at=at)


def _is_broken(pattern: str) -> bool:
    try:
        compile_regex(pattern)
    except RegexError:
        return True
    return not pattern
