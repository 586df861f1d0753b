"""Corrections in words: of the parts of statements, and of the mentions of named things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.model import EDITABLE, UNNAMED, Event
from index.phrasing import counted, listed, short
from index.text import quoted

_OF_ONE_VALUE = ("actor", "form", "voice", "via")


def edited(sets: Mapping[str, object]) -> str:
    """What an edit did: "corrected the actor (Ann Lee) and content"."""
    changed = [_with_value(field, sets[field]) for field in EDITABLE if sets.get(field) is not None]
    back = [field for field in EDITABLE if field in sets and sets[field] is None]
    said = [f"corrected the {listed(changed)}"] if changed else []
    if back:
        said.append(f"took the {listed(back)} back to what was found")
    if "place" in sets:
        said.append("placed in the corrected text" if sets["place"] else "let follow its words again")
    return ", ".join(said) or "corrected"


def _with_value(field: str, value: object) -> str:
    if field == "actor" and isinstance(value, dict):
        return f"actor ({value.get('name') or UNNAMED})"
    if field == "via" and isinstance(value, list):
        return f"via ({', '.join(map(str, value)) or 'nobody'})"
    return f"{field} ({value})" if field in _OF_ONE_VALUE else field


def of_mentions(event: Event) -> str:
    """What an event about mentions of named things did: "made “Lee” ORG: 12 mentions in 3 articles"."""
    parts = list(event.parts())
    first = parts[0]
    articles = {str(part.about.get("article")) for part in parts}
    deed = _deed(first.sets.get("entity"), first.about)
    if len(parts) > 1:
        return f"{deed}: {counted(len(parts), 'mention')} in {counted(len(articles), 'article')}"
    return f"{deed}: {quoted(short(str(first.about.get('text'))))} in “{short(str(first.about.get('title')))}”"


def _deed(value: object, about: Mapping[str, object]) -> str:
    was = about.get("was")
    name = was.get("name") if isinstance(was, dict) else None
    if not isinstance(value, dict):
        return "took the correction of a name back"
    if value.get("removed"):
        return f"removed the name “{name}”"
    if not isinstance(was, dict):
        return f"new name “{value.get('name')}” ({value.get('type')})"
    changed = []
    if value.get("name") != name:
        changed.append(f"“{value.get('name')}”")
    if value.get("type") != was.get("type"):
        changed.append(str(value.get("type")))
    if value.get("actor_id") != was.get("actor_id") and not changed:
        changed.append(f"the actor {value.get('actor_id')}" if value.get("actor_id") else "no actor's")
    return f"made “{name}” {listed(changed)}"


def statement_quoted(about: Mapping[str, object]) -> str:
    """Whose statement an event was about, and its words, as they stood when it happened."""
    statement = about.get("statement")
    if not isinstance(statement, dict):
        return "a statement"
    corrected = about.get("edited")
    later = corrected if isinstance(corrected, dict) else {}
    actor = later["actor"]["name"] if "actor" in later else statement["actor"]
    content = later.get("content") or statement["content"]
    return f"{actor or UNNAMED}, {quoted(short(str(content['text'])))}"


def certainty(sets: Mapping[str, object]) -> str:
    """What was said of a label's certainty."""
    return f"certainty {sets['certainty']}" if sets.get("certainty") else "took the certainty off"


def question(sets: Mapping[str, object]) -> str:
    """What was asked."""
    return f"asked “{short(str(sets['question']))}”" if sets.get("question") else "took the question back"


def values_of(parts: Sequence[Mapping[str, object]]) -> str:
    """What an edit of several statements did: what it set on the one of which it set most."""
    return edited(max(parts, key=len))
