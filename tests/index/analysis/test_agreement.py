"""The figures of agreement, against the worked examples of those who published them, and against each other."""

from __future__ import annotations

import math
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.analysis import agreement, coefficients
from index.analysis.agreement import Figure, Measure, figure, figures, interval
from index.analysis.ratings import Ratings


def table(*rows: str, ranks: dict[str, float] | None = None) -> Ratings:
    """Ratings from one row of words for each coder, "." for none."""
    columns = [row.split() for row in rows]
    given = {
        f"u{unit}": {f"c{coder}": row[unit] for coder, row in enumerate(columns) if row[unit] != "."}
        for unit in range(len(columns[0]))
    }
    return Ratings.of(given, [f"c{coder}" for coder in range(len(columns))], ranks)


def crossed(counts: list[list[int]], ranks: dict[str, float] | None = None) -> Ratings:
    """Ratings of two coders from a table of how often each pair of values was given."""
    given = {}
    for one, row in enumerate(counts):
        for two, number in enumerate(row):
            for _ in range(number):
                given[f"u{len(given)}"] = {"a": f"v{one}", "b": f"v{two}"}
    return Ratings.of(given, None, ranks)


def numbered(words: str) -> dict[str, float]:
    return {word: float(word) for word in words.split()}


# Krippendorff 2011, sections A, B, C and D: his reliability data matrices.
BINARY = ("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
NOMINAL = ("a a b b d c c c e d d a", "b a b b b c c c e d d d")
MISSING = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)

# Fleiss 1971, table 1: 30 patients, six raters each, five diagnoses.
DIAGNOSES = """
00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031
00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006
""".split()


@pytest.mark.parametrize(
    ("rows", "measure", "published"),
    [
        (BINARY, Measure.ALPHA, 0.095),
        (NOMINAL, Measure.ALPHA, 0.692),
        (MISSING, Measure.ALPHA, 0.743),
        (MISSING, Measure.ALPHA_ORDINAL, 0.815),
    ],
)
def test_krippendorffs_examples(rows: tuple[str, ...], measure: Measure, published: float) -> None:
    found = figure(measure, table(*rows, ranks=numbered("1 2 3 4 5")))
    assert found.value == pytest.approx(published, abs=0.0005)
    assert found.low is not None and found.high is not None and found.low <= found.value <= found.high
    # A unit with one value, or none, is not counted: 11 of the 12 can be compared.
    assert (found.n, found.coders) == (11 if rows is MISSING else len(rows[0].split()), len(rows))


def test_cohens_example_of_1960() -> None:
    found = figure(Measure.COHEN, crossed([[88, 10, 2], [14, 40, 6], [18, 10, 12]]))
    assert found.value == pytest.approx(0.492, abs=0.0005)
    assert (found.n, found.coders) == (200, 2)
    assert figure(Measure.PERCENTAGE, crossed([[88, 10, 2], [14, 40, 6], [18, 10, 12]])).value == pytest.approx(0.70)
    # His large-sample standard error is .0535, so that the interval is near .492 ± .105.
    assert found.low == pytest.approx(0.387, abs=0.02) and found.high == pytest.approx(0.597, abs=0.02)


def diagnosed() -> Ratings:
    given = {}
    for unit, row in enumerate(DIAGNOSES):
        values = [f"d{place}" for place, number in enumerate(row) for _ in range(int(number))]
        given[f"u{unit}"] = {f"c{coder}": value for coder, value in enumerate(values)}
    return Ratings.of(given)


def test_fleiss_example_of_1971() -> None:
    found = figure(Measure.FLEISS, diagnosed())
    assert found.value == pytest.approx(0.430, abs=0.0005)
    assert (found.n, found.coders) == (30, 6)
    assert figure(Measure.PERCENTAGE, diagnosed()).value == pytest.approx(0.556, abs=0.001)


def test_fleiss_rests_on_the_units_that_all_coded() -> None:
    ratings = table("a a b b a", "a b b . a", "a a b b b")
    assert figure(Measure.FLEISS, ratings).n == 4
    assert figure(Measure.FLEISS, ratings).value == figure(Measure.FLEISS, table("a a b a", "a b b a", "a a b b")).value


