"""What comes from elsewhere: nothing that was taken disturbs any reading, whatever came first."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from index.errors import UsageError
from index.library import Library
from index.library_parts.entity_corrections import Mentions, Retype
from index.model import EntityType, Event, EventKind, Span
from index.store import codec, event_fields, events
from tests.index.store.apart import FIRST, SECOND, THIRD, log_of
from tests.index.store.forging import forged, forged_event, line, places, sealed, with_other
from tests.index.store.helpers import TEXT, analysed, draft, three


@pytest.fixture
def ours(library: Library) -> Library:
    """Dana's library, with the article, which others can bring in later versions."""
    analysed(library, source_id="a-1")
    return library


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Library]:
    """Omar's library, with the same article."""
    with Library.open(tmp_path / "other", by="omar", create=True) as library:
        analysed(library, source_id="a-1")
        yield library


# -- every field ---------------------------------------------------------------------------------------------------


def all_kinds(library: Library) -> list[Event]:
    """The events of somebody who did everything once that can be done."""
    annotations, article = library.annotations, library.articles.by_key(1)
    annotations.label(FIRST, "mixed", note="both", certainty="low")
    annotations.edit(FIRST, actor="Ann Lee", form="direct", via=["The Mail"])
    annotations.note(SECOND, "see above")
    annotations.certainty(FIRST, "high")
    annotations.question(SECOND, "why?")
    annotations.create_issue("toll", "The toll should rise", ["toll"])
    annotations.set_issue(SECOND, "toll")
    annotations.create_alias("minister", "The Right Honourable")
    annotations.label_many([FIRST, SECOND], stance="favor", issue="toll")
    annotations.create_statement(article.id, article.version, actor="Ann Lee", content=[Span(0, 10)], stance="favor")
    library.adjudication.decide(FIRST, "against", reason=None)
    library.second_look.label(FIRST, "favor")
    mention = library.statements.entities(1)[0].span
    library.entities.correct(Mentions(article=1, span=mention), Retype(EntityType.ORG))
    for kind, old, new in (("label", "mixed", "torn"), ("issue", "toll", "fee"), ("actor", "ann-lee", "Anna Lee")):
        library.recoding.rename(kind, old, new)
    library.recoding.split("label", "favor", "keen", [SECOND])
    library.recoding.merge("label", ["neutral"], "none")
    library.tags.tag([1], "port")
    library.tags.flag([1])
    library.saved.save("Morning", "harbour")
    library.saved.rename("Morning", "Evening")
    annotations.retire(THIRD)
    annotations.undo()
    annotations.redo()
    library.articles.adding().add([draft("An addition.\n\n" + TEXT, source_id="a-1")])
    library.corrections.place(FIRST, [Span(60, 70)])
    library.articles.remove(article.id)
    library.articles.adding().add([draft("An addition.\n\n" + TEXT, source_id="a-1")])
    library._core.record(
        events.Deed(EventKind.REJECT_PROPOSAL, "proposal:p1", {"rejected": True},
                    {"proposal": {"id": "p1", "proposition": "The quay should close"}})
    )  # fmt: skip
    return log_of(library)


def test_all_that_is_recorded_is_sound(other: Library) -> None:
    log = all_kinds(other)
    assert {one.kind for one in log} == set(EventKind), "each kind is to be among them"
    assert [one for one in log if not event_fields.is_sound(one)] == []


WEIRD: list[Any] = [
    *(None, True, 0, -1, 1.5, 10**30, 2**63, 2**53 - 1, 1e308, "", "\x1b[2J", "x" * 5000, "\u202e", "\0", "a\nb"),
    *([], {}, [[1, 2]], {"a": 1}, [None], [[5, 3]], [["a", "b"]], [[0.5, 1.5]], [[10**7, 10**7 + 1]]),
    *({"spans": [[10**20, 10**21]], "text": "x"}, {"spans": [[10**7, 10**7 + 3]], "text": "far"}, "null", "a:b"),
]  # fmt: skip


def read_all(library: Library) -> None:
    """Everything that is read of what people decided, and a decision on top."""
    library.steps.page(limit=0)
    list(library.statements.matching("")), list(library.articles.rows())
    for query in ("harbour", "{by:mallory} OR is:labelled", "is:conflict OR is:recheck OR is:question"):
        library.search.run(query, facets=True)
    library.annotations.issues(), library.annotations.actors(), library.annotations.recent()
    library.coded.overview(), library.agreement.report(draws=2), library.adjudication.settled()
    list(library.adjudication.queue()), library.adjudication.mine("mallory"), library.annotators.all()
    library.saved.all(), library.corrections.orphans(), library.statements.entities(1)
    for known in ("favor", "against"):
        with suppress(UsageError):  # it may be retired by what came
            library.annotations.label(SECOND, known)
            library.annotations.undo()
            library.annotations.redo()
    assert [one for one in library.care.check() if one.level == "error"] == []


