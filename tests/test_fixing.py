import json
from dataclasses import replace

import pytest

from mtaudit.documents import assemble
from mtaudit.fixing import apply, fix
from mtaudit.model import AuditedDocument, Edit
from mtaudit.readers import read
from mtaudit.rules.registry import all_rules
from mtaudit.rules.runner import Runner
from mtaudit.testing import document_of, findings_of


def audited(path):
    reading = read(path)
    documents = [assemble(a, None, (), "fr", "en") for a in reading.articles] or reading.documents
    runner = Runner(all_rules().values())
    return [
        AuditedDocument(d, 1, runner.check(d), (), tuple({} for _ in d.segments)) for d in documents
    ]


def test_edits_are_applied_in_order_and_never_overlap():
    edits = [Edit(4, 8, "X"), Edit(0, 1, "A"), Edit(6, 9, "Y"), Edit(9, 9, "!")]
    assert apply("abcdefghi", edits) == "AbcdXi!"


def test_furniture_lines_go_and_doubled_words_are_written_once(tmp_path):
    path = tmp_path / "a.en.txt"
    path.write_text("Skip to content\nA title here\n\nHe met met her in Rome.\n\nShare\n", "utf-8")
    (fixed,) = fix(audited(path), safe_only=True)
    assert fixed.after == "A title here\n\nHe met her in Rome.\n\n"
    assert "-Skip to content\n" in fixed.diff()
    assert path.read_text("utf-8") == fixed.before


def test_what_a_person_should_see_is_kept_apart(tmp_path):
    path = tmp_path / "a.en.txt"
    path.write_text("Strike halts trains | BBC News\n\nIt was an decision of the court.\n", "utf-8")
    assert fix(audited(path), safe_only=True) == []
    (fixed,) = fix(audited(path), safe_only=False)
    assert fixed.after.startswith("Strike halts trains \n\nIt was a decision")


def test_rows_keep_their_other_keys(tmp_path):
    path = tmp_path / "a.jsonl"
    rows = [
        {
            "id": "1",
            "translation": "He met met her.",
            "source_lang": "fr",
            "target_lang": "en",
            "x": 1,
        },
        {"id": "2", "translation": "Fine.", "source_lang": "fr", "target_lang": "en"},
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    (fixed,) = fix(audited(path), safe_only=True)
    after = [json.loads(line) for line in fixed.after.splitlines()]
    assert after == [{**rows[0], "translation": "He met her."}, rows[1]]


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.code)
def test_a_safe_edit_removes_its_finding(rule):
    for example in rule.examples:
        findings = [f for f in findings_of(rule, example) if f.edit and f.edit.safe]
        document = document_of(example)
        for segment in document.segments:
            edits = [f.edit for f in findings if f.segment == segment.id]
            if not edits:
                continue
            after = replace(segment, translation=apply(segment.translation, edits))
            again = Runner([rule]).check(replace(document, segments=(after,)))
            assert not [f for f in again if f.edit and f.edit.safe]
