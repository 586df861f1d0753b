"""Articles with a careful reading beside them, and how a machine's statements are held against it."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index.model import Issue, Span, Statement
from index.text import clean

GOLD = Path(__file__).parent / "gold" / "wikinews.jsonl"
STANCES = Path(__file__).parent / "gold" / "stances.jsonl"
"""Stances only, of statements as Sayso found them (without `ref`, `voice` and `form`)."""

INDICATORS = Path(__file__).parent / "gold" / "indicators.jsonl"
"""What speaks for and against the issues of the `fit` and `test` articles."""

READERS = Path(__file__).parent / "gold" / "readers.jsonl"
"""The stances that further annotators gave the statements of the `fit` and `test` articles, by url."""

FURTHER = ("second", "third")
"""Annotators of stances, each knowing nothing of the others'; the third read what the first two read differently."""

UNCLEAR = "unclear"
SIDES = ("favor", "against")

WRITERS = ("first", "second", "third")
"""Who wrote indicators, each for all issues, knowing nothing of the others'."""

Sides = tuple[tuple[str, ...], tuple[str, ...]]

SPLITS = ("dev", "fit", "test")
"""Articles that rules are developed on, that only weights are fitted on, and that only the closing figures are of."""

ALIGNED = 0.5  # overlap of the contents' words (Dice) from which two statements are the same
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_LEADING = re.compile(r"(?:the|a|an|mr|mrs|ms|dr|president|senator|prime minister)\.? ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Annotated:
    """One statement as the annotator read it; spans are offsets into its article's text."""

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    actors: tuple[str, ...]
    ref: str
    voice: str
    form: str
    issue: str | None
    stance: str


@dataclass(frozen=True, slots=True)
class Reading:
    """An article's text with the annotator's issues and statements."""

    url: str
    split: str
    text: str
    issues: tuple[Issue, ...]
    statements: tuple[Annotated, ...] = field(default=())


def records(file: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    with file.open(encoding="utf8") as lines:
        yield from map(json.loads, lines)


def readings(
    texts: Path, split: str | None = None, gold: Path = GOLD, *, first_alone: bool = False
) -> Iterator[Reading]:
    """The annotated articles whose text stands in `texts`, a JSON Lines file with `url` and `text`.

    `split` is one of SPLITS, None for all. A statement's stance is that of most of its annotators, or with
    `first_alone` that of who annotated the article first. Raises ValueError where a text is not the one that was
    annotated.
    """
    stored = {record["url"]: record["text"] for record in records(texts)}
    further = {} if first_alone else {record["url"]: record for record in records(READERS)}
    for record in records(gold):
        if record["url"] not in stored or split not in (None, record["split"]):
            continue
        text = stored[record["url"]]
        if hashlib.sha256(text.encode("utf8")).hexdigest() != record["sha256"]:
            raise ValueError(f"{record['url']}: the text is not the one that was annotated")
        yield Reading(
            record["url"],
            record["split"],
            clean(text),
            tuple(Issue(one["id"], one["name"], tuple(one["words"])) for one in record["issues"]),
            tuple(
                _annotated(one, further_stances(further.get(record["url"], {}), place).values())
                for place, one in enumerate(record["statements"])
            ),
        )


def indicators(writers: Sequence[str] = WRITERS) -> dict[tuple[str, str], Sides]:
    """What speaks for an issue and against it by some of WRITERS, by the article's url and the issue's id.

    What is on both sides of their joint lists tells nothing, and is on neither.
    """
    found = {}
    for one in records(INDICATORS):
        favor, against = (
            {phrase.casefold(): phrase for writer in reversed(writers) for phrase in one[writer][side]}
            for side in ("favor", "against")
        )
        found[one["url"], one["issue"]] = (
            tuple(phrase for folded, phrase in favor.items() if folded not in against),
            tuple(phrase for folded, phrase in against.items() if folded not in favor),
        )
    return found


def of_most(stances: Sequence[str]) -> str:
    """The stance that most annotators of a statement read in it, `unclear` where no one leads."""
    (stance, most), *others = Counter(stances).most_common()
    return stance if not others or most > others[0][1] else UNCLEAR


def further_stances(record: dict[str, Any], place: int) -> dict[str, str]:
    """The stances that the further annotators gave the statement at a place of its article, by who gave them."""
    return {who: record[who][str(place)] for who in FURTHER if str(place) in record.get(who, {})}


def _annotated(record: dict[str, Any], further: Iterable[str]) -> Annotated:
    content, cue, source = (tuple(Span(*span) for span in record[part]) for part in ("content", "cue", "source"))
    actors = [record["actor"], *record.get("accept_actor", ())]
    return Annotated(
        content, cue, source, tuple(name for name in actors if name), record.get("ref", ""), record.get("voice", ""),
        record.get("form", ""), record["issue"], of_most([record["stance"], *further]),
    )  # fmt: skip


def aligned(text: str, gold: Sequence[Annotated], found: Sequence[Statement]) -> list[tuple[int, int]]:
    """Pairs (place in `gold`, place in `found`) of statements with the same content, the best overlap first.

    Of several with equal contents (joint speakers) those with the same actor are paired.
    """
    words = list(_WORD.finditer(text))
    ours = [_covered(words, statement.content.spans) for statement in found]
    pairs = []
    for i, one in enumerate(gold):
        theirs = _covered(words, one.content)
        for j, mine in enumerate(ours):
            overlap = 2 * len(theirs & mine) / (len(theirs) + len(mine)) if theirs or mine else 0.0
            if overlap >= ALIGNED:
                pairs.append((overlap + (0.25 if same_actor(found[j].actor, one.actors) else 0.0), -i, -j))
    taken_gold: set[int] = set()
    taken: set[int] = set()
    result = []
    for _, i, j in sorted(pairs, reverse=True):
        if i not in taken_gold and j not in taken:
            taken_gold.add(i)
            taken.add(j)
            result.append((-i, -j))
    return sorted(result)


def same_actor(name: str | None, accepted: Sequence[str]) -> bool:
    """Whether a name is one of those accepted: equal, or a part of it that ends alike ("Bell" for "Ana Bell").

    Nobody (None) is right where the annotator has nobody.
    """
    if not accepted or name is None:
        return not accepted and name is None
    ours = _plain(name)
    return any(ours == theirs or _part_of(ours, theirs) or _part_of(theirs, ours) for theirs in map(_plain, accepted))


def _plain(name: str) -> list[str]:
    shortened = name
    while (less := _LEADING.sub("", shortened, count=1) if _LEADING.match(shortened) else shortened) != shortened:
        shortened = less
    return [word.casefold().rstrip("s") for word in _WORD.findall(shortened.replace(".", ""))]


def _part_of(part: list[str], whole: list[str]) -> bool:
    return bool(part) and part[-1:] == whole[-1:] and set(part) <= set(whole)


def _covered(words: Sequence[re.Match[str]], spans: Sequence[Span]) -> set[int]:
    return {
        i for i, word in enumerate(words) if any(word.start() < span.end and word.end() > span.start for span in spans)
    }
