"""Wrong characters. In: a Subject. Out: findings of what is surely a slip: letters among digits, words with a wrong sign."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.checks.check import Finding, check
from reportgen.checks.lines import Lines
from reportgen.checks.lookalikes import Slip, slips_in
from reportgen.checks.subject import Subject
from reportgen.checks.wordlists import table
from reportgen.diagnostics import Severity

_SIGNS = re.compile("[OoＯIlｌ]")
_LETTER = re.compile(
    r"(?<![A-Za-z\d.,])(?:\d[\d,.]*[OoＯIlｌ][\dOoIl,.]*(?![A-Za-z])|[OoIl]\.\d+(?![A-Za-z\d.])"
    r"|[OoIl][\d,.]*\d[\d,.]*(?=[%％万元年月日天家个张人名份项条次分床户处套册级层岁时]))"
)
_SLIPS = table(
    "截流资金/截留资金 挪做/挪作 按装/安装 座落/坐落 一如继往/一如既往 因地置宜/因地制宜 再接再励/再接再厉 倒致/导致",
    "园满完成/圆满完成 松驰/松弛 如实反应/如实反映 截止目前/截至目前 截至日期/截止日期 截至时间/截止时间 既使/即使 立既/立即",
    "随既/随即 既日起/即日起 必竟/毕竟",
)
_PHRASES = re.compile("|".join(map(re.escape, _SLIPS)))
_PATTERNS = (
    (re.compile(r"截止(?=(?:19|20)\d\d年|\ufffc|本年|当年|年[底末]|上年)"), "截至"),
    (
        re.compile(
            r"反应(?=[\u4e00-\ufffc])(?![时速迅快慢及灵强热良较平机能堆釜过不很最也又])(?<![作做有无的出其]反应)"
            r"(?<!化学反应)(?<!不良反应)(?<!过敏反应)(?<!应激反应)(?<!快速反应)(?<!应急反应)(?<!连锁反应)(?<!市场反应)(?<!社会反应)"
        ),
        "反映",
    ),  # a reaction is had, slow or strong; what is shown of something is reflected
    (
        re.compile(r"检察(?![院机官长室建公监工业职权部厅人干文队者\W])(?<!最高检察)|检察(?=[，。；]|$)(?<!最高检察)", re.MULTILINE),
        "检查",
    ),
    (
        re.compile(r"即(?<![立随当亦迅旋在]即)(?=([能要有是可应重])[^，。；：]{1,24}[，、]?[又也]\1|[能要有][^，。；：]{1,24}，?又)"),
        "既",
    ),
    (re.compile(r"既(?<![立随]既)(?=可(?![^。；]*[又也且])[^，。；]{1,12}[。；])"), "即"),
    (
        re.compile(
            r"的(?=(?:较|很|不够|不太|非常|比较|更|越来越)(?:好|差|快|慢|到位|及时|规范|扎实|顺利|充分)[，。；、\n])"
            r"(?<=[做行成理实转展进施挥]的)"
        ),
        "得",
    ),
)  # signs that the words around them show to be wrong


@check(
    "letter-for-digit",
    Severity.WARNING,
    meaning="数字里混进了字母：O 当作 0，l 或 I 当作 1。",
    why="打印出来几乎看不出，查找和计算时却对不上；评审核对数字时会以为数据不符。",
    example="“占14.O6%”里的 O 是字母，应为 14.06%。",
    mend="把字母改为数字 0 或 1。",
)
def letter_for_digit(subject: Subject) -> Iterator[Finding]:
    lines = subject.typed_lines
    if _SIGNS.search(lines.text) is None:
        return
    for found in _LETTER.finditer(lines.text):
        right = re.sub("[OoＯ]", "0", re.sub("[Ilｌ]", "1", found[0])).rstrip(".,")
        yield Finding(lines.place(found.start()), f"“{found[0]}”里有字母", f"改为 {right}")


@check(
    "wrong-characters",
    Severity.WARNING,
    meaning="常用词写了错字，或者形近、音近的字。",
    why="绩效评价、拨付、账目这类本行的词写错，报告的可信度就打折扣。",
    example="“拔付资金”应为“拨付资金”，“截止2022年底”应为“截至2022年底”，“反应项目的实施情况”应为“反映”，“明细帐”应为“明细账”。",
    mend="改正；引用的原件就是这样写的，照原件。",
)
def wrong_characters(subject: Subject) -> Iterator[Finding]:
    for lines in (subject.typed_lines, subject.typed_names):
        for slip in _slips(lines):
            place = lines.place(slip.start)
            copied = place.key[0] == "funds"  # rows of a ledger
            yield Finding(place, f"“{slip.typed}”应为“{slip.right}”", "请改正", quoted=copied)


def _slips(lines: Lines) -> list[Slip]:
    """Every slip once: in words, in phrases, and in signs that are wrong where they stand."""
    found = [Slip(m.start(), m[0], _SLIPS[m[0]]) for m in _PHRASES.finditer(lines.text)]
    found += [Slip(m.start(), m[0], right) for pattern, right in _PATTERNS for m in pattern.finditer(lines.text)]
    taken = {at for slip in found for at in range(slip.start, slip.start + len(slip.typed))}
    return [*found, *(slip for slip in slips_in(lines.text, lines.pairs) if slip.start not in taken)]
