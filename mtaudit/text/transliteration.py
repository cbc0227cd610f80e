"""Names compared across languages, scripts and schemes of transliteration.

``latin`` writes a word in plain Latin letters, ``key`` folds the schemes of one script's names
(*Dmitri, Dmitry, Dmitrij*) and is exact enough to say that two spellings are one name, ``skeleton``
keeps the classes of consonants only and is so loose that it can merely say *may well be the same*.
"""

from __future__ import annotations

import functools
import re
import unicodedata

from anyascii import anyascii

_CYRILLIC = {
    "х": "kh", "ц": "ts", "щ": "shch", "ъ": "", "ь": "", "э": "e", "ё": "e", "є": "e",
    "й": "i", "ы": "y", "ю": "yu", "я": "ya", "ї": "i", "ў": "u",
}  # fmt: skip
_CYRILLIC_TABLE = str.maketrans(_CYRILLIC)

_DEVANAGARI_CONSONANTS = {
    "क": "k", "ख": "kh", "ग": "g", "घ": "gh", "ङ": "n", "च": "ch", "छ": "chh", "ज": "j", "झ": "jh",
    "ञ": "n", "ट": "t", "ठ": "th", "ड": "d", "ढ": "dh", "ण": "n", "त": "t", "थ": "th", "द": "d",
    "ध": "dh", "न": "n", "प": "p", "फ": "ph", "ब": "b", "भ": "bh", "म": "m", "य": "y", "र": "r",
    "ल": "l", "व": "v", "श": "sh", "ष": "sh", "स": "s", "ह": "h", "ळ": "l",
}  # fmt: skip
_DEVANAGARI = _DEVANAGARI_CONSONANTS | {
    "अ": "a", "आ": "a", "इ": "i", "ई": "i", "उ": "u", "ऊ": "u", "ऋ": "ri", "ए": "e", "ऐ": "ai",
    "ओ": "o", "औ": "au", "ऑ": "o", "ऍ": "e", "ा": "a", "ि": "i", "ी": "i", "ु": "u", "ू": "u",
    "ृ": "ri", "े": "e", "ै": "ai", "ो": "o", "ौ": "au", "ॉ": "o", "ॅ": "e", "ं": "n", "ँ": "n",
}  # fmt: skip
_DEVANAGARI |= {digit: str(value) for value, digit in enumerate("०१२३४५६७८९")}
_DOTTED_DEVANAGARI = {"क": "q", "ग": "g", "ज": "z", "ड": "r", "ढ": "rh", "फ": "f"}
_DEVANAGARI_LETTER = re.compile("([\u0900-\u097f])(\u093c?)(?=(.?))")
_NASALS = frozenset("ंँ")
_SOUNDED = _NASALS | frozenset("अआइईउऊऋएऐओऔ")
_LABIALS = frozenset("पफबभम")

_KATAKANA = {
    "ティ": "ti", "ディ": "di", "トゥ": "tu", "ファ": "fa", "フィ": "fi", "フェ": "fe",
    "フォ": "fo", "ジェ": "je", "ジャ": "ja", "ジュ": "ju", "ジョ": "jo", "チェ": "che",
    "チャ": "cha", "チュ": "chu", "チョ": "cho", "シェ": "she", "シャ": "sha", "シュ": "shu",
    "ショ": "sho", "ヴァ": "va", "ヴィ": "vi", "ヴェ": "ve", "ヴォ": "vo", "ウィ": "wi",
    "ウェ": "we", "ウォ": "wo", "ギュ": "gyu", "キュ": "kyu", "ミュ": "myu", "リュ": "ryu",
    "ニュ": "nyu", "ヒュ": "hyu", "ピュ": "pyu", "ビュ": "byu", "ドゥ": "du", "デュ": "dyu",
    "テュ": "tyu", "ヴュ": "vyu", "ツァ": "tsa", "ツィ": "tsi", "ツェ": "tse", "ツォ": "tso",
    "クァ": "kwa", "クィ": "kwi", "クェ": "kwe", "クォ": "kwo", "グァ": "gwa", "スィ": "si",
    "イェ": "ye", "フュ": "fyu", "ッ": "", "ー": "",
}  # fmt: skip
_KATAKANA_PART = re.compile("|".join(_KATAKANA))

