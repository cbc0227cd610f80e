"""Measure the rules that read back-translations, with the packaged translator.

Run as ``python -m benchmarks.backtranslation``, with a number to take only every so many articles.
English and Portuguese news, as people translated it, and the same sentences broken in one way each:
another number, another name or none, a negation put in or taken out. What a rule finds in the human
translations counts as a false alarm; what it finds in the broken ones, and not before, as right.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from benchmarks.accuracy import read
from benchmarks.breaks import Breaker, Text
from benchmarks.rows import Row
from mtaudit.engines import Engines
from mtaudit.lang import language
from mtaudit.model import Document, Finding, Segment
from mtaudit.rules.base import BackTranslationRule
from mtaudit.rules.registry import all_rules
from mtaudit.rules.runner import Runner
from mtaudit.text.analysis import analyse
from mtaudit.text.names import names
from mtaudit.text.tokens import count_words

PAIR = {"en", "pt"}

_NEGATION = {
    "en": re.compile(r"\b(?:(?:do|does|did) not |not |never |(?<=\w)n['’]t\b)"),
    "pt": re.compile(r"\b(?:não|nunca|jamais) "),
}
_VERBS = {
    "en": "are can could did do does had has have is may might should was were will would",
    "pt": "é foi são está estão tem vai vão era será foram pode podem deve disse quer teve ficou",
}


class Breaks:
    """Breaks a translation in each way that it offers.

    Args:
        rows: from whose names others are taken.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rng = random.Random(3)
        texts = [(row["target_lang"], row["translation"]) for row in rows]
        self._breaker = Breaker(texts, seed=5)
        self._names = {
            code: [text[slice(*span)] for c, text in texts if c == code for span in _names(text, c)]
            for code in PAIR
        }
        self.ways: dict[str, Callable[[str, str], str | None]] = {
            "another number": self.change_number,
            "another name": self.replace_name,
            "name lost": self.lose_name,
            "negation added": self.negate,
            "negation lost": self.affirm,
        }

    def change_number(self, text: str, code: str) -> str | None:
        """Another number in digits."""
        broken = self._breaker.change_number(Text(text, code, ""))
        return broken and broken.text

    def replace_name(self, text: str, code: str) -> str | None:
        """A name of another sentence in the place of one."""
        return self._instead_of_name(text, code, self._rng.choice(self._names[code]))

    def lose_name(self, text: str, code: str) -> str | None:
        """A name is gone."""
        return self._instead_of_name(text, code, "")

    def negate(self, text: str, code: str) -> str | None:
        """A negation before or after a verb."""
        verbs = list(re.finditer(rf"(?<= )(?:{_VERBS[code].replace(' ', '|')}) ", text))
        if not verbs or _NEGATION[code].search(text):
            return None
        verb = self._rng.choice(verbs)
        place, word = (verb.start(), "não ") if code == "pt" else (verb.end(), "not ")
        return text[:place] + word + text[place:]

    def affirm(self, text: str, code: str) -> str | None:
        """A negation is gone."""
        found = list(_NEGATION[code].finditer(text))
        if not found:
            return None
        match = self._rng.choice(found)
        return text[: match.start()] + text[match.end() :]

    def _instead_of_name(self, text: str, code: str, name: str) -> str | None:
        spans = list(_names(text, code))
        if not spans:
            return None
        start, end = self._rng.choice(spans)
        after = text[end:] if name else text[end:].lstrip(" ")
        return text[:start] + name + after


def _names(text: str, code: str) -> Iterator[tuple[int, int]]:
    analysis = analyse(text, language(code))
    for name in names(analysis):
        if not name.initial:
            yield analysis.span_of(name.first, name.last)


def _documents(rows: Sequence[Row]) -> list[Document]:
    parts: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        parts[row["document"]].append(row)
    return [
        Document(
            name,
            tuple(Segment(row["id"], row["translation"], row["source"]) for row in part),
            part[0]["source_lang"],
            part[0]["target_lang"],
        )
        for name, part in parts.items()
    ]


def _broken(documents: Sequence[Document], rows: Sequence[Row]) -> list[tuple[str, Document]]:
    """One document a broken sentence, with the kind of break."""
    breaks = Breaks(rows)
    found = []
    for document in documents:
        for segment in document.segments:
            for kind, way in breaks.ways.items():
                text = way(segment.translation, document.target_lang or "")
                if text and text != segment.translation:
                    broken = replace(segment, translation=text)
                    found.append((kind, replace(document, segments=(broken,))))
    return found


def main() -> None:
    """Print a table of the rules, and what they find of each kind of break."""
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    rows = [row for row in read("ntrex") if {row["source_lang"], row["target_lang"]} == PAIR]
    kept = set(list(dict.fromkeys(row["document"] for row in rows))[::every])
    rows = [row for row in rows if row["document"] in kept]
    documents = _documents(rows)
    broken = _broken(documents, rows)
    runner = Runner(all_rules().values())
    engines = Engines()

    def check(wanted: Sequence[Document]) -> list[list[Finding]]:
        found = runner.check_estimated(wanted, list(map(runner.check, wanted)), engines.estimator)
        found = runner.check_backtranslated(wanted, found, engines.translator)
        return [[f for f in part if f.rule in _rules()] for part in found]

    alarms = [finding for part in check(documents) for finding in part]
    known = {(finding.rule, finding.segment) for finding in alarms}
    right: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (kind, _), part in zip(broken, check([document for _, document in broken]), strict=True):
        for rule, segment in {(f.rule, f.segment) for f in part} - known:
            right[rule][kind] += bool(segment)
    _print(rows, Counter(kind for kind, _ in broken), Counter(f.rule for f in alarms), right)


def _rules() -> list[str]:
    return [code for code, rule in all_rules().items() if isinstance(rule, BackTranslationRule)]


def _print(
    rows: Sequence[Row], kinds: Counter[str], alarms: Counter[str], right: dict[str, Counter[str]]
) -> None:
    words = sum(count_words(row["translation"]) for row in rows)
    print(f"{len(rows)} human translations of {words:,} words; broken: {dict(kinds)}\n")
    print("| rule | found in broken sentences | false alarms | per 1,000 words | precision |")
    print("| --- | --- | --- | --- | --- |")
    for code in _rules():
        found, false = right[code].total(), alarms[code]
        rate, noise = found / kinds.total(), false / len(rows)
        precision = f"{rate / (rate + noise):.1%}" if found else "-"
        shares = ", ".join(f"{kind} {n} of {kinds[kind]}" for kind, n in right[code].items())
        print(f"| {code} | {shares} | {false} | {1000 * false / words:.2f} | {precision} |")


if __name__ == "__main__":
    main()
