"""Units, words and marks that stand twice. In: a text. Out: where, and the doubled piece."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .wordlists import table, twice

# Each piece with the signs behind it that make its second half another word: 家家/庭 is no slip in “3家家庭”.
_UNITS = table(
    "万元万元 亿元亿元 万元元 亿元元 元万元 元元/素旦 %% ％％ %％ ％% 百分点百分点 个月个月",
    "家家/长庭具属政 张张 份份/额 册册 名名/单称额 户户/籍均主口 条条/件例款 项项/目 处处/理置罚长 天天 个个/体人性",
    "人人/均才次民员口大 次次/品要数 年年/初底末均中终检报 套套 台台/账 床床/位",
)  # behind a number
_WORDS = {
    **table(
        "的的/确士 了了/解结 和和/平谐睦解 是是/非否 与与/会 及及/时格 在在/校职线建编册岗院 将将/来近要",
        "项目项目/单组资负法经部库承主实 实施实施/方细意办",
        "完成完成/率度 及时及时/率性 资金资金/管使 指标指标/值体 补贴补贴/标政 绩效绩效/目评管指自 预算预算/编执部",
    ),
    **twice(
        "进行 开展 采取 采用 没有 应当 应该 可以 能够 需要 达到 提高 加强 建立 健全 存在 完善 落实 包括 反映 考核 截至 拨付 安排",
        "发放 根据 按照 依据 以及 并且 已经 通过 对于 其中 由于 为了 关于 同时 此外 分别 全部 主要 按时 目前 有关 相关",
    ),
}
_MARKS = table("。。 ，， 、、 ；； ：： ，。 ，； ，、 、。 、， ；。 ；， ：。 。， 。； 。、 （） 《》 “” 〔〕")
_PIECES = re.compile("|".join(map(re.escape, sorted({*_UNITS, *_WORDS, *_MARKS}, key=len, reverse=True))))


def doubled_in(text: str) -> Iterator[tuple[int, str]]:
    """Each doubled piece with its place."""
    return ((found.start(), found[0]) for found in _PIECES.finditer(text) if _is_slip(text, found))


def _is_slip(text: str, found: re.Match[str]) -> bool:
    piece, behind = found[0], text[found.end() : found.end() + 1]
    before = text[max(0, found.start() - 2) : found.start()].rstrip(" ")[-1:]
    if piece in _UNITS:
        return before.isdigit() and (not behind or behind not in _UNITS[piece])
    if piece in _WORDS:
        return (before, piece) != ("目", "的的") and (not behind or behind not in _WORDS[piece])
    return not (piece == "。。" and "。" in (before, behind))
