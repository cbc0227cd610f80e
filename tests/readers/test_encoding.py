"""Bytes become text, or an error that says what the file is."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.errors import InputError
from mtaudit.readers import read
from mtaudit.readers.encoding import decode, read_text, split_lines

FRENCH = (
    "Le président a déclaré que la situation était préoccupante et que « les négociations » "
    "reprendraient après l’été, à l’automne ou même au début de l’hiver."
)
POLISH = (
    "Władze ogłosiły, że most zostanie zamknięty do końca września, ponieważ jego przęsła są "
    "w złym stanie; kierowcy muszą jeździć objazdem przez sąsiednią gminę."
)
RUSSIAN = "Правительство объявило о новых мерах поддержки малого бизнеса в трёх областях страны."
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"))


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_unicode_by_its_mark(encoding: str):
    mark = "\ufeff" if encoding.endswith("e") else ""
    assert decode((mark + FRENCH).encode(encoding), "a.txt") == FRENCH


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(FRENCH, "cp1252"), (POLISH, "cp1250"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r")],
)
def test_older_encodings_are_guessed(text: str, encoding: str):
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize(
    "head",
    [
        '<html><meta charset="iso-8859-2">',
        '<meta http-equiv=Content-Type content="text/html; charset=ISO-8859-2">',
        '<?xml version="1.0" encoding="iso-8859-2"?><html>',
    ],
)
def test_a_declared_encoding_comes_before_a_guess(head: str):
    text = head + "Łódź, Poznań"
    assert decode(text.encode("iso-8859-2"), "a.html") == text


def test_latin_1_is_read_as_browsers_do():
    text = '<meta charset="iso-8859-1">“é”'
    assert decode(text.encode("cp1252"), "a.html") == text


@pytest.mark.parametrize("label", ["no-such", "rot13", "utf-8", "base64"])
def test_a_declaration_that_cannot_be_is_passed_over(label: str):
    text = f'<meta charset="{label}">{FRENCH}'
    assert decode(text.encode("cp1252"), "a.html") == text


def test_a_broken_byte_in_utf_8_does_not_spoil_the_rest():
    data = FRENCH.encode().replace("même".encode(), b"m\xeame")
    assert decode(data, "a.txt") == FRENCH.replace("même", "m\ufffdme")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7 \xe2\xe3", "PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x89PNG\r\n\x1a\n\0", "image"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"{\\rtf1 x}", "RTF"),
        (b"text\0text", "byte 4 is NUL"),
    ],
)
def test_what_is_not_text_is_named_with_a_remedy(data: bytes, what: str):
    with pytest.raises(InputError, match=rf"^a\.txt: not a text file; .*{what}.* \(.+\)$"):
        decode(data, "a.txt")


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", "\n".encode("utf-16")])
def test_an_empty_file_is_an_error(data: bytes):
    with pytest.raises(InputError, match="empty file"):
        decode(data, "a.txt")


def test_broken_utf_16_is_an_error_with_its_place():
    with pytest.raises(InputError, match="UTF-16-LE but is broken at byte 6"):
        decode("ab".encode("utf-16") + b"x", "a.txt")


def test_a_missing_file_is_an_error(tmp_path: Path):
    with pytest.raises(InputError, match="no such file"):
        read_text(tmp_path / "none.txt")


def test_only_line_ends_end_lines():
    assert split_lines("a\r\nb\rc\nd\u2028e\x0bf\x85g") == ["a", "b", "c", "d\u2028e\x0bf\x85g"]


@given(
    ANY_TEXT,
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_every_visible_character_comes_back_in_order(
    tmp_path_factory: pytest.TempPathFactory, text: str, encoding: str, line_end: str
):
    path = tmp_path_factory.getbasetemp() / "any.txt"
    text = "x" + text.replace("\r", "\n").replace("\n", line_end)
    path.write_bytes(text.encode(encoding))
    blocks = read(path).articles[0].blocks
    assert "".join("".join(block.text for block in blocks).split()) == "".join(text.split())
    assert all("\r" not in block.text for block in blocks)


def test_nothing_is_normalised(tmp_path: Path):
    text = "Cafe\u0301 1\u202f000\u00a0km\u200b \ufb01n"
    (tmp_path / "a.txt").write_text(text, "utf-8")
    assert read(tmp_path / "a.txt").articles[0].blocks[0].text == text
