"""What a reader is given, and what it gives back where it cannot read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from index.errors import ReadError
from index.model import ArticleDraft

READS = "Sayso reads plain text (.txt), Markdown (.md), JSON Lines (.jsonl) and CSV (.csv)"

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file, a folder or a record that gave no article, and why.

    `path` is as it was given, with bytes that are no UTF-8 written as an escape; it may hold control
    characters (`index.text.printable` shows it). `record` names the place in a file of several articles.
    """

    path: str
    reason: str
    record: str | None = None


class Source:
    """An open file that is about to be read, never more of it than `largest` bytes at once.

    `head` is how it begins (up to 4,096 bytes), already taken from `stream` but still part of `data()`
    and `lines()`, of which only one can be used, once.
    """

    def __init__(self, path: str, stream: BinaryIO, largest: int, size: int | None = None) -> None:
        self.path = path
        self.ending = PurePath(path).suffix.lower()
        self.largest = largest
        self.size = size
        self._stream = stream
        self.head = _read_exactly(stream, 4096)

    def data(self) -> bytes:
        """The whole file. Raises ReadError where it is larger than the limit."""
        if self.size is not None and self.size > self.largest:
            raise ReadError(_too_large(self.size, self.largest))
        rest = _read_exactly(self._stream, max(self.largest - len(self.head), 0) + 1)
        if len(self.head) + len(rest) > self.largest:
            raise ReadError(f"it is larger than {megabytes(self.largest)}, the largest file that is read")
        return self.head + rest

    def lines(self) -> Iterator[bytes | None]:
        """The file line by line, without the line feed; None for a line longer than the limit."""
        *whole, held = self.head.split(b"\n")
        for line in whole:
            yield line if len(line) <= self.largest else None
        while True:
            line = held + self._stream.readline(max(self.largest - len(held), 0) + 2)
            held = b""
            if not line:
                return
            complete = line.endswith(b"\n")
            length = len(line) - complete
            yield line[:length] if length <= self.largest else None
            if not complete and length > self.largest:
                self._pass_line_feed()

    def _pass_line_feed(self) -> None:
        """Go to the end of an overlong line."""
        while (block := self._stream.readline(MEGABYTE)) and not block.endswith(b"\n"):
            pass


Reader = Callable[[Source], Iterator[ArticleDraft | Skipped]]


def megabytes(size: int) -> str:
    """A size in bytes as a person reads it."""
    if size < MEGABYTE:
        return f"{size:,} bytes"
    return f"{size / MEGABYTE:,.0f} MB"


def _too_large(size: int, largest: int) -> str:
    return f"it has {megabytes(size)}, and the largest file that is read has {megabytes(largest)}"


def _read_exactly(stream: BinaryIO, size: int) -> bytes:
    """Up to `size` bytes: less only at the end of the stream, whatever pieces a pipe gives."""
    pieces = []
    while size > 0:
        piece = stream.read(min(size, MEGABYTE))
        if not piece:
            break
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)
