"""Which engine serves a run: what the user named, what is in the hub's cache, what is packaged."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice
from typing import TypeVar

from mtaudit.engines import hub
from mtaudit.engines.base import Encoder, Estimate, Estimator, Translator, primary_subtag
from mtaudit.engines.bundled import BundledEncoder, BundledTranslator, encoder_weights
from mtaudit.engines.cache import CachedTranslator, TranslationCache
from mtaudit.engines.command import CommandTranslator, is_command
from mtaudit.engines.ctranslate2 import PREFIX, CTranslate2Translator
from mtaudit.engines.hub import ModelFolder
from mtaudit.engines.huggingface import HuggingFaceEncoder, HuggingFaceTranslator
from mtaudit.errors import ModelError

_T = TypeVar("_T")
_ENCODER = "intfloat/multilingual-e5-small"


class Remembered:
    """An estimator that keeps its latest estimates, for all who ask for the same pairs."""

    _KEPT = 50_000

    def __init__(self, estimator: Estimator) -> None:
        self.name = estimator.name
        self.revision = estimator.revision
        self._estimator = estimator
        self._estimates: dict[tuple[str, str], Estimate | None] = {}

    def estimate(self, pairs: Sequence[tuple[str, str]]) -> list[Estimate | None]:
        """One estimate a pair of source and translation, in order."""
        known = {pair: self._estimates[pair] for pair in pairs if pair in self._estimates}
        new = [pair for pair in dict.fromkeys(pairs) if pair not in known]
        fresh = dict(zip(new, self._estimator.estimate(new), strict=True))
        self._estimates.update(fresh)
        surplus = max(0, len(self._estimates) - self._KEPT)
        for pair in list(islice(self._estimates, surplus)):
            del self._estimates[pair]
        known.update(fresh)
        return [known[pair] for pair in pairs]


def opus_name(source_lang: str, target_lang: str) -> str:
    """The hub's name of the OPUS-MT model of a language pair."""
    pair = f"{primary_subtag(source_lang)}-{primary_subtag(target_lang)}"
    return f"Helsinki-NLP/opus-mt-{pair}"


