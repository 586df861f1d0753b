"""Labels, notes, issues, statements made by hand: what holds, what is undone, what survives a new analysis."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import UsageError
from index.library import Library
from index.model import Analysis, EventKind, Form, Issue, Span, Voice, version_of
from tests.index.store.helpers import TEXT, analysed, draft, found, passage, statement, three

FIRST, SECOND, THIRD = (one.id for one in three())


def test_a_label_is_an_event_and_shows_at_once(library: Library) -> None:
    article = analysed(library)
    event = library.annotations.label(FIRST, "mixed", note="on a condition")
    assert (event.kind, event.by, event.subject) == (EventKind.LABEL, "dana", f"statement:{FIRST}")
    assert event.sets == {"stance": "mixed", "note": "on a condition"}
    about = event.about["statement"]
    assert isinstance(about, dict)
    assert about["version"] == version_of(TEXT) and about["content"]["text"] == "the plan should be dropped"
    view = library.statements.get(FIRST)
    assert view.label is not None and (view.label.stance, view.label.by) == ("mixed", "dana")
    assert view.note == view.label.note == "on a condition"
    assert view.stance == "mixed" and not view.conflict
    assert (library.articles.rows()[0].labelled, library.statements.progress().labelled) == (1, 1)
    assert library.statements.of(article.id)[0] == view


def test_what_cannot_be_is_refused_and_changes_nothing(library: Library, folder: Path) -> None:
    analysed(library)
    before = (folder / "library.db").read_bytes()
    annotations = library.annotations
    for wrong in (
        lambda: annotations.label(FIRST, "purple"),
        lambda: annotations.label("0" * 16, "favor"),
        lambda: annotations.label(FIRST, "favor", issue="no-such-issue"),
        lambda: annotations.set_issue(FIRST, "no-such-issue"),
        lambda: annotations.clear(FIRST),
        lambda: annotations.accept(THIRD),
        lambda: annotations.undo(),
        lambda: annotations.redo(),
        lambda: annotations.create_issue("No Id", "A proposition"),
        lambda: annotations.create_issue("empty", " "),
        lambda: annotations.create_alias("nobody", "Somebody"),
    ):
        with pytest.raises(UsageError):
            wrong()
    assert (folder / "library.db").read_bytes() == before


def test_accept_takes_the_suggestion(library: Library) -> None:
    analysed(library)
    event = library.annotations.accept(SECOND)
    assert event.sets == {"stance": "favor"}
    assert library.annotations.describe(event).startswith("accepted favor: Ann Lee, “the dredging")


def test_clear_takes_off_only_ones_own_label(open_library: Callable[..., Library]) -> None:
    dana, eve = open_library("dana"), open_library("eve")
    analysed(dana)
    dana.annotations.label(FIRST, "against")
    with pytest.raises(UsageError):
        eve.annotations.clear(FIRST)
    eve.annotations.label(FIRST, "against")
    dana.annotations.clear(FIRST)
    view = dana.statements.get(FIRST)
    assert [label.by for label in view.labels] == ["eve"]
    assert view.label is not None and view.label.by == "eve"


def test_annotators_who_disagree_are_a_conflict(open_library: Callable[..., Library]) -> None:
    dana, eve, finn = open_library("dana"), open_library("eve"), open_library("finn")
    article = analysed(dana)
    dana.annotations.label(FIRST, "against")
    eve.annotations.label(FIRST, "mixed", note="both sides")
    assert dana.statements.get(FIRST).stance == "against"
    view = finn.statements.get(FIRST)
    assert view.conflict and view.label is None and view.stance is None
    assert [(label.by, label.stance, label.note) for label in view.labels] == [
        ("dana", "against", None),
        ("eve", "mixed", "both sides"),
    ]
    assert finn.search.run("is:conflict").keys == [article.key]
    assert list(finn.search.statement_ids(finn.search.parse("stance:against"))) == []
    eve.annotations.label(FIRST, "against")
    view = finn.statements.get(FIRST)
    assert not view.conflict and view.label is not None and view.label.by == "eve"


def test_notes_and_issues(library: Library) -> None:
    analysed(library)
    library.annotations.create_issue("the-dredging", "The harbour should be dredged", ["dredging"])
    library.annotations.note(FIRST, "  look at this\x1b[31m ")
    assert library.statements.get(FIRST).note == "look at this\ufffd[31m"
    library.annotations.note(FIRST, "")
    assert library.statements.get(FIRST).note is None
    library.annotations.set_issue(FIRST, "the-dredging")
    assert library.statements.get(FIRST).issue == "the-dredging"
    library.annotations.set_issue(FIRST, None)
    assert library.statements.get(FIRST).issue == three()[0].issue
    library.annotations.label(SECOND, "favor", issue="the-dredging")
    assert library.statements.get(SECOND).issue == "the-dredging"


def test_issues_and_aliases_of_people_stand_beside_the_configured_ones(library: Library) -> None:
    analysed(library)
    configured = library.annotations.issues()
    made = library.annotations.create_issue("harbour-toll", "The harbour toll should rise", ["toll"])
    assert made == Issue("harbour-toll", "The harbour toll should rise", ("toll",))
    assert library.annotations.issues() == [*configured, made]
    with pytest.raises(UsageError, match="already"):
        library.annotations.create_issue("harbour-toll", "Again")
    library.annotations.create_alias("ann-lee", "The Dredger")
    actor = next(one for one in library.annotations.actors() if one.id == "ann-lee")
    assert (actor.name, actor.aliases) == ("Ann Lee", ("The Dredger",))
    assert list(library.search.statement_ids(library.search.parse("{actor:dredger}"))) == [SECOND]
    library.annotations.undo()
    assert all(one.id != "ann-lee" for one in library.annotations.actors())
    library.annotations.undo()
    assert library.annotations.issues() == configured


def test_a_retired_statement_is_gone_until_undone(library: Library) -> None:
    article = analysed(library)
    library.annotations.retire(FIRST)
    assert [view.id for view in library.statements.of(article.key)] == [SECOND, THIRD]
    assert library.articles.rows()[0].statements == library.statements.progress().statements == 2
    assert library.statements.get(FIRST).retired
    with pytest.raises(UsageError, match="retired"):
        library.annotations.label(FIRST, "favor")
    library.annotations.undo()
    assert len(library.statements.of(article.key)) == 3


def spans(words: str) -> tuple[Span, ...]:
    return passage(TEXT, words).spans


def test_a_statement_made_by_hand(library: Library) -> None:
    article = analysed(library)
    view = library.annotations.create_statement(
        article.id,
        article.version,
        actor="ann lee",
        source=spans("Ann Lee"),
        content=spans("divides the town"),
        form=Form.ACT,
        voice=Voice.SELF,
        via=["The Post"],
        stance="mixed",
    )
    made = view.statement
    assert (made.actor, made.actor_id, made.made_by) == ("Ann Lee", "ann-lee", "dana")
    assert (made.content.text, made.form, made.via) == ("divides the town", Form.ACT, ("The Post",))
    assert view.label is not None and view.label.stance == "mixed"
    assert len(library.statements.of(article.key)) == library.articles.rows()[0].statements == 4
    assert [one.id for one in library.statements.by_actor("ann-lee")] == [made.id, SECOND]
    assert "Ann Lee" in library.annotations.actor_names("lee")
    with pytest.raises(UsageError, match="already"):
        library.annotations.create_statement(
            article.id, article.version, actor="Ann Lee", source=spans("Ann Lee"), content=spans("divides the town")
        )
    library.annotations.undo()
    assert len(library.statements.of(article.key)) == library.articles.rows()[0].statements == 3
    with pytest.raises(UsageError):
        library.statements.get(made.id)
    library.annotations.redo()
    assert library.statements.get(made.id) == view


def test_a_new_actors_name_gives_its_id(library: Library) -> None:
    article = analysed(library)
    view = library.annotations.create_statement(
        article.id, article.version, actor="Zoë O’Hara", content=spans("divides the town")
    )
    assert (view.statement.actor, view.statement.actor_id) == ("Zoë O’Hara", "zoe-o-hara")


@pytest.mark.parametrize(
    ("actor", "content"),
    [("", [Span(0, 5)]), ("Ann", []), ("Ann", [Span(29, 31)]), ("Ann", [Span(0, len(TEXT) + 1)])],
)
def test_a_statement_needs_an_actor_and_words_of_the_text(library: Library, actor: str, content: list[Span]) -> None:
    article = analysed(library)
    with pytest.raises(UsageError):
        library.annotations.create_statement(article.id, article.version, actor=actor, content=content)


def test_a_statement_by_hand_hides_the_found_one_that_it_overlaps(library: Library) -> None:
    article = analysed(library)
    first = three()[0]
    shorter = Span(first.content.start + 4, first.content.end)
    view = library.annotations.create_statement(
        article.id, article.version, actor="The minister", cue=first.cue.spans, content=[shorter]
    )
    assert [one.id for one in library.statements.of(article.key)] == [view.id, SECOND, THIRD]
    assert library.articles.rows()[0].statements == library.statements.progress().statements == 3
    assert FIRST not in library.search.statement_ids(library.search.parse("*"))
    assert FIRST not in [one.id for one in library.statements.matching("actor:minister")]
    library.annotations.undo()
    assert [one.id for one in library.statements.of(article.key)] == [FIRST, SECOND, THIRD]


def test_two_actors_with_one_content_stay_two_statements(library: Library) -> None:
    text = "Title\n\nAnn Lee and Bob Ray said the harbour should be dredged."
    library.articles.add([draft(text)])
    (row,) = library.articles.rows()
    both = [statement(text, name, "said", "the harbour should be dredged") for name in ("Ann Lee", "Bob Ray")]
    library.analysis.store(row.key, version_of(text), Analysis((), tuple(both)))
    library.annotations.label(both[0].id, "favor")
    assert [view.id for view in library.statements.of(row.key)] == [one.id for one in both]
    # An analysis that draws the spans otherwise brings both again; the labelled one stands for its own only.
    drawn = [statement(text, name, "said", "harbour should be dredged") for name in ("Ann Lee", "Bob Ray")]
    library.analysis.store(row.key, version_of(text), Analysis((), tuple(drawn)))
    assert {view.id for view in library.statements.of(row.key)} == {both[0].id, drawn[1].id}
    assert library.articles.rows()[0].statements == 2


def test_a_new_analysis_never_takes_away_or_alters_what_a_person_touched(library: Library) -> None:
    article = analysed(library)
    library.annotations.label(FIRST, "against")
    library.annotations.note(SECOND, "ask again")
    before = library.statements.get(FIRST)
    renamed = statement(TEXT, "The minister", "said", "the plan should be dropped", actor="Somebody else")
    library.analysis.store(article.key, article.version, Analysis((), (renamed,)))
    assert library.statements.get(FIRST) == before
    assert [view.id for view in library.statements.of(article.key)] == [FIRST, SECOND]
    library.analysis.store(article.key, article.version, Analysis())
    assert [view.id for view in library.statements.of(article.key)] == [FIRST, SECOND]
    assert library.statements.progress().statements == library.articles.rows()[0].statements == 2


def test_labels_mean_something_without_the_analysis(library: Library, folder: Path) -> None:
    article = analysed(library)
    library.annotations.label(FIRST, "against")
    before = library.statements.get(FIRST)
    (folder / "analysis.db").unlink()
    assert library.changed()
    assert library.statements.of(article.key) == [before]
    assert library.analysis.pending() == [article.key]
    library.analysis.store(article.key, article.version, found())
    assert len(library.statements.of(article.key)) == 3
    assert library.care.check() == []


def test_a_damaged_analysis_is_made_anew(library: Library, folder: Path) -> None:
    article = analysed(library)
    library.annotations.label(FIRST, "against")
    library.close()
    path = folder / "analysis.db"
    path.write_bytes(path.read_bytes()[:5000] + bytes(20000))
    with Library.open(folder, by="dana") as again:
        assert [view.id for view in again.statements.of(article.key)] == [FIRST]
        assert again.analysis.pending() == [article.key]


def test_undo_goes_back_through_articles_and_restarts(open_library: Callable[..., Library], folder: Path) -> None:
    library = open_library()
    one = analysed(library)
    other_text = TEXT.replace("Harbour", "Airport")
    analysed(library, other_text)
    library.annotations.label(FIRST, "against")
    library.annotations.label(FIRST, "mixed")
    library.annotations.label(three(other_text)[0].id, "favor")
    library.close()
    again = open_library()
    assert again.annotations.undo()[1].about["article"] != one.id
    assert again.annotations.undo()[1].sets == {"stance": "mixed"}
    assert again.statements.get(FIRST).stance == "against"
    again.close()
    third = open_library()
    assert third.annotations.redo()[1].sets == {"stance": "mixed"}
    assert third.statements.get(FIRST).stance == "mixed"
    assert third.annotations.redo()[1].sets == {"stance": "favor"}
    with pytest.raises(UsageError):
        third.annotations.redo()


def test_a_new_event_ends_redo(library: Library) -> None:
    analysed(library)
    library.annotations.label(FIRST, "against")
    library.annotations.label(SECOND, "favor")
    library.annotations.undo()
    library.annotations.label(THIRD, "none")
    with pytest.raises(UsageError, match="redo"):
        library.annotations.redo()
    assert [library.annotations.undo()[1].subject for _ in range(2)] == [f"statement:{THIRD}", f"statement:{FIRST}"]
    with pytest.raises(UsageError, match="undo"):
        library.annotations.undo()


def test_undo_is_each_annotators_own(open_library: Callable[..., Library]) -> None:
    dana, eve = open_library("dana"), open_library("eve")
    analysed(dana)
    dana.annotations.label(FIRST, "against")
    eve.annotations.label(FIRST, "favor")
    dana.annotations.undo()
    assert [label.by for label in eve.statements.get(FIRST).labels] == ["eve"]
    with pytest.raises(UsageError):
        dana.annotations.undo()


def test_every_event_is_told_in_words(library: Library) -> None:
    article = analysed(library)
    annotations = library.annotations
    annotations.create_issue("toll", "The toll should rise")
    said = [
        annotations.describe(event)
        for event in (
            annotations.label(FIRST, "against"),
            annotations.clear(FIRST),
            annotations.note(FIRST, "hm"),
            annotations.set_issue(FIRST, "toll"),
            annotations.retire(SECOND),
            annotations.create_alias("ann-lee", "Lee"),
            library.articles.remove(article.id),
            annotations.undo()[0],
        )
    ]
    assert said == [
        "labelled against: The minister, “the plan should be dropped”",
        "cleared the label: The minister, “the plan should be dropped”",
        "note: The minister, “the plan should be dropped”",
        "issue toll: The minister, “the plan should be dropped”",
        "retired: Ann Lee, “the dredging of the harbour”",
        "new alias of Ann Lee: “Lee”",
        "removed the article “Harbour plan divides the town”",
        "undid remove-article",
    ]


def test_next_unlabelled_has_no_label_of_ones_own(library: Library) -> None:
    article = analysed(library)
    ids = [one.id for one in three()]
    with Library.open(library.folder, by="omar") as omar:
        for id_ in ids:
            omar.annotations.label(id_, "none")
    library.annotations.label(ids[1], "favor")
    found = library.statements.next_unlabelled((article.key, ids[0]))
    assert found is not None and found.id == ids[2]
    (row,) = library.articles.rows()
    assert (row.statements, row.labelled, row.own) == (3, 3, 1)
    progress = library.statements.progress()
    assert (progress.labelled, progress.own) == (3, 1)
    library.annotations.clear(ids[1])
    assert (library.articles.rows()[0].own, library.statements.progress().own) == (0, 0)
    library.annotations.undo()
    library.annotations.retire(ids[1])
    assert (library.articles.rows()[0].own, library.statements.progress().own) == (0, 0)


def test_next_unlabelled_goes_through_the_whole_list_both_ways(library: Library) -> None:
    texts = [TEXT.replace("Harbour", name) for name in ("Airport", "Bridge", "Canal")]
    articles = [analysed(library, text, date=f"2024-03-0{n + 1}") for n, text in enumerate(texts)]
    ids = {(n, m): three(text)[m].id for n, text in enumerate(texts) for m in range(3)}
    order = [ids[n, m] for n in (2, 1, 0) for m in range(3)]
    for skipped in (ids[2, 1], ids[1, 0], ids[1, 1], ids[1, 2]):
        library.annotations.label(skipped, "none")
        order.remove(skipped)
    walked: list[str] = []
    place = None
    while (view := library.statements.next_unlabelled(place)) is not None:
        walked.append(view.id)
        place = (library.statements.article_key(view.id), view.id)
    assert walked == order
    back: list[str] = []
    place = None
    while (view := library.statements.next_unlabelled(place, -1)) is not None:
        back.append(view.id)
        place = (library.statements.article_key(view.id), view.id)
    assert back == order[::-1]
    only = library.statements.next_unlabelled((articles[1].key, None), 1, [articles[1].key, articles[0].key])
    assert only is not None and only.id == ids[0, 0]
