"""Library: the one door to a folder of articles and what people decided about them.

A library is a folder: library.db (articles and decisions), analysis.db (what the machine found, can be
made again), annotations/*.jsonl (the decisions in plain text), backups/, config.yaml (what this library
changes of the shipped configuration), sayso.log. A Library is used from one thread at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from index import config, places
from index.errors import UsageError
from index.library_parts import index_state, opening
from index.library_parts.articles import Articles
from index.library_parts.core import Core
from index.library_parts.stories import Stories
from index.store import files, migrating
from index.store.database import Database
from index.store.logfile import LogFile

if TYPE_CHECKING:
    from index.anchoring.alignment import Change
    from index.config import Config
    from index.library_parts.adjudication import Adjudicating, Became, Settled
    from index.library_parts.agreement import Agreement
    from index.library_parts.analysis import AnalysisStore
    from index.library_parts.annotations import Annotations
    from index.library_parts.annotators import Annotator, Annotators
    from index.library_parts.articles import Adding
    from index.library_parts.bulk import Preview
    from index.library_parts.care import Care
    from index.library_parts.codebook import Codebooks, Question
    from index.library_parts.coded import Coded
    from index.library_parts.corrections import Corrections, Difference, Orphan, Touched
    from index.library_parts.editing import EditPreview
    from index.library_parts.entities import Entities
    from index.library_parts.entity_corrections import (
        Back,
        EntityPreview,
        Join,
        Link,
        Mentions,
        Remove,
        Retype,
        Split,
    )
    from index.library_parts.learning import Learning
    from index.library_parts.pace import Pace
    from index.library_parts.proposals import IssueInUse, OpenProposal, Proposals
    from index.library_parts.queue import Queues
    from index.library_parts.recoding import RecodePreview, Recodings
    from index.library_parts.replicas import Imported, Replicas
    from index.library_parts.results import Concordance, ConcordanceLine, Results
    from index.library_parts.saved_searches import SavedSearch, SavedSearches
    from index.library_parts.search import Searches
    from index.library_parts.search_history import SearchHistory
    from index.library_parts.second_look import SecondLook
    from index.library_parts.statements import Statements
    from index.library_parts.steps import Step, Steps
    from index.library_parts.tags import Tags
    from index.model import Event
    from index.store.articles import Added
    from index.store.check import Finding
    from index.store.connection import NotSavedError

__all__ = [
    "Added",
    "Adding",
    "Annotator",
    "Back",
    "Became",
    "Change",
    "Concordance",
    "ConcordanceLine",
    "Difference",
    "EditPreview",
    "EntityPreview",
    "Finding",
    "Imported",
    "IssueInUse",
    "Join",
    "Library",
    "Link",
    "Mentions",
    "NotSavedError",
    "OpenProposal",
    "Orphan",
    "Preview",
    "Question",
    "RecodePreview",
    "Remove",
    "Results",
    "Retype",
    "SavedSearch",
    "Settled",
    "Split",
    "Step",
    "Touched",
]

_ELSEWHERE = {
    **dict.fromkeys(("Concordance", "ConcordanceLine", "Results"), "index.library_parts.results"),
    **dict.fromkeys(("IssueInUse", "OpenProposal"), "index.library_parts.proposals"),
    **dict.fromkeys(
        ("Back", "EntityPreview", "Join", "Link", "Mentions", "Remove", "Retype", "Split"),
        "index.library_parts.entity_corrections",
    ),
    **dict.fromkeys(("Difference", "Orphan", "Touched"), "index.library_parts.corrections"),
    "Annotator": "index.library_parts.annotators",
    "Change": "index.anchoring.alignment",
    "EditPreview": "index.library_parts.editing",
    **dict.fromkeys(("Became", "Settled"), "index.library_parts.adjudication"),
    "Added": "index.store.articles",
    "Adding": "index.library_parts.articles",
    "Finding": "index.store.check",
    "Imported": "index.library_parts.replicas",
    "NotSavedError": "index.store.connection",
    "Preview": "index.library_parts.bulk",
    "Question": "index.library_parts.codebook",
    "RecodePreview": "index.library_parts.recoding",
    "SavedSearch": "index.library_parts.saved_searches",
    "Step": "index.library_parts.steps",
}
"""What this module gives out of others, which are imported when it is asked for."""


def __getattr__(name: str) -> object:
    if name not in _ELSEWHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_ELSEWHERE[name]), name)


class Library:
    """An open library; close it, or use it in a `with`.

    `folder`, `config`, `by` (the annotator) and `writable` say what was opened; the parts are `articles`,
    `search`, `stories`, `saved` (saved searches), `history` (of searches), `statements`, `annotations`, `entities`
    (corrections of what articles name), `tags` (and flags), `proposals`, `corrections` (of articles), `steps` (what
    annotators did), `codebook`, `recoding` (what changes it), `analysis`, `learning`, `queue` (what to label next),
    `coded` (how far annotators are), `pace` (how long decisions take), `blind` (what is hidden), `replicas` (imports),
    `annotators`, `adjudication`, `second_look`, `agreement` and `care`.
    """

    def __init__(self, core: Core, *, asked_for: bool = False) -> None:
        self._core = core
        self.folder = core.folder
        self.by = core.by
        self.writable = core.database.writable
        self.stories = Stories(core)
        self.articles = Articles(core, self.stories)
        self._asked_for = asked_for
        self._indexed: object = None
        self.blind = core.blind

    # The other parts are imported and made when they are first asked for: nobody waits for them before the list.

    @cached_property
    def annotations(self) -> Annotations:
        from index.library_parts.annotations import Annotations

        return Annotations(self._core)

    @cached_property
    def proposals(self) -> Proposals:
        from index.library_parts.proposals import Proposals

        return Proposals(self._core, self.annotations)

    @cached_property
    def entities(self) -> Entities:
        from index.library_parts.entities import Entities

        return Entities(self._core, self.annotations.actors)

    @cached_property
    def corrections(self) -> Corrections:
        from index.library_parts.corrections import Corrections

        return Corrections(self._core, self.articles, self.statements, self.annotations.recorded)

    @cached_property
    def search(self) -> Searches:
        from index.library_parts.search import Searches

        return Searches(self._core, self.annotations.issues, self.annotations.actors, self.stories)

    @cached_property
    def saved(self) -> SavedSearches:
        from index.library_parts.saved_searches import SavedSearches

        return SavedSearches(self._core, self.search)

    @cached_property
    def history(self) -> SearchHistory:
        from index.library_parts.search_history import SearchHistory

        return SearchHistory(self.folder, self.by)

    @cached_property
    def tags(self) -> Tags:
        from index.library_parts.tags import Tags

        return Tags(self._core)

    @cached_property
    def statements(self) -> Statements:
        from index.library_parts.statements import Statements

        return Statements(self._core, self.search)

    @cached_property
    def steps(self) -> Steps:
        from index.library_parts.steps import Steps

        return Steps(self._core)

    @cached_property
    def codebook(self) -> Codebooks:
        from index.library_parts.codebook import Codebooks

        return Codebooks(self._core)

    @cached_property
    def recoding(self) -> Recodings:
        from index.library_parts.recoding import Recodings

        return Recodings(self._core, self.annotations, self.statements)

    @cached_property
    def analysis(self) -> AnalysisStore:
        from index.library_parts.analysis import AnalysisStore

        return AnalysisStore(self._core)

    @cached_property
    def replicas(self) -> Replicas:
        from index.library_parts.replicas import Replicas

        return Replicas(self._core)

    @cached_property
    def annotators(self) -> Annotators:
        from index.library_parts.annotators import Annotators

        return Annotators(self._core, asked_for=self._asked_for)

    @cached_property
    def adjudication(self) -> Adjudicating:
        from index.library_parts.adjudication import Adjudicating

        return Adjudicating(self._core, self.statements, self.annotations.recorded)

    @cached_property
    def second_look(self) -> SecondLook:
        from index.library_parts.second_look import SecondLook

        return SecondLook(self._core, self.annotations.recorded)

    @cached_property
    def agreement(self) -> Agreement:
        from index.library_parts.agreement import Agreement

        return Agreement(self._core, self.search, self.second_look)

    @cached_property
    def care(self) -> Care:
        from index.library_parts.care import Care

        return Care(self._core, self.search)

    @cached_property
    def pace(self) -> Pace:
        """How long decisions take."""
        from index.library_parts.pace import Pace

        return Pace(self._core)

    @cached_property
    def learning(self) -> Learning:
        """What the machine learns from labels."""
        from index.library_parts.learning import Learning

        return Learning(self._core, self.stories)

    @cached_property
    def queue(self) -> Queues:
        """Which statement to label next."""
        from index.library_parts.queue import Queues

        return Queues(self._core, self.search, self.statements)

    @cached_property
    def coded(self) -> Coded:
        """How far annotators are."""
        from index.library_parts.coded import Coded

        return Coded(self._core, self.search, self.pace)

    @property
    def config(self) -> Config:
        """The configuration, with the labels in force: those that people renamed under their present ids."""
        return self._core.config

    @staticmethod
    def open(folder: Path, *, by: str | None = None, create: bool = False, cache: Path | None = None) -> Library:
        """Open the library in `folder`, or make an empty one there where `create` is True.

        No lock is taken and nothing is written in a library that is up to date. One that cannot be
        written is opened for reading. Raises UsageError where there is none or the folder holds something
        else, DamagedError, LockedError (a newer Sayso wrote it) and ConfigError; then no byte of it has
        changed.
        """
        folder = Path(folder).absolute()
        from index.library_parts.annotators import remembered

        place = places.cache_folder(cache)
        kept = place / "configuration"
        if create:
            if not (folder / files.LIBRARY).exists():
                config.load(folder)  # one that cannot be used keeps the library from being made
            opening.make(folder)
        version = opening.check(folder)
        settings = config.load(folder, kept=kept)
        annotator, is_user = opening.annotator(by, settings, remembered(folder))
        writable = files.may_write(folder)
        log = LogFile(folder, writable=writable)
        migrating.migrate(folder, version, log, writable=writable)
        database = Database(folder, log, writable=writable)
        try:
            core = Core(folder, settings, annotator, place, database, log)
            if writable:
                core.complete_mirrors()
                opening.settle(core)
        except BaseException:
            database.close()
            raise
        return Library(core, asked_for=is_user)

    @staticmethod
    def restore(file: Path, folder: Path) -> None:
        """Make a library in a new folder from a backup; see `Care.restore`."""
        from index.library_parts.care import Care

        Care.restore(file, folder)

    @staticmethod
    def repair(folder: Path) -> list[Finding]:
        """Repair a library that may be too damaged to open; see `Care.repair`."""
        from index.library_parts.care import Care

        return Care.repair_folder(folder)

    def confirm(self, ids: Sequence[str]) -> list[Event]:
        """Say of this annotator's labels on statements, and of what this annotator adjudicated, that they hold under
        the definitions in force: an event for each of the two. Raises UsageError where there is none of either."""
        made: list[Event] = []
        refused: UsageError | None = None
        for part in (self.annotations, self.adjudication):
            try:
                made.append(part.confirm(ids))
            except UsageError as error:
                refused = refused or error
        if not made and refused is not None:
            raise refused
        return made

    def log(self, message: str) -> None:
        """Add a line to the library's log file; `message` must hold no word of an article."""
        self._core.log.write(message)

    def changed(self) -> bool:
        """Whether anything was committed, indexed or told as one story since the last call, by any process; cheap.

        The first call may say so without that.
        """
        committed = self._core.database.changed()
        before, self._indexed = self._indexed, (index_state.state(self._core, self.stories), self._core.learned.state())
        return committed or before != self._indexed

    def close(self) -> None:
        """Finish today's backup if it is under way, and close all files."""
        if "search" in self.__dict__:
            self.search.close()
        self.stories.close()
        self._core.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
