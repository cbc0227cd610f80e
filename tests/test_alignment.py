from hypothesis import given
from hypothesis import strategies as st

from mtaudit.alignment import Bead, Line, align

FRENCH = [
    "Le ministre de l’Intérieur a démissionné lundi 3 mai.",
    "Le président Dupont l’a remercié pour ses 12 années de service.",
    "La grève continue à Marseille, où 4 000 dockers ont cessé le travail.",
    "Aucune date n’a été fixée pour les élections.",
]
ENGLISH = [
    "The interior minister resigned on Monday 3 May.",
    "President Dupont thanked him for his 12 years of service.",
    "The strike goes on in Marseille, where 4,000 dockers have stopped work.",
    "No date has been set for the election.",
]


def lines(texts: list[str]) -> list[Line]:
    return [Line(text, paragraph) for paragraph, text in enumerate(texts)]


def test_one_to_one():
    assert align(lines(FRENCH), lines(ENGLISH)) == [Bead(i, i + 1, i, i + 1) for i in range(4)]


def test_a_missing_sentence_stays_alone():
    beads = align(lines(FRENCH), lines([ENGLISH[0], *ENGLISH[2:]]))
    assert Bead(1, 2, 1, 1) in beads
    assert Bead(2, 3, 1, 2) in beads


def test_an_added_sentence_stays_alone():
    beads = align(lines(FRENCH), lines(["Skip to content", *ENGLISH]))
    assert beads[0] == Bead(0, 0, 0, 1)
    assert beads[1:] == [Bead(i, i + 1, i + 1, i + 2) for i in range(4)]


def test_one_sentence_answered_by_two():
    french = [Line(FRENCH[0]), Line(FRENCH[1] + " " + FRENCH[2]), Line(FRENCH[3])]
    english = [Line(text) for text in ENGLISH]
    assert align(french, english) == [Bead(0, 1, 0, 1), Bead(1, 2, 1, 3), Bead(2, 3, 3, 4)]


def test_anchors_cross_scripts():
    russian = [
        "Владимир Путин прилетел в Пекин.",
        "Экономика выросла на 3 процента, сообщил Росстат в среду.",
    ]
    english = ["The economy grew by 3 percent, Rosstat said on Wednesday.", "Thanks."]
    assert Bead(1, 2, 0, 1) in align(lines(russian), lines(english))


def test_nothing_to_align():
    assert align([], lines(ENGLISH[:1])) == [Bead(0, 0, 0, 1)]
    assert align(lines(FRENCH[:1]), []) == [Bead(0, 1, 0, 0)]


@given(st.lists(st.text(max_size=30), max_size=7), st.lists(st.text(max_size=30), max_size=7))
def test_every_sentence_is_covered_once_and_in_order(first, second):
    beads = align(lines(first), lines(second))
    assert [i for bead in beads for i in range(bead.first, bead.first_end)] == [*range(len(first))]
    assert [j for b in beads for j in range(b.second, b.second_end)] == [*range(len(second))]
