"""Articles read in the process of the test: a process of its own would load the language model first."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from index import analysis_process
from index.analysis_pool import Pool
from index.analysis_process import Outcome, Task
from index.language import document

cached_model = cache(document.load_model)
"""The language model, loaded once for all tests of a process."""


class PoolHere(Pool):
    """In place of `index.analysing.Pool`: no processes, and the same results."""

    def start(self, number: int) -> None:
        """There is nothing to start."""

    def pids(self) -> list[int]:
        return [os.getpid()]

    def work(
        self,
        source: Callable[[], list[Task]],
        *,
        number: Callable[[], int],
        stopped: Callable[[], bool] = lambda: False,
    ) -> Iterator[list[Outcome]]:
        setup = self._setup
        assert setup is not None
        analyser: Any = analysis_process.make_analyser(setup)
        while not stopped() and (tasks := source()):
            yield [said for said in analysis_process.read(analyser, tasks, setup) if isinstance(said, Outcome)]