def test_weighted_kappa_forgives_near_misses() -> None:
    near = crossed([[20, 5, 0], [5, 20, 5], [0, 5, 20]], {"v0": -1, "v1": 0, "v2": 1})
    far = crossed([[20, 0, 5], [0, 25, 5], [5, 5, 15]], {"v0": -1, "v1": 0, "v2": 1})
    assert figure(Measure.COHEN, near).value == pytest.approx(figure(Measure.COHEN, far).value or 0, abs=0.01)
    assert (figure(Measure.COHEN_WEIGHTED, near).value or 0) > (figure(Measure.COHEN_WEIGHTED, far).value or 0) + 0.05
    assert (figure(Measure.ALPHA_ORDINAL, near).value or 0) > (figure(Measure.ALPHA_ORDINAL, far).value or 0) + 0.05


def test_values_of_one_rank_are_one_and_values_without_are_left_out() -> None:
    ranks = {"favor": 1.0, "mixed": 0.0, "neutral": 0.0, "against": -1.0}
    ratings = table("favor mixed against none favor", "favor neutral against favor against", ranks=ranks)
    assert figure(Measure.ALPHA, ratings).n == 5
    ordinal = figure(Measure.ALPHA_ORDINAL, ratings)
    assert ordinal.n == 4
    assert ratings.ranked().values == ("against", "mixed/neutral", "favor")
    assert ordinal.value == figure(Measure.ALPHA_ORDINAL, table("2 1 0 2", "2 1 0 0", ranks=numbered("0 1 2"))).value


CODES = st.lists(st.lists(st.integers(-1, 3), min_size=3, max_size=3), min_size=3, max_size=25)


@settings(deadline=None, max_examples=150)
@given(CODES, st.booleans())
def test_what_is_drawn_for_the_interval_is_the_figure_of_the_library(codes: list[list[int]], is_pair: bool) -> None:
    """Each figure of all units, each once, is what the library gives; a unit drawn twice is as if it stood twice."""
    rows = np.array(codes)[:, : 2 if is_pair else 3]
    values = tuple("0123")
    ranks = numbered("0 1 2 3")
    ratings = Ratings(tuple(f"u{n}" for n in range(len(rows))), tuple("abc"[: rows.shape[1]]), values, rows, ranks)
    for measure, statistic in (
        (Measure.ALPHA, coefficients.alphas),
        (Measure.ALPHA_ORDINAL, coefficients.ordinal_alphas),
        *(
            ((Measure.COHEN, coefficients.kappas), (Measure.COHEN_WEIGHTED, coefficients.weighted_kappas))
            if is_pair
            else ()
        ),
    ):
        found = figure(measure, ratings, draws=0)
        if found.value is None:
            assert found.why.endswith(".")
            continue
        used = agreement._used(measure, ratings)
        weights = np.array([[1.0] * found.n, [2.0] + [1.0] * (found.n - 1)])
        once, twice = statistic(used)(weights)
        assert once == pytest.approx(found.value, abs=1e-9)
        doubled = Ratings((*used.units, "again"), used.coders, values, np.vstack([used.codes, used.codes[:1]]), ranks)
        assert twice == pytest.approx(figure(measure, doubled, draws=0).value, abs=1e-9)


def test_the_interval_is_the_same_for_a_seed_and_narrower_for_more_units() -> None:
    few, many = crossed([[10, 2], [3, 9]]), crossed([[100, 20], [30, 90]])
    one, two, three = (figure(Measure.ALPHA, few, seed=seed) for seed in (1, 1, 2))
    assert one == two and (one.low, one.high) != (three.low, three.high)
    wide, narrow = one, figure(Measure.ALPHA, many)
    assert wide.low is not None and wide.high is not None and narrow.low is not None and narrow.high is not None
    assert narrow.high - narrow.low < 0.5 * (wide.high - wide.low)


