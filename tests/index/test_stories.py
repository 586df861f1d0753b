"""The stories of a library: folding, why, utterances, and the book kept up to date beside the index."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.config import load
from index.errors import ConfigError
from index.library import Library
from index.library_parts.results import Keys
from index.model import Analysis
from index.stories.folding import Folding
from tests.index.store.helpers import TEXT, draft, found
from tests.index.stories.prints import corrected, cut, printed, story

ROOT = Path(__file__).parents[2]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library with one story of three articles, one of two, and an article that stands alone."""
    with Library.open(tmp_path / "library", by="dana", create=True, cache=tmp_path / "cache") as opened:
        opened.articles.add(
            [
                draft(f"Board votes\n\n{story(1)}", path="a", date="2026-09-13", outlet="Port Courier"),
                draft(f"Vote on harbour\n\n{printed(story(1))}", path="b", date="2026-09-12"),
                draft(f"In brief\n\n{cut(story(1), 0.4)}", path="c", date=None),
                draft(f"Quarry\n\n{story(2)}", path="d", date="2026-09-10"),
                draft(f"Quarry again\n\n{corrected(story(2), 1)}", path="e", date="2026-09-11"),
                draft(f"Alone\n\n{story(3)}", path="f", date="2026-09-14"),
            ]
        )
        yield opened


def column(keys: list[int]) -> Keys:
    return Keys(np.array(keys, np.int64))


def keys(library: Library, *titles: str) -> list[int]:
    by_title = {row.title: row.key for row in library.articles.rows()}
    return [by_title[title] for title in titles]


def test_stories_are_there_once_the_index_is_up_to_date(library: Library) -> None:
    first, second, brief, quarry, again, alone = keys(
        library, "Vote on harbour", "Board votes", "In brief", "Quarry", "Quarry again", "Alone"
    )
    assert library.stories.of(first) == (first,) and library.stories.all() == ()
    library.search.catch_up()
    assert library.stories.of(brief) == (first, second, brief)
    assert library.stories.count(second) == 3 and library.stories.count(alone) == 1
    assert sorted(library.stories.all()) == sorted([(first, second, brief), (quarry, again)])
    assert library.stories.duplicates() == {second, brief, again}
    assert {row.title: row.others for row in library.articles.rows()} == {
        "Alone": 0, "Board votes": 2, "Vote on harbour": 2, "In brief": 2, "Quarry": 1, "Quarry again": 1,
    }  # fmt: skip
    library.articles.remove(library.articles.by_key(first).id)
    library.search.catch_up()
    assert library.stories.of(brief) == (second, brief)


def test_a_folded_list_has_each_story_once_where_its_first_article_stands(library: Library) -> None:
    library.search.catch_up()
    first, second, brief, quarry, again, alone = keys(
        library, "Vote on harbour", "Board votes", "In brief", "Quarry", "Quarry again", "Alone"
    )
    for kind in (list, column):
        folded = library.stories.folded(kind([again, alone, second, first, brief, quarry]))
        assert folded == ([alone, first, quarry], {first: 2, quarry: 1})
        assert library.stories.folded(kind([brief, alone, second])) == ([alone, second], {second: 1})
        assert library.stories.folded(kind([again])) == ([again], {}) and library.stories.folded(kind([])) == ([], {})


@given(st.data())
def test_a_list_is_folded_alike_one_by_one_and_as_a_column(data: st.DataObject) -> None:
    members = data.draw(st.lists(st.integers(0, 40), unique=True))
    cuts = [0, *sorted(data.draw(st.sets(st.integers(1, max(1, len(members)))))), len(members)]
    stories = [tuple(members[one:other]) for one, other in pairwise(cuts) if other - one > 1]
    given_keys = data.draw(st.lists(st.integers(0, 60), unique=True))
    expected = [
        (key, len(present) - 1)
        for key in given_keys
        for story in [next((one for one in stories if key in one), (key,))]
        for present in [[one for one in story if one in given_keys]]
        if present[0] == key
    ]
    shown, others = Folding(stories).folded(np.array(given_keys, np.int64))
    assert list(zip(shown.tolist(), others.tolist(), strict=True)) == expected


