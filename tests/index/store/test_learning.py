"""Suggestions that learn from labels: in statements, in searches, beside the rules, and recorded."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.errors import UsageError
from index.learning.linear import Guess
from index.library import Library
from index.library_parts.samples import gather
from index.store import learned
from tests.index.coded_library import article, coded, filled, label_all


@pytest.fixture(scope="module")
def learnt(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A library that has learned from 120 labels, and where its 24 other statements stand."""
    folder = tmp_path_factory.mktemp("learnt") / "library"
    stands = coded(folder)
    with Library.open(folder, by="dana") as library:
        assert library.learning.learn().proposes
    return folder, stands


@pytest.fixture
def opened(learnt: tuple[Path, dict[str, str]]) -> Iterator[Library]:
    with Library.open(learnt[0], by="omar") as library:
        yield library


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A library that has learned from 108 labels, and where its 6 other statements stand; each test has a copy."""
    folder = tmp_path_factory.mktemp("small") / "library"
    stands = coded(folder, labelled=36, more=2)
    with Library.open(folder, by="dana") as library:
        assert library.learning.learn().number == 1
    return folder, stands


@pytest.fixture
def stands(small: tuple[Path, dict[str, str]], tmp_path: Path) -> dict[str, str]:
    """The small library is in "a"."""
    shutil.copytree(small[0], tmp_path / "a")
    return small[1]


def test_suggestions_are_learned_and_say_why_and_by_what(opened: Library, learnt: tuple[Path, dict[str, str]]) -> None:
    right = 0
    for id_, stance in learnt[1].items():
        view = opened.statements.get(id_)
        suggested = view.statement.suggested
        assert suggested is not None and suggested.by == "learned 1"
        assert 1 / 3 <= suggested.confidence <= 1
        assert suggested.why.startswith(f"most like statements labelled {suggested.stance}: ")
        assert view.rules is not None and view.rules.by == "rules 1"
        right += suggested.stance == stance
    assert right == len(learnt[1])


def test_what_was_learned_is_described(opened: Library) -> None:
    said = opened.learning.describe("learned 1")
    assert "from 120 labelled statements, labels by dana (120), in 40 stories" in said
    assert "It does better than the rules" in said
    assert "learn from no label" in opened.learning.describe("rules 1")
    with pytest.raises(UsageError, match="nothing is known of 'learned 7'"):
        opened.learning.describe("learned 7")


def test_searches_and_facets_know_what_was_learned(opened: Library, learnt: tuple[Path, dict[str, str]]) -> None:
    stands = learnt[1]
    ids = {view.id for view in opened.statements.matching("is:unlabelled stance:favor")}
    assert ids == {id_ for id_, stance in stands.items() if stance == "favor"}
    assert not list(opened.statements.matching("stance:neutral"))  # as the rules would have it
    assert len(list(opened.statements.matching("is:suggested"))) == len(stands)
    (facet,) = [one for one in opened.search.run("is:unlabelled", facets=True).facets if one.name == "stance"]
    assert {one.value: one.count for one in facet.values} == {"against": 8, "favor": 8, "none": 8}


def test_labels_are_not_altered(opened: Library) -> None:
    labelled = list(opened.statements.matching("is:labelled"))
    assert len(labelled) == 120
    assert all(view.label is not None and view.stance == view.label.stance for view in labelled)


def test_the_same_labels_and_seed_give_the_same_model(tmp_path: Path) -> None:
    coded(tmp_path / "a", labelled=36, more=1)
    with Library.open(tmp_path / "a", by="dana") as library:
        one, two = library.learning.learn(seed=5), library.learning.learn(seed=5)
        assert (one.number, two.number) == (1, 2)
        assert one.record == two.record
        assert [found.number for found in library.learning.models()] == [1, 2]


def test_too_few_labels_leave_the_rules(tmp_path: Path) -> None:
    coded(tmp_path / "a", labelled=20, more=1)
    with Library.open(tmp_path / "a", by="dana") as library:
        assert (library.learning.missing(), library.learning.due()) == (40, False)
        found = library.learning.learn()
        assert (found.number, found.proposes) == (None, False)
        assert "60 statements are labelled; from 100 on" in found.said
        assert not (tmp_path / "a" / "learned.db").exists()


def test_rules_that_do_better_stay(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    with Library.open(folder, by="dana", create=True) as library:
        filled(library, range(40))
        for view in list(library.statements.matching("")):
            library.annotations.label(view.id, view.stance or "none")  # just what the rules say
        found = library.learning.learn()
        assert (found.number, found.proposes) == (1, False)
        assert "not surely better than the rules" in found.said
        filled(library, range(40, 42))
        assert {view.statement.suggested.by for view in library.statements.matching("is:unlabelled")} == {"rules 1"}  # type: ignore[union-attr]
        assert not library.learning.due()  # until there are more labels


def test_switched_off_there_are_the_rules_alone(learnt: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    config = learnt[0] / "config.yaml"
    config.write_text("learning:\n  on: false\n", encoding="utf-8")
    try:
        with Library.open(learnt[0], by="omar") as library:
            view = library.statements.get(next(iter(learnt[1])))
            assert view.statement.suggested is not None and view.statement.suggested.by == "rules 1"
            assert not library.learning.due()
            with pytest.raises(UsageError, match="switched off"):
                library.learning.learn()
    finally:
        config.unlink()


@pytest.mark.parametrize("content", [b"", b"no database at all", None])
def test_a_learned_db_that_is_none_is_as_if_nothing_was_learned(
    stands: dict[str, str], tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "a" / learned.NAME
    with Library.open(tmp_path / "a", by="dana") as library:
        if content is None:  # of another library
            with sqlite3.connect(file) as connection:
                connection.execute("UPDATE mark SET library = 'other'")
            connection.close()
        else:
            file.write_bytes(content)
        suggested = library.statements.get(next(iter(stands))).statement.suggested
        assert suggested is not None and suggested.by == "rules 1"
        assert library.learning.models() == [] and library.learning.due()
        assert library.learning.learn().number == 1


def test_numbers_that_are_damaged_lose_the_reasons_alone(stands: dict[str, str], tmp_path: Path) -> None:
    with Library.open(tmp_path / "a", by="dana") as library:
        with sqlite3.connect(tmp_path / "a" / learned.NAME) as connection:
            connection.execute("UPDATE weights SET body = '{\"labels\": 3}'")
        connection.close()
        suggested = library.statements.get(next(iter(stands))).statement.suggested
        assert suggested is not None and suggested.by == "learned 1"


def test_accepting_takes_what_was_learned_and_the_log_keeps_both(stands: dict[str, str], tmp_path: Path) -> None:
    with Library.open(tmp_path / "a", by="omar") as library:
        id_ = next(id_ for id_, stance in stands.items() if library.statements.get(id_).rules.stance != stance)  # type: ignore[union-attr]
        event = library.annotations.accept(id_)
        assert event.sets == {"stance": stands[id_]}
        assert event.about["suggested"]["by"] == "learned 1"  # type: ignore[index]
        assert event.about["statement"]["suggested"]["by"] == "rules 1"  # type: ignore[index]
        library.annotations.undo()
        assert library.statements.get(id_).statement.suggested.by == "learned 1"  # type: ignore[union-attr]
        assert {view.id for view in library.statements.matching("is:unlabelled")} == set(stands)


@pytest.mark.usefixtures("stands")
def test_what_comes_later_is_suggested_for_by_the_same_model(tmp_path: Path) -> None:
    with Library.open(tmp_path / "a", by="dana") as library:
        assert not library.learning.due()
        later = filled(library, range(50, 53))
        assert library.learning.due()
        assert library.learning.bring_up_to_date() == {"suggested": 3}
        assert not library.learning.due()
        for id_, stance in later.items():
            view = library.statements.get(id_)
            assert view.stance == stance and view.statement.suggested.by == "learned 1"  # type: ignore[union-attr]
        assert {view.id for view in library.statements.matching("stance:against is:unlabelled")} >= {
            id_ for id_, stance in later.items() if stance == "against"
        }


def test_it_is_learned_again_after_so_many_labels(tmp_path: Path) -> None:
    stands = coded(tmp_path / "a", labelled=36, more=9)
    with Library.open(tmp_path / "a", by="dana") as library:
        library.learning.learn()
        some = dict(list(stands.items())[:24])
        label_all(library, some)
        assert not library.learning.due()
        label_all(library, dict(list(stands.items())[24:25]))
        assert library.learning.due()
        done = library.learning.bring_up_to_date()
        assert (done["learned"], done["proposes"]) == (2, True)


def test_labels_that_annotators_disagree_on_are_not_learned_from(tmp_path: Path) -> None:
    coded(tmp_path / "a", labelled=40, more=1)
    with Library.open(tmp_path / "a", by="omar") as library:
        ids = [view.id for view in library.statements.matching("is:labelled")]
        for id_ in ids[:10]:
            library.annotations.label(id_, "unclear")
        for id_ in ids[10:13]:
            library.annotations.label(id_, library.statements.get(id_).labels[0].stance)
        library.annotations.retire(ids[13])
        record = library.learning.learn().record
        assert record["labels"] == 109
        assert record["annotators"] == {"dana": 109, "omar": 3}
        assert "unclear" not in record["stances"]


def test_reprints_are_learned_from_and_tested_as_one_story(tmp_path: Path) -> None:
    with Library.open(tmp_path / "a", by="dana", create=True) as library:
        stands: dict[str, str] = {}
        for number in range(40):
            stands |= filled(library, range(number, number + 1))
        label_all(library, stands)
        keys = list(library.articles.order())
        library.stories.of = lambda key: (keys[keys.index(key) // 8 * 8],)  # type: ignore[method-assign]
        assert library.learning.learn().record["stories"] == 5
        library.stories.of = lambda key: (1,)  # type: ignore[method-assign]
        assert "5 to tell how well" in library.learning.learn().said


def test_issues_are_learned_where_people_chose_them(tmp_path: Path) -> None:
    with Library.open(tmp_path / "a", by="dana", create=True) as library:
        stands = filled(library, range(40))
        label_all(library, stands)
        library.annotations.create_issue("quay", "The quay should be built")
        ids = [id_ for id_, stance in stands.items() if stance != "none"]
        library.annotations.label_many(ids, issue="quay")
        more = filled(library, range(50, 52))
        record = library.learning.learn().record
        assert record["issue"]["proposes"] and record["issues"] == ["quay"]
        for id_, stance in more.items():
            view = library.statements.get(id_)
            assert view.issue is None
            assert (view.suggested_issue is not None) == (stance != "none")
        against = next(id_ for id_, stance in more.items() if stance == "against")
        suggested = library.statements.get(against).suggested_issue
        assert suggested is not None
        assert (suggested.issue, suggested.by) == ("quay", "learned 1")
        assert suggested.why.startswith("most like statements about quay: ")
        library.annotations.accept(against)
        assert library.statements.get(against).issue == "quay"


def test_labels_of_ones_own_are_suggested_by_their_own_name(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "config.yaml").write_text(
        "codebook:\n  labels:\n"
        "    - {id: doubts, key: '7', glyph: '~', definition: They are not sure.}\n"
        "    - {id: backs, key: '8', glyph: '^', definition: They back it., suggests: favor}\n",
        encoding="utf-8",
    )
    with Library.open(tmp_path / "a", by="dana", create=True) as library:
        stands = filled(library, range(40))
        other = {"against": "doubts", "favor": "backs", "none": "none"}
        for stance, label in other.items():
            library.annotations.label_many([id_ for id_, one in stands.items() if one == stance], stance=label)
        more = filled(library, range(50, 51))
        assert library.learning.learn().proposes
        for id_, stance in more.items():
            assert library.annotations.accept(id_).sets["stance"] == other[stance]


def test_another_process_learns(tmp_path: Path) -> None:
    stands = coded(tmp_path / "a", labelled=36, more=1)
    command = [sys.executable, "-P", "-m", "index.learner", "--library", str(tmp_path / "a")]
    with Library.open(tmp_path / "a", by="dana") as library:
        library.changed()
        with library.learning.turn() as ours:
            assert ours
            assert subprocess.run(command, capture_output=True, check=True).stdout == b""
        assert b'"learned": 1, "proposes": true' in subprocess.run(command, capture_output=True, check=True).stdout
        assert library.changed()
        assert library.statements.get(next(iter(stands))).statement.suggested.by == "learned 1"  # type: ignore[union-attr]
        assert subprocess.run(command, capture_output=True, check=True).stdout == b""


def test_what_is_suggested_needs_no_scikit_learn(learnt: tuple[Path, dict[str, str]]) -> None:
    script = (
        "import sys; from pathlib import Path; from index.library import Library\n"
        f"library = Library.open(Path({str(learnt[0])!r}), by='omar')\n"
        "views = list(library.statements.matching('stance:favor'))\n"
        "assert any(one.statement.suggested.by == 'learned 1' for one in views) and library.learning.due() is False\n"
        "assert library.queue.make().next() is not None\n"
        "print([name for name in sys.modules if name.startswith(('sklearn', 'scipy'))])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_articles_of_the_test_library_are_told_apart() -> None:
    assert len({article(number)[0].text for number in range(60)}) == 60


def test_tables_that_were_kept_know_of_what_was_learned_since(tmp_path: Path) -> None:
    stands = coded(tmp_path / "a", labelled=36, more=2)
    favor = {id_ for id_, stance in stands.items() if stance == "favor"}

    def asked() -> set[str]:
        with Library.open(tmp_path / "a", by="dana", cache=tmp_path / "cache") as library:
            for _ in library.search.preparing():
                pass
            library.search.catch_up()
            return {view.id for view in library.statements.matching("is:unlabelled stance:favor")}

    before = asked()
    assert asked() == before != favor
    with Library.open(tmp_path / "a", by="dana", cache=tmp_path / "cache") as library:
        library.learning.learn()
    assert asked() == favor
    assert asked() == favor
    (tmp_path / "a" / learned.NAME).unlink()
    assert asked() == before


def test_what_needs_another_look_is_not_learned_from(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    coded(folder)
    with Library.open(folder, by="dana") as library, Library.open(folder, by="omar") as omar:
        first, second, *_ = sorted(library.statements.ids_matching("is:labelled"))
        before = len(gather(library._core, library.stories).stances)
        omar.annotations.edit(first, actor="Rosa Pryce")
        assert library.statements.get(first).recheck
        assert len(gather(library._core, library.stories).stances) == before - 1
        library.annotations.confirm([first])
        assert len(gather(library._core, library.stories).stances) == before
        settled = library.statements.get(second).stance
        omar.adjudication.decide(second, "mixed")
        assert len(gather(library._core, library.stories).stances) == before
        library.annotations.label(second, "none" if settled != "none" else "favor")
        assert len(gather(library._core, library.stories).stances) == before - 1, "it was labelled otherwise since"


def test_issues_and_actors_are_guessed_by_as_they_are_learned(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    coded(folder)
    with Library.open(folder, by="dana") as library:
        library.annotations.create_issue("tolls", "The toll should rise")
        ids = library.statements.ids_matching("*")
        library.annotations.label_many(ids, issue="tolls")
        assert library.learning.learn().proposes and not library.learning.due()
        actor = library.statements.get(ids[0]).statement.actor_id
        library.recoding.rename("issue", "tolls", "charges")
        library.recoding.rename("actor", actor, "Quentin Marlow")
        assert library.learning.due(), "what it knows an issue by has another name by now"
        learnt_by = set().union(*(one.features for one in gather(library._core, library.stories).stances))
        asked: set[str] = set()

        class Guesses:
            def guess(self, features: dict[str, float]) -> Guess:
                asked.update(features)
                return Guess("favor", 0.5)

        learning = library.learning
        list(
            learning._suggested(learning._analysed(), {"stance": Guesses()}, {"stances": ["favor"], "issues": []}, None)
        )  # type: ignore[dict-item]
        named = {one for one in asked if one.split(":")[0] in ("issue", "rules on")}
        assert "issue:charges" in named and named <= learnt_by
        assert library.learning.learn().number == 2 and not library.learning.due()
