"""Units, words and marks that stand twice. In: a text. Out: where, and the doubled piece.

Two ways lead there. Where texts meet, a reference prints what was typed as well: only pieces that nothing else explains are slips,
for a name may end with the word that follows it. Within what was typed by hand, any word that follows itself is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .texts import FILLER
from .wordlists import table, twice

# Each piece with the signs behind it that make its second half another word: 家家/庭 is no slip in “3家家庭”.
_UNITS = table(
    "万元万元 亿元亿元 万元元 亿元元 元万元 元元/素旦 %% ％％ %％ ％% 百分点百分点 个月个月 小时小时 分钟分钟 公里公里 平方米平方米",
    "家家/长庭具属政 张张 份份/额 册册 名名/单称额师 户户/籍均主口 条条/件例款 项项/目 处处/理置罚长 天天/气 个个/体人性",
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
_LISTED = sorted({*_UNITS, *_WORDS, *_MARKS}, key=len, reverse=True)
_TWICE = [piece for piece in _LISTED if piece == piece[: len(piece) // 2] * 2]  # the others are two units or marks
_PIECES = re.compile(
    f"(?=[{re.escape(''.join({piece[0] for piece in _LISTED}))}])"
    rf"(?:(?=(.).{{0,{len(_TWICE[0]) // 2 - 1}}}\1)(?:{'|'.join(map(re.escape, _TWICE))})"
    f"|{'|'.join(re.escape(piece) for piece in _LISTED if piece not in _TWICE)})"
)  # a sign that stands again soon is sought before all the pieces that it may begin
_NUMERALS = set("二两三四五六七八九十百千万亿")  # 一家家, 一次次 are words

_LONGEST = 6  # signs of a repeated piece that are looked for
_BYTES, _BITS = 4, 8  # of a sign in UTF-32, of a byte
_HAN = re.compile("[\u4e00-\u9fff]+")
_STEPS = set("一二两三几半逐每")  # 一步一步, 一项一项
_ENDS = {"小组", "老人", "工人", "病人"}  # words that end in the first sign: 小组考核组考核
_TRIED = twice("研究 讨论 考虑 商量 了解 学习 交流 活动 锻炼 休息 整理 比较 体验 检查 教育 琢磨 总结 核实")
_ASKED = set("要去来再多好起家以想该帮先")  # before them: 要研究研究 is a word
_COMPOUNDS = table(
    "政府政府/采购买性网投 部门部门/预决 指标指标/值 目标目标/值 养老养老/保 单位单位/内",
)  # behind a word: 绩效指标指标值
# Signs that never follow themselves …
_SMALL = set("及的是与在将为已被由对按从向或并均但其该应未有到至以也都就于把而且则才能还之此")
_BEFORE = table(
    "的/目标 是/于但要若就还只凡不总可而 在/存所现正实内外 将/即 为/作行认成称视分改变以因较更设列定人均是都皆即多系",
    "由/理自缘事 对/应面核针相绝比校反 从/服遵听 向/方面意导走去动倾朝 并/合兼归 均/平人户年月 其/尤及与 该/应",
    "应/相供响适对反效感理 有/所没具享国持私拥含占仅 到/达得收受做看直遇 至/甚直截乃 以/可予加难足给所 都/成首古 就/成造 于/对",
    "把/个 而/因从然 且/而并 则/原规细准否 才/人刚 能/功职可性只 还/归偿退返 之/总反 此/因从由 按/编 被/棉",
)  # … unless the first ends a word
_BEHIND = table(
    "的/确 是/非 与/会 在/校职线建编册岗院 将/来近要 为/了何首期人止政主 对/象口方照比应策称联手外 按/时期照规质量比月季年",
    "从/业事严简优速 向/上下导 并/未非不轨购 均/衡等 其/他它中余次间 该/项 应/当该用急收付届对 未/来能 有/关效无利序待限益偿",
    "到/位期达账场岗户 至/今少于 以/及上下内外前后来往便 就/业近地医餐学 于/是 把/关握控 而/且 才/能 能/力够源 还/款贷",
    "之/后前间一 此/外前次类项时后",
)  # … or the second begins one


def doubled_in(text: str) -> Iterator[tuple[int, str]]:
    """Each doubled piece with its place."""
    return ((found.start(), found[0]) for found in _PIECES.finditer(text) if _is_slip(text, found))


def repeated_in(typed: str) -> Iterator[tuple[int, str]]:
    """Each word, and each sign that never follows itself, that follows itself where somebody typed it, with its place."""
    found: dict[int, str] = {}
    other = typed.replace(FILLER, " ")  # references repeat nothing
    number, moved = _number(typed), _number(other)
    for length in range(_LONGEST, 0, -1):
        for at in _repeats(len(typed), number ^ (moved >> _BITS * length), length):
            piece = typed[at : at + 2 * length]
            if typed[at : at + length] != other[at + length : at + 2 * length]:
                continue
            if length == 1:
                slip = piece[0] in _SMALL and not _meet(typed, at)
            else:
                slip = (
                    at - 1 not in found and _HAN.fullmatch(piece) is not None and len(set(piece)) > 1 and not _is_word(typed, at, piece)
                )
            if slip:
                found[at] = piece
    yield from sorted(found.items())


def _is_slip(text: str, found: re.Match[str]) -> bool:
    piece, behind = found[0], text[found.end() : found.end() + 1]
    before = text[max(0, found.start() - 2) : found.start()].rstrip(" ")[-1:]
    if piece in _UNITS:
        return (before.isdigit() or before in _NUMERALS) and (not behind or behind not in _UNITS[piece])
    if piece in _WORDS:
        return (before, piece) != ("目", "的的") and (not behind or behind not in _WORDS[piece])
    return not (piece == "。。" and "。" in (before, behind))


def _number(text: str) -> int:
    """A text as a number of a byte for each sign, the lowest of its code: like signs have like bytes."""
    return int.from_bytes(text.encode("utf-32-le")[::_BYTES], "little")


def _repeats(size: int, differences: int, length: int) -> Iterator[int]:
    """Where so many signs of a text of this size may follow themselves: where it does not differ from itself, moved by as many."""
    same, run, at = differences.to_bytes(size, "little"), bytes(length), -1
    while (at := same.find(run, at + 1)) >= 0:
        if at + 2 * length <= size:
            yield at


def _is_word(text: str, at: int, piece: str) -> bool:
    """Whether a word that is said twice is meant so, or ends one compound and begins another."""
    before, behind = text[at - 1 : at], text[at + len(piece) : at + len(piece) + 1]
    if piece[0] in _STEPS or "每" in piece or before + piece[0] in _ENDS or (piece in _TRIED and before in _ASKED):
        return True
    compound = _HAN.match(before) is not None and before not in _SMALL
    return compound and behind != "" and behind in _COMPOUNDS.get(piece, "")


def _meet(text: str, at: int) -> bool:
    """Whether one of two like signs belongs to the word before, or to the word behind: 作为为老服务."""
    sign, before, behind = text[at], text[at - 1 : at], text[at + 2 : at + 3]
    if sign == "及":  # A及及时B, but 归档不及及时
        return before != "不" or text[at - 2 : at - 1] in tuple("来等赶顾措")
    return (before != "" and before in _BEFORE.get(sign, "")) or (behind != "" and behind in _BEHIND.get(sign, ""))
