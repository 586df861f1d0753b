"""What comes from elsewhere is taken alike, whatever came first."""

from __future__ import annotations

import random
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.library import Library
from index.model import Event, EventKind
from index.store import codec, incoming, projection
from tests.index.store.apart import FIRST, decisions, hashes, labels, log_of
from tests.index.store.forging import forged, forged_event, line
from tests.index.store.helpers import analysed


def chained(*changes: dict[str, Any], by: str = "mallory") -> list[Event]:
    """Events of one chain, each five ticks of the clock behind the one before but for what is changed."""
    chain: list[Event] = []
    for number, one in enumerate(changes, 1):
        named = {"sequence": 5 * number, "previous": chain[-1].hash if chain else "", "by": by, **one}
        chain.append(forged_event(**named))
    return chain


def histories(mine: Event) -> list[Event]:
    """Chains as somebody may make them up: a foreign undo in the middle, a clock that goes back, a field of a wrong
    kind, an undo before what it undoes, and one that is as it should be."""
    undo = {"kind": EventKind.UNDO, "subject": f"event:{mine.id}", "sets": {"undone": True}, "about": {}}
    foreign = chained({"sets": {"note": "one"}}, undo, {"sets": {"note": "three"}})
    back = chained({"sequence": 40}, {"sequence": 7, "sets": {"note": "back"}}, {"sequence": 50}, by="back")
    wrong = chained({}, {"sets": {"stance": 7}}, {"sets": {"stance": "mixed"}}, by="wrong")
    late = chained({"sequence": 30, "sets": {"stance": "against"}}, by="late")
    early = chained({**undo, "subject": f"event:{late[0].id}", "sequence": 3}, {"sequence": 4}, by="late")
    return [*foreign, *back, *wrong, *late, *early, *chained({}, {"sets": {"stance": "none"}}, by="fay")]


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_what_is_taken_does_not_rest_on_what_came_first(chance: random.Random) -> None:
    top = Path(tempfile.mkdtemp())
    try:
        found = []
        with Library.open(top / "first", by="dana", create=True, cache=top / "cache") as first:
            analysed(first, source_id="a-1")
            mine = first.annotations.label(FIRST, "favor")
        given_ = histories(mine)
        for name in ("all at once", "piece by piece"):
            with Library.open(top / name, by="eva", create=True, cache=top / "cache") as library:
                analysed(library, source_id="a-1")
                pieces = [given_]
                if name != "all at once":
                    mixed = chance.sample(given_, len(given_))
                    pieces = [mixed[start : start + 3] for start in range(0, len(mixed), 3)]
                for piece in [*pieces, given_]:  # at last all once more: what follows on what came later
                    (top / "m.jsonl").write_bytes(b"".join(map(line, piece)))
                    library.replicas.import_annotations([top / "m.jsonl"])
                    if chance.random() < 0.3:
                        library.replicas.import_library(top / "first")
                library.replicas.import_library(top / "first")
                assert [one for one in library.care.check() if one.level == "error"] == []
                log = log_of(library)
                assert {
                    (*key, codec.canonical(value)) for key, (value, _) in projection.fold(log).items()
                } == decisions(library)
                assert labels(library, FIRST)["dana"] == "favor"
                found.append((hashes(library), decisions(library)))
        assert found[0] == found[1]
    finally:
        shutil.rmtree(top)


def test_a_chain_that_takes_back_what_is_anothers_is_taken_whole(ours: Library, tmp_path: Path) -> None:
    mine = ours.annotations.label(FIRST, "favor")
    file = tmp_path / "m.jsonl"
    file.write_bytes(b"".join(map(line, histories(mine)[:3])))
    got = ours.replicas.import_annotations([file])
    assert (got.fresh, got.refused) == (3, 0)
    (told,) = got.findings
    assert told.level == "warning" and told.where == f"{file}, line 2" and "another's" in told.what
    assert labels(ours, FIRST) == {"dana": "favor"} and ours.care.check() == []


def test_a_clock_far_ahead_does_not_take_ours_along(ours: Library, other: Library, tmp_path: Path) -> None:
    file = tmp_path / "m.jsonl"
    file.write_bytes(forged(sequence=2**53 - 1) + forged(sequence=2**20, by="far") + forged(sequence=2**50, by="fay"))
    got = ours.replicas.import_annotations([file])
    assert (got.fresh, got.refused) == (1, 2)
    assert all("far ahead" in one.what for one in got.findings)
    # What is decided here afterwards is taken everywhere, with that and without.
    label = ours.annotations.label(FIRST, "favor")
    assert label.sequence < 2**21
    sent = tmp_path / "sent"
    sent.mkdir()
    shutil.copy(ours.folder / "annotations" / "dana.jsonl", sent)
    assert other.replicas.import_annotations([sent]).refused == 0
    assert labels(other, FIRST) == {"dana": "favor"}


def test_what_is_known_counts_for_a_leap() -> None:
    def refused(clock: int, *ahead: int) -> int:
        given_ = [forged_event(sequence=one) for one in ahead]
        return incoming.proved([incoming.Line("", codec.event_to_json(one)) for one in given_], {}, clock).refused

    leap = incoming.LEAP
    assert (refused(9, leap + 10), refused(10, leap + 10)) == (1, 0)
    assert refused(10, 2 * leap, leap + 10) == 0, "what comes with it is known too"
    assert refused(10, 2 * leap, leap + 11) == 2
