"""COMET (Rei et al. 2020, 2022), run by its own command in an environment of its own.

COMET is never imported: ``comet-score`` reads files and writes JSON. It has a blind spot: a copy of
the source, or a fluent sentence that says something else, can score as high as a translation.
Segments that rules found to be no translation are therefore named.
"""

from __future__ import annotations

import json
import math
import os
import re
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePath

from mtaudit.errors import ModelError
from mtaudit.model import AuditedDocument, Document, Scored, Segment
from mtaudit.scorers.base import GATES, mean_score

DEFAULT_MODEL = "Unbabel/wmt22-comet-da"
"""Apache-2.0; it needs a reference."""

_REFERENCE_FREE = re.compile(r"kiwi|qe(?![a-z])", re.IGNORECASE)
_ADVICE = (
    "the default model needs one; --comet-model names another, such as Unbabel/wmt22-cometkiwi-da, "
    "whose licence, CC-BY-NC-SA, forbids commercial use"
)
_SAID = 200  # characters of what the command says, at most
_NAMED = 5


class CometScorer:
    """Scores every segment that has a source and, unless the model needs none, a reference.

    Values are COMET's own, mostly in [0, 1]; higher is better. Of several references the first
    counts. A document has the mean of its segments, as ``comet-score`` has it for a whole system.

    Args:
        command: the program and its arguments; without ``--gpus`` among them, the CPU is used.
        model: a name on the hub or a checkpoint; ``None`` for the default.
        allow_download: whether the command may fetch a model.
    """

    name = "comet"
    needs = frozenset({"source"})

    def __init__(
        self, command: Sequence[str], model: str | None = None, *, allow_download: bool = False
    ) -> None:
        self._command = tuple(command)
        self._model = model or DEFAULT_MODEL
        self._allow_download = allow_download

    def score(
        self, audited: Sequence[AuditedDocument], progress: Callable[[int], None]
    ) -> list[Scored]:
        """One ``Scored`` a document, in order; all are scored in one run of the command.

        Raises:
            ModelError: the command is missing, fails, or says nothing that can be read; or the
                model needs references and there are none.
        """
        documents = [item.document for item in audited]
        referenced = self._reads_references(documents)
        rows = [
            (number, index)
            for number, document in enumerate(documents)
            for index, segment in enumerate(document.segments)
            if segment.source and (segment.references or not referenced)
        ]
        segments = [documents[number].segments[index] for number, index in rows]
        values = self._run(segments, referenced=referenced) if segments else []
        found: list[dict[int, float]] = [{} for _ in documents]
        for (number, index), value in zip(rows, values, strict=True):
            found[number][index] = value
        scored = []
        for item, ratings in zip(audited, found, strict=True):
            scored.append(self._scored(item, ratings, referenced=referenced))
            progress(1)
        return scored

    def _reads_references(self, documents: Sequence[Document]) -> bool:
        """Whether references go to the model."""
        if _REFERENCE_FREE.search(PurePath(self._model).name):
            return False
        if any(s.source and s.references for d in documents for s in d.segments):
            return True
        if self._model == DEFAULT_MODEL:
            raise ModelError(f"no reference was given ({_ADVICE})")
        return False

    def _run(self, segments: Sequence[Segment], *, referenced: bool) -> list[float]:
        with tempfile.TemporaryDirectory(prefix="mtaudit-comet-") as name:
            folder = Path(name)
            sides = {"s": [s.source or "" for s in segments]}
            sides["t"] = [s.translation for s in segments]
            if referenced:
                sides["r"] = [s.references[0] for s in segments]
            files = []
            for option, texts in sides.items():
                path = folder / f"{option}.txt"
                path.write_text("".join(f"{_one_line(text)}\n" for text in texts), "utf-8")
                files += [f"-{option}", str(path)]
            output = folder / "scores.json"
            gpus = () if "--gpus" in self._command else ("--gpus", "0")
            self._call([*files, "--model", self._model, *gpus, "--quiet", "--to_json", str(output)])
            return self._read(output, len(segments))

    def _call(self, arguments: Sequence[str]) -> None:
        offline = {} if self._allow_download else {"HF_HUB_OFFLINE": "1"}
        try:
            run = subprocess.run(  # noqa: S603 - the user's own command
                [*self._command, *arguments],
                capture_output=True,
                check=False,
                env={**os.environ, **offline},
                stdin=subprocess.DEVNULL,
            )
        except OSError as error:
            reason = error.strerror or str(error)
            raise ModelError(
                f"{self._command[0]}: {reason.lower()} (install unbabel-comet in an environment "
                "of its own and give --comet the path of its comet-score)"
            ) from None
        if run.returncode:
            lines = run.stderr.decode("utf-8", "replace").split("\n")
            said = next((line.strip() for line in reversed(lines) if line.strip()), "")
            hint = "" if self._allow_download else " (--allow-download lets it fetch a model)"
            raise ModelError(
                f"{self._command[0]} ended with {run.returncode}: {said[:_SAID]}{hint}"
            )

    def _read(self, path: Path, count: int) -> list[float]:
        """The scores in what the command wrote: ``{translations: [{"COMET": score, ...}]}``."""
        try:
            (rows,) = json.loads(path.read_text("utf-8")).values()
            values = [float(row["COMET"]) for row in rows]
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            raise ModelError(f"{self._command[0]} wrote no scores that can be read") from None
        if len(values) != count or not all(map(math.isfinite, values)):
            raise ModelError(f"{self._command[0]} wrote {len(values)} scores for {count} segments")
        return values

    def _scored(
        self, item: AuditedDocument, ratings: Mapping[int, float], *, referenced: bool
    ) -> Scored:
        document = item.document
        if not ratings:
            return Scored(skipped=f"no segment with a {'reference' if referenced else 'source'}")
        gates = {f.segment: f.rule for f in reversed(item.findings) if f.rule in GATES}
        gated = [
            f"{segment.id} ({gates[segment.id]})"
            for index, segment in enumerate(document.segments)
            if index in ratings and segment.id in gates
        ]
        signature = (
            f"model:{self._model}|references:{'yes' if referenced else 'no'}"
            f"|segments:{len(ratings)}|gated:{len(gated)}"
        )
        rated = [(index, value, 1.0) for index, value in ratings.items()]
        more = f" and {len(gated) - _NAMED} more" if len(gated) > _NAMED else ""
        note = (
            f"it rates copies and other text that is no translation high, do not trust it for "
            f"{document.path or document.id}: {', '.join(gated[:_NAMED])}{more}"
        )
        return Scored(
            (mean_score(self.name, signature, rated, digits=4),),
            tuple(
                {self.name: round(ratings[index], 4)} if index in ratings else {}
                for index in range(len(document.segments))
            ),
            note=note if gated else None,
        )


def _one_line(text: str) -> str:
    return " ".join(text.split())
