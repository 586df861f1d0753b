"""Recodings of what people corrected, and corrections of what was recoded."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.errors import UsageError
from index.library import Library
from index.library_parts.entity_corrections import Link, Mentions
from index.model import version_of
from tests.index.store.corrected import MORE
from tests.index.store.helpers import TEXT, analysed, draft, found, three

Opens = Callable[..., Library]
FIRST, SECOND, THIRD = (one.id for one in three())


def asked(library: Library, query: str) -> set[str]:
    return set(library.statements.ids_matching(query))


def actor_of(library: Library, statement: str) -> tuple[str, str]:
    return next(
        (view.statement.actor or "", view.statement.actor_id or "") for view in [library.statements.get(statement)]
    )


def test_an_event_about_a_renamed_actor_records_the_statement_as_it_was_found(library: Library) -> None:
    analysed(library)
    name, id = actor_of(library, FIRST)
    library.recoding.rename("actor", id, "Ann Lee-Marsh")
    view = library.statements.get(FIRST)
    assert (view.statement.actor, view.statement.actor_id) == ("Ann Lee-Marsh", id)
    assert view.recorded == three()[0] and view.found is None
    event = library.annotations.edit(FIRST, form="mixed")
    said = event.about["statement"]
    assert isinstance(said, dict) and said["actor"] == name and "edited" not in event.about
    again = library.annotations.label(FIRST, "favor").about
    assert again["statement"] == said and again["edited"] == {"form": "mixed"}
    with pytest.raises(UsageError, match="nothing to change"):
        library.annotations.edit(FIRST, back=["actor"])
    with pytest.raises(UsageError, match="nothing to change"):
        library.annotations.edit(FIRST, actor="Ann Lee-Marsh")
    assert library.care.check() == []


def test_an_actor_that_was_corrected_follows_a_recoding_and_goes_back(library: Library) -> None:
    analysed(library)
    name, id = actor_of(library, FIRST)
    library.annotations.edit(FIRST, actor="Rosa Pryce")
    library.recoding.rename("actor", "rosa-pryce", "Rosa Pryce-Vane")
    view = library.statements.get(FIRST)
    assert view.statement.actor == "Rosa Pryce-Vane" and view.edited == ("actor",)
    assert view.found == three()[0] and asked(library, "actor:pryce-vane") == {FIRST}
    assert library.annotations.recent().actors == ["Rosa Pryce-Vane"]
    library.annotations.edit(FIRST, back=["actor"])
    assert actor_of(library, FIRST) == (name, id) and library.statements.get(FIRST).edited == ()
    assert asked(library, "actor:pryce-vane") == set() and library.care.check() == []


def test_a_statement_that_followed_its_words_is_recorded_where_and_as_it_was_made(library: Library) -> None:
    analysed(library, source_id="a-1")
    library.annotations.label(FIRST, "against")
    library.articles.adding().add([draft(MORE, source_id="a-1")])
    article = library.articles.get("a-1")
    library.analysis.store(article.key, article.version, found(MORE))
    library.recoding.rename("actor", actor_of(library, FIRST)[1], "Ann Lee-Marsh")
    view = library.statements.get(FIRST)
    assert view.moved is not None and view.statement.version == version_of(MORE)
    assert view.statement.actor == "Ann Lee-Marsh" and view.recorded is not None
    assert view.recorded.as_made() == three()[0]
    about = library.annotations.label(FIRST, "favor").about
    made = about["statement"]
    assert isinstance(made, dict) and (made["version"], made["actor"]) == (version_of(TEXT), three()[0].actor)
    assert library.care.check() == []
    library.annotations.undo()
    library.annotations.undo()
    library.annotations.undo()
    assert library.statements.of("a-1")[0].labels == () and library.care.check() == []


def test_one_decision_bears_the_codebook_it_was_made_under(library: Library) -> None:
    analysed(library)
    issue = library.annotations.create_issue("quay", "The quay should be rebuilt").id
    library.annotations.decide(SECOND, actor="Rosa Pryce", issue=issue, stance="favor")
    assert asked(library, "is:recheck") == set()
    library.recoding.rename("issue", issue, "pier", proposition="The pier should be rebuilt")
    assert asked(library, "is:recheck") == {SECOND} and library.statements.get(SECOND).recheck
    assert library.annotations.recent().issues == ["pier"] and asked(library, "issue:quay") == {SECOND}
    with pytest.raises(UsageError, match="nothing to change"):
        library.annotations.decide(SECOND, issue="quay", stance="favor")
    library.annotations.confirm([SECOND])
    assert asked(library, "is:recheck") == set()


def test_tables_that_were_kept_hold_for_the_recoding_that_they_were_kept_under(open_library: Opens) -> None:
    library = open_library()
    analysed(library)
    _, id = actor_of(library, FIRST)
    for _ in library.search.preparing():
        pass
    library.recoding.rename("actor", id, "Ada Vane")
    library.annotations.label(FIRST, "favor")
    library.recoding.rename("label", "favor", "support")
    for _ in range(2):  # made anew and kept; taken up
        again = open_library()
        for _ in again.search.preparing():
            pass
        assert FIRST in asked(again, "actor:vane") and asked(again, "stance:support") >= {FIRST}
        assert asked(again, "actor:vane") == {view.id for view in again.statements.by_actor(id)}


def test_mentions_that_were_linked_by_hand_are_those_of_the_actor_that_theirs_became(library: Library) -> None:
    (added,) = library.articles.add([draft(TEXT)])
    key = library.articles.get(str(added.article_id)).key
    library.analysis.store(key, version_of(TEXT), found(TEXT))
    one = library.statements.entities(key)[0]
    library.annotations.edit(FIRST, actor="Rosa Pryce")
    library.annotations.edit(SECOND, actor="Omar Vane")
    library.entities.correct(Mentions(article=key, name=one.name), Link("Rosa Pryce"))
    library.recoding.merge("actor", ["rosa-pryce"], "omar-vane")
    linked = [mention for mention in library.statements.entities(key) if mention.span == one.span]
    assert [(mention.name, mention.actor_id) for mention in linked] == [("Omar Vane", "omar-vane")]
    assert library.search.keys(library.search.parse('entity:"Omar Vane"')) == {key}
