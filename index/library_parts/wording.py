"""Events in words, one line each: what undo says that it took back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from index.library_parts import edit_words
from index.library_parts.phrasing import counted, short
from index.model import MANY, Event, EventKind
from index.store import marks

__all__ = ["counted", "describe", "short"]


def describe(event: Event) -> str:
    """An event in words, on one line."""
    match event.kind:
        case EventKind.UNDO | EventKind.REDO:
            return f"{'undid' if event.kind is EventKind.UNDO else 'redid'} {event.about.get('kind')}"
        case EventKind.TAG | EventKind.FLAG:
            return _marked(event)
        case EventKind.SEARCH:
            return _search(event)
        case EventKind.ENTITY:
            return edit_words.of_mentions(event)
    if event.subject == MANY:
        return _many(event)
    return _one(event.kind, event.subject, event.sets, event.about)


def _one(kind: EventKind, subject: str, sets: Mapping[str, object], about: Mapping[str, object]) -> str:
    match kind:
        case EventKind.CREATE_ISSUE:
            made = "accepted the proposed" if "proposal" in sets else "new"
            return f"{made} issue “{sets.get('proposition')}”"
        case EventKind.REJECT_PROPOSAL:
            proposal = about.get("proposal")
            said = proposal["proposition"] if isinstance(proposal, dict) else subject
            return f"rejected the proposed issue “{said}”"
        case EventKind.CREATE_ALIAS:
            actor = about.get("actor")
            return f"new alias of {actor['name'] if isinstance(actor, dict) else 'an actor'}: “{about.get('alias')}”"
        case EventKind.REMOVE_ARTICLE:
            return f"removed the article “{short(str(about.get('title')))}”"
        case EventKind.RESTORE_ARTICLE:
            return f"brought back the article {about.get('article')}"
    return f"{_deed(kind, sets, about)}: {edit_words.statement_quoted(about)}"


def _deed(kind: EventKind, sets: Mapping[str, object], about: Mapping[str, object]) -> str:
    match kind:
        case EventKind.NOTE:
            return "note" if sets.get("note") else "took the note off"
        case EventKind.ISSUE:
            issue = sets.get("issue")
            return f"issue {issue}" if issue else "issue as found"
        case EventKind.RETIRE:
            return "retired"
        case EventKind.CREATE_STATEMENT:
            stance = sets.get("stance")
            return f"new statement, {stance}" if stance else "new statement"
        case EventKind.ADJUDICATE:
            settled = sets.get("adjudicated")
            if not isinstance(settled, dict):
                return "took back what was adjudicated"
            as_whose = f", as {settled['took']}" if settled.get("took") else ""
            return f"adjudicated {settled['stance']}{as_whose}"
        case EventKind.EDIT:
            return edit_words.edited(sets)
        case EventKind.CERTAINTY:
            return edit_words.certainty(sets)
        case EventKind.QUESTION:
            return edit_words.question(sets)
    if "again" in sets:
        return f"labelled {sets['again']} at a second look"
    stance = sets.get("stance")
    if stance is None:
        return "cleared the label"
    return f"accepted {stance}" if about.get("accepted") else f"labelled {stance}"


def _many(event: Event) -> str:
    parts = list(event.parts())
    fields: dict[str, Counter[str]] = {}
    for part in parts:
        for field, value in part.sets.items():
            fields.setdefault(field, Counter())[str(value)] += 1
    said = []
    if "stance" in fields:
        said.append(f"labelled {_values(fields['stance'])}")
    if "issue" in fields:
        said.append(f"issue {_values(fields['issue'])}")
    if "retired" in fields:
        said.append("retired")
    if event.kind is EventKind.EDIT:
        said.append(edit_words.values_of([part.sets for part in parts]))
    articles = {str(part.about.get("article")) for part in parts}
    return f"{', '.join(said)}: {counted(len(parts), 'statement')} in {counted(len(articles), 'article')}"


def _values(values: Counter[str]) -> str:
    return " or ".join(value for value, _ in values.most_common())


def _marked(event: Event) -> str:
    parts = list(event.parts())
    ((field, value),) = list(parts[0].sets.items())[:1]
    if event.kind is EventKind.FLAG:
        deed = "flagged" if value else "took the flag off"
    else:
        name = field.removeprefix(marks.TAG)
        deed = f"tagged {name}" if value else f"took the tag {name} off"
    if len(parts) > 1:
        return f"{deed}: {counted(len(parts), 'article')}"
    return f"{deed}: “{short(str(parts[0].about.get('title')))}”"


def _search(event: Event) -> str:
    parts = list(event.parts())
    for part in parts:
        if former := part.about.get("renamed_from"):
            others = len(parts) - (2 if any(one.sets.get("query") is None for one in parts) else 1)
            too = f", and in {counted(others, 'saved search', 'saved searches')}" if others else ""
            return f"renamed the saved search “{former}” to “{part.about.get('search')}”{too}"
    about, query = parts[0].about, parts[0].sets.get("query")
    if query is None:
        return f"removed the saved search “{about.get('search')}”"
    deed = "saved the search" if about.get("former") is None else "changed the saved search"
    return f"{deed} “{about.get('search')}”: {short(str(query))}"
