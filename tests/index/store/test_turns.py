"""Where renamed, merged and split ids lead: the mapping alone, without a library."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from index.store.recoding import Recoding, Turn, of_rows, turns_in_force

IDS = st.sampled_from("abcdef")
TURNS = st.lists(st.tuples(IDS, IDS, st.booleans()).filter(lambda one: one[0] != one[1]), max_size=12)


def recoding(turns: list[tuple[str, str, bool]]) -> Recoding:
    rows = [
        (f"label:{id}", "renamed_to" if renamed else "merged_into", f'"{into}"', number)
        for number, (id, into, renamed) in enumerate(turns)
    ]
    return of_rows(rows)


@given(TURNS)
def test_it_leads_somewhere_and_never_round(turns: list[tuple[str, str, bool]]) -> None:
    found = recoding(turns)
    for id in "abcdef":
        now = found.of("label", id)
        assert found.of("label", now) == now
        assert now not in found.turns["label"]
        assert (id in found.former("label", now)) == (id != now)


@given(TURNS)
def test_where_it_leads_is_where_each_turn_leads(turns: list[tuple[str, str, bool]]) -> None:
    found = recoding(turns)
    for id, turn in found.turns["label"].items():
        assert found.of("label", id) == found.of("label", turn.into)
        if turn.renamed:
            assert found.renamed("label", id) == found.renamed("label", turn.into)
        else:
            assert found.renamed("label", id) is None


def sound(turns: list[tuple[str, str, bool]]) -> list[Turn]:
    """Those that one library would have made: of what there is, to what is free or there."""
    made: list[Turn] = []
    for id, into, renamed in turns:
        held = turns_in_force(made)
        if id not in held and into not in held and not (renamed and any(one.into == into for one in made)):
            made.append(Turn(id, into, renamed, len(made)))
    return made


@given(TURNS, st.randoms(use_true_random=False))
def test_turns_can_be_taken_away_in_any_order(turns: list[tuple[str, str, bool]], random: object) -> None:
    left = sound(turns)
    while left:
        held = turns_in_force(left)
        assert set(held) == {one.id for one in left}, "none of one's own turns is ever left out"
        left.pop(random.randrange(len(left)))  # type: ignore[attr-defined]
    assert turns_in_force(left) == {}


def test_of_turns_that_lead_round_the_later_one_does_not_hold() -> None:
    turns = [Turn("a", "b", False, 1), Turn("b", "c", False, 2), Turn("c", "a", False, 3)]
    assert set(turns_in_force(turns)) == {"a", "b"}
    for order in itertools.permutations(turns):
        assert len(turns_in_force(order)) == 2


def test_an_id_that_is_anothers_is_not_given_twice() -> None:
    to_one = [Turn("a", "x", True, 1), Turn("b", "x", True, 2)]
    assert set(turns_in_force(to_one)) == {"a"}
    former = [Turn("b", "c", True, 1), Turn("d", "b", True, 2)]
    assert set(turns_in_force(former)) == {"b"}, "what was called so is another one, whatever it is called by now"
    assert turns_in_force([Turn("a", "b", True, 1)], {"a", "b"}) == {}
    assert set(turns_in_force([Turn("a", "b", True, 1)], {"b"})) == {"a"}, "written anew with the name that was given"
    assert set(turns_in_force([Turn("a", "b", False, 1)], {"a", "b"})) == {"a"}, (
        "what is merged goes into what is there"
    )
    assert [
        one.id
        for one in of_rows([("label:b", "renamed_to", '"x"', 2), ("label:c", "renamed_to", '"x"', 3)]).taken["label"]
    ] == ["c"]
