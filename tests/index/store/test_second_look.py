"""A share of one's labels comes back, blind, after others; the first label stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.errors import UsageError
from index.library import Library
from tests.index.store.helpers import TEXT, analysed, three

Open = Callable[..., Library]
TEXTS = [TEXT.replace("divides the town", f"divides town {n}") for n in range(12)]
ALL = [one.id for text in TEXTS for one in three(text)]


def filled(open_library: Open, settings: str) -> Library:
    first = open_library("dana")
    for n, text in enumerate(TEXTS):
        analysed(first, text, path=f"{n}.txt")
    (first.folder / "config.yaml").write_text(f"labelling: {{{settings}}}\n")
    return open_library("dana")


def test_it_is_off_as_shipped(library: Library) -> None:
    analysed(library)
    library.annotations.label(three()[0].id, "favor")
    assert library.second_look.due() == [] and library.second_look.next() is None


def test_each_comes_after_others_in_between_and_once(open_library: Open) -> None:
    dana = filled(open_library, "again: 1.0, between: 5")
    for one in ALL[:5]:
        dana.annotations.label(one, "favor")
    assert dana.second_look.due() == []
    dana.annotations.label(ALL[5], "favor")
    assert dana.second_look.due() == [ALL[0]]
    dana.second_look.label(ALL[0], "mixed")
    assert dana.second_look.due() == []
    dana.annotations.label(ALL[6], "favor")
    assert dana.second_look.due() == [ALL[1]]
    dana.annotations.retire(ALL[1])
    dana.annotations.undo()
    assert open_library("omar").second_look.due() == []


def test_the_share_is_drawn_by_the_seed_and_is_the_same_again(open_library: Open) -> None:
    dana = filled(open_library, "again: 0.4, between: 0")
    dana.annotations.label_many(ALL, stance="favor")
    due = dana.second_look.due()
    assert due == dana.second_look.due() and set(due) != set(dana.second_look.due(seed=1))
    assert 0.15 * len(ALL) < len(due) < 0.65 * len(ALL)


def test_it_comes_back_blind(open_library: Open) -> None:
    dana = filled(open_library, "again: 1, between: 0")
    dana.annotations.label(ALL[0], "favor", note="clear")
    open_library("omar").annotations.label(ALL[0], "against")
    dana.adjudication.take(ALL[0], "omar")
    view = dana.second_look.next()
    assert view is not None and view.id == ALL[0]
    assert (view.labels, view.label, view.note, view.conflict, view.adjudicated) == ((), None, None, False, None)
    assert view.statement.suggested is None and view.stance is None


def test_the_label_stays_and_the_second_look_is_an_event_that_can_be_undone(open_library: Open) -> None:
    dana = filled(open_library, "again: 1, between: 0")
    dana.annotations.label(ALL[0], "favor")
    event = dana.second_look.label(ALL[0], "mixed")
    assert (event.about["first"], event.about["blind"]) == ("favor", ["labels", "suggestions"])
    assert dana.annotations.describe(event).startswith("labelled mixed at a second look: The minister")
    assert [one.stance for one in dana.statements.get(ALL[0]).labels] == ["favor"]
    assert dana.second_look.pairs() == {"dana": {ALL[0]: ("favor", "mixed")}}
    # What one decides afterwards does not change what was said then.
    dana.annotations.label(ALL[0], "mixed")
    assert dana.second_look.pairs() == {"dana": {ALL[0]: ("favor", "mixed")}}
    dana.annotations.undo()
    dana.annotations.undo()
    assert dana.second_look.pairs() == {} and dana.second_look.due() == [ALL[0]]
    assert dana.care.check() == []


def test_only_ones_own_labels_get_a_second_look(open_library: Open) -> None:
    dana = filled(open_library, "again: 1, between: 0")
    with pytest.raises(UsageError, match="'dana' has not labelled this statement"):
        dana.second_look.label(ALL[0], "favor")
    dana.annotations.label(ALL[0], "favor")
    with pytest.raises(UsageError, match="no label 'pro'"):
        dana.second_look.label(ALL[0], "pro")


def test_agreement_with_oneself(open_library: Open) -> None:
    dana = filled(open_library, "again: 1, between: 0")
    for place, one in enumerate(ALL[:10]):
        dana.annotations.label(one, ("favor", "against")[place % 2])
        dana.second_look.label(one, "mixed" if place == 3 else ("favor", "against")[place % 2])
    rows = dana.agreement.with_oneself()
    assert {(row.scope, row.name, row.variable) for row in rows} == {("self", "dana", "stance")}
    values = {str(row.figure.measure): row.figure for row in rows}
    assert values["percentage"].value == pytest.approx(0.9)
    kappa = values["cohen's kappa"].value
    assert kappa is not None and 0.7 < kappa < 0.9
    assert (values["cohen's kappa (weighted)"].value or 0) > kappa
    assert [one.statement for one in rows[0].disagreements] == [ALL[3]]
