"""The explorer as a process on a terminal: how it starts, and how it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from index.library import Library
from index.model import ArticleDraft, Span
from tests.tui.terminals import ROOT, Terminal
from tui import session


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAYSO_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("SAYSO_STATE", str(tmp_path / "state"))
    with Library.open(tmp_path / "lib", by="dana", create=True, cache=tmp_path / "cache") as library:
        library.articles.add(
            [ArticleDraft("fog.txt", "Fog on the quay\n\nIt came in, she said.\n", "Fog on the quay", "2026-10-01")]
        )
    return tmp_path / "lib"


RESTORED = b"\x1b[?1049l"
"""What gives the terminal its own screen back."""


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)])
def test_signals_end_it_with_the_terminal_restored_and_nothing_lost(
    terminal: Terminal, folder: Path, number: int, code: int
) -> None:
    terminal.read_until(b"Fog on the quay")
    terminal.read_until(b"It came in")
    terminal.read_until(b"1 article")
    terminal.type("\x1b[Z")  # to the positions
    terminal.type(">?")
    terminal.read_until("Keys ·".encode())  # so what was pressed before has been done
    os.kill(terminal.pid, number)
    assert terminal.ended() == code
    assert RESTORED in terminal.output and b"\x1b[?25h" in terminal.output
    kept = session.load(folder)
    assert kept.positions == 36 and kept.article is not None


def test_a_note_that_is_being_written_is_there_after_a_kill(folder: Path) -> None:
    with Library.open(folder, by="dana") as library:
        article = library.articles.by_key(1)
        spans = [Span(article.text.index("It came in"), article.text.index("It came in") + 10)]
        one = library.annotations.create_statement(article.id, article.version, actor="Ida Marsh", content=spans).id
    wanted = {f"note:{one}": {"text": "ask her again"}}
    with closing(Terminal("--library", str(folder), "--by", "dana")) as terminal:
        terminal.read_until(b"Ida Marsh")
        terminal.type("\x1b[Zcask her again")
        end = time.monotonic() + 60
        while session.load(folder).drafts != wanted:
            assert time.monotonic() < end, session.load(folder).drafts
            terminal.read_on()
        os.kill(terminal.pid, signal.SIGKILL)
        assert terminal.ended() == -signal.SIGKILL
    assert session.load(folder).drafts == wanted
    with closing(Terminal("--library", str(folder), "--by", "dana")) as terminal:
        terminal.read_until(b"Not saved yet: your note on Ida Marsh")


def test_a_terminal_that_goes_away_ends_it(terminal: Terminal, folder: Path) -> None:
    terminal.read_until(b"Fog on the quay")
    terminal.read_until(b"It came in")
    os.close(terminal.fd)
    end = time.monotonic() + 60
    while time.monotonic() < end:
        pid, status = os.waitpid(terminal.pid, os.WNOHANG)
        if pid:
            break
        time.sleep(0.05)
    else:
        raise AssertionError("it lives on without a terminal")
    assert os.waitstatus_to_exitcode(status) == 129
    assert session.load(folder).article is not None


def test_quitting_and_what_was_typed_before_the_library_was_open(terminal: Terminal) -> None:
    terminal.type("Q")
    assert terminal.ended() == 0
    assert RESTORED in terminal.output


def test_suspending_gives_the_terminal_back_and_returns(terminal: Terminal) -> None:
    terminal.read_until(b"1 article")
    terminal.type("\x1a")
    terminal.read_until(RESTORED)
    end = time.monotonic() + 60
    while time.monotonic() < end:
        pid, status = os.waitpid(terminal.pid, os.WNOHANG | os.WUNTRACED)
        if pid:
            break
        time.sleep(0.05)
    assert pid and os.WIFSTOPPED(status)
    terminal.output = b""
    os.kill(terminal.pid, signal.SIGCONT)
    terminal.read_until(b"Fog on the quay")
    terminal.read_until("━".encode() * 10)  # what nobody changed meanwhile is there as well
    terminal.type("Q")
    assert terminal.ended() == 0


def test_a_library_that_cannot_be_opened_is_an_error_of_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "library.db").write_text("this is no database at all")
    terminal = Terminal("--library", str(tmp_path))
    try:
        assert terminal.ended() == 4
        assert b"sayso: The library is damaged" in terminal.output.rpartition(RESTORED)[2]
    finally:
        terminal.close()


def test_the_first_picture_needs_neither_search_engine_nor_language_model(tmp_path: Path) -> None:
    code = f"""
import asyncio, sys
from pathlib import Path
from tui.app import Sayso

before = set(sys.modules)
heavy = ("whoosh", "spacy", "numpy", "scipy", "sklearn", "datasketch", "rapidfuzz", "pydantic", "yaml", "sqlite3",
         "index.library", "index.library_parts", "index.store", "index.search", "index.stories", "index.language",
         "index.config", "index.english", "tui.screens.modal", "tui.screens.picker")

async def main():
    async def never(): raise AssertionError
    app = Sayso(Path({str(tmp_path)!r}), lambda: 1 / 0)
    seen = []
    screen = app.get_default_screen
    def watched():
        found = screen()
        found.watching.begin = lambda: seen.append([name for name in heavy if name in sys.modules])
        return found
    app.get_default_screen = watched
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
    print(seen)

asyncio.run(main())
"""
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.stdout.strip() == "[[]]", result.stdout + result.stderr[-2000:]


def test_the_list_needs_neither_search_nor_yaml(tmp_path: Path, folder: Path) -> None:
    """Until the list stands there nothing is imported but what it shows, once the configuration has been checked."""
    code = f"""
import os, sys
os.environ["SAYSO_CACHE"] = {str(tmp_path / "cache")!r}
from pathlib import Path
from index.library import Library
from tui.controllers.searching import find, first_page

with Library.open(Path({str(folder)!r}), by="dana") as library:
    library.changed()
    first_page(library), find(library, "")
    heavy = ("whoosh", "spacy", "numpy", "scipy", "sklearn", "datasketch", "pydantic", "yaml", "index.search.tree",
             "index.library_parts.search", "index.library_parts.annotations", "index.language.pipeline")
    print([name for name in heavy if name in sys.modules])
"""
    for _ in range(2):
        result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.stdout.strip() == "[]", result.stdout + result.stderr[-2000:]


def test_help_imports_no_textual() -> None:
    code = "import sys; from tui.__main__ import main; sys.argv = ['sayso', '--help']\n"
    code += "try: main()\nexcept SystemExit: pass\n"
    code += "print([name for name in ('textual', 'rich', 'whoosh', 'spacy') if name in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.stdout.strip().endswith("[]")
