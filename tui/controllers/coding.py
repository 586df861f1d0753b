"""From a statement, or a marked span, to its label step by step; its parts one by one; and the same again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.errors import SaysoError
from index.model import Form, Issue, Span, StatementView, Voice
from tui.actions import ARTICLE, POSITIONS
from tui.controllers.base import MODAL, Controller
from tui.controllers.labelling import free_id
from tui.edits import CERTAINTY, CODING, PART, QUESTION, Edit
from tui.guess import find_near, form_of, guess, source_of
from tui.lines import shorten
from tui.wish import Wish

if TYPE_CHECKING:
    from index.library import Library
    from index.library_parts.editing import Changes
    from tui.coding import Coded
    from tui.screens.explorer import Explorer
    from tui.screens.parts import Part

CERTAINTIES = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class Known:
    """What is offered while one answers: names (more of them as one types), issues, and which were used last."""

    names: dict[str, None]
    issues: list[Issue]
    recent_actors: list[str]
    recent_issues: list[str]

    @classmethod
    def of(cls, library: Library) -> Known:
        """What the library offers."""
        recent = library.annotations.recent()
        names = dict.fromkeys(actor.name for actor in library.annotations.actors())
        return cls(names, library.annotations.issues(), recent.actors, recent.issues)

    @property
    def propositions(self) -> Mapping[str, str]:
        """Each issue's proposition."""
        return {issue.id: issue.proposition for issue in self.issues}


@dataclass(frozen=True, slots=True)
class Moved:
    """A part of a statement whose edges are being moved in the text."""

    view: StatementView
    part: str


