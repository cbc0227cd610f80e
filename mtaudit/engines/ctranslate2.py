"""Translators on CTranslate2, which calculates Marian, M2M-100 and NLLB models in 8 bits.

A model is converted once, out of its safetensors, into the user's cache; what is there is keyed by
the model's files and CTranslate2's version. Users ask for it by name, ``ct2:MODEL``: translations
are close to those of PyTorch, but not the same, so nothing uses it unasked.
"""

from __future__ import annotations

import shutil
import tempfile
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from mtaudit.engines.hub import ModelFolder, missing_libraries, user_cache
from mtaudit.engines.routes import Route
from mtaudit.engines.seq2seq import SequenceTranslator, load_model, load_tokenizer, quiet
from mtaudit.errors import ModelError

PREFIX = "ct2:"
"""In front of the name of a model that CTranslate2 shall run."""

_TYPE = "int8"
_WEIGHTS = "model.bin"  # CTranslate2's own format, not a pickle


class CTranslate2Translator(SequenceTranslator):
    """A Marian, M2M-100 or NLLB model on CTranslate2, with weights of 8 bits.

    It is converted when something is first translated, unless it has been converted before.

    Args:
        folder: the model on disk, in safetensors.
        beams: width of the beam search.
        batch: how many texts are translated at once.

    Raises:
        ModelError: libraries are missing, or the model is not a translator.
    """

    def __init__(self, folder: ModelFolder, *, beams: int = 4, batch: int = 16) -> None:
        refuse_if_missing(folder)
        settings = f"ctranslate2-{version('ctranslate2')}-{_TYPE}"
        super().__init__(folder, PREFIX + folder.name, settings, beams=beams, batch=batch)
        self._loaded: tuple[Any, Any] | None = None

    def _tokenizer(self) -> Any:  # noqa: ANN401 - a class of theirs
        return self._load()[1]

    def _generate(
        self, inputs: list[list[int]], room: int, route: Route
    ) -> list[tuple[list[int], bool]]:
        model, tokenizer = self._load()
        prefix = [route.target_code] if route.target_code else []
        results = model.translate_batch(
            [tokenizer.convert_ids_to_tokens(ids) for ids in inputs],
            target_prefix=[prefix] * len(inputs) if prefix else None,
            beam_size=self._beams,
            max_input_length=0,
            max_decoding_length=room,
            return_end_token=True,
        )
        outputs = []
        for result in results:
            tokens = result.hypotheses[0]
            has_end = tokens[-1:] == [tokenizer.eos_token]
            outputs.append((tokenizer.convert_tokens_to_ids(tokens), has_end))
        return outputs

    def _load(self) -> tuple[Any, Any]:
        if self._loaded is None:
            import ctranslate2  # noqa: PLC0415 - slow
            import torch  # noqa: PLC0415 - slow

            path, threads = convert(self._folder), torch.get_num_threads()
            try:
                model = ctranslate2.Translator(
                    str(path), device="cpu", compute_type=_TYPE, intra_threads=threads
                )
            except (RuntimeError, ValueError) as error:
                raise ModelError(
                    f"{self.name}: cannot be loaded: {_first_line(error)} (remove {path})"
                ) from error
            self._loaded = model, load_tokenizer(self._folder)
        return self._loaded


def converted(folder: ModelFolder) -> Path | None:
    """Where the model lies converted, if it does; imports nothing of CTranslate2's."""
    path = _place(folder) if find_spec("ctranslate2") else None
    return path if path and (path / _WEIGHTS).is_file() else None


def convert(folder: ModelFolder) -> Path:
    """Convert a translator, unless it has been converted, and say where it lies.

    Raises:
        ModelError: libraries are missing, the model is no translator that CTranslate2 knows, or
            the cache cannot be written.
    """
    refuse_if_missing(folder)
    if path := converted(folder):
        return path
    if folder.kind != "translator":
        raise ModelError(f"{folder.name} is an encoder, not a translator")
    with quiet():
        converter = _converter(folder)
        place = _place(folder)
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=place.parent, prefix=".") as temporary:
                made = Path(converter.convert(str(Path(temporary, "model")), quantization=_TYPE))
                _move(made, place)
        except OSError as error:
            raise ModelError(f"{place}: cannot be written: {error.strerror}") from None
        except (RuntimeError, ValueError, NotImplementedError, AttributeError) as error:
            raise ModelError(f"{folder.name}: cannot be converted: {_first_line(error)}") from error
    return place


def refuse_if_missing(folder: ModelFolder) -> None:
    """Raises ``ModelError`` where CTranslate2, or what loads and converts models, is missing."""
    if reason := missing_libraries():
        raise ModelError(f"{PREFIX}{folder.name}: {reason}")
    if not find_spec("ctranslate2"):
        raise ModelError(
            f"{PREFIX}{folder.name}: ctranslate2 is not installed: pip install "
            "'mtaudit[ctranslate2]'"
        )


def _place(folder: ModelFolder) -> Path:
    name = folder.name.replace("/", "--")
    key = f"{folder.digest}-{version('ctranslate2')}-{_TYPE}"
    return user_cache() / "mtaudit" / "ctranslate2" / f"{name}-{key}"


def _converter(folder: ModelFolder) -> Any:  # noqa: ANN401 - a class of theirs
    """CTranslate2's converter, given a model that was loaded out of safetensors."""
    from ctranslate2.converters import TransformersConverter  # noqa: PLC0415 - slow
    from transformers import AutoModelForSeq2SeqLM  # noqa: PLC0415 - slow

    tokenizer = load_tokenizer(folder)
    if getattr(tokenizer, "separate_vocabs", False):
        raise ModelError(
            f"{folder.name}: cannot be converted: source and target have vocabularies of their own"
        )
    model = load_model(folder, AutoModelForSeq2SeqLM)
    start = model.get_input_embeddings().weight[model.config.decoder_start_token_id]
    if folder.family == "marian" and start.any():  # CTranslate2 takes it to be zero
        raise ModelError(
            f"{folder.name}: cannot be converted: its decoder does not start from a zero vector, "
            "as it does in Marian models that were not trained further"
        )

    class Converter(TransformersConverter):  # type: ignore[misc]
        def load_model(self, *_arguments: object, **_options: object) -> object:
            return model

        def load_tokenizer(self, *_arguments: object, **_options: object) -> object:
            return tokenizer

    return Converter(str(folder.path))


def _move(made: Path, place: Path) -> None:
    """Put a converted model into its place, unless another process has been faster."""
    try:
        made.rename(place)
    except OSError:
        if not (place / _WEIGHTS).is_file():
            shutil.rmtree(place, ignore_errors=True)
            made.rename(place)


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0] or type(error).__name__
