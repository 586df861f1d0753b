"""Settling conflicts: what is adjudicated holds for everybody, can be undone, and is found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import UsageError
from index.exchange import records
from index.library import Library, Settled
from index.library_parts import samples
from index.model import Adjudication, EventKind
from index.rechecks import reasons
from tests.index.commands import run
from tests.index.store.helpers import TEXT, analysed, three

FIRST, SECOND, THIRD = (one.id for one in three())
Open = Callable[..., Library]


@pytest.fixture
def disputed(library: Library, open_library: Open) -> Library:
    """The first statement in conflict, the second agreed on, the third with one label."""
    analysed(library)
    omar = open_library("omar")
    library.annotations.label(FIRST, "against", note="the verb")
    omar.annotations.label(FIRST, "mixed")
    library.annotations.label(SECOND, "favor")
    omar.annotations.label(SECOND, "favor")
    omar.annotations.label(THIRD, "none")
    return open_library("lead")


def ids(library: Library, query: str) -> set[str]:
    return {view.id for view in library.statements.matching(query)}


def test_the_queue_has_the_conflicts_and_agreed_items_finish_themselves(disputed: Library) -> None:
    assert [view.id for view in disputed.adjudication.queue()] == [FIRST]
    assert disputed.adjudication.settled() == Settled(conflict=1, adjudicated=0, agreed=1, waiting=1)
    assert disputed.adjudication.queue("actor:lee") == []
    assert [view.id for view in disputed.adjudication.queue("actor:minister OR actor:lee")] == [FIRST]


def test_how_many_equal_labels_finish_an_item_is_configured(disputed: Library, open_library: Open) -> None:
    (disputed.folder / "config.yaml").write_text("adjudication:\n  coders: 3\n")
    lead = open_library("lead")
    assert lead.adjudication.settled() == Settled(conflict=1, adjudicated=0, agreed=0, waiting=2)
    open_library("eva").annotations.label(SECOND, "favor")
    assert lead.adjudication.settled().agreed == 1


def test_taking_a_coders_label(disputed: Library, library: Library, open_library: Open) -> None:
    event = disputed.adjudication.take(FIRST, "omar", reason="guideline gap")
    for who in (disputed, library, open_library("eva")):
        view = who.statements.get(FIRST)
        assert view.adjudicated == Adjudication("mixed", "lead", event.at, "guideline gap", "omar")
        assert view.label is not None and (view.label.stance, view.label.by) == ("mixed", "lead")
        assert view.stance == "mixed" and not view.conflict
        assert [(one.by, one.stance) for one in view.labels] == [("dana", "against"), ("omar", "mixed")]
    assert disputed.adjudication.queue() == []
    assert disputed.annotations.describe(event).startswith("adjudicated mixed, as omar: The minister")
    assert event.about["labels"] == {"dana": "against", "omar": "mixed"}
    record = records.ordered_statement(disputed.statements.get(FIRST))
    assert record["adjudicated"] == {
        "stance": "mixed", "by": "lead", "at": event.at, "reason": "guideline gap", "took": "omar", "since": []
    }  # fmt: skip
    assert record["stance"] == "mixed" and record["conflict"] is False
    assert disputed.care.check() == []


def test_a_decision_of_ones_own_and_the_queries(disputed: Library, library: Library) -> None:
    assert ids(library, "is:conflict") == {FIRST} and ids(library, "is:adjudicated") == set()
    disputed.adjudication.decide(FIRST, "unclear")
    for who in (library, disputed):
        assert ids(who, "is:conflict") == set()
        assert ids(who, "is:adjudicated") == {FIRST}
        assert ids(who, "stance:unclear") == {FIRST} == ids(who, "stance:unclear is:labelled")
        assert ids(who, "stance:against") == set()
    assert library.adjudication.settled() == Settled(conflict=0, adjudicated=1, agreed=1, waiting=1)
    # It stands although somebody changes a label later, or one of them is taken back.
    library.annotations.label(FIRST, "favor")
    assert disputed.statements.get(FIRST).stance == "unclear"


def test_undo_redo_and_reopening(disputed: Library, open_library: Open) -> None:
    disputed.adjudication.take(FIRST, "dana")
    disputed.annotations.undo()
    assert disputed.statements.get(FIRST).conflict and disputed.statements.get(FIRST).adjudicated is None
    assert [view.id for view in disputed.adjudication.queue()] == [FIRST]
    disputed.annotations.redo()
    assert disputed.statements.get(FIRST).stance == "against"
    other = open_library("eva")
    other.adjudication.decide(FIRST, "neutral", reason="other")
    assert disputed.statements.get(FIRST).stance == "neutral"  # the last decision holds, whoever made it
    other.adjudication.reopen(FIRST)
    assert disputed.statements.get(FIRST).conflict and ids(disputed, "is:adjudicated") == set()
    with pytest.raises(UsageError, match="nothing was adjudicated"):
        other.adjudication.reopen(FIRST)
    assert disputed.care.check() == []
    disputed.care.repair()
    assert disputed.statements.get(FIRST).conflict


def test_the_reason_comes_from_the_list_and_may_come_later(disputed: Library) -> None:
    with pytest.raises(UsageError, match="they are: ambiguous text, guideline gap"):
        disputed.adjudication.take(FIRST, "dana", reason="tired")
    with pytest.raises(UsageError, match="none of the reasons"):
        disputed.adjudication.take(FIRST, "dana", reason="")
    disputed.adjudication.take(FIRST, "dana")
    disputed.adjudication.give_reason(FIRST, "Edge")
    settled = disputed.statements.get(FIRST).adjudicated
    assert settled is not None and (settled.reason, settled.stance, settled.took) == ("edge case", "against", "dana")


@pytest.mark.parametrize(
    ("what", "why"),
    [
        (
            lambda part: part.take(FIRST, "nobody"),
            "'nobody' has no label on this statement; it has labels of dana, omar",
        ),
        (lambda part: part.decide(FIRST, "pro"), "the codebook has no label 'pro'"),
        (lambda part: part.decide("0" * 16, "favor"), "there is no statement"),
        (lambda part: part.give_reason(FIRST, "other"), "nothing was adjudicated"),
    ],
)
def test_what_cannot_be_is_said(disputed: Library, what: Callable[[object], object], why: str) -> None:
    with pytest.raises(UsageError, match=why):
        what(disputed.adjudication)
    assert disputed.statements.get(FIRST).conflict


def test_what_nobody_labelled_is_not_adjudicated(disputed: Library, open_library: Open) -> None:
    open_library("omar").annotations.clear(THIRD)
    with pytest.raises(UsageError, match="nobody has labelled this statement"):
        disputed.adjudication.decide(THIRD, "none")


def test_what_became_of_mine(disputed: Library, library: Library) -> None:
    disputed.adjudication.take(FIRST, "omar", reason="annotator error")
    (one,) = library.adjudication.mine()
    assert (one.view.id, one.label.stance, one.adjudicated.stance) == (FIRST, "against", "mixed")
    assert (one.adjudicated.reason, one.adjudicated.took, one.adjudicated.by) == ("annotator error", "omar", "lead")
    assert library.adjudication.mine("omar") == [] == disputed.adjudication.mine()


def test_a_decision_comes_with_an_import(disputed: Library, tmp_path: Path) -> None:
    with Library.open(tmp_path / "other", by="omar", create=True) as other:
        analysed(other, TEXT)
        disputed.adjudication.take(FIRST, "omar", reason="edge case")
        other.replicas.import_library(disputed.folder)
        settled = other.statements.get(FIRST).adjudicated
        assert settled is not None and settled.reason == "edge case"
        assert ids(other, "is:adjudicated") == {FIRST}
        assert other.care.check() == []


def test_labels_given_otherwise_since_bring_a_decision_back_to_the_queue(
    disputed: Library, library: Library, open_library: Open
) -> None:
    disputed.adjudication.decide(FIRST, "mixed", reason="guideline gap")
    omar, eva = open_library("omar"), open_library("eva")
    eva.annotations.label(FIRST, "mixed")
    omar.annotations.clear(FIRST)
    assert disputed.adjudication.queue() == [], "what agrees with the decision, or says nothing more, is no reason"
    eva.annotations.label(FIRST, "favor")
    omar.annotations.label(FIRST, "favor")
    library.annotations.label(FIRST, "favor")
    for who in (disputed, library, eva):
        (view,) = who.adjudication.queue()
        assert view.id == FIRST and view.conflict and view.adjudicated is not None
        assert view.adjudicated.since == ("dana", "eva", "omar")
        assert view.stance == "mixed", "it holds until somebody decides anew"
        assert ids(who, "is:conflict") == ids(who, "is:adjudicated") == {FIRST}
    assert disputed.adjudication.settled() == Settled(conflict=1, adjudicated=0, agreed=1, waiting=1)
    disputed.adjudication.give_reason(FIRST, "other")
    assert [view.id for view in disputed.adjudication.queue()] == [FIRST], "a reason decides nothing"
    disputed.adjudication.decide(FIRST, "favor")
    assert disputed.adjudication.queue() == [] and disputed.statements.get(FIRST).stance == "favor"
    disputed.annotations.undo()
    assert [view.id for view in disputed.adjudication.queue()] == [FIRST]
    library.recoding.merge("label", ["favor"], "mixed")
    assert disputed.adjudication.queue() == [], "the labels are as it was decided by now"
    assert disputed.care.check() == []


def test_what_one_retired_though_another_labelled_it_is_to_be_settled(library: Library, open_library: Open) -> None:
    analysed(library)
    omar, lead = open_library("omar"), open_library("lead")
    for one in (FIRST, SECOND, THIRD):
        library.annotations.label(one, "against")
    omar.annotations.label_many([FIRST, SECOND], retire=True)
    library.annotations.retire(THIRD)
    assert [view.id for view in lead.adjudication.queue()] == [FIRST, SECOND], "one's own is nobody's loss"
    assert lead.adjudication.settled() == Settled(retired=2)
    event = lead.adjudication.take(FIRST, "dana")
    assert lead.annotations.describe(event).startswith("adjudicated against, as dana, and brought back: The minister")
    view = library.statements.get(FIRST)
    assert not view.retired and view.contested is None and view.stance == "against"
    event = lead.adjudication.retire(SECOND)
    assert lead.annotations.describe(event).startswith("adjudicated that it is no statement: Ann Lee")
    assert lead.statements.get(SECOND).retired and lead.adjudication.queue() == []
    with pytest.raises(UsageError, match="--reopen"):
        lead.adjudication.decide(SECOND, "favor")
    eva = open_library("eva")
    assert eva.annotations.describe(eva.adjudication.reopen(SECOND)).startswith("brought back")
    assert not lead.statements.get(SECOND).retired
    eva.annotations.undo(), lead.annotations.undo()
    assert [view.id for view in lead.adjudication.queue()] == [SECOND]
    assert lead.care.check() == []


def test_a_retired_statement_is_found_by_what_would_find_it(
    library: Library, open_library: Open, capsys: pytest.CaptureFixture[str]
) -> None:
    analysed(library)
    analysed(library, TEXT.replace("Harbour plan", "Quay plan"), path="b.txt", outlet="Courier", section="Town")
    omar, lead = open_library("omar"), open_library("lead")
    library.annotations.create_issue("plan", "The plan should be dropped")
    library.annotations.label(FIRST, "against", issue="plan", note="the verb")
    omar.annotations.retire(FIRST)
    lead.search.catch_up()

    def found(query: str) -> list[str]:
        assert lead.adjudication.settled(query).retired == len(lead.adjudication.queue(query))
        return [view.id for view in lead.adjudication.queue(query)]

    for query in (
        "actor:minister", "{actor:minister}", "issue:plan", "{issue:plan by:dana}", "note:verb", "outlet:post",
        "harbour", "stance:against", "actor:lee OR actor:minister", "type:person", "-section:town",
        "{note:verb} harbour", "-outlet:courier", "is:conflict OR is:labelled", "confidence>0.7 cue:said",
    ):  # fmt: skip
        assert found(query) == [FIRST], query
    for query in ("actor:lee", "{actor:lee}", "outlet:courier", "issue:none", "quay", "-actor:minister", "by:omar"):
        assert found(query) == [], query
    assert FIRST not in ids(lead, "*"), "and it is nowhere else"
    lead.close()
    assert run("adjudicate", "--queue", "--query", "issue:plan", "--library", library.folder, "--by", "lead") == 0
    assert "omar retired it" in capsys.readouterr().out


def test_a_retirement_that_comes_by_an_import_is_a_conflict(library: Library, tmp_path: Path) -> None:
    analysed(library)
    for one in (FIRST, SECOND):
        library.annotations.label(one, "against")
    omar = Library.open(tmp_path / "omar", by="omar", create=True)
    analysed(omar)
    omar.annotations.retire(FIRST)
    omar.annotations.retire(THIRD)
    tried = library.replicas.import_library(omar.folder, dry_run=True)
    found = library.replicas.import_library(omar.folder)
    for one in (tried, found):
        assert [(c.statement, c.retired_by, dict(c.stances)) for c in one.conflicts] == [
            (FIRST, "omar", {"dana": "against"})
        ]
    assert library.replicas.import_library(omar.folder).conflicts == ()
    assert [view.contested for view in library.adjudication.queue()] == ["omar"]
    assert [c.retired_by for c in omar.replicas.import_library(library.folder).conflicts] == ["omar"]
    library.adjudication.retire(FIRST)
    omar.replicas.import_library(library.folder)
    assert omar.adjudication.queue() == library.adjudication.queue() == []
    omar.close()


def test_a_decision_whose_labels_were_taken_off_stays_and_is_no_label(disputed: Library, open_library: Open) -> None:
    disputed.adjudication.decide(THIRD, "mixed")
    open_library("omar").annotations.clear(THIRD)
    assert ids(disputed, "is:labelled") == {SECOND} and disputed.statements.progress().labelled == 2
    assert THIRD in ids(disputed, "is:unlabelled") and ids(disputed, "stance:mixed") == {THIRD}
    assert disputed.statements.get(THIRD).stance == "mixed" and disputed.adjudication.settled().adjudicated == 1


def test_what_another_retired_is_brought_back_though_nobody_had_labelled_it(
    open_library: Callable[..., Library],
) -> None:
    dana, omar = open_library("dana"), open_library("omar")
    analysed(dana)
    dana.annotations.retire(FIRST)
    with pytest.raises(UsageError, match="`sayso adjudicate STATEMENT --reopen` where another annotator did it"):
        omar.annotations.label(FIRST, "favor")
    omar.adjudication.reopen(FIRST)
    omar.annotations.label(FIRST, "favor")
    assert [label.by for label in dana.statements.get(FIRST).labels] == ["omar"]
    omar.annotations.undo(), omar.annotations.undo()
    assert omar.statements.get(FIRST).retired
    assert dana.care.check() == []


# -- another definition than it was decided under --------------------------------------------------------------------


def reworded(disputed: Library, open_library: Open, label: str = "mixed") -> Library:
    """The lead's library, when a label of the codebook has another definition than before."""
    (disputed.folder / "config.yaml").write_text(
        f"codebook:\n  labels:\n    - {{id: {label}, definition: Whoever is for it and against it at once.}}\n"
    )
    return open_library("lead")


