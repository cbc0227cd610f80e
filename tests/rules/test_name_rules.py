"""The rules on names, where the examples do not reach."""

from collections.abc import Sequence

import pytest
from rapidfuzz import fuzz

from mtaudit.model import Document, Finding, Segment
from mtaudit.mqm import Severity
from mtaudit.rules.base import Rule
from mtaudit.rules.name_tables import COLUMNS, foreign_forms, people, places
from mtaudit.rules.names import ForeignName, LowerCasedName, NameSpelledTwoWays
from mtaudit.rules.names_compared import NameMissing, NameReplaced, NameUnsupported
from mtaudit.rules.runner import Runner
from mtaudit.text.transliteration import latin


def findings(rule: Rule, languages: str, *segments: tuple[str | None, str]) -> Sequence[Finding]:
    source_lang, _, target_lang = languages.partition("-")
    parts = tuple(
        Segment(f"s{number}", translation, source)
        for number, (source, translation) in enumerate(segments, 1)
    )
    runner = Runner([rule])
    found = runner.check(Document("d", parts, source_lang or None, target_lang))
    assert runner.runs()[0].status != "failed"
    return found


def texts(rule: Rule, languages: str, *segments: tuple[str | None, str]) -> list[str]:
    return [finding.text for finding in findings(rule, languages, *segments)]


def test_says_how_often_and_where_the_usual_spelling_stands():
    (finding,) = findings(
        NameSpelledTwoWays(),
        "fr-en",
        (None, "Spokesman Dmitri Peskov spoke."),
        (None, "Then Dmitry Peskov left."),
        (None, "Later Dmitri Peskov returned."),
    )
    assert finding.segment == "s2"
    assert "twice (segments s1, s3)" in finding.message
    assert finding.edit is not None
    assert finding.edit.replacement == "Dmitri Peskov"


def test_does_not_blame_the_translation_for_spellings_of_the_source():
    (finding,) = findings(
        NameSpelledTwoWays(),
        "en-de",
        ("He met Volodymyr Zelensky.", "Er traf Volodymyr Zelensky."),
        ("Then Zelenskyy left.", "Dann ging Zelenskyy."),
    ) or [None]
    assert finding is None or finding.severity is Severity.NEUTRAL


@pytest.mark.parametrize(
    "pair",
    [
        ("He met Mohammed Salah.", "Then Muhammad Ali came."),
        ("Anderson won.", "Then Andersson lost, and Meyer met Meier."),
        ("They flew to Iran.", "They came from Iraq."),
        ("She saw Ivanov.", "She saw Ivanova."),
        ("Fans of Dynamo Kiev sang.", "The train to Kyiv was late."),
    ],
)
def test_different_people_and_fixed_names_are_left_alone(pair: tuple[str, str]):
    assert texts(NameSpelledTwoWays(), "-en", *((None, text) for text in pair)) == []


@pytest.mark.parametrize(
    ("languages", "source", "translation", "expected"),
    [
        ("pl-en", "Donald Trump odwiedził Warszawę.", "Then Erwin Huber visited Warsaw.",
         ["Erwin Huber"]),
        ("ru-en", "Вчера Путин прибыл во Францию.", "Yesterday Obama arrived in France.",
         ["Obama"]),
        ("it-en", "Il presidente è arrivato ieri in Giappone.",
         "The president arrived in Lebanon yesterday.", ["Lebanon"]),
        ("cs-en", "V Lyonu vyšlo do ulic na deset tisíc lidí.",
         "Ten thousand people took to the streets of Lille.", ["Lille"]),
        ("ru-en", "Фильм Анны Рубцовой снят за три недели.",
         "Agnieszka Holland's film was shot in three weeks.", ["Agnieszka Holland"]),
        ("ru-en", "«Гранд» вчера закрылся навсегда.", "“Nokia” closed for good yesterday.",
         ["Nokia"]),
        ("en-de", "The envoy travelled to Norway.", "Der Gesandte reiste nach Portugal.",
         ["Portugal"]),
    ],
)  # fmt: skip
def test_finds_names_put_for_others(
    languages: str, source: str, translation: str, expected: list[str]
):
    assert texts(NameReplaced(), languages, (source, translation)) == expected


