"""Translations, sources and references find each other."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mtaudit.errors import InputError, UsageError
from mtaudit.pairing import Pairings, pair

Write = Callable[..., Path]
PAIR = {"source_lang": "fr", "target_lang": "en"}


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes files below a folder and returns the folder."""

    def write(*names: str, **contents: str) -> Path:
        for name in names:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(contents.get("text", f"This is {name}."), "utf-8")
        return tmp_path

    return write


def rows(result: Pairings, root: Path) -> list[tuple[str, str | None, list[str]]]:
    """The ids, with the paths of sources and references below ``root``."""

    def name(path: str) -> str:
        return Path(path).relative_to(root).as_posix()

    return [
        (
            pairing.translation.id,
            name(pairing.source.path) if pairing.source else None,
            [name(reference.path) for reference in pairing.references],
        )
        for pairing in result.pairings
    ]


def messages(result: Pairings, *, fatal: bool) -> list[str]:
    return [problem.message for problem in result.problems if problem.fatal == fatal]


def test_folders_pair_by_stem_and_language(write: Write):
    root = write(
        "articles/a.en.html", "articles/sub/b.md", "sources/a.fr.txt", "sources/a.de.txt",
        "sources/sub/b.md", "refs1/a.en.txt", "refs2/a.txt",
    )  # fmt: skip
    result = pair(
        [root / "articles"],
        sources=root / "sources",
        references=[root / "refs1", root / "refs2"],
        source_lang="fr",
    )
    assert rows(result, root) == [
        ("a.en.html", "sources/a.fr.txt", ["refs1/a.en.txt", "refs2/a.txt"]),
        ("sub/b.md", "sources/sub/b.md", []),
    ]
    assert [(p.source_lang, p.target_lang) for p in result.pairings] == [("fr", "en"), ("fr", None)]
    assert result.problems == ()


def test_names_give_the_languages(write: Write):
    root = write("articles/a.en.html", "sources/a.fr.txt")
    (pairing,) = pair([root / "articles"], sources=root / "sources").pairings
    assert (pairing.source_lang, pairing.target_lang) == ("fr", "en")


def test_stated_languages_come_before_names_and_files(write: Write):
    root = write("a.en.html", text="<html lang=de><p>x</p></html>")
    (pairing,) = pair([root / "a.en.html"], target_lang="en-GB").pairings
    assert pairing.target_lang == "en-GB"
    write("b.html", text="<html lang=de><p>x</p></html>")
    (pairing,) = pair([root / "b.html"]).pairings
    assert pairing.target_lang == "de"
    (pairing,) = pair([root / "b.html"], source_lang="de").pairings
    assert pairing.target_lang is None


def test_side_by_side_in_one_folder(write: Write):
    root = write("a.fr.txt", "a.en.txt", "b.en.txt", "sub/c.fr.txt", "sub/c.en.txt", "d.txt")
    result = pair([root], **PAIR)
    assert rows(result, root) == [
        ("a.en.txt", "a.fr.txt", []),
        ("b.en.txt", None, []),
        ("d.txt", None, []),
        ("sub/c.en.txt", "sub/c.fr.txt", []),
    ]


def test_side_by_side_without_languages_is_left_to_the_user(write: Write):
    root = write("a.fr.txt", "a.en.txt")
    assert rows(pair([root]), root) == [("a.en.txt", None, []), ("a.fr.txt", None, [])]


def test_the_target_alone_makes_the_other_language_the_source(write: Write):
    root = write("a.fr.txt", "a.en.txt")
    result = pair([root], target_lang="en")
    assert rows(result, root) == [("a.en.txt", "a.fr.txt", [])]
    assert result.pairings[0].source_lang == "fr"


def test_a_third_language_is_left_out_aloud(write: Write):
    root = write("a.fr.txt", "a.en.txt", "a.de.txt")
    result = pair([root], **PAIR)
    assert rows(result, root) == [("a.en.txt", "a.fr.txt", [])]
    (message,) = messages(result, fatal=False)
    assert "a.de.txt: left out" in message