def distorted(number: int, log: Sequence[Event]) -> Iterator[bytes]:
    """Lines that are whole, each an event of the log with something else in one place."""
    chance = random.Random(number)
    while True:
        value = codec.event_to_json(chance.choice(log))
        place = chance.choice([one for one in places(value) if one[0] not in ("id", "hash", "library", "previous")])
        changed = with_other(value, place, chance.choice(WEIRD)) | {"previous": "", "library": f"ff{number}"}
        number += 1
        with suppress(ValueError, TypeError, AttributeError):
            yield codec.canonical(sealed(changed)).encode() + b"\n"


def nothing_disturbs(ours: Library, log: Sequence[Event], file: Path, seed: int, number: int) -> int:
    """Import so many distorted events, one after the other; how many were taken."""
    taken = 0
    for one in itertools.islice(distorted(seed, log), number):
        file.write_bytes(one)
        if ours.replicas.import_annotations([file]).fresh:
            taken += 1
            try:
                read_all(ours)
            except Exception as error:
                raise AssertionError(f"taken, and disturbs: {one[:3000]!r}") from error
    return taken


def test_nothing_that_was_taken_disturbs_any_reading(ours: Library, other: Library, tmp_path: Path) -> None:
    log = all_kinds(other)
    assert nothing_disturbs(ours, log, tmp_path / "m.jsonl", 0, 80) > 3


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 4))
def test_nothing_of_many_more_disturbs_any_reading(ours: Library, other: Library, tmp_path: Path, seed: int) -> None:
    assert nothing_disturbs(ours, all_kinds(other), tmp_path / "m.jsonl", seed * 10_000, 800) > 15


EMPTY: dict[str, Any] = {"text": "", "spans": []}


@pytest.mark.parametrize(
    "changes",
    [
        {"sets": {"source": {"text": "x" * 9, "spans": [[0, True]]}}},
        {"sets": {"content": {"text": "plan", "spans": [[0, 500]]}}},
        {"sets": {"content": {"text": "plan", "spans": [[0, 10**12]]}}},
        {"sets": {"content": {"text": "plan", "spans": [[2**31, 2**31 + 4]]}}},
        {"sets": {"stance": ""}},
        {"sets": {}},
        {"sets": {"note": "a\0b"}},
        {"sets": {"note": "\ud800"}},
        {"sets": {"unheard-of": 2**63}},
        {"sets": {"unheard-of": json.loads("[" * 40 + "]" * 40)}},
        {"sets": {"retired": "yes"}},
        {"sets": {"place": {"version": 7, "source": EMPTY, "cue": EMPTY, "content": EMPTY}}},
        {"kind": EventKind.TAG},
        {"kind": EventKind.TAG, "subject": "article:ab", "sets": {"tag:x": "yes"}},
        {"kind": EventKind.LABEL, "subject": "search:x", "sets": {"query": "x"}},
        {"kind": EventKind.SEARCH, "subject": "search:x", "sets": {"query": ["x"]}},
        {"kind": EventKind.CREATE_ALIAS, "subject": "actor:x", "sets": {"name": "y"}, "about": {"actor": {"id": "x"}}},
        {
            "kind": EventKind.RECODE,
            "subject": "many",
            "sets": {"actor:x": {"alias:y": True}},
            "about": {"actor:x": {"actor": {"id": "x", "name": "X"}}},
        },
        {
            "kind": EventKind.REJECT_PROPOSAL,
            "subject": "proposal:p",
            "sets": {"rejected": True},
            "about": {"proposal": {}},
        },
        {"kind": EventKind.LABEL, "subject": "many", "sets": {}, "about": {}},
        {"kind": EventKind.UNDO, "subject": "many", "sets": {"event:ab": {"undone": True}}, "about": {}},
        {"previous": "none"},
    ],
)
def test_what_disturbs_is_refused(ours: Library, tmp_path: Path, changes: dict[str, Any]) -> None:
    if changes.get("sets") == {"note": "\ud800"}:
        event = forged_event(sets={"note": "here"})
        raw = line(event).replace(b'"here"', b'"\\ud800"')
    else:
        raw = forged(**changes)
    (tmp_path / "m.jsonl").write_bytes(raw)
    got = ours.replicas.import_annotations([tmp_path / "m.jsonl"])
    assert (got.fresh, got.refused) == (0, 1)


@pytest.mark.parametrize(
    "about",
    [
        {"codebook": 1.5},
        {"codebook": {"label": ["x"]}},
        {"edited": {"via": "The Mail"}},
        {"labels": {"omar": None}},
        {"article": 7},
        {"moved": {"method": "exact"}},
        *(
            {"statement": {**codec.statement_to_json(three()[0]), **change}}
            for change in (
                {"via": "The Mail"},
                {"proposal": ["p"]},
                {"confidence": True},
                {"confidence": 7},
                {"actor": 1},
                {"version": "../x"},
                {"cue": {"text": "said", "spans": [[44, True]]}},
                {"suggested": {"stance": "favor"}},
                {"derivation": {"rule": "x"}},
            )
        ),
    ],
)
def test_what_is_said_beside_is_looked_at_too(about: dict[str, Any]) -> None:
    event = forged_event()
    assert event_fields.is_sound(event)
    assert event_fields.is_sound(replace(event, about={**event.about, "unheard-of": [1.5, "x"]}))
    assert not event_fields.is_sound(replace(event, about={**event.about, **about}))


