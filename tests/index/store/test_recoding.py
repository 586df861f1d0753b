"""Renaming, merging and splitting labels, issues and actors: a mapping over what was recorded, undone as one step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from index.errors import UsageError
from index.exchange import records
from index.library import Library
from index.model import MANY, EventKind
from tests.index.store.helpers import analysed, three

Opener = Callable[..., Library]
FIRST, SECOND, THIRD = (one.id for one in three())


# -- labels ------------------------------------------------------------------------------------------------


def labels(library: Library) -> dict[str, list[tuple[str, str]]]:
    return {
        view.id: [(label.by, label.stance) for label in view.labels]
        for row in library.articles.rows()
        for view in library.statements.of(row.key)
    }


def found_by(library: Library, query: str) -> set[str]:
    return set(library.statements.ids_matching(query))


def test_a_renamed_label_keeps_what_it_looks_like_and_all_that_was_given(open_library: Opener) -> None:
    library, omar = open_library(), open_library("omar")
    analysed(library)
    library.annotations.label(FIRST, "favor")
    before = library.config.label("favor")
    preview = library.recoding.preview_rename("label", "favor", "support")
    assert (preview.statements, preview.articles, preview.labels, preview.recheck) == (1, 1, {"dana": 1}, 0)
    assert [view.id for view in preview.samples] == [FIRST]
    assert preview.words == "renamed the label favor to support"
    assert library.config.label("support") is None, "a preview changes nothing"
    event = library.recoding.rename("label", "favor", "support")
    assert event.kind is EventKind.RECODE
    assert library.annotations.describe(event) == preview.words
    now = omar.config.label("support")
    assert now is not None and before is not None
    assert now._replace(id="favor", suggests=None) == before
    assert now.stance == "favor"
    assert [one.id for one in omar.config.codebook.labels] == [
        "support",
        "against",
        "mixed",
        "neutral",
        "none",
        "unclear",
    ]
    assert labels(omar)[FIRST] == [("dana", "support")]
    assert found_by(omar, "stance:support") == found_by(omar, "stance:favor") == {FIRST, SECOND}
    assert found_by(omar, "{stance:support is:labelled}") == {FIRST}
    omar.annotations.accept(SECOND)
    omar.annotations.label(THIRD, "favor")
    assert labels(library)[SECOND] == labels(library)[THIRD] == [("omar", "support")]
    with pytest.raises(UsageError, match="omar's later step rests on it"):
        library.annotations.undo()
    omar.annotations.undo()
    omar.annotations.undo()
    library.annotations.undo()
    assert labels(omar)[FIRST] == [("dana", "favor")]
    assert omar.config.label("support") is None
    assert omar.config is omar._core.written
    assert library.care.check() == []


def test_merged_labels_are_one_and_no_conflict(open_library: Opener) -> None:
    library, omar = open_library(), open_library("omar")
    analysed(library)
    library.annotations.label(FIRST, "none")
    omar.annotations.label(FIRST, "neutral")
    assert library.statements.get(FIRST).conflict
    assert found_by(library, "is:conflict") == {FIRST}
    event = library.recoding.merge("label", ["none"], "neutral")
    assert library.annotations.describe(event) == "merged the label none into neutral"
    view = library.statements.get(FIRST)
    assert not view.conflict and [label.stance for label in view.labels] == ["neutral", "neutral"]
    assert found_by(library, "is:conflict") == set()
    assert found_by(library, "{stance:neutral is:labelled}") == {FIRST}
    assert [one.id for one in library.config.codebook.labels] == ["favor", "against", "mixed", "neutral", "unclear"]
    now = library.config.label_for("none")
    assert now is not None and now.id == "neutral", "what the rules suggest finds its label still"
    library.annotations.undo()
    assert library.statements.get(FIRST).conflict
    assert library.care.check() == []


def test_chains_of_labels_and_their_undo_in_another_order(library: Library) -> None:
    analysed(library)
    library.annotations.label(FIRST, "none")
    first = library.recoding.merge("label", ["none"], "neutral")
    second = library.recoding.rename("label", "neutral", "no-side")
    third = library.recoding.merge("label", ["no-side"], "unclear")
    assert labels(library)[FIRST] == [("dana", "unclear")]
    with pytest.raises(UsageError, match="your later step rests on it: “merged the label no-side"):
        library.annotations.undo(second.id)
    library.annotations.undo(first.id)
    assert labels(library)[FIRST] == [("dana", "none")]
    library.annotations.undo(third.id)
    library.annotations.undo(second.id)
    assert [one.id for one in library.config.codebook.labels][3] == "neutral"
    assert library.care.check() == []


@pytest.mark.parametrize(
    ("do", "problem"),
    [
        (lambda one: one.rename("label", "favor", "against"), "'against' is taken by another label"),
        (lambda one: one.rename("label", "favor", "No!"), "'No!' is no label's id"),
        (lambda one: one.rename("label", "favor", "favor"), "called 'favor' already"),
        (lambda one: one.rename("label", "yes", "no"), "there is no label 'yes'; there are: favor, against"),
        (lambda one: one.merge("label", ["favor"], "favor"), "cannot be merged into itself"),
        (lambda one: one.merge("label", ["favor", "yes"], "against"), "there is no label 'yes'"),
        (lambda one: one.rename("word", "favor", "against"), "'word' is neither a label, an issue nor an actor"),
        (lambda one: one.split("label", "favor", "good", [FIRST]), "none of these statements has the label 'favor' of"),
        (lambda one: one.split("issue", "russia-invasion", "war", [FIRST]), "none of these statements is what is"),
        (lambda one: one.rename("actor", "nobody-at-all", "X"), "there is no actor 'nobody-at-all'"),
        (lambda one: one.rename("label", "favor", "support", proposition="x"), "only an issue has a proposition"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    library: Library, do: Callable[[object], object], problem: str
) -> None:
    analysed(library)
    with pytest.raises(UsageError, match=problem):
        do(library.recoding)
    assert library.steps.page() == []


def test_nothing_leads_back_to_itself(library: Library) -> None:
    analysed(library)
    library.recoding.rename("label", "favor", "support")
    with pytest.raises(UsageError, match="'favor' is what the label 'support' was called before"):
        library.recoding.rename("label", "support", "favor")
    with pytest.raises(UsageError, match="the label 'favor' is 'support' by now; name that"):
        library.recoding.merge("label", ["against"], "favor")
    library.recoding.merge("label", ["support"], "against")
    with pytest.raises(UsageError, match="'support' is 'against' by now"):
        library.recoding.merge("label", ["against"], "support")
    with pytest.raises(UsageError, match="'support' is taken by another label, which is 'against' by now"):
        library.recoding.rename("label", "mixed", "support")


def test_a_redo_that_would_lead_round_is_refused(open_library: Opener) -> None:
    library, omar = open_library(), open_library("omar")
    analysed(library)
    library.recoding.merge("label", ["none"], "neutral")
    library.annotations.undo()
    omar.recoding.merge("label", ["neutral"], "none")
    with pytest.raises(UsageError, match="the label 'neutral' is another one by now, so nothing can be merged into it"):
        library.annotations.redo()
    omar.annotations.undo()
    library.annotations.redo()
    assert library.codebook.now("label", "none") == "neutral"


def test_what_became_another_meanwhile_is_not_recoded_by_a_redo(open_library: Opener) -> None:
    library, omar = open_library(), open_library("omar")
    analysed(library)
    library.recoding.rename("label", "favor", "support")
    library.annotations.undo()
    omar.recoding.merge("label", ["favor"], "against")
    with pytest.raises(UsageError, match="the label 'favor' is another one by now, so what it became cannot be"):
        library.annotations.redo()
    assert library.codebook.now("label", "favor") == "against"


def test_the_name_of_what_was_merged_since_is_taken_back_and_comes_back(library: Library) -> None:
    analysed(library)
    renamed = library.recoding.rename("actor", "minister", "The minister for ports")
    library.recoding.merge("actor", ["minister"], "ann-lee")
    library.annotations.undo(renamed.id)
    library.annotations.redo()
    library.annotations.create_issue("plan", "The plan should be dropped")
    library.annotations.create_issue("noise", "Nights should be quiet")
    worded = library.recoding.rename("issue", "plan", None, proposition="The plan should go")
    merged = library.recoding.merge("issue", ["plan"], "noise")
    library.annotations.undo(worded.id)
    library.annotations.redo()
    library.annotations.undo(merged.id)
    assert {one.id: one.proposition for one in library.annotations.issues()}["plan"] == "The plan should go"


def test_a_label_that_is_gone_does_not_come_back(open_library: Opener) -> None:
    library, omar = open_library(), open_library("omar")
    analysed(library)
    library.recoding.rename("label", "favor", "support")
    omar.annotations.label(FIRST, "support")
    omar.annotations.undo()
    library.annotations.undo()
    with pytest.raises(UsageError, match="the codebook has no label 'support' any more"):
        omar.annotations.redo()
    library.annotations.redo()
    omar.annotations.redo()
    assert labels(library)[FIRST] == [("omar", "support")]


# -- issues ------------------------------------------------------------------------------------------------


def test_issues_are_renamed_reworded_and_merged(open_library: Opener) -> None:
    library, omar = open_library(), open_library("omar")
    analysed(library)
    library.annotations.create_issue("noise", "Noise should be limited", ["noise"])
    library.annotations.create_issue("plan", "The plan should be dropped", ["plan"])
    library.annotations.set_issue(FIRST, "noise")
    omar.annotations.set_issue(SECOND, "plan")
    event = library.recoding.rename("issue", "noise", "quiet", proposition="The town should be quieter")
    assert library.annotations.describe(event) == (
        "renamed the issue noise (“Noise should be limited”) to quiet, reworded it: “The town should be quieter”"
    )
    view = omar.statements.get(FIRST)
    assert view.issue == "quiet"
    assert found_by(omar, "issue:quiet") == found_by(omar, "issue:noise") == {FIRST}
    assert [one.proposition for one in omar.annotations.issues() if one.id == "quiet"] == ["The town should be quieter"]
    assert "noise" in {one.id for one in omar.annotations.recorded_issues()}
    with pytest.raises(UsageError, match="the id 'noise' is taken"):
        omar.annotations.create_issue("noise", "Something else")
    omar.annotations.set_issue(THIRD, "noise")
    assert omar.statements.get(THIRD).issue == "quiet"
    omar.annotations.undo()
    merged = library.recoding.merge("issue", ["plan"], "quiet")
    assert {view.issue for view in library.statements.several([FIRST, SECOND]).values()} == {"quiet"}
    assert next(one.words for one in library.annotations.issues() if one.id == "quiet") == ("noise", "plan")
    assert [used.statements for used in library.proposals.in_use() if used.issue.id == "quiet"] == [2]
    facet = next(one for one in library.search.run("", facets=True).facets if one.name == "issue")
    assert [(value.value, value.count) for value in facet.values] == [("quiet", 1)]
    with pytest.raises(UsageError, match="your later step rests on it: “merged the issue plan"):
        library.annotations.undo(event.id)
    library.annotations.undo(merged.id)
    assert library.statements.get(SECOND).issue == "plan"
    library.annotations.undo(event.id)
    assert library.statements.get(FIRST).issue == "noise"
    assert library.care.check() == []


def test_an_issue_is_split_in_one_step(open_library: Opener) -> None:
    library, omar = open_library(), open_library("omar")
    analysed(library)
    library.annotations.create_issue("plan", "The plan should be dropped")
    for one in (FIRST, SECOND):
        omar.annotations.set_issue(one, "plan")
    omar.annotations.label(SECOND, "favor")
    preview = library.recoding.preview_split("issue", "plan", "dredging", [SECOND, THIRD], proposition="Dredge it")
    assert (preview.statements, preview.left, preview.labels, preview.recheck) == (1, 1, {"omar": 1}, 1)
    event = library.recoding.split("issue", "plan", "dredging", [SECOND, THIRD], proposition="Dredge it")
    assert event.subject == MANY
    assert library.annotations.describe(event) == (
        "split the issue plan (“The plan should be dropped”): 1 statement to dredging (“Dredge it”)"
    )
    assert [library.statements.get(one).issue for one in (FIRST, SECOND, THIRD)] == ["plan", "dredging", None]
    assert found_by(library, "is:recheck") == {SECOND}
    assert library.statements.get(SECOND).recheck
    omar.annotations.label(FIRST, "against")
    omar.annotations.label(SECOND, "against", issue="dredging")
    with pytest.raises(UsageError, match="the issue “Dredge it” has to stay: since it was made, omar decided on 1"):
        library.annotations.undo()
    omar.annotations.undo()
    omar.annotations.undo()
    library.annotations.undo()
    assert [library.statements.get(one).issue for one in (FIRST, SECOND)] == ["plan", "plan"]
    assert [one.id for one in library.annotations.issues() if one.id == "dredging"] == []
    library.annotations.redo()
    assert library.statements.get(SECOND).issue == "dredging"
    assert library.care.check() == []


def test_a_proposal_that_was_accepted_is_renamed(library: Library) -> None:
    from tests.index.store.test_proposals import QUARRY, about, filled

    keys = filled(library)
    library.proposals.accept(QUARRY)
    library.recoding.rename("issue", QUARRY, "pit")
    assert about(library, keys)[0] == ("Ada Lind", "pit")
    assert found_by(library, "issue:pit") == found_by(library, f"issue:{QUARRY}") != set()
    assert library.analysis.pending() == [], "no recoding has anything analysed anew"


# -- actors ------------------------------------------------------------------------------------------------


def actors(library: Library) -> list[str | None]:
    return [view.statement.actor for row in library.articles.rows() for view in library.statements.of(row.key)]


def test_an_actor_is_renamed_and_found_by_both_names(open_library: Opener) -> None:
    library, omar = open_library(), open_library("omar")
    article = analysed(library)
    event = library.recoding.rename("actor", "Ann Lee", "Ann Lee-Falk")
    assert library.annotations.describe(event) == "renamed the actor ann-lee (“Ann Lee”) to “Ann Lee-Falk”"
    assert actors(omar)[1] == "Ann Lee-Falk"
    assert omar.statements.get(SECOND).statement.actor_id == "ann-lee"
    assert found_by(omar, "actor:falk") == found_by(omar, "actor:'Ann Lee'".replace("'", '"')) == {SECOND}
    assert [one.name for one in omar.statements.entities(article.key)] == ["Ann Lee-Falk"]
    omar.annotations.label(SECOND, "favor")
    library.annotations.undo()
    assert actors(omar)[1] == "Ann Lee", "what was labelled meanwhile is under the name that it was recorded with"
    assert library.care.check() == []


def test_actors_are_merged_in_lists_search_facets_and_lines(open_library: Opener) -> None:
    library, omar = open_library(), open_library("omar")
    analysed(library)
    library.annotations.label(FIRST, "favor")
    preview = library.recoding.preview_merge("actor", ["minister"], "The Port Authority")
    assert (preview.statements, preview.labels) == (1, {"dana": 1})
    event = library.recoding.merge("actor", ["minister"], "The Port Authority")
    assert library.annotations.describe(event) == (
        "merged the actor minister (“The minister”) into the-port-authority (“The Port Authority”)"
    )
    assert actors(omar) == ["The Port Authority", "Ann Lee", "The Port Authority"]
    assert {view.id for view in omar.statements.by_actor("the-port-authority")} == {FIRST, THIRD}
    assert {view.id for view in omar.statements.by_actor("minister")} == {FIRST, THIRD}
    for query in ("actor:minister", "actor:the-port-authority", 'actor:"port authority"'):
        assert found_by(omar, query) == {FIRST, THIRD}, query
    facet = next(one for one in omar.search.run("", facets=True).facets if one.name == "actor")
    assert {value.value for value in facet.values} == {"the-port-authority", "ann-lee"}
    lines = omar.search.concordance("", sort="actor").lines
    assert [line.actor for line in lines] == ["Ann Lee", "The Port Authority", "The Port Authority"]
    (actor,) = [one for one in omar.annotations.actors() if one.id == "the-port-authority"]
    assert actor.aliases == ("The minister",)
    with pytest.raises(UsageError, match="cannot be merged into itself"):
        library.recoding.merge("actor", ["the-port-authority"], "minister")
    with pytest.raises(UsageError, match="if both are one, `sayso merge actor"):
        library.recoding.rename("actor", "ann-lee", "the port authority")
    library.annotations.undo(event.id)
    assert actors(omar) == ["The minister", "Ann Lee", "The Port Authority"]
    assert library.care.check() == []


def test_an_actor_is_split(library: Library) -> None:
    analysed(library)
    library.recoding.merge("actor", ["minister"], "ann-lee")
    event = library.recoding.split("actor", "ann-lee", "Bo Lee", [FIRST, THIRD])
    assert (
        library.annotations.describe(event) == "split the actor ann-lee (“Ann Lee”): 1 statement to bo-lee (“Bo Lee”)"
    )
    assert actors(library) == ["Bo Lee", "Ann Lee", "The Port Authority"]
    assert found_by(library, 'actor:"bo lee"') == {FIRST}
    assert {view.id for view in library.statements.by_actor("bo-lee")} == {FIRST}
    with pytest.raises(UsageError, match="there is an actor “Bo Lee”"):
        library.recoding.split("actor", "ann-lee", "bo lee", [SECOND])
    library.recoding.rename("actor", "bo-lee", "Bo Leigh")
    assert actors(library)[0] == "Bo Leigh"
    with pytest.raises(UsageError, match="your later step rests on it"):
        library.annotations.undo(event.id)
    library.annotations.undo()
    library.annotations.undo()
    library.annotations.undo()
    assert actors(library) == ["The minister", "Ann Lee", "The Port Authority"]
    assert library.care.check() == []


def test_suggestions_have_the_present_id_of_a_label_everywhere(library: Library) -> None:
    analysed(library)
    library.recoding.rename("label", "against", "con")
    view = library.statements.get(FIRST)
    assert view.stance == "con" and view.statement.suggested is not None and view.statement.suggested.stance == "con"
    record = records.ordered_statement(view)
    assert (record["stance"], record["suggested"]["stance"]) == ("con", "con")
    assert "con" in {line.stance for line in library.search.concordance("").lines}
    assert found_by(library, "stance:con") == {FIRST}
    event = library.annotations.accept(FIRST)
    assert event.sets["stance"] == "con"
    assert event.about["statement"]["suggested"]["stance"] == "against", "the log keeps what the rules said"  # type: ignore[index]
    library.annotations.undo()
    library.recoding.merge("label", ["con"], "mixed")
    assert library.statements.get(FIRST).stance == "mixed" and found_by(library, "stance:mixed") == {FIRST}
    library.annotations.accept(FIRST)
    assert [label.stance for label in library.statements.get(FIRST).labels] == ["mixed"]
    library.annotations.undo(), library.annotations.undo(), library.annotations.undo()
    assert library.statements.get(FIRST).stance == "against"


@pytest.mark.parametrize(
    "decide",
    [
        lambda library: library.annotations.confirm([FIRST]),
        lambda library: library.annotations.label(SECOND, "support"),
        lambda library: library.annotations.label_many([SECOND], stance="support"),
        lambda library: library.adjudication.decide(FIRST, "support"),
        lambda library: library.adjudication.take(FIRST, "omar"),
        lambda library: library.second_look.label(FIRST, "support"),
    ],
)
def test_a_name_that_is_taken_back_before_it_is_recorded_is_recorded_nowhere(
    open_library: Opener, monkeypatch: pytest.MonkeyPatch, decide: Callable[[Library], object]
) -> None:
    dana, omar = open_library("dana"), open_library("omar")
    analysed(dana)
    omar.annotations.label(FIRST, "favor")
    dana.annotations.edit(FIRST, actor="Rosa Pryce")
    dana.recoding.rename("label", "favor", "support")
    record = omar._core.record

    def later(*given: Any) -> Any:
        dana.annotations.undo()
        return record(*given)

    monkeypatch.setattr(omar._core, "record", later)
    with pytest.raises(UsageError, match="the label 'support' was taken back in between"):
        decide(omar)
    view = omar.statements.get(FIRST)
    assert [label.stance for label in view.labels] == ["favor"] and view.adjudicated is None
