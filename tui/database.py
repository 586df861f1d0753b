"""The library on a thread of its own: the screen never waits for the disk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from index.library import Library

Answer = TypeVar("Answer")


class Database:
    """Carries calls to one library, in the order in which they were made."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="library")

    async def run(self, call: Callable[[Library], Answer]) -> Answer:
        """What `call` makes of the library, on the library's thread. Its exceptions are raised here.

        A caller that is cancelled before its turn is never run; one that runs already runs to its end.
        """
        return await asyncio.get_running_loop().run_in_executor(self._thread, call, self.library)

    def close(self) -> None:
        """Finish what is under way, then close the library."""
        self._thread.shutdown(wait=True)
        self.library.close()
