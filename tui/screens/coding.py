"""From a statement, or a marked span, to its label in three steps: who says it, what about, where they stand."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, MutableMapping, Sequence

from textual import events, on
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from index.config import CodebookLabel
from tui.arrangement import TWO
from tui.coding import ACTOR, ISSUE, NEW, RECENT, STANCE, Answers, Coded, Find, coded
from tui.keymap import FIELD_MOVES, key_of
from tui.lines import Line, shorten
from tui.screens.modal import Modal
from tui.screens.picker import Choices, Entry
from tui.widgets.blocks import Blocks

_PROMPTS = {
    ACTOR: "who says it: a name, or part of one",
    ISSUE: "what it is about: an issue, or a new proposition",
    STANCE: "where they stand: a label's key",
}
_KEYS = (("Enter", "take"), ("1-9", "recent"), ("⌫", "a step back"), ("Esc", "back, kept as a draft"))
_ISSUE_KEYS = (("Enter", "take"), ("1-9", "recent"), ("F1", "meaning"), ("⌫", "a step back"), ("Esc", "back, kept"))
_LAST_KEYS = (("Enter", "take and save"), ("F1", "meaning"), ("⌫", "a step back"), ("Esc", "back, kept"))
_KEYS_OF = {ISSUE: _ISSUE_KEYS, STANCE: _LAST_KEYS}

DEFINE = ("f1", "ctrl+d")
"""The keys that show what the entry under the cursor means, and hide it again."""

GIVEN, GIVEN_NARROW = 32, 12
"""Columns for what was answered at an earlier step, and so many in a narrow screen."""


LEAST = 2
"""Letters of a name from which on all of the library's names are looked through."""


class Numbered(Choices[str]):
    """Entries of which the first nine can be taken by a digit."""

    numbered = True

    def lay_out(self, item: Entry[str], width: int) -> list[Line]:
        (line,) = super().lay_out(item, max(4, width - 2))
        if not self.numbered:
            return [[(" ", "plain"), *line, (" ", "plain")]]
        place = next((place for place, one in enumerate(self.items[:RECENT], 1) if one is item), None)
        return [[(str(place) if place else " ", "accent"), *line, (" ", "plain")]]


class StepField(Input):
    """A field in which a key may mean something of its own while it is empty, and others always."""

    def __init__(self, short_cut: Callable[[str], bool], always: Callable[[str], bool] = lambda _: False) -> None:
        super().__init__("", classes="field", select_on_focus=False)
        self._short_cut, self._always = short_cut, always
        self.cursor_blink = False

    def on_key(self, event: events.Key) -> None:
        key = key_of(event.key, event.character)
        if self._always(key) or (not self.value and self._short_cut(key)):
            event.stop()
            event.prevent_default()


