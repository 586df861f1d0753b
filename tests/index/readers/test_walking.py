"""Folders, links, and what is no regular file."""

from __future__ import annotations

import builtins
import io
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from index.model import ArticleDraft
from index.readers import Skipped, read, registry
from index.readers.source import Source
from tests.index.readers.helpers import articles, everything, skipped, write

TEXT = "Quay to reopen\n\nThe board said so.\n"


def reasons(found: list[ArticleDraft | Skipped], folder: Path) -> dict[str, str]:
    return {each.path.removeprefix(f"{folder}/"): each.reason for each in found if isinstance(each, Skipped)}


def names(found: list[ArticleDraft | Skipped], folder: Path) -> list[str]:
    return [each.path.removeprefix(f"{folder}/") for each in found if isinstance(each, ArticleDraft)]


def test_a_folder_is_read_in_sorted_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/10.md", "a.txt", "B.TXT", ".hidden.txt", ".git/x.txt", "c/.x/y.txt", "é.txt"):
        write(tmp_path, name, TEXT)
    found = everything(tmp_path)
    assert names(found, tmp_path) == ["B.TXT", "a.txt", "b/10.md", "b/2.txt", "é.txt"]
    assert reasons(found, tmp_path) == {}


def test_a_path_is_shown_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "news/a.txt", TEXT)
    monkeypatch.chdir(tmp_path)
    assert [draft.path for draft in articles("./news/", "news", "news/a.txt")] == [
        "./news/a.txt",
        "news/a.txt",
        "news/a.txt",
    ]


def test_what_is_not_read_in_a_folder_is_named(tmp_path: Path) -> None:
    for name in ("a.py", "page.html", "photo.jpeg", "feed.rss", "LICENSE", "x.docx", "y.json", "z.jsonl.gz"):
        write(tmp_path, name, TEXT)
    found = reasons(everything(tmp_path), tmp_path)
    assert "files ending in .py" in found["a.py"]
    assert "HTML" in found["page.html"]
    assert "image" in found["photo.jpeg"]
    assert "feed" in found["feed.rss"]
    assert "no ending" in found["LICENSE"]
    assert "archive" in found["z.jsonl.gz"]
    assert len(found) == 8
    assert all("Sayso reads plain text" in reason for reason in found.values())


