"""The articles that a first library starts with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index import config, readers
from index.model import ArticleDraft

if TYPE_CHECKING:
    from index.library import Library


def fill_with_seeds(library: Library) -> int:
    """Add the bundled articles to `library`; gives how many were new. Run again, it changes nothing."""
    drafts = [one for one in readers.read([config.seeds_folder()]) if isinstance(one, ArticleDraft)]
    return sum(one.status == "added" for one in library.articles.add(drafts))
