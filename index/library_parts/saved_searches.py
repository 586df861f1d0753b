"""Saved searches: queries with a name, kept in the library for everybody, each change an event that can be undone."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

from index.errors import QueryError, UsageError
from index.library_parts.core import Core
from index.library_parts.search import Searches
from index.model import Event, EventKind, Part
from index.search.saved_names import renamed, uses
from index.store import saved_searches
from index.store.blinding import LABELS
from index.store.events import Deed
from index.text import clean_line

LONGEST_NAME = 40
_NOT_IN_NAMES = frozenset('"“”„‟\\')


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A saved search: its name and query as they were written, and what it finds now.

    `total` counts its articles, `unread` those of them that this annotator has not read, `unlabelled` those with
    a statement that has no label (none of this annotator's, while labels are hidden). `broken` is a sentence that says
    why it cannot be answered, with all counts 0.
    """

    name: str
    query: str
    total: int = 0
    unread: int = 0
    unlabelled: int = 0
    broken: str | None = None


class SavedSearches:
    """The saved searches of a library. What changes them raises as `Annotations` does."""

    def __init__(self, core: Core, search: Searches) -> None:
        self._core = core
        self._search = search

    def queries(self) -> dict[str, str]:
        """The queries by their names, in the order of the alphabet; quick, for nothing is searched."""
        return saved_searches.queries(self._core.database)

    def all(self) -> list[SavedSearch]:
        """All of them with what they find, in the order of the alphabet."""
        queries = self.queries()
        if not queries:
            return []
        unread = self._search.keys(self._search.parse("is:unread"))
        unlabelled = self.unlabelled()
        found = []
        for name, query in queries.items():
            try:
                keys = self._search.keys(self._search.parse(query, saved=queries))
            except QueryError as problem:
                found.append(SavedSearch(name, query, broken=problem.sentence))
            else:
                found.append(SavedSearch(name, query, len(keys), len(keys & unread), len(keys & unlabelled)))
        return found

    def unlabelled(self) -> Set[int]:
        """The keys of the articles with a statement that has no label; while labels are hidden, none of one's own."""
        from index.search.lexer import quoted

        query = f"{{-by:{quoted(self._core.by)}}}" if LABELS in self._core.blind else "is:unlabelled"
        return self._search.keys(self._search.parse(query))

    def save(self, name: str, query: str) -> Event:
        """Save a query under a name; one of the same name, in any case of its letters, is replaced.

        Raises UsageError for a name that cannot be, QueryError for a query that cannot be read, and
        UsageError where it would use itself or another saved search could not be read any more.
        """
        name, query = _name(name), clean_line(query).strip()
        queries = self.queries()
        former = _of(queries, name)
        others = {one: text for one, text in queries.items() if one != former}
        if way := _back_to(name, query, others):
            raise UsageError(
                f"the saved search '{name}' would use itself ({' → '.join(way)}), and could not be followed"
            )
        self._search.parse(query, saved={**others, name: query})
        self._still_read(queries, {**others, name: query})
        if former == name and queries[name] == query:
            raise UsageError(f"the saved search '{name}' is this query already")
        return self._core.record(Deed.of(EventKind.SEARCH, [_part(name, query, former=queries.get(former or ""))]))

    def rename(self, name: str, new: str) -> Event:
        """Give a saved search another name, in those that use it too, as one step.

        Raises UsageError where there is none, and for a name that cannot be or that another one has.
        """
        queries = self.queries()
        former, new = self._known(queries, name), _name(new)
        taken = _of(queries, new)
        if taken not in (None, former):
            raise UsageError(f"there is a saved search '{taken}' already; choose another name, or remove that first")
        if new == former:
            raise UsageError(f"the saved search is called '{new}' already")
        after = {
            new if one == former else one: renamed(query, former, new) if uses(query, former) else query
            for one, query in queries.items()
        }
        self._still_read(queries, after, {former: new})
        parts = [
            _part(one, query, former=queries.get(one))
            for one, query in after.items()
            if one != new and query != queries[one]
        ]
        renaming = _part(new, after[new], former=queries[former], renamed_from=former)
        if former.casefold() != new.casefold():
            parts = [_part(former, None, former=queries[former], renamed_to=new), renaming, *parts]
        else:
            parts = [renaming, *parts]
        return self._core.record(Deed.of(EventKind.SEARCH, parts))

    def remove(self, name: str) -> Event:
        """Remove a saved search. Raises UsageError where there is none, and where another one uses it."""
        queries = self.queries()
        former = self._known(queries, name)
        using = [one for one, query in queries.items() if one != former and uses(query, former)]
        if using:
            named = ", ".join(f"'{one}'" for one in using)
            raise UsageError(
                f"the saved search '{former}' is used by {named}: change {'it' if len(using) == 1 else 'them'} first"
            )
        return self._core.record(Deed.of(EventKind.SEARCH, [_part(former, None, former=queries[former])]))

    def _known(self, queries: Mapping[str, str], name: str) -> str:
        known = _of(queries, name)
        if known is None:
            said = f"; there are: {', '.join(queries)}" if queries else ""
            raise UsageError(f"there is no saved search '{clean_line(name).strip()}'{said}")
        return known

    def _still_read(
        self, before: Mapping[str, str], after: Mapping[str, str], names: Mapping[str, str] | None = None
    ) -> None:
        """Raises UsageError where a saved search could be read before and could not be after."""
        for one in before:
            try:
                self._search.parse(before[one], saved=before)
            except QueryError:
                continue
            now = (names or {}).get(one, one)
            if now not in after:
                continue
            try:
                self._search.parse(after[now], saved=after)
            except QueryError as problem:
                raise UsageError(f"the saved search '{one}' could not be read then: {problem.sentence}") from None


def _of(queries: Mapping[str, str], name: str) -> str | None:
    """The name, as it was written, of the saved search that is meant."""
    wanted = " ".join(clean_line(name).split()).casefold()
    return next((one for one in queries if one.casefold() == wanted), None)


def _back_to(name: str, query: str, others: Mapping[str, str]) -> list[str] | None:
    """The way from a saved search back to itself through those that it uses; None where there is none."""
    seen: set[str] = set()

    def way(text: str) -> list[str] | None:
        if uses(text, name):
            return [name]
        for one, further in others.items():
            if one not in seen and uses(text, one):
                seen.add(one)
                if (found := way(further)) is not None:
                    return [one, *found]
        return None

    found = way(query)
    return None if found is None else [name, *found]


def _name(given: str) -> str:
    name = " ".join(clean_line(given).split())
    if not name or len(name) > LONGEST_NAME:
        raise UsageError(f"the name of a saved search has 1 to {LONGEST_NAME} characters")
    if _NOT_IN_NAMES & set(name):
        raise UsageError("the name of a saved search has no quotation marks and no backslash")
    return name


def _part(name: str, query: str | None, *, former: str | None, **more: str) -> Part:
    sets: dict[str, object] = {"name": name if query is not None else None, "query": query}
    return Part(saved_searches.subject(name), sets, {"search": name, "former": former, **more})
