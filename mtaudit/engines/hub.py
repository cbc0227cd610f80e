"""Where models are on disk: a folder of the user's, or the cache of the Hugging Face hub.

Only ``fetch`` uses the network. Weights must be safetensors: a pickle can run code.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from mtaudit.engines.base import fingerprint
from mtaudit.errors import ModelError

Kind = Literal["translator", "encoder"]

_TRANSLATORS = frozenset({"marian", "m2m_100"})
_ENCODERS = frozenset(
    {"bert", "camembert", "distilbert", "electra", "modernbert", "mpnet", "roberta", "xlm-roberta"}
)
_FILES = ["*.json", "*.model", "*.safetensors", "*.spm", "vocab.txt"]
_CARD = "README.md"
_NAME = re.compile(r"[\w.-]+(/[\w.-]+)?")
_CONVERTER = "SFconvertbot"  # the hub's own account, which offers safetensors as a pull request


class ModelFolder:
    """A model's files, without loading any.

    Args:
        path: the folder with ``config.json``.
        name: as it goes into signatures: the hub's name, or the folder's own.

    Raises:
        ModelError: the folder holds no model that mtaudit knows, or only pickled weights.
    """

    def __init__(self, path: Path, name: str) -> None:
        self.path = path
        self.name = name
        self.kind = self._kind()
        if not self._weights:
            raise ModelError(self._without_weights())

    @property
    def family(self) -> str:
        """The model type of the configuration, such as ``marian``."""
        return str(self.config.get("model_type", ""))

    @cached_property
    def config(self) -> dict[str, Any]:
        """What ``config.json`` says."""
        config = self.read_json("config.json")
        if not isinstance(config, dict):
            raise ModelError(f"{self.name}: config.json is not an object")
        return config

    @cached_property
    def revision(self) -> str:
        """The hub's commit, or a fingerprint of weights and configuration."""
        if self.path.parent.name == "snapshots":
            return self.path.name[:12]
        return fingerprint(self.path / "config.json", *self._weights)

    @property
    def files(self) -> list[Path]:
        """All files that the model is made of, the tokenizer's among them."""
        return sorted({file for pattern in _FILES for file in self.path.glob(pattern)})

    @cached_property
    def digest(self) -> str:
        """A fingerprint of all files."""
        return fingerprint(*self.files)

    def card(self, key: str) -> tuple[str, ...]:
        """What the model card says under a key of its head, such as ``license``; maybe nothing."""
        file = self.path / _CARD
        text = file.read_text("utf-8", "replace") if file.is_file() else ""
        head = text.split("\n---", 1)[0] if text.startswith("---") else ""
        match = re.search(rf"^{re.escape(key)}:[ \t]*(.*(?:\n[ \t]*- .*)*)", head, re.MULTILINE)
        return tuple(re.findall(r"[\w.+-]*\w", match[1])) if match else ()

    def read_json(self, name: str) -> Any:  # noqa: ANN401 - what the file holds
        """The content of a JSON file of the folder; an empty object if there is no such file.

        Raises:
            ModelError: the file is not JSON.
        """
        file = self.path / name
        if not file.is_file():
            return {}
        try:
            return json.loads(file.read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise ModelError(f"{self.name}: {name} cannot be read: {error}") from None

    @property
    def _weights(self) -> list[Path]:
        return sorted(self.path.glob("model*.safetensors"))

    def _kind(self) -> Kind:
        if not (self.path / "config.json").is_file():
            raise ModelError(f"{self.name}: no config.json, so this is not a model")
        if self.family in _TRANSLATORS:
            return "translator"
        if self.family in _ENCODERS:
            return "encoder"
        raise ModelError(
            f"{self.name}: {self.family or 'a model without a type'} is neither a translator "
            "(Marian, M2M-100, NLLB) nor an encoder (BERT and its kin) that mtaudit knows"
        )

    def _without_weights(self) -> str:
        pickled = sorted(file.name for file in self.path.glob("*.bin"))
        if not pickled:
            return f"{self.name}: no model.safetensors"
        return (
            f"{self.name}: only pickled weights ({pickled[0]}), which can run code and are not "
            "loaded; convert them to safetensors"
        )


def find(name: str) -> ModelFolder | None:
    """The model of a folder, or of the hub's local cache; ``None`` for one that is not there.

    Raises:
        ModelError: it is there but cannot be used, or the name can be neither a folder nor a
            model of the hub.
    """
    path = Path(name).expanduser()
    if path.is_dir():
        return ModelFolder(path, path.resolve().name)
    if not _NAME.fullmatch(name) or name.startswith("."):
        raise ModelError(f"{name}: no such folder, and not the name of a model either")
    return find_cached(name)


def find_cached(name: str) -> ModelFolder | None:
    """The model of that name in the hub's local cache; ``None`` if it is not there.

    Raises:
        ModelError: it is there but cannot be used.
    """
    snapshot = _snapshot(name)
    return None if snapshot is None else ModelFolder(snapshot, name)


def cached() -> list[ModelFolder]:
    """The models in the hub's local cache that mtaudit can use, by name."""
    found = []
    for folder in sorted(_cache().glob("models--*")):
        name = folder.name.removeprefix("models--").replace("--", "/", 1)
        with contextlib.suppress(ModelError):
            if model := find_cached(name):
                found.append(model)
    return found


def fetch(name: str) -> ModelFolder:
    """Download a model into the hub's cache, unless it is there, and find it.

    Where a repository has pickled weights only, the pull request of the hub's converter to
    safetensors is used, if there is one.

    Raises:
        ModelError: the hub cannot be reached, or has no such model that mtaudit can use.
    """
    try:
        from huggingface_hub import snapshot_download  # noqa: PLC0415 - only to download

        files: dict[str, Any] = {"allow_patterns": [*_FILES, _CARD]}
        path = Path(snapshot_download(name, **files))
        if not list(path.glob("model*.safetensors")) and (request := _conversion(name)):
            path = Path(snapshot_download(name, revision=request, **files))
    except ImportError:
        raise ModelError(f"{name}: {missing_libraries()}") from None
    except Exception as error:  # the hub's client raises errors of several libraries
        reason = str(error).strip().partition("\n")[0] or type(error).__name__
        raise ModelError(f"{name}: cannot be downloaded: {reason}") from error
    return ModelFolder(path, name)


def user_cache() -> Path:
    """Where programs keep what they can make again, as the hub's client has it."""
    return Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser()


def missing_libraries() -> str | None:
    """Why no model can be loaded, if PyTorch or transformers are missing; imports neither."""
    from importlib.util import find_spec  # noqa: PLC0415

    if find_spec("torch") and find_spec("transformers"):
        return None
    return "torch and transformers are not installed: pip install 'mtaudit[models]'"


def _conversion(name: str) -> str | None:
    from huggingface_hub import get_repo_discussions  # noqa: PLC0415 - only to download

    requests = get_repo_discussions(name, author=_CONVERTER, discussion_type="pull_request")
    return next((f"refs/pr/{request.num}" for request in requests), None)


def _snapshot(name: str) -> Path | None:
    """The newest complete snapshot in the cache, the one of the main branch first."""
    folder = _cache() / f"models--{name.replace('/', '--')}"
    main = folder / "refs" / "main"
    wanted = main.read_text("utf-8").strip() if main.is_file() else ""
    found = [path for path in (folder / "snapshots").glob("*") if (path / "config.json").is_file()]

    def rank(path: Path) -> tuple[bool, bool, float]:
        has_weights = any(path.glob("model*.safetensors"))
        return has_weights, path.name == wanted, path.stat().st_mtime

    return max(found, key=rank, default=None)


def _cache() -> Path:
    """Where the hub's client keeps models, by the environment variables that it goes by."""
    for variable in ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"):
        if value := os.environ.get(variable):
            return Path(value).expanduser()
    home = os.environ.get("HF_HOME") or str(user_cache() / "huggingface")
    return Path(home).expanduser() / "hub"
