"""Marks that come in pairs, and which of them have no partner.

A mark opens or closes by what stands beside it, not by its shape alone: “ opens in English and
closes in German, » opens in Danish, ” does both in Swedish.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Role = Literal["open", "close", "either"]

_FAMILIES = {
    **dict.fromkeys(("“", "”", "„", "‟", '"', "＂", "''", "’’", "``", "‘‘", ",,"), "double"),
    **dict.fromkeys("«»", "angle"),
    **dict.fromkeys("‹›", "single angle"),
    **dict.fromkeys("「」", "corner"),
    **dict.fromkeys("『』", "white corner"),
    **dict.fromkeys("《》", "title"),
    **dict.fromkeys("()（）", "round"),
    **dict.fromkeys("[]［］", "square"),
    **dict.fromkeys("【】", "lenticular"),
}
_OPENERS = frozenset(("“", "„", "‟", "``", "‘‘", ",,", *"«‹「『《(（[［【"))
_CLOSERS = frozenset(("”", "’’", *"»›」』》)）]］】"))
_TURNING = frozenset(("“", "”", '"', "＂", "''", *"«»‹›"))
"""Marks that open in one language or place and close in another."""

ANY_MARK = re.compile("|".join(re.escape(sign) for sign in _FAMILIES))
"""Found in every text that has a mark of a pair."""

_BRACKETS = frozenset({"round", "square", "lenticular"})
_MARK = re.compile(
    r"''|’’(?![“”\"])|``|‘‘|(?<!,),,(?=\w)|[“”„‟\"＂«»‹›「」『』《》()（）\[\]［］【】]"
)
_CODE = re.compile(
    r"```.*?```|`[^`\n]+`|<[^<>\n]{1,300}>"
    r"|(?:https?://|www\.)[^\s<>\"“”«»()\[\]]+(?:\([^\s()]*\)[^\s<>\"“”«»()\[\]]*)*"
    r"|[\[(]\s*[-−+]?[\d.,]*\d\s*[,;]\s*[-−+]?(?:[\d.,]*\d|∞)\s*[)\]]"
    r"|(?<![\w(])[:;=8][-–'^]?[()\[\]]+",
    re.DOTALL,
)
_IN_CODE = frozenset("`<()[]")
_IN_ADDRESSES = ("://", "www.")
"""What a text has at least one of if any of it is code."""

_NUMBERED = re.compile(r"(?:^|(?<=[\s;,:—–\-(]))(?:\d{1,3}[a-zа-я]?|[^\W\d_]|[ivxIVX]{2,5})\)")
_PRIME = re.compile(r"\d\s?(?:''|[\"”″])")
_OTHERS = {"double": _PRIME, "round": _NUMBERED}
"""What a mark of a family may be instead, if it stands in the same text."""

_NOTHING_BEFORE = " \u00a0*_—–-"
_NOTHING_AFTER = " \u00a0*_.,;:!?…"
_POSSESSIVE = re.compile(r"[^\W\d_]s\" \w")
_ENDS = frozenset(".,;:!?…")
"""What follows a closing mark that closes an outer quotation as well."""

_BEFORE_OPENING = frozenset(" \t\n\u00a0\u2009\u202f([{（［【—–-/«‹“„‟\"'‘¿¡*_>|=~•·")
_AFTER_CLOSING = frozenset(" \t\n\u00a0\u2009\u202f.,;:!?…)]}）］】—–-/»›”\"'’*_<|~。，、；：！？")
_ELISION = re.compile(r"[^\W\d_]['’]$")
_FARTHEST = {"round": 4, "square": 4, "lenticular": 4}
_FARTHEST_QUOTATION = 25
"""Over how many segments a pair may reach."""


class Mark(NamedTuple):
    """A mark at ``[start, end)`` of a text of a document.

    ``text`` counts the document's texts from 0. ``begins`` and ``ends`` say whether nothing else
    stands before or after it there.
    """

    text: int
    start: int
    end: int
    sign: str
    role: Role
    begins: bool
    ends: bool

    @property
    def family(self) -> str:
        """What its partner must be of as well."""
        return _FAMILIES[self.sign]

    @property
    def is_bracket(self) -> bool:
        """Whether it is no quotation mark."""
        return self.family in _BRACKETS


class Text(NamedTuple):
    """One text of a document, and the paragraph that it belongs to."""

    text: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Unpaired:
    """The marks of a document without a partner.

    ``continued`` are opening marks whose quotation may go on in a paragraph that begins with an
    opening mark again.
    """

    marks: tuple[Mark, ...]
    continued: tuple[Mark, ...]


@dataclass(slots=True)
class _Stack:
    """The open marks of one family, and those without a partner.

    ``is_reversed`` once » has opened: the end of a text is then no sign that it closes.
    """

    farthest: int
    open: list[Mark] = field(default_factory=list)
    lost: list[Mark] = field(default_factory=list)
    continued: list[Mark] = field(default_factory=list)
    nested: set[Mark] = field(default_factory=set)
    is_reversed: bool = False

    def close(self, mark: Mark, after: str) -> None:
        """Give a closing mark to the last open one, or keep it as lost."""
        if not self.open:
            self.lost.append(mark)
            return
        self.open.pop()
        ends = not after or after[0] in _ENDS
        if self.open and self.open[-1].text == mark.text and (ends or mark.family == "angle"):
            self.nested.add(self.open[-1])


def marks_of(text: str, number: int = 0) -> Iterator[Mark]:
    """The marks of a text outside of code, addresses, intervals and smileys, by place."""
    if not ANY_MARK.search(text):
        return
    first = len(text) - len(text.lstrip(_NOTHING_BEFORE))
    last = len(text.rstrip(_NOTHING_AFTER))
    masks = [match.span() for match in _CODE.finditer(text)][::-1] if _may_have_code(text) else []
    for match in _MARK.finditer(text):
        start, end = match.span()
        while masks and masks[-1][1] <= start:
            masks.pop()
        if masks and masks[-1][0] <= start:
            continue
        before, after = text[max(0, start - 2) : start], text[end : end + 1]
        role = _role(match[0], before, after)
        yield Mark(number, start, end, match[0], role, start <= first, end >= last)


def _may_have_code(text: str) -> bool:
    return not _IN_CODE.isdisjoint(text) or any(sign in text for sign in _IN_ADDRESSES)


def _role(sign: str, before: str, after: str) -> Role:
    if sign in _TURNING:
        may_open = not before or before[-1] in _BEFORE_OPENING or bool(_ELISION.search(before))
        may_close = not after or after[0] in _AFTER_CLOSING
        if may_open != may_close:
            return "open" if may_open else "close"
        if not may_open or sign in '"＂“”':
            return "either"
    if sign in _OPENERS:
        return "open"
    return "close" if sign in _CLOSERS else "either"


def unpaired(texts: Sequence[Text]) -> Unpaired:
    """The marks without a partner in a document, by place.

    Quotations run over texts and paragraphs. Marks that may be something else are not returned:
    the inches of 6", the bracket of a list's "a)", and one closing mark for two nested ones.
    """
    stacks: dict[str, _Stack] = {}
    for number, item in enumerate(texts):
        for mark in marks_of(item.text, number):
            family = mark.family
            if family not in stacks:
                stacks[family] = _Stack(_FARTHEST.get(family, _FARTHEST_QUOTATION))
            _take(mark, stacks[family], texts)
    lost: list[Mark] = []
    continued: list[Mark] = []
    for stack in stacks.values():
        lost += [mark for mark in (*stack.lost, *stack.open) if mark not in stack.nested]
        continued += stack.continued
    return Unpaired(tuple(_certain(sorted(lost), texts)), tuple(_certain(continued, texts)))


def _take(mark: Mark, stack: _Stack, texts: Sequence[Text]) -> None:
    while stack.open and mark.text - stack.open[0].text > stack.farthest:
        stack.lost.append(stack.open.pop(0))
    role = mark.role
    if mark.sign == "»":
        stack.is_reversed |= role == "open"
    if role == "either" or (stack.is_reversed and mark.sign == "»" and mark.ends):
        role = "close" if stack.open else "open"
    if role == "close":
        stack.close(mark, texts[mark.text].text[mark.end : mark.end + 1])
        return
    last = stack.open[-1] if stack.open else None
    if last and mark.begins and last.text != mark.text:
        is_next = texts[last.text].paragraph != texts[mark.text].paragraph
        (stack.continued if is_next else stack.lost).append(stack.open.pop())
    stack.open.append(mark)


def _certain(marks: Sequence[Mark], texts: Sequence[Text]) -> Iterator[Mark]:
    """The marks that are nothing else."""
    known: dict[tuple[int, str], bool] = {}
    for mark in marks:
        text = texts[mark.text].text
        if _is_apostrophe(mark, text) or _is_smile(mark, text):
            continue
        other = None if mark.sign in _OPENERS and mark.is_bracket else _OTHERS.get(mark.family)
        key = mark.text, mark.family
        if other and key not in known:
            known[key] = other.search(text) is not None
        if not (other and known[key]):
            yield mark


def _is_smile(mark: Mark, text: str) -> bool:
    """Whether a closing bracket is one of several, as in Russian: privet))."""
    beside = text[mark.start - 1 : mark.start] + text[mark.end : mark.end + 1]
    return mark.sign == ")" and ")" in beside


def _is_apostrophe(mark: Mark, text: str) -> bool:
    """Whether a plain mark stands for the apostrophe of a plural (the Lakers" game)."""
    return mark.sign == '"' and bool(_POSSESSIVE.match(text, mark.start - 2))
