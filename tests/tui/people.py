"""The small library of the explorer's tests, labelled by several people: conflicts, agreement, notes, questions."""

from __future__ import annotations

from index.library import Library

LABELS: tuple[tuple[str, str, str, str], ...] = (
    # whose words, then what dana, omar and eva make of them ("" for nothing)
    ("Fishers' union", "against", "against", "against"),
    ("Ines Calder", "mixed", "favor", "favor"),
    ("Port authority", "neutral", "none", ""),
    ("Rolf Tamm", "against", "mixed", ""),
)


def another(library: Library, who: str) -> Library:
    """The same library, opened by somebody else; close it."""
    return Library.open(library.folder, by=who, cache=library.folder.parent / f"cache-{who}")


def label_apart(library: Library) -> None:
    """Let dana (whose library it is), omar and eva label the first article; three statements are in conflict."""
    ids = statements(library)
    for place, who in enumerate(("dana", "omar", "eva"), 1):
        mine = library if who == library.by else another(library, who)
        for row in LABELS:
            if stance := row[place]:
                mine.annotations.label(ids[row[0]], stance)
        if who == "omar":
            mine.annotations.label(ids["Ines Calder"], "favor", note="She backs it; the condition is the state's part.")
            mine.annotations.certainty(ids["Ines Calder"], "low")
            mine.annotations.question(ids["Port authority"], "Is declining to comment a side?")
        if mine is not library:
            mine.close()


def statements(library: Library) -> dict[str, str]:
    """The ids of the first article's statements by whose they are; of two of one actor's, the first."""
    found: dict[str, str] = {}
    for view in library.statements.of(1):
        found.setdefault(str(view.statement.actor), view.id)
    return found
