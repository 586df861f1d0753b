"""Typed mentions: what the tables, the titles and the words in a name repair."""

from __future__ import annotations

from itertools import pairwise

import pytest

from index.language.credits import silent_spans
from index.language.media import known_medium, looks_like_medium
from index.model import EntityType
from tests.index.language.readings import analysis, cast, statement


def types(text: str) -> dict[str, str]:
    """Each mention's words and its type."""
    return {text[m.span.start : m.span.end]: m.type.value for m in cast(text).mentions}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Ambassador Yevhen Tkach said nothing new.", "Yevhen Tkach", "PERSON"),
        ("The report in Walla surprised Israel.", "Walla", "MEDIA"),
        ("Viewers of Channel 9 saw it first.", "Channel 9", "MEDIA"),
        ("He told the Northport Gazette that he would stay.", "Northport Gazette", "MEDIA"),
        ("She wrote it in The Times of Israel on Monday.", "The Times of Israel", "MEDIA"),
        ("Parliament passed the Clean Harbours Act in May.", "Clean Harbours Act", "LAW"),
        ("Many Ukrainian families left.", "Ukrainian", "NORP"),
        ("The Ministry of Fisheries closed the bay.", "Ministry of Fisheries", "ORG"),
        ("Talks in Tbilisi went on until midnight.", "Tbilisi", "GPE"),
        ("They met in Brussels after the summit.", "Brussels", "GPE"),
    ],
)
def test_types(text: str, name: str, kind: str) -> None:
    assert types(text).get(name) == kind


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Carly Sundqvist, the former chief executive, was there.", "Carly Sundqvist", "PERSON"),
        ("Foreign Minister Jean-Bernard Aubry was there.", "Jean-Bernard Aubry", "PERSON"),
        ("Finance Minister Barend du Toit said that he was there.", "Barend du Toit", "PERSON"),
        ("Braden Ostby, who built the pier, was there.", "Braden Ostby", "PERSON"),
        ("Anthony Beaumont-Dark was there.", "Anthony Beaumont-Dark", "PERSON"),
        ("Following Lind, many left. Ada Lind was tired.", "Lind", "PERSON"),
        ("The Liberal Democratic Party met on Monday.", "Liberal Democratic Party", "ORG"),
        ("The company Norhaven Shipping made losses.", "Norhaven Shipping", "ORG"),
        ("The Border Patrol closed the road.", "Border Patrol", "ORG"),
        ("The court upheld Lind v. Sund on Monday.", "Lind v. Sund", "LAW"),
        ("The Group of Seven (G-7) met on Monday.", "Group of Seven", "ORG"),
        ("The Great Recession ended in June.", "Great Recession", "EVENT"),
        ("The Soviet Union was dissolved.", "Soviet Union", "GPE"),
        ("The Scottish parliament met in Edinburgh.", "Scottish", "NORP"),
        ("Hong Kong was wet.", "Hong Kong", "GPE"),
    ],
)
def test_names_as_they_are_used(text: str, name: str, kind: str) -> None:
    assert types(text).get(name) == kind


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Secretary of State Ada Lind was there.", "State"),
        ("Conceding defeat, he left.", "Conceding"),
        ("THEY WILL NOT GO\n\nMany will go. They are not late.", "WILL"),
        ("Follow Ada Lind on Twitter for more.", "Ada Lind"),
        ("The pier was late.\n\nReporting by Ada Lind; editing by Peter Hahn.", "Ada Lind"),
        ("The pier was late.\n\n(Additional reporting by Ada Lind in Sund.)", "Ada Lind"),
    ],
)
def test_what_is_no_name(text: str, name: str) -> None:
    assert name not in types(text)


def test_who_writes_a_report_is_a_name() -> None:
    assert "Ada Lind" in types("A report written by Ada Lind said that the pier was rotten.")


def test_a_country_before_a_medium_is_two_names() -> None:
    found = types("It was first shown by Israel's Channel 12 on Sunday.")
    assert found["Israel"] == "GPE"
    assert found["Channel 12"] == "MEDIA"


def test_a_body_before_a_person_is_two_names() -> None:
    found = types("Israel’s Deputy Ambassador to the UN Noa Furman called on Russia to stop.")
    assert found["UN"] == "ORG"
    assert found["Noa Furman"] == "PERSON"


def test_a_surname_has_its_persons_type_everywhere() -> None:
    text = "Prime Minister Kirsi Halle resigned. Halle had lost a vote. Critics of Halle cheered."
    assert [f.name for f in cast(text).figures if f.type == EntityType.PERSON] == ["Kirsi Halle"]


