"""How a downloaded encoder wants to be read: its tokenizer, and sentence-transformers' files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from mtaudit.engines.base import well_formed
from mtaudit.engines.hub import ModelFolder
from mtaudit.engines.vectors import Pool, Tokens
from mtaudit.errors import ModelError

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerFast


class TextReader:
    """Tokens by a tokenizer of transformers that knows places.

    Args:
        tokenizer: a fast one.
        prefix: stands before each text.
        limit: how many tokens the model reads, with prefix and special tokens.
    """

    def __init__(self, tokenizer: PreTrainedTokenizerFast, prefix: str, limit: int) -> None:
        self.padding: int = tokenizer.pad_token_id
        self._tokenizer = tokenizer
        self._prefix = prefix
        self._limit = limit

    def __call__(self, texts: Sequence[str]) -> list[Tokens]:
        """The tokens of each text, cut to the limit."""
        if not texts:
            return []
        inputs = [self._prefix + well_formed(text) for text in texts]
        encoded = self._tokenizer(inputs, return_offsets_mapping=True)
        return [
            self._tokens(text, ids, offsets)
            for text, ids, offsets in zip(
                texts, encoded["input_ids"], encoded["offset_mapping"], strict=True
            )
        ]

    def _tokens(self, text: str, ids: list[int], offsets: list[tuple[int, int]]) -> Tokens:
        shift = len(self._prefix)
        places = [_trimmed(text, max(0, a - shift), max(0, b - shift)) for a, b in offsets]
        truncated = len(ids) > self._limit
        if truncated:  # the last token closes the input
            ids = [*ids[: self._limit - 1], ids[-1]]
            places = [*places[: self._limit - 1], places[-1]]
        return Tokens(ids, places, truncated)


def pooling(folder: ModelFolder) -> tuple[Pool, str]:
    """How a sentence's vector is made, and what to call it in a revision.

    Raises:
        ModelError: in a way that is not known here.
    """
    steps: list[Pool] = []
    names = []
    for module in folder.read_json("modules.json") or ():
        kind = str(module.get("type", "")).rpartition(".")[2]
        path = str(module.get("path", ""))
        if kind == "Pooling":
            name, step = _pooling(folder, path)
        elif kind == "Dense":
            name, step = "dense", _dense(folder, path)
        elif kind in ("Transformer", "Normalize"):
            continue
        else:
            raise ModelError(f"{folder.name}: a module {kind!r} that mtaudit does not know")
        names.append(name)
        steps.append(step)
    if not steps:
        names, steps = ["mean"], [_mean]

    def pool(states: NDArray[np.float32]) -> NDArray[np.float32]:
        for step in steps:
            states = step(states)
        return states

    return pool, "-".join(names)


def _pooling(folder: ModelFolder, path: str) -> tuple[str, Pool]:
    settings = folder.read_json(f"{path}/config.json")
    modes = [key for key, value in settings.items() if key.startswith("pooling_mode") and value]
    mode = str(settings["pooling_mode"]) if "pooling_mode" in modes else "".join(modes)
    if mode.removeprefix("pooling_mode_") in ("mean", "mean_tokens"):
        return "mean", _mean
    if mode.removeprefix("pooling_mode_") in ("cls", "cls_token"):
        return "cls", _first
    raise ModelError(f"{folder.name}: a pooling that mtaudit does not know: {mode or 'none'}")


def _mean(states: NDArray[np.float32]) -> NDArray[np.float32]:
    mean: NDArray[np.float32] = np.mean(states, axis=0, dtype=np.float32)
    return mean


def _first(states: NDArray[np.float32]) -> NDArray[np.float32]:
    first: NDArray[np.float32] = states[0]
    return first


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its beginning; possibly empty."""
    while start < end and text[start].isspace():
        start += 1
    return start, end


def _dense(folder: ModelFolder, path: str) -> Pool:
    from safetensors.numpy import load_file  # noqa: PLC0415 - only for models with such a layer

    file = folder.path / path / "model.safetensors"
    settings = folder.read_json(f"{path}/config.json")
    activation = str(settings.get("activation_function", "")).rpartition(".")[2]
    if not file.is_file() or activation not in ("Identity", "Tanh"):
        raise ModelError(f"{folder.name}: {path} cannot be used ({activation}, safetensors only)")
    tensors = load_file(file)
    weight = tensors["linear.weight"].astype(np.float32)
    bias = tensors.get("linear.bias", np.zeros(len(weight))).astype(np.float32)

    def dense(vector: NDArray[np.float32]) -> NDArray[np.float32]:
        projected = weight @ vector + bias
        return np.tanh(projected) if activation == "Tanh" else projected

    return dense
