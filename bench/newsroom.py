"""Articles of a newsroom's length and language, as many as are wanted: the bundled ones taken apart and put together.

Each has other paragraphs in another order, and about half of its names are its own, so that nothing which
remembers a text, or every word, has an easy time.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from bench.corpus import Vocabulary
from index import config, readers
from index.model import ArticleDraft, Span

_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")


def articles(number: int, *, words: int = 350, seed: int = 1) -> Iterator[ArticleDraft]:
    """Articles of about `words` words, the same for the same arguments on every machine."""
    rng, vocabulary = random.Random(seed), Vocabulary()
    bundled = [one for one in readers.read([config.seeds_folder()]) if isinstance(one, ArticleDraft)]
    bundled.sort(key=lambda one: one.path)
    paragraphs = [p for one in bundled for p in one.text.strip().split("\n\n")[1:] if len(p.split()) > 8]
    names = sorted({name for p in paragraphs for name in _NAME.findall(p)})
    pattern = re.compile(rf"\b(?:{'|'.join(names)})\b")
    for place in range(number):
        others = {
            name: vocabulary.word(rng.randrange(3_000, 30_000)).capitalize() for name in names if rng.random() < 0.5
        }
        title = rng.choice(bundled).title
        chosen, length = [title], 0
        for paragraph in rng.sample(paragraphs, len(paragraphs)):
            chosen.append(paragraph)
            length += len(paragraph.split())
            if length >= words - 15:
                break
        text = pattern.sub(lambda found: others.get(found.group(), found.group()), "\n\n".join(chosen))  # noqa: B023
        title = text.split("\n", 1)[0]
        yield ArticleDraft(
            path=f"{place}.txt",
            text=f"{text}\n",
            title=title,
            date=f"2025-{1 + place % 12:02}-{1 + place % 28:02}",
            outlet=rng.choice([one.outlet for one in bundled]),
            source_id=f"bench-{seed}-{place}",
            title_span=Span(0, len(title)),
        )
