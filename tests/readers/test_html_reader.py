"""HTML as a reader of the page sees it, furniture included."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.errors import InputError
from mtaudit.readers import read
from mtaudit.readers.html import parse

PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
  <title>Vote put off &amp;amp; more</title>
  <noscript><img src="p.gif">tracking</noscript>
  <meta name="description" content="not seen">
  <style>p { color: red }</style>
</head>
<body>
  <nav><a href="/">Home</a><a href="/world">World</a></nav>
  <div class="cookies">We use cookies.<button>Accept</button></div>
  <h1>Vote
      put off</h1>
  <p>One&nbsp;000\u202fkm   <b>bo</b>ld,
     <!-- not seen -->&ldquo;q&rdquo;<br>second line</p>
  <figure><img src="a.jpg" alt="A closed bridge"><figcaption>The bridge</figcaption></figure>
  <p hidden>no</p><p style="color: red; DISPLAY : none">no</p>
  <div aria-hidden="true">no <p>no</p></div>
  <template><p>no</p></template>
  <script>document.write("<p>no</p>")</script>
  <noscript>no</noscript>
  <table><tr><td>left<td>right</table>
  loose text
  <footer>Read also: the rest</footer>
</body></html>
"""


def texts(source: str) -> list[str]:
    return [block.text for block in parse(source).blocks]


def test_everything_visible_with_its_line():
    page = parse(PAGE)
    assert page.lang == "en"
    assert [(block.kind, block.line, block.text) for block in page.blocks] == [
        ("headline", 4, "Vote put off &amp; more"),
        ("text", 10, "Home"),
        ("text", 10, "World"),
        ("text", 11, "We use cookies."),
        ("text", 11, "Accept"),
        ("headline", 12, "Vote put off"),
        ("text", 14, "One\u00a0000\u202fkm bold, “q”"),
        ("text", 15, "second line"),
        ("text", 16, "A closed bridge"),
        ("text", 16, "The bridge"),
        ("text", 22, "left"),
        ("text", 22, "right"),
        ("text", 23, "loose text"),
        ("text", 24, "Read also: the rest"),
    ]


def test_a_headline_that_repeats_the_title_comes_once():
    assert texts("<title>Vote put off</title><p>Nav</p><h1>Vote <i>put</i> off</h1><p>Text") == [
        "Vote put off",
        "Nav",
        "Text",
    ]


def test_an_image_description_that_repeats_its_caption_comes_once():
    assert texts("<img alt='The bridge'><figcaption>The bridge</figcaption>") == ["The bridge"]


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("a<b>b</b>c", ["abc"]),
        ("<p>a<p>b", ["a", "b"]),
        ("<ul><li>a<li>b</ul>", ["a", "b"]),
        ("<pre>\n a\n  b</pre>", ["a", "b"]),
        ("x &amp;lt;b&amp;gt; &#233; &nosuch;", ["x &lt;b&gt; é &nosuch;"]),
        ("<input type=submit value=Search><input type=hidden value=no>", ["Search"]),
        ("<p title='a > b'>c</p>", ["c"]),
        ("<p>1 < 2 and 3 > 2</p>", ["1 < 2 and 3 > 2"]),
        ("<select><option>Deutsch</select>text", ["text"]),
        ("<title>Use of <b></title>text", ["Use of <b>", "text"]),
        ("<svg><title>no</title><text>no</text></svg>text", ["text"]),
        ('<?xml version="1.0"?><html><script src="x"/><p>a<a name="y"/>b</p></html>', ["ab"]),
        ("<dialog>no</dialog><dialog open>yes</dialog>", ["yes"]),
        ("a\ufdd01\ufdd1b", ["a\ufdd01\ufdd1b"]),
    ],
)
def test_what_is_seen(source: str, seen: list[str]):
    assert texts(source) == seen


@given(st.lists(st.text(st.sampled_from("ab <>&\"'=/!-\n;"), max_size=8), max_size=8))
def test_broken_markup_raises_nothing(parts: list[str]):
    tags = ["<p", "</p>", "<!--", "<script>", "<td>", "<title>", "<b>"]
    source = "".join(part + tags[len(part) % len(tags)] for part in parts)
    for block in parse(source).blocks:
        assert block.text == block.text.strip(" ")
        assert block.line is None or 1 <= block.line <= source.count("\n") + 1


WORDS = st.text(
    st.characters(categories=["L", "M", "N"], include_characters="\u00a0\u202f"), min_size=1
)


@given(st.lists(WORDS, min_size=1, max_size=6))
def test_no_character_and_no_line_is_lost(words: list[str]):
    source = "\n".join(f"<p><i>{word}</i></p>" for word in words)
    blocks = parse(source).blocks
    assert [(block.text, block.line) for block in blocks] == [
        (word, number) for number, word in enumerate(words, 1)
    ]


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 50_000 + "x",
        "<b>" * 50_000 + "<p>x" * 50_000,
        "".join(f"<b id={number}>" for number in range(2000)) + "<p>x" * 20_000,
        "<script " * 50_000,
        "<!--" * 50_000,
        "<p " + " ".join(f"a{number}=1" for number in range(50_000)) + ">x",
        "<span><div></span></div>" * 20_000,
        "<div><select></div></select>" * 20_000,
        '<a "' * 50_000,
    ],
    ids=lambda source: source[:12],
)
def test_hostile_pages_take_no_longer_than_others(source: str):
    start = time.process_time()
    parse(source)
    assert time.process_time() - start < 10


def test_a_page_without_text_is_an_error(tmp_path: Path):
    (tmp_path / "a.html").write_text("<html><script>x()</script></html>", "utf-8")
    with pytest.raises(InputError, match="no text that a reader would see"):
        read(tmp_path / "a.html")
