"""An index that cannot be trusted is emptied and says so; nothing it holds is read before that is certain."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import LockedError
from index.search import folder as folders
from index.search.blocks import Field
from index.search.engine import Document, Health
from index.search.tree import Phrase, Word
from index.search.whoosh_engine import WhooshEngine

DOCUMENTS = [Document(key, f"Title {key}", "the government rejected the plan " * 5 + f"word{key}") for key in range(60)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "cache" / "index"
    engine = WhooshEngine.open(place, "token")
    engine.index(DOCUMENTS[:40], recorded=4)
    engine.index(DOCUMENTS[40:], recorded=5)
    engine.close()
    return place


def toc(folder: Path) -> Path:
    return next(folder.glob("*.toc"))


def segment(folder: Path) -> Path:
    return max(folder.glob("*.seg"), key=lambda path: path.stat().st_size)


def flip(path: Path, at: float) -> None:
    data = bytearray(path.read_bytes())
    data[int(at * (len(data) - 1))] ^= 0x40
    path.write_bytes(data)


def flip_all(folder: Path) -> None:
    for path in folder.iterdir():
        if path.stat().st_size:
            flip(path, 0.3)


def replace_by_link(folder: Path) -> None:
    path = segment(folder)
    shutil.move(path, folder / "elsewhere")
    path.symlink_to(folder / "elsewhere")


def truncate(path: Path, part: float) -> None:
    os.truncate(path, int(path.stat().st_size * part))


def manifest(folder: Path, **changes: object) -> None:
    path = folder / folders.MANIFEST
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


DAMAGE: dict[str, Callable[[Path], object]] = {
    "toc emptied": lambda f: truncate(toc(f), 0),
    "toc truncated": lambda f: truncate(toc(f), 0.5),
    "toc flipped at the start": lambda f: flip(toc(f), 0.0),
    "toc flipped in the middle": lambda f: flip(toc(f), 0.5),
    "toc flipped at the end": lambda f: flip(toc(f), 1.0),
    "toc deleted": lambda f: toc(f).unlink(),
    "segment emptied": lambda f: truncate(segment(f), 0),
    "segment truncated": lambda f: truncate(segment(f), 0.7),
    "segment flipped at the start": lambda f: flip(segment(f), 0.0),
    "segment flipped in the middle": lambda f: flip(segment(f), 0.5),
    "segment flipped at the end": lambda f: flip(segment(f), 1.0),
    "segment deleted": lambda f: segment(f).unlink(),
    "segment replaced by a link": replace_by_link,
    "manifest deleted": lambda f: (f / folders.MANIFEST).unlink(),
    "manifest emptied": lambda f: truncate(f / folders.MANIFEST, 0),
    "manifest truncated": lambda f: truncate(f / folders.MANIFEST, 0.5),
    "manifest is a list": lambda f: (f / folders.MANIFEST).write_text("[]"),
    "manifest of another version": lambda f: manifest(f, version="sayso 0"),
    "manifest from before the last commit was lost": lambda f: manifest(f, generation=99),
    "manifest that names a file elsewhere": lambda f: manifest(f, files={"../../secret": [1, 2, 3]}),
    "everything flipped": flip_all,
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_index_is_emptied_and_says_so(folder: Path, kind: str) -> None:
    DAMAGE[kind](folder)
    engine = WhooshEngine.open(folder, "token")
    assert engine.health is Health.REBUILD
    assert engine.reason
    assert (engine.recorded, engine.count, engine.ids(Word("government"))) == (0, 0, frozenset())
    assert engine.index(DOCUMENTS, recorded=6) == 60
    again = WhooshEngine.open(folder, "token")
    assert (again.health, again.recorded, again.count) == (Health.READY, 6, 60)
    assert again.ids(Phrase("rejected the plan")) == set(range(60))


@pytest.mark.parametrize("kind", [kind for kind in DAMAGE if "manifest that" not in kind])
def test_an_open_engine_survives_damage_at_a_refresh(folder: Path, kind: str) -> None:
    engine = WhooshEngine.open(folder, "token")
    found = engine.ids(Word("government"))
    # Damage replaces files, as a faulty disk or another program would: the engine's own stay as it opened them.
    copy = folder.with_name("copy")
    shutil.copytree(folder, copy)
    DAMAGE[kind](copy)
    shutil.rmtree(folder)
    shutil.move(copy, folder)
    engine.refresh()
    if engine.health is Health.READY:
        assert engine.ids(Word("government")) == found
        engine.index([Document(100, "", "zebra")], recorded=9)
    assert engine.health in (Health.READY, Health.REBUILD)
    assert engine.index(DOCUMENTS, recorded=9) == 60
    assert set(range(60)) <= engine.ids(Word("government"))


@pytest.mark.parametrize("kind", [kind for kind in DAMAGE if "manifest that" not in kind])
def test_files_that_are_damaged_in_their_places_are_noticed_before_the_next_answer(folder: Path, kind: str) -> None:
    engine = WhooshEngine.open(folder, "token")
    assert engine.ids(Word("government")) == set(range(60))
    DAMAGE[kind](folder)
    engine.refresh()
    assert engine.health is Health.REBUILD
    assert engine.ids(Word("government")) == set()
    assert engine.index(DOCUMENTS, recorded=9) == 60
    assert engine.ids(Phrase("rejected the plan")) == set(range(60))


def test_an_index_for_another_library_is_not_used(folder: Path) -> None:
    engine = WhooshEngine.open(folder, "another token")
    assert (engine.health, engine.count) == (Health.REBUILD, 0)
    assert "another library" in (engine.reason or "")


def test_files_that_go_bad_while_they_are_open_are_noticed_by_a_check(folder: Path) -> None:
    engine = WhooshEngine.open(folder, "token")
    assert engine.check() is None
    flip(segment(folder), 0.5)
    assert "damaged" in (engine.check() or "")


def test_reading_that_fails_later_empties_the_index(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = WhooshEngine.open(folder, "token")

    def torn(self: Field, form: int) -> None:
        raise IndexError("postings are cut short")

    monkeypatch.setattr(Field, "occurs", torn)
    assert engine.ids(Word("government")) == frozenset()
    assert engine.health is Health.REBUILD
    assert "damaged" in (engine.reason or "")
    assert engine.recorded == 0


def test_a_folder_that_disappears_is_made_again(folder: Path) -> None:
    engine = WhooshEngine.open(folder, "token")
    shutil.rmtree(folder)
    engine.refresh()
    assert (engine.health, engine.recorded) == (Health.NEW, 0)
    assert engine.index(DOCUMENTS) == 60


def test_a_commit_without_its_manifest_is_taken_with_the_sequence_of_the_one_before(folder: Path) -> None:
    before = (folder / folders.MANIFEST).read_bytes()
    WhooshEngine.open(folder, "token").index([Document(77, "", "zebra")], recorded=6)
    (folder / folders.MANIFEST).write_bytes(before)
    engine = WhooshEngine.open(folder, "token")
    assert (engine.health, engine.recorded) == (Health.READY, 5)
    assert engine.ids(Word("zebra")) == {77}
    engine.index([Document(77, "", "zebra")], recorded=6)
    assert engine.count == 61
    assert WhooshEngine.open(folder, "token").recorded == 6


class TestPrivacy:
    def test_the_folder_is_ours_alone(self, folder: Path) -> None:
        assert folder.stat().st_mode & 0o777 == 0o700

    def test_one_that_others_could_write_to_is_not_read(self, folder: Path) -> None:
        folder.chmod(0o777)
        engine = WhooshEngine.open(folder, "token")
        assert engine.count == 0
        assert engine.health in (Health.NEW, Health.REBUILD)
        assert folder.stat().st_mode & 0o777 == 0o700

    def test_one_that_others_could_read_is_closed_to_them(self, folder: Path) -> None:
        folder.chmod(0o755)
        assert WhooshEngine.open(folder, "token").count == 60
        assert folder.stat().st_mode & 0o777 == 0o700

    def test_somebody_elses_is_refused(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(os, "geteuid", lambda: folder.stat().st_uid + 1)
        with pytest.raises(LockedError, match="not a folder of yours"):
            WhooshEngine.open(folder, "token")
        assert toc(folder).exists()

    def test_a_link_is_refused(self, folder: Path, tmp_path: Path) -> None:
        (tmp_path / "link").symlink_to(folder)
        with pytest.raises(LockedError, match="not a folder of yours"):
            WhooshEngine.open(tmp_path / "link", "token")

    def test_a_file_in_its_place_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "index").write_text("mine")
        with pytest.raises(LockedError):
            WhooshEngine.open(tmp_path / "index", "token")
        assert (tmp_path / "index").read_text() == "mine"


WRITER = """
import sys
from pathlib import Path
from index.search.engine import Document
from index.search.whoosh_engine import WhooshEngine
engine = WhooshEngine.open(Path(sys.argv[1]), "token")
for number in range(engine.recorded + 1, 10_000):
    engine.index([Document(number, "", f"word{number} zebra"), Document(number % 7, "", "zebra")], recorded=number)
    print(number, flush=True)
"""


def test_being_killed_while_writing_loses_nothing_that_was_recorded(tmp_path: Path) -> None:
    place, reached = tmp_path / "index", 0
    for round_ in range(3):
        process = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(WRITER), str(place)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        for _ in range(4 + round_):
            reached = int(process.stdout.readline())
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        engine = WhooshEngine.open(place, "token")
        assert engine.health is Health.READY
        assert engine.recorded >= reached
        assert engine.keys() >= set(range(1, reached + 1))
        assert engine.ids(Word("zebra")) == engine.keys()
        engine.close()
