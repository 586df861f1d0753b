"""The engine on Whoosh: the only module that knows of it, and it imports it when an index is first opened.

Whoosh keeps segments, columns and commits. Analysis, the lexicon, the postings and scores are ours, and stand
behind Whoosh's interface of a codec, so that its own searcher reads the index as well. What matches is what is
lit in the article, and the user's query never reaches Whoosh's own parser.
"""

from __future__ import annotations

import mmap
import sys
import unicodedata
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import LockedError
from index.search.blocks import Field, Numbers, Postings, narrowest, write_field
from index.search.engine import Document, Limits, Stopped
from index.search.folder import Untrusted
from index.search.folder_engine import FolderEngine
from index.search.gathering import FIELDS, gathered
from index.search.matching import Segment
from index.search.merging import merged, renumbered, to_merge, until
from index.search.postings import Snapshot

_FORMAT = 3
#: The parts that a field's words are kept in, in the order in which `Field` takes them.
_PARTS = ("lexicon", "numbers", "counts", "positions")
#: How many words a segment is written with at once.
_WORDS = 2_000_000
#: With how many segments a commit leaves putting them together to `merge`.
_SEGMENTS = 64
_NAME = "MAIN"


@cache
def _whoosh() -> SimpleNamespace:
    """What is used of Whoosh, imported at the first call; its syntax warnings are not our reader's business.

    What Whoosh pickles into a commit are its own classes: ours write themselves as those (`__reduce__`),
    and are put in their places when a commit is read.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from whoosh import columns, fields, formats, index, reading
        from whoosh.codec import base, whoosh3
        from whoosh.filedb.filestore import FileStorage
        from whoosh.matching import ListMatcher
        from whoosh.util.numeric import byte_to_length

    class TextField(fields.FieldType):  # type: ignore[misc]
        """A field with positions; its words come from our own analysis."""

        def __init__(self) -> None:
            super().__init__(formats.Positions(), None, scorable=True)

        def __reduce__(self) -> tuple[object, ...]:
            return str, ()

    class TermsReader(base.TermsReader):  # type: ignore[misc]
        """What Whoosh's searcher asks of a segment's words, which are forms here."""

        def __init__(self, read: dict[str, Field]) -> None:
            self._fields = read

        def _occurs(self, name: str, text: bytes) -> tuple[Numbers, Numbers]:
            field = self._fields.get(name)
            form = field.forms.find(text) if field is not None else None
            if field is None or form is None:
                raise reading.TermNotFound(f"No term {name}:{text!r}")
            return field.occurs(form)

        def __contains__(self, term: tuple[str, bytes]) -> bool:
            return term[0] in self._fields and self._fields[term[0]].forms.find(term[1]) is not None

        def indexed_field_names(self) -> Iterable[str]:
            return self._fields

        def terms(self) -> Iterator[tuple[str, bytes]]:
            return ((name, form) for name, field in self._fields.items() for form in field.forms)

        def term_info(self, name: str, text: bytes) -> Any:
            numbers, counts = self._occurs(name, text)
            return reading.TermInfo(
                weight=float(counts.sum()),
                df=len(numbers),
                minlength=0,
                maxlength=byte_to_length(255),
                maxweight=float(counts.max()),
                minid=int(numbers[0]),
                maxid=int(numbers[-1]),
            )

        def frequency(self, name: str, text: bytes) -> float:
            return float(self.term_info(name, text).weight()) if (name, text) in self else 0.0

        def doc_frequency(self, name: str, text: bytes) -> int:
            return len(self._occurs(name, text)[0]) if (name, text) in self else 0

        def matcher(self, name: str, text: bytes, format_: Any, scorer: Any = None) -> Any:
            numbers, counts = self._occurs(name, text)
            weights = counts.astype(float).tolist()
            info = self.term_info(name, text)
            return ListMatcher(
                numbers.tolist(), weights, format=format_, scorer=scorer, term=(name, text), terminfo=info
            )

    class Codec(whoosh3.W3Codec):  # type: ignore[misc]
        """Whoosh's codec with our lexicon and postings."""

        def terms_reader(self, storage: Any, segment: Any) -> Any:
            return TermsReader(_fields(storage.a if hasattr(storage, "a") else storage, segment))

        def __reduce__(self) -> tuple[object, ...]:
            return whoosh3.W3Codec, ()

    class Index(index.FileIndex):  # type: ignore[misc]
        """An index whose segments are read by our codec."""

        def _read_toc(self) -> Any:
            toc = super()._read_toc()
            for segment in toc.segments:
                segment._codec = Codec()
            return toc

    schema = fields.Schema(
        title=TextField(),
        body=TextField(),
        key=fields.COLUMN(columns.NumericColumn("q")),
        words=fields.COLUMN(columns.NumericColumn("I")),
    )
    return SimpleNamespace(
        schema=schema,
        codec=Codec,
        storage=FileStorage,
        index=Index,
        toc=index.TOC,
        clean_files=index.clean_files,
        #: The lengths of fields that Whoosh's ranking tells apart, ascending.
        lengths=np.array([byte_to_length(byte) for byte in range(256)]),
    )


