"""How many of the source's terms the translation answers as the user's glossaries want."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from mtaudit import __version__
from mtaudit.glossary.hits import hit_rate
from mtaudit.glossary.model import Glossary
from mtaudit.model import AuditedDocument, Score, Scored, Statistics

_NO_TERM = "no source has a term of the glossary"


class TerminologyScorer:
    """The share of terms answered rightly, 0 to 100, of documents, segments and glossaries.

    A document has one score over all glossaries, ``terminology``, and where there are several, one
    for each, ``terminology:NAME``. A segment whose source has no term has no score.

    Args:
        glossary: the user's terms; each knows which file it is from.
    """

    name = "terminology"
    needs = frozenset({"source"})

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary

    def score(
        self, audited: Sequence[AuditedDocument], progress: Callable[[int], None]
    ) -> list[Scored]:
        """One ``Scored`` a document, in order; with the reason where there is no term."""
        scored = []
        for item in audited:
            scored.append(_score(hit_rate(item.document, self._glossary)))
            progress(1)
        return scored


def _score(hits: Mapping[str, Any]) -> Scored:
    if not hits["terms"]:
        return Scored(skipped=_NO_TERM)
    parts: Mapping[str, Mapping[str, Any]] = hits["glossaries"]
    counted = [(index, each) for index, each in enumerate(hits["segments"]) if each]
    statistics = Statistics(
        "mean",
        tuple((100.0 * each["answered"], float(each["terms"])) for _, each in counted),
        tuple(index for index, _ in counted),
    )
    whole = _of("terminology", "+".join(filter(None, parts)), hits)
    scores = [replace(whole, statistics=statistics)]
    if len(parts) > 1:
        scores += [_of(f"terminology:{name}", name, each) for name, each in parts.items()]
    segments = tuple({"terminology": each["rate"]} if each else {} for each in hits["segments"])
    return Scored(tuple(scores), segments)


def _of(name: str, glossaries: str, counts: Mapping[str, Any]) -> Score:
    signature = (
        f"glossary:{glossaries}|terms:{counts['terms']}|answered:{counts['answered']}"
        f"|version:{__version__}"
    )
    return Score(name, counts["rate"], signature)
