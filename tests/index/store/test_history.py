"""Any operations by several annotators: decisions equal the fold of the log, and undoing all gives the former state."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    precondition,
    rule,
)

from index.errors import UsageError
from index.model import Span
from tests.index.store.helpers import TEXT, analysed, draft, three
from tests.index.store.histories import ANNOTATORS, TwoAtOneLibrary, that_end_well

STANCES = ("favor", "against", "mixed", "none")
STATEMENTS = st.sampled_from([one.id for one in three()])
WHO = st.sampled_from(ANNOTATORS)


class History(TwoAtOneLibrary):
    """Everything that annotators do, and the way back through all of it."""

    def __init__(self) -> None:
        super().__init__()
        self.states: dict[str, list[object]] = {by: [] for by in ANNOTATORS}

    @initialize()
    def begin(self) -> None:
        self.article = analysed(self.libraries["dana"], source_id="the-article")
        self.texts = [TEXT]

    def state(self) -> object:
        """All that a person sees, but when a label was set."""
        library = self.libraries["dana"]
        rows = list(library.articles.rows())
        return (
            [(row.id, row.statements, row.labelled) for row in rows],
            [
                (view.id, view.issue, view.note, view.retired, view.current, view.conflict,
                 [(label.by, label.stance, label.note) for label in view.labels])
                for row in rows
                for view in library.statements.of(row.key)
            ],
            library.annotations.issues(),
            library.annotations.actors(),
        )  # fmt: skip

    def do(self, by: str, name: str, *arguments: object, **named: object) -> None:
        before = self.state()
        library = self.libraries[by]
        try:
            if name == "remove":
                library.articles.remove(*arguments)  # type: ignore[arg-type]
            else:
                getattr(library.annotations, name)(*arguments, **named)
        except UsageError:
            assert self.state() == before
        else:
            self.states[by].append(before)

    @rule(by=WHO, statement=STATEMENTS, stance=st.sampled_from(STANCES), note=st.sampled_from([None, "why", ""]))
    def label(self, by: str, statement: str, stance: str, note: str | None) -> None:
        self.do(by, "label", statement, stance, note=note)

    @rule(by=WHO, statement=STATEMENTS, what=st.sampled_from(["accept", "clear", "retire"]))
    def decide(self, by: str, statement: str, what: str) -> None:
        self.do(by, what, statement)

    @rule(by=WHO, statement=STATEMENTS, text=st.sampled_from([None, "a note", "another"]))
    def note(self, by: str, statement: str, text: str | None) -> None:
        self.do(by, "note", statement, text)

    @rule(by=WHO, name=st.sampled_from(["issue-a", "issue-b"]))
    def create_issue(self, by: str, name: str) -> None:
        self.do(by, "create_issue", name, f"The {name} should be settled")

    @rule(by=WHO, statement=STATEMENTS, name=st.sampled_from([None, "issue-a", "issue-b"]))
    def set_issue(self, by: str, statement: str, name: str | None) -> None:
        self.do(by, "set_issue", statement, name)

    @rule(by=WHO, alias=st.sampled_from(["Lee", "The Dredger"]))
    def create_alias(self, by: str, alias: str) -> None:
        self.do(by, "create_alias", "ann-lee", alias)

    @rule(by=WHO, start=st.sampled_from([0, 8, 60]), stance=st.sampled_from([None, "favor"]))
    def create_statement(self, by: str, start: int, stance: str | None) -> None:
        self.do(by, "create_statement", self.article.id, self.article.version,
                actor="Ann Lee", content=[Span(start, start + 12)], stance=stance)  # fmt: skip

    @rule(by=WHO)
    def remove(self, by: str) -> None:
        self.do(by, "remove", self.article.id)

    @rule(by=WHO)
    def restart(self, by: str) -> None:
        self.libraries[by].close()
        self.libraries[by] = self.open(by)

    @rule(by=WHO, times=st.integers(1, 3))
    def undo_and_redo(self, by: str, times: int) -> None:
        before = self.state()
        library = self.libraries[by]
        undone = 0
        for _ in range(times):
            try:
                library.annotations.undo()
                undone += 1
            except UsageError as error:
                # What others' labels rest on stays; everything before it can be taken back.
                assert undone == len(self.states[by]) or "has to stay" in error.sentence
                break
        for _ in range(undone):
            library.annotations.redo()
        assert self.state() == before

    @rule()
    def add_again(self) -> None:
        if self.libraries["dana"].articles.count():
            before = self.state()
            (added,) = self.libraries["eve"].articles.add([draft(source_id="the-article")])
            assert added.status == "unchanged"
            assert self.state() == before

    @precondition(lambda self: not self.states["eve"])
    @rule()
    def dana_undoes_everything(self) -> None:
        while self.states["dana"]:
            self.libraries["dana"].annotations.undo()
            assert self.state() == self.states["dana"].pop()


def test_any_history_can_be_undone_and_always_fits_its_log() -> None:
    assert that_end_well(History, histories=25, steps=25) >= 25
