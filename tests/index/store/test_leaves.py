"""The store's answers to a search equal what going through every statement by hand gives."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest

from index.library import Library
from index.model import Actor, Analysis, Entity, EntityType, Span, StatementView, version_of
from index.search.engine import NamePattern
from index.search.tree import State
from index.search.words import folded_name
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


def pattern(name: str, *, prefix: bool = False) -> NamePattern:
    folded = folded_name(name)
    return NamePattern(folded[:-1] if prefix else folded, name)


def test_statements_by_what_holds_of_them(crowd: Library) -> None:
    leaves = crowd.search._leaves
    leaves.refresh()
    assert leaves.statements() == by_hand(crowd, lambda view: True)
    for stance in STANCES:
        assert leaves.statements_by_stance(stance) == by_hand(crowd, lambda view, s=stance: view.stance == s)
    for issue in ISSUES[1:]:
        assert leaves.statements_by_issue(str(issue)) == by_hand(crowd, lambda view, i=issue: view.issue == i)
    states: dict[State, Callable[[StatementView], bool]] = {
        State.LABELLED: lambda view: view.label is not None,
        State.UNLABELLED: lambda view: view.label is None,
        State.CONFLICT: lambda view: len({label.stance for label in view.labels}) > 1,
        State.SUGGESTED: lambda view: not view.labels and view.statement.suggested is not None,
    }
    for state, holds in states.items():
        found = leaves.statements_by_state(state)
        assert found == by_hand(crowd, holds) and found, state


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
    leaves = crowd.search._leaves
    leaves.refresh()
    expected = by_hand(crowd, lambda view: view.statement.actor in actors)
    assert leaves.statements_by_actor(pattern(asked, prefix=prefix)) == expected


def test_articles_by_what_is_known_of_them(crowd: Library) -> None:
    leaves = crowd.search._leaves
    leaves.refresh()
    rows = list(crowd.articles.rows())
    assert leaves.articles() == {row.key for row in rows} and len(rows) == 28
    assert leaves.articles_by_outlet(pattern("cafe")) == {row.key for row in rows if row.outlet == "Café Herald"}
    authors = {row.key for row in rows if crowd.articles.by_key(row.key).author}
    assert leaves.articles_by_author(pattern("wri", prefix=True)) == authors
    assert leaves.articles_by_author(pattern("wri")) == set()
    dated = {row.key: row.date for row in rows if row.date}
    assert leaves.articles_by_date("2024-03-15", "2024-05-15") == {
        key for key, date in dated.items() if "2024-03-15" <= date <= "2024-05-15"
    }
    assert leaves.articles_by_date(None, None) == set(dated)
    crowd.articles.mark_read(rows[2].key)
    assert leaves.articles_read() == {rows[2].key}
    assert leaves.articles_by_id(rows[0].id[:6].upper()) == {rows[0].key}
    lees = {row.key for row in rows if crowd.statements.entities(row.key)[0].name in ("Ann Lee", "Lee Strand")}
    assert leaves.articles_by_entity(pattern("lee")) == lees
    assert leaves.articles_by_name(pattern("lee")) == leaves.articles()


def test_statements_of_articles_and_their_words(crowd: Library) -> None:
    leaves = crowd.search._leaves
    leaves.refresh()
    keys = [row.key for row in crowd.articles.rows()][:3]
    of_them = {view.id: view for key, view in everything(crowd) if key in keys}
    assert set(leaves.statements_of(keys)) == set(of_them)
    assert leaves.contents(list(of_them)) == {id_: view.statement.content.text for id_, view in of_them.items()}


def test_answers_follow_what_another_process_commits(crowd: Library) -> None:
    query = "{actor:muller is:unlabelled}"
    before = crowd.search.run(query)
    view = next(v for v in crowd.statements.matching(query))
    with Library.open(crowd.folder, by="dana") as other:
        other.annotations.label(view.id, "favor")
    after = crowd.search.run(query)
    assert after.statements == before.statements - 1


def test_alias_and_configured_actor_are_one(crowd: Library) -> None:
    assert Actor("port-authority", "Port Authority", aliases=("The Quay Board",)) in crowd.annotations.actors()
