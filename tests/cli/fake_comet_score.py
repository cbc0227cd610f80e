"""Behaves like comet-score 2.2 on the command line; scores by shared words, so copies do well."""

import argparse
import json
import os
import re
import sys
from pathlib import Path


def lines(path):
    return [line.strip() for line in Path(path).read_text("utf-8").splitlines()]


def likeness(text, *others):
    words, known = (set(re.findall(r"\w+", each.lower())) for each in (text, " ".join(others)))
    return len(words & known) / max(1, len(words))


parser = argparse.ArgumentParser()
parser.add_argument("-s", "--sources", required=True)
parser.add_argument("-t", "--translations", nargs="+", required=True)
parser.add_argument("-r", "--references")
parser.add_argument("--gpus", type=int, default=1)
parser.add_argument("--quiet", action="store_true")
parser.add_argument("--to_json", default="")
parser.add_argument("--model", default="Unbabel/wmt22-comet-da")
parser.add_argument("--behave", default="well")
options = parser.parse_args()

if options.gpus:
    sys.exit("MisconfigurationException: No supported gpu backend found!")
if options.behave == "unfetched":
    sys.exit('Traceback (most recent call last):\nKeyError: "Model not supported by COMET."')
if "kiwi" not in options.model and options.references is None:
    parser.error(f"{options.model} requires -r/--references or -d/--sacrebleu_dataset.")
if "kiwi" not in options.model and os.environ.get("HF_HUB_OFFLINE") != "1":
    sys.exit("fetching from the network")
sources, translations = lines(options.sources), lines(options.translations[0])
columns = {"src": sources, "mt": translations}
if options.references:
    columns["ref"] = lines(options.references)
rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
for row in rows:
    row["COMET"] = likeness(row["mt"], row["src"], row.get("ref", ""))
sys.stdout.write(f"{options.translations[0]}\tscore: {rows[0]['COMET']:.4f}\n")
if options.behave == "short":
    rows.pop()
if options.behave != "silent":
    Path(options.to_json).write_text(json.dumps({options.translations[0]: rows}), "utf-8")
