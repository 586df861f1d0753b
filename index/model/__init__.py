"""The vocabulary of Sayso: what an article, an entity, an actor, a statement and a label are.

Every offset in this package counts Unicode code points into the cleaned text of one version of an
article, from 0, end exclusive. Nothing here reads or writes anything.
"""

from index.model.analysis import Analysis, AnalysisState
from index.model.articles import Article, ArticleDraft
from index.model.entities import Actor, Entity, EntityType
from index.model.events import MANY, Event, EventKind, Part
from index.model.identity import digest, statement_id, version_of
from index.model.issues import Issue, Proposal
from index.model.labels import Adjudication, Certainty, Label, Question
from index.model.passages import EMPTY_PASSAGE, Passage, Span
from index.model.statements import (
    EDITABLE,
    UNNAMED,
    Derivation,
    Form,
    Moved,
    Statement,
    SuggestedIssue,
    Suggestion,
    Voice,
)
from index.model.views import ArticleRow, Progress, StatementView

__all__ = [
    "EDITABLE",
    "EMPTY_PASSAGE",
    "MANY",
    "UNNAMED",
    "Actor",
    "Adjudication",
    "Analysis",
    "AnalysisState",
    "Article",
    "ArticleDraft",
    "ArticleRow",
    "Certainty",
    "Derivation",
    "Entity",
    "EntityType",
    "Event",
    "EventKind",
    "Form",
    "Issue",
    "Label",
    "Moved",
    "Part",
    "Passage",
    "Progress",
    "Proposal",
    "Question",
    "Span",
    "Statement",
    "StatementView",
    "SuggestedIssue",
    "Suggestion",
    "Voice",
    "digest",
    "statement_id",
    "version_of",
]
