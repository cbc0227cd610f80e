"""Carries texts into another language, and back where need be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from mtaudit.engines import Engines
from mtaudit.engines.base import Translation, Translator, primary_subtag
from mtaudit.engines.roundtrip import failure
from mtaudit.errors import ModelError
from mtaudit.model import BackTranslation, Document, Segment

Comparison = Literal["source", "reference", "round trip"]

_PIVOTS = ("pt", "en")


@dataclass(frozen=True, slots=True)
class Leg:
    """An engine and the direction in which it is used."""

    engine: Translator
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Plan:
    """How a document is carried over, and what the headline number compares it with."""

    legs: tuple[Leg, ...]
    headline: Comparison
    is_pivot: bool

    def direction(self, legs: int | None = None) -> str:
        """The languages on the way, such as ``en-pt-en``; of so many legs, or of all."""
        return "-".join([self.legs[0].source, *(leg.target for leg in self.legs[:legs])])

    @property
    def engine(self) -> str:
        """The names of the engines."""
        return "+".join(dict.fromkeys(leg.engine.name for leg in self.legs))

    @property
    def revision(self) -> str:
        """Their revisions."""
        return "+".join(dict.fromkeys(leg.engine.revision for leg in self.legs))

    def takes(self, segment: Segment) -> bool:
        """Whether a segment has what it would be compared with."""
        if self.headline == "round trip":
            return bool(segment.translation.strip())
        return bool(segment.references or (self.headline == "source" and segment.source))

    def texts(self, document: Document) -> list[str]:
        """What has to be carried over: the translations, and the references to compare with."""
        texts = []
        for segment in document.segments:
            if self.takes(segment):
                texts.append(segment.translation)
                texts += segment.references if self.headline != "round trip" else ()
        return texts


def plan_for(document: Document, engines: Engines) -> Plan | str:
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
            return _plan_via(document, engines, target, via, is_pivot=via != source)
        except ModelError as error:
            reason = reason or str(error)
    return reason or "the source language is that of the translation"


def _plan_via(
    document: Document, engines: Engines, target: str, via: str, *, is_pivot: bool
) -> Plan:
    away = Leg(engines.translator(target, via), target, via)
    if document.has_source and not is_pivot:
        return Plan((away,), "source", is_pivot)
    if document.has_references:
        return Plan((away,), "reference", is_pivot)
    back = Leg(engines.translator(via, target), via, target)
    return Plan((away, back), "round trip", is_pivot)


class Carrier:
    """Translates texts in batches, each text once a run."""

    def __init__(self) -> None:
        self._done: dict[tuple[str, str, str], tuple[str, str | None]] = {}
        self._waiting: list[tuple[Plan, list[str]]] = []

    def add(self, plan: Plan, texts: list[str]) -> None:
        """Have texts carried over at the next ``run``."""
        self._waiting.append((plan, texts))

    def run(self) -> None:
        """Translate what waits: first legs, then second legs."""
        for number in range(2):
            jobs: dict[tuple[str, str], tuple[Leg, dict[str, None]]] = {}
            for plan, texts in self._waiting:
                if len(plan.legs) > number:
                    leg = plan.legs[number]
                    _, wanted = jobs.setdefault((leg.source, leg.target), (leg, {}))
                    wanted.update(dict.fromkeys(self._inputs(plan, number, texts)))
            for leg, wanted in jobs.values():
                self._translate(leg, list(wanted))
        self._waiting.clear()

    def get(self, plan: Plan, text: str, legs: int | None = None) -> BackTranslation:
        """A text after so many legs, all by default, or after the first one that failed."""
        carried, problem = text, None
        legs = len(plan.legs) if legs is None else legs
        for number, leg in enumerate(plan.legs[:legs], 1):
            carried, problem = self._done[leg.source, leg.target, carried]
            if problem:
                legs = number
                break
        return BackTranslation(carried, plan.direction(legs), plan.engine, problem)

    def _inputs(self, plan: Plan, number: int, texts: Sequence[str]) -> Iterator[str]:
        leg = plan.legs[number]
        for text in texts:
            carried = self.get(plan, text, number)
            if not carried.problem and (leg.source, leg.target, carried.text) not in self._done:
                yield carried.text

    def _translate(self, leg: Leg, texts: list[str]) -> None:
        results: list[Translation] = leg.engine.translations(texts, leg.source, leg.target)
        for text, result in zip(texts, results, strict=True):
            problem = failure(text, result, leg.source, leg.target)
            self._done[leg.source, leg.target, text] = result.text, problem
