"""Correcting by hand what articles name: types, names that belong together or apart, what is missing, what is wrong.

Corrections are everybody's. They belong to the version of the article that they were made in, and no later analysis of
that version alters them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from index.errors import UsageError
from index.library_parts import bulk
from index.library_parts.core import Core
from index.library_parts.entity_corrections import (
    Back,
    Change,
    EntityPreview,
    Join,
    Link,
    Mentions,
    Place,
    Retype,
    Split,
    Wanted,
)
from index.library_parts.making import Making
from index.model import Actor, Entity, EntityType, Event, EventKind, Part, Span
from index.search.words import folded_name
from index.store import articles, corrections
from index.store.articles import keys_json
from index.store.events import Deed
from index.text import clean_line

_PORTION = 200
_SAMPLES = 5


class Entities:
    """The one way to correct what articles name. Each method that changes something returns the event after it is on
    the disk, and raises as those of `Annotations` do."""

    def __init__(self, core: Core, actors: Callable[[], Iterable[Actor]]) -> None:
        self._core = core
        self._making = Making(core, actors)

    def mentions(self, which: Mentions) -> list[tuple[Place, Entity]]:
        """The mentions that are meant, article by article in the order of the text; raises UsageError for none."""
        names = None if which.name is None else self._names(which.name, which.article)
        if which.article is not None:
            keys = [key for key, _, _ in articles.named(self._core.database, [which.article])]
        else:
            keys = sorted({key for name in names or () for key in self._core.corrected.called(name)})
        found = [
            (place, entity)
            for place, entity in self._among(keys)
            if (names is None or entity.name in names)
            and which.span in (None, entity.span)
            and which.text in (None, _plain(entity.text))
            and which.type in (None, entity.type)
        ]
        if not found:
            raise UsageError(_none(which))
        return found

    def preview(self, which: Mentions, wanted: Wanted) -> EntityPreview:
        """What `correct` would do with the same arguments; nothing is changed. Raises UsageError as it does."""
        changes, unchanged = self._changes(which, wanted)
        step = max(1, len(changes) // _SAMPLES)
        places = len({one.place.key for one in changes})
        return EntityPreview(len(changes), places, unchanged, tuple(changes[::step][:_SAMPLES]))

    def correct(self, which: Mentions, wanted: Wanted) -> Event:
        """Correct these mentions: one event, undone in one step.

        Raises UsageError where no mention is meant, where all are so already, and where they are more than
        `bulk.MOST`.
        """
        changes, _ = self._changes(which, wanted)
        if not changes:
            raise UsageError("it is so already: there is nothing to correct")
        return self._record(changes, back=isinstance(wanted, Back))

    def add(
        self,
        article: int | str,
        span: Span,
        type: EntityType,
        *,
        name: str | None = None,
        actor: str | None = None,
    ) -> Event:
        """Say that something is named between `span`, which the analysis missed; called `name`, else by its words.

        It stands for the `actor` that is given (a name, an alias or an id), else for that of others in the article that
        are called so. Raises UsageError for a span behind the text or without words, and where one is marked there.
        """
        (place,) = self._places([key for key, _, _ in articles.named(self._core.database, [article])])
        text = articles.versions(self._core.database, "v.hash = ?", place.version)[0].text
        if span.end > len(text):
            raise UsageError("the span ends behind the article's text")
        words = text[span.start : span.end]
        if not folded_name(words):
            raise UsageError("a name has a letter or digit at least: mark its words")
        present = self._core.corrected.entities(place.key)
        there = next((one for one in present if one.span.overlaps(span)), None)
        if there is not None:
            at = f"{there.span.start}-{there.span.end}"
            raise UsageError(f"“{there.text}” is marked there already, at {at}: correct or remove that one")
        called = _given(name) if name is not None else _plain(words)
        made = Entity(span, words, type, called, self._actor(actor, called, present))
        return self._record([Change(place, span, words, None, made)], back=False)

    # -- which, and what becomes of them -------------------------------------------------------------------

    def _changes(self, which: Mentions, wanted: Wanted) -> tuple[list[Change], int]:
        """What would change, and how many mentions are so already."""
        if isinstance(wanted, Back):
            return self._taken_back(which), 0
        meant = self.mentions(which)
        becomes = self._becoming(which, wanted, meant)
        changes = [
            Change(place, entity.span, entity.text, entity, after)
            for place, entity in meant
            if (after := becomes(place, entity)) != entity
        ]
        _few(changes)
        return changes, len(meant) - len(changes)

    def _becoming(
        self, which: Mentions, wanted: Wanted, meant: Sequence[tuple[Place, Entity]]
    ) -> Callable[[Place, Entity], Entity | None]:
        match wanted:
            case Retype(type=type_):
                return lambda _, one: replace(one, type=type_)
            case Join(into=into):
                name, type_, actor_id = self._joined_to(into, which.article)
                return lambda _, one: replace(one, name=name, type=type_, actor_id=actor_id)
            case Split(name=given, actor=actor):
                called = None if given is None else _given(given)
                chosen = {(place.key, entity.span) for place, entity in meant}
                others = {
                    key: [one for one in entities if (key, one.span) not in chosen]
                    for key, entities in self._core.corrected.of(sorted({place.key for place, _ in meant})).items()
                }

                def apart(place: Place, one: Entity) -> Entity:
                    name = called or _plain(one.text)
                    if name == one.name and actor is None:
                        return one
                    return replace(one, name=name, actor_id=self._actor(actor, name, others.get(place.key, ())))

                return apart
            case Link(actor=actor):
                actor_id = None if actor is None else self._making.actor(actor)[1]
                return lambda _, one: replace(one, actor_id=actor_id)
            case _:
                return lambda _, one: None

    def _joined_to(self, into: str, article: int | str | None) -> tuple[str, EntityType, str | None]:
        """The name, type and actor of what is called `into`: in the article if it is there, else in any."""
        try:
            found = self.mentions(Mentions(into, article))
        except UsageError:
            if article is None:
                raise
            found = self.mentions(Mentions(into))
        ((name, type_, actor_id), _), *_ = Counter((one.name, one.type, one.actor_id) for _, one in found).most_common(
            1
        )
        return name, type_, actor_id

    def _actor(self, given: str | None, name: str, others: Iterable[Entity]) -> str | None:
        if given is not None:
            return self._making.actor(given)[1]
        return next((one.actor_id for one in others if one.name == name and one.actor_id), None)

    def _taken_back(self, which: Mentions) -> list[Change]:
        """The corrections that are meant: by their span, by what they call it, or by what it was called before."""
        ask = self._core.database.read
        if which.article is not None:
            keys = [key for key, _, _ in articles.named(self._core.database, [which.article])]
        else:
            rows = ask("SELECT DISTINCT a.key FROM corrected c JOIN article a ON a.version = c.version", ())
            keys = sorted(key for (key,) in rows)
        changes = []
        for place in self._places(keys):
            made = corrections.of_version(ask, place.version)
            before = corrections.names_before(ask, made)
            now = {one.span: one for one in self._core.corrected.entities(place.key)}
            text = articles.versions(self._core.database, "v.hash = ?", place.version)[0].text if made else ""
            for one in made:
                named = which.name is not None and which.name in (one.name, before.get(one.subject))
                if named or which.span == one.span:
                    words = text[one.span.start : one.span.end]
                    changes.append(Change(place, one.span, words, now.get(one.span), None))
        if not changes:
            raise UsageError(f"nobody corrected that: {_none(which)}")
        _few(changes)
        return changes

    def _names(self, name: str, article: int | str | None) -> set[str]:
        """The names that a person means by one: that very name, else those that differ in case and accents alone."""
        wanted = folded_name(name)
        if article is not None:
            key = articles.named(self._core.database, [article])[0][0]
            present = {one.name for one in self._core.corrected.entities(key)}
            return {name} & present or {one for one in present if folded_name(one) == wanted}
        if self._core.corrected.called(name):
            return {name}
        rows = self._core.database.read_analysis(
            "SELECT DISTINCT name FROM analysis.name WHERE folded = ?"
            " UNION SELECT DISTINCT name FROM corrected WHERE name IS NOT NULL",
            (wanted,),
        )
        return {one for (one,) in rows if folded_name(one) == wanted}

    def _among(self, keys: Sequence[int]) -> Iterator[tuple[Place, Entity]]:
        for start in range(0, len(keys), _PORTION):
            portion = keys[start : start + _PORTION]
            entities = self._core.corrected.of(portion)
            for place in self._places(portion):
                for entity in entities.get(place.key, ()):
                    yield place, entity

    def _places(self, keys: Sequence[int]) -> list[Place]:
        rows = self._core.database.read(
            "SELECT key, id, version, title, date, outlet FROM article"
            " WHERE removed = 0 AND key IN (SELECT value FROM json_each(?)) ORDER BY key",
            (keys_json(keys),),
        )
        return [Place(*row) for row in rows]

    def _record(self, changes: Sequence[Change], *, back: bool) -> Event:
        return self._core.record(Deed.of(EventKind.ENTITY, [_part(one, back=back) for one in changes]))


def _part(change: Change, *, back: bool) -> Part:
    place, after = change.place, change.after
    value: dict[str, object] | None = {"removed": True}
    if back:
        value = None
    elif after is not None:
        value = _value(after)
    about: dict[str, object] = {
        "article": place.id,
        "title": place.title,
        "date": place.date,
        "outlet": place.outlet,
        "version": place.version,
        "text": change.text,
        "was": None if change.before is None else _value(change.before),
    }
    return Part(corrections.subject(place.version, change.span), {corrections.FIELD: value}, about)


def _value(entity: Entity) -> dict[str, object]:
    return {"name": entity.name, "type": str(entity.type), "actor_id": entity.actor_id}


def _few(changes: Sequence[Change]) -> None:
    if len(changes) > bulk.MOST:
        raise UsageError(f"{len(changes):,} mentions are too many for one step: {bulk.MOST:,} are the most")


def _plain(text: str) -> str:
    return " ".join(text.split())


def _given(name: str) -> str:
    said = clean_line(name).strip()
    if not folded_name(said):
        raise UsageError("a name has a letter or digit at least")
    return said


def _none(which: Mentions) -> str:
    """That no mention is meant, in a sentence."""
    if which.span is not None:
        return (
            f"nothing is marked at {which.span.start}-{which.span.end}; `sayso entity list ARTICLE` prints the places"
        )
    where = "" if which.article is None else " in this article"
    narrower = "" if which.text is None and which.type is None else " with these words or of this type"
    return f"nothing is called '{which.name}'{where}{narrower}; `sayso entity list ARTICLE` prints the names"
