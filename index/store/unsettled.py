"""What of the codebook does not fit together, as may be where replicas went apart: told, and left as people decided it.

One library lets nobody rename to an id that is taken, or take an issue back that statements are about. Two that did so
without knowing of each other are put together all the same, and nothing of what was decided is hidden by it.
"""

from __future__ import annotations

from collections.abc import Iterator

from index.store.events import Ask
from index.store.finding import Finding
from index.store.in_force import InForce
from index.store.recoding import ISSUE

_ABOUT = (
    "SELECT k.issue, count(*) FROM kept k WHERE k.retired = 0 AND k.issue IS NOT NULL AND EXISTS (SELECT 1"
    " FROM decision d WHERE d.subject = 'statement:' || k.id AND d.field = 'issue'"
    " AND json_extract(d.value, '$') = k.issue) GROUP BY k.issue ORDER BY k.issue"
)


def unsettled(ask: Ask, in_force: InForce) -> Iterator[Finding]:
    """The renamings that do not hold since their id is another's, and the issues that statements are about and that
    nobody has."""
    for kind, turns in in_force.recoding.taken.items():
        for turn in turns:
            said = f"it was renamed to '{turn.into}' where that was not known to be another {kind}'s id, and is"
            yield Finding(
                "warning",
                f"{kind} {turn.id}",
                f"{said} '{turn.id}' still: rename it otherwise, or merge the two",
            )
    known = {issue.id for issue in in_force.issues}
    missing: dict[str, int] = {}
    for issue, number in ask(_ABOUT, ()):
        present = in_force.recoding.of(ISSUE, issue)
        if present not in known:
            missing[present] = missing.get(present, 0) + number
    for issue, number in missing.items():
        are = "1 statement is" if number == 1 else f"{number:,} statements are"
        yield Finding(
            "warning",
            f"issue {issue}",
            f"{are} about it, and there is no such issue (any more): make it again, or give them another one",
        )
