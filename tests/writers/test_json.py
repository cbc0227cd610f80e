import json

from jsonschema import Draft202012Validator

from mtaudit.writers import writer
from mtaudit.writers.json import schema


def test_holds_against_the_schema(report, audience):
    data = json.loads(writer("json")(report, audience))
    Draft202012Validator.check_schema(schema())
    Draft202012Validator(schema()).validate(data)


def test_says_what_was_found_where(report, audience):
    data = json.loads(writer("json")(report, audience))
    first = data["documents"][0]
    assert [f["rule"] for f in first["findings"]] == [
        "ART001",
        "TRM001",
        "MRK002",
        "COV004",
        "TRM011",
    ]
    segments = {segment["id"]: segment for segment in first["segments"]}
    for finding in first["findings"]:
        text = segments[finding["segment"]][finding["side"]]
        assert text[finding["start"] : finding["end"]] == finding["text"]
    assert data["summary"]["findings"] == {"neutral": 1, "minor": 2, "major": 1, "critical": 1}
    assert [d["verdict"] for d in data["documents"]] == ["do not publish", "publish"]
    assert "seconds" not in data["rule_runs"][0]


def test_is_the_same_every_time_and_one_line_a_document(report, audience):
    first = writer("json")(report, audience)
    assert first == writer("json")(report, audience)
    assert sum(line.startswith('{"id": ') for line in first.splitlines()) == 2
