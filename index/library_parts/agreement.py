"""How far a library's annotators agree, on what, and behind each figure the statements on which they do not."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from index.errors import UsageError
from index.library_parts.core import Core
from index.library_parts.search import Searches
from index.library_parts.second_look import SecondLook
from index.store import codec, editing, stored
from index.store.recoding import ACTOR, ISSUE, LABEL, Recoding

if TYPE_CHECKING:
    from index.analysis.agreement import Figure
    from index.analysis.finding import Found
    from index.analysis.ratings import Ratings

VARIABLES = ("stance", "issue", "actor", "certainty", "form", "voice")
"""What annotators say of a statement, and agree on or not."""

CERTAINTIES = {"low": 0.0, "medium": 1.0, "high": 2.0}
MOST = 50
"""Issues, actors and pairs that are told apart at most: those with most statements that several labelled."""

_FOUND = {"issue": "issue", "actor": "actor_id", "form": "form", "voice": "voice"}

# What a recoding put on other issues and actors is a decision about the codebook, so that what its maker had said of
# the statement before counts; a label that it gave is its annotator's own.
_SAID = (
    "SELECT d.subject, d.field, d.by, d.value FROM decision d JOIN event e ON e.sequence = d.event WHERE"
    " d.subject >= 'statement:' AND d.subject < 'statement;' AND (e.kind <> 'recode' OR d.field = 'stance')"
)
_BEFORE = (
    "SELECT d.subject, d.field, d.by, s.value, max(s.event) FROM event e JOIN decision d ON d.event = e.sequence"
    " AND d.subject >= 'statement:' AND d.subject < 'statement;' AND d.field <> 'stance'"
    " JOIN setting s ON s.by = d.by AND s.subject = d.subject AND s.field = d.field"
    " JOIN effect f ON f.event = s.event AND f.state = 'done' JOIN event m ON m.sequence = s.event"
    " AND m.kind <> 'recode' WHERE e.kind = 'recode' GROUP BY d.subject, d.field, d.by"
)

Values = Mapping[str, Mapping[str, str]]
"""Who said what: the statement's id, then the value by annotator."""

