"""Correcting the parts of statements: who speaks, the words, how it is said. Corrections are everybody's."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypedDict, TypeVar

from index.errors import UsageError
from index.library_parts import bulk
from index.library_parts.core import Core
from index.library_parts.making import Making, about_view, must_stand, needs_content, passage
from index.model import EDITABLE, Event, EventKind, Form, Part, Span, Statement, StatementView, Voice
from index.store import articles, codec, editing
from index.store.anchors import PASSAGES
from index.store.events import Deed
from index.text import clean_line

_OF_MANY = ("actor", "form", "voice", "via")
_SAMPLES = 5
E = TypeVar("E", bound=StrEnum)


class Changes(TypedDict, total=False):
    """What parts of a statement are to be; those that are not given stay as they are.

    `actor` is a name, an alias or an actor's id, None where the source is not known. `source`, `cue` and `content` are
    spans of the statement's version; only the content has to have any. `via` is nearest first.
    """

    actor: str | None
    source: Sequence[Span]
    cue: Sequence[Span]
    content: Sequence[Span]
    form: Form | str
    voice: Voice | str
    via: Sequence[str]


@dataclass(frozen=True, slots=True)
class EditPreview:
    """What `edit_many` would do.

    `changes` counts the statements that would change, in `articles` articles; `unchanged` those that are so already
    and `retired` those that were taken out before, both left as they are. Of those that would change, `edited` counts
    those in which people corrected one of these parts before. `samples` are a few of those that would change. `again`
    and `decisions` are as in `bulk.Preview`.
    """

    changes: int
    articles: int
    unchanged: int
    retired: int
    edited: int
    samples: tuple[StatementView, ...]
    again: int = 0
    decisions: int = 0


class Editing:
    """Edits of statements. `recorded` gives what makes of a statement the one that is recorded in an event."""

    def __init__(self, core: Core, making: Making, recorded: Callable[[], Callable[[Statement], Statement]]) -> None:
        self._core = core
        self._making = making
        self._recorded = recorded

    def edit(self, statement_id: str, changes: Changes, back: Collection[str] = ()) -> Event:
        """Correct parts of a statement, in one event; `back` are parts that go back to what was found or made.

        The statement's id stays, and what a later analysis finds does not alter it. Of two annotators' edits of one
        part the later one holds. Raises UsageError for a statement that was retired, for a span behind the text, for
        a content without words, and where nothing would change.
        """
        view = self._core.views.get(statement_id)[0]
        must_stand(view)
        wanted = self._wanted(changes, back, self._text(view) if _has_spans(changes) else "")
        sets = _in_place(view, wanted, _sets(view, wanted))
        if not sets:
            raise UsageError("the statement is so already: there is nothing to change")
        about = about_view(view, self._recorded())
        return self._core.record(Deed(EventKind.EDIT, f"statement:{view.id}", sets, about))

    def sets(self, view: StatementView, changes: Changes) -> dict[str, object]:
        """What an event has to set so that these parts are so: nothing where they are. Raises UsageError."""
        return _sets(view, self._wanted(changes, (), self._text(view) if _has_spans(changes) else ""))

    def edit_many(self, ids: Sequence[str], changes: Changes) -> Event:
        """Set the actor, form, voice or via of many statements: one event, undone in one step.

        Statements that are so already, and those that were retired, are left as they are. `bulk.MOST` statements at
        most. Raises UsageError where nothing would change, and for spans, which belong to one statement.
        """
        _, found = self.many(ids, changes)
        if not found:
            raise UsageError("all these statements are so already, or were retired: there is nothing to change")
        recorded = self._recorded()
        parts = [Part(f"statement:{one.view.id}", one.sets, about_view(one.view, recorded)) for one in found]
        return self._core.record(Deed.of(EventKind.EDIT, parts))

    def many(self, ids: Sequence[str], changes: Changes) -> tuple[EditPreview, list[bulk.Change]]:
        """What `edit_many` would do, and the changes themselves; raises UsageError as it does."""
        spans = [field for field in changes if field not in _OF_MANY]
        if spans:
            raise UsageError(f"the {spans[0]} belongs to one statement: of many set {', '.join(_OF_MANY)}")
        wanted = self._wanted(changes, (), "")
        views = [view for view, _ in self._core.views.many(bulk.distinct(ids)).values()]
        present = sorted(
            (view for view in views if not view.retired), key=lambda view: (view.article, view.statement.start, view.id)
        )
        found = [bulk.Change(view, sets) for view in present if (sets := _sets(view, wanted))]
        step = max(1, len(found) // _SAMPLES)
        again, decisions = bulk.looked_at_again(self._core, found)
        preview = EditPreview(
            changes=len(found),
            articles=len({one.view.article for one in found}),
            unchanged=len(present) - len(found),
            retired=len(views) - len(present),
            edited=sum(any(field in one.view.edited for field in one.sets) for one in found),
            samples=tuple(one.view for one in found[::step][:_SAMPLES]),
            again=again,
            decisions=decisions,
        )
        return preview, found

    def _text(self, view: StatementView) -> str:
        """The text that a statement's spans stand in."""
        return articles.versions(self._core.database, "v.hash = ?", view.statement.version)[0].text

    def _wanted(self, changes: Changes, back: Collection[str], text: str) -> dict[str, Any]:
        """What is to hold of each part, as an event sets it; None where it goes back. Raises UsageError."""
        unknown = [field for field in back if field not in EDITABLE]
        if unknown:
            raise UsageError(f"'{unknown[0]}' is no part of a statement: they are {', '.join(EDITABLE)}")
        both = [field for field in back if field in changes]
        if both:
            raise UsageError(f"the {both[0]} cannot be changed and go back at once")
        wanted: dict[str, Any] = dict.fromkeys(back)
        for field in EDITABLE:
            if field in changes:
                wanted[field] = self._value(field, changes[field], text)  # type: ignore[literal-required]
        if not wanted:
            raise UsageError(f"say what is to be changed: {', '.join(EDITABLE)}")
        return wanted

    def _value(self, field: str, given: Any, text: str) -> Any:
        match field:
            case "actor":
                name, actor_id = (None, None) if given is None else self._making.actor(given)
                return {"name": name, "id": actor_id}
            case "form":
                return str(_one_of(Form, given))
            case "voice":
                return str(_one_of(Voice, given))
            case "via":
                return [said for medium in given if (said := clean_line(medium).strip())]
            case _:
                marked = passage(text, given)
                if field == "content":
                    needs_content(marked)
                return codec.passage_to_json(marked)