def _file(segment: Any, field: str, part: str) -> str:
    name: str = segment.make_filename(f".{field}_{part}")
    return name


def _fields(files: Any, segment: Any) -> dict[str, Field]:
    """The fields of a segment, from the one file that it is kept in."""
    return {name: Field(*(_buffer(files, _file(segment, name, part)) for part in _PARTS)) for name in FIELDS}


def _buffer(files: Any, name: str) -> memoryview | bytes:
    if files._source is None:  # there was no room for the file in the address space
        return bytes(files.open_file(name).read(files.file_length(name)))
    at, length = files.range(name)
    return memoryview(files._source)[at : at + length]


def _opened_segment(storage: Any, segment: Any) -> Segment:
    files = segment.open_compound_file(storage)
    count = int(segment.doc_count_all())

    def column(name: str, kind: str) -> Numbers:
        values = np.frombuffer(_buffer(files, segment.codec().column_filename(segment, name)), kind)
        if len(values) != count:
            raise ValueError("a column is cut short")
        return values.astype(values.dtype.newbyteorder("="))

    table = _whoosh().lengths
    return Segment(
        keys=column("key", ">i8"),
        words=column("words", ">u4"),
        lengths={name: table[column(f"_{name}_len", "u1")] for name in FIELDS},
        totals={name: int(segment._fieldlengths[name]) for name in FIELDS},
        deleted=np.zeros(0, np.int64),
        fields=_fields(files, segment),
        release=partial(_release, files._source),
    )


def _release(source: mmap.mmap | None) -> None:
    """Let go of the memory for a file's pages; they stay in the system's cache of files."""
    if source is not None and hasattr(mmap, "MADV_DONTNEED"):
        source.madvise(mmap.MADV_DONTNEED)


class _SegmentWriter:
    """Writes the files of one segment, and puts them together at the end."""

    def __init__(self, folder: Path) -> None:
        whoosh = _whoosh()
        self._folder = folder
        self._storage = whoosh.storage(str(folder))
        self.segment = whoosh.codec().new_segment(self._storage, _NAME)
        self.segment._fieldlengths = {}

    def columns(self, keys: NDArray[np.int64], words: Numbers, lengths: dict[str, Numbers]) -> None:
        """The documents' keys, numbers of words in the body, and lengths of fields as Whoosh's ranking sees them."""
        self.segment.set_doc_count(len(keys))
        self._column("key", keys.astype(">i8"))
        self._column("words", words.astype(">u4"))
        table = _whoosh().lengths
        for name, one in lengths.items():
            self._column(f"_{name}_len", np.minimum(np.searchsorted(table, one), 255).astype("u1"))

    def _column(self, name: str, values: Numbers) -> None:
        (self._folder / self.segment.codec().column_filename(self.segment, name)).write_bytes(values.tobytes())

    def field(self, name: str, portions: Iterable[Postings], widths: tuple[int, int]) -> None:
        """The words of a field; `widths` are the bytes that a count takes, and a position."""
        paths = [self._folder / _file(self.segment, name, part) for part in _PARTS]
        self.segment._fieldlengths[name] = write_field(paths, portions, widths)

    def close(self) -> Any:
        """The segment, in one file."""
        self.segment.create_compound_file(self._storage)
        return self.segment

    def discard(self) -> None:
        """Delete what was written."""
        for path in self._folder.glob(f"{self.segment.segment_id()}.*"):
            path.unlink(missing_ok=True)


