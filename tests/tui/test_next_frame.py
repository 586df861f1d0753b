"""A label is on the screen in the next frame, whatever the library does, and what was there before never comes back.

Nothing here waits for time: frames are painted whenever one could be due (see `frames`), and the library commits only
when the test lets it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from textual.pilot import Pilot

from index.library import Library, NotSavedError
from index.library_parts.core import Core
from tests.tui.frames import Frame, Frames
from tests.tui.running import MODAL, calm, press, said, settled, until
from tests.tui.test_adjudication import adjudicating
from tests.tui.test_concordance import listing
from tui.app import Sayso
from tui.screens.explorer import Explorer
from tui.widgets.article_paint import DECIDED

WIDE = (120, 40)


@pytest.fixture
def frames(monkeypatch: pytest.MonkeyPatch) -> Frames:
    """The frames of a wide screen."""
    return Frames(monkeypatch, *WIDE)


def line(frame: Frame, *words: str) -> str:
    """The first line of the screen with all of these words; "" where there is none."""
    return next((one for one in frame if all(word in one for word in words)), "")


def never(frames: Sequence[Frame], *words: str) -> bool:
    """Whether no frame has a line with all of these words."""
    return not any(line(frame, *words) for frame in frames)


async def finished(pilot: Pilot[Any], frames: Frames, words: str = "✓ saved") -> list[Frame]:
    """Wait until the library has saved; the frames that were painted meanwhile."""
    first = len(frames.painted)
    explorer = pilot.app.screen_stack[0]
    assert isinstance(explorer, Explorer)
    await until(pilot, lambda: words in said(explorer))
    await calm(pilot)
    return frames.painted[first:]


async def test_a_stance_in_the_positions(app: Sayso, library: Library, frames: Frames) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "shift+tab")
        assert explorer.pane == "positions" and line(frames.painted[-1], "− against", "◇ suggested")
        with frames.held():
            shown = await frames.after(pilot, "1")
            assert line(shown[0], "+ favor", "saving…") and line(shown[0], "sayso", "saving…")
            assert all(line(frame, "▌ + favor", "saving…") for frame in shown)
            assert not library.statements.of(1)[0].labels, "the library holds it back"
        then = await finished(pilot, frames)
        assert all(line(frame, "▌ + favor") for frame in then)
        first = next(frame for frame in then if line(frame, "✓ saved"))
        assert line(first, "▌ + favor", "✓ dana") and never([first], "saving…"), "all of it says so in the same frame"


async def test_a_stance_in_the_list_of_statements(app: Sayso, library: Library, frames: Frames) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await listing(pilot)
        assert line(frames.painted[-1], "▌", "Rolf Tamm", "−◇ against")
        with frames.held():
            shown = await frames.after(pilot, "1")
            assert line(shown[0], "▌", "Rolf Tamm", "+… favor", "saving…")
            assert line(shown[0], "favor · saving…"), "the lines below the list say the same"
            assert all(line(frame, "▌", "Rolf Tamm", "+… favor", "saving…") for frame in shown)
        then = await finished(pilot, frames)
        assert all(line(frame, "▌", "Rolf Tamm", "favor") for frame in then)
        first = next(frame for frame in then if line(frame, "✓ saved"))
        assert line(first, "▌", "Rolf Tamm", "+✓ favor", "dana") and line(first, "✓ dana", "no issue")


async def test_a_label_stays_while_the_next_one_is_given(app: Sayso, library: Library, frames: Frames) -> None:
    """What is saved is not shown as it was before, until it has been read again: whatever is drawn meanwhile."""
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "shift+tab")
        first = len(frames.painted)
        await press(pilot, "1", "j", "2", "j", "3", "k", "k", "4")
        await calm(pilot)
        shown = frames.painted[first:]
        own = [one for one in shown if not line(one, "+ favor", "saving…") and not line(one, "= neutral", "saving…")]
        assert own and all(line(frame, "+ favor", "✓ dana") or line(frame, "= neutral", "✓ dana") for frame in own)


async def test_what_is_refused_goes_back_and_says_why(
    app: Sayso, library: Library, frames: Frames, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "shift+tab")

        def full(*_: object, **__: object) -> None:
            raise NotSavedError("library.db: the disk is full; make room and try again")

        monkeypatch.setattr(Core, "record", full)
        shown = await frames.after(pilot, "1")
        assert line(shown[0], "+ favor", "saving…")
        await until(pilot, lambda: "Not saved" in said(explorer))
        last = frames.painted[-1]
        assert line(last, "+ favor", "not saved") and line(last, "the disk is full") and line(last, "R tries again")


async def test_the_steps_of_coding(app: Sayso, library: Library, frames: Frames) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "shift+tab", "d", MODAL)
        with frames.held():
            shown = await frames.after(pilot, "enter", "enter", "1")
            assert line(shown[0], "▌ + favor", "saving…"), "the panel goes and the label comes in one frame"
            assert all(line(frame, "▌ + favor", "saving…") for frame in shown)
        assert all(line(frame, "▌ + favor") for frame in await finished(pilot, frames))


@pytest.mark.parametrize(
    "keys", [("1", MODAL, "enter"), ("&", MODAL, "1", "enter", MODAL, "enter")], ids=["key", "and"]
)
async def test_several_at_once(keys: tuple[str, ...], app: Sayso, library: Library, frames: Frames) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await listing(pilot)
        await press(pilot, "*")
        with frames.held():
            shown = await frames.after(pilot, *keys)
            for frame in shown:
                assert sum("+… favor" in one and "saving…" in one for one in frame) == 6
        assert all(sum("favor" in one for one in frame) >= 6 for frame in await finished(pilot, frames))


async def test_adjudication(app: Sayso, disputed: Library, frames: Frames) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await adjudicating(pilot)
        assert line(frames.painted[-1], "not decided yet")
        with frames.held():
            shown = await frames.after(pilot, "2")
            assert all(line(frame, "decided: + favor, as omar · saving…") for frame in shown) and shown
            assert never(shown, "✓ decided")
        first = len(frames.painted)
        await until(pilot, lambda: bool(line(frames.painted[-1], "✓ saved")))
        assert never(frames.painted[first:], "not decided yet")
        assert line(frames.painted[-1], "✓ decided: + favor, as omar") and never(frames.painted[-1:], "saving…")
        with frames.held():
            assert line((await frames.after(pilot, "0"))[0], "open again · saving…")
        await until(pilot, lambda: bool(line(frames.painted[-1], "not decided yet")))
        with frames.held():
            assert line((await frames.after(pilot, "e", "3"))[0], "decided: ± mixed, no one’s label · saving…")


async def test_an_adjudication_that_is_refused_goes_back(
    app: Sayso, disputed: Library, frames: Frames, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await adjudicating(pilot)

        def full(*_: object, **__: object) -> None:
            raise NotSavedError("library.db: the disk is full; make room and try again")

        monkeypatch.setattr(Core, "record", full)
        assert line((await frames.after(pilot, "2"))[0], "decided: + favor, as omar · saving…")
        await until(pilot, lambda: bool(line(frames.painted[-1], "the disk is full")))
        assert line(frames.painted[-1], "not decided yet")


@pytest.mark.parametrize("where", ["positions", "statements"])
async def test_undo(where: str, app: Sayso, library: Library, frames: Frames) -> None:
    """What it takes back only the library knows: that it is under way is said at once, the rest in one frame."""
    async with app.run_test(size=WIDE) as pilot:
        if where == "positions":
            await settled(pilot)
            await press(pilot, "shift+tab", "1")
        else:
            await listing(pilot)
            await press(pilot, "1")
        await calm(pilot)
        with frames.held():
            shown = await frames.after(pilot, "u")
            assert all(line(frame, "Undoing …") and line(frame, "▌", "favor", "dana") for frame in shown) and shown
        then = await finished(pilot, frames, "undone: ")
        first = next(frame for frame in then if not line(frame, "▌", "favor", "dana"))
        assert line(first, "undone: labelled favor") and line(first, "▌", "against") and never([first], "Undoing")
        assert never(then[then.index(first) :], "▌", "favor", "dana")


async def test_the_stances_beside_the_text(app: Sayso, library: Library, frames: Frames) -> None:
    """Where the positions are not beside the article, its gutter has their glyphs; a decided one's line is whole."""
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "shift+tab", "shift+tab", "z")
        assert line(frames.painted[-1], "±┊ Mayor Ines Calder said")
        with frames.held():
            await press(pilot, "tab", "1", "j", "4", "k")
            shown = await frames.after(pilot, "shift+tab")
            assert line(shown[-1], "+▎ The harbour board") and line(shown[-1], f"={DECIDED} Mayor Ines Calder said")
