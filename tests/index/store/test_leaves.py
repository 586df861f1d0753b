"""The store's answers to a search equal what going through every statement by hand gives."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from index.errors import LockedError
from index.library import Library
from index.model import Actor, Analysis, Entity, EntityType, Form, Span, StatementView, Voice, version_of
from index.search.engine import NamePattern
from index.search.keyset import KeySet
from index.search.tree import NO_ISSUE, Clause, ClauseField, Compared, Comparison, DateField, Dates, NumberField, State
from index.search.words import folded_name
from index.store.article_table import ArticleTable
from index.store.database import Database
from index.store.leaves import Leaves
from index.store.statement_table import StatementTable
from tests.index.store.helpers import draft, statement

ACTORS = ("Ann Lee", "Lee Strand", "Zoë Müller", "Port Authority", "Anna Leeds")
STANCES = ("favor", "against", "none")
ISSUES = (None, "dredge-channel", "silt-disposal")


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Thirty articles with five statements each, labelled at random by three annotators; opened by dana."""
    folder = tmp_path_factory.mktemp("crowd")
    with (
        Library.open(folder / "library", by="dana", create=True, cache=folder) as dana,
        Library.open(folder / "library", by="eve", cache=folder) as eve,
        Library.open(folder / "library", by="finn", cache=folder) as finn,
    ):
        _fill(dana, eve, finn)
        yield dana


def _fill(dana: Library, eve: Library, finn: Library) -> None:
    randomly = random.Random(7)
    for number in range(30):
        text = f"Title {number}\n\n" + " ".join(f"{name} said thing {number} {name[0]}." for name in ACTORS)
        date = None if number % 7 == 0 else f"2024-0{1 + number % 9}-15"
        outlet = ("The Post", "Café Herald", None)[number % 3]
        dana.articles.add([draft(text, date=date, outlet=outlet, author=("Bo Writer", None)[number % 2])])
        (key,) = dana.analysis.pending()
        statements = [
            statement(text, name, "said", f"thing {number} {name[0]}", actor_id="-".join(folded_name(name).split()),
                      stance=randomly.choice([*STANCES, None]), issue=randomly.choice(ISSUES))
            for name in ACTORS
        ]  # fmt: skip
        name = ACTORS[number % 5]
        entity = Entity(Span(0, 5), name, EntityType.PERSON, name, "ann-lee" if name == "Ann Lee" else None)
        dana.analysis.store(key, version_of(text), Analysis((entity,), tuple(statements)))
        for one in statements:
            for library in (dana, eve, finn):
                if randomly.random() < 0.25:
                    library.annotations.label(one.id, randomly.choice(STANCES))
            if randomly.random() < 0.1:
                eve.annotations.set_issue(one.id, randomly.choice(["dredge-channel", "silt-disposal"]))
            elif randomly.random() < 0.1:
                eve.annotations.retire(one.id)
    for number in (3, 4):
        dana.articles.remove(dana.articles.rows()[number].id)
    dana.annotations.create_alias("port-authority", "The Quay Board")


def everything(library: Library) -> list[tuple[int, StatementView]]:
    return [(row.key, view) for row in library.articles.rows() for view in library.statements.of(row.key)]


def by_hand(library: Library, holds: Callable[[StatementView], bool]) -> dict[str, int]:
    return {view.id: key for key, view in everything(library) if holds(view)}


def statements_found(library: Library, leaf: Clause | Compared) -> dict[str, int]:
    leaves = library.search._leaves
    leaves.refresh()
    rows = leaves.statements_where(leaf).array()
    return dict(zip(leaves.table.ids(rows), leaves.table.column("article")[rows].tolist(), strict=True))


def named(field: ClauseField, asked: str, *, prefix: bool = False) -> Clause:
    return Clause(field, asked, prefix)


def pattern(name: str, *, prefix: bool = False) -> NamePattern:
    folded = folded_name(name)
    return NamePattern(folded[:-1] if prefix else folded, name)


