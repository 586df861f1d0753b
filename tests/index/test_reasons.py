"""Why a statement was found, in words: every term has its words, and each reason says what holds."""

from __future__ import annotations

import ast
import inspect
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import reason_words, reasons
from index.commands.analysis import as_text
from index.language import holders, voices
from index.language.stages import CueClass
from index.model import Analysis, Derivation, Form, Label, Passage, Span, Statement, StatementView, Suggestion, Voice
from index.reasons import Family, Reason, parent_of, quoted, said, sureness
from tests.index.factories import HARBOUR, statement
from tests.index.language.readings import analysis
from tests.index.language.rule_names import names_in, rule_names

NESTED = (
    "Joaquim Bell told Reuters that the transport minister, Adaeze Reyes, had promised to keep the ferry.\n\n"
    "The minister said that Rosa Pryce had urged the council to wait.\n"
)


def found(**changes: object) -> Statement:
    """A statement with its derivation, some of the fields of which are `changes`."""
    fields: dict[str, object] = {"rule": "verb-clause", "lemma": "say", "cue_class": "say", "holder": "name"}
    return replace(statement(), derivation=Derivation(**(fields | changes)))  # type: ignore[arg-type]


def of(topic: str, given: list[Reason]) -> Reason:
    return next(one for one in given if one.topic == topic)


def view(one: Statement, **changes: object) -> StatementView:
    return StatementView(one, "a1", "Board defers", None, None, one.issue, **changes)  # type: ignore[arg-type]


# -- every term has its words ------------------------------------------------------------------------------


def test_the_names_of_rules_are_found_in_the_source() -> None:
    source = """
def _made(doc, rule):
    return Finding(doc[0], CUE, "alone", {1})
def other(doc):
    return _made(doc, "given")
def content(finding) -> tuple[set[int], str]:
    finding.rule = "set"
    finding.rule += "-ending"
    if finding.rule in ("one", "two") or rule == "three":
        return set(), "beside"
    return set(), ""
"""
    assert names_in(source) == {"alone", "given", "set", "one", "two", "three", "beside", "-ending"}
    assert {"verb-clause", "act", "speaker", "headline", "floating", "adjective", "quote-before"} <= rule_names()


@pytest.mark.parametrize("rule", sorted(name for name in rule_names() if not name.startswith("-")))
def test_every_rule_is_said_in_words(rule: str) -> None:
    words = reason_words.rule_words(rule)
    assert words is not None, f"the rule {rule} has no words in index/reason_words.py"
    assert len(words.split()) > 2 and not words.endswith(".")


def test_what_the_ending_of_a_rule_means_is_said_too() -> None:
    plain = reason_words.rule_words("noun-clause")
    assert plain is not None and reason_words.rule_words("unheard-of") is None
    endings = {name for name in rule_names() if name.startswith("-")}
    assert endings == set(reason_words.ENDINGS)
    for ending in endings:
        longer = reason_words.rule_words(f"noun-clause{ending}")
        assert longer is not None and longer.startswith(plain) and len(longer) > len(plain)


def test_every_class_form_and_way_of_telling_who_has_its_words() -> None:
    assert set(reason_words.CLASSES) == {str(one) for one in CueClass}
    assert set(reason_words.FORMS) == {str(one) for one in Form}
    given = {
        keyword.value.value
        for module in (holders, voices)
        for node in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "how" and isinstance(keyword.value, ast.Constant)
    }
    assert given and given <= set(reason_words.HOLDERS)


# -- what is said ------------------------------------------------------------------------------------------


def test_the_reasons_of_a_statement() -> None:
    given = reasons.reasons(found())
    assert [one.topic for one in given] == ["source", "cue", "content", "found by", "voice", "issue", "stance",
                                            "confidence"]  # fmt: skip
    assert of("source", given) == Reason("source", "“Mayor Ada Lind”", ("Ada Lind, told by the name",))
    assert of("cue", given) == Reason("cue", "“said”", ("“say”: a statement",))
    assert of("content", given) == Reason("content", "“the harbour must not be closed”", ("in the reporter’s words",))
    assert of("found by", given).because == ("rule verb-clause",)
    assert of("stance", given).says == "against, suggested"
    assert of("stance", given).because == ("a reason", "fairly sure of the stance (0.80: it orders suggestions)")
    assert of("confidence", given).says == "very sure: right in about 9 of 10 such findings (0.90)"
    order = [reasons.TOPICS.index(one.topic) for one in given]
    assert order == sorted(order)


def test_negation_and_hearsay_are_said_of_the_cue() -> None:
    both = of("cue", reasons.reasons(found(negated=True, hedged=True)))
    assert both.because == ("“say”: a statement", reason_words.NEGATED, reason_words.HEDGED)
    assert len(of("cue", reasons.reasons(found())).because) == 1


