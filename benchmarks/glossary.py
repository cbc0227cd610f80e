"""A glossary of 100 entries beside one of 100,000: load time, memory and time per segment.

Run as ``python -m benchmarks.glossary``. Each size has a process of its own, so that its memory is
its own. The small glossary has words of the segments; the large one has the same, and more that
are put together from such words, in the proportion in which real terms have one, two or three.
Dictionaries of word forms are loaded before, and named apart. Seconds are the processor's.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.accuracy import read
from benchmarks.rows import Row

_GLOSSARIES = {
    "100 entries, none found": (100, 0),
    "100 entries": (100, 100),
    "100,000 entries": (100_000, 100),
}
"""Entries, and how many of them are words of the segments."""

_WARM_UP = 500
_SEED = 11
_PAIR = ("de", "en")
_WORDS_OF_TERM = (1, 1, 2, 2, 2, 3)


def main() -> None:
    """Print one line a size, and how the two compare."""
    if len(sys.argv) > 2:
        print(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]))))
        return
    with tempfile.TemporaryDirectory() as folder:
        results = []
        for name, (size, used) in _GLOSSARIES.items():
            path = Path(folder) / f"{size}-{used}.tsv"
            write(path, size, used)
            results.append(_apart(path, size))
            _print(name, results[-1])
    idle, small, large = (result["segment"] for result in results)
    print(f"dictionaries: {results[0]['dictionaries']:.2f} s")
    print(f"{large / small:.2f} times the time per segment of the small glossary (at most 2)")
    print(f"{large / idle:.2f} times that of a small glossary of which no term is ever found")


def _print(name: str, result: dict[str, float]) -> None:
    print(
        f"{name}: load {result['load']:.2f} s, index {result['index']:.2f} s, "
        f"{result['memory']:.0f} MB more, {result['segment']:.4f} ms a segment, "
        f"{result['mentions']} terms found"
    )


def measure(path: Path, size: int) -> dict[str, float]:
    """Load a glossary and judge all segments with it."""
    from mtaudit.glossary.hits import Matcher
    from mtaudit.glossary.readers import read_glossary
    from mtaudit.glossary.words import lemmas
    from mtaudit.lang import language
    from mtaudit.model import Document, Segment

    documents = [
        Document(str(number), (Segment("s1", row["translation"], row["source"]),), *_PAIR)
        for number, row in enumerate(_rows())
    ]
    before, start = _memory(), time.process_time()
    for code in _PAIR:
        lemmas("word", code)
    dictionaries, with_dictionaries = time.process_time() - start, _memory()
    start = time.process_time()
    glossary = read_glossary(path)
    load = time.process_time() - start
    start = time.process_time()
    matcher = Matcher(glossary.for_pair(*_PAIR), language(_PAIR[0]), language(_PAIR[1]))
    matcher.verdict(documents[0], documents[0].segments[0])
    index = time.process_time() - start
    for document in documents[:_WARM_UP]:
        matcher.verdict(document, document.segments[0])
    start = time.process_time()
    mentions = 0
    for document in documents[_WARM_UP:]:
        mentions += len(matcher.verdict(document, document.segments[0]).mentions)
    seconds = time.process_time() - start
    return {
        "entries": size,
        "load": load,
        "index": index,
        "memory": _memory() - with_dictionaries,
        "segment": 1000 * seconds / (len(documents) - _WARM_UP),
        "mentions": mentions,
        "dictionaries": dictionaries,
        "dictionary_memory": with_dictionaries - before,
    }


def write(path: Path, size: int, used: int) -> None:
    """A glossary of words of the segments, and of such words beside each other in new ways."""
    chance = random.Random(_SEED)
    rows = _rows()
    sources = _vocabulary(row["source"] for row in rows)
    targets = _vocabulary(row["translation"] for row in rows)
    entries = {word: chance.choice(targets) for word in chance.sample(sources, used)}
    while len(entries) < size:
        entries[_phrase(sources, chance)] = _phrase(targets, chance)
    chosen = sorted(entries.items())
    lines = ["source\ttarget\tsource_lang\ttarget_lang"]
    lines += [f"{source}\t{target}\tde\ten" for source, target in chosen]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def _vocabulary(texts: object) -> list[str]:
    words = {word.strip(".,;:!?()\"'„“”") for text in texts for word in text.split()}  # type: ignore[attr-defined]
    return sorted(word for word in words if len(word) > 4 and word.isalpha())


def _phrase(words: Sequence[str], chance: random.Random) -> str:
    """One word with a new ending, or several: as in real termbases, few stand in a given text."""
    count = chance.choice(_WORDS_OF_TERM)
    if count == 1:
        return chance.choice(words) + chance.choice(words).lower()
    return " ".join(chance.choice(words) for _ in range(count))


def _rows() -> list[Row]:
    return [row for row in read("demetr") if (row["source_lang"], row["target_lang"]) == _PAIR]


def _apart(path: Path, size: int) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.glossary", str(path), str(size)]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    result: dict[str, float] = json.loads(output)
    return result


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
