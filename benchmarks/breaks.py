"""Good translations, broken in one way each, to train on.

What a translator or a machine may do to a sentence: lose a word or a phrase, put one in, negate,
swap neighbours, take another form, a similar word, another preposition, or another name.
"""

from __future__ import annotations

import functools
import random
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from mtaudit.lang import language
from mtaudit.text.lexicon import frequencies, function_words, zipf

Span = tuple[int, int]

_WORD = re.compile(r"[^\W\d_]+")
_TABLE = Path(__file__).with_name("breaks.toml")
_OPENS, _CLOSES = ' (“"', ' ,.;:)”"?!'


@dataclass(frozen=True, slots=True)
class Broken:
    """A translation with one break.

    ``changed`` and ``added`` are spans of it, ``gap`` the place where something is missing, and
    ``lost`` the span of the good translation that went.
    """

    text: str
    kind: str
    changed: tuple[Span, ...] = ()
    added: tuple[Span, ...] = ()
    gap: int | None = None
    lost: Span | None = None


class Text:
    """A good translation, cut into words. ``free`` are those between spaces and marks."""

    def __init__(self, text: str, code: str, source: str) -> None:
        self.text = text
        self.code = code
        self.foreign = [word for word in _WORD.findall(source) if len(word) > 2]
        self.spans = [match.span() for match in _WORD.finditer(text)]
        self.words = [text[start:end] for start, end in self.spans]
        self.folded = [word.lower() for word in self.words]
        self.free = [
            i
            for i, (start, end) in enumerate(self.spans)
            if (start == 0 or text[start - 1] in _OPENS)
            and (end == len(text) or text[end] in _CLOSES)
        ]
        self.content = [i for i in self.free if not is_function_word(self.folded[i], code)]

    def between(self, index: int) -> str:
        """What stands before a word, after the one before it."""
        return self.text[self.spans[index - 1][1] : self.spans[index][0]]

    def without(self, first: int, last: int, kind: str) -> Broken:
        """The text without some words."""
        start, end = self.spans[first][0], self.spans[last][1]
        left, right = self.text[:start], self.text[end:]
        if left.endswith(" "):
            left = left[:-1]
        else:
            right = right.lstrip(" ")
        if not left:
            right = right[:1].upper() + right[1:]
        return Broken(left + right, kind, gap=len(left), lost=(start, end))

    def with_(self, index: int, word: str, kind: str) -> Broken:
        """The text with a word before another one."""
        start = self.spans[index][0]
        text = f"{self.text[:start]}{word} {self.text[start:]}"
        return Broken(text, kind, added=((start, start + len(word)),))

    def instead(self, index: int, word: str, kind: str) -> Broken:
        """The text with another word, in capitals where the old one was."""
        start, end = self.spans[index]
        word = word.capitalize() if self.text[start].isupper() else word
        text = self.text[:start] + word + self.text[end:]
        return Broken(text, kind, changed=((start, start + len(word)),))


def _tables() -> Mapping[str, Mapping[str, object]]:
    return tomllib.loads(_TABLE.read_text("utf-8"))


@functools.cache
def words_in(code: str, name: str) -> tuple[str, ...]:
    """A list of words of a language: ``grammar``, ``prepositions``, ``auxiliaries``, ``not``."""
    return tuple(str(_tables().get(code, {}).get(name, "")).split())


def languages() -> frozenset[str]:
    """The languages whose texts can be broken."""
    return frozenset(_tables())


def is_function_word(word: str, code: str) -> bool:
    """Whether a folded word carries grammar."""
    return word in words_in(code, "grammar") or word in function_words(language(code))


@functools.cache
def _forms(code: str) -> Mapping[str, list[str]]:
    """The other forms of words, by simplemma and the 40,000 most frequent words."""
    import simplemma

    listed = frequencies(code)
    families: dict[str, list[str]] = defaultdict(list)
    for word in sorted(listed, key=lambda w: -listed[w])[:40_000]:
        if word.isalpha() and len(word) > 2:
            families[simplemma.lemmatize(word, lang=code).lower()].append(word)
    return {
        word: [w for w in family if w != word] for family in families.values() for word in family
    }


@functools.cache
def _similar(code: str) -> Mapping[str, list[str]]:
    """Words near each other among the encoder's embeddings: opposites, kinds, neighbours."""
    import numpy as np

    from mtaudit.engines.bundled import encoder_weights
    from mtaudit.engines.e5file import E5File, dequantize

    path = encoder_weights()
    assert path is not None
    file = E5File(path)
    ids = {piece: index for index, piece in enumerate(file.vocabulary.pieces)}
    listed = frequencies(code)
    words = sorted(listed, key=lambda w: -listed[w])[:25_000]
    words = [w for w in words if w.isalpha() and len(w) > 3 and f"▁{w}" in ids][:9_000]
    if not words:
        return {}
    rows = file.packed("emb.word", file.sizes.vocabulary)[np.array([ids[f"▁{w}"] for w in words])]
    vectors = dequantize(rows).astype(np.float32)
    vectors -= vectors.mean(axis=0)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    cosines = vectors @ vectors.T
    np.fill_diagonal(cosines, -1)
    nearest = np.argsort(-cosines, axis=1)[:, :10]
    return {
        word: [words[j] for j in nearest[i] if words[j][:4] != word[:4]][:6]
        for i, word in enumerate(words)
    }


