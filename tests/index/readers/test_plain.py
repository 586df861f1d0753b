"""Plain text: the title, what stands at the head, and the boilerplate."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.readers.boilerplate import credit, is_boilerplate, merge
from index.readers.masthead import read_masthead
from index.text import clean
from tests.index.readers.helpers import article, headline, masked

FERRY = """\
Harbour board 'will not wait' for ferry inquiry: report

Harbour board ‘will not wait’ for ferry inquiry: report
The board of Varnholm harbour has reportedly decided to reopen the quay.
3 min read
04 March, 2022
Varnholm's harbour master has not yet said when ferries will sail [Getty]

The harbour board will reopen the quay on Monday, Varnholm's newspapers reported.

Live Story

"We will not wait," said Mayor Ida Lund. "The town cannot."

Read more: Ferry operator denies it was warned

Follow us on Facebook
© 2022 The Varnholm Courier. All rights reserved.
"""


def test_a_page_saved_as_text(tmp_path: Path) -> None:
    draft = article(tmp_path, "ferry.txt", FERRY)
    assert draft.text == FERRY
    assert draft.title == "Harbour board 'will not wait' for ferry inquiry: report"
    assert headline(draft) == draft.title
    assert draft.date == "2022-03-04"
    assert (draft.outlet, draft.author, draft.warnings) == (None, None, ())
    assert masked(draft) == [
        "Harbour board ‘will not wait’ for ferry inquiry: report",
        "3 min read",
        "04 March, 2022",
        "[Getty]",
        "Live Story",
        "Read more: Ferry operator denies it was warned",
        "Follow us on Facebook",
        "© 2022 The Varnholm Courier. All rights reserved.",
    ]


@pytest.mark.parametrize(
    ("text", "title", "span"),
    [
        ("Quay to reopen\n\nThe board said so.\n", "Quay to reopen", "Quay to reopen"),
        ("\n \n  Quay to reopen  \r\n\r\nThe board said so.", "Quay to reopen", "Quay to reopen"),
        ("Quay to reopen\n", "Quay to reopen", None),
        ("The board spoke. It will reopen the quay.", "The board spoke.", None),
        ("The board spoke\nand reopened. It rained.\n\nMore.", "The board spoke and reopened.", None),
        (
            "Mr. Lund met Gov. A. B. Ek in the U.S. on Monday. He left.",
            "Mr. Lund met Gov. A. B. Ek in the U.S. on Monday.",
            None,
        ),
        ("“No!” she said. They left.", "“No!” she said.", None),
        ("3 March 2022\n\nQuay to reopen\n\nThe board said so.", "Quay to reopen", "Quay to reopen"),
        ("外交部发言人表示反对。会议结束。", "外交部发言人表示反对。", None),
        ("Quay to reopen\nBy Ann Lee\n\nThe board said so.", "Quay to reopen", "Quay to reopen"),
        ("Quay to reopen\n3 March 2022\n\nThe board said so.", "Quay to reopen", "Quay to reopen"),
        ("Read more: the quay\n\nQuay to reopen\n\nThe board said so.", "Quay to reopen", "Quay to reopen"),
        ("Opinion: Columns\n\nQuay to reopen\n\nThe board said so.", "Quay to reopen", "Quay to reopen"),
        ("Opinion\n\nQuay to reopen\n\nThe board said so.", "Quay to reopen", "Quay to reopen"),
    ],
)
def test_what_the_title_is(tmp_path: Path, text: str, title: str, span: str | None) -> None:
    draft = article(tmp_path, "a.txt", text)
    assert draft.title == title
    assert headline(draft) == span
    assert len(draft.text) == len(text)


KINDS = (
    "Opinion",
    "OPINION",
    "Analysis",
    "Live",
    "Video",
    "Explainer",
    "In pictures",
    "Gallery",
    "Editorial",
    "Interview",
)


@pytest.mark.parametrize("above", ["", "3 March 2022\n", "Posted | 3 March 2022\n\nShare this\n\n"])
@pytest.mark.parametrize("below", ["\n", "By Ann Lee\n\n"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_headline_that_says_of_what_kind_it_is(tmp_path: Path, kind: str, above: str, below: str) -> None:
    title = f"{kind}: Why the quay must stay open"
    body = "The board said so on Monday.\n\nOpinion: What the tide took from us\n\nIt will reopen the quay.\n"
    draft = article(tmp_path, "a.txt", f"{above}{title}\n{below}{body}")
    assert draft.title == title and headline(draft) == title
    # Below the headline it is a link to another article.
    assert "What the tide took" in " ".join(draft.text[span.start : span.end] for span in draft.masked)


def test_a_title_is_bounded(tmp_path: Path) -> None:
    draft = article(tmp_path, "a.txt", "word " * 5_000 + "\n\nMore.")
    assert len(draft.title) <= 1_000
    assert draft.title.endswith("…")


@pytest.mark.parametrize(
    ("line", "author", "outlet"),
    [
        ("By Ida Lund", "Ida Lund", None),
        ("BY IDA LUND", "IDA LUND", None),
        ("By Ida Lund, Reuters", "Ida Lund", "Reuters"),
        ("By Ida Lund and Per van der Ek, The Varnholm Courier", "Ida Lund, Per van der Ek", "The Varnholm Courier"),
        ("By Ida Lund for the Varnholm Courier", "Ida Lund", "the Varnholm Courier"),
        ("By Ida Lund, Political Correspondent", "Ida Lund", None),
        ("Ida Lund, Reuters", "Ida Lund", "Reuters"),
        ("Ida Lund | The Times of Varnholm", "Ida Lund", "The Times of Varnholm"),
        ("By AFP", None, "AFP"),
        ("By Reuters Staff", None, "Reuters"),
        ("Reuters", None, "Reuters"),
        ("The Varnholm Courier", None, "The Varnholm Courier"),
        ("Source: Harbour Watch", None, "Harbour Watch"),
        ("Ida Lund | 4 March 2022", "Ida Lund", None),
    ],
)
def test_bylines(tmp_path: Path, line: str, author: str | None, outlet: str | None) -> None:
    draft = article(tmp_path, "a.txt", f"Quay to reopen\n\n{line}\n\nThe board of the harbour said so on Monday.\n")
    assert (draft.author, draft.outlet) == (author, outlet)
    assert masked(draft) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "By Monday, the quay was open",
        "By the evening the board had met.",
        "By Friday Lund had resigned.",
        "Ida Lund, the mayor",
        "Ida Lund, Mayor",
        "Press freedom",
        "World News",
        "Anger on the quay",
        "Lund: We said no",
        "She said no.",
    ],
)
def test_what_is_no_byline(tmp_path: Path, line: str) -> None:
    draft = article(tmp_path, "a.txt", f"Quay to reopen\n\n{line}\n\nThe board of the harbour said so on Monday.\n")
    assert (draft.author, draft.outlet, masked(draft)) == (None, None, [])


@pytest.mark.parametrize(
    ("start", "outlet", "date"),
    [
        ("VARNHOLM, March 4 (Reuters) - ", "Reuters", None),
        ("VARNHOLM, March 4, 2022 (Reuters) — ", "Reuters", "2022-03-04"),
        ("PORT VARNHOLM, Norland (AP) — ", "AP", None),
        ("Varnholm (dpa) – ", "dpa", None),
        ("VARNHOLM (CPA) - ", "CPA", None),
        ("VARNHOLM, 4 March (CPA) - ", "CPA", None),
        ("VARNHOLM — ", None, None),
        ("(Reuters) - ", "Reuters", None),
    ],
)
def test_datelines(tmp_path: Path, start: str, outlet: str | None, date: str | None) -> None:
    draft = article(
        tmp_path, "a.txt", f"Quay to reopen\n\n{start}The board of the harbour said it would reopen the quay.\n"
    )
    assert (draft.outlet, draft.date) == (outlet, date)
    assert masked(draft) == [start.rstrip()]


@pytest.mark.parametrize(
    "start",
    [
        "Lund - the mayor - ",
        "NATO, which met on Monday, ",
        "The board (AP has a seat) ",
        "Lund: ",
        "Harbour Union (HU) - the largest - ",
    ],
)
def test_what_is_no_dateline(tmp_path: Path, start: str) -> None:
    draft = article(tmp_path, "a.txt", f"Quay to reopen\n\n{start}said that it would reopen the quay on Monday.\n")
    assert (draft.outlet, masked(draft)) == (None, [])


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published: 4 March 2022, 10:30 GMT", "2022-03-04"),
        ("Updated 6 March 2022 | Published 4 March 2022", "2022-03-04"),
        ("Last updated on March 6, 2022", "2022-03-06"),
        ("Friday, March 4, 2022\xa0", "2022-03-04"),
        ("4 March 2022 • 2 min read", "2022-03-04"),
        ("31 February 2022", None),
    ],
)
def test_date_lines(tmp_path: Path, line: str, day: str | None) -> None:
    draft = article(tmp_path, "a.txt", f"Quay to reopen\n\n{line}\n\nThe board of the harbour said so on Monday.\n")
    assert draft.date == day
    assert masked(draft) == ([line.strip()] if day else [])


@pytest.mark.parametrize(
    "line",
    [
        "Live Story",
        "2 min read",
        "4-minute read",
        "Reading time: 3 min",
        "ADVERTISEMENT",
        "Advertisement - scroll to continue",
        "Share this",
        "Share on Facebook",
        "Read more",
        "Read more: Ferry operator denies it",
        "READ ALSO | Quay closed",
        "Story continues below",
        "Follow us on Twitter @varnholm",
        "Sign up for our newsletter to get the news of the coast",
        "Subscribe now",
        "Get our daily newsletter in your inbox",
        "Updated 2 hours ago",
        "Published 4 March 2022",
        "12 comments",
        "This article was originally published in the Varnholm Courier.",
        "With files from The Canadian Press",
        "(Reporting by Ida Lund, editing by Per Ek)",
        "Copyright 2022 Varnholm Courier",
        "(c) 2022 Varnholm",
        "Click here to read the report",
        "We use cookies to improve this page",
        "https://example.org/quay",
        "* * *",
        "File:Quay in fog.jpg",
        "4 March 2022",
    ],
)
def test_lines_that_are_boilerplate(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "Live music returned to the quay on Monday.",
        "Share prices of the ferry company fell by a tenth, the exchange said.",
        "Sign-ups for the ferry rose, Lund said.",
        "“Read more books,” the mayor told pupils.",
        "Follow the money, said Lund.",
        "Updated figures show that the quay is sinking, the board said.",
        "Related companies must leave the quay, the court ruled.",
        "Watch out for the tide, she said.",
        "Comment was not available from the board.",
        "The copyright on the plan belongs to the board, it said.",
        "Edited footage misled the court, Lund said.",
        "Editor's note: an earlier version of this article gave a wrong date.",
        "CORRECTION: an earlier version misquoted the president.",
        "Clarification: This article has been changed to say that the quay is open.",
        "Disclosure: the reporter's sister works for the harbour board.",
        "The board's members met.",
    ],
)
def test_lines_that_are_none(line: str) -> None:
    assert not is_boilerplate(line)
    assert credit(line, head=True) is None


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("The quay on Monday [Getty]", "[Getty]"),
        ("The quay on Monday. (Ida Lund/AFP via Getty Images)", "(Ida Lund/AFP via Getty Images)"),
        ("The quay on Monday (Photo: Per Ek)", "(Photo: Per Ek)"),
        ("The quay (AP Photo/Ida Lund)", "(AP Photo/Ida Lund)"),
        ("The quay, from above. Image: Ida Lund.", "Image: Ida Lund."),
        ("The quay in 2021Image: Harbour board (flickr).", "Image: Harbour board (flickr)."),
        ("Photo by Ida Lund", "Photo by Ida Lund"),
        ("The quay on Monday [Ida Lund/Courier]", "[Ida Lund/Courier]"),
    ],
)
def test_credits(line: str, found: str) -> None:
    place = credit(line, head=True)
    assert place is not None
    assert line[place[0] : place[1]] == found


@pytest.mark.parametrize(
    "line",
    [
        "The board asked the British Broadcasting Corporation (BBC).",
        "She joined the Harbour Union (HU)",
        'Lund said: "They [the board] refused."',
        "They left the quay, she said [sic].",
        "Lund [laughs]",
    ],
)
def test_brackets_that_are_no_credit(line: str) -> None:
    assert credit(line, head=True) is None


def test_a_list_of_sources_at_the_end(tmp_path: Path) -> None:
    text = (
        "Quay to reopen\n\nThe board said so.\n\nThe mayor agreed with the board.\n\nSources\n"
        "Ida Lund. “Quay to reopen”, Varnholm Courier, March 4, 2022\nPer Ek. Harbour Watch, March 3, 2022\n\n"
        "Related news\n* Ferry sails again\n"
    )
    assert masked(article(tmp_path, "a.txt", text)) == [
        "Sources",
        "Ida Lund. “Quay to reopen”, Varnholm Courier, March 4, 2022",
        "Per Ek. Harbour Watch, March 3, 2022",
        "Related news",
        "* Ferry sails again",
    ]


@pytest.mark.parametrize(
    "prose",
    [
        "The mayor said on Tuesday that she agreed with the board and with all of its members on the quay.",
        "“We will not wait any longer,” she said.",
    ],
)
def test_a_paragraph_after_a_list_is_the_article_again(tmp_path: Path, prose: str) -> None:
    text = (
        f"Quay to reopen\n\nThe board said so.\n\nThe mayor agreed.\n\nRelated articles\nFerry sails again\n\n{prose}\n"
    )
    assert masked(article(tmp_path, "a.txt", text)) == ["Related articles", "Ferry sails again"]


FURNITURE = (
    "",
    "Quay to reopen",
    "2 min read",
    "4 March 2022",
    "By Ida Lund, AP",
    "VARNHOLM (AP) — The board met again on the quay today.",
    "The quay [Getty]",
    "Sources",
    "Share this",
    "\u2028",
    "\t \xa0",
)
LINES = st.lists(st.one_of(st.text(max_size=40), st.sampled_from(FURNITURE)), max_size=12)


@given(LINES)
@settings(max_examples=100, deadline=None)
def test_masks_stand_in_the_text_in_order_and_spare_the_headline(rows: list[str]) -> None:
    text = clean("\n".join(rows))
    found = read_masthead(text)
    spans = merge(found.masked)
    assert all(span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    if found.title_span is not None:
        assert not any(span.overlaps(found.title_span) for span in spans)
        assert " ".join(text[found.title_span.start : found.title_span.end].split()) == found.title


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("Section: Harbour and trade", "Harbour and trade"),
        ("CATEGORY : Local news.", "Local news"),
        ("Sections of the quay: two are closed to all ships", None),
        ("Section: ...", None),
    ],
)
def test_a_line_that_names_the_section(tmp_path: Path, line: str, section: str | None) -> None:
    text = f"{line}\n\nQuay to reopen\n\nThe board said it would reopen the quay in spring, after a year.\n"
    draft = article(tmp_path, "a.txt", text)
    assert draft.section == section
    if section is not None:
        assert draft.title == "Quay to reopen"
        assert line in masked(draft)
