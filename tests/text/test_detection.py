import pytest

from mtaudit.text.detection import best_fit, candidates, detect, fit

SENTENCES = {
    "en": "the government wants to change the law before the end of the year",
    "de": "die regierung will das gesetz noch vor dem ende des jahres ändern",
    "fr": "le gouvernement veut changer la loi avant la fin de cette année",
    "es": "el gobierno quiere cambiar la ley antes de que termine este año",
    "pt": "o governo quer mudar a lei antes que termine este ano",
    "it": "il governo vuole cambiare la legge prima della fine di questo anno",
    "nl": "de regering wil de wet nog voor het einde van het jaar veranderen",
}


@pytest.mark.parametrize("code", SENTENCES)
def test_words_fit_their_own_language_best(code):
    guess = best_fit(SENTENCES[code].split(), candidates("en", "fr"))
    assert guess.code == code
    assert guess.fit > 4.5


def test_no_fit_without_words_or_without_a_list():
    assert fit([], "en") == 0
    assert fit(["the"], "xx") == 0


def test_candidates_use_the_script_of_the_target():
    assert candidates("fr", "en")[:2] == ("fr", "en")
    assert "de" in candidates("fr", "en")
    assert "de" not in candidates("en", "ru")
    assert "uk" in candidates("en", "ru")


@pytest.mark.parametrize("text", ["", "Skip to content", "BREAKING NEWS " * 20, "12 345 " * 30])
def test_langdetect_is_not_asked_about_what_it_guesses(text):
    assert detect(text) is None


def test_langdetect_gives_the_same_answer_again():
    text = "Valitsus tahab seadust muuta enne selle aasta lõppu, teatas minister neljapäeval."
    answers = set()
    for _ in range(3):
        detect.cache_clear()
        answers.add(detect(text))
    assert answers == {"et"}
