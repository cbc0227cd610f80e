"""Forms of words: which words of a text may be a given word of a term.

A text's word and a term's word are forms of one word where they share a key. Keys are the folded
word, its lemmas as far as simplemma knows the language, and, for words that it does not know,
the word without its ending. Acronyms are themselves only.
"""

from __future__ import annotations

import functools

from mtaudit.text.tokens import fold

_SAME_DICTIONARY = {"sr": "hbs", "hr": "hbs", "bs": "hbs", "sh": "hbs", "no": "nb"}
_SHORTEST_STEM = 4
_ENDING_OF_TERM = 2  # letters that a term's word may lose
_ENDING_OF_TEXT = 4  # letters that a word of the text may have after the stem
_STEM = "~"
_EXACT = "="

COMPOUNDING = frozenset({"de", "nl", "sv", "da", "nb", "nn", "no", "is", "fi", "et", "hu", "lb"})
"""Languages that write compounds as one word."""

_SHORTEST_PART = 4
_SHORTEST_REST = 3


def is_exact(word: str) -> bool:
    """Whether a word's capitals matter: acronyms, and names such as MwSt or iPhone."""
    return len(word) > 1 and any(letter.isupper() for letter in word[1:])


@functools.lru_cache(maxsize=65536)
def keys_in_text(word: str, code: str) -> frozenset[str]:
    """The keys under which a word of a text is looked for."""
    folded = fold(word)
    keys = {_EXACT + word, folded, *lemmas(word, code)}
    if len(word) > 2 and word.endswith("s") and word[:-1].isupper():
        keys.add(_EXACT + word[:-1])
    mark = _STEM if not is_known(word, code) else _STEM * 2
    shortest = max(_SHORTEST_STEM, len(folded) - _ENDING_OF_TEXT)
    for length in range(shortest, len(folded) + 1):
        keys.add(mark + folded[:length])
    return frozenset(keys)


@functools.lru_cache(maxsize=65536)
def keys_of_term(word: str, code: str) -> frozenset[str]:
    """The keys under which a word of a term is filed, the same for all forms of a known word."""
    if is_exact(word):
        return frozenset((_EXACT + word,))
    known = is_known(word, code)
    folded = fold(word)
    forms = lemmas(word, code) if known else (folded, *lemmas(word, code))
    keys = set(forms)
    stem = _stem(forms[0])
    if not folded.startswith(stem):
        stem = _stem(folded)
    if len(stem) >= _SHORTEST_STEM:
        keys.add(_STEM + stem)
        if not known:
            keys.add(_STEM * 2 + stem)
    return frozenset(keys)


@functools.lru_cache(maxsize=65536)
def lemmas(word: str, code: str) -> tuple[str, ...]:
    """The folded dictionary forms of a word, read as it stands, small and as a noun.

    The form of the form counts too: dictionaries lead some forms to the feminine, and that on.
    """
    code = _SAME_DICTIONARY.get(code, code)
    if code not in _dictionaries():
        return ()
    import simplemma  # noqa: PLC0415 - reads a dictionary

    forms = {word: None, word.lower(): None, word.capitalize(): None}
    once = {simplemma.lemmatize(form, lang=code): None for form in forms}
    twice = {simplemma.lemmatize(lemma, lang=code): None for lemma in once}
    return tuple(dict.fromkeys(fold(lemma) for lemma in (*once, *twice)))


def in_compound(word: str, of_term: str, code: str) -> bool:
    """Whether a word is a compound that begins or ends with a term's word."""
    if code not in COMPOUNDING or is_exact(of_term):
        return False
    whole, part = fold(word), fold(of_term)
    if len(part) < _SHORTEST_PART or len(whole) < len(part) + _SHORTEST_REST:
        return False
    ends = (whole, *lemmas(word, code))
    return whole.startswith(part) or any(end.endswith(part) for end in ends)


def _stem(word: str) -> str:
    return word[: max(_SHORTEST_STEM, len(word) - _ENDING_OF_TERM)]


@functools.cache
def _dictionaries() -> frozenset[str]:
    from simplemma.strategies.dictionaries import dictionary_factory  # noqa: PLC0415

    return frozenset(dictionary_factory.SUPPORTED_LANGUAGES)


@functools.lru_cache(maxsize=65536)
def is_known(word: str, code: str) -> bool:
    """Whether the dictionary of a language has a word, as it stands or in small letters."""
    code = _SAME_DICTIONARY.get(code, code)
    if code not in _dictionaries():
        return False
    import simplemma  # noqa: PLC0415 - reads a dictionary

    return any(simplemma.is_known(form, lang=code) for form in (word, word.lower()))
