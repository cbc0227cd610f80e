"""A program of the user's as a translator: sentences in, translations out, one a line.

It is named ``command: PROGRAM ARGUMENTS``, where ``{source}`` and ``{target}`` stand for the
languages' primary subtags, or ``command[en-es]: PROGRAM ARGUMENTS`` where the program has fixed
directions (several are separated by commas). No shell is involved.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shlex
import shutil
import signal
import subprocess
from collections.abc import Sequence
from pathlib import PurePath

from mtaudit.engines.base import Translation, primary_subtag, well_formed
from mtaudit.errors import ModelError, UsageError
from mtaudit.lang.codes import normalise

SECONDS = 300
"""How long a program may take for one batch."""

_BATCH = 256  # lines; a program that loads a model wants many at once
_NAME = re.compile(r"command\s*(?:\[(?P<directions>[^\]]*)\])?\s*:(?P<line>.*)", re.DOTALL)
_BREAKS = re.compile(r"\s*[\0\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+\s*")
_PLACEHOLDERS = ("{source}", "{target}")


def is_command(name: str) -> bool:
    """Whether the name of a model names a program."""
    return _NAME.fullmatch(name.strip()) is not None


class CommandTranslator:
    """Runs a program once a batch, with UTF-8 on its standard input and output.

    Line breaks within a text become spaces. The revision is a hash of the command line, batch and
    directions; what the program's own data are, it cannot know. Safe to use from several threads.

    Args:
        name: such as ``command[en-es]: apertium -u en-es``.
        seconds: how long the program may take for one batch.

    Raises:
        ModelError: the command cannot be read or does not say its direction, or there is no such
            program.
    """

    def __init__(self, name: str, *, seconds: float = SECONDS) -> None:
        match = _NAME.fullmatch(name.strip())
        self._line = match["line"].strip() if match else ""
        self._label = f"command: {self._line}"
        self._arguments = self._split()
        self._pairs = self._directions(match["directions"] if match else None)
        self._seconds = seconds
        program = PurePath(self._arguments[0]).name
        self.name = f"command {program}"
        settings = (self._arguments, sorted(self._pairs), _BATCH)
        digest = hashlib.sha256(repr(settings).encode("utf-8", "surrogateescape"))
        self.revision = f"commandline-{digest.hexdigest()[:12]}"

    def supports(self, source_lang: str, target_lang: str) -> bool:
        """Whether the direction was declared, or any is possible; the program is not asked."""
        pair = primary_subtag(source_lang), primary_subtag(target_lang)
        return pair[0] != pair[1] and (not self._pairs or pair in self._pairs)

    def translate(self, texts: Sequence[str], source_lang: str, target_lang: str) -> list[str]:
        """One translation a text, in order.

        Raises:
            ModelError: the direction is another one, or the program fails.
        """
        return [item.text for item in self.translations(texts, source_lang, target_lang)]

    def translations(
        self, texts: Sequence[str], source_lang: str, target_lang: str
    ) -> list[Translation]:
        """One translation a text, in order.

        Raises:
            ModelError: the direction is another one; the program fails, takes too long, or
                does not answer each line by one.
        """
        pair = primary_subtag(source_lang), primary_subtag(target_lang)
        if not self.supports(*pair):
            raise ModelError(f"{self._label} does not translate {'-'.join(pair)}")
        lines = [_BREAKS.sub(" ", well_formed(text)).strip() for text in texts]
        wanted = list(dict.fromkeys(line for line in lines if line))
        done = {"": ""}
        for start in range(0, len(wanted), _BATCH):
            batch = wanted[start : start + _BATCH]
            done.update(zip(batch, self._run(batch, *pair), strict=True))
        return [Translation(done[line]) for line in lines]

    def _run(self, lines: list[str], *pair: str) -> list[str]:
        arguments = [_filled(argument, *pair) for argument in self._arguments]
        text = "".join(f"{line}\n" for line in lines).encode()
        try:
            output = self._output(arguments, text).decode()
        except UnicodeDecodeError:
            raise ModelError(f"{self._label}: its output is not UTF-8") from None
        answers = output.removesuffix("\n").split("\n")
        if len(answers) != len(lines):
            raise ModelError(
                f"{self._label}: {len(lines)} lines went in, {len(answers)} came out "
                "(it must write one line for each)"
            )
        return [answer.strip() for answer in answers]

    def _output(self, arguments: list[str], text: bytes) -> bytes:
        pipe = subprocess.PIPE
        try:
            process = subprocess.Popen(  # noqa: S603 - the user's own command, without a shell
                arguments, stdin=pipe, stdout=pipe, stderr=pipe, start_new_session=True
            )
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise ModelError(f"{self._label}: cannot be run: {reason}") from None
        try:
            output, errors = process.communicate(text, self._seconds)
        except subprocess.TimeoutExpired:
            _kill(process)
            raise ModelError(
                f"{self._label}: took more than {self._seconds:g} seconds for one batch"
            ) from None
        except BaseException:  # such as an interrupt, which does not reach another session
            _kill(process)
            raise
        if process.returncode:
            said = errors.decode("utf-8", "replace").strip().partition("\n")[0].strip()
            reason = f"{said[:200]!r}" if said else "no message"
            raise ModelError(f"{self._label}: failed with code {process.returncode}: {reason}")
        return output

    def _split(self) -> list[str]:
        try:
            arguments = shlex.split(self._line)
        except ValueError as error:
            raise ModelError(f"{self._label}: cannot be read: {error}") from None
        if not arguments:
            raise ModelError(
                "command: no program is named (such as command[en-es]: apertium en-es)"
            )
        if shutil.which(arguments[0]) is None:
            raise ModelError(f"{self._label}: there is no program {arguments[0]!r}")
        return arguments

    def _directions(self, declared: str | None) -> frozenset[tuple[str, str]]:
        """The declared pairs; none for a program that is told both languages."""
        if declared is None:
            if all(mark in self._line for mark in _PLACEHOLDERS):
                return frozenset()
            raise ModelError(
                f"{self._label}: does not say its direction (write {self._example()}, or "
                "{source} and {target} for the languages)"
            )
        return frozenset(self._direction(part.strip()) for part in declared.split(","))

    def _direction(self, text: str) -> tuple[str, str]:
        codes = text.split("-")
        try:
            source, target = (primary_subtag(normalise(code)) for code in codes)
        except (UsageError, ValueError):
            source = target = ""
        if source == target:
            raise ModelError(f"command[{text}]: {text!r} is not a direction such as en-es")
        return source, target

    def _example(self) -> str:
        """How the command could be written, from an argument that looks like a direction."""
        found = re.search(r"\b[a-z]{2,3}-[a-z]{2,3}\b", self._line)
        return f"command[{found[0] if found else 'en-es'}]: {self._line}"


def _filled(argument: str, source: str, target: str) -> str:
    return argument.replace("{source}", source).replace("{target}", target)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a program with the processes that it has started, and close the pipes."""
    with contextlib.suppress(OSError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.close()
