"""Suggestions that learn: when it is time to, what comes of it, and what it says of itself."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from index import turns
from index.errors import UsageError
from index.learning.features import about_features, features_of
from index.learning.linear import Linear
from index.library_parts import samples
from index.library_parts.core import Core
from index.library_parts.learning_words import described
from index.library_parts.stories import Stories
from index.store import stored
from index.store.codec import statement_from_json
from index.store.events import now
from index.store.learned import Proposed, pack
from index.store.proposals import accepted
from index.store.recoding import ISSUE

if TYPE_CHECKING:
    from index.learning.fitting import Validated
    from index.library_parts.samples import Gathered

LOCK = "learning.lock"

_PORTION = 500
_LEAST_STORIES = 5
_LEAST_OPEN = 20
_SURE_OF_ISSUE = 0.5
_RIGHT_ISSUES = 0.6
_TENTH = 10

Report = Callable[[int, int], object]


@dataclass(frozen=True, slots=True)
class Learnt:
    """What was learned: `number` of the model, None where nothing could be; `proposes` says whether its suggestions
    take the place of the rules'; `said` is that in words, `record` all its figures (see `Learning.models`)."""

    number: int | None
    at: str | None
    proposes: bool
    said: str
    record: Mapping[str, Any]


class Learning:
    """What the machine learns from labels. It never alters one."""

    def __init__(self, core: Core, stories: Stories) -> None:
        self._core = core
        self._stories = stories

    # -- what was learned ----------------------------------------------------------------------------

    def models(self) -> list[Learnt]:
        """All models, the first first; `record` has `labels`, `annotators`, `blind`, `stories`, `seed`, and the
        figures of `stance` and `issue`: right, rules, gain, ece, at_coverage, and the learning `curve`."""
        return [self._learnt(*one) for one in self._core.learned.models()]

    def latest(self) -> Learnt | None:
        """The last model; None where nothing was learned yet."""
        found = self.models()
        return found[-1] if found else None

    def describe(self, by: str) -> str:
        """What made a suggestion, by its `by` ("learned 3", "rules 1"), in words. Raises UsageError for another."""
        kind, _, number = by.partition(" ")
        if kind == "rules":
            return f"the rules of English that Sayso has, version {number}: they learn from no label"
        for one in self.models():
            if kind == "learned" and number == str(one.number):
                return one.said
        raise UsageError(f"nothing is known of '{by}': it was learned in another library, or learned.db was deleted")

    def missing(self) -> int:
        """How many more labelled statements there have to be before anything is learned; 0 where there are enough."""
        return max(0, self._core.config.learning.least - samples.labelled(self._core))

    def due(self) -> bool:
        """Whether it is time to learn, or to look at articles that came since; cheap enough to be asked often."""
        core, settings = self._core, self._core.config.learning
        if not settings.on or not core.database.writable or self.missing():
            return False
        last = self.latest()
        if last is None:
            return True
        return self._has_new_labels(last) or (last.proposes and self._results() != core.learned.applied())

    def _has_new_labels(self, last: Learnt) -> bool:
        """Whether there are so many new labels since a model that it is learned again, or what it knows issues, actors
        and labels by has another name by now."""
        if int(last.record.get("recoded", 0)) != self._core.in_force.recoding.events:
            return True
        enough = max(self._core.config.learning.every, int(last.record.get("labels", 0)) // _TENTH)
        return samples.changed_since(self._core, int(last.record.get("sequence", 0))) >= enough

    def bring_up_to_date(self) -> dict[str, object]:
        """Do what is `due`, and say what was done; call it holding `turn`."""
        if not self.due():
            return {}
        last = self.latest()
        if last is None or self._has_new_labels(last):
            found = self.learn()
            return {"learned": found.number, "proposes": found.proposes, "said": found.said}
        return {"suggested": self.catch_up()}

    # -- learning ------------------------------------------------------------------------------------

    def turn(self) -> AbstractContextManager[bool]:
        """Hold the lock of the one who learns; gives False where another process holds it."""
        return turns.turn(self._core.folder / LOCK)

    def learn(self, *, seed: int = 0, progress: Report | None = None) -> Learnt:
        """Learn from all labels, and suggest by it where it does better than the rules; call it holding `turn`.

        The same labels and `seed` give the same model. It takes seconds, and minutes where there are very many
        articles. `progress` is told how many of how many articles have been looked at. Raises LockedError where the
        library is read-only, UsageError where learning is switched off.
        """
        core = self._core
        if not core.config.learning.on:
            raise UsageError("learning is switched off in config.yaml (learning: on: false); set it to true")
        core.database.must_be_writable()
        if missing := self.missing():
            least = core.config.learning.least
            said = (
                f"{least - missing} statements are labelled; from {least} on (learning.from in config.yaml) suggestions"
                " learn from them, and until then they are the rules'"
            )
            return Learnt(None, None, False, said, {"labels": least - missing, "missing": missing})
        gathered = samples.gather(core, self._stories)
        if why := _too_few(gathered):
            return Learnt(None, None, False, f"nothing can be learned yet: {why}", {"labels": len(gathered.stances)})
        return self._learn(gathered, seed, progress)

    def _learn(self, gathered: Gathered, seed: int, progress: Report | None) -> Learnt:
        from index.learning.fitting import curve, validated

        stance = validated(gathered.stances, seed)
        proposes = stance.gain.low > 0
        weights = {"stance": stance.model}
        issue, of_issue = self._issues(gathered, seed) if proposes else (None, None)
        if issue is not None:
            weights["issue"] = issue
        body: dict[str, Any] = {
            "proposes": proposes,
            "stances": list(stance.model.labels),
            "issues": [one for one in issue.labels if one] if issue else [],
            "labels": len(gathered.stances),
            "annotators": dict(sorted(gathered.annotators.items())),
            "blind": gathered.blind,
            "stories": len({one.group for one in gathered.stances}),
            "seed": seed,
            "sequence": gathered.sequence,
            "recoded": self._core.in_force.recoding.events,
            "stance": _figures(stance),
            "issue": of_issue,
            "curve": curve(gathered.stances, seed),
        }
        at = now()
        applied = self._results()
        keys = self._analysed() if proposes else []
        rows = self._suggested(keys, weights, body, progress)
        number = self._core.learned.replace(at, body, weights, rows, applied)
        return self._learnt(number, at, body)

    def _issues(self, gathered: Gathered, seed: int) -> tuple[Linear | None, dict[str, Any] | None]:
        """What was learned of issues, where guesses for statements without a found issue are right often enough."""
        from index.learning.fitting import validated
        from index.learning.scoring import share

        if len({one.label for one in gathered.issues if one.label}) < 1 or len({o.label for o in gathered.issues}) < 2:
            return None, None
        found = validated(gathered.issues, seed)
        asked = [
            place
            for place, (is_open, guess) in enumerate(zip(gathered.open, found.guesses, strict=True))
            if is_open and guess != samples.NO_ISSUE and found.confidence[place] >= _SURE_OF_ISSUE
        ]
        right = share(found.hits[asked].astype(float), [gathered.issues[place].group for place in asked], seed)
        proposes = len(asked) >= _LEAST_OPEN and right.low >= _RIGHT_ISSUES
        figures = {"proposes": proposes, "asked": len(asked), "right": right.as_json(), "ece": round(found.ece, 4)}
        return found.model if proposes else None, figures

    def catch_up(self, progress: Report | None = None) -> int:
        """Suggest, by the last model, for the articles that were analysed since; how many that were. Call it holding
        `turn`."""
        learned = self._core.learned
        current = learned.current()
        if current is None:
            return 0
        applied, before = self._results(), learned.applied()
        fresh = {
            key
            for (key,) in self._core.database.read_analysis(
                "SELECT article FROM analysis.result WHERE number > ?", (before if before <= applied else 0,)
            )
        }
        looked_at = learned.looked_at()
        keys = [key for key in self._analysed() if key in fresh or key not in looked_at]
        found = {name: learned.weights(name) for name in ("stance", "issue")}
        weights = {name: one for name, one in found.items() if one is not None}
        learned.add(list(self._suggested(keys, weights, current.body, progress)), applied)
        return len(keys)

    def _results(self) -> int:
        ((number,),) = self._core.database.read_analysis("SELECT sequence FROM analysis.clock")
        return int(number)

    def _analysed(self) -> list[int]:
        rows = self._core.database.read_analysis(
            "SELECT r.article FROM analysis.result r JOIN article a ON a.key = r.article AND a.version = r.version"
            " WHERE a.removed = 0 ORDER BY r.article"
        )
        return [key for (key,) in rows]

    def _suggested(
        self, keys: Sequence[int], weights: Mapping[str, Linear], body: Mapping[str, Any], progress: Report | None
    ) -> Iterator[tuple[int, bytes]]:
        """What is suggested for each statement of these articles, article by article."""
        made, recoding = accepted(self._core.database), self._core.in_force.recoding
        for start in range(0, len(keys), _PORTION):
            portion = keys[start : start + _PORTION]
            found: dict[int, dict[str, Proposed]] = {key: {} for key in portion}
            wanted = (json.dumps(portion),)
            # What people touched comes last, and takes the place of what was found.
            for key, issue, text, outlet, section in (
                *self._core.database.read_analysis(
                    "SELECT s.article, s.issue, b.body, a.outlet, a.section FROM analysis.statement s"
                    " JOIN analysis.body b ON b.statement = s.number JOIN article a ON a.key = s.article"
                    " WHERE s.article IN (SELECT value FROM json_each(?))",
                    wanted,
                ),
                *self._core.database.read(
                    "SELECT k.article, k.issue, k.body, a.outlet, a.section FROM kept k"
                    " JOIN article a ON a.key = k.article WHERE k.article IN (SELECT value FROM json_each(?))",
                    wanted,
                ),
            ):
                # As in the samples: issues and actors are known by their present ids.
                statement = recoding.statement(
                    statement_from_json(stored.fields(text, f"a statement of article {key}"))
                )
                in_force = issue or made.get(statement.proposal or "")
                in_force = None if in_force is None else recoding.of(ISSUE, in_force)
                stance = weights["stance"].guess(features_of(statement, in_force, outlet, section))
                one = Proposed(statement.id, stance.label, stance.confidence, None, 0.0)
                if in_force is None and "issue" in weights:
                    issue, sure = weights["issue"].guess(about_features(statement, outlet, section))
                    if issue != samples.NO_ISSUE and sure >= _SURE_OF_ISSUE:
                        one = one._replace(issue=issue, issue_confidence=sure)
                found[key][statement.id] = one
            for key in portion:
                yield key, pack(found[key].values(), body["stances"], body["issues"])
            if progress is not None:
                progress(start + len(portion), len(keys))

    def _learnt(self, number: int, at: str, record: Mapping[str, Any]) -> Learnt:
        return Learnt(number, at, bool(record.get("proposes")), described(number, at, record), record)


def _figures(found: Validated) -> dict[str, Any]:
    return {
        "right": found.right.as_json(),
        "rules": found.rules.as_json(),
        "gain": found.gain.as_json(),
        "ece": round(found.ece, 4),
        "at_coverage": found.coverages,
        "features": len(found.model.weights),
    }


def _too_few(gathered: Gathered) -> str | None:
    """Why these labels cannot be learned from; None where they can."""
    if len({one.label for one in gathered.stances}) < 2:
        return "all labels are the same, or annotators disagree on the others"
    stories = len({one.group for one in gathered.stances})
    if stories < _LEAST_STORIES:
        return f"the labels are on {stories} stories, and it takes {_LEAST_STORIES} to tell how well it is learned"
    return None
