"""Working apart and putting it together: annotations and whole libraries of other people, as a union with this one."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from index.errors import UsageError
from index.library_parts.core import IMPORTED, Core
from index.store import backup, disputes, events, files, incoming, overlooked, stored, taking_articles, taking_in
from index.store.check import Finding
from index.store.in_force import InForce
from index.store.in_force import read as read_in_force
from index.store.recoding import LABEL, Recoding
from index.store.unsettled import unsettled

Stances = Mapping[str, Mapping[str, str]]
"""Who holds which stance on a statement: the statement's id, then stance by annotator."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A statement on which annotators disagree since an import: its id, article's id (None where that is not here),
    title, actor, content, and who holds which stance; `retired_by` is who retired it though another labelled it.
    """

    statement: str
    article: str | None
    title: str | None
    actor: str | None
    content: str
    stances: Mapping[str, str]
    retired_by: str | None = None


@dataclass(frozen=True, slots=True)
class Overruled:
    """What one annotator decided differently in two replicas, neither knowing of the other: the later one holds."""

    subject: str
    field: str
    by: str
    holds: object
    other: object


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import brought, or would bring where it was only tried.

    `fresh`, `known` and `refused` count events; `statements` is how many statements they touched, `waiting` on how
    many the library lacks the article; `labels` are the labels in force that came, by annotator; `unknown` those
    stances among them that this library's codebook lacks; `articles` counts articles that were added, updated,
    unchanged or duplicate; `findings` name what was left out (errors), and what should be looked at
    since it does not fit together (warnings); `backup` is the copy that was made before.
    """

    fresh: int = 0
    known: int = 0
    refused: int = 0
    statements: int = 0
    waiting: int = 0
    labels: Mapping[str, int] = field(default_factory=dict)
    unknown: Mapping[str, int] = field(default_factory=dict)
    conflicts: Sequence[Conflict] = ()
    overruled: Sequence[Overruled] = ()
    articles: Mapping[str, int] = field(default_factory=dict)
    findings: Sequence[Finding] = ()
    backup: Path | None = None


class _OnlyTriedError(Exception):
    """Takes a transaction back that was made to see what would come of it."""


