"""The engine on Whoosh: the only module that knows of it, and it imports it when an index is first opened.

Whoosh keeps segments, terms and columns, merges and commits. Analysis, the postings' bytes, phrases and
scores are ours: what matches is what is lit in the article, and the user's query never reaches Whoosh's
own parser.

Each word is indexed under its term, with its positions. Where its form is another than its term, the
document is also found under "=" and the form: that is how a prefix finds a word by letters that stemming
takes away.
"""

from __future__ import annotations

import struct
import sys
import unicodedata
import warnings
from array import array
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from index.errors import LockedError
from index.search.blocks import (
    block_numbers,
    block_positions,
    block_values,
    block_weights,
    pack_block,
    pack_positions,
    weights_of,
)
from index.search.engine import Document
from index.search.folder import Untrusted
from index.search.folder_engine import FolderEngine
from index.search.pool import PostingsPool, TermPostings
from index.search.postings import FIELDS, Postings, Segment, Snapshot
from index.search.words import forms_and_terms

_FORMAT = 2
_BLOCK = 512
#: A block's number of postings, its last document's number, and its largest weight.
_BLOCK_HEAD = struct.Struct("=IIf")
_INT = 4
#: How many bytes of postings are gathered in memory at once.
_MEMORY = 128 * 1024 * 1024


def _indexed(words: list[tuple[str, str]]) -> list[tuple[bytes, bytes]]:
    """A text's words as (term, packed positions), and as ("=" and form, b"") where the form is not the term."""
    places: dict[str, list[int]] = {}
    forms: set[str] = set()
    for position, (form, term) in enumerate(words):
        if term in places:
            places[term].append(position)
        else:
            places[term] = [position]
        if form != term:
            forms.add(form)
    found = [(term.encode(), pack_positions(positions)) for term, positions in places.items()]
    found.extend((b"=" + form.encode(), b"") for form in forms)
    return found


@cache
def _whoosh() -> SimpleNamespace:
    """What is used of Whoosh, imported at the first call; its syntax warnings are not our reader's business.

    What Whoosh pickles into a commit are its own classes: ours write themselves as those (`__reduce__`),
    and are put in their places when a commit is read.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from whoosh import columns, fields, formats, index, reading, writing
        from whoosh.codec import whoosh3
        from whoosh.filedb.filestore import FileStorage
        from whoosh.util.numeric import byte_to_length

    class TextField(fields.FieldType):  # type: ignore[misc]
        """A field with positions; its words come from our own analysis."""

        def __init__(self) -> None:
            super().__init__(formats.Positions(), None, scorable=True)

        def __reduce__(self) -> tuple[object, ...]:
            return str, ()

    class PostingsWriter(whoosh3.W3PostingsWriter):  # type: ignore[misc]
        """Writes a term's postings as our blocks, each after its length (negative: the last) and its `_BLOCK_HEAD`."""

        _terminfo: Any

        def add_postings(self, numbers: array[int], lengths: array[int], values: bytes | bytearray) -> None:
            """All postings of one term."""
            weights = weights_of(lengths) if lengths else [0.0] * len(numbers)
            file: Any = self._postfile
            info = self._terminfo
            file.write(whoosh3.WHOOSH3_HEADER_MAGIC)
            used, size = 0, len(numbers)
            for start in range(0, size, _BLOCK):
                end = min(start + _BLOCK, size)
                self._ids, self._weights = numbers[start:end], weights[start:end]
                self._maxweight: float = max(self._weights)
                info.add_block(self)
                taken = sum(lengths[start:end])
                block = pack_block(self._ids, lengths[start:end], values[used : used + taken])
                used += taken
                length = _BLOCK_HEAD.size + len(block)
                file.write_int(-length if end == size else length)
                file.write(_BLOCK_HEAD.pack(end - start, self._ids[-1], self._maxweight))
                file.write(block)

        def finish_postings(self) -> Any:
            info, self._terminfo = self._terminfo, None
            info.set_extent(self._startoffset, self._postfile.tell() - self._startoffset)
            return info

    class Matcher(whoosh3.W3LeafMatcher):  # type: ignore[misc]
        """Reads our blocks."""

        def _goto(self, position: int) -> None:
            file = self._postfile
            self._ids: list[int] | None = None
            self._weights: list[float] | None = None
            self._values: list[bytes] | None = None
            self._i = 0
            length = file.get_int(position)
            self._lastblock = length < 0
            start = position + _INT
            self._nextoffset = start + abs(length)
            self._dataoffset = start + _BLOCK_HEAD.size
            self._blocklength, self._maxid, self._maxweight = _BLOCK_HEAD.unpack(file.get(start, _BLOCK_HEAD.size))
            self._minlength, self._maxlength = 0, whoosh3.byte_to_length(255)

        def block(self) -> bytes:
            """The present block's bytes."""
            return bytes(self._postfile.get(self._dataoffset, self._nextoffset - self._dataoffset))

        def _read_ids(self) -> None:
            self._ids = block_numbers(self.block())

        def _read_weights(self) -> None:
            self._weights = block_weights(self.block())

        def _read_values(self) -> None:
            self._values = block_values(self.block())

    class FieldWriter(whoosh3.W3FieldWriter):  # type: ignore[misc]
        """Writes the terms of a segment, one after the other, as our pool gives them."""

        def add_postings(self, schema: Any, lengths: Any, items: Iterable[TermPostings]) -> None:
            for name, of_field in groupby(items, itemgetter(0)):
                self.start_field(name, schema[name])
                for _, term, numbers, sizes, values in of_field:
                    self.start_term(term)
                    self._postwriter.add_postings(numbers, sizes, values)
                    self.finish_term()
                self.finish_field()

    class Codec(whoosh3.W3Codec):  # type: ignore[misc]
        """Whoosh's codec with our blocks of postings."""

        length_stats = False

        def __init__(self) -> None:
            super().__init__(blocklimit=_BLOCK, compression=0)

        def field_writer(self, storage: Any, segment: Any) -> Any:
            return FieldWriter(self, storage, segment)

        def postings_writer(self, dbfile: Any, byteids: bool = False) -> Any:
            return PostingsWriter(dbfile, self._blocklimit, byteids, self._compression, self._inlinelimit)

        def postings_reader(self, dbfile: Any, terminfo: Any, format_: Any, **options: Any) -> Any:
            return Matcher(dbfile, *terminfo.extent(), format_, **options)

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
        format=schema["body"].format,
        codec=Codec,
        storage=FileStorage,
        index=Index,
        writer=writing.SegmentWriter,
        lock_error=index.LockError,
        term_not_found=reading.TermNotFound,
        lengths=[byte_to_length(byte) for byte in range(256)],
        columns={code: columns.NumericColumn(code) for code in "BIq"},
    )


