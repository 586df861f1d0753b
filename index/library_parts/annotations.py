"""What annotators decide: labels, notes, issues, statements of their own; each an event that can be undone."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Unpack

from index.errors import UsageError
from index.library_parts import actor_names, bulk, deciding, editing, making, recents, wording
from index.library_parts.core import Core
from index.library_parts.editing import Changes, EditPreview
from index.library_parts.naming import present_actors
from index.library_parts.undo import Undo
from index.model import (
    Actor,
    Event,
    EventKind,
    Form,
    Issue,
    Part,
    Span,
    Statement,
    StatementView,
    Suggestion,
    Voice,
)
from index.search.words import folded_name
from index.store import articles, issues, stored
from index.store.events import Ask, Deed
from index.store.in_force import InForce
from index.store.in_force import read as read_in_force
from index.store.recoding import ACTOR, ISSUE
from index.text import clean, clean_line

_ISSUE_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


class Annotations:
    """The one way to change a decision. Each method returns the event after it is on the disk.

    All raise UsageError for what cannot be, and LockedError, NotSavedError or DamagedError where it
    cannot be saved; nothing has changed then.
    """

    def __init__(self, core: Core) -> None:
        self._core = core
        self._undo = Undo(core)
        self._making = making.Making(core, self.actors)
        self._editing = editing.Editing(core, self._making, self._gone)
        self._deciding = deciding.Deciding(core, self._editing, self._known_issue, self._gone, self._stamp)

    # -- labels --------------------------------------------------------------------------------------

    def label(
        self,
        statement_id: str,
        stance: str,
        *,
        note: str | None = None,
        issue: str | None = None,
        certainty: str | None = None,
    ) -> Event:
        """Set this annotator's stance on a statement, a label's id of the codebook; what else is given goes with it."""
        sets: dict[str, object] = {"stance": self._known_label(stance)}
        if certainty is not None:
            sets["certainty"] = deciding.known_certainty(certainty)
        if note is not None:
            sets["note"] = _plain(note)
        if issue is not None:
            sets["issue"] = self._known_issue(issue)
        return self._decide(EventKind.LABEL, statement_id, sets)

    def decide(
        self, statement_id: str, *, actor: str | None = None, issue: str | None = None, stance: str | None = None
    ) -> Event:
        """Say of a statement who it is, what it is about and where they stand, in one event; None leaves it as it is.

        Raises UsageError where nothing would change, as `label`, `set_issue` and `edit` do.
        """
        view = self._core.views.get(statement_id)[0]
        sets: dict[str, object] = {}
        if actor is not None:
            sets |= self._editing.sets(view, {"actor": actor})
        if issue is not None and (known := self._known_issue(issue)) != view.issue:
            sets["issue"] = known
        if stance is not None:
            stance = self._known_label(stance)
            if (stance, self._core.by) not in {(label.stance, label.by) for label in view.labels}:
                sets["stance"] = stance
        if not sets:
            raise UsageError("the statement is so already: there is nothing to change")
        kind = EventKind.LABEL if "stance" in sets else EventKind.ISSUE if "issue" in sets else EventKind.EDIT
        return self._decide(kind, statement_id, sets)

    def recent(self) -> recents.Recent:
        """Whom and what this annotator named last."""
        return recents.recent(self._core.database.read, self._core.by, self._core.in_force.recoding)

    def accept(self, statement_id: str) -> Event:
        """Make the suggested stance this annotator's label; an issue that was learned for it goes with it."""
        view = self._core.views.get(statement_id)[0]
        suggested = view.statement.suggested
        if suggested is None:
            raise UsageError("this statement has no suggestion to accept; set a label instead")
        label = self._core.config.label_for(suggested.stance)
        if label is None:
            raise UsageError(f"the codebook has no label for the suggestion '{suggested.stance}'; set another")
        sets: dict[str, object] = {"stance": label.id}
        if view.issue is None and view.suggested_issue is not None:
            sets["issue"] = self._known_issue(view.suggested_issue.issue)
        return self._decide(EventKind.LABEL, statement_id, sets, accepted=suggested)

    def confirm(self, ids: Sequence[str]) -> Event:
        """Say of this annotator's labels on statements that they hold under the definitions in force, as one event.

        Those that were given under these, or on statements without a label of the annotator's, are left as they are.
        Raises UsageError where none is left.
        """
        views = [view for view, _ in self._core.views.many(list(dict.fromkeys(ids))).values() if not view.retired]
        mine = [(view, label) for view in views for label in view.labels if label.by == self._core.by and label.recheck]
        if not mine:
            raise UsageError("none of these statements has a label of yours that is to be looked at again")
        parts = []
        for (view, label), about in zip(mine, self.about([view for view, _ in mine]), strict=True):
            sets: dict[str, object] = {"stance": label.stance}
            self._stamp(about, sets, view)
            parts.append(Part(f"statement:{view.id}", sets, about | {"confirmed": True}))
        may = deciding.may_give(self._core, [part.sets for part in parts])
        return self._core.record(Deed.of(EventKind.LABEL, parts), may)

    def clear(self, statement_id: str) -> Event:
        """Take this annotator's label off a statement."""
        view = self._core.views.get(statement_id)[0]
        if all(label.by != self._core.by for label in view.labels):
            raise UsageError(f"'{self._core.by}' has no label on this statement to clear")
        sets: dict[str, object] = {"stance": None}
        if view.certainty is not None:
            sets["certainty"] = None  # it was that of the label
        return self._decide(EventKind.LABEL, statement_id, sets)

    def note(self, statement_id: str, text: str | None) -> Event:
        """Set this annotator's note on a statement; None or an empty text takes it off."""
        return self._decide(EventKind.NOTE, statement_id, {"note": _plain(text)})

    def certainty(self, statement_id: str, level: str | None) -> Event:
        """Say how sure this annotator is of a statement's label: high, medium or low; None takes it back."""
        known = None if level is None else deciding.known_certainty(level)
        if self._core.views.get(statement_id)[0].certainty == known:
            raise UsageError(
                f"your certainty is {known} already" if known else "there is no certainty of yours to clear"
            )
        return self._decide(EventKind.CERTAINTY, statement_id, {"certainty": known})

    def question(self, statement_id: str, text: str | None) -> Event:
        """Ask the lead about a statement, in place of what this annotator asked before; None or an empty text takes
        the question back."""
        said = _plain(text)
        if self._core.views.get(statement_id)[0].question == said:
            raise UsageError("you asked just that already" if said else "there is no question of yours to clear")
        return self._decide(EventKind.QUESTION, statement_id, {"question": said})

    def set_issue(self, statement_id: str, issue_id: str | None) -> Event:
        """Say what a statement is about; None goes back to what the machine found."""
        issue = None if issue_id is None else self._known_issue(issue_id)
        return self._decide(EventKind.ISSUE, statement_id, {"issue": issue})

    def retire(self, statement_id: str) -> Event:
        """Take out a statement that is none, for everybody; undo brings it back."""
        return self._decide(EventKind.RETIRE, statement_id, {"retired": True})

    def _decide(
        self, kind: EventKind, identifier: str, sets: dict[str, object], *, accepted: Suggestion | None = None
    ) -> Event:
        view = self._core.views.get(identifier)[0]
        making.must_stand(view)
        about = making.about_view(view, self._gone())
        if accepted is not None:
            about["accepted"] = True
            about["suggested"] = {"stance": accepted.stance, "confidence": accepted.confidence, "by": accepted.by}
        self._stamp(about, sets, view)
        return self._core.record(Deed(kind, f"statement:{view.id}", sets, about), deciding.may_give(self._core, [sets]))

    def recorded(self) -> Callable[[Statement], Statement]:
        """Makes of statements the ones that are recorded in events."""
        return self._gone()

    def about(self, views: Sequence[StatementView]) -> list[dict[str, object]]:
        """What an event says of each of some statements, so that it is understood without the analysis."""
        gone = self._gone()
        return [making.about_view(view, gone) for view in views]

    def _stamp(
        self,
        about: dict[str, object],
        sets: Mapping[str, object],
        view: StatementView | None,
        in_force: InForce | None = None,
    ) -> None:
        """Note with a label under which definitions of itself and its issue it is given."""
        stance, issue = sets.get("stance"), sets.get("issue") or (view.issue if view else None)
        if isinstance(stance, str):
            in_force = in_force or self._core.in_force
            about["codebook"] = in_force.stamp(stance, issue if isinstance(issue, str) else None)

    def _gone(self) -> Callable[[Statement], Statement]:
        """Takes from statements the issue that was found for them, where it was taken back and is still to be read."""
        known = {issue.id for issue in self.recorded_issues()}

        @functools.cache
        def gone(issue: str) -> bool:
            return issue not in known and issues.is_gone(self._core.database.read, issue)

        return lambda one: replace(one, issue=None) if one.issue is not None and gone(one.issue) else one

    def preview_many(self, ids: Sequence[str], **wanted: Unpack[deciding.Decision]) -> bulk.Preview:
        """What `label_many` would do with the same arguments; nothing is changed. Raises UsageError as it does."""
        return self._deciding.many(ids, wanted)[0]

    def label_many(self, ids: Sequence[str], **wanted: Unpack[deciding.Decision]) -> Event:
        """Make the same decision about many statements: one event, undone in one step; see `Deciding.decide`."""
        return self._deciding.decide(ids, wanted)

    # -- statements ----------------------------------------------------------------------------------

    def edit(self, statement_id: str, *, back: Collection[str] = (), **changes: Unpack[Changes]) -> Event:
        """Correct parts of a statement for everybody, its id staying; `back` are parts that go back to what was found.

        See `Editing.edit`.
        """
        return self._editing.edit(statement_id, changes, back)

    def preview_edit_many(self, ids: Sequence[str], **changes: Unpack[Changes]) -> EditPreview:
        """What `edit_many` would do with the same arguments; nothing is changed. Raises UsageError as it does."""
        return self._editing.many(ids, changes)[0]

    def edit_many(self, ids: Sequence[str], **changes: Unpack[Changes]) -> Event:
        """Set the actor, form, voice or via of statements for everybody: one event, undone in one step.

        See `Editing.edit_many`.
        """
        return self._editing.edit_many(ids, changes)

    def create_statement(
        self,
        article_id: str,
        version: str,
        *,
        actor: str,
        content: Sequence[Span],
        source: Sequence[Span] = (),
        cue: Sequence[Span] = (),
        form: Form = Form.INDIRECT,
        voice: Voice = Voice.SELF,
        via: Sequence[str] = (),
        issue: str | None = None,
        stance: str | None = None,
    ) -> StatementView:
        """Make a statement of spans of one version of an article; `actor` is a name, an alias or an actor's id."""
        found = articles.versions(self._core.database, "a.removed = 0 AND a.id = ? AND v.hash = ?", article_id, version)
        if not found:
            raise UsageError(f"there is no version '{version}' of an article '{article_id}'")
        article = found[0]
        one = self._making.statement(article, actor, (source, cue, content), form, voice, via)
        if stance is not None:
            stance = self._known_label(stance)
        sets: dict[str, object] = {"made": True}
        if issue is not None:
            sets["issue"] = self._known_issue(issue)
        if stance is not None:
            sets["stance"] = stance
        again = None
        if self._core.database.read("SELECT 1 FROM kept WHERE id = ?", (one.id,)):
            again = self._core.views.get(one.id)[0]
            sets.update(making.again(again))
        about = making.about(one, article.id, article.title, article.date, article.outlet)
        self._stamp(about, sets, again)
        deed = Deed(EventKind.CREATE_STATEMENT, f"statement:{one.id}", sets, about)
        self._core.record(deed, deciding.may_give(self._core, [sets]))
        return self._core.views.get(one.id)[0]

    # -- issues and actors ---------------------------------------------------------------------------

    def create_issue(
        self, id: str, proposition: str, words: Sequence[str] = (), *, proposal: str | None = None
    ) -> Issue:
        """Make an issue: something one can be for or against, and the words that point to it.

        `proposal` is the id of the proposal that it comes of: the statements that it is proposed for have it then.
        Raises UsageError where there is an issue of this id, or where one was made of the proposal.
        """
        if not _ISSUE_ID.fullmatch(id):
            raise UsageError(
                f"'{id}' is no issue's id: small letters, digits, - and _, beginning with a letter or digit"
            )
        said = clean_line(proposition).strip()
        if not said:
            raise UsageError("an issue needs a proposition: what one can be for or against")
        issue = Issue(id, said, tuple(clean_line(word) for word in words))
        sets: dict[str, object] = {"proposition": issue.proposition, "words": list(issue.words)}
        if proposal is not None:
            sets["proposal"] = proposal
        deed = Deed(EventKind.CREATE_ISSUE, f"issue:{id}", sets, {"issue": id})
        self._may_make(self._core.database.read, id, proposal)
        with self._undo.reread(deed.kind, deed.subject, deed.sets, goes=False):
            self._core.record(deed, lambda ask: self._may_make(ask, id, proposal))
        return issue

    def _may_make(self, ask: Ask, id: str, proposal: str | None) -> None:
        """Raise UsageError where there is an issue of this id, or one that was made of the proposal."""
        taken = None if proposal is None else issues.made_of(ask, proposal)
        if taken is not None:
            raise UsageError(f"the proposal '{proposal}' was accepted already: it is the issue '{taken}'")
        recoding = read_in_force(ask, self._core.written).recoding
        if recoding.former(ISSUE, id) or recoding.of(ISSUE, id) != id:
            raise UsageError(f"the id '{id}' is taken: an issue was renamed or merged, from it or into it")
        if any(entry.id == id for entry in self._core.written.issues) or issues.is_there(ask, id):
            raise UsageError(f"there is an issue '{id}' already")

    def create_alias(self, actor_id: str, alias: str, *, name: str | None = None) -> Event:
        """Give an actor, of the configuration or found in articles, one more name.

        `name` is the actor's own name, for one that no statement has yet. Raises UsageError where there is no such
        actor and no name.
        """
        said = clean_line(alias).strip()
        actor_id = self._core.in_force.recoding.of(ACTOR, actor_id)
        if not folded_name(said):
            raise UsageError("an alias needs at least one letter or digit")
        known = next((actor for actor in self.actors() if actor.id == actor_id), None)
        name = known.name if known else self._core.findings.actor(actor_id) or name
        if name is None:
            raise UsageError(f"there is no actor '{actor_id}'")
        if known and said in known.aliases:
            raise UsageError(f"{name} has the alias “{said}” already")
        about = {"actor": {"id": actor_id, "name": name}, "alias": said}
        return self._core.record(Deed(EventKind.CREATE_ALIAS, f"actor:{actor_id}", {f"alias:{said}": True}, about))

    def issues(self) -> list[Issue]:
        """The configuration's issues, then those that people made, as they were renamed and merged."""
        return list(self._core.in_force.issues)

    def recorded_issues(self) -> list[Issue]:
        """All issues by the ids that they were made with, merged ones too: what the analysis looks for.

        What it finds is shown under the present ids, so that no recoding has anything analysed anew.
        """
        return list(self._core.in_force.recorded_issues)

    def actors(self) -> list[Actor]:
        """The configuration's actors, with the aliases that people gave; then other actors with such aliases.

        Those that were merged into others are aliases of these.
        """
        recoding = self._core.in_force.recoding
        return present_actors(self.recorded_actors(), recoding)

    def recorded_actors(self) -> list[Actor]:
        """The actors by the ids that they were recorded with, those merged into others too."""
        found = {entry.id: entry.model() for entry in self._core.written.actors}
        for subject, field, about in self._core.database.read(
            "SELECT d.subject, d.field, e.about FROM decision d JOIN event e ON e.sequence = d.event"
            " WHERE d.subject >= 'actor:' AND d.subject < 'actor;' AND d.field LIKE 'alias:%' AND d.value = 'true'"
            " ORDER BY d.event"
        ):
            alias = field.removeprefix("alias:")
            try:
                named = stored.fields(about, subject)["actor"]
                actor = found.get(named["id"]) or Actor(named["id"], named["name"])
            except stored.MISSHAPEN as error:
                raise stored.damaged(f"whose alias “{alias}” is, of {subject},") from error
            if alias not in actor.aliases:
                aliases = (*actor.aliases, alias)
                found[actor.id] = Actor(actor.id, actor.name, actor.kind, aliases, actor.metonyms)
        return list(found.values())

    def actor_names(self, prefix: str = "", limit: int = 50) -> list[str]:
        """Names to choose an actor from: those with a word that begins like `prefix`, known actors first."""
        return actor_names.matching(self._core, self.actors(), prefix, limit)

    # -- undo ----------------------------------------------------------------------------------------

    def undo(self, event: str | None = None) -> tuple[Event, Event]:
        """Take back an event of this annotator's: the last one that is not undone, or the one with an id.

        See `Undo.undo`.
        """
        return self._undo.undo(event)

    def redo(self) -> tuple[Event, Event]:
        """Bring back what this annotator undid last; see `Undo.redo`."""
        return self._undo.redo()

    def describe(self, event: Event) -> str:
        """An event in words, on one line."""
        return wording.describe(event)

    def _known_label(self, stance: str) -> str:
        return deciding.known_label(self._core.config, stance)

    def _known_issue(self, issue: str) -> str:
        known = [one.id for one in self.issues()]
        present = self._core.in_force.recoding.of(ISSUE, issue)
        if present not in known:
            raise UsageError(f"there is no issue '{issue}'; known: {', '.join(known) or 'none'}")
        return present


def _plain(text: str | None) -> str | None:
    return (clean(text).strip() or None) if text is not None else None
