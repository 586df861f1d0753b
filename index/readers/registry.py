"""Which reader reads which file: by its ending, else by how it begins."""

from __future__ import annotations

import re

from index.errors import ReadError
from index.readers.json_lines import read_json_lines
from index.readers.markdown import read_markdown
from index.readers.plain import read_plain
from index.readers.sniffing import other_format
from index.readers.source import READS, Reader, Source
from index.readers.tables import read_table

READERS: dict[str, Reader] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".csv": read_table,
    ".tsv": read_table,
}
_OTHERS = {
    "an HTML page": ".html .htm .xhtml .mhtml .mht",
    "an XML document or a feed": ".xml .rss .atom .opml .rdf .nitf",
    "a PDF": ".pdf",
    "a word processor's document": ".docx .doc .odt .rtf .pages .epub",
    "a spreadsheet": ".xlsx .xls .ods .numbers",
    "an archive": ".zip .gz .bz2 .xz .7z .tar .tgz .rar .zst .warc .wacz",
    "a JSON document (one object a line, .jsonl, is read)": ".json",
    "a table that is not read": ".parquet .feather .arrow .sqlite .db",
    "an image": ".png .jpg .jpeg .gif .webp .svg .tif .tiff .bmp .heic .ico",
    "a sound or a film": ".mp3 .mp4 .wav .ogg .m4a .mov .avi .mkv .webm .flac",
}
OTHERS = {ending: name for name, endings in _OTHERS.items() for ending in endings.split()}
_FRONT_MATTER = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n[A-Za-z_][\w \-]*:")
_OBJECT = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"')


def check_ending(ending: str) -> None:
    """For a file that nobody named, found in a folder. Raises ReadError where its ending is not read."""
    if ending in READERS:
        return
    if ending in OTHERS:
        raise ReadError(f"{OTHERS[ending]}; {READS}")
    kind = f"files ending in {ending} are not read" if ending else "its name has no ending"
    raise ReadError(f"{kind}; {READS}")


def reader_of(source: Source) -> Reader:
    """The reader of an open file; one that a person named, or stdin, may have any ending that is no other format's.

    Raises ReadError where the file is of another format, by its ending or by its first bytes.
    """
    if not source.head:
        raise ReadError("it is an empty file")
    if source.ending in OTHERS:
        raise ReadError(f"{OTHERS[source.ending]}; {READS}")
    other = other_format(source.head)
    if other is not None:
        raise ReadError(f"{other}; {READS}")
    known = READERS.get(source.ending)
    if known is not None:
        return known
    if _FRONT_MATTER.match(source.head):
        return read_markdown
    return read_json_lines if _OBJECT.match(source.head) else read_plain
