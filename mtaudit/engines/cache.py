"""Translations kept on disk, for those who ask for it: the same text is translated once.

One SQLite file in the folder that the user names. What is kept is keyed by mtaudit's version, the
engine's name and revision, the direction and the text, so nothing stale is found. Several processes
may share it. A cache that fails costs nothing but time: the run goes on without it.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from mtaudit import __version__
from mtaudit.engines.base import Translation, Translator, well_formed
from mtaudit.errors import UsageError

_FILE = "translations.sqlite3"
_TABLE = (
    "CREATE TABLE IF NOT EXISTS translations "
    "(key BLOB PRIMARY KEY, text TEXT NOT NULL, problem TEXT)"
)
_WAIT = 30  # seconds for another process to finish writing
_AT_ONCE = 500  # keys in one query, below SQLite's limit


class TranslationCache:
    """The file with the translations. Safe to use from several threads.

    Attributes:
        problem: why the cache is no longer used, in one line; ``None`` while all is well.

    Args:
        folder: where the file is, or is to be made.

    Raises:
        UsageError: the folder is none and cannot be made.
    """

    def __init__(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(f"{folder}: is no folder for a cache: {error.strerror}") from None
        self.problem: str | None = None
        self._path = folder / _FILE
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    def get(self, keys: Iterable[bytes]) -> dict[bytes, Translation]:
        """What is known of these keys; nothing once there has been a problem."""
        found: dict[bytes, Translation] = {}
        with self._lock:
            try:
                for part in _parts(keys):
                    marks = ",".join("?" * len(part))
                    query = f"SELECT key, text, problem FROM translations WHERE key IN ({marks})"  # noqa: S608
                    for key, text, problem in self._open().execute(query, part):
                        found[key] = Translation(text, problem)
            except sqlite3.Error as error:
                self._give_up(error)
                return {}
        return found

    def put(self, items: Mapping[bytes, Translation]) -> None:
        """Keep translations, all or none; does nothing once there has been a problem."""
        rows = [
            (key, item.text, item.problem)
            for key, item in items.items()
            if well_formed(item.text) == item.text
        ]
        with self._lock:
            try:
                with self._open() as connection:
                    connection.executemany(
                        "INSERT OR IGNORE INTO translations VALUES (?,?,?)", rows
                    )
            except sqlite3.Error as error:
                self._give_up(error)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _open(self) -> sqlite3.Connection:
        if self.problem is not None:
            raise sqlite3.Error
        if self._connection is None:
            self._connection = sqlite3.connect(self._path, timeout=_WAIT, check_same_thread=False)
            with self._connection:
                self._connection.execute(_TABLE)
        return self._connection

    def _give_up(self, error: Exception) -> None:
        if self.problem is None:
            self.problem = (
                f"{self._path}: the cache cannot be used, going on without it: {error} "
                "(if this stays, remove the file)"
            )


class CachedTranslator:
    """A translator that looks into a cache before it works.

    Args:
        translator: who translates what the cache does not know.
        cache: where translations are kept.
    """

    def __init__(self, translator: Translator, cache: TranslationCache) -> None:
        self.name = translator.name
        self.revision = translator.revision
        self._translator = translator
        self._cache = cache

    def supports(self, source_lang: str, target_lang: str) -> bool:
        """Whether it translates from one language into the other."""
        return self._translator.supports(source_lang, target_lang)

    def translate(self, texts: Sequence[str], source_lang: str, target_lang: str) -> list[str]:
        """One translation a text, in order.

        Raises:
            ModelError: the translator cannot do it.
        """
        return [item.text for item in self.translations(texts, source_lang, target_lang)]

    def translations(
        self, texts: Sequence[str], source_lang: str, target_lang: str
    ) -> list[Translation]:
        """One translation a text, in order, each text once.

        Raises:
            ModelError: the translator cannot do it.
        """
        keys = {text: self._key(text, source_lang, target_lang) for text in texts}
        known = self._cache.get(keys.values())
        new = [text for text in keys if keys[text] not in known]
        if new:
            made = self._translator.translations(new, source_lang, target_lang)
            fresh = {keys[text]: item for text, item in zip(new, made, strict=True)}
            self._cache.put(fresh)
            known.update(fresh)
        return [known[keys[text]] for text in texts]

    def _key(self, text: str, source_lang: str, target_lang: str) -> bytes:
        parts = [__version__, self.name, self.revision, source_lang, target_lang, text]
        return hashlib.sha256(json.dumps(parts).encode()).digest()


def _parts(keys: Iterable[bytes]) -> Iterator[list[bytes]]:
    rest = iter(keys)
    while part := list(islice(rest, _AT_ONCE)):
        yield part