_APOSTROPHES = re.compile(r"['’ʼ`´]")

_KEY_STEPS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"schtsch|chtch|shch|szcz|stsch|chtsch", "S"),
        (r"tsch|tch|sch|ch|sh|cz|sz", "S"),
        (r"dsch|dzh|zh", "Z"),
        (r"kh(?=.)", "h"),
        (r"ph", "f"),
        (r"ou|oo", "u"),
        (r"ck", "k"),
        (r"w", "v"),
        (r"(?:ij|ii|iy|yi|yy|e[ijy])$", "i"),
        (r"y", "i"),
        (r"j(?=[eu])(?<!^j)", "i"),
        (r"([b-df-hj-np-tv-zSZ])\1+", r"\1"),
        (r"ii+", "i"),
    )
)

_SKELETON_STEPS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"[^a-z]", ""),
        (r"s?c?h?tsch|tch|sch|tsh|tzsch|shch|sh|ch|cz|sz|rz|zh|dzh|dj|dsch|dz|tz|ts", "s"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"[kg]h", "k"),
        (r"x", "ks"),
        (r"c(?=[eiy])|z|^j(?=[aou])", "s"),
        (r"^w(?=[aeio])|(?<=[a-z])w(?![aeiouy])", ""),
        (r"[cqg]", "k"),
        (r"[vw]", "f"),
        (r"d", "t"),
        (r"b", "p"),
        (r"[aeiouyhj]", ""),
        (r"(.)\1+", r"\1"),
    )
)


@functools.lru_cache(maxsize=65536)
def latin(word: str) -> str:
    """A word in lower-case ASCII letters, as English newspapers write Cyrillic and Hindi."""
    lowered = word.lower()
    if lowered.isascii():
        return lowered
    composed = unicodedata.normalize("NFC", lowered)
    if "\u0900" <= composed[0] < "\u0980":
        return _DEVANAGARI_LETTER.sub(_from_devanagari, composed)
    if "\u30a1" <= composed[0] < "\u3100":
        composed = _KATAKANA_PART.sub(lambda part: _KATAKANA[part[0]], composed)
    return str(anyascii(composed.translate(_CYRILLIC_TABLE))).lower()


def _from_devanagari(match: re.Match[str]) -> str:
    """A letter, with the vowel that a consonant has before another letter without a sign for it."""
    letter, dot, following = match.groups()
    if letter in _NASALS and following in _LABIALS:
        return "m"
    dotted = _DOTTED_DEVANAGARI.get(letter) if dot else None
    written = dotted or _DEVANAGARI.get(letter, "")
    is_bare = following in _DEVANAGARI_CONSONANTS or following in _SOUNDED
    return written + ("a" if letter in _DEVANAGARI_CONSONANTS and is_bare else "")


@functools.lru_cache(maxsize=16384)
def key(word: str) -> str:
    """What the spellings of one name by different schemes have in common.

    Two words with one key differ only in how a sound is written: *Dmitri* and *Dmitry*,
    *Loukachenko* and *Lukashenko*, *Mohamed* and *Mohammed*. *John* and *Jon* do not: nobody
    transliterates there.
    """
    form = _APOSTROPHES.sub("", latin(word))
    for pattern, replacement in _KEY_STEPS:
        form = pattern.sub(replacement, form)
    return form


@functools.lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The consonants of a word, by class: ``Poutine``, ``Putin`` and ``Путин`` are all ``ptn``."""
    form = latin(word)
    for pattern, replacement in _SKELETON_STEPS:
        form = pattern.sub(replacement, form)
    return form


_PLAIN_STEPS = (
    ("dzh", "zh"), ("j", "zh"), ("gh", ""), ("kh", "h"), ("th", "t"), ("ph", "f"), ("ck", "k"),
    ("w", "u"), ("y", "i"), ("x", "ks"), ("q", "k"), ("ou", "u"), ("oo", "u"), ("ee", "i"),
)  # fmt: skip


@functools.lru_cache(maxsize=65536)
def plain(form: str) -> str:
    """A word in plain Latin letters, spelled as the sounds are when names change the script."""
    for written, heard in _PLAIN_STEPS:
        form = form.replace(written, heard)
    return form
