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
    assert figure(coded.agreement.report("{issue:dredging stance:favor}"), "percentage").figure.n == 3
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