def test_what_was_adjudicated_is_to_be_looked_at_again_when_the_label_is_defined_anew(
    disputed: Library, open_library: Open
) -> None:
    disputed.adjudication.decide(FIRST, "favor")
    disputed.adjudication.decide(SECOND, "mixed")
    assert ids(disputed, "is:recheck") == set()
    lead = reworded(disputed, open_library)
    view = lead.statements.get(SECOND)
    assert view.adjudicated is not None and view.adjudicated.changed == "label"
    assert view.recheck and view.label is not None and view.label.recheck, "the ↻ stands where its ✓ would"
    assert reasons(view) == ["decided by lead: the definition of “mixed” has changed"]
    assert ids(lead, "is:recheck") == {FIRST, SECOND}, "of the first omar's label is"
    for query in ("{is:recheck by:lead}", "is:recheck by:lead", "{is:recheck (by:lead OR by:eva)}"):
        assert ids(lead, query) == {SECOND}, "though the lead has no label on it"
    assert ids(lead, "{is:recheck by:omar}") == {FIRST} and ids(lead, "{is:recheck by:dana}") == set()
    assert lead.codebook.to_recheck() == {"lead": 1, "omar": 1}
    assert [view.id for view in lead.adjudication.queue()] == [SECOND]
    assert lead.adjudication.queue("actor:minister") == []
    settled = lead.adjudication.settled()
    assert (settled.adjudicated, settled.outdated, settled.conflict) == (2, 1, 0)
    assert samples.settled(view) is None and samples.settled(lead.statements.get(FIRST)) == "favor"


