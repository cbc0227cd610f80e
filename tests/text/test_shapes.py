"""The notation of phrases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.text.shapes import Shape

CLASSES = {"event": ("crisis", "fire,s")}
CASES = [
    ("put in cause", "He Put In Cause the law.", ["Put In Cause"]),
    ("put in cause", "input in causes", []),
    ("at/in home", "at home and in home", ["at home", "in home"]),
    ("assist,s,ed", "assist assists assisted assisting", ["assist", "assists", "assisted"]),
    ("discut*", "Ils discutaient.", ["discutaient"]),
    ("the {event}", "the fires and the crisis", ["the fires", "the crisis"]),
    ("in (the) home", "in the home, in home", ["in the home", "in home"]),
    ("a _ day", "a cold day", ["a cold day"]),
    ("# years", "30 years", ["30 years"]),
    ("by Name", "by Nato and by night", ["by Nato"]),
    ("from .. to", "from here and now to there", ["from here and now to"]),
    ("if ... then", "if this or that is so, then yes. then", ["if this or that is so, then"]),
    (", excluding", "all, excluding one", [", excluding"]),
    ("[^] of rest ,", "Of rest, he knew. All of rest, no.", ["Of rest,"]),
    ("made !up", "made up, made it", ["made"]),
    ("[the] actual [cost]", "the actual cost, an actual cost", ["actual"]),
]


@pytest.mark.parametrize(("notation", "text", "found"), CASES)
def test_notation(notation, text, found):
    shape = Shape(notation, CLASSES)
    assert [text[slice(*span)] for span in shape.find(text)] == found
    assert shape.stands_in(text) == bool(found)


def test_a_phrase_is_named_by_its_first_alternatives():
    assert Shape("assist,s (the) at/in {event}", CLASSES).plain() == "assist at crisis"


@given(st.text(max_size=200), st.sampled_from([notation for notation, _, _ in CASES]))
def test_spans_lie_in_any_text(text, notation):
    for start, end in Shape(notation, CLASSES).find(text):
        assert 0 <= start < end <= len(text)
