"""All stages in order: from an article's text to its entities and statements."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, replace

from index.language import document
from index.language.actors import Cast, covered
from index.language.attributions import attributions
from index.language.credits import silent_spans
from index.language.derivations import derivation, with_issue, with_parents
from index.language.document import Reading
from index.language.entities import mentions
from index.language.issues import Hit, Issues, Match
from index.language.proposals import groups
from index.language.registry import Registry
from index.language.repeats import without_repeats
from index.language.stages import Attribution
from index.language.suggesting import Case, suggestions
from index.language.targets import Target, target_for, target_of
from index.language.voices import Voiced, voiced
from index.model import Actor, Analysis, Issue, Passage, Proposal, Span, Statement, statement_id, version_of


@dataclass(frozen=True, slots=True)
class Item:
    """One text to analyse, with what its reader knew about it.

    `repeats` is whether statements of the headline stay that the body makes too.
    """

    text: str
    masked: tuple[Span, ...] = ()
    title_span: Span | None = None
    outlet: str | None = None
    repeats: bool = False


class Analyser:
    """Finds who said what. One serves any number of articles; it keeps nothing of them."""

    def __init__(
        self, *, issues: Sequence[Issue] = (), actors: Sequence[Actor] = (), model: str = "en_core_web_sm",
        part: int = 100_000,
    ) -> None:  # fmt: skip
        """Load the language model. Raises ModelError where it is missing or not the pinned one.

        A text longer than `part` code points is parsed in parts.
        """
        self._nlp = document.load_model(model)
        self._part = part
        self._registry = Registry(actors)
        self._issues = Issues(issues)
        self._targets = {issue.id: target_of(issue, self._nlp) for issue in issues}
        self.model_name = document.model_label(self._nlp)

    def about(self, issues: Sequence[Issue]) -> Analyser:
        """An analyser of the same model and actors for other issues."""
        other = copy(self)
        other._issues = Issues(issues)
        other._targets = {issue.id: target_of(issue, self._nlp) for issue in issues}
        return other

    def analyse(
        self, text: str, *, masked: Sequence[Span] = (), title_span: Span | None = None, outlet: str | None = None
    ) -> Analysis:
        """The entities and statements of one text, in the order of their places.

        No attribution is read in the `masked` stretches. Statements of the headline (`title_span`) are left
        out where the body has them too. `outlet` is who published it.
        """
        return next(self.analyse_many([Item(text, tuple(masked), title_span, outlet)]))

    def analyse_many(self, items: Iterable[Item]) -> Iterator[Analysis]:
        """The same for many texts, parsed in batches; one result for each item, in order."""
        waiting: deque[Item] = deque()

        def given() -> Iterator[tuple[str, Sequence[Span], Span | None]]:
            for item in items:
                waiting.append(item)
                if item.text.strip():
                    yield item.text, item.masked, item.title_span

        for reading in document.read_many(self._nlp, given(), part=self._part):
            while not waiting[0].text.strip():
                waiting.popleft()
                yield Analysis()
            yield self._analysis(reading, waiting.popleft())
        yield from (Analysis() for _ in waiting)

    def _analysis(self, reading: Reading, item: Item) -> Analysis:
        cast = Cast(reading, mentions(reading, self._registry, outlet=item.outlet), self._registry)
        found = attributions(reading)
        version = version_of(item.text)
        voices = voiced(found, cast, version[:6], hidden=silent_spans(item.text), outlet=item.outlet)
        statements = [self._statement(reading, found[v.place], v, version) for v in voices]
        statements = self._with_issues(reading, item, statements, [found[v.place] for v in voices])
        ids = {v.place: one.id for v, one in zip(voices, statements, strict=True)}
        kept = with_parents(without_repeats(statements, None if item.repeats else item.title_span), ids, found)
        by_id = {one.id: found[v.place] for v, one in zip(voices, statements, strict=True)}
        return self._with_proposals(reading, Analysis(cast.entities(), tuple(kept)), by_id)

    def _with_proposals(self, reading: Reading, found: Analysis, by_id: dict[str, Attribution]) -> Analysis:
        """The same with the issues that are proposed for statements about no configured one, and stances on those."""
        attributions_ = [by_id[one.id] for one in found.statements]
        statements, proposals = list(found.statements), []
        for group in groups(reading, attributions_, [one.issue for one in statements]):
            issue = Issue(group.id, group.proposition, group.words)
            target = target_for(issue, group.sign, reading.doc[group.heads[0]])
            cases = []
            for place, head in zip(group.places, group.heads, strict=True):
                one, span = attributions_[place], reading.cut(head, head)
                match = Match(issue, (Hit(span.start, span.end, group.words[0], 1.0),), "content", 1.0)
                tokens = covered(reading.doc, reading.starts, one.content)
                cases.append(_case(statements[place], one, tokens, match, target))
            for place, suggested in zip(group.places, suggestions(reading.doc, cases), strict=True):
                statements[place] = replace(statements[place], proposal=group.id, suggested=suggested)
            ids = tuple(statements[place].id for place in group.places)
            proposals.append(Proposal(group.id, group.proposition, group.words, ids))
        return replace(found, statements=tuple(statements), proposals=tuple(proposals))

    def _statement(self, reading: Reading, one: Attribution, voice: Voiced, version: str) -> Statement:
        source, cue, content = (Passage.of(reading.text, spans) for spans in (one.source, one.cue, one.content))
        return Statement(
            id=statement_id(version, source, cue, content), version=version, actor=voice.actor,
            actor_id=voice.actor_id, source=source, cue=cue, content=content, form=one.form, voice=voice.voice,
            via=voice.via, confidence=voice.confidence, derivation=derivation(one, voice.how),
        )  # fmt: skip

    def _with_issues(
        self, reading: Reading, item: Item, statements: list[Statement], found: list[Attribution]
    ) -> list[Statement]:
        """The statements with their issue and suggested stance."""
        where = self._issues.of(item.text, item.title_span)
        cases = []
        for statement, one in zip(statements, found, strict=True):
            beside = [*one.cue, *(() if one.addressee is None else (one.addressee,))]
            match = where.match(one.content, beside)
            target = None if match is None else self._targets[match.issue.id]
            tokens = covered(reading.doc, reading.starts, one.content)
            cases.append(_case(statement, one, tokens, match, target))
        result = []
        for statement, case, suggested in zip(statements, cases, suggestions(reading.doc, cases), strict=True):
            issue = None if case.match is None else case.match.issue.id
            result.append(with_issue(replace(statement, issue=issue, suggested=suggested), case.match, item.text))
        return result


def _case(
    statement: Statement, one: Attribution, tokens: Sequence[int], match: Match | None, target: Target | None
) -> Case:
    return Case(one, tokens, match, target, statement.actor or "", statement.actor_id)
