"""Names that a text spells in two ways, in another language's way, or without their capital."""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mtaudit.lang import Language
from mtaudit.model import Document, Finding, Segment
from mtaudit.mqm import Severity
from mtaudit.rules.base import Context, DocumentRule, SegmentRule, bad, good
from mtaudit.rules.name_tables import (
    COLUMNS,
    Foreign,
    families,
    foreign_forms,
    known_names,
    people,
    places,
)
from mtaudit.text.analysis import Analysis
from mtaudit.text.lexicon import zipf
from mtaudit.text.memo import Memo
from mtaudit.text.names import (
    PARTICLES,
    capitalized_runs,
    is_acronym,
    starts_sentence,
    without_opening,
)
from mtaudit.text.phrases import PhraseIndex
from mtaudit.text.tokens import fold
from mtaudit.text.transliteration import key


class _Spelling(NamedTuple):
    """One name as it stands somewhere: in which segment, where, and under which key."""

    key: str
    text: str
    segment: int
    start: int
    end: int


class NameSpelledTwoWays(DocumentRule):
    """One name written in two ways within a document, the headline included.

    Transliterations compete where a translation system meets the same name twice (*Dmitri Peskov,
    Dmitry Peskov*; *Zelensky, Zelenskyy*; *Kyiv, Kiev*). The rarer spelling is marked, the later
    one where both are as frequent. Not reported: names that merely resemble each other (*Iran,
    Iraq*), brothers and namesakes (*John Smith, Jon Smith*), feminine and declined forms, and
    words that are frequent in the language in both spellings. A spelling taken over from the source
    is neutral.
    """

    code = "NAM001"
    name = "name-spelled-two-ways"
    category = "terminology/term-inconsistency"
    severity = Severity.MINOR
    examples = (
        bad(
            "fr-en",
            "Kremlin spokesman Dmitri Peskov spoke on Monday.\n\nDmitry Peskov also expressed "
            "support.\n\nThen Dmitri Peskov left.",
            "Dmitry Peskov",
            suggestion="Dmitri Peskov",
        ),
        bad(
            "ru-en",
            "# Zelenskyy arrives in Paris\n\nPresident Zelensky arrived on Sunday. Aides said that "
            "Zelensky would stay.",
            "Zelenskyy",
            suggestion="Zelensky",
        ),
        bad(
            "de-es",
            "El ministro viajó a Kyiv el martes. Desde Kiev partió hacia Varsovia.",
            "Kiev",
            suggestion="Kyiv",
        ),
        good(
            "ru-en",
            "The couple, Sergei Ivanov and Anna Ivanova, left Iran for Iraq.\n\nAustria and "
            "Australia met Slovakia and Slovenia.",
        ),
        good("fr-en", "John Smith met Jon Smith, and Maria spoke to Mario about Jan and Jane."),
        good("pl-en", "Donald Tusk spoke. Tusk’s party won, and the Tusks celebrated."),
        good("fr-en", "Dmitri Peskov spoke first, and Dmitry Medvedev agreed with him later."),
    )

    def check(self, document: Document, context: Context) -> Iterable[Finding]:
        """Yield the rarer spellings."""
        analyses = [context.translation(segment) for segment in document.segments]
        code = context.target_language.code
        contested = {key for key, forms in candidates(analyses, code).items() if len(forms) > 1}
        if not contested:
            return
        groups: dict[str, list[_Spelling]] = defaultdict(list)
        for spelling in spellings(analyses, code):
            if spelling.key in contested:
                groups[spelling.key].append(spelling)
        for group in groups.values():
            yield from self._compare(group, document)

    def _compare(self, group: list[_Spelling], document: Document) -> Iterator[Finding]:
        counts = Counter(spelling.text for spelling in group)
        if len(counts) < 2:
            return
        first = {s.text: index for index, s in reversed(list(enumerate(group)))}
        usual = min(counts, key=lambda text: (-counts[text], first[text]))
        for spelling in group:
            if spelling.text == usual:
                continue
            where = [document.segments[s.segment].id for s in group if s.text == usual]
            yield self.finding(
                document.segments[spelling.segment],
                spelling.start,
                spelling.end,
                f"The text writes “{usual}” {_times(counts[usual])} ({_listed(where)}) and "
                f"“{spelling.text}” {_times(counts[spelling.text])}.",
                suggestion=f"Write {usual} throughout.",
                replacement=usual,
                severity=_severity(document.segments[spelling.segment], spelling.text),
            )


def candidates(analyses: Iterable[Analysis], code: str) -> dict[str, set[str]]:
    """By its key, what may be the spellings of each name: all of ``spellings`` and some more."""
    found: dict[str, set[str]] = {}
    keys, given = _keys(code), families()
    for analysis in analyses:
        words, folded = analysis.words, analysis.folded
        for word in [words[index] for index in analysis.capitals]:
            if shared := keys[word]:
                found.setdefault(shared, set()).add(word)
        if given.keys().isdisjoint(analysis.folded_set):
            continue
        for index in analysis.capitals:
            if index and folded[index - 1] in given:
                full = _full_name(analysis, index)
                if full:
                    start, end = analysis.span_of(index - 1, index)
                    found.setdefault(full, set()).add(analysis.text[start:end])
    return found


