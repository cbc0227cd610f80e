"""Speed and memory, side by side in one run.

Run as ``python -m benchmarks.speed``. Where translate-toolkit is installed, its pofilter checks run
over the same segments. Seconds are the processor's; machines differ, so compare the ratios.
"""

from __future__ import annotations

import importlib.util
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

from benchmarks.accuracy import Row, read
from mtaudit.model import Document, Segment
from mtaudit.rules.registry import all_rules
from mtaudit.rules.runner import Runner

_WARM_UP = 1500
_MODEL_SEGMENTS = 300


def main() -> None:
    """Print one line a measurement."""
    rows = read("demetr")
    documents = [_document(row) for row in rows]
    print(f"start-up, mtaudit --help: {_startup():.2f} s")
    runner = Runner(all_rules().values())
    rules = _per_item(runner.check, documents)
    print(f"all rules without models: {rules:.3f} ms a segment, {_memory()} MB")
    if importlib.util.find_spec("translate"):
        pofilter = _per_item(_pofilter(), rows)
        print(f"pofilter: {pofilter:.3f} ms a segment, {pofilter / rules:.1f} times mtaudit's")
    if importlib.util.find_spec("torch"):
        _models(rows)


def _document(row: Row) -> Document:
    segment = Segment(row["id"], row["translation"], row["source"])
    return Document(row["id"], (segment,), row["source_lang"], row["target_lang"])


def _per_item(function: Callable[..., object], items: Sequence[object]) -> float:
    """Milliseconds of processor time an item, after a warm-up."""
    for item in items[:_WARM_UP]:
        function(item)
    start = time.process_time()
    for item in items[_WARM_UP:]:
        function(item)
    return 1000 * (time.process_time() - start) / (len(items) - _WARM_UP)


def _startup() -> float:
    command = [sys.executable, "-m", "mtaudit", "--help"]
    subprocess.run(command, check=True, capture_output=True)
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def _pofilter() -> Callable[[Row], object]:
    from translate.filters.checks import StandardChecker
    from translate.storage.po import pounit

    checker = StandardChecker()

    def check(row: Row) -> object:
        unit = pounit(source=row["source"])
        unit.target = row["translation"]
        return checker.run_filters(unit)

    return check


def _models(rows: Sequence[Row]) -> None:
    from mtaudit.engines import Engines

    engines = Engines()
    texts = list(dict.fromkeys(row["translation"] for row in rows))[:_MODEL_SEGMENTS]
    encoder = engines.encoder()
    translator = engines.translator("en", "pt")
    for name, function in (
        ("encoder", lambda: encoder.encode(texts)),
        ("back-translation", lambda: translator.translate(texts, "en", "pt")),
    ):
        start = time.perf_counter()
        function()
        seconds = time.perf_counter() - start
        print(f"{name}: {len(texts) / seconds:.0f} segments a second, {_memory()} MB")


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
