"""Gathering articles into stories: each new one is compared with those that its sketch says are like it.

What comes of it does not depend on the order in which articles are added: two articles are joined where the
rule says so of them alone, and a story is all that is joined with one another, directly or by others.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from index.model import Span
from index.stories.bare import bare
from index.stories.book import Pages
from index.stories.rule import Rule, day
from index.stories.shingles import LENGTH, Shingles, likeness, shingles
from index.stories.sketch import bands

_KEPT = 512
"""Texts whose shingles are remembered."""

_MOST_FAILURES = 200
"""Comparisons without a result after which an article is compared no more: thousands of texts of one pattern,
each a little too different, would otherwise take forever."""


@dataclass(frozen=True, slots=True)
class Text:
    """An article as it is compared: its key and id, its date (YYYY-MM-DD or None), its text, the spans of its
    boilerplate and where its headline stands in the text."""

    key: int
    id: str
    date: str | None
    text: str
    masked: tuple[tuple[int, int], ...] = ()
    title: Span | None = None

    def shingles(self) -> Shingles:
        """The shingles of what prints of one article have in common."""
        return shingles(bare(self.text, self.masked, self.title))


Texts = Callable[[Collection[int]], Iterable[Text]]
"""Gives the articles with these keys, as they are now."""


class Gathering:
    """Adds articles to a book and takes them out. `texts` gives articles that the book has already."""

    def __init__(self, rule: Rule, texts: Texts) -> None:
        self._rule = rule
        self._texts = texts
        self._known: dict[int, Shingles] = {}

    def bring(self, pages: Pages, texts: Sequence[Text], gone: Iterable[int] = ()) -> None:
        """Put articles in, in place of what the book had under their keys, and take out those that are gone."""
        changed = {text.key for text in texts}
        alone: set[int] = set()
        for key in sorted({*changed, *gone}):
            self._known.pop(key, None)
            alone.update(pages.take_out(key))
        for text in self._texts(sorted(alone - changed - set(gone))):
            found = self._remembered(text)
            self._join(pages, text, found, bands(found))
        for text in texts:
            found = self._remembered(text)
            groups = bands(found) if len(found) + LENGTH > self._rule.shortest else []
            pages.add(text.key, text.id, text.date, day(text.date), len(found), groups)
            self._join(pages, text, found, groups)

    def _join(self, pages: Pages, text: Text, found: Shingles, groups: Sequence[int]) -> None:
        rule, own = self._rule, day(text.date)
        joined = {pages.story(text.key)} - {None}
        failures = 0
        for other in pages.sharing(groups):
            if (
                other.key == text.key
                or (other.story is not None and other.story in joined)
                or not rule.near(own, other.day)
                or not rule.may_join(len(found), other.shingles, other.shared)
            ):
                continue
            if rule.joins(likeness(found, self._of(other.key))):
                pages.join(text.key, other.key)
                joined.add(other.story)
            else:
                failures += 1
                if failures == _MOST_FAILURES:
                    return

    def _of(self, key: int) -> Shingles:
        found = self._known.get(key)
        if found is None:
            for text in self._texts((key,)):
                return self._remembered(text)
            return shingles("")
        return found

    def _remembered(self, text: Text) -> Shingles:
        if len(self._known) >= _KEPT:
            del self._known[next(iter(self._known))]
        found = self._known[text.key] = text.shingles()
        return found