class Coding(Controller):
    """Coding: each answer is kept as a draft until it is saved."""

    def __init__(self, explorer: Explorer) -> None:
        super().__init__(explorer)
        self.moving: Moved | None = None
        self._again: tuple[str, Callable[[StatementView], Edit | None]] | None = None
        self.last_wish: Wish | None = None

    # -- step by step ----------------------------------------------------------------------------------

    def do_code(self) -> None:
        """Answer who it is, what it is about, and where they stand."""
        view = self.explorer.labelling.chosen()
        if view is not None:
            self.start(lambda: self._code(view), MODAL, exclusive=True)

    async def _code(self, view: StatementView) -> None:
        from tui import coding
        from tui.screens.coding import Coding as Panel

        known = await self.ask(Known.of)
        drafts = self.explorer.drafts
        name = f"code:{view.id}"
        labels = self.explorer.config.codebook.labels
        names = coding.actor_entries(view.statement.actor, known.recent_actors, self._near(), known.names)
        mine = next((label.stance for label in view.labels if label.by == self.explorer.open_desk.by), None)
        suggested = view.statement.suggested.stance if view.statement.suggested else None
        proposed = view.proposed.proposition if view.proposed is not None else None
        panel = Panel(
            view.statement.content.text,
            {
                coding.ACTOR: names,
                coding.ISSUE: coding.issue_entries(view.issue, proposed, known.recent_issues, known.issues),
                coding.STANCE: coding.stance_entries(labels, mine, suggested),
            },
            labels,
            drafts.of(name),
            shown=known.propositions,
            meanings=coding.meanings(labels, known.issues),
            look_up=lambda typed: self._look_up(known, typed),
        )
        answers: Coded | None = await self.explorer.app.push_screen_wait(panel)
        if answers is None:
            return
        drafts.done(name)
        edit = self._decision(view, answers)
        if edit is None:
            self.explorer.say("Nothing has changed: it is so already.")
            return
        self.explorer.labelling.save(edit)
        self._remember(edit.words, lambda other: self._decision(other, answers))
        self.last_wish = Wish(answers.stance, answers.issue, actor=answers.actor)
        if answers.proposition is not None:
            self.last_wish = replace(
                self.last_wish, issue=free_id(answers.proposition, {one.id for one in known.issues})
            )

    def _decision(self, view: StatementView, answers: Coded) -> Edit | None:
        """The edit that brings these answers into the library; None where all is so already."""
        statement, by = view.statement, self.explorer.open_desk.by
        actor = answers.actor if answers.actor is not None and answers.actor != statement.actor else None
        mine = next((label.stance for label in view.labels if label.by == by), None)
        stance = answers.stance if answers.stance != mine else None
        issue = answers.issue if answers.issue != view.issue else None
        if actor is None and stance is None and issue is None and answers.proposition is None:
            return None

        def call(library: Library) -> object:
            about = issue if answers.proposition is None else made_issue(library, answers.proposition)
            return library.annotations.decide(view.id, actor=actor, issue=about, stance=stance)

        said = [f"labelled {stance}"] if stance else []
        said += [f"about “{answers.proposition}”"] if answers.proposition else [f"about {issue}"] if issue else []
        said += [f"said by {actor}"] if actor else []
        words = f"{', '.join(said)}: {actor or statement.actor or 'source not named'}"
        return Edit(view.id, words, call, stance, decides=CODING)

    async def _look_up(self, known: Known, typed: str) -> None:
        known.names.update(dict.fromkeys(await self.ask(lambda library: library.annotations.actor_names(typed))))

    def _near(self) -> list[str]:
        """The names in the article that is open."""
        opened = self.explorer.reading.opened
        return [] if opened is None else list(dict.fromkeys(entity.name for entity in opened.entities))

    # -- a statement of a marked span ------------------------------------------------------------------

    def do_make_statement(self) -> None:
        """Make a statement of what is marked, or move the part whose edges were moved there."""
        span = self.explorer.article.marked
        if span is None:
            self.explorer.say("Nothing is marked yet.")
        elif self.moving is not None:
            self._move(self.moving, span)
        elif self.explorer.orphans.placing is not None:
            self.explorer.orphans.place(span)
        else:
            self.start(lambda: self._make_statement(span), MODAL, exclusive=True)

    async def _make_statement(self, span: Span) -> None:
        from tui import coding
        from tui.screens.coding import Coding as Panel

        opened = self.explorer.reading.opened
        if opened is None:
            return
        article = opened.article
        known = await self.ask(Known.of)
        found = [view.statement for view in opened.views if view.current and not view.retired]
        first = guess(article.text, span, opened.entities, found)
        drafts = self.explorer.drafts
        name = f"statement:{article.version}:{span.start}-{span.end}"
        labels = self.explorer.config.codebook.labels
        panel = Panel(
            article.text[span.start : span.end],
            {
                coding.ACTOR: coding.actor_entries(first.actor, known.recent_actors, self._near(), known.names),
                coding.ISSUE: coding.issue_entries(None, None, known.recent_issues, known.issues),
                coding.STANCE: coding.stance_entries(labels, None, None),
            },
            labels,
            drafts.of(name),
            heading="A new statement",
            shown=known.propositions,
            meanings=coding.meanings(labels, known.issues),
            look_up=lambda typed: self._look_up(known, typed),
        )
        answers: Coded | None = await self.explorer.app.push_screen_wait(panel)
        if answers is None or answers.actor is None:
            return
        cue = find_near(article.text, first.cue, span)
        source = source_of(answers.actor, opened.entities, span) or find_near(article.text, answers.actor, span)
        sources = (source,) if source is not None and not source.overlaps(span) else ()

        def call(library: Library) -> StatementView:
            issue = answers.issue if answers.proposition is None else made_issue(library, answers.proposition)
            return library.annotations.create_statement(
                article.id,
                article.version,
                actor=str(answers.actor),
                source=sources,
                cue=(cue,) if cue is not None else (),
                content=(span,),
                form=form_of(article.text[span.start : span.end]),
                issue=issue,
                stance=answers.stance,
            )

        try:
            view = await self.ask(call)
        except SaysoError as error:
            self.explorer.say(f"Not saved: {error.sentence} · the mark and what you answered are kept", bad=True)
            return
        drafts.done(name)
        self.explorer.labelling.stop_marking()
        await self.explorer.reading.refresh()
        await self.explorer.watching.count()
        self.explorer.positions.select(view.id)
        self.explorer.reading.select(view.id)
        self.explorer.enter(POSITIONS)
        self.explorer.say(f"✓ saved · a statement of {view.statement.actor}")

    # -- one part --------------------------------------------------------------------------------------

    def do_edit(self) -> None:
        """Change one part of the selected statement."""
        view = self.explorer.labelling.chosen()
        if view is not None:
            self.start(lambda: self._edit(view), MODAL, exclusive=True)

    async def _edit(self, view: StatementView) -> None:
        from tui.screens.parts import Parts

        part: Part | None = await self.explorer.app.push_screen_wait(Parts(view, self.explorer.describer.propositions))
        if part is None:
            return
        match part.name:
            case "issue":
                self.explorer.labelling.do_issue()
            case "stance":
                await self._one_step(view, "stance")
            case "actor":
                await self._one_step(view, "actor")
            case "source" | "cue" | "content":
                self._begin_moving(view, part.name)
            case "form" | "voice":
                await self._pick_value(view, part)
            case _:
                await self._type_value(view)

    async def _one_step(self, view: StatementView, step: str) -> None:
        from tui import coding
        from tui.screens.coding import Coding as Panel

        known = await self.ask(Known.of)
        labels = self.explorer.config.codebook.labels
        mine = next((label.stance for label in view.labels if label.by == self.explorer.open_desk.by), None)
        finder = (
            coding.actor_entries(view.statement.actor, known.recent_actors, self._near(), known.names)
            if step == coding.ACTOR
            else coding.stance_entries(labels, mine, None)
        )
        panel = Panel(view.statement.content.text, {step: finder}, labels, {}, heading=f"The statement’s {step}",
            meanings=coding.meanings(labels, known.issues), look_up=lambda typed: self._look_up(known, typed),
        )  # fmt: skip
        answers: Coded | None = await self.explorer.app.push_screen_wait(panel)
        if answers is None:
            return
        asked = coding.Coded(answers.actor, view.issue, None, answers.stance)
        edit = self._decision(view, asked)
        if edit is None:
            self.explorer.say("Nothing has changed: it is so already.")
        else:
            self.explorer.labelling.save(edit)

    async def _pick_value(self, view: StatementView, part: Part) -> None:
        from tui.screens.picker import Entry, Picker, matching

        present = getattr(view.statement, part.name)
        values: list[Form | Voice] = list(Form) if part.name == "form" else list(Voice)
        entries = [Entry(str(one), str(one), "now" if one == present else "", present=one == present) for one in values]
        picker = Picker(lambda query: matching(entries, query), heading=f"The statement’s {part.name}")
        value = await self.explorer.app.push_screen_wait(picker)
        if value is not None and value != present:
            self._save_part(view, {"form": value} if part.name == "form" else {"voice": value}, value)

    async def _type_value(self, view: StatementView) -> None:
        typed = await self.typed(
            "Through whom did it come?",
            ", ".join(view.statement.via),
            "media or persons, the nearest first",
        )
        if typed is None:
            return
        media = tuple(name for name in (" ".join(one.split()) for one in typed.split(",")) if name)
        if media != view.statement.via:
            self._save_part(view, {"via": media}, ", ".join(media) or "nobody")

    def _save_part(self, view: StatementView, changes: Changes, words: str) -> None:
        """Correct the one part of `changes`; `words` say what it is now."""
        actor = view.statement.actor or "source not named"
        (name,) = changes

        def call(library: Library) -> object:
            return library.annotations.edit(view.id, **changes)

        edit = Edit(view.id, f"{name} is {words} now: {actor}", call, decides=f"{PART} {name}")
        self.explorer.labelling.save(edit)

    # -- the edges of a part ---------------------------------------------------------------------------

    def _begin_moving(self, view: StatementView, part: str) -> None:
        """Mark a part of a statement in the text, so that its edges can be moved."""
        explorer = self.explorer
        opened = explorer.reading.opened
        if opened is None or opened.article.id != view.article or not view.current:
            explorer.say("Open its article first: edges are moved in the text, of the version that is shown.")
            return
        spans = getattr(view.statement, part).spans
        start = spans or (view.statement.content.spans[:1])
        if not start:
            explorer.say("There is nothing of it in the text.")
            return
        explorer.enter(ARTICLE)
        explorer.article.start_marking(Span(start[0].start, start[-1].end))
        self.moving = Moved(view, part)
        explorer.update_bars()
        more = " Its pieces become one." if len(spans) > 1 else ""
        explorer.say(f"Move the edges of the {part}; Enter takes it, Escape leaves it as it was.{more}")

    def _move(self, moved: Moved, span: Span) -> None:
        self.moving = None
        self.explorer.labelling.stop_marking()
        words = self.explorer.article.article.text[span.start : span.end] if self.explorer.article.article else ""
        self._save_part(moved.view, _spans_of(moved.part, span), f"“{shorten(' '.join(words.split()), 60)}”")
        self.explorer.enter(POSITIONS)

    def stopped_marking(self) -> None:
        """Nothing is moved any more."""
        self.moving = None

    # -- certainty and questions -----------------------------------------------------------------------

    def do_certainty(self) -> None:
        """Say how sure one is: high, medium, low, and nothing again."""
        view = self.explorer.labelling.chosen()
        if view is None:
            return
        present = view.certainty
        order = [None, *CERTAINTIES]
        value = order[(order.index(present) + 1) % len(order)] if present in order else CERTAINTIES[0]
        words = f"certainty {value}" if value else "certainty left open"
        edit = self._simple(view, words, lambda one: one.annotations.certainty(view.id, value), CERTAINTY)
        self.explorer.labelling.save(edit)

    def do_question(self) -> None:
        """Ask the lead a question about the selected statement."""
        view = self.explorer.labelling.chosen()
        if view is not None:
            self.start(lambda: self._ask_lead(view), MODAL, exclusive=True)

    async def _ask_lead(self, view: StatementView) -> None:
        typed = await self.typed("A question for the lead", view.question or "", "what is to be decided or made clear")
        if typed is None:
            return
        text = " ".join(typed.split()) or None
        words = "asked the lead" if text else "took the question back"
        edit = self._simple(view, words, lambda one: one.annotations.question(view.id, text), QUESTION)
        self.explorer.labelling.save(edit)

    async def typed(self, heading: str, text: str, prompt: str) -> str | None:
        """What a person types; None where they go back."""
        from tui.screens.ask import Ask

        typed: list[str] = []

        async def take(value: str) -> None:
            typed.append(value)

        await self.explorer.app.push_screen_wait(Ask(heading, take, text=text, prompt=prompt))
        return typed[-1] if typed else None

    def _simple(self, view: StatementView, words: str, call: Callable[[Library], object], decides: str) -> Edit:
        return Edit(view.id, f"{words}: {view.statement.actor or 'source not named'}", call, decides=decides)

    # -- once more -------------------------------------------------------------------------------------

    def _remember(self, words: str, again: Callable[[StatementView], Edit | None]) -> None:
        self._again = words.rpartition(":")[0] or words, again

    def remember(self, words: str, again: Callable[[StatementView], Edit | None], wish: Wish | None) -> None:
        """Take up a decision that can be made of another statement too; `words` say it without the statement, `wish`
        is it for several, None where it is made one by one only."""
        self._again, self.last_wish = (words, again), wish

    def do_repeat(self) -> None:
        """Decide of the selected statement what was decided last."""
        if self._again is None:
            self.explorer.say("There is nothing to repeat yet: label a statement first.")
            return
        view = self.explorer.labelling.chosen()
        if view is None:
            return
        words, again = self._again
        edit = again(view)
        if edit is None:
            self.explorer.say(f"Nothing has changed: “{words}” holds of it already.")
        else:
            self.explorer.labelling.save(edit)


def _spans_of(part: str, span: Span) -> Changes:
    if part == "source":
        return {"source": (span,)}
    return {"cue": (span,)} if part == "cue" else {"content": (span,)}


def made_issue(library: Library, proposition: str) -> str:
    """The id of the issue with this proposition, which is made where there is none."""
    issues = library.annotations.issues()
    wanted = proposition.casefold()
    for issue in issues:
        if issue.proposition.casefold() == wanted:
            return issue.id
    return library.annotations.create_issue(free_id(proposition, {one.id for one in issues}), proposition).id