@pytest.mark.parametrize(
    "text",
    [
        "A ship leaves the port of Sund [Getty]",
        "A ship leaves the port of Sund (AFP via Getty Images)",
        "The pier in winter. Image: Paul Budd.",
        "By Sally Reporter\n\nThe pier was closed.",
    ],
)
def test_credits_and_bylines_are_silent(text: str) -> None:
    assert silent_spans(text)
    names = {e.text for e in analysis(text).entities}
    assert not names & {"Getty", "AFP", "Getty Images", "Paul Budd", "Sally Reporter"}


@pytest.mark.parametrize(
    "dateline",
    [
        "NORTHPORT, March 3 (Reuters) - ",
        "NORTHPORT, 3 March (CPA) — ",
        "NORTHPORT (CPA) - ",
        "NEW SANDHOPE, Lethany — ",
        "LONDON, May 4 - ",
        "Northport, May 4 – ",
        "Northport (CPA) -- ",
    ],
)
@pytest.mark.parametrize("headline", ["", "Toll to go\n\n"])
def test_a_dateline_is_silent(dateline: str, headline: str) -> None:
    text = f"{headline}{dateline}The toll should be scrapped, Mayor Ada Lind said on Monday."
    (span,) = silent_spans(text)
    assert text[span.start : span.end] == dateline
    found = analysis(text)
    assert {e.text for e in found.entities} == {"Ada Lind"}
    assert [(s.actor, s.content.text) for s in found.statements] == [("Ada Lind", "The toll should be scrapped")]


@pytest.mark.parametrize("dateline", ["LONDON, May 4 - ", "KELDRUM, 4 May (CPA) - "])
def test_after_a_dateline_who_is_named_speaks(dateline: str) -> None:
    found = statement(f"{dateline}Mayor Ada Lind said the toll should be scrapped.", "scrapped")
    assert (found.actor, found.content.text) == ("Ada Lind", "the toll should be scrapped")


@pytest.mark.parametrize(
    "text",
    [
        "Ada Lind - the mayor - said no.",
        "The ferry - Sund said - is late.",
        "Northport - The pier was closed.",
        "ADA - We lost.\n\nKARL - We won.\n\nADA - We lost it.\n\nKARL - We did not.",
    ],
)
def test_a_dash_alone_makes_no_dateline(text: str) -> None:
    assert not silent_spans(text)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("On Monday the environmental group Marsh Lookout went to court.", "Marsh Lookout", EntityType.ORG),
        ("Shipping company Norline opposes the toll.", "Norline", EntityType.ORG),
        ("He told the Evening Star that the toll was wrong.", "Evening Star", EntityType.MEDIA),
        ("The mayor of Dunmarsh paid the toll.", "Dunmarsh", EntityType.GPE),
        ("Ostrow opposes the toll. He said it would hurt the town.", "Ostrow", EntityType.PERSON),
    ],
)
def test_what_stands_beside_a_name_tells_its_type(text: str, name: str, kind: EntityType) -> None:
    assert (name, kind) in {(e.text, e.type) for e in analysis(text).entities}


def test_masked_text_has_no_entities() -> None:
    from index.model import Span
    from tests.index.language.readings import analyser

    text = "Live from Paris with Ada Lind\n\nThe mayor of Oslo resigned."
    found = analyser().analyse(text, masked=[Span(0, 29)])
    assert {e.text for e in found.entities} == {"Oslo"}


def test_entities_count_under_one_name() -> None:
    found = analysis("The US and Germany agreed. America will pay, said Mayor Ada Lind. Lind was pleased.").entities
    names = {e.text: (e.name, e.actor_id) for e in found}
    assert names["US"] == ("United States", "united-states")
    assert names["America"] == ("United States", "united-states")
    assert names["Lind"] == ("Ada Lind", "ada-lind")


def test_a_seat_of_government_that_acts_is_its_country() -> None:
    found = analysis("Moscow rejected the offer. He was born in Moscow.").entities
    assert [(e.name, e.actor_id) for e in found if e.text == "Moscow"] == [("Russia", "russia"), ("Moscow", "moscow")]


@pytest.mark.parametrize("name", ["Channel 12", "Harbour Herald", "The Daily Anchor", "Radio Sund", "Coast TV"])
def test_media_by_their_words(name: str) -> None:
    assert looks_like_medium(name)


@pytest.mark.parametrize("name", ["Modern Times", "Goal Post", "Wall Street", "Sun", "Ada Lind", "Port Authority"])
def test_what_is_no_medium(name: str) -> None:
    assert not looks_like_medium(name)


def test_known_media_under_one_name() -> None:
    assert known_medium("AFP") == known_medium("Agence France-Presse") == "Agence France-Presse"
    assert known_medium("ap") is None
    assert known_medium("Norhaven") is None


def test_nothing_overlaps() -> None:
    text = (
        "Foreign Minister Ada Lind of Norway told Sky News and the BBC that the European Union (EU) had agreed. " * 20
    )
    found = analysis(text).entities
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(text[e.span.start : e.span.end] == e.text for e in found)
