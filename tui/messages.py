"""What the widgets tell the screen."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message


@dataclass
class QueryChanged(Message):
    """The search line has changed; `by_hand` is whether somebody typed."""

    query: str
    by_hand: bool = True


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


@dataclass
class PanelOpened(Message):
    """A panel over the main screen has been drawn, and its field has the focus."""


@dataclass
class ExcerptsWanted(Message):
    """Rows of the list are on the screen whose excerpts are not known: the articles' keys."""

    keys: list[int]

    def can_replace(self, message: Message) -> bool:
        """What is on the screen now counts."""
        return isinstance(message, ExcerptsWanted)
