"""Chinese numerals: counts, the numbers of headings and lists, dates with 〇.

In: whole numbers, dates, lists. Out: Chinese text; 待填写 for a Blank.
"""

from __future__ import annotations

from datetime import date

from reportgen.model.values import BLANK, is_blank

from .kinds import BadValue, day, number, whole

_DIGITS = "零一二三四五六七八九"
_YEAR_DIGITS = "〇一二三四五六七八九"
_MOST = 9999
# Unicode has ①–⑳, ㉑–㉟ and ㊱–㊿ in three places.
_CIRCLED = "".join(map(chr, (*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0))))


def cn(value: object) -> str:
    """A whole number below ten thousand as counts are written: 4 is 四, 12 is 十二; a list counts its items."""
    found = whole(len(value) if isinstance(value, tuple | list) else value, "cn", _MOST)
    return BLANK if found is None else numeral(found)


def numeral(count: int) -> str:
    """0 to 9999 in Chinese."""
    if count < 10:
        return _DIGITS[count]
    text, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, count = divmod(count, unit)
        if digit:
            text += ("零" if gap else "") + _DIGITS[digit] + name
        gap = bool(text) and not digit
    return text[1:] if text.startswith("一十") else text


def ordinal(value: object, level: int = 1) -> str:
    """The number of a heading or an item, by its level as GB/T 9704-2012 counts them: 一、 （一） 1. （1） and ① below."""
    found = whole(value, "ordinal", _MOST)
    if found is None:
        return BLANK
    if level == 5:
        return circled(value)
    forms = (f"{numeral(found)}、", f"（{numeral(found)}）", f"{found}.", f"（{found}）")
    if not 1 <= level <= len(forms):
        raise BadValue(f"ordinal 的层次是 1 到 5，这里是“{level}”")
    return forms[level - 1]


def circled(value: object) -> str:
    """① to ㊿."""
    found = whole(value, "circled", len(_CIRCLED))
    if found == 0:
        raise BadValue("circled 从 1 数起，这里是“0”")
    return BLANK if found is None else _CIRCLED[found - 1]


def cn_year(value: object) -> str:
    """二〇二二, of a date or of a year."""
    year = day(value, "cn_year").year if isinstance(value, date) else whole(value, "cn_year", _MOST)
    blank = is_blank(value) if isinstance(value, date) else number(value, "cn_year").is_nan()
    return BLANK if blank else "".join(_YEAR_DIGITS[int(digit)] for digit in str(year))


def cn_month(value: object) -> str:
    """二〇二二年七月."""
    when = day(value, "cn_month")
    return BLANK if is_blank(when) else f"{cn_year(when)}年{numeral(when.month)}月"


def cn_date(value: object) -> str:
    """二〇二二年七月二十八日."""
    when = day(value, "cn_date")
    return BLANK if is_blank(when) else f"{cn_month(when)}{numeral(when.day)}日"
