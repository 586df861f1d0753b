"""The annotations in bench/gold, and how statements are held against them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from bench import annotations, annotators, quality, stances, standoff
from bench.annotations import Annotated, aligned, readings, same_actor
from bench.confidence import Example, fitted, reliability, written
from index.language import weighing
from index.language.confidence import likely
from index.language.signs import Signs
from index.language.stance import Judgement
from index.model import Form, Issue, Passage, Span, Statement, Voice

TEXT = "Ana Bell said the ferry should stay. She asked the harbour board, Okafor said, to pay for it."


def gold(content: str, *actors: str) -> Annotated:
    at = TEXT.index(content)
    return Annotated((Span(at, at + len(content)),), (), (), actors, "named", "self", "indirect", None, "none")


def found(content: str, actor: str | None) -> Statement:
    at = TEXT.index(content)
    passage = Passage.of(TEXT, (Span(at, at + len(content)),))
    empty = Passage.of(TEXT, ())
    return Statement(content + str(actor), "", actor, None, empty, empty, passage, Form.INDIRECT, Voice.SELF)


def test_every_annotation_is_of_the_vocabulary_and_within_order() -> None:
    for record in annotations.records(annotations.GOLD):
        assert len(record["sha256"]) == 64 and record["split"] in annotations.SPLITS
        issues = {issue["id"] for issue in record["issues"]}
        for one in record["statements"]:
            assert one["content"] and (one["issue"] is None or one["issue"] in issues)
            assert one["ref"] in ("named", "pronoun", "role", "unnamed", "none")
            assert one["form"] in {str(form) for form in Form} and one["voice"] in {str(voice) for voice in Voice}
            assert one["stance"] in ("favor", "against", "neutral", "mixed", "none", "unclear")
            for part in ("source", "cue", "content"):
                assert all(0 <= start < end for start, end in one[part])
        assert "text" not in record and not any("text" in one for one in record["statements"])  # offsets only


def test_statements_are_paired_by_their_contents() -> None:
    theirs = [gold("the ferry should stay", "Ana Bell"), gold("to pay for it", "Ana Bell")]
    ours = [
        found("to pay for it", "Ana Bell"),
        found("the harbour board", "Okafor"),
        found("ferry should stay", "Bell"),
    ]
    assert aligned(TEXT, theirs, ours) == [(0, 2), (1, 0)]


def test_joint_speakers_are_paired_by_name() -> None:
    theirs = [gold("the ferry should stay", "Okafor"), gold("the ferry should stay", "Ana Bell")]
    ours = [found("the ferry should stay", "Ana Bell"), found("the ferry should stay", "Okafor")]
    assert aligned(TEXT, theirs, ours) == [(0, 1), (1, 0)]


def test_each_statement_is_paired_once() -> None:
    theirs = [gold("the ferry should stay", "Ana Bell")]
    ours = [found("the ferry should stay", "Okafor"), found("ferry should stay", "Ana Bell")]
    assert len(aligned(TEXT, theirs, ours)) == 1


@pytest.mark.parametrize(
    ("name", "accepted", "same"),
    [
        ("Ana Bell", ("Ana Bell",), True),
        ("Bell", ("Ana Bell",), True),
        ("the Harbour Board", ("Harbour Board",), True),
        ("President Ana Bell", ("Bell",), True),
        ("residents", ("resident",), True),
        ("Ana", ("Ana Bell",), False),
        ("Harbour Board", ("Port Board",), False),
        ("Okafor", ("Ana Bell", "Okafor"), True),
        (None, (), True),
        (None, ("Okafor",), False),
        ("Okafor", (), False),
    ],
)
def test_names_that_are_the_same(name: str | None, accepted: tuple[str, ...], same: bool) -> None:
    assert same_actor(name, accepted) is same


def test_notes_become_offsets(tmp_path: Path) -> None:
    notes, texts, out = tmp_path / "notes", tmp_path / "texts.jsonl", tmp_path / "gold.jsonl"
    notes.mkdir()
    statement = {
        "source": "She", "cue": "asked [...] to", "content": "pay for it", "actor": "Ana Bell", "ref": "pronoun",
        "voice": "self", "form": "indirect", "issue": "ferry", "stance": "favor",
    }  # fmt: skip
    note = {
        "url": "https://example.org/1", "split": "dev", "statements": [statement],
        "issues": [{"id": "ferry", "name": "The ferry should stay", "words": ["ferry"]}],
    }  # fmt: skip
    (notes / "1.yaml").write_text(yaml.safe_dump(note), encoding="utf8")
    texts.write_text(json.dumps({"url": note["url"], "text": TEXT}) + "\n", encoding="utf8")
    assert standoff.main([str(notes), str(texts), "--out", str(out)]) == 0
    (reading,) = readings(texts, gold=out)
    (one,) = reading.statements
    assert [TEXT[s.start : s.end] for s in (*one.source, *one.cue, *one.content)] == [
        "She",
        "asked",
        "to",
        "pay for it",
    ]
    assert one.actors == ("Ana Bell",) and reading.issues[0].proposition == "The ferry should stay"


def test_a_note_that_does_not_fit_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match="'Eastholm' does not stand in the text"):
        standoff.spans(TEXT, "Eastholm", None)
    assert standoff.spans("a b a", "a", 4) == [[4, 5]]
    assert standoff.spans("a b a", "a", None, 2) == [[4, 5]]


def test_a_text_that_changed_is_refused(tmp_path: Path) -> None:
    record = {"url": "u", "sha256": hashlib.sha256(b"old").hexdigest(), "split": "dev", "issues": [], "statements": []}
    (tmp_path / "gold").write_text(json.dumps(record), encoding="utf8")
    (tmp_path / "texts").write_text(json.dumps({"url": "u", "text": "new"}), encoding="utf8")
    with pytest.raises(ValueError, match="not the one that was annotated"):
        list(readings(tmp_path / "texts", gold=tmp_path / "gold"))


def test_groups_of_equal_size_and_their_shares() -> None:
    pairs = [(0.1, False), (0.2, False), (0.8, True), (0.9, True)]
    assert reliability(pairs, bins=2) == [(pytest.approx(0.15), 0.0, 2), (pytest.approx(0.85), 1.0, 2)]


def test_the_written_weights_are_python() -> None:
    space: dict[str, dict[str, float]] = {}
    exec(written({"always": 1.5, "rule quote-before": 0.25}, {"always": 0.5}), {}, space)
    assert space["ATTRIBUTION"] == {"always": 1.5, "rule quote-before": 0.25}
    assert space["HOLDER"] == {"always": 0.5}


def test_weights_are_those_of_articles_that_no_rule_was_made_on() -> None:
    pytest.importorskip("sklearn", reason="the weights are fitted with requirements-bench.txt")
    developed = [Example(("verb",), right, True) for right in [True] * 38 + [False] * 2]
    unseen = [Example(("verb",), right, False) for right in [True] * 12 + [False] * 8]
    assert likely(fitted([*developed, *unseen]), ("verb",)) == pytest.approx(0.6, abs=0.06)
    as_one = [Example(one.signs, one.right, False) for one in (*developed, *unseen)]
    assert likely(fitted(as_one), ("verb",)) > 0.75


def test_the_figures_of_stances_count_what_is_suggested_and_what_of_it_is_right() -> None:
    given = [
        stances.Outcome("favor", 0.7, "favor"),
        stances.Outcome("against", 0.6, "none"),
        stances.Outcome("against", 0.5, "against"),
        stances.Outcome("neutral", 1.0, "neutral"),
        stances.Outcome("none", 1.0, "favor"),
    ]
    lines = list(stances.shown("both", given))
    assert lines[0] == "both: 5 statements; 2 favor, 1 against, 2 neither"
    (row,) = (line for line in lines if line.startswith("0.55"))
    assert "3/5 = 0.600" in row and "2/3 = 0.667" in row and "0/1 = 0.000" in row and "1/3 = 0.333" in row


def test_the_weights_of_a_side_neither_prefer_one_nor_count_against_their_meaning() -> None:
    article = stances.Article(annotations.Reading("u", "fit", TEXT, ()), "own")
    told = [
        ({"good": 1.0, "odd": -1.0}, "favor"), ({"good": 1.0}, "favor"), ({"good": -1.0, "odd": 1.0}, "against"),
        ({"odd": 1.0}, "none"), ({"good": 1.0}, "favor"), ({}, "none"),
    ]  # fmt: skip
    for side, stance in told:
        judged = Judgement("favor", 0.7, "", Signs(side, {"given": 1.0}))
        article.examples.append(stances.Example(judged, "ferry", "bell", stance))
    urls = (replace(article.reading, url=str(number)) for number in range(stances.FOLDS))
    made = stances.learnt([replace(article, reading=reading) for reading in urls])
    assert made.side.keys() == {"good"} and made.side["good"] > 0
    assert weighing.ALWAYS in made.taking and weighing.ALWAYS not in made.among
    text = stances.written(made, made)
    assert "\nSIDE: dict[str, float]" in text and "\nINDICATED_SIDE: dict[str, float]" in text
    assert {one.read for one in stances.outcomes(article, made) if one.stance == "favor"} == {"favor"}


def test_all_readings_of_an_article_are_left_out_together() -> None:
    given = [stances.Article(annotations.Reading(str(url), "fit", TEXT, ()), "own") for url in range(9)]
    readings = [*given, *(replace(one, count=1 / 3) for one in given)]
    folds = list(stances._folds(readings))
    assert sum(len(held) for _, held in folds) == len(readings)
    for rest, held in folds:
        assert len(rest) + len(held) == len(readings)
        assert not {one.reading.url for one in rest} & {one.reading.url for one in held}


def test_the_stances_are_of_the_vocabulary_and_of_other_articles() -> None:
    records = list(annotations.records(annotations.STANCES))
    known = {record["url"] for record in annotations.records(annotations.GOLD)}
    assert not known & {record["url"] for record in records}
    assert [sum(record["split"] == split for record in records) for split in ("fit", "test")] == [87, 46]
    for record in records:
        issues = {issue["id"] for issue in record["issues"]}
        for one in record["statements"]:
            assert one["issue"] in issues and one["content"]
            assert one["stance"] in ("favor", "against", "neutral", "mixed", "none", "unclear")


@pytest.mark.parametrize("split", [[], ["--split", "fit"], ["--split", "test"]])
def test_errors_are_only_read_of_the_articles_that_rules_are_made_on(split: list[str], tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        quality.main(["--texts", str(tmp_path / "none"), "--errors", *split])


def test_each_split_has_its_articles() -> None:
    splits = [record["split"] for record in annotations.records(annotations.GOLD)]
    assert {split: splits.count(split) for split in annotations.SPLITS} == {"dev": 81, "fit": 23, "test": 22}


@pytest.mark.parametrize("writers", [("first",), ("second",), annotations.WRITERS])
def test_every_issue_of_the_fit_and_test_articles_has_indicators_of_both_sides(writers: tuple[str, ...]) -> None:
    known = annotations.indicators(writers)
    records = [*annotations.records(annotations.GOLD), *annotations.records(annotations.STANCES)]
    issues = {(record["url"], one["id"]) for record in records if record["split"] != "dev" for one in record["issues"]}
    assert known.keys() == issues
    for favor, against in known.values():
        assert favor and against
        assert not {one.casefold() for one in favor} & {one.casefold() for one in against}
        assert all(any(c.isalnum() for c in one) and len(one) <= 80 for one in (*favor, *against))


def test_what_writers_put_on_different_sides_is_on_neither(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = {"url": "u", "issue": "weir", "first": {"favor": ["Jobs", "power"], "against": ["flood*"]},
           "second": {"favor": ["jobs", "trade"], "against": ["power", "noise"]},
           "third": {"favor": ["Trade", "calm"], "against": ["silt"]}}  # fmt: skip
    file = tmp_path / "indicators.jsonl"
    file.write_text(json.dumps(one), encoding="utf8")
    monkeypatch.setattr(annotations, "INDICATORS", file)
    ((favor, against),) = annotations.indicators().values()
    assert (set(favor), set(against)) == ({"Jobs", "trade", "calm"}, {"flood*", "noise", "silt"})
    assert annotations.indicators(["first"]) == {("u", "weir"): (("Jobs", "power"), ("flood*",))}


def test_the_indicators_that_owe_nothing_to_an_issue_s_words_have_none_of_them() -> None:
    ferry = Issue("ferry", "The ferry should stay", ("ferry", "crossing*", "slow boat", "contamination"))
    given = ("ferry jobs", "Crossings", "slow", "slow boat", "boat", "contaminat*", "jobs", "ferries")
    assert stances._others(ferry, given) == ("slow", "boat", "jobs", "ferries")


@pytest.mark.parametrize(
    ("stances", "most"),
    [
        (["favor"], "favor"), (["favor", "favor"], "favor"), (["none", "favor", "favor"], "favor"),
        (["none", "favor"], "unclear"), (["none", "favor", "against"], "unclear"),
    ],
)  # fmt: skip
def test_a_stance_is_what_most_annotators_read(stances: list[str], most: str) -> None:
    assert annotations.of_most(stances) == most


def test_further_annotators_are_heard_or_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = {"source": [], "cue": [], "content": [[0, 8]], "actor": "Ana Bell", "issue": "ferry", "stance": "none"}
    record = {"url": "u", "sha256": hashlib.sha256(TEXT.encode()).hexdigest(), "split": "test",
              "issues": [{"id": "ferry", "name": "The ferry should stay", "words": ["ferry"]}],
              "statements": [one, {**one, "stance": "favor"}]}  # fmt: skip
    read = {"url": "u", "second": {"0": "favor", "1": "favor"}, "third": {"0": "favor"}}
    for name, what in (("gold", record), ("readers", read), ("texts", {"url": "u", "text": TEXT})):
        (tmp_path / name).write_text(json.dumps(what), encoding="utf8")
    monkeypatch.setattr(annotations, "READERS", tmp_path / "readers")

    def stances_of(**how: bool) -> list[str]:
        (found,) = readings(tmp_path / "texts", gold=tmp_path / "gold", **how)
        return [statement.stance for statement in found.statements]

    assert stances_of() == ["favor", "favor"]
    assert stances_of(first_alone=True) == ["none", "favor"]


def test_every_stance_of_the_fit_and_test_articles_has_two_annotators_and_a_third_where_they_differ() -> None:
    read = {record["url"]: record for record in annotations.records(annotations.READERS)}
    told = [record for gold in (annotations.GOLD, annotations.STANCES) for record in annotations.records(gold)]
    assert len(read) == sum(record["split"] != "dev" for record in told if record["statements"]) == 178
    for record in told:
        further = read.get(record["url"], {})
        assert set(further) <= {"url", "second", "third"} and (record["split"] != "dev") == bool(further)
        for place, one in enumerate(record["statements"]):
            stances_ = [one["stance"], *annotations.further_stances(further, place).values()]
            if not further or one["issue"] is None:
                assert len(stances_) == 1
                continue
            assert set(stances_) <= {"favor", "against", "neutral", "mixed", "none", "unclear"}
            assert len(stances_) == 3 or (len(stances_) == 2 and len(set(stances_)) == 1)


def test_whom_the_third_annotator_sided_with_is_told() -> None:
    read = {
        "a": {"first": "favor", "second": "favor"},
        "b": {"first": "against", "second": "against", "third": "against"},
        "c": {"first": "neither", "second": "favor", "third": "favor"},
        "d": {"first": "neither", "second": "against", "third": "favor"},
    }
    lines = list(annotators.shown("test", read))
    assert lines[0].startswith("test: first and second alike 2/4 = 0.500, Krippendorff's alpha 0.")
    assert lines[1] == "  apart: neither / favor 1, neither / against 1"
    assert lines[2:] == [
        "  third, where these read alike: first 1",
        "  third, where these read apart: neither of them 1, second 1",
    ]
    assert {who for one in annotators.read_by("test").values() for who in one} == {"first", "second", "third"}
