"""Texts are folded without losing where their characters stand."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.text.folding import fold_script


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("ﾍﾞﾙﾘﾝ", "ベルリン"),
        (unicodedata.normalize("NFD", "베를린"), "베를린"),
        (unicodedata.normalize("NFD", "ベルリン"), "ベルリン"),
        ("बाइडेन फ़ेसबुक", "बाइडेन फेसबुक"),
        ("हाँगकाँग", "हांगकांग"),
        ("إيران وبرليـن", "ايران وبرلين"),
    ],
)
def test_ways_to_write_a_word_are_one(written: str, same: str):
    assert fold_script(written).text == fold_script(same).text


@given(st.text())
def test_offsets_lead_back_to_the_text(text: str):
    folded, offsets = fold_script(text)
    assert len(offsets) == len(folded) + 1
    assert list(offsets) == sorted(offsets)
    assert offsets[-1] == len(text)
    assert all(0 <= offset <= len(text) for offset in offsets)
