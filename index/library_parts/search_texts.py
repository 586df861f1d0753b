"""The texts of a library as they are searched: where a query's words stand, and the pieces that show it."""

from __future__ import annotations

from collections.abc import Iterable

from index.library_parts.core import Core
from index.model import Span
from index.search.tree import Node
from index.store.articles import keys_json
from index.store.codec import spans_from_text
from index.text import blanked, without


def searched(text: str, masked: str) -> str:
    """What of an article's text is searched: all but the boilerplate, everything in its place."""
    return blanked(text, [(span.start, span.end) for span in spans_from_text(masked)])


def _below_headline(text: str, masked: str, title: str | None) -> str:
    """What of an article's text an excerpt may be taken from."""
    spans = (*spans_from_text(masked), *spans_from_text(title or ""))
    return without(text, ((span.start, span.end) for span in spans))


class SearchTexts:
    """The articles' texts, beside a query."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def hits(self, node: Node, text: str) -> list[Span]:
        """Where the query's words stand in a text."""
        from index.search.hits import find_hits

        return find_hits(text, node)

    def snippet(self, key: int, node: Node) -> tuple[str, list[Span]]:
        """A piece of an article that shows why it was found, and where the query's words stand in the piece.

        It is taken from below the headline, which stands above it; where only that has the words, it is the beginning.
        """
        from index.search.snippets import snippet

        rows = self._core.database.read(
            "SELECT v.text, v.masked, v.title_span FROM article a JOIN version v ON v.hash = a.version WHERE a.key = ?",
            (key,),
        )
        if not rows:
            return "", []
        return snippet(_below_headline(*rows[0]), node, self._core.written.search.snippet)

    def snippets(self, keys: Iterable[int], node: Node) -> dict[int, tuple[str, list[Span]]]:
        """`snippet` of many articles at once, by key and in the order of `keys`; those that are gone left out."""
        from index.search.snippets import snippets

        wanted = list(keys)
        rows = {
            key: _below_headline(text, masked, title)
            for key, text, masked, title in self._core.database.read(
                "SELECT a.key, v.text, v.masked, v.title_span FROM article a JOIN version v ON v.hash = a.version"
                " WHERE a.removed = 0 AND a.key IN (SELECT value FROM json_each(?))",
                (keys_json(wanted),),
            )
        }
        present = [key for key in wanted if key in rows]
        found = snippets((rows[key] for key in present), node, self._core.written.search.snippet)
        return dict(zip(present, found, strict=True))
