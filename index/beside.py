"""Doing something on a thread of its own while something else goes on here."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class _GivenUpError(BaseException):
    """The work is to end where it is. What works cannot take it for an error of its own and go on."""


@contextmanager
def beside(work: Callable[[Callable[[], None]], object], stopped: Callable[[], bool] = lambda: False) -> Iterator[None]:
    """Do `work` on a thread while the block runs; the block's end waits for it, and raises what it raised.

    `work` calls what it is given again and again, which raises as soon as it is to be given up: when `stopped` says
    so, or the block was interrupted. Where the block fails, the work still comes to its end.
    """
    interrupted, ended = threading.Event(), threading.Event()
    problems: list[Exception] = []

    def look() -> None:
        if interrupted.is_set() or stopped():
            raise _GivenUpError

    def run() -> None:
        try:
            work(look)
        except _GivenUpError:
            pass
        except Exception as problem:
            problems.append(problem)
        finally:
            ended.set()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield
    except BaseException as error:
        if not isinstance(error, Exception):
            interrupted.set()
        raise
    finally:
        try:
            ended.wait()  # a `join` that is interrupted may take the thread for one that has ended
        except BaseException:
            interrupted.set()
            ended.wait()
            raise
        finally:
            thread.join()
    if problems:
        raise problems[0]
