"""What the explorer's tests share: a terminal with colours, whatever the tests are started from."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from index import config


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """True colours, and nothing of the terminal that runs the tests."""
    monkeypatch.setattr("textual.constants.COLOR_SYSTEM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture(autouse=True)
def state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The searches that tests make are not those of the person who runs them."""
    monkeypatch.setenv("SAYSO_STATE", str(tmp_path / "state"))


@pytest.fixture(autouse=True)
def configuration_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading the same configuration anew for every library takes longer than most tests."""
    monkeypatch.setattr("index.config.load", _load)


def _load(folder: Path | None, *, kept: Path | None = None) -> config.Config:
    own = folder / "config.yaml" if folder is not None else None
    return _read(own.read_text() if own is not None and own.exists() else None)


@cache
def _read(own: str | None) -> config.Config:
    with TemporaryDirectory() as folder:
        if own is not None:
            Path(folder, "config.yaml").write_text(own)
        return _LOAD(Path(folder))


_LOAD = config.load
