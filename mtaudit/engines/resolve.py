"""Which engine serves a run: what the user named, what is in the hub's cache, what is packaged."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice
from typing import Generic, TypeVar

from mtaudit.engines import hub
from mtaudit.engines.base import (
    Encoder,
    Estimate,
    Estimator,
    Translation,
    Translator,
    primary_subtag,
)
from mtaudit.engines.bundled import BundledEncoder, BundledTranslator, encoder_weights
from mtaudit.engines.cache import CachedTranslator, TranslationCache
from mtaudit.engines.command import CommandTranslator, is_command
from mtaudit.engines.ctranslate2 import PREFIX, CTranslate2Translator
from mtaudit.engines.hub import ModelFolder
from mtaudit.engines.huggingface import HuggingFaceEncoder, HuggingFaceTranslator
from mtaudit.errors import ModelError

_T = TypeVar("_T")
_K = TypeVar("_K")
_V = TypeVar("_V")
_ENCODER = "intfloat/multilingual-e5-small"


class _Latest(Generic[_K, _V]):
    """The latest answers of an engine, so that nothing is worked out twice."""

    _KEPT = 50_000

    def __init__(self) -> None:
        self._known: dict[_K, _V] = {}

    def answers(self, keys: Sequence[_K], work: Callable[[list[_K]], list[_V]]) -> list[_V]:
        """One answer a key, in order; ``work`` is given the keys that are new."""
        known = {key: self._known[key] for key in keys if key in self._known}
        new = [key for key in dict.fromkeys(keys) if key not in known]
        fresh = dict(zip(new, work(new), strict=True)) if new else {}
        self._known.update(fresh)
        surplus = max(0, len(self._known) - self._KEPT)
        for key in list(islice(self._known, surplus)):
            del self._known[key]
        known.update(fresh)
        return [known[key] for key in keys]


class Remembered:
    """An estimator that keeps its latest estimates, for all who ask for the same pairs."""

    def __init__(self, estimator: Estimator) -> None:
        self.name = estimator.name
        self.revision = estimator.revision
        self._estimator = estimator
        self._latest: _Latest[tuple[str, str], Estimate | None] = _Latest()

    def estimate(self, pairs: Sequence[tuple[str, str]]) -> list[Estimate | None]:
        """One estimate a pair of source and translation, in order."""
        return self._latest.answers(pairs, self._estimator.estimate)


class RememberedTranslator:
    """A translator that keeps its latest translations, which rules and scorers share."""

    def __init__(self, translator: Translator) -> None:
        self.name = translator.name
        self.revision = translator.revision
        self._translator = translator
        self._latest: defaultdict[tuple[str, str], _Latest[str, Translation]] = defaultdict(_Latest)

    def supports(self, source_lang: str, target_lang: str) -> bool:
        """Whether it translates from one language into the other."""
        return self._translator.supports(source_lang, target_lang)

    def translate(self, texts: Sequence[str], source_lang: str, target_lang: str) -> list[str]:
        """One translation a text, in order."""
        return [item.text for item in self.translations(texts, source_lang, target_lang)]

    def translations(
        self, texts: Sequence[str], source_lang: str, target_lang: str
    ) -> list[Translation]:
        """One translation a text, in order, with what kept it from being whole."""
        return self._latest[source_lang, target_lang].answers(
            texts, lambda new: self._translator.translations(new, source_lang, target_lang)
        )


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
            kept = CachedTranslator(engine, self._cache) if self._cache else engine
            self._loaded[key] = RememberedTranslator(kept)
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
