"""Numbers are found wherever and however they are written."""

import pytest

from mtaudit.lang import language
from mtaudit.text.analysis import analyse
from mtaudit.text.numbers import Numbers, numbers_of
from mtaudit.text.numbers.calendar import months_of, weekdays_of
from mtaudit.text.numbers.comparison import Comparison


def numbers(code: str, text: str) -> Numbers:
    return numbers_of(analyse(text, language(code)))


def found(code: str, text: str) -> list[tuple[str, float]]:
    here = numbers(code, text)
    return [(here.excerpt(quantity), quantity.value) for quantity in here.quantities]


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("en", "1,234.5", 1234.5),
        ("de", "1.234,5", 1234.5),
        ("fr", "1\u202f234,5", 1234.5),
        ("de", "1'234'567", 1234567),
        ("en", "1,23,456", 123456),
        ("ar", "١٬٢٣٤", 1234),
        ("ja", "１２３", 123),
        ("en", "$3.5bn", 3.5e9),
        ("en", "10k", 10000),
        ("de", "3,5 Mrd.", 3.5e9),
        ("de", "2 Billionen", 2e12),
        ("fr", "2 milliards", 2e9),
        ("es", "7.500 millones", 7.5e9),
        ("es", "3 billones", 3e12),
        ("pt", "3,5 bilhões", 3.5e9),
        ("ru", "25 тыс.", 25000),
        ("ru", "3 млрд", 3e9),
        ("pl", "570 tys.", 570000),
        ("zh", "一亿二千万", 120_000_000),
        ("zh", "1.2亿", 1.2e8),
        ("zh", "3万5000", 35000),
        ("ja", "2万5千", 25000),
        ("hi", "42", 42),
        ("hi", "साढ़े 5 लाख", 550000),
        ("hi", "19 लाख 6 हज़ार 657", 1906657),
        ("zh", "300多万", 3e6),
        ("ja", "3割", 30),
        ("cs", "1,25 milionu", 1.25e6),
    ],
)
def test_reads_digits_of_any_locale(code: str, text: str, value: float):
    assert [number for _, number in found(code, text)] == [value]


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("en", "twenty-five", 25),
        ("en", "three hundred and five thousand", 305000),
        ("en", "twenty-first", 21),
        ("fr", "dix-huit", 18),
        ("hi", "साढ़े पांच हजार", 5500),
        ("hi", "ढाई करोड़", 2.5e7),
        ("hi", "सवा लाख", 125000),
        ("cs", "dvaadvacet", 22),
        ("zh", "四成", 40),
        ("fr", "soixante-dix", 70),
        ("fr", "quatre-vingt-dix-sept", 97),
        ("fr", "vingt et un", 21),
        ("fr", "mille neuf cent quatre-vingt-quatre", 1984),
        ("de", "einundzwanzig", 21),
        ("de", "zweihundertfünfzigtausend", 250000),
        ("de", "dritte", 3),
        ("es", "treinta y cinco", 35),
        ("es", "siete mil millones", 7e9),
        ("it", "ventuno", 21),
        ("it", "trentotto", 38),
        ("it", "duecentocinquantamila", 250000),
        ("pt", "vinte e cinco mil e duzentos", 25200),
        ("ru", "двадцать пять тысяч", 25000),
        ("ru", "пятнадцати", 15),
        ("pl", "dwadzieścia pięć", 25),
        ("nl", "tweeëntwintig", 22),
        ("sv", "tjugofem", 25),
        ("cs", "dvacet pět", 25),
        ("ro", "douăzeci și cinci", 25),
        ("ar", "خمسة وعشرون", 25),
        ("zh", "三百二十万", 3200000),
        ("ja", "二十五", 25),
        ("fr", "XIX", 19),
    ],
)
def test_reads_words_and_numerals(code: str, text: str, value: float):
    assert found(code, text) == [(text, value)]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "one of a hundred, and millions of others, both once and twice"),
        ("en", "see https://example.org/2024/05 or mail a1@example.org"),
        ("de", "eine der beiden, ein paar, tausend Dank"),
        ("fr", "une seule fois, la première, des milliers"),
        ("zh", "四川三星"),
        ("zh", "三国志"),
        ("ja", "六本木で会談した"),
        ("ro", "o casă nouă"),
        ("en", ""),
        ("ar", "🙂"),
        ("en", "9" * 5000),
    ],
)
def test_leaves_alone_what_does_not_count(code: str, text: str):
    assert found(code, text) == []


def test_keeps_both_readings_of_an_ambiguous_separator():
    (quantity,) = numbers("en", "1,234").quantities
    assert quantity.readings == ((1234,), (1.234,))


def test_keeps_the_parts_of_a_time_or_date():
    assert numbers("de", "15.30").quantities[0].readings == ((15.3,), (15, 30))
    assert numbers("de", "03.05.2020").quantities[0].readings == ((3, 5, 2020),)


def unexplained(pair: str, source: str, translation: str) -> tuple[list[str], list[str]]:
    source_code, target_code = pair.split("-")
    compared = Comparison(numbers(source_code, source), numbers(target_code, translation))
    return (
        [compared.source.excerpt(compared.source.quantities[i]) for i in compared.missing],
        [compared.translation.excerpt(compared.translation.quantities[i]) for i in compared.added],
    )


