"""Validation problems in the analyst's words: what was found, what is expected, how to write it.

In: pydantic's errors and the data that they speak of. Out: diagnostics at keys of the case.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from reportgen.diagnostics import CasePlace, Key, Sink

from .fields import Fields, fields_at, has, subject

Words = tuple[str, str]
_QUOTED = re.compile(r"'([^']*)'")
_LONGEST = 40  # characters of a wrong text that a message repeats
_DATE_TEXT = re.compile(r"\s*(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?\s*")
_NUMBER_TEXT = re.compile(r"\s*([￥¥]?\s*-?[\d,，]+(?:\.\d+)?)\s*(%|％|万元|亿元|元|\D{1,2})?\s*")


def report_problem(problem: Mapping[str, Any], data: dict[str, Any], sink: Sink) -> None:
    """One problem of pydantic as a diagnostic."""
    key = _real_key(problem["loc"], data)
    kind = problem["type"]
    if kind == "extra_forbidden":
        _unknown(key, data, sink)
        return
    if kind == "missing" and isinstance(problem["loc"][-1], str):
        _missing(key, data, sink)
        return
    context = problem.get("ctx", {})
    place = CasePlace(key, context.get("offset"))
    where = subject(key, data)
    code, (message, hint) = _words(kind, problem, context)
    sink.error(code, place, f"{where}：{message}", hint)


def _words(kind: str, problem: Mapping[str, Any], context: Mapping[str, Any]) -> tuple[str, Words]:
    if "message" in context:  # a scoring rule words its own errors
        return kind, (str(context["message"]), str(context["hint"]))
    if kind in _OWN:
        return kind, _OWN[kind](context)
    return _CODES.get(kind, "wrong-value"), _general(kind, problem, context)


def _real_key(loc: tuple[str | int, ...], data: Any) -> Key:  # noqa: ANN401 - TOML data
    """The location of pydantic without the tags of unions, which are no keys of the case."""
    key: Key = ()
    for at, step in enumerate(loc):
        if has(data, step):
            key, data = (*key, step), data[step]
        elif isinstance(data, dict) and step == data.get("kind"):
            continue
        elif isinstance(data, dict) and at == len(loc) - 1:
            key = (*key, step)
    return key


def _unknown(key: Key, data: dict[str, Any], sink: Sink) -> None:
    name = str(key[-1])
    known = fields_at(key[:-1], data)
    trap = _sub_table_trap(key, data)
    near = difflib.get_close_matches(name, known.names, n=2, cutoff=0.5)
    by_meaning = [n for n, meaning in known.meanings.items() if name in meaning] if not near else []
    candidates = near or by_meaning[:2]
    hint = trap or (f"是否想写 {' 或 '.join(candidates)}？" if candidates else f"可用的字段：{'、'.join(known.names)}")
    sink.error("unknown-key", CasePlace(key), f"{_table(key[:-1], data)}没有字段 {name}", hint)


def _sub_table_trap(key: Key, data: dict[str, Any]) -> str:
    """A key after the header of a sub-table belongs to the sub-table: TOML's trap."""
    for up in range(len(key) - 2, 0, -1):
        if isinstance(key[up], int):
            continue
        outer = fields_at(key[:up], data)
        if key[-1] in outer.names:
            header = ".".join(str(k) for k in key[: up + 1] if isinstance(k, str))
            return f"{key[-1]} 写在表头 [{header}] 的下面，就归了那张表；把它移到这个表头的上面，或把子表写成 {{ … }}"
    return ""


def _missing(key: Key, data: dict[str, Any], sink: Sink) -> None:
    known = fields_at(key[:-1], data)
    meaning = known.meanings.get(str(key[-1]), "")
    if len(key) == 1:
        message = f"案例缺少 {_header(key, known)}（{meaning}）"
        sink.error("missing-table", CasePlace(()), message, "加上这张表，写法见 cases/README.md")
        return
    message = f"{_table(key[:-1], data)}缺少 {key[-1]}"
    sink.error("missing-field", CasePlace(key[:-1]), message, f"加上 {key[-1]} = …（{meaning}）")


def _table(key: Key, data: dict[str, Any]) -> str:
    name = subject(key, data)
    if name.isascii():
        return f"表 [{name}] "
    return f"{name} " if name[-1].isascii() else name