class Breaker:
    """Breaks texts; which words follow each other it learns from all texts at hand.

    Args:
        texts: pairs of a language and a text.
        seed: of the choices.
    """

    def __init__(self, texts: Iterable[tuple[str, str]], seed: int = 20) -> None:
        self._rng = random.Random(seed)
        self._after: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
        self._before: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
        self._names: dict[str, list[str]] = defaultdict(list)
        for code, text in texts:
            if code in languages():
                self._learn(code, _WORD.findall(text))
        self._ways: dict[Callable[[Text], Broken | None], int] = {
            self.lose_word: 26,
            self.lose_grammar: 16,
            self.lose_phrase: 8,
            self.lose_beginning: 4,
            self.add: 26,
            self.negate: 4,
            self.swap: 6,
            self.change_grammar: 8,
            self.inflect: 10,
            self.take_similar: 9,
            self.replace: 8,
            self.change_number: 5,
            self.leave_foreign: 5,
        }

    def versions(self, text: str, code: str, source: str, most: int) -> list[Broken]:
        """Up to ``most`` different breaks of the translation of a source."""
        words = Text(text, code, source)
        if len(words.free) < 4:
            return []
        found: list[Broken] = []
        chosen = self._rng.choices(list(self._ways), list(self._ways.values()), k=2 * most)
        for way in dict.fromkeys(chosen):
            broken = way(words)
            if broken and all(broken.text != other.text for other in (words, *found)):
                found.append(broken)
        return found[:most]

    def lose_word(self, text: Text) -> Broken | None:
        """A noun, verb, adjective, adverb or name is gone."""
        index = self._one(i for i in text.content if len(text.words[i]) > 2)
        return None if index is None else text.without(index, index, "lose_word")

    def lose_grammar(self, text: Text) -> Broken | None:
        """An auxiliary, preposition or conjunction is gone."""
        spared = words_in(text.code, "articles")
        index = self._one(
            i
            for i in text.free
            if text.folded[i] in words_in(text.code, "grammar") and text.folded[i] not in spared
        )
        return None if index is None else text.without(index, index, "lose_grammar")

    def lose_phrase(self, text: Text) -> Broken | None:
        """A phrase of two to five words is gone, one with a preposition where there is one."""
        heads = words_in(text.code, "prepositions")
        first = self._one([i for i in text.free[1:] if text.folded[i] in heads] or text.free[1:])
        if first is None:
            return None
        last = min(first + self._rng.choice((1, 1, 2, 2, 3, 4)), len(text.words) - 1)
        stops = (i for i in range(first, last) if re.search(r"[.,;:()]", text.between(i + 1)))
        last = next(stops, last)
        while last < len(text.words) and last > first:
            if not is_function_word(text.folded[last], text.code):
                return text.without(first, last, "lose_phrase") if last - first <= 6 else None
            last += 1
        return None

    def lose_beginning(self, text: Text) -> Broken | None:
        """The first phrase, most often the subject, is gone."""
        ends = text.content[:2]
        if not ends or ends[-1] > 5 or text.free[0] != 0:
            return None
        return text.without(0, self._rng.choice(ends), "lose_beginning")

    def add(self, text: Text) -> Broken | None:
        """A word that goes with its neighbours is put in."""
        for _ in range(8):
            index = self._one(text.free[1:])
            if index is None or text.between(index) != " ":
                continue
            before, after = text.folded[index - 1], text.folded[index]
            fitting = [w for w in self._after[text.code][before] if self._goes(text, w, index)]
            if not fitting and self._rng.random() < 0.25:
                others = self._before[text.code][after]
                fitting = [w for w in others if w != before and len(w) > 3]
            if fitting:
                return text.with_(index, self._rng.choice(sorted(fitting)), "add")
        return None

    def negate(self, text: Text) -> Broken | None:
        """A negation is put in."""
        (negation,) = words_in(text.code, "not")
        auxiliaries = words_in(text.code, "auxiliaries")
        if not auxiliaries:
            index = self._one(text.free[1:])
        else:
            verbs = (i + 1 for i in text.free if text.folded[i] in auxiliaries)
            index = self._one(i for i in verbs if i < len(text.words))
        return None if index is None else text.with_(index, negation, "negate")

    def swap(self, text: Text) -> Broken | None:
        """Two neighbours change places."""
        index = self._one(
            i
            for i in text.free[1:]
            if i + 1 in text.free
            and text.between(i + 1) == " "
            and text.folded[i] != text.folded[i + 1]
        )
        if index is None:
            return None
        (start, middle), (next_, end) = text.spans[index], text.spans[index + 1]
        turned = f"{text.text[next_:end]} {text.text[start:middle]}"
        return Broken(text.text[:start] + turned + text.text[end:], "swap", changed=((start, end),))

    def change_grammar(self, text: Text) -> Broken | None:
        """Another preposition, auxiliary or pronoun."""
        index = self._one(i for i in text.free if text.folded[i] in words_in(text.code, "grammar"))
        if index is None:
            return None
        old = text.folded[index]
        prepositions = words_in(text.code, "prepositions")
        is_like = old in prepositions and self._rng.random() < 0.6
        pool = sorted({*(prepositions if is_like else words_in(text.code, "grammar"))} - {old})
        return text.instead(index, self._rng.choice(pool), "change_grammar")

    def inflect(self, text: Text) -> Broken | None:
        """Another form: tense, number, case; in English, another pronoun too."""
        pronouns = [
            (i, new)
            for i in text.free
            for old, new in (pair.split(">") for pair in words_in(text.code, "pronouns"))
            if text.folded[i] == old
        ]
        if pronouns and self._rng.random() < 0.35:
            return text.instead(*self._rng.choice(pronouns), "inflect")
        forms = _forms(text.code)
        index = self._one(
            i
            for i in text.free
            if forms.get(text.folded[i])
            and (text.words[i].islower() or i == 0 or language(text.code).capitalizes_nouns)
        )
        if index is None:
            return None
        form = self._rng.choice(forms[text.folded[index]])
        helpers = words_in(text.code, "progressive")
        if helpers and form.endswith("ing") and self._rng.random() < 0.4:
            form = f"{self._rng.choice(helpers)} {form}"
        return text.instead(index, form, "inflect")

    def take_similar(self, text: Text) -> Broken | None:
        """A word that stands in similar places: an opposite, a wider or a narrower one."""
        similar = _similar(text.code)
        index = self._one(i for i in text.free if similar.get(text.folded[i]))
        if index is None:
            return None
        return text.instead(index, self._rng.choice(similar[text.folded[index]]), "take_similar")

    def replace(self, text: Text) -> Broken | None:
        """Another name for a name, any other word that goes with the neighbours for a word."""
        candidates = [i for i in text.content if 0 < i < len(text.words) - 1]
        for index in self._rng.sample(candidates, min(8, len(candidates))):
            names = self._names[text.code]
            if text.words[index][0].isupper() and names:
                return text.instead(index, self._rng.choice(names), "replace")
            followers = self._after[text.code][text.folded[index - 1]]
            fitting = [w for w in followers if self._goes(text, w, index + 1)]
            fitting = [w for w in fitting if w != text.folded[index] and len(w) > 3]
            if fitting:
                return text.instead(index, self._rng.choice(sorted(fitting)), "replace")
        return None

    def change_number(self, text: Text) -> Broken | None:
        """Another number in digits."""
        numbers = list(re.finditer(r"\d+", text.text))
        if not numbers:
            return None
        match = self._rng.choice(numbers)
        old = match.group()
        new = old
        while new == old:
            length = max(1, len(old) + self._rng.choice((0, 0, 0, 0, -1, 1)))
            new = str(self._rng.randrange(10 ** (length - 1), 10**length))
            if len(old) == 4 and old[0] in "12" and self._rng.random() < 0.7:
                new = str(int(old) + self._rng.choice((-30, -10, -3, -2, -1, 1, 2, 4, 9, 20)))
        start, end = match.span()
        broken = text.text[:start] + new + text.text[end:]
        return Broken(broken, "change_number", changed=((start, start + len(new)),))

    def leave_foreign(self, text: Text) -> Broken | None:
        """A word of the source in place of one of the translation."""
        index = self._one(text.content)
        foreign = [word for word in text.foreign if word.lower() not in text.folded]
        if index is None or not foreign:
            return None
        return text.instead(index, self._rng.choice(foreign), "leave_foreign")

    def _goes(self, text: Text, word: str, index: int) -> bool:
        """Whether a word has been seen before another one, and repeats no neighbour."""
        around = (text.folded[index - 1], text.folded[index])
        is_heavy = len(word) > 3 or self._rng.random() < 0.15
        return is_heavy and word in self._before[text.code][around[1]] and word not in around

    def _learn(self, code: str, words: list[str]) -> None:
        for first, second in pairwise(words):
            self._after[code][first.lower()][second.lower()] += 1
            self._before[code][second.lower()][first.lower()] += 1
            is_noun = language(code).capitalizes_nouns
            if second[0].isupper() and not is_noun and zipf(second.lower(), code) < 4.5:
                self._names[code].append(second)

    def _one(self, indices: Iterable[int]) -> int | None:
        listed = list(indices)
        return self._rng.choice(listed) if listed else None
