"""Whatever is drawn, nothing of it acts on the terminal, and no line gets another width."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from textual.color import Color
from textual.strip import Strip

from index.text import clean_line
from tui.harmless import Harmless

BACKGROUND = Color(0, 0, 0)
TEXTS = st.text(st.one_of(st.characters(exclude_categories=()), st.sampled_from("\x1b\x07\x9b\u202e\ufeff\t\n é漢")))


@given(st.lists(TEXTS))
def test_any_line_stays_as_wide_as_it_is_and_holds_nothing_that_acts(texts: list[str]) -> None:
    segments = [Segment(text) for text in texts]
    drawn = Harmless().apply(segments, BACKGROUND)
    assert [clean_line(one.text) for one in drawn] == [one.text for one in drawn]
    assert Strip(drawn).cell_length == Strip(segments).cell_length


def test_what_is_harmless_is_drawn_as_it_is() -> None:
    segments = [Segment("naïve “words” 漢字 e\u0301 a\u00a0b 👩\u200d👧")]
    assert Harmless().apply(segments, BACKGROUND) == segments
