"""What the widgets tell the screen."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message


@dataclass
class QueryChanged(Message):
    """Somebody typed in the search line."""

    query: str


@dataclass
class QueryEntered(Message):
    """Enter in the search line: go to what was found."""

    query: str


@dataclass
class ActionWanted(Message):
    """A click on a hint or a word that stands for an action."""

    pane: str
    name: str


@dataclass
class ActorWanted(Message):
    """Somebody wants to see what an actor said in all articles; the id is None for an unresolved one."""

    actor_id: str | None
    name: str


@dataclass
class RuleDragged(Message):
    """A rule between two panes was dragged: which one (`list`, `positions`, `entities`), and where to."""

    pane: str
    to: int
