"""Taking an issue back on which more rests than its own event: others' labels, and what the analysis found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from index.errors import LockedError, UsageError
from index.library import Library
from index.library_parts.core import Core
from index.model import Analysis, Form, Span, version_of
from index.store.analysis import Findings
from tests.index.store.test_proposals import QUARRY, TEXTS, about, filled, found_in

Open = Callable[..., Library]

CLOSED = "The quarry should be closed"


@pytest.fixture
def omar(library: Library, open_library: Open) -> Library:
    """The library as another annotator has it open."""
    return open_library("omar")


def ids(library: Library, key: int) -> list[str]:
    return [view.id for view in library.statements.of(key)]


def read_with_the_issue(library: Library, key: int) -> None:
    """The first article, analysed when the issue is there."""
    statements = [
        replace(one, issue=QUARRY, proposal=None) for one in found_in(TEXTS[0], "").statements if one.proposal
    ]
    library.analysis.store(key, version_of(TEXTS[0]), Analysis((), tuple(statements)))


# -- what others have done with an issue ---------------------------------------------------------------------


def test_an_issue_that_others_labelled_statements_about_stays(library: Library, omar: Library) -> None:
    keys = filled(library)
    library.proposals.accept(QUARRY)
    first, second = ids(library, keys[0])[:2]
    omar.annotations.label(first, "favor")
    omar.annotations.label(second, "against")
    with pytest.raises(UsageError, match="since it was made, omar decided on 2 statements about it; ") as refused:
        library.annotations.undo()
    assert "“The quarry should be opened” has to stay" in refused.value.sentence
    assert about(library, keys)[:2] == [("Ada Lind", QUARRY), ("Bo Falk", QUARRY)]
    omar.annotations.clear(first)
    omar.annotations.create_issue("noise", "Noise should be limited")
    omar.annotations.set_issue(second, "noise")
    library.annotations.undo()
    assert about(library, keys)[:2] == [("Ada Lind", None), ("Bo Falk", "noise")]


def test_whoever_rests_on_the_issue_is_named(library: Library, omar: Library, open_library: Open) -> None:
    keys = filled(library)
    library.proposals.accept(QUARRY)
    read_with_the_issue(library, keys[0])
    first, second = ids(library, keys[0])[:2]
    for one in (first, second):
        omar.annotations.label(one, "favor")
    open_library("eva").annotations.note(second, "Look this up.")
    with pytest.raises(UsageError, match="eva decided on 1 statement about it, and omar 2;"):
        library.annotations.undo()


def test_statements_put_on_an_issue_keep_it(library: Library, omar: Library) -> None:
    keys = filled(library)
    library.annotations.create_issue("noise", "Noise should be limited")
    lunch = ids(library, keys[0])[2]
    omar.annotations.set_issue(lunch, "noise")
    with pytest.raises(UsageError, match="omar decided on 1 statement"):
        library.annotations.undo()
    omar.annotations.undo()
    made = omar.annotations.create_statement(
        library.articles.by_key(keys[0]).id, version_of(TEXTS[0]), actor="Eva Sand", content=[Span(0, 6)],
        form=Form.INDIRECT, issue="noise",
    )  # fmt: skip
    with pytest.raises(UsageError, match="omar decided on 1 statement"):
        library.annotations.undo()
    omar.annotations.retire(made.id)
    omar.annotations.undo()
    omar.annotations.undo()
    assert library.annotations.undo()[1].subject == "issue:noise"


def test_labels_from_before_the_acceptance_do_not_hold_it(library: Library, omar: Library) -> None:
    keys = filled(library)
    first, second, lunch = ids(library, keys[0])
    omar.annotations.label(first, "favor")
    library.proposals.accept(QUARRY)
    omar.annotations.retire(second)
    omar.annotations.label(lunch, "none")
    library.annotations.undo()
    omar.annotations.label(ids(library, keys[1])[0], "neutral")
    library.annotations.redo()
    assert about(library, keys)[0] == ("Ada Lind", QUARRY)
    library.annotations.undo()
    assert about(library, keys)[0] == ("Ada Lind", None)


def test_nothing_is_brought_back_onto_an_issue_that_is_gone(library: Library, omar: Library) -> None:
    keys = filled(library)
    library.proposals.accept(QUARRY)
    omar.annotations.set_issue(ids(library, keys[0])[2], QUARRY)
    omar.annotations.undo()
    library.annotations.undo()
    with pytest.raises(UsageError, match="the issue 'quarry' is gone"):
        omar.annotations.redo()
    library.annotations.redo()
    omar.annotations.redo()
    assert about(library, keys)[2] == ("Eva Sand", QUARRY)


def test_an_issue_does_not_come_back_beside_another_of_its_id_or_proposal(library: Library, omar: Library) -> None:
    library.annotations.create_issue("noise", "Noise should be limited")
    library.annotations.undo()
    omar.annotations.create_issue("noise", "Noise should be allowed")
    with pytest.raises(UsageError, match="'noise' cannot be brought back: there is another"):
        library.annotations.redo()
    omar.annotations.undo()
    library.annotations.redo()
    assert [one.proposition for one in omar.annotations.issues() if one.id == "noise"] == ["Noise should be limited"]


def test_an_issue_does_not_come_back_where_another_was_made_of_its_proposal(library: Library, omar: Library) -> None:
    keys = filled(library)
    library.proposals.accept(QUARRY)
    library.annotations.undo()
    omar.annotations.create_issue("pit", "The pit should be closed", proposal=QUARRY)
    with pytest.raises(UsageError, match="the issue 'pit' was made of its proposal"):
        library.annotations.redo()
    assert about(library, keys)[0] == ("Ada Lind", "pit")


def test_an_issue_of_the_configuration_is_never_gone(library: Library, open_library: Open) -> None:
    keys = filled(library)
    library.annotations.create_issue("noise", "Noise should be limited")
    library.annotations.undo()
    (library.folder / "config.yaml").write_text("issues:\n  - {id: noise, proposition: Noise should be limited}\n")
    omar = open_library("omar")
    omar.annotations.set_issue(ids(library, keys[0])[0], "noise")
    omar.annotations.undo()
    omar.annotations.redo()
    assert about(omar, keys)[0] == ("Ada Lind", "noise")


def test_a_label_is_not_about_an_issue_that_is_gone_although_it_was_found(library: Library, omar: Library) -> None:
    keys = filled(library)
    library.proposals.accept(QUARRY)
    read_with_the_issue(library, keys[0])
    library.annotations.undo()
    one = ids(omar, keys[0])[0]
    omar.annotations.label(one, "favor")
    assert omar.statements.get(one).issue is None
    library.annotations.redo()
    omar.annotations.label(ids(omar, keys[0])[1], "favor")
    assert about(library, keys)[1] == ("Bo Falk", QUARRY)


# -- the two files -------------------------------------------------------------------------------------------


class Crash(BaseException):
    """The process dies."""


@pytest.fixture
def crashing(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """Does something, and dies as soon as it is in the log."""

    def crash(deed: Callable[[], object]) -> None:
        def dies(core: Core, by: str | None = None) -> None:
            raise Crash

        with monkeypatch.context() as patched:
            patched.setattr(Core, "committed", dies)
            with pytest.raises(Crash):
                deed()

    return crash


def test_articles_worded_otherwise_are_read_again_after_a_crash(
    library: Library, crashing: Callable[[Callable[[], object]], None]
) -> None:
    _, closed = filled(library, "The quarry should be opened", CLOSED)
    crashing(lambda: library.proposals.accept(QUARRY))
    assert QUARRY in {issue.id for issue in library.annotations.issues()}
    assert library.analysis.pending() == [closed]
    library.annotations.undo()
    library.analysis.store(closed, version_of(TEXTS[1]), found_in(TEXTS[1], CLOSED))
    crashing(library.annotations.redo)
    assert library.analysis.pending() == [closed]


def test_articles_read_with_an_issue_are_read_again_after_a_crash(
    library: Library, crashing: Callable[[Callable[[], object]], None]
) -> None:
    keys = filled(library)
    library.proposals.accept(QUARRY)
    read_with_the_issue(library, keys[0])
    crashing(library.annotations.undo)
    assert QUARRY not in {issue.id for issue in library.annotations.issues()}
    assert library.analysis.pending() == [keys[0]]


def test_what_was_stored_meanwhile_is_read_again_too(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """An analysis that began before the issue was accepted may store its result while that is written."""
    _, closed = filled(library, "The quarry should be opened", CLOSED)

    def stored(core: Core, by: str | None = None) -> None:
        library.analysis.store(closed, version_of(TEXTS[1]), found_in(TEXTS[1], CLOSED))

    with monkeypatch.context() as patched:
        patched.setattr(Core, "committed", stored)
        library.proposals.accept(QUARRY)
    assert library.analysis.pending() == [closed]


def test_an_acceptance_is_saved_although_the_analysis_cannot_be_marked_a_second_time(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(library)
    marks: list[str] = []

    def locked(findings: Findings, proposal: str, *, but: str) -> None:
        marks.append(proposal)
        if len(marks) == 2:
            raise LockedError("another process has been using it for too long")

    monkeypatch.setattr(Findings, "retry_proposal", locked)
    assert library.proposals.accept(QUARRY).id == QUARRY
    assert marks == [QUARRY, QUARRY]


def test_only_what_comes_back_is_read_again_for_its_wording(library: Library) -> None:
    _, closed = filled(library, "The quarry should be opened", CLOSED)
    library.proposals.accept(QUARRY)

    def read_again() -> None:
        library.analysis.store(closed, version_of(TEXTS[1]), found_in(TEXTS[1], CLOSED))

    read_again()
    library.annotations.undo()
    assert library.analysis.pending() == []
    library.annotations.redo()
    assert library.analysis.pending() == [closed]


def test_an_issue_made_by_hand_has_articles_read_again_when_it_is_gone(library: Library) -> None:
    keys = filled(library)
    library.annotations.create_issue(QUARRY, "No quarry", [QUARRY])
    read_with_the_issue(library, keys[0])
    library.annotations.undo()
    assert library.analysis.pending() == [keys[0]]
    library.annotations.redo()