class Replicas:
    """Imports of what others decided, or oneself elsewhere; what is imported twice is there once.

    Whatever is imported in which order, libraries with the same events agree on all that follows from them. A backup
    is made before. All raise LockedError, NotSavedError or DamagedError where nothing could be saved.
    """

    def __init__(self, core: Core) -> None:
        self._core = core

    def import_annotations(self, paths: Sequence[Path], *, dry_run: bool = False) -> Imported:
        """Take in files of annotations (annotations/*.jsonl), also as a merge by git leaves them.

        A folder stands for the files in it, a library's folder for those of its annotations. Lines that were changed,
        and what stands behind one that is missing, are left out and named.
        """
        lines: list[incoming.Line] = []
        findings: list[Finding] = []
        for path in paths:
            found = _files(path)
            if not found:
                why = "there are no annotations in it (*.jsonl)" if path.exists() else "there is no such file or folder"
                findings.append(Finding("error", str(path), why))
            for file in found:
                try:
                    lines.extend(incoming.lines(file))
                except OSError as error:
                    findings.append(Finding("error", str(file), f"it cannot be read: {error.strerror}"))
        return self._take(lines, findings, None, dry_run)

    def import_library(self, path: Path, *, dry_run: bool = False) -> Imported:
        """Take in the articles and annotations of another library, given by its folder or a backup of it.

        It is left as it is. Raises UsageError where there is none, DamagedError or LockedError where it is none that
        this Sayso can read.
        """
        file = taking_articles.library_file(path)
        own = self._core.database.path
        if own.exists() and file.samefile(own):
            raise UsageError(f"{path} is this library itself; name another one")
        found = taking_articles.collect(file)
        return self._take(found.lines, list(found.findings), found, dry_run)

    def _take(
        self,
        lines: Iterable[incoming.Line],
        findings: list[Finding],
        library: taking_articles.Collected | None,
        dry_run: bool,
    ) -> Imported:
        core = self._core
        core.database.must_be_writable()
        lines = list(lines)
        kept = None if dry_run or not self._brings(lines, library) else backup.before_import(core.folder)
        result = Imported()
        issues: set[tuple[str, str, str]] = set()
        try:
            with core.database.writing() as connection:
                log = taking_in.known(connection)
                ((clock,),) = connection.execute("SELECT sequence FROM clock").fetchall()
                proof = incoming.proved(lines, log, clock)
                issues = _issues(connection)
                result = self._taken(connection, log, proof, library)
                issues ^= _issues(connection)
                if dry_run:
                    raise _OnlyTriedError
                if proof.fresh:
                    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, '1')", (IMPORTED,))
                    self._read_again(issues)
        except _OnlyTriedError:
            pass
        else:
            if result.fresh:
                core.mirror_imported()
                core.log.write(f"import: {result.fresh} events, {result.refused} refused")
            core.committed()
        return replace(result, findings=(*findings, *result.findings), backup=kept)

    def _brings(self, lines: Iterable[incoming.Line], library: taking_articles.Collected | None) -> bool:
        """Whether anything is not here yet, so that a backup is due."""
        here = {hash_ for (hash_,) in self._core.database.read("SELECT hash FROM event")}
        if any(line.value is not None and line.value.get("hash") not in here for line in lines):
            return True
        texts = {hash_ for (hash_,) in self._core.database.read("SELECT hash FROM version")}
        return library is not None and any(
            row[0] not in texts for versions in library.versions.values() for row in versions
        )

    def _taken(
        self,
        connection: sqlite3.Connection,
        log: incoming.Known,
        proof: incoming.Proved,
        library: taking_articles.Collected | None,
    ) -> Imported:
        before, stances = _decisions(connection), _stances(connection)
        ask = events.asking(connection)
        was_in_force = read_in_force(ask, self._core.written)
        retired = disputes.contested(ask, was_in_force.recoding)
        told = set(_findings(ask, was_in_force))
        articles = taking_articles.take_in(connection, library) if library is not None else Counter[str]()
        mine = _set_by(connection, incoming.concurrent(log, proof))
        taking_in.take_in(connection, proof.fresh, self._core.library)
        after, held = _decisions(connection), _stances(connection)
        in_force = read_in_force(ask, self._core.written)
        touched = {key[0] for key, _ in before.items() ^ after.items()}
        statements = {one.removeprefix("statement:") for one in touched if one.startswith("statement:")}
        came = Counter(
            by for one, now in held.items() for by, stance in now.items() if stances.get(one, {}).get(by) != stance
        )
        unknown = Counter(
            stance for one, now in held.items() for by, stance in now.items()
            if stances.get(one, {}).get(by) != stance and in_force.config.label(stance) is None
        )  # fmt: skip
        return Imported(
            fresh=len(proof.fresh),
            known=proof.known,
            refused=proof.refused,
            statements=len(statements),
            waiting=_waiting(connection, statements),
            labels=dict(sorted(came.items())),
            unknown=dict(sorted(unknown.items())),
            conflicts=_conflicts(connection, stances, held, retired, in_force.recoding),
            overruled=_overruled(mine, {event.hash for event in proof.fresh}, connection, after),
            articles=dict(articles),
            findings=(
                *proof.findings,
                *(one for one in _findings(ask, in_force) if one not in told),
            ),
        )

    def _read_again(self, issues: Iterable[tuple[str, str, str]]) -> None:
        """Have the articles analysed anew whose results rest on issues that came, changed or went."""
        for subject, field_, value in issues:
            self._core.findings.retry_issue(subject.removeprefix("issue:"))
            if field_ == "proposal" and value != "null":
                self._core.findings.retry_proposal(stored.decided(value, subject, field_), but="")


def _findings(ask: events.Ask, in_force: InForce) -> Iterator[Finding]:
    """What does not fit together, or could be overlooked, of all that is here."""
    yield from unsettled(ask, in_force)
    yield from overlooked.removed(ask)
    yield from overlooked.twice(ask)


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    folder = path / files.MIRRORS if (path / files.MIRRORS).is_dir() else path
    return sorted(folder.glob("*.jsonl")) if folder.is_dir() else []


