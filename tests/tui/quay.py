"""A real library of three short articles, for what the explorer does over one."""

from __future__ import annotations

from typing import Any

from textual.pilot import Pilot

from index.library import Library
from index.model import Analysis, ArticleDraft, EntityType
from tests.tui.fakes import HARBOUR, entity, harbour, statement
from tests.tui.running import press, settled, until
from tui.screens.explorer import Explorer
from tui.widgets.positions import StatementRow

QUAY = """Quay fees to rise

The port authority said fees would rise in March. "Nobody likes it," Rolf Tamm said.
"""
SILENT = "Tide tables\n\nHigh water at six.\n"


def fill(library: Library) -> None:
    """Three articles, of which two are analysed."""
    drafts = [
        ArticleDraft("a.txt", HARBOUR, "Harbour board defers vote on dredging", "2026-09-12", "Port Courier"),
        ArticleDraft("b.txt", QUAY, "Quay fees to rise", "2026-09-11", "The Meridian"),
        ArticleDraft("c.txt", SILENT, "Tide tables", "2026-09-10", None),
    ]
    added = library.articles.add(drafts)
    for one, found in ((added[0], harbour()), (added[1], quay())):
        article = library.articles.get(str(one.article_id))
        library.analysis.store(article.key, article.version, found)
    library.search.catch_up()


def quay() -> Analysis:
    """What there is to find in QUAY."""
    said_it = statement(QUAY, "Rolf Tamm", "Rolf Tamm", "said.", '"Nobody likes it,"', "against")
    return Analysis((entity(QUAY, "Rolf Tamm", EntityType.PERSON),), (said_it,))


def row(explorer: Explorer) -> StatementRow:
    """The statement under the cursor."""
    found = explorer.positions.current
    assert isinstance(found, StatementRow)
    return found


async def in_the_quay(pilot: Pilot[Any]) -> Explorer:
    """The explorer with the second article opened, and its text in focus."""
    explorer = await settled(pilot)
    await press(pilot, "j")
    await until(pilot, lambda: explorer.reading.key == 2)
    await press(pilot, "enter")
    await until(pilot, lambda: explorer.pane == "article")
    return explorer
