"""Every entry of the tables of wrong renderings finds its example, and not the right one."""

import re

import pytest

from mtaudit.model import Document, Segment
from mtaudit.rules.calque_tables import Entry, directions
from mtaudit.rules.calques import BrokenSetPhrase, Calque, FalseFriend
from mtaudit.rules.runner import Runner

RULES = {"friend": "CAL001", "calque": "CAL002", "phrase": "CAL003"}
ENTRIES = [
    pytest.param(source, target, entry, id=f"{source}-{target}-{number}")
    for (source, target), entries in directions().items()
    for number, entry in enumerate(entries, 1)
]


def found(source_lang, target_lang, translation, source):
    segment = Segment("s1", translation, source)
    document = Document("d", (segment,), source_lang, target_lang)
    return Runner([FalseFriend(), Calque(), BrokenSetPhrase()]).check(document)


def sides(entry: Entry) -> tuple[str | None, str]:
    source, arrow, translation = entry.example.partition(" => ")
    return (source, translation) if arrow else (None, source)


@pytest.mark.parametrize(("source_lang", "target_lang", "entry"), ENTRIES)
def test_an_entry_finds_its_example_and_not_the_right_rendering(source_lang, target_lang, entry):
    source, translation = sides(entry)
    language = "fr" if source_lang == "mul" else source_lang
    findings = found(language, target_lang, translation, source)
    assert RULES[entry.kind] in {finding.rule for finding in findings}, translation
    spans = list(entry.find(translation))
    assert spans
    start, end = spans[0]
    mended = translation[:start] + re.sub("…", "", entry.right[0]) + translation[end:]
    assert not any(
        finding.start < start + len(entry.right[0]) and finding.end > start
        for finding in found(language, target_lang, mended, source)
    ), mended


def test_tables_have_no_doubles():
    for (source, target), entries in directions().items():
        shapes = [
            (shape.notation, tuple(s.notation for s in entry.source))
            for entry in entries
            for shape in entry.wrong
        ]
        doubled = {shape for shape in shapes if shapes.count(shape) > 1}
        assert not doubled, (source, target)
