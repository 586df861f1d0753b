"""The issues that the analysis proposes, over all articles: to be listed, and to be accepted by a person."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from index.errors import UsageError
from index.library_parts.annotations import Annotations
from index.library_parts.core import Core
from index.model import Event, EventKind, Issue
from index.store.events import Ask, Deed
from index.store.issues import made_of
from index.store.proposals import Used, accepted, everywhere, in_use, is_rejected
from index.text import clean_line


@dataclass(frozen=True, slots=True)
class OpenProposal:
    """An issue that is proposed and that nobody has accepted.

    `id` is the proposal's own. `proposition` is the wording of most of its statements, `words` are those that
    point to it in any article; `statements`, `actors` and `articles` say how many there are.
    """

    id: str
    proposition: str
    words: tuple[str, ...]
    statements: int
    actors: int
    articles: int


@dataclass(frozen=True, slots=True)
class IssueInUse:
    """An issue, and how many statements are about it, of how many actors, in how many articles; all may be 0."""

    issue: Issue
    statements: int
    actors: int
    articles: int


class Proposals:
    """What is proposed, its acceptance or rejection, and the issues that there are."""

    def __init__(self, core: Core, annotations: Annotations) -> None:
        self._core = core
        self._annotations = annotations

    def open(self) -> list[OpenProposal]:
        """All proposals that nobody accepted or rejected and whose statements wait for an issue, the largest first."""
        taken = accepted(self._core.database)
        return [one for one in self._all() if one.id not in taken]

    def in_use(self) -> list[IssueInUse]:
        """All issues, those of most statements first."""
        used = in_use(self._core.database, self._core.shown, self._core.in_force.recoding)
        found = [IssueInUse(issue, *used.get(issue.id, Used())) for issue in self._annotations.issues()]
        return sorted(found, key=lambda one: -one.statements)

    def reject(self, id: str) -> Event:
        """Propose an issue no more, in any article: one event, which undo takes back. It can still be accepted.

        Raises UsageError where there is no such proposal, and where it was accepted or rejected already.
        """
        found = self._waiting(id)
        if is_rejected(self._core.database, id):
            raise UsageError(f"the proposal '{id}' was rejected already; `--accept` accepts it all the same")
        about = {"proposal": {"id": id, "proposition": found.proposition}}
        deed = Deed(EventKind.REJECT_PROPOSAL, f"proposal:{id}", {"rejected": True}, about)
        return self._core.record(deed, lambda ask: _may_wait(ask, id))

    def accept(self, id: str, proposition: str | None = None) -> Issue:
        """Make an issue of a proposal: its statements, in all articles, are about that from then on.

        It is one event, and undone as one. Where an article words the proposal otherwise than the issue is worded
        (`proposition`, else as `open` has it), the article is analysed once more, since its suggestions are
        towards its own wording. Raises UsageError where there is no such proposal or it was accepted already,
        else as `Annotations.create_issue`.
        """
        found = self._waiting(id)
        said = clean_line(found.proposition if proposition is None else proposition).strip()
        taken = {issue.id for issue in self._annotations.issues()}
        return self._annotations.create_issue(_free(id, taken), said, found.words, proposal=id)

    def _waiting(self, id: str) -> OpenProposal:
        _may_wait(self._core.database.read, id)
        found = next((one for one in self._all(id)), None)
        if found is None:
            raise UsageError(f"there is no proposal '{id}'; `sayso issues` lists the proposals with their ids")
        return found

    def _all(self, id: str | None = None) -> list[OpenProposal]:
        wordings: dict[str, Counter[str]] = {}
        words: dict[str, dict[str, None]] = {}
        articles: Counter[str] = Counter()
        actors: dict[str, set[str]] = {}
        for one in everywhere(self._core.database, id):
            if one.statements:
                wordings.setdefault(one.id, Counter())[one.proposition] += one.statements
                words.setdefault(one.id, {}).update(dict.fromkeys(one.words))
                articles[one.id] += 1
                actors.setdefault(one.id, set()).update(one.actors)
        found = [
            OpenProposal(
                id_, counts.most_common(1)[0][0], tuple(words[id_]), counts.total(), len(actors[id_]), articles[id_]
            )
            for id_, counts in wordings.items()
        ]
        return sorted(found, key=lambda one: (-one.statements, one.id))


def _may_wait(ask: Ask, id: str) -> None:
    """Raise UsageError where an issue was made of the proposal."""
    taken = made_of(ask, id)
    if taken is not None:
        raise UsageError(f"the proposal '{id}' was accepted already: it is the issue '{taken}'")


def _free(id: str, taken: set[str]) -> str:
    """The id, numbered where there is an issue of that id."""
    if id not in taken:
        return id
    return next(one for number in range(2, len(taken) + 3) if (one := f"{id[:58]}-{number}") not in taken)
