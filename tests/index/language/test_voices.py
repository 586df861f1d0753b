"""Who speaks for whom, and through which media."""

from __future__ import annotations

import pytest

from index.model import Voice
from tests.index.language.readings import analysis, statement


@pytest.mark.parametrize(
    ("text", "words", "actor", "voice"),
    [
        ("Dana Okoro said that the pier was safe.", "safe", "Dana Okoro", Voice.SELF),
        ("A spokesman for the Norhaven Council said that it was late.", "late", "Norhaven Council", Voice.SPOKESPERSON),
        ("Council spokeswoman Dana Okoro said that it was late.", "late", "Council", Voice.SPOKESPERSON),
        ("The Norhaven Council said that it was late.", "late", "Norhaven Council", Voice.ORGANISATION),
        ("Residents of Norhaven said that it was late.", "late", "Residents of Norhaven", Voice.UNNAMED),
    ],
)
def test_voices(text: str, words: str, actor: str, voice: Voice) -> None:
    said = statement(text, words)
    assert (said.actor, said.voice) == (actor, voice)


@pytest.mark.parametrize(
    ("text", "words", "actor", "via"),
    [
        ("Dana Okoro called for an inquiry, reported Reuters.", "inquiry", "Dana Okoro", ("Reuters",)),
        ("Dana Okoro told Reuters that the pier was safe.", "safe", "Dana Okoro", ("Reuters",)),
        ("According to the BBC, Dana Okoro rejected the offer.", "offer", "Dana Okoro", ("BBC",)),
        ("Dana Okoro said in an interview with Sky News that the pier was safe.", "safe", "Dana Okoro", ("Sky News",)),
        (
            "Reuters reported that Dana Okoro had promised that there would be new boats.",
            "new boats",
            "Dana Okoro",
            ("Reuters",),
        ),
    ],
)
def test_media_are_gone_through(text: str, words: str, actor: str, via: tuple[str, ...]) -> None:
    found = statement(text, words)
    assert (found.actor, found.via) == (actor, via)
    assert all(s.actor not in ("Reuters", "BBC", "Sky News") for s in analysis(text).statements)


@pytest.mark.parametrize(
    "text",
    [
        "Envoy Dana Okoro pleaded the mayor to send two tugs, reported Reuters.",
        "Envoy Dana Okoro pleaded the mayor to send two tugs, reported The Times of Israel.",
    ],
)
def test_a_medium_is_never_what_is_reported(text: str) -> None:
    found = analysis(text).statements
    assert [(s.actor, s.cue.text) for s in found] == [("Dana Okoro", "pleaded")]


def test_what_is_said_next_in_the_paragraph_came_through_the_same_medium() -> None:
    reported = "Envoy Dana Okoro begged the mayor to send two tugs, reported Reuters."
    after = "Ambassador Dana Okoro said that the tugs were late."
    assert statement(f"{reported} {after}", "tugs were late").via == ("Reuters",)
    assert statement(f"{reported}\n\n{after}", "tugs were late").via == ()
    assert statement(f"{reported} Karl Ostrow said that the tugs were late.", "tugs were late").via == ()


def test_who_quotes_somebody_is_gone_through() -> None:
    text = "Dana Okoro spoke on Monday. The paper quoted her as saying the bridge was safe."
    (found,) = analysis(text).statements
    assert (found.actor, found.source.text, found.via) == ("Dana Okoro", "her", ("paper",))


def test_a_medium_that_reports_a_plain_fact_states_it() -> None:
    text = "Three people died in the fire, Reuters reported."
    assert statement(text, "died").actor == "Reuters"


def test_a_medium_that_takes_a_position_holds_it() -> None:
    text = "The Lantern opposes the night ferry."
    assert statement(text, "ferry").actor == "The Lantern"


def test_the_articles_own_outlet_is_not_gone_through() -> None:
    text = "Dana Okoro told The Lantern that the pier was safe."
    assert statement(text, "safe", outlet="The Lantern").via == ()
    assert statement(text, "safe", outlet="Port Courier").via == ("The Lantern",)


def test_what_another_tells_is_told_by_him() -> None:
    text = "Dana Okoro said that the Norhaven Council had promised that there would be new boats."
    promise = statement(text, "new boats")
    assert (promise.actor, promise.voice, promise.via) == ("Norhaven Council", Voice.OTHER, ("Dana Okoro",))


def test_the_site_is_the_medium_named_before() -> None:
    text = (
        "The pier is to be sold, according to the Israeli daily Walla. "
        "The site quoted officials of the Norhaven Council as stating that there was no buyer."
    )
    found = statement(text, "no buyer")
    assert found.via == ("Walla",)
    assert found.actor == "officials of the Norhaven Council"


def test_credits_say_nothing() -> None:
    assert analysis("A ship in the port of Sund (Photo by Dana Okoro)").statements == ()


def test_confidence_falls_with_doubt_about_the_speaker() -> None:
    sure = statement("Dana Okoro said that the pier was safe.", "safe")
    less = statement("Peter Hahn met Tom Bauer. He said that the pier was safe.", "safe")
    assert 0 < less.confidence < sure.confidence <= 1


def test_i_is_whoever_has_the_turn_in_an_interview() -> None:
    text = (
        "An interview with Dana Okoro.\n\n"
        "Lantern: How is the pier?\n\n"
        "Dana Okoro: I believe that the pier is safe.\n\n"
        "Lantern: And the boats?\n\n"
        "Dana Okoro: I think that the boats are old."
    )
    assert statement(text, "pier is safe").actor == "Dana Okoro"
    assert statement(text, "boats are old").actor == "Dana Okoro"


def test_i_is_nobody_where_nobody_is_named() -> None:
    assert statement("I believe that the pier is safe.", "safe").actor is None