@pytest.mark.parametrize(
    ("ratings", "why"),
    [
        (Ratings.of({}), "Nobody has given a value."),
        (Ratings.of({"u": {}}), "Nobody has given a value."),
        (table("a b a"), "Only c0 has given values; agreement needs a second annotator."),
        (table("a b . .", ". . a b"), "No statement has values of two annotators."),
        (table("a a a", "a a a"), "Every value is “a”: without variation"),
    ],
)
def test_where_there_is_no_figure_a_sentence_says_why(ratings: Ratings, why: str) -> None:
    for measure in (Measure.ALPHA, *([Measure.COHEN] if len(ratings.coders) == 2 else [])):
        found = figure(measure, ratings)
        assert found.value is None and found.low is None
        assert found.why.startswith(why)
    for found in figures(ratings):
        assert found.value is None or not math.isnan(found.value)


def test_without_variation_the_percentage_still_stands() -> None:
    assert figure(Measure.PERCENTAGE, table("a a a", "a a a")) == Figure(Measure.PERCENTAGE, 1.0, 3, 2, 1.0, 1.0)


def test_one_unit_has_a_percentage_and_no_interval() -> None:
    found = figure(Measure.PERCENTAGE, table("a", "b"))
    assert (found.value, found.low, found.high, found.n) == (0.0, None, None, 1)


def test_chance_alone_gives_about_nothing_and_systematic_contradiction_less() -> None:
    generator = np.random.default_rng(5)
    rows = generator.integers(0, 2, (2000, 2))
    ratings = Ratings(tuple(map(str, range(2000))), ("a", "b"), ("x", "y"), rows)
    assert abs(figure(Measure.ALPHA, ratings).value or 0) < 0.06
    assert (figure(Measure.ALPHA, table("a b a b", "b a b a")).value or 0) < -0.5


def test_disagreements_are_named_with_what_each_gave() -> None:
    ratings = table("a b c .", "a c c b", ". b d b")
    assert ratings.disagreements() == [
        ("u1", {"c0": "b", "c1": "c", "c2": "b"}),
        ("u2", {"c0": "c", "c1": "c", "c2": "d"}),
    ]


def test_which_figures_there_are() -> None:
    ranks = numbered("1 2 3")
    assert [one.measure for one in figures(table("1 2 3", "1 2 2", ranks=ranks))] == [
        *(Measure.ALPHA, Measure.ALPHA_ORDINAL, Measure.COHEN, Measure.COHEN_WEIGHTED, Measure.PERCENTAGE)
    ]
    assert [one.measure for one in figures(table("1 2", "1 2", "2 2"))] == [
        *(Measure.ALPHA, Measure.FLEISS, Measure.PERCENTAGE)
    ]


def test_many_different_values_and_a_thousand_draws_take_little_time_and_memory() -> None:
    generator = np.random.default_rng(1)
    first = generator.integers(0, 900, 4000)
    second = np.where(generator.random(4000) < 0.9, first, generator.integers(0, 900, 4000))
    ratings = Ratings(
        tuple(map(str, range(4000))), ("a", "b"), tuple(f"{n:03}" for n in range(900)), np.stack([first, second], 1)
    )
    began = time.process_time()
    found = figure(Measure.ALPHA, ratings)
    assert found.value == pytest.approx(0.9, abs=0.02) and found.low is not None
    small = Ratings(ratings.units[:200], ratings.coders, ratings.values, ratings.codes[:200] % 5)
    assert len(figures(small)) == 3
    assert time.process_time() - began < 10


def test_there_is_no_interval_where_most_samples_have_no_figure() -> None:
    def sometimes(share: float) -> coefficients.Statistic:
        def reckoned(samples: coefficients.Floats) -> coefficients.Floats:
            found = np.linspace(0.0, 1.0, len(samples))
            found[int(share * len(samples)) :] = np.nan
            return found

        return reckoned

    assert interval(sometimes(0.49), 4, draws=100) == (None, None)
    low, high = interval(sometimes(0.5), 4, draws=100)
    assert low is not None and high is not None and low < high
