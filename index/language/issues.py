"""Which of the configured issues a statement is about: by their words, found once for the whole article.

A word matches whole words in any case, `word*` matches by its beginning, and the words of a phrase may stand
on two lines. The longer a phrase, the more it says; the words in the content count for more than those in
the rest of the sentence. The headline decides only where the content itself points back ("the plan").

The indicators of an issue, which speak for its proposition or against it, are found alongside, and never decide what
a statement is about: many of them ("dangerous") would be found in statements about anything.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from index.language.data import words
from index.language.inflections import between, forms_of
from index.language.names import replaced
from index.model import Issue, Span

IN_SENTENCE = 0.4  # what a word beside the content is worth, one in the content being 1
IN_TITLE = 0.3
REMEMBERED = 50_000  # words
_EMPTY = words("the a an of to on in for and or by at with be is are was were not should it its")
_APOSTROPHES = "['’‘ʼ]"
_APOSTROPHE = re.compile(_APOSTROPHES)
_WORD = re.compile(r"\w+")
# Letters that `re.IGNORECASE` takes for others although they do not fold to them, and the apostrophe that is a letter.
_ALIKE = {"\u0130": "i", "\u0131": "i", "\u02bc": "'"}
_HYPHENS = "[-‐‑– ]"
_ANAPHORIC = re.compile(
    r"\b(?:it|this|that|(?:the|this|such an?|that) (?:plan|proposal|move|decision|idea|project|measure|issue|bill|deal|"
    r"offer|agreement|scheme|step|matter|policy|question|vote|request|demand|law|ban|stance|position))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where one of an issue's phrases stands, the phrase as configured, and what it weighs."""

    start: int
    end: int
    phrase: str
    weight: float


class Indicator(NamedTuple):
    """A place where one of an issue's indicators stands, as configured and in the text's own words.

    `side` is 1 where it speaks for the proposition, -1 where against it; `balance` is what the sides of those before it
    in the article come to.
    """

    start: int
    end: int
    phrase: str
    side: int
    text: str
    balance: int


@dataclass(frozen=True, slots=True)
class Match:
    """An issue, the hits in the content that speak for it, and where it was found (content, sentence, headline).

    `indicators` are those of the issue in the whole article, in order.
    """

    issue: Issue
    hits: tuple[Hit, ...]
    where: str
    score: float
    indicators: Sequence[Indicator] = ()


def pattern_of(phrase: str, *, loose: bool = False) -> str:
    """The regular expression for one configured word or phrase; an empty one for a phrase without words.

    `loose` finds other forms of its words, and a few words between them.
    """
    split = phrase.split()
    if not any(c.isalnum() for c in phrase):
        return ""
    joined = ""
    for place, word in enumerate(split):
        if place:
            joined += between(split[place - 1]) if loose else r"\s+"
        if word.endswith("*"):
            joined += _body(word.rstrip("*")) + r"\w*"
        else:
            joined += f"(?:{'|'.join(map(_body, forms_of(word)))})" if loose else _body(word)
    begin = r"(?<!\w)" if split[0][:1].isalnum() else ""
    end = r"(?!\w)" if split[-1][-1:].isalnum() else ""
    return f"{begin}{joined}{end}"


def _body(word: str) -> str:
    return _APOSTROPHE.sub(_APOSTROPHES, re.escape(word)).replace(r"\-", _HYPHENS)


def weight_of(phrase: str) -> float:
    """How much a phrase says: its words count (without articles and the like), and their letters a little."""
    kept = [w for w in phrase.replace("*", "").replace("-", " ").split() if w.casefold() not in _EMPTY]
    return max(0.6, len(kept)) + 0.04 * sum(len(word) for word in kept)


@dataclass(frozen=True, slots=True)
class _Phrase:
    """One configured phrase, ready to be looked for.

    `pattern` is its regular expression. `first` is the first word of it as `_folded` gives it, `prefix` whether any
    word that begins so will do, and `lead` how many characters stand before it. `first` is empty where the phrase can
    be found by its pattern alone.
    """

    issue: int
    rank: int
    phrase: str
    weight: float
    pattern: str
    first: str
    prefix: bool
    lead: int


