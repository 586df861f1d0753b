"""The vocabulary of Sayso: what an article, an entity, an actor, a statement and a label are.

Every offset in this module counts Unicode code points into the cleaned text of one version of an
article, from 0, end exclusive. Nothing here reads or writes anything.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import NamedTuple

from index.text import blanked

UNNAMED = "source not named"
"""What stands for a statement's actor where there is none."""


class EntityType(StrEnum):
    """What kind of thing a name stands for (OntoNotes' types, and MEDIA)."""

    PERSON = "PERSON"
    ORG = "ORG"
    GPE = "GPE"
    NORP = "NORP"
    LOC = "LOC"
    FAC = "FAC"
    EVENT = "EVENT"
    LAW = "LAW"
    PRODUCT = "PRODUCT"
    WORK_OF_ART = "WORK_OF_ART"
    MEDIA = "MEDIA"


class Form(StrEnum):
    """How a statement is given: in quotation marks, in the reporter's words, both, or by a deed."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    ACT = "act"


class Voice(StrEnum):
    """Who speaks for the actor: itself, a spokesperson, an organisation, nobody named, or another actor."""

    SELF = "self"
    SPOKESPERSON = "spokesperson"
    ORGANISATION = "organisation"
    UNNAMED = "unnamed"
    OTHER = "other"


class Certainty(StrEnum):
    """How sure an annotator is of a label."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text: `start` and `end` in code points, end exclusive."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span cannot run from {self.start} to {self.end}")

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of the article, possibly in several pieces: the pieces joined by a space, and where they stand."""

    text: str
    spans: tuple[Span, ...]

    @classmethod
    def of(cls, text: str, spans: Iterable[Span]) -> Passage:
        """Cut the pieces at `spans` out of `text`; empty spans are dropped, the rest put in order."""
        pieces = tuple(sorted(span for span in spans if span.end > span.start))
        return cls(" ".join(text[span.start : span.end] for span in pieces), pieces)

    @property
    def start(self) -> int:
        """Where the first piece begins; 0 where there is none."""
        return self.spans[0].start if self.spans else 0

    @property
    def end(self) -> int:
        """Where the last piece ends; 0 where there is none."""
        return self.spans[-1].end if self.spans else 0

    def __bool__(self) -> bool:
        return bool(self.spans)


EMPTY_PASSAGE = Passage("", ())


@dataclass(frozen=True, slots=True)
class ArticleDraft:
    """An article as a reader gives it, its text already cleaned, before any library has seen it.

    `source_id` is the id that the source itself gave, `date` is ISO (YYYY-MM-DD) or None where it is
    unknown, `section` is the part of the outlet that it stood in ("Politics"), `masked` are the spans that
    are boilerplate (they stay in the text), `title_span` is where the headline stands in the text, None
    where the text does not hold it. `record` names the place in a file of several articles ("line 3").
    `warnings` are sentences about what the reader had to decide.
    """

    path: str
    text: str
    title: str
    date: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None
    section: str | None = None
    source_id: str | None = None
    record: str | None = None
    masked: tuple[Span, ...] = ()
    title_span: Span | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One version of an article in a library.

    `key` is the library's own integer for the article, `id` is the same on every machine, `version`
    is the hash of the cleaned text. `current` is False for a version that a later one replaced.
    """

    key: int
    id: str
    version: str
    title: str
    text: str
    date: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None
    section: str | None = None
    source_id: str | None = None
    masked: tuple[Span, ...] = ()
    title_span: Span | None = None
    added: str = ""
    current: bool = True

    @property
    def shown(self) -> str:
        """The text as it is shown: what is masked is blank, everything in its place."""
        return blanked(self.text, ((span.start, span.end) for span in self.masked))


