"""Agreement over a library's labels: which figures, of whom, on what, and the statements behind them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import QueryError, UsageError
from index.library import Library
from index.library_parts.agreement import Disagreement, Report, Row
from index.model import Span
from tests.index.store.helpers import TEXT, analysed, three

Open = Callable[..., Library]
TEXTS = [TEXT.replace("divides the town", f"divides town {n}") for n in range(6)]
ALL = [one.id for text in TEXTS for one in three(text)]
STANCES = ("favor", "against", "mixed")


@pytest.fixture
def coded(library: Library, open_library: Open) -> Library:
    """18 statements, labelled by dana and omar, who differ on two; eva has labelled three."""
    for n, text in enumerate(TEXTS):
        analysed(library, text, path=f"{n}.txt")
    library.annotations.create_issue("dredging", "The channel should be dredged")
    omar, eva = open_library("omar"), open_library("eva")
    for n, one in enumerate(ALL):
        library.annotations.label(one, STANCES[n % 3], issue="dredging" if n < 9 else None)
        omar.annotations.label(one, "none" if n in (4, 13) else STANCES[n % 3])
    for one in ALL[:3]:
        eva.annotations.label(one, "favor")
    return library


def rows(report: Report, **wanted: str) -> list[Row]:
    return [row for row in report.labelling if all(str(getattr(row, name)) == v for name, v in wanted.items())]


def figure(report: Report, measure: str, scope: str = "all", name: str = "", variable: str = "stance") -> Row:
    (row,) = [row for row in rows(report, scope=scope, name=name, variable=variable) if row.figure.measure == measure]
    return row


def test_the_figures_of_two(coded: Library) -> None:
    report = coded.agreement.report(coders=["dana", "omar"])
    assert report.coders == ["dana", "omar"]
    share = figure(report, "percentage")
    assert share.figure.value == pytest.approx(16 / 18) and (share.figure.n, share.figure.coders) == (18, 2)
    assert {one.statement for one in share.disagreements} == {ALL[4], ALL[13]}
    assert all(one.values == {"dana": "against", "omar": "none"} for one in share.disagreements)
    alpha = figure(report, "alpha").figure
    assert alpha.value is not None and 0.75 < alpha.value < 0.9 and alpha.low is not None and alpha.low < alpha.value
    # “none” has no order, so that the two on which they differ are not in the ordinal figures.
    assert figure(report, "alpha (ordinal)").figure.value == 1.0
    assert figure(report, "alpha (ordinal)").figure.n == 16
    assert figure(report, "cohen's kappa").figure.n == 18


def test_of_all_by_pair_issue_and_actor(coded: Library) -> None:
    report = coded.agreement.report()
    assert report.coders == ["dana", "eva", "omar"]
    # Nobody but one has set anything else: that it is as found for all is no agreement.
    assert {row.variable for row in report.labelling} == {"stance"}
    assert figure(report, "fleiss' kappa").figure.n == 3
    assert [row.name for row in rows(report, scope="pair") if row.figure.measure == "percentage"] == [
        "dana, omar", "dana, eva", "eva, omar"
    ]  # fmt: skip
    assert figure(report, "percentage", "pair", "dana, eva").figure.value == pytest.approx(1 / 3)
    assert figure(report, "percentage", "issue", "dredging").figure.n == 9
    by_actor = {row.name: row.figure.n for row in rows(report, scope="actor") if row.figure.measure == "percentage"}
    assert by_actor == {"Ann Lee": 6, "The minister": 6, "The Port Authority": 6}
    # All that dana and omar said of one actor is the same: a sentence instead of a number.
    lees = figure(coded.agreement.report(coders=["dana", "omar"]), "alpha", "actor", "The Port Authority")
    assert lees.figure.value is None and lees.figure.why.startswith("Every value is “mixed”")


def test_a_query_and_its_errors(coded: Library) -> None:
    assert figure(coded.agreement.report("actor:lee"), "percentage").figure.n == 6
    # Three that dana and omar labelled so, and two that eva did: whoever asks.
    assert figure(coded.agreement.report("{issue:dredging stance:favor}"), "percentage").figure.n == 5
    with pytest.raises(QueryError):
        coded.agreement.report("actr:lee")
    with pytest.raises(UsageError, match="no annotator 'nobody'"):
        coded.agreement.report(coders=["dana", "nobody"])
    with pytest.raises(UsageError, match="no variable"):
        coded.agreement.report(variable="mood")


def test_other_variables(coded: Library, open_library: Open) -> None:
    report = coded.agreement.report(variable="issue", coders=["dana", "omar"])
    # Omar left the issue as it was found, which is none: nothing to compare.
    assert rows(report, scope="all")[0].figure.why.startswith("Only dana has given values")
    omar = open_library("omar")
    coded.annotations.create_issue("toll", "The toll should rise")
    for n, one in enumerate(ALL[:4]):
        omar.annotations.set_issue(one, "toll" if n == 2 else "dredging")
    report = coded.agreement.report(variable="issue", coders=["dana", "omar"])
    assert figure(report, "percentage", variable="issue").figure.value == pytest.approx(0.75)
    assert coded.agreement.disagreements("issue") == [Disagreement(ALL[2], {"dana": "dredging", "omar": "toll"})]
    actors = coded.agreement.report(variable="actor", coders=["dana", "omar"])
    assert figure(actors, "percentage", variable="actor").figure.value == 1.0


def test_finding_is_reported_apart(coded: Library, open_library: Open) -> None:
    omar = open_library("omar")
    article = coded.statements.get(ALL[0])
    omar.annotations.create_statement(
        article.article, article.statement.version, actor="Ann Lee", content=[Span(0, 12)], stance="favor"
    )
    omar.annotations.retire(ALL[5])
    report = coded.agreement.report(coders=["dana", "omar"])
    assert figure(report, "percentage").figure.n == 17  # what was retired is no longer compared as labelled
    (found,) = report.finding
    assert (found.coders, found.articles) == (("dana", "omar"), 6)
    # 18 of dana's; 17 of omar's are the same, one of his is his own.
    assert found.f1 == pytest.approx(2 * 17 / (18 + 18)) and found.f1_interval[0] is not None
    assert found.only is not None and list(found.only["dana"]) == [ALL[5]] and len(found.only["omar"]) == 1
    (share,) = [row for row in report.kept if row.figure.measure == "percentage"]
    assert share.figure.value == pytest.approx(17 / 18)
    assert [one.values for one in share.disagreements] == [{"dana": "kept", "omar": "retired"}]


def test_nobody_and_one_alone(library: Library) -> None:
    analysed(library)
    assert library.agreement.report().labelling[0].figure.why == "Nobody has given a value."
    library.annotations.label(three()[0].id, "favor")
    (alpha, *_) = library.agreement.report().labelling
    assert alpha.figure.why == "Only dana has given values; agreement needs a second annotator."
    assert library.agreement.disagreements() == [] and library.agreement.with_oneself() == []


def test_the_seed_makes_the_interval(coded: Library) -> None:
    one, two, three_ = (coded.agreement.report(seed=seed) for seed in (1, 1, 2))
    assert one == two
    assert one != three_


def test_what_is_heavy_is_not_loaded_before_it_is_asked_for(tmp_path: Path) -> None:
    script = (
        "import sys\nfrom pathlib import Path\nfrom index.library import Library\n"
        f"Library.open(Path({str(tmp_path / 'l')!r}), create=True).close()\n"
        "print(sorted({'numpy', 'scipy', 'sklearn', 'krippendorff'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True,
                         cwd=Path(__file__).parents[3])  # fmt: skip
    assert run.stdout.strip() == "[]"


def test_what_a_split_moved_is_still_what_its_maker_said_of_it_before(coded: Library, open_library: Open) -> None:
    omar = open_library("omar")
    for one in ALL[:9]:
        omar.annotations.set_issue(one, "dredging")
    assert coded.agreement.disagreements("issue") == []
    coded.recoding.split("issue", "dredging", "deepening", ALL[:4], proposition="The channel should be deepened")
    assert coded.agreement.disagreements("issue") == [], "a recoding is no annotator's opinion of a statement"
    report = coded.agreement.report(variable="issue", coders=["dana", "omar"], draws=0)
    assert figure(report, "percentage", variable="issue").figure.value == 1.0
    coded.annotations.set_issue(ALL[0], None)
    coded.annotations.undo(), coded.annotations.undo()
    omar.annotations.undo()
    coded.recoding.split("issue", "dredging", "deepening", ALL[:9], proposition="The channel should be deepened")
    assert figure(coded.agreement.report(variable="issue", draws=0), "percentage", variable="issue").figure.n >= 8


def test_an_actor_that_somebody_corrected_is_not_what_the_others_left(coded: Library) -> None:
    coded.annotations.edit(ALL[0], actor="Rosa Pryce")
    (found,) = coded.agreement.disagreements("actor", coders=["dana", "omar"])
    assert found.statement == ALL[0] and found.values == {"dana": "rosa-pryce", "omar": "minister"}


def test_a_query_finds_the_same_whoever_asks(coded: Library, open_library: Open) -> None:
    differing = {ALL[4], ALL[13]}
    for by in ("dana", "omar", "eva", "lead"):
        one = open_library(by)
        for query in ("stance:none", "{stance:none is:labelled}", "stance:none OR stance:mixed"):
            found = {each.statement for each in one.agreement.disagreements(query=query, coders=["dana", "omar"])}
            assert found == differing, f"{by} asks for {query}"
        assert one.agreement.disagreements(query="is:unlabelled") == []
        assert one.agreement.disagreements(query="{-stance:none}", coders=["dana", "omar"]) == []
    coded.recoding.rename("label", "none", "nothing")
    assert {each.statement for each in coded.agreement.disagreements(query="stance:nothing")} >= differing


def test_what_was_retired_is_not_agreed_on_with_oneself(coded: Library) -> None:
    coded.second_look.label(ALL[0], "against")
    coded.second_look.label(ALL[1], "against")
    assert {row.figure.n for row in coded.agreement.with_oneself(draws=0)} == {2}
    coded.annotations.retire(ALL[0])
    rows = coded.agreement.with_oneself(draws=0)
    assert {row.figure.n for row in rows} == {1} and not any(row.disagreements for row in rows)
    coded.annotations.undo()
    assert {row.figure.n for row in coded.agreement.with_oneself(draws=0)} == {2}


def test_who_splits_an_issue_has_said_nothing_of_what_that_moves(coded: Library, open_library: Open) -> None:
    omar = open_library("omar")
    for one in ALL[9:12]:
        omar.annotations.set_issue(one, "dredging")
    coded.recoding.split("issue", "dredging", "deepening", ALL[9:12], proposition="The channel should be deepened")
    report = coded.agreement.report(variable="issue", coders=["dana", "omar"], draws=0)
    assert not any(one.statement in ALL[9:12] for row in rows(report, variable="issue") for one in row.disagreements)
