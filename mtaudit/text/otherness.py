"""Whether a text as a whole is in another language than it should be."""

from __future__ import annotations

import functools

from mtaudit.lang import Language, language
from mtaudit.text import detection
from mtaudit.text.analysis import Analysis
from mtaudit.text.lexicon import function_words
from mtaudit.text.scripts import (
    has_other_than_latin,
    is_unspaced,
    letters,
    script_name,
    scripts_of,
)

_CLEARLY = 1.0
"""By how much the mean Zipf value in another language must exceed the one in the target's."""

_GOOD_FIT = 4.5
_MIN_WORDS = 4
_MAX_WORDS = 60
_FAMILIES = (("es", "pt", "it", "fr", "ca", "ro"), ("da", "nb", "sv"), ("ru", "uk", "bg"))
"""Languages that have function words in common."""

_CLOSE = {
    "pt": ("gl",),
    "gl": ("pt", "es"),
    "nb": ("da", "no", "nn"),
    "no": ("nb", "da", "nn"),
    "nn": ("nb", "no", "da"),
    "da": ("nb", "no"),
    "id": ("ms",),
    "ms": ("id",),
    "hr": ("sh", "sr", "bs", "sl"),
    "sr": ("sh", "hr", "bs", "mk"),
    "bs": ("sh", "hr", "sr"),
    "cs": ("sk",),
    "sk": ("cs",),
    "mk": ("bg",),
    "bg": ("mk",),
    "af": ("nl",),
}
"""Languages that short texts are easily taken for."""


def other_language(text: Analysis, target: Language, source: Language) -> str | None:
    """The language or script that a translation is in, by name, if it is not the target's.

    Function words and the script settle most texts; for the others the words are compared by their
    frequency. Nothing is said of fewer than four running words, and of names and titles.
    """
    if target.code == "und" or _is_settled(text, target, source):
        return None
    return _other_script(text.text, target) or _in_other_words(text, target, source)


def _is_settled(analysis: Analysis, target: Language, source: Language) -> bool:
    """Whether function words show that a text is in the target language."""
    words = analysis.folded_set
    own = len(words & function_words(target))
    if own < 2 or own * 8 < len(words):
        return False
    return all(own > len(words & usual) for usual in _rivals(target, source))


@functools.cache
def _rivals(target: Language, source: Language) -> tuple[frozenset[str], ...]:
    """The function words of the source language, or of those that the target is akin to."""
    if source.code != "und":
        return (function_words(source),)
    kin = next((family for family in _FAMILIES if target.code in family), ())
    return tuple(function_words(language(code)) for code in kin if code != target.code)


def _other_script(text: str, target: Language) -> str | None:
    """The script that most of a text is in, if the target language is not written in it."""
    scripts = scripts_of(target.code)
    if not scripts or not has_other_than_latin(text):
        return None
    counts = letters(text)
    foreign = {kind: n for kind, n in counts.items() if kind not in scripts and kind != "Latn"}
    if not foreign:
        return None
    script = max(foreign, key=lambda kind: foreign[kind])
    enough = 4 if is_unspaced(script) else 8
    if foreign[script] < max(enough, 0.6 * counts.total()):
        return None
    return f"{script_name(script)} script"


def _in_other_words(analysis: Analysis, target: Language, source: Language) -> str | None:
    """The name of the language that a text is in, if it is clearly not the target's."""
    words = list(dict.fromkeys(detection.running_words(analysis)))[:_MAX_WORDS]
    if len(words) < _MIN_WORDS:
        return None
    stated = [source.code] if source.code != "und" else []
    latin_only = "Latn" not in scripts_of(target.code) and not _uses(analysis.text, target)
    codes = detection.candidates(*stated, "en" if latin_only else target.code)
    own = detection.fit(words, target.code)
    if own or latin_only:
        guess = detection.best_fit(words, codes)
        if guess.fit > own + _CLEARLY and guess.fit >= _GOOD_FIT:
            return _named(guess.code, target)
        if own > 3.5:
            return None
    return _named(detection.detect(analysis.text), target)


def _uses(text: str, target: Language) -> bool:
    """Whether a tenth of a text's letters are in a script of the target language."""
    counts = letters(text)
    own = sum(counts[script] for script in scripts_of(target.code))
    return own * 10 >= counts.total()


def _named(code: str | None, target: Language) -> str | None:
    if code is None or code == target.code or code in _CLOSE.get(target.code, ()):
        return None
    return language(code).name
