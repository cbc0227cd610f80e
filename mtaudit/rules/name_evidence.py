"""What a text offers to the names of its counterpart."""

from __future__ import annotations

import functools
import re
from itertools import compress
from operator import itemgetter, not_

from rapidfuzz import fuzz, process

from mtaudit.rules.name_tables import loose_stems, place_phrases
from mtaudit.text.analysis import Analysis
from mtaudit.text.folding import fold_script
from mtaudit.text.memo import kept
from mtaudit.text.names import is_acronym
from mtaudit.text.transliteration import latin, plain, skeleton

_BY_SOUND = re.compile("[ァ-ヺー]+|[A-Za-z]+")
_DOTTED = re.compile(r"\b(?:\w\.){2,}")


class Evidence:
    """What a text offers to the names of its counterpart.

    Attributes:
        forms: the words in plain Latin letters, and acronyms with full stops as one word each;
            of Japanese the words that it writes by their sound.
        text: these words, run together where scripts do, each between spaces.
    """

    def __init__(self, analysis: Analysis, other: str) -> None:
        self.analysis = analysis
        self._stems = loose_stems(frozenset((analysis.language.code, other)))
        self._supported: dict[str, bool] = {}
        self._is_japanese = analysis.language.code == "ja"
        words = analysis.folded
        if self._is_japanese:
            words = _BY_SOUND.findall(fold_script(analysis.text).text)
        if analysis.text.isascii():
            self.forms = [*words]
        else:
            self.forms = [word if word.isascii() else latin(word) for word in words]
        self.forms += map(latin, self._dotted)
        self.text = f" {' '.join(self.forms)} "

    @kept
    def _dotted(self) -> list[str]:
        """The acronyms with full stops between the letters, without them."""
        text = self.analysis.text
        found = _DOTTED.findall(text) if "." in text[:-1] else []
        return [letters.replace(".", "") for letters in found]

    @kept
    def names(self) -> list[str]:
        """The words that may be names, in plain Latin letters: capitalized, or without case."""
        if self._is_japanese:
            return self.forms
        is_lower = map(str.islower, map(itemgetter(0), self.analysis.words))
        return list(compress(self.forms, map(not_, is_lower)))

    @kept
    def _name_beginnings(self) -> frozenset[str]:
        return frozenset([form[:4] for form in self.names])

    @kept
    def _short_names(self) -> tuple[str, ...]:
        """Two or three letters that may stand for a name which begins so (*Rz*)."""
        return tuple(form for form in self.names if 1 < len(form) < 4)

    @kept
    def plain_names(self) -> list[str]:
        """The words that may be names, spelled as they sound in most languages."""
        return [plain(form) for form in self.names]

    @kept
    def skeletons(self) -> list[str]:
        """The consonants of the longer words, by class."""
        return [skeleton(form) for form in self.long_forms]

    @kept
    def long_forms(self) -> list[str]:
        """The longer words in plain Latin letters, parallel to the skeletons."""
        return [form for form in self.names if len(form) > 2]

    @kept
    def meanings(self) -> frozenset[str]:
        """The places and people that the words may refer to."""
        loose = map(self._stems.meanings.__getitem__, self.forms)
        named = place_phrases(self.analysis.language.code).find(self.analysis.folded)
        return frozenset(match.value for match in named).union(*loose)

    @kept
    def acronyms(self) -> list[str]:
        """The words in capitals, also with full stops between the letters."""
        words = self.analysis.words
        cased = (words[index] for index in self.analysis.cased)
        return [word for word in (*cased, *self._dotted) if is_acronym(word)]

    @kept
    def _initials(self) -> str:
        return "".join(word[0] for word in self.analysis.words)

    def abbreviates(self, words: list[str]) -> bool:
        """Whether an acronym here has the initials of these words, or they are its letters."""
        if len(words) == 1:
            letters = words[0].rstrip("s")
            return letters.isupper() and letters in self._initials
        initials = "".join(word[0] for word in words if word[0].isupper())
        return any(acronym in initials or initials in acronym for acronym in self.acronyms)

    def supports(self, word: str) -> bool:
        """Whether any word here resembles a word of the other text, or may mean the same."""
        known = self._supported.get(word)
        if known is None:
            known = word in self.analysis.folded_set or self._supports(word)
            self._supported[word] = known
        return known

    def _supports(self, word: str) -> bool:
        form = latin(word)
        if not form:
            return False
        if self._resembles(form):
            return True
        transcribed = is_latin(word) != self.is_latin
        if self._is_spelled_like(form, transcribed=transcribed):
            return True
        # Cyrillic has no letter for the sound and writes Hitler with that for g.
        return transcribed and form[0] == "h" and self._has_beginning("g" + form[1:])

    def names_it(self, word: str) -> bool:
        """Whether a word that is supported is so by one with a capital, as a name would be."""
        form = latin(word)
        if form[:4] in self._name_beginnings:
            return True
        return self._is_spelled_like(form, transcribed=is_latin(word) != self.is_latin)

    @kept
    def is_latin(self) -> bool:
        """Whether most words are in Latin letters."""
        if self.analysis.text.isascii():
            return True
        words = self.analysis.folded
        return 2 * sum([is_latin(word) for word in words]) >= len(words)

    def refers_to(self, place: str, words: list[str]) -> bool:
        """Whether a place is meant here: by name, people, capital or a compound (*Südfrankreich*)."""
        return (
            self.analysis.folded_set.issuperset(words)
            or place in self.meanings
            or self._has_within(place)
        )

    def _has_within(self, meaning: str) -> bool:
        """Whether a word has a place or person within it (*Südostasien*, *Afroamerykanów*)."""
        return any(
            len(stem) > 4 or any(2 < form.find(stem) > len(form) - 9 for form in self.forms)
            for stem in self._stems.standing_for(meaning)
            if len(stem) > 3 and stem in self.text
        )

    def _has_beginning(self, form: str) -> bool:
        """Whether a word begins with the first four letters of a form, or is a shorter one."""
        return (f" {form[:4]}" if len(form) > 3 else f" {form} ") in self.text

    def _resembles(self, form: str) -> bool:
        if len(form) > 3 and (
            self._has_beginning(form) or (len(form) > 4 and form[:5] in self.text)
        ):
            return True
        if form.startswith(self._short_names):
            return True
        meant = self._stems.meanings[form]
        if meant and (not meant.isdisjoint(self.meanings) or any(map(self._has_within, meant))):
            return True
        return len(form) > 5 and _is_like_one(form, self.forms, 80)

    def _is_spelled_like(self, form: str, *, transcribed: bool) -> bool:
        """Whether a name here is spelled much like a word, or sounds like it."""
        if self._sounds_like(form, alike=20 if transcribed else 44):
            return True
        if not transcribed or len(form) < 4:
            return _is_like_one(form, self.names, 73)
        return _is_like_one(plain(form), self.plain_names, 55)

    def _sounds_like(self, form: str, *, alike: int) -> bool:
        bones = skeleton(form)
        if len(bones) > 3:
            cutoff = 80 if len(bones) < 6 else 75
            matches = process.extract(
                bones, self.skeletons, scorer=fuzz.ratio, score_cutoff=cutoff, limit=3
            )
            return any(fuzz.ratio(form, self.long_forms[i]) >= alike for _, _, i in matches)
        return bool(bones) and any(
            bones == other and fuzz.ratio(form, self.long_forms[index]) >= alike
            for index, other in enumerate(self.skeletons)
        )


def _is_like_one(form: str, others: list[str], cutoff: int) -> bool:
    return bool(process.extractOne(form, others, scorer=fuzz.ratio, score_cutoff=cutoff))


def is_latin(word: str) -> bool:
    """Whether a word begins with a Latin letter, or with a digit."""
    return word < "\u0370"


@functools.lru_cache(maxsize=4096)
def evidence(analysis: Analysis, other: str) -> Evidence:
    """What a text offers, shared by whoever asks for the same text again."""
    return Evidence(analysis, other)
