"""Corrections of what articles name: types, names that belong together or apart, what is missing, what is wrong."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import UsageError
from index.library import Library
from index.library_parts.entity_corrections import Back, Join, Link, Mentions, Remove, Retype, Split
from index.model import Analysis, Article, Entity, EntityType, EventKind, Span
from index.search.completion import complete
from index.store import codec, corrections, events, projection
from index.store.corrected import merged
from index.store.corrections import Correction
from tests.index.store.helpers import draft

FERRY = (
    "Ferry line to close\n\n"
    "Ada Bennett met Omar Bennett in Tamsel on Monday. Bennett said the Harbour Board had agreed. "
    "The Board wrote to Tamsel."
)
QUAY = "Quay reopens\n\nAda Bennett opened the quay in Tamsel. The Harbour Board paid for it."


def place(text: str, words: str, nth: int = 0) -> Span:
    """Where words stand in a text for the first time, or the `nth` time after that."""
    start = text.index(words)
    for _ in range(nth):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def mention(
    text: str, words: str, kind: EntityType, name: str | None = None, actor_id: str | None = None, nth: int = 0
) -> Entity:
    """A mention in a text."""
    return Entity(place(text, words, nth), words, kind, name or words, actor_id)


def found(text: str) -> tuple[Entity, ...]:
    """What an analysis of these texts gives, with its mistakes: both Bennetts are one, Tamsel is a person."""
    person, org = EntityType.PERSON, EntityType.ORG
    if text == QUAY:
        return (
            mention(QUAY, "Ada Bennett", person, actor_id="ada-bennett"),
            mention(QUAY, "Tamsel", person),
            mention(QUAY, "Harbour Board", org),
        )
    return (
        mention(FERRY, "Ada Bennett", person, actor_id="ada-bennett"),
        mention(FERRY, "Omar Bennett", person, "Ada Bennett", "ada-bennett"),
        mention(FERRY, "Tamsel", person),
        mention(FERRY, "Monday", person),
        mention(FERRY, "Bennett", person, "Ada Bennett", "ada-bennett", nth=2),
        mention(FERRY, "Harbour Board", org),
        mention(FERRY, "Tamsel", person, nth=1),
    )


def add(library: Library, text: str, source_id: str) -> Article:
    """An article of the library with what was found in it."""
    (added,) = library.articles.add([draft(text, path=f"{source_id}.txt", source_id=source_id)])
    article = library.articles.get(str(added.article_id))
    library.analysis.store(article.key, article.version, Analysis(found(text)))
    return article


@pytest.fixture
def ferry(library: Library) -> Article:
    """The first of two articles that the library has."""
    article = add(library, FERRY, "ferry")
    add(library, QUAY, "quay")
    return article


def named(library: Library, ref: str = "ferry") -> list[tuple[str, str, str]]:
    """What an article names: words, type and name, in the order of the text."""
    return [(one.text, str(one.type), one.name) for one in library.statements.entities(library.articles.get(ref).id)]


def articles(library: Library, query: str) -> list[int]:
    """The keys of the articles that a query finds."""
    return sorted(library.search.run(query).keys)


def test_one_mention_is_retyped_and_undone(library: Library, ferry: Article) -> None:
    before = named(library)
    first = place(FERRY, "Tamsel")
    event = library.entities.correct(Mentions(article=ferry.id, span=first), Retype(EntityType.GPE))
    assert event.kind is EventKind.ENTITY
    assert event.subject == f"mention:{ferry.version}:{first.start}-{first.end}"
    assert event.sets == {"entity": {"name": "Tamsel", "type": "GPE", "actor_id": None}}
    assert event.about["was"] == {"name": "Tamsel", "type": "PERSON", "actor_id": None}
    assert library.annotations.describe(event) == "made “Tamsel” GPE: “Tamsel” in “Ferry line to close”"
    assert [one for one in named(library) if one[0] == "Tamsel"] == [
        ("Tamsel", "GPE", "Tamsel"),
        ("Tamsel", "PERSON", "Tamsel"),
    ]
    assert [one[0] for one in named(library)] == [one[0] for one in before]
    library.annotations.undo()
    assert named(library) == before
    library.annotations.redo()
    assert ("Tamsel", "GPE", "Tamsel") in named(library)
    assert library.care.check() == []


def test_a_name_is_retyped_in_one_article_or_in_all_in_one_step(library: Library, ferry: Article) -> None:
    preview = library.entities.preview(Mentions("Tamsel", "ferry"), Retype(EntityType.GPE))
    assert (preview.changes, preview.articles, preview.unchanged) == (2, 1, 0)
    library.entities.correct(Mentions("Tamsel", "ferry"), Retype(EntityType.GPE))
    preview = library.entities.preview(Mentions("tamsel"), Retype(EntityType.GPE))
    assert (preview.changes, preview.articles, preview.unchanged) == (1, 1, 2)
    assert [(one.place.title, one.text) for one in preview.samples] == [("Quay reopens", "Tamsel")]
    library.annotations.undo()
    event = library.entities.correct(Mentions("TAMSEL"), Retype(EntityType.GPE))
    assert len(event.sets) == 3
    assert library.annotations.describe(event) == "made “Tamsel” GPE: 3 mentions in 2 articles"
    assert {kind for ref in ("ferry", "quay") for text, kind, _ in named(library, ref) if text == "Tamsel"} == {"GPE"}
    assert articles(library, "type:gpe") == [1, 2]
    library.annotations.undo()
    assert articles(library, "type:gpe") == []


def test_names_are_joined(library: Library, ferry: Article) -> None:
    library.entities.add("ferry", place(FERRY, "The Board"), EntityType.PERSON)
    event = library.entities.correct(Mentions("The Board", "ferry"), Join("Harbour Board"))
    assert ("The Board", "ORG", "Harbour Board") in named(library)
    assert library.annotations.describe(event).startswith("made “The Board” “Harbour Board” and ORG: ")
    # What it is joined to may be in another article alone.
    library.entities.correct(Mentions("Harbour Board", "ferry"), Remove())
    library.entities.add("ferry", place(FERRY, "the Harbour Board"), EntityType.LOC)
    library.entities.correct(Mentions("the Harbour Board", "ferry"), Join("harbour board"))
    assert ("the Harbour Board", "ORG", "Harbour Board") in named(library)


def test_what_was_wrongly_joined_is_taken_apart(library: Library, ferry: Article) -> None:
    which = Mentions("Ada Bennett", "ferry", text="Omar Bennett")
    library.entities.correct(which, Split())
    assert [(one[0], one[2]) for one in named(library) if "Bennett" in one[0]] == [
        ("Ada Bennett", "Ada Bennett"), ("Omar Bennett", "Omar Bennett"), ("Bennett", "Ada Bennett"),
    ]  # fmt: skip
    assert [one.actor_id for one in library.statements.entities("ferry")[:2]] == ["ada-bennett", None]
    library.entities.correct(Mentions("Omar Bennett"), Link("Omar Bennett"))
    alone = place(FERRY, "Bennett said").start
    library.entities.correct(Mentions(article="ferry", span=Span(alone, alone + 7)), Split("Omar Bennett"))
    bennett = next(one for one in library.statements.entities("ferry") if one.text == "Bennett")
    # It stands for whom the other of that name stands for.
    assert (bennett.name, bennett.actor_id) == ("Omar Bennett", "omar-bennett")
    for _ in range(3):
        library.annotations.undo()
    library.entities.correct(Mentions("Ada Bennett", "ferry"), Split())
    assert [one[2] for one in named(library) if "Bennett" in one[0]] == ["Ada Bennett", "Omar Bennett", "Bennett"]


def test_a_missing_one_is_added_and_a_wrong_one_removed(library: Library, ferry: Article) -> None:
    library.entities.correct(Mentions("Monday", "ferry"), Remove())
    assert "Monday" not in [one[0] for one in named(library)]
    event = library.entities.add("ferry", place(FERRY, "Ferry line"), EntityType.PRODUCT, name="The Tamsel ferry")
    assert named(library)[0] == ("Ferry line", "PRODUCT", "The Tamsel ferry")
    said = library.annotations.describe(event)
    assert said == "new name “The Tamsel ferry” (PRODUCT): “Ferry line” in “Ferry line to close”"
    library.entities.add("ferry", place(FERRY, "Monday"), EntityType.EVENT)
    assert ("Monday", "EVENT", "Monday") in named(library)
    library.entities.add("quay", place(QUAY, "quay"), EntityType.FAC, actor="Harbour Board")
    assert library.statements.entities("quay")[1].actor_id == "harbour-board"


def test_corrections_are_taken_back_by_place_and_by_either_name(library: Library, ferry: Article) -> None:
    before = named(library), named(library, "quay")
    library.entities.correct(Mentions("Tamsel"), Retype(EntityType.GPE))
    library.entities.correct(Mentions("Monday"), Remove())
    library.entities.correct(Mentions("Harbour Board", "quay"), Split("Quay Board"))
    assert (named(library), named(library, "quay")) != before
    library.entities.correct(Mentions(article="ferry", span=place(FERRY, "Tamsel")), Back())
    assert [kind for text, kind, _ in named(library) if text == "Tamsel"] == ["PERSON", "GPE"]
    for name in ("Tamsel", "Monday", "Harbour Board"):
        library.entities.correct(Mentions(name), Back())
    assert (named(library), named(library, "quay")) == before
    with pytest.raises(UsageError, match="nobody corrected that"):
        library.entities.correct(Mentions("Tamsel"), Back())
    assert library.care.check() == []


def test_of_two_annotators_the_later_decides_and_undo_gives_the_other_again(
    open_library: Callable[..., Library],
) -> None:
    dana, eve = open_library("dana"), open_library("eve")
    article = add(dana, FERRY, "ferry")
    which = Mentions(article=article.id, span=place(FERRY, "Tamsel"))
    dana.entities.correct(which, Retype(EntityType.GPE))
    eve.entities.correct(which, Retype(EntityType.LOC))
    assert ("Tamsel", "LOC", "Tamsel") in named(dana)
    assert articles(dana, "type:gpe") == [] and articles(dana, "type:loc") == [article.key]
    eve.annotations.undo()
    assert ("Tamsel", "GPE", "Tamsel") in named(eve)
    assert articles(dana, "type:gpe") == [article.key] and articles(eve, "type:loc") == []
    # So it is with something else corrected later in the same article.
    eve.entities.correct(which, Retype(EntityType.LOC))
    dana.entities.correct(Mentions("Monday"), Remove())
    assert articles(eve, "type:loc") == [article.key]
    eve.annotations.undo()
    assert articles(eve, "type:loc") == [] and articles(eve, "type:gpe") == [article.key]


def test_queries_facets_and_completion_agree_with_the_corrections(
    library: Library, ferry: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.library_parts.vocabulary._TIMES", 0)  # what is completed is counted anew each time
    assert articles(library, "entity:monday") == [1] and articles(library, "type:gpe") == []
    library.entities.correct(Mentions("Monday"), Remove())
    library.entities.correct(Mentions("Tamsel", "quay"), Retype(EntityType.GPE))
    library.entities.correct(Mentions("Ada Bennett", "ferry", text="Omar Bennett"), Split(actor="Omar Bennett"))
    library.entities.correct(Mentions("Harbour Board", "quay"), Split("Port Office"))
    assert articles(library, "entity:monday") == [] and articles(library, "entity:tamsel") == [1, 2]
    assert articles(library, "entity:omar") == articles(library, "entity:omar-bennett") == [1]
    assert articles(library, 'entity:"harbour board"') == [1] and articles(library, "entity:port*") == [2]
    assert articles(library, "type:gpe") == [2] and articles(library, "type:person") == [1, 2]
    # A bare word finds what is called so, though the text does not have the word.
    library.search.catch_up()
    assert articles(library, '"port office"') == [2]
    facet = next(one for one in library.search.run("*", facets=True).facets if one.name == "type")
    assert {value.value: value.count for value in facet.values} == {"PERSON": 2, "ORG": 2, "GPE": 1}
    for value in facet.values:
        assert len(articles(library, value.clause)) == value.count

    def completed(typed: str) -> dict[str, int | None]:
        query = f"entity:{typed}"
        return {one.text.strip('"'): one.count for one in complete(query, len(query), library.search.vocabulary)}

    assert completed("mon") == {} and completed("port") == {"Port Office": 1}
    assert completed("harb") == {"Harbour Board": 1}
    assert "Port Office" in library.annotations.actor_names("port")
    assert library.annotations.actor_names("monday") == [] and library.annotations.actor_names("omar")
    for _ in range(4):
        library.annotations.undo()
    assert articles(library, "entity:monday") == [1] and articles(library, "type:gpe") == []
    assert completed("mon") == {"Monday": 1} and completed("port") == {}


def test_a_new_analysis_does_not_alter_a_correction(library: Library, ferry: Article) -> None:
    library.entities.correct(Mentions("Tamsel", "ferry"), Retype(EntityType.GPE))
    library.entities.correct(Mentions("Monday"), Remove())
    library.entities.correct(Mentions("Harbour Board", "ferry"), Link("Harbour Board"))
    library.entities.add("ferry", place(FERRY, "Ferry line"), EntityType.PRODUCT)
    before = library.statements.entities("ferry")
    assert articles(library, "type:product") == [1]
    wider = Entity(place(FERRY, "the Harbour Board"), "the Harbour Board", EntityType.ORG, "Harbour Board")
    ferry_line = mention(FERRY, "Ferry", EntityType.ORG)
    library.analysis.store(ferry.key, ferry.version, Analysis((*found(FERRY), wider, ferry_line)))
    assert library.statements.entities("ferry") == before
    # What is found in another stretch of text is not the one that was removed.
    longer = mention(FERRY, "in Tamsel on Monday", EntityType.EVENT)
    library.entities.correct(Mentions(article="ferry", span=place(FERRY, "Tamsel")), Back())
    library.analysis.store(ferry.key, ferry.version, Analysis((*found(FERRY)[:2], longer)))
    assert ("in Tamsel on Monday", "EVENT", "in Tamsel on Monday") in named(library)
    assert articles(library, "type:event") == articles(library, "entity:monday") == [1]
    library.annotations.undo()
    assert articles(library, 'entity:"ada bennett"') == [1, 2]
    library.analysis.store(ferry.key, ferry.version, Analysis())
    assert articles(library, 'entity:"ada bennett"') == [2]
    assert articles(library, "type:event") == articles(library, "entity:monday") == []
    left = library.statements.entities("ferry")
    assert left == [one for one in before if one.name in ("Tamsel", "Harbour Board", "Ferry line")]
    assert articles(library, "type:product") == [1] and articles(library, "entity:omar") == []
    # The corrections are the version's: a later one has what is found in it.
    library.articles.add([draft(FERRY + " It is so.", path="ferry.txt", source_id="ferry")])
    assert library.statements.entities("ferry") == [] and articles(library, "type:product") == []
    listed = corrections.of_version(library._core.database.read, ferry.version)
    assert [one.span for one in listed] == sorted(one.span for one in listed) and len(listed) == 5
    assert [text for text in listed if text.removed] == [
        Correction(ferry.version, place(FERRY, "Monday"), listed[2].event, True, None, None, None)
    ]
    assert [one.name for one in listed if not one.removed] == [one.name for one in left]


def test_an_alias_is_made_only_when_it_is_asked_for(library: Library, ferry: Article) -> None:
    library.entities.correct(Mentions("Harbour Board"), Link("port-office"))
    assert all(one.id != "port-office" for one in library.annotations.actors())
    with pytest.raises(UsageError, match="no actor"):
        library.annotations.create_alias("port-office", "Harbour Board")
    library.annotations.create_alias("port-office", "Harbour Board", name="Port Office")
    actor = next(one for one in library.annotations.actors() if one.id == "port-office")
    assert (actor.name, actor.aliases) == ("Port Office", ("Harbour Board",))
    assert articles(library, "entity:port-office") == [1, 2]
    library.annotations.undo()
    assert articles(library, "entity:port-office") == [1, 2]
    library.annotations.undo()
    assert articles(library, "entity:port-office") == []


def test_what_cannot_be_is_refused_and_changes_nothing(library: Library, ferry: Article, folder: Path) -> None:
    before = (folder / "library.db").read_bytes()
    entities, gpe = library.entities, EntityType.GPE
    for wrong, why in (
        (lambda: entities.correct(Mentions("Nobody"), Retype(gpe)), "nothing is called 'Nobody'"),
        (lambda: entities.correct(Mentions("Monday", "quay"), Retype(gpe)), "in this article"),
        (lambda: entities.correct(Mentions("Monday", text="Tuesday"), Retype(gpe)), "with these words"),
        (lambda: entities.correct(Mentions("Monday"), Retype(EntityType.PERSON)), "so already"),
        (lambda: entities.correct(Mentions("Monday"), Join("Nobody")), "nothing is called 'Nobody'"),
        (lambda: entities.correct(Mentions("Tamsel"), Join("tamsel")), "so already"),
        (lambda: entities.correct(Mentions("Tamsel"), Split(" ! ")), "a letter or digit"),
        (lambda: entities.correct(Mentions("Tamsel"), Back()), "nobody corrected"),
        (lambda: entities.correct(Mentions(article="ferry", span=Span(1, 3)), Remove()), "nothing is marked at 1-3"),
        (lambda: entities.correct(Mentions(span=Span(1, 3)), Remove()), "needs its article"),
        (lambda: entities.correct(Mentions(), Remove()), "which mentions"),
        (lambda: entities.correct(Mentions("Monday", "no-such"), Remove()), "no article"),
        (lambda: entities.add("ferry", place(FERRY, "Bennett"), gpe), "marked there already"),
        (lambda: entities.add("ferry", Span(5, 6), gpe), "a letter or digit"),
        (lambda: entities.add("ferry", Span(5, 9999), gpe), "behind the article's text"),
    ):
        with pytest.raises(UsageError, match=why):
            wrong()
    assert (folder / "library.db").read_bytes() == before


def test_more_than_one_step_can_hold_is_refused(
    library: Library, ferry: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.library_parts.bulk.MOST", 2)
    with pytest.raises(UsageError, match="3 mentions are too many for one step: 2"):
        library.entities.preview(Mentions("Tamsel"), Retype(EntityType.GPE))


def test_the_corrections_can_be_made_anew_and_a_changed_one_is_found(
    library: Library, ferry: Article, folder: Path
) -> None:
    library.entities.correct(Mentions("Tamsel"), Retype(EntityType.GPE))
    library.entities.correct(Mentions("Monday"), Remove())
    library.entities.correct(Mentions("Harbour Board"), Split("Port Office"))
    library.annotations.undo()
    with closing(sqlite3.connect(folder / "library.db", isolation_level=None)) as connection:
        before = connection.execute("SELECT * FROM corrected").fetchall()
        assert len(before) == 4
        connection.execute(
            "INSERT INTO corrected SELECT version, 3, 5, event, 1, NULL, NULL, NULL FROM corrected LIMIT 1"
        )
        projection.rebuild(connection, list(events.walk(connection)))
        assert connection.execute("SELECT * FROM corrected").fetchall() == before
        folded = {key: codec.canonical(value) for key, (value, _) in projection.fold(events.walk(connection)).items()}
        rows = connection.execute("SELECT subject, field, by, value FROM decision").fetchall()
        assert {row[:3]: row[3] for row in rows} == folded
    assert library.care.check() == []
    with closing(sqlite3.connect(folder / "library.db", isolation_level=None)) as connection:
        connection.execute("UPDATE corrected SET type = 'LOC' WHERE removed = 0 AND start > 50")
        connection.execute("DELETE FROM corrected WHERE removed = 1")
    assert len(library.care.check()) > 1
    library.care.repair()
    assert library.care.check() == []
    assert ("Tamsel", "GPE", "Tamsel") in named(library) and "Monday" not in [one[0] for one in named(library)]


_SPANS = st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@given(st.lists(_SPANS, max_size=8, unique=True), st.lists(st.tuples(_SPANS, st.booleans()), max_size=5))
def test_corrections_stand_in_the_place_of_what_was_found(spans: list[Span], made: list[tuple[Span, bool]]) -> None:
    text = "abcdefghij" * 6
    before = [Entity(span, text[span.start : span.end], EntityType.ORG, "found") for span in sorted(spans)]
    rows = [
        Correction("v", span, 1, removed, *((None,) * 3 if removed else ("made", "LAW", None)))
        for span, removed in dict(made).items()
    ]
    after = merged(before, rows, text)
    placed = [row.span for row in rows if not row.removed]
    assert sorted(one.span for one in after if one.name == "made") == sorted(placed)
    assert all(one.text == text[one.span.start : one.span.end] for one in after)
    kept = [one for one in after if one.name == "found"]
    assert not any(one.span.overlaps(span) for one in kept for span in placed)
    assert not {one.span for one in kept} & {row.span for row in rows}
    untouched = [one for one in before if not any(one.span.overlaps(row.span) for row in rows)]
    assert [one for one in kept if one in untouched] == untouched
    if not rows:
        assert after == before
