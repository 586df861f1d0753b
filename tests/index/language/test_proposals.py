"""Proposed issues: what statements without an issue are about, worded as something one can be for or against."""

from __future__ import annotations

import pytest

from index.language.attributions import attributions
from index.language.document import read
from index.language.proposals import Group, groups
from index.language.targets import target_for, target_of
from index.language.wording import LONGEST, participle
from index.model import Issue, Span
from tests.index.language.readings import analysis


def proposed(nlp: object, text: str, issues: dict[str, str] | None = None) -> list[tuple[Group, list[str]]]:
    """The groups of a text (whose first line is its headline if a blank line follows), with their contents.

    `issues` gives an issue to the statements whose content holds a word.
    """
    head, _, body = text.partition("\n\n")
    reading = read(nlp, text, title_span=Span(0, len(head)) if body else None)  # type: ignore[arg-type]
    found = attributions(reading)
    contents = [" ".join(text[s.start : s.end] for s in one.content) for one in found]
    known = [next((i for word, i in (issues or {}).items() if word in content), None) for content in contents]
    return [(group, [contents[p] for p in group.places]) for group in groups(reading, found, known)]


# Text → the proposition of its first group.
WORDED = [
    (
        "Council split over quarry\n\nMayor Ada Lind called on the council to open the quarry at Sandhope. The "
        "farmers' union opposes the quarry. “The quarry would poison the wells,” said union chief Bo Falk.",
        "The council should open the quarry",
    ),
    (
        "The minister, Ria Voss, must resign, said opposition leader Karl Brandt. Several papers called for her "
        "resignation. Voss said she would not resign.",
        "The minister should resign",
    ),
    (
        "Environmental groups demanded the closure of the Harrow mine. Owner Petra Steen rejected the closure of the "
        "mine. “Closing the mine would cost 400 jobs,” Steen said.",
        "The Harrow mine should be closed",
    ),
    (
        "Teachers called for an end to the school fees. The ministry said that the school fees had been raised in May. "
        "Minister Jon Abel promised to abolish the fees.",
        "The school fees should be abolished",
    ),
    (
        "Northport harbour should be dredged, said harbour master Tilda Roke. Mayor Per Ost urged the state to dredge "
        "Northport harbour.",
        "Northport harbour should be dredged",
    ),
    (
        "Activists called for an independent inquiry into the flood. The government refused to hold an inquiry. “We do "
        "not need an inquiry,” said Interior Minister Lena Holm.",
        "An inquiry should be held",
    ),
    (
        "President Ola Brandt urged Estmark to withdraw its troops from Varnia. Estmark said its troops would stay. "
        "The troops must leave, said Varnia's envoy.",
        "Estmark should withdraw its troops",
    ),
    (
        "Opposition parties said the fuel tax was unfair. Finance Minister Tom Reed defended the fuel tax. Drivers "
        "protested against the fuel tax.",
        "There should be a fuel tax",
    ),
    (
        "The union wants the state to pay half of the cost of the new bridge. The ministry will not pay for the "
        "bridge, a spokeswoman said. Mayor Ada Lind welcomed plans to build the bridge.",
        "The bridge should be built",
    ),
    (
        "Doctors back the ban on smoking in cars. Tobacco firms criticised the smoking ban. Minister Voss said the "
        "smoking ban should be introduced in May.",
        "The smoking ban should be introduced",
    ),
    (
        "The council voted to keep the night ferry. Islanders welcomed the decision to keep the night ferry. Treasurer "
        "Mats Ek said the ferry was too expensive.",
        "The night ferry should be kept",
    ),
    (
        "Nuclear power should be phased out, said Green leader Eva Sand. Industry groups said that nuclear power was "
        "indispensable.",
        "Nuclear power should be phased out",
    ),
    (
        "Students protested against tuition fees. Rector Abel said that tuition fees were necessary. The senate plans "
        "to raise tuition fees.",
        "Tuition fees should be raised",
    ),
    (
        "Parliament should recognise Varnia, said the envoy. The envoy praised the recognition of Varnia by Estmark.",
        "Parliament should recognise Varnia",
    ),
]


@pytest.mark.parametrize(("text", "proposition"), WORDED)
def test_propositions(nlp: object, text: str, proposition: str) -> None:
    group, contents = proposed(nlp, text)[0]
    assert group.proposition == proposition
    assert len(contents) > 1
    assert len(proposition.split()) <= LONGEST


def test_which_way_a_proposition_points(nlp: object) -> None:
    signs = {proposition: proposed(nlp, text)[0][0].sign for text, proposition in WORDED}
    assert signs["The school fees should be abolished"] == -1
    assert signs["The bridge should be built"] == 1
    assert signs["There should be a fuel tax"] == 1


