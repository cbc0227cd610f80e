"""Names that languages translate by their sense, one in another's place."""

import pytest

from mtaudit.rules.base import Example
from mtaudit.rules.name_tables import lines
from mtaudit.rules.names_compared import NameReplaced
from mtaudit.testing import findings_of


def found(languages, source, translation):
    example = Example(languages, translation, source)
    return [finding.text for finding in findings_of(NameReplaced(), example)]


@pytest.mark.parametrize(
    ("languages", "source", "right", "wrong", "excerpt"),
    [
        (
            "cs-en",
            "Nejvyšší správní soud stížnost zamítl.",
            "The Supreme Administrative Court rejected the complaint.",
            "The Constitutional Court rejected the complaint.",
            "Constitutional Court",
        ),
        (
            "ru-en",
            "В Минфине идею назвали странной.",
            "The finance ministry called the idea odd.",
            "The culture ministry called the idea odd.",
            "culture ministry",
        ),
        (
            "hi-en",
            "चुनाव आयोग के मुताबिक़ मतदान हुआ।",
            "According to the Election Commission, people voted.",
            "According to the Reserve Bank, people voted.",
            "Reserve Bank",
        ),
        (
            "hi-en",
            "वित्त मंत्रालयों ने सोमवार को कहा।",
            "The finance ministries said so on Monday.",
            "The interior ministry said so on Monday.",
            "interior ministry",
        ),
        (
            "ja-en",
            "防衛省は完成が遅れると明らかにした。",
            "The Defense Ministry said that it would be late.",
            "The Ministry of Finance said that it would be late.",
            "Ministry of Finance",
        ),
        (
            "zh-en",
            "西汉的墓葬在榆林出土。",
            "A Western Han tomb was found in Yulin.",
            "A Ming dynasty tomb was found in Yulin.",
            "Ming dynasty",
        ),
        (
            "fr-en",
            "Selon l'Insee, les prix montent.",
            "According to INSEE, prices are rising.",
            "According to UNESCO, prices are rising.",
            "UNESCO",
        ),
        (
            "en-de",
            "The health ministry has said so.",
            "Das Gesundheitsministerium hat das gesagt.",
            "Das Finanzministerium hat das gesagt.",
            "Finanzministerium",
        ),
    ],
)
def test_one_in_the_place_of_another_is_found(languages, source, right, wrong, excerpt):
    assert found(languages, source, right) == []
    assert found(languages, source, wrong) == [excerpt]


@pytest.mark.parametrize(
    ("languages", "source", "translation"),
    [
        ("fr-en", "Bercy dément.", "The Ministry of Justice denies it."),
        ("fr-en", "Le ministère de l'Économie et des Finances.", "The finance ministry."),
        ("ru-en", "ЦБ сохранит ставку.", "The Federal Reserve will keep the rate."),
        ("cs-en", "Ministerstvo financí krmilo psy.", "The finance ministry fed the dogs."),
        (
            "fr-en",
            "Le ministère de l’Intérieur et la mairie.",
            "The Interior Ministry and the city.",
        ),
        ("it-en", "I leader europei e la Casa Bianca.", "Europe's leaders and the Pentagon."),
        ("pl-en", "Film Gus Van Santa i Pentagon.", "Gus Van Sant and the Supreme Court."),
        ("ru-en", "Мэри уехала.", "Mary left the Pentagon."),
        ("zh-en", "他证明代码没有问题。", "He told the Pentagon so."),
        ("zh-en", "文化部门的人说话了。", "People of the Pentagon spoke."),
    ],
)
def test_what_may_be_meant_is_left_alone(languages, source, translation):
    assert found(languages, source, translation) == []


@pytest.mark.parametrize(
    ("languages", "source", "translation", "excerpt"),
    [
        ("pl-en", "Sąd Rejonowy wydał wyrok.", "The health ministry ruled.", "health ministry"),
        (
            "de-en",
            "Das Kulturministerium sagt das.",
            "The country's health ministry says so.",
            "health ministry",
        ),
        (
            "de-en",
            "Das Kulturministerium sagt das.",
            "The health  ministry says so.",
            "health  ministry",
        ),
    ],
)
def test_stems_blanks_and_owners_do_not_matter(languages, source, translation, excerpt):
    assert found(languages, source, translation) == [excerpt]


def test_what_moved_to_the_next_sentence_is_left_alone():
    source = "Ústavní soud rozhodl.\n\nMinisterstvo zdravotnictví souhlasilo."
    translation = "The health ministry ruled.\n\nThe Constitutional Court agreed."
    assert found("cs-en", source, translation) == []


def test_every_name_has_english_words_and_another_language():
    columns, *rows = (line.split("\t") for line in lines("translated.tsv"))
    for row in rows:
        assert len(row) == len(columns), row[0]
        assert not row[0].split("/")[0].endswith("?"), row[0]
        assert any(row[1:]), row[0]
