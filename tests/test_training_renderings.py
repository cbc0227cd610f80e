"""The sentences that were translated twice and broken by hand, to train the estimator on."""

import pytest

from benchmarks.renderings import read, translations


def row(added, dropped):
    return {
        "close": "They crossed the bridge on a Monday.",
        "free": "It was a warm Monday, and the old bridge was crossed.",
        "added": added,
        "dropped": dropped,
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They crossed the broken bridge on a Monday.", "broken"),
        ("They never crossed the bridge on a Monday.", "never"),
        ("They crossed the bridge on an early Monday.", "an early"),
        ("They crossed the bridge on a Monday, too.", ", too"),
    ],
)
def test_what_was_added_is_marked(text, words):
    (_, added), _ = translations(row(text, ""))
    assert [text[start:end] for start, end in added.added] == [words]


@pytest.mark.parametrize(
    ("text", "lost", "after"),
    [
        ("It was a warm Monday, and the bridge was crossed.", "old", "bridge was crossed."),
        ("It was a warm Monday, and the old bridge was.", "crossed", "."),
        ("A warm Monday, and the old bridge was crossed.", "It was a", "A warm"),
    ],
)
def test_what_was_dropped_is_known_and_where(text, lost, after):
    _, (good, dropped) = translations(row("", text))
    assert good[slice(*dropped.lost)] == lost
    assert text[dropped.gap :].strip().startswith(after)


def test_another_sentence_is_not_taken_for_a_break():
    (_, added), (_, dropped) = translations(row("Nothing of the kind.", "Something else."))
    assert added is None
    assert dropped is None


def test_every_row_is_understood():
    rows = read()
    assert len({item["id"] for item in rows}) == len(rows)
    for item in rows:
        for _, broken in translations(item):
            assert broken is not None, item["id"]