@lru_cache(maxsize=REMEMBERED)
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when the first word of it is met: of many phrases few stand in a text."""
    return re.compile(pattern, re.IGNORECASE)


def _folded(text: str) -> str:
    """The text as two words are compared that `re.IGNORECASE` takes for equal."""
    return replaced(text, _ALIKE).casefold()


def _phrase(issue: int, rank: int, phrase: str, *, loose: bool) -> _Phrase:
    pattern = pattern_of(phrase, loose=loose)
    whole = phrase.split()
    plain = replaced(" ".join(word.rstrip("*") + ("*" if word.endswith("*") else "") for word in whole), _ALIKE)
    word = _WORD.search(plain)
    first = "" if word is None else _folded(word.group())
    odd = "_" in phrase or _WORD.fullmatch(first) is None
    if odd or word is None or " " in plain[: word.start()]:
        return _Phrase(issue, rank, phrase, weight_of(phrase), pattern, "", False, 0)
    prefix = plain[word.end() : word.end() + 1] == "*" and plain[word.end() + 1 : word.end() + 2] in ("", " ")
    return _Phrase(issue, rank, phrase, weight_of(phrase), pattern, first, prefix, word.start())


class Finder:
    """Finds the phrases of any number of groups (issues) in a text, by the words that they begin with.

    Those of the groups in `loose` are found in other forms, too.
    """

    def __init__(self, groups: Iterable[Iterable[str]], loose: Iterable[Iterable[str]] = ()) -> None:
        self._words: dict[str, list[_Phrase]] = {}
        self._prefixes: dict[str, list[_Phrase]] = {}
        self._odd: list[_Phrase] = []
        told = [*((group, False) for group in groups), *((group, True) for group in loose)]
        for number, (group, is_loose) in enumerate(told):
            ranked = sorted({p for p in group if pattern_of(p)}, key=lambda p: (-weight_of(p), p))
            for rank, said in enumerate(ranked):
                phrase = _phrase(number, rank, said, loose=is_loose)
                if not phrase.first:
                    self._odd.append(phrase)
                elif phrase.prefix:
                    self._prefixes.setdefault(phrase.first, []).append(phrase)
                else:
                    for form in forms_of(phrase.first) if is_loose else [phrase.first]:
                        self._words.setdefault(form, []).append(phrase)
        self._known: dict[str, tuple[_Phrase, ...]] = {}  # what a word may begin, for words that were met
        self._lengths = sorted({len(prefix) for prefix in self._prefixes})

    def hits(self, text: str) -> dict[int, list[Hit]]:
        """For each group (by its number) that has any: its places, in order, none overlapping another.

        Of phrases that begin at one place the weightiest counts.
        """
        found: dict[int, list[tuple[int, int, int, _Phrase]]] = {}
        places: dict[str, list[int]] = {}
        if self._words or self._prefixes:
            for word in _WORD.finditer(replaced(text, _ALIKE)):
                places.setdefault(word.group().casefold(), []).append(word.start())
        for word_, starts in places.items():
            phrases = self._known.get(word_)
            if phrases is None:
                if len(self._known) >= REMEMBERED:
                    self._known.clear()
                phrases = self._known[word_] = tuple(self._beginning(word_))
            for phrase in phrases:
                for start in starts:
                    at = start - phrase.lead
                    match = _compiled(phrase.pattern).match(text, at) if at >= 0 else None
                    if match is not None:
                        found.setdefault(phrase.issue, []).append((at, phrase.rank, match.end(), phrase))
        for phrase in self._odd:
            pattern = _compiled(phrase.pattern)
            match = pattern.search(text)
            while match is not None:
                found.setdefault(phrase.issue, []).append((match.start(), phrase.rank, match.end(), phrase))
                match = pattern.search(text, match.start() + 1)
        return {issue: _apart(places_) for issue, places_ in sorted(found.items())}

    def _beginning(self, word: str) -> Iterator[_Phrase]:
        yield from self._words.get(word, ())
        for length in self._lengths:
            if length > len(word):
                return
            yield from self._prefixes.get(word[:length], ())


def _apart(places: list[tuple[int, int, int, _Phrase]]) -> list[Hit]:
    """The places from left to right without those that begin inside another."""
    hits: list[Hit] = []
    end = 0
    for start, _, stop, phrase in sorted(places, key=lambda place: place[:2]):
        if start >= end:
            hits.append(Hit(start, stop, phrase.phrase, phrase.weight))
            end = stop
    return hits


class Matcher:
    """Finds the words of one issue in a text."""

    def __init__(self, issue: Issue) -> None:
        self.issue = issue
        self._finder = Finder([issue.words])

    def hits(self, text: str) -> list[Hit]:
        """All places, in order, none overlapping another; the weightiest phrase first."""
        return self._finder.hits(text).get(0, [])


class Issues:
    """The configured issues, ready to be looked for."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        self._issues = tuple(issues)
        # A phrase of one side may stand in one of the other ("evidence", "no evidence"), so that they are one group.
        self._sides = [dict.fromkeys(one.favor, 1) | dict.fromkeys(one.against, -1) for one in issues]
        self._finder = Finder([one.words for one in issues], self._sides)

    def of(self, text: str, title_span: Span | None = None) -> ArticleIssues:
        """The issues' words in one article, and their indicators."""
        found = self._finder.hits(text)
        indicators = {
            issue.id: _indicators(text, found[number], sides)
            for number, (issue, sides) in enumerate(zip(self._issues, self._sides, strict=True), len(self._issues))
            if number in found
        }
        hits = [(issue, found[number]) for number, issue in enumerate(self._issues) if number in found]
        return ArticleIssues(text, hits, title_span, indicators)


