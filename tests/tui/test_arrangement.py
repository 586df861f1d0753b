"""Where the panes stand."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tui.arrangement import ARTICLE_LEAST, PANES, Arrangement, Sizes, arrange

SIZES = st.builds(Sizes, list=st.integers(1, 200), positions=st.integers(1, 200), entities=st.integers(1, 80))
USUAL = Sizes(list=30, positions=34, entities=14)


@settings(max_examples=100)
@given(st.integers(1, 400), st.integers(1, 120), st.sampled_from(PANES), SIZES, st.booleans())
def test_what_holds_at_every_size(width: int, height: int, focus: str, sizes: Sizes, zoomed: bool) -> None:
    place = arrange(width, height, focus, sizes, zoomed=zoomed)
    assert focus in place.shown
    columns = [wide for wide in (place.list, place.article, place.positions) if wide]
    assert sum(columns) + len(columns) - 1 == width
    if "article" in place.shown:
        assert place.article >= min(width, ARTICLE_LEAST)
    assert place.rail == ("positions" not in place.shown or len(place.shown) == 1)


def test_three_panes_as_configured() -> None:
    assert arrange(120, 36, "list", USUAL) == Arrangement(frozenset(PANES), 30, 54, 34, 14, False)


def test_two_panes_at_80() -> None:
    assert arrange(80, 20, "list", USUAL).shown == {"list", "positions"}
    assert arrange(80, 20, "positions", USUAL).shown == {"article", "positions"}
    assert arrange(80, 20, "article", USUAL).article == 45


def test_one_pane_at_40_and_when_zoomed() -> None:
    assert arrange(40, 9, "article", USUAL) == Arrangement(frozenset({"article"}), 0, 40, 0, 0, True)
    assert arrange(200, 50, "positions", USUAL, zoomed=True).positions == 200


def test_the_entities_leave_the_list_its_half() -> None:
    assert arrange(120, 12, "list", USUAL).entities == 6