def test_a_decision_that_is_made_anew_or_confirmed_holds_and_undo_takes_that_back(
    disputed: Library, open_library: Open
) -> None:
    disputed.adjudication.take(FIRST, "omar", reason="guideline gap")
    disputed.adjudication.decide(SECOND, "mixed")
    lead = reworded(disputed, open_library)
    assert {view.id for view in lead.adjudication.queue()} == {FIRST, SECOND}
    lead.adjudication.give_reason(SECOND, "edge case")
    assert {view.id for view in lead.adjudication.queue()} == {FIRST, SECOND}, "a reason is no other look"
    lead.adjudication.take(FIRST, "omar")
    assert [view.id for view in lead.adjudication.queue()] == [SECOND]
    lead.annotations.undo()
    (event,) = lead.confirm([FIRST, SECOND, THIRD])
    assert event.kind is EventKind.ADJUDICATE
    said = lead.annotations.describe(event)
    assert said == "confirmed what was adjudicated, mixed: 2 statements in 1 article"
    assert lead.adjudication.queue() == [] and ids(lead, "{is:recheck by:lead}") == set()
    for one, took, reason in ((FIRST, "omar", "guideline gap"), (SECOND, None, "edge case")):
        settled = lead.statements.get(one).adjudicated
        assert settled is not None and (settled.stance, settled.took, settled.reason) == ("mixed", took, reason)
    with pytest.raises(UsageError, match="none of these statements has a label of yours"):
        lead.confirm([FIRST, SECOND])
    lead.annotations.undo()
    assert ids(lead, "{is:recheck by:lead}") == {FIRST, SECOND}
    omar = open_library("omar")
    (event,) = omar.confirm([FIRST])
    assert omar.annotations.describe(event).startswith("confirmed mixed: "), "each says it of what is theirs"
    assert all(one.level != "error" for one in lead.care.check())


