"""Which names, roles, places and pronouns stand for one actor."""

from __future__ import annotations

import pytest

from index.language.joining import initials_fit
from index.language.registry import Registry
from index.model import Actor, EntityType, Voice
from tests.index.language.readings import analysis, cast, statement


def test_surname_title_and_full_name_are_one() -> None:
    text = "Governor Dana Okoro opened the pier. Okoro smiled. Ms Okoro said that the pier was safe."
    people = [f for f in cast(text).figures if f.type == EntityType.PERSON]
    assert [(f.name, f.id, len(f.places)) for f in people] == [("Dana Okoro", "dana-okoro", 3)]


def test_two_people_of_one_surname_stay_two() -> None:
    text = (
        "Mayor Peter Strand backed the plan. His rival Mary Strand opposed it. "
        "Mr Strand said that the plan would go ahead. Mrs Strand said that the town would pay dearly."
    )
    assert statement(text, "would go ahead").actor == "Peter Strand"
    assert statement(text, "would pay dearly").actor == "Mary Strand"


def test_an_acronym_is_what_it_was_introduced_with() -> None:
    text = "The Fishery Control Bureau (FCB) closed the bay. FCB said that the water was not safe."
    assert statement(text, "was not safe").actor == "Fishery Control Bureau"


@pytest.mark.parametrize(
    ("short", "long", "fits"),
    [("FCB", "Fishery Control Bureau", True), ("UN", "United Nations", True), ("XY", "Fishery Bureau", False)],
)
def test_initials(short: str, long: str, fits: bool) -> None:
    assert initials_fit(short, long) is fits


def test_the_configurations_actors_keep_their_ids() -> None:
    registry = Registry([Actor("usa", "United States", "country", ("US",), ("Washington",))])
    assert [k.id for k in (registry.by_name("America"), registry.by_seat("White House")) if k] == ["usa", "usa"]
    assert (known := registry.by_name("us")) is None or known.id != "usa"


def test_an_alias_in_small_letters() -> None:
    text = "The harbour board said that the night ferry would be kept."
    assert statement(text, "would be kept").actor_id == "harbour-board"


def test_a_seat_is_its_government_where_it_speaks() -> None:
    said = statement("Washington said that the talks had failed.", "talks had failed")
    assert (said.actor, said.actor_id, said.voice) == ("United States", "united-states", Voice.ORGANISATION)


def test_a_persons_name_comes_before_a_seats() -> None:
    text = "Actress Lena Paris arrived late. Paris said that the train had been cancelled."
    assert statement(text, "cancelled").actor == "Lena Paris"


@pytest.mark.parametrize("text", ["The US has asked for more time.", "The US said that it needed more time."])
def test_the_us_is_no_pronoun(text: str) -> None:
    assert statement(text, "more time").actor_id == "united-states"


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("Mary Cole met Peter Hahn. She said that the bridge was unsafe.", "unsafe", "Mary Cole"),
        ("Mary Cole met Peter Hahn. He said that the bridge was unsafe.", "unsafe", "Peter Hahn"),
        ("Peter Hahn is a baker. “The flour is too dear,” he said.", "too dear", "Peter Hahn"),
        ("The Norhaven Council met on Monday. It said that it had no money.", "no money", "Norhaven Council"),
        (
            "Peter Hahn, the minister, spoke first. Mary Cole, a farmer, answered. "
            "The minister said that he would think about it.",
            "think about it",
            "Peter Hahn",
        ),
        (
            "Norhaven's envoy pleaded for help. Ambassador Olga Brandt said that the town was cut off.",
            "help",
            "Olga Brandt",
        ),
        ("Mary Cole said she would resign.", "resign", "Mary Cole"),
    ],
)
def test_pronouns_and_roles(text: str, words: str, actor: str) -> None:
    assert statement(text, words).actor == actor


def test_nobody_in_the_quotation_is_its_speaker() -> None:
    text = "Peter Hahn came home. “Tom Bauer has lied to all of us,” he said."
    assert statement(text, "has lied").actor == "Peter Hahn"


def test_unnamed_people_of_a_named_office_have_one_name() -> None:
    text = (
        "Officials of Prime Minister Kirsi Halle's office said that there was no quarrel. "
        "“The report is mistaken,” the officials said."
    )
    first, second = statement(text, "no quarrel"), statement(text, "mistaken")
    assert first.actor == "Officials of Kirsi Halle's office"
    assert (second.actor_id, second.voice) == (first.actor_id, Voice.UNNAMED)


def test_nameless_actors_of_two_articles_are_two() -> None:
    one = statement("Officials said that the road was closed.", "closed")
    other = statement("Officials said that the road was closed again.", "closed")
    assert one.actor == other.actor == "officials"
    assert one.actor_id != other.actor_id


def test_a_government_is_its_country() -> None:
    text = "The Norwegian government said that the law would change. Norway had waited long."
    assert statement(text, "would change").actor_id == "norway"


def test_words_for_a_people_are_no_actor() -> None:
    (entity,) = [e for e in analysis("Many Israeli families stayed at home.").entities if e.text == "Israeli"]
    assert (entity.type, entity.actor_id) == (EntityType.NORP, None)


def test_the_same_person_has_one_id_in_two_articles() -> None:
    one = statement("Mayor Dana Okoro said that the pier was safe.", "safe")
    other = statement("Dana Okoro rejected it. Okoro said that the pier would stay.", "stay")
    assert one.actor_id == other.actor_id == "dana-okoro"


def test_a_person_is_called_as_most_often() -> None:
    text = "Elijah Marlow died. Elijah Eugene Marlow was born in Sund. Elijah Marlow was tired. Marlow slept."
    people = [f for f in cast(text).figures if f.type == EntityType.PERSON]
    assert [(f.name, f.id, len(f.places)) for f in people] == [("Elijah Marlow", "elijah-marlow", 4)]


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("Mary Cole and the Norhaven Council said that it was late.", "late", "Mary Cole and Norhaven Council"),
        ("Former agent and terrorism specialist Peter Hahn said that it was late.", "late", "Peter Hahn"),
        ("The minister, Mary Cole, said that it was late.", "late", "Mary Cole"),
        ("A study by the Norhaven Institute says that the water is clean.", "clean", "Norhaven Institute"),
    ],
)
def test_phrases(text: str, words: str, actor: str) -> None:
    assert statement(text, words).actor == actor


def test_the_deputy_is_not_the_mayor() -> None:
    text = "Deputy Mayor Peter Hahn came. The mayor said that the bridge was safe."
    assert statement(text, "safe").actor != "Peter Hahn"
