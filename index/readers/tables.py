"""CSV: a first line that names the columns, then an article a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from index.errors import ReadError
from index.model import ArticleDraft
from index.readers.decoding import decode
from index.readers.fields import NAMES
from index.readers.records import Identities, Record, draft
from index.readers.source import Skipped, Source
from index.text import REPLACEMENT, printable

_LARGEST_FIELD = 16 * 1024 * 1024
_DELIMITERS = (",", ";", "\t", "|")


def read_table(source: Source) -> Iterator[ArticleDraft | Skipped]:
    """Each row an article; a row that holds none is skipped with its reason, and the next one is read.

    A quotation mark that is never closed ends the reading, with the line on which its row began.
    Raises ReadError where no column is named `text`.
    """
    decoded = decode(source.data())
    text = decoded.text.replace("\0", REPLACEMENT)
    if not text.strip():
        raise ReadError("it is an empty file")
    rows = _rows(text)
    names = [name.strip().casefold() for name in _first(rows)]
    if len(set(names)) < len(names):
        raise ReadError(f"line 1: two columns have the same name ({_listing(names)})")
    identities = Identities()
    warnings = decoded.warnings
    for line, row in rows:
        place = f"line {line}"
        try:
            if isinstance(row, ReadError):
                raise row
            if row:
                yield draft(source.path, _record(place, names, row, warnings), identities)
                warnings = ()
        except ReadError as error:
            yield Skipped(source.path, error.sentence, place)


def _rows(text: str) -> Iterator[tuple[int, list[str] | ReadError]]:
    """The rows with the line on which each begins; an error in the place of a row that cannot be read."""
    # The module's own limit is for the whole process, and an article may be longer than its default.
    csv.field_size_limit(max(csv.field_size_limit(), _LARGEST_FIELD))
    first_line = text[: text.find("\n")] if "\n" in text else text
    delimiter = max(_DELIMITERS, key=first_line.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "unexpected end" in str(error):
                yield (
                    line,
                    ReadError(
                        "a quotation mark that opens in this row is never closed; the rest of the file was not read"
                    ),
                )
                return
            if "field larger" in str(error):
                yield line, ReadError(f"a field is longer than {_LARGEST_FIELD // (1024 * 1024)} MB")
            else:
                yield line, ReadError(f"the row cannot be read: {error}")


def _first(rows: Iterator[tuple[int, list[str] | ReadError]]) -> list[str]:
    _, row = next(rows, (1, []))
    if isinstance(row, ReadError):
        raise ReadError(f"line 1: {row.sentence}")
    if "text" not in [name.strip().casefold() for name in row]:
        raise ReadError(
            f"line 1 must name the columns, one of them “text”; it has {_listing(row)}. Known are {', '.join(NAMES)}"
        )
    return row


def _record(place: str, names: list[str], row: list[str], warnings: tuple[str, ...]) -> Record:
    if len(row) > len(names):
        raise ReadError(f"the row has {len(row)} fields, and the first line names {len(names)}")
    fields = zip(names, row, strict=False)
    given: dict[str, str | None] = {name: value for name, value in fields if name in NAMES and value}
    if "text" in names and len(row) <= names.index("text"):
        raise ReadError(f"the row has {len(row)} fields, and “text” would be number {names.index('text') + 1}")
    return Record(place, given, warnings=warnings)


def _listing(names: list[str]) -> str:
    shown = ", ".join(f"“{printable(name[:40])}”" for name in names[:12])
    return f"{shown} and {len(names) - 12} more" if len(names) > 12 else shown
