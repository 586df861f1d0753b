"""Tables about the world that the rules look up: countries, offices, media, given names, verbs of stance.

All of them are written by hand for Sayso, as of November 2026. They hold what rarely changes (what a
country and its people are called, which words are titles), and nobody's office.
"""

from __future__ import annotations


def words(table: str) -> frozenset[str]:
    """The words of a table that is written as a text."""
    return frozenset(table.split())
