"""The text of a value. In: any value of the context. Out: text, not yet escaped; what must not be printed is recorded."""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal
from enum import Enum

from reportgen.model.prose import Prose
from reportgen.word.recorder import Recorder
from reportgen.word.unknown import Unknown
from reportgen.word.value import Value

# What XML 1.0 can't hold. Cases with such characters are refused when read; here it must only not crash.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Most texts hold none of these and can be printed as they are.
SPECIAL = re.compile("[{&<>'\"\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("[\n\t]")
KINDS = {
    type(None): "空值", str: "文字", bool: "是或否", int: "整数", float: "浮点数", Decimal: "小数", list: "列表", tuple: "列表",
    dict: "一组数据", Prose: "段落",
}  # fmt: skip


class NotPrintableError(Exception):
    """A value that has no form on paper; carries code, message and hint."""


def kind(value: Value) -> str:
    """What a value is, in words for an editor."""
    found = next((KINDS[base] for base in type(value).__mro__ if base in KINDS), None)
    return found or ("日期" if isinstance(value, date | time) else f"一组数据（{type(value).__name__}）")


def shown(recorder: Recorder, value: Value) -> str:
    """The text of a value; records why it has none and returns an empty text then."""
    try:
        return clean(recorder, _form(value))
    except NotPrintableError as why:
        recorder.error(*why.args)
        return ""


def clean(recorder: Recorder, text: str) -> str:
    """The text with one kind of line break and without what XML can't hold, which is recorded."""
    if not SPECIAL.search(text):
        return text
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = _CONTROL.search(text)
    if found:
        recorder.error("bad-value", f"文字里有控制字符（U+{ord(found[0]):04X}）", "在数据里删去这个字符")
        text = _CONTROL.sub("", text)
    recorder.broken_lines = recorder.broken_lines or bool(_BREAKS.search(text))
    return text


def _form(value: Value) -> str:
    if type(value) is Decimal and value.is_finite():
        return format(value, "f")
    if isinstance(value, Unknown):
        value.note()
        return ""
    if value is None:
        raise NotPrintableError("none-value", "值是空的（None），不能打印", "在数据里补上，或用 {% if … %} 判断")
    if isinstance(value, Enum):
        return _form(value.value)
    if isinstance(value, str | Prose):
        return str(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise NotPrintableError("bad-value", f"{kind(value)}不能直接打印", _advice(value))


def _advice(value: Value) -> str:
    if isinstance(value, bool):
        return "写成 {{ '是' if … else '否' }}"
    if isinstance(value, date | time):
        return "加一个日期过滤器，写明用哪种格式"
    if isinstance(value, Decimal | float):
        return "检查这个数是怎么算出来的"
    if isinstance(value, list | tuple):
        return "用 {% for … %} 逐项打印，或用过滤器 join"
    return "在后面加“.”和要打印的那一项的名字"