class _WhooshSegment(Segment):
    """One segment of the index, read through Whoosh's codec."""

    def __init__(self, reader: Any, same: Segment | None = None) -> None:
        """`same` is this segment as it was read before: only what is deleted can have changed."""
        self._reader = reader
        self._terms = reader._terms
        deleted = frozenset(int(number) for number in reader._perdoc.deleted_docs())
        if same is not None:
            super().__init__(same.keys, same.words, same.lengths, same.totals, deleted)
            return
        count = int(reader.doc_count_all())
        table = _whoosh().lengths
        super().__init__(
            keys=self._column("key", "q", count),
            words=self._column("words", "I", count),
            lengths={name: [table[byte] for byte in self._column(f"_{name}_len", "B", count)] for name in FIELDS},
            totals={name: int(reader.field_length(name)) for name in FIELDS},
            deleted=deleted,
        )

    def _column(self, name: str, code: str, count: int) -> list[int]:
        """A column of numbers as a whole; documents at its end that have none are 0."""
        if not self._reader._perdoc.has_column(name):
            return [0] * count
        column = self._reader._perdoc.column_reader(name, _whoosh().columns[code])
        values = array(code)
        values.frombytes(column._dbfile.get(column._basepos, column._count * column._fixedlen))
        if sys.byteorder == "little":
            values.byteswap()
        return [*values, *[0] * (count - len(values))]

    def _blocks(self, field: str, term: bytes) -> Iterator[bytes]:
        try:
            matcher = self._terms.matcher(field, term, _whoosh().format)
        except _whoosh().term_not_found:
            return
        while matcher.is_active():
            yield matcher.block()
            matcher._next_block()

    def postings(self, field: str, term: bytes) -> Postings:
        found = Postings([], [])
        for block in self._blocks(field, term):
            found.numbers.extend(block_numbers(block))
            found.weights.extend(block_weights(block))
        return found

    def positions(self, field: str, term: bytes, wanted: Container[int]) -> dict[int, bytes]:
        found: dict[int, bytes] = {}
        for block in self._blocks(field, term):
            found.update(block_positions(block, wanted))
        return found

    def beginning_with(self, field: str, prefix: bytes) -> set[int]:
        numbers: set[int] = set()
        for (name, term), info in self._terms.items_from(field, prefix):
            if name != field or not term.startswith(prefix):
                break
            matcher = self._terms._codec.postings_reader(self._terms._postfile, info, _whoosh().format)
            while matcher.is_active():
                numbers.update(block_numbers(matcher.block()))
                matcher._next_block()
        return numbers


