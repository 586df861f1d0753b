"""Readers: a file becomes articles, or a sentence on why it does not.

Each format is a module of its own with one function from an open `Source` to the articles in it;
`registry` knows which is whose.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from index.errors import ReadError
from index.model import ArticleDraft
from index.readers import registry, walking
from index.readers.source import MEGABYTE, READS, Skipped, Source

__all__ = ["MEGABYTE", "READS", "Skipped", "Source", "read"]


def read(
    paths: Sequence[str | Path], *, largest: int = 64 * MEGABYTE, stdin: BinaryIO | None = None
) -> Iterator[ArticleDraft | Skipped]:
    """The articles in some files and folders, in order, with what was skipped and why.

    "-" is `stdin` (the process's own where none is given). A folder is read with its folders. `largest`
    is the size in bytes of the largest file (of JSON Lines: of the longest line) that is read. Nothing
    that a file holds or is raises: a file, a folder or a record without an article is a `Skipped`.
    """
    for given in paths:
        path = str(given)
        if path == "-":
            yield from _articles("-", stdin or getattr(sys.stdin, "buffer", None), largest)
            continue
        for found in walking.find(path):
            if isinstance(found, Skipped):
                yield found
            else:
                yield from _file(found, largest)


def _file(found: walking.Found, largest: int) -> Iterator[ArticleDraft | Skipped]:
    try:
        if not found.named:
            registry.check_ending(Path(found.path).suffix.lower())
        stream, size = walking.open_regular(found.path)
    except ReadError as error:
        yield Skipped(found.shown, error.sentence)
        return
    except OSError as error:
        yield Skipped(found.shown, walking.why(error))
        return
    with stream:
        yield from _articles(found.shown, stream, largest, size)


def _articles(
    path: str, stream: BinaryIO | None, largest: int, size: int | None = None
) -> Iterator[ArticleDraft | Skipped]:
    try:
        if stream is None:
            raise ReadError("there is no standard input")
        source = Source(path, stream, largest, size)
        yield from registry.reader_of(source)(source)
    except ReadError as error:
        yield Skipped(path, error.sentence)
    except OSError as error:
        yield Skipped(path, walking.why(error))
    except Exception as error:
        # One file must not keep the others from being read, even where a reader has a fault.
        yield Skipped(path, f"reading it failed ({type(error).__name__}); this is a fault of Sayso, please report it")
