"""`sayso add`, `remove`, `analyse`, `search` and `show`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, BinaryIO

from index.commands import analysis
from index.commands.context import DONE, SKIPPED, Context
from index.english import NOT_ENGLISH, is_plainly_not_english
from index.model import ArticleDraft, Span
from index.text import printable

if TYPE_CHECKING:
    from index.library import Adding, Library

STATUSES = ("added", "updated", "unchanged", "duplicate", "skipped")
_BATCH = 200

OWN_LIBRARY = (
    "A new library. The issues and actors that Sayso is shipped with belong to its bundled articles; "
    "for your own, leave them out by the line `demonstration: false` in {file}"
)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of one file or record."""

    path: str
    record: str | None
    status: str
    article: str | None
    title: str | None
    reason: str | None
    vanished: tuple[str, ...] = ()


def add(context: Context) -> int:
    """Read files and folders into the library, index them and analyse them."""
    args = context.args
    counts: Counter[str] = Counter()
    existed = (context.folder / "library.db").exists()
    with _target(context) as library:
        for outcome in _added(library, args.paths, dry_run=args.dry_run, earlier=args.earlier):
            counts[outcome.status] += 1
            text = (
                f"{outcome.status:<10} {_where(outcome.path, outcome.record)}: {outcome.reason or outcome.title or ''}"
            )
            context.out.record(
                {
                    "path": outcome.path,
                    "record": outcome.record,
                    "status": outcome.status,
                    "article": outcome.article,
                    "title": outcome.title,
                    "reason": outcome.reason,
                },
                text if outcome.status != "unchanged" else None,
            )
            if outcome.vanished:
                context.out.message(_missing(outcome))
            context.out.progress(f"reading: {sum(counts.values())}")
        summary = {status: counts[status] for status in STATUSES}
        context.out.record(
            {"summary": summary}, ", ".join(f"{number} {status}" for status, number in summary.items() if number)
        )
        if not (args.dry_run or context.out.json or existed or (library.folder / "config.yaml").exists()):
            context.out.text(OWN_LIBRARY.format(file=library.folder / "config.yaml"))
        if not args.dry_run:
            library.log("add: " + ", ".join(f"{number} {status}" for status, number in summary.items()))
            context.out.flush()
            if args.no_analysis:
                library.search.catch_up(context.indexing)
            else:
                with library.search.catching_up():
                    analysis.bring_up_to_date(library, context.out)
    return SKIPPED if counts["skipped"] else DONE


@contextmanager
def _target(context: Context) -> Iterator[Library]:
    """The library to add to; where a dry run finds none, an empty one that is gone again afterwards."""
    if context.args.dry_run and not (context.folder / "library.db").exists():
        from index.library import Library

        with TemporaryDirectory(prefix="sayso-") as name, Library.open(Path(name), create=True) as library:
            yield library
        return
    with context.library(create=True) as library:
        yield library


def _added(library: Library, paths: list[str], *, dry_run: bool, earlier: bool) -> Iterator[_Outcome]:
    from index import readers

    largest = library.config.reading.largest_file * readers.MEGABYTE
    adding = library.articles.adding(dry_run=dry_run, earlier=earlier)
    batch: list[ArticleDraft] = []
    for one in readers.read(paths, largest=largest, stdin=_stdin(paths)):
        if isinstance(one, ArticleDraft):
            batch.append(one)
            if len(batch) >= _BATCH:
                yield from _stored(adding, batch)
                batch = []
        else:
            yield from _stored(adding, batch)
            batch = []
            yield _Outcome(one.path, one.record, "skipped", None, None, one.reason)
    yield from _stored(adding, batch)


def _stored(adding: Adding, batch: list[ArticleDraft]) -> Iterator[_Outcome]:
    if not batch:
        return
    for draft, added in zip(batch, adding.add(batch), strict=True):
        reason = added.reason or ("; ".join([*_remarks(draft), *draft.warnings]) or None)
        named = (draft.path, draft.record, added.status, added.article_id, added.title)
        yield _Outcome(*named, reason, added.vanished)


