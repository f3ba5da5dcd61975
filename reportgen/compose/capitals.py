"""Amounts in capitals, as vouchers and cheques write them: 叁万伍仟壹佰元整.

In: an amount in 元. Out: Chinese text with its units 元, 角, 分.

The rules are those of 《支付结算办法》附一“正确填写票据和结算凭证的基本规定”. Where it leaves open whether to write a 零
(article 3, item 3: the last digit of 万 or of 元 is 0 and the digit behind it is not), none is written.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP

from reportgen.model.values import BLANK

from .kinds import number

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("仟", "佰", "拾", "")
_SECTION = 10_000


def capital(value: object) -> str:
    """An amount rounded half up to 分: 35100 is 叁万伍仟壹佰元整, -0.05 is 负伍分."""
    amount = number(value, "capital")
    if amount.is_nan():
        return BLANK
    fen = int((abs(amount) * 100).to_integral_value(ROUND_HALF_UP))
    return ("负" if amount < 0 and fen else "") + _written(*divmod(fen, 100))


def _written(yuan: int, rest: int) -> str:
    """整 stands behind 元 (article 2); a 零 before 分 where there is no 角 (article 3, item 4)."""
    jiao, fen = divmod(rest, 10)
    head = f"{_whole(yuan)}元" if yuan or not rest else ""
    if not rest:
        return head + "整"
    text = f"{_DIGITS[jiao]}角" if jiao else "零" if head else ""
    return head + text + (f"{_DIGITS[fen]}分" if fen else "")


def _whole(amount: int) -> str:
    """A whole amount: sections of four digits, counted in 万 and 亿; 亿 counts up to eight digits itself."""
    if amount == 0:
        return _DIGITS[0]
    high, low = divmod(amount, _SECTION * _SECTION)
    return _joined(f"{_whole(high)}亿" if high else "", low, _SECTION * _SECTION // 10, _below_yi)


def _below_yi(amount: int) -> str:
    high, low = divmod(amount, _SECTION)
    return _joined(f"{_section(high)}万" if high else "", low, _SECTION // 10, _section)


def _joined(head: str, low: int, full: int, write: Callable[[int], str]) -> str:
    """The higher sections and the lower ones, with one 零 between them where the lower ones do not fill their places."""
    if not low:
        return head
    return head + ("零" if head and low < full else "") + write(low)


def _section(amount: int) -> str:
    """Up to four digits; zeros in a row are one 零, those at the end none (article 3, items 1 and 2)."""
    text, gap = "", False
    for place, digit in zip(_PLACES, map(int, f"{amount:04d}"), strict=True):
        if digit:
            text += ("零" if gap else "") + _DIGITS[digit] + place
        gap = bool(text) and not digit
    return text
