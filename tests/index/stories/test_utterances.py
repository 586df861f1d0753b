"""Which statements are one utterance."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.engine import Stopped
from index.stories.utterances import Said, count, utterances

LONG = "we will keep the harbour open for as long as the tide allows"


def _one(*statements: Said) -> bool:
    forwards = count(statements, days=7, words=8)
    assert forwards == count(reversed(statements), days=7, words=8)
    return forwards == 1


def said(content: str, story: int = 1, id_: str = "b", **fields: object) -> Said:
    return Said(id_, **{"actor": "lind", "content": content, "story": story, "date": "2026-09-12", **fields})  # type: ignore[arg-type]


def test_the_same_content_in_one_story_is_one_utterance() -> None:
    first = said("The harbour must stay open.", id_="a")
    assert _one(first, said("the HARBOUR must stay open"))
    assert not _one(first, said("the harbour must stay open", story=2))
    assert not _one(first, said("the harbour must stay open", actor="okoro"))
    assert _one(said("no", id_="a"), said("No!")) and not _one(said("no", id_="a"), said("yes"))


def test_nearly_the_same_content_in_one_story_is_one_but_not_its_denial() -> None:
    first = said("the harbour must stay open to ferries until the dredging has been paid for", id_="a")
    assert _one(first, said("the harbour should stay open to ferries until the dredging has been paid for"))
    assert _one(first, said("the harbour must stay open to ferries"))
    assert not _one(first, said("the harbour must not stay open to ferries until the dredging has been paid for"))
    assert not _one(first, said("the quarry must be closed and its tunnel filled before winter comes"))


def test_the_same_quotation_in_other_words_of_the_reporter_is_one() -> None:
    assert _one(
        said("that the board would “keep the harbour open for ferries”", id_="a"),
        said("she meant to “keep the harbour open for ferries” come what may"),
    )


def test_a_long_quotation_is_one_anywhere_within_some_days() -> None:
    first = said(LONG, id_="a", quoted=True)
    assert _one(first, said(LONG, story=2, quoted=True, date="2026-09-19"))
    assert _one(first, said(f"She said “{LONG}” twice", story=2))
    assert not _one(first, said(LONG, story=2, quoted=True, date="2026-09-20"))
    assert not _one(first, said(LONG, story=2, quoted=True, date=None))
    assert not _one(first, said(LONG, story=2))
    assert not _one(said("we will see", id_="a", quoted=True), said("we will see", story=2, quoted=True))
    assert not _one(said(LONG, id_="a", quoted=True, actor=None), said(LONG, story=2, quoted=True, actor=None))


SAID = st.builds(
    Said,
    st.uuids().map(str),
    st.sampled_from(["lind", "okoro", None]),
    st.sampled_from(
        [LONG, LONG + " she said", f"he said “{LONG}”", "the vote is off", "no", "", "the vote is not off"]
    ),
    st.integers(1, 3),
    st.sampled_from(["2026-09-12", "2026-09-17", "2026-09-25", None]),
    st.booleans(),
)


@given(st.lists(SAID, max_size=12).flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))))
def test_utterances_do_not_depend_on_the_order(both: tuple[list[Said], list[Said]]) -> None:
    def groups(given: list[Said]) -> set[frozenset[str]]:
        numbers = utterances(given, days=7, words=8)
        assert set(numbers.values()) == set(range(len(set(numbers.values()))))
        return {frozenset(id_ for id_, n in numbers.items() if n == number) for number in numbers.values()}

    assert groups(both[0]) == groups(both[1])
    actors = {one.id: one.actor for one in both[0]}
    assert all(len({actors[id_] for id_ in group}) == 1 for group in groups(both[0]))


WORDS = "harbour must stay open ferries until dredging paid for winter board not vote tide".split()
CONTENT = st.lists(st.sampled_from(WORDS), min_size=4, max_size=12)


@given(st.lists(CONTENT, min_size=2, max_size=8))
def test_nearly_the_same_is_found_among_many_as_between_two(contents: list[list[str]]) -> None:
    """Statements of one actor in one story: all together are joined as they are two by two."""
    statements = [said(" ".join(words), id_=str(at)) for at, words in enumerate(contents)]
    groups = {one.id: {one.id} for one in statements}
    for one in statements:
        for other in statements:
            if groups[one.id] is not groups[other.id] and count([one, other], days=7, words=50) == 1:
                merged = groups[one.id] | groups[other.id]
                groups |= dict.fromkeys(merged, merged)
    assert count(statements, days=7, words=50) == len({id(group) for group in groups.values()})


def test_counting_ends_when_nobody_waits_any_more() -> None:
    def look() -> None:
        raise Stopped

    with pytest.raises(Stopped):
        utterances([Said("a", "Ann Lee", "the quay is shut", 1)], days=7, words=8, look=look)
