"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

import re

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"7z\xbc\xaf'\x1c", "a 7z archive"),
    (b"(\xb5/\xfd", "a zstd archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"WARC/1.", "a web archive (WARC)"),
    (b"\x7fELF", "binary data (an ELF program)"),
    (b"MZ\x90", "binary data (a Windows program)"),
    (b"\xca\xfe\xba\xbe", "binary data"),
    (b"\xcf\xfa\xed\xfe", "binary data (a macOS program)"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"{\\rtf", "an RTF document"),
    (b"ID3\x02", "an audio file"),
    (b"ID3\x03", "an audio file"),
    (b"ID3\x04", "an audio file"),
    (b"OggS\0", "an audio file"),
    (b"PAR1\x15", "a Parquet table"),
)
_HTML = re.compile(
    rb"\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])", re.IGNORECASE | re.DOTALL
)
_XML = re.compile(rb"\s*<\?xml\s", re.IGNORECASE)
_NEXIS = re.compile(rb"^[ \t]*1 of \d{1,6} DOCUMENTS?[ \t]*\r?$", re.MULTILINE)


def other_format(head: bytes) -> str | None:
    """What kind of file begins like this, in words, where it is none that is read; else None."""
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return name
    if head.startswith(b"BZh") and head[4:10] == b"1AY&SY":
        return "a bzip2 archive"
    if head.startswith(b"RIFF") and head[8:12] in (b"WAVE", b"AVI ", b"WEBP"):
        return "an audio, video or image file"
    if head[4:12] in (b"ftypisom", b"ftypmp42", b"ftypM4A ", b"ftypqt  "):
        return "an audio or video file"
    unmarked = head.removeprefix(b"\xef\xbb\xbf")
    if _HTML.match(unmarked):
        return "an HTML page"
    if _XML.match(unmarked):
        return "an XML document or a feed"
    if _NEXIS.search(unmarked):
        return "a Nexis export"
    return None
