"""Runs a rule on its examples."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from mtaudit.documents import assemble
from mtaudit.engines import Engines
from mtaudit.glossary.model import Glossary
from mtaudit.model import Document, Finding, Segment
from mtaudit.readers.base import Article, Block
from mtaudit.rules.base import Example, Rule
from mtaudit.rules.runner import Runner

_BETWEEN = "\n\n***\n\n"


def documents_of(example: Example) -> list[Document]:
    """The documents that an example stands for, one in most."""
    translations = example.translation.split(_BETWEEN)
    sources = example.source.split(_BETWEEN) if example.source else [None] * len(translations)
    return [
        document_of(replace(example, translation=translation, source=source))
        for translation, source in zip(translations, sources, strict=True)
    ]


def document_of(example: Example) -> Document:
    """The document that an example of one document stands for.

    With a source of as many paragraphs, each paragraph is one segment, aligned to the source's
    paragraph in the same place; otherwise the paragraphs are cut into sentences, which are aligned.
    A paragraph that begins with ``# `` is the headline.
    """
    source_lang, _, target_lang = example.languages.partition("-")
    paragraphs = [_block(text) for text in example.translation.split("\n\n")]
    sources = [_block(text) for text in (example.source or "").split("\n\n")]
    if example.source is None or len(sources) != len(paragraphs):
        translation = Article("example", "example", tuple(paragraphs))
        source = Article("example", "example", tuple(sources)) if example.source else None
        return assemble(translation, source, (), source_lang or None, target_lang or None)
    segments = tuple(
        Segment(f"s{index + 1}", block.text, source.text, (), block.kind, index)
        for index, (block, source) in enumerate(zip(paragraphs, sources, strict=True))
    )
    return Document("example", segments, source_lang or None, target_lang or None)


def findings_of(rule: Rule, example: Example) -> tuple[Finding, ...]:
    """What a rule finds in an example, by document and place.

    Raises:
        AssertionError: the rule could not run on the example, or failed.
    """
    runner = Runner([rule], glossary=Glossary(rule.example_terms) if rule.example_terms else None)
    documents = documents_of(example)
    findings = [runner.check(document) for document in documents]
    findings = runner.check_collection(documents, findings)
    findings = runner.check_estimated(documents, findings, _engines().estimator)
    findings = runner.check_backtranslated(documents, findings, _engines().translator)
    (run,) = runner.runs()
    if run.status != "ran":
        raise AssertionError(f"{rule.code} {run.status}: {run.reason}")
    return tuple(finding for found in findings for finding in found)


@cache
def _engines() -> Engines:
    return Engines()


def _block(text: str) -> Block:
    return Block(text[2:], "headline") if text.startswith("# ") else Block(text)
