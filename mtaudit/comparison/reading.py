"""What a difference means, in plain words.

How often people agree with a metric that prefers one system over another depends on how far apart
the two are. The figures are those of Kocmi, Zouhar, Federmann and Post, "Navigating the Metrics
Maze: Reconciling Score Magnitudes and Accuracies" (ACL 2024, arXiv:2401.06760), who fitted them to
human judgments of whole systems. They hold for whole test sets with one reference a text. They do
not hold for a single article, for other metrics or models or tokenizers, and less for systems of
different kinds, which BLEU treats unequally (Callison-Burch et al. 2006).
"""

from __future__ import annotations

from mtaudit.comparison.model import Verdict

ENOUGH = 300
"""Texts that make a test set, where fewer are an article. Our choice; the paper names no number."""

_STEPS = (50, 55, 60, 65, 70, 75, 80, 85, 90, 95)
_AGREEMENT = {
    "bleu": (0.27, 0.52, 0.78, 1.06, 1.39, 1.79, 2.34, 3.35),
    "chrf": (0.14, 0.33, 0.54, 0.76, 1.00, 1.28, 1.63, 2.12, 3.05),
    "comet": (0.0003, 0.0010, 0.0018, 0.0026, 0.0035, 0.0045, 0.0056, 0.0071, 0.0094, 0.0153),
}
"""The difference at which people agree in so many per cent of pairs of systems, by ``_STEPS``; for
BLEU 90 % is never reached, for chrF not 95 %. COMET is wmt22-comet-da, which the paper has as 100
times what COMET says."""

_EVIDENCE = "Kocmi et al. 2024"


def read(
    name: str,
    difference: float,
    verdict: Verdict,
    texts: int,
    p_value: float | None,
    signature: str,
) -> str:
    """One or two sentences on a score's difference."""
    if p_value is None:
        return f"Nothing can be said from {texts} texts; it takes at least 5, better some hundreds."
    if verdict == "no clear difference":
        return (
            "If A and B were equally good, a difference as large would come about by chance in "
            f"{_share(p_value)} of cases; it tells nothing."
        )
    likely = (
        f"B is {verdict}: if both were equally good, so much would come about by chance in "
        f"{_share(p_value)} of cases."
    )
    return f"{likely} {_agreement(name, difference, texts, signature)}".strip()


def _agreement(name: str, difference: float, texts: int, signature: str) -> str:
    steps = _AGREEMENT.get(name)
    if steps is None or not _is_standard(name, signature):
        return ""
    if texts < ENOUGH:
        return (
            f"Whether readers would notice cannot be said of {texts} texts; "
            f"the published figures are about whole test sets ({ENOUGH} texts or more)."
        )
    reached = sum(abs(difference) >= step for step in steps)
    if reached <= 1:
        return (
            "Readers would hardly notice: with so little between two systems, people side with "
            f"the score no more often than a coin would ({_EVIDENCE})."
        )
    return (
        f"With so much between two systems, people side with the score in about "
        f"{_STEPS[reached - 1]} % of cases ({_EVIDENCE}); less often where A and B are systems of "
        "different kinds."
    )


def _share(p_value: float) -> str:
    percent = 100 * p_value
    return "less than 0.1 %" if percent < 0.1 else f"{percent:.2g} %"


def _is_standard(name: str, signature: str) -> bool:
    """Whether the score is made as in the paper: one reference, the usual tokenizer and model."""
    parts = dict(part.split(":", 1) for part in signature.split("|") if ":" in part)
    if name == "comet":
        return parts.get("model") == "Unbabel/wmt22-comet-da"
    return parts.get("nrefs") == "1" and parts.get("tok", "13a") == "13a"
