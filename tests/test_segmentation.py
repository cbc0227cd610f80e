import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.readers.base import Block
from mtaudit.segmentation import split


def texts(lang: str, text: str) -> list[str]:
    return [sentence.text for sentence in split([Block(text)], lang)]


@pytest.mark.parametrize(
    ("lang", "text", "sentences"),
    [
        ("en", "He left. She stayed.", ["He left.", "She stayed."]),
        ("en", "Mr. Smith met Gen. Lee. They talked.", ["Mr. Smith met Gen. Lee.", "They talked."]),
        ("fr", "M. Macron a parlé. Il est parti.", ["M. Macron a parlé.", "Il est parti."]),
        ("en", "It may be “endangered”. “.", ["It may be “endangered”. “."]),
        ("ru", "А. С. Пушкин жил здесь. Потом уехал.", ["А. С. Пушкин жил здесь.", "Потом уехал."]),
        ("zh", "他来了。她走了。", ["他来了。", "她走了。"]),
        ("xx", "One. Two.", ["One.", "Two."]),
    ],
)
def test_sentences(lang, text, sentences):
    assert texts(lang, text) == sentences


def test_headlines_stay_whole_and_lines_are_counted():
    blocks = [Block("Who? Why?", "headline", 1), Block("One.\nTwo.", line=3)]
    assert [(s.text, s.kind, s.paragraph, s.line) for s in split(blocks, "en")] == [
        ("Who? Why?", "headline", 0, 1),
        ("One.", "text", 1, 3),
        ("Two.", "text", 1, 4),
    ]


@given(st.text(alphabet="ab .!?“”\u00a0\n’,", max_size=80))
def test_nothing_is_lost(text):
    sentences = split([Block(text)], "en")
    assert "".join(s.lead + s.text for s in sentences) == text.strip()
