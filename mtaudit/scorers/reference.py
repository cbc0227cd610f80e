"""BLEU, chrF and TER against reference translations, by sacreBLEU.

BLEU: Papineni et al. 2002; chrF: Popović 2015; TER: Snover et al. 2006; comparable and
reproducible through signatures: Post 2018. All on a scale of 0 to 100; TER, the share of words
to edit, can exceed 100, and lower is better.
"""

from __future__ import annotations

import functools
import importlib.util
from collections.abc import Callable, Sequence
from typing import Any

from mtaudit.lang import language
from mtaudit.model import AuditedDocument, Document, Formula, Score, Scored
from mtaudit.scorers.overlap import measure

_TOKENIZERS = {"zh": ("zh", None), "ja": ("ja-mecab", "MeCab"), "ko": ("ko-mecab", "mecab_ko")}
"""BLEU's tokenizer by target language, and the module that it needs."""

_UNSPACED = frozenset({"zh", "ja", "ko", "th", "lo", "km", "my"})


class ReferenceScorer:
    """Scores every segment that has references, and the document as a corpus of its segments.

    A sentence of the first reference that the translation leaves out counts in the document's
    scores as a segment with an empty translation.
    """

    name = "reference"
    needs = frozenset({"reference"})

    def score(
        self, audited: Sequence[AuditedDocument], progress: Callable[[int], None]
    ) -> list[Scored]:
        """One ``Scored`` a document, in order; empty where there is no reference."""
        scored = []
        for item in audited:
            document = item.document
            scored.append(_score(document) if document.has_references else Scored())
            progress(1)
        return scored


def _score(document: Document) -> Scored:
    placed = [(s.translation, s.references, i) for i, s in enumerate(document.segments)]
    counted = [each for each in placed if each[1]]
    missing = document.unaligned_reference
    counted += [("", (each.text,), max(0, each.position - 1)) for each in missing]
    pairs = [(translation, references) for translation, references, _ in counted]
    places = [place for *_, place in counted]
    measured = {
        name: measure(metric, name, pairs, places)
        for name, metric in metrics(language(document.target_lang).code).items()
    }
    segments: list[dict[str, float]] = [{} for _ in document.segments]
    for row, segment in enumerate(i for _, references, i in placed if references):
        segments[segment] = {name: overlap.pairs[row] for name, overlap in measured.items()}
    scores = (
        Score(name, overlap.value, overlap.signature, statistics=overlap.statistics)
        for name, overlap in measured.items()
    )
    return Scored(tuple(scores), tuple(segments))


@functools.cache
def metrics(target: str) -> dict[Formula, Any]:
    """The metrics of sacreBLEU for texts in a language, by the name of the score."""
    from sacrebleu.metrics import BLEU, CHRF, TER  # noqa: PLC0415 - slow to import

    tokenizer, module = _TOKENIZERS.get(target, ("13a", None))
    if module is not None and importlib.util.find_spec(module) is None:
        tokenizer = "char"
    return {
        "bleu": BLEU(tokenize=tokenizer, effective_order=True),
        "chrf": CHRF(),
        "ter": TER(normalized=target in _UNSPACED, asian_support=target in _UNSPACED),
    }