def _decisions(connection: sqlite3.Connection) -> dict[tuple[str, str, str], str]:
    """What holds: (subject, field, annotator) -> value as JSON."""
    return {row[:3]: row[3] for row in connection.execute("SELECT subject, field, by, value FROM decision").fetchall()}


def _issues(connection: sqlite3.Connection) -> set[tuple[str, str, str]]:
    return set(
        connection.execute(
            "SELECT subject, field, value FROM decision WHERE subject >= 'issue:' AND subject < 'issue;'"
        ).fetchall()
    )


def _stances(connection: sqlite3.Connection) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for subject, by, value in connection.execute(
        "SELECT subject, by, value FROM decision WHERE subject >= 'statement:' AND subject < 'statement;'"
        " AND field = 'stance' AND value <> 'null' ORDER BY by"
    ).fetchall():
        found.setdefault(subject.removeprefix("statement:"), {})[by] = stored.decided(value, subject, "stance")
    return found


def _waiting(connection: sqlite3.Connection, statements: Iterable[str]) -> int:
    ((number,),) = connection.execute(
        "SELECT count(*) FROM kept WHERE article IS NULL AND id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(statements)),),
    ).fetchall()
    return int(number)


def _conflicts(
    connection: sqlite3.Connection,
    before: Stances,
    after: Stances,
    retired_before: Mapping[str, str],
    recoding: Recoding,
) -> tuple[Conflict, ...]:
    """The statements on which annotators disagree now, and did not, or not in this way: in what their stances are, or
    whether they are statements at all."""
    found = []
    retired = disputes.contested(events.asking(connection), recoding)
    for one in sorted(after):
        now = {by: recoding.of(LABEL, stance) for by, stance in after[one].items()}
        by = retired.get(one)
        is_new = after[one] != before.get(one) or by != retired_before.get(one)
        if (len(set(now.values())) > 1 or by is not None) and is_new:
            row = connection.execute(
                "SELECT k.actor, json_extract(k.body, '$.content.text'), a.id, a.title FROM kept k"
                " LEFT JOIN article a ON a.key = k.article WHERE k.id = ? AND (k.retired = 0 OR ?)",
                (one, by is not None),
            ).fetchone()
            if row is not None:
                actor, content, article, title = row
                found.append(Conflict(one, article, title, actor, content, now, by))
    return tuple(found)


def _set_by(connection: sqlite3.Connection, hashes: Iterable[str]) -> dict[tuple[str, str, str], str]:
    """What these events hold at present: (subject, field, annotator) -> value as JSON."""
    return {
        row[:3]: row[3]
        for row in connection.execute(
            "SELECT d.subject, d.field, d.by, d.value FROM decision d JOIN event e ON e.sequence = d.event"
            " WHERE e.hash IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(hashes)),),
        ).fetchall()
    }


def _overruled(
    mine: Mapping[tuple[str, str, str], str],
    fresh: Iterable[str],
    connection: sqlite3.Connection,
    after: Mapping[tuple[str, str, str], str],
) -> tuple[Overruled, ...]:
    """Where an annotator decided here what the other replica did not know, and there what was not known here."""
    theirs: dict[tuple[str, str, str], str] = {}
    for subject, name, by, value in connection.execute(
        "SELECT s.subject, s.field, s.by, s.value FROM setting s"
        " JOIN effect f ON f.event = s.event AND f.state = 'done' JOIN event e ON e.sequence = s.event"
        " WHERE e.hash IN (SELECT value FROM json_each(?)) ORDER BY s.event",
        (json.dumps(sorted(fresh)),),
    ).fetchall():
        theirs[subject, name, by] = value
    found = []
    for key in sorted(mine.keys() & theirs.keys()):
        if mine[key] != theirs[key]:
            holds = after.get(key, "null")
            other = theirs[key] if holds == mine[key] else mine[key]
            found.append(Overruled(*key, *(stored.decided(one, key[0], key[1]) for one in (holds, other))))
    return tuple(found)
