"""Codebooks that went apart: they are put together by an import, and it is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from index.errors import UsageError
from index.library import Library
from index.model import Event, Span
from index.store import events
from tests.index.store.apart import FIRST, SECOND, labels


def test_an_issue_that_was_taken_back_while_it_was_used(ours: Library, other: Library) -> None:
    ours.annotations.create_issue("toll", "The toll should rise")
    other.replicas.import_library(ours.folder)
    other.annotations.label(FIRST, "favor", issue="toll")
    ours.annotations.undo()
    (told,) = ours.replicas.import_library(other.folder).findings
    assert (told.level, told.where) == ("warning", "issue toll") and "1 statement is about it" in told.what
    assert ours.care.check() == [told]
    assert ours.replicas.import_library(other.folder).findings == (), "it was told"
    ours.annotations.create_issue("toll", "The toll should rise")
    assert ours.care.check() == []


def test_an_issue_that_is_taken_back_while_a_label_is_given(
    ours: Library, open_library: Callable[..., Library], monkeypatch: pytest.MonkeyPatch
) -> None:
    again = open_library("dana")

    def meanwhile(do: Callable[[], object]) -> None:
        record = ours._core.record
        again.annotations.create_issue("toll", "The toll should rise")

        def late(deed: events.Deed, may: Any = None) -> Event:
            monkeypatch.undo()
            again.annotations.undo()
            return record(deed, may)

        monkeypatch.setattr(ours._core, "record", late)
        with pytest.raises(UsageError, match="'toll' was taken back"):
            do()

    article = ours.articles.by_key(1)
    meanwhile(lambda: ours.annotations.label(FIRST, "favor", issue="toll"))
    meanwhile(lambda: ours.annotations.set_issue(FIRST, "toll"))
    meanwhile(lambda: ours.annotations.decide(FIRST, issue="toll"))
    meanwhile(lambda: ours.annotations.label_many([FIRST, SECOND], issue="toll"))
    meanwhile(
        lambda: ours.annotations.create_statement(
            article.id, article.version, actor="Ann Lee", content=[Span(0, 10)], issue="toll"
        )
    )
    assert labels(ours, FIRST) == {} and ours.care.check() == []


def test_two_labels_that_were_renamed_to_one_id_stay_two(ours: Library, other: Library) -> None:
    ours.annotations.label(FIRST, "favor")
    other.annotations.label(FIRST, "against")
    first = ours.recoding.rename("label", "favor", "pro")
    second = other.recoding.rename("label", "against", "pro")
    assert (first.sequence, first.hash) != (second.sequence, second.hash)
    got = ours.replicas.import_library(other.folder)
    assert len(got.conflicts) == 1
    other.replicas.import_library(ours.folder)
    for library in (ours, other):
        ids = [one.id for one in library.config.codebook.labels]
        assert ids.count("pro") == 1 and len({"favor", "against"} & set(ids)) == 1
        assert library.statements.get(FIRST).conflict
        assert set(library.statements.ids_matching("is:conflict")) == {FIRST}
        assert library.agreement.report(coders=["dana", "omar"], draws=0).labelling[0].disagreements
        (told,) = library.care.check()
        assert told.level == "warning" and told.where.startswith("label ") and "'pro'" in told.what
    assert [one.where for one in got.findings] == [told.where]
    # It is settled by saying what the other one is.
    ours.recoding.rename("label", told.where.removeprefix("label "), "contra")
    assert ours.care.check() == [] and {"pro", "contra"} <= {one.id for one in ours.config.codebook.labels}


def test_an_issue_that_was_renamed_to_one_that_is_made_elsewhere(ours: Library, other: Library) -> None:
    ours.annotations.create_issue("toll", "The toll should rise")
    ours.recoding.rename("issue", "toll", "fee")
    other.annotations.create_issue("fee", "The fee should be dropped")
    other.annotations.label(FIRST, "favor", issue="fee")
    got = ours.replicas.import_library(other.folder)
    assert [one.where for one in got.findings] == ["issue toll"]
    made = {one.id: one.proposition for one in ours.annotations.issues()}
    assert made["toll"] == "The toll should rise" and made["fee"] == "The fee should be dropped"
    assert ours.statements.get(FIRST).issue == "fee"
