"""Words as the search sees them: where they stand in a text, and the term that each is indexed under.

One chain serves the index, the queries, the hits in the article and the names in the store: a word is a
run of letters, digits and their marks; an apostrophe ends it (curly or straight), and a possessive 's is
no part of it; its form is in lower case without accents; its term is the form's stem. Characters of
scripts that put no spaces between words are a word each. No word is left out for being frequent.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache

from index.search.stemming import stem

# Marks that belong to the letter before them, and characters that only say how letters join.
_MARKS = (
    "\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0900-\u0963\u0980-\u0df3\u0eb1-\u0ebc\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u200c\u200d\u2060\u20d0-\u20f0\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f"
)
_UNSPACED = "\u0e00-\u0e4e\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_APOSTROPHES = "'\u2019\u02bc\uff07\u2018\u00b4`"
_POSSESSIVE = rf"(?:[{_APOSTROPHES}][sS](?![\w{_MARKS}]))?"

_ASCII = re.compile(r"([A-Za-z0-9]+)(?:['`][sS](?![A-Za-z0-9]))?")
# Letters that no decomposition takes apart.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t", "þ": "th", "ð": "d", "ŋ": "n"}
)
_CACHE_LIMIT = 200_000
_LONG = 20_000
_MANY = 20


# Compiled when they are first asked for: all of them together take as long as opening a library.
@cache
def _word() -> re.Pattern[str]:
    return re.compile(rf"([^\W_\u02bc](?:[^\W_\u02bc]+|[{_MARKS}]+)*){_POSSESSIVE}")


@cache
def _mixed() -> re.Pattern[str]:
    return re.compile(rf"([{_UNSPACED}][{_MARKS}]*|[^\W_\u02bc](?:[^\W_\u02bc{_UNSPACED}]+|[{_MARKS}]+)*){_POSSESSIVE}")


@cache
def _inner() -> re.Pattern[str]:
    return re.compile(rf"[^\W_\u02bc][{_MARKS}]*\Z")


@cache
def _has_unspaced() -> re.Pattern[str]:
    return re.compile(f"[{_UNSPACED}]")


@cache
def _dropped() -> re.Pattern[str]:
    return re.compile("[\u00ad\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u200c\u200d\u2060\ufe00-\ufe0f]")


def fold(text: str) -> str:
    """`text` in lower case, without accents and invisible joiners: what is compared instead of it."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", _dropped().sub("", apart).casefold().translate(_LETTERS))


class _Forms(dict[str, tuple[str, str]]):
    """A word as it stands in a text -> its form and its term; filled as words are met."""

    def __missing__(self, word: str) -> tuple[str, str]:
        if len(self) >= _CACHE_LIMIT:
            self.clear()
        form = "".join(fold(word).split())
        found = self[word] = (form, stem(form))
        return found


_FORMS = _Forms()


def word_pattern(text: str) -> re.Pattern[str]:
    """What matches each word of a text: its first group is the word, and it goes on past a possessive 's."""
    return _ASCII if text.isascii() else _wider_pattern(text)


@lru_cache(maxsize=8)
def _wider_pattern(text: str) -> re.Pattern[str]:
    return _mixed() if _has_unspaced().search(text) else _word()


def form_and_term(word: str) -> tuple[str, str]:
    """The form and the term of one word, as `distinct` gives it."""
    return _FORMS[word]


def surfaces(text: str) -> list[str]:
    """Each word as it stands in the text, without a possessive 's, in order: what `form_and_term` takes."""
    found: list[str] = word_pattern(text).findall(text)
    return found


def forms_and_terms(text: str) -> list[tuple[str, str]]:
    """The form and the term of each word, in order."""
    return [_FORMS[word] for word in word_pattern(text).findall(text)]


def terms(text: str) -> list[str]:
    """The term of each word, in order."""
    return [term for _, term in forms_and_terms(text)]


def located(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Each word as (start, end, form, term), in code points of `text`, end exclusive."""
    for match in word_pattern(text).finditer(text):
        form, term = _FORMS[match[1]]
        yield match.start(), match.end(1), form, term


@lru_cache(maxsize=8)
def distinct(text: str) -> frozenset[str]:
    """The different words of a text, as they stand in it."""
    return frozenset(word_pattern(text).findall(text))


def located_among(text: str, wanted: Collection[str]) -> Iterator[tuple[int, int, int]]:
    """Each place where one of the `wanted` words, as `distinct` gives them, stands as a whole word.

    As (start, end, after): `after` is where the next word is to be looked for, past a possessive 's.
    """
    if not wanted:
        return
    pattern = word_pattern(text)
    if pattern is _mixed() or len(text) < _LONG or len(wanted) > _MANY:
        for match in pattern.finditer(text):
            if match[1] in wanted:
                yield match.start(), match.end(1), match.end()
        return
    # In a long text, looking for the letters of a few words is several times faster than looking at every word.
    letters = re.compile("|".join(re.escape(word) for word in sorted(wanted, key=len, reverse=True)))
    at = between = 0
    while candidate := letters.search(text, at):
        start = candidate.start()
        whole = None
        if not _within_word(text, start):
            # Whether an s belongs to the word before it, its words tell from the last place that is between two.
            begin = max(between, text.rfind(" ", between, start)) if _may_be_possessive(text, start) else start
            whole = next(match for match in pattern.finditer(text, begin) if match.end() > start)
            between = whole.end()
            if whole.start() == start and whole[1] in wanted:
                yield start, whole.end(1), whole.end()
        at = start + 1 if whole is None else whole.end()


def _within_word(text: str, at: int) -> bool:
    """Whether the letter at `at` goes on with a word that began before it."""
    return at > 0 and not text[at - 1].isspace() and bool(_inner().search(text, max(0, at - 16), at))


def _may_be_possessive(text: str, at: int) -> bool:
    """Whether the letter at `at` is an s behind an apostrophe behind a word."""
    return text[at] in "sS" and at > 1 and text[at - 1] in _APOSTROPHES and _within_word(text, at - 1)


def followed_by(text: str, after: int, phrase: Sequence[str]) -> int | None:
    """Where the last of some terms ends, if they are those of the words that come next after `after`; else None."""
    end = after
    words = word_pattern(text).finditer(text, after)
    for term in phrase:
        match = next(words, None)
        if match is None or _FORMS[match[1]][1] != term:
            return None
        end = match.end(1)
    return end


def folded_name(name: str) -> str:
    """The forms of a name's words with a space between them and at both ends; "" where it has no word.

    Two names match by whole words where the one's folded name is contained in the other's.
    """
    found = [form for form, _ in forms_and_terms(name)]
    return f" {' '.join(found)} " if found else ""
