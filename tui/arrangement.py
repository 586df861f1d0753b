"""Which panes are on the screen and how wide they are: pure, from the terminal's size and the focus."""

from __future__ import annotations

from dataclasses import dataclass

from tui.actions import ARTICLE, CONCORDANCE, ENTITIES, FACETS, LIST, POSITIONS

PANES = (LIST, ENTITIES, ARTICLE, POSITIONS)
"""The panes in the order in which Tab goes through them."""

WITH_FACETS = (LIST, FACETS, ARTICLE, POSITIONS)
"""The same while the facets are open: they take the place of the entities."""

THREE = 120
"""From this width on, three panes stand side by side."""

TWO = 80
"""From this width on, two panes stand side by side."""

ARTICLE_LEAST = 38
"""The article is never narrower than this where the terminal is not."""

LIST_LEAST, POSITIONS_LEAST, ENTITIES_LEAST = 20, 24, 4


@dataclass(frozen=True, slots=True)
class Sizes:
    """What a person chose: widths in columns, the entities' height in lines."""

    list: int
    positions: int
    entities: int


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What is shown: the panes, the widths of list and positions, the article's own, the entities' height.

    A width is 0 where its pane is not shown; `facets` is theirs where they stand beside the list. A height is that
    of what stands below the list, entities or facets. `rail` says that the article shows the stances in its
    gutter, because the positions are not beside it.
    """

    shown: frozenset[str]
    list: int
    article: int
    positions: int
    entities: int
    rail: bool
    facets: int = 0


def arrange(
    width: int, height: int, focus: str, sizes: Sizes, *, zoomed: bool = False, facets: bool = False
) -> Arrangement:
    """The arrangement for a screen of `width` columns, with `height` lines for the panes.

    With `facets` they stand below the list, in the place of the entities; where there is room for two panes,
    beside it, as long as one is in either. Statements that are listed have the whole width, for what stands
    round them.
    """
    if focus == CONCORDANCE:
        return Arrangement(frozenset([focus]), list=0, article=0, positions=0, entities=0, rail=True)
    if zoomed or width < TWO:
        return Arrangement(
            frozenset([focus]),
            list=width if focus in (LIST, ENTITIES, FACETS) else 0,
            article=width if focus == ARTICLE else 0,
            positions=width if focus == POSITIONS else 0,
            entities=height if focus in (ENTITIES, FACETS) else 0,
            rail=True,
        )
    if width < THREE and facets and focus in (LIST, FACETS):
        beside = _within(width // 2 - 4, LIST_LEAST, width - 1 - LIST_LEAST)
        return Arrangement(frozenset([LIST, FACETS]), width - 1 - beside, 0, 0, height, rail=False, facets=beside)
    if width < THREE:
        left = ARTICLE if focus == POSITIONS else focus
        positions = _within(sizes.positions, POSITIONS_LEAST, width - 1 - ARTICLE_LEAST)
        rest = width - 1 - positions
        return Arrangement(
            frozenset([left, POSITIONS]),
            list=rest if left != ARTICLE else 0,
            article=rest if left == ARTICLE else 0,
            positions=positions,
            entities=height if left == ENTITIES else 0,
            rail=False,
        )
    spare = width - 2 - ARTICLE_LEAST
    positions = _within(sizes.positions, POSITIONS_LEAST, spare - LIST_LEAST)
    left_width = _within(sizes.list, LIST_LEAST, spare - positions)
    below = max(sizes.entities, height // 2) if facets else sizes.entities
    return Arrangement(
        frozenset(WITH_FACETS if facets else PANES),
        list=left_width,
        article=width - 2 - left_width - positions,
        positions=positions,
        entities=_within(below, ENTITIES_LEAST, max(ENTITIES_LEAST, height // 2)),
        rail=False,
    )


def _within(value: int, least: int, most: int) -> int:
    return max(least, min(value, most))