class WhooshEngine(FolderEngine):
    """An `Engine` on Whoosh, in a folder of its own. Make one with `open`."""

    def __init__(self, folder: Path, token: str) -> None:
        super().__init__(folder, token)
        self._segments: dict[str, _WhooshSegment] = {}

    @staticmethod
    def _version() -> str:
        return f"sayso {_FORMAT}, whoosh 2.7.4, unicode {unicodedata.unidata_version}, {sys.byteorder}"

    def _create(self) -> None:
        whoosh = _whoosh()
        whoosh.index.create(whoosh.storage(str(self._folder)), whoosh.schema)

    def _index(self) -> Any:
        whoosh = _whoosh()
        return whoosh.index(whoosh.storage(str(self._folder)), schema=whoosh.schema)

    def _opened(self) -> Snapshot:
        reader = self._index().reader()
        leaves = [leaf for leaf, _ in reader.leaf_readers()] if reader.doc_count_all() else []
        before = self._segments
        self._segments = {
            name: _WhooshSegment(leaf, before.get(name))
            for name, leaf in ((leaf.segment().segment_id(), leaf) for leaf in leaves)
        }
        return Snapshot(list(self._segments.values()))

    def _closed(self) -> None:
        self._segments = {}

    def _commit(self, documents: Iterable[Document], deleted: frozenset[int]) -> tuple[int, dict[int, Document]]:
        numbers = self._snapshot.numbers
        added: set[int] = set()
        repeated: dict[int, Document] = {}
        with self._writer() as writer:
            for key in deleted:
                if key in numbers:
                    writer.delete_document(numbers[key])
            for document in documents:
                if document.key in added:
                    repeated[document.key] = document
                    continue
                if document.key in numbers and document.key not in deleted:
                    writer.delete_document(numbers[document.key])
                added.add(document.key)
                _add(writer, document)
        return len(added), repeated

    @contextmanager
    def _writer(self) -> Iterator[Any]:
        """Whoosh's writer; it commits at the end of the block, and leaves nothing where the block raises."""
        whoosh = _whoosh()
        with _told_apart():
            writer = whoosh.writer(self._index(), codec=whoosh.codec())
        writer.pool = PostingsPool(Path(writer.temp_storage().folder), _MEMORY)
        try:
            yield writer
            with _told_apart():
                writer.commit()
        except BaseException:
            if not writer.is_closed:
                with suppress(Exception):
                    writer.cancel()
            with suppress(Exception):
                writer.writelock.release()
            raise


@contextmanager
def _told_apart() -> Iterator[None]:
    """Whoosh's exceptions as ours: what cannot be written now, and what is damaged."""
    try:
        yield
    except _whoosh().lock_error:
        raise LockedError("another process is writing the search index: try again when it has finished") from None
    except OSError as error:
        raise LockedError(f"the search index cannot be written: {error.strerror or error}") from error
    except Exception as error:
        raise Untrusted(f"the search index is damaged ({type(error).__name__})") from error


def _add(writer: Any, document: Document) -> None:
    """Add a document, past the generic part of Whoosh's writer: one pass over the words, no checks by posting."""
    schema, pool, number = writer.schema, writer.pool, writer.docnum
    document_writer = writer.perdocwriter
    document_writer.start_doc(number)
    for name, text in (("title", document.title), ("body", document.body)):
        words = forms_and_terms(text)
        pool.add_document(name, number, _indexed(words))
        document_writer.add_field(name, schema[name], None, len(words))
    document_writer.add_column_value("key", schema["key"].column_type, document.key)
    document_writer.add_column_value("words", schema["words"].column_type, len(words))
    document_writer.finish_doc()
    writer._added = True
    writer.docnum += 1
