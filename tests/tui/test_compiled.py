"""What data classes compile, kept: the same classes, nothing compiled twice, nothing believed that is not ours."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from tui import compiled
from tui.compiled import Compiled


def defined() -> type:
    """A data class that is defined anew, with everything that one can have."""

    @dataclasses.dataclass(frozen=True, slots=True, order=True)
    class Berth:
        name: str
        depth: float = 4.5
        quays: tuple[str, ...] = dataclasses.field(default_factory=tuple)

    return Berth


def check(berth: type) -> None:
    one, other = berth("north"), berth("south", 3.0, ("a",))
    assert one < other and one == berth("north") and hash(one) == hash(berth("north")) and one != other
    assert repr(other).endswith("Berth(name='south', depth=3.0, quays=('a',))")
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.name = "east"
    assert dataclasses.replace(one, depth=2.0).depth == 2.0


def run(file: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """Define a class as at a start; how many pieces had to be compiled."""
    done: list[str] = []

    def counted(text: str, *rest: object, **more: bool) -> object:
        done.append(text)
        return compile(text, *rest, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(compiled, "compile", counted, raising=False)
    kept = Compiled(file)
    kept.begin()
    try:
        check(defined())
    finally:
        kept.end()
    assert "exec" not in vars(dataclasses)
    kept.end()
    return len(done)


def test_nothing_is_compiled_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "compiled" / "dataclasses"
    assert run(file, monkeypatch) > 4
    before = file.stat().st_ino
    assert run(file, monkeypatch) == 0 and file.stat().st_ino == before
    check(defined())


def test_what_is_damaged_or_could_be_another_s_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "compiled" / "dataclasses"
    number = run(file, monkeypatch)
    content = file.read_bytes()
    for damaged in (b"", content[:50], content[:-1], content[:100] + b"\x00" + content[101:]):
        file.write_bytes(damaged)
        assert run(file, monkeypatch) == number
        assert run(file, monkeypatch) == 0
    for where, mode in ((file, 0o666), (file.parent, 0o777)):
        where.chmod(mode)
        assert run(file, monkeypatch) == number
        assert file.stat().st_mode & 0o022 == 0 and file.parent.stat().st_mode & 0o022 == 0
        assert run(file, monkeypatch) == 0
    monkeypatch.setattr(compiled, "_KEY", "another Python")
    assert run(file, monkeypatch) == number


def test_where_nothing_can_be_kept_the_classes_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "compiled").write_text("no folder")
    assert run(tmp_path / "compiled" / "dataclasses", monkeypatch) > 4
