from hypothesis import given
from hypothesis import strategies as st

from mtaudit.lang import language
from mtaudit.text.analysis import analyse
from mtaudit.text.phrases import PhraseIndex
from mtaudit.text.tokens import count_words, fold, is_of_word, spans, split


def test_longest_phrase_wins_without_overlap():
    index = PhraseIndex([("read", 1), ("Read also", 2), ("also", 3)])
    words = ["please", "read", "also", "this", "read"]
    assert [tuple(match) for match in index.find(words)] == [(1, 2, 2), (4, 4, 1)]


def test_words_keep_combining_marks_and_split_at_apostrophes():
    text = "l’e\u0301te\u0301 d'OTAN"
    assert [text[start:end] for start, end in spans(text)] == ["l", "e\u0301te\u0301", "d", "OTAN"]
    assert fold("E\u0301te\u0301") == "été"


def test_analysis_is_parallel_and_shared():
    text = analyse("Él dijo: «No».", language("es"))
    assert text.words == ["Él", "dijo", "No"]
    assert text.folded == ["él", "dijo", "no"]
    assert text.span_of(1, 2) == (3, 12)
    assert analyse("Él dijo: «No».", language("es")) is text


def test_words_are_counted_as_an_editor_does():
    assert count_words("It’s 5 p.m. – now") == 5
    assert count_words("他来了 ok") == 4


@given(st.text(alphabet="aé1_ँ’'-.,“ \n中а\u0301"))
def test_parts_are_the_text_and_words_stand_where_spans_say(text):
    parts = split(text)
    analysis = analyse(text, language("en"))
    assert "".join(parts) == text
    assert [text[start:end] for start, end in spans(text)] == parts[1::2] == analysis.words
    assert not any(map(is_of_word, "".join(parts[::2]).replace("\u0301", "").replace("ँ", "")))
    assert analysis.gaps == {*parts[:-1:2], parts[-1] + "\n"}
