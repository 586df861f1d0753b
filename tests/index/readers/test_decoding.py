"""Which encoding, and what is said about it."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import ReadError
from index.readers.decoding import decode

BODY = "Minister Anna Kovač said the board must refuse. “We will not accept it,” she told reporters – twice.\n"
CHINESE = "港务局发言人星期一表示反对这个计划。市长没有回答。\n" * 8


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides_and_is_no_part_of_the_text(codec: str) -> None:
    assert decode(BODY.encode(codec)) == decode(BODY.encode())


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"\xff\xfe\0\0", "utf-32-le"),
        (b"\0\0\xfe\xff", "utf-32-be"),
    ],
)
def test_both_orders_of_bytes(mark: bytes, codec: str) -> None:
    found = decode(mark + BODY.encode(codec))
    assert (found.text, found.warnings) == (BODY, ())


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", [BODY, CHINESE])
def test_wide_text_without_a_mark(codec: str, text: str) -> None:
    found = decode(text.encode(codec))
    assert found.text == text
    assert codec.upper().replace("-LE", "LE").replace("-BE", "BE") in found.warnings[0]


def test_windows_1252_and_its_quotation_marks() -> None:
    found = decode("“We will not,” he said – the mayor’s words. Déjà vu.".encode("cp1252"))
    assert found.text == "“We will not,” he said – the mayor’s words. Déjà vu."
    assert "cp1252" in found.warnings[0]


def test_gb_18030() -> None:
    found = decode(CHINESE.encode("gb18030"))
    assert found.text == CHINESE
    assert "GB 18030" in found.warnings[0]


def test_french_utf8_with_a_stray_byte_is_not_taken_for_chinese() -> None:
    text = "Le président a déclaré que la réunion était terminée, après le dîner. " * 20
    found = decode(text.encode() + b"caf\xe9 ferm\xe9")
    assert found.text.startswith(text)
    assert "lossy decode" in found.warnings[0]


def test_a_line_in_another_encoding() -> None:
    found = decode(BODY.encode() + "déjà vu\n".encode("latin-1"))
    assert found.text == BODY + "déjà vu\n"
    assert found.warnings == ("lossy decode: the file is UTF-8, but 2 bytes of it had to be read as cp1252",)


def test_what_cannot_be_decoded_is_counted() -> None:
    found = decode(BODY.encode() + "Kovač".encode() + b" \xff\n")
    assert found.text.endswith("Kovač \ufffd\n")
    assert "1 place" in found.warnings[0]
    found = decode(b"slash \xc0\xaf and \xed\xa0\x80 end\n")
    assert found.text.startswith("slash \ufffd\ufffd and ")
    assert found.text.endswith(" end\n")
    assert "lossy decode" in found.warnings[0]


def test_a_replacement_character_of_the_source_is_not_counted_as_lost() -> None:
    assert decode("Kovač \ufffd".encode()).warnings == ()


def test_nul_in_a_text_does_not_make_it_binary() -> None:
    assert decode(b"Title\n\nText with \0 NUL \0 bytes.\n").text == "Title\n\nText with \0 NUL \0 bytes.\n"


def test_binary_data_is_refused() -> None:
    noise = random.Random(7)
    for size in (100, 4_096, 100_000):
        with pytest.raises(ReadError, match="binary"):
            decode(b"\x01\x02" + noise.randbytes(size))


@pytest.mark.parametrize("codec", ["cp1251", "koi8-r", "cp1253"])
def test_an_encoding_that_cannot_be_told_is_refused_rather_than_guessed(codec: str) -> None:
    text = "Министр сказала, что порт не закроют.\n" if codec != "cp1253" else "Ο υπουργός είπε ότι το λιμάνι μένει.\n"
    with pytest.raises(ReadError, match="save it as UTF-8"):
        decode((text * 5).encode(codec))


@given(st.text(max_size=80))
@settings(max_examples=100)
def test_valid_utf8_is_never_anything_else(text: str) -> None:
    data = text.encode("utf-8")
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")) or b"\0" in data:
        return
    try:
        found = decode(data)
    except ReadError:
        assert any(ord(char) < 32 or char == "\x7f" for char in text)
    else:
        assert found.text == text


@given(st.binary(max_size=120))
@settings(max_examples=100)
def test_any_bytes_give_a_text_or_a_reason(data: bytes) -> None:
    try:
        found = decode(data)
    except ReadError as error:
        assert error.sentence
    else:
        assert len(found.text) <= len(data)
