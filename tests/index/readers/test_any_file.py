"""Whatever a file holds: an article whose offsets are right, or a reason."""

from __future__ import annotations

import io
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.model import ArticleDraft
from index.readers import Skipped, registry
from index.readers.source import Source
from index.text import clean

PIECES = (
    "---\n", "title: Quay\n", "date: 2022-03-04\n", "a: &b *b\n", "# Quay to reopen\n", "Quay to reopen\n", "\n",
    "\r\n", "\r", "===\n", "> ", "**", "_", "*", "[Lund](https://example.org)", "![x](", "<!--", "-->", "<b>",
    "By Ida Lund, AP\n", "4 March 2022\n", "VARNHOLM (AP) — The board will meet again on the quay, it said.\n",
    "[Getty]\n", "2 min read\n", "Sources\n", '{"text": "One.", "id": 1}\n', '{"text":', '"', "text,title\n",
    "One.,Two\n", ";", "\0", "\x1b[2J", "\u202e", "\ufeff", "Kovač said “no”. ", "é", "\U0001f1f3\U0001f1f4", "\u2028",
)  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=14).map("".join)
CODECS = st.sampled_from(["utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "gb18030"])
FILES = st.one_of(st.builds(lambda text, codec: text.encode(codec, "replace"), TEXTS, CODECS), st.binary(max_size=80))


@pytest.mark.parametrize("ending", ["", ".txt", ".md", ".jsonl", ".csv"])
@given(data=FILES)
@settings(max_examples=60, deadline=None)
def test_any_file_gives_articles_or_reasons(ending: str, data: bytes) -> None:
    source = Source(f"any{ending}", io.BytesIO(data), 1_000_000, len(data))
    try:
        found = list(registry.reader_of(source)(source))
    except registry.ReadError as error:
        found = [Skipped(source.path, error.sentence)]
    for each in found:
        if isinstance(each, Skipped):
            assert each.reason
            assert "\n" not in each.reason
            continue
        check(each)


def check(draft: ArticleDraft) -> None:
    assert draft.text == clean(draft.text)
    draft.text.encode("utf-8")
    for line in (draft.title, draft.outlet, draft.author, draft.url, draft.language, draft.source_id):
        assert line is None or (line == clean(line).strip() and "\n" not in line and 0 < len(line) <= 1_000)
    assert draft.date is None or date.fromisoformat(draft.date)
    spans = list(draft.masked)
    assert all(span.start < span.end <= len(draft.text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    if draft.title_span is not None:
        assert draft.text[draft.title_span.start : draft.title_span.end].strip()
