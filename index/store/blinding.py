"""What an annotator does not want to see while labelling, and what it looks like then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, MutableSet
from dataclasses import replace
from typing import TYPE_CHECKING

from index.errors import QueryError, UsageError
from index.model import EMPTY_PASSAGE, EventKind, StatementView
from index.store.events import Deed

if TYPE_CHECKING:
    from index.search.tree import Clause, Leaf, Node

SUGGESTIONS, LABELS, OUTLETS, ACTORS = "suggestions", "labels", "outlets", "actors"
KINDS = (SUGGESTIONS, LABELS, OUTLETS, ACTORS)

# Fields and states by their names: the query language is loaded with the first search.
_OF_OTHERS = frozenset({"labelled", "unlabelled", "conflict", "question", "recheck", "adjudicated"})
_OF_OUTLETS = frozenset({"outlet", "url", "section", "author"})
_OF_ACTORS = frozenset({"actor", "via", "entity"})
_STAMPED = frozenset({EventKind.LABEL, EventKind.CERTAINTY, EventKind.CREATE_STATEMENT, EventKind.ISSUE})


class Blind(MutableSet[str]):
    """The kinds of things that are hidden now, of `KINDS`; it lasts as long as the library is open.

    Adding another kind raises UsageError. Own labels are never hidden.
    """

    def __init__(self, hidden: Iterable[str] = ()) -> None:
        self._hidden: set[str] = set()
        for one in hidden:
            self.add(one)

    def __contains__(self, kind: object) -> bool:
        return kind in self._hidden

    def __iter__(self) -> Iterator[str]:
        return (kind for kind in KINDS if kind in self._hidden)

    def __len__(self) -> int:
        return len(self._hidden)

    def __repr__(self) -> str:
        return f"Blind({list(self)})"

    def add(self, kind: str) -> None:
        """Hide a kind of things; raises UsageError where there is no such kind."""
        if kind not in KINDS:
            raise UsageError(f"'{kind}' cannot be hidden; what can be: {', '.join(KINDS)}")
        self._hidden.add(kind)

    def discard(self, kind: str) -> None:
        """Show a kind of things again."""
        self._hidden.discard(kind)

    def set(self, kinds: Iterable[str]) -> None:
        """Hide these kinds and no other; raises as `add` does, with nothing changed."""
        self._hidden = set(Blind(kinds))

    def masked(self, view: StatementView, by: str, actor: str | None) -> StatementView:
        """A statement as `by` may see it; `actor` stands for its actor where actors are hidden.

        `whole` of what it gives is the statement as it is, which events record.
        """
        if not self._hidden:
            return view
        one = view.statement
        if SUGGESTIONS in self:
            one = replace(one, suggested=None)
        if ACTORS in self:
            named = actor if one.actor else None
            id_ = None if named is None else named.replace(" ", "-")
            one = replace(one, actor=named, actor_id=id_, source=EMPTY_PASSAGE, via=())
        seen = replace(view, statement=one, whole=view)
        if SUGGESTIONS in self:
            seen = replace(seen, suggested_issue=None, rules=None)
        if ACTORS in self:
            seen = replace(seen, found=None)
        if OUTLETS in self:
            seen = replace(seen, outlet=None)
        if LABELS in self:
            own = tuple(label for label in view.labels if label.by == by)
            questions = tuple(question for question in view.questions if question.by == by)
            seen = replace(seen, labels=own, label=own[0] if own else None, conflict=False)
            seen = replace(seen, questions=questions, adjudicated=None, contested=None)
        return seen

    def check(self, node: Node, by: str) -> None:
        """Raise QueryError where a clause of a query would tell what is hidden."""
        if not self._hidden:
            return
        from index.search.formatting import format_query
        from index.search.tree import Clause

        for leaf in _leaves(node):
            if isinstance(leaf, Clause) and (why := self._told_by(leaf, by)):
                raise QueryError(f"{format_query(leaf)} would tell {why}", leaf.at.start, leaf.at.end)

    def _told_by(self, leaf: Clause, by: str) -> str | None:
        field = leaf.field
        if field == "stance" and (SUGGESTIONS in self or LABELS in self):
            return f"where statements stand, and {self._named(SUGGESTIONS, LABELS)} hidden while you are blind"
        if SUGGESTIONS in self and field == "is" and leaf.value == "suggested":
            return "what is suggested, and suggestions are hidden while you are blind"
        if LABELS in self and self._is_of_others(leaf, by):
            return f"what others decided, and labels are hidden while you are blind; by:{by} finds your own"
        if OUTLETS in self and field in _OF_OUTLETS:
            return "where articles come from, and outlets are hidden while you are blind"
        if ACTORS in self and field in _OF_ACTORS:
            return "who speaks, and actors are hidden while you are blind"
        return None

    def _is_of_others(self, leaf: Clause, by: str) -> bool:
        if leaf.field == "is":
            return leaf.value in _OF_OTHERS and (leaf.whose is None or self._is_of_others(leaf.whose, by))
        if leaf.field == "by":
            return leaf.prefix or leaf.value.casefold() != by.casefold()
        return leaf.field in ("note", "certainty")

    def _named(self, *kinds: str) -> str:
        return f"{' and '.join(kind for kind in kinds if kind in self)} are"

    def hides_facet(self, name: str) -> bool:
        """Whether a facet would tell what is hidden."""
        of_labels = name in ("stance", "certainty") and LABELS in self
        of_names = (name == "outlet" and OUTLETS in self) or (name in ("actor", "entity") and ACTORS in self)
        return of_labels or of_names or (name == "stance" and SUGGESTIONS in self)

    def hides_values(self, field: str) -> bool:
        """Whether the values of a field, or how often there are which, would tell what is hidden."""
        if field == "stance":
            return SUGGESTIONS in self or LABELS in self
        return (
            (field == "by" and LABELS in self)
            or (field in _OF_OUTLETS and OUTLETS in self)
            or (field in _OF_ACTORS and ACTORS in self)
        )

    def check_sort(self, sort: str) -> None:
        """Raise UsageError where sorting by this would tell what is hidden."""
        if self.hides_facet(sort):
            raise UsageError(f"sorting by {sort} would tell what is hidden while you are blind; sort by date")

    def stamped(self, deed: Deed) -> Deed:
        """A deed with what was hidden when it was done, where it is one that this may bear upon."""
        if not self._hidden or deed.kind not in _STAMPED:
            return deed
        said = {"blind": list(self)}
        if deed.subject != "many":
            return replace(deed, about={**said, **deed.about})
        about = {
            subject: {**said, **one} if subject.startswith("statement:") and isinstance(one, dict) else one
            for subject, one in deed.about.items()
        }
        return replace(deed, about=about)


def _leaves(node: Node) -> Iterator[Leaf]:
    """The leaves of a query; a state that is an annotator's says whose it is where `by:` stands beside it."""
    from index.search.tree import And, Braces, Not, Or, theirs

    match node:
        case And(children=children):
            for child in theirs(children):
                yield from _leaves(child)
        case Or(children=children):
            for child in children:
                yield from _leaves(child)
        case Braces(child=child) | Not(child=child):
            yield from _leaves(child)
        case _:
            yield node
