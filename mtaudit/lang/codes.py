"""Language codes: what users may write, and the form that the rest of mtaudit works with."""

from __future__ import annotations

import difflib
import functools
import re
from dataclasses import dataclass

from mtaudit.errors import UsageError

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})"
    r"(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<rest>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
    r"(?:-[a-wy-z0-9](?:-[a-z0-9]{2,8})+)*"
    r"(?:-x(?:-[a-z0-9]{1,8})+)?)"
)


@dataclass(frozen=True, slots=True)
class _Registry:
    """Which codes exist.

    ``aliases`` carries old and three-letter codes to the ones in use; ``by_name`` is keyed by the
    English name in lower case, ``by_region`` by a territory's code in lower case.
    """

    languages: frozenset[str]
    scripts: frozenset[str]
    regions: frozenset[str]
    aliases: dict[str, str]
    by_name: dict[str, str]
    by_region: dict[str, str]


@functools.cache
def _registry() -> _Registry:
    from babel import Locale  # noqa: PLC0415 - a large table, loaded when a code is checked
    from babel.core import get_global  # noqa: PLC0415

    english = Locale("en")
    plain = {code: name for code, name in english.languages.items() if "_" not in code}
    aliases = {
        old: new.split("_")[0]
        for old, new in get_global("language_aliases").items()
        if "_" not in old
    }
    likely = (tag.split("_")[0] for tag in get_global("likely_subtags"))
    return _Registry(
        languages=frozenset(plain) | (frozenset(likely) - frozenset(aliases)),
        scripts=frozenset(str(code).lower() for code in english.scripts),
        regions=frozenset(str(code).lower() for code in english.territories),
        aliases=aliases,
        by_name={name.lower(): code for code, name in plain.items()},
        by_region={
            region.lower(): next(iter(spoken)).split("_")[0]
            for region, spoken in get_global("territory_languages").items()
            if spoken
        },
    )


def normalise(code: str) -> str:
    """A BCP 47 tag in its usual spelling: ``pt_br`` is ``pt-BR``, ``FRA`` is ``fr``.

    Raises:
        UsageError: the tag has another form, or its language, script or region does not exist.
    """
    tag = code.strip().replace("_", "-").lower()
    match = _TAG.fullmatch(tag)
    if match is None:
        raise UsageError(f"{code!r} is not a language code ({_advice(tag)})")
    known = _registry()
    language = match["language"]
    if language not in known.languages:
        if language not in known.aliases:
            raise UsageError(f"{code!r} is not a language code ({_advice(tag)})")
        language = known.aliases[language]
    for part, accepted in (("script", known.scripts), ("region", known.regions)):
        if match[part] and match[part] not in accepted:
            raise UsageError(
                f"{code!r} is not a language code: there is no {part} {match[part]!r} "
                f"(use a code such as {language})"
            )
    script = match["script"] and match["script"].title()
    region = match["region"] and match["region"].upper()
    return "-".join(part for part in (language, script, region) if part) + match["rest"]


def _advice(tag: str) -> str:
    """What the user may have meant: a language's name, a country's code, a slip of the pen."""
    known = _registry()
    meant = known.by_name.get(tag) or known.by_region.get(primary(tag))
    if meant is None:
        names = difflib.get_close_matches(tag, known.by_name, 1, cutoff=0.8)
        meant = known.by_name[names[0]] if names else None
    if meant is None:
        return "use a code such as fr or pt-BR"
    return f"did you mean {meant!r}? Codes look like fr or pt-BR"


def primary(code: str) -> str:
    """The language of a tag without its script and region: ``pt`` of ``pt-BR``."""
    return code.split("-", 1)[0]
