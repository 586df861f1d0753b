"""Where words stand in a corrected text: the same words, or nowhere; never others."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.anchoring.placing import Method, Placed, follow, place
from index.anchoring.sense import is_turned
from index.model import Span

OLD = (
    "Harbour plan divides the town\n\n"
    "The minister said the plan should be dropped before the spring. Ann Lee welcomed the dredging of the harbour.\n\n"
    "The Port Authority denied any delay. The vote is in May."
)
PARTS = ("The minister", "said", "the plan should be dropped before the spring")


def spans(text: str, words: str, number: int = 0) -> list[Span]:
    at = -1
    for _ in range(number + 1):
        at = text.index(words, at + 1)
    return [Span(at, at + len(words))]


def placed(new: str, old: str = OLD, parts: Sequence[str] = PARTS) -> Placed | None:
    return place(old, new, [spans(old, one) if one else [] for one in parts])


def words(new: str, found: Placed | None) -> list[str] | None:
    if found is None:
        return None
    return [" ".join(new[span.start : span.end] for span in some) for some in found.passages]


@pytest.mark.parametrize(
    "new",
    [
        OLD,
        f"Corrected on Friday.\n\n{OLD}",
        OLD.replace(" Ann Lee welcomed the dredging of the harbour.", ""),
        OLD.replace("The vote is in May.", "The vote is in June. The minister will be there."),
        "\n\n".join(OLD.split("\n\n")[::-1]),
        OLD.replace(" ", "\n"),
        OLD.replace("The minister said", "The minister, who came to the town on Monday, said"),
    ],
    ids=["same", "before", "behind", "more", "other order", "other lines", "in between"],
)
def test_the_same_words_are_found_wherever_they_stand(new: str) -> None:
    found = placed(new)
    assert found is not None and (found.method, found.score) == (Method.EXACT, 1.0)
    assert [part.replace("\n", " ") for part in words(new, found) or ()] == list(PARTS)


def test_words_that_changed_a_little_follow_and_say_how_much() -> None:
    new = OLD.replace("should be dropped", "should now be dropped")
    found = placed(new)
    assert found is not None and found.method is Method.FUZZY and 0.9 <= found.score < 1
    assert words(new, found) == ["The minister", "said", "the plan should now be dropped before the spring"]
    assert place(OLD, new, [spans(OLD, one) for one in PARTS], similarity=0.97) is None


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("The minister said the plan should be dropped before the spring. ", ""),
        ("should be dropped", "should not be dropped"),
        ("The minister said", "The minister never said"),
        ("The minister", "Omar Reyes"),
        ("said the plan", "insisted the plan"),
        ("the plan should be dropped before the spring", "the plan was a good one"),
        ("said the plan", "said little. The mayor said the plan"),
    ],
    ids=["gone", "not", "never", "another source", "another cue", "other words", "another sentence"],
)
def test_what_says_something_else_now_has_no_place(was: str, now: str) -> None:
    assert was in OLD
    assert placed(OLD.replace(was, now)) is None


def test_the_same_words_twice_are_told_apart_by_what_is_round_them() -> None:
    old = "Omar began. “We need it,” he said. Then it rained. Eva left. “We need it,” he said. The end came."
    parts, second = ([[], spans(old, "said", one), spans(old, "We need it", one)] for one in (0, 1))
    new = f"A new beginning, and “We need it,” he said. {old}"
    for which, number in ((parts, 1), (second, 2)):
        found = place(old, new, which)
        assert found is not None and found.method is Method.CONTEXT
        assert list(found.passages[2]) == spans(new, "We need it", number)
    # One of the two went, with what was between them: it cannot be told which.
    short = old.replace("“We need it,” he said. Then it rained. Eva left. ", "")
    assert place(old, short, parts) is None and place(old, short, second) is None
    # The first one went alone.
    alone = old.replace("Omar began. “We need it,” he said. ", "Omar began. ")
    assert place(old, alone, parts) is None
    found = place(old, alone, second)
    assert found is not None and list(found.passages[2]) == spans(alone, "We need it")


def test_a_sentence_like_it_that_stayed_is_not_taken_for_it() -> None:
    old = (
        "The fund is small. Lind said the plan would cost fine silver crowns in all. Then it rained.\n\n"
        "Later it cleared. Lind said the plan would cost six million crowns in all. The vote is in May."
    )
    parts = ("Lind", "said", "the plan would cost fine silver crowns in all")
    gone = old.replace("Lind said the plan would cost fine silver crowns in all. ", "")
    assert placed(gone, old, parts) is None
    both = old.replace("fine silver", "about fine silver")
    assert words(both, placed(both, old, parts)) == [
        "Lind",
        "said",
        "the plan would cost about fine silver crowns in all",
    ]


def test_a_sentence_like_it_far_away_is_not_taken_for_it() -> None:
    between = " ".join(f"On day {number} the ferry number {number * 7} left." for number in range(60))
    said = "Lind said the plan would cost {} silver crowns in all."
    old = f"The fund is small. {said.format('fine')} Then it rained. {between} Later. {said.format('old')} The end."
    parts = ("Lind", "said", "the plan would cost fine silver crowns in all")
    assert placed(old.replace(f"{said.format('fine')} ", ""), old, parts) is None
    moved = f"It is over. {between.replace('left', 'went')} So much for {said.format('nice')} Nobody knows."
    assert placed(moved, f"The fund is small. {said.format('fine')} Then it rained. {between}", parts) is not None


def test_of_two_places_that_are_about_as_much_alike_none_is_taken() -> None:
    said = "Lind said the plan would cost {} silver crowns in all."
    old = f"The fund is small. {said.format('fine')} Then it rained.\n\nThe vote is in May."
    parts = ("Lind", "said", "the plan would cost fine silver crowns in all")
    one = f"It was so. {said.format('nice')} Nothing else is known of it."
    assert placed(one, old, parts) is not None
    assert placed(f"{said.format('old')} He left.\n\nEva stayed on. {one}", old, parts) is None
    # Of two sentences of the old text one was changed and one went: it may be either.
    both = f"Then it rained all day. {said.format('fine')} He left.\n\nEva stayed on. {said.format('old')} She left."
    assert placed(one, both, parts) is None


def test_one_of_several_equal_sentences_that_went_is_not_told_by_one_side_alone() -> None:
    said = "Lind said it was a fine thing to see."
    old = f"First came the board and the union. {said} Then the ferry left the quay. {said} At last the tide turned."
    both = [[spans(old, one, number) for one in ("Lind", "said", "a fine thing")] for number in (0, 1)]
    new = f"First came the board and the union. {said} At last the tide turned."
    assert [place(old, new, parts) for parts in both] == [None, None]
    # As many as before, but one of them is new: still nobody knows which of the others went.
    new = f"It began in the hall at nine. {said} And so it went on. {new}"
    assert [place(old, new, parts) for parts in both] == [None, None]
    more = f"First came the board and the union. {said} Nobody knew why. {said} It rained. {said} At noon it ended."
    found = place(old, more, both[0])
    assert found is not None and list(found.passages[0]) == spans(more, "Lind")
    assert place(old, more, both[1]) is None


def test_the_source_is_the_one_next_to_its_words() -> None:
    old = "It rained. Lind said the plan should be dropped soon. The vote is in May."
    new = old.replace("Lind said", "Lind, whose father was a Lind, said")
    found = placed(new, old, ("Lind", "said", "the plan should be dropped soon"))
    assert found is not None and list(found.passages[0]) == spans(new, "Lind", 1)


def test_a_passage_in_pieces_keeps_its_pieces() -> None:
    old = "“The plan,” said Lind, “should be dropped.” The vote is in May."
    passages = [spans(old, "Lind"), spans(old, "said"), [*spans(old, "The plan"), *spans(old, "should be dropped")]]
    new = f"It rained. {old}"
    found = place(old, new, passages)
    assert found is not None
    assert words(new, found) == ["Lind", "said", "The plan should be dropped"]
    assert [len(some) for some in found.passages] == [1, 1, 2]


def test_a_few_letters_are_not_known_again_without_what_was_round_them() -> None:
    old, new = "A long day. “Yes,” she said. It rained.", "He was asked: Yes or no? Nothing came of it at all."
    assert place(old, new, [[], [], spans(old, "Yes")]) is None


def test_the_mention_of_a_name_follows_its_own_sentence() -> None:
    new = OLD.replace("The vote is in May.", "Ann Lee was there. The vote is in May.")
    assert follow(OLD, new, spans(OLD, "Ann Lee")[0]) == spans(new, "Ann Lee")[0]
    assert follow(OLD, OLD.replace("Ann Lee", "Ann Leigh"), spans(OLD, "Ann Lee")[0]) is None


def test_nothing_and_what_lies_behind_the_text_has_no_place() -> None:
    assert place(OLD, OLD, [[], [], []]) is None
    assert place(OLD, OLD, [[], [], [Span(5, len(OLD) + 9)]]) is None
    assert place(OLD, "", [spans(OLD, one) for one in PARTS]) is None
    # So it is where one that ends within the text begins later.
    assert place("Ann Lee spoke.", "Ann Lee spoke.", [[Span(0, 99)], [Span(4, 7)]]) is None


NAMES = "Lind Moss Harker Olsen Reyes Teague".split()
CUES = "said insisted argued added warned denied".split()
NOUNS = "harbour plan council port ferry dredge silt vote board union road quay ship crane river tide storm".split()


def sentence(chance: random.Random) -> tuple[str, str, str]:
    said = " ".join(chance.choice(NOUNS) for _ in range(chance.randint(5, 16)))
    return f"Mayor {chance.choice(NAMES)}", chance.choice(CUES), said


def article(sentences: Sequence[tuple[str, str, str]]) -> tuple[str, list[list[list[Span]]]]:
    """A text of sentences, and where each one's source, cue and content stand."""
    text, places = "", []
    for number, parts in enumerate(sentences):
        at, there = len(text), []
        for part in parts:
            there.append([Span(at, at + len(part))])
            at += len(part) + 1
        text += " ".join(parts) + "." + ("\n\n" if number % 4 == 3 else " ")
        places.append(there)
    return text, places


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 10**9), st.sampled_from([0.05, 0.2, 0.5]))
def test_random_corrections_never_move_a_statement_to_other_words(seed: int, share: float) -> None:
    chance = random.Random(seed)
    sentences = [sentence(chance) for _ in range(chance.randint(4, 25))]
    for _ in range(chance.choice([0, 1, 2])):  # some stand twice, with another sentence between them
        one = chance.randrange(len(sentences))
        sentences.insert(chance.randrange(len(sentences)), sentences[one])
        if any(a == b for a, b in pairwise(sentences)):
            return
    old, places = article(sentences)
    corrected: list[tuple[str, str, str]] = []
    stands: dict[int, int] = {}
    changed: set[int] = set()
    for number, (source, cue, said) in enumerate(sentences):
        if chance.random() < share / 2:
            corrected.append(sentence(chance))
        if chance.random() < share:
            if chance.random() < 0.4:
                continue
            parts = said.split()
            parts[chance.randrange(len(parts))] = "breakwater"
            said = " ".join(parts)
            changed.add(number)
        stands[number] = len(corrected)
        corrected.append((source, cue, said))
    new, new_places = article(corrected)
    for number, passages in enumerate(places):
        found = place(old, new, passages)
        if found is None:
            alone = sentences.count(sentences[number]) == 1 and corrected.count(sentences[number]) == 1
            assert number not in stands or number in changed or not alone
            continue
        assert number in stands, "a statement that was deleted was found"
        there = [list(some) for some in found.passages]
        if number in changed:
            assert found.method is Method.FUZZY
        assert there == new_places[stands[number]]


