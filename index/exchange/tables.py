"""Statements as CSV and JSON Lines files, and how a file is written so that it is whole or not there."""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from index.errors import UsageError
from index.exchange.records import STATEMENT_KEYS, Record

_PARTS = {
    **dict.fromkeys(("source", "cue", "content"), ("text", "spans")),
    "suggested": ("stance", "confidence", "why", "by"),
    "suggested_issue": ("issue", "confidence", "why", "by"),
    "label": ("stance", "by", "at", "note", "certainty"),
    "adjudicated": ("stance", "by", "at", "reason", "took"),
    "derivation": (
        *("rule", "lemma", "cue_class", "negated", "hedged", "holder", "parent", "issue_words", "issue_place"),
    ),
    "moved": ("method", "score", "version"),
}
COLUMNS = tuple(
    column for key in STATEMENT_KEYS for column in (key, *(f"{key}_{part}" for part in _PARTS.get(key, ())[1:]))
)
"""The columns of a CSV file: a statement's keys, and behind a key of several parts the other parts.

`source`, `cue` and `content` hold the words and `source_spans` ... where they stand, as `s-e;s-e`;
`suggested` and `label` hold the stance, `derivation` the rule, `moved` how a statement's
place in a corrected article was found.
"""

FORMATS = ("csv", "jsonl")
"""The formats that are written."""

# A spreadsheet reads a cell that begins with one of these as a formula, and runs it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def lines(records: Iterable[Record], form: str, *, raw: bool = False) -> Iterator[str]:
    """The lines of a file of statements. `form` is one of FORMATS; `raw` leaves CSV cells as they are."""
    if form == "jsonl":
        for record in records:
            yield json.dumps(record, ensure_ascii=False) + "\n"
        return
    yield _csv_line(COLUMNS)
    for record in records:
        cells = list(_cells(record))
        yield _csv_line(cells if raw else [f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])


def write(file: Path, content: Iterable[str]) -> int:
    """Write the lines to `file`, whole or not at all; gives their number. Raises UsageError where it cannot."""
    number = 0
    try:
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=".sayso-")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
                for line in content:
                    stream.write(line)
                    number += 1
                stream.flush()
                os.fsync(stream.fileno())
            temporary.chmod(0o644 & ~_umask())
            temporary.replace(file)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UsageError(f"{file} cannot be written: {error.strerror or error}") from None
    return number


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _csv_line(cells: Iterable[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue()


def _cells(record: Record) -> Iterator[str]:
    for key in STATEMENT_KEYS:
        value = record[key]
        for part in _PARTS.get(key, (None,)):
            yield _cell(part, value if part is None or value is None else value[part])


def _cell(part: str | None, value: Any) -> str:
    if value is None:
        return ""
    if part == "spans":
        return ";".join(f"{start}-{end}" for start, end in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "; ".join(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
