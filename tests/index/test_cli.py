"""The command line: what it prints, what it ends with, and what it does not import."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index import first_run
from index.commands.usage import commands
from index.library import Library
from tests.index.commands import added, records, run, said, told
from tests.index.factories import HARBOUR

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("arguments", [["--help"], ["add", "--help"], ["config"]])
def test_help_and_config_import_neither_textual_nor_whoosh_nor_spacy(arguments: list[str], home: Path) -> None:
    code = (
        "import sys\nfrom tui.__main__ import main\n"
        f"sys.argv = ['sayso', *{arguments!r}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print([name for name in ('textual', 'whoosh', 'spacy') if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.stderr.strip().endswith("[]"), done.stderr


def test_every_command_has_help_with_examples(capsys: pytest.CaptureFixture[str]) -> None:
    for command in commands():
        with pytest.raises(SystemExit) as ended:
            run(command.name, "--help")
        assert ended.value.code == 0
        text = capsys.readouterr().out
        assert f"sayso {command.name}" in text and "examples:" in text


def test_add_then_unchanged_then_updated(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = added(home, capsys)
    assert run("add", home / "harbour.txt", "--no-analysis", "--json") == 0
    again = records(capsys.readouterr().out)
    assert again[0]["status"] == "unchanged" and again[0]["article"] == article
    assert again[-1] == {"summary": {"added": 0, "updated": 0, "unchanged": 1, "duplicate": 0, "skipped": 0}}


def test_add_a_corrected_record_makes_a_version(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for text, status in (("One was said.", "added"), ("Two was said.", "updated")):
        (home / "x.jsonl").write_text(json.dumps({"id": "x1", "title": "X", "outlet": "O", "text": text}) + "\n")
        assert run("add", home / "x.jsonl", "--no-analysis", "--json") == 0
        assert records(capsys.readouterr().out)[0]["status"] == status


def test_skipped_inputs_are_named_and_end_with_3(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "empty.txt").write_bytes(b"")
    assert run("add", home / "empty.txt", home / "missing.txt", home / "harbour.txt", "--no-analysis", "--json") == 3
    found = records(capsys.readouterr().out)
    assert [one.get("status") for one in found] == ["skipped", "skipped", "added", None]
    assert all(one["reason"] and one["article"] is None for one in found[:2])


def test_dry_run_changes_nothing(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("add", home / "harbour.txt", "--dry-run", "--json") == 0
    assert records(capsys.readouterr().out)[0]["status"] == "added"
    assert not (home / "library").exists()
    added(home, capsys)
    assert run("add", home / "harbour.txt", "--dry-run", "--json") == 0
    assert records(capsys.readouterr().out)[0]["status"] == "unchanged"


def test_search_shows_titles_and_snippets(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = added(home, capsys)
    assert run("search", "harbour", "must", "--json", "--limit", 5) == 0
    (hit,) = records(capsys.readouterr().out)
    assert hit["article"] == article and "harbour" in str(hit["snippet"]).lower()
    always = {"article", "title", "date", "outlet", "score", "snippet", "statements", "labelled"}
    assert set(hit) == always | {"tags", "flagged", "read", "story", "others"}
    assert run("search", "--json", "--", "-harbour") == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("query", ["actr:x", '"open', "a AND", "(", "date:2022-13"])
def test_a_broken_query_ends_with_2_and_says_what_is_wrong(
    home: Path, capsys: pytest.CaptureFixture[str], query: str
) -> None:
    added(home, capsys)
    assert run("search", query) == 2
    assert "query" in capsys.readouterr().err


def test_no_library_ends_with_2_and_makes_none(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["search", "x"], ["undo"], ["check"], ["show", "abcd"], ["export", "csv", "-o", "x.csv"]):
        assert run(*command) == 2, command
        assert capsys.readouterr().err.strip()
    assert not (home / "library").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["nosuch"],
        ["add"],
        ["search", "--limit", "x"],
        ["search", "--nosuch"],
        ["export", "pdf", "-o", "x"],
        ["label", "abc"],
        ["add", "x", "--nosuch"],
    ],
)
def test_usage_errors_end_with_2_and_one_sentence(
    home: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert run(*arguments) == 2
    error = capsys.readouterr().err.strip()
    assert error.startswith("sayso: ") and "\n" not in error


def test_unknown_article_and_statement(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    added(home, capsys)
    assert run("show", "ffffffff") == 2
    assert "ffffffff" in capsys.readouterr().err
    assert run("label", "ffffffff", "favor") == 2
    assert run("undo") in (0, 2)


def test_show_gives_the_text_and_where_it_is_masked(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = added(home, capsys)
    assert run("show", article, "--json") == 0
    (one,) = records(capsys.readouterr().out)
    assert one["text"] == HARBOUR and one["title"] == "Board defers vote on harbour"


def test_remove_is_undone(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = added(home, capsys)
    assert run("remove", article, "--json") == 0
    capsys.readouterr()
    assert run("show", article) == 2
    assert run("undo", "--json") == 0
    assert run("show", article) == 0


def test_a_folder_is_no_configuration(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert f"{home} is a folder: name the file, such as {home / 'config.yaml'}" in said(
        capsys, "config", "--check", home, code=2
    )


def test_a_long_query_is_not_repeated(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    added(home, capsys)
    told = said(capsys, "search", "quay " * 20_000, code=2)
    assert "2,000 are the most" in told and "^" in told and max(map(len, told.splitlines())) < 240


def test_likeness_names_the_article_and_orders(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = "The quay wall at Dunmarsh leans, and divers found timber piles eaten by shipworm beneath the slipway."
    texts = (
        f"Quay wall leans\n\n{words}",
        "Quay wall leans again\n\nThe quay wall at Dunmarsh leans. Nobody sees why, and the ferry sails at noon.",
        f"Divers find shipworm\n\n{words} It was found on Monday.",
        "Ferry sails\n\nThe ferry sails at noon, and at dusk, and in fog too.",
    )
    for place, text in enumerate(texts):
        (home / f"{place}.txt").write_text(text, encoding="utf-8")
        told(capsys, "add", home / f"{place}.txt", "--no-analysis")
    found = {str(one["title"]): str(one["article"]) for one in told(capsys, "search", "*")}
    ranked = told(capsys, "search", f"like:{found['Quay wall leans']}")
    scores = [float(str(one["score"])) for one in ranked]
    assert ranked[0]["title"] == "Divers find shipworm" and scores == sorted(scores, reverse=True) and scores[0] > 0
    by_date = told(capsys, "search", f"like:{found['Quay wall leans']}", "--sort", "date")
    assert {one["article"] for one in by_date} == {one["article"] for one in ranked}
    (home / "alone.txt").write_text("Zebra escapes\n\nKeepers chased her past okapis.", encoding="utf-8")
    alone = told(capsys, "add", home / "alone.txt", "--no-analysis")[0]["article"]
    assert "no article matches like:“Zebra escapes”" in said(capsys, "search", f"like:{alone}")


def test_config_check(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = home / "good.yaml", home / "bad.yaml"
    good.write_text("panes: {measure: 70}\n")
    bad.write_text("panes: {measure: wide}\n")
    assert run("config", "--check", good) == 0
    assert run("config", "--check", bad) == 2
    assert "panes.measure" in capsys.readouterr().err


def test_options_stand_anywhere(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    added(home, capsys)
    assert run("--json", "search", "harbour") == 0
    before = capsys.readouterr().out
    assert run("search", "--json", "--limit", 3, "harbour") == 0
    assert capsys.readouterr().out == before != ""
    assert run("export", "csv", "-o", home / "out.csv", "harbour") == 0


def test_a_first_run_that_was_cut_short_goes_on(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = home / "library"
    assert first_run.is_wanted(folder)
    with first_run.open_library(folder) as library:
        monkeypatch.setattr(library.articles, "add", lambda drafts: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            first_run.fill_with_seeds(library)
    assert first_run.is_wanted(folder)
    with Library.open(folder) as library:
        assert first_run.fill_with_seeds(library) == library.articles.count() > 20
        assert first_run.fill_with_seeds(library) == 0
    assert not first_run.is_wanted(folder)


def test_a_closed_pipe_ends_silently_with_0(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    added(home, capsys)
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "tui", "config"], stdout=writer, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full disk at hand")
def test_an_output_that_cannot_be_written_is_named(home: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "tui", "config"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 2 and "cannot be printed" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)], ids=["TERM", "HUP", "INT"]
)
def test_a_signal_ends_a_command_with_its_code(home: Path, number: int, code: int) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "tui", "add", "-", "--no-analysis"], stdin=subprocess.PIPE, stderr=subprocess.PIPE
    ) as waiting:
        deadline = time.monotonic() + 60
        while not (home / "library" / "library.db").exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        waiting.send_signal(number)
        assert waiting.wait(timeout=60) == code
    assert run("check") == 0


WHERE = {
    "in an executed string": "exec('kill()')",
    "in a finaliser": "class Last:\n    def __del__(self):\n        kill()\nLast()",
    "behind an import": (
        "import weakref\nthere = {'kill': kill}\n"
        "exec(compile('def cb(_): kill()', '<frozen importlib._bootstrap>', 'exec'), there)\n"
        "class Lock: pass\nlock = Lock()\nheld = weakref.ref(lock, there['cb'])\ndel lock"
    ),
}
"""Places in which Python loses what a signal raises, or what becomes of it."""


@pytest.mark.parametrize("where", WHERE, ids=lambda where: where.replace(" ", "-"))
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["TERM", "INT"])
def test_a_signal_ends_a_command_wherever_it_comes(where: str, number: int, tmp_path: Path) -> None:
    (tmp_path / "struck.py").write_text(
        "import os, sys, time\nfrom index import cli\n"
        f"def kill():\n    os.kill(os.getpid(), {int(number)})\n    return None\n"
        f"def running(given, explore):\n    exec(compile({WHERE[where]!r}, 'there', 'exec'), {{'kill': kill}})\n"
        "    time.sleep(30)\n    return 0\n"
        "cli._run = running\nsys.exit(cli.main([]))\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(ROOT)))}
    done = subprocess.run([sys.executable, "-m", "struck"], env=environment, capture_output=True, timeout=60)
    assert (done.returncode, done.stderr) == (128 + number, b"")


def test_a_signal_that_is_ignored_stays_so(tmp_path: Path) -> None:
    code = (
        "import os, signal\nfrom index import cli\nsignal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
        "cli._run = lambda given, explore: os.kill(os.getpid(), signal.SIGHUP) or 7\nraise SystemExit(cli.main([]))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, timeout=60).returncode == 7, "as nohup has it"


def test_what_waits_for_its_analysis_is_mentioned(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    added(home, capsys)
    assert run("statements") == 0
    assert "1 article is not analysed yet" in capsys.readouterr().err


def test_boilerplate_is_not_searched(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "m.md").write_text("---\ntitle: Quay\noutlet: Zenith\n---\n\nThe quay was closed.\n")
    assert run("add", home / "m.md", "--no-analysis") == 0
    capsys.readouterr()
    assert run("search", "outlet", "--json") == 0
    assert capsys.readouterr().out == ""
    assert run("search", "closed", "--json") == 0
    (hit,) = records(capsys.readouterr().out)
    assert "Zenith" not in str(hit["snippet"]) and "closed" in str(hit["snippet"])


@pytest.mark.parametrize("name", ["quay.txt", "quay.md"])
@pytest.mark.parametrize("place", ["top", "end"])
def test_a_correction_is_shown_and_found(name: str, place: str, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notice = "CORRECTION: an earlier version misquoted the president."
    body = "The council put the vote on the quay off until Monday.\n\nThe mayor said that the quay must stay open."
    parts = [notice, body] if place == "top" else [body, notice]
    (home / name).write_text("\n\n".join(["Vote on the quay put off", *parts]) + "\n", encoding="utf-8")
    new = told(capsys, "add", home / name, "--no-analysis")[0]
    assert new["title"] == "Vote on the quay put off"
    assert notice in said(capsys, "show", new["article"])
    (found,) = told(capsys, "search", "misquoted")
    assert found["article"] == new["article"] and "misquoted" in str(found["snippet"])


@pytest.mark.parametrize(
    "call",
    [
        ("search", "issue:\udc80"),
        ("history", "--by-whom", "\udc80"),
        ("undo", "\udc80"),
        ("saved", "add", "q", "issue:\udc80"),
    ],
)
def test_what_is_not_utf8_is_said_to_be(call: tuple[str, ...], home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    added(home, capsys)
    told = said(capsys, *call, code=2)
    assert "\ufffd" in told and "fault" not in told


def test_the_same_article_named_twice_is_removed_once(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = added(home, capsys)
    assert run("remove", article, article[:6]) == 0
    assert run("undo") == 0


def test_file_names_do_not_act_on_the_terminal(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = home / "esc\x1b]52;c;ZXZpbA==\x07.txt"
    name.write_text(HARBOUR, encoding="utf-8")
    run("add", name, "--no-analysis")
    shown = capsys.readouterr()
    assert "\x1b" not in shown.out + shown.err and "\x07" not in shown.out + shown.err


@pytest.mark.usefixtures("read_here")
@pytest.mark.parametrize("command", ["analyse", "add"])
def test_an_empty_file_is_named_and_ends_with_3(command: str, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = home / "empty.txt"
    file.write_text("")
    assert run(command, file) == 3
    shown = capsys.readouterr()
    assert "empty.txt: it is an empty file" in shown.out + shown.err


def test_a_new_library_is_told_once_how_to_leave_the_demonstration_out(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("add", home / "harbour.txt", "--dry-run") == 0
    assert "demonstration" not in capsys.readouterr().out
    assert run("add", home / "harbour.txt", "--no-analysis") == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if "demonstration: false" in line]
    assert len(lines) == 1 and str(home / "library" / "config.yaml") in lines[0]
    assert run("add", home / "harbour.txt", "--no-analysis") == 0
    assert "demonstration" not in capsys.readouterr().out


def test_a_new_library_with_a_configuration_is_told_nothing(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "library").mkdir()
    (home / "library" / "config.yaml").write_text("demonstration: false\n")
    assert run("add", home / "harbour.txt", "--no-analysis") == 0
    assert "demonstration" not in capsys.readouterr().out
    assert run("config") == 0
    assert "demonstration: false" in capsys.readouterr().out
    with Library.open(home / "library") as library:
        assert library.annotations.issues() == []


def test_an_unknown_argument_names_the_help_to_see(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--nosuch") == 2
    assert "see sayso --help" in capsys.readouterr().err
    assert run("undo", "--nosuch") == 2
    assert "see sayso undo --help" in capsys.readouterr().err


def test_stories_lists_reprints_and_how_alike_they_are(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from tests.index.stories.prints import cut, story

    for name, text, day in (("a", story(1), "12"), ("b", cut(story(1), 0.5), "13"), ("c", story(2), "12")):
        (home / f"{name}.md").write_text(
            f"---\ntitle: Print {name}\ndate: 2026-09-{day}\noutlet: Port Courier\n---\n{text}\n"
        )
    assert run("add", "--no-analysis", *(home / f"{name}.md" for name in "abc")) == 0
    capsys.readouterr()
    assert run("stories", "--json") == 0
    (found,) = records(capsys.readouterr().out)
    first, other = found["articles"]  # type: ignore[misc]
    assert (found["count"], found["first"], first["title"], other["title"]) == (
        2,
        first["article"],
        "Print a",
        "Print b",
    )
    assert other["like"] == first["article"] and other["contained"] == 1.0 and "similarity" not in first
    assert run("stories", "outlet:courier", "date:2026-09-13") == 0
    said = capsys.readouterr().out
    assert said.startswith("Print a (2 articles)\n") and "100% of the shorter text" in said
    assert run("stories", "date:2025") == 0
    assert "no story" in capsys.readouterr().err
    assert run("stories", "--limit", "-1") == 2