class AnalysisState(StrEnum):
    """Whether the machine has read an article: not yet, yes, or it failed."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """What the list shows of an article; `reason` says why its analysis failed.

    `labelled` statements have a label of anybody's, `own` of them one of this annotator's; while labels are hidden,
    both are the latter. `others` is how many other articles tell the same story (reprints and near-duplicates),
    `flagged` whether this annotator has flagged it, `tags` are everybody's, in the order of the alphabet.
    """

    key: int
    id: str
    title: str
    date: str | None
    outlet: str | None
    statements: int
    labelled: int
    analysis: AnalysisState
    read: bool = False
    reason: str | None = None
    others: int = 0
    flagged: bool = False
    tags: tuple[str, ...] = ()
    own: int = 0


@dataclass(frozen=True, slots=True)
class Entity:
    """One mention of a named thing. `name` is what all its mentions are counted under; `corrected` is whether a person
    said so, beside or in place of what was found."""

    span: Span
    text: str
    type: EntityType
    name: str
    actor_id: str | None = None
    corrected: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The stance that the machine proposes, how sure it is (0 to 1), why in words, and which method."""

    stance: str
    confidence: float
    why: str
    by: str


@dataclass(frozen=True, slots=True)
class SuggestedIssue:
    """The issue that was learned for a statement without one, how sure that is (0 to 1), why in words, and by what."""

    issue: str
    confidence: float
    why: str
    by: str


@dataclass(frozen=True, slots=True)
class Derivation:
    """How the machine came to a statement: what has to be known to say why it was found.

    `rule` names the construction by which it was found, `lemma` is the cue's dictionary form ("call on"),
    `cue_class` what an actor does by it ("request"). `negated` says that the cue is denied or stands under
    a negative implicative ("failed to condemn"), `hedged` that the reporter marks it as hearsay
    ("reportedly"). `holder` is what the actor was told by: name, place, role, pronoun, description,
    several, or none. `parent` is the id of the statement of the same analysis whose content holds this one,
    or that reports it; None at the top. `issue_words` are the words of the content that point at the issue,
    `issue_place` is where they were found: content, sentence or headline, None without an issue.
    """

    rule: str
    lemma: str
    cue_class: str
    negated: bool = False
    hedged: bool = False
    holder: str | None = None
    parent: str | None = None
    issue_words: tuple[str, ...] = ()
    issue_place: str | None = None

    def as_json(self) -> dict[str, object]:
        """Its fields as JSON has them."""
        # Not by dataclasses.asdict, which copies deeply: an archive has hundreds of thousands of these.
        return {**{one.name: getattr(self, one.name) for one in _FIELDS}, "issue_words": list(self.issue_words)}


_FIELDS = fields(Derivation)


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a statement was made that is shown, or missed, in a later version of its article.

    `method` says how its place there was found: exact (the same words, which stand once), context (the same words,
    told from their likes by what is round them), fuzzy (words that are much alike), hand (a person chose it), or
    orphan: it has none. `score` is how much alike (0 to 1) the least similar passage is, 0 for an orphan. `version`
    and the passages are those that it was made with.
    """

    method: str
    score: float
    version: str
    source: Passage
    cue: Passage
    content: Passage


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution whose source is resolved to an actor.

    `actor` is the actor's name and `actor_id` its id, both None where the source could not be
    resolved. `via` are the media and persons it came through, nearest first. `made_by` is the
    annotator of a statement made by hand, None where the machine found it; `derivation` says how, None
    for one made by hand. `proposal` is the id of the issue that the machine proposes for it, where it is
    about no known one; the suggestion is then towards that. `moved` says where it was made, where that is an earlier
    version of its article: `version` and the passages are then those of the current one, but of an orphan the old ones.
    """

    id: str
    version: str
    actor: str | None
    actor_id: str | None
    source: Passage
    cue: Passage
    content: Passage
    form: Form
    voice: Voice
    via: tuple[str, ...] = ()
    confidence: float = 1.0
    issue: str | None = None
    suggested: Suggestion | None = None
    made_by: str | None = None
    derivation: Derivation | None = None
    proposal: str | None = None
    moved: Moved | None = None

    def as_made(self) -> Statement:
        """The statement in the version that it was made in, with the passages that it had there."""
        was = self.moved
        if was is None:
            return self
        return replace(self, version=was.version, source=was.source, cue=was.cue, content=was.content, moved=None)

    @property
    def start(self) -> int:
        """Where its evidence begins in the text."""
        return min((p.start for p in (self.source, self.cue, self.content) if p), default=0)


