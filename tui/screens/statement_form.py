"""Making a statement of a marked span: actor, cue, issue and stance."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events, on
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input, Static

from index.config import Codebook, CodebookLabel
from index.model import Article, Entity, Form, Issue, Span, Statement, StatementView
from tui.guess import find_near, form_of, guess, source_of
from tui.keymap import key_of
from tui.lines import shorten
from tui.screens.modal import Modal

if TYPE_CHECKING:
    from index.library import Library


LOW = 18
"""On a screen with fewer lines than this, a complaint takes the place of the quotation."""


@dataclass(frozen=True)
class NewStatement:
    """What a person made of a span."""

    actor: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: Span
    form: Form
    issue: str | None
    stance: str | None

    def save(self, library: Library, article: Article) -> StatementView:
        """Bring it into the library; raises what `create_statement` does."""
        return library.annotations.create_statement(
            article.id,
            article.version,
            actor=self.actor,
            source=self.source,
            cue=self.cue,
            content=(self.content,),
            form=self.form,
            issue=self.issue,
            stance=self.stance,
        )


class StatementForm(Modal[NewStatement | None]):
    """The form. Tab goes from field to field, Enter saves, Escape leaves and keeps what was typed."""

    heading = "A new statement"
    keys = (("Tab", "next field"), ("→", "complete"), ("Enter", "save"), ("Esc", "back, kept as a draft"))

    def __init__(
        self,
        *,
        article: Article,
        content: Span,
        entities: Sequence[Entity],
        statements: Sequence[Statement],
        names: Sequence[str],
        issues: Sequence[Issue],
        codebook: Codebook,
        draft: MutableMapping[str, str],
    ) -> None:
        """`statements` are those found in the article; `names` and `issues` are offered as one types.

        What is typed goes into `draft` at once.
        """
        super().__init__()
        self._article, self._content, self._entities = article, content, entities
        self._issues, self._codebook, self._draft = issues, codebook, draft
        first = guess(article.text, content, entities, statements)
        near = dict.fromkeys(entity.name for entity in entities)
        self._names = list(dict.fromkeys([*near, *names]))
        self._values = {
            "actor": draft.get("actor", first.actor),
            "cue": draft.get("cue", first.cue),
            "issue": draft.get("issue", ""),
            "stance": draft.get("stance", ""),
        }

    def body(self) -> Sequence[Widget]:
        propositions = [issue.proposition for issue in self._issues]
        self._fields = {
            "actor": self._field("actor", "who says it", SuggestFromList(self._names, case_sensitive=False)),
            "cue": self._field("cue", "the word that says so, as it stands in the text", None),
            "issue": self._field(
                "issue", "what it is about, may stay empty", SuggestFromList(propositions, case_sensitive=False)
            ),
        }
        self._stances = Stances(self._codebook, self._values["stance"])
        self._trouble = Static("", classes="trouble", markup=False)
        words = shorten(" ".join(self._article.text[self._content.start : self._content.end].split()), 400)
        rows = [Horizontal(Static(name, classes="name", markup=False), field, classes="row") for name, field in
                self._fields.items()]  # fmt: skip
        stance = Horizontal(Static("stance", classes="name", markup=False), self._stances, classes="row")
        return (Static(Content(words), id="quote"), *rows, stance, self._trouble)

    def _field(self, name: str, placeholder: str, suggester: SuggestFromList | None) -> Input:
        field = Input(
            self._values[name],
            placeholder=placeholder,
            classes="field",
            id=name,
            suggester=suggester,
            select_on_focus=False,
        )
        field.cursor_blink = False
        return field

    def on_mount(self) -> None:
        self._fields["actor"].focus()

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        if event.input.id and event.value != self._values.get(event.input.id, ""):
            self._draft[event.input.id] = event.value
        self._say("")

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.save()

    def on_key(self, event: events.Key) -> None:
        key = key_of(event.key, event.character)
        if key == "escape":
            if self._stances.stance:
                self._draft["stance"] = self._stances.stance
            self.dismiss(None)
        elif key in ("down", "up"):
            (self.focus_next if key == "down" else self.focus_previous)()
        elif key == "enter":
            self.save()
        else:
            return
        event.stop()
        event.prevent_default()

    def save(self) -> None:
        """Give what was typed, where it makes a statement; else say what is missing."""
        text, content = self._article.text, self._content
        actor = self._fields["actor"].value.strip()
        cue = self._fields["cue"].value.strip()
        issue = self._issue(self._fields["issue"].value)
        found = find_near(text, cue, content)
        if not actor:
            self._complain("actor", "Who says it? A statement needs its actor.")
        elif cue and found is None:
            self._complain("cue", "These words do not stand in the article outside the mark. The cue may stay empty.")
        elif issue is None and self._fields["issue"].value.strip():
            self._complain("issue", "There is no such issue yet: save without it, then i creates one.")
        else:
            source = source_of(actor, self._entities, content) or find_near(text, actor, content)
            sources = (source,) if source is not None and not source.overlaps(content) else ()
            form = form_of(text[content.start : content.end])
            cues = (found,) if found is not None else ()
            self.dismiss(NewStatement(actor, sources, cues, content, form, issue, self._stances.stance or None))

    def _issue(self, typed: str) -> str | None:
        wanted = typed.strip().casefold()
        return next((i.id for i in self._issues if wanted in (i.id.casefold(), i.proposition.casefold())), None)

    def _complain(self, field: str, sentence: str) -> None:
        self._say(sentence)
        self._fields[field].focus()

    def _say(self, sentence: str) -> None:
        """Show what is wrong, on a low screen in place of the quotation: all of it has to be read."""
        self._trouble.update(Content(sentence))
        self.set_class(bool(sentence) and self.size.height < LOW, "-troubled")


class Stances(Widget, can_focus=True):
    """The codebook's labels; their own keys choose one, left and right go through them, a click takes one."""

    DEFAULT_CSS = """
    Stances { width: 1fr; height: auto; }
    """

    stance: reactive[str] = reactive("", layout=True)
    """The id of the chosen label, "" where none is chosen."""

    def __init__(self, codebook: Codebook, stance: str) -> None:
        super().__init__(id="stance")
        self._labels = codebook.labels
        self.set_reactive(Stances.stance, stance)

    def _rows(self, width: int) -> list[list[CodebookLabel]]:
        """The labels in lines."""
        rows: list[list[CodebookLabel]] = [[]]
        for label in self._labels:
            if rows[-1] and sum(len(_words(one)) + 2 for one in (*rows[-1], label)) - 2 > width:
                rows.append([])
            rows[-1].append(label)
        return rows

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._rows(width))

    def render(self) -> Content:
        lines = []
        for row in self._rows(self.size.width):
            pieces: list[tuple[str, str]] = []
            for label in row:
                style = f"$sayso-{label.colour}" + (" bold reverse" if label.id == self.stance else "")
                pieces += [(f"{label.key} ", "$sayso-dim"), (f"{label.glyph} {label.id}", style), ("  ", "")]
            lines.append(Content.assemble(*pieces))
        return Content("\n").join(lines)

    def on_key(self, event: events.Key) -> None:
        ids = ["", *(label.id for label in self._labels)]
        place = ids.index(self.stance) if self.stance in ids else 0
        key = key_of(event.key, event.character)
        chosen = next((label.id for label in self._labels if label.key == key), None)
        if chosen is not None:
            self.stance = "" if chosen == self.stance else chosen
        elif key in ("right", "left"):
            self.stance = ids[(place + (1 if key == "right" else -1)) % len(ids)]
        else:
            return
        event.stop()

    def on_click(self, event: events.Click) -> None:
        place = event.get_content_offset_capture(self)
        rows = self._rows(self.size.width)
        at = 0
        for label in rows[place.y] if place.y < len(rows) else ():
            at += len(_words(label)) + 2
            if place.x < at:
                self.stance = "" if label.id == self.stance else label.id
                self.focus()
                return


def _words(label: CodebookLabel) -> str:
    return f"{label.key} {label.glyph} {label.id}"
