"""Statements as a person sees them: what the machine found and what people touched, with everybody's labels."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from index.errors import UsageError
from index.model import (
    Adjudication,
    Label,
    Proposal,
    Question,
    Statement,
    StatementView,
    SuggestedIssue,
    Suggestion,
)
from index.store import anchors, codec, disputes, editing, stored
from index.store.articles import keys_json
from index.store.blinding import ACTORS, Blind
from index.store.database import Database
from index.store.in_force import InForce
from index.store.learned import Learned, Proposed
from index.store.proposals import accepted, proposed
from index.store.recheck import DECISIONS, Reasons, reasons
from index.store.recoding import ISSUE, LABEL, Recoding
from index.store.shown import Shown

ADJUDICATED = "adjudicated"
"""The field of what was adjudicated, everybody's: the last decision holds."""


class Place(NamedTuple):
    """The article that a statement stands in."""

    key: int
    id: str
    version: str
    title: str
    date: str | None
    outlet: str | None
    section: str | None


class Decided(NamedTuple):
    """One decision about a statement: who set which field to what, in which event, and when.

    `recheck` says, of a stance or what was adjudicated, why it is to be looked at again.
    """

    field: str
    by: str
    value: Any
    event: int
    at: str
    recheck: str | None


class Issues(NamedTuple):
    """The issues that came of proposals, by the proposal's id; those proposed, by article and id; and the codebook."""

    accepted: Mapping[str, str]
    proposed: Mapping[tuple[int, str], Proposal]
    in_force: InForce