def test_a_statement_stands_in_one_group_at_most(nlp: object) -> None:
    text = "Voters back the toll\n\n" + " ".join(
        f"{who} said that the toll was unfair. {who} opposed the quarry and the toll."
        for who in ("Ada Lind", "Bo Falk", "Eva Sand")
    )
    found = [place for group, _ in proposed(nlp, text) for place in group.places]
    assert found and len(found) == len(set(found))


def test_nothing_is_proposed_where_nobody_takes_a_side(nlp: object) -> None:
    text = (
        "Six people died in the fire, police said. Police said that the fire had begun in a kitchen. A neighbour said "
        "that the fire had spread quickly."
    )
    assert proposed(nlp, text) == []


def test_a_topic_that_nobody_can_be_for_or_against_is_not_proposed(nlp: object) -> None:
    text = (
        "Hydrogen atmospheres\n\nDr Hale praised the study of hydrogen atmospheres. Bo Falk said that hydrogen "
        "atmospheres were common. Ada Lind criticised the search for hydrogen atmospheres."
    )
    assert not any(group.proposition == "Hydrogen atmospheres" for group, _ in proposed(nlp, text))


def test_every_proposition_has_a_verb(nlp: object) -> None:
    found = [group.proposition for text, _ in WORDED for group, _ in proposed(nlp, text)]
    assert found
    assert all({"should", "is", "are"} & set(proposition.split()) for proposition in found), found


def test_one_statement_alone_proposes_nothing(nlp: object) -> None:
    assert proposed(nlp, "Ada Lind demanded a quarry. Bo Falk said that lunch was at noon.") == []


def test_people_and_words_of_every_article_are_no_subject(nlp: object) -> None:
    text = (
        "Ada Lind praised the minister. Bo Falk criticised the minister. Ada Lind welcomed the decision. Bo Falk "
        "rejected the decision."
    )
    assert proposed(nlp, text) == []


# Texts in which statements share a noun and no subject → the contents of the first group.
APART = [
    (
        "The Estland War should be ended, said Ada Lind. Bo Falk opposed ending the War on Rats. Eva Sand warned of an "
        "impending civil war. Mats Ek demanded an end to the Estland War.",
        ["The Estland War should be ended", "an end to the Estland War"],
    ),
    (
        "Ranked choice voting should be offered, said Ada Lind. Bo Falk praised ranked choice voting. Eva Sand "
        "supports offering voting rights to guest workers.",
        ["Ranked choice voting should be offered", "ranked choice voting"],
    ),
    (
        "Ada Lind wants to cut the fuel tax. Bo Falk defended the fuel tax. Eva Sand opposes any property tax. Mats Ek "
        "said taxes were a disgrace. Ria Voss promised to cut the tax on fuel.",
        ["to cut the fuel tax", "the fuel tax", "to cut the tax on fuel"],
    ),
]


@pytest.mark.parametrize(("text", "contents"), APART)
def test_subjects_that_share_a_noun_alone_are_told_apart(nlp: object, text: str, contents: list[str]) -> None:
    assert proposed(nlp, text)[0][1] == contents


def test_of_several_taxes_the_noun_alone_points_at_none(nlp: object) -> None:
    text = (
        "Ada Lind called for a wealth tax. Bo Falk said the wealth tax was unfair. Mats Ek wants to cut income tax. "
        "Ria Voss promised to cut income tax."
    )
    found = {group.id: group.words for group, _ in proposed(nlp, text)}
    assert found == {"wealth-tax": ("wealth tax",), "income-tax": ("income tax",)}


def test_what_runs_at_night_is_a_subject(nlp: object) -> None:
    text = (
        "The city council should run night buses, said Ada Lind. Bo Falk opposed night buses. Eva Sand called on the "
        "city council to run night buses. “Night buses are too expensive,” said Mats Ek."
    )
    group, contents = proposed(nlp, text)[0]
    assert (group.proposition, group.id, len(contents)) == ("The city council should run night buses", "night-bus", 4)


@pytest.mark.parametrize(
    "text",
    [
        "Ada Lind welcomed the copy. Bo Falk rejected the copy. Eva Sand defended the copy.",
        "Ada Lind praised the lady. Bo Falk criticised the lady.",
        "Ada Lind praised Pewter Hall. Bo Falk criticised Pewter Hall. Eva Sand defended Pewter Hall.",
        "Shrew skulls\n\nAda Lind said that the skulls were long. Bo Falk said that the skulls were spiky. Eva Sand "
        "said that the skulls came from Estmark. The skulls lay in a cave, said Mats Ek.",
    ],
)
def test_bare_names_and_nouns_are_not_proposed(nlp: object, text: str) -> None:
    assert proposed(nlp, text) == []