class Engines:
    """The engines of one run, each loaded when first asked for and then kept.

    Args:
        models: ``auto``, ``none``, or names of the hub, folders and commands, translators and
            encoders in any order; ``ct2:`` before a translator has CTranslate2 run it. Named
            models come first; what they do not serve falls to ``auto``.
        allow_download: whether models may be fetched from the hub; otherwise nothing here uses
            the network.
        cache: where translations are kept from run to run, if anywhere.
    """

    def __init__(
        self,
        models: Sequence[str] = ("auto",),
        allow_download: bool = False,
        cache: TranslationCache | None = None,
    ) -> None:
        self._names = tuple(name for name in models if name not in ("auto", "none"))
        self._is_off = "none" in models
        self._allow_download = allow_download
        self._cache = cache
        self._known: dict[str, ModelFolder | ModelError] = {}
        self._translators: dict[tuple[str, str], Translator | ModelError] = {}
        self._loaded: dict[str, Translator] = {}
        self._encoder: Encoder | ModelError | None = None
        self._estimator: Estimator | ModelError | None = None
        self._lock = threading.RLock()

    def check(self) -> None:
        """Find the named models, without loading any.

        Raises:
            ModelError: ``none`` is combined with names, a folder or program does not exist, or a
                model is not there or cannot be used.
        """
        if self._is_off and self._names:
            raise ModelError(f"--models none does not go together with {self._names[0]}")
        for name in self._names:
            if self._named(name) is None and (reason := hub.missing_libraries()):
                raise ModelError(f"{name}: {reason}")

    def encoder(self) -> Encoder:
        """The encoder: the first one named, else the packaged one, else the hub's.

        Raises:
            ModelError: there is none; the message is one line that says why.
        """
        with self._lock:
            if self._encoder is None:
                self._encoder = _result(self._find_encoder)
            return _raised(self._encoder)

    def estimator(self) -> Estimator:
        """The packaged quality estimator; what it has estimated lately is not estimated again.

        Raises:
            ModelError: there is none; the message is one line that says why.
        """
        with self._lock:
            if self._estimator is None:
                self._estimator = _result(self._find_estimator)
            return _raised(self._estimator)

    def translator(self, source_lang: str, target_lang: str) -> Translator:
        """The translator of a language pair: a named one, OPUS-MT of the cache, or the packaged.

        Raises:
            ModelError: there is none; the message is one line that says why.
        """
        pair = primary_subtag(source_lang), primary_subtag(target_lang)
        with self._lock:
            if pair not in self._translators:
                self._translators[pair] = _result(lambda: self._find_translator(*pair))
            return _raised(self._translators[pair])

    def _find_encoder(self) -> Encoder:
        self._refuse_if_off()
        if reason := hub.missing_libraries():
            raise ModelError(reason)
        for name in self._names:
            if self._named(name) is None:
                return HuggingFaceEncoder(self._folder(name))
        if encoder_weights():
            return BundledEncoder()
        return HuggingFaceEncoder(self._folder(_ENCODER))

    def _find_estimator(self) -> Estimator:
        self._refuse_if_off()
        if reason := hub.missing_libraries():
            raise ModelError(reason)
        from mtaudit.engines.estimator import PackagedEstimator  # noqa: PLC0415 - imports torch

        return Remembered(PackagedEstimator())

    def _find_translator(self, source: str, target: str) -> Translator:
        self._refuse_if_off()
        if source == target:
            raise ModelError(f"{source}-{target} is not a pair of different languages")
        try:
            for engine in map(self._named, self._names):
                if engine is not None and engine.supports(source, target):
                    return engine
            return self._downloaded(source, target)
        except ModelError as error:
            return self._packaged(source, target, f"no model for {source}-{target}: {error}")

    def _named(self, name: str) -> Translator | None:
        """The translator of that name; ``None`` for an encoder's."""
        if is_command(name):
            return self._load(name, partial(CommandTranslator, name))
        folder = self._folder(name.removeprefix(PREFIX))
        if name.startswith(PREFIX):
            return self._load(name, partial(CTranslate2Translator, folder))
        if folder.kind == "translator":
            return self._load(name, partial(HuggingFaceTranslator, folder))
        return None

    def _downloaded(self, source: str, target: str) -> Translator:
        if reason := hub.missing_libraries():
            raise ModelError(reason)
        name = opus_name(source, target)
        engine = self._load(name, partial(HuggingFaceTranslator, self._folder(name)))
        if not engine.supports(source, target):
            raise ModelError(f"{name} does not say that it translates this pair")
        return engine

    def _packaged(self, source: str, target: str, reason: str) -> Translator:
        try:
            packaged = self._load("", BundledTranslator)
        except ModelError as error:
            raise ModelError(f"{reason}; {error}") from None
        if not packaged.supports(source, target):
            raise ModelError(reason)
        return packaged

    def _load(self, key: str, load: Callable[[], Translator]) -> Translator:
        if key not in self._loaded:
            engine = load()
            self._loaded[key] = CachedTranslator(engine, self._cache) if self._cache else engine
        return self._loaded[key]

    def _refuse_if_off(self) -> None:
        if self._is_off:
            raise ModelError("switched off by --models none")

    def _folder(self, name: str) -> ModelFolder:
        with self._lock:
            if name not in self._known:
                self._known[name] = _result(lambda: self._locate(name))
            return _raised(self._known[name])

    def _locate(self, name: str) -> ModelFolder:
        found = hub.find(name)
        if found is not None:
            return found
        if self._allow_download:
            return hub.fetch(name)
        raise ModelError(
            f"{name} is not on this computer (mtaudit models pull {name}, or --allow-download)"
        )


def _result(make: Callable[[], _T]) -> _T | ModelError:
    """What ``make`` returns, or the reason why not, to be kept and raised again."""
    try:
        return make()
    except ModelError as error:
        return error


def _raised(result: _T | ModelError) -> _T:
    if isinstance(result, ModelError):
        raise ModelError(str(result))
    return result
