"""Broken TOML in words: what an analyst most likely typed, and what to type instead.

In: a text that tomllib refused, and its complaint. Out: diagnostics for every suspicious line.
"""

from __future__ import annotations

import re
import tomllib

from reportgen.diagnostics import FilePlace, Sink

_KEY = r"^\s*[\w.\-\"]+\s*"
_SUSPECTS = (
    (re.compile(_KEY + "(?P<bad>＝)"), "这里的等号“＝”是全角的", "改为半角 ="),
    (re.compile(_KEY + "=\\s*(?P<bad>[“”‘’「])"), "字符串外面的引号是中文引号", '改为半角引号 "…"；文字里面的中文引号不用改'),
    (re.compile(_KEY + "=\\s*(?P<bad>[［【])"), "这里的方括号是全角的", "改为半角 [ ]"),
    (re.compile(_KEY + "=\\s*(?P<bad>[０-９])"), "这里的数字是全角的", "改为半角数字，如 2022"),
    (re.compile(r"^\s*(?P<bad>[［【])"), "表头的方括号是全角的", "改为半角，如 [funds]、[[indicators]]"),
    (re.compile(_KEY + r"=\s*(?P<bad>\d{1,3}(,\d{3})+(\.\d+)?)"), "数字里有千分位逗号", "去掉逗号，如 1006.29"),
    (re.compile(_KEY + r"=\s*(?P<bad>[\d.]+%)"), "数字后面有百分号", "写成小数，94.48% 写成 0.9448"),
    (re.compile(_KEY + r"=\s*(?P<bad>\d{4}年)"), "日期写成了中文", "写成 2022-07-28"),
    (re.compile(_KEY + r"=\s*(?P<bad>\d{4}-\d{1,2}-\d{1,2})\s*(#|$)"), "日期的月、日要写两位", "写成 2022-07-08"),
    (re.compile(_KEY + r"=\s*(?P<bad>[\u4e00-\u9fff])"), "文字没有加引号", '文字写在半角引号里，如 name = "预算执行率"'),
)
_GOOD_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MESSAGES = {
    "Cannot overwrite a value": ("同一个键写了两次", "删去其中一处"),
    "Cannot declare": ("同一个表头写了两次", "一张表只写一个表头；多条记录用 [[…]]"),
    "Expected '=' after a key": ("键的后面没有等号", "写成 键 = 值"),
    "Illegal character": ("字符串里有不能直接写的字符（多半是漏了结尾的引号）", '补上引号；多行文字写在 """ 与 """ 之间'),
    "Unterminated string": ("字符串没有结束", "补上结尾的引号"),
    "Unclosed array": ("方括号没有闭合", "补上 ]，各项之间用半角逗号"),
    "Unclosed inline table": ("花括号没有闭合，或花括号里换了行", "{ … } 写在一行里，各项之间用半角逗号"),
    "Invalid initial character for a key part": ("这里应是键名或表头", "检查上一行是否漏了引号、括号或逗号"),
    "Expected newline or end of document": ("一行里多出了内容", "检查引号是否成对；一行只写一个键"),
    "Unescaped '\\'": ("字符串里的反斜杠没有转义", "写成 \\\\，或改用单引号字符串"),
    "Invalid value": ("等号后面不是合法的值", '文字加半角引号 "…"；数字、日期不加引号'),
}


def report_syntax(file: str, text: str, problem: tomllib.TOMLDecodeError, sink: Sink) -> None:
    """One error for each suspicious line, and tomllib's own if it stands elsewhere."""
    lines = set()
    for number, line in _outside_strings(text):
        for pattern, message, hint in _SUSPECTS:
            found = pattern.match(line)
            if found and not _GOOD_DATE.fullmatch(found["bad"]):
                sink.error("toml-syntax", FilePlace(file, number, found.start("bad") + 1), message, hint)
                lines.add(number)
                break
    at, column = _place(str(problem), text)
    if at not in lines and at - 1 not in lines:
        other = ("TOML 语法错误", f"解析器的说法：{problem}")
        message, hint = next((words for start, words in _MESSAGES.items() if str(problem).startswith(start)), other)
        sink.error("toml-syntax", FilePlace(file, at, column), message, hint)


def _outside_strings(text: str) -> list[tuple[int, str]]:
    """The lines with their numbers, without those inside multi-line strings."""
    out, inside = [], ""
    for number, line in enumerate(text.split("\n"), 1):
        if not inside:
            out.append((number, line))
        for mark in ('"""', "'''"):
            if line.count(mark) % 2 and inside in ("", mark):
                inside = "" if inside else mark
    return out


def _place(message: str, text: str) -> tuple[int, int]:
    found = re.search(r"line (\d+), column (\d+)", message)
    return (int(found[1]), int(found[2])) if found else (text.count("\n") + 1, 1)
