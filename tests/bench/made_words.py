"""Made-up words: names, sentences and paragraphs of any length, other ones for every seed.

In: a source of chance and a factor for lengths. Out: Chinese text that means nothing, with punctuation where text has it.
"""

from __future__ import annotations

import random


def _pairs(text: str) -> list[str]:
    """The words of a text, two characters each."""
    return [text[at : at + 2] for at in range(0, len(text), 2)]


_WORDS = _pairs(
    "资金项目补贴服务机构设施管理制度标准任务单位人员材料程序方案计划进度质量数量成本效益群众社区街道乡镇村组"
    "道路桥梁河道水库灌渠绿地校舍教室图书病床药品体检疫苗培训就业救助养老托育残疾低保住房供水污水垃圾路灯公交"
    "种植养殖农机仓储冷链品牌展会旅游文化体育档案信息平台网络数据设备仪器车辆维修保养巡查检测验收审核公示拨付"
    "结算台账合同招标采购监理设计施工进场完工移交运行投诉回访抽查整改考核奖励约谈通报宣传动员协调配合记账归档"
)
_VERBS = _pairs("开展核实建立组织核对落实推进规范改善保障提高减少补齐更新统一明确公开登记汇总检查")
_ENDS = _pairs("及时到位规范有序稳定充分合理清楚齐全一致")
_PLACES = _pairs("东湖西岭南桥北山青石白沙红旗新民永安长兴和平金河银杏龙泉凤台柳林桃源松岗梅溪兰亭")
_OFFICES = ["民政", "教育", "卫生健康", "农业农村", "交通运输", "水务", "城市管理", "文化和旅游", "住房保障", "生态环境", "应急管理"]
_FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
_GIVEN = "文明国安志学思远家庆春秋海平云山雨晴嘉宁子涵若兰德润"


class Words:
    """Texts of one made-up case."""

    def __init__(self, chance: random.Random, factor: float) -> None:
        self._chance, self._factor = chance, factor

    def name(self, words: int = 2) -> str:
        """A name of so many words."""
        return "".join(self._chance.sample(_WORDS, words))

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
