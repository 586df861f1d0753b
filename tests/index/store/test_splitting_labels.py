"""A label that is split off another one: made in one step, in force everywhere, and taken back in one step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index import config, made_labels
from index.errors import UsageError
from index.library import Library
from index.library_parts.samples import _given_blind
from index.made_labels import Look
from index.model import EventKind
from index.store import dump, event_fields, undump
from tests.index import coded_library
from tests.index.store.helpers import TEXT, analysed, draft, found, three
from tests.index.store.test_recoding import found_by, labels

Opener = Callable[..., Library]
FIRST, SECOND, THIRD = (one.id for one in three())


@pytest.fixture
def dana(open_library: Opener) -> Library:
    """Dana's library, in which she and omar gave the same label."""
    library, omar = open_library(), open_library("omar")
    analysed(library)
    for one in (FIRST, SECOND):
        library.annotations.label(one, "favor", certainty="high")
        omar.annotations.label(one, "favor")
    library.annotations.label(THIRD, "against")
    return library


def split(library: Library, *ids: str, new: str = "demand", **look: Any) -> Any:
    return library.recoding.split("label", "favor", new, ids or (FIRST, THIRD), look=Look(**look))


# -- what it does -------------------------------------------------------------------------------------------


def test_ones_own_labels_become_the_new_one_in_one_step(dana: Library, open_library: Opener) -> None:
    omar, before = open_library("omar"), dana.codebook.version
    look = Look(definition="Asks that it be done")
    preview = dana.recoding.preview_split("label", "favor", "demand", [FIRST, THIRD], look=look)
    assert (preview.statements, preview.articles, preview.labels) == (1, 1, {"dana": 1, "omar": 1})
    assert (preview.become, preview.left, [view.id for view in preview.samples]) == (1, 1, [FIRST])
    assert preview.recheck == 3, "omar's two, and the one that dana leaves with the old label"
    assert dana.config.label("demand") is None and dana.codebook.version == before, "a preview changes nothing"
    event = split(dana, definition="Asks that it be done")
    assert (event.kind, event.subject) == (EventKind.RECODE, "many")
    assert dana.annotations.describe(event) == preview.words == "split the label favor: 1 label to demand"
    held = labels(omar)
    assert held[FIRST] == [("omar", "favor"), ("dana", "demand")] or held[FIRST] == [
        ("dana", "demand"),
        ("omar", "favor"),
    ]
    assert dict(held[SECOND]) == {"dana": "favor", "omar": "favor"} and held[THIRD] == [("dana", "against")]
    assert next(one for one in dana.statements.get(FIRST).labels if one.by == "dana").certainty == "high"
    made = omar.config.label("demand")
    assert made is not None and (made.key, made.definition, made.order, made.suggests) == (
        "7", "Asks that it be done", 1.0, None,
    )  # fmt: skip
    others = [one for one in omar.config.codebook.labels if one.id != "demand"]
    assert made.glyph not in {one.glyph for one in others} and made.colour not in {one.colour for one in others}
    assert dana.codebook.version.split("-")[0] != before.split("-")[0], "the version is another one"
    assert event.sets[f"statement:{FIRST}"] == {"stance": "demand"}
    stamp: Any = event.about[f"statement:{FIRST}"]
    assert stamp["codebook"]["version"] == dana.codebook.version
    assert dana.care.check() == []


def test_what_anybody_still_calls_by_the_old_name_is_to_be_looked_at_again(dana: Library, open_library: Opener) -> None:
    omar = open_library("omar")
    split(dana, FIRST)
    assert dana.codebook.to_recheck() == {"dana": 1, "omar": 2}
    assert found_by(dana, "is:recheck") == {FIRST, SECOND}
    view = dana.statements.get(FIRST)
    assert {one.by: one.changed for one in view.labels} == {"dana": None, "omar": "split"}
    omar.annotations.confirm([FIRST])
    dana.annotations.confirm([SECOND])
    assert dana.codebook.to_recheck() == {"omar": 1}, "a label that was confirmed holds"
    omar.annotations.label(SECOND, "demand")
    assert dana.codebook.to_recheck() == {}
    dana.recoding.merge("label", ["demand"], "favor")
    assert dana.config.label("favor").definition and not found_by(omar, "{is:conflict}")  # type: ignore[union-attr]


