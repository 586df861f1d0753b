"""JSON Lines: an object a line, an article an object."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import NoReturn

from index.errors import ReadError
from index.model import ArticleDraft
from index.readers.decoding import decode
from index.readers.fields import NAMES
from index.readers.records import Identities, Record, draft
from index.readers.source import Skipped, Source, megabytes

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


def read_json_lines(source: Source) -> Iterator[ArticleDraft | Skipped]:
    """Each line an article; a line that holds none is skipped with its reason, and the next one is read.

    The file is read line by line, so it may be larger than the limit, which then holds for each line.
    """
    identities = Identities()
    for number, line in enumerate(_lines(source), start=1):
        place = f"line {number}"
        try:
            if line is None:
                raise ReadError(f"the line is longer than {megabytes(source.largest)}")
            if line.strip():
                yield draft(source.path, _record(place, line), identities)
        except ReadError as error:
            yield Skipped(source.path, error.sentence, place)


def _lines(source: Source) -> Iterator[bytes | None]:
    if source.head.startswith(_WIDE):
        yield from decode(source.data()).text.encode("utf-8", "surrogatepass").split(b"\n")
        return
    first = True
    for line in source.lines():
        yield line.removeprefix(codecs.BOM_UTF8) if first and line is not None else line
        first = False


def _record(place: str, line: bytes) -> Record:
    decoded = decode(line)
    try:
        found = json.loads(decoded.text, object_pairs_hook=_unique, parse_constant=_refuse_constant)
    except RecursionError:
        raise ReadError("its JSON is nested too deeply") from None
    except json.JSONDecodeError as error:
        raise ReadError(f"it is not JSON: {error.msg}, at character {error.pos + 1}") from None
    except ValueError:
        raise ReadError("it holds a number of too many digits") from None
    if not isinstance(found, dict):
        raise ReadError("it is not a JSON object; write one object with the field “text” a line")
    given: dict[str, str | None] = {}
    warnings = list(decoded.warnings)
    for name in NAMES:
        value = found.get(name)
        given[name] = _text(value)
        if given[name] is None and value is not None:
            if name == "text":
                raise ReadError("its field “text” is not a text")
            warnings.append(f"the field “{name}” is no text; it is left out")
    number = found.get("id")
    return Record(place, given, isinstance(number, int) and not isinstance(number, bool), tuple(warnings))


def _text(value: object) -> str | None:
    """A text, a whole number as its digits, or a list of texts (of authors, say) joined by commas; else None."""
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    return None


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ReadError(f"it gives the field “{twice[:40]}” twice")
    return found


def _refuse_constant(constant: str) -> NoReturn:
    raise ReadError(f"{constant} is no number in JSON; write null instead")
