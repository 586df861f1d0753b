"""Proposed issues in a library: counted over its articles, accepted as one step, and gone again by undo."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

import pytest

from index.cli import main
from index.errors import QueryError, UsageError
from index.library import Library
from index.model import Analysis, EventKind, Proposal, Statement, version_of
from index.reasons import reasons
from index.search.facets import FacetValue
from index.store.events import Deed
from tests.index.factories import draft, statement

QUARRY = "quarry"
TEXTS = (
    "Quarry vote\n\nAda Lind wants the quarry. Bo Falk rejects the quarry. Eva Sand ate lunch.\n",
    "Walkers\n\nPer Ost rejects the quarry again.\n",
)


def found_in(text: str, proposition: str) -> Analysis:
    """What stands in one of the texts, the quarry proposed under `proposition`."""
    given = [
        (name, cue, content, QUARRY if "quarry" in content else None)
        for name, cue, content in (
            ("Ada Lind", "wants", "the quarry"),
            ("Bo Falk", "rejects", "the quarry"),
            ("Per Ost", "rejects", "the quarry again"),
            ("Eva Sand", "ate", "lunch"),
        )
        if name in text
    ]
    statements = tuple(
        replace(statement(text, source=name, cue=cue, content=content, actor=name), proposal=proposal)
        for name, cue, content, proposal in given
    )
    ids = tuple(one.id for one in statements if one.proposal)
    return Analysis((), statements, (Proposal(QUARRY, proposition, (QUARRY,), ids),))


def filled(library: Library, *wordings: str) -> list[int]:
    """The keys of the two articles, analysed."""
    library.articles.add(
        [draft(text, title=text.split("\n")[0], path=f"{n}.txt", source_id=f"q{n}") for n, text in enumerate(TEXTS)]
    )
    keys = {row.title: row.key for row in library.articles.rows()}
    ordered = [keys[text.split("\n")[0]] for text in TEXTS]
    for key, text, wording in zip(ordered, TEXTS, wordings or ("The quarry should be opened",) * 2, strict=True):
        library.analysis.store(key, version_of(text), found_in(text, wording))
    return ordered


def about(library: Library, keys: list[int]) -> list[tuple[str | None, str | None]]:
    """Actor and issue of all statements."""
    return [(view.statement.actor, view.issue) for key in keys for view in library.statements.of(key)]


def test_proposals_are_counted_over_all_articles(library: Library) -> None:
    keys = filled(library)
    (one,) = library.proposals.open()
    assert (one.id, one.proposition, one.words) == (QUARRY, "The quarry should be opened", (QUARRY,))
    assert (one.statements, one.articles) == (3, 2)
    views = [view for key in keys for view in library.statements.of(key)]
    assert [view.proposed and view.proposed.proposition for view in views] == [
        "The quarry should be opened", "The quarry should be opened", None, "The quarry should be opened",
    ]  # fmt: skip
    assert all(view.issue is None for view in views)


def issue_facet(library: Library, query: str = "") -> list[FacetValue]:
    """What is counted by issue in a result."""
    return list({facet.name: facet.values for facet in library.search.run(query, facets=True).facets}["issue"])


def test_proposals_are_counted_beside_results_until_somebody_settles_them(library: Library) -> None:
    first, _ = filled(library)
    library.search.catch_up()
    proposed = [FacetValue(QUARRY, QUARRY, 2, "issue:quarry", proposed=True)]
    assert issue_facet(library) == proposed
    assert library.search.run("issue:quarry").total == 2
    library.annotations.create_issue("noise", "Noise should be limited")
    one, *_, lunch = (view.id for view in library.statements.of(first))
    library.annotations.set_issue(one, "noise")
    library.annotations.set_issue(lunch, "noise")
    # In as many articles, an issue comes before what is proposed.
    assert [(value.value, value.count) for value in issue_facet(library, "title:vote")] == [("noise", 1), (QUARRY, 1)]
    library.proposals.reject(QUARRY)
    assert [value.value for value in issue_facet(library)] == ["noise"]
    library.annotations.undo()
    library.proposals.accept(QUARRY)
    assert issue_facet(library)[0] == replace(proposed[0], proposed=False)
    library.annotations.undo()
    assert issue_facet(library)[0] == proposed[0]


def test_a_proposal_that_was_called_otherwise_is_counted_as_what_it_is_now(library: Library) -> None:
    filled(library)
    issue = library.proposals.accept(QUARRY)
    library.recoding.rename("issue", issue.id, "pit")
    assert [(value.value, value.proposed) for value in issue_facet(library)] == [("pit", False)]


@pytest.mark.parametrize("flags", [["--json"], []])
def test_proposals_are_marked_where_facets_are_printed(
    library: Library, flags: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    filled(library)
    assert main(["--library", str(library.folder), "search", "", "--facets", *flags]) == 0
    out = capsys.readouterr().out
    if not flags:
        assert "2  quarry, proposed  (issue:quarry)" in out
        return
    (facet,) = (line for line in map(json.loads, out.splitlines()) if line.get("facet") == "issue")
    assert facet["values"] == [{"value": QUARRY, "count": 2, "clause": "issue:quarry", "proposed": True}]


def test_accepting_gives_the_issue_to_all_its_statements_in_one_step(library: Library) -> None:
    keys = filled(library)
    issue = library.proposals.accept(QUARRY)
    assert issue in library.annotations.issues()
    assert about(library, keys) == [
        ("Ada Lind", QUARRY), ("Bo Falk", QUARRY), ("Eva Sand", None), ("Per Ost", QUARRY),
    ]  # fmt: skip
    assert library.proposals.open() == []
    assert len(library.search.statement_ids(library.search.parse("{issue:quarry}"))) == 3
    undid = library.annotations.undo()[1]
    assert undid.kind is EventKind.CREATE_ISSUE
    assert library.annotations.describe(undid) == "accepted the proposed issue “The quarry should be opened”"
    assert {issue for _, issue in about(library, keys)} == {None}
    assert [one.statements for one in library.proposals.open()] == [3]
    library.annotations.redo()
    assert len(library.search.statement_ids(library.search.parse("{issue:quarry}"))) == 3


def test_what_a_person_touched_keeps_its_issue(library: Library) -> None:
    keys = filled(library)
    library.annotations.create_issue("noise", "Noise should be limited")
    first, second = (view.id for view in library.statements.of(keys[0])[:2])
    library.annotations.set_issue(first, "noise")
    library.annotations.label(second, "against")
    assert [one.statements for one in library.proposals.open()] == [2]
    library.proposals.accept(QUARRY)
    assert about(library, keys)[:2] == [("Ada Lind", "noise"), ("Bo Falk", QUARRY)]
    assert second in library.search.statement_ids(library.search.parse("{issue:quarry}"))
    assert first not in library.search.statement_ids(library.search.parse("{issue:quarry}"))


def test_articles_that_word_it_otherwise_are_read_again(library: Library) -> None:
    opened, closed = filled(library, "The quarry should be opened", "The quarry should be closed")
    assert library.analysis.pending() == []
    library.proposals.accept(QUARRY)
    assert library.analysis.pending() == [closed]
    library.analysis.store(closed, version_of(TEXTS[1]), found_in(TEXTS[1], "The quarry should be closed"))
    library.annotations.undo()
    assert library.analysis.pending() == []
    issue = library.proposals.accept(QUARRY, "  No quarry\nat Sandhope ")
    assert issue.proposition == "No quarry at Sandhope"
    assert set(library.analysis.pending()) == {opened, closed}


def test_undo_has_articles_read_again_that_were_read_with_the_issue(library: Library) -> None:
    keys = filled(library)
    library.proposals.accept(QUARRY)
    with_issue = tuple(
        replace(one, issue=QUARRY, proposal=None) if one.proposal else one for one in found_in(TEXTS[0], "").statements
    )
    library.analysis.store(keys[0], version_of(TEXTS[0]), Analysis((), with_issue))
    library.annotations.undo()
    assert library.analysis.pending() == [keys[0]]


def test_the_reason_says_that_the_issue_is_proposed(library: Library) -> None:
    keys = filled(library)
    view = library.statements.of(keys[0])[0]
    said = {reason.topic: reason.says for reason in reasons(view.statement, view=view)}
    assert said["issue"] == "proposed: The quarry should be opened"
    library.proposals.accept(QUARRY)
    view = library.statements.of(keys[0])[0]
    said = {reason.topic: reason.says for reason in reasons(view.statement, view=view, propositions={QUARRY: "Yes"})}
    assert said["issue"] == "Yes"


def test_a_taken_id_is_numbered(library: Library) -> None:
    filled(library)
    library.annotations.create_issue(QUARRY, "Something else")
    assert library.proposals.accept(QUARRY).id == "quarry-2"
    assert len(library.search.statement_ids(library.search.parse("{issue:quarry-2}"))) == 3


def of_issue(library: Library, issue: str) -> int:
    """How many statements a query for an issue finds."""
    return len(library.search.statement_ids(library.search.parse(f"{{issue:{issue}}}")))


def test_a_proposal_is_searched_for_as_the_issue_that_it_would_be(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.library_parts.vocabulary._TIMES", 0)
    filled(library)
    assert of_issue(library, "Quarry") == 3
    assert library.search.run(f"issue:{QUARRY}").total == 2
    found = library.search.complete("issue:", 6)
    (one,) = [one for one in found if one.text == QUARRY]
    assert (one.count, one.shown) == (3, f"{QUARRY}  proposed: The quarry should be opened")
    with pytest.raises(QueryError, match="did you mean quarry") as caught:
        library.search.parse("issue:quar")
    assert caught.value.proposal == "issue:quarry"
    library.proposals.reject(QUARRY)
    assert all(one.text != QUARRY for one in library.search.complete("issue:", 6))
    with pytest.raises(QueryError, match="unknown issue 'quarry'"):
        library.search.parse("issue:quarry")
    library.annotations.undo()
    first = next(iter(library.search.statement_ids(library.search.parse(f"{{issue:{QUARRY}}}"))))
    other = library.annotations.issues()[0]
    library.annotations.set_issue(first, other.id)
    assert of_issue(library, QUARRY) == 2


def test_an_issue_goes_before_a_proposal_of_its_id(library: Library) -> None:
    filled(library)
    library.annotations.create_issue(QUARRY, "Something else")
    assert of_issue(library, QUARRY) == 0
    assert [one.shown for one in library.search.complete("issue:qu", 8)] == [f"{QUARRY}  Something else"]


def test_what_cannot_be_accepted(library: Library) -> None:
    filled(library)
    with pytest.raises(UsageError, match="there is no proposal 'ferry'"):
        library.proposals.accept("ferry")
    with pytest.raises(UsageError, match="needs a proposition"):
        library.proposals.accept(QUARRY, " ")
    library.proposals.accept(QUARRY)
    with pytest.raises(UsageError, match="accepted already"):
        library.proposals.accept(QUARRY)


def test_acceptance_holds_for_everybody_and_after_a_rebuild(
    library: Library, open_library: Callable[..., Library]
) -> None:
    keys = filled(library)
    library.proposals.accept(QUARRY)
    omar = open_library("omar")
    assert about(omar, keys)[0] == ("Ada Lind", QUARRY)
    assert not [finding for finding in library.care.check() if finding.level == "error"]


def test_removed_articles_propose_nothing(library: Library) -> None:
    keys = filled(library)
    library.articles.remove(library.articles.by_key(keys[0]).id)
    assert [(one.statements, one.articles) for one in library.proposals.open()] == [(1, 1)]


def test_a_statement_keeps_its_proposal_when_it_is_stored() -> None:
    from index.store.codec import statement_from_json, statement_to_json

    one: Statement = found_in(TEXTS[0], "x").statements[0]
    assert statement_from_json(statement_to_json(one)) == one
    old = statement_to_json(one)
    del old["proposal"]
    assert statement_from_json(old).proposal is None


# -- rejecting, and what is in use ---------------------------------------------------------------------------


def test_a_rejected_proposal_is_proposed_no_more_until_it_is_undone(
    library: Library, open_library: Callable[..., Library]
) -> None:
    keys = filled(library)
    library.proposals.reject(QUARRY)
    omar = open_library("omar")
    for one in (library, omar):
        assert one.proposals.open() == []
        assert not [view for key in keys for view in one.statements.of(key) if view.proposed is not None]
    library.analysis.store(keys[0], version_of(TEXTS[0]), found_in(TEXTS[0], "The quarry should be opened"))
    assert library.proposals.open() == []
    assert not [finding for finding in library.care.check() if finding.level == "error"]
    undid = library.annotations.undo()[1]
    assert library.annotations.describe(undid) == "rejected the proposed issue “The quarry should be opened”"
    assert [one.statements for one in omar.proposals.open()] == [3]
    assert library.statements.of(keys[0])[0].proposed is not None
    library.annotations.redo()
    assert omar.proposals.open() == []


def test_a_rejected_proposal_can_be_accepted_all_the_same(library: Library) -> None:
    keys = filled(library)
    library.proposals.reject(QUARRY)
    with pytest.raises(UsageError, match="rejected already"):
        library.proposals.reject(QUARRY)
    library.proposals.accept(QUARRY)
    assert about(library, keys)[0] == ("Ada Lind", QUARRY)
    with pytest.raises(UsageError, match="accepted already"):
        library.proposals.reject(QUARRY)
    with pytest.raises(UsageError, match="there is no proposal 'ferry'"):
        library.proposals.reject("ferry")


def test_issues_are_counted_as_they_are_used(library: Library) -> None:
    keys = filled(library)
    (one,) = library.proposals.open()
    assert (one.statements, one.actors, one.articles) == (3, 3, 2)
    library.annotations.create_issue("noise", "Noise should be limited")
    first, second, lunch = (view.id for view in library.statements.of(keys[0]))
    library.annotations.set_issue(first, "noise")
    library.annotations.retire(second)
    (one,) = library.proposals.open()
    assert (one.statements, one.actors, one.articles) == (1, 1, 1)
    library.proposals.accept(QUARRY)

    def used() -> dict[str, tuple[int, int, int]]:
        return {
            one.issue.id: (one.statements, one.actors, one.articles)
            for one in library.proposals.in_use()
            if one.issue.id in ("noise", QUARRY)
        }

    assert used() == {"noise": (1, 1, 1), QUARRY: (1, 1, 1)}
    library.annotations.set_issue(lunch, QUARRY)
    assert used() == {"noise": (1, 1, 1), QUARRY: (2, 2, 2)}
    assert next(iter(used())) == QUARRY
    assert len(library.search.statement_ids(library.search.parse("{issue:quarry}"))) == 2
    library.articles.remove(library.articles.by_key(keys[0]).id)
    assert used() == {QUARRY: (1, 1, 1), "noise": (0, 0, 0)}


def test_one_actor_of_several_articles_is_counted_once(library: Library) -> None:
    keys = filled(library)
    again = tuple(
        replace(one, actor="Ada Lind", actor_id="ada") for one in found_in(TEXTS[1], "").statements
    )  # fmt: skip
    proposals = found_in(TEXTS[1], "The quarry should be opened").proposals
    first = found_in(TEXTS[0], "The quarry should be opened")
    renamed = tuple(replace(one, actor_id="ada") if one.actor == "Ada Lind" else one for one in first.statements)
    library.analysis.store(keys[0], version_of(TEXTS[0]), replace(first, statements=renamed))
    library.analysis.store(keys[1], version_of(TEXTS[1]), Analysis((), again, proposals))
    assert [(one.statements, one.actors) for one in library.proposals.open()] == [(3, 2)]
    library.proposals.accept(QUARRY)
    assert next((one.statements, one.actors) for one in library.proposals.in_use()) == (3, 2)


def test_a_text_that_was_corrected_since_proposes_and_uses_nothing(library: Library) -> None:
    keys = filled(library)
    library.articles.add([draft(TEXTS[0] + "\nA corrected line.\n", title="Quarry vote", path="0.txt", source_id="q0")])
    article = library.articles.by_key(keys[0])
    assert article.version != version_of(TEXTS[0])
    assert [(one.statements, one.articles) for one in library.proposals.open()] == [(1, 1)]
    library.proposals.accept(QUARRY)
    assert next(one.statements for one in library.proposals.in_use()) == 1


def test_the_wording_of_the_first_article_is_taken_where_as_many_word_it_otherwise(library: Library) -> None:
    filled(library, "The quarry should be opened", "The quarry should be closed")
    one, two = found_in(TEXTS[0], "The quarry should be opened"), found_in(TEXTS[1], "The quarry should be closed")
    single = replace(one, statements=one.statements[:1])
    keys = {row.title: row.key for row in library.articles.rows()}
    library.analysis.store(keys["Walkers"], version_of(TEXTS[1]), two)
    library.analysis.store(keys["Quarry vote"], version_of(TEXTS[0]), single)
    first = min(keys, key=keys.__getitem__)
    wordings = {"Quarry vote": "The quarry should be opened", "Walkers": "The quarry should be closed"}
    assert [found.proposition for found in library.proposals.open()] == [wordings[first]]


def test_of_two_issues_made_of_one_proposal_the_earlier_holds(library: Library) -> None:
    keys = filled(library)
    library.proposals.accept(QUARRY)
    sets = {"proposition": "The pit should be opened", "words": [], "proposal": QUARRY}
    library._core.record(Deed(EventKind.CREATE_ISSUE, "issue:pit", sets, {"issue": "pit"}))
    assert about(library, keys)[0] == ("Ada Lind", QUARRY)


def just_before_writing(library: Library, act: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> None:
    """Have somebody else act between what `library` checks first and its next write to the log."""
    database = library._core.database
    writing = database.writing

    def after_all_others() -> AbstractContextManager[sqlite3.Connection]:
        monkeypatch.setattr(database, "writing", writing)
        act()
        return writing()

    monkeypatch.setattr(database, "writing", after_all_others)


def test_of_two_who_accept_a_proposal_at_once_one_makes_the_issue(
    library: Library, open_library: Callable[..., Library], monkeypatch: pytest.MonkeyPatch
) -> None:
    keys, omar = filled(library), open_library("omar")
    just_before_writing(library, lambda: omar.proposals.accept(QUARRY, "No quarry at Sandhope"), monkeypatch)
    with pytest.raises(UsageError, match="accepted already: it is the issue 'quarry'"):
        library.proposals.accept(QUARRY)
    assert [one.proposition for one in library.annotations.issues() if one.id == QUARRY] == ["No quarry at Sandhope"]
    with pytest.raises(UsageError, match="nothing to undo"):
        library.annotations.undo()
    omar.annotations.undo()
    assert about(library, keys)[0] == ("Ada Lind", None)


def test_of_two_who_make_an_issue_at_once_one_has_its_id(
    library: Library, open_library: Callable[..., Library], monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(library)
    omar = open_library("omar")
    just_before_writing(library, lambda: omar.annotations.create_issue("noise", "Noise is fine"), monkeypatch)
    with pytest.raises(UsageError, match="there is an issue 'noise' already"):
        library.annotations.create_issue("noise", "Noise should be limited")
    assert [one.proposition for one in library.annotations.issues() if one.id == "noise"] == ["Noise is fine"]


def test_a_proposal_that_is_being_accepted_is_not_rejected(
    library: Library, open_library: Callable[..., Library], monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(library)
    omar = open_library("omar")
    just_before_writing(library, lambda: omar.proposals.accept(QUARRY), monkeypatch)
    with pytest.raises(UsageError, match="accepted already"):
        library.proposals.reject(QUARRY)
