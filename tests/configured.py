"""Configurations that are read once for all tests: reading one takes longer than most tests."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from index import config

_LOAD = config.load
_READ: dict[bytes | None, config.Config] = {}
"""What came of each text of a config.yaml; None stands for a library without one."""


def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have libraries take what was read of the same text before."""
    monkeypatch.setattr("index.config.load", _load)


def _load(folder: Path | None, *, kept: Path | None = None) -> config.Config:
    text: bytes | None = None
    if folder is not None and (folder / "config.yaml").exists():
        with suppress(OSError):
            text = (folder / "config.yaml").read_bytes()
        if text is None:
            return _LOAD(folder)
    if text not in _READ:
        _READ[text] = _LOAD(folder)
    return _READ[text]
