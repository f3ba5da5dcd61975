"""Signs written for others that look or sound like them. In: a text. Out: where a word has a wrong sign, and the right word.

A few signs are right in few words: wherever else they stand, the sign that looks like them was meant. Other slips show by the words:
what stands there is no word, but with one sign for another that is easily taken for it, it is a word of the field.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache

from .lexicon import FIELD, MEETING, OTHERS
from .seeking import is_chinese, places
from .wordlists import words

_ALIKE = words(
    "撰纂 预予 料科 绩积 绩迹 绩续 查察 入人 拔拨 贴帖 贴粘 账帐 设没 施旋 施失 理埋 理里 营菅 营莹 管菅 管馆 待侍 延廷 延沿",
    "竞竟 任仕 任认 财材 财才 材才 构购 购沟 资姿 资咨 资货 金今 金全 贷货 费废 经径 补朴 补扑 政攻 政正 府俯 监盐 审宙",
    "审申 计记 划画 度渡 度席 标票 标表 准淮 准谁 效郊 效校 益溢 评平 评坪 价介 价阶 统通 统桶 结接 结洁 果裹 完元 成城",
    "成程 成诚 期其 限现 限恨 职识 职织 责贵 落络 执直 执职 行形 合和 规归 范犯 范泛 安按 案按 排徘 配佩 措错 措借 健建",
    "健键 建键 龄铃 龄令 护户 满漫 访仿 访防 调凋 问间 门们 题提 卷券 彩采 菜采 座坐 现观 场厂 场扬 踏塌 勘堪 证征 付负",
    "付附 截戴 截载 截裁 留流 例列 违围 纪记 项顶 据剧 据居 据具 分份 编遍 编偏 偏遍 差着 部布 步部 署暑 签鉴 检捡 验险",
    "险检 档挡 示事 示视 床庆 运远 训驯 培陪 培倍 赔陪 赔培 辐幅 副付 幅副 即既 须需 作做 带代 状壮 况祝 缺却 踪综 反返",
    "映应 原源 原缘 因困 改该 协胁 筹畴 聚集 汇会 盖概 复覆 复付 覆付 辖瞎 益意 益义 意义 议义 议意 议建 异义 异意 估沽",
    "估古 衡横 量两 质制 质治 置制 制治 致至 致制 值植 值直 执值 治致 续序 序叙 查渣 核刻 目日 目木 目且 确却 明名 称秤",
    "性姓 低底 较校 较教 比此 支枝 技支 收牧 收受 授受 持恃 持特 点占 占站 挤济 济剂 挪娜 虚虑 档当 案安 照召 依衣 根跟",
    "数教 次欠 类粪 种钟 指旨 导异 导寻 领邻 领令 集籍 总综 权全 善膳 整正 整政 进近 尽近 促捉 推堆 推椎 升生 活话 动功",
    "助住 助注 住注 住往 均匀 率律 情请 清情 清请 晰淅 养样 养氧 老考 位立 岗网 岗冈 道到 社杜 区匹 镇填 填添 居具 居局",
    "难准 扶抚 医区 拟似 期斯 环坏 境镜 境竟 讯迅 息悉 熟热 练炼 辨辩 候侯 候后 厚后 延诞 迟尺 缓暖 慢漫 慢曼 传转 专转",
    "专传 宣宜 宣喧 移栘 缴激 励厉 历厉 历励 储诸 储绪 备各 施拖 维惟 维唯 修休 装妆 失矢 乏泛 陷馅 薄簿 足促 充冲 充允",
    "严岩 谨瑾 密蜜 诺若 托拖 委季 季李 赡瞻 已以 己已 未末 象像 在再 他它 必毕 供共 供公 贡供 享亨 基其 基机 础楚 层成",
    "救求 需雷 算祘 决绝 测侧 控空 规现 制剧 划戈 织知 式示 式试 模摸 体本 体休 系糸 系细 具俱 集急 判叛 断段 载栽 告靠",
    "途图 辐福 索素 简减 采踩 持侍 借错 损捐 漏露 弱若 型形 行型 态太 角解 力历 挪那 伪为 操燥 协谐 尤由 次此 定订 修俢",
    "固因 稳隐 累泪 估故 登灯 策册 装状 例率 权劝 积级 积极 极级 级及 及极 征争 特待 验检 证正 批比 准批 恢灰 因应 因音",
    "当挡 题问 高搞 显现 模磨 视试 式事 业叶 逐遂 步布 门间 空孔 预欲 测恻 警敬 上尚 累绩 策第 证怔 凭平 常长 改攻 求球",
    "密秘 账涨 履屡 侵浸 竣峻 载戴 宗综 宗踪 诊珍 疗辽 赡胆 殊珠 孤弧 残浅 薪新 酬愁 聘骋 扣抠 垃拉 圾极 污乌 噪燥 渔鱼",
    "枕x 桥挢 梁粱 涵函 餐歺 疫役 隔融 旱早 汛讯 演衍 仓苍 邮油 递弟 旅族 展屐 阅悦 借惜 馆倌 赛塞 裁栽 奖将 牌脾 布怖",
    "履覆 讼颂 巡寻 抢枪 辅铺 椅倚 厨橱 毒毐 诊疹 慰尉 赠增 残惨 娱误 圾及 溉慨 殖植 畜蓄 粮良 抵低 押压 扣叩 超起 透秀",
    "竣俊 涨帐 贯惯 宜谊 既概 讫迄 缴徼 款歀 票漂 稽缉 彻澈 彻砌 繁烦 频贫 渗掺 磨摩 滥烂 滥泛 精经 瞄描 贪贫 廉兼 彰章",
    "榜傍 弘宏 承称 承乘 凝疑 迫追 疏蔬 忽勿 漠莫 缮善 撑掌 蔓漫 诱秀 撤撒 撤辙 杂染 罚伐 振震 拆折 募幕 税锐 税说 恰洽",
    "赤亦 盈赢 盈迎 亏污 债责 偿尝 偿赏 摊滩 销消 销削 呆待 坏怀 欠歉 封卦 冻栋 卖买",
)  # each may be written for the other
_RARE = {
    "拔": ("拨", words("选拔 提拔 海拔 挺拔 拔尖 拔除 拔高 拔地 拔草 拔牙 拔掉 拔河 拔苗 拔起 拔萃 拔出 拔根")),
    "帐": ("账", words("帐篷 蚊帐 营帐 帐幕 帐子 罗帐 军帐")),
    "帖": ("贴", words("请帖 字帖 碑帖 帖子 发帖 网帖 跟帖 妥帖 回帖 服帖 名帖")),
    "己": (
        "已",
        words("自己 知己 克己 异己 一己 利己 律己 舍己 为己 己任 己方 己见 己有 己欲 己所 己身 戊己 己亥 己丑 己卯 己巳 己未 己酉"),
    ),
    "末": (
        "未",
        words(
            "年末 期末 月末 周末 季末 旬末 岁末 学末 页末 文末 句末 行末 表末 段末 卷末 底末 始末 本末 粉末 煤末 末期 末端 末位 末尾",
            "末梢 末次 末日 末年 末月 末级 末代 末流 末页 末班 末段 末节 末季 末路 末等 末座 末伏 末周 末名 末项 末行 末列 末句 末了",
        ),
    ),
    "巿": ("市", ()),
    "祘": ("算", ()),
    "岀": ("出", ()),
}  # signs, what was meant, and the words in which they are right


@dataclass(frozen=True, slots=True)
class Slip:
    """A place where a word has a wrong sign: what was typed and what was meant."""

    start: int
    typed: str
    right: str


def slips_in(text: str, pairs: AbstractSet[str]) -> list[Slip]:
    """Every wrong sign, once, with the longest word that it spoils; `pairs` are all neighbouring signs of the text."""
    found = dict(_rare(text))
    for at, slip in _wrong(text, pairs):
        other = found.get(at)
        if other is None or (len(slip.typed), -slip.start) >= (len(other.typed), -other.start):
            found[at] = slip
    return [found[at] for at in sorted(found)]


def _wrong(text: str, pairs: AbstractSet[str]) -> Iterator[tuple[int, Slip]]:
    """Every word with a wrong sign, and where the sign stands; a sign may spoil two words."""
    wrong = _wrong_words()
    for pair in pairs & wrong.keys():
        for at in places(text, pair):
            for shift, wrong_at, typed, right in wrong[pair]:
                if _stands(text, at - shift, typed):
                    yield at - shift + wrong_at, Slip(at - shift, typed, right)


def _rare(text: str) -> Iterator[tuple[int, Slip]]:
    """Signs that are right in few words, outside these; alone, between marks, they are no words but items of a list."""
    for sign, (right, known) in _RARE.items():
        for at in places(text, sign):
            before, behind = text[at - 1 : at], text[at + 1 : at + 2]
            if is_chinese(behind) and before + sign not in known and sign + behind not in known:
                yield at, Slip(at, sign + behind, right + behind)


def _stands(text: str, start: int, typed: str) -> bool:
    """Whether a wrong word stands there, and no part of it belongs to a word that goes on before or behind."""
    if start < 0 or not text.startswith(typed, start) or (typed[0] == "人" and text[start - 1 : start].isdigit()):  # 3人住一间
        return False
    end, known = start + len(typed), _known()
    around = (
        text[start - 1 : start + 1],
        text[end - 1 : end + 1],
        text[start - 2 : start + 1],
        text[start - 1 : end],
        text[start : end + 1],
    )
    return known.isdisjoint(around)


@cache
def _known() -> frozenset[str]:
    return frozenset((*FIELD, *OTHERS, *(word for _, known in _RARE.values() for word in known)))


@cache
def _wrong_words() -> Mapping[str, list[tuple[int, int, str, str]]]:
    """By two neighbouring signs, one of them wrong: how far into the wrong word they stand, where the wrong sign is; both words."""
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for pair in _ALIKE:
        alike[pair[0]].append(pair[1])
        alike[pair[1]].append(pair[0])
    true = _known().union(MEETING)
    wrong: dict[str, tuple[int, str]] = {}
    for right in FIELD:
        for at, sign in enumerate(right):
            for other in alike[sign]:
                wrong.setdefault(right[:at] + other + right[at + 1 :], (at, right))
    by_pair: defaultdict[str, list[tuple[int, int, str, str]]] = defaultdict(list)
    for typed, (at, right) in wrong.items():
        if typed not in true:
            shift = max(0, at - 1)
            by_pair[typed[shift : shift + 2]].append((shift, at, typed, right))
    return by_pair
