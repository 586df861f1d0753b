"""From bytes to text: which encoding, and what had to be decided or was lost."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from index.errors import ReadError
from index.text import REPLACEMENT

# The mark of UTF-32 begins with that of UTF-16, so the longer ones come first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32LE"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32BE"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16LE"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16BE"),
)
_UNMARKED = (
    ("utf-16-le", "UTF-16LE"),
    ("utf-16-be", "UTF-16BE"),
    ("utf-32-le", "UTF-32LE"),
    ("utf-32-be", "UTF-32BE"),
)
_NOT_ASCII = re.compile(rb"[\x80-\xff]+")
_UTF8_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]"
    rb"|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}"
)
# What looks like UTF-8 and is forbidden there: overlong forms and encoded surrogates.
_FORBIDDEN_UTF8 = re.compile(rb"(?:[\xc0\xc1][\x80-\xbf]|\xe0[\x80-\x9f][\x80-\xbf]|\xed[\xa0-\xbf][\x80-\xbf])+")
# Level 1 of GB 2312, the 3,755 common characters, and its punctuation: two bytes each.
_COMMON_CHINESE = re.compile(rb"[\xb0-\xd7\xa1\xa3][\xa1-\xfe]")
_CONTROL = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, not yet cleaned and without its byte order mark, and sentences on what had to be decided."""

    text: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    """Decode a text of unknown encoding.

    A byte order mark decides; then UTF-8, UTF-16 and UTF-32 without a mark, GB 18030 and
    Windows-1252, each only where the bytes look like it. What cannot be decoded becomes U+FFFD, and a
    warning counts it. Raises ReadError for binary data and for an encoding that cannot be told.
    """
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _with_mark(data[len(mark) :], codec, name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = None
    if b"\0" in data:
        wide = _unmarked(data)
        if wide is not None:
            return wide
    controls = len(_CONTROL.findall(data[:_SAMPLE]))
    if controls > max(2, min(len(data), _SAMPLE) * (0.3 if text is not None else 0.02)):
        raise ReadError("it holds binary data, not text")
    return Decoded(text) if text is not None else _eight_bit(data)


def _with_mark(data: bytes, codec: str, name: str) -> Decoded:
    try:
        return Decoded(data.decode(codec))
    except UnicodeDecodeError:
        text = data.decode(codec, "replace")
        return Decoded(text, (_lossy(text.count(REPLACEMENT), name),))


def _unmarked(data: bytes) -> Decoded | None:
    """The text of UTF-16 or UTF-32 without a mark: the one that gives the most ordinary punctuation."""
    best: tuple[int, str, str] | None = None
    sample = data[: _SAMPLE - _SAMPLE % 4]
    for codec, name in _UNMARKED:
        try:
            text = sample.decode(codec)
        except UnicodeDecodeError as error:
            # A sample may cut the last character in two; anything else says that it is another encoding.
            if error.start < len(sample) - 4 or len(sample) == len(data):
                continue
            text = sample[: error.start].decode(codec)
        if any(unicodedata.category(char) in ("Cc", "Cn", "Co") and char not in "\t\n\r\f\v" for char in text):
            continue
        ordinary = sum(text.count(char) for char in " \n.,。，、")
        if ordinary * 200 >= len(text) and (best is None or ordinary > best[0]):
            best = (ordinary, codec, name)
    if best is None:
        return None
    _, codec, name = best
    text = data.decode(codec, "replace")
    warnings = [f"the encoding was taken to be {name}: the bytes look like it, and no byte order mark says so"]
    if REPLACEMENT in text:
        warnings.append(_lossy(text.count(REPLACEMENT), name))
    return Decoded(text, tuple(warnings))


def _eight_bit(data: bytes) -> Decoded:
    runs = _NOT_ASCII.findall(data)
    high = sum(map(len, runs))
    valid = sum(map(len, _UTF8_SEQUENCE.findall(data)))
    if valid * 2 >= high:
        return _damaged_utf8(data)
    if all(_FORBIDDEN_UTF8.fullmatch(run) for run in runs):
        text = data.decode("utf-8", "replace")
        return Decoded(text, (_lossy(text.count(REPLACEMENT), "UTF-8"),))
    if high >= 6 * len(runs) and high * 3 >= len(data) and _is_chinese(runs, high):
        try:
            return Decoded(data.decode("gb18030"), (_guessed("GB 18030"),))
        except UnicodeDecodeError:
            text = data.decode("gb18030", "replace")
            return Decoded(text, (_guessed("GB 18030"), _lossy(text.count(REPLACEMENT), "GB 18030")))
    letters = sum(byte >= 0xC0 for run in runs for byte in run)
    ascii_letters = len(re.findall(rb"[A-Za-z]", data))
    if letters > ascii_letters:
        raise ReadError("its encoding cannot be told (it is not Unicode, GB 18030 or Windows-1252); save it as UTF-8")
    text = data.decode("cp1252", "replace")
    warnings = [_guessed("cp1252 (Windows-1252)")]
    if REPLACEMENT in text:
        warnings.append(_lossy(text.count(REPLACEMENT), "cp1252"))
    return Decoded(text, tuple(warnings))


def _is_chinese(runs: list[bytes], high: int) -> bool:
    common = sum(len(_COMMON_CHINESE.findall(run)) for run in runs)
    return common * 2 >= 0.8 * high


def _damaged_utf8(data: bytes) -> Decoded:
    """UTF-8 with some other bytes in it: lines without any UTF-8 of their own are read as Windows-1252."""
    pieces: list[str] = []
    foreign = 0
    for line in data.splitlines(keepends=True):
        try:
            pieces.append(line.decode("utf-8"))
            continue
        except UnicodeDecodeError:
            pass
        if _UTF8_SEQUENCE.search(line) is None and not any(map(_FORBIDDEN_UTF8.fullmatch, _NOT_ASCII.findall(line))):
            foreign += sum(map(len, _NOT_ASCII.findall(line)))
            pieces.append(line.decode("cp1252", "replace"))
        else:
            pieces.append(line.decode("utf-8", "replace"))
    text = "".join(pieces)
    lost = text.count(REPLACEMENT) - data.count(REPLACEMENT.encode())
    warnings = []
    if foreign:
        warnings.append(f"lossy decode: the file is UTF-8, but {_bytes(foreign)} of it had to be read as cp1252")
    if lost > 0:
        warnings.append(_lossy(lost, "UTF-8"))
    return Decoded(text, tuple(warnings))


def _bytes(count: int) -> str:
    return "1 byte" if count == 1 else f"{count:,} bytes"


def _guessed(name: str) -> str:
    return f"the encoding was guessed to be {name}: the file is not valid UTF-8"


def _lossy(count: int, name: str) -> str:
    places = "1 place" if count == 1 else f"{count:,} places"
    return f"lossy decode: in {places} the bytes are not valid {name}, and U+FFFD stands for them"
