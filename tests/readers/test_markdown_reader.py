"""Markdown as a reader of the rendered text sees it."""

from pathlib import Path

import pytest

from mtaudit.errors import InputError
from mtaudit.readers import read
from mtaudit.readers.markdown import parse

ARTICLE = """\
---
title: "Vote put off"   # working title
lang: en-GB
---

# Vote put off

The *committee* met on [Tuesday](https://example.org "x") to discuss
the `budget` &amp; more&nbsp;&amp;amp; so on.<!-- editor: check --> It ![went](a.png) well.

## What now?

- one **item**
- another

> quoted

| left | right |
|------|-------|
| up   | down  |

```python
print("not for readers")
```

    also code

<div>raw <b>HTML</b></div>

<!-- nothing -->

after a break\\
a new line
"""


def test_everything_visible_with_its_line():
    page = parse(ARTICLE)
    assert page.lang == "en-GB"
    assert [(block.kind, block.line, block.text) for block in page.blocks] == [
        ("headline", 2, "Vote put off"),
        (
            "text",
            8,
            "The committee met on Tuesday to discuss\n"
            "the budget & more\u00a0&amp; so on. It went well.",
        ),
        ("text", 11, "What now?"),
        ("text", 13, "one item"),
        ("text", 14, "another"),
        ("text", 16, "quoted"),
        ("text", 18, "left"),
        ("text", 18, "right"),
        ("text", 20, "up"),
        ("text", 20, "down"),
        ("text", 28, "raw HTML"),
        ("text", 32, "after a break"),
        ("text", 33, "a new line"),
    ]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("---\ntitle: L'été « ici »\n---\n", "L'été « ici »"),
        ("---\ntitle: 'It''s here'\n---\n", "It's here"),
        ("---\ntitle: >\n  Folded over\n  two lines\ndate: x\n---\n", "Folded over two lines"),
        ('+++\ntitle = "From \\"TOML\\""\n+++\n', 'From "TOML"'),
        ("---\r\ntitle: Windows\r\n---\r\n", "Windows"),
    ],
)
def test_the_title_in_the_front_matter(head: str, title: str):
    blocks = parse(f"{head}Body.\n").blocks
    assert [(block.kind, block.text) for block in blocks] == [
        ("headline", title),
        ("text", "Body."),
    ]
    assert blocks[1].line == head.count("\n") + 1


def test_a_rule_is_not_front_matter():
    assert [block.text for block in parse("---\nnot closed\n").blocks] == ["not closed"]


def test_the_first_heading_is_a_headline_of_any_level():
    blocks = parse("## Title\n\nText.\n\n## More\n").blocks
    assert [block.kind for block in blocks] == ["headline", "text", "text"]


def test_nothing_but_code_is_an_error(tmp_path: Path):
    (tmp_path / "a.md").write_text("```\ncode\n```\n", "utf-8")
    with pytest.raises(InputError, match="no text that a reader would see"):
        read(tmp_path / "a.md")
