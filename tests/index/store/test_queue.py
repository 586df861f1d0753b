"""What to label next: by how sure suggestions are, in the order of the list, at random; and how far it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import QueryError
from index.library import Library
from index.library_parts import queue as queues
from index.library_parts.pace import NAME as PACE
from index.library_parts.queue import Queue, shuffled
from index.model import Analysis, Suggestion
from tests.index.coded_library import coded, filled
from tests.index.store.helpers import TEXT, draft, statement


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", by="dana", create=True) as opened:
        filled(opened, range(6))
        yield opened


def all_of(queue: Queue) -> list[str]:
    """The ids of all that is left of a queue, in its order."""
    return [view.id for view in queue.upcoming(1000)]


def test_the_least_sure_come_first_and_those_without_a_suggestion_between(library: Library) -> None:
    (added,) = library.articles.add([draft(date="2024-05-01")])
    stored = library.articles.get(str(added.article_id))
    bare = statement(TEXT, "The minister", "said", "the plan should be dropped", stance=None)
    library.analysis.store(stored.key, stored.version, Analysis((), (bare,)))
    sure = []
    for id_ in all_of(library.queue.make()):
        suggested = library.statements.get(id_).statement.suggested
        sure.append(0.5 if suggested is None else suggested.confidence)
    assert sure == sorted(sure) and set(sure) == {0.4, 0.5, 0.6}


def test_what_was_touched_stands_by_the_confidence_of_its_suggestion_too(library: Library) -> None:
    first, *_, last = all_of(library.queue.make())
    library.annotations.note(first, "look at this")
    library.annotations.note(last, "and at this")
    found = all_of(library.queue.make())
    assert (found[0], found[-1]) == (first, last)


def test_of_very_many_the_confidence_is_not_looked_up(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queues, "MOST_READ", 6)
    found = [library.statements.get(id_) for id_ in all_of(library.queue.make())]
    assert [view.statement.suggested.confidence for view in found][:4] == [0.4] * 4  # type: ignore[union-attr]
    assert len(found) == 18


def test_learned_confidence_comes_before_that_of_the_rules(tmp_path: Path) -> None:
    coded(tmp_path / "a", labelled=36, more=4)
    with Library.open(tmp_path / "a", by="omar") as library:
        library.learning.learn()
        sure = [view.statement.suggested.confidence for view in library.queue.make().upcoming(1000)]  # type: ignore[union-attr]
        assert len(sure) == 120 and len(set(sure)) > 20
        assert sure == sorted(sure)


def test_in_the_order_of_the_list_and_of_the_text(library: Library) -> None:
    found = [library.statements.get(id_) for id_ in all_of(library.queue.make(order="article"))]
    articles = [library.articles.by_key(key).id for key in library.articles.order()]
    places = [(articles.index(view.article), view.statement.start) for view in found]
    assert places == sorted(places) and len(places) == 18


def test_a_queue_that_was_left_goes_on_with_what_was_skipped_at_its_end(library: Library) -> None:
    first = library.queue.make(order="random", seed=3)
    order = all_of(first)
    for _ in range(3):
        first.skip()
    library.annotations.label(order[1], "none")
    library.annotations.label(order[3], "none")
    again = library.queue.make(order="random", seed=3, skipped=[*first.put_off, "not there", "f" * 16])
    expected = [*order[4:], order[0], order[2]]
    assert all_of(again) == expected == all_of(first) and again.put_off == [order[0], order[2]]
    for one in expected[:-2]:
        library.annotations.label(one, "none")
    assert again.next() is not None and again.put_off == [order[0], order[2]], "those that come again are put off still"
    again.skip()
    assert again.put_off == [order[2], order[0]]
    assert all_of(library.queue.make(order="random", seed=3, skipped=again.put_off)) == [order[2], order[0]]
    scoped = library.queue.make("is:labelled", skipped=again.put_off)
    assert scoped.put_off == [], "what was skipped of other statements is none of these"


def test_at_random_by_a_seed_that_holds_while_one_labels(library: Library) -> None:
    first = all_of(library.queue.make(order="random", seed=1))
    assert sorted(first) == sorted(all_of(library.queue.make(order="article")))
    assert first == all_of(library.queue.make(order="random", seed=1))
    assert first != all_of(library.queue.make(order="random", seed=2))
    for id_ in first[:3]:
        library.annotations.label(id_, "favor")
    assert len(library.queue.make()) == 15
    assert all_of(library.queue.make(order="random", seed=1)) == first[3:]
    filled(library, range(6, 8))
    assert [id_ for id_ in all_of(library.queue.make(order="random", seed=1)) if id_ in first] == first[3:]


@given(st.lists(st.integers(0, 2**64 - 1), unique=True, max_size=50), st.integers(0, 1000))
def test_a_statement_stands_where_it_does_whatever_the_others_are(ids: list[int], seed: int) -> None:
    whole = shuffled(np.array(ids, np.uint64), seed)
    assert len(set(whole.tolist())) == len(ids)
    assert shuffled(np.array(ids[::-1], np.uint64), seed).tolist() == whole.tolist()[::-1]


def test_those_that_a_query_or_a_saved_search_finds(library: Library) -> None:
    library.saved.save("frost", "actor:frost")
    found = all_of(library.queue.make("query:frost"))
    assert found and {library.statements.get(id_).statement.actor for id_ in found} == {"Lena Frost"}
    with pytest.raises(QueryError):
        library.queue.make("actr:frost")


def test_it_goes_on_when_one_labels_skips_or_retires(library: Library) -> None:
    queue = library.queue.make(order="article")
    order = all_of(queue)
    assert queue.next().id == queue.next().id == order[0]  # type: ignore[union-attr]
    library.annotations.label(order[0], "favor")
    assert queue.next().id == order[1]  # type: ignore[union-attr]
    queue.skip()
    library.annotations.retire(order[2])
    assert queue.next().id == order[3]  # type: ignore[union-attr]
    assert all_of(queue) == [*order[3:], order[1]]
    for id_ in (*order[3:], order[1]):
        assert queue.next().id == id_  # type: ignore[union-attr]
        library.annotations.label(id_, "favor")
    assert queue.next() is None and len(queue) == 0


def test_what_others_labelled_is_still_to_be_labelled(library: Library, tmp_path: Path) -> None:
    first = all_of(library.queue.make(order="article"))[0]
    library.annotations.label(first, "favor")
    with Library.open(tmp_path / "library", by="omar") as other:
        assert all_of(other.queue.make(order="article"))[0] == first


def test_skipping_alone_ends_nowhere_and_loses_nothing(library: Library) -> None:
    queue = library.queue.make(order="article")
    order = all_of(queue)
    for _ in range(2 * len(order)):
        queue.skip()
    assert all_of(queue) == order


# -- how far it is ---------------------------------------------------------------------------------------


def test_progress_by_annotator_issue_and_article(library: Library, tmp_path: Path) -> None:
    order = all_of(library.queue.make(order="article"))
    library.annotations.create_issue("quay", "The quay should be built")
    library.annotations.label_many(order[:4], stance="favor", issue="quay")
    library.annotations.question(order[0], "who is this?")
    library.annotations.label(order[17], "favor")
    library.annotations.retire(order[17])
    with Library.open(tmp_path / "library", by="omar") as other:
        other.annotations.label(order[0], "against")
        found = other.coded.overview()
    assert (found.statements, found.labelled, found.conflicts, found.questions) == (17, 4, 1, 1)
    dana, omar = found.annotators
    assert (dana.by, dana.labelled, dana.articles, dana.finished, dana.questions) == ("dana", 4, 2, 1, 1)
    assert (omar.by, omar.labelled, omar.articles, omar.finished, omar.questions) == ("omar", 1, 1, 0, 0)
    assert sum(dana.days.values()) == 4
    assert [(one.id, one.statements, one.labelled, one.by) for one in found.issues] == [
        (None, 13, 0, {}),
        ("quay", 4, 4, {"dana": 4, "omar": 1}),
    ]
    assert [(one.statements, one.labelled, one.by) for one in found.articles] == [
        (3, 3, {"dana": 3, "omar": 1}),
        (3, 1, {"dana": 1}),
    ]
    with Library.open(tmp_path / "library", by="omar") as other:
        other.blind.set(["labels"])
        alone = other.coded.overview()
        assert (alone.labelled, alone.conflicts, [one.by for one in alone.annotators]) == (1, 0, ["omar"])


def test_the_time_of_decisions_is_kept_here_alone(library: Library, tmp_path: Path) -> None:
    (first, *_) = all_of(library.queue.make())
    for seconds in (4.0, 8.0, 90.0, 5000.0, 0.0, -1.0):
        library.pace.note(first, seconds)
    library.annotations.label(first, "favor")
    (dana,) = library.coded.overview().annotators
    assert dana.seconds == 8.0
    file = tmp_path / "library" / PACE
    assert file.stat().st_mode & 0o777 == 0o600
    with file.open("a") as damaged:
        damaged.write("{\nnull\n")
    assert library.pace.seconds() == {"dana": [4.0, 8.0, 90.0]}
    library.care.backup(tmp_path / "copy.db")
    Library.restore(tmp_path / "copy.db", tmp_path / "restored")
    with Library.open(tmp_path / "restored") as restored:
        assert restored.pace.seconds() == {}
    assert library.pace.erase() == 3
    assert not file.exists()


def test_times_can_be_switched_off(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "config.yaml").write_text("labelling:\n  timing: false\n", encoding="utf-8")
    with Library.open(tmp_path / "a", by="dana", create=True) as library:
        library.pace.note("0123456789abcdef", 3.0)
    assert not (tmp_path / "a" / PACE).exists()


def test_suggestions_of_the_rules_are_as_the_tests_take_them(library: Library) -> None:
    sure = {view.statement.suggested for view in library.statements.matching("")}
    assert all(isinstance(one, Suggestion) for one in sure)
