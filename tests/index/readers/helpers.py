"""Short ways to read one text in a test."""

from __future__ import annotations

from pathlib import Path

from index.model import ArticleDraft
from index.readers import Skipped, read


def write(folder: Path, name: str, data: bytes | str) -> Path:
    """Write a file with exactly these bytes (a text as UTF-8, its line ends as they are)."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return path


def everything(*paths: Path | str, largest: int = 64 * 1024 * 1024) -> list[ArticleDraft | Skipped]:
    """What reading gives."""
    return list(read(list(paths), largest=largest))


def articles(*paths: Path | str) -> list[ArticleDraft]:
    """The articles; there must be no skipped ones."""
    found = everything(*paths)
    skipped = [each for each in found if isinstance(each, Skipped)]
    assert not skipped
    return [each for each in found if isinstance(each, ArticleDraft)]


def article(folder: Path, name: str, data: bytes | str) -> ArticleDraft:
    """The one article of a file."""
    (found,) = articles(write(folder, name, data))
    return found


def skipped(folder: Path, name: str, data: bytes | str) -> Skipped:
    """Why the file gives no article at all."""
    (found,) = everything(write(folder, name, data))
    assert isinstance(found, Skipped)
    return found


def masked(draft: ArticleDraft) -> list[str]:
    """The boilerplate in words."""
    return [draft.text[span.start : span.end] for span in draft.masked]


def headline(draft: ArticleDraft) -> str | None:
    """What stands where the title is said to stand."""
    return None if draft.title_span is None else draft.text[draft.title_span.start : draft.title_span.end]
