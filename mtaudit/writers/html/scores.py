"""What each score means, in plain words."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Explanation:
    """A score's label, how to print it, its scale and what it tells."""

    label: str
    digits: int = 2
    scale: str = ""
    meaning: str = ""


_METRICS = (
    ("chrf", "chrF", 1, "0 to 100, higher is better"),
    ("bleu", "BLEU", 1, "0 to 100, higher is better"),
    ("similarity", "similarity", 3, "up to 1, higher is better"),
)
_BACK_TRANSLATIONS = (
    (
        "",
        "Back-translation",
        "The translation is translated once more, and what comes back is compared; the signature "
        "says by which engine, in which direction, and with what.",
    ),
    (
        "reference_",
        "Back-translation, with the reference's:",
        "Translation and reference are both translated by the same engine and compared there, "
        "which forgives other wording.",
    ),
    (
        "roundtrip_",
        "Round trip",
        "The translation goes into another language and back again; what is garbled in it does "
        "not survive.",
    ),
)

EXPLANATIONS = {
    "quality": Explanation(
        "Quality",
        0,
        "0 to 100, higher is better",
        "What a careful reader would give, as a small network estimates it, less what the "
        "findings cost. Half of common machine translations are below 65. It is rough: compare "
        "versions of one text with it, and let findings decide about a sentence.",
    ),
    "mqm_penalty": Explanation(
        "MQM penalty",
        1,
        "points per 1,000 words, lower is better",
        "Every finding costs points by its severity. It counts unconfirmed findings, and short "
        "texts swing widely.",
    ),
    "bleu": Explanation(
        "BLEU",
        1,
        "0 to 100, higher is better",
        "Word sequences shared with the reference translation. A good translation with other "
        "words scores low, so compare versions of one text, never different texts.",
    ),
    "chrf": Explanation(
        "chrF",
        1,
        "0 to 100, higher is better",
        "Character sequences shared with the reference translation; kinder to inflection than "
        "BLEU.",
    ),
    "ter": Explanation(
        "TER",
        1,
        "0 upward, lower is better",
        "Words to edit to arrive at the reference translation, per 100 words.",
    ),
    "terminology": Explanation(
        "Terminology",
        0,
        "0 to 100, higher is better",
        "The share of the source's terms that the translation answers as the glossary wants.",
    ),
    "similarity": Explanation(
        "Similarity",
        3,
        "up to 1, higher is better",
        "How close source and translation are in meaning to a multilingual encoder. Unrelated "
        "texts still reach about 0.7, and small errors hardly show.",
    ),
    "comet": Explanation(
        "COMET",
        3,
        "mostly 0 to 1, higher is better",
        "What a large network trained on human judgments makes of source, translation and "
        "reference. It rates copies and fluent sentences that say something else high: where a "
        "finding says that a segment is no translation, believe the finding.",
    ),
    **{
        f"backtranslation_{infix}{metric}": Explanation(f"{label} {short}", digits, scale, meaning)
        for infix, label, meaning in _BACK_TRANSLATIONS
        for metric, short, digits, scale in _METRICS
    },
}
"""Explanations by score name."""


def explanation(name: str) -> Explanation:
    """What a score means; the part behind a colon says of what it is one."""
    kind, _, part = name.partition(":")
    known = EXPLANATIONS.get(kind, Explanation(kind))
    return replace(known, label=f"{known.label}, {part}") if part else known
