"""Where am I, what is going on, and how far is the labelling: the first line of the screen."""

from __future__ import annotations

from dataclasses import dataclass

from index.rechecks import GLYPH
from tui import actions
from tui.keymap import Bound
from tui.widgets.bar import Bar, Piece


@dataclass(frozen=True)
class TopState:
    """What the line tells. `labelled` (by oneself) and `analysing` are (done, of), `anybody` is how many statements
    have a label of anybody's; `stopped` is why the analysis ended; `blind` is what is hidden.
    `recheck` labels are to be looked at again, since what they mean has changed.
    """

    library: str = ""
    showing: str = "all articles"
    labelled: tuple[int, int] | None = None
    anybody: int = 0
    analysing: tuple[int, int] | None = None
    failed: int = 0
    stopped: str | None = None
    unsaved: int = 0
    saving: bool = False
    read_only: bool = False
    adding: str | None = None
    recheck: int = 0
    blind: tuple[str, ...] = ()


def pieces(state: TopState) -> tuple[list[Piece], list[Piece]]:
    """The line's left and right side."""
    retry = Bound(actions.EVERYWHERE, "retry")
    left = [
        Piece(" sayso ", "bold $accent", Bound(actions.EVERYWHERE, "palette"), weight=4),
        Piece(f" {state.library}", "$sayso-strong", weight=5),
        Piece(f" ▸ {state.showing}", "$sayso-dim", weight=2),
    ]
    right: list[Piece] = []
    if state.blind:
        right.append(Piece("  ◌ blind", "bold $accent", Bound(actions.EVERYWHERE, "palette"), weight=9))
        right.append(Piece(f" to {', '.join(state.blind)}", "$accent", weight=4))
    if state.read_only:
        right.append(Piece("  read-only", "bold $sayso-orange", weight=7))
    if state.stopped is not None:
        right.append(Piece(f"  analysis stopped: {state.stopped}", "$sayso-orange", retry, weight=3))
    elif state.adding is not None:
        right.append(Piece(f"  ⟳ {state.adding}", "$sayso-dim", weight=3))
    elif state.analysing is not None:
        done, of = state.analysing
        right.append(Piece(f"  ⟳ analysing {done}/{of}", "$sayso-dim", weight=3))
    elif state.failed:
        words = "1 analysis failed" if state.failed == 1 else f"{state.failed} analyses failed"
        right.append(Piece(f"  {words}", "$sayso-orange", weight=3))
    if state.unsaved:
        right.append(Piece(f"  {state.unsaved} not saved", "bold $sayso-orange", retry, weight=9))
    elif state.saving:
        right.append(Piece("  saving…", "$sayso-dim", weight=2))
    if state.recheck:
        looking = Bound(actions.EVERYWHERE, "recheck")
        right.append(Piece(f"  {GLYPH} {state.recheck:,} to look at again", "$sayso-orange", looking, weight=6))
    if state.labelled is not None:
        own, of = state.labelled
        alone = own == state.anybody and "labels" not in state.blind
        words = f"   {own} of {of} {'labelled' if alone else 'yours'} "
        right.append(Piece(words, "$sayso-strong", Bound(actions.EVERYWHERE, "next_unlabelled"), weight=8))
        if own != state.anybody:
            right.append(Piece(f"· {state.anybody} anybody’s ", "$sayso-dim", weight=3))
    return left, right


class TopBar(Bar):
    """The first line."""

    def tell(self, state: TopState) -> None:
        """Show this state."""
        self.show(*pieces(state))
