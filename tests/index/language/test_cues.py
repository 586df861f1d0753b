"""The cue lexicon: every entry can be used, and common words stand where they belong."""

from __future__ import annotations

import re

import pytest

from index.language.cues import ADJECTIVES, NOUNS, VERBS, Cue
from index.language.stages import CueClass

FRAME = re.compile(r"that|to|ing|obj|whom|objto|objas|@[a-z]+(-favor|-protest)?|@(on|upon)>to")


@pytest.mark.parametrize("cue", [*VERBS.values(), *NOUNS.values(), *ADJECTIVES.values()], ids=lambda cue: cue.lemma)
def test_every_entry_has_frames_that_the_rules_know(cue: Cue) -> None:
    assert cue.frames
    assert all(FRAME.fullmatch(frame) for frame in cue.frames)
    assert re.fullmatch(r"[a-z]+([ -][a-z]+)?", cue.lemma)


@pytest.mark.parametrize(
    ("lemma", "cue_class"),
    [
        ("say", CueClass.SAY),
        ("urge", CueClass.REQUEST),
        ("call on", CueClass.REQUEST),
        ("believe", CueClass.BELIEVE),
        ("want", CueClass.WANT),
        ("accuse", CueClass.ACCUSE),
        ("deny", CueClass.DENY),
        ("praise", CueClass.PRAISE),
        ("decide", CueClass.DECIDE),
        ("warn", CueClass.WARN),
        ("admit", CueClass.ADMIT),
        ("condemn", CueClass.OPPOSE),
        ("endorse", CueClass.SUPPORT),
        ("promise", CueClass.PROMISE),
        ("vote against", CueClass.OPPOSE),
        ("abstain", CueClass.ABSTAIN),
    ],
)
def test_verbs_stand_in_their_class(lemma: str, cue_class: CueClass) -> None:
    assert VERBS[lemma].cue_class is cue_class


def test_prepositions_are_read_from_the_frames() -> None:
    assert VERBS["call on"].prepositions == frozenset()
    assert VERBS["call for"].prepositions == {"for"}
    assert {"to", "of"} <= NOUNS["opposition"].prepositions | NOUNS["criticism"].prepositions


def test_acts_are_told_from_words() -> None:
    assert VERBS["veto"].act and VERBS["abstain"].act
    assert not VERBS["say"].act