def test_statements_by_what_holds_of_them(crowd: Library) -> None:
    leaves = crowd.search._leaves
    leaves.refresh()
    rows = leaves.statements().array()
    assert set(leaves.table.ids(rows)) == set(by_hand(crowd, lambda view: True))
    for stance in STANCES:
        expected = by_hand(crowd, lambda view, s=stance: view.stance == s)
        assert statements_found(crowd, Clause(ClauseField.STANCE, stance)) == expected
    for issue in ISSUES[1:]:
        expected = by_hand(crowd, lambda view, i=issue: view.issue == i)
        assert statements_found(crowd, Clause(ClauseField.ISSUE, str(issue))) == expected
    expected = by_hand(crowd, lambda view: view.issue is None)
    assert expected and statements_found(crowd, Clause(ClauseField.ISSUE, NO_ISSUE)) == expected
    states: dict[State, Callable[[StatementView], bool]] = {
        State.LABELLED: lambda view: view.label is not None,
        State.UNLABELLED: lambda view: view.label is None,
        State.CONFLICT: lambda view: len({label.stance for label in view.labels}) > 1,
        State.SUGGESTED: lambda view: not view.labels and view.statement.suggested is not None,
    }
    for state, holds in states.items():
        found = statements_found(crowd, Clause(ClauseField.IS, state))
        assert found == by_hand(crowd, holds) and found, state


def test_statements_by_how_they_were_made(crowd: Library) -> None:
    for form in Form:
        expected = by_hand(crowd, lambda view, f=form: view.statement.form == f)
        assert statements_found(crowd, Clause(ClauseField.FORM, str(form))) == expected
    for voice in Voice:
        expected = by_hand(crowd, lambda view, v=voice: view.statement.voice == v)
        assert statements_found(crowd, Clause(ClauseField.VOICE, str(voice))) == expected
    assert statements_found(crowd, Clause(ClauseField.CUE, "said")) == by_hand(crowd, lambda view: True)
    assert statements_found(crowd, Clause(ClauseField.CUE, "sa", True)) == by_hand(crowd, lambda view: True)
    assert statements_found(crowd, Clause(ClauseField.CUE, "deny")) == {}
    for by in ("dana", "EVE", "finn"):
        expected = by_hand(crowd, lambda view, b=by: any(label.by == b.lower() for label in view.labels))
        assert statements_found(crowd, Clause(ClauseField.BY, by)) == expected and expected
    comparisons: dict[Comparison, Callable[[float], bool]] = {
        Comparison.LESS: lambda c: c < 0.7,
        Comparison.AT_MOST: lambda c: c <= 0.7,
        Comparison.EQUAL: lambda c: c == 0.7,
        Comparison.AT_LEAST: lambda c: c >= 0.7,
        Comparison.MORE: lambda c: c > 0.7,
    }
    for comparison, is_so in comparisons.items():
        expected = by_hand(crowd, lambda view, s=is_so: s(view.statement.confidence))
        assert statements_found(crowd, Compared(NumberField.CONFIDENCE, comparison, 0.7)) == expected


def test_statements_by_their_notes(crowd: Library) -> None:
    view = next(view for _, view in everything(crowd) if not view.labels)
    crowd.annotations.label(view.id, "favor", note="Plainly ironic, see the headline")
    assert set(statements_found(crowd, Clause(ClauseField.NOTE, "headlines"))) == {view.id}
    assert set(statements_found(crowd, Clause(ClauseField.NOTE, "plainly iron", True))) == {view.id}
    assert statements_found(crowd, Clause(ClauseField.NOTE, "headline plainly")) == {}
    crowd.annotations.undo()


