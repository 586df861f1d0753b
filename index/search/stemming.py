"""The stem of an English word, by Porter's second algorithm ("Porter2").

A stem need not be a word; it is what all forms of a word share, so that "rejects", "rejected" and
"rejecting" are found as one. Words of other scripts, and those with digits, are their own stem.
"""

from __future__ import annotations

import re
from functools import lru_cache

_REMEMBERED = 20_000  # words
_VOWELS = "aeiouy"
_VOWEL = frozenset(_VOWELS)
_VOWEL_AND_CONSONANT = re.compile("[aeiouy][^aeiouy]")
_DOUBLES = ("bb", "dd", "ff", "gg", "mm", "nn", "pp", "rr", "tt")
_BEFORE_LI = "cdeghkmnrt"

_IRREGULAR = {
    "skis": "ski",
    "skies": "sky",
    "dying": "die",
    "lying": "lie",
    "tying": "tie",
    "idly": "idl",
    "gently": "gentl",
    "ugly": "ugli",
    "early": "earli",
    "only": "onli",
    "singly": "singl",
} | {word: word for word in ("sky", "news", "howe", "atlas", "cosmos", "bias", "andes")}
_WITHOUT_PLURAL = frozenset(["inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed"])

# Suffix -> what takes its place where the suffix stands in the first region; longest first.
_STEP_2 = (
    ("ational", "ate"),
    ("fulness", "ful"),
    ("iveness", "ive"),
    ("ization", "ize"),
    ("ousness", "ous"),
    ("biliti", "ble"),
    ("lessli", "less"),
    ("tional", "tion"),
    ("alism", "al"),
    ("aliti", "al"),
    ("ation", "ate"),
    ("entli", "ent"),
    ("fulli", "ful"),
    ("iviti", "ive"),
    ("ousli", "ous"),
    ("abli", "able"),
    ("alli", "al"),
    ("anci", "ance"),
    ("ator", "ate"),
    ("enci", "ence"),
    ("izer", "ize"),
    ("bli", "ble"),
    ("ogi", "og"),
    ("li", ""),
)
_STEP_3 = (
    ("ational", "ate"),
    ("tional", "tion"),
    ("alize", "al"),
    ("icate", "ic"),
    ("iciti", "ic"),
    ("ative", ""),
    ("ical", "ic"),
    ("ness", ""),
    ("ful", ""),
)
_STEP_4 = (
    *("ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize"),
    *("ion", "al", "er", "ic"),
)
_VERBS = ("eed", "eedly", "ing", "ingly", "ed", "edly")
# Most words end in none of them, which is one question.
_ANY_2, _ANY_3 = (tuple(suffix for suffix, _ in step) for step in (_STEP_2, _STEP_3))


def _after_first_consonant(word: str, start: int) -> int:
    """Where the region begins that follows the first consonant after a vowel, looking from `start`."""
    found = _VOWEL_AND_CONSONANT.search(word, start)
    return len(word) if found is None else found.end()


def _has_vowel(part: str) -> bool:
    return not _VOWEL.isdisjoint(part)


def _ends_short(word: str) -> bool:
    """Whether the word ends with a short syllable: a vowel between single consonants, or one that begins it."""
    if len(word) == 2:
        return word[0] in _VOWELS and word[1] not in _VOWELS
    return (
        len(word) > 2
        and word[-3] not in _VOWELS
        and word[-2] in _VOWELS
        and word[-1] not in _VOWELS
        and word[-1] not in "wxY"
    )


def _mark_consonant_y(word: str) -> str:
    """Write a y that sounds as a consonant as Y: at the beginning and after a vowel."""
    if "y" not in word:
        return word
    letters = list(word)
    for i, letter in enumerate(letters):
        if letter == "y" and (i == 0 or letters[i - 1] in _VOWELS):
            letters[i] = "Y"
    return "".join(letters)


def _plural(word: str) -> str:
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith(("ied", "ies")):
        return word[:-2] if len(word) > 4 else word[:-1]
    if word.endswith("s") and not word.endswith(("us", "ss")) and _has_vowel(word[:-2]):
        return word[:-1]
    return word


def _verb(word: str, first: int) -> str:
    if not word.endswith(_VERBS):
        return word
    for suffix in ("eedly", "eed"):
        if word.endswith(suffix):
            return word[: -len(suffix)] + "ee" if len(word) - len(suffix) >= first else word
    for suffix in ("ingly", "edly", "ing", "ed"):
        if word.endswith(suffix):
            rest = word[: -len(suffix)]
            if not _has_vowel(rest):
                return word
            if rest.endswith(("at", "bl", "iz")):
                return rest + "e"
            if rest.endswith(_DOUBLES):
                return rest[:-1]
            return rest + "e" if first >= len(rest) and _ends_short(rest) else rest
    return word


def _derived(word: str, first: int) -> str:
    if not word.endswith(_ANY_2):
        return word
    for suffix, instead in _STEP_2:
        if word.endswith(suffix):
            rest = word[: -len(suffix)]
            if len(rest) < first:
                return word
            if (suffix == "ogi" and not rest.endswith("l")) or (suffix == "li" and rest[-1:] not in _BEFORE_LI):
                return word
            return rest + instead
    return word


def _derived_again(word: str, first: int, second: int) -> str:
    if not word.endswith(_ANY_3):
        return word
    for suffix, instead in _STEP_3:
        if word.endswith(suffix):
            rest = word[: -len(suffix)]
            return rest + instead if len(rest) >= (second if suffix == "ative" else first) else word
    return word


def _ending(word: str, second: int) -> str:
    if not word.endswith(_STEP_4):
        return word
    for suffix in _STEP_4:
        if word.endswith(suffix):
            rest = word[: -len(suffix)]
            if len(rest) < second or (suffix == "ion" and not rest.endswith(("s", "t"))):
                return word
            return rest
    return word


def _last_letter(word: str, first: int, second: int) -> str:
    rest = word[:-1]
    if word.endswith("e") and (len(rest) >= second or (len(rest) >= first and not _ends_short(rest))):
        return rest
    if word.endswith("ll") and len(rest) >= second:
        return rest
    return word


@lru_cache(maxsize=_REMEMBERED)
def stem(word: str) -> str:
    """The stem of a word in lower case; words of up to two letters, or not of a to z alone, are their own."""
    if len(word) <= 2 or not (word.isascii() and word.isalpha()):
        return word
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    word = _mark_consonant_y(word)
    for beginning in ("gener", "commun", "arsen"):
        if word.startswith(beginning):
            first = len(beginning)
            break
    else:
        first = _after_first_consonant(word, 0)
    second = _after_first_consonant(word, first)
    word = _plural(word)
    if word in _WITHOUT_PLURAL:
        return word
    word = _verb(word, first)
    if len(word) > 2 and word[-1] in "yY" and word[-2] not in _VOWELS:
        word = word[:-1] + "i"
    word = _derived(word, first)
    word = _derived_again(word, first, second)
    word = _ending(word, second)
    return _last_letter(word, first, second).replace("Y", "y")
