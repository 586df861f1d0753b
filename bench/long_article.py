"""How much CPU it takes to open a long article in the article's widget, and in Textual's own TextArea."""

from __future__ import annotations

import gc
import random
import time

from textual.app import App, ComposeResult
from textual.widgets import TextArea

from bench.corpus import Vocabulary
from bench.report import median
from bench.somebody import statement
from index.model import Article, Entity, EntityType, Span, Statement, version_of
from tui.themes import THEMES
from tui.widgets.article_view import ArticleView

RUNS = 7
_TYPES = tuple(EntityType)


class _Reader(App[None]):
    """The article's widget beside a TextArea."""

    def compose(self) -> ComposeResult:
        yield ArticleView(measure=80, id="article")
        yield TextArea(read_only=True, id="peer")

    def __init__(self) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name


async def open_cpu(words: int, rng: random.Random) -> tuple[float, float]:
    """CPU seconds (medians) until a text of `words` words with its marks is painted: ours, TextArea's."""
    ours, peer = [], []
    articles = [_article(words, rng) for _ in range(RUNS)]
    app = _Reader()
    async with app.run_test(size=(120, 40)) as pilot:
        view, area = app.query_one(ArticleView), app.query_one(TextArea)
        gc.collect()
        gc.freeze()
        for article, entities, statements in articles:
            start = time.process_time()
            view.show(article, entities=entities, statements=statements)
            await pilot.pause()
            ours.append(time.process_time() - start)
            start = time.process_time()
            area.load_text(article.text)
            await pilot.pause()
            peer.append(time.process_time() - start)
    return median(ours), median(peer)


def _article(words: int, rng: random.Random) -> tuple[Article, list[Entity], list[Statement]]:
    vocabulary = Vocabulary()
    drawn = vocabulary.sample(rng, words)
    text = "\n\n".join(" ".join(drawn[at : at + 70]) for at in range(0, words, 70))
    version = version_of(text)
    starts = sorted(rng.sample(range(len(text) - 60), 3_400))
    entities = [
        Entity(Span(at, at + 8), text[at : at + 8], rng.choice(_TYPES), text[at : at + 8]) for at in starts[:3_000]
    ]
    statements = [
        statement(text, version, [(at, at + 8), (at + 9, at + 14), (at + 15, at + 60)]) for at in starts[3_000:]
    ]
    article = Article(1, "0" * 16, version, "A long article", text, date="2026-01-01")
    return article, entities, statements