def test_words_that_look_like_languages_are_none(write: Write):
    root = write("report.mt.txt", "story.new.txt")
    assert [row[0] for row in rows(pair([root], **PAIR), root)] == [
        "report.mt.txt",
        "story.new.txt",
    ]


def test_folders_named_after_their_role(write: Write):
    root = write(
        "articles/a.en.html", "sources/a.fr.txt", "reference_translations/a.en.txt",
        "2024/b.html", "2024/source/b.txt",
    )  # fmt: skip
    assert rows(pair([root]), root) == [
        ("2024/b.html", "2024/source/b.txt", []),
        ("articles/a.en.html", "sources/a.fr.txt", ["reference_translations/a.en.txt"]),
    ]


def test_given_folders_inside_the_audited_one_are_not_audited(write: Write):
    root = write("a.html", "originals/a.html", "human/a.html")
    result = pair([root], sources=root / "originals", references=[root / "human"])
    assert rows(result, root) == [("a.html", "originals/a.html", ["human/a.html"])]


def test_lone_files_need_no_names(write: Write):
    root = write("x.txt", "y.md", "z.txt", "w.txt")
    result = pair(
        [root / "x.txt"], sources=root / "y.md", references=[root / "z.txt", root / "w.txt"]
    )
    assert rows(result, root) == [("x.txt", "y.md", ["z.txt", "w.txt"])]


def test_a_named_file_is_found_in_the_folders_of_the_sources(write: Write):
    root = write("articles/2024/a.en.html", "sources/2024/a.fr.txt", "sources/2024/b.fr.txt")
    result = pair([root / "articles/2024/a.en.html"], sources=root / "sources")
    assert rows(result, root) == [("a.en.html", "sources/2024/a.fr.txt", [])]
    assert result.problems == ()


def test_a_file_that_the_user_names_is_a_translation(write: Write):
    root = write("a.fr.txt", "a.en.txt")
    assert rows(pair([root / "a.fr.txt"], **PAIR), root) == [("a.fr.txt", None, [])]
    both = pair([root / "a.fr.txt", root / "a.en.txt"], **PAIR)
    assert rows(both, root) == [("a.en.txt", "a.fr.txt", [])]


def test_sources_may_lie_beside_the_translations(write: Write):
    root = write("a.fr.txt", "a.en.txt", "b.en.txt")
    named = pair([root / "a.en.txt"], sources=root, references=[root], **PAIR)
    assert rows(named, root) == [("a.en.txt", "a.fr.txt", [])]
    whole = pair([root], sources=root, **PAIR)
    assert rows(whole, root) == [("a.en.txt", "a.fr.txt", []), ("b.en.txt", None, [])]


def test_what_finds_no_counterpart_is_named_with_what_was_looked_for(write: Write):
    root = write(
        "articles/a.html", "articles/b.html", "sources/a.txt", "sources/c.txt", "refs/d.txt"
    )
    result = pair([root / "articles"], sources=root / "sources", references=[root / "refs"])
    assert rows(result, root) == [("a.html", "sources/a.txt", []), ("b.html", None, [])]
    assert messages(result, fatal=True) == []
    b, c, d = messages(result, fatal=False)
    assert b == f"{root}/articles/b.html: no source: looked for b.* in {root}/sources"
    assert c == f"{root}/sources/c.txt: source without a translation: looked for c.*"
    assert d == f"{root}/refs/d.txt: reference without a translation: looked for d.*"


def test_several_possible_sources_are_a_problem_until_the_language_is_stated(write: Write):
    root = write("articles/a.html", "sources/a.fr.txt", "sources/a.de.txt")
    result = pair([root / "articles"], sources=root / "sources")
    assert rows(result, root) == [("a.html", None, [])]
    (message,) = messages(result, fatal=False)
    assert "several sources" in message
    assert "--source-lang" in message


