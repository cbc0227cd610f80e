"""The hand-made sentences of ``data/uses.tsv``: right and wrong uses of two termbases.

A wrong use counts as found where a finding covers the offence that the table names.
"""

import csv
from pathlib import Path

from mtaudit.glossary.model import Glossary
from mtaudit.glossary.readers import read_glossary
from mtaudit.model import Document, Segment
from mtaudit.rules.glossary import ForbiddenTerm, MissingTerm, TranslatedTerm
from mtaudit.rules.runner import Runner

DATA = Path(__file__).parent / "data"


def judged():
    glossaries = [read_glossary(DATA / name) for name in ("politics.v2.tbx", "economy.v3.tbx")]
    runner = Runner(
        [ForbiddenTerm(), MissingTerm(), TranslatedTerm()], glossary=Glossary.join(glossaries)
    )
    with (DATA / "uses.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    for number, row in enumerate(rows):
        segment = Segment("s1", row["translation"], row["source"])
        found = runner.check(Document(str(number), (segment,), *row["pair"].split("-")))
        yield row, [finding.text.lower() for finding in found]
    assert {run.status for run in runner.runs()} == {"ran"}


def test_right_uses_are_accepted_and_wrong_ones_found():
    right, wrong = [], []
    for row, texts in judged():
        offence = row["offence"].lower()
        if row["verdict"] == "ok":
            right.append(not texts)
        else:
            wrong.append(any(text in offence or offence in text for text in texts))
    assert len(right) >= 100
    assert len(wrong) >= 100
    assert sum(right) / len(right) >= 0.95
    assert sum(wrong) / len(wrong) >= 0.90
