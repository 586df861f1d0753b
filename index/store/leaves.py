"""The store's side of a search: facts about articles and statements, as sets and mappings of keys.

It answers index.search.engine.StatementIndex over both databases at once. Answers are remembered until
something is committed, for as one types most of a query stays as it was.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Set
from typing import TypeVar

from index.model import Actor
from index.search.engine import NamePattern
from index.search.tree import State
from index.search.words import folded_name
from index.store import articles
from index.store.database import Database
from index.store.marked import Marked
from index.store.proposals import accepted_of
from index.store.shown import Shown

T = TypeVar("T")

_FOUND = "SELECT s.id, s.article FROM analysis.statement s"
_KEPT = (
    "SELECT k.id, a.key FROM kept k JOIN article a ON a.key = k.article AND a.removed = 0"
    " LEFT JOIN decision d ON d.subject = 'statement:' || k.id AND d.field = 'stance' AND d.by = :by"
    " AND d.value <> 'null' WHERE k.retired = 0"
)
_STANCE = (
    "CASE WHEN d.value IS NOT NULL THEN json_extract(d.value, '$') WHEN k.stances = 1 THEN k.stance"
    " WHEN k.stances = 0 THEN k.suggested END"
)
_IN_FORCE = "(d.value IS NOT NULL OR k.stances = 1)"
_NO_FOUND = "0"

_STATES = {
    State.LABELLED: (_NO_FOUND, _IN_FORCE),
    State.UNLABELLED: ("1", f"NOT {_IN_FORCE}"),
    State.CONFLICT: (_NO_FOUND, "k.stances > 1"),
    State.SUGGESTED: ("s.stance IS NOT NULL", "k.stances = 0 AND k.suggested IS NOT NULL"),
}
"""What holds of a found statement (`s`) and of a kept one (`k`, this annotator's label `d`) in each state."""


class Leaves:
    """A StatementIndex for one annotator; `actors` gives the actors with all their aliases."""

    def __init__(self, database: Database, shown: Shown, by: str, actors: Callable[[], Iterable[Actor]]) -> None:
        self._database = database
        self._shown = shown
        self._by = by
        self._actors = actors
        self._marked = Marked(database, by)
        self._seen: object = None
        self._changed = -1
        self._articles: Set[int] = set()
        self._stale: Set[int] = set()
        self._remembered: dict[tuple[object, ...], object] = {}

    def refresh(self) -> None:
        """Take up what has been committed; to be called before a search."""
        self._shown.refresh()
        versions = self._database.versions()
        if versions == self._seen:
            return
        self._seen = versions
        self._remembered.clear()
        ((changed,),) = self._database.read("SELECT coalesce(max(changed), 0) FROM article")
        condition = "" if changed != self._changed else f" AND a.key IN ({', '.join(map(str, self._stale))})"
        # Only a change of an article makes its result stale, and only a new result makes it fresh.
        self._stale = {
            key
            for (key,) in self._database.read_analysis(
                "SELECT a.key FROM analysis.result r JOIN article a ON a.key = r.article"
                f" WHERE a.version <> r.version{condition}"
            )
        }
        if changed != self._changed:
            self._changed = changed
            self._articles = self._keys("1")

    def _remember(self, key: tuple[object, ...], ask: Callable[[], T]) -> T:
        if key not in self._remembered:
            self._remembered[key] = ask()
        return self._remembered[key]  # type: ignore[return-value]

    # -- articles ------------------------------------------------------------------------------------

    def articles(self) -> Set[int]:
        return self._articles

    def articles_by_id(self, ref: str) -> Set[int]:
        return {key for key, _, removed in articles.find(self._database, ref) if not removed}

    def articles_by_outlet(self, name: NamePattern) -> Set[int]:
        return self._by_column("outlet", name)

    def articles_by_author(self, name: NamePattern) -> Set[int]:
        return self._by_column("author", name)

    def articles_by_date(self, first: str | None, last: str | None) -> Set[int]:
        return self._remember(
            ("date", first, last),
            lambda: self._keys("date >= ? AND date <= ?", first or "", last or "9999-99-99"),
        )

    def articles_read(self) -> Set[int]:
        return self._keys("key IN (SELECT article FROM reading WHERE annotator = ?)", self._by)

    def articles_by_entity(self, name: NamePattern) -> Set[int]:
        def ask() -> Set[int]:
            rows = self._database.read_analysis(
                "SELECT DISTINCT m.article FROM analysis.name n CROSS JOIN analysis.mention m ON m.name = n.number"
                " WHERE instr(n.folded, :text) > 0 OR n.actor_id IN (SELECT value FROM json_each(:actors))",
                {"text": name.text, "actors": self._actor_ids(name)},
            )
            return {key for (key,) in rows} & (self._articles - self._stale)

        return self._remember(("entity", name), ask) if name.text.strip() else set()

    def articles_by_name(self, name: NamePattern) -> Set[int]:
        return self.articles_by_entity(name) | set(self.statements_by_actor(name).values())

    def _by_column(self, column: str, name: NamePattern) -> Set[int]:
        def names() -> list[tuple[str, str]]:
            rows = self._database.read(f"SELECT DISTINCT {column} FROM article WHERE {column} <> '' AND removed = 0")
            return [(value, folded_name(value)) for (value,) in rows]

        if not name.text.strip():
            return set()
        known = self._remember(("names", column), names)
        matching = json.dumps([value for value, folded in known if name.text in folded])
        return self._keys(f"{column} IN (SELECT value FROM json_each(?))", matching)

    def _keys(self, condition: str, *values: object) -> Set[int]:
        rows = self._database.read(f"SELECT key FROM article WHERE removed = 0 AND {condition}", values)
        return {key for (key,) in rows}

    # -- statements ----------------------------------------------------------------------------------

    def statements(self) -> Mapping[str, int]:
        return self._statements("1", "1")

    def statements_by_actor(self, name: NamePattern) -> Mapping[str, int]:
        if not name.text.strip():
            return {}
        return self._statements(
            "s.speaker IN (SELECT p.number FROM analysis.speaker p WHERE instr(p.folded, :text) > 0"
            " OR p.actor_id IN (SELECT value FROM json_each(:actors)))",
            "(instr(k.folded, :text) > 0 OR k.actor_id IN (SELECT value FROM json_each(:actors)))",
            text=name.text,
            actors=self._actor_ids(name),
        )

    def statements_by_issue(self, issue: str) -> Mapping[str, int]:
        accepted = json.dumps(self._remember(("proposals",), lambda: accepted_of(self._database)).get(issue, []))
        if accepted == "[]":
            return self._statements("s.issue = :issue", "k.issue = :issue", issue=issue)
        proposed = "IN (SELECT value FROM json_each(:accepted))"
        return self._statements(
            f"(s.issue = :issue OR (s.issue IS NULL AND s.proposal {proposed}))",
            f"(k.issue = :issue OR (k.issue IS NULL AND json_extract(k.body, '$.proposal') {proposed}))",
            issue=issue,
            accepted=accepted,
        )

    def statements_by_stance(self, stance: str) -> Mapping[str, int]:
        return self._statements("s.stance = :stance", f"{_STANCE} = :stance", stance=stance)

    def statements_by_state(self, state: State) -> Mapping[str, int]:
        found, kept = _STATES[state]
        return self._statements(found, kept)

    def statements_of(self, articles: Collection[int]) -> Mapping[str, int]:
        if len(articles) == len(self.articles()):
            return self.statements()
        keys = json.dumps(list(articles))
        wanted = "IN (SELECT value FROM json_each(:keys))"
        return self._ask(f"s.article {wanted}", f"a.key {wanted}", {"keys": keys})

    def contents(self, statements: Collection[str]) -> Mapping[str, str]:
        ids = json.dumps(list(statements))
        rows = self._database.read_analysis(
            "SELECT id, json_extract(body, '$.content.text') FROM kept WHERE id IN (SELECT value FROM json_each(:ids))"
            " UNION ALL SELECT s.id, json_extract(b.body, '$.content.text') FROM analysis.statement s"
            " JOIN analysis.body b ON b.statement = s.number"
            " WHERE s.id IN (SELECT value FROM json_each(:ids))"
            " AND NOT EXISTS (SELECT 1 FROM kept k WHERE k.id = s.id)",
            {"ids": ids},
        )
        return dict(rows)

    def _statements(self, found: str, kept: str, **values: object) -> Mapping[str, int]:
        key = (found, kept, *values.values())
        return self._remember(key, lambda: self._ask(found, kept, values))

    def _ask(self, found: str, kept: str, values: dict[str, object]) -> Mapping[str, int]:
        answer: dict[str, int] = {}
        if found is not _NO_FOUND:
            live, hidden = self._articles - self._stale, self._shown.hidden
            named = self._remember(("named",), lambda: {id_ for (id_,) in self._database.read("SELECT id FROM kept")})
            rows = self._database.read_analysis(f"{_FOUND} WHERE {found}", values)
            answer = {id_: key for id_, key in rows if key in live and id_ not in named and id_ not in hidden}
        answer.update(self._database.read(f"{_KEPT} AND {kept}", {"by": self._by, **values}))
        return answer

    def _actor_ids(self, name: NamePattern) -> str:
        """The ids of actors that a name means: by one of their names, by an alias, or given as it is."""
        given = name.given.casefold()
        ids = [
            actor.id
            for actor in self._remember(("actors",), lambda: list(self._actors()))
            if actor.id.casefold() == given
            or any(name.text in folded_name(one) for one in (actor.name, *actor.aliases))
        ]
        return json.dumps(list(dict.fromkeys([*ids, given, name.given])))

    # -- marks ---------------------------------------------------------------------------------------

    def articles_by_tag(self, name: str, *, prefix: bool = False) -> Set[int]:
        return self._marked.tagged(name, prefix=prefix)

    def articles_flagged(self) -> Set[int]:
        return self._marked.flagged()

    def articles_by_section(self, name: NamePattern) -> Set[int]:
        known = self._remember(("names", "section"), self._marked.sections)
        matching = [section for section, folded in known if name.text in folded] if name.text.strip() else []
        return self._marked.in_sections(matching)

    def articles_by_added(self, first: str | None, last: str | None) -> Set[int]:
        return self._marked.added(first, last)

    def articles_since_seen(self) -> Set[int]:
        return self._marked.since_seen()
