"""Numbers, dates and units are compared with the source."""

import pytest

from mtaudit.mqm import Severity
from mtaudit.rules.base import Example
from mtaudit.rules.number_format import ForeignNumberFormat
from mtaudit.rules.numbers import (
    DateChanged,
    NumberAdded,
    NumberChanged,
    NumberMissing,
    ScaleChanged,
    UnitChanged,
)
from mtaudit.testing import findings_of

RULES = (
    NumberChanged,
    NumberMissing,
    NumberAdded,
    ScaleChanged,
    DateChanged,
    UnitChanged,
    ForeignNumberFormat,
)


def found(languages: str, source: str | None, translation: str) -> list[tuple[str, str]]:
    example = Example(languages, translation, source)
    if source is None:
        return [(f.rule, f.text) for f in findings_of(ForeignNumberFormat(), example)]
    return [(f.rule, f.text) for rule in RULES for f in findings_of(rule(), example)]


@pytest.mark.parametrize(
    ("languages", "source", "translation", "rule", "text"),
    [
        ("de-en", "Sie ist 17 Jahre alt.", "She is 16 years old.", "NUM001", "16"),
        ("es-en", "Ganaron por 4-0.", "They won 2-0.", "NUM001", "2"),
        ("it-en", "Il 15% dei voti.", "Some 10% of votes.", "NUM001", "10"),
        ("en-it", "Eight men died.", "Sono morti undici uomini.", "NUM001", "undici"),
        ("zh-en", "会谈持续八个小时。", "The talks lasted three hours.", "NUM001", "three"),
        ("zh-en", "存栏量下降四成。", "Stocks fell by 14 percent.", "NUM001", "14"),
        ("hi-en", "एक लाख लोग आए।", "Some 40,000 people came.", "NUM001", "40,000"),
        ("cs-en", "Přišlo dvaadvacet lidí.", "Thirty people came.", "NUM001", "Thirty"),
        ("zh-en", "承担70%的责任。", "It bears 30% of the blame.", "NUM001", "30"),
        ("zh-en", "下降8到10摄氏度。", "It fell by 3 to 5 degrees Celsius.", "NUM001", "3"),
        ("zh-en", "损失一亿二千万日元。", "It cost 450 million yen.", "NUM001", "450 million"),
        ("zh-en", "来了三万人。", "Some 12,000 people came.", "NUM001", "12,000"),
        ("zh-en", "绕行四公里。", "They walk nine kilometres.", "NUM001", "nine"),
        ("fr-en", "Deux hommes et 40 kilos.", "Two men and 12 kilos.", "NUM001", "12"),
        ("ru-en", "До минус 18 градусов.", "Down to minus 31 degrees.", "NUM001", "31"),
        ("ru-en", "Уже второй год.", "For the fifth year.", "NUM001", "fifth"),
        ("ru-en", "Двое погибли.", "Six died.", "NUM001", "Six"),
        ("ru-en", "До конца июня.", "Until the end of August.", "NUM005", "August"),
        ("cs-en", "Slaví devadesátiny.", "He turns the eightieth.", "NUM001", "eightieth"),
        (
            "ja-en",
            "費用は2億円で2倍だ。",
            "It costs 900 million yen, twice as much.",
            "NUM001",
            "900 million",
        ),
        ("ru-en", "Погибли 832 человека.", "832,000 people died.", "NUM004", "832,000"),
        ("es-en", "Costó mil millones.", "It cost a million.", "NUM002", ""),
        ("en-de", "It cost 3 billion.", "Es kostete 3 Billionen.", "NUM004", "3 Billionen"),
        ("fr-en", "Le 4 juin", "June 5", "NUM001", "5"),
        ("en-es", "He came on Monday.", "Vino el martes.", "NUM005", "martes"),
        ("en-ru", "He ran 5 miles.", "Он пробежал 5 километров.", "NUM006", "5"),
        ("zh-en", "他付了300美元。", "He paid 300 euros.", "NUM006", "300"),
    ],
)
def test_finds_what_was_changed(languages, source, translation, rule, text):
    expected = [(rule, text)] if text else []
    assert found(languages, source, translation) == expected


