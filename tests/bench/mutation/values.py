"""How figures, dates and names go wrong when they are typed: a digit, two digits swapped, a day, a character.

In: what is printed, or a value, and chance. Out: something slightly different; None where there is nothing to go wrong with.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Collection, Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import TypeVar

T = TypeVar("T")
_Way = Callable[[str, Random], str]
_TRIES = 12
# What one character, or one word, of a name is taken for.
_NAME_WORDS = (
    ("民政局", "民政厅"), ("财政局", "财政厅"), ("有限责任公司", "有限公司"), ("有限公司", "有限责任公司"), ("事务所", "事务公司"),
    ("敬老院", "养老院"), ("养老院", "福利院"), ("福利院", "敬老院"), ("养老公寓", "老年公寓"), ("老年公寓", "养老公寓"),
    ("活动中心", "服务中心"), ("服务中心", "活动中心"), ("中心", "中心站"), ("管理科", "管理股"), ("机构", "单位"), ("单位", "机构"),
    ("社区", "小区"), ("项目", "专项"), ("补贴", "补助"), ("经费", "资金"), ("大学", "学院"),
)  # fmt: skip
_INDICATOR_WORDS = (
    ("完成率", "完成比率"), ("到位率", "到位比例"), ("执行率", "执行比率"), ("覆盖率", "覆盖面"), ("覆盖率", "覆盖比率"),
    ("知晓率", "知晓度"), ("节约率", "节省率"), ("及时性", "及时率"), ("及时率", "及时性"), ("准确性", "准确率"), ("合规性", "规范性"),
    ("规范性", "合规性"), ("合理性", "科学性"), ("科学性", "合理性"), ("健全性", "完善性"), ("有效性", "执行性"), ("充分性", "充足性"),
    ("明确性", "清晰性"), ("满意度", "满意率"), ("满意率", "满意度"), ("成本", "费用"), ("数", "数量"), ("次数", "场次"),
    ("份数", "数量"), ("时长", "时间"), ("时间", "时限"), ("运转", "运营"), ("环境", "条件"), ("能力", "水平"), ("问题", "困难"),
    ("选择", "方式"), ("受益", "获益"), ("运营", "运行"), ("发展", "成长"),
)  # fmt: skip


def other_digits(printed: str, chance: Random) -> str | None:
    """A printed number with a digit changed, two neighbours swapped or the last one off by one; its form stays."""
    places = [at for at, char in enumerate(printed) if char in "0123456789"]
    for _ in range(_TRIES if places else 0):
        changed = chance.choice((_one_digit, _swapped, _off_by_one))(printed, places, chance)
        if _reads_differently(changed, printed) and _leads_alike(changed, printed):
            return changed
    return None


def _one_digit(printed: str, places: Sequence[int], chance: Random) -> str:
    at = chance.choice(places)
    return printed[:at] + chance.choice("0123456789") + printed[at + 1 :]


def _swapped(printed: str, places: Sequence[int], chance: Random) -> str:
    if len(places) < 2:
        return printed
    n = chance.randrange(len(places) - 1)
    one, two = places[n], places[n + 1]
    return printed[:one] + printed[two] + printed[one + 1 : two] + printed[one] + printed[two + 1 :]


def _off_by_one(printed: str, places: Sequence[int], chance: Random) -> str:
    at = places[-1]
    return printed[:at] + str((int(printed[at]) + chance.choice((1, 9))) % 10) + printed[at + 1 :]


def _reads_differently(one: str, other: str) -> bool:
    return "".join(filter(str.isdigit, one)) != "".join(filter(str.isdigit, other))


def _leads_alike(one: str, other: str) -> bool:
    """Whether a zero stands in front in both or in neither, so that it still looks like a figure; a lone digit may be any but zero."""
    digits = "".join(filter(str.isdigit, one)), "".join(filter(str.isdigit, other))
    return digits[0].startswith("0") == digits[1].startswith("0") or digits[1] == "0"


def other_number(value: Decimal, chance: Random) -> Decimal | None:
    """A number with so many digits behind the point and another digit somewhere."""
    changed = other_digits(f"{value:f}", chance)
    return Decimal(changed) if changed is not None else None


def other_count(value: int, chance: Random) -> int:
    """A small count that is off by a few, never below one."""
    return chance.choice([n for n in range(max(1, value - 3), value + 4) if n != value])


def other_day(day: date, chance: Random) -> date:
    """A date that is off: by days, by a month, by a year."""
    kind = chance.randrange(4)
    if kind == 0:
        return day + timedelta(days=chance.choice((-1, 1)) * chance.randint(1, 9))
    if kind == 1:
        return day + timedelta(days=chance.choice((-1, 1)) * chance.randint(10, 45))
    months = chance.choice((-1, 1)) * (1 if kind == 2 else 12)
    return _months_later(day, months)


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def other_name(name: str, chance: Random, taken: Collection[str] = ()) -> str | None:
    """A name of an institution or a document with a character lost or two swapped, or a word taken for another."""
    return _first_free((_without_one, _transposed, _worded), name, chance, taken)


def other_indicator(name: str, chance: Random, taken: Collection[str] = ()) -> str | None:
    """A name of an indicator as somebody else would word it, or with a character lost or two swapped."""
    return _first_free((_worded_indicator, _worded_indicator, _without_one, _transposed), name, chance, taken)


def _first_free(ways: Sequence[_Way], name: str, chance: Random, taken: Collection[str]) -> str | None:
    for _ in range(_TRIES):
        changed = chance.choice(ways)(name, chance)
        if changed not in taken and changed not in name:
            return changed
    return None


def _without_one(name: str, chance: Random) -> str:
    at = chance.randrange(1, len(name)) if len(name) > 3 else 0
    return name[:at] + name[at + 1 :] if at and name[at].isalnum() else name


def _transposed(name: str, chance: Random) -> str:
    at = chance.randrange(len(name) - 1) if len(name) > 2 else 0
    pair = name[at : at + 2]
    return name[:at] + pair[::-1] + name[at + 2 :] if len(pair) == 2 and pair.isalnum() else name


def _worded(name: str, chance: Random) -> str:
    return _replaced(name, _NAME_WORDS, chance)


def _worded_indicator(name: str, chance: Random) -> str:
    return _replaced(name, _INDICATOR_WORDS, chance)


def _replaced(name: str, words: Sequence[tuple[str, str]], chance: Random) -> str:
    fitting = [(old, new) for old, new in words if old in name and new not in name]
    if not fitting:
        return name
    old, new = chance.choice(fitting)
    at = name.rindex(old)
    return name[:at] + new + name[at + len(old) :]


def other_of(choices: Sequence[T], chance: Random, this: T) -> T | None:
    """One of the choices that is not this one."""
    fitting = [choice for choice in choices if choice != this]
    return chance.choice(fitting) if fitting else None
