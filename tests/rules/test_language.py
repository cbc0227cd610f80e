import pytest

from mtaudit.mqm import Severity
from mtaudit.rules.base import bad, good
from mtaudit.rules.language import ForeignScript, LookAlikeLetters, WrongLanguage
from mtaudit.testing import findings_of


@pytest.mark.parametrize(
    ("languages", "text"),
    [
        ("en-fr", "Elle a dit : « Skip to content »."),
        ("de-en", "Real Madrid, Bayern München, Juventus Turin, Paris Saint-Germain"),
        ("en-pt", "O governo quer mudar a lei."),
        ("es-pt", "O presidente de Portugal falou com a imprensa de Espanha."),
        ("en-ru", "Компания Apple показала iPhone 15 Pro Max и Apple Watch Ultra."),
        ("en-zh", "苹果公司发布了 iPhone 15 Pro Max。"),
        ("en-ja", "アップルは新しい iPhone を発表した。"),
        ("en-sr", "Влада жели да промени закон пре краја године."),
        ("en-sr", "Vlada želi da promeni zakon pre kraja godine."),
        ("fr-en", "Yes."),
        ("fr-en", "!!! 123 😀"),
    ],
)
def test_right_language(languages, text):
    assert findings_of(WrongLanguage(), good(languages, text)) == ()


@pytest.mark.parametrize(
    ("languages", "text", "says"),
    [
        ("fr-en", "Le gouvernement veut changer la loi avant la fin.", "French, the source"),
        ("ru-en", "Die Regierung will das Gesetz bald ändern.", "in German"),
        ("es-pt", "El gobierno quiere cambiar la ley antes de que termine.", "in Spanish"),
        ("de-en", "Valitsus tahab seadust muuta enne selle aasta lõppu, teatas minister.", "Eston"),
        ("zh-en", "政府希望在年底前修改法律。", "Chinese script"),
        ("en-ru", "The government wants to change the law.", "in English, the source"),
    ],
)
def test_wrong_language(languages, text, says):
    (finding,) = findings_of(WrongLanguage(), bad(languages, text))
    assert says in finding.message
    assert (finding.start, finding.end) == (0, len(text))
    assert finding.severity is Severity.CRITICAL


def test_a_repeated_source_is_left_to_another_rule():
    text = "Die Regierung will das Gesetz bald ändern."
    assert findings_of(WrongLanguage(), good("de-en", text, source=text)) == ()


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The letter γ and 5 μm at λ = 3", None),
        ("“Правда” (Правда) is a newspaper", None),
        ("He wrote 'дом' on the wall", None),
        ("The Greek word λόγος", "Das griechische Wort λόγος"),
        ("naïve Łódź", None),
    ],
)
def test_foreign_script_that_belongs_there(text, source):
    assert findings_of(ForeignScript(), good("de-en", text, source=source)) == ()


def test_foreign_script_says_when_it_is_left_over():
    example = bad("ru-en", "The закон was signed.", source="Закон подписан.")
    (finding,) = findings_of(ForeignScript(), example)
    assert "left over from the source" in finding.message


def test_look_alikes_are_replaced_safely():
    (finding,) = findings_of(LookAlikeLetters(), bad("ru-en", "In Мoscow it rains."))
    assert finding.edit is not None
    assert (finding.edit.replacement, finding.edit.safe) == ("Moscow", True)
