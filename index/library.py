"""Library: the one door to a folder of articles and what people decided about them.

A library is a folder: library.db (articles and decisions), analysis.db (what the machine found, can be
made again), annotations/*.jsonl (the decisions in plain text), backups/, config.yaml (what this library
changes of the shipped configuration), sayso.log. A Library is used from one thread at a time.
"""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from index import config
from index.library_parts import opening
from index.library_parts.adjudication import Adjudicating, Became, Settled
from index.library_parts.agreement import Agreement
from index.library_parts.analysis import AnalysisStore
from index.library_parts.annotations import Annotations
from index.library_parts.annotators import Annotator, Annotators, remembered
from index.library_parts.articles import Adding, Articles
from index.library_parts.bulk import Preview
from index.library_parts.care import Care
from index.library_parts.core import Core
from index.library_parts.proposals import IssueInUse, OpenProposal, Proposals
from index.library_parts.replicas import Imported, Replicas
from index.library_parts.results import Concordance, ConcordanceLine, Results
from index.library_parts.saved_searches import SavedSearch, SavedSearches
from index.library_parts.search import Searches
from index.library_parts.search_history import SearchHistory
from index.library_parts.second_look import SecondLook
from index.library_parts.statements import Statements
from index.library_parts.stories import Stories
from index.library_parts.tags import Tags
from index.store import files, migrating
from index.store.articles import Added
from index.store.check import Finding
from index.store.connection import NotSavedError
from index.store.database import Database
from index.store.logfile import LogFile

__all__ = [
    "Added",
    "Adding",
    "Annotator",
    "Became",
    "Concordance",
    "ConcordanceLine",
    "Finding",
    "Imported",
    "IssueInUse",
    "Library",
    "NotSavedError",
    "OpenProposal",
    "Preview",
    "Results",
    "SavedSearch",
    "Settled",
]


class Library:
    """An open library; close it, or use it in a `with`.

    `folder`, `config`, `by` (the annotator) and `writable` say what was opened; the parts are `articles`,
    `search`, `stories`, `saved` (saved searches), `history` (of searches), `statements`, `annotations`, `tags` (and
    flags), `proposals`, `analysis`, `replicas` (imports), `annotators`, `adjudication`, `second_look`, `agreement`
    and `care`.
    """

    def __init__(self, core: Core, *, asked_for: bool = False) -> None:
        self._core = core
        self.folder = core.folder
        self.config = core.config
        self.by = core.by
        self.writable = core.database.writable
        self.annotations = Annotations(core)
        self.proposals = Proposals(core, self.annotations)
        self.stories = Stories(core)
        self.articles = Articles(core, self.stories)
        self.search = Searches(core, self.annotations.issues, self.annotations.actors, self.stories)
        self.saved = SavedSearches(core, self.search)
        self.history = SearchHistory(core.folder, core.by)
        self._indexed: object = None
        self.tags = Tags(core)
        self.statements = Statements(core, self.search)
        self.analysis = AnalysisStore(core)
        self.replicas = Replicas(core)
        self.annotators = Annotators(core, asked_for=asked_for)
        self.adjudication = Adjudicating(core, self.statements)
        self.second_look = SecondLook(core)
        self.agreement = Agreement(core, self.search, self.second_look)
        self.care = Care(core, self.search)

    @staticmethod
    def open(folder: Path, *, by: str | None = None, create: bool = False, cache: Path | None = None) -> Library:
        """Open the library in `folder`, or make an empty one there where `create` is True.

        No lock is taken and nothing is written in a library that is up to date. One that cannot be
        written is opened for reading. Raises UsageError where there is none or the folder holds something
        else, DamagedError, LockedError (a newer Sayso wrote it) and ConfigError; then no byte of it has
        changed.
        """
        folder = Path(folder).absolute()
        if create:
            if not (folder / files.LIBRARY).exists():
                config.load(folder)  # one that cannot be used keeps the library from being made
            opening.make(folder)
        version = opening.check(folder)
        settings = config.load(folder)
        annotator, is_user = opening.annotator(by, settings, remembered(folder))
        writable = files.may_write(folder)
        log = LogFile(folder, writable=writable)
        migrating.migrate(folder, version, log, writable=writable)
        database = Database(folder, log, writable=writable)
        try:
            core = Core(folder, settings, annotator, opening.cache_folder(cache), database, log)
            if writable:
                core.complete_mirrors()
        except BaseException:
            database.close()
            raise
        return Library(core, asked_for=is_user)

    @staticmethod
    def restore(file: Path, folder: Path) -> None:
        """Make a library in a new folder from a backup; see `Care.restore`."""
        Care.restore(file, folder)

    @staticmethod
    def repair(folder: Path) -> list[Finding]:
        """Repair a library that may be too damaged to open; see `Care.repair`."""
        return Care.repair_folder(folder)

    def log(self, message: str) -> None:
        """Add a line to the library's log file; `message` must hold no word of an article."""
        self._core.log.write(message)

    def changed(self) -> bool:
        """Whether anything was committed, indexed or told as one story since the last call, by any process; cheap.

        The first call may say so without that.
        """
        committed = self._core.database.changed()
        before, self._indexed = self._indexed, self.search.state()
        return committed or before != self._indexed

    def close(self) -> None:
        """Finish today's backup if it is under way, and close all files."""
        self.search.close()
        self.stories.close()
        self._core.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
