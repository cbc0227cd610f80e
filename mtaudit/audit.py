"""The audit: from documents to a report. Everything else is called from here."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from mtaudit import __version__
from mtaudit.config import Settings
from mtaudit.engines import Engines
from mtaudit.errors import ModelError
from mtaudit.glossary.model import Glossary
from mtaudit.model import (
    AuditedDocument,
    Document,
    Finding,
    Problem,
    Report,
    RuleRun,
    Score,
    Scored,
)
from mtaudit.mqm import PROFILES, WeightProfile
from mtaudit.rules.base import Rule
from mtaudit.rules.runner import Runner, collecting_seldom
from mtaudit.scorers.base import Scorer
from mtaudit.scorers.pooling import pool
from mtaudit.scorers.resampling import interval
from mtaudit.text.tokens import count_words

Progress = Callable[[str, int], None]
"""Called with the name of a stage and how many documents it has just finished."""


def audit(
    documents: Sequence[Document],
    rules: Iterable[Rule],
    scorers: Sequence[Scorer],
    engines: Engines,
    settings: Settings,
    *,
    glossary: Glossary | None = None,
    problems: Sequence[Problem] = (),
    timings: bool = False,
    progress: Progress = lambda _stage, _done: None,
) -> Report:
    """Check and score documents.

    Rules and scorers that lack something are listed in the report's runs with the reason; a rule
    that raises is listed as failed, and the others go on.

    Args:
        documents: what to audit, in the order of the report.
        rules: the selected rules.
        scorers: cheap ones first.
        engines: for the rules that need an estimator or a translator.
        settings: recorded in the report; ``weights`` names the MQM profile.
        glossary: the user's terms.
        problems: inputs that could not be read, passed on to the report.
        timings: whether the runs carry seconds.
        progress: told of every document that a stage has finished.
    """
    runner = Runner(rules, glossary=glossary, timings=timings)
    findings = []
    with collecting_seldom():
        for document in documents:
            findings.append(runner.check(document))
            progress("rules", 1)
        findings = runner.check_collection(documents, findings)
    findings = runner.check_estimated(documents, findings, engines.estimator)
    findings = runner.check_backtranslated(documents, findings, engines.translator)
    weights = PROFILES[settings.weights]
    audited = [
        _audited(document, found, weights)
        for document, found in zip(documents, findings, strict=True)
    ]
    score_runs = []
    for scorer in scorers:
        audited, run = _scored(audited, scorer, progress)
        score_runs.append(run)
    return Report(
        version=__version__,
        settings=_describe(settings, scorers),
        documents=tuple(audited),
        rule_runs=runner.runs(),
        score_runs=tuple(score_runs),
        problems=tuple(problems),
        scores=pool(audited),
    )


def _audited(
    document: Document, findings: tuple[Finding, ...], weights: WeightProfile
) -> AuditedDocument:
    words = sum(count_words(segment.translation) for segment in document.segments)
    penalty = weights.penalty_per_1000_words(((f.category, f.severity) for f in findings), words)
    score = Score(
        "mqm_penalty",
        round(penalty, 4),
        f"profile:{weights.name}|per:1000 words|words:{words}|version:{__version__}",
    )
    return AuditedDocument(
        document, words, findings, (score,), tuple({} for _ in document.segments)
    )


def _scored(
    audited: Sequence[AuditedDocument], scorer: Scorer, progress: Progress
) -> tuple[list[AuditedDocument], RuleRun]:
    documents = [item.document for item in audited]
    reason = _lacks(scorer, documents)
    if reason:
        return list(audited), RuleRun(scorer.name, "skipped", reason)
    try:
        results = scorer.score(audited, lambda done: progress(scorer.name, done))
    except ModelError as error:
        return list(audited), RuleRun(scorer.name, "skipped", str(error))
    said = dict.fromkeys(text for each in results for text in (each.skipped, each.note) if text)
    scored = sum(1 for result in results if result.scores)
    merged = [
        _merged(item, result, scorer.name) for item, result in zip(audited, results, strict=True)
    ]
    reason = "; ".join(sorted(said)) or None
    return merged, RuleRun(scorer.name, "ran" if scored else "skipped", reason)


def _lacks(scorer: Scorer, documents: Sequence[Document]) -> str | None:
    if "source" in scorer.needs and not any(d.has_source for d in documents):
        return "no source was given"
    if "reference" in scorer.needs and not any(d.has_references for d in documents):
        return "no reference was given"
    return None


def _merged(item: AuditedDocument, result: Scored, scorer: str) -> AuditedDocument:
    segments = result.segments or tuple({} for _ in item.segment_scores)
    return replace(
        item,
        scores=item.scores + tuple(_with_interval(score) for score in result.scores),
        segment_scores=tuple(
            {**old, **new} for old, new in zip(item.segment_scores, segments, strict=True)
        ),
        backtranslations=result.backtranslations or item.backtranslations,
        reasons=result.reasons or item.reasons,
        skipped={**item.skipped, scorer: result.skipped} if result.skipped else item.skipped,
    )


def _with_interval(score: Score) -> Score:
    return replace(score, interval=interval(score.statistics)) if score.statistics else score


def _describe(settings: Settings, scorers: Sequence[Scorer]) -> dict[str, object]:
    """The settings that results depend on, with a digest."""
    described: dict[str, object] = {
        "source_lang": settings.source_lang,
        "target_lang": settings.target_lang,
        "select": list(settings.select),
        "ignore": list(settings.ignore),
        "glossaries": [path.name for path in settings.glossaries],
        "fail_on": str(settings.fail_on),
        "weights": settings.weights,
        "models": list(settings.models),
        "scorers": [scorer.name for scorer in scorers],
    }
    if settings.comet:
        described["comet_model"] = settings.comet_model
    digest = hashlib.sha256(json.dumps(described, sort_keys=True).encode()).hexdigest()
    return {"digest": digest[:16], **described}


def default_scorers(
    engines: Engines, glossary: Glossary | None = None, settings: Settings | None = None
) -> list[Scorer]:
    """The scorers that ship, cheap ones first.

    Terminology is scored where there is a glossary, COMET where the settings name its command.
    """
    from mtaudit.scorers.backtranslation import BackTranslationScorer  # noqa: PLC0415
    from mtaudit.scorers.comet import CometScorer  # noqa: PLC0415
    from mtaudit.scorers.quality import QualityScorer  # noqa: PLC0415
    from mtaudit.scorers.reference import ReferenceScorer  # noqa: PLC0415
    from mtaudit.scorers.similarity import SimilarityScorer  # noqa: PLC0415
    from mtaudit.scorers.terminology import TerminologyScorer  # noqa: PLC0415

    terminology = [TerminologyScorer(glossary)] if glossary else []
    comet = (
        [CometScorer(settings.comet, settings.comet_model, allow_download=settings.allow_download)]
        if settings and settings.comet
        else []
    )
    return [
        *terminology,
        ReferenceScorer(),
        SimilarityScorer(engines),
        BackTranslationScorer(engines),
        *comet,
        QualityScorer(engines),
    ]
