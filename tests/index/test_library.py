"""The Library as a whole: what importing it costs, how its parts work together, the search index it keeps."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.errors import QueryError
from index.library import Library
from tests.index.store.helpers import TEXT, analysed, draft, three

ROOT = Path(__file__).parents[2]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library of three articles, the first of them analysed."""
    with Library.open(tmp_path / "library", by="dana", create=True, cache=tmp_path / "cache") as opened:
        analysed(opened)
        opened.articles.add(
            [
                draft("Bridge stays closed\n\nThe bridge will not open in spring.", date="2024-05-01"),
                draft("Ferry returns\n\nThe ferry and the bridge, said the mayor.", date=None),
            ]
        )
        yield opened


def test_importing_and_opening_need_neither_engine_nor_model(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from index.library import Library\n"
        "with Library.open(Path(sys.argv[1]), by='dana', create=True, cache=Path(sys.argv[2])) as library:\n"
        "    library.articles.rows(); library.analysis.pending(); numpy = 'numpy' in sys.modules\n"
        "    library.search.run('is:unlabelled')\n"
        "print(numpy, os.environ['OPENBLAS_NUM_THREADS'])\n"
        "print(sorted({'spacy', 'whoosh', 'textual', 'rensa'} & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "library"), str(tmp_path / "cache")],
        capture_output=True, text=True, check=True, cwd=ROOT,
        env={name: value for name, value in os.environ.items() if "NUM_THREADS" not in name},
    )  # fmt: skip
    assert run.stdout.split("\n") == ["False 1", "[]", ""], "and numbers are worked on by one thread"


def test_words_are_found_once_indexed_and_until_then_it_says_so(library: Library) -> None:
    early = library.search.run("bridge")
    assert (early.keys, early.indexing) == ([], True)
    told: list[tuple[int, int]] = []
    assert library.search.catch_up(lambda done, of: told.append((done, of))) == 3
    assert told == [(0, 3)]
    assert library.search.catch_up() == 0
    results = library.search.run("bridge")
    assert not results.indexing and results.total == len(results.keys) == 2
    assert set(results.scores) == set(results.keys)
    first = library.articles.by_key(results.keys[0])
    assert first.title == "Bridge stays closed"
    snippet, spans = library.search.snippet(first.key, results.node)
    assert [snippet[span.start : span.end].lower() for span in spans] == ["bridge", "bridge"]
    assert len(library.search.hits(results.node, first.text)) == 2


def test_the_index_follows_corrections_and_removals(library: Library) -> None:
    library.search.catch_up()
    library.articles.add([draft("Toll\n\nA toll on the quay.", source_id="t")])
    library.articles.add([draft("Toll\n\nA levy on the quay.", source_id="t")])
    assert library.search.run("quay").indexing
    library.search.catch_up()
    assert library.search.run("toll levy").total == 1
    assert library.search.run('"a toll"').total == 0
    library.articles.remove("t")
    assert library.search.run("levy").keys == []
    library.search.catch_up()
    library.annotations.undo()
    library.search.catch_up()
    assert library.search.run("levy").total == 1
    assert library.search.rebuild() == 4
    assert library.search.run("levy").total == 1


def test_one_process_writes_the_index_and_the_others_go_on(library: Library) -> None:
    library.search.run("bridge")
    lock = library.search.folder.with_suffix(".lock")
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        assert library.search.catch_up() == 0
        assert library.search.run("bridge").indexing
    assert library.search.catch_up() == 3