class Views:
    """Puts statements together from both databases, for one annotator; `in_force` gives the codebook: with what was
    `learned`, without what `blind` hides."""

    def __init__(
        self,
        database: Database,
        shown: Shown,
        by: str,
        in_force: Callable[[], InForce],
        learned: Learned | None = None,
        blind: Blind | None = None,
    ) -> None:
        self._database = database
        self._shown = shown
        self._by = by
        self._in_force = in_force
        self._learned = learned
        self._blind = Blind() if blind is None else blind
        self._aliases: dict[int, dict[str, str]] = {}

    def of(self, keys: Sequence[int], only: Container[str] | None = None) -> dict[int, list[StatementView]]:
        """The statements that are shown of each article, in the order of the text, older versions' last.

        With `only`, no others than those with these ids.
        """
        self._shown.refresh()
        wanted = keys_json(keys)
        places = self._places(wanted)
        kept = self._database.read_analysis(
            "SELECT k.article, k.id, k.version, k.retired, k.issue, k.start, k.body FROM kept k"
            " WHERE k.article IN (SELECT value FROM json_each(?))",
            (wanted,),
        )
        found = self._database.read_analysis(
            "SELECT a.key, s.id, a.version, 0, s.issue, s.start, b.body FROM article a"
            " JOIN analysis.result r ON r.article = a.key AND r.version = a.version"
            " JOIN analysis.statement s ON s.article = a.key JOIN analysis.body b ON b.statement = s.number"
            " WHERE a.key IN (SELECT value FROM json_each(?))"
            " AND NOT EXISTS (SELECT 1 FROM kept k WHERE k.id = s.id)"
            " AND NOT EXISTS (SELECT 1 FROM temp.hidden h WHERE h.id = s.id)",
            (wanted,),
        )
        decided = self._decided([row[1] for row in kept])
        moved = anchors.of(self._database, [row[1] for row in kept])
        issues = Issues(accepted(self._database), proposed(self._database, wanted), self._in_force())
        learned = self._learned.of(list(keys)) if self._learned else {}
        since = self._since(decided, issues)
        views: dict[int, list[StatementView]] = {key: [] for key in keys if key in places}
        for key, id_, _, retired, issue, _, body in sorted(
            kept + found,
            key=lambda row: (row[2] != places[row[0]].version if row[0] in places else True, row[5], row[1]),
        ):
            if key in views and not retired and (only is None or id_ in only):
                parts = (places[key], body, issue, decided.get(id_, ()), issues, since.get(id_, ()))
                views[key].append(self._view(*parts, moved=moved.get(id_), learned=learned.get(id_)))
        return views

    def without_label(self, article: int) -> tuple[list[str], set[str]]:
        """The ids of an article's statements, as `of` gives them and in this order, and those among them that this
        annotator has not labelled; much quicker than `of` where an article has many."""
        self._shown.refresh()
        rows = self._database.read_analysis(
            "SELECT k.version <> a.version, k.start, k.id, EXISTS (SELECT 1 FROM decision d WHERE d.field = 'stance'"
            " AND d.subject = 'statement:' || k.id AND d.by = :by AND d.value <> 'null')"
            " FROM kept k JOIN article a ON a.key = k.article WHERE k.article = :article AND k.retired = 0"
            " AND a.removed = 0 UNION ALL SELECT 0, s.start, s.id, 0 FROM article a"
            " JOIN analysis.result r ON r.article = a.key AND r.version = a.version"
            " JOIN analysis.statement s ON s.article = a.key WHERE a.key = :article AND a.removed = 0"
            " AND NOT EXISTS (SELECT 1 FROM kept k WHERE k.id = s.id)"
            " AND NOT EXISTS (SELECT 1 FROM temp.hidden h WHERE h.id = s.id)",
            {"article": article, "by": self._by},
        )
        rows.sort()
        return [id_ for _, _, id_, _ in rows], {id_ for _, _, id_, labelled in rows if not labelled}

    def get(self, identifier: str) -> tuple[StatementView, int]:
        """A statement by its id, retired or not, and its article's key; raises UsageError where it is unknown."""
        return self.many([identifier])[identifier]

    def many(self, identifiers: Sequence[str]) -> dict[str, tuple[StatementView, int]]:
        """Statements by their ids, in this order, retired or not, and their articles' keys; raises as `get` does."""
        ids = json.dumps(identifiers)
        found = {
            row[0]: row[1:]
            for row in self._database.read_analysis(
                "SELECT s.id, s.article, s.issue, 0, b.body FROM analysis.statement s"
                " JOIN analysis.body b ON b.statement = s.number WHERE s.id IN (SELECT value FROM json_each(?))",
                (ids,),
            )
        }
        for row in self._database.read(
            "SELECT id, article, issue, retired, body FROM kept WHERE id IN (SELECT value FROM json_each(?))", (ids,)
        ):
            found[row[0]] = row[1:]
        for identifier in identifiers:
            if identifier not in found or found[identifier][0] is None:
                raise UsageError(f"there is no statement '{identifier}'; `sayso statements` prints them with their ids")
        keys = keys_json({row[0] for row in found.values()})
        places = self._places(keys)
        decided = self._decided(found)
        moved = anchors.of(self._database, found)
        issues = Issues(accepted(self._database), proposed(self._database, keys), self._in_force())
        learned = self._learned.of(list(places)) if self._learned else {}
        since, retired_ids = self._since(decided, issues), [one for one, row in found.items() if row[2]]
        ask, recoding = self._database.read, issues.in_force.recoding
        contested = disputes.contested(ask, recoding, retired_ids) if retired_ids else {}
        views: dict[str, tuple[StatementView, int]] = {}
        for identifier in identifiers:
            key, issue, retired, body = found[identifier]
            if key not in places:
                raise UsageError(
                    f"the article of statement '{identifier}' was removed; `sayso undo` or adding it again brings it"
                    " back"
                )
            parts = (places[key], body, issue, decided.get(identifier, ()), issues, since.get(identifier, ()))
            view = self._view(
                *parts,
                retired=bool(retired),
                contested=contested.get(identifier),
                moved=moved.get(identifier),
                learned=learned.get(identifier),
            )
            views[identifier] = view, key
        return views

    def _since(self, decided: Mapping[str, Sequence[Decided]], issues: Issues) -> dict[str, tuple[str, ...]]:
        """Who labelled statements otherwise since they were adjudicated."""
        settled = [id_ for id_, made in decided.items() if any(one.field == ADJUDICATED for one in made)]
        return disputes.overtaken(self._database.read, issues.in_force.recoding, settled)

    def _places(self, keys: str) -> dict[int, Place]:
        rows = self._database.read(
            "SELECT key, id, version, title, date, outlet, section FROM article"
            " WHERE key IN (SELECT value FROM json_each(?)) AND removed = 0",
            (keys,),
        )
        return {row[0]: Place(*row) for row in rows}

    def _decided(self, identifiers: Iterable[str]) -> dict[str, list[Decided]]:
        """Each statement's decisions, in the order of their events."""
        ids = list(identifiers)
        subjects = json.dumps([f"statement:{identifier}" for identifier in ids])
        again = reasons(self._database.read, self._in_force(), ids) if ids else {}
        settled_again: Reasons | None = None
        found: dict[str, list[Decided]] = {}
        for subject, field, by, value, event, at in self._database.read(
            "SELECT d.subject, d.field, d.by, d.value, d.event, e.at FROM decision d"
            " JOIN event e ON e.sequence = d.event WHERE d.subject IN (SELECT value FROM json_each(?))"
            " ORDER BY d.event",
            (subjects,),
        ):
            identifier = subject.removeprefix("statement:")
            why = again.get((identifier, by)) if field == "stance" else None
            if field == ADJUDICATED:
                if settled_again is None:
                    settled_again = reasons(self._database.read, self._in_force(), ids, field=DECISIONS)
                why = settled_again.get((identifier, by))
            found.setdefault(identifier, []).append(
                Decided(field, by, stored.decided(value, subject, field), event, at, why)
            )
        return found

    def _view(
        self,
        place: Place,
        body: str,
        issue: str | None,
        decided: Sequence[Decided],
        issues: Issues,
        since: tuple[str, ...] = (),
        *,
        retired: bool = False,
        contested: str | None = None,
        moved: anchors.Anchored | None = None,
        learned: Proposed | None = None,
    ) -> StatementView:
        in_force = issues.in_force
        kept = stored.fields(body, f"a statement of article {place.id}")
        recorded: Statement = codec.statement_from_json(kept)
        if moved is not None:
            recorded, kept = replace(recorded, moved=moved.moved), anchors.as_made(kept, moved)
        statement = in_force.recoding.statement(recorded)
        if issue is None and statement.proposal is not None:
            issue = issues.accepted.get(statement.proposal)
        proposal = issues.proposed.get((place.key, statement.proposal or "")) if issue is None else None
        issue = None if issue is None else in_force.recoding.of(ISSUE, issue)
        notes = {one.by: one.value for one in decided if one.field == "note" and one.value}
        certainties = {one.by: one.value for one in decided if one.field == "certainty" and one.value}
        questions = tuple(
            Question(one.value, one.by, one.at) for one in decided if one.field == "question" and one.value
        )
        labels = tuple(
            Label(
                in_force.recoding.of(LABEL, one.value),
                one.by,
                one.at,
                notes.get(one.by),
                certainties.get(one.by),
                changed=one.recheck,
            )
            for one in decided
            if one.field == "stance" and one.value is not None
        )
        settled = adjudication(decided, in_force.recoding, since)
        conflict = bool(since) or (settled is None and len({label.stance for label in labels}) > 1)
        mine = next((label for label in labels if label.by == self._by), None)
        agreed = labels[-1] if labels and not conflict else None
        rules, suggested_issue = statement.suggested, None
        if learned is not None:
            statement, suggested_issue = self._with_learned(statement, place, issue, learned)
        suggested = statement.suggested
        if suggested is not None and (now := in_force.recoding.of(LABEL, suggested.stance)) != suggested.stance:
            statement = replace(statement, suggested=replace(suggested, stance=now))
        view = StatementView(
            statement=statement,
            article=place.id,
            title=place.title,
            date=place.date,
            outlet=place.outlet,
            issue=issue,
            labels=labels,
            label=mine or agreed if settled is None else settled.as_label(),
            conflict=conflict,
            note=notes.get(self._by),
            retired=retired,
            current=statement.version == place.version,
            proposed=proposal,
            certainty=certainties.get(self._by),
            question=next((one.text for one in questions if one.by == self._by), None),
            questions=questions,
            edited=editing.names(kept),
            found=editing.found(kept),
            recorded=None if statement is recorded else recorded,
            rules=rules,
            suggested_issue=suggested_issue,
            adjudicated=settled,
            contested=contested,
        )
        return self._masked(view, place) if self._blind else view

    def _with_learned(
        self, statement: Statement, place: Place, issue: str | None, proposed: Proposed
    ) -> tuple[Statement, SuggestedIssue | None]:
        """The statement with the stance that was learned for it, and the issue where it has none."""
        from index.learning.features import about_features, features_of

        assert self._learned is not None
        current = self._learned.current()
        if current is None:
            return statement, None
        by = f"learned {current.number}"
        stance = self._learned.stance_of(proposed.label) if proposed.label else None
        with_stance = statement
        if stance is not None and proposed.label is not None:
            weights = self._learned.weights("stance")
            features = features_of(statement, issue, place.outlet, place.section)
            reasons = weights.reasons(features, proposed.label) if weights else []
            why = _learned_why(f"labelled {proposed.label}", reasons)
            with_stance = replace(statement, suggested=Suggestion(stance, proposed.confidence, why, by))
        if issue is not None or proposed.issue is None:
            return with_stance, None
        weights = self._learned.weights("issue")
        features = about_features(statement, place.outlet, place.section)
        why = _learned_why(f"about {proposed.issue}", weights.reasons(features, proposed.issue) if weights else [])
        return with_stance, SuggestedIssue(proposed.issue, proposed.issue_confidence, why, by)

    def _masked(self, view: StatementView, place: Place) -> StatementView:
        one = view.statement
        alias = self._alias(place.key, one.actor_id or one.actor) if ACTORS in self._blind and one.actor else None
        return self._blind.masked(view, self._by, alias)

    def _alias(self, key: int, actor: str | None) -> str:
        """What an actor is called while actors are hidden: "actor 1" for the one who speaks first in the article."""
        if key not in self._aliases:
            rows = self._database.read_analysis(
                "SELECT who FROM (SELECT coalesce(nullif(p.actor_id, ''), p.name) AS who, s.start AS start"
                " FROM analysis.statement s JOIN analysis.speaker p ON p.number = s.speaker WHERE s.article = :key"
                " UNION ALL SELECT coalesce(actor_id, actor), start FROM kept WHERE article = :key)"
                " WHERE who IS NOT NULL GROUP BY who ORDER BY min(start), who",
                {"key": key},
            )
            self._aliases[key] = {who: f"actor {number}" for number, (who,) in enumerate(rows, 1)}
        known = self._aliases[key]
        return known.setdefault(actor or "", f"actor {len(known) + 1}")


def _learned_why(what: str, reasons: Sequence[str]) -> str:
    """Why something was learned for a statement, in words."""
    return f"most like statements {what}" + (f": {', '.join(reasons)}" if reasons else "")


def adjudication(decided: Sequence[Decided], recoding: Recoding, since: tuple[str, ...] = ()) -> Adjudication | None:
    """What was adjudicated last about a statement, None where nothing was or it was taken back.

    `since` are the annotators who labelled it otherwise since.
    """
    last = next((one for one in reversed(decided) if one.field == ADJUDICATED), None)
    if last is None or last.value is None:
        return None
    return Adjudication(
        recoding.of(LABEL, last.value["stance"]),
        last.by,
        last.at,
        last.value.get("reason"),
        last.value.get("took"),
        since,
        last.recheck,
    )
