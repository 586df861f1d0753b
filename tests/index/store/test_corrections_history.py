"""Any corrections among any other operations: each can be undone, and all that is kept fits the log."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import rule

from index.errors import UsageError
from index.library_parts.entity_corrections import Back, Mentions, Remove, Retype, Split, Wanted
from index.model import EntityType, Span
from tests.index.store.helpers import TEXT, passage, three
from tests.index.store.histories import that_end_well
from tests.index.store.test_history import STATEMENTS, WHO, History

LEE = passage(TEXT, "Ann Lee").spans[0]
AUTHORITY = passage(TEXT, "Port Authority").spans[0]
SPANS = st.sampled_from(["The minister", "said", "the plan", "Ann Lee welcomed", "any delay"]).map(
    lambda words: passage(TEXT, words).spans
)
CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "actor": st.sampled_from([None, "Ann Lee", "Dredging Board"]),
        "source": SPANS,
        "cue": st.just(()) | SPANS,
        "content": SPANS,
        "form": st.sampled_from(["direct", "act"]),
        "via": st.sampled_from([[], ["The Post"]]),
    },
)


class Corrections(History):
    """With corrections of statements and of what the article names."""

    def state(self) -> object:
        library = self.libraries["dana"]
        return (
            super().state(),
            [
                (view.statement, view.found, view.edited, [(one.by, one.text) for one in view.questions],
                 [(one.by, one.certainty) for one in view.labels])
                for view in library.statements.several([one.id for one in three()]).values()
            ],
            [library.statements.entities(row.key) for row in library.articles.rows()],
            sorted(library.search.keys(library.search.parse("type:gpe OR entity:authority"))),
        )  # fmt: skip

    def correct(self, by: str, which: Mentions, wanted: Wanted) -> None:
        before = self.state()
        try:
            self.libraries[by].entities.correct(which, wanted)
        except UsageError:
            assert self.state() == before
        else:
            self.states[by].append(before)

    @rule(by=WHO, statement=STATEMENTS, changes=CHANGES)
    def edit(self, by: str, statement: str, changes: dict[str, object]) -> None:
        self.do(by, "edit", statement, **changes)

    @rule(by=WHO, statement=STATEMENTS, part=st.sampled_from(["actor", "content", "form"]))
    def edit_back(self, by: str, statement: str, part: str) -> None:
        self.do(by, "edit", statement, back=[part])

    @rule(by=WHO, statements=st.lists(STATEMENTS, max_size=3), voice=st.sampled_from(["other", "self"]))
    def edit_many(self, by: str, statements: list[str], voice: str) -> None:
        self.do(by, "edit_many", statements, actor="Dredging Board", voice=voice)

    @rule(by=WHO, statement=STATEMENTS, level=st.sampled_from([None, "high", "low"]))
    def certainty(self, by: str, statement: str, level: str | None) -> None:
        self.do(by, "certainty", statement, level)

    @rule(by=WHO, statement=STATEMENTS, text=st.sampled_from(["", "who?"]))
    def question(self, by: str, statement: str, text: str) -> None:
        self.do(by, "question", statement, text)

    @rule(
        by=WHO,
        name=st.sampled_from(["Ann Lee", "Annie", "Port Authority"]),
        wanted=st.sampled_from([Retype(EntityType.GPE), Retype(EntityType.ORG), Split("Annie"), Remove(), Back()]),
    )
    def correct_a_name(self, by: str, name: str, wanted: Wanted) -> None:
        self.correct(by, Mentions(name), wanted)

    @rule(by=WHO, span=st.sampled_from([LEE, AUTHORITY]), wanted=st.sampled_from([Remove(), Back(), Split()]))
    def correct_a_mention(self, by: str, span: Span, wanted: Wanted) -> None:
        self.correct(by, Mentions(article=self.article.key, span=span), wanted)

    @rule(by=WHO, span=st.sampled_from([LEE, AUTHORITY]))
    def add_a_mention(self, by: str, span: Span) -> None:
        before = self.state()
        try:
            self.libraries[by].entities.add(self.article.key, span, EntityType.GPE)
        except UsageError:
            assert self.state() == before
        else:
            self.states[by].append(before)


def test_any_history_with_corrections_can_be_undone_and_always_fits_its_log() -> None:
    assert that_end_well(Corrections, histories=25, steps=25) >= 25