def test_unreadable_files_do_not_stop_the_others(write: Write):
    root = write("a.txt", "c.txt")
    (root / "b.txt").write_bytes(b"\x89PNG\0")
    write("d.txt", text="")
    result = pair([root])
    assert [row[0] for row in rows(result, root)] == ["a.txt", "c.txt"]
    assert [problem.path for problem in result.problems] == [
        str(root / "b.txt"),
        str(root / "d.txt"),
    ]
    assert all(problem.fatal for problem in result.problems)


def test_an_unreadable_source_leaves_its_translation(write: Write):
    root = write("articles/a.txt")
    write("sources/a.txt", text=" ")
    result = pair([root / "articles"], sources=root / "sources")
    assert rows(result, root) == [("a.txt", None, [])]
    (message,) = messages(result, fatal=True)
    assert "empty file" in message


@pytest.mark.parametrize("argument", ["paths", "sources", "references", "manifest"])
def test_a_path_that_does_not_exist_stops_at_once(write: Write, argument: str):
    root = write("a.txt")
    missing = root / "nowhere"
    arguments = {"paths": [root / "a.txt"]}
    arguments |= {argument: [missing] if argument in {"paths", "references"} else missing}
    with pytest.raises(InputError, match="nowhere: no such file or folder"):
        pair(**arguments)


def test_a_language_that_does_not_exist_stops_at_once(write: Write):
    with pytest.raises(UsageError, match="did you mean 'ja'"):
        pair([write("a.txt")], source_lang="jp")


def test_a_folder_without_articles_is_a_problem(write: Write):
    root = write(
        "README.md", "LICENSE.txt", ".hidden/a.txt", ".a.txt", "x.expected.tsv", "expected.tsv",
        "run.py",
    )  # fmt: skip
    (message,) = messages(pair([root]), fatal=True)
    assert "no articles in it" in message


def test_a_folder_of_sources_alone_is_a_problem(write: Write):
    (message,) = messages(pair([write("a.fr.txt")], **PAIR), fatal=True)
    assert "no translations in it, but 1 other files" in message


MANIFEST = (
    "translation\tsource\treferences\tsource_lang\ttarget_lang\n"
    "en/a.html\tfr/x.txt\tref/1.txt; ref/2.txt\tfr\ten\n"
    "en/b.html\t\t\t\t\n"
)


def test_a_manifest_in_a_folder_says_what_is_audited(write: Write):
    root = write("en/a.html", "en/b.html", "en/c.html", "fr/x.txt", "ref/1.txt", "ref/2.txt")
    write("manifest.tsv", text=MANIFEST)
    result = pair([root], target_lang="en-GB")
    assert rows(result, root) == [
        ("en/a.html", "fr/x.txt", ["ref/1.txt", "ref/2.txt"]),
        ("en/b.html", None, []),
    ]
    assert [p.target_lang for p in result.pairings] == ["en", "en-GB"]
    assert result.problems == ()


def test_a_manifest_in_a_subfolder_and_one_by_name(write: Write):
    root = write("sub/en/a.html", "sub/en/b.html", "sub/fr/x.txt", "sub/ref/1.txt",
                 "sub/ref/2.txt", "sub/en/c.html", "top.txt")  # fmt: skip
    write("sub/manifest.tsv", text=MANIFEST)
    ids = [row[0] for row in rows(pair([root]), root)]
    assert ids == ["sub/en/a.html", "sub/en/b.html", "top.txt"]
    by_name = rows(pair([], manifest=root / "sub/manifest.tsv"), root)
    assert [row[0] for row in by_name] == ["en/a.html", "en/b.html"]
    assert rows(pair([root / "sub/manifest.tsv"]), root) == by_name