def test_why_says_how_alike_they_are(library: Library) -> None:
    library.search.catch_up()
    first, second, brief, alone = keys(library, "Vote on harbour", "Board votes", "In brief", "Alone")
    whole, part = library.stories.why(second)
    assert (whole.key, whole.to) == (second, first) and 0.95 < whole.similarity <= whole.contained <= 1
    assert (part.key, part.to) == (brief, first) and part.contained > 0.95 and 0.3 < part.similarity < 0.5
    assert library.stories.why(alone) == []


def test_a_new_article_joins_its_story(library: Library) -> None:
    library.search.catch_up()
    first, second, brief = keys(library, "Vote on harbour", "Board votes", "In brief")
    library.articles.add([draft(f"Late print\n\n{story(1)}", path="g", date="2026-09-16")])
    library.search.catch_up()
    (late,) = keys(library, "Late print")
    assert library.stories.of(first) == (first, second, late, brief)


def test_other_thresholds_make_the_stories_anew(library: Library, tmp_path: Path) -> None:
    library.search.catch_up()
    library.close()
    (tmp_path / "library" / "config.yaml").write_text("stories:\n  contained: 1.0\n  part: 0.9\n")
    with Library.open(tmp_path / "library", by="dana", cache=tmp_path / "cache") as again:
        assert again.stories.all() == ()
        again.search.catch_up()
        assert sorted(map(len, again.stories.all())) == [2, 2]


def test_a_damaged_book_is_made_anew(library: Library, tmp_path: Path) -> None:
    library.search.catch_up()
    library.stories.close()
    (book,) = (tmp_path / "cache" / "stories").glob("*/stories.db")
    book.write_bytes(b"\0" * 40_000)
    assert library.stories.all() == ()
    library.search.catch_up()
    assert sorted(map(len, library.stories.all())) == [2, 3]


def test_reindex_makes_them_anew(library: Library) -> None:
    library.search.catch_up()
    before = list(library.stories.all())
    assert library.search.rebuild() == 6
    assert list(library.stories.all()) == before


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("similarity: 1.5", "'stories.similarity': expected less than or equal to 1, found 1.5"),
        ("days: -1", "'stories.days': expected greater than or equal to 0, found -1"),
        ("shortest: long", "'stories.shortest': expected a whole number, found \"long\""),
        ("similar: 0.5", "unknown key 'stories.similar'; did you mean 'similarity'?"),
    ],
)
def test_thresholds_that_cannot_be_are_named(tmp_path: Path, line: str, sentence: str) -> None:
    (tmp_path / "config.yaml").write_text(f"stories:\n  {line}\n")
    with pytest.raises(ConfigError) as caught:
        load(tmp_path)
    assert str(caught.value).endswith(sentence)


def test_a_reprinted_quotation_is_one_utterance(library: Library) -> None:
    texts = [f"{TEXT}\n\n{story(9)}", f"{TEXT}\n\n{story(9)} It ended there.", f"{TEXT}\n\n{story(8)}"]
    added = library.articles.add([draft(text, path=f"p{at}") for at, text in enumerate(texts)])
    for one in added:
        article = library.articles.get(one.article_id or "")
        library.analysis.store(article.key, article.version, _found_in(article.text))
    library.search.catch_up()
    views = [view for one in added for view in library.statements.of(one.article_id or "")]
    assert len(views) == 9
    assert len(set(library.stories.utterances(views).values())) == 6


def _found_in(text: str) -> Analysis:
    from index.model import statement_id, version_of

    plain = found()
    statements = tuple(
        replace(one, version=version_of(text), id=statement_id(version_of(text), one.source, one.cue, one.content))
        for one in plain.statements
    )
    return Analysis(plain.entities, statements)


def test_rensa_is_imported_only_where_stories_are_computed(library: Library, tmp_path: Path) -> None:
    library.search.catch_up()
    library.close()
    code = (
        "import sys; from pathlib import Path; from index.library import Library\n"
        "with Library.open(Path(sys.argv[1]), by='dana', cache=Path(sys.argv[2])) as library:\n"
        "    assert len(library.stories.all()) == 2 and library.stories.folded([1, 2]) == ([2], {2: 1})\n"
        "    assert sum(row.others for row in library.articles.rows()) == 8\n"
        "    library.search.catch_up()\n"
        "print(sorted({'rensa', 'scipy', 'numpy'} & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "library"), str(tmp_path / "cache")],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    assert run.stdout.strip() in ("[]", "['numpy']")
