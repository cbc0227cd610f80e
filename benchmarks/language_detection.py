"""How often and how fast word frequencies, langdetect and lingua tell the language of a text.

Usage: python benchmarks/language_detection.py ROWS.jsonl[.gz] [--most N]

Each row has source, source_lang, translation and target_lang. Each detector chooses among all the
languages that it knows (about 40, 55 and 75), so that none is helped by a short list; texts in
languages that one of them lacks are left out. lingua-language-detector is compared where it is
installed.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import itertools
import json
import random
import time
from collections.abc import Callable
from pathlib import Path

from mtaudit.text.detection import best_fit

Detector = Callable[[str], str | None]

LANGUAGES = ("de", "en", "es", "fr", "it", "pl", "pt", "ro", "ru")
WORDS = (3, 6, 12, 1000)


def by_frequency() -> Detector:
    """The language in whose list the words are most frequent."""
    from wordfreq import available_languages

    known = sorted(available_languages("small"))

    def detect(text: str) -> str | None:
        words = [word.strip(".,:;!?«»“”„\"'()").lower() for word in text.split()]
        guess = best_fit(words, known)
        return guess.code if guess.fit > 3.5 else None

    return detect


def by_langdetect() -> Detector:
    """The first guess of langdetect, seeded."""
    from langdetect import DetectorFactory, LangDetectException, detect_langs

    DetectorFactory.seed = 0

    def detect(text: str) -> str | None:
        try:
            return str(detect_langs(text)[0].lang).split("-")[0]
        except LangDetectException:
            return None

    return detect


def by_lingua() -> Detector:
    """The guess of lingua, with all its languages loaded."""
    from lingua import LanguageDetectorBuilder

    detector = LanguageDetectorBuilder.from_all_languages().build()

    def detect(text: str) -> str | None:
        found = detector.detect_language_of(text)
        return found.iso_code_639_1.name.lower() if found else None

    return detect


def texts_of(path: Path, most: int) -> list[tuple[str, str]]:
    """Both sides of the rows, each text with its language, in an order that stays the same."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    sides = {(row[side], row[f"{lang}_lang"]) for row in rows for side, lang in SIDES}
    known = sorted(pair for pair in sides if pair[1] in LANGUAGES)
    random.Random(1).shuffle(known)
    return known[:most]


SIDES = (("source", "source"), ("translation", "target"))


def main() -> None:
    """Print how often each detector is right, how fast, and how often two agree."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=Path)
    parser.add_argument("--most", type=int, default=1000)
    options = parser.parse_args()
    texts = texts_of(options.rows, options.most)
    detectors = {"frequencies": by_frequency(), "langdetect": by_langdetect()}
    if importlib.util.find_spec("lingua"):
        detectors["lingua"] = by_lingua()
    for detect in detectors.values():
        detect("Nothing is read from disk while the clock runs.")
        for text, _ in texts[:50]:
            detect(text)
    for words in WORDS:
        cut = [(" ".join(text.split()[:words]), lang) for text, lang in texts]
        answers = {}
        for name, detect in detectors.items():
            start = time.perf_counter()
            answers[name] = [detect(text) for text, _ in cut]
            each = 1000 * (time.perf_counter() - start) / len(cut)
            pairs = zip(answers[name], cut, strict=True)
            right = sum(answer == lang for answer, (_, lang) in pairs) / len(cut)
            print(f"{words:5} words  {name:12} {right:6.1%} right  {each:7.3f} ms")
        for first, second in itertools.combinations(answers, 2):
            both = zip(answers[first], answers[second], strict=True)
            same = sum(a == b for a, b in both) / len(cut)
            print(f"{words:5} words  {first} and {second} agree on {same:.1%}")


if __name__ == "__main__":
    main()