def test_missing_files_of_a_manifest_are_problems_with_their_line(write: Write):
    root = write("en/a.html", "ref/1.txt")
    write("manifest.tsv", text=MANIFEST)
    result = pair([root])
    assert rows(result, root) == [("en/a.html", None, ["ref/1.txt"])]
    assert messages(result, fatal=True) == [
        f"{root}/manifest.tsv:2: no such file: {root}/fr/x.txt",
        f"{root}/manifest.tsv:2: no such file: {root}/ref/2.txt",
        f"{root}/manifest.tsv:3: no such file: {root}/en/b.html",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "translation\tsorce\na\tb\n",
            ":1: column 2: unknown column 'sorce' .did you mean 'source'",
        ),
        ("translation\ttarget_lang\na\tjp\n", ":2: column target_lang: 'jp'"),
        ("source\nx\n", ":1: no column 'translation'"),
        ("translation\tsource\n\tx\n", ":2: column translation: empty"),
        ("translation\n", "no rows"),
    ],
)
def test_a_wrong_manifest_is_a_problem(write: Write, text: str, message: str):
    import re  # noqa: PLC0415

    (found,) = messages(pair([write("manifest.tsv", text=text)]), fatal=True)
    assert re.search(message, found)


def test_rows_of_pairs_become_documents(write: Write):
    root = write("a.jsonl", text='{"translation": "x", "id": "1", "document": "d"}\n')
    write("sources/other.txt")
    result = pair([root / "a.jsonl"], **PAIR)
    (document,) = result.documents
    assert (document.id, document.source_lang, document.target_lang) == ("d", "fr", "en")
    assert result.problems == ()
    told = pair([root / "a.jsonl"], sources=root / "sources/other.txt")
    assert "comes in pairs" in messages(told, fatal=False)[0]


def test_pairs_are_no_source(write: Write):
    root = write("a.txt")
    write("s.jsonl", text='{"translation": "x"}\n')
    result = pair([root / "a.txt"], sources=root / "s.jsonl")
    assert "holds pairs" in messages(result, fatal=True)[0]
    assert rows(result, root) == [("a.txt", None, [])]


def feed(**titles: str) -> str:
    items = "".join(
        f"<item><guid>{guid}</guid><title>{title}</title></item>" for guid, title in titles.items()
    )
    return f'<rss version="2.0"><channel>{items}</channel></rss>'


def test_entries_of_feeds_pair_by_id(write: Write):
    root = write("f.en.xml", text=feed(a="One", b="Two", c="Three"))
    write("f.fr.xml", text=feed(b="Deux", a="Un", d="Quatre"))
    result = pair([root], **PAIR)
    pairs = [(p.translation.id, p.source and p.source.blocks[0].text) for p in result.pairings]
    assert pairs == [("f.en.xml#a", "Un"), ("f.en.xml#b", "Deux"), ("f.en.xml#c", None)]
    without, unused = messages(result, fatal=False)
    assert "c: no source in" in without
    assert "d: no translation in" in unused


def test_a_feed_and_an_article_do_not_pair(write: Write):
    root = write("f.xml", text=feed(a="One"))
    write("s.txt")
    result = pair([root / "f.xml"], sources=root / "s.txt")
    assert [p.source for p in result.pairings] == [None]
    assert "no source in" in messages(result, fatal=False)[0]


def test_the_order_and_the_ids_do_not_depend_on_how_paths_are_given(write: Write):
    root = write("one/b.txt", "one/a.txt", "two/a.txt")
    twice = pair([root / "one", root / "one/a.txt", root / "one/../one"])
    assert [p.translation.id for p in twice.pairings] == ["a.txt", "b.txt"]
    both = [p.translation.id for p in pair([root / "two/a.txt", root / "one/a.txt"]).pairings]
    assert sorted(both) == [(root / "one/a.txt").as_posix(), (root / "two/a.txt").as_posix()]


def test_standard_input(write: Write):
    root = write("s.txt")
    result = pair([Path("-")], sources=root / "s.txt", stdin=lambda: b"Some text.")
    assert rows(result, root) == [("<stdin>", "s.txt", [])]
    broken = pair([Path("-")], stdin=lambda: b"")
    assert messages(broken, fatal=True)[0].startswith("<stdin>: empty file")
