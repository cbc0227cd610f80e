"""What comes back when a translation is translated again, compared by chrF, BLEU and an encoder.

chrF: Popović 2015; BLEU: Papineni et al. 2002; similarity: the cosine of sentence vectors.

With an engine from the target to the source language, the back-translation is compared with the
source, and with the reference carried back by the same engine. Without one, both translation and
reference are carried into a pivot language and compared there; without a reference too, the
translation goes into the pivot and back, and what it loses on the way shows. chrF and BLEU are in
[0, 100], similarity is in [-1, 1], higher is better; values of different engines or comparisons do
not compare. What comes back broken is compared with nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from mtaudit.engines import Engines
from mtaudit.engines.base import Encoder
from mtaudit.errors import ModelError
from mtaudit.model import (
    AuditedDocument,
    BackTranslation,
    Document,
    Formula,
    Score,
    Scored,
    Segment,
)
from mtaudit.scorers.base import groups, mean_score
from mtaudit.scorers.carrying import Carrier, Comparison, Plan, plan_for
from mtaudit.scorers.overlap import measure
from mtaudit.scorers.reference import metrics

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_GROUP = 256
_INFIXES: Mapping[Comparison, str] = {
    "source": "",
    "reference": "reference_",
    "round trip": "roundtrip_",
}
_STRINGS: tuple[Formula, ...] = ("chrf", "bleu")
_SIMILARITY = "similarity"

_Other = tuple[str, str | None]
"""A text to compare with, and why it cannot be compared with."""


class BackTranslationScorer:
    """Scores the segments whose back-translation succeeds; the others have no entry.

    ``backtranslation_chrf`` is the headline number; its signature says the engine, the direction,
    the pivot, what it was compared with, and how many segments failed why. ``_bleu`` is beside it,
    and ``_similarity`` where there is an encoder. Further comparisons have names of their own:
    ``backtranslation_reference_chrf`` and ``backtranslation_roundtrip_chrf``, and so on.

    Args:
        engines: where translators and the encoder come from.
    """

    name = "backtranslation"
    needs = frozenset({"translator"})

    def __init__(self, engines: Engines) -> None:
        self._engines = engines

    def score(
        self, audited: Sequence[AuditedDocument], progress: Callable[[int], None]
    ) -> list[Scored]:
        """One ``Scored`` a document, in order, with the reason where no engine fits."""
        carrier = Carrier()
        scored = []
        for group in groups(audited, _GROUP):
            plans = [plan_for(item.document, self._engines) for item in group]
            for item, plan in zip(group, plans, strict=True):
                if isinstance(plan, Plan):
                    carrier.add(plan, plan.texts(item.document))
            carrier.run()
            returns = [
                _Return(item.document, plan, carrier) if isinstance(plan, Plan) else plan
                for item, plan in zip(group, plans, strict=True)
            ]
            vectors = self._vectors([item for item in returns if isinstance(item, _Return)])
            for back in returns:
                scored.append(
                    Scored(skipped=back) if isinstance(back, str) else back.scored(vectors)
                )
                progress(1)
        return scored

    def _vectors(self, returns: Sequence[_Return]) -> _Vectors | None:
        """The vectors of all that is to be compared; ``None`` without an encoder."""
        texts = list(dict.fromkeys(text for item in returns for text in item.compared_texts()))
        if not texts:
            return None
        try:
            encoder = self._engines.encoder()
        except ModelError:
            return None
        return _Vectors(encoder, texts)


class _Vectors:
    """The sentence vectors of texts."""

    def __init__(self, encoder: Encoder, texts: Sequence[str]) -> None:
        self.described = f"cosine|encoder:{encoder.name}|encoder_revision:{encoder.revision}"
        self._vectors: dict[str, NDArray[np.float32]] = dict(
            zip(texts, encoder.encode(texts), strict=True)
        )

    def closest(self, text: str, against: Sequence[str]) -> float:
        """The cosine with the text that is closest to it."""
        return max(float(self._vectors[text] @ self._vectors[other]) for other in against)


class _Return:
    """What came back of a document, and what it is compared with."""

    def __init__(self, document: Document, plan: Plan, carrier: Carrier) -> None:
        self._plan = plan
        self._count = len(document.segments)
        self._compared = {name: _Compared() for name in _comparisons(plan)}
        self._backs: list[BackTranslation | None] = []
        for index, segment in enumerate(document.segments):
            back = carrier.get(plan, segment.translation) if plan.takes(segment) else None
            self._backs.append(back if back and (back.text or back.problem) else None)
            if back is None:
                continue
            for comparison, compared in self._compared.items():
                against = _against(segment, comparison, plan, carrier)
                compared.add(index, back, against)

    def compared_texts(self) -> Iterator[str]:
        """What there is to encode."""
        for compared in self._compared.values():
            for text, against in compared.pairs.values():
                yield text
                yield from against

    def scored(self, vectors: _Vectors | None) -> Scored:
        """The scores of the document and of its segments."""
        scores: list[Score] = []
        segments: list[dict[str, float]] = [{} for _ in range(self._count)]
        for comparison, compared in self._compared.items():
            if not compared.pairs:
                continue
            names = [f"backtranslation_{_INFIXES[comparison]}"]
            if comparison == self._plan.headline != "source":
                names.insert(0, "backtranslation_")
            for score, of_segments in self._measures(compared, vectors):
                signature = f"{score.signature}|{self._signature(comparison, compared)}"
                for name in (name + score.name for name in names):
                    scores.append(replace(score, name=name, signature=signature))
                    for index, value in of_segments.items():
                        segments[index][name] = value
        if not scores:
            failed = any(compared.problems for compared in self._compared.values())
            reason = "all back-translations failed" if failed else "nothing to compare"
            return Scored(backtranslations=tuple(self._backs), skipped=reason)
        return Scored(tuple(scores), tuple(segments), tuple(self._backs))

    def _measures(
        self, compared: _Compared, vectors: _Vectors | None
    ) -> Iterator[tuple[Score, Mapping[int, float]]]:
        """Each measure of the document, under the measure's name, and those of its segments."""
        pairs = compared.pairs
        by_name = metrics(self._plan.legs[-1].target)
        for name in _STRINGS:
            overlap = measure(by_name[name], name, list(pairs.values()), list(pairs))
            score = Score(name, overlap.value, overlap.signature, statistics=overlap.statistics)
            yield score, dict(zip(pairs, overlap.pairs, strict=True))
        if vectors:
            of_segments = {
                index: round(vectors.closest(text, against), 4)
                for index, (text, against) in pairs.items()
            }
            rated = [(i, value, len(pairs[i][1][0])) for i, value in of_segments.items()]
            yield mean_score(_SIMILARITY, vectors.described, rated, digits=4), of_segments

    def _signature(self, comparison: Comparison, compared: _Compared) -> str:
        plan = self._plan
        where = f" in {plan.legs[0].target}" if comparison == "reference" else ""
        parts = [
            f"engine:{plan.engine}",
            f"revision:{plan.revision}",
            f"direction:{plan.direction()}",
            f"pivot:{plan.legs[0].target if plan.is_pivot else 'no'}",
            f"against:{comparison}{where}",
            f"segments:{len(compared.pairs)}/{self._count}",
            f"failed:{compared.problems.total()}",
        ]
        if compared.problems:
            reasons = sorted(compared.problems.items())
            parts.append("failures:" + ", ".join(f"{reason} {count}" for reason, count in reasons))
        return "|".join(parts)