def _header(key: Key, known: Fields) -> str:
    return f"[[{key[0]}]]" if str(key[0]) in known.lists else f"[{key[0]}]"


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return " true" if value else " false"
    if isinstance(value, str):
        value = value.replace("\n", "⏎")
        return f"文字“{value}”" if len(value) <= _LONGEST else f"文字“{value[:_LONGEST]}…”"
    if isinstance(value, Decimal | int):
        return f"数 {value}"
    if isinstance(value, datetime | date):
        return f"日期 {value}"
    return "一张表" if isinstance(value, dict) else "一个列表" if isinstance(value, list) else str(value)


def _number_hint(found: object) -> str:
    if isinstance(found, str) and (match := _NUMBER_TEXT.fullmatch(found)):
        digits = re.sub(r"[￥¥\s,，]", "", match[1])
        if match[2] in ("%", "％"):
            return f"写成小数，不加引号：{(Decimal(digits) / 100).normalize():f}"
        unit = "；单位按本表的 unit，先核对" if match[2] and match[2].endswith("元") else ""
        return f"只写数字，不加引号、千分位和单位：{digits}{unit}"
    if isinstance(found, str):
        return '写成不加引号的数字，如 1006.29；还不知道就写 "待填写"'
    return "写成数字，如 1006.29"


def _operand_hint(found: object) -> str:
    return _number_hint(found) if _NUMBER_TEXT.fullmatch(str(found)) else "如 facts.失能床位计划、funds.execution_rate"


def _date_hint(found: object) -> str:
    if isinstance(found, str) and (match := _DATE_TEXT.fullmatch(found)):
        year, month, day = (int(n) for n in match.groups())
        return f"写成不加引号的日期：{year}-{month:02}-{day:02}"
    return "写成不加引号的日期，如 2022-07-28"


def _found(message: str, hint: str | Callable[[object], str]) -> Callable[[Mapping[str, Any]], Words]:
    """Words for a problem that has a wrong value: `message` takes it as {0}."""
    return lambda c: (message.format(_shown(c["found"])), hint if isinstance(hint, str) else hint(c["found"]))


def _fixed(message: str, hint: str) -> Callable[[Mapping[str, Any]], Words]:
    return lambda c: (message.format(**c), hint.format(**c))


