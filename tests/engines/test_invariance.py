"""Batches and threads decide how fast a translation is made, and nothing else."""

import re
from itertools import pairwise

import pytest

from mtaudit.audit import audit
from mtaudit.config import Settings
from mtaudit.engines import Engines
from mtaudit.engines.huggingface import HuggingFaceTranslator
from mtaudit.errors import ModelError
from mtaudit.gate import Gate
from mtaudit.model import Document, Segment
from mtaudit.scorers.backtranslation import BackTranslationScorer
from mtaudit.writers import Audience, writer

ENGLISH = (
    "The president signed the agreement on Tuesday.",
    "It rains.",
    "According to the ministry, 12 towns lost their schools in the spring; two reopened.",
    "Headline without a full stop",
)


class Given(Engines):
    """Engines that consist of one translator."""

    def __init__(self, engine):
        super().__init__()
        self.engine = engine

    def translator(self, source_lang, target_lang):
        if not self.engine.supports(source_lang, target_lang):
            raise ModelError("another pair")
        return self.engine


def report(engine, document):
    """The JSON report of a document, back-translated; without the signature's size of batches."""
    engines = Given(engine)
    made = audit([document], [], [BackTranslationScorer(engines)], engines, Settings())
    return re.sub(r"-batch\d+", "", writer("json")(made, Audience(Gate())))


@pytest.fixture(scope="module")
def french(pairs):
    """Sentences that the model has learnt, halves of them put together, and long ones."""
    known = [source for source, _ in pairs]
    mixed = [f"{first} {' '.join(second.split()[1:])}" for first, second in pairwise(known)]
    texts = [*known, *mixed[:3], f"{known[0]} , " * 3, "chat " * 40, "zzz"]
    segments = (Segment(f"s{i}", text, "the cat sleeps in Paris") for i, text in enumerate(texts))
    return Document("d", tuple(segments), "en", "fr")


def test_of_pytorch(found, french, threads):
    threads(1)
    expected = report(HuggingFaceTranslator(found), french)
    assert '"backtranslation_chrf"' in expected
    for number, batch in ((1, 1), (2, 5)):
        threads(number)
        assert report(HuggingFaceTranslator(found, batch=batch), french) == expected


def test_of_ctranslate2(found, french, threads, tmp_path, monkeypatch):
    pytest.importorskip("ctranslate2")
    from mtaudit.engines.ctranslate2 import CTranslate2Translator  # noqa: PLC0415

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    threads(1)
    expected = report(CTranslate2Translator(found), french)
    assert "|engine:ct2:opus-mt-fr-en|" in expected
    for number, batch in ((1, 1), (2, 3)):
        threads(number)
        assert report(CTranslate2Translator(found, batch=batch), french) == expected


def test_of_the_packaged_translator(translator, threads):
    segments = [Segment(f"s{i}", text, "O presidente.") for i, text in enumerate(ENGLISH)]
    document = Document("d", tuple(segments), "pt", "en")
    threads(1)
    expected = report(translator, document)
    assert '"backtranslation_chrf"' in expected
    threads(2)
    assert report(translator, document) == expected
    alone = [translator.translate([text], "en", "pt")[0] for text in ENGLISH]
    assert translator.translate(ENGLISH, "en", "pt") == alone


def test_a_text_is_translated_alike_whatever_stands_beside_it(found):
    """Its room does not depend on the others: else one that runs on would end elsewhere."""
    engine = HuggingFaceTranslator(found)
    texts = ["zzz", "chat chat", "la paix revient", "le chat dort " * 10]
    together = engine.translations(texts, "fr", "en")
    assert together == [engine.translations([text], "fr", "en")[0] for text in texts]
