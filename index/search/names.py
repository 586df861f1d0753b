"""Names as a query gives them."""

from __future__ import annotations

from index.search.engine import NamePattern
from index.search.tree import Clause, Phrase, Prefix, Word
from index.search.words import folded_name


def name_pattern(leaf: Clause | Word | Phrase | Prefix) -> NamePattern:
    """The pattern by which names are searched for a name clause, a word, a phrase or a prefix."""
    given = leaf.value if isinstance(leaf, Clause) else leaf.text
    text = folded_name(given)
    if isinstance(leaf, Prefix) or (isinstance(leaf, Clause) and leaf.prefix):
        text = text[:-1]
    return NamePattern(text, given.strip())