def _has_spans(changes: Changes) -> bool:
    return any(field not in _OF_MANY for field in changes)


def _sets(view: StatementView, wanted: dict[str, Any]) -> dict[str, object]:
    """What has to be set so that the wanted holds: nothing where it does; None where it is what was found.

    What is hidden from a blind annotator stays: it is not set to what stands in its place.
    """
    whole = view.whole or view
    found = whole.found or whole.statement
    sets: dict[str, object] = {}
    for field, value in wanted.items():
        as_found = editing.of_statement(found, field)
        present = [editing.of_statement(one.statement, field) for one in (whole, view)]
        if field == "actor" and value is None:
            # Both may be called otherwise now than when they were recorded.
            sets.update({field: None} if field in view.edited else {})
        elif (as_found if value is None else value) not in present:
            sets[field] = None if value == as_found else value
    return sets


def _in_place(view: StatementView, wanted: dict[str, Any], sets: dict[str, object]) -> dict[str, object]:
    """Spans of a statement that followed a correction are those of the current version: they say where it stands."""
    spans = [field for field in PASSAGES if field in sets]
    if view.moved is None or view.orphan or not spans:
        return sets
    if all(wanted[field] is None for field in spans):
        return {**sets, "place": None}
    whole = view.whole or view
    passages = {name: wanted.get(name) or editing.of_statement(whole.statement, name) for name in PASSAGES}
    others = {field: value for field, value in sets.items() if field not in PASSAGES}
    return {**others, "place": {**passages, "version": view.statement.version}}


def _one_of(kind: type[E], given: str) -> E:
    try:
        return kind(given)
    except ValueError:
        raise UsageError(f"'{given}' is no {kind.__name__.lower()}: they are {', '.join(kind)}") from None
