"""What rests on what: the rule alone, and what is looked up of it in a log."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import UsageError
from index.library import Library
from index.model import Span
from index.store import events
from index.store.dependence import Step, first_resting, rests_on, step
from index.store.resting import resting
from tests.index.store.helpers import analysed, three

Opener = Callable[..., Library]
FIRST, SECOND, THIRD = (one.id for one in three())

NAMES = st.frozensets(st.sampled_from(["statement:a", "issue:b", "label:c"]), max_size=2)
SETS = st.frozensets(st.tuples(st.sampled_from("xyz"), st.sampled_from(["stance", "issue"])), max_size=2)
STEPS = st.builds(Step, st.integers(1, 9), st.sampled_from(["dana", "omar"]), SETS, NAMES, NAMES)


@given(STEPS, STEPS)
def test_nothing_rests_on_what_came_after_it(one: Step, other: Step) -> None:
    assert not (rests_on(one, other) and rests_on(other, one))
    assert not rests_on(one, one)


@given(STEPS, STEPS)
def test_only_ones_own_fields_and_what_was_made_hold_a_step(later: Step, earlier: Step) -> None:
    if rests_on(later, earlier):
        again = later.by == earlier.by and set(later.sets) & set(earlier.sets)
        assert again or set(later.uses) & set(earlier.makes)
        assert later.sequence > earlier.sequence


@given(STEPS, st.lists(STEPS, max_size=6), st.randoms(use_true_random=False))
def test_the_first_of_them_whatever_their_order(earlier: Step, later: list[Step], random: object) -> None:
    found = first_resting(earlier, later)
    random.shuffle(later)  # type: ignore[attr-defined]
    again = first_resting(earlier, later)
    assert (found and found.sequence) == (again and again.sequence)
    assert (found is None) == (not any(rests_on(one, earlier) for one in later))


def stays(library: Library, event: str) -> str:
    """Why a step cannot be taken back."""
    why = library.steps.get(event).why_not
    assert why is not None
    with pytest.raises(UsageError) as refused:
        library.annotations.undo(event)
    assert refused.value.sentence == why
    return why


def test_any_step_of_ones_own_can_be_taken_back(library: Library) -> None:
    analysed(library)
    first = library.annotations.label(FIRST, "favor")
    second = library.annotations.label(SECOND, "against")
    third = library.annotations.note(FIRST, "Look at it again.")
    undo, undone = library.annotations.undo(first.id[:8])
    assert undone.id == first.id and undo.subject == f"event:{first.id}"
    assert library.statements.get(FIRST).label is None
    assert library.statements.get(FIRST).note == "Look at it again."
    assert "is undone already" in stays(library, first.id)
    assert "turned another one: `sayso redo`" in stays(library, undo.id)
    library.annotations.undo(second.id)
    assert library.annotations.redo()[1].id == second.id, "redo begins with what was undone last"
    assert library.annotations.redo()[1].id == first.id
    assert library.annotations.undo()[1].id == third.id
    assert library.care.check() == []


def test_what_was_decided_again_stays(library: Library) -> None:
    analysed(library)
    first = library.annotations.label(FIRST, "favor")
    second = library.annotations.label_many([FIRST, SECOND], stance="against")
    why = stays(library, first.id)
    assert f"your later step rests on it: “labelled against: 2 statements in 1 article” ({second.at[:10]}, " in why
    assert f"`sayso undo {second.id}` takes that back first" in why
    library.annotations.undo(second.id)
    library.annotations.undo(first.id)
    assert library.statements.get(FIRST).labels == ()


def test_what_others_decided_of_the_same_holds_nothing(open_library: Opener) -> None:
    library, omar = open_library(), open_library("omar")
    analysed(library)
    first = library.annotations.label(FIRST, "favor")
    omar.annotations.label(FIRST, "against")
    assert "this step is dana's, and only dana can take it back" in stays(omar, first.id)
    library.annotations.undo(first.id)
    assert [label.by for label in library.statements.get(FIRST).labels] == ["omar"]


def test_a_statement_that_was_labelled_stays(open_library: Opener) -> None:
    library, omar = open_library(), open_library("omar")
    article = analysed(library)
    made = library.annotations.create_statement(
        article.id, article.version, actor="Ann Lee", content=[Span(0, 12)], stance="favor"
    )
    step_of = library.steps.page()[0].id
    library.annotations.note(SECOND, "Another one.")
    label = omar.annotations.label(made.id, "against")
    assert (
        f"omar's later step rests on it: “labelled against: Ann Lee, “Harbour plan”” ({label.at[:10]}, {label.id})"
        in (stays(library, step_of))
    )
    omar.annotations.undo()
    many = omar.annotations.label_many([FIRST, made.id], stance="none")
    assert f"{many.id})" in stays(library, step_of)
    omar.annotations.undo()
    library.annotations.undo(step_of)
    assert made.id not in {view.id for view in library.statements.of(article.key)}


def test_a_refused_last_step_does_not_block_the_others(open_library: Opener) -> None:
    library, omar = open_library(), open_library("omar")
    article = analysed(library)
    label = library.annotations.label(FIRST, "favor")
    made = library.annotations.create_statement(article.id, article.version, actor="Ann Lee", content=[Span(0, 12)])
    omar.annotations.label(made.id, "favor")
    with pytest.raises(UsageError, match="other steps can be taken back by their ids: `sayso history` lists them"):
        library.annotations.undo()
    library.annotations.undo(label.id)
    assert library.statements.get(FIRST).label is None


def test_bringing_back_an_article_stays_while_it_is_labelled(open_library: Opener) -> None:
    library, omar = open_library(), open_library("omar")
    article = analysed(library)
    library.articles.remove(article.id)
    omar.articles.add([library_draft()])
    restored = omar.steps.page()[0]
    assert restored.kind == "restore-article"
    label = library.annotations.label(FIRST, "favor")
    assert label.id in stays(omar, restored.id)
    library.annotations.undo()
    omar.annotations.undo(restored.id)
    assert library.articles.count() == 0


def library_draft() -> object:
    from tests.index.store.helpers import draft

    return draft()


def test_steps_are_named_as_one_may_type_them(library: Library) -> None:
    analysed(library)
    library.annotations.label(FIRST, "favor")
    for unknown in ("", "nosuchstep", "zz"):
        with pytest.raises(UsageError, match="there is no step"):
            library.annotations.undo(unknown)


@settings(deadline=None, max_examples=20)
@given(st.data())
def test_what_is_looked_up_is_what_the_rule_says_of_the_whole_log(data: st.DataObject) -> None:
    """All later steps, as the rule has them, give the same answer as the few that are read."""
    from pathlib import Path
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        both = {
            by: Library.open(Path(folder) / "library", by=by, create=True, cache=Path(folder) / "cache")
            for by in ("dana", "omar")
        }
        analysed(both["dana"])
        for _ in range(data.draw(st.integers(2, 9))):
            library = both[data.draw(st.sampled_from(["dana", "omar"]))]
            one = data.draw(st.sampled_from([FIRST, SECOND, THIRD]))
            try:
                match data.draw(
                    st.sampled_from(["label", "many", "issue", "make", "rename", "merge", "undo", "undo-any"])
                ):
                    case "label":
                        library.annotations.label(one, data.draw(st.sampled_from(["favor", "support", "mixed"])))
                    case "many":
                        library.annotations.label_many(
                            [FIRST, one], stance=data.draw(st.sampled_from(["favor", "none"]))
                        )
                    case "issue":
                        library.annotations.set_issue(one, data.draw(st.sampled_from(["plan", "scheme"])))
                    case "make":
                        library.annotations.create_issue("plan", "The plan should be dropped")
                    case "rename":
                        kind, old, new = data.draw(
                            st.sampled_from([("label", "favor", "support"), ("issue", "plan", "scheme")])
                        )
                        library.recoding.rename(kind, old, new)
                    case "merge":
                        library.recoding.merge("label", [data.draw(st.sampled_from(["support", "mixed"]))], "none")
                    case "undo":
                        library.annotations.undo()
                    case _:
                        steps = library.steps.page(by=library.by, state="done")
                        if steps:
                            library.annotations.undo(data.draw(st.sampled_from(steps)).id)
            except UsageError:
                pass
        ask = both["dana"]._core.database.read
        done = {sequence for (sequence,) in ask("SELECT event FROM effect WHERE state = 'done'", ())}
        log = [events.at(ask, sequence) for sequence in sorted(done)]
        held = dict(ask("SELECT subject || ' ' || field || ' ' || by, event FROM decision", ()))
        for event in log:
            found = resting(ask, event)
            later = [one for one in log if rests_on(step(one), step(event))]
            live = [one for one in later if one.by == event.by or one.sequence in held.values()]
            assert (found is not None) >= bool([one for one in later if one.by == event.by and
                                                set(step(one).sets) & set(step(event).sets)])  # fmt: skip
            if found is None:
                assert all(one.sequence not in held.values() for one in later), event
            else:
                assert found in {one.sequence for one in live}
        assert both["omar"].care.check() == []
        for library in both.values():
            library.close()


def test_the_same_field_set_by_another_holds_no_step(library: Library, open_library: Opener) -> None:
    """Each annotator's own value of a field stands beside the others'."""
    one = Step(1, "dana", {("statement:a", "stance")})
    assert rests_on(Step(2, "dana", {("statement:a", "stance")}), one)
    assert not rests_on(Step(2, "omar", {("statement:a", "stance")}), one)
    analysed(library)
    event = library.annotations.label(FIRST, "favor")
    open_library("omar").annotations.label(FIRST, "against")
    assert resting(library._core.database.read, event) is None
    library.annotations.undo(event.id)


def test_what_was_adjudicated_uses_its_label(library: Library, open_library: Opener) -> None:
    analysed(library)
    library.annotations.label(FIRST, "favor")
    renamed = library.recoding.rename("label", "favor", "pro")
    lead = open_library("lead")
    decided = lead.adjudication.decide(FIRST, "pro")
    assert "label:pro" in step(decided).uses and rests_on(step(decided), step(renamed))
    taken_back = lead.adjudication.reopen(FIRST)
    assert not any(one.startswith("label:") for one in step(taken_back).uses)
