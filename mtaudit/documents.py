"""An article, its source and its references made into one document of aligned segments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from mtaudit.alignment import Bead, Line, align
from mtaudit.model import Document, Segment, Unaligned
from mtaudit.readers.base import Article
from mtaudit.segmentation import Sentence, split


@dataclass(frozen=True, slots=True)
class _Counterpart:
    """The sentences of a source or reference, with their alignment to the translation."""

    sentences: Sequence[Sentence]
    beads: Sequence[Bead]

    def texts(self, start: int, end: int) -> str | None:
        """What answers the translation's sentences ``[start, end)``."""
        chosen = [
            index
            for bead in self.beads
            if bead.first < bead.first_end and start <= bead.first < end
            for index in range(bead.second, bead.second_end)
        ]
        return _join([self.sentences[index] for index in chosen]) if chosen else None

    def unaligned(self) -> list[tuple[int, str]]:
        """Texts that nothing answers, with the index of the sentence before which they stand."""
        return [
            (bead.first, _join(self.sentences[bead.second : bead.second_end]))
            for bead in self.beads
            if bead.first == bead.first_end
        ]


def assemble(
    translation: Article,
    source: Article | None,
    references: Sequence[Article],
    source_lang: str | None,
    target_lang: str | None,
) -> Document:
    """Cut the texts into sentences, align them and join what belongs together.

    A segment is one sentence of the translation, or several that a single sentence of the source
    or of a reference answers.
    """
    sentences = split(translation.blocks, target_lang)
    source_side = _counterpart(sentences, source, source_lang) if source else None
    reference_sides = [_counterpart(sentences, reference, target_lang) for reference in references]
    sides = [side for side in (source_side, *reference_sides) if side]
    groups = _groups(len(sentences), sides)
    segments = tuple(
        Segment(
            id=f"s{number}",
            translation=_join(sentences[start:end]),
            source=source_side.texts(start, end) if source_side else None,
            references=tuple(
                text for side in reference_sides if (text := side.texts(start, end)) is not None
            ),
            kind=sentences[start].kind,
            paragraph=sentences[start].paragraph,
            line=sentences[start].line,
        )
        for number, (start, end) in enumerate(groups, 1)
    )
    return Document(
        id=translation.id,
        segments=segments,
        source_lang=source_lang,
        target_lang=target_lang,
        path=translation.path,
        unaligned_source=_unaligned([source_side] if source_side else [], groups),
        unaligned_reference=_unaligned(reference_sides[:1], groups),
    )


def _counterpart(sentences: Sequence[Sentence], article: Article, lang: str | None) -> _Counterpart:
    others = split(article.blocks, lang)
    return _Counterpart(others, align(_lines(sentences), _lines(others)))


def _lines(sentences: Sequence[Sentence]) -> list[Line]:
    return [Line(sentence.text, sentence.paragraph) for sentence in sentences]


def _groups(count: int, sides: Sequence[_Counterpart]) -> list[tuple[int, int]]:
    """Runs of the translation's sentences that no bead of any side cuts."""
    joined = {
        index
        for side in sides
        for bead in side.beads
        if bead.second < bead.second_end
        for index in range(bead.first + 1, bead.first_end)
    }
    starts = [index for index in range(count) if index not in joined]
    return list(pairwise([*starts, count])) if starts else []


def _unaligned(
    sides: Sequence[_Counterpart], groups: Sequence[tuple[int, int]]
) -> tuple[Unaligned, ...]:
    found = [item for side in sides for item in side.unaligned()]
    return tuple(
        Unaligned(sum(1 for start, _ in groups if start < sentence), text)
        for sentence, text in found
    )


def _join(sentences: Sequence[Sentence]) -> str:
    """The sentences as they stand in their block, a blank between blocks."""
    text = ""
    for sentence in sentences:
        text += (sentence.lead or " ") + sentence.text if text else sentence.text
    return text
