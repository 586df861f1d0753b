"""Statements: what an actor said, by which words, and how that was found."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import StrEnum

from index.model.passages import Passage

UNNAMED = "source not named"
"""What stands for a statement's actor where there is none."""


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
