"""Whatever was done in replicas, and imported in whatever order: they come to agree."""

from __future__ import annotations

import itertools
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import UsageError
from index.library import Library
from index.library_parts.entity_corrections import Link, Mentions, Remove, Retype
from index.model import EntityType, EventKind, Span
from index.store import codec, events, projection
from tests.index.store.apart import FIRST, SECOND, THIRD, decisions, hashes, states
from tests.index.store.forging import forged
from tests.index.store.helpers import TEXT, analysed, draft

PEOPLE = ("dana", "omar", "eva")
STEP = st.tuples(
    st.integers(0, 2),
    st.sampled_from(PEOPLE),
    st.sampled_from(
        [
            *("label", "clear", "note", "retire", "issue", "undo", "redo", "tag", "make", "pull"),
            *("edit", "back", "recode", "entity", "adjudicate", "again", "certainty", "take back", "correct", "forge"),
        ]
    ),
    st.sampled_from([FIRST, SECOND, THIRD]),
    st.integers(0, 2),
)


def step(libraries: dict[tuple[int, str], Library], replica: int, by: str, what: str, one: str, number: int) -> None:
    library = libraries[replica, by]
    stance = ("favor", "against", "mixed")[number]
    try:
        match what:
            case "label":
                library.annotations.label(one, stance)
            case "clear":
                library.annotations.clear(one)
            case "note":
                library.annotations.note(one, f"note {number}")
            case "retire":
                library.annotations.retire(one)
            case "issue":
                library.annotations.create_issue(f"issue-{number}", f"Number {number} should be, says {by}")
            case "undo":
                library.annotations.undo()
            case "redo":
                library.annotations.redo()
            case "tag":
                (library.tags.tag if number else library.tags.untag)([1], "port")
            case "make":
                view = library.statements.get(one)
                library.annotations.create_statement(view.article, view.statement.version, actor="Ann Lee",
                                                     content=[Span(number, 12)], stance=stance)  # fmt: skip
            case "edit":
                library.annotations.edit(one, actor=("Ann Lee", "Omar Vane", "Rosa Pryce")[number], voice="other")
            case "back":
                library.annotations.edit(one, back=["actor"])
            case "recode":
                kinds = (("label", "favor"), ("actor", "ann-lee"), ("issue", "issue-0"))
                library.recoding.rename(*kinds[number], f"{by}s-{kinds[number][1]}")
            case "entity":
                which = Mentions(article=1, span=library.statements.entities(1)[0].span)
                library.entities.correct(which, (Retype(EntityType.ORG), Remove(), Link("Ann Lee"))[number])
            case "adjudicate":
                library.adjudication.decide(one, stance)
            case "again":
                library.second_look.label(one, stance)
            case "certainty":
                library.annotations.certainty(one, ("low", "medium", "high")[number])
            case "take back":
                steps = library.steps.page(by=by)
                library.annotations.undo(steps[min(number, len(steps) - 1)].id)
            case "correct":
                text = ("An addition.\n\n" * number + TEXT).replace("minister said", "minister now said")
                library.articles.adding().add([draft(text, source_id="a-1")])
            case "forge":
                # What somebody made up: of a wrong kind, taking back what is another's, and as it should be.
                mine = library.steps.page()[0].id if library.steps.page() else "ab"
                undo = {"kind": EventKind.UNDO, "subject": f"event:{mine}", "sets": {"undone": True}, "about": {}}
                made_up = ({"sets": {"stance": 7}}, undo, {"sets": {"stance": stance}})[number]
                file = library.folder / "forged.jsonl"
                file.write_bytes(forged(**made_up, sequence=3 + number, by=f"{by}s-ape"))
                library.replicas.import_annotations([file])
            case "pull":
                source = libraries[(replica + 1 + number % 2) % 3, by].folder
                if number:
                    library.replicas.import_library(source)
                else:
                    library.replicas.import_annotations([source])
    except (UsageError, IndexError):
        pass


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(STEP, min_size=4, max_size=30), st.sampled_from(list(itertools.permutations(range(3)))))
def test_replicas_agree_whatever_was_done_and_imported_when(
    steps: list[tuple[int, str, str, str, int]], order: tuple[int, ...]
) -> None:
    top = Path(tempfile.mkdtemp())
    libraries = {
        (n, by): Library.open(top / str(n), by=by, create=True, cache=top / "cache") for n in range(3) for by in PEOPLE
    }
    try:
        for n in range(3):
            analysed(libraries[n, "dana"], source_id="a-1")
        for one in steps:
            step(libraries, *one)
        heads = [libraries[n, "dana"] for n in range(3)]
        # Each takes in the others, in an order of its own; a second time for what came to them meanwhile.
        for here, there in [*itertools.permutations(order, 2), *itertools.permutations(range(3), 2)]:
            heads[here].replicas.import_library(heads[there].folder)
        assert hashes(heads[0]) == hashes(heads[1]) == hashes(heads[2])
        assert decisions(heads[0]) == decisions(heads[1]) == decisions(heads[2])
        assert states(heads[0]) == states(heads[1]) == states(heads[2])
        for head in heads:
            assert [one for one in head.care.check() if one.level == "error"] == []  # orphans are told
            log = list(events.walk(head._core.database._reader))
            assert {(*key, codec.canonical(value)) for key, (value, _) in projection.fold(log).items()} == {
                (subject, name, by, value) for subject, name, by, value in decisions(head)
            }
            assert head.replicas.import_library(heads[0 if head is heads[1] else 1].folder).fresh == 0
    finally:
        for library in libraries.values():
            library.close()
        shutil.rmtree(top)
