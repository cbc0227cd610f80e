import pytest

from mtaudit.glossary.checks import check
from mtaudit.glossary.model import Concept, Glossary, Name, Standing, Term


def rows(*cells):
    return Glossary(tuple(Term(*cell, origin="g.csv", line=n) for n, cell in enumerate(cells, 2)))


@pytest.mark.parametrize(
    ("cells", "line"),
    [
        ([("a", ("b",)), ("A", ("b",))], "g.csv:3: “A” stands already in g.csv, line 2"),
        ([("a", ("b",)), ("a", ("c",))], "g.csv:3: “a” is to be “c” here and “b” in g.csv, line 2"),
        (
            [("a", ("b",), None, None, ("b",))],
            "g.csv:2: “b” is both demanded and forbidden for “a”",
        ),
        (
            [("a", ("b",)), ("a", ("c",), None, None, ("b",))],
            "g.csv:3: “b” is demanded and forbidden: see also in g.csv, line 2",
        ),
        (
            [("a", ("b",), "en", "en-GB"), ("b", ("a",), "en", "en-GB")],
            "g.csv:2: “a” leads back to itself in g.csv, line 3",
        ),
        (
            [("a", ("x",), "fr", "en", ("y",)), ("b", ("y",), "fr", "en", ("x",))],
            "g.csv:3: “b” and “a” forbid each other’s translations: see in g.csv, line 2",
        ),
        ([("…", ("b",))], "g.csv:2: “…” has no letters, and will never be found"),
        ([("a", ("b " * 31,))], f"g.csv:2: “{'b ' * 20}…” has more than 30 words: no term"),
        (
            [("US", ("USA",)), ("us", ("nous",))],
            "g.csv:3: “us” and “US” in g.csv, line 2 differ by their capitals only: "
            "make both case-sensitive",
        ),
    ],
)
def test_complaints(cells, line):
    assert line in [str(complaint) for complaint in check(rows(*cells))]


@pytest.mark.parametrize(
    "cells",
    [
        [("a", ("b",), "fr", "en"), ("a", ("c",), "fr", "de")],
        [("a", ("b", "c")), ("d", ("c", "b"))],
        [("US", ("USA",), None, None, (), True), ("us", ("nous",), None, None, (), True)],
        [("a", ("a",), "fr", "en")],
    ],
)
def test_nothing_to_complain_of(cells):
    assert check(rows(*cells)) == []


def test_concepts_are_compared_in_every_pair():
    def concept(line, *texts):
        names = [Name(text, lang, line=line) for text, lang in texts]
        return Concept(tuple(names), origin="g.tbx", line=line)

    glossary = Glossary(
        concepts=(
            concept(3, ("loi", "fr"), ("law", "en")),
            concept(9, ("loi", "fr"), ("act", "en")),
            Concept((Name("x", "fr"), Name("y", "en"), Name("y", "en", Standing.FORBIDDEN))),
        )
    )
    assert [str(each) for each in check(glossary)] == [
        "g.tbx:9: “loi” is to be “act” here and “law” in g.tbx, line 3"
    ]
