"""Broken TOML in words: what an analyst most likely typed, and what to type instead.

In: a text that tomllib refused, and its complaint. Out: diagnostics for every suspicious line.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportgen.diagnostics import FilePlace, Sink

Words = tuple[str, str]

_KEY = r"^\s*[\w.\-\"]+\s*"
_VALUE = re.compile(r"^\s*[\w.\-\"']+\s*=")
_SUSPECTS = (
    (re.compile(_KEY + "(?P<bad>＝)"), "这里的等号“＝”是全角的", "改为半角 ="),
    (re.compile(_KEY + "=\\s*(?P<bad>[“”‘’「])"), "字符串外面的引号是中文引号", '改为半角引号 "…"；文字里面的中文引号不用改'),
    (re.compile(_KEY + "=\\s*(?P<bad>[［【])"), "这里的方括号是全角的", "改为半角 [ ]"),
    (re.compile(_KEY + "=\\s*(?P<bad>[０-９])"), "这里的数字是全角的", "改为半角数字，如 2022"),
    (re.compile(r"^\s*(?P<bad>[［【])"), "表头的方括号是全角的", "改为半角，如 [funds]、[[indicators]]"),
    (re.compile(_KEY + r"=\s*(?P<bad>\d{1,3}(,\d{3})+(\.\d+)?)"), "数字里有千分位逗号", "去掉逗号，如 1006.29"),
    (re.compile(_KEY + r"=\s*(?P<bad>[\d.]+[%％])"), "数字后面有百分号", "写成小数，94.48% 写成 0.9448"),
    (re.compile(_KEY + r"=\s*(?P<bad>\d{4}年)"), "日期写成了中文", "写成 2022-07-28"),
    (re.compile(_KEY + r"=\s*(?P<bad>\d{4}-\d{1,2}-\d{1,2})\s*(#|$)"), "日期的月、日要写两位", "写成 2022-07-08"),
    (re.compile(_KEY + r"=\s*(?P<bad>[\d.]+[\u4e00-\u9fff])"), "数字后面有单位", "只写数字，如 1006.29"),
    (re.compile(_KEY + r"=\s*(?P<bad>[\u4e00-\u9fff])"), "文字没有加引号", '文字写在半角引号里，如 name = "预算执行率"'),
    (
        re.compile(r"^\s*(?P<bad>[\w-]*[\u4e00-\u9fff][\w-]*)\s*="),
        "汉字的键名没有加引号",
        "字段的名称都是英文；指标名称作键时加半角引号",
    ),
    (re.compile(r"^\s*\[+\s*(?P<bad>[\u4e00-\u9fff])"), "表的名称没有这样写的", "表的名称都是英文，如 [funds]，见 cases/README.md"),
)
_GOOD_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_WIDE: tuple[tuple[str, Words], ...] = (
    ("＝", ("等号是全角的", "改为半角 =")),
    ("，、；", ("逗号是全角的", "各项之间用半角逗号 ,")),
    ("“”‘’「」『』＂", ("字符串外面的引号是全角的", '改为半角引号 "…"；文字里面的中文引号不用改')),
    ("［］【】", ("方括号是全角的", "改为半角 [ ]")),
    ("｛｝", ("花括号是全角的", "改为半角 { }")),
)
_WIDE_END = re.compile(r"(?P<bad>[“”＂])\s*(#.*)?$")
_TOKEN = re.compile(r""""{3}|'{3}|"(?:[^"\\]|\\.)*"|'[^']*'|#.*|["'].*""")
_NO_KEY = "Invalid initial character for a key part"
_MESSAGES = {
    "Cannot overwrite a value": ("同一个键写了两次", "删去其中一处"),
    "Duplicate inline table key": ("花括号里同一个键写了两次", "删去其中一处"),
    "Cannot declare": ("同一个表头写了两次", "一张表只写一个表头；多条记录用 [[…]]"),
    "Cannot mutate": ("这张表已经写在别处（花括号或方括号里），不能再添", "合到一处"),
    "Expected '=' after a key": ("键的后面没有等号", "写成 键 = 值"),
    'Expected "\'"': ("单引号里的文字没有结束", "补上结尾的 '，或改用半角双引号"),
    "Expected ']": ("表头没有写完", "写成 [表名] 或 [[表名]]，方括号成对"),
    "Illegal character '\\n'": ("字符串没有在这一行结束", '补上结尾的引号；多行文字写在 """ 与 """ 之间'),
    "Illegal character": ("文字里有看不见的控制字符", "删去该字符（多半是从 PDF 或网页复制来的）"),
    "Found invalid character": ("有看不见的控制字符", "删去该字符（多半是从 PDF 或网页复制来的）"),
    "Unterminated string": ("从这里开始的多行文字没有结束", '在文字后面补上 """'),
    "Unclosed array": ("这里的方括号没有闭合", "补上 ]，各项之间用半角逗号"),
    "Unclosed inline table": ("这里的花括号没有闭合，或花括号里换了行", "{ … } 写在一行里，各项之间用半角逗号"),
    _NO_KEY: ("这里应是键名或表头", "检查上一行是否漏了引号、括号或逗号；汉字键名要加引号"),
    "Invalid statement": ("这一行不是 键 = 值，也不是表头", "检查上一行是否漏了引号、括号或逗号；说明文字前面加 #"),
    "Expected newline or end of document": ("一行里多出了内容", "检查引号是否成对；一行只写一个键"),
    "Unescaped '\\'": ("字符串里的反斜杠没有转义", "写成 \\\\，或改用单引号字符串"),
    "Invalid date": ("没有这一天", "核对月和日，写成 2022-07-08"),
    "Invalid value": ("等号后面不是合法的值", '文字加半角引号 "…"；数字、日期不加引号'),
}
_OPENED_BEFORE = {"Unclosed array": "[", "Unclosed inline table": "{"}
_CLOSED_BY = {"]": "[", "}": "{"}


