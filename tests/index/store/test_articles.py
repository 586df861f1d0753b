"""Adding, updating, finding and removing articles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from index.errors import UsageError
from index.library import Library
from index.model import Analysis, AnalysisState, ArticleDraft, Span, version_of
from tests.index.store.helpers import TEXT, analysed, draft, found, three

CORRECTED = TEXT.replace("divides", "divided")


def statuses(library: Library, *drafts: ArticleDraft) -> list[str]:
    return [one.status for one in library.articles.add(drafts)]


def test_an_article_comes_back_as_it_was_added(library: Library) -> None:
    given = draft(
        author="A. Writer",
        url="https://example.org/1",
        language="en",
        section="Harbour",
        source_id="p-1",
        masked=(Span(3, 5), Span(9, 12)),
        title_span=Span(0, 29),
    )
    (added,) = library.articles.add([given])
    article = library.articles.get(str(added.article_id))
    for name in (
        "title",
        "text",
        "date",
        "outlet",
        "author",
        "url",
        "language",
        "section",
        "source_id",
        "masked",
        "title_span",
    ):
        assert getattr(article, name) == getattr(given, name), name
    assert article.current
    assert library.articles.by_key(article.key) == library.articles.version(article.version) == article
    assert library.articles.versions(article.id) == [article]


def test_adding_twice_changes_nothing(library: Library, folder: Path) -> None:
    drafts = [draft(), draft("Other title\n\nOther words.", path="b.txt", source_id="b")]
    assert statuses(library, *drafts) == ["added", "added"]
    before = (folder / "library.db").read_bytes()
    assert statuses(library, *drafts) == ["unchanged", "unchanged"]
    assert (folder / "library.db").read_bytes() == before
    assert library.articles.count() == 2


@pytest.mark.parametrize("identity", [{"url": "https://example.org/a"}, {"source_id": "a-1"}])
def test_a_new_text_of_the_same_identity_is_a_new_version(library: Library, identity: dict[str, str]) -> None:
    article = analysed(library, **identity)
    library.annotations.label(three()[0].id, "against")
    assert statuses(library, draft(CORRECTED, **identity)) == ["updated"]
    now = library.articles.get(article.id)
    assert (now.text, now.key, now.current) == (CORRECTED, article.key, True)
    assert [one.current for one in library.articles.versions(article.id)] == [False, True]
    assert library.articles.version(article.version).text == TEXT
    # The labelled statement follows its words and stays in sight; what nobody touched went with the text.
    (view,) = library.statements.of(article.key)
    assert (view.id, view.current, view.label and view.label.stance) == (three()[0].id, True, "against")
    library.analysis.store(now.key, now.version, found(CORRECTED))
    views = library.statements.of(article.key)
    assert [one.current for one in views] == [True, True, True]
    (row,) = library.articles.rows()
    assert (row.statements, row.labelled) == (3, 1)
    # Reading the earlier file again does not turn the article back.
    assert statuses(library, draft(**identity)) == ["unchanged"]
    assert library.articles.get(article.id).text == CORRECTED


def test_the_same_text_under_another_identity_is_a_duplicate(library: Library) -> None:
    (first,) = library.articles.add([draft(source_id="a")])
    (second,) = library.articles.add([draft(source_id="b", path="reprint.txt")])
    assert (second.status, second.article_id) == ("duplicate", first.article_id)
    assert library.articles.count() == 1
    assert library.articles.get("b").id == first.article_id
    assert len(library.articles.sources(str(first.article_id))) == 2


def test_an_id_counts_within_its_outlet(library: Library) -> None:
    assert statuses(
        library,
        draft("One\n\nText one.", source_id="1", outlet="The Post"),
        draft("Two\n\nText two.", source_id="1", outlet="The Herald"),
    ) == ["added", "added"]
    with pytest.raises(UsageError, match="several"):
        library.articles.get("1")


def test_one_url_is_one_article_however_its_host_is_written(library: Library) -> None:
    assert statuses(library, draft(url="https://Example.org/a#top")) == ["added"]
    assert statuses(library, draft(CORRECTED, url="https://example.org/a")) == ["updated"]


def test_a_second_record_of_one_identity_in_one_call_is_a_conflict(library: Library) -> None:
    one, other = draft(source_id="1", record="line 1"), draft(CORRECTED, source_id="1", record="line 2")
    first, second, third = library.articles.add([one, other, one])
    assert (first.status, second.status, third.status) == ("added", "skipped", "unchanged")
    assert second.article_id is None
    assert second.reason is not None and "line 1" in second.reason
    assert library.articles.get("1").text == TEXT


def test_calls_that_belong_together_find_the_conflict_too(library: Library) -> None:
    adding = library.articles.adding()
    assert [one.status for one in adding.add([draft(source_id="1")])] == ["added"]
    assert [one.status for one in adding.add([draft(CORRECTED, source_id="1")])] == ["skipped"]


def test_a_dry_run_says_the_same_and_changes_nothing(library: Library) -> None:
    library.articles.add([draft(source_id="known")])
    drafts = [
        draft(source_id="known"),
        draft(source_id="reprint"),
        draft("New\n\nNew words.", source_id="new"),
        draft("New\n\nNew words.", source_id="new again"),
        draft(" \n "),
    ]
    dry = [one.status for one in library.articles.add(drafts, dry_run=True)]
    assert library.articles.count() == 1
    assert dry == statuses(library, *drafts) == ["unchanged", "duplicate", "added", "duplicate", "skipped"]


def test_a_text_that_cannot_be_stored_is_skipped_and_the_rest_added(library: Library) -> None:
    broken = replace(draft("Fine\n\nWords."), path="\ud800.txt")
    first, second = library.articles.add([broken, draft()])
    assert (first.status, second.status) == ("skipped", "added")
    assert first.reason is not None and "surrogates" in first.reason


def test_warnings_of_the_reader_are_told(library: Library) -> None:
    (added,) = library.articles.add([draft(warnings=("the date is a guess",))])
    assert added.reason == "the date is a guess"


def test_an_article_is_found_by_id_prefix_and_source(library: Library) -> None:
    article = analysed(library, source_id="post-17")
    for ref in (article.id, article.id[:4], article.id.upper(), "post-17"):
        assert library.articles.get(ref).key == article.key
    for ref in ("", "nothing", article.id[:3], "%", "_" * 16):
        with pytest.raises(UsageError):
            library.articles.get(ref)


def test_removing_hides_and_undo_brings_back(library: Library) -> None:
    article = analysed(library)
    label = library.annotations.label(three()[0].id, "against")
    event = library.articles.remove(article.id)
    assert library.articles.count() == 0 and not library.articles.rows()
    assert library.statements.progress().statements == 0
    assert library.search.run("*").keys == [] and list(library.statements.matching("*")) == []
    assert library.analysis.pending() == []
    for ask in (
        lambda: library.articles.get(article.id),
        lambda: library.articles.by_key(article.key),
        lambda: library.statements.get(three()[0].id),
        lambda: library.annotations.label(three()[1].id, "favor"),
    ):
        with pytest.raises(UsageError):
            ask()
    assert library.annotations.undo()[1].id == event.id
    (row,) = library.articles.rows()
    assert (row.statements, row.labelled) == (3, 1)
    assert library.annotations.redo()[1].id == event.id
    assert library.articles.count() == 0
    library.annotations.undo()
    assert library.annotations.undo()[1].id == label.id


def test_adding_a_removed_article_brings_it_back_with_its_labels(library: Library) -> None:
    article = analysed(library)
    library.annotations.label(three()[0].id, "against")
    library.articles.remove(article.id)
    (added,) = library.articles.add([draft()])
    assert (added.status, added.article_id) == ("added", article.id)
    assert library.articles.rows()[0].labelled == 1
    assert library.care.check() == []
    library.annotations.undo()
    assert library.articles.count() == 0


def test_the_list_is_newest_first_unknown_dates_last_ties_by_id(library: Library) -> None:
    dates = ["2024-03-02", None, "2024-03-05", "2024-03-02", None]
    library.articles.add([draft(f"Title {n}\n\nText {n}.", date=date) for n, date in enumerate(dates)])
    rows = list(library.articles.rows())
    assert [row.date for row in rows] == ["2024-03-05", "2024-03-02", "2024-03-02", None, None]
    assert rows[1].id < rows[2].id and rows[3].id < rows[4].id
    keys = [rows[3].key, rows[0].key, 999]
    assert [row.key for row in library.articles.rows(keys)] == keys[:2]
    assert list(library.articles.rows()[1:3]) == rows[1:3]
    assert library.articles.rows() == library.articles.rows() != library.articles.rows(keys)


def test_outlets_are_listed_frequent_ones_first(library: Library) -> None:
    for number, outlet in enumerate(["A", "B", "B", None]):
        library.articles.add([draft(f"T{number}\n\nText.", outlet=outlet)])
    assert library.articles.outlets() == ["B", "A"]


def test_read_is_each_annotators_own(open_library: Callable[..., Library]) -> None:
    dana, eve = open_library("dana"), open_library("eve")
    article = analysed(dana)
    assert not dana.articles.rows()[0].read
    dana.articles.mark_read(article.key)
    dana.articles.mark_read(article.key)
    assert dana.articles.rows()[0].read
    assert not eve.articles.rows()[0].read


def test_states_of_the_analysis(library: Library) -> None:
    library.articles.add([draft()])
    (row,) = library.articles.rows()
    version = library.articles.by_key(row.key).version
    assert library.analysis.pending() == [row.key]
    assert library.analysis.state(row.key) == (AnalysisState.WAITING, None)
    library.analysis.fail(row.key, version, "it took too long")
    assert library.analysis.state(row.key) == (AnalysisState.FAILED, "it took too long")
    assert library.analysis.pending() == []
    assert library.statements.progress().failed == 1
    library.analysis.retry(row.key)
    assert library.analysis.pending() == [row.key]
    library.analysis.store(row.key, version, found())
    assert library.analysis.state(row.key) == (AnalysisState.DONE, None)
    assert library.statements.entities(row.key)[0].name == "Ann Lee"
    progress = library.statements.progress()
    assert (progress.articles, progress.analysed, progress.failed, progress.statements) == (1, 1, 0, 3)
    library.analysis.retry(row.key)
    assert library.analysis.pending() == [row.key]
    assert library.articles.rows()[0].statements == 3


def test_results_of_another_configuration_are_shown_until_replaced(
    open_library: Callable[..., Library], folder: Path
) -> None:
    library = open_library()
    article = analysed(library)
    before = library.analysis.key
    library.close()
    (folder / "config.yaml").write_text("actors:\n  - {id: the-quay, name: The Quay}\n")
    library = open_library()
    assert library.analysis.key != before
    assert library.analysis.pending() == [article.key]
    assert library.articles.rows()[0].statements == len(library.statements.of(article.key)) == 3
    library.analysis.fail(article.key, article.version, "too long")
    assert len(library.statements.of(article.key)) == 3
    library.analysis.store(article.key, article.version, Analysis())
    assert library.statements.of(article.key) == []
    assert library.articles.rows()[0].analysis is AnalysisState.DONE


def test_a_result_of_an_earlier_text_says_nothing_of_the_present_one(library: Library) -> None:
    article = analysed(library, source_id="1")
    library.articles.add([draft(CORRECTED, source_id="1")])
    assert library.articles.rows()[0].statements == 0 and library.statements.entities(article.key) == []
    assert library.search.run("entity:lee OR actor:lee").keys == []
    library.analysis.store(article.key, article.version, found())
    assert library.analysis.pending() == [article.key]
    library.analysis.store(article.key, version_of(CORRECTED), found(CORRECTED))
    assert library.search.run("entity:lee").keys == [article.key]


def test_pending_follows_the_list_and_its_limit(library: Library) -> None:
    library.articles.add([draft(f"T{n}\n\nText {n}.", date=f"2024-01-0{n + 1}") for n in range(4)])
    assert library.analysis.pending() == [row.key for row in library.articles.rows()]
    assert library.analysis.pending(2) == library.analysis.pending()[:2]


def test_changed_notices_what_anybody_commits(open_library: Callable[..., Library]) -> None:
    here, there = open_library("dana"), open_library("eve")
    here.changed()  # the first call knows no state of the index to compare with
    assert not here.changed()
    article = analysed(there)
    assert here.changed() and not here.changed()
    there.analysis.fail(article.key, article.version, "no")
    assert here.changed() and not here.changed()
    here.annotations.label(three()[0].id, "against")
    assert here.changed() and not here.changed()
    assert there.changed() and not there.changed()


def test_the_first_of_the_order_are_the_order_s_beginning(library: Library) -> None:
    dates = ["2024-03-01", None, "2024-05-01", "2023-12-31", "2024-03-01"]
    library.articles.add(
        [draft(f"Title {at}\n\nText {at}.", path=f"{at}.txt", date=date) for at, date in enumerate(dates)]
    )
    whole = [row.key for row in library.articles.rows()]
    assert library.articles.order() == whole and len(whole) == 5
    assert [list(library.articles.order(limit)) for limit in (0, 1, 3, 9)] == [[], whole[:1], whole[:3], whole]
    library.articles.remove(library.articles.by_key(whole[1]).id)
    assert library.articles.order(2) == [whole[0], whole[2]]