@pytest.mark.parametrize(
    ("pair", "source", "translation"),
    [
        ("de-en", "1.234 Menschen", "1,234 people"),
        ("fr-en", "au XXe siècle", "in the 20th century"),
        ("it-en", "nell’Ottocento", "in the 19th century"),
        ("de-en", "in den sechziger Jahren", "in the 1960s"),
        ("fr-en", "dans les années 90", "in the 1990s"),
        ("pl-en", "lata dwudzieste XX wieku", "the 1920s"),
        ("fr-en", "à 15 h 30", "at 3:30 pm"),
        ("de-en", "um 17 Uhr", "at five p.m."),
        ("en-fr", "a 550-pound hog", "un porc de 250 kg"),
        ("en-de", "2 to 4 inches of rain", "5 bis 10 Zentimeter Regen"),
        ("en-fr", "the 6-foot-6 forward", "l’attaquant de 1,98 m"),
        ("en-de", "80 degrees", "27 ºC"),
        ("es-en", "quince días", "two weeks"),
        ("de-en", "1,98 Millionen Euro", "about 2 million euros"),
        ("en-de", "two and a half years", "2,5 Jahre"),
        ("de-en", "20 Prozent", "one in five"),
        ("ru-en", "25-тысячная толпа", "a crowd of 25,000"),
        ("ru-en", "трёхдневный визит", "a three-day visit"),
        ("de-en", "ein dreijähriges Kind", "a three-year-old child"),
        ("fr-en", "une dizaine de blessés", "ten injured"),
        ("zh-en", "5月3日", "May 3"),
        ("zh-en", "1.2亿美元", "$120 million"),
        ("ja-en", "2万5000人", "25,000 people"),
        ("de-en", "2010/11", "2010-2011"),
        ("xx-en", "Ab 25 cd", "25 of them"),
        ("et-en", "22 miljonit dollarit", "22 million dollars"),
        ("en-zh", "over 84,000 fans", "84, 000 多人"),
        ("en-zh", "batted .326", "0.326"),
        ("en-pt", "at 5pm ET", "às 18h de Brasília"),
        ("it-en", "3 milioni e mezzo", "3.5 million"),
        ("fr-en", "2,5 millions", "two and a half million"),
        ("hi-en", "ढाई हजार", "two and a half thousand"),
        ("ru-en", "1 млн 870 тыс. рублей", "1.87 million rubles"),
        ("ru-en", "16 тысяч 644 рубля", "16,644 rubles"),
        ("ru-en", "из 10 тысяч 500 больны", "of 10,000, 500 are ill"),
        ("zh-en", "三千亩脐橙", "200 hectares of oranges"),
        ("zh-en", "两百斤大米", "100 kg of rice"),
        ("ja-en", "後半31分に出場", "came on in the 76th minute"),
        ("ru-en", "умер на 73-м году жизни", "died at the age of 72"),
        ("de-en", "starb im 81. Lebensjahr", "died aged 80"),
        ("en-pl", "died aged 80", "zmarł w 81. roku życia"),
        ("ja-en", "高校2年の娘を持つ男性（48）", "a 48-year-old man in whose family"),
        ("ru-en", "сорок второй президент", "the 42nd president"),
        ("ru-en", "https://x.ru/2019/418.html", "https: / / x.ru / 2019 / 418.html"),
    ],
)
def test_sees_the_same_number_in_another_form(pair: str, source: str, translation: str):
    missing, added = unexplained(pair, source, translation)
    assert not missing or not added


@pytest.mark.parametrize(
    ("pair", "source", "translation", "missing", "added"),
    [
        ("de-en", "28.000 Tote", "24,000 deaths", "28.000", "24,000"),
        ("de-en", "drei Wochen", "four weeks", "drei", "four"),
        ("pl-en", "A4", "A3", "4", "3"),
        ("pl-en", "F-35", "F-43", "35", "43"),
        ("es-en", "en 1967", "in 1976", "1967", "1976"),
        ("it-en", "2:03:26", "2:03:25", "2:03:26", "2:03:25"),
        ("ru-en", "пятнадцать человек", "16 people", "пятнадцать", "16"),
        ("zh-en", "二十五人", "35 people", "二十五", "35"),
        ("zh-en", "萎缩0.1%", "shrank by 0.6%", "0.1", "0.6"),
        ("zh-en", "厚度只有0.1毫米", "only 0.6 mm thick", "0.1", "0.6"),
        ("ru-en", "16 тысяч 644 рубля", "16,844 rubles", "16 тысяч 644", "16,844"),
        ("ja-en", "31分に出場", "came on in the 76th minute", "31", "76"),
        ("ru-en", "умер на 73-м году жизни", "died at the age of 62", "73", "62"),
    ],
)
def test_sees_a_replaced_number(pair, source, translation, missing, added):
    assert unexplained(pair, source, translation) == ([missing], [added])


@pytest.mark.parametrize(
    ("code", "text", "months", "days"),
    [
        ("en", "It may rain on Monday, 4 May, as they march.", [5], [1]),
        ("en", "In October they left on Fridays.", [10], [5]),
        ("fr", "Mars est loin ; le 3 mars, un mardi.", [3], [2]),
        ("pt", "a segunda vez, na segunda-feira", [], [1]),
        ("ru", "в среду, 5 мая", [5], [3]),
        ("zh", "周四，5月3日", [5], [4]),
        ("ja", "10月の金曜日", [10], [5]),
    ],
)
def test_finds_months_and_days(code: str, text: str, months: list[int], days: list[int]):
    here = numbers(code, text)
    assert [named.number for named in months_of(here)] == months
    assert [named.number for named in weekdays_of(here)] == days


@pytest.mark.parametrize(
    "text", ["1 " * 5000, "1," * 5000, "a@" * 5000, "I" * 9000, "1万" * 5000, "一" * 9000]
)
@pytest.mark.parametrize("code", ["en", "de", "zh", "xx"])
def test_stays_quick_on_hostile_text(code: str, text: str):
    here = numbers(code, text)
    Comparison(here, numbers("en", "12 days")).replaced  # noqa: B018
