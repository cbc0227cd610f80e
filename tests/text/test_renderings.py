"""Which phrase answers a recurrent one, and where another one does."""

import pytest

from mtaudit.lang import language
from mtaudit.text.analysis import Analysis
from mtaudit.text.renderings import changes


def changed(*pairs: tuple[str, str]) -> list[tuple[int, str, str, int]]:
    sources = [Analysis(source, language("fr")) for source, _ in pairs]
    targets = [Analysis(target, language("en")) for _, target in pairs]

    def text(analysis, phrase):
        return analysis.text[slice(*analysis.span_of(phrase.first, phrase.last))]

    return [
        (
            change.place,
            text(targets[change.example], change.usual),
            text(targets[change.place], change.variant),
            change.times,
        )
        for change in changes(sources, targets)
    ]


USUAL = (
    ("Elle a quitté la Maison Blanche.", "She left the White House."),
    ("Ici, la Maison Blanche se tait.", "Here, the White House is silent."),
)
THIRD = "Puis la Maison Blanche a répondu."


def test_a_name_with_another_word_is_told_with_the_usual_form():
    assert changed(*USUAL, (THIRD, "Then the White Home answered.")) == [
        (2, "White House", "White Home", 2)
    ]


@pytest.mark.parametrize(
    "answer",
    [
        "Then the White House answered.",
        "Then the House answered.",
        "Then the WH answered.",
        "Then it answered.",
        "Then the white home answered.",
        "Then the White House’s Press Office answered.",
        "Then the Maison Home answered.",
    ],
)
def test_short_forms_and_names_of_other_things_are_none(answer: str):
    assert changed(*USUAL, (THIRD, answer)) == []


def test_another_name_in_the_source_explains_the_other_form():
    source = "Puis la Maison Blanche et la Maison Jaune ont répondu."
    assert changed(*USUAL, (source, "Then the White Home answered.")) == []


def test_equal_sentences_count_once():
    assert changed(USUAL[0], USUAL[0], (THIRD, "Then the White Home answered.")) == []


def test_acronyms_of_like_letters():
    first = (("Le DIU aide.", "The IUD helps."), ("Le DIU est là.", "The IUD is there."))
    assert changed(*first, ("Sans DIU, non.", "Without an ICD, no.")) == [(2, "IUD", "ICD", 2)]
    assert changed(*first, ("Sans DIU, non.", "Without a USB, no.")) == []
    assert changed(*first, ("SANS DIU, NON, ICI.", "WITHOUT AN ICD, NO, HERE.")) == []


def test_nothing_recurs_in_nothing():
    assert changed() == []
    assert changed(("", ""), ("Le DIU.", "The IUD.")) == []
