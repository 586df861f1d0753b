"""The README says what is true: every key, every command, and a picture that exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from index import config
from index.commands.usage import commands
from tui import actions
from tui.keymap import Keymap

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def rows() -> list[tuple[str, str]]:
    """What each action's row in the README must say: its keys, and its help."""
    shipped = config.shipped()
    labels = [(label.id, label.key) for label in shipped.codebook.labels]
    keymap = Keymap.of(shipped.keys, labels)
    found = []
    for action in actions.ACTIONS:
        keys = " ".join(f"`{key}`" for key in keymap.keys_of(action.pane, action.name)) or "palette"
        found.append((keys, action.help))
    return found


@pytest.mark.parametrize(("keys", "help_text"), rows())
def test_every_key_is_documented(keys: str, help_text: str) -> None:
    assert f"| {keys} | {help_text} |" in README


@pytest.mark.parametrize("label", config.shipped().codebook.labels, ids=lambda label: label.id)
def test_every_label_is_documented(label: config.CodebookLabel) -> None:
    assert f"| `{label.key}` | Label the statement {label.glyph} {label.id}. |" in README


def test_every_action_of_the_configuration_is_in_the_registry_and_the_other_way_round() -> None:
    registered = {(action.pane, action.name) for action in actions.ACTIONS}
    configured = {(pane, name) for pane, names in config.shipped().keys.items() for name in names}
    assert registered == configured


def test_every_command_is_documented() -> None:
    assert [command.name for command in commands() if f"`sayso {command.name}" not in README] == []


def test_every_dependency_is_named_with_its_reason() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = re.search(r"^dependencies = \[(.*?)^\]", project, re.DOTALL | re.MULTILINE)
    assert listed is not None
    names = re.findall(r'"([A-Za-z0-9-]+)', listed[1])
    assert [name for name in names if name.lower() not in README.lower()] == []


def test_links_to_files_of_the_project_lead_somewhere() -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", README)
    assert targets and [target for target in targets if not (ROOT / target).exists()] == []


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*.md")), ids=lambda page: page.name)
def test_the_lines_of_the_pages_are_no_wider_than_those_of_the_code(page: Path) -> None:
    wide = [line for line in page.read_text(encoding="utf-8").splitlines() if len(line) > 120]
    assert [line for line in wide if not line.startswith("|")] == []  # a table's row cannot be broken
