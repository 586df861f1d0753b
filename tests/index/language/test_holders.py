"""Whose a source is: names, roles, epithets, groups, bodies and what points back to them."""

from __future__ import annotations

import pytest

from index.language.pipeline import Analyser
from index.model import Actor, Voice
from tests.index.language.readings import analysis, cast, statement


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("The envoy of Sardonia, Ilse Brandt, arrived. The envoy said that talks would fail.", "fail", "Ilse Brandt"),
        (
            "The minister's refusal to resign angered many. Transport Minister Ada Lind had lied.",
            "to resign",
            "Ada Lind",
        ),
        ("Peter Hahn was held. His lawyer, Ada Lind, said that he was innocent.", "innocent", "Ada Lind"),
        ("Peter Hahn was held. His lawyer said that he was innocent.", "innocent", "Peter Hahn's lawyer"),
        (
            "Peter Hahn was held. His lawyer said little. The lawyer said that he would sue.",
            "sue",
            "Peter Hahn's lawyer",
        ),
        ("Former president Peter Hahn returned. The former president said it was wrong.", "wrong", "Peter Hahn"),
        (
            "President Peter Hahn fell ill. The former president said that he wished him well.",
            "well",
            "former president",
        ),
        ("Sen. Ada Lind (R-Ohio) left. The senator said that she would vote no.", "vote no", "Ada Lind"),
        ("Gen. Tom Reyes came. The general said that war was near.", "war was near", "Tom Reyes"),
        ("The army chief said that it was ready. Gen. Tom Reyes is the army chief.", "ready", "Tom Reyes"),
        ("The author of the report, Ilse Brandt, said that the river was dead.", "dead", "Ilse Brandt"),
        ("The head of the Norhaven Port Board, Ilse Brandt, said that it was late.", "late", "Ilse Brandt"),
        ("The consultant, Sund University professor Ilse Brandt, said that it was late.", "late", "Ilse Brandt"),
        ("Lind's deputy, Peter Hahn, said that it was over.", "over", "Peter Hahn"),
        ("Assistant pastor Karl Ostrow III said that it was late.", "late", "Karl Ostrow III"),
        ("Engineer and senior vice-president Karl Ostrow said that it was late.", "late", "Karl Ostrow"),
        ("Judge Ada Lind ruled for the pier. The judge said that the council had lied.", "had lied", "Ada Lind"),
        (
            "Norway's prime minister, Ilse Brandt, came. The Norwegian prime minister said it was late.",
            "late",
            "Ilse Brandt",
        ),
        ("One neighbor, Rosa Hahn, said that she had heard a shot.", "shot", "Rosa Hahn"),
        ("Ms Lind said that the pier was safe. Ada Lind is the mayor of Sund.", "safe", "Ada Lind"),
    ],
)
def test_names_and_roles(text: str, words: str, actor: str) -> None:
    assert statement(text, words).actor == actor


def test_ministers_of_two_fields_are_two() -> None:
    text = (
        "Trade Minister Peter Hahn met Finance Minister Ada Lind. The trade minister said that tariffs would fall. "
        "The finance minister said that they would rise."
    )
    assert statement(text, "would fall").actor == "Peter Hahn"
    assert statement(text, "would rise").actor == "Ada Lind"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ada Lind spoke in Sund. The Republican said that taxes were too high.", "taxes"),
        ("Ada Lind spoke in Sund. The 54-year-old said that taxes were too high.", "taxes"),
        ("Ada Lind spoke in Sund. The billionaire businesswoman said that taxes were too high.", "taxes"),
        ("Ada Lind spoke in Sund. The Ohio senator and presidential candidate said that taxes were too high.", "taxes"),
    ],
)
def test_an_epithet_is_whom_the_text_deals_with(text: str, words: str) -> None:
    assert statement(text, words).actor == "Ada Lind"


def test_an_epithet_is_nobody_where_nobody_is_named() -> None:
    assert statement("The Republican said that taxes were too high.", "taxes").actor == "Republican"


