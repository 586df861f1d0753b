"""The bundled real article: what its panel must list."""

from __future__ import annotations

from functools import cache

import pytest

from index import config
from index.language.pipeline import Analyser
from index.model import Analysis, ArticleDraft, Statement
from index.readers import read

MEDIA = {"Walla", "Channel 12", "Reuters", "The Times of Israel"}


@cache
def seed() -> tuple[ArticleDraft, Analysis]:
    """The article as its reader gives it, and what is found in it under the shipped configuration."""
    (draft,) = read([config.seeds_folder() / "us-urges-israel-clear-stance-on-ukraine.txt"])
    assert isinstance(draft, ArticleDraft)
    shipped = config.shipped()
    analyser = Analyser(issues=[i.model() for i in shipped.issues], actors=[a.model() for a in shipped.actors])
    found = analyser.analyse(draft.text, masked=draft.masked, title_span=draft.title_span, outlet=draft.outlet)
    return draft, found


def said(actor: str, words: str) -> Statement:
    """The statement of an actor whose content holds some words."""
    found = [s for s in seed()[1].statements if s.actor == actor and words in s.content.text]
    assert found, [(s.actor, s.content.text) for s in seed()[1].statements]
    return found[0]


@pytest.mark.parametrize(
    ("actor", "words", "issue", "stances"),
    [
        ("United States", "clearer stance", "clear-stance", {"favor"}),
        ("Naftali Bennett", "neutrality", "israel-neutrality", {"favor", "neutral"}),
        ("Naftali Bennett", "low-profile", "israel-neutrality", {"favor"}),
        ("officials of Naftali Bennett's office", "no issue with the US", "us-pressure", {"against"}),
        ("officials of Naftali Bennett's office", "mistaken in its intelligence", "israel-intelligence", {"against"}),
        ("Other Israeli officials", "not putting pressure", "us-pressure", {"against"}),
        ("Noa Furman", "cease its attack", "russia-invasion", {"against"}),
        ("Noa Furman", "path of dialogue", "dialogue", {"favor", "none", "unclear"}),
        ("Yevgen Korniychuk", "did not meet its Western allies", "war-aid", {"favor", "unclear"}),
        ("Yevgen Korniychuk", "adequate war aid", "war-aid", {"favor"}),
        ("Israel", "military aggression", "russia-invasion", {"unclear", "neutral"}),
    ],
)
def test_positions(actor: str, words: str, issue: str, stances: set[str]) -> None:
    found = said(actor, words)
    assert found.issue == issue
    assert found.suggested is not None and found.suggested.stance in stances


def test_the_evidence_stands_in_the_text() -> None:
    draft, found = seed()
    for statement in found.statements:
        for part in (statement.source, statement.cue, statement.content):
            assert part.text == " ".join(draft.text[s.start : s.end] for s in part.spans)


def test_media_are_media_and_hold_no_others_positions() -> None:
    _, found = seed()
    assert {e.name for e in found.entities if e.type.value == "MEDIA"} >= MEDIA
    own = {(s.actor, s.cue.text) for s in found.statements if s.actor in MEDIA}
    assert own <= {("Walla", "noted")}
    assert {name for s in found.statements for name in s.via} >= MEDIA - {"Walla"} | {"Walla"}


@pytest.mark.parametrize(
    ("actor", "words", "via"),
    [
        ("officials of Naftali Bennett's office", "no issue with the US", "Walla"),
        ("officials of Naftali Bennett's office", "mistaken in its intelligence", "Walla"),
        ("Naftali Bennett", "low-profile", "Channel 12"),
        ("Noa Furman", "cease its attack", "The Times of Israel"),
        ("Yevgen Korniychuk", "adequate war aid", "Reuters"),
        ("Yevgen Korniychuk", "did not meet its Western allies", "Reuters"),
    ],
)
def test_what_it_came_through(actor: str, words: str, via: str) -> None:
    assert via in said(actor, words).via


def test_no_medium_is_all_that_is_said() -> None:
    assert not {s.content.text for s in seed()[1].statements} & MEDIA


def test_the_headline_and_its_repetition_count_once() -> None:
    draft, found = seed()
    body = draft.text.index("Washington")
    assert all(s.start >= body for s in found.statements)


def test_credits_are_nobody() -> None:
    names = {e.text for e in seed()[1].entities} | {s.actor or "" for s in seed()[1].statements}
    assert not names & {"Getty", "Live Story"}
