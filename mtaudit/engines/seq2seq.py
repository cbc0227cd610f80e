"""What the engines for Marian, M2M-100 and NLLB models share: tokens, batches, limits.

Texts are batched with others of like length, and how long a translation may get depends on its own
text alone, so that batching decides nothing but speed and the last bits of rounding.
"""

from __future__ import annotations

import contextlib
import threading
import warnings
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import Any

from mtaudit.engines.base import Translation, primary_subtag, well_formed
from mtaudit.engines.hub import ModelFolder, missing_libraries
from mtaudit.engines.routes import Route, router
from mtaudit.errors import ModelError

LONGEST = 512
"""The most tokens that any model is given or may write."""

_UNLIMITED = 10**9
_STEP = 32  # texts whose limits on the output are rounded up to the same number share batches


class SequenceTranslator(ABC):
    """A translator of tokens, whatever calculates it.

    The weights are loaded when something is first translated. Long inputs, and outputs that reach
    the limit without an end, are reported by ``translations``. Safe to use from several threads.

    Args:
        folder: the model on disk.
        name: as it goes into signatures.
        settings: what the revision says besides weights, beams and batch.
        beams: width of the beam search.
        batch: how many texts are translated at once.

    Raises:
        ModelError: libraries are missing, or the model is not a translator.
    """

    def __init__(
        self, folder: ModelFolder, name: str, settings: str, *, beams: int, batch: int
    ) -> None:
        if reason := missing_libraries():
            raise ModelError(f"{folder.name}: {reason}")
        if folder.kind != "translator":
            raise ModelError(f"{folder.name} is an encoder, not a translator")
        parts = (folder.revision, settings, f"beams{beams}", f"batch{batch}")
        self.name = name
        self.revision = "-".join(filter(None, parts))
        self._folder = folder
        self._beams = beams
        self._batch = batch
        self._lock = threading.Lock()
        self._route = router(folder)

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
        wanted = sorted({text for text in texts if text.strip()})
        if not wanted:
            return [Translation("")] * len(texts)
        with self._lock, quiet():
            done = dict(zip(wanted, self._translated(wanted, route), strict=True))
        return [done.get(text, Translation("")) for text in texts]

    def _translated(self, texts: list[str], route: Route) -> list[Translation]:
        """Shape n to n, in batches by length."""
        tokenizer = self._tokenizer()
        if route.source_code:
            tokenizer.src_lang = route.source_code
        inputs = [route.prefix + well_formed(text) for text in texts]
        lengths = [len(ids) for ids in tokenizer(inputs)["input_ids"]]
        limit = min(self._folder.config.get("max_position_embeddings", LONGEST), LONGEST)
        cut = tokenizer(inputs, truncation=True, max_length=limit)["input_ids"]
        rooms = [min(limit - 2, _STEP * (2 * length // _STEP + 2)) for length in lengths]
        done = [Translation("")] * len(texts)
        for batch in self._batches(rooms, lengths):
            room = rooms[batch[0]]
            outputs = self._generate([cut[i] for i in batch], room, route)
            decoded = tokenizer.batch_decode([ids for ids, _ in outputs], skip_special_tokens=True)
            for i, text, (_, has_end) in zip(batch, decoded, outputs, strict=True):
                done[i] = Translation(text.strip(), _problem(lengths[i] > limit, has_end))
        return done

    def _batches(self, rooms: list[int], lengths: list[int]) -> Iterator[list[int]]:
        """Indices of texts of the same room, the longest first."""
        order = sorted(range(len(rooms)), key=lambda i: -lengths[i])
        while order:
            room = rooms[order[0]]
            batch = [i for i in order[: self._batch] if rooms[i] == room]
            yield batch
            order = order[len(batch) :]

    @abstractmethod
    def _tokenizer(self) -> Any:  # noqa: ANN401 - a class of theirs
        """The tokenizer of transformers, loaded once."""

    @abstractmethod
    def _generate(
        self, inputs: list[list[int]], room: int, route: Route
    ) -> list[tuple[list[int], bool]]:
        """The ids of the best output for each input, and whether it comes to an end.

        Args:
            inputs: ids of tokens, none longer than the model reads, with the end.
            room: how many ids may be written at most.
            route: the languages.
        """


def load_tokenizer(folder: ModelFolder) -> Any:  # noqa: ANN401 - a class of theirs
    """The tokenizer of a model's files, which cuts nothing by itself.

    Raises:
        ModelError: it cannot be loaded.
    """
    from transformers import AutoTokenizer  # noqa: PLC0415 - slow

    with _one_line(folder):
        tokenizer = AutoTokenizer.from_pretrained(
            folder.path, local_files_only=True, trust_remote_code=False
        )
    tokenizer.model_max_length = _UNLIMITED  # we cut, and tell
    return tokenizer


def load_model(folder: ModelFolder, kind: Any) -> Any:  # noqa: ANN401 - a class of theirs
    """The model, complete and in float32, out of safetensors.

    Raises:
        ModelError: it cannot be loaded, or weights are missing.
    """
    with _one_line(folder):
        model, info = kind.from_pretrained(
            folder.path,
            use_safetensors=True,
            output_loading_info=True,
            local_files_only=True,
            trust_remote_code=False,
        )
    missing = sorted(key for key in info["missing_keys"] if not key.startswith("pooler."))
    if missing:
        raise ModelError(f"{folder.name}: cannot be loaded: no weights for {missing[0]}")
    return model.float().eval()


@contextlib.contextmanager
def _one_line(folder: ModelFolder) -> Iterator[None]:
    try:
        yield
    except Exception as error:  # transformers raises whatever its parts raise
        reason = str(error).strip().partition("\n")[0] or type(error).__name__
        raise ModelError(f"{folder.name}: cannot be loaded: {reason}") from error


@contextlib.contextmanager
def quiet() -> Iterator[None]:
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


def _problem(is_long: bool, has_end: bool) -> str | None:
    if is_long:
        return "input too long"
    return None if has_end else "output cut off"