def _severity(segment: Segment, spelling: str) -> Severity:
    """Neutral for a spelling that the translation has from its source."""
    return Severity.NEUTRAL if spelling in (segment.source or "") else Severity.MINOR


def _times(count: int) -> str:
    return ("once", "twice")[count - 1] if count < 3 else f"{count} times"


def _listed(segments: list[str]) -> str:
    different = list(dict.fromkeys(segments))
    shown = ", ".join(different[:4]) + (", …" if len(different) > 4 else "")
    return f"segment{'s' if len(different) > 1 else ''} {shown}"


def spellings(analyses: list[Analysis], code: str) -> Iterator[_Spelling]:
    """Every name of the texts under all keys that its other spellings would share."""
    keys = _keys(code)
    given = {
        folded
        for analysis in analyses
        for first, last, _ in capitalized_runs(analysis)
        if first < last
        for folded in analysis.folded[first:last]
    }
    for number, analysis in enumerate(analyses):
        for name in (without_opening(analysis, run) for run in capitalized_runs(analysis)):
            word, folded = analysis.words[name.last], analysis.folded[name.last]
            shared = keys[word]
            if shared and not (
                (shared.startswith("place ") and name.first < name.last)
                or (shared.startswith("word ") and folded in given)
            ):
                yield _Spelling(shared, word, number, *analysis.spans[name.last])
            if name.last > name.first:
                full = _full_name(analysis, name.last)
                if full:
                    start, end = analysis.span_of(name.last - 1, name.last)
                    yield _Spelling(full, analysis.text[start:end], number, start, end)


@functools.cache
def _keys(code: str) -> Memo[str | None]:
    """What the other spellings of a name share with it, ``None`` where it has no other."""
    return Memo(lambda word: _key(word, code))


def _key(word: str, code: str) -> str | None:
    folded = fold(word)
    variant = _variants(code).get(folded)
    if variant:
        return variant
    is_latin = word[0].isalpha() and ord(word[0]) < 0x370
    if len(word) > 5 and is_latin and not is_acronym(word) and zipf(folded, code) < 3:
        return "word " + key(word)
    return None


def _full_name(analysis: Analysis, last: int) -> str | None:
    """The key of a given name and a surname; none where the given name has one spelling only."""
    forename, surname = analysis.words[last - 1], analysis.folded[last]
    family = families().get(fold(forename))
    if len(surname) < 3 or is_acronym(forename) or not family:
        return None
    return f"{min(family)} {surname}"


@functools.cache
def _variants(code: str) -> dict[str, str]:
    """The names of which the tables accept two spellings in a language."""
    return {
        fold(form): f"{kind} {entry.id}"
        for kind, entries in (("place", places()), ("person", people()))
        for entry in entries
        for form in entry.forms.get(code, ())
        if len(entry.forms[code]) > 1 and " " not in form
    }


class ForeignName(SegmentRule):
    """A name of the news as another language writes it (*Poutine, Moscou, Selenskyj* in English).

    Each language has its own names for cities and countries and its own transliteration of Russian,
    Ukrainian and Arabic names. Not reported: forms that the language also uses, part of a longer
    name (*Café Moscou*), and whatever stands behind a foreign article or preposition.
    """

    code = "NAM005"
    name = "foreign-form-of-name"
    category = "accuracy/untranslated"
    severity = Severity.MINOR
    target_languages = frozenset(COLUMNS) - {"ru"}
    examples = (
        bad(
            "fr-en",
            "The talks between Poutine and the president of Belarus took place in Moscou.",
            "Poutine",
            "Moscou",
            suggestion="Putin",
        ),
        bad(
            "en-fr",
            "Le ministre a rencontré Lukashenko avant de partir pour Warsaw.",
            "Lukashenko",
            "Warsaw",
            suggestion="Loukachenko",
        ),
        bad(
            "de-en",
            "Olaf Scholz telefoned with Wolodymyr Selenskyj on Tuesday.",
            "Selenskyj",
            suggestion="Zelensky",
        ),
        good("fr-en", "They met at the Café Moscou and at the Hôtel de Londres."),
        good("fr-en", "She ordered a poutine, and Putin flew from Moscow to Beijing."),
        good("en-fr", "Poutine et Loukachenko se sont vus à Moscou, puis à Londres."),
        good("en-de", "Das Moscow Art Theatre spielt in Wien, die London Symphony in Moskau."),
    )

    def words(self, source: Language, target: Language) -> frozenset[str]:  # noqa: ARG002
        """What the names begin with."""
        return _foreign_index(target.code).openings

    def check(self, segment: Segment, context: Context) -> Iterable[Finding]:
        """Yield the forms of other languages."""
        target = context.target_language.code
        analysis = context.translation(segment)
        source = context.source_language.code
        for match in _foreign_index(target).find(analysis.folded):
            foreign = match.value
            start, end = analysis.span_of(match.first, match.last)
            text = analysis.text[start:end]
            if (source in COLUMNS and source not in foreign.languages) or (
                text != foreign.form or not _stands_alone(analysis, match.first, match.last)
            ):
                continue
            yield self.finding(
                segment,
                start,
                end,
                f"“{text}” is how {_language_list(foreign.languages)} writes the name; "
                f"{context.target_language.name} has “{foreign.right}”.",
                suggestion=f"Write {foreign.right}.",
                replacement=foreign.right,
            )