SAID = "the council will support the plan to dredge the main channel and to deepen the basin before the winter"


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("support", "oppose"), ("will support", "refuses to support"), ("will support", "failed to support"),
        ("will support", "will stop supporting"), ("support", "withdraw support for"), ("before", "after"),
        ("will support", "won't support"), ("support the", "support three of the"),
    ],
)  # fmt: skip
def test_words_that_turn_the_sense_make_an_orphan(was: str, now: str) -> None:
    frame = "Harbour plan\n\nThe board met. Lind said {}. Ann Lee welcomed the dredging."
    old, new = frame.format(SAID), frame.format(SAID.replace(was, now))
    assert placed(new, old, ("Lind", "said", SAID)) is None


@pytest.mark.parametrize(
    ("was", "now"),
    [("main", "northern"), ("will support", "will now support"), ("support", "back"), ("the winter", "a hard winter")],
)
def test_words_that_leave_the_sense_follow(was: str, now: str) -> None:
    frame = "Harbour plan\n\nThe board met. Lind said {}. Ann Lee welcomed the dredging."
    old, new = frame.format(SAID), frame.format(SAID.replace(was, now))
    found = placed(new, old, ("Lind", "said", SAID))
    assert words(new, found) == ["Lind", "said", SAID.replace(was, now)]


@pytest.mark.parametrize(
    ("was", "now", "turned"),
    [
        ("it costs 5,000 crowns", "it costs 5000 crowns", False),
        ("it costs 5 crowns", "it costs 15 crowns", True),
        ("twenty wardens left", "thirty wardens left", True),
        ("prices rose by a little", "prices fell by a little", True),
        ("prices rose by a little", "prices grew by a little", False),
        ("the gates were shut again", "the gates were opened again", True),
        ("she denied that it was so", "she said that it was so", True),
        ("the government agreed", "the opposition agreed", True),
        ("they would not go", "they would go", True),
        ("it was a good year up north", "it was a fair year up north", False),
    ],
)
def test_what_clearly_says_something_else(was: str, now: str, turned: bool) -> None:
    assert is_turned(was, now) == is_turned(now, was) == turned
