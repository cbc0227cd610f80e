"""What comes back when a translation is translated again, compared by chrF (Popović 2015).

With an engine from the target to the source language, the back-translation is compared with the
source, and with the reference carried back by the same engine. Without one, both translation and
reference are carried into a pivot language and compared there; without a reference too, the
translation goes into the pivot and back, and what it loses on the way shows. All values are in
[0, 100], higher is better; values of different engines or comparisons do not compare.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from mtaudit.engines import Engines
from mtaudit.engines.base import Translation, Translator, primary_subtag
from mtaudit.errors import ModelError
from mtaudit.model import AuditedDocument, BackTranslation, Document, Score, Scored, Segment
from mtaudit.scorers.base import groups
from mtaudit.scorers.overlap import Overlap, measure
from mtaudit.scorers.roundtrip import is_failed

if TYPE_CHECKING:
    from sacrebleu.metrics import CHRF

Comparison = Literal["source", "reference", "round trip"]

_PIVOTS = ("pt", "en")
_GROUP = 256
_HEADLINE = "backtranslation_chrf"
_NAMES: Mapping[Comparison, str] = {
    "source": _HEADLINE,
    "reference": "backtranslation_reference_chrf",
    "round trip": "backtranslation_roundtrip_chrf",
}


@dataclass(frozen=True, slots=True)
class _Leg:
    """An engine and the direction in which it is used."""

    engine: Translator
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class _Plan:
    """How a document is carried over, and what the headline number compares it with."""

    legs: tuple[_Leg, ...]
    headline: Comparison
    is_pivot: bool

    @property
    def direction(self) -> str:
        return "-".join([self.legs[0].source, *(leg.target for leg in self.legs)])

    @property
    def engine(self) -> str:
        return "+".join(dict.fromkeys(leg.engine.name for leg in self.legs))

    @property
    def revision(self) -> str:
        return "+".join(dict.fromkeys(leg.engine.revision for leg in self.legs))


class BackTranslationScorer:
    """Scores the segments whose back-translation succeeds; the others have no entry.

    ``backtranslation_chrf`` is the headline number; its signature says the engine, the direction,
    the pivot, and what it was compared with. Further numbers have names of their own:
    ``backtranslation_reference_chrf`` and ``backtranslation_roundtrip_chrf``.

    Args:
        engines: where translators come from.
    """

    name = "backtranslation"
    needs = frozenset({"translator"})

    def __init__(self, engines: Engines) -> None:
        self._engines = engines

    def score(
        self, audited: Sequence[AuditedDocument], progress: Callable[[int], None]
    ) -> list[Scored]:
        """One ``Scored`` a document, in order, with the reason where no engine fits."""
        carrier = _Carrier()
        scored = []
        for group in groups(audited, _GROUP):
            plans = [self._plan(item.document) for item in group]
            for item, plan in zip(group, plans, strict=True):
                if isinstance(plan, _Plan):
                    carrier.add(plan, _texts(item.document, plan))
            carrier.run()
            for item, plan in zip(group, plans, strict=True):
                scored.append(
                    _score(item.document, plan, carrier)
                    if isinstance(plan, _Plan)
                    else Scored(skipped=plan)
                )
                progress(1)
        return scored

    def _plan(self, document: Document) -> _Plan | str:
        """The first way that there are engines for, or why there is none."""
        if not document.target_lang:
            return "the language of the translation is not known"
        target = primary_subtag(document.target_lang)
        source = primary_subtag(document.source_lang) if document.source_lang else None
        reason = ""
        for via in dict.fromkeys((source, *_PIVOTS)):
            if via is None or via == target:
                continue
            try:
                return self._plan_via(document, target, via, is_pivot=via != source)
            except ModelError as error:
                reason = reason or str(error)
        return reason or "the source language is that of the translation"

    def _plan_via(self, document: Document, target: str, via: str, *, is_pivot: bool) -> _Plan:
        away = _Leg(self._engines.translator(target, via), target, via)
        if document.has_source and not is_pivot:
            return _Plan((away,), "source", is_pivot)
        if document.has_references:
            return _Plan((away,), "reference", is_pivot)
        back = _Leg(self._engines.translator(via, target), via, target)
        return _Plan((away, back), "round trip", is_pivot)


class _Carrier:
    """Translates texts in batches, each text once a run."""

    def __init__(self) -> None:
        self._done: dict[tuple[str, str, str], str | None] = {}
        self._waiting: list[tuple[_Plan, list[str]]] = []

    def add(self, plan: _Plan, texts: list[str]) -> None:
        self._waiting.append((plan, texts))

    def run(self) -> None:
        """Translate what waits: first legs, then second legs."""
        for number in range(2):
            jobs: dict[tuple[str, str], tuple[_Leg, dict[str, None]]] = {}
            for plan, texts in self._waiting:
                if len(plan.legs) > number:
                    leg = plan.legs[number]
                    _, wanted = jobs.setdefault((leg.source, leg.target), (leg, {}))
                    wanted.update(dict.fromkeys(self._inputs(plan, number, texts)))
            for leg, wanted in jobs.values():
                self._translate(leg, list(wanted))
        self._waiting.clear()

    def get(self, plan: _Plan, text: str, legs: int | None = None) -> str | None:
        """A text after so many legs, all by default; ``None`` if one failed."""
        carried: str | None = text
        for leg in plan.legs[:legs]:
            if carried is None:
                return None
            carried = self._done[leg.source, leg.target, carried]
        return carried

    def _inputs(self, plan: _Plan, number: int, texts: list[str]) -> Iterator[str]:
        leg = plan.legs[number]
        for text in texts:
            carried = self.get(plan, text, number)
            if carried is not None and (leg.source, leg.target, carried) not in self._done:
                yield carried

    def _translate(self, leg: _Leg, texts: list[str]) -> None:
        results: list[Translation] = leg.engine.translations(texts, leg.source, leg.target)
        for text, result in zip(texts, results, strict=True):
            outcome = None if is_failed(text, result) else result.text
            self._done[leg.source, leg.target, text] = outcome


def _texts(document: Document, plan: _Plan) -> list[str]:
    """What has to be carried over: the translations, and the references to compare with."""
    texts = []
    for segment in document.segments:
        if _is_comparable(segment, plan):
            texts.append(segment.translation)
            texts += segment.references if plan.headline != "round trip" else ()
    return texts


def _is_comparable(segment: Segment, plan: _Plan) -> bool:
    if plan.headline == "round trip":
        return bool(segment.translation.strip())
    return bool(segment.references or (plan.headline == "source" and segment.source))


def _score(document: Document, plan: _Plan, carrier: _Carrier) -> Scored:
    compared = {name: _Compared(_chrf(), len(document.segments)) for name in _NAMES.values()}
    backtranslations: list[BackTranslation | None] = []
    failed = 0
    for index, segment in enumerate(document.segments):
        if not _is_comparable(segment, plan):
            backtranslations.append(None)
            continue
        back = carrier.get(plan, segment.translation)
        backtranslations.append(
            BackTranslation(back, plan.direction, plan.engine) if back else None
        )
        failed += back is None
        for comparison in _NAMES if back is not None else ():
            against = _against(segment, comparison, plan, carrier)
            compared[_NAMES[comparison]].add(index, back or "", against)
    if plan.headline != "source":
        compared[_HEADLINE] = compared[_NAMES[plan.headline]]
    scores = tuple(
        item.score(name, plan, comparison, failed)
        for comparison, name in _described(plan)
        if (item := compared[name]).pairs
    )
    if not scores:
        return Scored(skipped="all back-translations failed" if failed else "nothing to compare")
    by_segment = {name: item.segments for name, item in compared.items()}
    return Scored(
        scores,
        tuple(
            {name: values[i] for name, values in by_segment.items() if i in values}
            for i in range(len(document.segments))
        ),
        tuple(backtranslations),
    )


def _described(plan: _Plan) -> Iterator[tuple[Comparison, str]]:
    yield plan.headline, _HEADLINE
    for comparison, name in _NAMES.items():
        if name != _HEADLINE:
            yield comparison, name


def _against(segment: Segment, comparison: Comparison, plan: _Plan, carrier: _Carrier) -> list[str]:
    """What a carried segment is compared with; nothing where that does not apply or failed."""
    if comparison == "source":
        return [segment.source] if plan.headline == "source" and segment.source else []
    if (comparison == "round trip") != (plan.headline == "round trip"):
        return []
    if comparison == "round trip":
        return [segment.translation]
    carried = (carrier.get(plan, text) for text in segment.references if text.strip())
    return [text for text in carried if text]


class _Compared:
    """The segments of a document compared with one kind of text."""

    def __init__(self, metric: CHRF, count: int) -> None:
        self.pairs: list[tuple[str, list[str]]] = []
        self._places: list[int] = []
        self._metric = metric
        self._count = count

    def add(self, index: int, text: str, against: list[str]) -> None:
        if against:
            self.pairs.append((text, against))
            self._places.append(index)

    @functools.cached_property
    def overlap(self) -> Overlap:
        return measure(self._metric, "chrf", self.pairs, self._places)

    @property
    def segments(self) -> dict[int, float]:
        """Scores by the index of the segment."""
        if not self.pairs:
            return {}
        return dict(zip(self._places, self.overlap.pairs, strict=True))

    def score(self, name: str, plan: _Plan, comparison: Comparison, failed: int) -> Score:
        where = f" in {plan.legs[0].target}" if comparison == "reference" else ""
        signature = "|".join(
            (
                self.overlap.signature,
                f"engine:{plan.engine}",
                f"revision:{plan.revision}",
                f"direction:{plan.direction}",
                f"pivot:{plan.legs[0].target if plan.is_pivot else 'no'}",
                f"against:{comparison}{where}",
                f"segments:{len(self.pairs)}/{self._count}",
                f"failed:{failed}",
            )
        )
        overlap = self.overlap
        return Score(name, overlap.value, signature, statistics=overlap.statistics)


def _chrf() -> CHRF:
    from sacrebleu.metrics import CHRF  # noqa: PLC0415 - slow to import

    return CHRF()
