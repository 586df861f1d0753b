"""Labels that are to be looked at again: why, in words. Pure."""

from __future__ import annotations

from index.model import Label, StatementView

GLYPH = "↻"
"""What stands where a label's check would."""


def reason(label: Label) -> str:
    """Why a label is to be looked at again, in words."""
    match label.changed:
        case "issue":
            return "what its issue says has changed"
        case "moved":
            return "its issue was split since"
        case "about":
            return "another annotator put it on another issue"
        case "edited":
            return "another annotator corrected the statement"
        case "apart":
            return "in another library, which was imported, it is said by another actor"
        case "words":
            return "its words are others in the corrected article"
        case "split":
            return f"“{label.stance}” was split since"
    return f"the definition of “{label.stance}” has changed"


def reasons(view: StatementView) -> list[str]:
    """Of a statement's labels all that are to be looked at again; whose they are, where there are several."""
    whose: dict[str, list[str]] = {}
    for label in view.labels:
        if label.recheck:
            whose.setdefault(reason(label), []).append(label.by)
    if len(view.labels) == 1:
        return list(whose)
    return [f"{', '.join(names)}: {said}" for said, names in whose.items()]


def own(view: StatementView, by: str) -> Label | None:
    """The label of one annotator, where it is to be looked at again."""
    return next((label for label in view.labels if label.by == by and label.recheck), None)
