"""The search engines that users could take instead, on the same texts: stock Whoosh, SQLite's FTS5, Tantivy.

Each stems, keeps positions, ranks by its own BM25 and has the values of facets in whatever way it counts fastest.
Numbers of articles found are compared with ours; orders are not, for each engine ranks in its own way.
"""

from __future__ import annotations

import datetime
import shutil
import sqlite3
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from bench.search_asked import Question

TOP = 20
FACETS = ("outlet", "year", "month", "actor", "issue", "stance", "type")


@dataclass(frozen=True, slots=True)
class Record:
    """An article as the peers are given it: `facets` has its values, in the order of FACETS."""

    key: int
    title: str
    body: str
    date: str
    facets: tuple[tuple[str, ...], ...]


class Peer(Protocol):
    """An engine in a folder of its own."""

    name: str
    folder: Path

    def build(self, records: Iterable[Record], processes: int = 1) -> None:
        """Make the index anew."""

    def open(self) -> None:
        """Open the index that `build` made."""

    def search(self, question: Question) -> int:
        """The best TOP and how many articles match; counts the facets where the question has that kind."""

    def best(self, word: str) -> Any:
        """The best TOP for a word, as `snippets` takes them."""

    def snippets(self, word: str, best: Any) -> int:
        """Snippets with hits of these; how many."""

    def add(self, record: Record) -> None:
        """Add one article, until a search would find it."""

    def close(self) -> None:
        """Let go of the index."""


class Fts5:
    """SQLite's FTS5 with its Porter stemmer, the text in the table itself, facets in a table beside it."""

    name = "FTS5"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._path = folder / "fts5.db"

    def build(self, records: Iterable[Record], processes: int = 1) -> None:
        self._path.unlink(missing_ok=True)
        self.open()
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("CREATE VIRTUAL TABLE article USING fts5(title, body, tokenize = 'porter unicode61')")
        self._db.execute("CREATE TABLE day (article INTEGER PRIMARY KEY, date TEXT)")
        self._db.execute("CREATE TABLE facet (article INTEGER, name INTEGER, value TEXT)")
        for record in records:
            self._insert(record)
        self._db.execute("CREATE INDEX facet_article ON facet (article, name, value)")
        self._db.execute("CREATE INDEX day_date ON day (date)")
        self._db.commit()
        self.close()

    def _insert(self, record: Record) -> None:
        row = (record.key, record.title, record.body)
        self._db.execute("INSERT INTO article (rowid, title, body) VALUES (?, ?, ?)", row)
        self._db.execute("INSERT INTO day VALUES (?, ?)", (record.key, record.date))
        rows = ((record.key, at, value) for at, values in enumerate(record.facets) for value in values)
        self._db.executemany("INSERT INTO facet VALUES (?, ?, ?)", rows)

    def open(self) -> None:
        self._db = sqlite3.connect(self._path)
        self._db.execute("PRAGMA cache_size = -262144")

    def close(self) -> None:
        self._db.close()

    def search(self, question: Question) -> int:
        match question.kind:
            case "phrase":
                text = f'"{" ".join(question.words)}"'
            case "prefix":
                text = f"{question.words[0]}*"
            case "or":
                text = " OR ".join(f'"{word}"' for word in question.words)
            case _:
                text = " AND ".join(f'"{word}"' for word in question.words)
        if question.dates:
            # The plus keeps SQLite from looking up each of the dates' articles in the index of words.
            where = "article MATCH ? AND +rowid IN (SELECT article FROM day WHERE date BETWEEN ? AND ?)"
            values = [text, *question.dates]
        else:
            where, values = "article MATCH ?", [text]
        self._db.execute(f"SELECT rowid FROM article WHERE {where} ORDER BY rank LIMIT {TOP}", values).fetchall()
        if question.kind == "facets":
            self._db.execute(
                "SELECT name, value, count(*) FROM facet WHERE article IN"
                f" (SELECT rowid FROM article WHERE {where}) GROUP BY name, value",
                values,
            ).fetchall()
        ((total,),) = self._db.execute(f"SELECT count(*) FROM article WHERE {where}", values).fetchall()
        return int(total)

    def best(self, word: str) -> Any:
        return self._db.execute(
            f"SELECT rowid FROM article WHERE article MATCH ? ORDER BY rank LIMIT {TOP}", (f'"{word}"',)
        ).fetchall()

    def snippets(self, word: str, best: Any) -> int:
        sql = "SELECT snippet(article, 1, '<', '>', '…', 24) FROM article WHERE article MATCH ? AND rowid = ?"
        return sum(len(self._db.execute(sql, (f'"{word}"', key)).fetchall()) for (key,) in best)

    def add(self, record: Record) -> None:
        self._insert(record)
        self._db.commit()


