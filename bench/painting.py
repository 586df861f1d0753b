"""What a terminal shows: the bytes that a program paints, taken in one after the other, as signs in lines."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

_PART = re.compile(
    r"\x1b\[(?P<numbers>[0-9;]*)(?P<end>[Hf])"  # go to a line and a column
    r"|\x1b\[[0-9;:<=>?]*[ -/]*[@-~]|\x1b[P_^\]][^\x1b\x07]*(?:\x1b\\|\x07)|\x1b[ -/]*[0-~]"
    r"|(?P<signs>[^\x00-\x1f\x7f]+)|[\x00-\x1f\x7f]"
)
_UNFINISHED = re.compile(r"\x1b(?:\[[0-9;:<=>?]*[ -/]*|[P_^\]][^\x1b\x07]*\x1b?)?\Z")


@dataclass(frozen=True, slots=True)
class Part:
    """Some lines of the screen, from one column to another, both counted from 0 and the last ones left out."""

    lines: range
    columns: slice


class Painting:
    """The signs on a screen; colours are of no account."""

    def __init__(self, columns: int, lines: int) -> None:
        self.signs = [[" "] * columns for _ in range(lines)]
        self._columns = columns
        self._line = self._column = 0
        self._rest = ""
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def paint(self, data: bytes) -> None:
        """Take in what was written; what is not whole yet waits for the rest."""
        text = self._rest + self._decoder.decode(data)
        unfinished = _UNFINISHED.search(text)
        self._rest = unfinished.group() if unfinished else ""
        for found in _PART.finditer(text, 0, len(text) - len(self._rest)):
            if found["signs"]:
                self._write(found["signs"])
            elif found["end"]:
                line, _, column = found["numbers"].partition(";")
                self._line, self._column = int(line or 1) - 1, int(column or 1) - 1
            elif found.group() == "\r":
                self._column = 0
            elif found.group() == "\n":
                self._line += 1

    def _write(self, signs: str) -> None:
        for sign in signs:
            wide = cell_len(sign)
            if self._line < len(self.signs) and self._column + wide <= self._columns:
                for place, one in enumerate((sign, *[""] * (wide - 1))[:wide]):
                    self.signs[self._line][self._column + place] = one
            self._column += wide

    def shown(self, parts: Sequence[Part]) -> list[str]:
        """What stands in these parts of the screen now."""
        return ["".join(self.signs[line][part.columns]) for part in parts for line in part.lines]
