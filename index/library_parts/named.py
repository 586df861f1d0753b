"""What an event says of a statement, so that it is understood without the analysis."""

from __future__ import annotations

from index.model import StatementView
from index.store import codec


def about(view: StatementView) -> dict[str, object]:
    """The whole statement, and its article's id, title, date and outlet."""
    return {
        "article": view.article,
        "title": view.title,
        "date": view.date,
        "outlet": view.outlet,
        "statement": codec.statement_to_json(view.statement),
    }