@pytest.mark.parametrize(
    ("asked", "prefix", "actors"),
    [
        ("lee", False, {"Ann Lee", "Lee Strand"}),
        ("LEE", True, {"Ann Lee", "Lee Strand", "Anna Leeds"}),
        ("ann lee", False, {"Ann Lee"}),
        ("ann-lee", False, {"Ann Lee"}),
        ("zoe muller", False, {"Zoë Müller"}),
        ("quay", False, {"Port Authority"}),
        ("port-authority", False, {"Port Authority"}),
        ("nobody", False, set()),
        ("", False, set()),
    ],
)
def test_statements_by_actor(crowd: Library, asked: str, prefix: bool, actors: set[str]) -> None:
    expected = by_hand(crowd, lambda view: view.statement.actor in actors)
    assert statements_found(crowd, named(ClauseField.ACTOR, asked, prefix=prefix)) == expected


def test_articles_by_what_is_known_of_them(crowd: Library) -> None:
    leaves = crowd.search._leaves
    leaves.refresh()
    where = leaves.articles_where
    rows = list(crowd.articles.rows())
    assert leaves.articles() == {row.key for row in rows} and len(rows) == 28
    assert where(named(ClauseField.OUTLET, "cafe")) == {row.key for row in rows if row.outlet == "Café Herald"}
    authors = {row.key for row in rows if crowd.articles.by_key(row.key).author}
    assert where(named(ClauseField.AUTHOR, "wri", prefix=True)) == authors
    assert where(named(ClauseField.AUTHOR, "wri")) == set()
    dated = {row.key: row.date for row in rows if row.date}
    assert where(Dates("2024-03-15", "2024-05-15")) == {
        key for key, date in dated.items() if "2024-03-15" <= date <= "2024-05-15"
    }
    assert where(Dates(None, None)) == set(dated)
    today = rows[0].key, crowd.articles.by_key(rows[0].key).added[:10]
    assert today[0] in where(Dates(today[1], today[1], DateField.ADDED))
    assert where(Dates(None, "2020-01-01", DateField.ADDED)) == set()
    crowd.articles.mark_read(rows[2].key)
    leaves.refresh()
    assert where(Clause(ClauseField.IS, State.READ)) == {rows[2].key}
    assert where(Clause(ClauseField.IS, State.UNREAD)) == {row.key for row in rows} - {rows[2].key}
    assert where(Clause(ClauseField.ID, rows[0].id[:6].upper())) == {rows[0].key}
    lees = {row.key for row in rows if crowd.statements.entities(row.key)[0].name in ("Ann Lee", "Lee Strand")}
    assert where(named(ClauseField.ENTITY, "lee")) == lees
    assert where(Clause(ClauseField.TYPE, "person")) == leaves.articles()
    assert where(Clause(ClauseField.TYPE, "org")) == set()
    assert leaves.articles_by_name(pattern("lee")) == leaves.articles()


def test_languages_and_addresses(crowd: Library) -> None:
    before = crowd.articles.count()
    crowd.articles.add(
        [draft("Uno\n\nUn texto.", language="es-MX", url="https://www.Example.org/news/uno?page=2", path="uno.txt")]
    )
    leaves = crowd.search._leaves
    leaves.refresh()
    found = leaves.articles_where(Clause(ClauseField.LANGUAGE, "es"))
    assert len(found) == 1 and len(leaves.articles()) == before + 1
    assert leaves.articles_where(Clause(ClauseField.URL, "example.org/NEWS")) == found
    assert leaves.articles_where(Clause(ClauseField.LANGUAGE, "e")) == set()
    (key,) = found
    crowd.articles.remove(crowd.articles.by_key(key).id)
    leaves.refresh()
    assert leaves.articles_where(Clause(ClauseField.LANGUAGE, "es")) == set()