# -- places --------------------------------------------------------------------------------------------------------

V1 = TEXT
V2 = TEXT.replace(
    "The minister said the plan should be dropped", "The minister told us he wants this whole scheme gone"
)
V3 = V2.replace("\n\n", "\n\nThe board met on Monday.\n\n", 1)


@pytest.mark.parametrize("annotations_first", [True, False])
def test_a_place_by_hand_holds_once_its_version_is_here(
    tmp_path: Path, annotations_first: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = iter(f"2026-01-0{day}T00:00:00Z" for day in range(1, 4))
    monkeypatch.setattr("index.store.events.now", lambda: next(times, "2026-02-01T00:00:00Z"))
    with (
        Library.open(tmp_path / "b", by="omar", create=True) as there,
        Library.open(tmp_path / "c", by="eva", create=True) as here,
    ):
        analysed(there, V1, source_id="a-1")
        there.annotations.label(FIRST, "against")
        there.articles.adding().add([draft(V2, source_id="a-1")])
        words = "this whole scheme gone"
        there.corrections.place(FIRST, content=[Span(V2.index(words), V2.index(words) + len(words))])
        analysed(here, V1, source_id="a-1")
        monkeypatch.undo()
        here.articles.adding().add([draft(V3, source_id="a-1")])
        if annotations_first:
            here.replicas.import_annotations([there.folder / "annotations"])
            assert here.statements.get(FIRST).orphan
            assert [one for one in here.care.check() if one.level == "error"] == []
        here.replicas.import_library(there.folder)
        view = here.statements.get(FIRST)
        assert view.moved is not None and view.moved.method == "exact" and view.statement.content.text == words
        assert here.care.check() == []


@pytest.mark.parametrize("beyond", [len(TEXT), 10**7])
def test_a_place_by_hand_beyond_the_text_does_not_hold(ours: Library, tmp_path: Path, beyond: int) -> None:
    ours.annotations.label(FIRST, "favor")
    text = "An addition.\n\n" + TEXT
    ours.articles.adding().add([draft(text, source_id="a-1")])
    before = ours.statements.get(FIRST)
    assert before.moved is not None and before.moved.method == "exact"
    passage = {"text": "x" * 30, "spans": [[beyond, beyond + 30]]}
    place = {"version": before.statement.version, "source": passage, "cue": passage, "content": passage}
    file = tmp_path / "m.jsonl"
    file.write_bytes(forged(kind=EventKind.EDIT, sets={"place": place}, sequence=99))
    assert ours.replicas.import_annotations([file]).fresh == 1
    assert ours.statements.get(FIRST).statement == before.statement
    assert ours.care.check() == []
    # Nor is anything followed from there into a later version.
    ours.articles.adding().add([draft("One more.\n\n" + text, source_id="a-1")])
    assert ours.statements.get(FIRST).statement.content.text == before.statement.content.text
    assert ours.care.check() == []


def test_a_statement_beyond_its_text_disturbs_nothing(ours: Library, tmp_path: Path) -> None:
    far = {"text": "x" * 30, "spans": [[10**7, 10**7 + 30]]}
    made = {**codec.statement_to_json(three()[0]), "id": "ab12", "source": far, "cue": far, "content": far}
    file = tmp_path / "m.jsonl"
    file.write_bytes(
        forged(
            kind=EventKind.CREATE_STATEMENT, subject="statement:ab12", about={"statement": made}, sets={"made": True}
        )
    )
    assert ours.replicas.import_annotations([file]).fresh == 1
    ours.annotations.label("ab12", "favor")
    read_all(ours)
    ours.articles.adding().add([draft("An addition.\n\n" + TEXT, source_id="a-1")])
    assert ours.statements.get("ab12").orphan
    assert [one for one in ours.care.check() if one.level == "error"] == []


# -- articles ------------------------------------------------------------------------------------------------------


def test_labels_that_came_before_their_article_show_once_a_library_brings_it(library: Library, other: Library) -> None:
    other.annotations.label(FIRST, "favor")
    assert library.replicas.import_annotations([other.folder / "annotations"]).waiting == 1
    got = library.replicas.import_library(other.folder)
    assert (got.fresh, got.articles) == (0, {"added": 1})
    assert [row.labelled for row in library.articles.rows()] == [1]
    assert set(library.statements.ids_matching("is:labelled")) == {FIRST}
    assert library.care.check() == []
