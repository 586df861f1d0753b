"""The codebook in force: its version on every label, what is to be looked at again, and the quiz."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from index import rechecks
from index.errors import ConfigError, UsageError
from index.library import Library
from index.model import Analysis, Span
from index.store.in_force import InForce
from tests.index.store.helpers import analysed, three

Opener = Callable[..., Library]
FIRST, SECOND, THIRD = (one.id for one in three())
ALL = [FIRST, SECOND, THIRD]

SAID = "codebook:\n  labels:\n    - {{id: favor, definition: {}}}\n"


def flagged(library: Library) -> set[str]:
    return set(library.statements.ids_matching("is:recheck"))


def configured(library: Library, text: str, open_library: Opener) -> Library:
    (library.folder / "config.yaml").write_text(text)
    return open_library()


def test_every_label_bears_the_definitions_that_it_was_given_under(library: Library) -> None:
    article = analysed(library)
    library.annotations.create_issue("plan", "The plan should be dropped")
    single = library.annotations.label(FIRST, "favor", issue="plan")
    many = library.annotations.label_many([SECOND, THIRD], stance="against")
    accepted = library.annotations.accept(SECOND)
    made = library.annotations.create_statement(
        article.id, article.version, actor="Ann Lee", content=[Span(0, 12)], stance="favor", issue="plan"
    )
    stamp = single.about["codebook"]
    assert isinstance(stamp, dict) and stamp["version"] == library.codebook.version
    assert (stamp["issue_id"], stamp["label"]) == ("plan", library._core.in_force.label_digests["favor"])
    assert stamp["issue"] == library._core.in_force.issue_digests["plan"]
    about = many.about[f"statement:{SECOND}"]
    assert isinstance(about, dict) and about["codebook"]["issue"] is None
    assert "codebook" in accepted.about and made.label is not None
    assert "codebook" not in library.annotations.note(FIRST, "a note").about
    assert "codebook" not in library.annotations.clear(FIRST).about
    assert flagged(library) == set() and library.codebook.to_recheck() == {}


def test_an_edited_definition_flags_the_labels_and_a_new_label_clears_it(
    library: Library, open_library: Opener
) -> None:
    analysed(library)
    for one in (FIRST, SECOND):
        library.annotations.label(one, "favor")
    library.annotations.label(THIRD, "against")
    version = library.codebook.version
    now = configured(library, SAID.format("Whoever is for it without any doubt."), open_library)
    assert now.codebook.version != version
    assert flagged(now) == {FIRST, SECOND}
    assert now.codebook.to_recheck() == {"dana": 2}
    assert [label.recheck for label in now.statements.get(FIRST).labels] == [True]
    assert now.statements.get(FIRST).recheck and not now.statements.get(THIRD).recheck
    now.annotations.label(FIRST, "mixed")
    assert flagged(now) == {SECOND}
    event = now.annotations.confirm(ALL)
    assert now.annotations.describe(event) == "confirmed favor: Ann Lee, “the dredging of the harbour”"
    assert flagged(now) == set()
    with pytest.raises(UsageError, match="none of these statements has a label of yours that is to be looked at"):
        now.annotations.confirm(ALL)
    now.annotations.undo()
    assert flagged(now) == {SECOND}
    assert now.care.check() == []


def test_whose_label_is_to_be_looked_at_again_is_asked_of_one_annotator(library: Library, open_library: Opener) -> None:
    analysed(library)
    omar = open_library("omar")
    for one in (FIRST, SECOND):
        library.annotations.label(one, "favor")
    omar.annotations.label(FIRST, "favor")
    now = configured(library, SAID.format("Whoever is for it without any doubt."), open_library)
    now.annotations.confirm([FIRST])
    now.annotations.label(THIRD, "mixed")
    omar = open_library("omar")
    omar.annotations.question(THIRD, "Is it one?")
    omar.annotations.question(FIRST, "And this?")

    def found(query: str) -> set[str]:
        return set(now.statements.ids_matching(query))

    assert found("is:recheck") == {FIRST, SECOND}
    for query in ("{is:recheck by:dana}", "is:recheck by:dana", "{by:dan* is:recheck}"):
        assert found(query) == {SECOND}, f"{query}: of the first dana's label holds, and omar's does not"
    assert found("{is:recheck by:omar}") == {FIRST}
    assert found("{is:recheck (by:omar OR by:nobody)}") == {FIRST}
    assert found("{is:recheck (by:omar OR by:dana)}") == {FIRST, SECOND}
    assert found("{-is:recheck by:dana}") == {THIRD}, "and under NOT nobody's label is to be looked at"
    assert len(now.search.run("is:recheck by:omar").keys) == 1 and found("is:recheck by:nobody") == set()
    assert found("{is:question by:omar}") == {FIRST} and found("{is:question by:dana}") == set()


def test_labels_of_others_are_confirmed_by_themselves(library: Library, open_library: Opener) -> None:
    analysed(library)
    open_library("omar").annotations.label_many(ALL, stance="favor")
    now = configured(library, SAID.format("Another definition."), open_library)
    assert now.codebook.to_recheck() == {"omar": 3}
    with pytest.raises(UsageError, match="none of these"):
        now.annotations.confirm(ALL)
    omar = open_library("omar")
    assert omar.annotations.describe(omar.annotations.confirm(ALL)) == "confirmed favor: 3 statements in 1 article"
    assert flagged(now) == set()


def test_another_proposition_flags_what_was_labelled_about_it(open_library: Opener) -> None:
    library, omar = open_library(), open_library("omar")
    analysed(library)
    library.annotations.create_issue("plan", "The plan should be dropped")
    library.annotations.label(FIRST, "favor", issue="plan")
    library.annotations.label(SECOND, "favor")
    assert library.recoding.preview_rename("issue", "plan", "scheme").recheck == 0
    library.recoding.rename("issue", "plan", "scheme")
    assert flagged(library) == set(), "another id is no other definition"
    preview = omar.recoding.preview_rename("issue", "scheme", None, proposition="The plan should be put off")
    assert preview.recheck == 1
    omar.recoding.rename("issue", "scheme", None, proposition="The plan should be put off")
    assert flagged(library) == {FIRST}
    omar.annotations.undo()
    assert flagged(library) == set()


def test_merging_flags_the_labels_of_what_was_merged(library: Library) -> None:
    analysed(library)
    library.annotations.label(FIRST, "none")
    library.annotations.label(SECOND, "neutral")
    assert library.recoding.preview_merge("label", ["none"], "neutral").recheck == 1
    library.recoding.merge("label", ["none"], "neutral")
    assert flagged(library) == {FIRST}
    library.annotations.confirm([FIRST, SECOND])
    assert flagged(library) == set()


def test_what_bears_no_stamp_is_not_flagged(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    analysed(library)
    with monkeypatch.context() as patched:
        patched.setattr(InForce, "stamp", lambda *_: None)
        library.annotations.label(FIRST, "none")
    library.recoding.merge("label", ["none"], "neutral")
    assert flagged(library) == set()


def test_the_version_follows_the_recodings(library: Library) -> None:
    before = library.codebook.version
    library.recoding.rename("label", "favor", "support")
    after = library.codebook.version
    assert after != before
    library.annotations.undo()
    assert library.codebook.version == before


def test_the_quiz_asks_all_examples_in_an_order_of_its_own(library: Library) -> None:
    asked = library.codebook.questions(seed=3)
    assert asked == library.codebook.questions(seed=3) != library.codebook.questions(seed=4)
    assert len(asked) == sum(
        len(label.examples) + sum(1 if case.no is None else 2 for case in label.edge_cases)
        for label in library.codebook.labels()
    )
    assert len(library.codebook.questions(seed=3, number=4)) == 4
    one = next(one for one in asked if one.example.text == "The growers criticised the night market.")
    assert one.answer == "against" and one.is_right("against") and not one.is_right("favor")
    assert one.why == "Whoever opposes what stands against the proposition supports it."
    library.recoding.rename("label", "against", "opposed")
    assert {one.answer for one in library.codebook.questions()} >= {"opposed", "favor"}
    assert all(one.answer != "against" for one in library.codebook.questions())


@pytest.mark.parametrize(
    ("case", "problem"),
    [
        ("{rule: r, yes: y, no: n}", "both 'no' and 'instead', or neither"),
        ("{rule: r, yes: y, no: n, instead: nosuch}", "'instead' names no label: 'nosuch'"),
        ("{rule: r}", "yes"),
        ("{rule: r, yes: {text: t, isue: i}}", "unknown key"),
    ],
)
def test_an_edge_case_that_cannot_be_is_an_error_with_its_place(
    library: Library, open_library: Opener, case: str, problem: str
) -> None:
    with pytest.raises(ConfigError, match=f"config.yaml, line .*{problem}"):
        configured(
            library, f"codebook:\n  labels:\n    - id: favor\n      edge_cases:\n        - {case}\n", open_library
        )


def test_issues_have_definitions_and_examples(library: Library, open_library: Opener) -> None:
    now = configured(
        library,
        "issues:\n  - {id: noise, proposition: Noise should be limited, definition: At night alone.,"
        " examples: [Let us sleep!], counterexamples: [The bells are lovely.]}\n",
        open_library,
    )
    issue = next(one for one in now.codebook.issues() if one.id == "noise")
    assert issue.definition == "At night alone."
    assert now.codebook.issue_entry("noise") == (("Let us sleep!",), ("The bells are lovely.",))
    assert (
        now.config.analysis_hash()
        == configured(
            library, "issues:\n  - {id: noise, proposition: Noise should be limited}\n", open_library
        ).config.analysis_hash()
    ), "what people alone read has nothing analysed anew"


NOISE = "issues:\n  - {{id: noise, proposition: Noise should be limited, words: [noise]{}}}\n"


def test_indicators_are_in_the_codebook_and_flag_no_label(library: Library, open_library: Opener) -> None:
    analysed(library)
    before = configured(library, NOISE.format(""), open_library)
    before.annotations.label(FIRST, "favor", issue="noise")
    now = configured(library, NOISE.format(", favor: [sleep*], against: [lively]"), open_library)
    issue = next(one for one in now.codebook.issues() if one.id == "noise")
    assert (issue.favor, issue.against) == (("sleep*",), ("lively",))
    assert now.codebook.version != before.codebook.version, "it says more"
    assert now.config.analysis_hash() != before.config.analysis_hash(), "and articles are read by it"
    assert flagged(now) == set(), "a label holds whatever words speak for a side"
    assert now.care.check() == []


def test_an_issue_that_people_made_gets_its_indicators_in_the_configuration(
    library: Library, open_library: Opener
) -> None:
    analysed(library)
    library.annotations.create_issue("noise", "Noise should be limited", ["noise"])
    library.annotations.label(FIRST, "favor", issue="noise")
    now = configured(library, NOISE.format(", favor: [sleep*]"), open_library)
    (issue,) = (one for one in now.annotations.issues() if one.id == "noise")
    assert (issue.words, issue.favor) == (("noise",), ("sleep*",))
    assert flagged(now) == set() and now.care.check() == []


def test_issues_that_are_merged_share_their_indicators(library: Library, open_library: Opener) -> None:
    analysed(library)
    text = (
        "issues:\n  - {id: noise, proposition: Noise should be limited, favor: [sleep*, calm], against: [lively]}\n"
        "  - {id: bells, proposition: The bells should be silent, favor: [deaf*, calm], against: [sleep*, beautiful]}\n"
    )
    now = configured(library, text, open_library)
    now.recoding.merge("issue", ["bells"], "noise")
    issue = next(one for one in now.annotations.issues() if one.id == "noise")
    assert (issue.favor, issue.against) == (("calm", "deaf*"), ("lively", "beautiful")), "what both sides say is none"
    now.annotations.undo()
    issue = next(one for one in now.annotations.issues() if one.id == "noise")
    assert (issue.favor, issue.against) == (("sleep*", "calm"), ("lively",))


def why(library: Library, identifier: str) -> dict[str, str | None]:
    """Why the labels of a statement are to be looked at again, by annotator; the search says the same."""
    found = {label.by: label.changed for label in library.statements.get(identifier).labels}
    for by, said in found.items():
        assert (identifier in library.statements.ids_matching(f"{{is:recheck by:{by}}}")) == (said is not None)
    return found


def with_issues(library: Library) -> Library:
    analysed(library)
    library.annotations.create_issue("rise", "The toll should rise")
    library.annotations.create_issue("fall", "The toll should fall")
    return library


def test_a_label_that_another_put_on_another_issue_is_to_be_looked_at(library: Library, open_library: Opener) -> None:
    with_issues(library).annotations.label(FIRST, "favor", issue="rise")
    library.annotations.label(SECOND, "favor", issue="rise")
    omar = open_library("omar")
    omar.annotations.label(FIRST, "against")
    omar.annotations.set_issue(FIRST, "fall")
    assert why(library, FIRST) == {"dana": "about", "omar": None} and why(library, SECOND) == {"dana": None}
    assert library.codebook.to_recheck() == {"dana": 1}
    omar.annotations.undo()
    assert why(library, FIRST) == {"dana": None, "omar": None}, "it is on the issue again that dana labelled it on"
    omar.annotations.label_many([FIRST, SECOND], issue="fall")
    assert flagged(library) == {FIRST, SECOND}
    library.annotations.confirm([FIRST])
    assert flagged(library) == {SECOND}
    library.annotations.set_issue(SECOND, "rise")
    assert flagged(library) == set()
    assert library.care.check() == []


def test_what_oneself_changes_or_what_was_changed_before_needs_no_look(library: Library, open_library: Opener) -> None:
    with_issues(library).annotations.label(FIRST, "favor", issue="rise")
    library.annotations.set_issue(FIRST, "fall")
    library.annotations.edit(FIRST, actor="Rosa Pryce", content=[Span(53, 70)])
    omar = open_library("omar")
    omar.annotations.set_issue(SECOND, "fall")
    omar.annotations.edit(SECOND, actor="Rosa Pryce")
    library.annotations.decide(SECOND, actor="Ivo Brand", stance="favor")
    assert flagged(library) == set()
    omar.annotations.edit(SECOND, back=["actor"])
    assert why(library, SECOND) == {"dana": "edited"}, "what was decided with the label is taken back"


def test_a_label_on_words_that_another_corrected_is_to_be_looked_at(library: Library, open_library: Opener) -> None:
    analysed(library)
    library.annotations.label_many([FIRST, SECOND, THIRD], stance="favor")
    omar = open_library("omar")
    omar.annotations.edit(FIRST, content=[Span(53, 70)])
    omar.annotations.edit(SECOND, actor="Rosa Pryce")
    omar.annotations.edit(THIRD, form="direct", via=["The Post"])
    assert why(library, FIRST) == why(library, SECOND) == {"dana": "edited"}
    assert why(library, THIRD) == {"dana": None}, "how it was passed on is nothing that a stance rests on"
    library.annotations.confirm([FIRST, SECOND])
    assert flagged(library) == set()
    omar.annotations.undo(), omar.annotations.undo()
    assert why(library, FIRST) == {"dana": None} and why(library, SECOND) == {"dana": "edited"}


def test_labels_and_issues_that_come_together_by_an_import(tmp_path: Path, library: Library) -> None:
    dana = with_issues(library)
    omar = Library.open(tmp_path / "omar", by="omar", create=True)
    analysed(omar)
    omar.replicas.import_library(dana.folder)
    omar.annotations.set_issue(FIRST, "fall")
    omar.annotations.edit(SECOND, actor="Rosa Pryce")
    for one in (THIRD, SECOND, FIRST):  # later than what omar decides, and not knowing of it
        dana.annotations.label(one, "favor")
    dana.replicas.import_library(tmp_path / "omar")
    omar.replicas.import_library(dana.folder)
    for one in (dana, omar):
        assert why(one, FIRST) == {"dana": "about"} and why(one, SECOND) == {"dana": "edited"}
        assert why(one, THIRD) == {"dana": None}
    omar.close()


def test_a_label_on_a_statement_that_is_another_actors_since_an_import(tmp_path: Path, library: Library) -> None:
    minister, lee, _ = three()
    with Library.open(tmp_path / "omar", by="omar", create=True) as omar:
        made = []
        for dana, one, actor in ((True, library, "Rosa Pryce"), (False, omar, "Ivo Brand")):
            article = analysed(one)
            # The two were read by different versions of the analysis: one did not know whose id it is.
            apart = replace(minister, actor="The premier", actor_id="premier"), replace(lee, actor_id="lee")
            one.analysis.store(article.key, article.version, Analysis((), (minister, lee) if dana else apart))
            spans = [Span(0, 12)]
            made.append(one.annotations.create_statement(article.id, article.version, actor=actor, content=spans).id)
            one.annotations.label_many([made[0], FIRST, SECOND], stance="favor")
        assert flagged(library) == flagged(omar) == set()
        library.replicas.import_library(omar.folder)
        omar.replicas.import_library(library.folder)
        for one in (library, omar):
            for statement in (made[0], FIRST):
                shown = one.statements.get(statement).statement.actor
                other = "dana" if shown in ("Ivo Brand", "The premier") else "omar"
                assert {by for by, said in why(one, statement).items() if said == "apart"} == {other}
            assert set(why(one, SECOND).values()) == {None}, "it is the same one by its name"
        assert rechecks.reasons(library.statements.get(FIRST)) == [
            f"{other}: in another library, which was imported, it is said by another actor"
        ]
        library.annotations.edit(made[0], actor="Ines Calder")
        assert why(library, made[0]) == {"dana": None, "omar": "edited"}
        for by, one in (("dana", library), ("omar", omar)):
            if by == other:
                one.annotations.confirm([FIRST])
                assert why(one, FIRST)[by] is None