class _Compared:
    """The segments of a document compared with one kind of text.

    ``pairs`` are what came back of a segment and what it is compared with, by the segment's index;
    ``problems`` count the segments that failed, by the reason.
    """

    def __init__(self) -> None:
        self.pairs: dict[int, tuple[str, list[str]]] = {}
        self.problems: Counter[str] = Counter()

    def add(self, index: int, back: BackTranslation, against: Sequence[_Other]) -> None:
        """Compare a segment, unless it failed, or all that it would be compared with did."""
        if not against:
            return
        whole = [text for text, problem in against if problem is None]
        problem = back.problem or (None if whole else f"reference {against[0][1]}")
        if problem:
            self.problems[problem] += 1
        else:
            self.pairs[index] = back.text, whole


def _comparisons(plan: Plan) -> tuple[Comparison, ...]:
    return ("source", "reference") if plan.headline == "source" else (plan.headline,)


def _against(
    segment: Segment, comparison: Comparison, plan: Plan, carrier: Carrier
) -> list[_Other]:
    """What a carried segment is compared with; nothing where that does not apply."""
    if comparison == "source":
        return [(segment.source, None)] if segment.source else []
    if comparison == "round trip":
        return [(segment.translation, None)]
    carried = [carrier.get(plan, text) for text in segment.references if text.strip()]
    return [(back.text, back.problem) for back in carried]
