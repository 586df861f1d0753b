"""Names as strings: folding for comparison, ids, and the parts of a person's name. Pure functions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

from index.language.data import words
from index.language.data.people import FEMALE_NAMES, HONORIFICS, MALE_NAMES, TITLES, WORDS_AS_WELL

LONGEST_SLUG = 80

# Letters that no decomposition turns into ASCII.
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D",
     "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i", "ħ": "h", "ŋ": "n", "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'",
     "‐": "-", "‑": "-", "–": "-", "—": "-"}
)  # fmt: skip
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_SPACES = re.compile(r"\s+")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
_PARTICLES = words(
    """
    de da di del della der den des du dos das la le van von bin ibn ben al el ter ten st
    """
)
_SUFFIXES = words("jr jr. sr sr. ii iii iv phd md qc kc mp obe cbe")


def replaced(text: str, by: Mapping[str, str]) -> str:
    """The text with single characters replaced, none of them by one that is replaced itself.

    Most texts have none of them: looking for each is many times faster than `str.translate`.
    """
    for character, other in by.items():
        if character in text:
            text = text.replace(character, other)
    return text


@lru_cache(maxsize=8192)
def ascii_of(text: str) -> str:
    """The text without accents and in plain letters; what has no plain letter is left as it is."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(maxsize=8192)
def fold(name: str) -> str:
    """A name for comparison: no case, accents, dots in acronyms, leading article or possessive ending."""
    plain = _SPACES.sub(" ", ascii_of(name).casefold()).strip(" \"'.,;:()[]")
    plain = _POSSESSIVE.sub("", plain).replace(".", "")
    return plain.removeprefix("the ")


def slug(name: str) -> str:
    """The id made from a name: ASCII words in lower case, joined by hyphens; a hash where no word remains."""
    words = _NOT_WORD.sub("-", _POSSESSIVE.sub("", ascii_of(name).casefold()).replace("'", "")).strip("-")
    if words:
        return words[:LONGEST_SLUG].rstrip("-")
    code = "-".join(f"u{ord(c):x}" for c in name if not c.isspace())
    return code[:LONGEST_SLUG].rstrip("-") or "unnamed"


def without_possessive(name: str) -> str:
    """The name without an ending 's."""
    return _POSSESSIVE.sub("", name)


@lru_cache(maxsize=8192)
def tidy(name: str) -> str:
    """A name for people: on one line, straight apostrophes, without article, possessive or edge punctuation."""
    plain = _SPACES.sub(" ", name.replace("’", "'")).strip(" \"“”',;:()[]-–—")
    plain = without_possessive(plain)
    return plain[4:] if plain[:4].casefold() == "the " and plain[4:5].isupper() else plain


def is_title(word: str) -> bool:
    """Whether a word may stand before a name as (part of) a title."""
    return word.casefold().rstrip(".") in TITLES


def strip_titles(words: Sequence[str]) -> int:
    """How many of the first words are titles; at least one word is always left."""
    count = 0
    while count < len(words) - 1 and is_title(words[count]):
        count += 1
    return count


def person_words(name: str) -> tuple[str, ...]:
    """The folded words of a person's name, without titles and endings such as Jr."""
    words = [w.strip(".,'\"") for w in ascii_of(name).casefold().split()]
    words = [w for w in words if w]
    words = words[strip_titles(words) :]
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words.pop()
    return tuple(words)


def surname(words: Sequence[str]) -> str:
    """The surname in a person's folded words, without particles."""
    return words[-1] if words else ""


def is_particle(word: str) -> bool:
    """Whether a word may stand in small letters in a surname ("de", "al")."""
    return word.casefold() in _PARTICLES


def bare_surname(word: str) -> str:
    """A folded surname without the article that is joined to it: "attar" for "al-attar"."""
    head, hyphen, rest = word.partition("-")
    return rest if hyphen and head in _PARTICLES and len(rest) > 2 else word


def gender_of_title(word: str) -> str | None:
    """ "m" or "f" where a title tells the gender."""
    return HONORIFICS.get(word.casefold().rstrip("."))


def gender_of_name(words: Sequence[str]) -> str | None:
    """ "m" or "f" where the given name tells it; a surname alone never does."""
    if len(words) < 2:
        return None
    given = words[0]
    for form in (given, given.split("-")[0]):
        if form in _FEMALE:
            return "f"
        if form in _MALE:
            return "m"
    return None


def is_given_name(word: str) -> bool:
    """Whether a word is a known given name, and hardly ever anything else."""
    plain = ascii_of(word).casefold().split("-")[0]
    return plain not in WORDS_AS_WELL and (plain in _FEMALE or plain in _MALE)


def may_be_given_name(word: str) -> bool:
    """Whether a word is a known given name, even one that is often a word or a place too."""
    plain = ascii_of(word).casefold().split("-")[0]
    return plain in _FEMALE or plain in _MALE


def is_short_for(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether a person called by the first words may be the one called by the second.

    True for a surname, a given name or a run of words out of the longer name in the same order, an initial
    counting for a word ("J. Smith"); two full names with different given names are two people.
    """
    if len(short) > len(full) or not short:
        return False
    if tuple(short) == tuple(full):
        return True
    if len(short) > 1 and not _same_word(short[0], full[0]) and short[0] not in _PARTICLES and full[0] != short[0]:
        # "Biden Harris" is no short form of "Joe Biden Harris" unless it leaves out only given names.
        return tuple(full[-len(short) :]) == tuple(short) and len(full) - len(short) == 1
    rest = iter(full)
    return all(any(_same_word(word, other) for other in rest) for word in short)


def _same_word(short: str, full: str) -> bool:
    return short == full or (len(short) == 1 and full.startswith(short))


_FEMALE = frozenset(ascii_of(n) for n in FEMALE_NAMES)
_MALE = frozenset(ascii_of(n) for n in MALE_NAMES)