def test_statements_of_articles_and_their_words(crowd: Library) -> None:
    leaves = crowd.search._leaves
    leaves.refresh()
    keys = [row.key for row in crowd.articles.rows()][:3]
    of_them = {view.id: view for key, view in everything(crowd) if key in keys}
    rows = leaves.statements_of(KeySet.of(keys))
    assert set(leaves.table.ids(rows.array())) == set(of_them)
    assert leaves.articles_of(rows) == set(keys)
    contents = {
        id_: text
        for some, texts in leaves.contents(rows)
        for id_, text in zip(leaves.table.ids(some), texts, strict=True)
    }
    assert contents == {id_: view.statement.content.text for id_, view in of_them.items()}


def test_the_table_follows_every_change(crowd: Library) -> None:
    """After each of many changes at random, what was brought up to date equals what is read anew."""
    randomly = random.Random(3)
    library = crowd
    for step in range(60):
        views = [view for _, view in everything(library)]
        one = randomly.choice(views)
        match randomly.randrange(6):
            case 0:
                library.annotations.label(one.id, randomly.choice(STANCES))
            case 1:
                library.annotations.retire(one.id)
            case 2:
                library.annotations.set_issue(one.id, "silt-disposal")
            case 3:
                library.annotations.undo()
            case 4:
                library.articles.remove(one.article)
                library.annotations.undo()
            case _:
                article = library.articles.get(one.article)
                library.analysis.retry(article.key) if step % 2 else library.articles.mark_read(article.key)
        leaves = library.search._leaves
        leaves.refresh()
        table = leaves.table
        anew = Leaves(library._core.database, library._core.shown, library.by, library.annotations.actors)
        anew.refresh()

        def facts(of: Leaves) -> dict[str, tuple[object, ...]]:
            t = of.table
            rows = of.statements().array()
            texts = [[t.terms.texts[n] for n in t.column(c)[rows]] for c in ("issue", "stance", "cue", "via")]
            plain = [t.column(c)[rows].tolist() for c in ("article", "flags", "start", "confidence", "form", "voice")]
            names = [t.speakers.names[n] for n in t.column("actor")[rows]]
            return dict(zip(t.ids(rows), zip(names, *texts, *plain, strict=True), strict=True))

        assert facts(leaves) == facts(anew)
        assert len(table) == len(leaves.statements()) == len([view for _, view in everything(library)])


def test_answers_follow_what_another_process_commits(crowd: Library) -> None:
    query = "{actor:muller is:unlabelled}"
    before = crowd.search.run(query)
    view = next(v for v in crowd.statements.matching(query))
    with Library.open(crowd.folder, by="dana") as other:
        other.annotations.label(view.id, "favor")
    after = crowd.search.run(query)
    assert after.statements == before.statements - 1


def _two_articles(dana: Library) -> tuple[str, Analysis]:
    """One article that is analysed and one that waits: its text, and what is to be found in it."""
    first = "Title one\n\nAnn Lee said thing one."
    second = "Title two\n\nLee Strand said thing two. Anna Leeds said thing three."
    dana.articles.add([draft(first), draft(second, path="b.txt")])
    key = next(row.key for row in dana.articles.rows() if row.title == "Title one")
    dana.analysis.store(key, version_of(first), Analysis((), (statement(first, "Ann Lee", "said", "thing one"),)))
    found = (
        statement(second, "Lee Strand", "said", "thing two", issue="dredge-channel"),
        statement(second, "Anna Leeds", "said", "thing three", stance="mixed-up"),
    )
    return second, Analysis((), found)


def test_results_that_another_process_stores_while_the_table_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        Library.open(tmp_path / "library", by="dana", create=True, cache=tmp_path) as dana,
        Library.open(tmp_path / "library", by="eve", cache=tmp_path) as eve,
    ):
        text, found = _two_articles(dana)
        (waiting,) = eve.analysis.pending()
        read, stored = Database.read_analysis, []

        def interrupted(self: Database, sql: str, values: Any = ()) -> list[tuple[Any, ...]]:
            # All that has been read so far knows neither the new speakers nor the new terms.
            if "analysis.packed" in sql and not stored:
                stored.append(eve.analysis.store(waiting, version_of(text), found))
            return read(self, sql, values)

        monkeypatch.setattr(Database, "read_analysis", interrupted)
        assert dana.search.run("{is:suggested}").statements == 3
        assert stored
        assert dana.search.run("{actor:leeds}").statements == dana.search.run("{issue:dredge-channel}").statements == 1


