"""Articles are cleaned where they come in; what comes from elsewhere and is not clean is left out, or refused."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from index.commands.output import Output
from index.errors import DamagedError
from index.library import Library
from index.store import articles, dump
from tests.index.store.helpers import draft

HOSTILE = "Quay\x1b]0;x\x07\n\nThe quay\u202e was\x9b2J shut."


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library that something else wrote, with a hostile article and a harmless one."""
    with Library.open(tmp_path / "hostile", by="eva", create=True) as library, monkeypatch.context() as patched:
        patched.setattr(articles, "_cleaned", lambda draft: draft)
        library.articles.add([draft(HOSTILE), draft("Ferry\n\nIt sails.", path="f.txt")])
    return tmp_path / "hostile"


def test_an_article_is_cleaned_when_it_is_added(library: Library) -> None:
    (added,) = library.articles.add([draft(HOSTILE, outlet="Post\x1b[2J", author="Ann\nLee", section="A\u202eB")])
    assert added.article_id is not None
    article = library.articles.get(added.article_id)
    assert article.text == "Quay\ufffd]0;x\ufffd\n\nThe quay\ufffd was\ufffd2J shut."
    assert (article.outlet, article.author, article.section) == ("Post\ufffd[2J", "Ann Lee", "A\ufffdB")
    assert [one.status for one in library.articles.add([draft(article.text, outlet="Post\ufffd[2J")])] == ["unchanged"]


def test_an_import_leaves_out_an_article_with_control_characters(library: Library, hostile: Path) -> None:
    got = library.replicas.import_library(hostile)
    assert [row.title for row in library.articles.rows()] == ["Ferry"]
    (found,) = got.findings
    assert "control characters" in found.what
    assert library.care.check() == []


def test_a_dump_with_control_characters_makes_no_library(hostile: Path, tmp_path: Path) -> None:
    target = io.BytesIO()
    dump.write(hostile / "library.db", target)
    (tmp_path / "dump").write_bytes(target.getvalue())
    with pytest.raises(DamagedError, match="control characters"):
        Library.restore(tmp_path / "dump", tmp_path / "new")
    assert not (tmp_path / "new" / "library.db").exists()


class _Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_what_is_exported_is_cleaned_on_a_terminal_and_nowhere_else() -> None:
    pipe, screen = io.StringIO(), _Screen()
    for stream in (pipe, screen):
        Output(json=False, out=stream, err=io.StringIO()).raw(f"{HOSTILE}\n")
    assert pipe.getvalue() == f"{HOSTILE}\n"
    assert screen.getvalue() == "Quay\ufffd]0;x\ufffd\n\nThe quay\ufffd was\ufffd2J shut.\n"
