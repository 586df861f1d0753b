"""A statement as it is quoted: its words, who said them, and where they stand."""

from __future__ import annotations

from index.model import Form, Span, StatementView
from index.text import clean


def spans_of(view: StatementView) -> list[Span]:
    """All evidence of a statement: source, cue and content."""
    statement = view.statement
    return [*statement.source.spans, *statement.cue.spans, *statement.content.spans]


def quotation(view: StatementView) -> str:
    """A statement as it is cited: the words, who said them and how, then where they stand.

    Only a direct quotation is put in quotation marks; the reporter's words are marked as [indirect],
    [mixed] or [act].
    """
    statement = view.statement
    content = " ".join(statement.content.text.split())
    verbatim = statement.form is Form.DIRECT
    if verbatim and not (content.startswith(("“", '"', "«", "„")) and content.endswith(("”", '"', "»", "“"))):
        content = f"“{content}”"
    actor = statement.actor or " ".join(statement.source.text.split()) or "source not named"
    cue = " ".join(statement.cue.text.split())
    form = "" if verbatim else f" [{statement.form}]"
    said = f"{content}{form} — {actor}" + (f", {cue}" if cue else "")
    via = f" (via {', '.join(statement.via)})" if statement.via else ""
    where = ", ".join(part for part in (view.title, view.outlet, view.date, f"article {view.article}") if part)
    return clean(f"{said}{via}\n{where}\n")
