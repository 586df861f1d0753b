"""What is said by nobody who is named: hearsay adverbs, calls and fears at large, who somebody was identified as."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.index.language.conftest import Found

Finder = Callable[[str], Found]

OPEN: list[tuple[str, str, str]] = [
    ("Four boats were reportedly lost in the storm.", "reportedly", "Four boats were | lost in the storm."),
    ("The sawmill closed, reportedly over a quarrel about wages.", "reportedly", "over a quarrel about wages"),
    ("Reportedly, the choir will sing in the old church.", "Reportedly", "the choir will sing in the old church"),
    (
        "The rocket was built in a barn and could reportedly carry two goats.",
        "reportedly",
        "The rocket | could | carry two goats",
    ),
    ("Four boats were lost in the storm, reportedly.", "reportedly", "Four boats were lost in the storm"),
    ("Four boats were lost in the storm, reportedly", "reportedly", "Four boats were lost in the storm"),
    ("There were calls for a public inquiry into the leak.", "calls for", "a public inquiry into the leak"),
    ("Shares fell amid fears that the dam would break.", "fears", "that the dam would break"),
    ("He was dropped from the team after calls for him to resign.", "calls for", "him to resign"),
    ("There were complaints about the smell.", "complaints about", "the smell"),
    ("The rider, later identified as Karl Ostrow, was unhurt.", "later identified as", "Karl Ostrow"),
]


@pytest.mark.parametrize(("text", "cue", "content"), OPEN)
def test_what_nobody_is_named_for_has_no_source(who_said_what: Finder, text: str, cue: str, content: str) -> None:
    found = [(s, c, w.rstrip(".")) for s, c, w in who_said_what(text).triples()]
    assert ("", cue, content.rstrip(".")) in found


@pytest.mark.parametrize(
    "text",
    [
        "The mayor reportedly believes that the bridge is safe.",
        "The nurses were reportedly angry about the rota.",
    ],
)
def test_beside_a_cue_the_adverb_only_marks_hearsay(who_said_what: Finder, text: str) -> None:
    found = who_said_what(text)
    assert len(found.all) == 1
    assert found.all[0].source
    assert found.all[0].hedged


@pytest.mark.parametrize(
    "text",
    [
        "The company did not answer to requests for comment.",
        "The gunmen left after attacks on two farms.",
        "A driver identified as careless lost his licence.",
    ],
)
def test_events_and_requests_for_comment_are_no_statements(who_said_what: Finder, text: str) -> None:
    assert [t for t in who_said_what(text).triples() if not t[0]] == []
