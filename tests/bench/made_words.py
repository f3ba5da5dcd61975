"""Made-up words: names, sentences and paragraphs of any length, other ones for every seed.

In: a source of chance and a factor for lengths. Out: Chinese text that means nothing, with punctuation where text has it.
"""

from __future__ import annotations

import random

_WORDS = (
    "资金 项目 补贴 服务 机构 设施 管理 制度 标准 任务 单位 人员 材料 程序 方案 计划 进度 质量 数量 成本 效益 群众 社区 街道 乡镇 村组 "
    "道路 桥梁 河道 水库 灌渠 绿地 校舍 教室 图书 病床 药品 体检 疫苗 培训 就业 救助 养老 托育 残疾 低保 住房 供水 污水 垃圾 路灯 公交 "
    "种植 养殖 农机 仓储 冷链 品牌 展会 旅游 文化 体育 档案 信息 平台 网络 数据 设备 仪器 车辆 维修 保养 巡查 检测 验收 审核 公示 拨付 "
    "结算 台账 合同 招标 采购 监理 设计 施工 进场 完工 移交 运行 投诉 回访 抽查 整改 考核 奖励 约谈 通报 宣传 动员 协调 配合 落实 推进"
).split()
_VERBS = "开展 完成 建立 组织 核对 落实 推进 规范 改善 保障 提高 减少 补齐 更新 统一 明确 公开 登记 汇总 检查".split()
_ENDS = "及时 到位 规范 有序 稳定 充分 合理 清楚 齐全 一致".split()
_PLACES = "东湖 西岭 南桥 北山 青石 白沙 红旗 新民 永安 长兴 和平 金河 银杏 龙泉 凤台 柳林 桃源 松岗 梅溪 兰亭".split()
_OFFICES = "民政 教育 卫生健康 农业农村 交通运输 水务 城市管理 文化和旅游 住房保障 人力资源和社会保障 生态环境 应急管理".split()
_FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
_GIVEN = "文明国安志学思远家庆春秋海平云山雨晴嘉宁子涵若兰德润"


class Words:
    """Texts of one made-up case."""

    def __init__(self, chance: random.Random, factor: float) -> None:
        self._chance, self._factor = chance, factor

    def name(self, words: int = 2) -> str:
        """A name of so many words."""
        return "".join(self._chance.choices(_WORDS, k=words))

    def place(self) -> str:
        """A county or a district."""
        return self._chance.choice(_PLACES) + self._chance.choice("县区市")

    def office(self) -> str:
        """The name of an office, without its place."""
        return f"{self._chance.choice(_OFFICES)}局"

    def person(self) -> str:
        """The name of a person."""
        return self._chance.choice(_FAMILY) + "".join(self._chance.sample(_GIVEN, self._chance.randint(1, 2)))

    def clause(self) -> str:
        """A few words that read like part of a sentence."""
        return f"{self._chance.choice(_VERBS)}{self.name(self._chance.randint(2, 5))}{self._chance.choice(_ENDS)}"

    def sentence(self, clauses: int = 2) -> str:
        """A sentence of about so many clauses, longer or shorter as the case is, without a full stop."""
        return "，".join(self.clause() for _ in range(self._about(clauses)))

    def paragraph(self, sentences: int = 3) -> str:
        """About so many sentences."""
        return "".join(f"{self.sentence(3)}。" for _ in range(self._about(sentences)))

    def paragraphs(self, number: int) -> str:
        """About so many paragraphs, a line each with an empty one between."""
        return "\n\n".join(self.paragraph(5) for _ in range(self._about(number)))

    def _about(self, number: int) -> int:
        return max(1, round(number * self._factor * self._chance.uniform(0.8, 1.2)))