_OWN: dict[str, Callable[[Mapping[str, Any]], Words]] = {
    "not-a-number": _found("这里要写数，写的是{0}", _number_hint),
    "number-out-of-range": _found("这个数大得或小得不可能，写的是{0}", "核对位数和单位"),
    "year-out-of-range": _found("年度应在 1990 与 2100 之间，写的是{0}", "写成四位数的年份，如 2022"),
    "dates-reversed": _fixed("开始日期 {start} 在结束日期 {end} 之后", "核对两个日期的次序"),
    "list-empty": _fixed("列表是空的", "至少写一项"),
    "scan-and-placeholder": _fixed("既有图又声明了留位", "有图就删去 placeholder"),
    "negative": _found("不能是负数，写的是{0}", "核对正负号"),
    "not-a-count": _found("这里要写整数，写的是{0}", "数量写成整数"),
    "not-a-share": _found("比率应在 0 与 1 之间，写的是{0}", "94.48% 写成 0.9448"),
    "not-a-date": _found("这里要写日期，写的是{0}", _date_hint),
    "not-text": _found("这里要写文字，写的是{0}", '文字加半角引号，如 "养老机构经费项目"'),
    "empty-text": _found("文字是空的", "填写内容；没有就删去这一行"),
    "not-one-line": _found("这里只能写一行，写的是{0}", "去掉换行"),
    "no-references-here": _fixed("这里不能引用数据，写了 {found}", "直接写出内容；别处引用它"),
    "control-character": _fixed("文字里有看不见的控制字符 {found}", "删去该字符（多半是从 PDF 或网页复制来的）"),
    "not-an-identifier": _found("编号只能用汉字、字母、数字、下划线和连字符，写的是{0}", "去掉空格和标点"),
    "not-an-operand": _found("这里要写数，或写数据的名称，写的是{0}", _operand_hint),
    "two-ways-to-score": _fixed("既写了评分规则 rule 又写了评议扣分 deductions", "留下一种：能计算的用 rule，评议打分的用 deductions"),
    "no-way-to-score": _fixed("没有写怎样得分", "能计算的写 rule = {{ kind = … }}；评议打分的写 deductions = [ … ]，没有扣分写 []"),
    "standard-missing": _fixed("评议打分的指标缺少评分标准 standard", '加上 standard = "…"'),
    "bounds-order": _fixed("上下限次序不对（{found}）", "from 要小于 to，zero_above 不小于 to"),
    "ledger-twice": _fixed("支出明细既写了 ledger 又写了 ledger_file", "留下其中一个"),
    "valid-missing": _fixed("没有写有效份数 valid", "加上 valid = …；有原始作答表的写 answer_file，由程序数出"),
    "tallied-twice": _fixed("既写了 tally_file 又写了 answer_file", "留下其中一个：有原始作答的用 answer_file"),
    "counts-incomplete": _fixed("有的选项写了人数，有的没写", "每个选项都写 count，没有人选写 0"),
    "row-width": _fixed("第 {row} 行有 {found} 格，列名有 {expected} 个", '每行的格数要与列名相同，空格写 ""'),
    "column-twice": _fixed("列名有重复：{found}", "列名各不相同"),
    "sum-column": _fixed("合计列“{found}”不在列名里", "列名有：{expected}"),
    "picture-or-placeholder": _fixed("没有图，也没有声明留位", "写上图片文件名，或写 placeholder = true（两者只写一个）"),
    "precision": _fixed("得分精度写的是 {found}", "只能是 1、0.5、0.1 或 0.01"),
    "value-or-sum": _fixed("要写 value 或 sum，只写其中一个", "直接给出的写 value，由别的数据相加的写 sum"),
    "adjustment-ends": _fixed("“{kind}”写的两头不对", "保留、修改写 declared 和 indicator；删除只写 declared；增设只写 indicator"),
}
_CODES = {
    "literal_error": "not-a-choice",
    "union_tag_invalid": "unknown-rule",
    "union_tag_not_found": "missing-field",
    "missing": "wrong-length",
    "too_short": "wrong-length",
    "too_long": "wrong-length",
    "tuple_type": "not-a-list",
    "model_type": "not-a-table",
    "dict_type": "not-a-table",
    "model_attributes_type": "not-a-table",
    "string_type": "not-text",
    "bool_type": "not-a-flag",
    "bool_parsing": "not-a-flag",
}


_SHAPES = {
    "tuple_type": ("这里要写列表，写的是{0}", "写成 [ … , … ]；多条记录用 [[表名]]"),
    "model_type": ("这里要写一张表，写的是{0}", "写成 [表名] 或 {{ … }}"),
    "model_attributes_type": ("这里要写一张表，写的是{0}", "写成 {{ … }}"),
    "string_type": ("这里要写文字，写的是{0}", '加半角引号，如 "20"'),
    "dict_type": ("这里要写一张表，写的是{0}", "写成 [表名] 或 {{ … }}"),
    "bool_type": ("这里只能写 true 或 false，写的是{0}", "不加引号"),
    "bool_parsing": ("这里只能写 true 或 false，写的是{0}", "不加引号"),
    "union_tag_not_found": ("评分规则没有写 kind", '如 rule = {{ kind = "proportion", … }}'),
}


def _general(kind: str, problem: Mapping[str, Any], context: Mapping[str, Any]) -> Words:
    found = _shown(problem["input"])
    if kind == "literal_error":
        return f"不能写{found}", f"可选：{'、'.join(_QUOTED.findall(str(context['expected'])))}"
    if kind == "union_tag_invalid":
        return _unknown_rule(str(context["tag"]), _QUOTED.findall(str(context["expected_tags"])))
    if kind == "missing":
        return f"列表里少了第 {problem['loc'][-1] + 1} 项", "核对项数"
    if kind in ("too_short", "too_long"):
        expected = context.get("min_length", context.get("max_length"))
        return f"应有 {expected} 项，写了 {context.get('actual_length')} 项", "核对项数"
    message, hint = _SHAPES.get(kind, ("写的是{0}，不符合要求", str(problem["msg"]).replace("{", "{{").replace("}", "}}")))
    return message.format(found), hint.format()


def _unknown_rule(tag: str, known: list[str]) -> Words:
    near = difflib.get_close_matches(tag, known, n=1, cutoff=0.4)
    return f"没有名为“{tag}”的评分规则", f"是否想写 {near[0]}？" if near else f"可用的规则：{'、'.join(known)}"