class WhooshEngine(FolderEngine):
    """An `Engine` on Whoosh, in a folder of its own. Make one with `open`."""

    def __init__(self, folder: Path, token: str, limits: Limits | None = None) -> None:
        super().__init__(folder, token, limits)
        self._segments: dict[str, Segment] = {}

    @staticmethod
    def _version() -> str:
        return f"sayso {_FORMAT}, whoosh 2.7.4, unicode {unicodedata.unidata_version}, {sys.byteorder}"

    def _create(self) -> None:
        whoosh = _whoosh()
        whoosh.toc.create(whoosh.storage(str(self._folder)), whoosh.schema, _NAME)

    def _toc(self) -> Any:
        whoosh = _whoosh()
        return whoosh.index(whoosh.storage(str(self._folder)), schema=whoosh.schema, indexname=_NAME)._read_toc()

    def _opened(self) -> Snapshot:
        storage, before = _whoosh().storage(str(self._folder)), self._segments
        self._segments = {}
        for segment in self._toc().segments:
            name = segment.segment_id()
            read = before[name] if name in before else _opened_segment(storage, segment)
            deleted = np.array(sorted(segment.deleted_docs()), np.int64)
            self._segments[name] = replace(read, deleted=deleted)
        return Snapshot(list(self._segments.values()), self._limits)

    def _closed(self) -> None:
        self._segments = {}

    # Writing

    def _commit(self, documents: Iterable[Document], deleted: frozenset[int]) -> int:
        with _told_apart():
            toc = self._toc()
        number_of, added, writers = self._snapshot.number_of, dict[int, tuple[Any, int]](), list[_SegmentWriter]()
        before = list(toc.segments)

        def delete(key: int) -> None:
            if key in added:
                segment, number = added.pop(key)
                segment.delete_document(number)
            elif 0 <= key < len(number_of) and number_of[key] >= 0:
                place, number = self._snapshot.place(int(number_of[key]))
                before[place].delete_document(number)

        try:
            for key in deleted:
                delete(key)
            for portion in gathered(documents, _WORDS):
                if not portion.keys:
                    continue
                with _told_apart():
                    writer = _SegmentWriter(self._folder)
                    writers.append(writer)
                    lengths = {name: np.array(portion.lengths[name]) for name in FIELDS}
                    writer.columns(np.array(portion.keys), lengths["body"], lengths)
                    for name in FIELDS:
                        postings = portion.postings(name)
                        highest = int(postings.counts.max(initial=0))
                        widths = (_width(highest), max(2, _width(int(lengths[name].max()))))
                        writer.field(name, [postings], widths)
                    toc.segments.append(writer.close())
                for number, key in enumerate(portion.keys):
                    delete(key)
                    added[key] = (writer.segment, number)
            with _told_apart():
                if len(toc.segments) > _SEGMENTS:
                    self._put_together(toc, self._segments, writers, lambda: False)
                self._write_toc(toc)
        except BaseException:
            for writer in writers:
                with suppress(OSError):
                    writer.discard()
            raise
        return len(added)

    def _merge(self, stopped: Callable[[], bool]) -> bool:
        writers: list[_SegmentWriter] = []
        try:
            with _told_apart():
                toc = self._toc()
                if not self._put_together(toc, self._segments, writers, stopped):
                    return False
                self._write_toc(toc)
        except BaseException:
            for writer in writers:
                with suppress(OSError):
                    writer.discard()
            raise
        return True

    def _write_toc(self, toc: Any) -> None:
        whoosh = _whoosh()
        storage = whoosh.storage(str(self._folder))
        segments = [segment for segment in toc.segments if segment.doc_count()]
        generation = toc.generation + 1
        whoosh.toc(whoosh.schema, segments, generation).write(storage, _NAME)
        whoosh.clean_files(storage, _NAME, generation, segments)

    def _put_together(
        self,
        toc: Any,
        known: dict[str, Segment],
        writers: list[_SegmentWriter],
        stopped: Callable[[], bool],
    ) -> bool:
        """Make one segment of those that `to_merge` names; whether there were any."""
        places = to_merge(
            [segment.doc_count() for segment in toc.segments], [segment.deleted_count() for segment in toc.segments]
        )
        chosen = [segment for at, segment in enumerate(toc.segments) if at in places]
        if not chosen:
            return False
        storage = _whoosh().storage(str(self._folder))
        parts = [known.get(one.segment_id()) or _opened_segment(storage, one) for one in chosen]
        deleted = [np.fromiter(one.deleted_docs(), np.int64) for one in chosen]
        numbers = renumbered([len(part) for part in parts], deleted)
        writer = _SegmentWriter(self._folder)
        writers.append(writer)

        def live(columns: Sequence[Numbers]) -> Any:
            return np.concatenate([column[new >= 0] for column, new in zip(columns, numbers, strict=True)])

        writer.columns(
            live([part.keys for part in parts]),
            live([part.words for part in parts]),
            {name: live([part.lengths[name] for part in parts]) for name in FIELDS},
        )
        for name in FIELDS:
            fields = [part.fields[name] for part in parts]
            widths = (
                max(field.counts.itemsize for field in fields),
                max(field.positions.itemsize for field in fields),
            )
            writer.field(name, until(merged(fields, numbers), stopped), widths)
        toc.segments[:] = [segment for segment in toc.segments if segment not in chosen]
        toc.segments.append(writer.close())
        return True


def _width(highest: int) -> int:
    return np.dtype(narrowest(highest)).itemsize


@contextmanager
def _told_apart() -> Iterator[None]:
    """Whoosh's exceptions as ours: what cannot be written now, and what is damaged."""
    try:
        yield
    except (Stopped, MemoryError):
        raise
    except OSError as error:
        raise LockedError(f"the search index cannot be written: {error.strerror or error}") from error
    except Exception as error:
        raise Untrusted(f"the search index is damaged ({type(error).__name__})") from error