def test_a_cue_without_letters_has_its_class_alone() -> None:
    assert of("cue", reasons.reasons(found(lemma=":"))).because == ("a statement",)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"voice": Voice.SELF}, "Ada Lind, in their own name"),
        ({"voice": Voice.SPOKESPERSON}, "“Mayor Ada Lind” speaks for Ada Lind"),
        ({"voice": Voice.ORGANISATION}, "Ada Lind speaks as a body, a government or a country"),
        ({"voice": Voice.UNNAMED}, "somebody whom the article does not name"),
        ({"voice": Voice.OTHER, "via": ("Rolf Tamm",)}, "Rolf Tamm tells what Ada Lind said or did"),
    ],
)
def test_the_voice_is_said(changes: dict[str, object], says: str) -> None:
    assert of("voice", reasons.reasons(replace(found(), **changes))).says == says  # type: ignore[arg-type]


def test_the_media_are_said_the_nearest_first() -> None:
    assert of("voice", reasons.reasons(replace(found(), via=("Walla", "Reuters")))).because == (
        "it came through Walla, then Reuters",
    )


@pytest.mark.parametrize(
    ("place", "because"),
    [
        ("content", "“the harbour”, “closed” in what is said"),
        ("sentence", reason_words.PLACES["sentence"]),
        ("headline", reason_words.PLACES["headline"]),
    ],
)
def test_the_words_that_point_at_the_issue_are_said(place: str, because: str) -> None:
    one = replace(found(issue_words=("the harbour", "closed"), issue_place=place), issue="harbour")
    given = of("issue", reasons.reasons(one, propositions={"harbour": "The harbour should be closed"}))
    assert given == Reason("issue", "The harbour should be closed", (because,))


def test_an_issue_that_a_person_chose_is_chosen_by_hand() -> None:
    one = replace(found(issue_words=("the harbour",), issue_place="content"), issue="harbour")
    given = of("issue", reasons.reasons(one, view=replace(view(one), issue="ferry")))
    assert given == Reason("issue", "ferry", ("chosen by hand",))


def test_a_label_comes_before_the_suggestion_and_a_disagreement_before_both() -> None:
    one, day = found(), "2026-09-14T10:00:00Z"
    labels = (Label("favor", "dana", day), Label("against", "omar", day))
    agreed = of("stance", reasons.reasons(one, view=view(one, labels=labels[:1], label=labels[0])))
    assert agreed.says == "favor, labelled by dana"
    assert agreed.because[0] == "the rules suggest against: a reason"
    torn = of("stance", reasons.reasons(one, view=view(one, labels=labels, conflict=True)))
    assert torn.says == "disagreement: dana: favor, omar: against"


def test_nothing_suggested_is_said() -> None:
    given = reasons.reasons(replace(found(), suggested=None))
    assert of("stance", given).says == "none yet" and of("issue", given).says == "none"


def test_what_a_person_marked_has_no_rule_and_no_confidence() -> None:
    given = reasons.reasons(replace(statement(stance=None), made_by="dana"))
    assert of("found by", given) == Reason("found by", "hand: dana marked it")
    assert "confidence" not in [one.topic for one in given]


def test_a_statement_that_was_kept_without_its_derivation_says_so() -> None:
    given = reasons.reasons(statement())
    assert "did not keep its reasons" in of("found by", given).says
    assert of("cue", given) == Reason("cue", "“said”")


def test_an_unknown_rule_is_named() -> None:
    assert of("found by", reasons.reasons(found(rule="verb-unheard"))).says == "the rule verb-unheard"


# -- chains ------------------------------------------------------------------------------------------------


def test_a_promise_that_is_told_has_its_chain() -> None:
    statements = analysis(NESTED).statements
    bell, reyes = statements[:2]
    assert (bell.actor, reyes.actor) == ("Joaquim Bell", "Adaeze Reyes")
    assert bell.derivation is not None and bell.derivation.parent is None
    assert reyes.derivation is not None and reyes.derivation.parent == bell.id
    assert reyes.derivation.cue_class == "promise" and reyes.derivation.rule == "verb-infinitive"
    family = Family(statements)
    assert family.chain(reyes) == [bell, reyes] and family.held(bell) == [reyes]
    within = of("within", reasons.reasons(reyes, others=statements))
    assert within.steps == ("Joaquim Bell told", "Adaeze Reyes had promised", "“to keep the ferry”")
    assert within.says == "Joaquim Bell told → Adaeze Reyes had promised → “to keep the ferry”"
    assert of("holds", reasons.reasons(bell, others=statements)).says == "Adaeze Reyes had promised “to keep the ferry”"
    assert of("voice", reasons.reasons(reyes, others=statements)).says.startswith("Joaquim Bell tells")