class Coding(Modal[Coded | None]):
    """The panel. Each step has a field and what fits it; the last answer ends it."""

    keys = _KEYS

    def __init__(
        self,
        quotation: str,
        finders: Mapping[str, Find],
        labels: Sequence[CodebookLabel],
        draft: MutableMapping[str, str],
        *,
        heading: str = "Who says what, and where do they stand?",
        shown: Mapping[str, str] | None = None,
        look_up: Callable[[str], Awaitable[None]] | None = None,
        meanings: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        """`finders` has the steps that are asked, in their order; `shown` the words for answers that are ids, and
        `meanings` what those mean.

        `look_up` fetches what more there is of an actor's name that is being typed, for its finder to find.
        """
        super().__init__()
        self.heading = heading
        self._quotation, self._finders, self._labels = quotation, finders, labels
        self._draft = draft
        self._answers = Answers(tuple(finders), draft)
        self._shown = dict(shown or {})
        self._look_up = look_up
        self._meanings = dict(meanings or {})

    def body(self) -> Sequence[Widget]:
        self.steps = Static("", id="steps", markup=False)
        self.field = StepField(self._short_cut, self._define)
        self.choices = Numbered()
        self.meaning = Static("", id="meaning", markup=False)
        self.meaning.display = False
        return (
            Static(Content(shorten(" ".join(self._quotation.split()), 400)), id="quote", markup=False),
            self.steps,
            Horizontal(Static(" › ", id="prompt", markup=False), self.field, id="line"),
            self.choices,
            self.meaning,
        )

    def on_mount(self) -> None:
        self.field.focus()
        self._ask()

    # -- the steps -------------------------------------------------------------------------------------

    def _ask(self) -> None:
        """Ask the present step."""
        step = self._answers.step
        self.choices.numbered = step != STANCE
        self.field.placeholder = _PROMPTS[step]
        typed = self._draft.get("typed", "") if self._draft.get("typing") == step else ""
        with self.prevent(Input.Changed):
            self.field.value = typed
        self.field.cursor_position = len(typed)
        self.steps.update(self._line_of_steps())
        self.show_keys(_KEYS_OF.get(step, _KEYS))
        self._refill()

    def _line_of_steps(self) -> Content:
        pieces: list[tuple[str, str]] = []
        given = self._answers.given
        for step in self._finders:
            if pieces:
                pieces.append((" ▸ ", "$sayso-faint"))
            if step == self._answers.step:
                pieces.append((step, "bold $accent"))
            elif step in given:
                room = GIVEN_NARROW if self.size.width < TWO else GIVEN
                pieces.append((shorten(self._words(step, given[step]), room), "$sayso-strong"))
            else:
                pieces.append((step, "$sayso-faint"))
        return Content.assemble((" ", ""), *pieces)

    def _words(self, step: str, answer: str) -> str:
        if not answer:
            return f"no {step}"
        return answer.removeprefix(NEW) if step == ISSUE and answer.startswith(NEW) else self._shown.get(answer, answer)

    def _refill(self) -> None:
        entries = self._finders[self._answers.step](self.field.value)
        self.choices.show(entries, message=([(" Nothing fits.", "dim")],))
        self._tell_meaning()

    # -- what it means ---------------------------------------------------------------------------------

    def _define(self, key: str) -> bool:
        """Show what the entry under the cursor means, or hide it again; False for any other key."""
        if key not in DEFINE:
            return False
        self.meaning.display = not self.meaning.display
        self.set_class(bool(self.meaning.display), "-defining")
        self._tell_meaning()
        return True

    def _tell_meaning(self) -> None:
        if not self.meaning.display:
            return
        entry = self.choices.current
        definition, *more = self._meanings.get(entry.value if entry is not None else "", ("It has no definition.",))
        pieces = [(definition, "$sayso-strong"), *((f"\n{one}", "$sayso-dim italic") for one in more)]
        self.meaning.update(Content.assemble(*pieces))

    @on(Blocks.Highlighted)
    def _highlighted(self, event: Blocks.Highlighted) -> None:
        event.stop()
        self._tell_meaning()

    def take(self, answer: str) -> None:
        """Answer the present step, and ask the next one, or leave with all answers."""
        self._draft.pop("typed", None)
        self._draft.pop("typing", None)
        if self._answers.answer(answer):
            self.dismiss(coded(self._answers.given))
        else:
            self._ask()

    # -- keys ------------------------------------------------------------------------------------------

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._draft["typed"], self._draft["typing"] = event.value, self._answers.step
        self._refill()
        typed = event.value.strip()
        if self._look_up is not None and self._answers.step == ACTOR and len(typed) >= LEAST:
            self.run_worker(self._fetch(self._look_up, typed), group="names", exclusive=True)

    async def _fetch(self, look_up: Callable[[str], Awaitable[None]], typed: str) -> None:
        await look_up(typed)
        if self._answers.step == ACTOR and self.field.value.strip() == typed:
            self._refill()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.choices.choose()

    @on(Blocks.Chosen)
    def _chosen(self, event: Blocks.Chosen) -> None:
        event.stop()
        self.take(event.item.value)

    def on_key(self, event: events.Key) -> None:
        key = key_of(event.key, event.character)
        if key == "escape":
            self.dismiss(None)
        elif key in FIELD_MOVES:
            self.choices.move(FIELD_MOVES[key])
        else:
            return
        event.stop()
        event.prevent_default()

    def _short_cut(self, key: str) -> bool:
        """What a key does in an empty field; False where it is only typed."""
        if key == "backspace":
            if self._answers.back():
                self._ask()
            return True
        if self._answers.step == STANCE:
            if key == "?" and all(label.key != key for label in self._labels):
                return self._define(DEFINE[0])
            label = next((label for label in self._labels if label.key == key), None)
            if label is not None:
                self.take(label.id)
            return label is not None
        if key.isdigit() and key != "0":
            if int(key) <= len(self.choices.items):
                self.take(self.choices.items[int(key) - 1].value)
            return True
        return False
