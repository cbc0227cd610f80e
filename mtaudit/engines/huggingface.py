"""Translators and encoders on transformers and PyTorch, from folders on disk.

Nothing here downloads anything or runs a model's own code; weights are safetensors.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mtaudit.engines.base import WrappedEncoder
from mtaudit.engines.hub import ModelFolder, missing_libraries
from mtaudit.engines.routes import Route
from mtaudit.engines.seq2seq import (
    LONGEST,
    SequenceTranslator,
    load_model,
    load_tokenizer,
    quiet,
)
from mtaudit.errors import ModelError

if TYPE_CHECKING:
    from mtaudit.engines.vectors import TorchEncoder

_SHIFTED = frozenset({"camembert", "mpnet", "roberta", "xlm-roberta"})


class HuggingFaceTranslator(SequenceTranslator):
    """A Marian, M2M-100 or NLLB model on PyTorch, in float32.

    Args:
        folder: the model on disk.
        beams: width of the beam search.
        batch: how many texts are translated at once.

    Raises:
        ModelError: libraries are missing, or the model is not a translator.
    """

    def __init__(self, folder: ModelFolder, *, beams: int = 4, batch: int = 16) -> None:
        super().__init__(folder, folder.name, "", beams=beams, batch=batch)
        self._loaded: tuple[Any, Any] | None = None

    def _tokenizer(self) -> Any:  # noqa: ANN401 - a class of theirs
        return self._load()[1]

    def _generate(
        self, inputs: list[list[int]], room: int, route: Route
    ) -> list[tuple[list[int], bool]]:
        import torch  # noqa: PLC0415

        model, tokenizer = self._load()
        padded = tokenizer.pad({"input_ids": inputs}, return_tensors="pt")
        forced = tokenizer.convert_tokens_to_ids(route.target_code) if route.target_code else None
        with torch.inference_mode():
            outputs = model.generate(
                **padded,
                num_beams=self._beams,
                do_sample=False,
                max_new_tokens=room,
                forced_bos_token_id=forced,
            )
        return [(ids, tokenizer.eos_token_id in ids[1:room]) for ids in outputs.tolist()]

    def _load(self) -> tuple[Any, Any]:
        if self._loaded is None:
            from transformers import AutoModelForSeq2SeqLM  # noqa: PLC0415 - slow

            tokenizer = load_tokenizer(self._folder)
            model = load_model(self._folder, AutoModelForSeq2SeqLM)
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
    with quiet():
        tokenizer = load_tokenizer(folder)
        model = load_model(folder, AutoModel)
    if not tokenizer.is_fast:
        raise ModelError(f"{folder.name}: its tokenizer does not tell the places of tokens")
    names = f"{folder.name} {folder.config.get('_name_or_path', '')}".lower()
    prefix = "query: " if re.search(r"\be5\b", names) else ""
    positions = model.config.max_position_embeddings
    if folder.family in _SHIFTED:  # their positions are counted from after the padding's id
        positions -= tokenizer.pad_token_id + 1
    reader = TextReader(tokenizer, prefix, min(positions, LONGEST))
    revision = "-".join(filter(None, (folder.revision, how, prefix.rstrip(": "))))
    return TorchEncoder(folder.name, revision, model, reader, pool)
