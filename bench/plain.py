"""What the analysis is measured against: spaCy's plain pipeline with textacy's quotations, in some processes.

The pipeline is the one that spaCy loads from the same model with nothing left out, and it goes through the
texts in batches as `Language.pipe` does by itself.
"""

from __future__ import annotations

import importlib
import importlib.util
import multiprocessing
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from types import ModuleType
from typing import Any, cast

THREADS = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
"""A thread for each process, as ours have."""


def seconds(texts: Sequence[str], processes: int, model: str) -> tuple[float, int]:
    """Seconds until all texts are read, from when all processes have loaded the model, and how many quotations."""
    context = multiprocessing.get_context("spawn")
    links = []
    for number in range(processes):
        ours, theirs = context.Pipe()
        context.Process(target=_process, args=(theirs, texts[number::processes], model), daemon=True).start()
        theirs.close()
        links.append(ours)
    for link in links:
        link.recv()
    start = time.perf_counter()
    for link in links:
        link.send(None)
    found = sum(link.recv() for link in links)
    return time.perf_counter() - start, found


def _process(link: Connection, texts: Sequence[str], model: str) -> None:
    direct_quotations = quotations()
    import spacy

    nlp = spacy.load(model)
    list(nlp.pipe(texts[:2]))
    link.send(None)
    link.recv()
    found = 0
    for doc in nlp.pipe(texts):
        with suppress(ValueError):  # it refuses a text with an odd number of quotation marks
            found += sum(1 for _ in direct_quotations(doc))
    link.send(found)


def quotations() -> Callable[[Any], Iterable[object]]:
    """textacy's `direct_quotations`. Its guesser of languages needs floret, which not every Python has; we do not."""
    if importlib.util.find_spec("floret") is None:
        inner = ModuleType("floret.floret")
        inner._floret = None  # type: ignore[attr-defined]
        sys.modules.update({"floret": ModuleType("floret"), "floret.floret": inner})
    module = importlib.import_module("textacy.extract")
    return cast("Callable[[Any], Iterable[object]]", module.direct_quotations)
