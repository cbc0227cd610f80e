"""How close a translation's meaning is to its source's: the cosine of their sentence vectors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from mtaudit.engines import Engines
from mtaudit.engines.base import Encoder
from mtaudit.model import AuditedDocument, Document, Scored
from mtaudit.scorers.base import groups, mean_score

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_GROUP = 512


class SimilarityScorer:
    """Scores every segment that has a source, in [-1, 1]; higher is closer.

    The document's score is the mean over these segments, weighted by the length of the source. An
    empty translation has 0. What a good value is depends on the encoder: multilingual-e5 gives
    0.9 to a good translation and 0.75 to an unrelated sentence.

    Args:
        engines: where the encoder comes from.
    """

    name = "similarity"
    needs = frozenset({"source", "encoder"})

    def __init__(self, engines: Engines) -> None:
        self._engines = engines

    def score(
        self, audited: Sequence[AuditedDocument], progress: Callable[[int], None]
    ) -> list[Scored]:
        """One ``Scored`` a document, in order.

        Raises:
            ModelError: there is no encoder.
        """
        encoder = self._engines.encoder()
        vectors = _Vectors(encoder, [item.document for item in audited])
        scored = []
        for group in groups(audited, _GROUP):
            vectors.prepare([text for item in group for text in _texts(item.document)])
            for item in group:
                scored.append(_score(item.document, vectors, encoder))
                progress(1)
        return scored


class _Vectors:
    """Vectors of texts: of those at hand, and of those that come again in a later group."""

    def __init__(self, encoder: Encoder, documents: Sequence[Document]) -> None:
        counts = Counter(text for document in documents for text in _texts(document))
        self._repeated = {text for text, count in counts.items() if count > 1}
        self._encoder = encoder
        self._vectors: dict[str, tuple[NDArray[np.float32], bool]] = {}

    def prepare(self, texts: Sequence[str]) -> None:
        kept = {text: self._vectors[text] for text in self._vectors if text in self._repeated}
        new = [text for text in dict.fromkeys(texts) if text not in kept]
        encoded = zip(self._encoder.encode(new), self._encoder.truncated(new), strict=True)
        self._vectors = {**kept, **dict(zip(new, encoded, strict=True))}

    def cosine(self, first: str, second: str) -> float:
        return float(self._vectors[first][0] @ self._vectors[second][0])

    def is_truncated(self, text: str) -> bool:
        return self._vectors[text][1]


def _texts(document: Document) -> Iterator[str]:
    for segment in document.segments:
        if segment.source:
            yield segment.source
            yield segment.translation


def _score(document: Document, vectors: _Vectors, encoder: Encoder) -> Scored:
    values: list[dict[str, float]] = []
    rated: list[tuple[int, float, float]] = []
    for segment in document.segments:
        if not segment.source:
            values.append({})
            continue
        value = vectors.cosine(segment.source, segment.translation)
        rated.append((len(values), value, len(segment.source)))
        values.append({"similarity": round(value, 4)})
    if not rated:
        return Scored(skipped="no source was given")
    truncated = sum(vectors.is_truncated(text) for text in set(_texts(document)))
    signature = (
        f"cosine|encoder:{encoder.name}|revision:{encoder.revision}|weights:source characters"
        f"|segments:{sum(map(bool, values))}|truncated:{truncated}"
    )
    return Scored((mean_score("similarity", signature, rated, digits=4),), tuple(values))