def test_of_many_statements_inside_the_first_are_named() -> None:
    outer = found()
    inner = [replace(found(parent=outer.id), id=f"inner {number}") for number in range(9)]
    given = of("holds", reasons.reasons(outer, others=[outer, *inner]))
    assert given.says.count("Ada Lind said") == reasons.MOST_HELD and given.because == ("and 5 more",)


def test_every_parent_is_a_statement_of_the_same_analysis() -> None:
    statements = analysis(NESTED).statements
    known = {one.id for one in statements}
    parents = [one.derivation.parent for one in statements if one.derivation is not None]
    assert len(parents) == len(statements) and {one for one in parents if one is not None} <= known
    assert sum(one is not None for one in parents) == 2


def test_a_medium_that_only_relays_is_no_parent() -> None:
    (one,) = analysis("The council had rejected the offer, Reuters reported.").statements
    assert one.derivation is not None and one.derivation.parent is None and one.via == ("Reuters",)


def test_a_chain_ends_at_what_is_not_known_and_never_turns_in_a_circle() -> None:
    first = replace(found(parent="second"), id="first")
    second = replace(found(parent="first"), id="second")
    assert Family([first, second]).chain(first) == [second, first]
    assert Family([]).chain(first) == [first]
    own = replace(found(parent="own"), id="own")
    family = Family([own])
    assert family.chain(own) == [own] and family.held(own) == []


def test_explaining_an_article_looks_at_each_statement_a_few_times(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = 0

    def counted(one: Statement) -> str:
        nonlocal looks
        looks += 1
        return parent_of(one)

    monkeypatch.setattr(reasons, "parent_of", counted)
    statements = tuple(replace(found(parent=f"s{number // 2}"), id=f"s{number}") for number in range(1, 301))
    text = as_text("many.txt", Analysis((), statements), {})
    assert text.count("found by") == 300 and text.count("within ") == 299
    assert looks < 20 * len(statements)


# -- words -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "cue", "phrase"),
    [
        ("verb-clause", "had said", "Ada Lind had said"),
        ("according", "According to", "According to Ada Lind"),
        ("passive-object", "was criticised", "was criticised by Ada Lind"),
        ("felt", "angered", "angered Ada Lind"),
        ("noun-infinitive", "refusal", "Ada Lind’s refusal"),
        ("noun-clause-light", "voiced the hope", "Ada Lind voiced the hope"),
        ("speaker", ":", "Ada Lind:"),
        ("floating", "", "Ada Lind:"),
    ],
)
def test_who_and_by_which_words(rule: str, cue: str, phrase: str) -> None:
    passage = Passage(cue, (Span(0, len(cue)),)) if cue else Passage("", ())
    assert said(replace(found(rule=rule), cue=passage)) == phrase


def test_pieces_that_stand_apart_are_parted() -> None:
    assert quoted(Passage.of(HARBOUR, [Span(0, 5), Span(13, 17)])) == "“Board … vote”"
    assert quoted(Passage.of(HARBOUR, [Span(0, 5), Span(6, 12)])) == "“Board defers”"


def test_quotation_marks_do_not_stand_twice() -> None:
    assert quoted(Passage("“We need it,”", (Span(0, 13),))) == "“We need it,”"
    assert quoted(Passage("it is “late” now", (Span(0, 16),))) == "“it is ‘late’ now”"


def test_a_long_passage_is_cut_between_words() -> None:
    long = "word " * 200
    given = quoted(Passage(long, (Span(0, len(long)),)))
    assert len(given) < reasons.LONGEST + 5 and given.endswith("word …”")


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_same_share_has_the_same_words(one: float, other: float) -> None:
    first, second = (re.sub(r" \(.*", "", sureness(confidence)) for confidence in (one, other))
    shares = [words.partition("right in ")[2] for words in (first, second)]
    assert shares[0] != shares[1] or "nearly" in shares[0] or first == second


@given(st.floats(0, 1))
def test_the_figure_is_near_the_confidence(confidence: float) -> None:
    words = sureness(confidence)
    part, of_ = [int(word) for word in words.split() if word.isdigit()] or (1, 1)
    assert abs(part / of_ - confidence) <= 0.08
    assert f"({confidence:.2f})" in words


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_words_give_reasons(name: str, content: str) -> None:
    one = replace(
        found(),
        actor=name,
        content=Passage(content, (Span(0, len(content)),) if content else ()),
        suggested=Suggestion("against", 0.5, name, "rules 1"),
    )
    given = reasons.reasons(one, others=[one], view=view(one))
    assert all(reason.says and reason.says.split() for reason in given)
    assert said(one) == " ".join(said(one).split())
