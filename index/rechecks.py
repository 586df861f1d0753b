"""Labels that are to be looked at again: why, in words. Pure."""

from __future__ import annotations

from index.model import Adjudication, Label, StatementView
from index.phrasing import counted

GLYPH = "↻"
"""What stands where a label's check would."""


def reason(label: Label | Adjudication) -> str:
    """Why a label, or what was adjudicated, is to be looked at again, in words."""
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
    """Of a statement's labels all that are to be looked at again; whose they are, where there are several. Then what
    was adjudicated, where that is."""
    whose: dict[str, list[str]] = {}
    for label in view.labels:
        if label.recheck:
            whose.setdefault(reason(label), []).append(label.by)
    settled = view.adjudicated
    decided = [f"decided by {settled.by}: {reason(settled)}"] if settled is not None and settled.recheck else []
    if len(view.labels) == 1:
        return [*whose, *decided]
    return [*(f"{', '.join(names)}: {said}" for said, names in whose.items()), *decided]


def foretold(labels: int, decisions: int) -> str:
    """How many labels and decisions of others a step would have looked at again, in words; "" for none."""
    said = [counted(labels, "label")] if labels else []
    said += [counted(decisions, "decision")] if decisions else []
    return f"{' and '.join(said)} of others will ask for another look" if said else ""


def own(view: StatementView, by: str) -> Label | Adjudication | None:
    """The label of one annotator, else what that one adjudicated, where it is to be looked at again."""
    label = next((label for label in view.labels if label.by == by and label.recheck), None)
    return label or own_decision(view, by)


def own_decision(view: StatementView, by: str) -> Adjudication | None:
    """What one annotator adjudicated, where it is to be looked at again."""
    settled = view.adjudicated
    return settled if settled is not None and settled.by == by and settled.recheck else None
