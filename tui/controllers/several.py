"""Marking several rows, and doing something with all of them: as one step, after a look at what would change."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from tui.actions import CONCORDANCE, LABEL
from tui.controllers.base import MODAL, Controller
from tui.controllers.searching import counted
from tui.edits import Edit
from tui.keymap import Bound
from tui.line_pages import LineRow
from tui.widgets.marked_list import MarkedList
from tui.wish import Wish

if TYPE_CHECKING:
    from tui.screens.explorer import Explorer
    from tui.screens.picker import Entry

ONE_BY_ONE = {
    "clear": "Taking labels off",
    "note": "Writing notes",
    "accept_issue": "That",
    "code": "Coding",
    "edit": "Editing",
}
"""What is done to statements one by one only."""


def is_read(row: object) -> bool:
    """Whether a row is there to be marked: lines of a concordance may be gone by the time their page is read."""
    return not isinstance(row, LineRow) or row.line is not None


class Several(Controller):
    """Marks, and what is done with what is marked."""

    def __init__(self, explorer: Explorer) -> None:
        super().__init__(explorer)
        self._steps = 0

    @property
    def rows(self) -> MarkedList[Any]:
        """The list in which rows are marked now."""
        return self.explorer.lines if self.explorer.pane == CONCORDANCE else self.explorer.articles

    # -- marking ---------------------------------------------------------------------------------------

    def do_mark_row(self) -> None:
        """Mark this row, or take its mark off; in a range, end the range."""
        rows = self.rows
        if rows.range_from is not None:
            self.do_mark_range()
        elif rows.current is None or is_read(rows.current):
            rows.toggle_mark()
            self._say()

    def do_mark_range(self) -> None:
        """Begin a range here, or end it: its rows are marked then."""
        rows = self.rows
        if rows.range_from is None:
            rows.begin_range()
            self.explorer.say("Move to the other end of the range; what you do next is done to all of it.")
        else:
            self.start(self._end_range, "marking", exclusive=True)

    async def _end_range(self) -> None:
        if await self._close_range():
            self._say()

    async def _close_range(self) -> bool:
        """Mark the rows of the open range; those that are not read yet are read. False where they are refused."""
        rows = self.rows
        if rows.range_from is None:
            return True
        first, last = rows.range
        if rows is self.explorer.lines:
            from index.library_parts.bulk import MOST

            if last - first >= MOST:
                rows.take_marks_off()
                self._refuse(last - first + 1)
                return False
            await self.explorer.statements.read_between(first, last)
        rows.mark(self._keys(range(first, last + 1)))
        return True

    def _refuse(self, number: int) -> None:
        from index.library_parts.bulk import MOST

        self.explorer.say(
            f"{number:,} are too many to be marked at once: {MOST:,} are the most; narrow the search.", bad=True
        )

    def _keys(self, places: Sequence[int]) -> Iterator[Hashable]:
        """What is marked in the rows at these places; a line of a concordance that is gone is not."""
        rows = self.rows
        for place in places:
            if rows is not self.explorer.lines or is_read(rows.items[place]):
                yield rows.key_at(place)

    def do_mark_all(self) -> None:
        """Mark all rows, or none."""
        from index.library_parts.bulk import MOST

        rows = self.rows
        if rows.has_marks:
            rows.take_marks_off()
            self.explorer.say("Nothing is marked.")
        elif len(rows.items) > MOST and rows is self.explorer.lines:
            self._refuse(len(rows.items))
        else:
            self.start(self._mark_all, "marking", exclusive=True)

    async def _mark_all(self) -> None:
        rows = self.rows
        if rows is self.explorer.lines and rows.items:
            await self.explorer.statements.read_between(0, len(rows.items) - 1)
        rows.mark(self._keys(range(len(rows.items))))
        self._say()

    def _say(self) -> None:
        number = len(self.rows.marked)
        thing = "statement" if self.explorer.pane == CONCORDANCE else "article"
        self.explorer.say(f"{counted(number, thing)} marked." if number else "Nothing is marked.")
        self.explorer.update_bars()

    def let_go(self) -> bool:
        """Take all marks off; False where nothing was marked."""
        if not self.rows.has_marks:
            return False
        self.rows.take_marks_off()
        self.explorer.say("Nothing is marked.")
        return True

    # -- what is marked --------------------------------------------------------------------------------

    async def statements(self) -> list[str]:
        """The marked statements in their order; none where none is."""
        if self.explorer.pane == CONCORDANCE:
            await self._close_range()
        place = self.explorer.statements.pages.place_of
        return sorted(map(str, self.explorer.lines.marked), key=lambda one: place(one) or 0)

    async def articles(self) -> list[int]:
        """The keys of the marked articles, or those of the marked statements; without marks, the one at the cursor."""
        await self._close_range()
        if self.explorer.pane == CONCORDANCE:
            marked = self.explorer.lines.marked
            rows = [row for row in self.explorer.statements.pages.known() if row.line and row.line.statement in marked]
            here = self.explorer.statements.current
            chosen = rows or ([here] if here is not None else [])
            return list(dict.fromkeys(row.line.article for row in chosen if row.line is not None))
        if self.explorer.articles.marked:
            return sorted(key for key in self.explorer.articles.marked if isinstance(key, int))
        row = self.explorer.articles.current
        return [row.key] if row is not None else []

    # -- labelling all of them -------------------------------------------------------------------------

    def takes(self, bound: Bound) -> bool:
        """Do to all marked statements what an action does to one; False where it is no such action."""
        if self.explorer.pane != CONCORDANCE or not self.explorer.lines.has_marks:
            return False
        name = bound.name
        if name.startswith(f"{LABEL}:"):
            self.wish(Wish(stance=name.removeprefix(f"{LABEL}:")))
        elif name in ("retire", "accept"):
            self.wish(Wish(retire=name == "retire", accept=name == "accept"))
        elif name == "issue":
            self.start(self._about, MODAL, exclusive=True)
        elif name == "confirm":
            self.start(self.explorer.codebook.confirm_marked, "marking", exclusive=True)
        elif name == "certainty":
            self.start(self._how_sure, MODAL, exclusive=True)
        elif name == "question":
            self.start(self._ask_lead, MODAL, exclusive=True)
        elif name == "repeat":
            self.explorer.suggestions.do_repeat_marked()
        elif name in ONE_BY_ONE:
            self.explorer.say(f"{ONE_BY_ONE[name]} goes one by one: Esc takes the marks off.")
        else:
            return False
        return True

    def do_label_marked(self) -> None:
        """Choose what is to hold of all marked statements."""
        if not self.explorer.lines.has_marks:
            keys = [self.explorer.keys_shown("lists", name) for name in ("mark_row", "mark_range", "mark_all")]
            self.explorer.say(f"Mark statements first: {keys[0]} one, {keys[1]} a range, {keys[2]} all.")
            return
        self.start(self._choose, MODAL, exclusive=True)

    async def _choose(self) -> None:
        from tui.screens.picker import Entry, Picker, matching

        entries: list[Entry[Wish]] = [
            Entry(f"{label.glyph} {label.id}", Wish(stance=label.id), label.key, detail=label.meaning)
            for label in self.explorer.config.codebook.labels
        ]
        last = self.explorer.coding.last_wish
        if last is not None:
            entries.append(Entry(f"once more: {last.words}", last, self.explorer.keys_shown("positions", "repeat")))
        for words, asked, name in (
            ("accept what is suggested", Wish(accept=True), "accept"),
            ("about an issue …", Wish(issue=""), "issue"),
            ("how sure …", Wish(certainty=""), "certainty"),
            ("a question for the lead …", Wish(question=""), "question"),
            ("retire", Wish(retire=True), "retire"),
        ):
            entries.append(Entry(words, asked, self.explorer.keys_shown("positions", name)))
        wish = await self.explorer.app.push_screen_wait(
            Picker(
                lambda typed: [one for one in entries if one.remark == typed.strip()] or matching(entries, typed),
                heading="All marked statements",
                prompt="a label",
            )
        )
        if wish is None:
            return
        if wish.issue == "":
            await self._about()
        elif wish.certainty == "":
            await self._how_sure()
        elif wish.question == "":
            await self._ask_lead()
        else:
            await self.do(wish)

    async def _about(self) -> None:
        from tui.screens.picker import pick_issue

        issues = await self.ask(lambda library: library.annotations.issues())
        choice = await pick_issue(self.explorer.app, issues, None)
        if choice is None:
            return
        if choice.issue_id is None:
            self.explorer.say("For several at once, take an issue that is there; create it with the first of them.")
            return
        await self.do(Wish(issue=choice.issue_id))

    async def _how_sure(self) -> None:
        from tui.controllers.coding import CERTAINTIES
        from tui.screens.picker import Entry, Picker, matching

        entries = [Entry(one, one, str(number)) for number, one in enumerate(CERTAINTIES, 1)]
        certainty = await self.explorer.app.push_screen_wait(
            Picker(
                lambda typed: [one for one in entries if one.remark == typed.strip()] or matching(entries, typed),
                heading="How sure are you of all marked statements?",
                prompt=", ".join(CERTAINTIES),
            )
        )
        if certainty is not None:
            await self.do(Wish(certainty=certainty))

    async def _ask_lead(self) -> None:
        typed = await self.explorer.coding.typed(
            "A question for the lead about all marked statements", "", "what is to be decided or made clear"
        )
        if typed and typed.strip():
            await self.do(Wish(question=" ".join(typed.split())))

    def wish(self, wish: Wish) -> None:
        """Do this to all marked statements, after a look at what would change."""
        self.start(lambda: self.do(wish), MODAL, exclusive=True)

    async def do(self, wish: Wish, ids: Sequence[str] | None = None) -> None:
        """Do this to statements, by default the marked ones, after a look at what would change."""
        from tui.screens.preview import BulkPreview

        explorer = self.explorer
        if not self.may_write():
            return
        chosen = tuple(await self.statements() if ids is None else ids)
        if not chosen:
            return
        found = await self.ask(lambda library: wish.preview(library, chosen))
        if not await explorer.app.push_screen_wait(BulkPreview(wish, found, explorer.describer)):
            return
        self._steps += 1
        words = f"{wish.words}: {counted(found.changes, 'statement')} in {counted(found.articles, 'article')}"
        explorer.lines.take_marks_off()
        explorer.labelling.save(
            Edit(
                f"many:{self._steps}",
                words,
                lambda library: wish.do(library, chosen),
                stance=wish.stance,
                several=chosen,
            )
        )
