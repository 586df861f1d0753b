"""The library on a thread of its own: the screen never waits for the disk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from index.library import Library

Answer = TypeVar("Answer")


class Database:
    """Opens one library and carries calls to it, in the order in which they were made."""

    def __init__(self, folder: Path, opener: Callable[[], Library]) -> None:
        """`opener` opens the library in `folder`; it is called on the thread."""
        self.folder = folder
        self.library: Library | None = None
        self._opener = opener
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="library")

    async def open(self) -> Library:
        """Open the library; raises what the opener raises."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._open)

    def _open(self) -> Library:
        if self.library is None:
            self.library = self._opener()
        return self.library

    async def reopen(self) -> Library:
        """Close the library and open it anew; raises what the opener raises."""

        def reopen() -> Library:
            if self.library is not None:
                self.library.close()
                self.library = None
            return self._open()

        return await asyncio.get_running_loop().run_in_executor(self._thread, reopen)

    async def run(self, call: Callable[[Library], Answer]) -> Answer:
        """What `call` makes of the library, on the library's thread. Its exceptions are raised here.

        A caller that is cancelled before its turn is never run; one that runs already runs to its end.
        """
        return await asyncio.get_running_loop().run_in_executor(self._thread, lambda: call(self._open()))

    def close(self) -> None:
        """Finish what is under way, then close the library."""
        self._thread.shutdown(wait=True)
        if self.library is not None:
            self.library.close()
