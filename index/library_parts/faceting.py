"""The facets of a result, counted over the columns of the store. Importing this module imports numpy."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.model import Certainty
from index.search.completion import value_text
from index.search.counting import Numbers, articles_counted, counted, most
from index.search.evaluate import Answer
from index.search.facets import SHOWN, WHOLE, Facet, FacetValue
from index.search.statementset import StatementSet
from index.search.tree import Clause, ClauseField
from index.search.words import folded_name
from index.store.leaves import Leaves
from index.store.packed import TYPES


@dataclass(frozen=True, slots=True)
class Named:
    """The issues and stances that a query can name. `settled` gives the ids of proposed issues that are none any more:
    those that somebody accepted or rejected, and those of issues that there are."""

    issues: Collection[str]
    stances: Collection[str]
    settled: Callable[[], Collection[str]]


def facets_of(found: Answer, leaves: Leaves, named: Named, whole: Collection[str] = frozenset()) -> tuple[Facet, ...]:
    """What is in a result, of the facets in `whole` up to `WHOLE` values. Actors, issues and stances are those of
    the statements that the query speaks of, in the articles that match."""
    keys = found.articles.array()
    statements = found.statements & leaves.statements_of(found.articles)
    return (
        *_of_articles(keys, leaves, whole),
        *_of_statements(statements.array(), leaves, named, whole),
        _types(keys, leaves),
        *_certainty(statements, leaves),
    )


def _shown(name: str, whole: Collection[str]) -> int:
    return WHOLE if name in whole else SHOWN


def _of_articles(keys: Numbers, leaves: Leaves, whole: Collection[str]) -> list[Facet]:
    table = leaves.article_table
    outlets = table.pools["outlet"]
    facets = [
        most(
            "outlet",
            counts := counted(table.columns["outlet"][keys], len(outlets)),
            _values(counts, outlets.texts.__getitem__, lambda name: f"outlet:{value_text(name)}", folded_name),
            outlets.texts.__getitem__,
            _shown("outlet", whole),
        )
    ]
    days = table.pools["date"].texts
    of_days = counted(table.columns["date"][keys], len(days))
    for name, length in (("year", 4), ("month", 7)):
        shown, places = table.pools["date"].beginnings(length)
        counts = np.bincount(places, weights=of_days, minlength=len(shown)).astype(np.int64)
        facets.append(
            most(
                name,
                counts,
                _values(counts, shown.__getitem__, lambda day: f"date:{day}", lambda day: day[:4].isdigit()),
                lambda number, shown=shown: "".join(chr(0x10000 - ord(sign)) for sign in shown[number]),  # type: ignore[misc]
                _shown(name, whole),
            )
        )
    return facets


def _of_statements(rows: Numbers, leaves: Leaves, named: Named, whole: Collection[str]) -> list[Facet]:
    table = leaves.table
    article = table.column("article")[rows]
    groups, members = leaves.actors_grouped()
    shown = _shown("actor", whole)
    counts = articles_counted(article, groups[table.column("actor")[rows]], len(members), shown)
    names = table.speakers.names

    def actor(group: int) -> FacetValue | None:
        name, actor_id = names[members[group]]
        value = actor_id or name
        if not folded_name(value):
            return None
        return FacetValue(value, name or actor_id, int(counts[group]), f"actor:{value_text(value)}")

    facets = [most("actor", counts, actor, lambda group: names[members[group]][0], shown)]
    texts = table.terms.texts
    proposed = leaves.remember(("proposed",), lambda: _proposed(leaves, named))
    issue, proposal = table.column("issue")[rows], table.column("proposal")[rows]
    about = np.where((issue == 0) & proposed[proposal], proposal, issue)
    return [
        *facets,
        _of_terms("issue", article, about, texts, named.issues, proposed, whole),
        _of_terms("stance", article, table.column("stance")[rows], texts, named.stances, None, whole),
    ]


def _of_terms(
    name: str,
    article: Numbers,
    numbers: Numbers,
    texts: Sequence[str],
    known: Collection[str],
    proposed: NDArray[np.bool_] | None,
    whole: Collection[str],
) -> Facet:
    """The facet of the terms that statements in these articles have: those that are `known`, and those that are
    `proposed`, which come after the others in as many articles."""
    shown = _shown(name, whole)
    counts = articles_counted(article, numbers, len(texts), shown)

    value = _values(counts, texts.__getitem__, lambda text: f"{name}:{value_text(text)}", known.__contains__)
    if proposed is None:
        return most(name, counts, value, texts.__getitem__, shown)

    def of_issue(number: int) -> FacetValue | None:
        if not proposed[number]:
            return value(number)
        text = texts[number]
        return FacetValue(text, text, int(counts[number]), f"{name}:{value_text(text)}", proposed=True)

    return most(name, counts, of_issue, lambda number: (proposed[number], texts[number]), shown)


def _proposed(leaves: Leaves, named: Named) -> NDArray[np.bool_]:
    """By a term's number, whether it is an issue that is proposed."""
    table = leaves.table
    texts = table.terms.texts
    found, settled = np.zeros(len(texts), np.bool_), named.settled()
    for number in np.flatnonzero(counted(table.column("proposal"), len(texts))).tolist():
        found[number] = texts[number] not in settled
    return found


def _types(keys: Numbers, leaves: Leaves) -> Facet:
    types = leaves.types()
    bits = types[keys[keys < len(types)]]
    bits = bits[bits > 0]
    counts = np.array([np.count_nonzero(bits & (1 << place)) for place in range(len(TYPES))])
    names = [str(one) for one in TYPES]
    value = _values(counts, names.__getitem__, lambda name: f"type:{name.lower()}", bool)
    return most("type", counts, value, names.__getitem__)


def _certainty(statements: StatementSet, leaves: Leaves) -> Iterator[Facet]:
    """How sure annotators are of their labels; nothing where nobody said so."""
    if leaves.is_certainty_known():
        levels = [str(level) for level in Certainty]
        sets = [statements & leaves.statements_where(Clause(ClauseField.CERTAINTY, level)) for level in levels]
        counts = np.array([len(leaves.articles_of(one)) for one in sets])
        value = _values(counts, levels.__getitem__, lambda level: f"certainty:{level}", bool)
        yield most("certainty", counts, value, levels.__getitem__)


def _values(
    counts: Numbers, text: Callable[[int], str], clause: Callable[[str], str], can_be_named: Callable[[str], object]
) -> Callable[[int], FacetValue | None]:
    """Makes a value of a number; None where no query can name it."""

    def value(number: int) -> FacetValue | None:
        name = text(number)
        return FacetValue(name, name, int(counts[number]), clause(name)) if can_be_named(name) else None

    return value
