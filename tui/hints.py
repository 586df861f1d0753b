"""Which keys matter here and now: what the bottom line offers in each pane."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui import actions
from tui.actions import (
    ADJUDICATION,
    ARTICLE,
    CONCORDANCE,
    ENTITIES,
    EVERYWHERE,
    FACETS,
    HISTORY,
    LABEL,
    LIST,
    LISTS,
    MARKING,
    MOVING,
    ORPHANS,
    POSITIONS,
    SAVED,
)
from tui.keymap import Bound, Keymap, Pending
from tui.widgets.bottom_bar import Hint

if TYPE_CHECKING:
    from index.config import CodebookLabel

EMPTY = "empty"
"""Not a section of the keymap: a list with nothing in it."""

Wanted = tuple[tuple[str, str, int], ...]
"""Section, action, and weight: what is light leaves first where the line is short."""

LABELS = 5
"""The weight of the labels' names: their keys and glyphs stay where there is no room for what else matters."""

HINTS: dict[str, Wanted] = {
    LIST: (
        (LIST, "open", 7),
        (EVERYWHERE, "search", 7),
        (EVERYWHERE, "facets", 6),
        (LIST, "sort", 5),
        (LIST, "fold", 2),
        (EVERYWHERE, "next_pane", 6),
        (EVERYWHERE, "next_unlabelled", 5),
        (EVERYWHERE, "add", 4),
        (EVERYWHERE, "palette", 4),
        (EVERYWHERE, "quit", 3),
    ),
    EMPTY: (
        (EVERYWHERE, "palette", 7),
        (EVERYWHERE, "search", 5),
        (EVERYWHERE, "quit", 6),
    ),
    FACETS: (
        (FACETS, "narrow", 7),
        (FACETS, "next_facet", 5),
        (EVERYWHERE, "search", 5),
        (EVERYWHERE, "next_pane", 5),
        (EVERYWHERE, "back", 6),
    ),
    ENTITIES: (
        (ENTITIES, "next_mention", 7),
        (ENTITIES, "previous_mention", 5),
        (ENTITIES, "search_entity", 6),
        (ENTITIES, "retype_entity", 5),
        (ENTITIES, "join_entity", 5),
        (ENTITIES, "split_entity", 4),
        (ENTITIES, "link_entity", 3),
        (ENTITIES, "remove_entity", 4),
        (ENTITIES, "entity_order", 2),
        (EVERYWHERE, "next_pane", 5),
        (EVERYWHERE, "back", 4),
    ),
    ARTICLE: (
        (ARTICLE, "next_statement", 7),
        (ARTICLE, "select_statement", 6),
        (EVERYWHERE, "why", 5),
        (ARTICLE, "mark", 6),
        (ARTICLE, "next_entity", 4),
        (ARTICLE, "next_hit", 3),
        (EVERYWHERE, "next_article", 5),
        (ARTICLE, "highlights", 4),
        (EVERYWHERE, "copy_quotation", 4),
        (EVERYWHERE, "back", 3),
    ),
    MARKING: (
        (MARKING, "end_word_right", 7),
        (MARKING, "end_sentence_right", 6),
        (MARKING, "end_right", 4),
        (MARKING, "next_word", 5),
        (MARKING, "end_down", 4),
        (MARKING, "swap_ends", 5),
        (MARKING, "make_statement", 8),
        (MARKING, "make_entity", 7),
        (MARKING, "stop_marking", 7),
    ),
    CONCORDANCE: (
        (CONCORDANCE, "open_line", 7),
        (POSITIONS, "accept", 6),
        (POSITIONS, "accept_all", 4),
        (LISTS, "mark_row", 6),
        (LISTS, "mark_range", 4),
        (CONCORDANCE, "label_marked", 5),
        (CONCORDANCE, "sort_lines", 5),
        (POSITIONS, "issue", 4),
        (EVERYWHERE, "undo", 3),
        (LISTS, "statements", 4),
    ),
    POSITIONS: (
        (POSITIONS, "accept", 7),
        (EVERYWHERE, "why", 6),
        (POSITIONS, "code", 6),
        (POSITIONS, "issue", 5),
        (POSITIONS, "edit", 4),
        (POSITIONS, "repeat", 4),
        (EVERYWHERE, "undo", 4),
        (EVERYWHERE, "next_unlabelled", 4),
        (POSITIONS, "note", 3),
        (POSITIONS, "clear", 3),
        (POSITIONS, "retire", 3),
        (POSITIONS, "accept_all", 2),
        (EVERYWHERE, "copy_quotation", 3),
    ),
}

