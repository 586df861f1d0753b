"""What a library's queries can name: counted from the library, for completion."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.library import Library
from index.library_parts import vocabulary
from index.search.completion import applied
from index.search.known_values import Value
from tests.index.store.helpers import analysed, draft


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", by="dana", create=True, cache=tmp_path / "cache") as opened:
        analysed(opened)
        opened.articles.add([draft("Bridge stays closed\n\nIt will.", outlet="Port Courier", author="Noa Furman")])
        yield opened


def completed(library: Library, query: str) -> list[str]:
    return [applied(query, one)[0] for one in library.search.complete(query, len(query))]


def test_values_are_those_of_the_library(library: Library) -> None:
    library.annotations.create_issue("bridge", "The bridge should open")
    assert completed(library, "outlet:") == ['outlet:"Port Courier"', 'outlet:"The Post"']
    assert completed(library, "author:n") == ['author:"Noa Furman"']
    assert completed(library, "actor:auth")[0] == 'actor:"The Port Authority"'
    assert completed(library, "entity:") == ['entity:"Ann Lee"']
    assert completed(library, "date:2024") == ["date:2024-03", "date:2024"]
    assert completed(library, 'issue:"the bridge sh')[0] == 'issue:"bridge"'
    assert completed(library, "by:") == ["by:dana"]
    assert completed(library, "stance:a") == ["stance:against"]
    assert [(one.text, one.count) for one in library.search.complete("stance:", 7)][:2] == [
        ("against", 1),
        ("favor", 1),
    ]


def test_what_is_new_is_there_after_a_while(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "_TIMES", 1_000_000)
    assert len(completed(library, "outlet:")) == 2
    library.articles.add([draft("Ferry returns\n\nIt does.", outlet="The Meridian")])
    assert len(completed(library, "outlet:")) == 2
    monkeypatch.setattr(vocabulary, "_TIMES", 0)
    library.search.vocabulary = vocabulary.Vocabularies(library._core, list, list, lambda prefix, limit: ())
    assert len(completed(library, "outlet:")) == 3
    library.articles.add([draft("Ferry stops\n\nIt does.", outlet="The Echo")])
    assert len(completed(library, "outlet:")) == 4


def test_tags_sections_and_saved_searches_are_offered(library: Library) -> None:
    library.articles.add([draft("Ferry returns\n\nIt does.", section="Local News")])
    keys = [row.key for row in library.articles.rows()]
    library.tags.tag(keys[:2], "budget")
    library.tags.tag(keys[:1], "follow-up")
    library.saved.save("the ferry", "ferry OR boat")
    assert completed(library, "tag:") == ["tag:budget", "tag:follow-up"]
    assert completed(library, "section:n") == ['section:"Local News"']
    assert completed(library, "query:fer") == ['query:"the ferry"']
    assert library.search.run(completed(library, "query:fer")[0]).total == 0
    assert library.search.run("tag:budgte").suggestion == "tag:budget"


def test_other_parts_say_where_further_values_come_from(library: Library) -> None:
    assert completed(library, "url:") == []
    library.search.vocabulary.add("url", lambda: [Value("follow up", 2)])
    assert completed(library, "url:") == ['url:"follow up"']
