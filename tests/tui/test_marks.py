from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from index.model import Entity, EntityType, Form, Passage, Span, Statement, Voice
from tui.marks import (
    ENTITY_KINDS,
    Layer,
    Mark,
    combine,
    entity_marks,
    evidence_marks,
    hit_marks,
    statement_marks,
)


@st.composite
def mark_lists(draw: st.DrawFn) -> list[Mark]:
    kinds = st.sampled_from("abc")
    pairs = draw(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 20), kinds), max_size=25))
    return [Mark(start, start + length, kind, place) for place, (start, length, kind) in enumerate(pairs)]


@settings(max_examples=100, deadline=None)
@given(mark_lists(), st.integers(0, 60), st.integers(0, 20))
def test_all_marks_that_overlap_a_stretch_are_found_in_order(marks: list[Mark], start: int, length: int) -> None:
    layer = Layer(marks)
    end = start + length
    expected = [mark for mark in layer if mark.start < end and start < mark.end]
    assert list(layer.overlapping(start, end)) == expected
    assert sorted(mark.ref for mark in layer) == sorted(mark.ref for mark in marks if mark.end > mark.start)


@settings(max_examples=100, deadline=None)
@given(mark_lists(), st.integers(-1, 62))
def test_neighbours_and_the_innermost_mark(marks: list[Mark], offset: int) -> None:
    layer = Layer(marks)
    assert layer.after(offset) == next((mark for mark in layer if mark.start > offset), None)
    assert layer.before(offset) == next((mark for mark in reversed(layer.marks) if mark.start < offset), None)
    here = [mark for mark in layer if mark.start <= offset < mark.end]
    found = layer.at(offset)
    assert (found is None) == (not here)
    assert found is None or found.end - found.start == min(mark.end - mark.start for mark in here)


@settings(max_examples=100, deadline=None)
@given(mark_lists())
def test_each_mark_is_found_at_its_place(marks: list[Mark]) -> None:
    layer = Layer(marks)
    for place, mark in enumerate(layer):
        assert layer.index(mark) == place
    assert layer.index(Mark(0, 1, "z")) is None


@settings(max_examples=100, deadline=None)
@given(st.lists(mark_lists(), max_size=3), st.integers(0, 40), st.integers(0, 30))
def test_pieces_cover_the_stretch_and_hold_what_holds_at_each_offset(
    groups: list[list[Mark]], start: int, length: int
) -> None:
    layers = [Layer(marks) for marks in groups]
    end = start + length
    pieces = combine(layers, start, end)
    assert [offset for piece in pieces for offset in range(piece.left, piece.right)] == list(range(start, end))
    for left, right, kinds in pieces:
        assert len(set(kinds)) == len(kinds)
        for offset in range(left, right):
            at = [mark.kind for layer in layers for mark in layer if mark.start <= offset < mark.end]
            assert set(kinds) == set(at)
            assert kinds[-1:] == tuple(at[-1:]), "the last mark of the last layer is painted last"


def test_a_mark_round_all_others_does_not_make_each_lookup_visit_all() -> None:
    layer = Layer([Mark(0, 100_000, "all"), *(Mark(at, at + 2, "small") for at in range(0, 100_000, 10))])
    entered = 0

    class Counting(list[int]):
        def __getitem__(self, index):  # type: ignore[no-untyped-def]
            nonlocal entered
            entered += 1
            return super().__getitem__(index)

    layer._tree = Counting(layer._tree)
    assert [mark.kind for mark in layer.overlapping(90_000, 90_002)] == ["all", "small"]
    assert entered < 200


def test_inner_marks_of_a_layer_are_painted_over_outer_ones() -> None:
    layer = Layer([Mark(4, 6, "inner"), Mark(0, 10, "outer")])
    assert [tuple(piece) for piece in combine([layer], 0, 10)] == [
        (0, 4, ("outer",)),
        (4, 6, ("outer", "inner")),
        (6, 10, ("outer",)),
    ]


def test_every_type_of_entity_is_drawn_in_a_way_of_its_own_or_shared() -> None:
    assert set(ENTITY_KINDS) == set(EntityType)
    entity = Entity(Span(3, 9), "Walla", EntityType.MEDIA, "Walla")
    assert entity_marks([entity]) == [Mark(3, 9, "media")]
    assert entity_marks([entity])[0].ref is entity


def test_evidence_keeps_all_spans_of_a_statement() -> None:
    text = '"We will," she said, "not yield."'
    statement = Statement(
        "id", "version", "she", None,
        source=Passage.of(text, [Span(11, 14)]),
        cue=Passage.of(text, [Span(15, 19)]),
        content=Passage.of(text, [Span(0, 10), Span(21, 33)]),
        form=Form.DIRECT, voice=Voice.SELF,
    )  # fmt: skip
    assert sorted(evidence_marks(statement)) == [
        Mark(0, 10, "content"),
        Mark(11, 14, "source"),
        Mark(15, 19, "cue"),
        Mark(21, 33, "content"),
    ]
    assert {mark.ref for mark in statement_marks([statement])} == {"id"}
    assert len(statement_marks([statement])) == 4
    assert hit_marks([Span(1, 3)]) == [Mark(1, 3, "hit")]
