"""Translators and encoders on transformers and PyTorch, from folders on disk.

Nothing here downloads anything or runs a model's own code; weights are safetensors.
"""

from __future__ import annotations

import contextlib
import re
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mtaudit.engines.base import Translation, WrappedEncoder, primary_subtag, well_formed
from mtaudit.engines.hub import ModelFolder, missing_libraries
from mtaudit.engines.languages import is_named, nllb_code, opus_codes
from mtaudit.errors import ModelError

if TYPE_CHECKING:
    from mtaudit.engines.vectors import TorchEncoder

_MARIAN_NAME = re.compile(r"opus-mt-(?:tc-)?(?:big-|base-|tiny-)?([A-Za-z_]+)-([A-Za-z_]+)$")
_UNLIMITED = 10**9
_TOKENS = 512
_SHIFTED = frozenset({"camembert", "mpnet", "roberta", "xlm-roberta"})


@dataclass(frozen=True, slots=True)
class _Route:
    """How a model is told the languages: a prefix of each text, or codes of its tokenizer."""

    prefix: str = ""
    source_code: str | None = None
    target_code: str | None = None


class HuggingFaceTranslator:
    """A Marian, M2M-100 or NLLB model.

    The weights are loaded when something is first translated. Long inputs, and outputs that reach
    the limit without an end, are reported by ``translations``. Safe to use from several threads.

    Args:
        folder: the model on disk.
        beams: width of the beam search.
        batch: how many texts are translated at once.

    Raises:
        ModelError: libraries are missing, or the model is not a translator.
    """

    def __init__(self, folder: ModelFolder, *, beams: int = 4, batch: int = 16) -> None:
        if reason := missing_libraries():
            raise ModelError(f"{folder.name}: {reason}")
        if folder.kind != "translator":
            raise ModelError(f"{folder.name} is an encoder, not a translator")
        self.name = folder.name
        self.revision = f"{folder.revision}-beams{beams}-batch{batch}"
        self._folder = folder
        self._beams = beams
        self._batch = batch
        self._loaded: tuple[Any, Any] | None = None
        self._lock = threading.Lock()
        self._route = _router(folder)

    def supports(self, source_lang: str, target_lang: str) -> bool:
        """Whether the model's files name both languages; loads nothing."""
        same = primary_subtag(source_lang) == primary_subtag(target_lang)
        return not same and self._route(source_lang, target_lang) is not None

    def translate(self, texts: Sequence[str], source_lang: str, target_lang: str) -> list[str]:
        """One translation a text, in order.

        Raises:
            ModelError: the pair is not supported, or the model cannot be loaded.
        """
        return [item.text for item in self.translations(texts, source_lang, target_lang)]

    def translations(
        self, texts: Sequence[str], source_lang: str, target_lang: str
    ) -> list[Translation]:
        """One translation a text, in order, with what kept it from being whole.

        Raises:
            ModelError: the pair is not supported, or the model cannot be loaded.
        """
        route = self._route(source_lang, target_lang)
        if route is None:
            raise ModelError(f"{self.name} does not translate {source_lang}-{target_lang}")
        done = [Translation("")] * len(texts)
        order = [i for i, text in enumerate(texts) if text.strip()]
        order.sort(key=lambda i: -len(texts[i]))
        with self._lock, _quiet():
            for start in range(0, len(order), self._batch):
                batch = order[start : start + self._batch]
                inputs = [route.prefix + well_formed(texts[i]) for i in batch]
                for index, item in zip(batch, self._generate(inputs, route), strict=True):
                    done[index] = item
        return done

    def _generate(self, texts: list[str], route: _Route) -> list[Translation]:
        import torch  # noqa: PLC0415

        model, tokenizer = self._model()
        if route.source_code:
            tokenizer.src_lang = route.source_code
        limit = min(model.config.max_position_embeddings, _TOKENS)
        lengths = [len(ids) for ids in tokenizer(texts)["input_ids"]]
        most = min(limit - 2, 2 * max(lengths) + 32)
        inputs = tokenizer(
            texts, return_tensors="pt", padding=True, truncation=True, max_length=limit
        )
        forced = tokenizer.convert_tokens_to_ids(route.target_code) if route.target_code else None
        with torch.inference_mode():
            outputs = model.generate(
                **inputs,
                num_beams=self._beams,
                do_sample=False,
                max_new_tokens=most,
                forced_bos_token_id=forced,
            )
        decoded = tokenizer.batch_decode(outputs, skip_special_tokens=True)
        return [
            Translation(
                text.strip(), _problem(length > limit, tokenizer.eos_token_id in ids[1:most])
            )
            for text, length, ids in zip(decoded, lengths, outputs.tolist(), strict=True)
        ]

    def _model(self) -> tuple[Any, Any]:
        if self._loaded is None:
            from transformers import AutoModelForSeq2SeqLM  # noqa: PLC0415 - slow

            model, tokenizer = _load(self._folder, AutoModelForSeq2SeqLM)
            # The limit on the output is set at each call, and no end forced where it is reached.
            model.generation_config.max_length = None
            model.generation_config.forced_eos_token_id = None
            self._loaded = model, tokenizer
        return self._loaded


