"""Punctuation. In: a Subject. Out: findings of half-width marks in Chinese, full-width digits, marks without a partner."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from reportgen.checks.check import Finding, check
from reportgen.checks.subject import Subject
from reportgen.checks.texts import Text
from reportgen.diagnostics import Key, Severity

_HAN = "\u4e00-\u9fff"
_HALF = re.compile(
    rf"(?<=[{_HAN}”》）〕%\ufffc])(?P<mark>[,;?!])(?=[\s{_HAN}“《（\ufffc]|$)"
    rf"|(?<=[{_HAN}”》）])(?P<colon>:)(?=[\s{_HAN}“《\ufffc]|$)"
    rf"|(?<=[{_HAN}”》）])(?P<stop>\.)(?=\s|$|[{_HAN}])"
    rf"|(?P<round>\((?=[^()]*[{_HAN}])[^()\n]{{0,60}}\))"
    rf"|(?P<quote>\"(?=[^\"\n]*[{_HAN}])[^\"\n]{{0,60}}\")",
    re.MULTILINE,
)
_SIGNS = re.compile(r"[,;?!:.(\"]")
_FULL = {",": "，", ";": "；", "?": "？", "!": "！", ":": "：", ".": "。", "(": "（）", '"': "“”"}
_WIDE = re.compile(r"[０-９Ａ-Ｚａ-ｚ．]+")
_PAIRS = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "（": "）", "〔": "〕", "【": "】", "「": "」"}
_CLOSING = {close: open_ for open_, close in _PAIRS.items()}
_ITEM = re.compile(r"(?:^|[\s。；;，：])[\dA-Za-z一二三四五六七八九十]{1,3}$")
_NUMBERED = re.compile(r"(（?)(?<![\dA-Za-z一二三四五六七八九十])[\dA-Za-z一二三四五六七八九十]{1,3}）")
_PAIRED = re.compile("|".join(open_ + close for open_, close in _PAIRS.items()))
_ANY = re.compile(f"[{''.join(_PAIRS)}{''.join(_CLOSING)}]")


@check(
    "half-width-mark",
    Severity.WARNING,
    meaning="中文句子里用了半角标点：逗号、分号、冒号、括号、引号。",
    why="中文用全角标点（GB/T 15834）；半角标点挤在汉字中间，排版参差，一看就是拼凑的稿子。",
    example="“资金到位率100%,预算执行率95%”里的逗号应为“，”；“(服务点)”应为“（服务点）”。",
    mend="改为全角标点；数字里的千分位逗号、英文里的标点不改。",
)
def half_width_mark(subject: Subject) -> Iterator[Finding]:
    lines = subject.typed_lines
    by_text: defaultdict[Key, list[re.Match[str]]] = defaultdict(list)
    for sign in _SIGNS.finditer(lines.text):
        if (found := _HALF.match(lines.text, sign.start())) is not None:
            by_text[lines.place(found.start()).key].append(found)
    for first, *others in by_text.values():
        around = lines.text[max(0, first.start() - 5) : first.end() + 3].replace("\ufffc", "").replace("\n", "")
        many = f"，这一段共 {len(others) + 1} 处" if others else ""
        message = f"“{around}”里用了半角的 {first[0][0]}{many}"
        yield Finding(lines.place(first.start()), message, f"改为全角的 {_FULL[first[0][0]]}")


@check(
    "full-width-digit",
    Severity.WARNING,
    meaning="数字或字母是全角的。",
    why="全角数字和半角数字混在一起，字形、宽度都不同，也不能查找、核对。",
    example="“２０２２年”应写成“2022年”。",
    mend="改为半角的数字和字母。",
)
def full_width_digit(subject: Subject) -> Iterator[Finding]:
    lines = subject.typed_lines
    for found in _WIDE.finditer(lines.text):
        narrow = "".join(chr(ord(sign) - 0xFEE0) for sign in found[0])
        yield Finding(lines.place(found.start()), f"“{found[0]}”是全角的", f"改为 {narrow}")


@check(
    "unpaired-marks",
    Severity.WARNING,
    meaning="引号、书名号、括号只有一半，或者方向反了。",
    why="少了一半，读者不知道引用到哪里为止；标题和文号也可能少了字。",
    example="“《项目支出绩效评价管理办法（财预〔2020〕10号）”少了书名号的后一半。",
    mend="补上另一半，或者删去多出的一半。",
)
def unpaired_marks(subject: Subject) -> Iterator[Finding]:
    for text in subject.texts:
        if _ANY.search(text.typed) and (found := _unpaired(text.text)) is not None:
            at, sign = found
            around = text.text[max(0, at - 4) : at + 8]
            place = text.place(at) if text.text == text.typed else text.where(text.text[max(0, at - 2) : at + 2])
            partner = _PAIRS.get(sign) or _CLOSING[sign]
            yield Finding(place, f"“{around}”处的 {sign} 没有配对的 {partner}", f"补上 {partner}，或删去 {sign}", quoted=_is_kept(text))


def _is_kept(text: Text) -> bool:
    """Whether a text stays as others wrote it; titles of documents are the firm's own copy."""
    return text.quoted and text.key[0] != "documents"


def _unpaired(text: str) -> tuple[int, str] | None:
    """The first mark without a partner; marks close in the order in which they opened, and items such as 1） have none.

    Where a text numbers its items （1）, a single one written 2） has lost its other half.
    """
    if not _nested(_ANY.findall(text)):
        return _first_unpaired(text)
    return None


def _nested(marks: list[str]) -> bool:
    """Whether each mark has its partner: nothing is left when pairs are taken away, the inner ones first."""
    left, most = "".join(marks), -1
    while left and len(left) != most:
        left, most = _PAIRED.sub("", left), len(left)
    return not left


def _first_unpaired(text: str) -> tuple[int, str] | None:
    opened: list[tuple[int, str]] = []
    kinds = _NUMBERED.findall(text) if "）" in text else []
    half = kinds.count("") != 1 or "（" not in kinds
    for found in _ANY.finditer(text):
        sign = found[0]
        if sign in _PAIRS:
            opened.append((found.start(), sign))
        elif opened and opened[-1][1] == _CLOSING[sign]:
            opened.pop()
        elif not (half and sign == "）" and _ITEM.search(text[max(0, found.start() - 4) : found.start()])):
            return opened[-1] if opened and _CLOSING[sign] in (mark for _, mark in opened) else (found.start(), sign)
    return opened[0] if opened else None
