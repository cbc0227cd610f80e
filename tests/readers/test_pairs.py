"""JSON Lines and TSV with segment pairs."""

import gzip
import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.errors import InputError
from mtaudit.model import Document
from mtaudit.readers import read, read_stdin

ANY_STRING = st.text(st.characters(exclude_categories=["Cs"]))


def jsonl(*rows: object) -> tuple[Document, ...]:
    return read_stdin("\n".join(map(json.dumps, rows)).encode()).documents


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_all_keys():
    (document,) = jsonl(
        {
            "id": "s/1",
            "translation": "Hello.",
            "source": "Bonjour.",
            "reference": "Good day.",
            "references": ["Hi.", "Hello!"],
            "source_lang": "FR",
            "target_lang": "en_gb",
            "document": "a",
            "kind": "kept by others",
        }
    )
    (segment,) = document.segments
    assert (document.id, document.source_lang, document.target_lang) == ("a", "fr", "en-GB")
    assert (segment.id, segment.translation, segment.source) == ("s/1", "Hello.", "Bonjour.")
    assert segment.references == ("Good day.", "Hi.", "Hello!")
    assert segment.line == 1


def test_documents_in_the_order_of_their_first_rows():
    documents = jsonl(
        {"translation": "1", "document": "b"},
        {"translation": "2", "document": "a"},
        {"translation": "3", "document": "b"},
    )
    assert [(d.id, [s.translation for s in d.segments]) for d in documents] == [
        ("b", ["1", "3"]),
        ("a", ["2"]),
    ]
    assert [s.id for s in documents[0].segments] == ["1", "3"]


@pytest.mark.parametrize("name", ["news.jsonl", "news.ndjson", "news.JSONL"])
def test_rows_without_a_document_belong_to_the_file(tmp_path: Path, name: str):
    path = written(tmp_path, name, '{"translation": "x", "id": 7}\n\n{"translation": ""}\n')
    (document,) = read(path).documents
    assert (document.id, document.path) == ("news", str(path))
    assert [(s.id, s.translation, s.line) for s in document.segments] == [
        ("7", "x", 1),
        ("3", "", 3),
    ]


def test_gzip(tmp_path: Path):
    path = tmp_path / "news.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"translation": "x"}\n'))
    assert read(path).documents[0].id == "news"
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(InputError, match="not a whole gzip file"):
        read(path)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"translation": "x"', "not valid JSON: .* at column 20"),
        ("[1]", "a JSON array instead of an object"),
        ('{"id": 1}', "no key 'translation'"),
        ('{"translaton": "x"}', "did you mean it by 'translaton'"),
        ('{"translation": null}', "'translation' must be a string"),
        ('{"translation": "x", "id": 1.5}', "'id' must be a string or a whole number"),
        ('{"translation": "x", "source": 3}', "'source' must be a string"),
        ('{"translation": "x", "references": [1]}', "'references' must be a string or a list"),
        ('{"translation": "x", "source_lang": "jp"}', "source_lang: 'jp' .*did you mean 'ja'"),
        ('{"translation": "x", "target_lang": "de"}', "target_lang is de, .* above say en"),
        ('{"translation": ' + "9" * 5000 + "}", "not usable JSON"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_errors_name_path_and_line(tmp_path: Path, line: str, message: str):
    first = '{"translation": "x", "id": "a", "target_lang": "en"}'
    path = written(tmp_path, "a.jsonl", f"{first}\n\n{line}\n")
    with pytest.raises(InputError, match=message) as caught:
        read(path)
    assert str(caught.value).startswith(f"{path}:3: ")


def test_the_same_id_in_two_documents_is_legal():
    rows = [{"translation": "x", "id": "1", "document": name} for name in ("a", "b")]
    assert len(jsonl(*rows)) == 2


def test_rows_that_repeat_an_id_are_the_document_translated_again():
    rows = [
        {"translation": text, "id": name, "document": "d"}
        for text, name in (("x", "1"), ("y", "2"), ("x", "1"), ("z", "1"), ("w", "2"))
    ]
    found = {d.id: [(s.id, s.translation) for s in d.segments] for d in jsonl(*rows)}
    assert found == {
        "d": [("1", "x"), ("2", "y")],
        "d#2": [("1", "x"), ("2", "w")],
        "d#3": [("1", "z")],
    }


def test_blank_sources_and_references_are_none():
    ((segment,),) = [
        d.segments for d in jsonl({"translation": "x", "source": " ", "reference": ""})
    ]
    assert segment.source is None
    assert segment.references == ()


def test_half_a_surrogate_pair_becomes_writable():
    text = read_stdin(b'{"translation": "a\\ud83d b \\ud83d\\ude00"}').documents[0].segments[0]
    assert text.translation == "a\ufffd b 😀"


@given(st.lists(ANY_STRING, min_size=1), st.booleans())
def test_any_strings_come_back(texts: list[str], ascii_only: bool):
    rows = [json.dumps({"translation": text}, ensure_ascii=ascii_only) for text in texts]
    (document,) = read_stdin("\r\n".join(rows).encode()).documents
    assert [segment.translation for segment in document.segments] == texts


def test_tsv_with_columns_in_any_order(tmp_path: Path):
    text = (
        "\ufeffreference\ttranslation\tscore\tid\treference\tsource\r\n"
        'Ref "1"\t"Quoted\t0.5\ta\tRef 2\tSource\r\n'
        "\r\n"
        "\t\t\tb\t\t\r\n"
    )
    (document,) = read(written(tmp_path, "a.tsv", text)).documents
    first, second = document.segments
    assert (first.id, first.translation, first.source) == ("a", '"Quoted', "Source")
    assert first.references == ('Ref "1"', "Ref 2")
    assert (second.translation, second.source, second.references, second.line) == ("", None, (), 4)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id\ttranslaton\n1\tx\n", r":1: no column 'translation' .*by 'translaton'"),
        ("translation\tid\tid\n", r":1: column 3: 'id' stands twice"),
        (
            "translation\tsource\nx\n",
            r":2: column 2 \(source\): the header has 2 columns, this row 1",
        ),
        ("translation\nx\ty\n", r":2: column 2: the header has 1 columns, this row 2"),
        ("translation\tsource_lang\nx\tqq1\n", r":2: source_lang: 'qq1'"),
        ("translation\tid\n", "no rows"),
    ],
)
def test_tsv_errors_name_line_and_column(tmp_path: Path, text: str, message: str):
    with pytest.raises(InputError, match=message):
        read(written(tmp_path, "a.tsv", text))


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1)))
def test_any_cells_come_back(texts: list[str]):
    table = "".join(f"{number}\t{text}\n" for number, text in enumerate(texts))
    data = f"id\ttranslation\nlast\tx\n{table}".encode()
    (document,) = read_stdin(data).documents
    assert [segment.translation for segment in document.segments] == ["x", *texts]


def test_a_hundred_thousand_rows_take_seconds():
    rows = (
        json.dumps(
            {
                "id": number,
                "document": f"d{number // 40}",
                "source": "Une phrase dont la longueur est celle d’une phrase.",
                "translation": "A sentence of the length of a sentence.",
                "source_lang": "fr",
                "target_lang": "en",
            }
        )
        for number in range(100_000)
    )
    data = "\n".join(rows).encode()
    start = time.process_time()
    assert len(read_stdin(data).documents) == 2500
    assert time.process_time() - start < 10
