"""The codebook's own examples, asked of the rules: they may leave one open, and are hardly ever wrong about one."""

from __future__ import annotations

from typing import NamedTuple

from index import config
from index.language.pipeline import Analyser
from index.model import Issue

UNSURE = ("unclear", "none", None)


class Answer(NamedTuple):
    """What the rules suggest for an example: None where they find no statement about the issue, or no stance."""

    text: str
    wanted: str
    found: str | None


def subject_words(proposition: str) -> tuple[str, ...]:
    """The words that point to an issue: its proposition up to what should be done."""
    named = proposition.partition(" should ")[0].split()
    return tuple(dict.fromkeys([" ".join(named[1:]) if named[0] in ("The", "A") else " ".join(named), named[-1]]))


def answers() -> list[Answer]:
    """Every example that names its issue, with what the rules suggest for the statement in it."""
    codebook = config.shipped().codebook
    asked = [(example, label.id) for label in codebook.labels for example in label.examples]
    for label in codebook.labels:
        for case in label.edge_cases:
            asked.append((case.yes, label.id))
            if case.no is not None and case.instead is not None:
                asked.append((case.no, case.instead))
    found = []
    for example, wanted in asked:
        if example.issue is None:
            continue
        issue = Issue("it", example.issue, subject_words(example.issue))
        reader = Analyser(issues=[issue], actors=[])
        said = reader.analyse(example.text).statements
        stances = [one.suggested.stance for one in said if one.issue == "it" and one.suggested is not None]
        found.append(Answer(example.text, wanted, stances[0] if stances else None))
    return found


NOT_YET = frozenset({
    "She praised the new tram but rejected its route.",
    "Who would want to pay for such a stadium? the treasurer asked.",
    "The party left it open whether it would support the levy.",
})  # fmt: skip
"""Examples that the rules get wrong: both sides in one sentence, a question that answers itself, what is left open."""


def test_the_rules_are_right_about_most_of_the_codebook_and_seldom_wrong() -> None:
    found = answers()
    # Where somebody takes no position, no suggestion is as right as "none".
    right = [one for one in found if one.found == one.wanted or (one.wanted, one.found) == ("none", None)]
    wrong = [one for one in found if one not in right and one.found not in UNSURE]
    assert len(found) >= 25
    assert len(right) / len(found) >= 0.75, [one for one in found if one not in right]
    assert {one.text for one in wrong} <= NOT_YET, wrong
