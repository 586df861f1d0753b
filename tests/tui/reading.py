"""A small article with all that can lie over it, and an app that shows nothing else."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widget import Widget

from index.model import (
    Article,
    Entity,
    EntityType,
    Form,
    Passage,
    Span,
    Statement,
    Voice,
    version_of,
)
from tui.themes import THEMES

TITLE = "Harbour board 'defers' vote on dredging: [b]report[/b]"
TEXT = f"""outlet: Port Courier
{TITLE}

{TITLE}
3 min read
The harbour board put off its vote on Tuesday, a spokesperson said. [Photo: archive]



Mayor Ilse Brandt, who opposes the plan, said the estuary “cannot take another metre”. Her council will meet on Friday to decide whether it goes to court.

According to the Port Courier, the ministry called on the company Tidewater to publish its figures: “We want the figures, and we want them before the vote,” the minister told Radio Nord.

漢字を含む段落は、別の幅で折り返される。Ça coûte 5 €, dit le maire.
"""  # noqa: E501


def span(words: str, after: str = "") -> Span:
    """Where `words` stand in the text, behind the place where `after` stands."""
    start = TEXT.index(words, TEXT.index(after) if after else 0)
    return Span(start, start + len(words))


def passage(*words: str, after: str = "") -> Passage:
    """Words of the article as a passage."""
    return Passage.of(TEXT, [span(piece, after) for piece in words])


def article(**changes: object) -> Article:
    """The article; fields can be changed."""
    repeated = TEXT.index(TITLE, TEXT.index(TITLE) + 1)
    fields: dict[str, object] = {
        "key": 1,
        "id": "0123456789abcdef",
        "version": version_of(TEXT),
        "title": TITLE,
        "text": TEXT,
        "date": "2022-09-12",
        "outlet": "Port Courier",
        "masked": (
            span("outlet: Port Courier"),
            Span(repeated, repeated + len(TITLE)),
            span("3 min read"),
            span("[Photo: archive]"),
        ),
        "title_span": span(TITLE),
    }
    return Article(**(fields | changes))  # type: ignore[arg-type]


ENTITIES = [
    Entity(span(words, after), words, kind, words)
    for words, after, kind in [
        ("Harbour", "", EntityType.FAC),
        ("Ilse Brandt", "", EntityType.PERSON),
        ("Port Courier", "According", EntityType.MEDIA),
        ("Tidewater", "", EntityType.ORG),
        ("Radio Nord", "", EntityType.MEDIA),
    ]
]

STATEMENTS = [
    Statement(
        "brandt",
        version_of(TEXT),
        "Ilse Brandt",
        "ilse-brandt",
        source=passage("Mayor Ilse Brandt"),
        cue=passage("said", after="Mayor"),
        content=passage("the estuary “cannot take another metre”"),
        form=Form.MIXED,
        voice=Voice.SELF,
    ),
    Statement(
        "minister",
        version_of(TEXT),
        "the minister",
        None,
        source=passage("the minister"),
        cue=passage("told"),
        content=passage("“We want the figures, and we want them before the vote,”"),
        form=Form.DIRECT,
        voice=Voice.SELF,
        via=("Radio Nord",),
    ),
    Statement(
        "ministry",
        version_of(TEXT),
        "the ministry",
        "ministry",
        source=passage("the ministry"),
        cue=passage("called on"),
        content=passage("the company Tidewater to publish its figures"),
        form=Form.INDIRECT,
        voice=Voice.ORGANISATION,
        via=("Port Courier",),
    ),
]

HITS = [span("vote", "put off"), span("vote", "before the")]


class ReadingApp(App[None]):
    """Shows one widget, and keeps the messages that it posts."""

    CSS = "Screen { layout: horizontal; }"

    def __init__(self, widget: Widget, theme: str = "sayso-dark") -> None:
        super().__init__()
        for one in THEMES:
            self.register_theme(one)
        self.theme = theme
        self.widget = widget
        self.heard: list[object] = []

    def compose(self) -> ComposeResult:
        yield self.widget

    def on_mount(self) -> None:
        self.widget.focus()
