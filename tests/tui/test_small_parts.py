"""The small pure parts: lines of words, fuzzy finding, guesses for a statement, sessions, themes, bars."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.color import Color, ColorSystem
from textual.app import App, ComposeResult

from index.errors import QueryError
from index.model import Entity, EntityType, Form, Span
from tests.tui.fakes import HARBOUR, harbour, span
from tests.tui.running import app_of, library, press, settled
from tui import session, themes
from tui.fuzzy import match
from tui.guess import find_near, form_of, guess, source_of
from tui.keymap import Bound
from tui.lines import in_rows, short_date, shorten, spread, wrapped
from tui.screens.modal import fitting
from tui.widgets.bar import Piece, fit
from tui.widgets.bottom_bar import BottomBar, Hint
from tui.widgets.entities import groups
from tui.widgets.search_line import examples, trouble
from tui.worker_link import WorkerEvent, parse_event

TEXT = st.text(st.sampled_from("ab é中🙂 \n"), max_size=60)


@settings(max_examples=100)
@given(TEXT, st.integers(0, 20))
def test_shortened_text_fits_and_is_a_beginning(text: str, width: int) -> None:
    short = shorten(text, width)
    assert cell_len(short) <= width
    assert short == text or text.startswith(short.removesuffix("…").rstrip())


@settings(max_examples=100)
@given(TEXT, st.integers(2, 20), st.integers(1, 4))
def test_wrapped_lines_fit_and_lose_no_word_unmarked(text: str, width: int, most: int) -> None:
    lines = wrapped(text, width, most)
    assert len(lines) <= most and all(cell_len(line) <= width for line in lines)
    if not any(line.endswith("…") for line in lines):
        assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_line_is_spread_to_its_width() -> None:
    assert "".join(text for text, _ in spread([("actor", "strong")], [("12", "dim")], 10)) == "actor   12"
    assert "".join(text for text, _ in spread([("a long name", "strong")], [("12", "dim")], 10)) == "a long… 12"


@pytest.mark.parametrize(
    ("date", "shown"),
    [("2026-09-02", "2 Sep 26"), ("2026-09", "Sep 26"), ("2026", "2026"), (None, ""), ("soon", "soon")],
)
def test_short_dates(date: str | None, shown: str) -> None:
    assert short_date(date, year=True) == shown


def test_fuzzy_finding_orders_by_how_well_it_fits() -> None:
    names = ["Port authority", "Authority of ports", "The harbour authority", "A u t hority"]
    scores = {name: found.score for name in names if (found := match("auth", name))}
    ranked = sorted(scores, key=lambda name: -scores[name])
    assert ranked == ["Authority of ports", "Port authority", "The harbour authority", "A u t hority"]
    assert match("auth xyz", "Port authority") is None
    found = match("po au", "Port authority")
    assert found is not None and found.places == (0, 1, 5, 6)


@settings(max_examples=60)
@given(st.text(max_size=12), st.text(max_size=30))
def test_matched_places_are_in_the_text(query: str, text: str) -> None:
    found = match(query, text)
    assert found is None or all(0 <= place < len(text) for place in found.places)


# -- guesses ---------------------------------------------------------------------------------------------


def test_the_guess_takes_speaker_and_cue_from_the_sentence() -> None:
    content = span(HARBOUR, "the board's offer of talks")
    found = guess(HARBOUR, content, harbour().entities)
    assert (found.actor, found.cue) == ("Rolf Tamm", "rejected")


def test_the_guess_takes_a_speaker_behind_the_quotation() -> None:
    found = guess(HARBOUR, span(HARBOUR, "We cannot carry this alone"), harbour().entities)
    assert (found.actor, found.cue) == ("Ines Calder", "said")


def test_the_guess_is_the_actor_of_the_statement_that_is_overlapped() -> None:
    content = span(HARBOUR, "will kill the mussel beds")
    found = guess(HARBOUR, content, harbour().entities, harbour().statements)
    assert (found.actor, found.cue) == ("Rolf Tamm", "told")
    both = span(HARBOUR, "will kill the mussel beds\". Tamm rejected the board's offer")
    assert guess(HARBOUR, both, harbour().entities, harbour().statements).actor == "Rolf Tamm"
    other = Span(span(HARBOUR, "half of the costs").start, both.start + 9)
    assert guess(HARBOUR, other, harbour().entities, harbour().statements) == guess("", Span(0, 0), ())


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Rolf Tamm said talks would fail.", "Rolf Tamm"),
        ("“Talks would fail,” said Mayor Rolf Tamm.", "Rolf Tamm"),
        ("An aide of Rolf Tamm said talks would fail.", ""),
        ("Ann and Rolf Tamm said talks would fail.", ""),
        ("“Talks would fail,” said Rolf Tamm's aide.", ""),
        ("He said Rolf Tamm feared talks would fail.", ""),
        ("She said of Rolf Tamm that talks would fail.", ""),
        ("Near Rolf Tamm nobody spoke; talks would fail.", ""),
    ],
)
def test_the_guess_is_certain_or_empty(text: str, actor: str) -> None:
    start = text.lower().index("talks")
    name = span(text, "Rolf Tamm")
    found = guess(text, Span(start, start + 16), (Entity(name, "Rolf Tamm", EntityType.PERSON, "Rolf Tamm"),))
    assert found.actor == actor


def test_the_guess_is_empty_where_nobody_is_named() -> None:
    assert guess("It rained.", Span(0, 9), ()).actor == ""
    entity = Entity(Span(0, 3), "May", EntityType.EVENT, "May")
    assert guess("May it rain.", Span(4, 11), (entity,)).actor == ""


def test_words_are_found_nearest_to_the_mark() -> None:
    content = span(HARBOUR, "We cannot carry this alone")
    found = find_near(HARBOUR, "Said", content)
    assert found is not None and HARBOUR[found.start : found.end] == "said" and found.start > content.end
    assert find_near(HARBOUR, "shouted", content) is None and find_near(HARBOUR, "  ", content) is None
    assert find_near(HARBOUR, "carry", content) is None


def test_the_source_is_the_nearest_mention() -> None:
    content = span(HARBOUR, "the board's offer of talks")
    assert source_of("rolf tamm", harbour().entities, content) == harbour().entities[3].span
    assert source_of("Nobody", harbour().entities, content) is None


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("“No.”", Form.DIRECT),
        ('"No," he', Form.MIXED),
        ("that it is “late”", Form.MIXED),
        ("it is late", Form.INDIRECT),
    ],
)
def test_the_form_follows_the_quotation_marks(words: str, form: Form) -> None:
    assert form_of(words) is form


# -- what is remembered ----------------------------------------------------------------------------------


def test_a_session_comes_back(tmp_path: Path) -> None:
    kept = session.Session(list=40, theme="sayso-light", article="abc", by_place=True, drafts={"note:1": {"text": "é"}})
    kept.queues["dana"] = session.KeptQueue("outlet:courier", "random", 7, ["0" * 16])
    kept.save(tmp_path)
    assert session.load(tmp_path) == kept
    assert [path.name for path in tmp_path.iterdir()] == [session.FILE]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[1]",
        '{"list": "wide", "theme": 3, "drafts": {"a": 1}}',
        '{"list": true}',
        "\x00",
        '{"queues": {"dana": {"query": 1, "order": "random", "seed": 0, "skipped": []}, "omar": []}}',
    ],
)
def test_a_session_that_is_none_is_as_good_as_none(tmp_path: Path, content: str) -> None:
    (tmp_path / session.FILE).write_text(content)
    assert session.load(tmp_path) == session.Session()


def test_nothing_is_remembered_where_nothing_can_be_written(tmp_path: Path) -> None:
    session.Session(list=40).save(tmp_path / "gone")
    assert not (tmp_path / "gone").exists()


# -- looks -----------------------------------------------------------------------------------------------


def test_every_theme_gives_every_variable() -> None:
    names = [set(theme.variables) for theme in themes.THEMES]
    own = {name for name in names[0] if name.startswith("sayso-")}
    assert all(own <= given for given in names)
    assert {f"sayso-{colour}" for colour in themes.COLOURS} <= own


@pytest.mark.parametrize("colours", ["truecolor", "256"])
@pytest.mark.parametrize("theme", themes.THEMES[:2], ids=lambda theme: theme.name)
def test_words_stand_out_from_their_background(theme: themes.Theme, colours: str) -> None:
    """Contrast as WCAG measures it: 4.5 for what is read, 3 for what only accompanies it; in 256 colours, too."""
    theme = themes.for_colours(theme, colours)

    def luminance(colour: str) -> float:
        shown = Color.parse(colour)
        if colours == "256":
            shown = shown.downgrade(ColorSystem.EIGHT_BIT)
        parts = [part / 255 for part in shown.get_truecolor()]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def contrast(one: str, other: str) -> float:
        light, dark = sorted((luminance(one), luminance(other)), reverse=True)
        return (light + 0.05) / (dark + 0.05)

    variables = theme.variables
    for name in ("background", "cursor", "cursor-focus", "evidence"):
        ground = theme.background if name == "background" else variables[f"sayso-{name}"]
        assert ground is not None and theme.foreground is not None
        assert contrast(theme.foreground, ground) >= 7
        for colour in (*themes.COLOURS, "dim"):
            assert contrast(variables[f"sayso-{colour}"], ground) >= (4.5 if name == "background" else 4), (
                name,
                colour,
            )
        assert contrast(variables["sayso-faint"], ground) >= 2.9
    if colours == "256":
        grounds = [theme.background, *(variables[f"sayso-{name}"] for name in ("cursor-focus", "evidence"))]
        assert len({Color.parse(str(one)).downgrade(ColorSystem.EIGHT_BIT).number for one in grounds}) == 3


def test_a_terminal_of_sixteen_colours_gets_its_own_theme() -> None:
    assert themes.fitting("sayso-light", "truecolor", no_color=False) == "sayso-light"
    assert themes.fitting("sayso-light", "256", no_color=False) == "sayso-light"
    assert themes.fitting("sayso-light", "standard", no_color=False) == themes.TERMINAL
    assert themes.fitting("sayso-light", "truecolor", no_color=True) == themes.TERMINAL
    assert themes.fitting("no such", "truecolor", no_color=False) == themes.DARK
    assert themes.following(themes.DARK) == themes.LIGHT and themes.following("no such") == themes.DARK


# -- bars and lists --------------------------------------------------------------------------------------


def test_the_lightest_pieces_leave_first_and_belong_together() -> None:
    a, b = Bound("list", "open"), Bound("list", "search")
    left = [Piece("Enter", bound=a, weight=2), Piece(" read", bound=a, weight=2), Piece("/", bound=b, weight=5)]
    right = [Piece("? keys", weight=9)]
    assert fit(left, right, 40) == (left, right)
    assert fit(left, right, 12) == ([left[2]], right)
    assert fit(left, right, 7) == ([], right)
    assert fit(left, right, 4) == ([], [Piece("? k…", weight=9)])


@settings(max_examples=60)
@given(st.lists(st.tuples(TEXT, st.integers(1, 9)), max_size=6), st.integers(0, 60))
def test_a_bar_is_never_wider_than_the_screen(pieces: list[tuple[str, int]], width: int) -> None:
    left, right = fit([Piece(text, weight=weight) for text, weight in pieces], [], width)
    assert sum(cell_len(piece.text) for piece in (*left, *right)) <= max(width, 0)


def test_entities_stand_by_type_and_number_or_by_place() -> None:
    found = groups(harbour().entities, by_place=False)
    assert [(group.heading, group.name, len(group.mentions)) for group in found] == [
        ("people", "Ines Calder", 2),
        ("", "Rolf Tamm", 2),
        ("bodies", "fishers' union", 1),
        ("", "port authority", 1),
        ("media", "Radio Quay", 1),
    ]
    assert [group.name for group in groups(harbour().entities, by_place=True)][:2] == ["fishers' union", "Ines Calder"]


def test_the_caret_stands_under_the_place() -> None:
    query = "harbour outlett:courier"
    error = QueryError(
        "unknown field 'outlett': did you mean outlet:? (at character 9)", 8, 15, "harbour outlet:courier"
    )
    said = trouble(error, query, 120).plain
    assert said.startswith(" " * 11 + "^" * 7 + "  Unknown field 'outlett': did you mean outlet:?  Tab harbour")
    lines = trouble(error, query, 40).plain.split("\n")
    assert lines[0] == " " * 11 + "^" * 7 and all(len(line) <= 40 for line in lines)
    short = QueryError("no such field", 0, 2)
    typed = QueryError("stance: needs a value", 0, 7)
    assert "  stance: needs a value" in trouble(typed, "stance:", 120).plain
    assert trouble(short, "ab", 40).plain.split("\n") == ["   ^^", " No such field"]
    assert trouble(error, query, 40, scrolled=10).plain.split("\n")[0] == " " * 3 + "^" * 5


def test_events_of_the_analysis() -> None:
    line = json.dumps({"event": "analysed", "article": "a", "key": 3, "done": 2, "of": 9}).encode()
    assert parse_event(line) == WorkerEvent("analysed", 3, 2, 9)
    assert parse_event(b'{"event": "start", "pending": 7}') == WorkerEvent("start", of=7)
    assert parse_event(b'{"event": "error", "reason": "full"}') == WorkerEvent("error", reason="full")
    assert parse_event(b"Traceback") is None and parse_event(b"[1]") is None and parse_event(b'{"event": 1}') is None


async def test_a_message_is_shortened_rather_than_dropped() -> None:
    class Line(App[None]):
        def compose(self) -> ComposeResult:
            yield BottomBar()

        def __init__(self) -> None:
            super().__init__()
            for theme in themes.THEMES:
                self.register_theme(theme)
            self.theme = themes.THEMES[0].name

    app = Line()
    async with app.run_test(size=(40, 3)) as pilot:
        bar = app.query_one(BottomBar)
        bar.hint([], Hint("?", "keys", Bound("everywhere", "help")))
        bar.say("✓ saved · labelled against: the environment minister of the region")
        await pilot.pause()
        assert bar.text.startswith(" ✓ saved · labelled against: the")


@pytest.mark.parametrize("width", range(0, 120, 7))
def test_no_example_of_a_query_is_cut_in_two(width: int) -> None:
    shown = examples(width)
    assert len(shown) <= max(width, len("words")) and not shown.endswith((",", " "))
    assert examples(200).startswith(shown) and examples(200).endswith("is:unlabelled")


async def test_the_styles_of_components_are_found_when_they_are_drawn(tmp_path: Path) -> None:
    async with app_of(library(tmp_path / "lib")).run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        hidden, shown = explorer.facets, explorer.articles
        assert not hidden._component_styles and "tone--dim" in shown._component_styles
        before = hidden.get_component_rich_style("blocks--cursor", partial=True)
        assert before.bgcolor is not None and set(hidden._component_styles) == {"blocks--cursor"}
        with pytest.raises(KeyError):
            hidden.get_component_styles("tone--nonsuch")
        lit = shown.get_component_rich_style("list--cursor", partial=True)
        await press(pilot, "shift+tab")
        assert shown.get_component_rich_style("list--cursor", partial=True) != lit, "without the focus it is another"
        pilot.app.theme = "sayso-light"
        await pilot.pause()
        assert hidden.get_component_rich_style("blocks--cursor", partial=True) != before


def test_the_way_back_is_always_among_a_panels_keys() -> None:
    keys = (("Enter", "take"), ("1-9", "recent"), ("⌫", "a step back"), ("Esc", "back, kept as a draft"))
    assert fitting(keys, 80) == keys and fitting(keys, 0) == keys
    assert fitting(keys, 40) == [("Enter", "take"), ("1-9", "recent"), ("Esc", "back")]
    close = "  ".join(" ".join(one) for one in keys)
    assert fitting(keys, len(close) + 1) == keys, "they stand closer together before one of them goes"
    assert fitting(keys, 12) == [("Esc", "back")] and fitting(keys, 3) == [("Esc", "back")]


def test_a_line_flows_into_rows() -> None:
    line = [(" b ", "accent"), ("saves the search of the line", "dim")]
    assert in_rows(line, 40) == [line]
    rows = ["".join(text for text, _ in row) for row in in_rows(line, 16)]
    assert rows == [" b saves the", " search of the", " line"]
    assert in_rows(line, 16)[1] == [(" ", "plain"), ("search of the", "dim")]
