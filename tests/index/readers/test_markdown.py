"""Markdown: front matter, the title, and the marks that are no words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.index.readers.helpers import article, headline, masked, skipped

HARBOUR = """\
---
id: courier-7
title: "Harbour: the board says no"
date: 2022-03-04
outlet: The Varnholm Courier
author: [Ida Lund, Per Ek]
url: https://example.org/harbour
language: en
section: [Town, Harbour]
---

# Harbour: the board says no

By Ida Lund

The **mayor** said she would [not wait](https://example.org/mayor). ![Quay](quay.jpg)

<!-- draft: the mayor said nothing -->
> “We *cannot* wait,” she added.

## Related
"""


def test_front_matter_and_marks(tmp_path: Path) -> None:
    draft = article(tmp_path, "harbour.md", HARBOUR)
    assert draft.text == HARBOUR
    assert draft.title == "Harbour: the board says no"
    assert headline(draft) == draft.title
    assert (draft.date, draft.outlet, draft.author) == ("2022-03-04", "The Varnholm Courier", "Ida Lund, Per Ek")
    assert (draft.url, draft.language, draft.source_id) == ("https://example.org/harbour", "en", "courier-7")
    assert draft.section == "Town, Harbour"
    assert draft.warnings == ()
    front, *marks = masked(draft)
    assert front == HARBOUR[: HARBOUR.index("\n\n# ")]
    assert marks == [
        "#",
        "By Ida Lund",
        "**",
        "**",
        "[",
        "](https://example.org/mayor)",
        "![Quay](quay.jpg)",
        "<!-- draft: the mayor said nothing -->",
        ">",
        "*",
        "*",
        "##",
        "Related",
    ]


@pytest.mark.parametrize(
    ("text", "title", "span"),
    [
        ("# Quay to reopen\nThe board said so.\n", "Quay to reopen", "Quay to reopen"),
        ("Lead.\n\n## Quay to reopen ##\n\nText.", "Quay to reopen", "Quay to reopen"),
        ("Quay to reopen\n===\n\nThe board said so.\n", "Quay to reopen", "Quay to reopen"),
        ("# **Quay** to reopen\n\nText.", "Quay to reopen", "Quay** to reopen"),
        ("Quay to reopen\n\nThe board said so.\n", "Quay to reopen", "Quay to reopen"),
        ("The board spoke. It will reopen.\n", "The board spoke.", None),
        ("---\ntitle: Quay to reopen\n---\nThe board said so.\n", "Quay to reopen", None),
        ("---\ntitle: Quay to reopen\n---\nQuay to reopen\n\nThe board said so.\n", "Quay to reopen", "Quay to reopen"),
        ("---\ntitle: Quay to reopen\n---\n\n## What next\n\nThe board said so.\n", "Quay to reopen", None),
        ("#hashtag is no heading. More.\n", "#hashtag is no heading.", None),
        ("---\n\nA break, not front matter\n\nText.", "A break, not front matter", "A break, not front matter"),
    ],
)
def test_what_the_title_is(tmp_path: Path, text: str, title: str, span: str | None) -> None:
    draft = article(tmp_path, "a.md", text)
    assert (draft.title, headline(draft)) == (title, span)
    assert draft.text == text


def test_line_ends_of_windows_keep_their_length(tmp_path: Path) -> None:
    text = "---\r\ntitle: Quay to reopen\r\ndate: 4 March 2022\r\n---\r\n\r\nThe board said so.\r\n"
    draft = article(tmp_path, "a.md", b"\xef\xbb\xbf" + text.encode())
    assert (draft.title, draft.date, len(draft.text)) == ("Quay to reopen", "2022-03-04", len(text))


def test_values_are_what_is_written(tmp_path: Path) -> None:
    draft = article(
        tmp_path,
        "a.md",
        "---\ntitle: No\nid: 0x1F\ndate: 2024-02-31\noutlet: ~\nauthor:\nurl: file:///etc\n---\nText.\n",
    )
    assert (draft.title, draft.source_id, draft.date) == ("No", "0x1F", None)
    assert (draft.outlet, draft.author, draft.url) == (None, None, None)
    url, date = draft.warnings
    assert "2024-02-31" in date
    assert "file:///etc" in url


def test_unknown_keys_and_shapes_are_named(tmp_path: Path) -> None:
    draft = article(tmp_path, "a.md", "---\ntitle: Quay\ntags: [a, b]\noutlet: {name: Courier}\n---\nText.\n")
    assert draft.outlet is None
    assert len(draft.warnings) == 2
    assert any("“tags” (line 3)" in warning for warning in draft.warnings)
    assert any("line 4" in warning and "outlet" in warning for warning in draft.warnings)


def test_many_unknown_keys_make_one_warning(tmp_path: Path) -> None:
    keys = "".join(f"key{number}: x\n" for number in range(500))
    (warning,) = article(tmp_path, "a.md", f"---\n{keys}---\nText.\n").warnings
    assert "and 495 more" in warning
    assert len(warning) < 300


@pytest.mark.parametrize(
    ("front", "line", "reason"),
    [
        ("title: Minister: we refuse\n", 2, "quotation marks"),
        ("title: a\ntitle: b\n", 3, "twice"),
        ("title: &a x\noutlet: *a\n", 2, "anchors"),
        ("title: !!python/object/apply:os.system [ls]\n", 2, "tags"),
        ("title: [[[[[[[[x]]]]]]]]\n", 2, "deep"),
        ("a: " + "[" * 20_000 + "\n", 2, "deep"),
        ("title: a\n- b\n", 3, "front matter"),
        ("- a\n- b\n", 2, "no keys"),
        ("title: “x\nauthor: {a: b\n", 4, "front matter"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_broken_front_matter_is_named_with_its_line(tmp_path: Path, front: str, line: int, reason: str) -> None:
    found = skipped(tmp_path, "a.md", f"---\n{front}---\nText.\n").reason
    assert found.startswith(f"line {line}:")
    assert reason in found


def test_front_matter_that_does_not_end(tmp_path: Path) -> None:
    assert "never closed" in skipped(tmp_path, "a.md", "---\ntitle: Quay\n\nText.\n").reason
    assert "64 kB" in skipped(tmp_path, "b.md", "---\ntitle: Quay\n" + "key: x\n" * 20_000 + "---\nText.\n").reason


def test_front_matter_alone_is_no_article(tmp_path: Path) -> None:
    assert "no text" in skipped(tmp_path, "a.md", "---\ntitle: Quay\n---\n\n").reason


def test_a_comment_that_is_never_closed_hides_the_rest(tmp_path: Path) -> None:
    draft = article(tmp_path, "a.md", "# Quay\n\nThe board said so.\n\n<!-- The mayor said no.\n")
    assert masked(draft)[-1] == "<!-- The mayor said no.\n"


@pytest.mark.parametrize(
    "text",
    ["She paid 5 * 3 crowns.", "snake_case_name said so.", "A < B and B > C, said Lund.", "Lund [the mayor] left."],
)
def test_signs_that_are_no_marks(tmp_path: Path, text: str) -> None:
    assert masked(article(tmp_path, "a.md", f"# Quay\n\n{text}\n")) == ["#"]