def _indicators(text: str, hits: Sequence[Hit], sides: Mapping[str, int]) -> list[Indicator]:
    """The places of one issue's indicators in an article, `sides` telling for which side each phrase speaks."""
    balances = accumulate((sides[hit.phrase] for hit in hits), initial=0)
    return [
        Indicator(
            hit.start, hit.end, hit.phrase, sides[hit.phrase], " ".join(text[hit.start : hit.end].split()), before
        )
        for hit, before in zip(hits, balances, strict=False)
    ]


class ArticleIssues:
    """Where the issues' words stand in one article."""

    def __init__(
        self, text: str, found: list[tuple[Issue, list[Hit]]], title_span: Span | None,
        indicators: Mapping[str, Sequence[Indicator]],
    ) -> None:  # fmt: skip
        self._text = text
        self._found = [(issue, hits, [h.start for h in hits]) for issue, hits in found if hits]
        self._title = title_span
        self._indicators = indicators

    def match(self, content: Sequence[Span], sentence: Sequence[Span] = ()) -> Match | None:
        """The issue that a statement is about; None where no word of any is found.

        `sentence` is what else may tell (cue, addressee). Of issues that weigh the same the first configured wins.
        """
        best: Match | None = None
        points_back: bool | None = None  # not looked up yet
        for issue, hits, starts in self._found:
            inside = [hit for span in content for hit in _within(hits, starts, span)]
            beside = [hit for span in sentence for hit in _within(hits, starts, span) if hit not in inside]
            score = _score(inside) + IN_SENTENCE * _score(beside)
            where = "content" if inside else "sentence"
            if not inside and self._title is not None:
                points_back = self._points_back(content) if points_back is None else points_back
                in_title = _score(_within(hits, starts, self._title)) if points_back else 0
                if in_title and not beside:
                    where = "headline"
                score += IN_TITLE * in_title
            if score > 0 and (best is None or score > best.score + 1e-9):
                best = Match(issue, tuple(inside), where, score, self._indicators.get(issue.id, ()))
        return best

    def _points_back(self, content: Sequence[Span]) -> bool:
        return any(_ANAPHORIC.search(self._text, span.start, span.end) for span in content)


def _within(hits: list[Hit], starts: list[int], span: Span) -> list[Hit]:
    first = bisect_left(starts, span.start)
    found = []
    for hit in hits[first:]:
        if hit.start >= span.end:
            break
        if hit.end <= span.end:
            found.append(hit)
    return found


def _score(hits: Sequence[Hit]) -> float:
    """Each phrase once, however often it stands there."""
    return sum({hit.phrase: hit.weight for hit in hits}.values())
