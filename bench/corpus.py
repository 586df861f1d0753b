"""A deterministic corpus of any size whose words are distributed as a newspaper's are (Zipf's law)."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from itertools import accumulate

from index.model import ArticleDraft

_SYLLABLES = [a + b for a in ("b", "d", "f", "gr", "k", "l", "m", "n", "p", "r", "st", "t", "v", "") for b in "aeiou"]
_OUTLETS = ("Port Courier", "The Meridian", "Northern Echo Post", "Coastal Press Agency", "Channel Six")


class Vocabulary:
    """Made-up words with Zipf frequencies; `word(rank)` is the one of that rank, from 0."""

    def __init__(self, size: int = 30_000, seed: int = 7) -> None:
        rng = random.Random(seed)
        words: dict[str, None] = {}
        while len(words) < size:
            words["".join(rng.choices(_SYLLABLES, k=rng.randint(1, 4))) + rng.choice(("", "n", "s", "r"))] = None
        self._words = list(words)
        self._weights = list(accumulate(1 / (rank + 2.7) for rank in range(size)))

    def word(self, rank: int) -> str:
        """The word of this rank."""
        return self._words[rank]

    def sample(self, rng: random.Random, number: int) -> list[str]:
        """Words drawn by their frequency."""
        return rng.choices(self._words, cum_weights=self._weights, k=number)


def articles(number: int, *, words: int = 350, seed: int = 1) -> Iterator[ArticleDraft]:
    """Articles of about `words` words, the same for the same arguments on every machine."""
    vocabulary, rng = Vocabulary(), random.Random(seed)
    start = datetime.date(2015, 1, 1)
    for place in range(number):
        drawn = vocabulary.sample(rng, words)
        sentences = [" ".join(drawn[at : at + 18]).capitalize() + "." for at in range(0, words, 18)]
        title = " ".join(vocabulary.sample(rng, 8)).capitalize()
        body = "\n\n".join(" ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4))
        yield ArticleDraft(
            path=f"{place}.txt",
            text=f"{title}\n\n{body}\n",
            title=title,
            date=(start + datetime.timedelta(days=rng.randrange(3650))).isoformat(),
            outlet=rng.choice(_OUTLETS),
            source_id=f"bench-{place}",
        )