class HuggingFaceEncoder(WrappedEncoder):
    """A BERT-like model: the mean of its tokens' vectors, or what its own files say instead.

    Reads sentence-transformers' files on pooling and dense layers. E5 models get their prefix.

    Args:
        folder: the model on disk.

    Raises:
        ModelError: libraries are missing, or the model is no encoder or cannot be loaded.
    """

    def __init__(self, folder: ModelFolder) -> None:
        if reason := missing_libraries():
            raise ModelError(f"{folder.name}: {reason}")
        if folder.kind != "encoder":
            raise ModelError(f"{folder.name} is a translator, not an encoder")
        super().__init__(_encoder(folder))


def _encoder(folder: ModelFolder) -> TorchEncoder:
    from transformers import AutoModel  # noqa: PLC0415 - slow

    from mtaudit.engines.pooling import TextReader, pooling  # noqa: PLC0415 - imports torch
    from mtaudit.engines.vectors import TorchEncoder  # noqa: PLC0415 - imports torch

    pool, how = pooling(folder)
    with _quiet():
        model, tokenizer = _load(folder, AutoModel)
    if not tokenizer.is_fast:
        raise ModelError(f"{folder.name}: its tokenizer does not tell the places of tokens")
    names = f"{folder.name} {folder.config.get('_name_or_path', '')}".lower()
    prefix = "query: " if re.search(r"\be5\b", names) else ""
    positions = model.config.max_position_embeddings
    if folder.family in _SHIFTED:  # their positions are counted from after the padding's id
        positions -= tokenizer.pad_token_id + 1
    reader = TextReader(tokenizer, prefix, min(positions, _TOKENS))
    revision = "-".join(filter(None, (folder.revision, how, prefix.rstrip(": "))))
    return TorchEncoder(folder.name, revision, model, reader, pool)


def _load(folder: ModelFolder, kind: Any) -> tuple[Any, Any]:  # noqa: ANN401 - a class of theirs
    """The model, complete and in float32, and its tokenizer."""
    from transformers import AutoTokenizer  # noqa: PLC0415 - slow

    local = {"local_files_only": True, "trust_remote_code": False}
    try:
        tokenizer = AutoTokenizer.from_pretrained(folder.path, **local)
        model, info = kind.from_pretrained(
            folder.path, use_safetensors=True, output_loading_info=True, **local
        )
    except Exception as error:  # transformers raises whatever its parts raise
        reason = str(error).strip().partition("\n")[0] or type(error).__name__
        raise ModelError(f"{folder.name}: cannot be loaded: {reason}") from error
    missing = sorted(key for key in info["missing_keys"] if not key.startswith("pooler."))
    if missing:
        raise ModelError(f"{folder.name}: cannot be loaded: no weights for {missing[0]}")
    tokenizer.model_max_length = _UNLIMITED  # we cut, and tell
    return model.float().eval(), tokenizer


def _problem(is_long: bool, has_end: bool) -> str | None:
    if is_long:
        return "input too long"
    return None if has_end else "output cut off"


def _router(folder: ModelFolder) -> Callable[[str, str], _Route | None]:
    """What finds the route between two languages, by the files of the tokenizer."""
    if folder.family == "marian":
        return _marian_router(folder)
    settings = folder.read_json("tokenizer_config.json")
    is_nllb = str(settings.get("tokenizer_class", "")).startswith("Nllb")
    tokens = _special_tokens(folder)

    def code(tag: str) -> str | None:
        name = nllb_code(tag) if is_nllb else primary_subtag(tag)
        known = (name if is_nllb else f"__{name}__") in tokens if tokens else nllb_code(tag)
        return name if known else None

    def route(source_lang: str, target_lang: str) -> _Route | None:
        source, target = code(source_lang), code(target_lang)
        if source is None or target is None:
            return None
        return _Route(source_code=source, target_code=target if is_nllb else f"__{target}__")

    return route


def _special_tokens(folder: ModelFolder) -> frozenset[str]:
    """Tokens such as ``fra_Latn`` or ``__fr__``; none where the files do not list them."""
    found: set[str] = set()
    for file in ("special_tokens_map.json", "tokenizer_config.json"):
        content = folder.read_json(file)
        for key in ("additional_special_tokens", "extra_special_tokens"):
            found.update(token for token in content.get(key) or () if isinstance(token, str))
    return frozenset(token for token in found if "_" in token)


def _marian_router(folder: ModelFolder) -> Callable[[str, str], _Route | None]:
    settings = folder.read_json("tokenizer_config.json")
    source_name, target_name = settings.get("source_lang"), settings.get("target_lang")
    for name in (folder.name, str(folder.config.get("_name_or_path", ""))):
        if match := _MARIAN_NAME.search(name):
            source_name, target_name = source_name or match[1], target_name or match[2]
    vocabulary = folder.read_json("vocab.json")
    prefixes = {
        token.strip("<>").lower(): token
        for token in vocabulary
        if token.startswith(">>") and token.endswith("<<")
    }

    def route(source_lang: str, target_lang: str) -> _Route | None:
        if not is_named(str(source_name), source_lang):
            return None
        for code in opus_codes(target_lang):
            if code in prefixes:
                return _Route(prefix=f"{prefixes[code]} ")
        return _Route() if not prefixes and is_named(str(target_name), target_lang) else None

    return route


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep transformers' warnings and progress bars off standard error."""
    from transformers.utils import logging  # noqa: PLC0415 - slow

    verbosity, has_bars = logging.get_verbosity(), logging.is_progress_bar_enabled()
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.set_verbosity(verbosity)
        if has_bars:
            logging.enable_progress_bar()