def test_undo_and_redo(dana: Library, open_library: Opener) -> None:
    omar, before = open_library("omar"), dana.codebook.version
    event = split(dana, FIRST)
    after = dana.codebook.version
    dana.annotations.undo()
    assert omar.config.label("demand") is None and dana.codebook.version == before
    assert dict(labels(omar)[FIRST]) == {"dana": "favor", "omar": "favor"} and dana.codebook.to_recheck() == {}
    dana.annotations.redo()
    assert dict(labels(omar)[FIRST]) == {"dana": "demand", "omar": "favor"} and dana.codebook.version == after
    omar.annotations.label(THIRD, "demand")
    with pytest.raises(UsageError, match="omar's later step rests on it"):
        dana.annotations.undo(event.id)
    omar.annotations.undo()
    dana.annotations.undo(event.id)
    assert dana.config.label("demand") is None and dana.care.check() == []


def test_a_later_recoding_of_the_new_label_rests_on_it(dana: Library) -> None:
    event = split(dana, FIRST)
    renamed = dana.recoding.rename("label", "demand", "call")
    assert dict(labels(dana)[FIRST])["dana"] == "call"
    again = dana.recoding.split("label", "call", "plea", [FIRST])
    for one in (event, renamed):
        with pytest.raises(UsageError, match="your later step rests on it"):
            dana.annotations.undo(one.id)
    for one in (again, renamed, event):
        dana.annotations.undo(one.id)
    assert dict(labels(dana)[FIRST])["dana"] == "favor" and dana.codebook.to_recheck() == {}


def test_a_redo_where_the_id_was_taken_meanwhile_is_refused(dana: Library, open_library: Opener) -> None:
    split(dana, FIRST)
    dana.annotations.undo()
    open_library("omar").recoding.split("label", "favor", "demand", [SECOND])
    with pytest.raises(UsageError, match="'demand' is taken by another label"):
        dana.annotations.redo()