class Tantivy:
    """Tantivy with its English stemmer, the text stored, dates and facets in fast fields."""

    name = "Tantivy"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._folder = folder / "tantivy"

    def build(self, records: Iterable[Record], processes: int = 1) -> None:
        import tantivy

        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("key", stored=True, indexed=True, fast=True)
        for name in ("title", "body"):
            builder.add_text_field(name, stored=True, tokenizer_name="en_stem", index_option="position")
        builder.add_integer_field("day", indexed=True, fast=True)
        for name in FACETS:
            builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
        index = tantivy.Index(builder.build(), path=str(self._folder))
        writer = index.writer(heap_size=256_000_000, num_threads=processes)
        for record in records:
            writer.add_document(self._document(record))
        writer.commit()
        writer.wait_merging_threads()

    def _document(self, record: Record) -> Any:
        import tantivy

        values: dict[str, Any] = {name: list(given) for name, given in zip(FACETS, record.facets, strict=True) if given}
        return tantivy.Document(key=record.key, title=record.title, body=record.body, day=_day(record.date), **values)

    def open(self) -> None:
        import tantivy

        self._index = tantivy.Index.open(str(self._folder))
        self._schema = self._index.schema
        self._searcher = self._index.searcher()
        self._writer: Any = None

    def close(self) -> None:
        if self._writer is not None:
            self._writer.wait_merging_threads()

    def _query(self, question: Question) -> Any:
        import tantivy

        query = tantivy.Query

        def either(make: Any) -> Any:
            return query.boolean_query([(tantivy.Occur.Should, make(name)) for name in ("title", "body")])

        terms: list[Any] = [_stemmed(word) for word in question.words]
        match question.kind:
            case "phrase":
                return either(lambda name: query.phrase_query(self._schema, name, terms))
            case "prefix":
                return either(lambda name: query.phrase_prefix_query(self._schema, name, [question.words[0]]))
        words = [either(lambda name, term=term: query.term_query(self._schema, name, term)) for term in terms]
        occur = tantivy.Occur.Should if question.kind == "or" else tantivy.Occur.Must
        parts = [(occur, word) for word in words]
        if question.dates:
            first, last = map(_day, question.dates)
            days = query.range_query(self._schema, "day", tantivy.FieldType.Integer, first, last)
            parts.append((tantivy.Occur.Must, query.const_score_query(days, 0.0)))
        return query.boolean_query(parts)

    def search(self, question: Question) -> int:
        query = self._query(question)
        found: Any = self._searcher.search(query, limit=TOP, count=True)
        if question.kind == "facets":
            self._searcher.aggregate(query, {name: {"terms": {"field": name, "size": 10}} for name in FACETS})
        return int(found.count)

    def best(self, word: str) -> Any:
        return self._searcher.search(self._query(Question("term", (word,))), limit=TOP).hits

    def snippets(self, word: str, best: Any) -> int:
        import tantivy

        query = tantivy.Query.term_query(self._schema, "body", _stemmed(word))
        generator = tantivy.SnippetGenerator.create(self._searcher, query, self._schema, "body")
        generator.set_max_num_chars(160)
        return len([generator.snippet_from_doc(self._searcher.doc(at)).highlighted() for _, at in best])

    def add(self, record: Record) -> None:
        if self._writer is None:
            self._writer = self._index.writer(heap_size=64_000_000, num_threads=1)
        self._writer.add_document(self._document(record))
        self._writer.commit()
        self._index.reload()
        self._searcher = self._index.searcher()


class Whoosh:
    """Whoosh as it comes: its own writer, codec and searcher, with the stemmer in Python that all of it uses."""

    name = "Whoosh"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._folder = folder / "whoosh"

    def build(self, records: Iterable[Record], processes: int = 1) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from whoosh import analysis, fields, index

        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        analyser = analysis.StemmingAnalyzer(stoplist=None, minsize=1)
        schema = fields.Schema(
            key=fields.NUMERIC(int, 64, stored=True, unique=True),
            title=fields.TEXT(analyser, phrase=True, stored=True),
            body=fields.TEXT(analyser, phrase=True, stored=True),
            day=fields.NUMERIC(sortable=True),
            **{name: fields.ID(sortable=True) for name in FACETS[:3]},
        )
        made = index.create_in(str(self._folder), schema)
        writer = made.writer(limitmb=128, **({"procs": processes, "multisegment": True} if processes > 1 else {}))
        for record in records:
            writer.add_document(**self._document(record))
        writer.commit()
        made.close()

    def _document(self, record: Record) -> dict[str, Any]:
        single = {name: values[0] for name, values in zip(FACETS[:3], record.facets[:3], strict=True)}
        return {"key": record.key, "title": record.title, "body": record.body, "day": _day(record.date), **single}

    def open(self) -> None:
        from whoosh import index

        self._index = index.open_dir(str(self._folder))
        self._searcher = self._index.searcher()

    def close(self) -> None:
        self._searcher.close()
        self._index.close()

    def _query(self, question: Question) -> Any:
        from whoosh import query
        from whoosh.lang.porter import stem

        def either(make: Any) -> Any:
            return query.Or([make("title"), make("body")])

        match question.kind:
            case "phrase":
                return either(lambda name: query.Phrase(name, [stem(word) for word in question.words]))
            case "prefix":
                return either(lambda name: query.Prefix(name, question.words[0]))
        parts = [either(lambda name, word=word: query.Term(name, stem(word))) for word in question.words]
        if question.dates:
            parts.append(query.ConstantScoreQuery(query.NumericRange("day", *map(_day, question.dates))))
        if len(parts) == 1:
            return parts[0]
        return query.Or(parts) if question.kind == "or" else query.And(parts)

    def search(self, question: Question) -> int:
        more: dict[str, Any] = {}
        if question.kind == "facets":
            from whoosh.sorting import Facets

            facets = Facets()
            for name in FACETS[:3]:
                facets.add_field(name)
            more = {"groupedby": facets}
        return len(self._searcher.search(self._query(question), limit=TOP, **more))

    def best(self, word: str) -> Any:
        return self._searcher.search(self._query(Question("term", (word,))), limit=TOP)

    def snippets(self, word: str, best: Any) -> int:
        return len([hit.highlights("body", top=1) for hit in best])

    def add(self, record: Record) -> None:
        writer = self._index.writer(limitmb=128)
        writer.add_document(**self._document(record))
        writer.commit()
        self._searcher = self._searcher.refresh()


def _day(date: str) -> int:
    return datetime.date.fromisoformat(date).toordinal()


def _stemmed(word: str) -> str:
    from index.search.stemming import stem

    return stem(word)