def test_the_official_is_the_one_who_would_not_be_named() -> None:
    text = (
        "A senior official, who spoke on condition of anonymity, said that talks had failed. Spokesman Tom Hahn left. "
        "The official said that the envoy was tired."
    )
    first, later = statement(text, "had failed"), statement(text, "was tired")
    assert (first.actor, later.actor_id, later.voice) == ("senior official", first.actor_id, Voice.UNNAMED)


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("The company Norhaven Shipping made losses. The company said it would sell.", "sell", "Norhaven Shipping"),
        ("Sardonia Bank met on Monday. The bank said that prices would rise.", "rise", "Sardonia Bank"),
        ("The Liberal Democratic Party met. The party said that it was late.", "late", "Liberal Democratic Party"),
        ("NATO said that it was late. The alliance said that no troops would be sent.", "troops", "NATO"),
        ("The environmental group Clean Estuary was late. The group said it would sue.", "sue", "Clean Estuary"),
        ("A study by the Sund Institute found little. It urged the council to act.", "act", "Sund Institute"),
        ("Ada Lind's campaign was late. The campaign said that she would win.", "win", "Ada Lind's campaign"),
        ("An environmental group said little. It said that the fish would die.", "die", "environmental group"),
        ("A foreign banker in Sund said little. The banker said that it was late.", "late", "foreign banker in Sund"),
        ("Today's report said that the pier was rotten.", "rotten", "today's report"),
        ("General Motors said that the plant would close.", "close", "General Motors"),
    ],
)
def test_bodies(text: str, words: str, actor: str) -> None:
    assert statement(text, words).actor == actor


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("Joaquim Bell and Tomasz Okafor said that it was late.", "late", "Joaquim Bell and Tomasz Okafor"),
        ("Ada Lind, Tom Bauer and Rosa Hahn said that it was late.", "late", "Ada Lind, Tom Bauer and Rosa Hahn"),
        ("Ada Lind, the mayor, and Peter Hahn, her deputy, said it was late.", "late", "Ada Lind and Peter Hahn"),
        ("Rivals Ada Lind and Peter Hahn said that it was late.", "late", "Ada Lind and Peter Hahn"),
        ("Rosa Hahn resigned. She and Peter Lind said that it was late.", "late", "Rosa Hahn and Peter Lind"),
        ("Russia and Ukraine agreed to exchange prisoners.", "exchange", "Russia and Ukraine"),
        ("Neither Ada Lind nor Peter Hahn said that it was late.", "late", "Ada Lind and Peter Hahn"),
        ("Ada Lind and other farmers said that it was late.", "late", "Ada Lind and other farmers"),
        ("The senator and presidential candidate Ada Lind said that it was late.", "late", "Ada Lind"),
    ],
)
def test_several_hold_it_together(text: str, words: str, actor: str) -> None:
    assert statement(text, words).actor == actor


def test_several_are_the_same_in_whatever_order() -> None:
    one = statement("Ada Lind and Peter Hahn said that it was late.", "late")
    other = statement("Peter Hahn and Ada Lind said that it was late.", "late")
    assert one.actor_id == other.actor_id == "ada-lind+peter-hahn"
    assert one.actor != other.actor


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("Some in the crowd said that it was late.", "late", "Some in the crowd"),
        ("Residents met on Monday. One said that he would move.", "would move", "residents"),
        ("Farmers met on Monday. Many said that it was late.", "late", "farmers"),
        ("Those over 60 said that it was late.", "late", "those over 60"),
        ("53% said that it was late.", "late", "53%"),
        ("Two people who saw the crash said that it was late.", "late", "two people"),
    ],
)
def test_people_without_names(text: str, words: str, actor: str) -> None:
    found = statement(text, words)
    assert (found.actor, found.voice) == (actor, Voice.UNNAMED)


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("Ada Lind and Tom Bauer met. Both said that it was late.", "late", "Ada Lind and Tom Bauer"),
        ("Ada Lind and Tom Bauer met. The two said that it was late.", "late", "Ada Lind and Tom Bauer"),
        ("Japan and China had quarrelled. The two countries said that it was late.", "late", "Japan and China"),
        ("A Democrat, Ada Lind, said that it was late.", "late", "Ada Lind"),
        ("The European Union imposed tariffs. The bloc said that it was late.", "late", "European Union"),
        ("Norhaven Airlines met. The airline said that it was late.", "late", "Norhaven Airlines"),
        ("Amnesty International said it was sad. The rights group said it was late.", "late", "Amnesty International"),
        ("Acting President Ada Lind met him. The acting president said that it was late.", "late", "Ada Lind"),
        ("Tom Reyes is charged with theft. The defendant said that it was late.", "late", "Tom Reyes"),
        ("Iran's foreign ministry met. The ministry said that it was late.", "late", "Iran's foreign ministry"),
        ("The Trump administration met. The administration said that it was late.", "late", "Trump administration"),
        ("Beijing and Washington said that it was late.", "late", "China and United States"),
        ("King Harald resigned. The monarch said that it was late.", "late", "Harald"),
        ("Hamas official Karim Haddad met him. The official said that it was late.", "late", "Karim Haddad"),
    ],
)
def test_what_points_back(text: str, words: str, actor: str) -> None:
    assert statement(text, words).actor == actor


