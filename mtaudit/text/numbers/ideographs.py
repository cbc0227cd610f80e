"""Chinese and Japanese numerals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtaudit.text.lexicon import frequencies
from mtaudit.text.numbers.facts import number
from mtaudit.text.numbers.model import Quantity

_DIGITS = {
    character: value
    for value, characters in enumerate(
        ("〇零", "一壹", "二两兩贰", "三叁", "四", "五", "六", "七", "八", "九")
    )
    for character in characters
}
_TENS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
_ALL = "".join([*_DIGITS, *_TENS, *_SCALES])
_ONES = "".join(_DIGITS)
_NUMERAL = re.compile(rf"[{_ALL}](?:[{_ALL}]|[多余餘几幾数數](?=[万萬亿億]))*")
_COUNTED = re.compile(rf"[{_ONES}][{''.join(_TENS)}]|十[{_ONES}]|[{_ONES[4:]}][万萬亿億]")
_TENTHS = re.compile(
    rf"(?<![{_ALL}])([{_ONES}])[成割]([{_ONES}])?(?=[,，。、；的以多左之]|近|强|弱|增|減|减|下|上|を|が|に|の|は|超|程|$)"
)
_ERAS = {
    "民国": 1911,
    "民國": 1911,
    "明治": 1867,
    "大正": 1911,
    "昭和": 1925,
    "平成": 1988,
    "令和": 2018,
}
_ERA_NAMES = tuple(_ERAS)
_ERA_YEAR = re.compile(rf"({'|'.join(_ERA_NAMES)})(\d{{1,3}}|元|[{_ALL}]{{1,4}})年(代?)")
_FISCAL_YEAR = re.compile(r"(\d{4})年度")
_AMONG = re.compile(r"[等ど][^\d、。，,]{0,10}?(\d{1,3})(?!\d)")
_WEEKDAY = re.compile("(?:周|週|星期|礼拜|禮拜)[一二三四五六日天]")
_MEASURE = (
    "个|個|名|人|位|家|款|件|只|隻|项|項|次|岁|歲|年(?!代|级)|天|周|週|小时|小時|分钟|分鐘|种|種|条|條|座|所|"
    "本|部|场|場|公里|千米|米|公斤|吨|元|倍|届|屆|枚|支|张|張|颗|顆|台|辆|輛|艘|架|カ国|つ|年間|時間|日間|週間|カ月|か月|ヶ月|回|社|校|軒|頭|匹|着"
)
_NAMING = frozenset("本家部条條座所社校軒米元")
"""Measure words with which words begin that count nothing."""
_SINGLE = re.compile(rf"(?<![{_ALL}第周週曜期])[两兩二三四五六七八九十](?={_MEASURE})")


def ideograph_quantities(text: str, code: str) -> list[Quantity]:
    """Numerals that surely count: of several characters, tenths, or before a measure word.

    Those that a word of the language begins with (*六本木*) do not.
    """
    known = frequencies(code)
    found = [
        Quantity(*match.span(), "ideographs", ((_value(match[0]),),))
        for match in _NUMERAL.finditer(text)
        if _COUNTED.search(match[0]) and not text.endswith(_ERA_NAMES, 0, match.start())
    ]
    found += [
        Quantity(*match.span(), "ideographs", ((_tenths(match),),))
        for match in _TENTHS.finditer(text)
    ]
    found += [
        Quantity(*match.span(), "ideographs", ((_value(match[0]),),))
        for match in _SINGLE.finditer(text)
        if text[match.end()] not in _NAMING
        or not any(text[match.start() : match.start() + length] in known for length in (3, 4))
    ]
    return found


def _years(text: str) -> Iterator[int]:
    """The years that eras and fiscal years, which end in the next one, stand for."""
    for era, year_of_era, decade in _ERA_YEAR.findall(text):
        year = _ERAS[era] + _year_of_era(year_of_era)
        yield from range(year, year + (10 if decade else 2))
    for year in _FISCAL_YEAR.findall(text):
        yield int(year) + 1


def _year_of_era(written: str) -> int:
    if written == "元":
        return 1
    return int(written) if written.isdecimal() else int(_value(written))


def _tenths(match: re.Match[str]) -> int:
    """How many percent: 三成五 is 35."""
    return 10 * _DIGITS[match[1]] + (_DIGITS[match[2]] if match[2] else 0)


def ideograph_values(text: str) -> list[float]:
    """Whatever any numeral of the text may stand for but a day, and each of its characters.

    Also the years of Japan's eras, and of four firms that include a named one the three others.
    """
    found: list[float] = [*_years(text), *(int(match[1]) - 1 for match in _AMONG.finditer(text))]
    for match in _NUMERAL.finditer(_WEEKDAY.sub("", text)):
        found.append(_value(match[0]))
        found += [_DIGITS.get(character, 10) for character in match[0]]
    return found


def _value(numeral: str) -> float:
    if all(character in _DIGITS for character in numeral):
        return int("".join(str(_DIGITS[character]) for character in numeral[:18]))
    total = section = digit = 0
    for character in numeral:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _TENS:
            section += (digit or 1) * _TENS[character]
            digit = 0
        elif character in _SCALES:
            scale = _SCALES[character]
            larger = total // (10 * scale) * (10 * scale)
            total = larger + (total - larger + section + digit or 1) * scale
            section = digit = 0
    return number(total + section + digit)