def test_what_comes_in_while_the_index_is_put_together_is_indexed_at_once(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    from index.search.merging import merged

    for number in range(6):
        library.articles.add([draft(f"Toll {number}\n\nA toll on quay {number}.")])
        library.search.catch_up()
    late: list[str] = []

    def meanwhile(*given: object) -> object:
        if not late:
            late.append("quayside")
            library.articles.add([draft("Late\n\nNews from the quayside.")])
        return merged(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("index.search.whoosh_engine.merged", meanwhile)
    library.articles.add([draft("Toll 7\n\nA toll on quay 7.")])
    assert library.search.catch_up() == (2 if late else 1)
    assert late, "the index was put together"
    assert library.search.run("quayside").total == 1
    assert library.search.run("toll").total == 7


def test_an_index_is_disposable(library: Library) -> None:
    library.search.catch_up()
    keys = library.search.run("bridge").keys
    library.search.close()
    for one in library.search.folder.iterdir():
        one.write_bytes(b"damaged")
    assert library.search.run("bridge").indexing
    library.search.catch_up()
    assert library.search.run("bridge").keys == keys


def test_order_limit_and_total(library: Library) -> None:
    library.search.catch_up()
    by_date = [row.key for row in library.articles.rows()]
    assert library.search.run("").keys == library.search.run("*").keys == by_date
    assert library.search.run("bridge OR plan", sort="date").keys == by_date
    limited = library.search.run("bridge OR plan", limit=2)
    assert (len(limited.keys), limited.total, len(limited.scores)) == (2, 3, 2)
    assert library.search.run("*", sort="relevance").scores == dict.fromkeys(by_date, 0.0)


def test_articles_of_one_score_stand_by_their_ids(library: Library) -> None:
    library.articles.add([draft(f"Same\n\nThe same words, {number}.", date=None) for number in range(10, 16)])
    library.search.catch_up()
    ids = [row.id for row in library.articles.rows(library.search.run("same").keys)]
    assert len(ids) == 6 and ids == sorted(ids)


def test_words_and_what_people_decided_in_one_query(library: Library) -> None:
    library.search.catch_up()
    (first, second, _) = three()
    library.annotations.label(first.id, "mixed")
    key = library.search.run("harbour stance:mixed").keys
    assert len(key) == 1 and library.search.run("bridge stance:mixed").keys == []
    assert library.search.run("{actor:lee stance:favor}").statements == 1
    assert library.search.run("{actor:lee stance:mixed}").keys == []
    assert [view.id for view in library.statements.matching("{is:labelled}")] == [first.id]
    assert [view.id for view in library.statements.matching("{dredging}")] == [second.id]
    assert len(list(library.statements.matching("harbour"))) == 3
    assert library.search.run("harbour").statements == 3
    found = library.search.run("harbour is:labelled")
    assert found.statements == 1 and library.search.asked_about(found.node, found.keys[0]) == {first.id}
    assert library.search.asked_about(library.search.parse("harbour is:read -{is:labelled}"), found.keys[0]) == set()
    asks = {query: library.search.asks_of_reading(library.search.parse(query)) for query in ("a is:read", "a -b")}
    assert asks == {"a is:read": True, "a -b": False}
    assert library.search.asks_of_reading(library.search.parse("a (b OR -is:unread)"))


def test_an_empty_result_says_which_clause_emptied_it(library: Library) -> None:
    library.search.catch_up()
    emptied = library.search.run("harbour outlet:nobody").emptied_by
    assert emptied is not None and "outlet:nobody" in emptied
    assert library.search.run("harbour").emptied_by is None


def test_a_query_names_known_labels_and_issues_only(library: Library) -> None:
    with pytest.raises(QueryError):
        library.search.run("stance:purple")
    with pytest.raises(QueryError):
        library.search.run("issue:toll-rise")
    library.annotations.create_issue("toll-rise", "The toll should rise")
    assert library.search.run("issue:toll-rise").total == 0


def test_statements_come_by_date_article_and_place(library: Library) -> None:
    late = TEXT.replace("Harbour", "Airport")
    analysed(library, late, date="2024-06-01")
    unknown = TEXT.replace("Harbour", "Canal")
    analysed(library, unknown, date=None)
    expected = [one.id for text in (TEXT, late, unknown) for one in three(text)]
    assert [view.id for view in library.statements.matching("*")] == expected
    assert [view.id for view in library.statements.by_actor("ann-lee")] == expected[1::3]