def test_a_file_that_is_named_may_have_any_ending(tmp_path: Path) -> None:
    assert articles(write(tmp_path, "notes", TEXT))[0].title == "Quay to reopen"
    assert articles(write(tmp_path, "a.news", "---\ntitle: Quay\n---\nText."))[0].title == "Quay"
    assert articles(write(tmp_path, "b.news", '{"text": "One."}\n'))[0].record == "line 1"
    assert "HTML" in skipped(tmp_path, "page.html", TEXT).reason


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty file"),
        ("a.txt", b"\xef\xbb\xbf", "empty file"),
        ("a.txt", b" \n\t\xc2\xa0\xe2\x80\x8b\n" * 50, "no text"),
        ("a.txt", b"... --- ...\n", "no text"),
        ("a.txt", b"\x7fELF\x02\x01\x01" + bytes(range(256)), "binary data"),
        ("a.md", b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG image"),
        ("a.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
        ("a.csv", b"PK\x03\x04abc", "ZIP"),
        ("a.txt", b"<!DOCTYPE html>\n<p>Text", "HTML page"),
        ("a.txt", b"<!-- saved --><html><p>Text", "HTML page"),
        ("a.txt", b'<?xml version="1.0"?><rss/>', "feed"),
        ("a.txt", b"\n   1 of 3 DOCUMENTS\n\nThe Courier\n", "Nexis"),
        ("a.csv", b"\n\n", "empty"),
        ("a.txt", os.urandom(0) + bytes(range(1, 32)) * 20, "binary data"),
    ],
)
def test_what_is_no_article(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    assert reason in skipped(tmp_path, name, data).reason


def test_paths_that_do_not_exist(tmp_path: Path) -> None:
    found = everything(tmp_path / "nothing.txt", f"{tmp_path}/a\0b", "/" + "x" * 5_000, write(tmp_path, "a.txt", TEXT))
    *bad, last = found
    assert isinstance(last, ArticleDraft)
    assert [type(each) for each in bad] == [Skipped] * 3
    assert "no such file" in str(bad[0])
    assert "too long" in str(bad[2])


def test_an_empty_folder(tmp_path: Path) -> None:
    (only,) = everything(tmp_path)
    assert isinstance(only, Skipped)
    assert only.path == str(tmp_path)


def test_links(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    write(outside, "secret.txt", TEXT)
    write(inside, "a/a.txt", TEXT)
    (inside / "loop").symlink_to(".")
    (inside / "a" / "up").symlink_to("..")
    (inside / "again").symlink_to("a")
    (inside / "file.txt").symlink_to("a/a.txt")
    (inside / "gone.txt").symlink_to("nothing.txt")
    (inside / "gone2.txt").symlink_to("/nonexistent/x")
    (inside / "self.txt").symlink_to("self.txt")
    (inside / "secret.txt").symlink_to(outside / "secret.txt")
    (inside / "folder").symlink_to(outside)
    (inside / "zero.txt").symlink_to("/dev/zero")
    found = everything(inside)
    assert names(found, inside) == ["a/a.txt", "file.txt"]
    why = reasons(found, inside)
    assert set(why) == {"gone.txt", "gone2.txt", "self.txt", "secret.txt", "folder", "zero.txt"}
    assert why["gone.txt"] == why["gone2.txt"] == "a broken link"
    assert "leads out of the folder" in why["secret.txt"]
    assert "leads out of the folder" in why["folder"]


def test_a_link_that_is_named_is_followed(tmp_path: Path) -> None:
    write(tmp_path, "real/a.txt", TEXT)
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "link.txt").symlink_to("real/a.txt")
    assert len(articles(tmp_path / "link", tmp_path / "link.txt")) == 2
    (tmp_path / "gone.txt").symlink_to("nothing")
    (only,) = everything(tmp_path / "gone.txt")
    assert "a broken link" in str(only)


def test_pipes_sockets_and_devices_are_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("sock.txt")
    found = everything(tmp_path, tmp_path / "pipe.txt", tmp_path / "sock.txt", "/dev/zero")
    assert len(found) == 5
    assert all("not a regular file" in str(each) for each in found)


def test_what_may_not_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "secret.txt", "closed/b.txt", "z.txt"):
        write(tmp_path, name, TEXT)
    opened, scanned = os.open, os.scandir

    def refusing_open(path: str, *rest: int, **others: int) -> int:
        if str(path).endswith("secret.txt"):
            raise PermissionError(13, "Permission denied")
        return opened(path, *rest, **others)

    def refusing_scan(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return scanned(path)

    monkeypatch.setattr(os, "open", refusing_open)
    monkeypatch.setattr(os, "scandir", refusing_scan)
    found = everything(tmp_path)
    assert names(found, tmp_path) == ["a.txt", "z.txt"]
    assert reasons(found, tmp_path) == {"secret.txt": "permission denied", "closed": "permission denied"}


def test_size_is_told_without_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "sparse.txt"
    path.touch()
    os.truncate(path, 1 << 30)
    read_bytes: list[int] = []
    plain = Source.data

    def counted(self: Source) -> bytes:
        read_bytes.append(len(self.head))
        return plain(self)

    monkeypatch.setattr(Source, "data", counted)
    (only,) = everything(path)
    assert "1,024 MB" in str(only)
    assert sum(read_bytes) <= 4_096


def test_a_file_at_the_limit_and_one_byte_more(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "x" * 100)
    assert isinstance(everything(path, largest=100)[0], ArticleDraft)
    assert isinstance(everything(path, largest=99)[0], Skipped)
    for size, kind in ((100, ArticleDraft), (101, Skipped), (10_000, Skipped)):
        (only,) = read(["-"], largest=100, stdin=io.BytesIO(b"x" * size))
        assert isinstance(only, kind)


def test_odd_names(tmp_path: Path) -> None:
    odd = [
        "line\nbreak\ttab.txt",
        "esc\x1b]52;c;ZXZpbA==\x07.txt",
        "[bold][@click=app.quit]x[.txt",
        "--delete-all.txt",
        "n" * 240 + ".txt",
    ]
    for name in odd:
        write(tmp_path, name, TEXT)
    assert sorted(names(everything(tmp_path), tmp_path)) == sorted(odd)


@pytest.mark.skipif(sys.platform == "darwin", reason="its file systems refuse names that are no UTF-8")
def test_a_name_that_is_no_utf8_can_be_printed_and_stored(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text(TEXT)
    (draft,) = articles(tmp_path)
    assert draft.path.endswith("caf\\xe9.txt")
    draft.path.encode("utf-8")


def test_a_path_that_is_too_long_does_not_stop_the_walk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "z.txt", TEXT)
    monkeypatch.chdir(tmp_path)
    for _ in range(60):
        Path("d" * 80).mkdir()
        os.chdir("d" * 80)
    found = everything(tmp_path)
    os.chdir(tmp_path)
    assert names(found, tmp_path) == ["z.txt"]
    assert ["too long" in reason for reason in reasons(found, tmp_path).values()] == [True]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    (draft,) = read(["-"], stdin=io.BytesIO(TEXT.encode()))
    assert isinstance(draft, ArticleDraft)
    assert (draft.path, draft.title) == ("-", "Quay to reopen")
    (empty,) = read(["-"], stdin=io.BytesIO(b""))
    assert isinstance(empty, Skipped)
    monkeypatch.setattr(sys, "stdin", None)
    (none,) = read(["-"])
    assert "no standard input" in str(none)


def test_a_fault_in_one_reader_does_not_stop_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(source: Source) -> object:
        raise builtins.KeyError(source.path)

    monkeypatch.setitem(registry.READERS, ".md", faulty)
    write(tmp_path, "a.md", TEXT)
    write(tmp_path, "b.txt", TEXT)
    found = everything(tmp_path)
    assert names(found, tmp_path) == ["b.txt"]
    assert "KeyError" in reasons(found, tmp_path)["a.md"]


def test_reading_imports_nothing_heavy() -> None:
    code = (
        "import sys, index.readers; print([m for m in ('spacy', 'textual', 'whoosh', 'pydantic') if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
