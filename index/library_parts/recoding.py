"""Renaming, merging and splitting labels, issues and actors: looked at beforehand, and done as one undoable step.

Nothing that was recorded is written anew: labels that were given before are shown under the present ids, and as they
were once the step is taken back.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.errors import UsageError
from index.library_parts import label_splits, recodes, wording
from index.library_parts.annotations import Annotations
from index.library_parts.core import Core
from index.library_parts.label_splits import Plan, after, as_event
from index.library_parts.recodes import Meant
from index.library_parts.statements import Statements
from index.made_labels import Look
from index.model import Event, Part, StatementView
from index.search.words import folded_name
from index.store import recoding
from index.store.codec import canonical
from index.store.events import Ask, Deed
from index.store.foreseen import foreseen
from index.store.in_force import InForce
from index.store.in_force import read as read_in_force
from index.store.recheck import DECISIONS, LABELS, outdated, stamped
from index.store.recoding import ACTOR, ISSUE, KINDS, LABEL

_SAMPLES = 5

_SPEAKERS = 3_000


@dataclass(frozen=True, slots=True)
class RecodePreview:
    """What a recoding would do. `words` says it on one line, as the history will.

    `statements`, in `articles` articles, would be shown otherwise; `labels` counts what annotators hold on them, by
    annotator. Of these `become` are made labels of another id, as the new decision of whoever does it: none is where
    nothing but a name changes. `recheck` labels would have to be looked at again, since their definition, or what they
    are about, would be another one: `others` of them are other annotators'. `decisions` of those who adjudicated would
    have to be, too. `left` counts statements that were named for a split and are not what is split: they stay as they
    are. `samples` are a few of the statements, as they are now.
    """

    words: str
    statements: int
    articles: int
    labels: Mapping[str, int]
    recheck: int
    left: int
    samples: tuple[StatementView, ...]
    become: int = 0
    others: int = 0
    decisions: int = 0

    @property
    def is_of_actor(self) -> bool:
        """Whether it is said of statements that another actor spoke."""
        return self.words.startswith(f"split the {ACTOR} ")


class Recodings:
    """The one way to change the codebook in a library. `kind` is label, issue or actor; ids and actors' names are as
    they are at present. All raise UsageError for what cannot be, and else as `Annotations` does."""

    def __init__(self, core: Core, annotations: Annotations, statements: Statements) -> None:
        self._core = core
        self._annotations = annotations
        self._statements = statements

    # -- renaming ------------------------------------------------------------------------------------

    def preview_rename(self, kind: str, old: str, new: str | None, *, proposition: str | None = None) -> RecodePreview:
        """What `rename` would do with the same arguments; nothing is changed."""
        return self._preview(self._renaming(kind, old, new, proposition))

    def rename(self, kind: str, old: str, new: str | None, *, proposition: str | None = None) -> Event:
        """Give a label or an issue another id, an issue another proposition, an actor another name.

        A label keeps its key, glyph, colour and definition. An actor's former name is an alias of it from then on.
        """
        return self._record(self._renaming(kind, old, new, proposition))

    def _renaming(self, kind: str, old: str, new: str | None, proposition: str | None) -> Plan:
        _known_kind(kind)
        if proposition is not None and kind != ISSUE:
            raise UsageError("only an issue has a proposition")
        if kind == ISSUE:
            ids = self._ids(kind, recodes.meant(self._core.in_force, kind, old).id)
            return Plan(lambda now: recodes.rename_issue(now, old, new, proposition), ids)
        if new is None:
            raise UsageError(f"say how the {kind} is to be called")
        if kind == LABEL:
            ids = self._ids(kind, recodes.meant(self._core.in_force, kind, old).id)
            return Plan(lambda now: recodes.rename_label(now, old, new), ids)
        actor = self.actor(old)
        others = self._others()
        return Plan(lambda now: recodes.rename_actor(_present(now, actor), new, others), self._ids(kind, actor.id))

    # -- merging -------------------------------------------------------------------------------------

    def preview_merge(self, kind: str, olds: Sequence[str], into: str) -> RecodePreview:
        """What `merge` would do with the same arguments; nothing is changed."""
        return self._preview(self._merging(kind, olds, into))

    def merge(self, kind: str, olds: Sequence[str], into: str) -> Event:
        """Make `olds` part of `into`: what was said, found and labelled under them stands under that from then on."""
        return self._record(self._merging(kind, olds, into))

    def _merging(self, kind: str, olds: Sequence[str], into: str) -> Plan:
        _known_kind(kind)
        if kind == ACTOR:
            actors, target = [self.actor(one) for one in olds], self.actor(into)
            ids = dict.fromkeys(id for one in actors for id in self._ids(kind, one.id))
            return Plan(
                lambda now: recodes.merge(kind, [_present(now, one) for one in actors], _present(now, target)),
                tuple(ids),
            )

        def deed(now: InForce) -> Deed:
            found = [recodes.meant(now, kind, one) for one in olds]
            return recodes.merge(kind, found, recodes.meant(now, kind, into))

        named = [recodes.meant(self._core.in_force, kind, one).id for one in olds]
        return Plan(deed, tuple(dict.fromkeys(id for one in named for id in self._ids(kind, one))))

    # -- splitting -----------------------------------------------------------------------------------

    def preview_split(
        self,
        kind: str,
        old: str,
        new: str,
        ids: Sequence[str],
        *,
        proposition: str | None = None,
        look: Look | None = None,
    ) -> RecodePreview:
        """What `split` would do with the same arguments; nothing is changed."""
        return self._preview(self._splitting(kind, old, new, ids, proposition, look))

    def split(
        self,
        kind: str,
        old: str,
        new: str,
        ids: Sequence[str],
        *,
        proposition: str | None = None,
        look: Look | None = None,
    ) -> Event:
        """Take statements out of a label, an issue or an actor and give them to a new one.

        `new` is the issue's id, with its `proposition` (else the id), or the actor's name, or the label's id, with how
        it is to `look` (what is not given is chosen). Of the statements `ids` those that are not about the issue, or
        not the actor's, or do not have the label of this annotator's, are left as they are. A label is split for
        oneself: what others gave stays theirs, and all that anybody still gave the old one is to be looked at again,
        for that stands for less now.
        """
        return self._record(self._splitting(kind, old, new, ids, proposition, look))

    def _splitting(
        self, kind: str, old: str, new: str, ids: Sequence[str], proposition: str | None, look: Look | None
    ) -> Plan:
        _known_kind(kind)
        if proposition is not None and kind != ISSUE:
            raise UsageError("only an issue has a proposition")
        if look is not None and kind != LABEL:
            raise UsageError("only a label has a key, a glyph, a colour, a definition and an order")
        views = [view for view, _ in self._core.views.many(list(dict.fromkeys(ids))).values() if not view.retired]
        if kind == LABEL:
            named, look = len(set(ids)), look or Look()
            return label_splits.plan(self._core, self._annotations.about, old, new, views, named, look)
        if kind == ISSUE:
            issue = recodes.meant(self._core.in_force, kind, old)
            chosen = [view for view in views if view.issue == issue.id]
        else:
            actor = self.actor(old)
            chosen = [view for view in views if view.statement.actor_id == actor.id]
        about = self._annotations.about(chosen)
        parts = [Part(f"statement:{view.id}", {}, said) for view, said in zip(chosen, about, strict=True)]
        left, found = len(set(ids)) - len(chosen), tuple(view.id for view in chosen)
        if kind == ISSUE:
            said = new if proposition is None else proposition
            return Plan(
                lambda now: recodes.split_issue(now, recodes.meant(now, kind, old), new, said, parts), found, left
            )
        others = self._others()
        return Plan(lambda now: recodes.split_actor(_present(now, actor), new, others, parts), found, left)

    # -- doing ---------------------------------------------------------------------------------------

    def _record(self, plan: Plan) -> Event:
        deed = plan.deed(self._core.in_force)

        def may(ask: Ask) -> None:
            now = read_in_force(ask, self._core.written)
            if plan.deed(now) != deed:
                raise UsageError("the codebook was changed in between; look at the preview once more")
            if plan.become is not None and not set(plan.ids) <= label_splits.holders(ask, now, *plan.become):
                raise UsageError("some of these labels were changed in between; look at the preview once more")

        return self._core.record(deed, may)

    def _preview(self, plan: Plan) -> RecodePreview:
        deed = plan.deed(self._core.in_force)
        holding = self._holding(plan.ids)
        step = max(1, len(plan.ids) // _SAMPLES)
        views = self._statements.several(plan.ids[::step][:_SAMPLES])
        again = self._to_recheck(deed, plan.ids, LABELS)
        return RecodePreview(
            words=wording.describe(as_event(deed)),
            statements=len(plan.ids),
            articles=self._articles(plan.ids),
            labels=holding,
            recheck=len(again),
            others=sum(by != self._core.by for _, by in again),
            decisions=len(self._to_recheck(deed, plan.ids, DECISIONS)),
            left=plan.left,
            samples=tuple(views.values()),
            become=len(plan.ids) if plan.become is not None else 0,
        )

    def _to_recheck(self, deed: Deed, ids: Sequence[str], field: str) -> set[tuple[str, str]]:
        """The labels that would have to be looked at again and need not yet, or the decisions."""
        before, event = self._core.in_force, as_event(deed)
        ask = self._core.database.read
        then = after(ask, before, deed)
        flagged, now = set(outdated(ask, then, field)), set(outdated(ask, before, field))
        parts = list(event.parts())
        split = {part.subject.partition(":")[0] for part in parts if recoding.SPLIT in part.sets}
        if ISSUE in split:
            flagged |= {(id, by) for id, by, _ in stamped(ask, ids, field)}
        if LABEL in split and field == LABELS:
            flagged -= {(id, self._core.by) for id in ids}  # they are given anew
        if ACTOR in split:
            moved = {part.subject.removeprefix("statement:"): part.sets for part in parts if "actor" in part.sets}
            flagged |= foreseen(ask, then, self._core.by, moved, field)
        return flagged - now

    def _holding(self, ids: Sequence[str]) -> dict[str, int]:
        rows = self._core.database.read(
            "SELECT d.by, count(*) FROM json_each(?) s JOIN decision d ON d.subject = 'statement:' || s.value"
            " AND d.field = 'stance' AND d.value <> 'null' GROUP BY d.by ORDER BY d.by",
            (json.dumps(ids),),
        )
        return dict(rows)

    def _articles(self, ids: Sequence[str]) -> int:
        keys = self._core.database.read_analysis(
            "SELECT article FROM kept WHERE id IN (SELECT value FROM json_each(:ids)) UNION"
            " SELECT article FROM analysis.statement WHERE id IN (SELECT value FROM json_each(:ids))",
            {"ids": json.dumps(ids)},
        )
        return len(keys)

    def _ids(self, kind: str, id: str) -> tuple[str, ...]:
        """The statements that a label was given to, that are about an issue, or that are an actor's."""
        if kind == LABEL:
            ids = [id, *self._core.in_force.recoding.former(LABEL, id)]
            rows = self._core.database.read(
                "SELECT DISTINCT k.id FROM decision d JOIN kept k ON 'statement:' || k.id = d.subject"
                " JOIN article a ON a.key = k.article AND a.removed = 0 WHERE d.subject >= 'statement:'"
                " AND d.subject < 'statement;' AND k.retired = 0 AND (d.field = 'stance'"
                " AND d.value IN (SELECT value FROM json_each(:values)) OR d.field = 'adjudicated'"
                " AND json_extract(d.value, '$.stance') IN (SELECT value FROM json_each(:ids)))",
                {"values": json.dumps([canonical(one) for one in ids]), "ids": json.dumps(ids)},
            )
            return tuple(id_ for (id_,) in rows)
        if kind == ISSUE:
            return tuple(self._statements.ids_matching(f"{{issue:{id}}}"))
        return tuple(self._statements.ids_of_actor(id))

    # -- actors --------------------------------------------------------------------------------------

    def actors(self) -> list[Meant]:
        """The actors that can be recoded: those of the configuration and of people first, then whoever speaks, those
        who speak most often first (at most `_SPEAKERS`)."""
        recoding = self._core.in_force.recoding
        rows = self._core.database.read(
            "SELECT actor, actor_id FROM kept WHERE actor_id IS NOT NULL AND retired = 0 GROUP BY actor_id"
            " ORDER BY count(*) DESC, actor"
        )
        found = {one.id: one for one in self._others()}
        for recorded in (*rows, *self._core.findings.speakers(_SPEAKERS)):
            name, id = recoding.actor(*recorded)
            found.setdefault(str(id), Meant(str(id), str(name)))
        return list(found.values())

    def actor(self, given: str) -> Meant:
        """The actor that is meant by an id, a name or an alias. Raises UsageError where there is none, or several."""
        given = given.strip()
        actors = {actor.id: actor for actor in self._annotations.actors()}
        now = self._core.in_force.recoding.of(ACTOR, given)
        if now in actors:
            return Meant(now, actors[now].name)
        wanted = folded_name(given)
        named = [
            actor
            for actor in actors.values()
            if wanted and any(folded_name(one) == wanted for one in (actor.name, *actor.aliases))
        ]
        if len(named) > 1:
            raise UsageError(
                f"“{given}” is the name of several actors: {', '.join(one.id for one in named)}; give an id"
            )
        if named:
            return Meant(named[0].id, named[0].name)
        rows = self._core.database.read(
            "SELECT actor, actor_id FROM kept WHERE actor_id = ? OR (folded = ? AND actor_id IS NOT NULL) LIMIT 1",
            (given, wanted),
        )
        found = self._core.findings.named(given, wanted) if wanted else None
        if found is None and rows:
            found = rows[0]
        if found is None:
            raise UsageError(
                f"there is no actor '{given}'; `sayso statements` shows who speaks, an id or a name is meant"
            )
        name, id = self._core.in_force.recoding.actor(*found)
        return Meant(str(id), str(name))

    def _others(self) -> list[Meant]:
        return [Meant(actor.id, actor.name) for actor in self._annotations.actors()]


def _present(now: InForce, actor: Meant) -> Meant:
    """An actor, as long as it is one of its own."""
    other = now.recoding.of(ACTOR, actor.id)
    if other != actor.id:
        raise UsageError(f"the actor '{actor.id}' is '{other}' by now; name that")
    return actor


def _known_kind(kind: str) -> None:
    if kind not in KINDS:
        raise UsageError(f"'{kind}' is neither a label, an issue nor an actor")