@pytest.mark.parametrize(
    ("languages", "source", "translation"),
    [
        ("fr-en", "Loukachenko a reçu Poutine à Minsk.", "Lukashenko received Putin in Minsk."),
        ("ru-en", "Зеленский поговорил с Шольцем.", "Zelensky talked to Scholz."),
        ("de-en", "Die Niederlande und Österreich spielen in Köln.",
         "The Dutch and the Austrians play in Cologne."),
        ("es-en", "Estados Unidos y el Reino Unido acordaron un plan.",
         "The U.S. and Britain agreed on a plan."),
        ("fr-en", "L’Allemagne a condamné l’attaque.", "Berlin condemned the attack."),
        ("en-ru", "Angela Merkel met Emmanuel Macron.", "Ангела Меркель встретилась с Макроном."),
        ("zh-en", "普京总统星期一访问了中国。", "President Putin visited China on Monday."),
        ("ar-en", "وصل الرئيس إلى باريس", "The president arrived in Paris."),
        ("fr-en", "L’usine a fermé lundi.", "The Indonesian plant closed on Monday."),
        ("fr-en", "", "Erwin Huber spoke."),
        ("et-en", "Vene impeerium püsis elus.", "The Russian Empire in Europe lived on."),
    ],
)  # fmt: skip
@pytest.mark.parametrize("rule", [NameReplaced(), NameMissing(), NameUnsupported()])
def test_leaves_names_alone_that_languages_write_differently(
    rule: Rule, languages: str, source: str, translation: str
):
    assert texts(rule, languages, (source, translation)) == []


def test_a_name_that_moved_to_the_next_sentence_is_not_missing():
    moved = (
        ("Am Montag lachte Stephen Colbert laut.", "The speaker laughed on Monday."),
        ("Dann ging er.", "Then Stephen Colbert left."),
    )
    assert texts(NameMissing(), "de-en", *moved) == []
    assert texts(NameMissing(), "de-en", moved[0]) == ["Stephen Colbert"]


@pytest.mark.parametrize(
    "translation",
    [
        "They dined at the Café Moscou on Monday.",
        "He reads Le Moscou de Poutine-Fan Club.",
        "They live in the rue de Londres.",
    ],
)
def test_foreign_forms_may_be_part_of_a_longer_name(translation: str):
    assert "Moscou" not in texts(ForeignName(), "fr-en", (None, translation))
    assert "Londres" not in texts(ForeignName(), "fr-en", (None, translation))


def test_foreign_forms_of_another_source_language_are_left_alone():
    assert texts(ForeignName(), "it-en", (None, "They talked with Loukachenko.")) == []
    assert texts(ForeignName(), "-en", (None, "They talked with Loukachenko.")) == ["Loukachenko"]


@pytest.mark.parametrize("target", [code for code in COLUMNS if code != "ru"])
def test_what_is_right_in_a_language_is_never_foreign_there(target: str):
    right = {form for entry in (*people(), *places()) for form in entry.forms[target]}
    assert right.isdisjoint(foreign.form for foreign in foreign_forms(target))


def test_the_tables_know_the_names_of_the_news():
    assert len(places()) >= 300
    assert len(people()) >= 200
    assert len(people()) + len(places()) >= 600


def test_text_without_capitals_is_no_matter_of_names():
    source = "Putin y Macron hablaron con Trump en La Habana."
    assert texts(LowerCasedName(), "es-en", (source, "putin and macron talked to trump.")) == []


@pytest.mark.parametrize(
    "text",
    ["", " ", "🙂" * 50, "A. " * 3000, "Moscou-" * 1500, "e\u0301E\u0301" * 2000, "«»\"\"''"],
)
@pytest.mark.parametrize(
    "rule",
    [NameSpelledTwoWays(), NameReplaced(), NameMissing(), NameUnsupported(), ForeignName(),
     LowerCasedName()],
)  # fmt: skip
def test_survives_anything(rule: Rule, text: str):
    findings(rule, "fr-en", (text, "Then Dmitri Peskov left."), ("Paris", text), (None, text))


