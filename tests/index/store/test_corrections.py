"""Articles that are corrected after people labelled them: no label is lost, none is moved by guess."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.errors import UsageError
from index.exchange import records, tables
from index.library import Library
from index.model import Analysis, EventKind, Form, Span, StatementView, version_of
from tests.index.store.corrected import CHANGED, DROPPED, MORE, correct, labelled
from tests.index.store.helpers import TEXT, analysed, draft, found, statement, three

FIRST, SECOND, THIRD = (one.id for one in three())


def evidence_is_the_text(library: Library, view: StatementView) -> None:
    text, one = library.articles.version(view.statement.version).text, view.statement
    for part in (one.source, one.cue, one.content):
        assert part.text == " ".join(text[span.start : span.end] for span in part.spans)


def asked(library: Library, query: str) -> set[str]:
    return {view.id for view in library.statements.matching(query)}


def test_a_label_follows_the_same_words_and_hides_what_is_found_there(library: Library) -> None:
    labelled(library)
    assert correct(library, MORE, analysis=found(MORE)) == "updated"
    key = library.articles.get("a-1").key
    views = library.statements.of(key)
    assert [(view.id, view.current, bool(view.labels)) for view in views][:2] == [
        (FIRST, True, True),
        (SECOND, True, True),
    ]
    assert [view.statement.content.text for view in views] == [one.content.text for one in three()]
    first = views[0]
    evidence_is_the_text(library, first)
    assert first.moved is not None and (first.moved.method, first.moved.score) == ("exact", 1.0)
    assert (first.statement.version, first.moved.version) == (version_of(MORE), version_of(TEXT))
    assert first.statement.as_made() == three()[0] and first.note == "why"
    (row,) = library.articles.rows()
    assert (row.statements, row.labelled, library.statements.progress().labelled) == (3, 2, 2)
    assert asked(library, "is:moved") == {FIRST, SECOND} and asked(library, "is:orphan") == set()
    assert library.statements.get(FIRST) == first
    assert library.care.check() == []


def test_a_found_statement_that_nobody_touched_is_not_kept(library: Library) -> None:
    labelled(library)
    correct(library, MORE)
    assert {view.id for view in library.statements.of("a-1")} == {FIRST, SECOND}


def test_changed_words_are_shown_with_what_they_were(library: Library) -> None:
    labelled(library)
    assert correct(library, CHANGED) == "updated"
    view = library.statements.get(FIRST)
    assert view.moved is not None and view.moved.method == "fuzzy" and 0.9 <= view.moved.score < 1
    assert view.statement.content.text == "the plan should now be dropped"
    assert view.moved.content.text == "the plan should be dropped"
    evidence_is_the_text(library, view)
    assert asked(library, "{now}") == {FIRST}
    record = records.ordered_statement(view)
    assert record["version"] == version_of(CHANGED) and record["moved"]["version"] == version_of(TEXT)
    assert record["moved"]["content"]["text"] == "the plan should be dropped"
    header, line = tables.lines([record], "csv")
    assert "moved,moved_score,moved_version" in header and "fuzzy" in line and version_of(TEXT) in line


def test_words_that_vanished_leave_an_orphan_and_are_told(library: Library) -> None:
    labelled(library)
    (said,) = library.articles.add([draft(DROPPED, source_id="a-1")], dry_run=True)
    (added,) = library.articles.add([draft(DROPPED, source_id="a-1")])
    assert said == added
    assert added.vanished == ("the plan should be dropped",)
    assert "1 labelled quotation is no longer in it: “the plan should be dropped”" in (added.reason or "")
    view = library.statements.get(FIRST)
    assert view.orphan and not view.current and view.statement.as_made() == three()[0]
    assert view.label is not None and view.label.stance == "against"
    assert [view.id for view in library.statements.of("a-1")] == [SECOND, FIRST]
    assert asked(library, "is:orphan") == {FIRST} and asked(library, "is:moved") == {SECOND}
    assert asked(library, "is:labelled") == {FIRST, SECOND}
    (row,) = library.articles.rows()
    assert (row.statements, row.labelled) == (2, 2)
    (orphan,) = library.corrections.orphans()
    assert (orphan.view.id, orphan.before) == (FIRST, "Harbour plan divides the town The minister said")
    assert orphan.after.startswith(". Ann Lee welcomed")
    assert list(library.corrections.orphans("stance:favor")) == []
    (finding,) = library.care.check()
    assert (finding.level, finding.where) == ("warning", f"statement:{FIRST}") and "1 label" in finding.what
    # What was an orphan before is not told once more.
    (again,) = library.articles.add([draft(DROPPED + " The end.", source_id="a-1")])
    assert again.vanished == () and library.statements.get(FIRST).orphan


def test_a_negation_that_came_in_makes_an_orphan(library: Library) -> None:
    labelled(library)
    correct(library, TEXT.replace("should be dropped", "should not be dropped"))
    assert library.statements.get(FIRST).orphan


def test_a_third_version_is_sought_from_the_first(library: Library) -> None:
    labelled(library)
    correct(library, DROPPED)
    assert library.statements.get(FIRST).orphan
    third = MORE + " The end."
    correct(library, third)
    view = library.statements.get(FIRST)
    assert view.moved is not None and (view.moved.method, view.moved.version) == ("exact", version_of(TEXT))
    assert view.statement.version == version_of(third) and view.current
    evidence_is_the_text(library, view)


def test_going_back_to_the_former_text_brings_all_back_exactly(library: Library) -> None:
    labelled(library)
    before = library.statements.of("a-1")
    correct(library, CHANGED)
    correct(library, DROPPED)
    assert correct(library, TEXT) == "unchanged"  # reading an old file again does not turn the article back
    assert library.statements.get(FIRST).orphan
    assert correct(library, TEXT, earlier=True, analysis=found()) == "updated"
    assert library.statements.of("a-1") == before
    assert all(view.moved is None for view in before)
    assert correct(library, CHANGED, earlier=True) == "updated"
    assert library.articles.get("a-1").text == CHANGED
    assert library.statements.get(FIRST).statement.content.text == "the plan should now be dropped"
    assert library.care.check() == []


def test_two_annotators_undo_redo_and_a_label_given_after_the_correction(open_library: Callable[..., Library]) -> None:
    dana, eve = open_library("dana"), open_library("eve")
    labelled(dana)
    correct(dana, CHANGED)
    event = eve.annotations.label(FIRST, "mixed")
    # The event tells where the statement was made, and where it was seen.
    assert event.about["statement"]["version"] == version_of(TEXT)  # type: ignore[index]
    assert event.about["statement"]["content"]["text"] == "the plan should be dropped"  # type: ignore[index]
    assert event.about["moved"]["content"]["text"] == "the plan should now be dropped"  # type: ignore[index]
    view = dana.statements.get(FIRST)
    assert [label.stance for label in view.labels] == ["against", "mixed"] and view.moved is not None
    dana.annotations.undo()
    dana.annotations.undo()
    view = eve.statements.get(FIRST)
    assert [label.by for label in view.labels] == ["eve"]
    assert view.moved is not None and view.moved.version == version_of(TEXT)
    eve.annotations.undo()
    assert eve.statements.of("a-1") == []  # nobody holds it, and it was found in a text that is not the current one
    eve.annotations.redo()
    assert eve.statements.get(FIRST).statement == view.statement
    assert dana.care.check() == []


def test_retired_statements_stay_retired_and_removed_articles_come_back(library: Library) -> None:
    labelled(library)
    library.annotations.retire(SECOND)
    correct(library, MORE, analysis=found(MORE))
    assert [view.id for view in library.statements.of("a-1")][:1] == [FIRST]
    assert "the dredging of the harbour" not in {v.statement.content.text for v in library.statements.of("a-1")}
    library.articles.remove("a-1")
    correct(library, DROPPED)
    assert {view.id for view in library.statements.of("a-1")} == {FIRST} and library.statements.get(FIRST).orphan
    assert library.care.check()[0].level == "warning"


def test_the_number_of_labels_never_drops(library: Library) -> None:
    labelled(library)
    library.annotations.label(THIRD, "none")
    for text in (CHANGED, DROPPED, MORE, "Another\n\nNothing of it is left.", TEXT + " The end."):
        correct(library, text)
        assert library.articles.rows()[0].labelled == library.statements.progress().labelled == 3
        assert len(asked(library, "is:labelled")) == 3
        assert [f for f in library.care.check() if f.level == "error"] == []


def test_a_statement_made_by_hand_in_pieces_follows(library: Library) -> None:
    article = analysed(library, source_id="a-1")
    pieces = [Span(TEXT.index(words), TEXT.index(words) + len(words)) for words in ("Ann Lee", "the harbour")]
    view = library.annotations.create_statement(
        article.id, article.version, actor="Ann Lee", content=pieces, form=Form.INDIRECT, stance="favor"
    )
    correct(library, MORE)
    moved = library.statements.get(view.id)
    assert moved.statement.content.text == "Ann Lee the harbour" and len(moved.statement.content.spans) == 2
    evidence_is_the_text(library, moved)


def test_a_person_places_an_orphan_and_takes_it_back(library: Library) -> None:
    labelled(library)
    now = TEXT.replace("said the plan should be dropped", "wants nothing of the plan any more")
    correct(library, now)
    assert library.statements.get(FIRST).orphan
    span = library.corrections.find(FIRST, "wants nothing of the plan")
    event = library.corrections.place(FIRST, [span])
    assert event.kind is EventKind.EDIT and library.annotations.describe(event).startswith("placed in the corrected")
    view = library.statements.get(FIRST)
    assert view.moved is not None and view.moved.method == "hand" and view.current
    assert (view.statement.source.text, view.statement.content.text) == ("The minister", "wants nothing of the plan")
    assert view.statement.cue.spans == () and view.label is not None
    evidence_is_the_text(library, view)
    assert library.care.check() == []
    # A later version follows the words that the person chose.
    correct(library, now + " The end.")
    later = library.statements.get(FIRST)
    assert later.statement.content.text == "wants nothing of the plan" and later.moved is not None
    assert later.moved.method == "exact" and later.moved.content.text == "the plan should be dropped"
    correct(library, now, earlier=True)
    assert library.statements.get(FIRST) == view
    library.annotations.undo()
    assert library.statements.get(FIRST).orphan
    library.annotations.redo()
    assert library.statements.get(FIRST) == view
    library.corrections.let_follow(FIRST)
    assert library.statements.get(FIRST).orphan


def test_what_cannot_be_placed_is_refused(library: Library) -> None:
    labelled(library)
    corrections = library.corrections
    with pytest.raises(UsageError, match="as it is now"):
        corrections.place(FIRST, [Span(0, 5)])
    correct(library, DROPPED)
    for spans in ([], [Span(0, 0)], [Span(0, 10_000)]):
        with pytest.raises(UsageError):
            corrections.place(FIRST, spans)
    with pytest.raises(UsageError, match="several times"):
        corrections.find(FIRST, "the")
    with pytest.raises(UsageError, match="does not stand"):
        corrections.find(FIRST, "no such words")
    with pytest.raises(UsageError, match="nobody placed"):
        corrections.let_follow(FIRST)


def test_edges_moved_before_and_after_a_correction(library: Library) -> None:
    labelled(library)
    at = TEXT.index("should be dropped")
    library.annotations.edit(FIRST, content=[Span(at, at + 17)])
    correct(library, MORE, analysis=found(MORE))
    view = library.statements.get(FIRST)
    assert (view.statement.content.text, view.edited) == ("should be dropped", ("content",))
    assert view.found is not None and view.found.content.text == "the plan should be dropped"
    assert view.found.version == version_of(TEXT)
    assert len(library.statements.of("a-1")) == 3  # neither the new edges nor the old ones have a twin in sight
    # An edge moved now is of the current text.
    there = MORE.index("plan should be dropped")
    event = library.annotations.edit(FIRST, content=[Span(there, there + 22)])
    assert "place" in event.sets and "content" not in event.sets
    view = library.statements.get(FIRST)
    assert view.statement.content.text == "plan should be dropped" and view.moved is not None
    evidence_is_the_text(library, view)
    library.annotations.undo()
    assert library.statements.get(FIRST).statement.content.text == "should be dropped"
    correct(library, TEXT, earlier=True)
    assert library.statements.get(FIRST).statement.content.text == "should be dropped"
    assert library.care.check() == []


def test_the_difference_says_what_changed_and_what_that_touches(library: Library) -> None:
    labelled(library)
    with pytest.raises(UsageError, match="one version"):
        library.corrections.difference("a-1")
    correct(library, CHANGED)
    found_ = library.corrections.difference("a-1")
    assert found_.numbers == (1, 2)
    (change,) = found_.changes
    assert (change.kind, CHANGED[change.new.start : change.new.end]) == ("inserted", "now")
    (touched,) = found_.statements
    assert (touched.view.id, touched.method) == (FIRST, "fuzzy")
    assert touched.new is not None and touched.new.content.text == "the plan should now be dropped"
    correct(library, DROPPED)
    (touched,) = library.corrections.difference("a-1").statements
    assert (touched.method, touched.old.content.text, touched.new) == ("orphan", "the plan should now be dropped", None)
    between = library.corrections.difference("a-1", "1", version_of(CHANGED)[:8])
    assert between.changes == found_.changes and between.statements[0].method == "fuzzy"
    assert library.corrections.difference("a-1", "2", "1").changes[0].kind == "deleted"
    for wrong in ("0", "4", "zzzz", ""):
        with pytest.raises(UsageError, match="no version"):
            library.corrections.difference("a-1", wrong)


def test_a_mention_follows(library: Library) -> None:
    labelled(library)
    at = TEXT.index("Ann Lee")
    correct(library, MORE)
    there = MORE.index("Ann Lee")
    assert library.corrections.follow(version_of(TEXT), Span(at, at + 7)) == Span(there, there + 7)
    assert library.corrections.follow(version_of(MORE), Span(1, 2)) == Span(1, 2)
    correct(library, TEXT.replace("Ann Lee", "Somebody"))
    assert library.corrections.follow(version_of(TEXT), Span(at, at + 7)) is None


def test_the_same_sentence_twice_is_told_apart_or_an_orphan(library: Library) -> None:
    text = (
        "Two towns\n\nIn Harrow the vote was tight. Lind said it was fine. Then the rain came to Harrow.\n\n"
        "In Wick nobody came at all. Lind said it was fine. The hall in Wick stayed dark."
    )
    one = statement(text, "Lind", "said", "it was fine")
    (added,) = library.articles.add([draft(text, source_id="b-1")])
    article = library.articles.get(str(added.article_id))
    library.analysis.store(article.key, article.version, Analysis((), (one,)))
    library.annotations.label(one.id, "favor")
    new = text.replace("Two towns\n\n", "Two towns\n\nIn short, Lind said it was fine. ")
    library.articles.add([draft(new, source_id="b-1")])
    view = library.statements.get(one.id)
    assert view.moved is not None and view.moved.method == "context"
    assert view.statement.start == new.index("Lind", new.index("tight"))
    gone = text.replace("Lind said it was fine. Then", "Then")
    library.articles.add([draft(gone, source_id="b-1")])
    assert library.statements.get(one.id).orphan


def test_a_label_whose_words_were_changed_is_to_be_looked_at_again(library: Library) -> None:
    article = analysed(library, source_id="a-1")
    for one in (FIRST, SECOND, THIRD):
        library.annotations.label(one, "favor")
    text = TEXT.replace("the dredging of the harbour", "the dredging of the harbours").replace("Harbour plan", "Plan")
    correct(library, text)
    view = library.statements.get(SECOND)
    assert view.moved is not None and view.moved.method == "fuzzy"
    assert [label.changed for label in view.labels] == ["words"]
    assert set(library.statements.ids_matching("is:recheck")) == {SECOND}, "where the words are the same, nothing is"
    library.annotations.confirm([SECOND])
    assert library.statements.ids_matching("is:recheck") == []
    correct(library, TEXT.replace("dredging of the harbour", "dredging of the harbor"))
    assert set(library.statements.ids_matching("is:recheck")) == {SECOND}, "the words are others than were confirmed"
    assert article.id == library.statements.get(SECOND).article and library.care.check() == []


def test_edges_that_are_moved_blind_leave_what_is_hidden_where_it_is(library: Library) -> None:
    labelled(library)
    correct(library, MORE)
    library.blind.set(["actors"])
    at = MORE.index("plan should be dropped")
    library.annotations.edit(FIRST, content=[Span(at, at + len("plan should be dropped"))])
    library.blind.clear()
    view = library.statements.get(FIRST)
    assert (view.statement.source.text, view.statement.cue.text) == ("The minister", "said")
    assert view.statement.content.text == "plan should be dropped"
    evidence_is_the_text(library, view)


def test_a_label_that_was_given_for_changed_words_is_looked_at_again_where_the_former_ones_are_back(
    library: Library,
) -> None:
    labelled(library)
    correct(library, CHANGED)
    library.annotations.label(FIRST, "favor")
    library.annotations.label(SECOND, "favor", note="the same words")
    assert asked(library, "is:recheck") == set()
    correct(library, TEXT, earlier=True)
    view = library.statements.get(FIRST)
    assert view.moved is None and view.statement.content.text == "the plan should be dropped"
    assert [label.changed for label in view.labels] == ["words"]
    assert asked(library, "is:recheck") == {FIRST}
    library.annotations.confirm([FIRST])
    assert asked(library, "is:recheck") == set()