def test_who_labelled_and_decided_confirms_both(disputed: Library, open_library: Open) -> None:
    disputed.annotations.label(SECOND, "mixed")
    disputed.adjudication.decide(SECOND, "mixed")
    lead = reworded(disputed, open_library)
    assert lead.codebook.to_recheck()["lead"] == 2
    assert [event.kind for event in lead.confirm([SECOND])] == [EventKind.LABEL, EventKind.ADJUDICATE]
    assert "lead" not in lead.codebook.to_recheck()


def test_what_was_adjudicated_is_to_be_looked_at_again_when_its_issue_says_something_else(
    library: Library, open_library: Open
) -> None:
    analysed(library)
    omar, lead = open_library("omar"), open_library("lead")
    library.annotations.create_issue("plan", "The plan should be dropped")
    library.annotations.label(FIRST, "against", issue="plan")
    omar.annotations.label(FIRST, "favor")
    lead.adjudication.take(FIRST, "dana")
    assert lead.recoding.preview_rename("issue", "plan", "scheme").decisions == 0
    preview = lead.recoding.preview_rename("issue", "plan", None, proposition="The plan should be put off")
    assert (preview.recheck, preview.decisions) == (2, 1)
    lead.recoding.rename("issue", "plan", None, proposition="The plan should be put off")
    settled = lead.statements.get(FIRST).adjudicated
    assert settled is not None and settled.changed == "issue" and ids(lead, "{is:recheck by:lead}") == {FIRST}
    lead.annotations.undo()
    assert ids(lead, "is:recheck") == set()
