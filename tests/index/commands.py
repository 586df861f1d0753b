"""Calls of the command line in the process of the test."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

from index import cli


def run(*arguments: object) -> int:
    """What a call ends with; Ctrl-C stays what it is for the tests."""
    before = signal.getsignal(signal.SIGINT)
    try:
        return cli.main([str(argument) for argument in arguments])
    finally:
        signal.signal(signal.SIGINT, before)


def records(text: str) -> list[dict[str, object]]:
    """What was printed as JSON, a record a line."""
    return [json.loads(line) for line in text.splitlines()]


def told(capsys: pytest.CaptureFixture[str], *arguments: object, code: int = 0) -> list[dict[str, object]]:
    """What a call prints as JSON."""
    assert run(*arguments, "--json") == code
    return records(capsys.readouterr().out)


def said(capsys: pytest.CaptureFixture[str], *arguments: object, code: int = 0) -> str:
    """What a call prints, on both streams."""
    assert run(*arguments) == code
    printed = capsys.readouterr()
    return printed.out + printed.err


def added(home: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Add the harbour article, not analysed; gives its id."""
    return str(told(capsys, "add", home / "harbour.txt", "--no-analysis")[0]["article"])
