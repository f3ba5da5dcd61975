"""Wrong characters. In: a Subject. Out: findings of what is surely a slip: letters among digits, words with a wrong sign."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.checks.check import Finding, check
from reportgen.checks.subject import Subject
from reportgen.checks.wordlists import table
from reportgen.diagnostics import Severity

_SIGNS = re.compile("[OoＯIlｌ]")
_LETTER = re.compile(
    r"(?<![A-Za-z\d.,])(?:\d[\d,.]*[OoＯIlｌ][\dOoIl,.]*(?![A-Za-z])|[OoIl][\d,.]*\d[\d,.]*(?=[%％万元年月日家个张人名份项条次]))"
)
_SLIPS = table(
    "绩效平价/绩效评价 绩效评介/绩效评价 决祘/决算 拔付/拨付 拔款/拨款 下拔/下拨 补帖/补贴 补帐/补账 部份/部分 签定/签订 帐目/账目",
    "帐户/账户 帐簿/账簿 帐务/账务 台帐/台账 记帐/记账 调帐/调账 做帐/做账 明细帐/明细账 入帐/入账 转帐/转账 对帐/对账 总帐/总账",
    "截流资金/截留资金 挪做/挪作 做为/作为 按装/安装 按排/安排 布署/部署 符和/符合 复盖/覆盖 座落/坐落 通迅/通讯 一如继往/一如既往",
    "因地置宜/因地制宜 再接再励/再接再厉 己经/已经 己完成/已完成 己建/已建 己发/已发 己拨/已拨 己投入/已投入 末完成/未完成",
    "末达到/未达到 末发现/未发现 末能/未能 末按/未按 末及时/未及时 末建立/未建立 入注意外/入住意外 入注率/入住率 入注老/入住老",
    "运菅/运营 管埋/管理 没施/设施 实旋/实施 巿/市 侍遇/待遇 期侍/期待 倒致/导致 时侯/时候 等侯/等候 园满完成/圆满完成 廷期/延期",
    "倍训/培训 松驰/松弛 竟争/竞争 用以反应/用以反映 反应和考核/反映和考核 反应出/反映出 如实反应/如实反映 截止目前/截至目前",
)
_BEFORE = {"己": "自知克异", "末": "年月期周季岁学"}  # signs before the first one that make it right: 自己建, 年末完成
_BEHIND = {"按排": "名序队行污", "没施": "工行肥", "布署": "名", "期侍": "奉候", "做为": "民了什"}  # and behind the last: 按排名
_UNTIL = "截止"
_SINCE = re.compile(r"(?:19|20)\d\d年|\ufffc|本年|当年|年[底末]|上年")  # behind 截止, which then is 截至
_WRONG = re.compile("|".join([*map(re.escape, _SLIPS), _UNTIL]))


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
    example="“拔付资金”应为“拨付资金”，“截止2022年底”应为“截至2022年底”，“明细帐”应为“明细账”。",
    mend="改正；引用的原件就是这样写的，照原件。",
)
def wrong_characters(subject: Subject) -> Iterator[Finding]:
    lines = subject.typed_lines
    for found in filter(_is_slip, _WRONG.finditer(lines.text)):
        place = lines.place(found.start())
        copied = place.key[0] == "funds"  # rows of a ledger
        yield Finding(place, f"“{found[0]}”应为“{_SLIPS.get(found[0], '截至')}”", "请改正", quoted=copied)


def _is_slip(found: re.Match[str]) -> bool:
    """Whether the signs around leave no other reading."""
    slip, before, behind = (
        found[0],
        found.string[max(0, found.start() - 1) : found.start()],
        found.string[found.end() : found.end() + 5],
    )
    if slip == _UNTIL:
        return _SINCE.match(behind) is not None
    return (not before or before not in _BEFORE.get(slip[0], "")) and (not behind or behind[0] not in _BEHIND.get(slip, ""))
