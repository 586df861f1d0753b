"""Setting stances, issues and notes by hand; nothing counts as saved before the library says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from index.model import Issue, StatementView
from tui.actions import POSITIONS
from tui.controllers.base import READING, Controller, reason_of
from tui.drafts import Draft
from tui.edits import ISSUE, LABEL, NOTE, RETIREMENT, Edit, by_statement
from tui.recoding import Thing
from tui.wish import Wish

if TYPE_CHECKING:
    from index.library import Library
    from tui.screens.explorer import Explorer


class Labelling(Controller):
    """What an annotator does to statements."""

    def __init__(self, explorer: Explorer) -> None:
        super().__init__(explorer)
        self.edits: dict[tuple[str, str], Edit] = {}
        self.by_statement: Mapping[str, Edit] = {}
        self._sent: dict[str, str] = {}

    # -- saving ----------------------------------------------------------------------------------------

    @property
    def unsaved(self) -> list[Edit]:
        """The edits that could not be saved."""
        return [edit for edit in self.edits.values() if edit.reason is not None]

    def save(self, edit: Edit) -> None:
        """Show an edit at once, and bring it into the library."""
        begun = replace(edit, reason=None)
        self.edits.pop(edit.key, None)  # the later one comes last when all are tried again
        self.edits[edit.key] = begun
        self.show_edits()
        if edit.stance is not None:
            self.explorer.queueing.decided(edit.statement)
        self.start(lambda: self._save(begun), "save")

    async def _save(self, edit: Edit) -> None:
        alone = edit.statement if edit.statements == (edit.statement,) and not edit.listed else None

        def save(library: Library) -> dict[str, StatementView]:
            edit.call(library)
            return now(library, alone)

        try:
            views = await self.ask(save)
        except Exception as error:  # a failed save is shown on the edit itself, whatever it was
            if self.edits.get(edit.key) is edit:
                self.edits[edit.key] = replace(edit, reason=reason_of(error))
            retry = self.explorer.keys_shown("everywhere", "retry")
            self.explorer.say(f"Not saved, {retry} tries again · {reason_of(error)}", bad=True)
            self.show_edits()
            return
        self.explorer.say(f"✓ saved · {edit.words}{self._overruled(edit)}")
        # An edit has ended when what came of it is shown: without either, it would look as it was before.
        if views and all(map(self.is_told, views.values())):
            self.take(views)
            self._end(edit)
        try:
            await self._after(edit)
        finally:
            self._end(edit)

    def _end(self, edit: Edit) -> None:
        """An edit is saved, and what came of it is there to be shown in its place."""
        before = len(self.edits)
        if self.edits.get(edit.key) is edit:
            del self.edits[edit.key]
            if edit.decides == NOTE and self._draft(edit.statement).get("text") == self._sent.pop(edit.statement):
                self.explorer.drafts.done(f"{NOTE}:{edit.statement}")
        if edit.decides == RETIREMENT:  # what could not be saved of it cannot be saved any more
            for other in [one for one in self.unsaved if one.key[0] == edit.statement]:
                del self.edits[other.key]
        if len(self.edits) < before:
            self.show_edits()

    def take(self, views: Mapping[str, StatementView]) -> None:
        """Take in how statements stand now, to be drawn next."""
        self.explorer.reading.take(views)
        self.explorer.statements.pages.update(views)

    def is_told(self, view: StatementView) -> bool:
        """Whether the words of its issue are known: those of one that was just made are still to be read."""
        before = self.explorer.reading.view(view.id)
        same = before is not None and before.issue == view.issue
        return same or view.issue is None or view.issue in self.explorer.describer.propositions

    def _overruled(self, edit: Edit) -> str:
        """What is to be said where a label is saved and another stance goes on holding, since it was adjudicated."""
        view = self.explorer.reading.view(edit.statement)
        settled = view.adjudicated if view is not None else None
        if edit.stance is None or settled is None or settled.stance == edit.stance:
            return ""
        keys = self.explorer.keys_shown("everywhere", "adjudicate")
        return f" · what was adjudicated stays: {settled.stance} ({keys} opens it again)"

    async def _after(self, edit: Edit) -> None:
        """Show what an edit has changed in the library."""
        statements = self.explorer.statements
        changed = edit.statements
        statements.pages.changed.update(changed)
        await self.explorer.reading.refresh()
        if statements.on:
            await statements.read_statements(changed)
        if edit.listed:
            await self.explorer.searching.refresh()
        await self.explorer.watching.count()

    def show_edits(self) -> None:
        """Show the edits that have begun or ended, wherever their statements stand."""
        self.by_statement = by_statement(self.edits.values())
        self.explorer.reading.show_positions()
        self.explorer.entities.show_edits(self.explorer.correcting.pending())
        if self.explorer.statements.on:
            self.explorer.statements.draw()
        self.explorer.update_bars()

    def retry(self) -> bool:
        """Save again what could not be saved; False where there is nothing of that kind."""
        failed = self.unsaved
        for edit in failed:
            self.save(edit)
        return bool(failed)

    def chosen(self) -> StatementView | None:
        """The statement to be changed; None, and said why, where none can be."""
        view = self.explorer.selected
        if not self.may_write():
            return None
        if view is None:
            self.explorer.say("Select a statement first.")
        return view

    def _edit(
        self,
        decides: str,
        words: str,
        call: Callable[[Library, str], object],
        *,
        stance: str | None = None,
        wish: Wish | None = None,
    ) -> None:
        """Make a decision about the selected statement, which can be repeated on another, as `wish` on several."""

        def edit_of(view: StatementView) -> Edit:
            identifier = view.id
            done = f"{words}: {view.statement.actor or 'source not named'}"
            return Edit(identifier, done, lambda library: call(library, identifier), stance, decides=decides)

        view = self.chosen()
        if view is not None:
            self.save(edit_of(view))
            self.explorer.coding.remember(words, edit_of, wish)

    # -- stances ---------------------------------------------------------------------------------------

    def set_label(self, stance: str) -> None:
        """Label the selected statement."""
        self._edit(
            LABEL,
            f"labelled {stance}",
            lambda library, one: library.annotations.label(one, stance),
            stance=stance,
            wish=Wish(stance=stance),
        )

    def do_accept(self) -> None:
        """Make the suggested stance the label."""
        view = self.chosen()
        if view is None:
            return
        suggested = view.statement.suggested
        label = self.explorer.config.label_for(suggested.stance) if suggested is not None else None
        if suggested is None or label is None:
            self.explorer.say("Nothing is suggested here; a stance's own key sets it.")
            return
        words = f"accepted {label.id}"
        self._edit(
            LABEL,
            words,
            lambda library, one: library.annotations.accept(one),
            stance=label.id,
            wish=Wish(accept=True),
        )

    def do_clear(self) -> None:
        """Take this annotator's label away."""
        view = self.chosen()
        if view is not None and not any(label.by == self.explorer.open_desk.by for label in view.labels):
            self.explorer.say("There is no label of yours on this statement.")
        elif view is not None:
            self._edit(LABEL, "cleared the label", lambda library, one: library.annotations.clear(one))

    def do_retire(self) -> None:
        """Retire a statement that is none; where others have labelled it, after a look."""
        view = self.chosen()
        if view is not None and any(label.by != self.explorer.open_desk.by for label in view.labels):
            self.start(lambda: self.explorer.several.do(Wish(retire=True), [view.id]), "modal", exclusive=True)
            return
        self._edit(RETIREMENT, "retired", lambda library, one: library.annotations.retire(one), wish=Wish(retire=True))

    # -- issue and note --------------------------------------------------------------------------------

    def do_issue(self) -> None:
        """Pick the statement's issue, or create one."""
        view = self.chosen()
        if view is not None:
            self.start(lambda: self._pick_issue(view), "modal", exclusive=True)

    async def _pick_issue(self, view: StatementView) -> None:
        from tui.screens.picker import pick_issue

        issues = await self.ask(lambda library: library.annotations.issues())
        choice = await pick_issue(self.explorer.app, issues, view.issue)
        if choice is None:
            return
        identifier = choice.issue_id
        if choice.proposition is not None:
            new = Issue(free_id(choice.proposition, {issue.id for issue in issues}), choice.proposition)
            identifier = new.id

            def call(library: Library, one: str) -> object:
                if new.id not in {issue.id for issue in library.annotations.issues()}:
                    library.annotations.create_issue(new.id, new.proposition)
                return library.annotations.set_issue(one, new.id)

        else:

            def call(library: Library, one: str) -> object:
                return library.annotations.set_issue(one, identifier)

        said = choice.proposition or next((one.proposition for one in issues if one.id == identifier), identifier)
        words = f"about “{said}”" if identifier else "about no issue"
        self.save(Edit(view.id, words, lambda library: call(library, view.id), decides=ISSUE))

    def do_accept_issue(self) -> None:
        """Show the issues in use and those proposed; accept one for all its statements, reject it, or take one."""
        view = self.chosen()
        if view is not None:
            self.start(lambda: self._accept_issue(view), "modal", exclusive=True)

    async def _accept_issue(self, view: StatementView) -> None:
        from tui.screens.issues import Issues, What

        used, proposed = await self.ask(lambda library: (library.proposals.in_use(), library.proposals.open()))
        if view.proposed is None and not proposed and not used:
            self.explorer.say("No issue is proposed here.")
            return
        choice = await self.explorer.app.push_screen_wait(Issues(view.proposed, proposed, used, view.issue))
        if choice is None:
            return
        identifier, said = choice.id, choice.proposition
        match choice.what:
            case What.ACCEPT:
                words = f"accepted the issue “{said}”"
                self._decide_proposal(view, identifier, words, lambda one: one.proposals.accept(identifier, said))
            case What.REJECT:
                words = f"rejected the proposal “{said}”"
                self._decide_proposal(view, identifier, words, lambda one: one.proposals.reject(identifier))
            case What.TAKE:
                words = f"about “{said}”"

                def call(library: Library) -> object:
                    return library.annotations.set_issue(view.id, identifier)

                self.save(Edit(view.id, words, call, decides=ISSUE))
            case What.RENAME | What.MERGE | What.SPLIT:
                await self.explorer.recoding.recode(choice.what.name.lower(), Thing("issue", identifier, said))

    def _decide_proposal(
        self, view: StatementView, proposal: str, words: str, call: Callable[[Library], object]
    ) -> None:
        """Accept or reject a proposal, which need not be that of the statement it is decided on."""
        self.save(Edit(view.id, words, call, decides=f"proposal {proposal}"))

    def do_note(self) -> None:
        """Write a note on the selected statement."""
        view = self.chosen()
        if view is not None:
            self.start(lambda: self._write_note(view), "modal", exclusive=True)

    async def _write_note(self, view: StatementView) -> None:
        from tui.screens.note import Note

        text = await self.explorer.app.push_screen_wait(Note(view, self._draft(view.id)))
        if text is None:
            return
        self._sent[view.id] = text
        note = text.strip() or None
        words = "noted" if note else "took the note away"
        self.save(Edit(view.id, words, lambda library: library.annotations.note(view.id, note), decides=NOTE))

    def _draft(self, statement: str) -> Draft:
        """The note on a statement that is being written, or was when somebody left."""
        return self.explorer.drafts.of(f"{NOTE}:{statement}")

    async def offer_notes(self) -> None:
        """Say which notes were being written when Sayso ended, however it did."""
        left = self.explorer.drafts.of_kind(NOTE)
        if not left:
            return
        from tui.cases import named
        from tui.controllers.searching import counted
        from tui.lines import shorten
        from tui.widgets.concordance import one_line

        views = list((await self.ask(lambda library: library.statements.several(left))).values())
        if views:
            keys = self.explorer.keys_shown(POSITIONS, "note")
            more = f" and {counted(len(views) - 1, 'other')}" if len(views) > 1 else ""
            where = f"“{shorten(one_line(views[0].title), 40)}”"
            said = f"Not saved yet: your note on {named(views[0])}{more}"
            self.explorer.say(f"{said} · {keys} goes on with it, in {where}")

    # -- what is not labelled yet ----------------------------------------------------------------------

    def do_next_unlabelled(self) -> None:
        self._seek_unlabelled(1)

    def do_previous_unlabelled(self) -> None:
        self._seek_unlabelled(-1)

    def _seek_unlabelled(self, direction: int) -> None:
        seeking = self.start(lambda: self._go_unlabelled(direction), "unlabelled", exclusive=True)
        self.explorer.sayso.keys.wait_for(seeking, READING)

    async def _go_unlabelled(self, direction: int) -> None:
        explorer = self.explorer
        # A statement that only happens to be the first of an article that was opened has not been seen yet.
        key, selected = explorer.reading.key, explorer.reading.selected_id if explorer.reading.chosen else None
        results = explorer.searching.results
        keys = results.keys if results is not None else None
        after = (key, selected) if key is not None else None

        def seek(library: Library) -> tuple[StatementView, int] | None:
            view = library.statements.next_unlabelled(after, direction, keys)
            return (view, library.statements.article_key(view.id)) if view is not None else None

        found = await self.ask(seek)
        if found is None:
            where = "in what the search found" if keys is not None else "in the library"
            way = "after this one" if direction > 0 else "before this one"
            explorer.say(f"No statement without a label of yours {way} {where}.")
            return
        view, article = found
        explorer.reading.open(article, statement=view.id, pane=POSITIONS)

    # -- marking by hand -------------------------------------------------------------------------------

    def stop_marking(self) -> None:
        """Leave the marking, where it goes on."""
        if self.explorer.article.marking is not None:
            self.explorer.article.stop_marking()
            self.explorer.coding.stopped_marking()
            self.explorer.orphans.stopped_marking()
            self.explorer.update_bars()

    def do_mark(self) -> None:
        """Begin to mark a span."""
        if self.explorer.article.start_marking() is None:
            self.explorer.say("There is no text here to be marked.")
        else:
            self.explorer.update_bars()

    def do_stop_marking(self) -> None:
        self.stop_marking()

    def do_next_word(self) -> None:
        self.explorer.article.mark_word(1)

    def do_previous_word(self) -> None:
        self.explorer.article.mark_word(-1)

    def do_swap_ends(self) -> None:
        self.explorer.article.swap_ends()

    def extend(self, how: str) -> None:
        """Move the end of the mark as the action `how` says."""
        self.explorer.article.move_end(how)


def now(library: Library, statement: str | None) -> dict[str, StatementView]:
    """How a statement stands that something was saved of; nothing where that cannot be read: it is saved all the same,
    and what is wrong will be said where everything is read again."""
    with suppress(Exception):
        return library.statements.several([statement] if statement is not None else [])
    return {}


def free_id(proposition: str, taken: set[str]) -> str:
    """An id for a new issue: its words in lower case with hyphens, numbered where that is taken."""
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in proposition.lower()).split()
    base = "-".join(words)[:48].strip("-") or "issue"
    number, found = 2, base
    while found in taken:
        found = f"{base}-{number}"
        number += 1
    return found