_Said = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""What was decided: the statement's id, then the annotator, then the value by field."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A statement's id, and what each annotator said of it."""

    statement: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """A figure: of all statements, of an issue, of an actor, of a pair of annotators, or of one with themselves.

    `scope` is all, issue, actor, pair or self; `name` says which ("" for all, two names joined by ", " for a pair).
    """

    scope: str
    name: str
    variable: str
    figure: Figure
    disagreements: Sequence[Disagreement]


@dataclass(frozen=True, slots=True)
class Report:
    """All figures. `labelling` is how statements were labelled; `kept` whether what the machine found was kept or
    retired; `finding`, by pair, what was made or kept as a statement at all.
    """

    coders: Sequence[str]
    labelling: Sequence[Row]
    kept: Sequence[Row] = ()
    finding: Sequence[Found] = ()


@dataclass(frozen=True, slots=True)
class _Statement:
    article: int
    issue: str | None
    actor: str | None
    retired: bool
    body: Mapping[str, Any]


class Agreement:
    """Figures of agreement over the labels in force now. Statements that were retired count for finding only."""

    def __init__(self, core: Core, search: Searches, second_look: SecondLook) -> None:
        self._core = core
        self._search = search
        self._second_look = second_look

    def report(
        self,
        query: str = "",
        *,
        variable: str | None = None,
        coders: Sequence[str] | None = None,
        seed: int = 0,
        draws: int | None = None,
    ) -> Report:
        """The figures of the statements that a query finds (none: all).

        Each variable that anybody has set over all; and `variable` (else the stance) by pair of annotators, by issue
        and by actor. `coders` are the annotators to compare, else all who labelled; `seed` and `draws` make the
        intervals. Raises QueryError, and UsageError for what is no variable or no annotator.
        """
        from index.analysis import agreement, finding

        draws = agreement.DRAWS if draws is None else draws
        statements, said = self._gathered(query)
        chosen = self._coders(said, coders)
        labelled = {id_: one for id_, one in statements.items() if not one.retired}
        rows: list[Row] = []
        for name in VARIABLES if variable is None else (self._known(variable),):
            ratings = self._ratings(name, labelled, said, chosen)
            # What nobody has set is as it was found for all: no agreement that anybody came to.
            is_set = any(fields.get(name) is not None for id_ in labelled for fields in said.get(id_, {}).values())
            if name in ("stance", variable) or (is_set and len(ratings.active()) > 1):
                rows += _rows("all", "", name, ratings, agreement.figures(ratings, seed=seed, draws=draws))
        main = variable or "stance"
        rows += self._apart(main, labelled, said, chosen, seed, draws)
        kept = self._kept(statements, said, chosen)
        found = finding.pairwise(_marked(statements, said, chosen), seed=seed, draws=draws)
        kept_rows = _rows("all", "", "kept", kept, agreement.figures(kept, seed=seed, draws=draws))
        return Report(chosen, rows, kept_rows if len(kept.active()) > 1 else (), found if len(chosen) > 1 else ())

    def disagreements(
        self, variable: str = "stance", query: str = "", *, coders: Sequence[str] | None = None
    ) -> list[Disagreement]:
        """The statements on which annotators differ, with what each said, in the order of their articles.

        Raises QueryError and UsageError as `report` does.
        """
        statements, said = self._gathered(query)
        labelled = {id_: one for id_, one in statements.items() if not one.retired}
        ratings = self._ratings(self._known(variable), labelled, said, self._coders(said, coders))
        return [Disagreement(*one) for one in ratings.disagreements()]

    def with_oneself(self, *, seed: int = 0, draws: int | None = None) -> list[Row]:
        """How far each annotator's second look agrees with their first: Cohen's kappa, weighted where labels have an
        order, and the percentage.
        """
        from index.analysis import agreement
        from index.analysis.agreement import Measure
        from index.analysis.ratings import Ratings

        draws = agreement.DRAWS if draws is None else draws
        rows: list[Row] = []
        for by, pairs in self._second_look.pairs().items():
            values = {id_: {"first": first, "again": again} for id_, (first, again) in pairs.items()}
            ratings = Ratings.of(values, ("first", "again"), self._ranks("stance"))
            wanted = [Measure.COHEN, Measure.PERCENTAGE]
            if len(ratings.ranked().values) > 1:
                wanted.insert(1, Measure.COHEN_WEIGHTED)
            figures = [agreement.figure(one, ratings, seed=seed, draws=draws) for one in wanted]
            rows += _rows("self", by, "stance", ratings, figures)
        return rows

    # -- what was said -------------------------------------------------------------------------------

    def _gathered(self, query: str) -> tuple[dict[str, _Statement], dict[str, dict[str, dict[str, Any]]]]:
        """The statements that anybody touched, and what was decided of each: by statement, annotator and field."""
        wanted: Collection[str] | None = None
        articles: Collection[int] = ()
        if query.strip():
            found = self._search.statement_ids(self._search.parse(query), everybody=True)
            wanted, articles = found.keys(), set(found.values())
        recoding = self._core.in_force.recoding
        statements: dict[str, _Statement] = {}
        for id_, article, issue, actor, actor_id, retired, body in self._core.database.read(
            "SELECT k.id, k.article, k.issue, k.actor, k.actor_id, k.retired, k.body FROM kept k"
            " JOIN article a ON a.key = k.article AND a.removed = 0"
            " ORDER BY a.date IS NULL, a.date, a.id, k.start, k.id"
        ):
            # What was retired is found by no query, and still says how far annotators agree on what is a statement.
            if wanted is None or id_ in wanted or (retired and article in articles):
                whole = stored.body(body, id_)
                issue = None if issue is None else recoding.of(ISSUE, issue)
                actor = recoding.actor(actor, actor_id)[0] or actor_id
                statements[id_] = _Statement(article, issue, actor, bool(retired), whole)
        said: dict[str, dict[str, dict[str, Any]]] = {}
        for subject, field, by, value, *_ in (*self._core.database.read(_SAID), *self._core.database.read(_BEFORE)):
            id_ = subject.removeprefix("statement:")
            if id_ in statements:
                said.setdefault(id_, {}).setdefault(by, {})[field] = stored.decided(value, subject, field)
        return statements, said

    def _coders(self, said: Mapping[str, Mapping[str, Any]], coders: Sequence[str] | None) -> Sequence[str]:
        present = sorted({by for decided in said.values() for by in decided})
        if coders is None:
            return sorted({by for decided in said.values() for by, fields in decided.items() if _labelled(fields)})
        known = {by for (by,) in self._core.database.read("SELECT DISTINCT by FROM event")} | set(present)
        for one in coders:
            if one not in known:
                raise UsageError(f"there is no annotator '{one}'; `sayso annotators` lists them")
        return list(dict.fromkeys(coders))

    def _known(self, variable: str) -> str:
        if variable not in VARIABLES:
            raise UsageError(f"'{variable}' is no variable; they are: {', '.join(VARIABLES)}")
        return variable

    def _ranks(self, variable: str) -> dict[str, float]:
        if variable == "certainty":
            return CERTAINTIES
        if variable != "stance":
            return {}
        return {one.id: one.order for one in self._core.config.codebook.labels if one.order is not None}

    def _ratings(
        self, variable: str, statements: Mapping[str, _Statement], said: _Said, coders: Sequence[str]
    ) -> Ratings:
        from index.analysis.ratings import Ratings

        given: dict[str, dict[str, str]] = {}
        recoding = self._core.in_force.recoding
        for id_, one in statements.items():
            for by, fields in said.get(id_, {}).items():
                value = _value(variable, one.body, fields, recoding)
                if value is not None and by in coders:
                    given.setdefault(id_, {})[by] = value
        return Ratings.of(given, coders, self._ranks(variable))

    def _apart(
        self,
        variable: str,
        statements: Mapping[str, _Statement],
        said: _Said,
        coders: Sequence[str],
        seed: int,
        draws: int,
    ) -> Iterator[Row]:
        """A variable by pair, where there are more than two annotators, by issue, and by actor."""
        from itertools import combinations

        from index.analysis import agreement
        from index.analysis.agreement import Measure

        everything = self._ratings(variable, statements, said, coders)
        pairs = [everything.only(pair) for pair in combinations(coders, 2)] if len(coders) > 2 else []
        for ratings in sorted(pairs, key=lambda one: (-_shared(one), one.coders))[:MOST]:
            figures = agreement.figures(ratings, seed=seed, draws=draws)
            yield from _rows("pair", ", ".join(ratings.coders), variable, ratings, figures)
        for scope in ("issue", "actor"):
            if scope == variable:
                continue
            groups: dict[str, dict[str, _Statement]] = {}
            for id_, one in statements.items():
                name = one.issue if scope == "issue" else one.actor
                if name is not None:
                    groups.setdefault(name, {})[id_] = one
            each = [(name, self._ratings(variable, group, said, coders)) for name, group in groups.items()]
            shared = sorted(((-_shared(ratings), name, ratings) for name, ratings in each), key=lambda one: one[:2])
            for number, name, ratings in shared[:MOST]:
                if number:
                    figures = [
                        agreement.figure(one, ratings, seed=seed, draws=draws)
                        for one in (Measure.ALPHA, Measure.PERCENTAGE)
                    ]
                    yield from _rows(scope, name, variable, ratings, figures)

    def _kept(self, statements: Mapping[str, _Statement], said: _Said, coders: Sequence[str]) -> Ratings:
        from index.analysis.ratings import Ratings

        given: dict[str, dict[str, str]] = {}
        for id_, one in statements.items():
            if one.body["made_by"] is None:
                for by, fields in said.get(id_, {}).items():
                    if by in coders and (fields.get("retired") or _labelled(fields)):
                        given.setdefault(id_, {})[by] = "retired" if fields.get("retired") else "kept"
        return Ratings.of(given, coders)


def _rows(scope: str, name: str, variable: str, ratings: Ratings, figures: Sequence[Figure]) -> list[Row]:
    differing = [Disagreement(*one) for one in ratings.disagreements()]
    return [Row(scope, name, variable, figure, differing) for figure in figures]


def _shared(ratings: Ratings) -> int:
    """How many units have values of two annotators or more."""
    return int(((ratings.codes >= 0).sum(axis=1) > 1).sum())


def _labelled(fields: Mapping[str, Any]) -> bool:
    return fields.get("stance") is not None or bool(fields.get("made"))


def _value(variable: str, body: Mapping[str, Any], fields: Mapping[str, Any], recoding: Recoding) -> str | None:
    """What an annotator said of a statement: what they set, else what was found and left so with a label."""
    own = fields.get(variable)
    if variable in ("stance", "certainty"):
        own = own if isinstance(own, str) else None
        return own if own is None or variable == "certainty" else recoding.of(LABEL, own)
    if own is None:
        if not _labelled(fields):
            return None
        found = {**body, **body.get(editing.WAS, {})}
        own = found.get(_FOUND[variable]) or (found.get("actor") if variable == "actor" else None)
    if isinstance(own, dict):
        own = own.get("id") or own.get("name")
    if isinstance(own, str) and variable in (ISSUE, ACTOR):
        return recoding.of(variable, own)
    return own if own is None or isinstance(own, str) else codec.canonical(own)


def _marked(
    statements: Mapping[str, _Statement], said: _Said, coders: Sequence[str]
) -> dict[str, dict[str, dict[str, Sequence[Any]]]]:
    """What each annotator holds to be a statement, in the articles in which they labelled, made or retired any."""
    from index.model import Span

    found: dict[str, dict[str, dict[str, Sequence[Span]]]] = {by: {} for by in coders}
    for id_, one in statements.items():
        for by, fields in said.get(id_, {}).items():
            if by in found and (_labelled(fields) or fields.get("retired") is not None):
                # Places are those of one version of an article.
                article = found[by].setdefault(f"{one.article} {one.body['version']}", {})
                if _labelled(fields) and not fields.get("retired"):
                    article[id_] = [Span(start, end) for start, end in one.body["content"]["spans"]]
    return found