def test_a_bare_noun_that_can_only_be_wanted_one_way_gets_a_sentence(nlp: object) -> None:
    for thing, proposition in (("deal", "The deal should be accepted"), ("quarry", "There should be a quarry")):
        text = f"Ada Lind protested against the {thing}. Bo Falk welcomed the {thing}."
        assert proposed(nlp, text)[0][0].proposition == proposition


def test_a_body_without_an_article_gets_none(nlp: object) -> None:
    text = "Ada Lind called on parliament to adopt the fishing quota. Bo Falk opposed the fishing quota."
    assert proposed(nlp, text)[0][0].proposition == "Parliament should adopt the fishing quota"


def test_plurals_have_the_id_of_one(nlp: object) -> None:
    text = "Ada Lind attacked taxes. Bo Falk defended taxes. Eva Sand wants higher taxes."
    assert [group.id for group, _ in proposed(nlp, text)] == ["tax"]


def test_what_is_configured_is_not_proposed(nlp: object) -> None:
    text, proposition = WORDED[2]
    assert proposed(nlp, text, {"mine": "mining"}) == []
    half = proposed(nlp, text, {"rejected": "mining", "cost 400": "mining"})
    assert [group.proposition for group, _ in half] == [proposition]
    assert all("400" not in content for _, contents in half for content in contents)


def test_two_articles_on_one_subject_propose_the_same(nlp: object) -> None:
    one = "Farmers oppose the Harrow mine. Mayor Ada Lind called on the state to open the Harrow mine."
    other = "“The Harrow mine must be opened,” said Bo Falk. Walkers protested against the Harrow mine on Sunday."
    assert proposed(nlp, one)[0][0].id == proposed(nlp, other)[0][0].id == "harrow-mine"


def test_deals_of_two_places_are_two(nlp: object) -> None:
    ids = {
        proposed(nlp, f"Ada Lind of {town} backed the deal. Bo Falk of {town} rejected the deal.")[0][0].id
        for town in ("Berlin", "Paris")
    }
    assert len(ids) == 2 and all(i.startswith("deal-") for i in ids)


def test_the_words_find_the_subject_again(nlp: object) -> None:
    group = proposed(nlp, WORDED[2][0])[0][0]
    assert group.words == ("Harrow mine", "the mine")


def test_the_same_text_gives_the_same_groups(nlp: object) -> None:
    text = WORDED[0][0]
    assert proposed(nlp, text) == proposed(nlp, text)


@pytest.mark.parametrize(
    ("verb", "form"),
    [
        ("close", "closed"), ("build", "built"), ("ban", "banned"), ("carry", "carried"), ("delay", "delayed"),
        ("open", "opened"), ("permit", "permitted"), ("rebuild", "rebuilt"), ("withdraw", "withdrawn"),
        ("scrap", "scrapped"), ("visit", "visited"), ("keep", "kept"), ("veto", "vetoed"), ("fix", "fixed"),
        ("overtake", "overtaken"), ("need", "needed"), ("halt", "halted"), ("cancel", "canceled"),
    ],
)  # fmt: skip
def test_participles(verb: str, form: str) -> None:
    assert participle(verb) == form


def test_the_stance_is_towards_the_proposal() -> None:
    found = analysis(
        "Teachers called for an end to the school fees. Rector Jon Abel defended the school fees. Minister Ada Lind "
        "promised to abolish the fees."
    )
    (proposal,) = found.proposals
    assert proposal.proposition == "The school fees should be abolished"
    assert proposal.statements == tuple(one.id for one in found.statements)
    assert {one.proposal for one in found.statements} == {proposal.id}
    stances = {one.actor: one.suggested.stance for one in found.statements if one.suggested}
    assert stances == {"teachers": "favor", "Jon Abel": "against", "Ada Lind": "favor"}


def test_configured_issues_go_before_proposals() -> None:
    found = analysis("Ada Lind wants to keep the night ferry. Bo Falk opposed the night ferry.")
    assert found.proposals == ()
    assert [(one.issue, one.proposal) for one in found.statements] == [("ferry", None)] * 2


@pytest.mark.parametrize("proposition", ["The school fees should be abolished", "The bridge should be built"])
def test_a_proposal_is_read_as_a_configured_issue_would_be(nlp: object, proposition: str) -> None:
    text = next(text for text, worded in WORDED if worded == proposition)
    group = proposed(nlp, text)[0][0]
    issue = Issue(group.id, group.proposition, group.words)
    head = read(nlp, text).doc[group.heads[0]]  # type: ignore[arg-type]
    made, parsed = target_for(issue, group.sign, head), target_of(issue, nlp)  # type: ignore[arg-type]
    assert (made.kind, made.toward(head)) == (parsed.kind, parsed.toward(head))
