"""RSS and Atom feeds."""

from pathlib import Path

import pytest

from mtaudit.errors import InputError
from mtaudit.readers import read, read_stdin

RSS = """\
<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Feed</title><language>en-us</language>
<item>
  <title>Tom &amp; Jerry</title>
  <guid>g-1</guid><link>https://example.org/1</link>
  <description>A summary</description>
  <content:encoded><![CDATA[<h1>Tom &amp; Jerry</h1>
<p hidden>no</p><p>One&nbsp;two &amp;amp; <a href="/x">three</a></p>
<p>Four</p>]]></content:encoded>
</item>
<item>
  <title>Untitled</title>
  <link>https://example.org/2</link>
  <description>First line

Second line</description>
</item>
<item><title>Only a title</title></item>
</channel></rss>
"""

ATOM = """\
<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>F</title>
<entry xml:lang="en"><id>urn:1</id><title type="html">A &lt;i&gt;b&lt;/i&gt;</title>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Hi <b>you</b></p></div></content>
</entry>
<entry><id>urn:2</id><title>1 &lt; 2</title><summary>Plain &lt;b&gt; text</summary></entry>
</feed>
"""


def test_rss(tmp_path: Path):
    path = tmp_path / "f.rss"
    path.write_text(RSS, "utf-8")
    articles = read(path).articles
    assert [article.id for article in articles] == ["g-1", "https://example.org/2", "Only a title"]
    assert {(article.lang, article.path) for article in articles} == {("en-us", str(path))}
    assert [(b.kind, b.line, b.text) for article in articles for b in article.blocks] == [
        ("headline", 5, "Tom & Jerry"),
        ("text", 9, "One\u00a0two &amp; three"),
        ("text", 10, "Four"),
        ("headline", 13, "Untitled"),
        ("text", 15, "First line"),
        ("text", 17, "Second line"),
        ("headline", 19, "Only a title"),
    ]


def test_atom():
    first, second = read_stdin(ATOM.encode()).articles
    assert (first.id, first.lang, second.lang) == ("urn:1", "en", "fr")
    assert [block.text for block in first.blocks] == ["A b", "Hi you"]
    assert [block.text for block in second.blocks] == ["1 < 2", "Plain <b> text"]


def test_entries_of_the_same_id_are_told_apart():
    data = RSS.replace("https://example.org/2", "g-1").encode()
    assert [article.id for article in read_stdin(data).articles][:2] == ["g-1", "g-1-2"]


@pytest.mark.parametrize("encoding", ["iso-8859-1", "utf-16"])
def test_declared_encodings(encoding: str):
    text = RSS.replace("utf-8", encoding).replace("Four", "Quatre été")
    assert read_stdin(text.encode(encoding)).articles[0].blocks[-1].text == "Quatre été"


def test_a_slip_in_the_markup_is_forgiven():
    data = RSS.replace("Tom &amp; Jerry</title>", "Tom & Jerry</title>").encode()
    assert len(read_stdin(data).articles) == 3


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<?xml version='1.0'?><tmx/>", "neither RSS nor Atom"),
        ("nothing at all", "neither RSS nor Atom"),
        (RSS[:500], "the feed is cut off"),
        ("<rss version='2.0'><channel><title>x</title></channel></rss>", "no entries"),
    ],
)
def test_what_is_no_feed_is_an_error(tmp_path: Path, text: str, message: str):
    path = tmp_path / "f.xml"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match=message):
        read(path)


def test_nothing_outside_the_feed_is_read(tmp_path: Path):
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET", "utf-8")
    path = tmp_path / "f.xml"
    path.write_text(
        f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        "<rss version='2.0'><channel><item><title>A &x; b</title></item></channel></rss>",
        "utf-8",
    )
    assert "SECRET" not in str(read(path))


def test_entities_that_multiply_do_not(tmp_path: Path):
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 20}">' for n in range(8))
    data = (
        f'<!DOCTYPE rss [<!ENTITY e0 "x">{entities}]><rss version="2.0"><channel>'
        "<item><title>A &e8; b</title></item></channel></rss>"
    )
    path = tmp_path / "f.xml"
    path.write_text(data, "utf-8")
    assert len(str(read(path))) < 10_000
