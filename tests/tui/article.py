"""An application that shows one article, and where things stand on its screen."""

from __future__ import annotations

from rich.style import Style
from textual import on

from index.model import Article
from tests.tui.reading import ENTITIES, HITS, STATEMENTS, TEXT, ReadingApp, article
from tui.widgets.article_view import ArticleView

LONG = article(text=TEXT + "\n\n" + "\n\n".join(f"Paragraph {n} of many. " * 9 for n in range(60)), version="long")


class ArticleApp(ReadingApp):
    def __init__(self, theme: str = "sayso-dark", shown: Article | None = None, **arguments: object) -> None:
        self.view = ArticleView(**arguments)  # type: ignore[arg-type]
        super().__init__(self.view, theme)
        self.shown = shown if shown is not None else article()

    def on_mount(self) -> None:
        super().on_mount()
        self.view.show(self.shown, entities=ENTITIES, statements=STATEMENTS, hits=HITS)

    @on(ArticleView.MarkChosen)
    @on(ArticleView.SpanMarked)
    def hear(self, event: ArticleView.MarkChosen | ArticleView.SpanMarked) -> None:
        self.heard.append(event)


def lines(view: ArticleView) -> list[str]:
    return [view.render_line(y).text.rstrip() for y in range(view.size.height)]


def place(view: ArticleView, offset: int) -> tuple[int, int]:
    """The cell of the widget at which a character of the text is drawn."""
    for y in range(view.size.height):
        for x in range(view.size.width):
            if view.offset_at(x, y) == offset and view.offset_at(x + 1, y) != offset:
                return x, y
    raise AssertionError(f"offset {offset} is not on the screen")


def style_at(view: ArticleView, offset: int) -> Style:
    x, y = place(view, offset)
    reached = 0
    for segment in view.render_line(y):
        reached += segment.cell_length
        if x < reached:
            assert segment.style is not None
            return segment.style
    raise AssertionError("the line is too short")
