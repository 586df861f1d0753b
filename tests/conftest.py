"""What all tests share: garbage that is looked through seldom."""

from __future__ import annotations

import gc

import pytest
from hypothesis import settings

LOOK_THROUGH = (50_000, 100, 20)
"""Objects made before the newest are looked through, and how many such looks before the older ones are."""


def pytest_collection_finish(session: pytest.Session) -> None:
    """What was imported stays for good, and nearly all that tests make goes by itself.

    Looking through all of it again and again took a third of the time of the explorer's tests.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*LOOK_THROUGH)


def pytest_sessionfinish() -> None:
    """What is left is looked through once, and not five times more when the process ends."""
    gc.collect()
    gc.freeze()


# How long an example takes is no finding: the machines that run the tests are busy with other things too.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