def test_a_table_that_could_not_be_read_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Library.open(tmp_path / "library", by="dana", create=True, cache=tmp_path) as dana:
        _two_articles(dana)
        read, failed = Database.read_analysis, []

        def refused(self: Database, sql: str, values: Any = ()) -> list[tuple[Any, ...]]:
            if "analysis.packed" in sql and not failed:
                failed.append(sql)
                raise LockedError("another process holds it")
            return read(self, sql, values)

        monkeypatch.setattr(Database, "read_analysis", refused)
        with pytest.raises(LockedError):
            dana.search.run("{is:suggested}")
        assert dana.search.run("{is:suggested}").statements == 1


def test_alias_and_configured_actor_are_one(crowd: Library) -> None:
    assert Actor("port-authority", "Port Authority", aliases=("The Quay Board",)) in crowd.annotations.actors()


def test_what_was_prepared_is_not_read_again(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "A title\n\nAnn Lee said the quay is full."
    library.articles.add([draft(text)])
    library.search.catch_up()
    (key,) = library.analysis.pending()
    library.analysis.store(key, version_of(text), Analysis((), (statement(text, "Ann Lee", "said", "the quay"),)))
    steps = library.search.preparing()
    next(steps)
    assert library.search.run("quay").statements == 1, "a search between two steps"
    assert len(list(steps)) > 2

    def reads(*_: object) -> None:
        raise AssertionError("read again")

    for kind in (ArticleTable, StatementTable):
        monkeypatch.setattr(kind, "refresh", reads)
    assert library.search.run("quay OR actor:lee").statements == 1


def test_what_another_process_stores_during_the_reading(
    library: Library, open_library: Callable[..., Library], monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = ["A title\n\nAnn Lee said the quay is full.", "Another\n\nBo Strand claimed the lock leaks."]
    library.articles.add([draft(text) for text in texts])
    first, second = sorted(library.analysis.pending())
    found = Analysis((), (statement(texts[0], "Ann Lee", "said", "the quay"),))
    library.analysis.store(first, version_of(texts[0]), found)
    other, learn, late = open_library(by="eve"), StatementTable.learn, [second]

    def learned_then_stored(table: StatementTable) -> None:
        learn(table)
        if late:
            found = Analysis((), (statement(texts[1], "Bo Strand", "claimed", "the lock"),))
            other.analysis.store(late.pop(), version_of(texts[1]), found)

    monkeypatch.setattr(StatementTable, "learn", learned_then_stored)
    list(library.search.preparing())
    assert not late and len(library.search._leaves.table) == 2
    library.search._leaves.refresh()
    assert set(statements_found(library, named(ClauseField.CUE, "claimed")).values()) == {second}


@pytest.mark.parametrize("through", ["label", "retire"])
def test_the_table_follows_the_undoing_of_an_articles_only_decision(library: Library, through: str) -> None:
    text = "A title\n\nAnn Lee said the quay is full."
    library.articles.add([draft(text)])
    (key,) = library.analysis.pending()
    one = statement(text, "Ann Lee", "said", "the quay")
    library.analysis.store(key, version_of(text), Analysis((), (one,)))
    leaf = Clause(ClauseField.IS, State.UNLABELLED)
    assert statements_found(library, leaf) == {one.id: key}
    for _ in range(2):
        if through == "label":
            library.annotations.label(one.id, "against")
        else:
            library.annotations.retire(one.id)
        assert statements_found(library, leaf) == {}
        library.annotations.undo()
        assert statements_found(library, leaf) == {one.id: key}
