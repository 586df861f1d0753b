"""Whom and what an annotator named last: what is offered first when the next statement is coded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from index.store import stored
from index.store.events import Ask
from index.store.recoding import ISSUE, Recoding

MOST = 9
"""Actors, and issues, that are remembered."""

_EVENTS = 400
"""Events that are looked through, from the last one backwards."""


@dataclass(frozen=True, slots=True)
class Recent:
    """Names of actors and ids of issues, the latest first, `MOST` of each at most."""

    actors: list[str] = field(default_factory=list)
    issues: list[str] = field(default_factory=list)


def recent(ask: Ask, by: str, recoding: Recoding) -> Recent:
    """What `by` named in the last events that are not undone, as it is called at present."""
    rows = ask(
        "SELECT e.subject, e.sets, e.about FROM effect f JOIN event e ON e.sequence = f.event"
        " WHERE f.by = ? AND f.state = 'done' ORDER BY f.event DESC LIMIT ?",
        (by, _EVENTS),
    )
    actors: dict[str, None] = {}
    issues: dict[str, None] = {}
    for subject, sets, about in rows:
        for one in _sets(subject, stored.fields(sets, f"what was set of {subject}")):
            actor = one.get("actor")
            if isinstance(actor, dict) and isinstance(actor.get("name"), str):
                actors.setdefault(_present(recoding, actor["name"], actor.get("id")))
            elif one.get("made"):
                made = stored.fields(about, f"what is said of {subject}").get("statement", {})
                if isinstance(made.get("actor"), str):
                    actors.setdefault(_present(recoding, made["actor"], made.get("actor_id")))
            issue = one.get("issue")
            if isinstance(issue, str):
                issues.setdefault(recoding.of(ISSUE, issue))
        if len(actors) >= MOST and len(issues) >= MOST:
            break
    return Recent(list(actors)[:MOST], list(issues)[:MOST])


def _present(recoding: Recoding, name: str, id: str | None) -> str:
    return recoding.actor(name, id)[0] or name


def _sets(subject: str, sets: dict[str, object]) -> Iterable[dict[str, object]]:
    """What an event sets on each thing that it is about."""
    return [sets] if subject != "many" else [one for one in sets.values() if isinstance(one, dict)]
