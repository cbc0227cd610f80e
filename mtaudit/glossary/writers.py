"""Glossaries written as CSV, TSV, TBX (version 3, Basic, DCT), TMX and JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from itertools import permutations
from xml.sax.saxutils import escape, quoteattr

from mtaudit.errors import GlossaryError
from mtaudit.glossary.model import Concept, Glossary, Name, Standing, Term
from mtaudit.glossary.readers.rows import COLUMNS

_STATUS = {
    Standing.PREFERRED: "preferredTerm-admn-sts",
    Standing.ADMITTED: "admittedTerm-admn-sts",
    Standing.SUPERSEDED: "supersededTerm-admn-sts",
    Standing.FORBIDDEN: "deprecatedTerm-admn-sts",
}


def write_glossary(
    glossary: Glossary,
    suffix: str,
    *,
    source_lang: str | None = None,
    target_lang: str | None = None,
) -> str:
    """A glossary as the text of a file.

    Args:
        glossary: what to write.
        suffix: the end of the file's name, which tells the format.
        source_lang: of the rows of a table; else all that the concepts have.
        target_lang: likewise.

    Raises:
        GlossaryError: there is no such format, or terms without languages go where they are
            needed.
    """
    if suffix in {".csv", ".tsv", ".json"}:
        terms = list(_terms(glossary, source_lang, target_lang))
        if suffix == ".json":
            rows = ({key: value for key, value in _row(term).items() if value} for term in terms)
            return json.dumps(list(rows), ensure_ascii=False, indent=1) + "\n"
        return _table(terms, "," if suffix == ".csv" else "\t")
    writer = {".tbx": _tbx, ".tmx": _tmx}.get(suffix)
    if writer is None:
        raise GlossaryError(
            f"the ending {suffix!r} says no format", remedy="use .csv, .tsv, .tbx, .tmx or .json"
        )
    return writer(_concepts(glossary, source_lang, target_lang))


def _terms(glossary: Glossary, source_lang: str | None, target_lang: str | None) -> Iterator[Term]:
    """The rows of a table: those of the file, and the concepts in the asked pairs."""
    yield from (term for term in glossary.terms if term.holds_for(source_lang, target_lang))
    for concept in glossary.concepts:
        for source, target in permutations(concept.languages, 2):
            if (source_lang or source) == source and (target_lang or target) == target:
                term = concept.term(source, target)
                if term is not None:
                    yield term


def _row(term: Term) -> dict[str, str | bool]:
    return {
        "source": term.source,
        "target": "|".join(term.targets),
        "source_lang": term.source_lang or "",
        "target_lang": term.target_lang or "",
        "forbidden": "|".join(term.forbidden),
        "case_sensitive": term.case_sensitive,
        "note": term.note or "",
        "variants": "|".join(term.variants),
        "do_not_translate": term.do_not_translate,
        "pos": term.pos or "",
        "domain": term.domain or "",
        "status": term.status or "",
        "first_mention": term.first_mention,
    }


def _table(terms: Iterable[Term], delimiter: str) -> str:
    """All columns that any row fills."""
    rows = [_row(term) for term in terms]
    always = COLUMNS[:4]
    names = [name for name in COLUMNS if name in always or any(row[name] for row in rows)]
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow(
            "yes" if value is True else "" if value is False else value
            for value in (row[name] for name in names)
        )
    return file.getvalue()


def _concepts(
    glossary: Glossary, source_lang: str | None, target_lang: str | None
) -> Iterator[Concept]:
    """The concepts, and the rows of tables as concepts of two languages.

    Raises:
        GlossaryError: a row does not say its languages, and neither does the caller.
    """
    for term in glossary.terms:
        source, target = term.source_lang or source_lang, term.target_lang or target_lang
        if source is None or target is None:
            raise GlossaryError(
                f"{term.source!r} does not state its languages",
                path=term.origin,
                line=term.line,
                remedy="give --source-lang and --target-lang",
            )
        yield _concept(term, source, target)
    yield from glossary.concepts


def _concept(term: Term, source: str, target: str) -> Concept:
    def names(forms: Iterable[str], lang: str, standing: Standing) -> Iterator[Name]:
        for form in forms:
            yield Name(form, lang, standing, term.pos, term.case_sensitive)

    return Concept(
        names=(
            *names((term.source,), source, Standing.PREFERRED),
            *names(term.variants, source, Standing.ADMITTED),
            *names(term.targets[:1], target, Standing.PREFERRED),
            *names(term.targets[1:], target, Standing.ADMITTED),
            *names(term.forbidden, target, Standing.FORBIDDEN),
        ),
        domain=term.domain,
        note=term.note,
        do_not_translate=term.do_not_translate,
        first_mention=term.first_mention,
    )


def _tbx(concepts: Iterable[Concept]) -> str:
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<tbx style="dct" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"'
        ' xmlns:min="http://www.tbxinfo.net/ns/min"'
        ' xmlns:basic="http://www.tbxinfo.net/ns/basic"'
        ' xmlns:mtaudit="urn:mtaudit:glossary">',
        " <tbxHeader><fileDesc><sourceDesc><p>Written by mtaudit.</p></sourceDesc></fileDesc>"
        "</tbxHeader>",
        " <text><body>",
    ]
    for number, concept in enumerate(concepts, 1):
        lines.append(f'  <conceptEntry id="c{number}">')
        lines += _elements(
            3,
            ("min:subjectField", concept.domain),
            ("note", concept.note),
            ("mtaudit:doNotTranslate", "yes" if concept.do_not_translate else None),
            ("mtaudit:firstMention", "yes" if concept.first_mention else None),
        )
        for lang in concept.languages:
            lines.append(f"   <langSec xml:lang={quoteattr(lang)}>")
            for name in (name for name in concept.names if name.lang == lang):
                lines += ["    <termSec>", *_term_section(name), "    </termSec>"]
            lines.append("   </langSec>")
        lines.append("  </conceptEntry>")
    return "\n".join([*lines, " </body></text>", "</tbx>", ""])


def _term_section(name: Name) -> Iterator[str]:
    return _elements(
        5,
        ("term", name.text),
        ("min:partOfSpeech", name.pos),
        ("min:administrativeStatus", _STATUS[name.standing]),
        ("mtaudit:caseSensitive", "yes" if name.case_sensitive else None),
    )


def _tmx(concepts: Iterable[Concept]) -> str:
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<tmx version="1.4">',
        ' <header creationtool="mtaudit" creationtoolversion="1" segtype="phrase"'
        ' o-tmf="mtaudit" adminlang="en" srclang="*all*" datatype="plaintext"/>',
        " <body>",
    ]
    for concept in concepts:
        lines.append("  <tu>")
        lines += _elements(3, ("note", concept.note))
        lines += _properties(
            3,
            domain=concept.domain,
            do_not_translate="yes" if concept.do_not_translate else None,
            first_mention="yes" if concept.first_mention else None,
        )
        for name in concept.names:
            lines.append(f"   <tuv xml:lang={quoteattr(name.lang)}>")
            lines += _properties(
                4,
                status=name.standing.value,
                pos=name.pos,
                case_sensitive="yes" if name.case_sensitive else None,
            )
            lines += [f"    <seg>{escape(name.text)}</seg>", "   </tuv>"]
        lines.append("  </tu>")
    return "\n".join([*lines, " </body>", "</tmx>", ""])


def _elements(indent: int, *elements: tuple[str, str | None]) -> Iterator[str]:
    """One line for each element that has a text."""
    for name, text in elements:
        if text:
            yield f"{' ' * indent}<{name}>{escape(text)}</{name}>"


def _properties(indent: int, **properties: str | None) -> Iterator[str]:
    for name, text in properties.items():
        if text:
            kind = quoteattr(f"x-{name.replace('_', '-')}")
            yield f"{' ' * indent}<prop type={kind}>{escape(text)}</prop>"