@pytest.mark.parametrize(
    ("do", "problem"),
    [
        (lambda one: split(one, THIRD), "none of these statements has the label 'favor' of yours"),
        (lambda one: split(one, new="against"), "'against' is taken by another label"),
        (lambda one: split(one, new="So!"), "'So!' is no label's id"),
        (lambda one: split(one, key="1"), "the key '1' is taken, it labels favor; '7' is free"),
        (lambda one: split(one, key="x"), "the key 'x' is taken, it is retire in the keys of 'positions'"),
        (lambda one: split(one, key="g"), "the key 'g' is taken"),
        (lambda one: split(one, key="77"), "'77' is no key for a label"),
        (lambda one: split(one, glyph="+"), "the glyph '\\+' is that of the label 'favor'"),
        (lambda one: split(one, glyph="漢"), "one cell wide"),
        (lambda one: split(one, colour="pink"), "'pink' is no colour of a label: it is green, red"),
        (lambda one: one.recoding.split("issue", "x", "y", [FIRST], look=Look()), "only a label has a key"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    dana: Library, do: Callable[[Library], object], problem: str
) -> None:
    steps = len(dana.steps.page())
    with pytest.raises(UsageError, match=problem):
        do(dana)
    assert len(dana.steps.page()) == steps and dana.config.label("demand") is None


def test_a_label_that_was_changed_between_the_look_and_the_deed_is_no_loss(
    dana: Library, open_library: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    twin = open_library()
    record = dana._core.record

    def later(deed: Any, may: Any) -> Any:
        twin.annotations.label(FIRST, "mixed")
        return record(deed, may)

    monkeypatch.setattr(dana._core, "record", later)
    with pytest.raises(UsageError, match="some of these labels were changed in between"):
        split(dana, FIRST)
    assert dict(labels(dana)[FIRST])["dana"] == "mixed"


# -- where it holds -----------------------------------------------------------------------------------------


def test_it_is_searched_completed_agreed_on_and_decided_with(dana: Library, open_library: Opener) -> None:
    omar = open_library("omar")
    split(dana, FIRST)
    assert found_by(omar, "{stance:demand by:dana}") == set(), "the two differ on it"
    assert found_by(omar, "is:conflict") == {FIRST}
    assert "demand" in {one.text for one in omar.search.complete("stance:dem", 10)}
    omar.annotations.label(FIRST, "demand")
    assert found_by(omar, "stance:demand") == {FIRST}
    rows = omar.agreement.report(coders=["dana", "omar"]).labelling
    figures = {row.figure.measure: row.figure.n for row in rows if row.scope == "all" and row.variable == "stance"}
    assert (figures["percentage"], figures["alpha (ordinal)"]) == (2, 2), (
        "it stands where the old label does in their order"
    )
    omar.annotations.label(FIRST, "favor")
    omar.adjudication.decide(FIRST, "demand")
    assert dana.statements.get(FIRST).stance == "demand"
    with pytest.raises(UsageError, match="omar's later step rests on it"):
        dana.annotations.undo()


def test_it_comes_with_a_colleagues_annotations_and_in_a_dump(dana: Library, tmp_path: Path) -> None:
    split(dana, FIRST, key="9", definition="Asks that it be done")
    with Library.open(tmp_path / "other", by="eva", create=True) as other:
        analysed(other)
        taken = other.replicas.import_annotations([dana.folder / "annotations"])
        assert taken.refused == 0
        assert other.config.label("demand") == dana.config.label("demand")
        assert dict(labels(other)[FIRST]) == {"dana": "demand", "omar": "favor"}
        assert other.codebook.to_recheck() == dana.codebook.to_recheck() == {"dana": 1, "omar": 2}
        assert other.codebook.version == dana.codebook.version
    with (tmp_path / "dump").open("wb") as file:
        dump.write(dana.folder / "library.db", file)
    undump.restore(tmp_path / "dump", tmp_path / "new")
    with Library.open(tmp_path / "new", by="eva") as new:
        assert new.config.label("demand") == dana.config.label("demand")
        assert dict(labels(new)[FIRST]) == {"dana": "demand", "omar": "favor"} and new.care.check() == []


def test_two_who_split_apart_with_the_same_key_have_both_labels(dana: Library, tmp_path: Path) -> None:
    split(dana, FIRST)
    with Library.open(tmp_path / "other", by="eva", create=True) as other:
        (added,) = other.articles.add([draft(TEXT)])
        article = other.articles.get(str(added.article_id))
        other.analysis.store(article.key, article.version, found(TEXT))
        other.annotations.label(SECOND, "favor")
        other.recoding.split("label", "favor", "praise", [SECOND])
        other.replicas.import_annotations([dana.folder / "annotations"])
        dana.replicas.import_annotations([other.folder / "annotations"])
        both = [one for one in dana.config.codebook.labels if one.id in ("demand", "praise")]
        assert [one.key for one in both] == ["7", "8"] and both[0].glyph != both[1].glyph
        assert other.config.codebook.labels == dana.config.codebook.labels


def test_the_configuration_may_word_it_later(dana: Library, folder: Path, open_library: Opener) -> None:
    split(dana, FIRST)
    said = "codebook:\n  labels:\n    - {id: demand, key: '8', glyph: D, definition: Asks for it}\n"
    (folder / "config.yaml").write_text(said)
    label = open_library().config.label("demand")
    assert label is not None and (label.key, label.glyph, label.definition) == ("8", "D", "Asks for it")


def test_suggestions_learn_it(tmp_path: Path) -> None:
    coded_library.coded(tmp_path / "library", labelled=40, more=8)
    with Library.open(tmp_path / "library", by="dana") as library:
        ids = library.statements.ids_matching("{is:labelled stance:favor}")
        library.recoding.split("label", "favor", "praise", ids, look=Look(definition="Says that it does good"))
        library.learning.learn()
        library.learning.catch_up()
        found = library.statements.ids_matching("{is:unlabelled stance:praise}")
        views = library.statements.several(found)
        assert len(found) > 3 and {str(view.statement.suggested.stance) for view in views.values()} == {"praise"}  # type: ignore[union-attr]
        event = library.annotations.accept(found[0])
        assert event.sets["stance"] == "praise"


def test_a_label_that_was_given_blind_is_one_still(library: Library) -> None:
    analysed(library)
    library.blind.set(["suggestions"])
    library.annotations.label(FIRST, "favor")
    library.blind.set([])
    library.annotations.label(SECOND, "favor")
    split(library, FIRST, SECOND)
    assert _given_blind(library._core) == {(FIRST, "dana")}


# -- how it looks -------------------------------------------------------------------------------------------


def test_what_is_free_is_chosen_and_is_always_there() -> None:
    shipped = now = config.shipped()
    made: dict[str, dict[str, object]] = {}
    for number in range(45):
        said = made_labels.entry(now, now.codebook.labels[0], Look())
        assert made_labels.is_entry(said)
        made[f"new-{number}"] = said
        now = made_labels.with_made(shipped, made)
    keys = [one.key for one in now.codebook.labels if one.key != "•"]
    assert len(set(keys)) == len(keys) > 12


@pytest.mark.parametrize(
    "damage", [{"key": 7}, {"key": "77"}, {"glyph": ""}, {"colour": "pink"}, {"definition": None}, {"order": "1"}]
)
def test_what_was_recorded_elsewhere_is_looked_at(damage: dict[str, object]) -> None:
    said = {"key": "7", "glyph": "#", "colour": "red", "definition": "", "order": None}
    assert made_labels.is_entry(said) and not made_labels.is_entry({**said, **damage})
    for entry, sound in ((said, True), ({**said, **damage}, False), ("no entry", False), (None, True)):
        sets = {"made": entry, "split_from": "favor"}
        assert event_fields._part_is_sound(EventKind.RECODE, "label:demand", sets, {}) is sound
