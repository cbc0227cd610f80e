"""From tokens to vectors: what all encoders that run on PyTorch share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
import torch
from numpy.typing import NDArray

from mtaudit.engines.base import TokenStates

if TYPE_CHECKING:
    from transformers import PreTrainedModel

Pool = Callable[[NDArray[np.float32]], NDArray[np.float32]]
"""Makes a sentence's vector of the states of all its tokens, shape (t, d)."""

_BATCH_TEXTS = 32
_BATCH_TOKENS = 2048


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text as the model reads it.

    Attributes:
        ids: the whole input, with special tokens and prefix.
        offsets: parallel to ``ids``: half-open spans in the text, empty for what is not in it.
        truncated: whether tokens at the end of the text are left out.
    """

    ids: list[int]
    offsets: list[tuple[int, int]]
    truncated: bool

    @property
    def content(self) -> list[int]:
        """Indices of the tokens that stand for some of the text."""
        return [i for i, (start, end) in enumerate(self.offsets) if end > start]


class Reader(Protocol):
    """Turns texts into tokens, cut to what the model reads; knows the id that pads them."""

    @property
    def padding(self) -> int: ...  # noqa: D102 - see the class

    def __call__(self, texts: Sequence[str]) -> list[Tokens]: ...  # noqa: D102 - see the class


class TorchEncoder:
    """An encoder around a model with a ``last_hidden_state``.

    Texts are run in batches of similar length. What else is in the batch changes a component of a
    vector by less than 1e-6 in float32; in bfloat16, the cosine of two texts by less than 1e-3.

    Args:
        name: for signatures.
        revision: for signatures; it changes with whatever the vectors depend on.
        model: called with ``input_ids`` and ``attention_mask``.
        tokenize: the model's tokenizer.
        pool: what stands for the sentence; the mean of all tokens if not given.
    """

    def __init__(
        self,
        name: str,
        revision: str,
        model: PreTrainedModel,
        tokenize: Reader,
        pool: Pool = lambda states: np.mean(states, axis=0, dtype=np.float32),
    ) -> None:
        self.name = name
        self.revision = revision
        self._model = model.eval()
        self._hidden: int = model.config.hidden_size
        self._tokenize = tokenize
        self._pool = pool

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Sentence vectors, shape (n, d), of length 1; zero for texts without a token."""
        size = len(self._pool(np.zeros((1, self._hidden), dtype=np.float32)))
        vectors = np.zeros((len(texts), size), dtype=np.float32)
        tokens = self._tokenize(texts)
        for index, states in self._states(tokens):
            vector = self._pool(states)
            vectors[index] = vector / max(float(np.linalg.norm(vector)), 1e-12)
        return vectors

    def token_states(self, texts: Sequence[str]) -> list[TokenStates]:
        """The vectors of each text's own tokens, with their places in the text."""
        tokens = self._tokenize(texts)
        nothing = np.zeros((0, self._hidden), dtype=np.float32)
        found = [TokenStates((), nothing, item.truncated) for item in tokens]
        for index, states in self._states(tokens):
            item = tokens[index]
            offsets = tuple(item.offsets[i] for i in item.content)
            found[index] = TokenStates(offsets, states[item.content], item.truncated)
        return found

    def truncated(self, texts: Sequence[str]) -> list[bool]:
        """Whether each text is longer than the model reads."""
        return [item.truncated for item in self._tokenize(texts)]

    def _states(self, tokens: Sequence[Tokens]) -> Iterator[tuple[int, NDArray[np.float32]]]:
        """The vectors of all tokens of a text, with the text's index, in any order."""
        lengths = {i: len(item.ids) for i, item in enumerate(tokens) if item.content}
        for batch in batches(lengths):
            length = max(len(tokens[i].ids) for i in batch)
            ids = torch.full((len(batch), length), self._tokenize.padding)
            mask = torch.zeros((len(batch), length), dtype=torch.long)
            for row, index in enumerate(batch):
                own = tokens[index].ids
                ids[row, : len(own)] = torch.tensor(own)
                mask[row, : len(own)] = 1
            with torch.inference_mode():
                output = self._model(input_ids=ids, attention_mask=mask)
            states = output.last_hidden_state.float().numpy()
            for row, index in enumerate(batch):
                yield index, states[row, : len(tokens[index].ids)]


def native_dtype() -> torch.dtype:
    """bfloat16 where the processor calculates in it (AMX, AVX-512 BF16), otherwise float32."""
    try:
        flags = set(Path("/proc/cpuinfo").read_text("utf-8").split())
    except OSError:
        return torch.float32
    return torch.bfloat16 if flags & {"amx_bf16", "avx512_bf16"} else torch.float32


def batches(lengths: Mapping[int, int]) -> Iterator[list[int]]:
    """Indices of inputs by their lengths in tokens, those of like length together.

    The longest come first, so that memory runs out early if at all.
    """
    batch: list[int] = []
    for index in sorted(lengths, key=lambda i: -lengths[i]):
        width = lengths[batch[0]] if batch else 0
        if batch and (len(batch) == _BATCH_TEXTS or (len(batch) + 1) * width > _BATCH_TOKENS):
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch
