"""An article that is corrected after people labelled statements of it: its other texts, and what brings them in."""

from __future__ import annotations

from index.library import Library
from index.model import Analysis
from tests.index.store.helpers import TEXT, analysed, draft, three

MORE = "Harbour plan divides the town\n\nA new paragraph stands here.\n\n" + TEXT.partition("\n\n")[2]
CHANGED = TEXT.replace("should be dropped", "should now be dropped")
DROPPED = TEXT.replace("The minister said the plan should be dropped. ", "")


def correct(library: Library, text: str, *, earlier: bool = False, analysis: Analysis | None = None) -> str:
    """Add another text of the article, analysed where an analysis is given; what became of it."""
    (added,) = library.articles.adding(earlier=earlier).add([draft(text, source_id="a-1")])
    if analysis is not None:
        article = library.articles.get("a-1")
        library.analysis.store(article.key, article.version, analysis)
    return added.status


def labelled(library: Library) -> None:
    """Make the article, and label two of its statements."""
    first, second, _ = three()
    analysed(library, source_id="a-1")
    library.annotations.label(first.id, "against", note="why")
    library.annotations.label(second.id, "favor")
