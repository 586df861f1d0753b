"""Labelled statements as samples to learn from: each with the label that its annotators agree on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from index.learning.features import about_features, features_of
from index.library_parts.core import Core
from index.library_parts.stories import Stories
from index.model import StatementView
from index.store import stored
from index.store.articles import keys_json

if TYPE_CHECKING:
    from index.learning.fitting import Sample

_PORTION = 2000

NO_ISSUE = ""
"""Stands for no issue among the issues that are learned."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What there is to learn from.

    `issues` are samples of issues, and `open` says of each whether the machine had found no issue for it: only these
    tell how well issues are learned. `annotators` counts the labels of each, `blind` those given without suggestions
    in sight, `sequence` is the event up to which was looked.
    """

    stances: tuple[Sample, ...]
    issues: tuple[Sample, ...]
    open: tuple[bool, ...]
    annotators: Mapping[str, int]
    blind: int
    sequence: int


def labelled(core: Core) -> int:
    """How many statements have a label that counts, or several that contradict each other."""
    ((number,),) = core.database.read(
        "SELECT count(*) FROM kept k JOIN article a ON a.key = k.article AND a.removed = 0"
        " WHERE k.retired = 0 AND k.stances > 0"
    )
    return int(number)


def changed_since(core: Core, sequence: int) -> int:
    """How many labels that hold now were given, or given otherwise, after an event."""
    ((number,),) = core.database.read(
        "SELECT count(*) FROM decision WHERE field = 'stance' AND value <> 'null' AND event > ?", (sequence,)
    )
    return int(number)


def gather(core: Core, stories: Stories) -> Gathered:
    """All labelled statements that are not retired, on whose label annotators agree and that need no other look, in the
    order of their ids."""
    from index.learning.fitting import Sample

    ((sequence,),) = core.database.read("SELECT sequence FROM clock")
    stances, issues, is_open = [], [], []
    annotators: Counter[str] = Counter()
    blind = 0
    seen_blind = _given_blind(core)
    sections: dict[int, str | None] = {}
    for view, key in _views(core, sections):
        label = settled(view)
        if label is None or core.config.label(label) is None:
            continue
        story = stories.of(key)
        group = str(story[0] if story else key)
        whole = view.statement
        suggested = core.config.label_for(view.rules.stance) if view.rules else None
        with_rules = _with(whole, view)
        stances.append(
            Sample(
                features_of(with_rules, view.issue, view.outlet, sections.get(key)),
                label,
                group,
                suggested.id if suggested else None,
            )
        )
        issues.append(Sample(about_features(whole, view.outlet, sections.get(key)), view.issue or NO_ISSUE, group))
        is_open.append(whole.issue is None)
        for one in view.labels:
            annotators[one.by] += 1
            blind += (view.id, one.by) in seen_blind
    return Gathered(tuple(stances), tuple(issues), tuple(is_open), dict(annotators), blind, int(sequence))


def settled(view: StatementView) -> str | None:
    """The label that counts: the adjudicated one, else the one that all agree on; None where they do not, and where
    what counts is to be looked at again."""
    if view.conflict:
        return None
    if view.adjudicated is not None:
        return None if view.adjudicated.recheck else view.adjudicated.stance
    if view.recheck:
        return None
    stances = {label.stance for label in view.labels}
    return stances.pop() if len(stances) == 1 else None


def _with(statement: Any, view: StatementView) -> Any:
    from dataclasses import replace

    return replace(statement, suggested=view.rules)


def _views(core: Core, sections: dict[int, str | None]) -> Iterator[tuple[StatementView, int]]:
    rows = core.database.read(
        "SELECT k.id, k.article FROM kept k JOIN article a ON a.key = k.article AND a.removed = 0"
        " WHERE k.retired = 0 AND k.stances > 0 ORDER BY k.id"
    )
    for start in range(0, len(rows), _PORTION):
        portion = rows[start : start + _PORTION]
        sections.update(
            core.database.read(
                "SELECT key, section FROM article WHERE key IN (SELECT value FROM json_each(?))",
                (keys_json({key for _, key in portion}),),
            )
        )
        for view, key in core.views.many([id_ for id_, _ in portion]).values():
            yield view.whole or view, key


def _given_blind(core: Core) -> set[tuple[str, str]]:
    """The labels that were given while suggestions were hidden: (statement, annotator)."""
    found = set()
    for subject, by, of_event, of_part in core.database.read(
        "SELECT d.subject, d.by, json_extract(e.about, '$.blind'), json_extract(p.about, '$.blind') FROM decision d"
        " JOIN event e ON e.sequence = d.event LEFT JOIN part p ON p.event = d.event AND p.subject = d.subject"
        " WHERE d.field = 'stance' AND d.value <> 'null'"
    ):
        hidden = of_event or of_part
        if hidden and "suggestions" in stored.names(hidden, f"what is said of {subject}"):
            found.add((subject.removeprefix("statement:"), by))
    return found