@functools.cache
def _foreign_index(target: str) -> PhraseIndex[Foreign]:
    return PhraseIndex((foreign.form, foreign) for foreign in foreign_forms(target))


def _language_list(codes: frozenset[str]) -> str:
    from mtaudit.lang import language  # noqa: PLC0415 - only for a finding

    return ", ".join(language(code).name for code in sorted(codes))


@functools.cache
def _surnames() -> frozenset[str]:
    return frozenset(f for entry in people() for forms in entry.forms.values() for f in forms)


def _stands_alone(analysis: Analysis, first: int, last: int) -> bool:
    """Whether a name is no part of a longer one; a surname may follow given names."""
    text, words, spans = analysis.text, analysis.words, analysis.spans
    start, end = spans[first][0], spans[last][1]
    if last + 1 < len(words) and text[end : spans[last + 1][0]] in (" ", "-", "’", "'"):
        following = words[last + 1]
        if following[0].isupper() or text[end] == "-":
            return False
    if first == 0:
        return True
    previous = words[first - 1]
    gap = text[spans[first - 1][1] : start]
    if gap not in (" ", "-", "’", "'", " “", ' "', " «"):
        return True
    if text[start:end] in _surnames():
        return gap == " "
    own = analysis.language.function_words
    foreign = previous in PARTICLES and previous not in own
    return gap == " " and not previous[0].isupper() and not foreign


class LowerCasedName(SegmentRule):
    """A name that has lost its capital, though the source has it with one.

    Not reported: texts set in lower case throughout, words that the language also has as common
    words, adjectives, and languages that write all nouns with a capital.
    """

    code = "NAM006"
    name = "lower-cased-name"
    category = "fluency/spelling"
    severity = Severity.MINOR
    needs = frozenset({"source"})
    examples = (
        bad(
            "es-en",
            "The minister said that putin would visit Havana in May.",
            "putin",
            source="El ministro dijo que Putin visitaría La Habana en mayo.",
            suggestion="Putin",
        ),
        bad(
            "en-fr",
            "Selon le porte-parole, macron se rendra à Berlin lundi.",
            "macron",
            source="According to the spokesman, Macron will travel to Berlin on Monday.",
        ),
        good(
            "en-fr",
            "Le président a publié un message sur internet lundi à Paris.",
            source="The president posted a message on the Internet in Paris on Monday.",
        ),
        good(
            "es-en",
            "putin said that he would visit havana in may, and trump agreed.",
            source="Putin dijo que visitaría La Habana en mayo, y Trump estuvo de acuerdo.",
        ),
    )

    def words(self, source: Language, target: Language) -> frozenset[str]:  # noqa: ARG002
        """Names beyond doubt."""
        return known_names()

    def check(self, segment: Segment, context: Context) -> Iterable[Finding]:
        """Yield the names without their capital."""
        source, translation = context.source(segment), context.translation(segment)
        if source.language.capitalizes_nouns:
            return
        shared = (known_names() & source.folded_set).intersection(translation.words)
        if not shared:
            return
        lower = [i for i, word in enumerate(translation.words) if word in shared]
        if len(translation.capitals) <= len(lower):
            return
        for index in lower:
            word = translation.words[index]
            if _is_always_capital(word, source) and _is_never_capital(word, translation):
                start, end = translation.spans[index]
                yield self.finding(
                    segment,
                    start,
                    end,
                    f"The name “{word}” has no capital; the source writes “{word.capitalize()}”.",
                    suggestion=f"Write {word.capitalize()}.",
                    replacement=word.capitalize(),
                )


def _is_always_capital(word: str, source: Analysis) -> bool:
    """Whether a word is written with a capital wherever it stands, and not only as first word."""
    places = [index for index, folded in enumerate(source.folded) if folded == word]
    return all(source.words[index][0].isupper() for index in places) and not all(
        starts_sentence(source, index) for index in places
    )


def _is_never_capital(word: str, translation: Analysis) -> bool:
    return translation.folded.count(word) == translation.words.count(word)
