"""COV and MEA: words lost, made up or changed, as the quality estimator sees them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar, Literal

from mtaudit.engines.base import Estimate
from mtaudit.model import Finding, Segment, Side
from mtaudit.mqm import Severity
from mtaudit.rules.base import EstimateRule, bad, good
from mtaudit.text.tokens import fold_phrase, is_of_word
from mtaudit.text.transliteration import latin

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Kind = Literal["omitted", "added", "changed"]

_SURE: Mapping[Kind, float] = {"omitted": 3.4, "added": 2.8, "changed": 5.5}
"""From which certainty each kind is reported."""

_PAIR: Mapping[Kind, float] = {"omitted": 0.75, "added": 0.0, "changed": 0.75}
"""What the logit of the pair's being broken adds to that of the worst word; both were chosen on DEMETR
and on professional news translations, of which two to ten sentences in a hundred are marked, most of
them free ones."""

_ALONGSIDE = 1.5  # words are marked together if their logits differ by no more than this
_COGNATE = 6  # letters that are equal by chance in hardly any words of two languages


_GOOD = (
    good(
        "ru-en",
        "The president signed the budget law for next year.",
        source="Президент подписал закон о бюджете на следующий год.",
    ),
    good(
        "es-en",
        "The mayor opened the new hospital on Monday.",
        source="El alcalde inauguró el nuevo hospital el lunes.",
    ),
)


class _MeaningRule(EstimateRule):
    """One kind of damage, reported where a pair is surely broken and this is the likely way.

    Never more than minor: how much harm is done, the estimator cannot tell.

    Attributes:
        kind: of damage; words are marked by the estimate's logits of this name.
        message: what is said of the marked words, ``{}``.
        advice: what to do about them.
    """

    kind: ClassVar[Kind]
    message: ClassVar[str]
    advice: ClassVar[str]
    severity = Severity.MINOR

    def check(self, segment: Segment, estimate: Estimate) -> Iterator[Finding]:
        """Yield at most one finding."""
        kind, margin = _likeliest(estimate)
        if kind == self.kind and margin >= 0:
            finding = self._describe(segment, estimate)
            if finding is not None:
                yield finding

    def _describe(self, segment: Segment, estimate: Estimate) -> Finding | None:
        """The finding, if there are words to point at."""
        side: Side = "source" if self.kind == "omitted" else "translation"
        text = (segment.source or "") if side == "source" else segment.translation
        span = _worst(getattr(estimate, self.kind), getattr(estimate, side), text)
        if span is None:
            return None
        words = text[slice(*span)]
        other = segment.translation if side == "source" else (segment.source or "")
        if self.kind != "changed" and _has_cognates(words, other):
            return None
        return self.finding(
            segment,
            *span,
            self.message.format(words),
            suggestion=f"Compare with the source, and {self.advice.format(words)}.",
            side=side,
        )


class OmittedWords(_MeaningRule):
    """Words of the source that nothing in the translation answers.

    The estimator reads both sides together. It was trained on translations from which words were
    taken, and on the same ones untouched; it knows that translators leave out what goes without
    saying, so that only a gap that shows is reported.
    """

    code = "COV010"
    name = "omitted-words"
    category = "accuracy/omission"
    kind = "omitted"
    message = "“{}” of the source seems to have no counterpart in the translation."
    advice = "translate “{}” if it is missing"
    examples = (
        bad(
            "ru-en",
            "The president signed the law on the for next year.",
            "бюджете",
            source="Президент подписал закон о бюджете на следующий год.",
        ),
        bad(
            "es-en",
            "The mayor opened the new of the city on Monday.",
            "hospital",
            source="El alcalde inauguró el nuevo hospital de la ciudad el lunes.",
        ),
        *_GOOD,
    )

    def _describe(self, segment: Segment, estimate: Estimate) -> Finding | None:
        if estimate.omitted.max() < estimate.gap.max() - _ALONGSIDE:
            return self._gap(segment, estimate)
        return super()._describe(segment, estimate)

    def _gap(self, segment: Segment, estimate: Estimate) -> Finding:
        """Where it shows in the translation only: the words on both sides of the gap."""
        after = int(estimate.gap.argmax())
        start = int(estimate.translation[max(0, after - 1)][0])
        end = int(estimate.translation[after][1])
        around = segment.translation[start:end]
        return self.finding(
            segment,
            start,
            end,
            f"Something of the source seems to be missing at “{around}”.",
            suggestion="Compare with the source, and add what is missing.",
        )


class AddedWords(_MeaningRule):
    """Words of the translation that nothing in the source answers.

    What a translator adds to make clear what the source implies is left alone; what changes or
    doubles the statement is not.
    """

    code = "COV011"
    name = "added-words"
    category = "accuracy/addition"
    kind = "added"
    message = "Nothing in the source seems to stand for “{}”."
    advice = "delete “{}” if it was added"
    examples = (
        bad(
            "de-en",
            "The train to Berlin leaves not at eight o'clock.",
            "not",
            source="Der Zug nach Berlin fährt um acht Uhr ab.",
        ),
        bad(
            "fr-en",
            "The train to Paris did not leave at eight o'clock.",
            "not",
            source="Le train pour Paris est parti à huit heures.",
        ),
        *_GOOD,
    )


class ChangedMeaning(_MeaningRule):
    """Words of the translation that do not fit the source or the sentence.

    Another word, another form, or words in the wrong order.
    """

    code = "MEA001"
    name = "changed-meaning"
    category = "accuracy/mistranslation"
    kind = "changed"
    message = "“{}” does not seem to fit what the source says here."
    advice = "translate this part again"
    examples = (
        bad(
            "de-en",
            "The dog slept in front of the door the of house.",
            "the of",
            source="Der Hund schlief vor der Tür des Hauses.",
        ),
        bad(
            "es-en",
            "The mayor opened the new hospital the on Monday.",
            "hospital the",
            source="El alcalde inauguró el nuevo hospital el lunes.",
        ),
        *_GOOD,
    )


def _likeliest(estimate: Estimate) -> tuple[Kind, float]:
    """What most likely happened to the pair, and how far its certainty is above the threshold."""
    worst: dict[Kind, float] = {
        "omitted": float(max(estimate.omitted.max(), estimate.gap.max())),
        "added": float(estimate.added.max()),
        "changed": float(estimate.changed.max()),
    }
    margins = {
        kind: logit + _PAIR[kind] * estimate.broken - _SURE[kind] for kind, logit in worst.items()
    }
    kind = max(margins, key=lambda name: margins[name])
    return kind, margins[kind]


def _worst(
    logits: NDArray[np.float32], spans: NDArray[np.int32], text: str
) -> tuple[int, int] | None:
    """The span of the word with the highest logit and of neighbours that are as suspect."""
    words = [i for i, (start, end) in enumerate(spans) if _is_word(text[start:end].strip("_"))]
    if not words:
        return None
    worst = max(words, key=lambda i: logits[i])
    floor = max(logits[worst] - _ALONGSIDE, 0.0)
    suspect = {i for i in words if logits[i] >= floor} | {worst}
    first = last = worst
    while first - 1 in suspect:
        first -= 1
    while last + 1 in suspect:
        last += 1
    return int(spans[first][0]), int(spans[last][1])


def _has_cognates(text: str, other: str) -> bool:
    """Whether each word of a text begins as one of another does: *unilaterally*, *unilatéralement*."""
    beginnings = {latin(word)[:_COGNATE] for word in fold_phrase(other)}
    words = [latin(word)[:_COGNATE] for word in fold_phrase(text)]
    return all(len(word) == _COGNATE and word in beginnings for word in words)


def _is_word(text: str) -> bool:
    return bool(text) and all(map(is_of_word, text))
