"""The plain way to find what a leaf matches: slow, and so short that one sees that it is right."""

from __future__ import annotations

import re

from index.search.tree import Exact, Fuzzy, Near, Phrase, Prefix, Regex, TextLeaf, Wildcard, Word
from index.search.words import forms_and_terms, located, terms


def distance(a: str, b: str) -> int:
    """How many letters two words are apart, by the whole table (optimal string alignment)."""
    table = [[i + j if not i * j else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            table[i][j] = min(table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (a[i - 1] != b[j - 1]))
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


def wildcard_matches(pattern: str, form: str) -> bool:
    """Whether a form matches where `*` is any letters and `?` one, by trying all ways."""
    if not pattern:
        return not form
    if pattern[0] == "*":
        return any(wildcard_matches(pattern[1:], form[i:]) for i in range(len(form) + 1))
    return bool(form) and pattern[0] in ("?", form[0]) and wildcard_matches(pattern[1:], form[1:])


def lit(text: str, leaf: TextLeaf) -> set[int]:
    """The code points that the leaf lights in a text."""
    words = list(located(text))
    found: set[int] = set()

    def light(first: int, last: int) -> None:
        found.update(range(words[first][0], words[last][1]))

    def matches(form: str, term: str) -> bool:
        match leaf:
            case Prefix():
                start = forms_and_terms(leaf.text)[0][0]
                return form.startswith(start) or term.startswith(start)
            case Exact():
                return form == forms_and_terms(leaf.text)[0][0]
            case Wildcard():
                return wildcard_matches(leaf.text.lower(), form)
            case Fuzzy():
                wanted = forms_and_terms(leaf.text)[0][0]
                return form[0] == wanted[0] and distance(form, wanted) <= leaf.distance
            case Regex():
                return re.fullmatch(leaf.pattern, form) is not None
            case _:
                return False

    match leaf:
        case Word() | Phrase():
            row = terms(leaf.text)
            for i in range(len(words) - len(row) + 1):
                if [term for _, _, _, term in words[i : i + len(row)]] == row:
                    light(i, i + len(row) - 1)
        case Near():
            row = terms(leaf.text)
            for i in range(len(words)):
                window = range(i, min(len(words), i + len(row) + leaf.distance))
                there = [words[j][3] for j in window]
                if all(there.count(term) >= row.count(term) for term in row):
                    for j in window:
                        if words[j][3] in row:
                            light(j, j)
        case _:
            for i, (_, _, form, term) in enumerate(words):
                if matches(form, term):
                    light(i, i)
    return found