def test_a_family_member_is_found_by_whose_he_is() -> None:
    text = "Peter Hahn's wife, Rosa Brandt, left. Tom Bauer stayed. Hahn spoke. His wife said that it was late."
    assert statement(text, "late").actor == "Rosa Brandt"


# ---- places and governments


@pytest.mark.parametrize(
    ("text", "words", "ident"),
    [
        ("Kyiv said the attack was a crime.", "crime", "ukraine"),
        ("Washington and Jerusalem are at odds. Washington asked Israel for more.", "more", "united-states"),
        ("The Scottish government said that it was late.", "late", "scotland"),
        (
            "Hong Kong traded less. Japan was richer. In Hong Kong the government said that it was late.",
            "late",
            "hong-kong",
        ),
        ("The White House said that it would call Israel, Jordan and Egypt.", "call", "united-states"),
        ("The White House said it was late. Republicans in Congress and Democrats agreed.", "late", "white-house"),
        ("The European Commission met. Brussels said that it would retaliate.", "retaliate", "european-union"),
        ("The European Commission and Russia met. Moscow said that it was late.", "late", "russia"),
        ("The State Department said that the deal was close.", "close", "us-state-department"),
    ],
)
def test_a_place_that_acts(text: str, words: str, ident: str) -> None:
    assert statement(text, words).actor_id == ident


def test_brussels_alone_is_a_city() -> None:
    assert statement("Brussels said that the tram would be free.", "tram").actor_id == "brussels"


def test_a_surname_that_is_a_countrys_name() -> None:
    text = "Maria Jordan, the mayor, flew to Jordan. Jordan said that the trip was private."
    assert statement(text, "private").actor == "Maria Jordan"


# ---- names with several parts


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("Kim Jong-su, the trade minister, came. Kim said that exports would fall.", "exports", "Kim Jong-su"),
        ("Abdullah al-Harun came. Harun said that the road was safe.", "safe", "Abdullah al-Harun"),
        ("Ludwig van der Berg came. Van der Berg said that the water was low.", "low", "Ludwig van der Berg"),
        ("Dr. Ada Lind-Okoro came. Lind-Okoro said that the river was dead.", "dead", "Ada Lind-Okoro"),
        ("Rosa De Mel met Ada Lind. De Mel said it was late. De Mel said that De Mel had won.", "late", "Rosa De Mel"),
        ("The Sund Bay Action Group came. SBAG said that it was rotten.", "rotten", "Sund Bay Action Group"),
        ("The Fishery Control Bureau, or FCB, came. The FCB said that it was late.", "late", "Fishery Control Bureau"),
    ],
)
def test_names_in_parts(text: str, words: str, actor: str) -> None:
    assert statement(text, words).actor == actor


def test_a_headlines_capitals_are_no_name() -> None:
    text = "Ada Lind Rejects Tolls\n\nMayor Ada Lind rejects the tolls. Lind said that they were dear."
    people = {f.name for f in cast(text).figures if f.type == "PERSON"}
    assert people == {"Ada Lind"}


def test_a_paper_is_not_the_configured_one_of_its_last_word() -> None:
    registry = Actor("valley-gazette", "Sund Valley Gazette", "media", ("The Gazette",))
    text = "The Northport Gazette was late. The Gazette cost little. Lind told the Northport Gazette that it was late."
    assert {f.id for f in cast(text, registry).figures if f.type == "MEDIA"} == {"northport-gazette"}
    both = "The Sund Valley Gazette was late. The Gazette said that it was sorry."
    assert {f.id for f in cast(both, registry).figures if f.type == "MEDIA"} == {"valley-gazette"}


