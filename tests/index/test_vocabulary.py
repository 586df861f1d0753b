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
    assert len(completed(library, "outlet:")) == 2
    library.articles.add([draft("Ferry returns\n\nIt does.", outlet="The Meridian")])
    assert len(completed(library, "outlet:")) == 2
    monkeypatch.setattr(vocabulary, "_FRESH", 0.0)
    assert len(completed(library, "outlet:")) == 3


def test_other_parts_say_where_further_values_come_from(library: Library) -> None:
    assert completed(library, "tag:") == []
    library.search.vocabulary.add("tag", lambda: [Value("follow up", 2)])
    assert completed(library, "tag:") == ['tag:"follow up"']
