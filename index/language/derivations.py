"""Why each statement was found: what the stages knew of it, kept beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from index.language.issues import Match
from index.language.stages import Attribution
from index.model import Derivation, Statement


def derivation(one: Attribution, holder: str) -> Derivation:
    """What the attribution and its voice tell; the parent is not known yet. `holder` is `Voiced.how`."""
    return Derivation(one.rule, one.lemma, str(one.cue_class), one.negated, one.hedged, holder)


def with_issue(statement: Statement, match: Match | None, text: str) -> Statement:
    """The statement with the words of `text` that point at its issue."""
    if match is None or statement.derivation is None:
        return statement
    words = dict.fromkeys(" ".join(text[hit.start : hit.end].split()) for hit in match.hits)
    found = replace(statement.derivation, issue_words=tuple(words), issue_place=match.where)
    return replace(statement, derivation=found)


def with_parents(
    kept: Sequence[Statement], ids: Mapping[int, str], attributions: Sequence[Attribution]
) -> list[Statement]:
    """The statements, each with the id of the one that holds it: the nearest that was kept, else None.

    `ids` are the statements' ids by the place of their attribution in `attributions`.
    """
    known = {statement.id for statement in kept}
    places = {identifier: place for place, identifier in ids.items()}
    return [_with_parent(one, places[one.id], ids, attributions, known) for one in kept]


def _with_parent(
    one: Statement, place: int, ids: Mapping[int, str], attributions: Sequence[Attribution], known: set[str]
) -> Statement:
    seen = {place}
    above = attributions[place].parent
    while above is not None and above not in seen:
        seen.add(above)
        identifier = ids.get(above)
        if identifier in known and identifier != one.id and one.derivation is not None:
            return replace(one, derivation=replace(one.derivation, parent=identifier))
        above = attributions[above].parent
    return one
