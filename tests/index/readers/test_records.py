"""Records: JSON Lines and CSV."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from index.model import ArticleDraft
from index.readers import Skipped, read
from tests.index.readers.helpers import article, articles, everything, headline, masked, skipped, write

ROW = {
    "id": "c-1",
    "title": "Quay to reopen",
    "date": "2022-03-04",
    "outlet": "The Varnholm Courier",
    "author": "Ida Lund",
    "url": "https://example.org/quay",
    "language": "en",
    "section": " Harbour  & trade",
    "text": "Friday, March 4, 2022\xa0\n\n\nThe board said it would reopen the quay.\r\nImage: Per Ek.\n",
}


def lines(*rows: object) -> str:
    return "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows)


def test_a_record_and_all_its_fields(tmp_path: Path) -> None:
    draft = article(tmp_path, "a.jsonl", lines(ROW))
    assert (draft.title, draft.date, draft.outlet) == ("Quay to reopen", "2022-03-04", "The Varnholm Courier")
    assert (draft.author, draft.url, draft.language) == ("Ida Lund", "https://example.org/quay", "en")
    assert draft.section == "Harbour & trade"
    assert (draft.source_id, draft.record, draft.warnings) == ("c-1", "line 1", ())
    assert draft.text == str(ROW["text"]).replace("\r\n", " \n")
    assert draft.title_span is None
    assert masked(draft) == ["Friday, March 4, 2022", "Image: Per Ek."]


def test_a_title_that_the_text_repeats(tmp_path: Path) -> None:
    row = {"title": "Quay “to reopen”", "text": 'Quay "to  reopen"\n\nThe board said so.\n\nQuay "to reopen"\n'}
    draft = article(tmp_path, "a.jsonl", lines(row))
    assert headline(draft) == 'Quay "to  reopen"'
    assert masked(draft) == ['Quay "to reopen"']


def test_what_the_fields_do_not_say_is_taken_from_the_text(tmp_path: Path) -> None:
    text = "Quay to reopen\n\nBy Ida Lund\n\n4 March 2022\n\nThe board said so.\n"
    draft = article(tmp_path, "a.jsonl", lines({"text": text}))
    assert (draft.title, draft.author, draft.date) == ("Quay to reopen", "Ida Lund", "2022-03-04")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("[1, 2]", "not a JSON object"),
        ("null", "not a JSON object"),
        ("{", "not JSON"),
        ('{"text": "x"} {"text": "y"}', "not JSON"),
        ('{"id": "1"}', "no text"),
        ('{"text": null}', "no text"),
        ('{"text": ""}', "empty"),
        ('{"text": " \\u200b\\n"}', "empty"),
        ('{"text": ["x"], "n": 1}', None),
        ('{"text": {"a": 1}}', "not a text"),
        ('{"text": "x", "score": NaN}', "NaN"),
        ('{"text": "x", "score": -Infinity}', "-Infinity"),
        ('{"text": "x", "text": "y"}', "twice"),
        ('{"text": "x", "meta": {"a": 1, "a": 2}}', "twice"),
        ('{"id": ' + "9" * 10_000 + ', "text": "x"}', "digits"),
        ("[" * 200_000, "nested too deeply"),
        ('{"text": "x", "a": ' + "[" * 200_000, "nested too deeply"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_one_bad_line_leaves_the_others(tmp_path: Path, line: str, reason: str | None) -> None:
    first, bad, last = everything(write(tmp_path, "a.jsonl", lines({"text": "One."}, line, {"text": "Three."})))
    assert isinstance(first, ArticleDraft)
    assert isinstance(last, ArticleDraft)
    assert last.record == "line 3"
    if reason is None:
        assert isinstance(bad, ArticleDraft)
        return
    assert isinstance(bad, Skipped)
    assert bad.record == "line 2"
    assert reason in bad.reason
    assert len(bad.reason) < 300


def test_blank_lines_are_nothing_and_are_counted(tmp_path: Path) -> None:
    one, two = articles(write(tmp_path, "a.jsonl", "\n" + lines({"text": "One."}) + " \r\n" + '{"text": "Two."}'))
    assert (one.record, two.record) == ("line 2", "line 4")


def test_fields_are_cleaned_and_bounded(tmp_path: Path) -> None:
    row = {
        "id": "../../etc\0/passwd",
        "title": "  Quay\n to \x1b[31mreopen  ",
        "outlet": "x" * 5_000,
        "author": ["Ida Lund", "Per Ek"],
        "url": "javascript:alert(1)",
        "language": "not a language",
        "date": "Tue, 31 Feb 2023 25:61:00 GMT",
        "text": "bad \ud800 surrogate \x9b31m",
    }
    draft = article(tmp_path, "a.jsonl", lines(row))
    assert draft.source_id == "../../etc\ufffd/passwd"
    assert draft.title == "Quay to \ufffd[31mreopen"
    assert draft.outlet is not None
    assert len(draft.outlet) == 1_000
    assert draft.author == "Ida Lund, Per Ek"
    assert (draft.url, draft.language, draft.date) == (None, None, None)
    assert draft.text == "bad \ufffd surrogate \ufffd31m"
    assert len(draft.warnings) == 3
    assert any("Tue, 31 Feb 2023 25:61:00 GMT" in warning for warning in draft.warnings)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "//example.org/x",
        "http://",
        "http://[::1",
        "https://ida:secret@example.org/",
        "http://a b/",
        7,
    ],
)
def test_an_address_that_is_not_kept(tmp_path: Path, url: object) -> None:
    draft = article(tmp_path, "a.jsonl", lines({"text": "One.", "url": url}))
    assert draft.url is None
    assert len(draft.warnings) == 1


def test_fields_of_the_wrong_kind_are_named(tmp_path: Path) -> None:
    draft = article(
        tmp_path, "a.jsonl", lines({"text": "One.", "title": {"a": 1}, "outlet": True, "author": None, "id": 1.5})
    )
    assert (draft.title, draft.outlet, draft.author, draft.source_id) == ("One.", None, None, None)
    assert len(draft.warnings) == 3


def test_one_identity_has_one_text_in_a_file(tmp_path: Path) -> None:
    rows = [
        {"id": "1", "text": "First version."},
        {"id": "1", "text": "Second version."},
        {"id": 1, "text": "A number."},
        {"id": 2, "text": "Two."},
        {"id": "2", "text": "Two."},
        {"id": "1", "outlet": "Courier", "text": "Elsewhere."},
        {"id": "1", "url": "https://example.org/1", "text": "With an address."},
        {"id": "9", "url": "https://example.org/1", "text": "Same address."},
        {"id": "1", "text": "First version."},
    ]
    found = everything(write(tmp_path, "a.jsonl", lines(*rows)))
    assert [each.record for each in found if isinstance(each, Skipped)] == ["line 2", "line 3", "line 5", "line 8"]
    assert all("line" in each.reason for each in found if isinstance(each, Skipped))
    assert [each.source_id for each in found if isinstance(each, ArticleDraft)] == ["1", "2", "1", "1", "1"]


def test_a_line_longer_than_the_limit_is_passed_over(tmp_path: Path) -> None:
    long = {"text": "long " * 2_000}
    path = write(tmp_path, "a.jsonl", lines({"text": "One."}, long, {"text": "Three."}, *[{"text": "More."}] * 500))
    found = everything(path, largest=5_000)
    assert path.stat().st_size > 15_000
    assert [each.record for each in found if isinstance(each, Skipped)] == ["line 2"]
    assert len(found) == 503
    assert found[-1].record == "line 503"


def test_lines_across_the_blocks_that_are_read(tmp_path: Path) -> None:
    rows = [{"id": str(number), "text": f"Row {number}. " + "x" * (number * 37 % 9_000)} for number in range(80)]
    drafts = articles(write(tmp_path, "a.jsonl", lines(*rows)))
    assert [draft.text for draft in drafts] == [row["text"] for row in rows]


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_json_lines_with_a_byte_order_mark(tmp_path: Path, codec: str) -> None:
    data = '{"text": "Kovač said no."}\n{"text": "Two."}\n'.encode(codec)
    assert [draft.text for draft in articles(write(tmp_path, "a.jsonl", data))] == ["Kovač said no.", "Two."]


def test_a_line_that_is_not_utf8_says_so(tmp_path: Path) -> None:
    data = '{"text": "One."}\n{"text": "déjà vu"}\n'.encode("latin-1")
    one, two = articles(write(tmp_path, "a.jsonl", data))
    assert (one.warnings, two.text) == ((), "déjà vu")
    assert "cp1252" in two.warnings[0]


def test_json_lines_from_a_pipe_that_gives_little_at_a_time() -> None:
    class Trickle(io.RawIOBase):
        data = io.BytesIO(lines({"text": "One."}, {"text": "Two."}).encode())

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            return self.data.readinto(memoryview(buffer)[:3])

    found = list(read(["-"], stdin=io.BufferedReader(Trickle())))
    assert [(each.path, each.record) for each in found] == [("-", "line 1"), ("-", "line 2")]


TABLE = 'ID,Title,text,Section\n1,Quay,"The board, it said, ""will"" not\nwait.",x\n2,,Two.,\n'


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table(tmp_path: Path, delimiter: str) -> None:
    table = TABLE if delimiter == "," else TABLE.replace("board, it said, ", "board ").replace(",", delimiter)
    one, two = articles(write(tmp_path, "a.csv", "\ufeff" + table))
    assert one.text.replace("board, it said, ", "board ") == 'The board "will" not\nwait.'
    assert (one.source_id, one.title, one.record) == ("1", "Quay", "line 2")
    assert (two.title, two.record) == ("Two.", "line 4")


def test_cells_stay_as_they_are(tmp_path: Path) -> None:
    draft = article(tmp_path, "a.csv", "id,title,text\n1,\"=cmd|'/C calc'!A0\",+1 @SUM(1) -2\n")
    assert (draft.title, draft.text) == ("=cmd|'/C calc'!A0", "+1 @SUM(1) -2")


def test_a_nul_in_a_table_is_cleaned(tmp_path: Path) -> None:
    one, two = articles(write(tmp_path, "a.csv", b"id,title,text\n1,a\0b,hello\n2,c,there\n"))
    assert (one.title, two.text) == ("a\ufffdb", "there")


@pytest.mark.parametrize("first", ["1;hello;world", "id,title,body", "a"])
def test_a_table_without_a_column_for_the_text(tmp_path: Path, first: str) -> None:
    reason = skipped(tmp_path, "a.csv", f"{first}\n2;a;b\n").reason
    assert "“text”" in reason
    assert f"“{first.split(';')[0].split(',')[0]}”" in reason


def test_two_columns_of_one_name(tmp_path: Path) -> None:
    assert "same name" in skipped(tmp_path, "a.csv", "text,Text\na,b\n").reason


def test_rows_that_do_not_fit_are_named_and_the_rest_is_read(tmp_path: Path) -> None:
    table = 'id,text,title\n1,One.,a,b,c\n2\n3,,t\n4,"a"b,t\n\n5,Five.,t\n'
    *bad, last = everything(write(tmp_path, "a.csv", table))
    assert isinstance(last, ArticleDraft)
    assert (last.record, last.text) == ("line 7", "Five.")
    assert [(each.record, isinstance(each, Skipped)) for each in bad] == [(f"line {n}", True) for n in (2, 3, 4, 5)]


def test_a_quotation_mark_that_is_never_closed_does_not_swallow_the_rest(tmp_path: Path) -> None:
    table = 'id,title,text\n0,a,One.\n1,"never closed,hello\n2,b,second\n' + "x" * 200_000
    one, bad = everything(write(tmp_path, "a.csv", table))
    assert isinstance(one, ArticleDraft)
    assert isinstance(bad, Skipped)
    assert bad.record == "line 3"
    assert "never closed" in bad.reason


def test_an_article_longer_than_the_csv_modules_own_limit(tmp_path: Path) -> None:
    assert len(article(tmp_path, "a.csv", "text\n" + "word " * 60_000).text) == 300_000
