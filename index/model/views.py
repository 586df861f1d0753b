"""What a person sees: a row of the list of articles, a statement with its labels, how far everything is."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.model.analysis import AnalysisState
from index.model.issues import Proposal
from index.model.labels import Adjudication, Label, Question
from index.model.statements import Moved, Statement, SuggestedIssue, Suggestion


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
        """Whether one of its labels, or what was adjudicated, is to be looked at again."""
        settled = self.adjudicated
        return any(label.recheck for label in self.labels) or (settled is not None and settled.recheck)

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
