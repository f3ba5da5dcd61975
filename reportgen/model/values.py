"""The kinds of value that a case is made of, and what each of them accepts.

In: what tomllib gives. Out: annotated types for the models; their errors carry codes that `case.parse` words in Chinese.

待填写 is a Blank: a number becomes NaN, which spreads through arithmetic as IEEE 754 says; a date becomes `BLANK_DATE`; text stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

BLANK = "待填写"
BLANK_DATE = date.min
BLANK_NUMBER = Decimal("NaN")

MoneyUnit = Literal["元", "万元", "亿元"]
MONEY_UNITS: dict[str, Decimal] = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
PATH = re.compile(r"[^\W\d][\w-]*(\.[\w-]+)+")
_YEARS = (1990, 2100)
_MOST_DECIMALS = 12
_GREATEST = Decimal(10) ** 15  # no fact of a budget is greater, and arithmetic stays exact
# Control characters, and those that nobody sees: zero-width ones, marks of direction, line separators of Unicode.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ud800-\udfff\ufeff\ufffe\uffff]")
_REFERENCE = re.compile(r"(?<!\\)\{\{\s*[^\W\d][\w-]*(\.[\w-]+)+[^{}]*\}\}")
_IDENTIFIER = re.compile(r"[\w-]+")


class Part(BaseModel):
    """A table of the case: frozen, and a field that it does not know is an error.

    Only the whole case builds a validator; the parts are built into it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, allow_inf_nan=True, defer_build=True)


def error(code: str, **context: Any) -> PydanticCustomError:  # noqa: ANN401 - the context is whatever the wording needs
    """A validation error that `case.parse` words by its code."""
    return PydanticCustomError(code, code, context)


def is_blank(value: object) -> bool:
    """Whether a value is still to be filled in."""
    if isinstance(value, Decimal):
        return value.is_nan()
    return value == BLANK_DATE or (isinstance(value, str) and BLANK in value)


def _number(value: object) -> Decimal:
    if value == BLANK:
        return BLANK_NUMBER
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise error("not-a-number", found=value)
    number = Decimal(value)
    if not number.is_finite():
        raise error("not-a-number", found=value)
    if abs(number) > _GREATEST or int(number.as_tuple().exponent) < -_MOST_DECIMALS:
        raise error("number-out-of-range", found=value)
    return number


def _amount(value: object) -> Decimal:
    number = _number(value)
    if not number.is_nan() and number < 0:
        raise error("negative", found=value)
    return number


def _count(value: object) -> Decimal:
    number = _amount(value)
    if not number.is_nan() and number != number.to_integral_value():
        raise error("not-a-count", found=value)
    return number


def _year(value: object) -> Decimal:
    year = _count(value)
    if not year.is_nan() and not _YEARS[0] <= year <= _YEARS[1]:
        raise error("year-out-of-range", found=value)
    return year


def _in_order(days: tuple[date, date]) -> tuple[date, date]:
    start, end = days
    if BLANK_DATE not in days and start > end:
        raise error("dates-reversed", start=start, end=end)
    return days


def _filled(items: tuple[Any, ...]) -> tuple[Any, ...]:
    if not items:
        raise error("list-empty")
    return items


def _share(value: object) -> Decimal:
    number = _number(value)
    if not number.is_nan() and not 0 <= number <= 1:
        raise error("not-a-share", found=value)
    return number


def _date(value: object) -> date:
    if value == BLANK:
        return BLANK_DATE
    if isinstance(value, datetime) or not isinstance(value, date):
        raise error("not-a-date", found=value)
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise error("not-text", found=value)
    if found := _CONTROL.search(value):
        raise error("control-character", found=f"U+{ord(found[0]):04X}", offset=found.start())
    if not value.strip():
        raise error("empty-text", found=value)
    return value


def _line(value: object) -> str:
    text = _text(value)
    if "\n" in text.strip("\n"):
        raise error("not-one-line", found=text)
    return text.strip()


def _name(value: object) -> str:
    text = _line(value)
    if found := _REFERENCE.search(text):
        raise error("no-references-here", found=found[0], offset=found.start())
    return text


def _identifier(value: object) -> str:
    text = _line(value)
    if not _IDENTIFIER.fullmatch(text):
        raise error("not-an-identifier", found=text)
    return text


def _operand(value: object) -> Decimal | str:
    if isinstance(value, str) and PATH.fullmatch(value):
        return value
    if isinstance(value, str) and value != BLANK:
        raise error("not-an-operand", found=value)
    return _number(value)


def _fact(value: object) -> Decimal | date | str | tuple[str, ...]:
    if isinstance(value, list):
        return tuple(_name(item) for item in value)
    if isinstance(value, str):
        return _name(value)
    return _date(value) if isinstance(value, date) else _number(value)


def _typed(check: Callable[[Any], object], kind: str, **extra: object) -> tuple[BeforeValidator, WithJsonSchema]:
    return BeforeValidator(check), WithJsonSchema({"type": kind, **extra})


Number = Annotated[Decimal, *_typed(_number, "number")]
Amount = Annotated[Decimal, *_typed(_amount, "number", minimum=0)]
Count = Annotated[Decimal, *_typed(_count, "integer", minimum=0)]
Year = Annotated[Decimal, *_typed(_year, "integer", minimum=1990, maximum=2100)]
Share = Annotated[Decimal, *_typed(_share, "number", minimum=0, maximum=1)]
Date = Annotated[date, *_typed(_date, "string", format="date")]
Days = Annotated[tuple[Date, Date], AfterValidator(_in_order)]  # from and to
NotEmpty = AfterValidator(_filled)
Line = Annotated[str, *_typed(_line, "string")]  # one line; may hold references
Name = Annotated[str, *_typed(_name, "string")]  # one line that others refer to; it holds no references itself
Text = Annotated[str, *_typed(_text, "string")]  # paragraphs, a line each; printed verbatim
Markdown = Annotated[str, *_typed(_text, "string")]  # paragraphs with references and **bold**
Identifier = Annotated[str, *_typed(_identifier, "string", pattern=r"^[\w-]+$")]
Operand = Annotated[Decimal | str, BeforeValidator(_operand), WithJsonSchema({"type": ["number", "string"]})]
FactValue = Annotated[
    Decimal | date | str | tuple[str, ...],
    BeforeValidator(_fact),
    WithJsonSchema({"type": ["number", "string", "array"], "items": {"type": "string"}}),
]


def about(description: str, **more: Any) -> Any:  # noqa: ANN401 - pydantic's own signature
    """A field with the Chinese description that TOML editors show."""
    return Field(description=description, **more)
