"""Any steps of two annotators, recodings and the undo of any step among them: what is undone leaves no trace."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from index.errors import UsageError
from tests.index.store.helpers import analysed, three
from tests.index.store.histories import ANNOTATORS, TwoAtOneLibrary, that_end_well

IDS = [one.id for one in three()]
STATEMENTS = st.sampled_from(IDS)
WHO = st.sampled_from(ANNOTATORS)
LABELS = st.sampled_from(["favor", "against", "none", "support", "opposed", "demand"])
ISSUES = st.sampled_from(["issue-a", "issue-b", "issue-c"])
ACTORS = st.sampled_from(["minister", "ann-lee", "the-port-authority", "bo-lee"])


class AnyStep(TwoAtOneLibrary):
    """Each step, taken back at once and done again."""

    @initialize()
    def begin(self) -> None:
        analysed(self.libraries["dana"])

    def state(self) -> object:
        """All that a person sees, by one library and by a search of the other."""
        library, other = self.libraries["dana"], self.libraries["eve"]
        rows = list(library.articles.rows())
        facets = other.search.run("", facets=True).facets
        return (
            [(row.id, row.statements, row.labelled) for row in rows],
            [
                (view.id, view.statement.actor, view.statement.actor_id, view.issue, view.note, view.conflict,
                 view.recheck, sorted((label.by, label.stance, label.recheck) for label in view.labels))
                for row in rows
                for view in library.statements.of(row.key)
            ],
            {one.id: (one.proposition, one.words) for one in library.annotations.issues()},
            {one.id: (one.name, set(one.aliases)) for one in library.annotations.actors()},
            [(one.id, one.key, one.glyph, one.colour, one.stance) for one in library.config.codebook.labels],
            [(facet.name, [(value.value, value.count) for value in facet.values]) for facet in facets
             if facet.name in ("actor", "issue", "stance")],
            set(other.statements.ids_matching("is:recheck")),
            set(other.statements.ids_matching("is:conflict")),
        )  # fmt: skip

    def do(self, by: str, part: str, name: str, *arguments: object, **named: object) -> None:
        """Do something, and where that can be, see that taking it back leaves all as it was, and redo as it is."""
        before = self.state()
        library = self.libraries[by]
        try:
            getattr(getattr(library, part), name)(*arguments, **named)
        except UsageError:
            assert self.state() == before
            return
        after = self.state()
        undone = library.annotations.undo()[1]
        assert self.state() == before
        assert library.annotations.redo()[1].id == undone.id
        assert self.state() == after

    @rule(by=WHO, statement=STATEMENTS, stance=LABELS)
    def label(self, by: str, statement: str, stance: str) -> None:
        self.do(by, "annotations", "label", statement, stance)

    @rule(by=WHO, stance=LABELS)
    def label_all(self, by: str, stance: str) -> None:
        self.do(by, "annotations", "label_many", IDS, stance=stance)

    @rule(by=WHO)
    def confirm_all(self, by: str) -> None:
        self.do(by, "annotations", "confirm", IDS)

    @rule(by=WHO, statement=STATEMENTS, issue=ISSUES)
    def put(self, by: str, statement: str, issue: str) -> None:
        self.do(by, "annotations", "set_issue", statement, issue)

    @rule(by=WHO, issue=st.sampled_from(["issue-a", "issue-b"]))
    def create_issue(self, by: str, issue: str) -> None:
        self.do(by, "annotations", "create_issue", issue, f"The {issue} should be settled")

    @rule(by=WHO, actor=ACTORS)
    def alias(self, by: str, actor: str) -> None:
        self.do(by, "annotations", "create_alias", actor, "The Dredger")

    @rule(by=WHO, old=LABELS, new=LABELS)
    def rename_label(self, by: str, old: str, new: str) -> None:
        self.do(by, "recoding", "rename", "label", old, new)

    @rule(by=WHO, old=LABELS, new=LABELS)
    def merge_labels(self, by: str, old: str, new: str) -> None:
        self.do(by, "recoding", "merge", "label", [old], new)

    @rule(by=WHO, old=LABELS, new=LABELS)
    def split_label(self, by: str, old: str, new: str) -> None:
        self.do(by, "recoding", "split", "label", old, new, IDS[:2])

    @rule(by=WHO, old=ISSUES, new=ISSUES, said=st.sampled_from([None, "It should be settled"]))
    def rename_issue(self, by: str, old: str, new: str, said: str | None) -> None:
        self.do(by, "recoding", "rename", "issue", old, new, proposition=said)

    @rule(by=WHO, old=ISSUES, new=ISSUES)
    def merge_issues(self, by: str, old: str, new: str) -> None:
        self.do(by, "recoding", "merge", "issue", [old], new)

    @rule(by=WHO, old=ISSUES, new=ISSUES)
    def split_issue(self, by: str, old: str, new: str) -> None:
        self.do(by, "recoding", "split", "issue", old, new, IDS[:2])

    @rule(by=WHO, old=ACTORS, new=st.sampled_from(["Bo Lee", "Ann Falk", "The minister"]))
    def rename_actor(self, by: str, old: str, new: str) -> None:
        self.do(by, "recoding", "rename", "actor", old, new)

    @rule(by=WHO, old=ACTORS, new=ACTORS)
    def merge_actors(self, by: str, old: str, new: str) -> None:
        self.do(by, "recoding", "merge", "actor", [old], new)

    @rule(by=WHO, old=ACTORS)
    def split_actor(self, by: str, old: str) -> None:
        self.do(by, "recoding", "split", "actor", old, "Bo Lee", IDS[1:])

    @rule(by=WHO)
    def restart(self, by: str) -> None:
        before = self.state()
        self.libraries[by].close()
        self.libraries[by] = self.open(by)
        assert self.state() == before

    @rule(by=WHO, place=st.integers(0, 5))
    def undo_any(self, by: str, place: int) -> None:
        """Whatever may be taken back can be, and comes back; what may not says why."""
        library = self.libraries[by]
        steps = library.steps.page(by=by, state="done")
        if not steps:
            return
        step = steps[min(place, len(steps) - 1)]
        before = self.state()
        if step.why_not is not None:
            try:
                library.annotations.undo(step.id)
            except UsageError as refused:
                assert refused.sentence == step.why_not
            else:
                raise AssertionError("it was said that it could not be")
            assert self.state() == before
            return
        library.annotations.undo(step.id)
        assert library.steps.get(step.id).state == "undone"
        library.annotations.redo()
        assert self.state() == before
        library.annotations.undo(step.id)

    @invariant()
    def no_label_is_shown_that_the_codebook_lacks(self) -> None:
        library = self.libraries["dana"]
        known = {one.id for one in library.config.codebook.labels}
        issues = {one.id for one in library.annotations.issues()}
        for row in library.articles.rows():
            for view in library.statements.of(row.key):
                assert {label.stance for label in view.labels} <= known
                assert view.issue is None or view.issue in issues

    def at_the_end(self) -> None:
        assert self.libraries["dana"].care.check() == []
        for by in ANNOTATORS:
            # As long as a step of one's own may be taken back, it can be: at the end those are left that the
            # other one's rest on.
            library = self.libraries[by]
            while able := [one for one in library.steps.page(by=by, state="done", limit=0) if one.may_be_undone]:
                library.annotations.undo(able[-1].id)
        assert self.libraries["eve"].care.check() == []


def test_any_step_is_taken_back_without_a_trace() -> None:
    assert that_end_well(AnyStep, histories=20, steps=14) >= 20
