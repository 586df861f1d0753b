"""Leaves that stand for all words whose form passes a test: wildcards, fuzzy words, regular expressions."""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from typing import TypeAlias

from index.search.patterns import compile_wildcard
from index.search.regex import compile_regex
from index.search.tree import FormLeaf, Fuzzy, Regex, Wildcard
from index.search.words import forms_and_terms

FormTest: TypeAlias = Callable[[str], bool]


def form_test(leaf: FormLeaf, deadline: float = inf) -> FormTest:
    """What says of a word's form (`words.form_and_term`) whether the leaf stands for it, in time linear to its length.

    A test of a wildcard or a regular expression raises TimeoutError after `deadline`, a time by `time.monotonic`,
    at a word that it has to think about. Raises RegexError where the tree was not made by `query.parse`.
    """
    match leaf:
        case Wildcard(text=text):
            wildcard = compile_wildcard(text)
            return lambda form: wildcard.matches(form, deadline)
        case Regex(pattern=pattern):
            regex = compile_regex(pattern)
            return lambda form: regex.matches(form, deadline)
        case Fuzzy(text=text, distance=distance):
            wanted = forms_and_terms(text)[0][0]
            return lambda form: form[:1] == wanted[0] and is_within(wanted, form, distance)


def form_prefix(leaf: FormLeaf) -> str:
    """Letters with which every form begins that the leaf stands for: where to look in a sorted list; often none."""
    match leaf:
        case Wildcard(text=text):
            return compile_wildcard(text).prefix
        case Regex(pattern=pattern):
            return compile_regex(pattern).prefix
        case Fuzzy(text=text):
            return forms_and_terms(text)[0][0][0]


def is_within(a: str, b: str, distance: int) -> bool:
    """Whether at most `distance` changes make `a` of `b`: a letter more, less or another, or two neighbours swapped.

    No letter is changed twice (optimal string alignment).
    """
    if abs(len(a) - len(b)) > distance:
        return False
    at, end = 0, min(len(a), len(b))
    while at < end and a[at] == b[at]:
        at += 1
    a, b = a[at:], b[at:]
    if not a or not b:
        return len(a) + len(b) <= distance
    if distance == 0:
        return False
    return (
        is_within(a[1:], b[1:], distance - 1)
        or is_within(a[1:], b, distance - 1)
        or is_within(a, b[1:], distance - 1)
        or (a[0] == b[1:2] and b[0] == a[1:2] and is_within(a[2:], b[2:], distance - 1))
    )
