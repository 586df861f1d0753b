"""What the codebook says speaks for an issue and against it: where it stands, whether it is denied, what it tells."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.language import weighing
from index.language.issues import Indicator, Issues
from index.language.pipeline import Analyser
from index.model import Issue, Span
from tests.index.language.readings import suggested

BLAST = Issue(
    "blast", "The blast at Orm station was an attack", ("blast", "station"),
    favor=("bomb*", "detonator*", "planned for months", "no accident"),
    against=("gas leak*", "accident*", "worn valve*", "old pipe*"),
)  # fmt: skip
WEIR = Issue(
    "weir", "A weir should be built at Lomo", ("weir",),
    favor=("clean power", "jobs", "long overdue", "irrigat*"),
    against=("flood*", "drown*", "spawning ground*", "too costly"),
)  # fmt: skip
BAKER = Issue(
    "baker", "Ines Otto was a poor chess player", ("Otto", "chess"),
    favor=("careless", "blunder*", "slow*"), against=("brilliant*", "fearless", "genius"),
)  # fmt: skip


def plain(issue: Issue) -> Issue:
    return replace(issue, favor=(), against=())


CASES = [
    # What no rule of English can tell.
    (BLAST, "Chief Obi said a gas leak had caused the blast.", "against"),
    (BLAST, "Chief Obi said detonators had been found after the blast.", "favor"),
    (BLAST, "“The station had a worn valve and an old pipe,” said Bo Falk.", "against"),
    (WEIR, "“The weir will flood the meadows,” said Ines Otto.", "against"),
    (WEIR, "“The weir means jobs,” said Ines Otto.", "favor"),
    (BAKER, "“Otto was fearless at chess,” said Bo Falk.", "against"),
    (BAKER, "“Otto was careless at chess and blundered,” said Bo Falk.", "favor"),
    # Denied, doubted, and opposed.
    (BLAST, "Chief Obi said there was no evidence of a bomb at the station.", "against"),
    (BLAST, "Chief Obi denied that the blast was an accident.", "favor"),
    # A phrase with "no" counts as it stands.
    (BLAST, "Chief Obi said the blast was no accident.", "favor"),
]


@pytest.mark.parametrize(("issue", "text", "stance"), CASES)
def test_indicators_decide_what_the_rules_cannot(analyser: Analyser, issue: Issue, text: str, stance: str) -> None:
    found = suggested(analyser, issue, text)
    assert found.stance == stance, found.why
    assert "which the codebook counts" in found.why


@pytest.mark.parametrize(("issue", "text", "stance"), CASES[:4])
def test_without_them_there_is_no_such_suggestion(analyser: Analyser, issue: Issue, text: str, stance: str) -> None:
    found = suggested(analyser, plain(issue), text)
    assert found.stance != stance and "codebook" not in found.why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Chief Obi said a gas leak had caused the blast.",
         "it says “gas leak”, which the codebook counts against it"),
        ("“The station had a worn valve and old pipes,” said Bo Falk.",
         "it says “worn valve” and “old pipes”, which the codebook counts against it"),
        ("Chief Obi denied that the blast was an accident.",
         "it denies “accident”, which the codebook counts against it"),
    ],
)  # fmt: skip
def test_the_reason_quotes_the_words(analyser: Analyser, text: str, why: str) -> None:
    assert why in suggested(analyser, BLAST, text).why


def test_what_speaks_for_the_other_side_is_told_where_nothing_is_suggested(
    analyser: Analyser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weighing, "ENOUGH_INDICATED", 1.0)
    contrary = suggested(analyser, BLAST, "Chief Obi denied that the blast was an accident.")
    assert contrary.stance == "unclear"
    assert contrary.why.endswith("→ against; yet it denies “accident”, which the codebook counts against it")
    weak = suggested(analyser, BLAST, "Chief Obi said a gas leak had caused the blast.")
    assert weak.stance == "unclear"
    assert weak.why.endswith("; it says “gas leak”, which the codebook counts against it; that is not enough")


def signs(
    analyser: Analyser, issue: Issue, text: str, monkeypatch: pytest.MonkeyPatch, *, taking: bool = False
) -> list[dict[str, float]]:
    """The signs of the side that indicators give, or all those of taking one, of each statement about the issue."""
    seen = []

    def keep(given: object) -> list[weighing.Weighed]:
        assert isinstance(given, list)
        seen.extend(one.taking if taking else one.indicated.side for one, _, _ in given if one.indicated is not None)
        return weigh(given)

    weigh = weighing.weighed
    with monkeypatch.context() as patched:
        patched.setattr(weighing, "weighed", keep)
        analyser.about([issue]).analyse(text)
    return seen


def first_weighed(analyser: Analyser, issue: Issue, text: str, monkeypatch: pytest.MonkeyPatch) -> weighing.Weighed:
    """How the first statement about the issue is weighed."""
    seen: list[weighing.Weighed] = []

    def keep(given: object) -> list[weighing.Weighed]:
        assert isinstance(given, list)
        seen.extend(weigh(given))
        return seen

    weigh = weighing.weighed
    with monkeypatch.context() as patched:
        patched.setattr(weighing, "weighed", keep)
        analyser.about([issue]).analyse(text)
    return seen[0]


ASSERTED, DENIED = "indicator", "indicator denied"


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        ("Ines Otto said the weir would not drown the valley.", DENIED, 1),
        ("Ines Otto said the weir would never drown the valley.", DENIED, 1),
        ("“The weir will no longer drown the valley,” said Ines Otto.", DENIED, 1),
        ("“The weir is not a flood,” said Ines Otto.", DENIED, 1),
        ("Ines Otto said there was no danger that the weir would drown the valley.", DENIED, 1),
        ("Ines Otto said nobody would drown in the weir.", DENIED, 1),
        ("Ines Otto rejected the claim that the weir would drown the valley.", DENIED, 1),
        ("Ines Otto doubted that the weir would bring jobs.", DENIED, -1),
        ("Ines Otto said the weir would bring less irrigation.", DENIED, -1),
        # What is denied of something else, or together with what keeps it so.
        ("“The weir will not only drown the valley,” said Ines Otto.", ASSERTED, -1),
        ("“We cannot accept that the weir will drown the valley,” said Ines Otto.", ASSERTED, -1),
        ("“Don't drown our valley by this weir,” said Ines Otto.", ASSERTED, -1),
        ("Ines Otto said the flood did not come from the weir.", ASSERTED, -1),
        ("Ines Otto said the weir was not a dam but a flood.", ASSERTED, -1),
        ("Ines Otto rejected the weir as too costly.", ASSERTED, -1),
        ("Ines Otto did not deny that the weir would drown the valley.", ASSERTED, -1),
    ],
)
def test_denied_and_not_denied(
    analyser: Analyser, text: str, name: str, side: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = signs(analyser, WEIR, text, monkeypatch)[0]
    assert first[name] == side, first
    assert not {ASSERTED, DENIED} - {name} & set(first), first


def test_more_different_ones_say_more_and_the_same_again_does_not(
    analyser: Analyser, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = "“The weir floods us, it floods everybody,” said Ines Otto."
    more = "“The weir floods us and is too costly,” said Ines Otto."
    both = "“The weir floods us and brings jobs,” said Ines Otto."
    (once,), (twice,), (sided,) = (signs(analyser, WEIR, text, monkeypatch) for text in (again, more, both))
    assert once["indicator"] == twice["indicator"] == twice["indicators"] == -1
    assert "indicators" not in once and not {"indicator", "indicators"} & sided.keys()
    # One side said twice and the other once: both are said.
    repeated = "“The weir floods us, it floods us and it brings jobs,” said Ines Otto."
    assert not {"indicator", "indicator in clause"} & signs(analyser, WEIR, repeated, monkeypatch)[0].keys()


@pytest.mark.parametrize(
    ("text", "central", "in_clause"),
    [
        ("“The weir will drown the valley,” said Ines Otto.", -1, -1),
        ("“The weir is too costly,” said Ines Otto.", -1, -1),
        (
            "“The weir belongs to a board that everybody who had to move after the flood remembers,” said Ines Otto.",
            0,
            0,
        ),
        ("“The weir, which floods us, stands in Lomo,” said Ines Otto.", 0, 0),
        ("“The weir stands in the part of Lomo with the longest memories of jobs,” said Ines Otto.", 0, 1),
        # Each side in its place: what the statement says comes before what a clause of a noun says.
        ("“The weir, which floods us, means jobs,” said Ines Otto.", 1, 1),
    ],
)
def test_what_stands_at_the_head_of_a_statement_and_in_its_own_clause_counts_more(
    analyser: Analyser, text: str, central: int, in_clause: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    (found,) = signs(analyser, WEIR, text, monkeypatch)
    assert found.get("indicator central", 0) == central, found
    assert found.get("indicator in clause", 0) == in_clause, found
    assert weighing.INDICATED.side["indicator central"] > 0 and weighing.INDICATED.side["indicator in clause"] > 0


def test_the_rest_of_an_article_is_all_but_the_sentences_of_the_statement(
    analyser: Analyser, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = [
        "The flood came in May.",
        "“The weir floods us and brings jobs,” said Ines Otto.",
        "Jobs went, and jobs came.",
    ]
    around = {(0, 1): -1 / 5, (1, 2): 2 / 6, (0, 1, 2): 1 / 7, (1,): 0}
    for places, lean in around.items():
        text = " ".join(parts[place] for place in places)
        assert first_weighed(analyser, WEIR, text, monkeypatch).article == pytest.approx(lean), places


def test_what_is_denied_far_above_counts_for_neither_side(analyser: Analyser, monkeypatch: pytest.MonkeyPatch) -> None:
    far = "“We do not have a promise of a plan for jobs at the weir,” said Ines Otto."
    (found,) = signs(analyser, WEIR, far, monkeypatch)
    assert not {ASSERTED, DENIED} & found.keys(), found


def test_what_is_only_reported_takes_a_side_less_often(analyser: Analyser, monkeypatch: pytest.MonkeyPatch) -> None:
    said, reported = (
        "Ines Otto said the weir drowned the valley.",
        "The Lomo Herald reported the weir drowned the valley.",
    )
    assert "indicator reported" not in signs(analyser, WEIR, said, monkeypatch, taking=True)[0]
    assert signs(analyser, WEIR, reported, monkeypatch, taking=True)[0]["indicator reported"] == 1
    assert weighing.INDICATED.taking["indicator reported"] < 0


def test_the_other_words_of_the_article_count_and_are_told(analyser: Analyser, monkeypatch: pytest.MonkeyPatch) -> None:
    said = "“The weir was on the table again on Monday, and I signed the paper,” said Ines Otto."
    around = " The valley was flooded twice. Two farms drowned. The spawning grounds are gone. The flood took a bridge."
    alone, within = (first_weighed(analyser, WEIR, text, monkeypatch) for text in (said, said + around))
    assert alone.article == 0 and -1 < within.article <= -0.5
    assert within.against > alone.against
    # Its own sentence is weighed already, and not a second time.
    floods = "“The weir floods us,” said Ines Otto."
    assert first_weighed(analyser, WEIR, floods, monkeypatch).article == 0
    monkeypatch.setattr(weighing, "ENOUGH_INDICATED", 0.0)
    assert (
        "as what the codebook counts leans in the rest of the article (against)"
        in suggested(analyser, WEIR, said + around).why
    )


def test_what_stands_beside_the_content_says_less(analyser: Analyser, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "After the flood Ines Otto spoke about the weir."
    beside = "Ines Otto, whose fields were flooded, said the weir was discussed in May."
    assert signs(analyser, WEIR, beside, monkeypatch) == [{"indicator beside": -1}]
    assert signs(analyser, WEIR, f"{text} {beside}", monkeypatch)[-1] == {"indicator beside": -1}
    assert weighing.INDICATED.side["indicator beside"] < weighing.INDICATED.side["indicator"]


def test_a_common_word_in_a_name_is_not_the_speaker_s(analyser: Analyser, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Ines Otto said the weir fell under the Flood Prevention Act of 1974."
    assert signs(analyser, WEIR, text, monkeypatch) == [{}]
    named = replace(WEIR, against=("Flood Prevention Act",))
    assert signs(analyser, named, text, monkeypatch)[0]["indicator"] == -1


def test_the_cue_counts_too_and_is_turned_where_it_is_denied(
    analyser: Analyser, monkeypatch: pytest.MonkeyPatch
) -> None:
    weir = replace(WEIR, favor=("endorse",))
    done, not_done = "Ines Otto endorsed the weir.", "Ines Otto did not endorse the weir."
    assert signs(analyser, weir, done, monkeypatch) == [{"indicator beside": 1, "indicator cue": 1}]
    assert signs(analyser, weir, not_done, monkeypatch) == [{"indicator cue": -1}]
    found = suggested(analyser, weir, not_done)
    assert found.stance == "against" and "it denies “endorse”, which the codebook counts for it" in found.why


@pytest.mark.parametrize(
    ("text", "asks", "names"),
    [
        ("Ines Otto said the weir would be too costly.", 0, 0),
        ("Ines Otto asked whether the weir would be too costly.", 1, 0),
        ("Ines Otto explained how the weir became too costly.", 1, 0),
        ("Ines Otto said Bo Falk had built the weir in Lomo.", 0, 1),
    ],
)
def test_who_asks_and_who_tells_names_takes_a_side_less_often(
    analyser: Analyser, text: str, asks: float, names: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    (taking,) = signs(analyser, WEIR, text, monkeypatch, taking=True)
    assert (taking.get("asks", 0), taking["names"]) == (asks, names)
    assert weighing.INDICATED.taking["asks"] < 0 and weighing.INDICATED.taking["names"] < 0
    assert not {"asks", "names"} & weighing.PLAIN.taking.keys()


def test_indicators_never_say_what_a_statement_is_about(analyser: Analyser) -> None:
    found = analyser.about([WEIR]).analyse("“The flood was long overdue,” said Ines Otto. Bo Falk praised clean power.")
    assert {one.issue for one in found.statements} == {None}


def test_issues_without_indicators_are_weighed_as_if_others_had_none(analyser: Analyser) -> None:
    text = "“The weir will flood the meadows,” said Ines Otto. Bo Falk wants the blast at the station studied."
    alone = analyser.about([plain(BLAST)]).analyse(text).statements
    beside = analyser.about([plain(BLAST), WEIR]).analyse(text).statements
    assert [one.suggested for one in alone if one.issue == "blast"] == [
        one.suggested for one in beside if one.issue == "blast"
    ]


def places(issue: Issue, text: str) -> list[Indicator]:
    match = Issues([issue]).of(text)._indicators.get(issue.id, [])
    return list(match)


def test_one_side_s_phrase_inside_the_other_s_does_not_count() -> None:
    found = places(BLAST, "It was no accident. It was an\naccident.")
    assert [(one.phrase, one.side, one.text) for one in found] == [
        ("no accident", 1, "no accident"), ("accident*", -1, "accident")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("cost* jobs", "It costs thousands of jobs.", "costs thousands of jobs"),
        ("cost* jobs", "It costs the town some forty jobs.", None),
        ("cost* jobs", "It costs no jobs.", None),
        ("cost* jobs", "It costs, for jobs are rare.", None),
        ("cost* jobs", "It doesn't cost so many jobs.", "cost so many jobs"),
        ("help farms", "It doesn't help isn't farms.", None),
        ("job killer", "a job-killer", "job-killer"),
        ("loss of jobs", "a loss of many jobs", None),
        ("drown", "drowned, drowning", "drowned"),
        ("deny", "She denies it.", "denies"),
        ("ban", "banned", None),
        ("stop", "It was stopped.", "stopped"),
        ("close", "closing", "closing"),
        ("crash", "crashes", "crashes"),
        ("Field", "the fields", None),
        ("fields", "the field", None),
    ],
)
def test_an_indicator_is_found_in_other_forms_and_with_a_word_or_two_between(
    phrase: str, text: str, found: str | None
) -> None:
    assert next((one.text for one in places(replace(BLAST, favor=(phrase,)), text)), None) == found


def test_the_words_of_an_issue_are_not_found_in_other_forms() -> None:
    issue = replace(BLAST, words=("cost jobs", "drown"), favor=("weir",))
    about = Issues([issue]).of("They drowned, which cost forty jobs.")
    assert about.match([Span(0, 36)]) is None


@given(st.text(alphabet="abomb gaslek.’\n", max_size=60))
def test_indicators_are_where_they_say(text: str) -> None:
    found = places(replace(BLAST, favor=("bomb*", "a b"), against=("gas leak*", "gas")), text)
    assert [one.start for one in found] == sorted(one.start for one in found)
    for one in found:
        assert one.text == " ".join(text[one.start : one.end].split())
        first, *_, last = [part.rstrip("*") for part in one.phrase.split()] * 2
        assert one.text.casefold().startswith(first) and last in one.text.casefold()


def test_any_place_and_form_ends_in_a_result(analyser: Analyser) -> None:
    odd = replace(WEIR, favor=("a", "-power", "n't", "clean\tpower"), against=("*", "”", "weir"))
    for text in (
        "“The weir isn't clean   power”, said Ines Otto, anti-weir as ever.",
        "Ines Otto: “Weir. No weir! A weir?”",
        "Weir weir weir, said Otto.",
    ):
        for one in analyser.about([odd]).analyse(text).statements:
            assert one.suggested is None or one.suggested.why
