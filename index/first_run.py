"""The articles that a first library starts with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.library import Library

_UNFINISHED = ".filling"
"""A file in the library's folder while it is being filled, so that a first run that was cut short goes on."""


def is_wanted(folder: Path) -> bool:
    """Whether the library in `folder` is still to be filled: it is not there yet, or was left half filled."""
    return not (folder / "library.db").exists() or (folder / _UNFINISHED).exists()


def open_library(folder: Path, *, by: str | None = None) -> Library:
    """Open the library in `folder`, made where there is none. Raises as `Library.open` does."""
    from index.library import Library

    wanted = is_wanted(folder)
    library = Library.open(folder, by=by, create=True)
    if wanted and library.writable:
        (folder / _UNFINISHED).touch()
    return library


def fill_with_seeds(library: Library) -> int:
    """Add the bundled articles to `library`; gives how many were new. Run again, it changes nothing."""
    from index import config, readers
    from index.model import ArticleDraft

    drafts = [one for one in readers.read([config.seeds_folder()]) if isinstance(one, ArticleDraft)]
    added = sum(one.status == "added" for one in library.articles.add(drafts))
    (library.folder / _UNFINISHED).unlink(missing_ok=True)
    return added