def _missing(outcome: _Outcome) -> str:
    number = len(outcome.vanished)
    said = "1 labelled quotation is" if number == 1 else f"{number} labelled quotations are"
    return (
        f"{said} no longer in “{outcome.title}” ({outcome.article}); nothing is lost: `sayso orphans` lists what has"
        " lost its place"
    )


def remove(context: Context) -> int:
    """Take articles out of the library; undoable."""
    with context.library() as library:
        articles = {one.id: one for one in map(library.articles.get, context.args.articles)}
        for article in articles.values():
            event = library.articles.remove(article.id)
            context.out.record(
                {"event": event.id, "article": article.id, "title": article.title},
                f"removed {article.id}: {article.title} (sayso undo brings it back)",
            )
        library.search.catch_up()
    return DONE


def analyse(context: Context) -> int:
    """Analyse articles without a library: read as `add` reads them, offsets into their texts as they stand."""
    from index import config, readers
    from index.analysing import analyse_texts
    from index.exchange import records

    settings = config.shipped()
    propositions = {issue.id: issue.proposition for issue in settings.issues} if context.args.explain else None
    paths = context.args.files
    read: list[ArticleDraft] = []
    skipped: list[str] = []

    def skip(path: str, record: str | None, reason: str) -> None:
        skipped.append(path)
        context.out.message(f"skipped {_where(path, record)}: {reason}")

    def drafts() -> Iterator[ArticleDraft]:
        largest = settings.reading.largest_file * readers.MEGABYTE
        for one in readers.read(paths, largest=largest, stdin=_stdin(paths)):
            if isinstance(one, ArticleDraft):
                read.append(one)
                yield one
            else:
                skip(one.path, one.record, one.reason)

    context.out.progress(f"analysing {len(paths)} files: loading the language model")
    with closing(analyse_texts(settings, drafts(), expected=len(paths))) as outcomes:
        for outcome in outcomes:
            draft = read[outcome.key]
            if outcome.reason is not None:
                skip(draft.path, draft.record, outcome.reason)
                continue
            remarks = _remarks(draft)
            if context.out.json:
                for remark in remarks:
                    context.out.message(f"{_where(draft.path, draft.record)}: {remark}")
            where = draft.path + (f", {draft.record}" if draft.record else "")
            said = "" if context.out.json else analysis.as_text(where, outcome.found, propositions, remarks)
            context.out.record(records.analysis(draft.path, outcome.found, draft.record), said)
            context.out.progress(f"analysing: {outcome.key + 1} articles")
    return SKIPPED if skipped else DONE


def _where(path: str, record: str | None) -> str:
    """A file, and the place in it, as a message names them."""
    return printable(path) + (f", {record}" if record else "")


def _stdin(paths: list[str]) -> BinaryIO | None:
    return sys.stdin.buffer if "-" in paths else None


def _remarks(draft: ArticleDraft) -> list[str]:
    """What is to be said of an article that is read all the same."""
    return [NOT_ENGLISH] if is_plainly_not_english(draft.text, _spans(draft.masked)) else []


def _spans(spans: Iterable[Span]) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in spans]


def asked(words: list[str]) -> str:
    """The query that some words of the command line make up; `-` alone reads it from stdin."""
    if words == ["-"]:
        return sys.stdin.read(100_000).strip()
    return " ".join(words)


def show(context: Context) -> int:
    """Print one article with its entities and statements."""
    from index.commands.digest import article_text
    from index.exchange import records

    with context.library() as library:
        article = library.articles.get(context.args.article)
        entities = library.statements.entities(article.id)
        views = library.statements.of(article.id)
        text = (
            ""
            if context.out.json
            else article_text(article, views, library, explain=context.args.explain)
            + "\n\n"
            + _body(article.text, article.masked)
        )
        context.out.record(records.article(article, entities, views), text)
    return DONE


def _body(text: str, masked: Iterable[Span]) -> str:
    """The text without its boilerplate, blank lines run together."""
    pieces, at = [], 0
    for span in sorted(masked):
        pieces.append(text[at : max(at, span.start)])
        at = max(at, span.end)
    lines = [line.rstrip() for line in ("".join(pieces) + text[at:]).split("\n")]
    kept = [line for number, line in enumerate(lines) if line or (number and lines[number - 1])]
    return "\n".join(kept).strip()
