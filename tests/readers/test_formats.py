"""Which reader a file gets."""

from pathlib import Path

import pytest

from mtaudit.errors import InputError
from mtaudit.readers import SUFFIXES, read, read_stdin, sniff


@pytest.mark.parametrize(
    ("text", "format_"),
    [
        ('{"translation": "x"}\n{"translation": "y"}', "jsonl"),
        ('\n {"id": 1}', "jsonl"),
        ('{"translation": "x', "jsonl"),
        ('{"quoted": so he said', "text"),
        ("id\ttranslation\n1\tx", "tsv"),
        ("a\tb\n1\tx", "text"),
        ("<!DOCTYPE html><p>x", "html"),
        ("<!-- saved -->\n<HTML><p>x", "html"),
        ("<p>x</p>", "html"),
        ("<b>x</b> is bold", "text"),
        ("<?xml version='1.0'?>\n<!-- x -->\n<rss version='2.0'>", "feed"),
        ("<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'>", "feed"),
        ("<?xml version='1.0'?><!DOCTYPE html><html>", "html"),
        ("---\ntitle: x\n---\ny", "markdown"),
        ("# Title\n\nText", "markdown"),
        ("#hashtag and text", "text"),
        ("Title\n\nText", "text"),
    ],
)
def test_the_content_tells_the_format(text: str, format_: str):
    assert sniff(text) == format_


@pytest.mark.parametrize("name", ["page", "page.fr", "newstest2019.en"])
def test_content_decides_where_the_name_says_nothing(tmp_path: Path, name: str):
    path = tmp_path / name
    path.write_text("<html lang=en><p>x</p></html>", "utf-8")
    (article,) = read(path).articles
    assert (article.id, article.path, article.lang) == (name, str(path), "en")


def test_the_name_decides_where_it_can(tmp_path: Path):
    path = tmp_path / "a.TXT"
    path.write_text("<p>x</p>", "utf-8")
    assert read(path).articles[0].blocks[0].text == "<p>x</p>"


@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.xliff", "a.po"])
def test_formats_that_are_not_read_come_with_a_way_out(tmp_path: Path, name: str):
    path = tmp_path / name
    path.write_text("x", "utf-8")
    with pytest.raises(InputError, match=r"is not read \(convert it to JSON Lines"):
        read(path)


def test_standard_input_has_a_name():
    reading = read_stdin(b"Hello.")
    assert (reading.articles[0].id, reading.articles[0].path) == ("<stdin>", "<stdin>")
    with pytest.raises(InputError, match=r"^<stdin>: empty file"):
        read_stdin(b"")


def test_a_folder_is_not_a_file(tmp_path: Path):
    with pytest.raises(InputError, match="is a folder"):
        read(tmp_path)


def test_suffixes_cover_compressed_pairs():
    assert {".txt", ".md", ".html", ".jsonl", ".jsonl.gz", ".tsv", ".xml"} <= set(SUFFIXES)
