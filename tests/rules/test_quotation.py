"""Marks without a partner are found at their place, and nothing else is."""

import pytest

from mtaudit.rules.base import Example
from mtaudit.rules.registry import all_rules
from mtaudit.testing.examples import findings_of


def found(languages: str, translation: str, source: str | None = None) -> list[str]:
    example = Example(languages, translation, source)
    return [finding.text for finding in findings_of(all_rules()["PUN001"], example)]


@pytest.mark.parametrize(
    ("languages", "translation"),
    [
        ("fr-en", 'He is 5\'10" tall and it is 6" wide.\n\nOk then.'),
        ("fr-en", "“We go.\n\n“We stay.\n\n“We win,” he said.\n\nThe end."),
        ("en-es", "«Vamos.\n\n»Nos quedamos.\n\n»Ganamos», dijo.\n\nFin."),
        ("en-es", "«Vamos.\n\n«Nos quedamos.\n\n«Ganamos», dijo.\n\nFin."),
        (
            "en-fr",
            "« Nous partons », dit-il. L’« Aurore » et d’« autres ».\n\n« Il a dit “oui” hier. »",
        ),
        (
            "en-de",
            "„Wir gehen“, sagte er. »Oder nicht«, sagte sie. Er sagte: „Das ist ‚gut‘.“\n\nEnde.",
        ),
        ("en-ru", "«Завод „Звезда“», — сказал он. ООО «Завод «Звезда» закрыто.\n\nКонец ))"),
        ("en-sv", "”Vi går”, sa han. ”Eller inte”.\n\nSlut."),
        ("en-da", "»Vi går«, sagde han.\n\nSlut."),
        ("fr-en", "a) first\n\nb) second (or third)\n\n1) one; 2) two :-) and ;)"),
        ("fr-en", "The ’90s were rock ’n’ roll; it’s James’ dogs’ food.\n\nOk."),
        (
            "fr-en",
            "See https://en.wikipedia.org/wiki/A_(b) and `foo(` here.\n\nTake [0, 1) here.",
        ),
        ("fr-en", 'He said: "They called it "home.""\n\nOk then.'),
        ("fr-en", '"We are ready", he said. "And we go."\n\nOk then.'),
        ("fr-en", "(See the report. It is long.)\n\nOk then."),
        ("fr-ja", "「行く」と彼は言った（昨日）。『本』\n\n終わり。"),
        ("en-pl", "„Idziemy”, powiedział. „To «koniec»”.\n\nKoniec."),
        ("en-it", "«Andiamo», ha detto. All’«Aurora» e “bene”.\n\nFine."),
        ("fr-en", "“He said ‘go’ and ‘stay’.” Don’t.\n\nOk."),
        ("en-hu", "„Megyünk” – mondta.\n\nVége."),
        ("en-fr", 'Il a dit : "Oui.\n\nEt il est parti."\n\nFin.'),
        ("ru-en", 'The film "Brother 2" costs 5"\n\nOk.'),
        ("en-de", "»Wir gehen«, sagte er. »Oder nicht«.\n\nEnde."),
        ("en-fi", "”Me menemme”, hän sanoi. ”Tai ei”.\n\nLoppu."),
    ],
)
def test_paired_marks_and_look_alikes_are_left_alone(languages, translation):
    assert found(languages, translation) == []


@pytest.mark.parametrize(
    ("languages", "translation", "mark", "source"),
    [
        ("fr-en", "He said “we are ready and left. The “end” came.\n\nOk.", "“", None),
        ("fr-en", "He said we are ready” and left.\n\nOk.", "”", None),
        ("en-fr", "Il a dit « nous partons hier.\n\nFin.", "«", None),
        ("en-fr", "Il a dit nous partons » hier.\n\nFin.", "»", None),
        ("en-de", "Er sagte: „Wir gehen jetzt.\n\nEnde.", "„", None),
        ("en-de", "Er sagte: Wir gehen jetzt“, und ging.\n\nEnde.", "“", None),
        ("en-ru", "Он сказал: «Идём и ушёл.\n\nКонец.", "«", None),
        ("en-es", 'Dijo: "nos vamos y se fue.\n\nFin.', '"', None),
        ("en-es", "El ministro (52 años se fue.\n\nFin.", "(", None),
        ("en-es", "El ministro 52 años) se fue.\n\nFin.", ")", None),
        ("fr-en", "“We go, he said.", "“", "« Nous partons », dit-il."),
        (
            "fr-en",
            "“We go.\n\n“Stay,” she said.",
            "“",
            "« Nous partons ».\n\n« Restons », dit-elle.",
        ),
        ("fr-en", "“We go, he said. “We stay,” she said.\n\nOk.", "“", None),
        ("fr-en", "The deal [the second was signed.\n\nOk.", "[", None),
    ],
)
def test_a_mark_without_a_partner_is_found(languages, translation, mark, source):
    assert found(languages, translation, source) == [mark]


def test_what_the_source_leaves_open_is_left_alone():
    assert found("fr-en", "“We go.", "« Nous partons.") == []


def test_the_lost_partner_of_an_earlier_paragraph_is_told_by_the_source():
    translation = "“We go.\n\n“Stay,” she said."
    assert found("fr-en", translation) == []
    assert found("fr-en", translation, "« Nous partons ».\n\n« Restons », dit-elle.") == ["“"]
