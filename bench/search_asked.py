"""What is asked of each engine: the same questions, of words that all their stemmers take together alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from bench.corpus import Vocabulary
from index.search.stemming import stem

NAMED = range(500, 6_600)
"""Ranks of words of which names are made: ours looks for a bare word in names too, and so none of them is asked for."""

_EACH = 12
_COMMON = range(5, 200)
_RARE = range(7_000, 25_000)
_DATES = (("2016-01-01", "2016-12-31"), ("2019-05-01", "2019-05-31"), ("2020-03-01", "2021-02-28"))


@dataclass(frozen=True, slots=True)
class Question:
    """`kind` is term, and, or, phrase, prefix, date or facets; a prefix has one word, without its `*`.

    `exact` says that all engines must find the same number of articles.
    """

    kind: str
    words: tuple[str, ...]
    dates: tuple[str, str] | None = None
    exact: bool = True

    @property
    def query(self) -> str:
        """The question in our language."""
        match self.kind:
            case "phrase":
                return f'"{" ".join(self.words)}"'
            case "prefix":
                return f"{self.words[0]}*"
            case "or":
                return " OR ".join(self.words)
        dates = f" date:{self.dates[0]}..{self.dates[1]}" if self.dates else ""
        return f"{' AND '.join(self.words)}{dates}"


def questions(texts: Iterable[str]) -> dict[str, list[Question]]:
    """Questions by their kind: common and rare words, and words that stand next to each other in one of `texts`."""
    common, rare = list(_alike(_COMMON)), list(_alike(_RARE))
    step = max(1, len(common) // _EACH)
    often, seldom = common[::step][:_EACH], rare[:: max(1, len(rare) // _EACH)][:_EACH]
    pairs = list(zip(often, reversed(often[:-1]), strict=False))
    known = set(common)
    neighbours = [
        (one, other)
        for text in texts
        for one, other in pairwise(text.lower().split())
        if one in known and other in known and one != other
    ]
    return {
        "common term": [Question("term", (word,)) for word in often],
        "rare term": [Question("term", (word,)) for word in seldom],
        "AND": [Question("and", pair) for pair in pairs if pair[0] != pair[1]],
        "OR": [Question("or", pair) for pair in pairs if pair[0] != pair[1]],
        "term and dates": [Question("date", (word,), _DATES[at % 3]) for at, word in enumerate(often)],
        "facets": [Question("facets", (word,)) for word in often],
        # Ours and the peers cut text into fields at other places, so that a phrase may stand across two of theirs.
        "phrase": [Question("phrase", pair, exact=False) for pair in dict.fromkeys(neighbours)][: 2 * _EACH],
        # A beginning also finds names by ours, and Whoosh and SQLite look for it among stems.
        "prefix": [Question("prefix", (word[:3],), exact=False) for word in often + seldom if len(word) > 3],
    }


def unasked(number: int) -> list[Question]:
    """Common words that `questions` does not ask for: for first uses."""
    asked = {question.words[0] for question in questions(())["common term"]}
    return [Question("term", (word,)) for word in _alike(_COMMON) if word not in asked][:number]


def _alike(ranks: range) -> Iterator[str]:
    """The words of these ranks that Porter's first algorithm (Whoosh, SQLite) groups as his second (ours, Tantivy)."""
    from whoosh.lang.porter import stem as first  # type: ignore[import-untyped,unused-ignore]

    vocabulary = Vocabulary()
    groups: list[dict[str, list[str]]] = [defaultdict(list), defaultdict(list)]
    words = [vocabulary.word(rank) for rank in range(30_000)]
    for word in words:
        groups[0][stem(word)].append(word)
        groups[1][first(word)].append(word)
    named = {stem(words[rank]) for rank in NAMED}
    for rank in ranks:
        word = words[rank]
        if len(word) > 2 and groups[0][stem(word)] == groups[1][first(word)] and stem(word) not in named:
            yield word
