"""What state machines over a library share: two annotators, and what always holds of the log."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from pathlib import Path
from typing import ClassVar

from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, run_state_machine_as_test

from index.library import Library
from index.store import events, projection

ANNOTATORS = ("dana", "eve")


class TwoAtOneLibrary(RuleBasedStateMachine):
    """Two annotators at one library, each with a Library of their own, as two processes would have."""

    ended: ClassVar[int] = 0

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
            type(self).ended += 1
        finally:
            for library in self.libraries.values():
                library.close()
            shutil.rmtree(self.folder.parent)


def that_end_well(machine: type[TwoAtOneLibrary], *, histories: int, steps: int) -> int:
    """Run a machine; how many histories came to their end, and all that is to hold held in each of them."""
    machine.ended = 0
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        machine,
        settings=settings(
            max_examples=histories, stateful_step_count=steps, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
    return machine.ended
