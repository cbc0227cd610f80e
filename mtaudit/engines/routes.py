"""How a translation model is told the languages, by the files of its tokenizer."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from mtaudit.engines.base import primary_subtag
from mtaudit.engines.hub import ModelFolder
from mtaudit.engines.languages import is_named, nllb_code, opus_codes

_MARIAN_NAME = re.compile(r"opus-mt-(?:tc-)?(?:big-|base-|tiny-)?([A-Za-z_]+)-([A-Za-z_]+)$")


@dataclass(frozen=True, slots=True)
class Route:
    """How a model is told the languages: a prefix of each text, or codes of its tokenizer."""

    prefix: str = ""
    source_code: str | None = None
    target_code: str | None = None


def router(folder: ModelFolder) -> Callable[[str, str], Route | None]:
    """What finds the route between two languages, by the files of the tokenizer."""
    if folder.family == "marian":
        return _marian_router(folder)
    settings = folder.read_json("tokenizer_config.json")
    is_nllb = str(settings.get("tokenizer_class", "")).startswith("Nllb")
    tokens = _special_tokens(folder)

    def code(tag: str) -> str | None:
        name = nllb_code(tag) if is_nllb else primary_subtag(tag)
        known = (name if is_nllb else f"__{name}__") in tokens if tokens else nllb_code(tag)
        return name if known else None

    def route(source_lang: str, target_lang: str) -> Route | None:
        source, target = code(source_lang), code(target_lang)
        if source is None or target is None:
            return None
        return Route(source_code=source, target_code=target if is_nllb else f"__{target}__")

    return route


def _special_tokens(folder: ModelFolder) -> frozenset[str]:
    """Tokens such as ``fra_Latn`` or ``__fr__``; none where the files do not list them."""
    found: set[str] = set()
    for file in ("special_tokens_map.json", "tokenizer_config.json"):
        content = folder.read_json(file)
        for key in ("additional_special_tokens", "extra_special_tokens"):
            found.update(token for token in content.get(key) or () if isinstance(token, str))
    return frozenset(token for token in found if "_" in token)


def languages(folder: ModelFolder) -> str:
    """What a translator's files say of its languages, such as ``fr-en`` or ``202 languages``."""
    if folder.family == "marian":
        source, target, prefixes = _marian_names(folder)
        return f"{source}-{target}" + (f" ({len(prefixes)} targets)" if prefixes else "")
    return f"{len(_special_tokens(folder)) or 'many'} languages"


def _marian_names(folder: ModelFolder) -> tuple[str, str, dict[str, str]]:
    """What the model calls source and target, and the prefixes by the target's code."""
    settings = folder.read_json("tokenizer_config.json")
    source, target = settings.get("source_lang"), settings.get("target_lang")
    for name in (folder.name, str(folder.config.get("_name_or_path", ""))):
        if match := _MARIAN_NAME.search(name):
            source, target = source or match[1], target or match[2]
    prefixes = {
        token.strip("<>").lower(): token
        for token in folder.read_json("vocab.json")
        if token.startswith(">>") and token.endswith("<<")
    }
    return str(source or "?"), str(target or "?"), prefixes


def _marian_router(folder: ModelFolder) -> Callable[[str, str], Route | None]:
    source_name, target_name, prefixes = _marian_names(folder)

    def route(source_lang: str, target_lang: str) -> Route | None:
        if not is_named(source_name, source_lang):
            return None
        for code in opus_codes(target_lang):
            if code in prefixes:
                return Route(prefix=f"{prefixes[code]} ")
        return Route() if not prefixes and is_named(target_name, target_lang) else None

    return route
