"""From keys to actions."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from index import config
from index.keys import parse_key
from tui.keymap import Bound, Dispatcher, Keymap, Pending, key_of, shown

SMALL = st.lists(st.sampled_from("abg"), min_size=1, max_size=3).map(tuple)
SECTIONS = st.dictionaries(
    st.sampled_from(["near", "far"]), st.dictionaries(SMALL, st.sampled_from(["x", "y", "z"]), max_size=4), max_size=2
)


def made(sections: dict[str, dict[tuple[str, ...], str]]) -> Keymap:
    return Keymap({s: {k: Bound(s, name) for k, name in keys.items()} for s, keys in sections.items()})


def shipped() -> Keymap:
    found = config.shipped()
    return Keymap.of(found.keys, [(label.id, label.key) for label in found.codebook.labels])


def test_sequences_prefixes_and_the_focused_pane() -> None:
    dispatcher = Dispatcher(shipped())
    here = ("list", "moving", "everywhere")
    assert dispatcher.feed(here, "j") == Bound("moving", "down")
    pending = dispatcher.feed(here, "g")
    assert isinstance(pending, Pending)
    continuations = dict(pending.continuations)
    assert continuations["g"] == Bound("moving", "top")
    assert continuations["l"] == Bound("everywhere", "saved_searches")
    assert dispatcher.feed(here, "g") == Bound("moving", "top")
    assert isinstance(dispatcher.feed(here, "]"), Pending)
    assert dispatcher.feed(here, "u") == Bound("everywhere", "next_unlabelled")
    assert dispatcher.feed(here, "u") == Bound("everywhere", "undo")
    assert dispatcher.feed(("marking", "everywhere"), "q") == Bound("marking", "stop_marking")
    assert dispatcher.feed(here, "q") == Bound("everywhere", "back")


def test_a_sequence_that_leads_nowhere_ends() -> None:
    dispatcher = Dispatcher(shipped())
    here = ("list", "moving", "everywhere")
    dispatcher.feed(here, "]")
    assert dispatcher.feed(here, "x") is None
    assert dispatcher.feed(here, "j") == Bound("moving", "down")


def test_escape_ends_a_sequence_and_nothing_else() -> None:
    dispatcher = Dispatcher(shipped())
    here = ("list", "moving", "everywhere")
    dispatcher.feed(here, "]")
    assert dispatcher.feed(here, "escape") is None
    assert dispatcher.feed(here, "escape") == Bound("everywhere", "back")


def test_labels_hold_in_the_positions_and_give_way_in_the_article() -> None:
    keymap = Keymap.of({"article": {"mark": ["1"]}, "positions": {}}, [("favor", "1"), ("against", "2")])
    assert keymap.match(("positions",), ("1",)) == Bound("positions", "label:favor")
    assert keymap.match(("article",), ("1",)) == Bound("article", "mark")
    assert keymap.match(("article",), ("2",)) == Bound("positions", "label:against")


def test_an_action_without_keys_has_none() -> None:
    assert shipped().keys_of("everywhere", "add") == []
    assert shipped().keys_of("everywhere", "redo") == ["Ctrl-r"]
    assert shipped().keys_of("everywhere", "previous_pane") == ["Shift-Tab"]


def test_every_shipped_key_reaches_its_action() -> None:
    for pane, names in config.shipped().keys.items():
        for name, texts in names.items():
            for text in texts:
                dispatcher = Dispatcher(shipped())
                *first, last = parse_key(text)
                assert all(isinstance(dispatcher.feed((pane,), key), Pending) for key in first)
                assert dispatcher.feed((pane,), last) == Bound(pane, name), text


@settings(max_examples=100, deadline=None)
@given(SECTIONS, st.lists(st.sampled_from("abg"), max_size=6))
def test_the_dispatcher_agrees_with_looking_keys_up(
    sections: dict[str, dict[tuple[str, ...], str]], pressed: list[str]
) -> None:
    """Whatever is pressed: what is held is the beginning of a binding, and what comes out is bound to it."""
    keymap, order = made(sections), ("near", "far")
    dispatcher = Dispatcher(keymap)
    for key in pressed:
        whole = (*dispatcher.pressed, key)
        result = dispatcher.feed(order, key)
        known = [keys for name in order for keys in sections.get(name, {})]
        if isinstance(result, Bound):
            assert sections[result.pane][whole] == result.name and dispatcher.pressed == ()
            if whole in sections.get("near", {}):
                assert result.pane == "near"
        elif isinstance(result, Pending):
            assert dispatcher.pressed == whole == result.pressed
            assert any(keys[: len(whole)] == whole and len(keys) > len(whole) for keys in known)
            assert result.continuations
        else:
            assert dispatcher.pressed == () and not any(keys[: len(whole)] == whole for keys in known)


@settings(max_examples=100)
@given(st.characters(exclude_categories=("C", "Z")))
def test_a_printable_character_is_its_own_name(character: str) -> None:
    assert parse_key(key_of("some_name", character)) == (character,)


def test_keys_without_a_printable_character_keep_their_name() -> None:
    assert key_of("ctrl+p", "\x10") == "ctrl+p"
    assert key_of("space", " ") == "space"
    assert key_of("f1", None) == "f1"
    assert key_of("right_square_bracket", "]") == "]"


def test_how_keys_are_shown() -> None:
    assert shown(("g", "g")) == "gg" and shown(("ctrl+t",)) == "Ctrl-t" and shown(("f1",)) == "F1"
    assert shown(("pagedown",)) == "PgDn" and shown(("ctrl++",)) == "Ctrl-+" and shown(("+",)) == "+"
