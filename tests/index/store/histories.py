"""What state machines over a library share: two annotators, and what always holds of the log."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from pathlib import Path

from hypothesis.stateful import RuleBasedStateMachine, invariant

from index.library import Library
from index.store import events, projection

ANNOTATORS = ("dana", "eve")


class TwoAtOneLibrary(RuleBasedStateMachine):
    """Two annotators at one library, each with a Library of their own, as two processes would have."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp()) / "library"
        self.libraries = {by: self.open(by) for by in ANNOTATORS}

    def open(self, by: str) -> Library:
        return Library.open(self.folder, by=by, create=True, cache=self.folder.parent / "cache")

    @invariant()
    def decisions_are_the_fold_of_the_log(self) -> None:
        connection = sqlite3.connect(self.folder / "library.db")
        log = list(events.walk(connection))
        decided = {
            (subject, field, by): event
            for subject, field, by, event in connection.execute("SELECT subject, field, by, event FROM decision")
        }
        connection.close()
        assert decided == {key: sequence for key, (_, sequence) in projection.fold(log).items()}

    def at_the_end(self) -> None:
        """What is to hold, or to be done, before the libraries are closed."""
        assert self.libraries["dana"].care.check() == []

    def teardown(self) -> None:
        try:
            self.at_the_end()
        finally:
            for library in self.libraries.values():
                library.close()
            shutil.rmtree(self.folder.parent)
