"""Corrections of the parts of statements: what holds, who sees it, what survives, what is refused."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import reasons
from index.errors import UsageError
from index.exchange import records, tables
from index.library import Library
from index.model import EDITABLE, Analysis, EventKind, Form, Span, StatementView, Voice
from index.store import codec, editing, events, projection
from tests.index.store.helpers import TEXT, analysed, draft, found, passage, statement, three

FIRST, SECOND, THIRD = (one.id for one in three())


def spans(words: str) -> tuple[Span, ...]:
    """Where words stand in TEXT."""
    return passage(TEXT, words).spans


def asked(library: Library, query: str) -> set[str]:
    """The statements that a query finds."""
    return set(library.search.statement_ids(library.search.parse(query)))


def test_an_edit_changes_any_part_and_the_id_stays(library: Library) -> None:
    article = analysed(library)
    event = library.annotations.edit(
        FIRST,
        actor="Ann Lee",
        source=spans("The minister"),
        cue=spans("welcomed"),
        content=spans("the plan should"),
        form=Form.DIRECT,
        voice="spokesperson",
        via=["The Post"],
    )
    # The source is what it was, so that the event does not say it.
    assert set(event.sets) == set(EDITABLE) - {"source"} and event.kind is EventKind.EDIT
    view = library.statements.get(FIRST)
    one = view.statement
    assert (one.id, one.actor, one.actor_id) == (FIRST, "Ann Lee", "ann-lee")
    assert (one.source.text, one.cue.text, one.content.text) == ("The minister", "welcomed", "the plan should")
    assert (one.form, one.voice, one.via) == (Form.DIRECT, Voice.SPOKESPERSON, ("The Post",))
    assert view.edited == tuple(field for field in EDITABLE if field != "source")
    assert view.found == three()[0]
    assert library.statements.of(article.id)[0] == view
    assert [one.id for one in library.statements.by_actor("ann-lee")] == [FIRST, SECOND]
    assert library.statements.by_actor("minister") == []
    assert library.care.check() == []


def test_search_facets_concordance_and_export_have_what_was_corrected(library: Library) -> None:
    analysed(library)
    library.annotations.edit(
        FIRST, actor="Ann Lee", cue=spans("welcomed"), content=spans("the dredging"), voice="other"
    )
    assert asked(library, "{actor:lee}") == {FIRST, SECOND} and asked(library, "{actor:minister}") == set()
    assert asked(library, "{dredging}") == {FIRST, SECOND} and asked(library, "{plan}") == set()
    assert asked(library, "cue:welcome") == {FIRST, SECOND} and asked(library, "cue:say") == set()
    assert asked(library, "{voice:other}") == {FIRST}
    facets = {facet.name: facet for facet in library.search.run("*", facets=True).facets}
    assert {value.value for value in facets["actor"].values} == {"ann-lee", "the-port-authority"}
    lines = {line.statement: line for line in library.search.concordance("*").lines}
    assert (lines[FIRST].actor, lines[FIRST].content) == ("Ann Lee", "the dredging")
    record = records.ordered_statement(library.statements.get(FIRST))
    assert (record["actor_id"], record["edited"]) == ("ann-lee", ["actor", "cue", "content", "voice"])
    header, row = list(tables.lines([record], "csv"))
    assert ",question,questions,edited," in header and ",actor; cue; content; voice," in row


def test_what_the_dictionary_form_of_a_cue_was_is_not_searched_once_the_cue_is_another(library: Library) -> None:
    one = replace(three()[0], derivation=None)
    (added,) = library.articles.add([draft()])
    article = library.articles.get(str(added.article_id))
    derived = codec.statement_from_json(
        codec.statement_to_json(one)
        | {"derivation": {**dict.fromkeys(("holder", "parent", "issue_place")), "rule": "verb", "lemma": "utter",
                          "cue_class": "say", "negated": False, "hedged": False, "issue_words": []}}
    )  # fmt: skip
    library.analysis.store(article.key, article.version, Analysis((), (derived,)))
    assert asked(library, "cue:utter") == {FIRST}
    library.annotations.label(FIRST, "against")
    assert asked(library, "cue:utter") == {FIRST}
    library.annotations.edit(FIRST, cue=spans("denied"))
    assert asked(library, "cue:utter") == set() and asked(library, "cue:deny") == {FIRST}


def test_it_is_said_what_was_corrected_and_what_had_been_found(library: Library) -> None:
    analysed(library)
    library.annotations.edit(FIRST, actor="Ann Lee", content=spans("the plan"), voice="other", via=["The Post"])
    view = library.statements.get(FIRST)
    told = {one.topic: one.because for one in reasons.reasons(view.statement, view=view)}
    assert told[reasons.SOURCE] == ("Ann Lee", "actor corrected by hand; found was The minister")
    assert told[reasons.CONTENT] == ("content corrected by hand; found was “the plan should be dropped”",)
    assert told[reasons.VOICE] == (
        "voice corrected by hand; found was self",
        "via corrected by hand; found was nobody",
    )
    assert all("by hand" not in why for why in told[reasons.CUE])


def test_the_source_can_be_unknown(library: Library) -> None:
    analysed(library)
    library.annotations.edit(FIRST, actor=None, source=())
    view = library.statements.get(FIRST)
    assert (view.statement.actor, view.statement.actor_id, view.statement.source.text) == (None, None, "")
    assert view.edited == ("actor", "source")
    assert "source not named" in library.annotations.describe(library.annotations.label(FIRST, "favor"))


def test_undo_takes_an_edit_back_and_redo_brings_it_again(library: Library) -> None:
    analysed(library)
    before = library.statements.of(1)
    library.annotations.edit(FIRST, actor="Ann Lee", content=spans("the plan"))
    after = library.statements.get(FIRST)
    assert library.annotations.undo()[1].kind is EventKind.EDIT
    assert library.statements.of(1) == before and asked(library, "{actor:minister}") == {FIRST}
    library.annotations.redo()
    assert library.statements.get(FIRST) == after


def test_of_two_annotators_edits_of_a_part_the_later_holds(open_library: Callable[..., Library]) -> None:
    dana, eve = open_library("dana"), open_library("eve")
    analysed(dana)
    dana.annotations.edit(FIRST, actor="Ann Lee", form="direct")
    eve.annotations.edit(FIRST, actor="The Port Authority")
    assert dana.statements.get(FIRST).statement.actor_id == "the-port-authority"
    assert dana.statements.get(FIRST).edited == ("actor", "form")
    eve.annotations.undo()
    assert dana.statements.get(FIRST).statement.actor_id == "ann-lee"
    eve.annotations.edit(FIRST, back=["actor"])
    assert dana.statements.get(FIRST).statement.actor_id == "minister"
    assert dana.statements.get(FIRST).edited == ("form",)
    # To say what was found is to go back to it.
    event = eve.annotations.edit(FIRST, form="indirect", actor="Ann Lee")
    assert event.sets == {"actor": {"name": "Ann Lee", "id": "ann-lee"}, "form": None}
    eve.annotations.undo()
    # What one took back stays so when the other's is undone, and the label keeps what it was given to.
    eve.annotations.label(FIRST, "against")
    dana.annotations.undo()
    view = dana.statements.get(FIRST)
    assert (view.edited, view.found, view.statement) == ((), None, three()[0])
    assert dana.care.check() == []


def test_what_others_did_on_top_of_an_edit_does_not_keep_it_alive(open_library: Callable[..., Library]) -> None:
    dana, eve = open_library("dana"), open_library("eve")
    analysed(dana)
    dana.annotations.edit(FIRST, content=spans("the plan"))
    event = eve.annotations.label(FIRST, "favor")
    assert event.about["edited"] == {"content": codec.passage_to_json(passage(TEXT, "the plan"))}
    assert eve.annotations.describe(event) == "labelled favor: The minister, “the plan”"
    dana.annotations.undo()
    assert eve.statements.get(FIRST).statement == three()[0]


def test_what_is_found_later_does_not_alter_an_edit(library: Library) -> None:
    article = analysed(library)
    library.annotations.edit(FIRST, actor="Ann Lee", content=spans("The minister said the plan should be dropped"))
    edited = library.statements.get(FIRST)
    wider = statement(TEXT, "The minister", "said", "said the plan should be dropped", actor_id="minister")
    library.analysis.store(article.key, article.version, Analysis((), (wider, *three()[1:])))
    assert library.statements.get(FIRST) == edited
    # The twin of the former spans is hidden, and so is one of the new spans.
    assert [view.id for view in library.statements.of(article.key)] == [FIRST, SECOND, THIRD]
    assert library.statements.progress().statements == library.articles.rows()[0].statements == 3
    whole = statement(TEXT, "The minister", "said", "The minister said the plan should be dropped")
    library.analysis.store(article.key, article.version, Analysis((), (wider, whole, *three()[1:])))
    assert [view.id for view in library.statements.of(article.key)] == [FIRST, SECOND, THIRD]
    assert asked(library, "*") == {FIRST, SECOND, THIRD}


def test_the_found_statement_stays_hidden_by_its_id_and_one_of_the_new_spans_is_too(library: Library) -> None:
    article = analysed(library)
    longer = statement(TEXT, "The minister", "said", "the plan should be dropped. Ann Lee", actor_id="minister")
    library.analysis.store(article.key, article.version, Analysis((), (*three(), longer)))
    assert len(library.statements.of(article.key)) == 4
    library.annotations.edit(FIRST, content=longer.content.spans)
    assert [view.id for view in library.statements.of(article.key)] == [FIRST, SECOND, THIRD]
    assert library.articles.rows()[0].statements == 3
    library.annotations.undo()
    assert len(library.statements.of(article.key)) == 4
    assert library.articles.rows()[0].statements == 4


def test_what_cannot_be_is_refused_with_a_sentence_and_changes_nothing(library: Library, folder: Path) -> None:
    analysed(library)
    library.annotations.retire(THIRD)
    before = (folder / "library.db").read_bytes()
    edit, many = library.annotations.edit, library.annotations.edit_many
    for wrong, why in (
        (lambda: edit(THIRD, form="direct"), "retired"),
        (lambda: edit(FIRST), "say what is to be changed"),
        (lambda: edit(FIRST, actor="The minister", form="indirect"), "so already"),
        (lambda: edit(FIRST, content=()), "needs its content"),
        (lambda: edit(FIRST, content=[Span(29, 31)]), "needs its content"),
        (lambda: edit(FIRST, source=[Span(5, len(TEXT) + 1)]), "behind the article's text"),
        (lambda: edit(FIRST, actor="!"), "needs its actor"),
        (lambda: edit(FIRST, form="sung"), "no form: they are direct"),
        (lambda: edit(FIRST, voice="choir"), "no voice: they are self"),
        (lambda: edit(FIRST, back=["stance"]), "no part of a statement"),
        (lambda: edit(FIRST, back=["form"]), "so already"),
        (lambda: edit(FIRST, form="direct", back=["form"]), "at once"),
        (lambda: edit("0" * 16, form="direct"), "no statement"),
        (lambda: many([FIRST], content=spans("the plan")), "belongs to one statement"),
        (lambda: many([THIRD], form="direct"), "nothing to change"),
        (lambda: many([], form="direct"), "no statements"),
        (lambda: many([FIRST]), "say what is to be changed"),
    ):
        with pytest.raises(UsageError, match=why):
            wrong()
    assert (folder / "library.db").read_bytes() == before


def test_an_edited_statement_can_be_retired_and_comes_back_as_it_was_edited(library: Library) -> None:
    article = analysed(library)
    library.annotations.edit(FIRST, content=spans("the plan"))
    library.annotations.retire(FIRST)
    assert [view.id for view in library.statements.of(article.key)] == [SECOND, THIRD]
    with pytest.raises(UsageError, match="retired"):
        library.annotations.edit(FIRST, form="direct")
    library.annotations.undo()
    assert library.statements.get(FIRST).statement.content.text == "the plan"


def test_a_statement_made_by_hand_is_edited_like_any_other(library: Library) -> None:
    article = analysed(library)
    made = library.annotations.create_statement(
        article.id, article.version, actor="Ann Lee", content=spans("Harbour plan")
    )
    library.annotations.edit(made.id, content=spans("Harbour plan divides"), cue=spans("divides"))
    view = library.statements.get(made.id)
    assert (view.statement.content.text, view.statement.made_by) == ("Harbour plan divides", "dana")
    assert view.found == made.statement


def test_one_that_was_corrected_and_retired_can_be_made_once_more_as_it_is_marked(library: Library) -> None:
    article = analysed(library)
    one = three()[0]
    marked = {"source": one.source.spans, "cue": one.cue.spans, "content": one.content.spans}

    def make() -> StatementView:
        return library.annotations.create_statement(article.id, article.version, actor="Ann Lee", **marked)  # type: ignore[arg-type]

    library.annotations.edit(FIRST, content=spans("the plan"), actor="Omar Vale")
    with pytest.raises(UsageError, match=f"{FIRST} was found with exactly these spans, and was corrected"):
        make()
    library.annotations.retire(FIRST)
    view = make()
    assert (view.id, view.retired, view.edited, view.statement.actor) == (FIRST, False, (), "Ann Lee")
    assert view.statement.content == one.content
    library.annotations.undo()
    assert library.statements.get(FIRST).retired and library.statements.get(FIRST).edited == ("actor", "content")
    assert library.care.check() == []


def test_many_are_edited_in_one_step(open_library: Callable[..., Library]) -> None:
    library = open_library("dana")
    analysed(library)
    library.annotations.edit(SECOND, actor="Omar Vale")
    library.annotations.retire(THIRD)
    ids = [FIRST, SECOND, THIRD]
    preview = library.annotations.preview_edit_many(ids, actor="Dredging Board", voice="organisation")
    assert (preview.changes, preview.articles, preview.unchanged, preview.retired) == (2, 1, 0, 1)
    assert preview.edited == 1 and [view.id for view in preview.samples] == [FIRST, SECOND]
    event = library.annotations.edit_many(ids, actor="Dredging Board", voice="organisation")
    assert [part.subject for part in event.parts()] == [f"statement:{FIRST}", f"statement:{SECOND}"]
    said = library.annotations.describe(event)
    assert said == "corrected the actor (Dredging Board) and voice (organisation): 2 statements in 1 article"
    assert [view.statement.actor for view in library.statements.of(1)] == ["Dredging Board"] * 2
    assert asked(library, "{voice:organisation actor:dredging}") == {FIRST, SECOND}
    library.annotations.undo()
    assert [view.statement.actor for view in library.statements.of(1)] == ["The minister", "Omar Vale"]
    assert library.care.check() == []


def test_the_kept_ones_can_be_made_anew_and_a_changed_one_is_found(library: Library, folder: Path) -> None:
    analysed(library)
    library.annotations.edit(FIRST, actor="Ann Lee", content=spans("the plan"))
    library.annotations.edit_many([FIRST, SECOND], form="act")
    library.annotations.edit(SECOND, via=["The Post"])
    library.annotations.undo()
    with closing(sqlite3.connect(folder / "library.db", isolation_level=None)) as connection:
        before = connection.execute("SELECT * FROM kept ORDER BY id").fetchall()
        projection.rebuild(connection, list(events.walk(connection)))
        assert connection.execute("SELECT * FROM kept ORDER BY id").fetchall() == before
        folded = {key: codec.canonical(value) for key, (value, _) in projection.fold(events.walk(connection)).items()}
        rows = connection.execute("SELECT subject, field, by, value FROM decision").fetchall()
        assert {row[:3]: row[3] for row in rows} == folded
        connection.execute("UPDATE kept SET actor = 'Somebody' WHERE id = ?", (FIRST,))
    assert [(one.level, one.where) for one in library.care.check()] == [("error", f"statement:{FIRST}")]


_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "actor": st.sampled_from([{"name": "Ann Lee", "id": "ann-lee"}, {"name": None, "id": None}]),
    **dict.fromkeys(
        ("source", "cue", "content"),
        st.integers(0, 60).map(lambda at: codec.passage_to_json(passage(TEXT, TEXT[at : at + 9]))),
    ),
    "form": st.sampled_from([str(one) for one in Form]),
    "voice": st.sampled_from([str(one) for one in Voice]),
    "via": st.lists(st.sampled_from(["The Post", "Courier"]), max_size=2),
}


@given(st.fixed_dictionaries({}, optional={field: st.none() | value for field, value in _VALUES.items()}))
def test_a_corrected_statement_has_what_was_decided_and_still_knows_what_was_found(decided: dict[str, Any]) -> None:
    before = codec.statement_to_json(found().statements[0])
    body = editing.corrected(before, {"stance": "favor", **decided})
    one = codec.statement_from_json(body)
    first = codec.statement_from_json(before)
    assert one.id == first.id
    for field in EDITABLE:
        value = decided.get(field)
        expected = editing.of_statement(first, field) if value is None else value
        assert editing.of_statement(one, field) == expected
        assert (field in editing.names(body)) == (expected != editing.of_statement(first, field))
    assert editing.found(body) == (first if editing.names(body) else None)


def test_what_is_hidden_is_not_set_to_what_stands_in_its_place(library: Library) -> None:
    analysed(library)
    library.annotations.edit(FIRST, actor="Ines Lind")
    library.blind.set(["actors"])
    shown = library.statements.get(FIRST).statement
    assert shown.actor == "actor 1" and not shown.source
    for same in ({"actor": "actor 1"}, {"actor": "Ines Lind"}, {"source": []}, {"source": three()[0].source.spans}):
        with pytest.raises(UsageError, match="is so already"):
            library.annotations.edit(FIRST, **same)  # type: ignore[arg-type]
    library.annotations.edit(FIRST, actor="The minister")
    library.blind.clear()
    view = library.statements.get(FIRST)
    assert (view.statement.actor, view.statement.source.text, view.edited) == ("The minister", "The minister", ())