SHORT = {
    "next_unlabelled": "next unlabelled",
    "next_pane": "pane",
    "search_entity": "search",
    "make_statement": "make statement",
    "make_entity": "entity",
    "highlights": "highlights",
    "next_statement": "statement",
    "select_statement": "select",
    "next_entity": "entity",
    "next_hit": "hit",
    "copy_quotation": "copy",
    "mark": "mark",
    "previous_mention": "previous",
    "next_article": "next article",
    "accept_issue": "proposal",
    "mark_range": "range",
    "label_marked": "label marked",
    "open_line": "read",
}
"""Titles of actions where they are shorter in the bottom line."""


def hints(
    keymap: Keymap,
    section: str,
    labels: Sequence[CodebookLabel],
    *,
    label_here: bool,
    proposed: bool = False,
    recheck: bool = False,
    taking: str = "",
) -> list[Hint]:
    """The hints of a pane; the codebook's labels come first where one can be set.

    `proposed` says that an issue is proposed for the statement that can be labelled, `recheck` that its label is to
    be looked at again. `taking` is what Enter does with a marked span, where it makes no statement of it.
    """
    found: list[Hint] = []
    if section in (POSITIONS, CONCORDANCE) and label_here:
        found += [
            Hint(label.key, label.id, Bound(POSITIONS, f"{LABEL}:{label.id}"), 8, label.glyph, _style(label), LABELS)
            for label in labels
        ]
    accepting = ((POSITIONS, "accept_issue", 7),) if section == POSITIONS and proposed else ()
    again = (
        ((POSITIONS, "confirm", 8), (EVERYWHERE, "codebook", 7))
        if section in (POSITIONS, CONCORDANCE) and recheck
        else ()
    )
    for pane, name, weight in (*again, *accepting, *HINTS[section]):
        if section in (POSITIONS, CONCORDANCE) and not label_here and pane == POSITIONS:
            continue
        keys = keymap.keys_of(pane, name)
        if keys:
            title = SHORT.get(name, actions.action(pane, name).title)
            if taking and name == "make_statement":
                title = taking
            elif taking and name == "make_entity":
                continue
            found.append(Hint(keys[0], title, Bound(pane, name), weight))
    return found


def _style(label: CodebookLabel) -> str:
    return f"bold $sayso-{label.colour}"


def continuations(pending: Pending) -> list[Hint]:
    """What may follow the keys that were pressed."""
    return [
        Hint(key, actions.action(bound.pane, bound.name).title, bound)
        for key, bound in pending.continuations
        if not bound.name.startswith(LABEL)
    ]


def help_hint(keymap: Keymap) -> Hint | None:
    """The key that shows all keys."""
    keys = keymap.keys_of(EVERYWHERE, "help")
    return Hint(keys[0], "keys", Bound(EVERYWHERE, "help")) if keys else None


SECTIONS_OF = {
    LIST: (LIST, LISTS, MOVING, EVERYWHERE),
    FACETS: (FACETS, MOVING, EVERYWHERE),
    CONCORDANCE: (CONCORDANCE, LISTS, POSITIONS, MOVING, EVERYWHERE),
    SAVED: (SAVED, MOVING, EVERYWHERE),
    HISTORY: (HISTORY, MOVING, EVERYWHERE),
    ADJUDICATION: (ADJUDICATION, MOVING, EVERYWHERE),
    ORPHANS: (ORPHANS, MOVING, EVERYWHERE),
    ENTITIES: (ENTITIES, MOVING, EVERYWHERE),
    ARTICLE: (ARTICLE, MOVING, EVERYWHERE),
    POSITIONS: (POSITIONS, MOVING, EVERYWHERE),
    MARKING: (MARKING, EVERYWHERE),
    EMPTY: (LIST, LISTS, MOVING, EVERYWHERE),
}
"""The sections of the keymap that hold in a pane, the nearest first."""