@dataclass(frozen=True, slots=True)
class _Row:
    """A line outside of multi-line strings; in `bare` spaces stand for strings and comments. `mark` opens a multi-line string."""

    number: int
    line: str
    bare: str
    mark: str = ""


def report_syntax(file: str, text: str, problem: tomllib.TOMLDecodeError, sink: Sink) -> None:
    """One error for each suspicious line, and tomllib's own if it stands elsewhere."""
    rows = list(_rows(text))
    lines = set()
    for row in rows:
        if found := _suspicious(row):
            column, (message, hint) = found
            sink.error("toml-syntax", FilePlace(file, row.number, column), message, hint)
            lines.add(row.number)
    at, column = _place(str(problem), text)
    if at not in lines and at - 1 not in lines:
        start, words = _worded(str(problem), text, (at, column))
        at, column = _beginning(start, rows, (at, column))
        sink.error("toml-syntax", FilePlace(file, at, column), *words)


def _worded(problem: str, text: str, place: tuple[int, int]) -> tuple[str, Words]:
    """The beginning of tomllib's complaint and its Chinese words."""
    start = next((s for s in _MESSAGES if problem.startswith(s)), "")
    if start == _NO_KEY and place[1] > len(text.split("\n")[place[0] - 1]):
        start = "Unclosed inline table"  # a line ends after a comma in braces
    return start, _MESSAGES.get(start, ("这里不合 TOML 的写法", f"解析器的说法：{problem}"))


def _suspicious(row: _Row) -> tuple[int, Words] | None:
    """The column of what is wrong with a line, and its words."""
    for pattern, message, hint in _SUSPECTS:
        found = pattern.match(row.line)
        if found and not _GOOD_DATE.fullmatch(found["bad"]):
            return found.start("bad") + 1, (message, hint)
    for at, character in enumerate(row.bare):
        for wide, words in _WIDE:
            if character in wide:
                return at + 1, words
    end = _WIDE_END.search(row.line)
    if end and row.bare[end.start() :].strip() == "" and _TOKEN.sub("", row.line) != row.line and _is_open(row.line):
        return end.start() + 1, ("结尾的引号是中文引号", '改为半角引号 "')
    return None


def _is_open(line: str) -> bool:
    """Whether a string of one line is not closed in it."""
    tokens = [found[0] for found in _TOKEN.finditer(line)]
    return any(t[0] in "\"'" and (len(t) == 1 or t[-1] != t[0]) for t in tokens)


def _rows(text: str) -> Iterator[_Row]:
    inside = ""
    for number, line in enumerate(text.split("\n"), 1):
        if inside:
            end = line.find(inside)
            inside = "" if end >= 0 else inside
            continue
        bare, inside = _bare(line)
        yield _Row(number, line, bare, inside)


def _bare(line: str) -> tuple[str, str]:
    """The line with spaces for strings and comments, and the mark of a multi-line string that it leaves open."""
    bare, at = "", 0
    while found := _TOKEN.search(line, at):
        bare += line[at : found.start()]
        end = found.end()
        if found[0] in ('"""', "'''"):
            close = line.find(found[0], end)
            if close < 0:
                return bare.ljust(len(line)), found[0]
            end = close + len(found[0])
        bare, at = bare.ljust(end), end
    return bare + line[at:], ""


def _beginning(start: str, rows: Iterable[_Row], place: tuple[int, int]) -> tuple[int, int]:
    """Where something begins that never ends: tomllib tells only where it noticed."""
    if start == "Unterminated string":
        return next(((r.number, r.line.index(r.mark) + 1) for r in reversed(list(rows)) if r.mark), place)
    if start.startswith('Expected "'):
        return next(((r.number, r.line.index("'") + 1) for r in rows if "'" in r.line and _is_open(r.line)), place)
    return _opening(_OPENED_BEFORE[start], rows, place) if start in _OPENED_BEFORE else place


def _opening(bracket: str, rows: Iterable[_Row], place: tuple[int, int]) -> tuple[int, int]:
    """The innermost bracket of a kind that is open at a place."""
    open_: list[tuple[str, int, int]] = []
    for row in rows:
        if row.number > place[0]:
            break
        if _VALUE.match(row.line):
            open_.clear()
        end = place[1] - 1 if row.number == place[0] else len(row.bare)
        for column, character in enumerate(row.bare[:end], 1):
            if character in "[{":
                open_.append((character, row.number, column))
            elif character in "]}" and open_ and open_[-1][0] == _CLOSED_BY[character]:
                open_.pop()
    return next(((line, column) for kind, line, column in reversed(open_) if kind == bracket), place)


def _place(message: str, text: str) -> tuple[int, int]:
    found = re.search(r"line (\d+), column (\d+)", message)
    return (int(found[1]), int(found[2])) if found else (text.count("\n") + 1, 1)