EDITABLE = ("actor", "source", "cue", "content", "form", "voice", "via")
"""The parts of a statement that people correct, by the names that events and exports have for them."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An issue that the machine proposes for statements about no known one, made of the article's own words.

    `id` is the same in all articles on the subject. `proposition` is something one can be for or against,
    `words` are those that point to it; `statements` are the ids of the statements that it is proposed for.
    """

    id: str
    proposition: str
    words: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Label:
    """An annotator's current stance on a statement; `at` is UTC (2026-11-22T20:00:00Z).

    `certainty` is how sure the annotator is: "high", "medium", "low"; None where nothing was said.
    `changed` says what is another than when it was given, for it is to be looked at again then: "label" (the
    definition of the label), "split" (another label was split off it), "issue" (what the issue says), "moved" (the
    issue was split, and the statement is about another one now), "about" (somebody else put it on another issue),
    "edited" (somebody else corrected what was said, or by whom), "words" (the words are others in the corrected
    article); None where nothing is.
    """

    stance: str
    by: str
    at: str
    note: str | None = None
    certainty: str | None = None
    changed: str | None = None

    @property
    def recheck(self) -> bool:
        """Whether it is to be looked at again: what it was given for is no longer what it stands on."""
        return self.changed is not None


@dataclass(frozen=True, slots=True)
class Question:
    """What an annotator asks the lead about a statement; `at` is UTC (2026-11-22T20:00:00Z)."""

    text: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Adjudication:
    """What was decided for everybody about a statement that annotators had labelled; `at` is UTC.

    `reason` says why they differed, in the words of the configuration's list; `took` is the annotator whose label was
    taken, None where the stance is the adjudicator's own. `since` are the annotators who labelled the statement
    otherwise since: it holds until somebody decides anew, and is a conflict again.
    """

    stance: str
    by: str
    at: str
    reason: str | None = None
    took: str | None = None
    since: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement as a person sees it: with its article, everybody's labels, and what holds now.

    `labels` has each annotator's current label; `label` is what was `adjudicated`, else this annotator's, else
    the latest where all agree, else None; `conflict` says that annotators disagree and nothing was adjudicated, or
    that they labelled it otherwise since; `contested` is who retired it, though others had labelled it;
    `stance` is the label's, else the suggestion's, else None.
    `issue` is what a person chose, else what the machine found. `note` is this annotator's note.
    `current` is False for a statement on a version of the article that a later one replaced and that has no place
    in the current one (`orphan`); `moved` says where a statement was made that is shown in a later version.
    `proposed` is the issue proposed for it, as its article words it, where there is no issue.
    `certainty` and `question` are this annotator's, `questions` has everybody's. `statement` is as people corrected
    it: `edited` names the parts that they did (of `EDITABLE`, in its order), `found` is it without these corrections,
    None where there are none. `recorded` is the statement under the actor that it was recorded with, where that one
    was renamed or merged since. `rules` is what the rules suggest, where the statement's own suggestion was learned or
    not; `suggested_issue` was learned for a statement without an issue. `whole` is the statement with all that is
    hidden from a blind annotator, None where nothing is: what events record.
    """

    statement: Statement
    article: str
    title: str
    date: str | None
    outlet: str | None
    issue: str | None
    labels: tuple[Label, ...] = ()
    label: Label | None = None
    conflict: bool = False
    note: str | None = None
    retired: bool = False
    current: bool = True
    proposed: Proposal | None = None
    certainty: str | None = None
    question: str | None = None
    questions: tuple[Question, ...] = ()
    edited: tuple[str, ...] = ()
    found: Statement | None = None
    recorded: Statement | None = None
    rules: Suggestion | None = None
    suggested_issue: SuggestedIssue | None = None
    whole: StatementView | None = field(default=None, repr=False, compare=False)
    adjudicated: Adjudication | None = None
    contested: str | None = None

    @property
    def recheck(self) -> bool:
        """Whether one of its labels is to be looked at again."""
        return any(label.recheck for label in self.labels)

    @property
    def id(self) -> str:
        """The statement's id."""
        return self.statement.id

    @property
    def moved(self) -> Moved | None:
        """Where it was made, and how it was found again, where its article was corrected since."""
        return self.statement.moved

    @property
    def orphan(self) -> bool:
        """Whether its article was corrected since, and its words are no longer there."""
        return self.moved is not None and self.moved.method == "orphan"

    @property
    def stance(self) -> str | None:
        """The label's stance, else the suggested one, else None; None too while annotators disagree."""
        if self.label is not None:
            return self.label.stance
        if self.conflict or self.statement.suggested is None:
            return None
        return self.statement.suggested.stance


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the machine found in one text."""

    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """What a stance is about: a proposition one can be for or against, and the words that point to it.

    `definition` says more of what it takes in, None where the proposition says it all.
    """

    id: str
    proposition: str
    words: tuple[str, ...] = ()
    definition: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """An entity that can hold a position, as the configuration or a person describes it.

    `kind` is person, country, organisation or media. `metonyms` are places that stand for it where they act.
    """

    id: str
    name: str
    kind: str = "organisation"
    aliases: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()


class EventKind(StrEnum):
    """What an annotator did."""

    LABEL = "label"
    NOTE = "note"
    ISSUE = "issue"
    RETIRE = "retire"
    CERTAINTY = "certainty"
    QUESTION = "question"
    EDIT = "edit"
    ENTITY = "entity"
    RECODE = "recode"
    ADJUDICATE = "adjudicate"
    CREATE_STATEMENT = "create-statement"
    CREATE_ISSUE = "create-issue"
    REJECT_PROPOSAL = "reject-proposal"
    CREATE_ALIAS = "create-alias"
    REMOVE_ARTICLE = "remove-article"
    RESTORE_ARTICLE = "restore-article"
    TAG = "tag"
    FLAG = "flag"
    SEARCH = "search"
    UNDO = "undo"
    REDO = "redo"


MANY = "many"
"""The subject of an event about several things at once."""


class Part(NamedTuple):
    """What an event says of one of the things that it is about; the fields are as in `Event`."""

    subject: str
    sets: dict[str, object]
    about: dict[str, object]


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that an annotator did; the log of them is append-only.

    `subject` names what it is about ("statement:ID", "issue:ID", "proposal:ID", "actor:ID", "article:ID",
    "search:NAME", "event:ID"); it is "many" for an event about several things, whose `sets` and `about` are by
    subject then (`parts` gives them one by one).
    `sets` are the fields that it sets on its subject, None to clear one. `about` is what lets the event
    be understood without the analysis: the whole statement, its article's id, version and title.
    `previous` is the hash of the event before it in the same chain, `hash` its own; a chain is what one
    annotator did in one replica of a library, which `library` names. `sequence` is its place in this library's
    log, `origin` the one that it was given where it was made, 0 where that is the same.
    """

    id: str
    sequence: int
    kind: EventKind
    by: str
    at: str
    subject: str
    sets: dict[str, object] = field(default_factory=dict)
    about: dict[str, object] = field(default_factory=dict)
    previous: str = ""
    hash: str = ""
    library: str = ""
    origin: int = 0

    @property
    def clock(self) -> int:
        """The sequence number that it was given where it was made: higher than all that was known there."""
        return self.origin or self.sequence

    @property
    def order(self) -> tuple[int, str]:
        """What puts the events of all replicas in one order, the same wherever and whenever they come together."""
        return self.clock, self.hash

    def parts(self) -> Iterator[Part]:
        """What it says of each thing that it is about."""
        if self.subject != MANY:
            yield Part(self.subject, self.sets, self.about)
            return
        for subject, sets in self.sets.items():
            about = self.about.get(subject)
            yield Part(subject, sets if isinstance(sets, dict) else {}, about if isinstance(about, dict) else {})


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the labelling and the analysis are, over all articles of the library.

    `labelled` statements have a label of anybody's, `own` of them one of this annotator's; while labels are hidden,
    both are the latter.
    """

    statements: int
    labelled: int
    articles: int
    analysed: int
    failed: int = 0
    own: int = 0


def digest(*parts: str, length: int = 16) -> str:
    """A short hash of some strings, lower-case hexadecimal, the same on every machine."""
    whole = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(whole, digest_size=length // 2).hexdigest()


def version_of(text: str) -> str:
    """The version of an article: the hash of its cleaned text."""
    return digest(text, length=32)


def statement_id(version: str, source: Passage, cue: Passage, content: Passage) -> str:
    """A statement's id, from the article's version and the statement's spans alone."""
    return digest(version, *(";".join(f"{s.start}-{s.end}" for s in part.spans) for part in (source, cue, content)))
