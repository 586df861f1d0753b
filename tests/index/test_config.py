"""The configuration: what is shipped, how a library changes it, and how its mistakes are named."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import config, keys, located
from index.errors import ConfigError


def own(tmp_path: Path, text: str) -> Path:
    (tmp_path / "config.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def refused(tmp_path: Path, text: str) -> str:
    with pytest.raises(ConfigError) as error:
        config.load(own(tmp_path, text))
    return error.value.sentence


def test_shipped_has_the_codebook_of_the_contract() -> None:
    labels = config.shipped().codebook.labels
    assert [label.id for label in labels] == ["favor", "against", "mixed", "neutral", "none", "unclear"]
    assert [label.key for label in labels] == ["1", "2", "3", "4", "5", "6"]
    assert all(label.definition and label.examples for label in labels)


def test_own_file_changes_key_by_key(tmp_path: Path) -> None:
    changed = config.load(own(tmp_path, "panes:\n  measure: 66\n"))
    assert changed.panes.measure == 66
    assert changed.panes.list == config.shipped().panes.list


def test_lists_merge_by_id(tmp_path: Path) -> None:
    text = (
        "codebook:\n  labels:\n    - {id: favor, glyph: F}\n"
        "issues:\n  - {id: new-one, proposition: The new one should be built}\n"
    )
    changed = config.load(own(tmp_path, text))
    favor = changed.label("favor")
    assert favor is not None and favor.glyph == "F" and favor.key == "1"
    assert len(changed.codebook.labels) == 6
    assert len(changed.issues) == len(config.shipped().issues) + 1


def test_settings_say_where_each_value_comes_from(tmp_path: Path) -> None:
    file = own(tmp_path, "\npanes:\n  measure: 66\n") / "config.yaml"
    found = {setting.key: setting for setting in config.settings(file)}
    assert (found["panes.measure"].file, found["panes.measure"].line) == (str(file), 3)
    assert found["panes.list"].file == str(config.shipped_file())


def test_analysis_hash_follows_what_the_analysis_reads(tmp_path: Path) -> None:
    before = config.shipped().analysis_hash()
    assert config.load(own(tmp_path, "panes: {measure: 66}")).analysis_hash() == before
    changed = config.load(own(tmp_path, "issues: [{id: x, proposition: X should be, words: [x]}]"))
    assert changed.analysis_hash() != before
    indicated = config.load(own(tmp_path, "issues: [{id: x, proposition: X should be, words: [x], favor: [good]}]"))
    turned = config.load(own(tmp_path, "issues: [{id: x, proposition: X should be, words: [x], against: [good]}]"))
    assert len({changed.analysis_hash(), indicated.analysis_hash(), turned.analysis_hash()}) == 3


def test_indicators_are_read_and_merge_by_id_as_all_of_an_issue_does(tmp_path: Path) -> None:
    text = "issues:\n  - id: silt-disposal\n    favor: [gentle, no harm]\n    against: []\n"
    (issue,) = (one for one in config.load(own(tmp_path, text)).issues if one.id == "silt-disposal")
    (shipped,) = (one for one in config.shipped().issues if one.id == "silt-disposal")
    assert (issue.favor, issue.against, issue.words) == (("gentle", "no harm"), (), shipped.words)
    assert shipped.favor and shipped.against
    assert (issue.model().favor, issue.model().against) == (issue.favor, issue.against)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("codebok: 1", "line 1: unknown key 'codebok'; did you mean 'codebook'?"),
        ("panes:\n  lst: 4", "line 2: unknown key 'panes.lst'; did you mean 'list'?"),
        ("codebook: {version: x}", "'codebook.version': expected a whole number"),
        ("panes: {list: true}", "'panes.list': expected a whole number"),
        ("panes: {list: 3}", "greater than or equal to 20, found 3"),
        ("annotator: 5", "'annotator': expected text"),
        ("issues: {a: 1}", "'issues': expected a list"),
        ("issues:\n - {id: a}", "proposition' is missing"),
        ("issues: [{id: A b, proposition: x}]", ".id': expected text that matches"),
        ("issues: [{id: a, proposition: x}, {id: a, proposition: y}]", "'a'"),
        ("issues:\n - {id: a, proposition: x}\n - {id: a, proposition: y}", "line 3: the id 'a' stands here twice"),
        ("issues:\n - {id: a, proposition: x, favour: [y]}", "line 2: unknown key 'issues."),
        ("issues:\n - {id: a, proposition: x, favour: [y]}", "did you mean 'favor'?"),
        ("issues:\n - {id: a, proposition: x, against: gas leak}", 'against\': expected a list, found "gas leak"'),
        ("issues:\n - {id: a, proposition: x, favor: [[y]]}", "expected text, found"),
        (f"issues:\n - {{id: a, proposition: x, favor: [{'long ' * 20}]}}", "expected text of at most 80 characters"),
        (f"issues:\n - {{id: a, proposition: x, favor: [{'y, ' * 301}]}}", "expected a list of at most 300 items"),
        ("issues:\n - {id: a, proposition: x, favor: ['']}", "expected text of at least 1 character"),
        ("issues:\n - {id: a, proposition: x, favor: ['*']}", "line 2: the issue 'a' has \"*\" under 'favor'"),
        (
            "issues:\n - id: a\n   proposition: x\n   favor: [Gas  leak*]\n   against: [b, gas leak*]",
            "line 5: the issue 'a' has 'gas leak*' under both 'favor' and 'against'",
        ),
        ("language: {model: xx}", "'language.model'"),
        ("panes: {theme: nonsuch}", "'panes.theme'"),
        ("a: 1\na: 2", "line 2: the key 'a' stands here twice (first in line 1)"),
        ("x: &a 1", "anchors, aliases and tags are not read"),
        ("x: !!python/object:os.system {}", "anchors, aliases and tags are not read"),
        ("[", "no valid YAML"),
        ("- 1", "expected keys with values, found a list"),
        ("[" * 5000, "nested too deeply"),
        ("panes: {list: 1_0_x}", "'panes.list'"),
        ("keys: {everywhere: {undos: [g]}}", "unknown action 'keys.everywhere.undos'"),
        ("keys: {sidebar: {open: [g]}}", "unknown pane 'keys.sidebar'"),
        ("keys: {list: {open: x}}", "'keys.list.open': expected a list"),
        ("keys: {list: {open: [ctrl+m]}}", "cannot be told from enter"),
        ("keys: {list: {open: [nokey]}}", "'nokey' is no key"),
        ("keys: {everywhere: {undo: [a]}}", "keys.everywhere.undo (a) and keys.entities.link_entity (a)"),
        ("keys: {everywhere: {undo: [g]}}", "keys.everywhere.saved_searches (gl)"),
        ("keys: {article: {mark: ['1']}}", ""),
        ("codebook: {labels: [{id: favor, key: a}]}", "codebook label 'favor' (a)"),
    ],
)
def test_mistakes_name_file_line_key_and_what_was_expected(tmp_path: Path, text: str, expected: str) -> None:
    if not expected:
        config.load(own(tmp_path, text))
        return
    sentence = refused(tmp_path, text)
    assert expected in sentence
    assert str(tmp_path / "config.yaml") in sentence


def test_not_text_and_too_large_are_refused(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_bytes(b"annotator: \xff\xfe")
    with pytest.raises(ConfigError, match="not UTF-8"):
        config.load(tmp_path)
    (tmp_path / "config.yaml").write_bytes(b"#" * (located.LARGEST + 1))
    with pytest.raises(ConfigError, match="larger than"):
        config.load(tmp_path)


@given(st.text(max_size=80))
def test_any_text_is_a_configuration_or_a_configuration_error(text: str) -> None:
    try:
        tree = located.parse(text, "x.yaml")
    except ConfigError as error:
        assert error.sentence.startswith("x.yaml")
    else:
        assert isinstance(tree.plain(), dict)


@pytest.mark.parametrize(
    ("text", "sequence"),
    [
        ("j", ("j",)),
        ("gg", ("g", "g")),
        ("]u", ("]", "u")),
        ("space", ("space",)),
        ("ctrl+d", ("ctrl+d",)),
        ("shift+tab", ("shift+tab",)),
        ("+", ("+",)),
        ("ä", ("ä",)),
    ],
)
def test_key_names(text: str, sequence: keys.Sequence) -> None:
    assert keys.parse_key(text) == sequence


@pytest.mark.parametrize("text", ["", " ", "ctrl+m", "ctrl+", "hyper+x", "nokey", "a b", "\x1b"])
def test_no_keys(text: str) -> None:
    with pytest.raises(ValueError):
        keys.parse_key(text)


@given(st.dictionaries(st.text("abg", min_size=1, max_size=3), st.text("xyz", min_size=1, max_size=1), max_size=6))
def test_keys_clash_where_one_begins_another(bindings: dict[str, str]) -> None:
    pairs = [(action, tuple(sequence)) for sequence, action in bindings.items()]
    begins = any(one != other and other[: len(one)] == one for _, one in pairs for _, other in pairs)
    assert (keys.clash(pairs) is not None) == begins


def test_without_the_demonstration_only_a_librarys_own_issues_and_actors_are_in_force(tmp_path: Path) -> None:
    shipped = config.shipped()
    assert shipped.demonstration and shipped.issues and shipped.actors
    text = "demonstration: false\nissues:\n  - {id: toll, proposition: The toll should be scrapped}\n"
    changed = config.load(own(tmp_path, text))
    assert [issue.id for issue in changed.issues] == ["toll"] and changed.actors == ()
    assert changed.codebook == shipped.codebook
    found = {setting.key: setting for setting in config.settings(tmp_path / "config.yaml")}
    assert (found["demonstration"].value, found["demonstration"].line) == (False, 1)
    assert found["actors"].value == [] and found["issues.0.id"].value == "toll"
    assert changed.analysis_hash() != shipped.analysis_hash()
    kept = config.load(own(tmp_path, "demonstration: true\n"))
    assert kept.issues == shipped.issues and kept.analysis_hash() == shipped.analysis_hash()


@pytest.mark.parametrize("value", ["0", '"false"', "", "[]"])
def test_whether_there_is_the_demonstration_is_true_or_false(tmp_path: Path, value: str) -> None:
    said = refused(tmp_path, f"demonstration: {value}\n")
    assert "line 1: 'demonstration': expected" in said and "true or false" in said


# -- what was checked before -----------------------------------------------------------------------------


def kept_file(folder: Path) -> Path:
    (file,) = folder.glob("*.json")
    return file


def test_a_configuration_is_checked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = own(tmp_path, "panes: {measure: 66}\nissues: [{id: x, proposition: X should be, words: [x]}]\n")
    first = config.load(folder, kept=tmp_path / "kept")
    assert first == config.load(folder) and first.analysis_hash() == config.load(folder).analysis_hash()
    monkeypatch.setattr(config, "checked", lambda own: 1 / 0)
    assert config.load(folder, kept=tmp_path / "kept") == first


def test_a_kept_configuration_holds_for_the_files_that_it_came_of(tmp_path: Path) -> None:
    for measure in (66, 77):
        folder = own(tmp_path, f"panes: {{measure: {measure}}}\n")
        assert config.load(folder, kept=tmp_path / "kept").panes.measure == measure
    own(tmp_path, "panes: {measure: 7}\n")
    with pytest.raises(ConfigError):
        config.load(tmp_path, kept=tmp_path / "kept")
    (tmp_path / "config.yaml").unlink()
    assert config.load(tmp_path, kept=tmp_path / "kept") == config.shipped()


@given(st.data())
def test_a_damaged_kept_configuration_is_as_none(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = own(tmp_path_factory.mktemp("lib"), "panes: {measure: 66}\n")
    first = config.load(folder, kept=folder / "kept")
    file = kept_file(folder / "kept")
    content = file.read_bytes()
    place = data.draw(st.integers(0, len(content) - 1))
    damaged = data.draw(st.sampled_from([content[:place], content[:place] + b"\xff" + content[place + 1 :], b""]))
    file.write_bytes(damaged)
    assert config.load(folder, kept=folder / "kept") == first
    assert file.read_bytes() == content


def test_a_kept_configuration_that_others_could_write_is_not_believed(tmp_path: Path) -> None:
    folder = own(tmp_path, "panes: {measure: 66}\n")
    first = config.load(folder, kept=tmp_path / "kept")
    file = kept_file(tmp_path / "kept")
    file.write_bytes(file.read_bytes().replace(b'"measure": 66', b'"measure": 67'))
    assert config.load(folder, kept=tmp_path / "kept") == first
    file.chmod(0o666)
    assert config.load(folder, kept=tmp_path / "kept") == first
    assert file.stat().st_mode & 0o077 == 0


def test_where_nothing_can_be_kept_it_is_checked_each_time(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("no folder")
    folder = own(tmp_path, "panes: {measure: 66}\n")
    assert config.load(folder, kept=tmp_path / "kept").panes.measure == 66