@pytest.mark.parametrize(
    ("languages", "source", "translation"),
    [
        ("en-fr", "It is 200 miles away.", "C’est à 320 km."),
        ("en-de", "A $700 phone", "Ein Handy für 700 Dollar"),
        ("de-en", "Am Montag, 3. Mai", "On Monday, May 3"),
        ("fr-en", "Deux tiers des 12 élus", "Two-thirds of the dozen elected"),
        ("de-en", "Beide kamen zweimal.", "The two came twice."),
        ("ru-en", "В 2019 году", "Last year"),
        ("pt-en", "Na segunda-feira, às 16h", "On Monday at 4 pm"),
        (
            "es-en",
            "El segundo gol llegó en el minuto 89.",
            "The second goal came in the 89th minute.",
        ),
        ("fr-en", "En huitième de finale", "In the last 16"),
        ("de-en", "6 Grad über dem Durchschnitt", "10 degrees above average"),
        ("de-en", "Fast 12 ºC", "Nearly 20 degrees"),
        ("hi-en", "साढ़े छह बजे", "At 6.30 am"),
        ("cs-en", "Dvě stovky lidí", "Two hundred people"),
        ("cs-en", "O 78 sekund", "By one minute 18 seconds"),
        ("ru-en", "Шесть миллионов, 50 процентов", "Six million, half"),
        ("en-pt", "The £125m deal", "O acordo de 125 milhões de libras"),
        ("xx-en", "Abc 12", "Twelve people"),
    ],
)
def test_accepts_what_says_the_same(languages, source, translation):
    assert found(languages, source, translation) == []


def test_a_wrong_conversion_is_less_sure_than_a_wrong_number():
    (finding,) = findings_of(
        NumberChanged(), Example("en-ru", "Он в 360 км отсюда.", "It is 385 miles away.")
    )
    assert finding.severity is Severity.MINOR


@pytest.mark.parametrize(
    ("languages", "text", "excerpts"),
    [
        ("fr-en", "It cost €3,50 and grew 2,5 million.", ["3,50", "2,5"]),
        ("pt-en", "p = 0,005", ["0,005"]),
        ("fr-en", "At 15 h 30, 2 Mio. people", ["15 h 30", "2 Mio."]),
        ("en-pt", "Subiu 3.5% para 1,234.5.", ["3.5", "1,234.5"]),
        ("en-ru", "Рост на 3.5 % за год", ["3.5"]),
        ("fr-en", "In 1,234 cases (2,500 percent), 1,2,3", []),
        ("en-fr", "La version 3.5 et 192.168.100.200 ; il est 15.30", []),
        ("en-xx", "3,5 percent", []),
    ],
)
def test_reports_foreign_formats(languages: str, text: str, excerpts: list[str]):
    assert [excerpt for _, excerpt in found(languages, None, text)] == excerpts


@pytest.mark.parametrize(
    ("rule", "languages", "source", "translation", "severity"),
    [
        (DateChanged(), "fr-en", "Il part samedi.", "He leaves on Sunday.", Severity.MINOR),
        (DateChanged(), "de-en", "Er geht am Sonntag.", "He leaves on Monday.", Severity.MINOR),
        (DateChanged(), "fr-en", "Il part mardi.", "He leaves on Sunday.", Severity.MAJOR),
        (NumberChanged(), "de-en", "Es gab 4 Tote.", "There were 7 dead.", Severity.MAJOR),
        (NumberChanged(), "de-en", "Es gab 29 Tote.", "There were 23 dead.", Severity.MAJOR),
    ],
)
def test_only_neighbouring_days_are_minor(rule, languages, source, translation, severity):
    (finding,) = findings_of(rule, Example(languages, translation, source))
    assert finding.severity is severity


@pytest.mark.parametrize(
    ("languages", "source", "translation"),
    [
        ("zh-en", "收入增长到300多万元。", "Income rose to more than 3 million yuan."),
        ("zh-en", "里拉暴跌近两成。", "The lira fell by almost a fifth."),
        ("ja-en", "令和五年に始まった。", "It began in 2023."),
        ("ja-en", "昭和40年代に建てられた。", "It was built between 1965 and 1974."),
        ("ja-en", "２０２０年度末までに終わる。", "It will end by March 2021."),
        ("ja-en", "吉野彰氏(71)は9日、受賞した。", "Yoshino, 71 years old, won on the 9th."),
        ("hi-en", "साढ़े पांच हजार लोग आए।", "Some 5,500 people came."),
        ("hi-en", "उसने 2 से 3 लाख रुपये दिए।", "He gave 200,000 to 300,000 rupees."),
        ("hi-en", "19 लाख 6 हज़ार 657 लोग आए।", "In all 1,906,657 people came."),
        ("cs-en", "Prodala 1,25 milionu vozů.", "It sold 1.25 million cars."),
        ("cs-en", "Vede o 85 sekund.", "He leads by one minute 25 seconds."),
        ("fr-en", "Après dix-huit jours.", "After 18 days."),
    ],
)
def test_numbers_written_in_the_way_of_a_language_are_the_same(languages, source, translation):
    assert found(languages, source, translation) == []
