"""What is learned from, how it is fitted and scored: pure parts."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.learning.features import features_of, in_words, words_of
from index.learning.fitting import Sample, curve, fit, validated
from index.learning.linear import Linear
from index.learning.scoring import calibration_error, fitted_temperature, folds_of, share, softmax
from tests.index.factories import statement


def made(number: int, *, noise: int = 0) -> list[Sample]:
    """Samples in which one word tells the label, but for each `noise`-th; the rules know half of them."""
    samples = []
    for at in range(number):
        label = ("against", "favor")[at % 2]
        told = label if not noise or at % noise else ("favor", "against")[at % 2]
        features = {f"word:{told}ish": 1.0, f"word:x{at % 7}": 1.0}
        samples.append(Sample(features, label, str(at // 4), label if at % 4 < 2 else "none"))
    return samples


def test_features_are_named_so_that_they_can_be_said() -> None:
    found = features_of(statement(issue="harbour"), "harbour", "Post", "Politics")
    assert {"rules:against", "surely:against", "issue:harbour", "actor:ada-lind", "outlet:Post"} <= set(found)
    assert {"word:harbour", "pair:must not", "cue:said", "form:indirect", "voice:self"} <= set(found)
    assert "rules:" in features_of(replace(statement(), suggested=None), None)
    assert in_words("pair:must not") == "the words “must not”"
    assert in_words("rules on:against harbour") == "the rules suggest against on harbour"
    assert all(in_words(name) for name in found)


@given(st.text())
def test_words_are_small_and_few(text: str) -> None:
    words = words_of(text)
    assert len(words) <= 80
    assert words == words_of(" ".join(words)) or "#" in words


def test_a_model_guesses_by_what_tells_and_says_so() -> None:
    model = fit(made(80))
    guess = model.guess({"word:favorish": 1.0})
    assert guess.label == "favor" and guess.confidence > 0.8
    assert model.reasons({"word:favorish": 1.0, "word:x1": 1.0}, "favor")[0] == "the word “favorish”"
    assert model.reasons({"word:favorish": 1.0}, "unknown") == []


def test_a_model_is_the_same_after_json() -> None:
    model = replace(fit(made(40)), temperature=1.7)
    again = Linear.from_json(json.loads(json.dumps(model.as_json())))
    for sample in made(10):
        assert again.guess(sample.features).confidence == pytest.approx(
            model.guess(sample.features).confidence, abs=1e-4
        )


@pytest.mark.parametrize(
    "value",
    [
        {"labels": [], "bias": [], "weights": {}, "temperature": 1},
        {"labels": ["a", "b"], "bias": [0, 0], "weights": {"x": [1]}, "temperature": 1},
        {"labels": ["a"], "bias": [float("nan")], "weights": {}, "temperature": 1},
        {"labels": ["a"], "bias": [0], "weights": {}, "temperature": 0},
    ],
)
def test_numbers_that_are_no_model_are_refused(value: object) -> None:
    with pytest.raises(ValueError):
        Linear.from_json(value)


def test_few_or_equal_labels_still_give_a_model() -> None:
    assert fit(made(80)[::2]).guess({}).label == "against"
    lonely = [Sample({f"word:{at}": 1.0}, "ab"[at % 2], str(at)) for at in range(6)]
    assert fit(lonely).weights == {}  # no word stands in two stories


@given(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=60), st.integers(0, 99))
def test_no_story_is_in_two_folds(groups: list[str], seed: int) -> None:
    fold = folds_of(groups, seed)
    assert len({(group, place) for group, place in zip(groups, fold.tolist(), strict=True)}) == len(set(groups))
    assert fold.tolist() == folds_of(groups, seed).tolist()
    assert set(fold.tolist()) <= set(range(5))


def test_what_a_story_tells_is_not_tested_on_itself() -> None:
    # Each story has a word of its own that tells its label: of use only if the story leaks into its own test.
    samples = [Sample({f"word:s{at // 2}": 1.0}, "ab"[at // 2 % 2], str(at // 2)) for at in range(120)]
    assert validated(samples, 0).right.value < 0.7


def test_a_model_is_tested_beside_the_rules_on_the_same_labels() -> None:
    found = validated(made(120, noise=10), 0)
    assert found.rules.value == 0.5
    assert found.right.value == pytest.approx(0.9, abs=0.03)
    assert found.gain.value == pytest.approx(found.right.value - found.rules.value)
    assert 0 < found.gain.low <= found.gain.value <= found.gain.high
    assert found.ece < 0.1
    assert found.confidence.mean() == pytest.approx(found.right.value, abs=0.05)
    assert set(found.coverages) == {"1", "0.75", "0.5"}


def test_rules_that_are_right_are_not_beaten() -> None:
    samples = [replace(one, rules=one.label) for one in made(120, noise=3)]
    assert validated(samples, 0).gain.high < 0


def test_the_same_seed_gives_the_same_figures() -> None:
    one, two = validated(made(60, noise=5), 3), validated(made(60, noise=5), 3)
    assert (one.right, one.ece, one.model) == (two.right, two.ece, two.model)
    assert curve(made(60, noise=5), 3) == curve(made(60, noise=5), 3)


def test_the_curve_goes_up_to_all_that_can_be_learned_from() -> None:
    points = curve(made(200, noise=20), 0)
    assert [one["labels"] for one in points] == [25, 50, 100, 160]
    assert points[-1]["right"]["1"]["value"] >= points[0]["right"]["1"]["value"] - 0.02


@settings(deadline=None)
@given(st.integers(0, 50), st.floats(0.3, 4.0))
def test_calibration_finds_the_temperature_that_labels_were_drawn_with(seed: int, temperature: float) -> None:
    random = np.random.default_rng(seed)
    scores = random.normal(0, 3, (3000, 3))
    drawn = (softmax(scores, temperature).cumsum(axis=1) < random.random((3000, 1))).sum(axis=1)
    found = fitted_temperature(scores, drawn)
    assert 0.75 * temperature < found < 1.35 * temperature
    probable = softmax(scores, found)
    assert calibration_error(probable.max(axis=1), probable.argmax(axis=1) == drawn) < 0.05


@given(st.lists(st.tuples(st.booleans(), st.sampled_from("abcd")), max_size=40), st.integers(0, 9))
def test_a_share_lies_in_its_interval(items: list[tuple[bool, str]], seed: int) -> None:
    found = share(np.array([float(right) for right, _ in items]), [group for _, group in items], seed)
    assert 0 <= found.low <= found.high <= 1
    if len({right for right, _ in items}) == 1:
        assert found.low == found.value == found.high


def test_a_few_that_were_all_right_make_nobody_certain() -> None:
    scores = np.tile([9.0, 0.0, 0.0], (50, 1))
    temperature = fitted_temperature(scores, np.zeros(50, np.int64))
    assert 0.95 < softmax(scores, temperature).max() < 0.995
