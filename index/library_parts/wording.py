"""Events in words, one line each: what undo says that it took back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from index.library_parts import edit_words
from index.model import MANY, Event, EventKind
from index.phrasing import counted, listed, short
from index.store import marks, stored

__all__ = ["counted", "describe", "listed", "short"]


def describe(event: Event) -> str:
    """An event in words, on one line; raises DamagedError for a recorded one that says too little."""
    try:
        return _described(event)
    except stored.MISSHAPEN as error:
        if not event.id:  # it is yet to be recorded: nothing is damaged
            raise
        raise stored.damaged(f"what event {event.id} says") from error


def _described(event: Event) -> str:
    match event.kind:
        case EventKind.UNDO | EventKind.REDO:
            return f"{'undid' if event.kind is EventKind.UNDO else 'redid'} {event.about.get('kind')}"
        case EventKind.TAG | EventKind.FLAG:
            return _marked(event)
        case EventKind.SEARCH:
            return _search(event)
        case EventKind.ENTITY:
            return edit_words.of_mentions(event)
        case EventKind.RECODE:
            return _recode(event)
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
        case EventKind.EDIT:
            return edit_words.edited(sets)
        case EventKind.CERTAINTY:
            return edit_words.certainty(sets)
        case EventKind.QUESTION:
            return edit_words.question(sets)
        case EventKind.ADJUDICATE:
            settled = sets.get("adjudicated")
            if "adjudicated" not in sets:
                return "adjudicated that it is no statement" if sets.get("retired") else "brought back"
            if not isinstance(settled, dict):
                return "took back what was adjudicated"
            as_whose = f", as {settled['took']}" if settled.get("took") else ""
            if about.get("confirmed"):
                return f"confirmed what was adjudicated, {settled['stance']}"
            back = ", and brought back" if sets.get("retired") is False else ""
            return f"adjudicated {settled['stance']}{as_whose}{back}"
    if "again" in sets:
        return f"labelled {sets['again']} at a second look"
    stance = sets.get("stance")
    if stance is None:
        return "cleared the label"
    if about.get("confirmed"):
        return f"confirmed {stance}"
    return f"accepted {stance}" if about.get("accepted") else f"labelled {stance}"


def _many(event: Event) -> str:
    parts = list(event.parts())
    fields: dict[str, Counter[str]] = {}
    for part in parts:
        for field, value in part.sets.items():
            fields.setdefault(field, Counter())[str(value)] += 1
    said = []
    if "stance" in fields:
        accepted = all(part.about.get("accepted") for part in parts if "stance" in part.sets)
        deed = "confirmed" if parts[0].about.get("confirmed") else "accepted" if accepted else "labelled"
        said.append(f"{deed} {_values(fields['stance'])}")
    if event.kind is EventKind.ADJUDICATE:
        decided = [one["stance"] for part in parts if isinstance(one := part.sets.get("adjudicated"), dict)]
        said.append(f"confirmed what was adjudicated, {_values(Counter(decided))}")
    if "issue" in fields:
        said.append(f"issue {_values(fields['issue'])}")
    if "retired" in fields:
        said.append("retired")
    if "certainty" in fields:
        said.append(f"certainty {_values(fields['certainty'])}")
    if "question" in fields:
        said.append("asked the lead")
    if event.kind is EventKind.EDIT or "actor" in fields:
        corrected = [part.sets for part in parts if event.kind is EventKind.EDIT or "actor" in part.sets]
        said.append(edit_words.values_of(corrected))
    articles = {str(part.about.get("article")) for part in parts}
    return f"{', '.join(said)}: {counted(len(parts), 'statement')} in {counted(len(articles), 'article')}"


def _values(values: Counter[str]) -> str:
    """The values, the most frequent first, each with its number where there are several."""
    if len(values) == 1:
        return next(iter(values))
    return ", ".join(f"{number:,} {value}" for value, number in values.most_common())


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


def _recode(event: Event) -> str:
    parts = list(event.parts())
    first = parts[0]
    kind, _, id = first.subject.partition(":")
    about = first.about
    if "split_from" in first.sets:
        name = first.sets.get("proposition") or first.sets.get("name")
        moved = counted(len(parts) - 1, "label" if kind == "label" else "statement")
        return f"split the {kind} {_called(about.get('from'), about.get('from_name'))}: {moved} to {_called(id, name)}"
    if "merged_into" in first.sets:
        merged = [_called(part.subject.partition(":")[2], part.about.get("name")) for part in parts]
        several = "s" if len(merged) > 1 else ""
        into = _called(first.sets["merged_into"], about.get("into_name"))
        return f"merged the {kind}{several} {listed(merged)} into {into}"
    said = []
    if new := first.sets.get("renamed_to"):
        said.append(f"renamed the {kind} {_called(id, about.get('name'))} to {new}")
    if name := first.sets.get("name"):
        said.append(f"renamed the {kind} {_called(id, about.get('name'))} to “{name}”")
    if text := first.sets.get("reworded"):
        which = "reworded it" if said else f"reworded the {kind} {_called(id, about.get('name'))}"
        said.append(f"{which}: “{short(str(text))}”")
    return ", ".join(said)


def _called(id: object, name: object) -> str:
    """A label, an issue or an actor: its id, and what it is called where that says more."""
    return str(id) if name in (None, id) else f"{id} (“{short(str(name))}”)"
