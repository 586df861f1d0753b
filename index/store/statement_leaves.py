"""What clauses of a query hold of: statements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from index.model import Issue
from index.search.engine import NamePattern
from index.search.names import name_pattern
from index.search.tree import NO_ISSUE, Clause, ClauseField, Compared, Comparison, State
from index.store import anchors, stored
from index.store.actor_names import ActorNames
from index.store.clauses import is_by, is_theirs, unanswered, words_test
from index.store.in_force import InForce
from index.store.packed import FORMS, VOICES, millionths
from index.store.proposals import is_rejected
from index.store.recheck import outdated
from index.store.recoding import ISSUE, LABEL
from index.store.tables import Tables

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.search.statementset import StatementSet
    from index.store.statement_table import StatementTable


class StatementLeaves:
    """The statements that leaves of a query mean; `issues` gives what somebody decided to be one, beside those that are
    proposed, `in_force` the codebook."""

    def __init__(
        self,
        tables: Tables,
        names: ActorNames,
        issues: Callable[[], Iterable[Issue]],
        in_force: Callable[[], InForce] | None,
    ) -> None:
        self._tables, self._names = tables, names
        self._issues, self._in_force = issues, in_force

    def where(self, leaf: Clause | Compared) -> StatementSet:
        """Those of which a clause holds. Raises QueryError where it cannot be answered."""
        return self._tables.remember(
            leaf, lambda: self._compared(leaf) if isinstance(leaf, Compared) else self._where(leaf)
        )

    def _where(self, leaf: Clause) -> StatementSet:
        table, value = self._tables.statements, leaf.value
        match leaf.field:
            case ClauseField.ACTOR:
                return self.by_actor(name_pattern(leaf))
            case ClauseField.STANCE:
                return table.where(table.column("stance") == _number(table, self._tables.recoding.of(LABEL, value)))
            case ClauseField.ISSUE:
                return self._about(self._tables.recoding.of(ISSUE, value))
            case ClauseField.FORM:
                return table.where(table.column("form") == [str(one) for one in FORMS].index(value))
            case ClauseField.VOICE:
                return table.where(table.column("voice") == [str(one) for one in VOICES].index(value))
            case ClauseField.CUE:
                holds = words_test(leaf)
                return table.with_term("cue", lambda text: any(map(holds, text.split("\n"))))
            case ClauseField.VIA:
                name = name_pattern(leaf)
                return table.with_term(
                    "via", lambda text: any(name.text in self._names.folded(one) for one in text.split("\n"))
                )
            case ClauseField.BY:
                return table.rows(self._labelled_by(leaf))
            case ClauseField.NOTE:
                return table.rows(self._noted(leaf))
            case ClauseField.CERTAINTY:
                return table.rows(
                    [
                        id_
                        for id_, _, level in self.decided("certainty")
                        if stored.decided(level, f"statement:{id_}", "certainty") == value
                    ]
                )
            case ClauseField.IS:
                return self._in_state(leaf)
            case _:
                raise unanswered(leaf)

    def _about(self, issue: str) -> StatementSet:
        """The statements about an issue; where nobody made it one, those for which it is proposed. Of NO_ISSUE those
        about none, whether one is proposed for them or not."""
        table = self._tables.statements
        if issue == NO_ISSUE and all(one.id != NO_ISSUE for one in self._issues()):
            return table.where(table.column("issue") == 0)
        number, in_force = _number(table, issue), table.column("issue")
        holds = in_force == number
        if all(one.id != issue for one in self._issues()) and not is_rejected(self._tables.database, issue):
            holds |= (in_force == 0) & (table.column("proposal") == number)
        return table.where(holds)

    def by_actor(self, name: NamePattern) -> StatementSet:
        """The statements of the actors that a name means."""
        table = self._tables.statements
        return self._tables.remember(
            ("actor", name),
            lambda: table.with_any("actor", table.speakers.matching(name.text, self._names.ids(name))),
        )

    def _in_state(self, leaf: Clause) -> StatementSet:
        from index.store.statement_rows import ADJUDICATED, CONFLICT, LABELLED, SUGGESTED

        table = self._tables.statements
        flags = table.column("flags")
        match leaf.value:
            case State.LABELLED:
                return table.where(flags & LABELLED > 0)
            case State.UNLABELLED:
                return table.where(flags & LABELLED == 0)
            case State.CONFLICT:
                return table.where(flags & CONFLICT > 0)
            case State.ADJUDICATED:
                return table.where(flags & ADJUDICATED > 0)
            case State.SUGGESTED:
                return table.where(flags & SUGGESTED > 0)
            case State.MOVED | State.ORPHAN:
                return table.rows(anchors.in_state(self._tables.database, orphans=leaf.value == State.ORPHAN))
            case State.QUESTION:
                return table.rows([id_ for id_, by, _ in self.decided("question") if is_theirs(leaf, by)])
            case State.RECHECK:
                return table.rows({id_ for id_, by in self._outdated() if is_theirs(leaf, by)})
            case _:
                raise unanswered(leaf)

    def _outdated(self) -> Sequence[tuple[str, str]]:
        """The labels and decisions to be looked at again, each as its statement and whose it is."""
        if self._in_force is None:
            return []
        in_force = self._in_force()
        return self._tables.remember(("outdated",), lambda: outdated(self._tables.database.read, in_force))

    def _compared(self, leaf: Compared) -> StatementSet:
        table, number = self._tables.statements, millionths(leaf.number)
        column = table.column("confidence")
        match leaf.comparison:
            case Comparison.LESS:
                return table.where(column < number)
            case Comparison.AT_MOST:
                return table.where(column <= number)
            case Comparison.EQUAL:
                return table.where(column == number)
            case Comparison.AT_LEAST:
                return table.where(column >= number)
            case Comparison.MORE:
                return table.where(column > number)

    def _labelled_by(self, leaf: Clause) -> list[str]:
        return [id_ for id_, by, _ in self.decided("stance") if is_by(leaf, by)]

    def _noted(self, leaf: Clause) -> list[str]:
        holds = words_test(leaf)
        return [
            id_ for id_, _, note in self.decided("note") if holds(str(stored.decided(note, f"statement:{id_}", "note")))
        ]

    def decided(self, field: str) -> Sequence[tuple[str, str, str]]:
        """What annotators decided about a field of statements: the statement's id, who, and the value as JSON."""
        return self._tables.remember(
            ("decided", field),
            lambda: self._tables.database.read(
                "SELECT substr(subject, length('statement:') + 1), by, value FROM decision"
                " WHERE subject >= 'statement:' AND subject < 'statement;' AND field = ? AND value <> 'null'",
                (field,),
            ),
        )

    def is_certainty_known(self) -> bool:
        """Whether anybody said of a label how sure it is."""
        return bool(self.decided("certainty"))

    def actors_grouped(self) -> tuple[NDArray[np.int32], list[int]]:
        """By a speaker's number, the number of its actor: those of one id are one, else those of one name; and by
        the actor's number, the speaker under whose name it speaks most often. 0 is nobody."""

        def ask() -> tuple[NDArray[np.int32], list[int]]:
            import numpy as np

            table = self._tables.statements
            names = table.speakers.names
            often = np.bincount(table.column("actor"), minlength=len(names))
            numbers: dict[str, int] = {"": 0}
            groups = np.zeros(len(names), np.int32)
            members = [0]
            for place, (name, actor_id) in enumerate(names):
                group = numbers.setdefault(actor_id or (f" {name.casefold()}" if name else ""), len(members))
                groups[place] = group
                if group == len(members):
                    members.append(place)
                elif often[place] > often[members[group]]:
                    members[group] = place
            return groups, members

        return self._tables.remember(("groups",), ask)


def _number(table: StatementTable, text: str) -> int:
    """The number of a term, -1 of one that no statement has."""
    number = table.terms.known(text)
    return -1 if number is None else number