def test_sign_offs_name_nobody() -> None:
    text = "The mayor said that it was late.\n\nReporting by Ada Lind; editing by Peter Hahn."
    assert {e.text for e in analysis(text).entities} == set()
    assert statement(text, "late").actor == "mayor"


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        (
            "The Sund team, led by Ada Lind, used data from two lakes. They found that the light was weak.",
            "weak",
            "Sund team",
        ),
        (
            "The water was cold, experts noted. Researchers used swabs. They found that it was a virus.",
            "virus",
            "researchers",
        ),
        (
            "The Norhaven Department of Prisons was late. The Department said that an inmate fell.",
            "inmate",
            "Norhaven Department of Prisons",
        ),
        (
            "The Norhaven Department of Prisons said little. They also said that he was found.",
            "found",
            "Norhaven Department of Prisons",
        ),
        (
            "President-elect Ada Lind spoke. President Karl Ostrow left. Lind won. The president said it was fraud.",
            "fraud",
            "Karl Ostrow",
        ),
        (
            '"These shelves melt," said co-author Ada Lind. The Wooster professor added, "These effects matter."',
            "matter",
            "Ada Lind",
        ),
        ("Flag Airlines made losses. The Sund Board met. The carrier said it would sell.", "sell", "Flag Airlines"),
        ("Princess Marta Lind ran. The princess, 67, said that she would win.", "win", "Marta Lind"),
        (
            "Joaquim Bell and Tomasz Okafor met. Both leaders said it was late.",
            "late",
            "Joaquim Bell and Tomasz Okafor",
        ),
        ("The 47-year-old Peter Hahn's office said that it was late.", "late", "Peter Hahn's office"),
        ("Marta Vega Garrido, the mayor, left. Vega said that it was late.", "late", "Marta Vega Garrido"),
    ],
)
def test_what_is_said_of_somebody_points_back(text: str, words: str, actor: str) -> None:
    assert statement(text, words).actor == actor


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        (
            "The dredging of the Tamsel began in May. The environmental group Marsh Lookout has asked the court to "
            "stop it.",
            "stop it",
            "Marsh Lookout",
        ),
        ("The tech company Dorvale rejected the fee.", "the fee", "Dorvale"),
        (
            "The Tamsel is deep. Shipping company Norline opposes the toll. The company said it would sue.",
            "it would sue",
            "Norline",
        ),
        ("The dredging of the Tamsel began in May. The company said it would sue.", "it would sue", "company"),
        ("Norline denied it. The minister rejected that.", "that", "minister"),
        (
            "The Harbour Authority approved it. The town of 4,100 lies below the weir. It has asked for help.",
            "help",
            "town of 4,100",
        ),
        (
            "The mayor of Dunmarsh, who once opposed the toll, said on Monday that the town would pay.",
            "the toll",
            "mayor of Dunmarsh",
        ),
    ],
)
def test_a_description_means_its_own_kind_or_nobody(text: str, words: str, actor: str) -> None:
    assert statement(text, words).actor == actor


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Dunmarsh is poor. The mayor of Dunmarsh announced that his town would pay.", "would pay"),
        ("The mayor of Dunmarsh, who once opposed the toll, said that the town would pay.", "would pay"),
        ("The mayor of Dunmarsh, who once opposed the toll, said that the town would pay.", "the toll"),
    ],
)
def test_an_office_of_a_place_may_be_an_alias(text: str, words: str) -> None:
    mayor = Actor("ada-lind", "Ada Lind", "person", ("mayor of Dunmarsh",))
    town = Actor("dunmarsh", "Town of Dunmarsh", "organisation", (), ("Dunmarsh",))
    found = Analyser(actors=(mayor, town)).analyse(text).statements
    assert [s.actor_id for s in found if words in s.content.text] == ["ada-lind"]


def test_a_known_firm_is_the_company() -> None:
    firm = Actor("norline", "Norline Ferries", "organisation", ("Norline",))
    text = "Norline Ferries welcomed the decision. The company said it would sue."
    (found,) = [s for s in Analyser(actors=(firm,)).analyse(text).statements if "sue" in s.content.text]
    assert found.actor_id == "norline"


@pytest.mark.parametrize("text", ["Our ships oppose the toll.", "Your question suggests that the toll is bad."])
def test_things_of_ours_hold_no_opinion(text: str) -> None:
    assert all(s.actor is None for s in analysis(text).statements)


def test_sources_tell_a_paper() -> None:
    text = "Karl Frey spoke on Monday. Sources close to Frey told the Evening Star he would resign."
    found = statement(text, "he would resign")
    assert (found.actor, found.via) == ("Sources close to Karl Frey", ("Evening Star",))


def test_a_party_is_told_by_whose_it_is() -> None:
    text = "Karl Ostrow of the Harbour League, whose party has opposed the toll, left early."
    assert statement(text, "the toll").actor in ("Karl Ostrow's party", "Harbour League's party")


def test_initials_keep_their_capitals() -> None:
    assert statement("NGOs at the port said that the toll was wrong.", "wrong").actor == "NGOs at the port"
