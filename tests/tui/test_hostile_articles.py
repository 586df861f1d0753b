"""Nothing in an article acts on the machine: what reaches the terminal, and what processes and sockets there are."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from index.library import Library
from index.library_parts import annotations
from index.model import Analysis, ArticleDraft
from index.store import articles
from tests.making import stated
from tests.tui.terminals import ROOT, Terminal

EVIL = {
    "clipboard": "\x1b]52;c;UFdORUQ=\x07",
    "clear": "\x1b[2J\x1b[H",
    "title": "\x1b]0;PWNED\x07",
    "link": "\x1b]8;;https://evil.example/\x1b\\here\x1b]8;;\x1b\\",
    "c1": "\x9b2J\x9d52;c;UFdORUQ=\x9c",
    "report": "\x1b[6n\x1b[c\x1bP+q544e\x1b\\",
    "keys": "\x1b[?1000h\x1b>",
    "bidi": "\u202eevil\u202c",
    "markup": "[@click=app.quit]press[/] [/b] [bold",
    "signs": "\x07\x08\x0b\x0c\x00\x7f",
}
ALL = " ".join(EVIL.values())

TEXT = f"Headline {ALL}\n\nThe minister {ALL} said the plan {ALL} should go. It is over.\n"
PLACES = [
    slice(TEXT.index(words), TEXT.index(words) + len(words))
    for words in (f"The minister {ALL}", f"the plan {ALL} should")
]

SEEN_FROM_THE_START = ("clipboard", "clear", "title", "report", "bidi")
"""What Textual itself never writes, not even when it begins."""

FORBIDDEN = [
    *(b"\x1b]", b"\xc2\x9b", b"\xc2\x9d", b"\x1bP", b"\x1b[6n", b"\x1b[c"),
    *("\u202e".encode(), b"\x07", b"\x08\x0b", b"\x7f"),
]


@pytest.fixture(params=["added", "written by something else"])
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library whose article is hostile in each of its parts: past what reads files, and past all that cleans."""
    if request.param != "added":
        monkeypatch.setattr(articles, "_cleaned", lambda draft: draft)
        monkeypatch.setattr(annotations, "clean", str)
    monkeypatch.setenv("SAYSO_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("SAYSO_STATE", str(tmp_path / "state"))
    with Library.open(tmp_path / "lib", by="dana", create=True, cache=tmp_path / "cache") as library:
        (added,) = library.articles.add(
            [
                ArticleDraft(
                    f"a{ALL}.txt".replace("\x00", ""), TEXT, f"Headline {ALL}", "2026-10-01", outlet=f"Post {ALL}"
                )
            ]
        )
        assert added.article_id is not None
        article = library.articles.get(added.article_id)
        source, content = (article.text[place] for place in PLACES)
        one = stated(article.text, source, "said", content, actor=f"M {ALL}", suggested=None)
        library.analysis.store(article.key, article.version, Analysis((), (one,)))
        library.annotations.note(one.id, f"a note {ALL}")
    return tmp_path / "lib"


def test_no_byte_of_an_article_acts_on_the_terminal(terminal: Terminal) -> None:
    terminal.read_until(b"Headline")
    terminal.read_until(b"1 article")
    terminal.read_until(b"a note")  # so the article and its statement have been drawn
    begun = len(terminal.output)
    for keys in ("\t", "j", "1", "u", "\t", "?", "\x1b", "/minister\r", "G"):
        terminal.type(keys)
        terminal._read(0.4)
    assert b"52;c;UFdORUQ=" in terminal.output, "the hostile words were not drawn at all"
    # What Textual itself begins with may ask the terminal things, and it sets the mouse pointer's shape (OSC 22);
    # what is drawn of an article may not.
    shown = re.sub(rb"\x1b\]22;[a-z-]*\x07", b"", bytes(terminal.output[begun:]))
    assert [one for one in FORBIDDEN if one in shown] == []
    assert not re.search(rb"\x1b\[2J", shown)
    whole = bytes(terminal.output)
    assert [name for name in SEEN_FROM_THE_START if EVIL[name].encode() in whole] == []


def test_no_byte_of_an_article_acts_on_the_terminal_of_a_command(folder: Path) -> None:
    for command in (
        ["search", "minister"],
        ["statements"],
        ["statements", "--json"],
        ["show", "--explain", "Headline"],
        ["check"],
        [],
    ):
        run = subprocess.run(
            [sys.executable, "-P", "-m", "tui", "--library", str(folder), *command],
            cwd=ROOT,
            capture_output=True,
            check=False,
        )
        printed = run.stdout + run.stderr
        assert [one for one in [*FORBIDDEN, b"\x1b", b"\x00"] if one in printed] == [], command


HOSTILE_FILES = {
    "evil.txt": ALL,
    "bomb.yaml.md": "---\na: &a [x]\nb: !!python/object/apply:os.system ['touch pwned']\n---\nText.\n",
    "pickle.jsonl": '{"text": "cos\\nsystem\\n(S\'touch pwned\'\\ntR.", "title": "x", "__class__": "os"}\n',
    "table.csv": 'title,text\n"=cmd|\'/c touch pwned\'!A1","The minister said it is over."\n',
    "page.html": "<script>fetch('http://127.0.0.1:9/')</script><img src='http://127.0.0.1:9/x'>"
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><p>The minister said it is over.</p>",
    "$(touch pwned).txt": "The minister said it is over.",
}


@pytest.mark.slow
def test_reading_hostile_files_starts_nothing_and_connects_to_nothing(tmp_path: Path) -> None:
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not there, which says what a process does")
    files = tmp_path / "files"
    files.mkdir()
    for name, content in HOSTILE_FILES.items():
        (files / name).write_text(content)
    noted = tmp_path / "noted"
    watched = [strace, "-f", "-qq", "-o", str(noted), "-e", "trace=execve,connect,unlink,unlinkat,rename,renameat,kill"]
    run = subprocess.run(
        [*watched, sys.executable, "-P", "-m", "tui", "--library", str(tmp_path / "lib"), "add", str(files)],
        cwd=ROOT,
        capture_output=True,
        check=False,
        env={
            "PATH": "/usr/bin:/bin",
            "PYTHONPATH": str(ROOT),
            "SAYSO_CACHE": str(tmp_path / "c"),
            "HOME": str(tmp_path),
        },
    )
    if b"ptrace" in run.stderr and not noted.read_text():
        pytest.skip("no process may be watched here")
    assert run.returncode in (0, 3), run.stderr
    calls = noted.read_text().splitlines()
    started = [one for one in calls if "execve(" in one and " = 0" in one]
    assert started and all(sys.executable in one or Path(sys.executable).resolve().name in one for one in started)
    assert [one for one in calls if "AF_INET" in one] == []
    gone = [one for one in calls if re.search(r"\b(unlink|rename)\w*\(", one) and " = 0" in one]
    assert [one for one in gone if str(files) in one] == []
    assert sorted(one.name for one in files.iterdir()) == sorted(HOSTILE_FILES)
    assert not (ROOT / "pwned").exists() and not (tmp_path / "pwned").exists()
