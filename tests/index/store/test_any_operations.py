"""Any operations of a library in any order: nothing is lost, undo is exact, and all that is held fits the log."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from index.errors import UsageError
from index.library import Library, Mentions, Remove, Retype
from index.model import Analysis, EntityType
from index.store import dump, events, projection, undump
from tests.index.store.helpers import TEXT, draft, found, three
from tests.index.store.histories import TwoAtOneLibrary, that_end_well

TEXTS = (TEXT, TEXT.replace("divides", "splits"), TEXT.replace("Harbour plan", "A plan for the harbour"))
IDS = [one.id for text in TEXTS[:2] for one in three(text)]
WHO = st.sampled_from(["dana", "eve"])
SOME = st.sampled_from(IDS)
STANCE = st.sampled_from(["favor", "against", "mixed"])

DERIVED = {
    "decision": "*",
    "setting": "*",
    "part": "*",
    "effect": "event, by, subject, state = 'done'",
    "kept": "*",
    "corrected": "*",
    "anchor": "*",
    "tag": "*",
    "flag": "*",
    "article": "key, removed, named, kept, labelled",
}
"""What follows from the log, by its tables."""


def derived(connection: sqlite3.Connection, *, effects: bool = True) -> dict[str, list[tuple[object, ...]]]:
    return {
        table: sorted(connection.execute(f"SELECT {columns} FROM {table}").fetchall(), key=repr)
        for table, columns in DERIVED.items()
        if effects or table not in ("setting", "part", "effect")
    }


class Operations(TwoAtOneLibrary):
    """Everything that can be done with a library."""

    def __init__(self) -> None:
        super().__init__()
        self.labels: set[tuple[str, str]] = set()
        self.recorded = 0
        self.mine = False

    @initialize()
    def begin(self) -> None:
        for number, text in enumerate(TEXTS[:2]):
            self.add(number, text)
        self.read_again(0)
        self.read_again(1)

    # -- what is looked at -----------------------------------------------------------------------------

    def state(self) -> dict[str, list[tuple[object, ...]]]:
        with closing(sqlite3.connect(self.folder / "library.db")) as connection:
            return derived(connection, effects=False)

    def held(self) -> set[tuple[str, str]]:
        """Whose label stands on which statement, of articles that are removed too."""
        with closing(sqlite3.connect(self.folder / "library.db")) as connection:
            return set(
                connection.execute("SELECT subject, by FROM decision WHERE field = 'stance' AND value <> 'null'")
            )

    def do(self, by: str, act: Callable[[Library], object]) -> None:
        """Do something that may be refused, and have it undone and redone: both are exact."""
        self.mine = True
        before = self.state()
        library = self.libraries[by]
        try:
            done = act(library)
        except UsageError:
            assert self.state() == before
            return
        if done is None:
            return
        after = self.state()
        try:
            library.annotations.undo()
        except UsageError as error:
            assert "has to stay" in error.sentence
            return
        assert self.state() == before
        library.annotations.redo()
        assert self.state() == after

    # -- what can be done ------------------------------------------------------------------------------

    def add(self, number: int, text: str) -> None:
        self.libraries["dana"].articles.add([draft(text, source_id=f"p{number}", path=f"{number}.txt")])

    @rule(number=st.integers(0, 1), text=st.sampled_from(TEXTS))
    def article_changes(self, number: int, text: str) -> None:
        self.add(number, text)

    @rule(number=st.integers(0, 1), nothing=st.booleans())
    def read_again(self, number: int, nothing: bool = False) -> None:
        """The machine reads an article again, and finds the same or nothing at all."""
        library = self.libraries["dana"]
        row = next((row for row in library.articles.rows() if row.key == number + 1), None)
        if row is not None:
            article = library.articles.by_key(row.key)
            text = article.text
            library.analysis.store(row.key, article.version, Analysis((), ()) if nothing else found(text))

    @rule(by=WHO, one=SOME, stance=STANCE, certainty=st.sampled_from([None, "low"]))
    def label(self, by: str, one: str, stance: str, certainty: str | None) -> None:
        self.do(by, lambda library: library.annotations.label(one, stance, certainty=certainty))

    @rule(by=WHO, one=SOME, what=st.sampled_from(["clear", "retire", "accept"]))
    def decide(self, by: str, one: str, what: str) -> None:
        self.do(by, lambda library: getattr(library.annotations, what)(one))

    @rule(by=WHO, one=SOME, actor=st.sampled_from(["Ann Lee", "The Mayor"]), voice=st.sampled_from(["self", "other"]))
    def edit(self, by: str, one: str, actor: str, voice: str) -> None:
        self.do(by, lambda library: library.annotations.edit(one, actor=actor, voice=voice))

    @rule(by=WHO, one=SOME, words=st.sampled_from([None, "is it one?"]))
    def ask(self, by: str, one: str, words: str | None) -> None:
        self.do(by, lambda library: library.annotations.question(one, words))

    @rule(by=WHO, ids=st.lists(SOME, min_size=2, max_size=6, unique=True), stance=STANCE, retire=st.booleans())
    def many(self, by: str, ids: list[str], stance: str, retire: bool) -> None:
        self.do(by, lambda library: library.annotations.label_many(ids, stance=stance, retire=retire))

    @rule(by=WHO, gone=st.booleans())
    def correct(self, by: str, gone: bool) -> None:
        wanted = Remove() if gone else Retype(EntityType.ORG)
        self.do(by, lambda library: library.entities.correct(Mentions("Ann Lee"), wanted))

    @rule(by=WHO, keys=st.lists(st.integers(1, 2), min_size=1, unique=True), flag=st.booleans())
    def mark(self, by: str, keys: list[int], flag: bool) -> None:
        self.do(by, lambda library: library.tags.flag(keys) if flag else library.tags.tag(keys, "harbour"))

    @rule(by=WHO, key=st.integers(1, 2))
    def remove(self, by: str, key: int) -> None:
        self.do(by, lambda library: library.articles.remove(library.articles.by_key(key).id))

    @rule(by=WHO, redo=st.booleans())
    def step(self, by: str, redo: bool) -> None:
        self.mine = True
        annotations = self.libraries[by].annotations
        with suppress(UsageError):
            annotations.redo() if redo else annotations.undo()

    @rule(by=WHO)
    def reopen(self, by: str) -> None:
        before = self.state()
        self.libraries[by].close()
        self.libraries[by] = self.open(by)
        assert self.state() == before

    # -- what always holds -----------------------------------------------------------------------------

    @invariant()
    def nothing_drops_silently(self) -> None:
        """Labels go only where somebody took them away; events never do."""
        labels = self.held()
        if not self.mine:
            assert self.labels <= labels
        self.labels, self.mine = labels, False
        with closing(sqlite3.connect(self.folder / "library.db")) as connection:
            ((number,),) = connection.execute("SELECT count(*) FROM event").fetchall()
        assert number >= self.recorded
        self.recorded = number

    @invariant()
    def what_is_held_fits_the_log(self) -> None:
        with closing(sqlite3.connect(self.folder / "library.db")) as connection:
            copy = sqlite3.connect(":memory:", isolation_level=None)
            connection.backup(copy)
            before = derived(copy)
            projection.rebuild(copy, list(events.walk(copy)))
            assert derived(copy) == before
            copy.close()

    def at_the_end(self) -> None:
        for library in self.libraries.values():
            assert [one for one in library.care.check() if one.level == "error"] == []
        place, target, again = self.folder.parent, io.BytesIO(), io.BytesIO()
        dump.write(self.folder / "library.db", target)
        (place / "dump").write_bytes(target.getvalue())
        undump.restore(place / "dump", place / "new")
        dump.write(place / "new" / "library.db", again)
        assert again.getvalue() == target.getvalue()
        with (
            closing(sqlite3.connect(self.folder / "library.db")) as one,
            closing(sqlite3.connect(place / "new" / "library.db")) as other,
        ):
            assert derived(other) == derived(one)


def test_any_operations() -> None:
    assert that_end_well(Operations, histories=12, steps=20) >= 12


@pytest.mark.slow
def test_any_operations_at_length() -> None:
    assert that_end_well(Operations, histories=60, steps=40) >= 60
