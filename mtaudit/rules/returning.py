"""Back-translations for the rules that read them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from mtaudit.engines.base import Translator, primary_subtag
from mtaudit.engines.roundtrip import failure
from mtaudit.errors import ModelError
from mtaudit.model import BackTranslation, Document, Segment

FindTranslator = Callable[[str, str], Translator]
"""Gives the translator of a language pair, or raises ``ModelError``."""


def backtranslated(
    wanted: Sequence[tuple[Document, Sequence[Segment]]], translator: FindTranslator
) -> list[list[BackTranslation] | str]:
    """The back-translations of segments into their source language, or why there are none.

    All segments of a language pair are translated at once, and an engine is asked for only if
    there is a segment for it. One entry a document, with one entry a segment.
    """
    texts: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for document, segments in wanted:
        pair = _direction(document)
        if pair and segments:
            texts[pair].update(dict.fromkeys(segment.translation for segment in segments))
    done = {pair: _translated(list(unique), *pair, translator) for pair, unique in texts.items()}
    found: list[list[BackTranslation] | str] = []
    for document, segments in wanted:
        pair = _direction(document)
        if pair is None:
            found.append("the languages are not known")
        elif not segments:
            found.append([])
        else:
            known = done[pair]
            found.append(
                known if isinstance(known, str) else [known[s.translation] for s in segments]
            )
    return found


def _direction(document: Document) -> tuple[str, str] | None:
    if not document.source_lang or not document.target_lang:
        return None
    return primary_subtag(document.target_lang), primary_subtag(document.source_lang)


def _translated(
    texts: list[str], here: str, there: str, translator: FindTranslator
) -> dict[str, BackTranslation] | str:
    try:
        engine = translator(here, there)
        results = engine.translations(texts, here, there)
    except ModelError as error:
        return str(error)
    return {
        text: BackTranslation(
            result.text, f"{here}-{there}", engine.name, failure(text, result, here, there)
        )
        for text, result in zip(texts, results, strict=True)
    }
