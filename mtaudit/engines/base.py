"""What an engine is: a translator, or an encoder of sentences.

Languages are BCP 47 tags; engines go by the primary subtag, so ``pt-BR`` is served by ``pt``.
Nothing here imports a model library.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SURROGATE = re.compile("[\ud800-\udfff]")
_SAMPLES = 64
_SAMPLE_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Translation:
    """What a translator made of one text.

    Attributes:
        text: the translation; what there is of it where there was a problem.
        problem: why the text does not stand for the whole input, such as "input too long" or
            "output cut off"; ``None`` when all went well.
    """

    text: str
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class TokenStates:
    """The contextual vectors of one text's tokens, without special tokens and prefix.

    Attributes:
        offsets: t half-open spans of code points in the given text; none is empty, none begins
            with white space. Characters that the tokenizer drops are in no span, and a character
            that it spells out (``½``) is in the spans of several tokens.
        states: float32 array of shape (t, d), not normalised.
        truncated: whether the text is longer than the encoder reads, so that its last tokens are
            missing.
    """

    offsets: tuple[tuple[int, int], ...]
    states: NDArray[np.float32]
    truncated: bool = False


class Translator(Protocol):
    """Translates texts between the languages that it knows.

    Attributes:
        name: as it goes into signatures, such as ``Helsinki-NLP/opus-mt-fr-en``.
        revision: changes whenever weights or settings do, so that name and revision together
            with the text determine the translation.
    """

    @property
    def name(self) -> str: ...  # noqa: D102 - see the class

    @property
    def revision(self) -> str: ...  # noqa: D102 - see the class

    def supports(self, source_lang: str, target_lang: str) -> bool:
        """Whether it translates from one language into the other."""
        ...

    def translate(self, texts: Sequence[str], source_lang: str, target_lang: str) -> list[str]:
        """One translation a text, in order; a blank text has an empty one.

        Raises:
            ModelError: the pair of languages is not supported.
        """
        ...

    def translations(
        self, texts: Sequence[str], source_lang: str, target_lang: str
    ) -> list[Translation]:
        """Like ``translate``, and says of each text whether it was translated whole."""
        ...


class Encoder(Protocol):
    """Turns texts of many languages into vectors that can be compared.

    Texts are given as they are; an encoder that wants a prefix adds it and takes it out again.

    Attributes:
        name: as it goes into signatures, such as ``multilingual-e5-small``.
        revision: changes whenever weights or settings do.
    """

    @property
    def name(self) -> str: ...  # noqa: D102 - see the class

    @property
    def revision(self) -> str: ...  # noqa: D102 - see the class

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Sentence vectors, shape (n, d), each of length 1.

        A text without a token (empty, or white space only) has the zero vector, whose cosine
        with any other is 0.
        """
        ...

    def token_states(self, texts: Sequence[str]) -> list[TokenStates]:
        """The vectors of each text's tokens, with the places of the tokens, in order."""
        ...

    def truncated(self, texts: Sequence[str]) -> list[bool]:
        """Whether each text is longer than the encoder reads. Costs a tokenization only."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Estimate:
    """What a quality estimator says of one pair of source and translation.

    Attributes:
        score: the mean score that people would give, in standard deviations from the mean of
            all machine translations of the language pair (Graham et al. 2013).
        broken: logit of there being an error that a good translation has not; higher is worse.
        source: the half-open spans of the source's n words, shape (n, 2).
        translation: those of the translation's m words, shape (m, 2).
        changed: shape (m,), logit of each word of the translation, that it says something else.
        added: shape (m,), likewise, that nothing in the source answers it.
        gap: shape (m,), likewise, that something is missing just before it.
        omitted: shape (n,), of each word of the source, that nothing in the translation answers
            it.
    """

    score: float
    broken: float
    source: NDArray[np.int32]
    translation: NDArray[np.int32]
    changed: NDArray[np.float32]
    added: NDArray[np.float32]
    gap: NDArray[np.float32]
    omitted: NDArray[np.float32]


class Estimator(Protocol):
    """Estimates the quality of translations without a reference.

    Attributes:
        name: as it goes into signatures.
        revision: changes whenever weights or settings do.
    """

    @property
    def name(self) -> str: ...  # noqa: D102 - see the class

    @property
    def revision(self) -> str: ...  # noqa: D102 - see the class

    def estimate(self, pairs: Sequence[tuple[str, str]]) -> list[Estimate | None]:
        """One estimate a pair of source and translation, in order.

        ``None`` where one side is empty or longer than the estimator reads.
        """
        ...


class WrappedEncoder:
    """An encoder for which another one does the work."""

    def __init__(self, encoder: Encoder) -> None:
        self.name = encoder.name
        self.revision = encoder.revision
        self._encoder = encoder

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Sentence vectors, shape (n, d), of length 1; zero for texts without a token."""
        return self._encoder.encode(texts)

    def token_states(self, texts: Sequence[str]) -> list[TokenStates]:
        """The vectors of each text's own tokens, with their places in the text."""
        return self._encoder.token_states(texts)

    def truncated(self, texts: Sequence[str]) -> list[bool]:
        """Whether each text is longer than the encoder reads."""
        return self._encoder.truncated(texts)


@functools.cache
def primary_subtag(tag: str) -> str:
    """``pt`` for ``pt-BR``, ``pt_PT`` and ``PT``."""
    return re.split("[-_]", tag, maxsplit=1)[0].lower()


def well_formed(text: str) -> str:
    """The text with U+FFFD for lone surrogates, which no tokenizer takes; as long as before."""
    return _SURROGATE.sub("\ufffd", text)


def fingerprint(*files: Path) -> str:
    """12 hexadecimal digits that tell files of weights apart.

    Hashes each file's size and 64 samples of 4 KiB spread over it: milliseconds where hashing
    gigabytes would take seconds, and training changes every part of the weights.
    """
    digest = hashlib.sha256()
    for path in sorted(files, key=lambda file: file.name):
        size = path.stat().st_size
        digest.update(f"{path.name}\0{size}\0".encode())
        with path.open("rb") as stream:
            last = max(0, size - _SAMPLE_BYTES)
            for start in sorted({last * i // (_SAMPLES - 1) for i in range(_SAMPLES)}):
                stream.seek(start)
                digest.update(stream.read(_SAMPLE_BYTES))
    return digest.hexdigest()[:12]