RUSSIAN = {
    "en": "а=a б=b в=v г=g д=d е=e ё=yo ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u "
    "ф=f х=kh ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya",
    "fr": "а=a б=b в=v г=g д=d е=e ё=io ж=j з=z и=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=ou "
    "ф=f х=kh ц=ts ч=tch ш=ch щ=chtch ъ= ы=y ь= э=e ю=iou я=ia",
    "es": "а=a б=b в=v г=g д=d е=e ё=io ж=zh з=z и=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u "
    "ф=f х=j ц=ts ч=ch ш=sh щ=shch ъ= ы=i ь= э=e ю=iu я=ia",
    "de": "а=a б=b в=w г=g д=d е=e ё=jo ж=sch з=s и=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u "
    "ф=f х=ch ц=z ч=tsch ш=sch щ=schtsch ъ= ы=y ь= э=e ю=ju я=ja",
}  # fmt: skip
"""How newspapers of four languages write Russian letters."""


@pytest.mark.parametrize("code", RUSSIAN)
def test_names_follow_the_scheme_of_their_language(code: str):
    letters = dict(pair.split("=") for pair in RUSSIAN[code].split())
    likeness = []
    for entry in people():
        russian = entry.forms["ru"][0].lower()
        if russian.endswith(
            ("ов", "ев", "ёв", "ин", "ский", "цкий", "ко", "ова", "ева", "ук", "юк")
        ):
            written = "".join(letters.get(letter, letter) for letter in russian)
            likeness.append(max(fuzz.ratio(written, latin(f)) for f in entry.forms[code]))
    assert len(likeness) >= 100
    assert min(likeness) >= 60
    assert sum(likeness) / len(likeness) >= 85


@pytest.mark.parametrize(
    ("languages", "source", "translation", "name"),
    [
        ("es-en", "El acuerdo se firmó ayer.", "The deal was signed in Sweden.", "Sweden"),
        ("de-en", "Der Vertrag ist gültig.", "The treaty is valid in the US now.", "US"),
        ("it-en", "La squadra ha vinto.", "The team of Karlovarský has won.", "Karlovarský"),
        ("ar-en", "وصل الرئيس إلى باريس", "He came to Paris with Erwin Huber.", "Erwin Huber"),
        ("ru-en", "Дорога закрыта.", "The road to Obama Square is closed.", "Obama Square"),
    ],
)
def test_reports_a_certain_name_that_comes_from_nowhere(languages, source, translation, name):
    (finding,) = findings(NameUnsupported(), languages, (source, translation))
    assert name.startswith(finding.text)
    assert finding.severity is Severity.MINOR


@pytest.mark.parametrize(
    ("languages", "source", "translation"),
    [
        ("de-en", "Die Lage in Südostasien ist ernst.", "The situation in Asia is serious."),
        ("pl-en", "Wielu Afroamerykanów protestowało.", "Many Americans protested."),
        ("ru-en", "Холли Уиллоуби ушла.", "Holly Willoughby has left."),
        ("ru-en", "Гитлер вторгся.", "Then Hitler invaded."),
        ("pl-en", "Jak zauważa „Rz”, to dużo.", "As Rzeczpospolita notes, it is a lot."),
        ("pl-en", "To decyzja PZPN.", "It is the decision of the Polish Football Association."),
        ("ro-en", "Armata olandeză a rezistat.", "The Dutch army resisted."),
        ("pt-en", "Custou R$ 10 a mais.", "It cost US$ 10 more."),
        ("cs-en", "Sparta porazila Liberec.", "Sparta Prague beat Liberec."),
        ("fr-en", "Le Conseil fédéral le veut.", "Switzerland's Federal Council wants it."),
        ("fr-en", "Dublin refuse.", "The Irish government refuses."),
        ("it-en", "Il senatore è andato via.", "Then Sen. Kelly left, as Sen. Kelly said."),
    ],
)
def test_finds_support_in_compounds_letters_and_other_scripts(languages, source, translation):
    assert texts(NameUnsupported(), languages, (source, translation)) == []


def test_leaves_a_name_alone_that_a_sentence_nearby_has():
    pair = ("Er blieb.", "Obama stayed, and then Obama left.")
    assert texts(NameUnsupported(), "de-en", ("Obama kam.", "Obama came."), pair) == []


def test_is_sure_only_of_two_places_or_two_full_names():
    (places_,) = findings(
        NameReplaced(), "fr-en", ("Il est né en Norvège.", "He was born in Sweden.")
    )
    (mixed,) = findings(
        NameReplaced(), "es-en", ("El dinero está en Agremex.", "The money is in Karlovarský.")
    )
    assert (places_.severity, mixed.severity) == (Severity.MAJOR, Severity.MINOR)
