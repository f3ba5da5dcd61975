"""Field work: strata and questions of a survey, tallies, interviews, visits.

In: the tables `[[surveys]]`, `[[questions]]`, `[[interviews]]`, `[[visits]]`. Out: frozen types.
"""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from .files import AnswerFile, TallyFile
from .values import BLANK_NUMBER, Count, Date, Identifier, Line, Markdown, Name, Number, Operand, Part, Text, about, error


class Stratum(Part):
    """A part of the population from which a sample was drawn."""

    id: Identifier = about("层的编号")
    name: Name = about("对象名称，如 养老服务设施建设运营补贴单位")
    context: Line | None = about("总体的限定，如 2022年发放养老服务设施建设运营补贴的单位", default=None)
    unit: Name = about("量词，如 家", default="家")
    population: Operand = about("总体数量，或引用已有数据的名称")
    sample: Count = about("抽取数量")
    chosen: tuple[Line, ...] = about("作答表里属于本层的写法，如第2题的选项；不写则按层的编号、名称", default=())


class Survey(Part):
    """A survey. Its tallies stand in its questions, or in a file; raw answers in a file are tallied by `case`."""

    id: Identifier = about("问卷编号")
    title: Line = about("问卷标题")
    mode: Name = about("调查方式，如 电话访谈")
    preamble: Markdown = about("问卷开头的说明")
    scoring: Markdown | None = about("计分原则的说明", default=None)
    valid: Count = about("有效问卷份数；写了 answer_file 的由程序数出", default_factory=lambda: BLANK_NUMBER)
    strata: tuple[Stratum, ...] = about("抽样的层")
    tally_file: TallyFile | None = about("各选项人数的统计表", default=None)
    answer_file: AnswerFile | None = about("原始作答表，一行一份问卷，由程序统计", default=None)

    @model_validator(mode="after")
    def _valid_known(self) -> Self:
        if "valid" not in self.model_fields_set and self.answer_file is None:
            raise error("valid-missing")
        if self.tally_file is not None and self.answer_file is not None:
            raise error("tallied-twice")
        return self


class Option(Part):
    """An answer to choose; `weight` is its value in a degree (5, 3, 0 or 1, 0.5, 0)."""

    label: Name = about("选项文字")
    count: Count | None = about("选择人数", default=None)
    weight: Number | None = about("计分权重，如 5、3、0", default=None)
    ask_why: bool = about("选项后有“原因____”", default=False)
    spellings: tuple[Line, ...] = about("作答表里算作本选项的其他写法", default=())


class Question(Part):
    """A question: closed with options, open with answers, or a blank to fill."""

    survey: Identifier = about("所属问卷的编号")
    id: Identifier = about("题目编号，全部问卷中不重复，如 AB-3")
    number: Name = about("题号的印法，如 3 或 （AB-3）")
    text: Line = about("题目")
    stratum: Identifier | None = about("只问某一层时写层的编号", default=None)
    asked: Name | None = about("向谁提问，如 第2题选A、B的单位", default=None)
    measure: Name | None = about("该题得出的比率叫什么，如 实现程度", default=None)
    unit: Name = about("作答者的量词", default="家")
    column: Line | None = about("作答表里本题的列名；不写则按编号、题号去找", default=None)
    options: tuple[Option, ...] = about("选项；开放题不写", default=())
    answers: tuple[Text, ...] = about("开放题收到的意见，逐条", default=())
    remark: Markdown | None = about("对该题结果的说明", default=None)

    @model_validator(mode="after")
    def _counts_together(self) -> Self:
        counted = [option.count is not None for option in self.options]
        if any(counted) and not all(counted):
            raise error("counts-incomplete", name=self.id)
        return self

    @property
    def tallied(self) -> bool:
        """Whether answers were counted."""
        return bool(self.options) and self.options[0].count is not None


class Exchange(Part):
    """A question asked in an interview and its answer."""

    ask: Line = about("提问")
    answer: Markdown = about("回答")


class Interview(Part):
    """Minutes of an interview."""

    date: Date = about("访谈时间")
    place: Line = about("访谈地点")
    person: Line = about("访谈对象")
    by: Line = about("参与人员")
    exchanges: tuple[Exchange, ...] = about("问答")


class Visit(Part):
    """A place that was visited."""

    place: Line = about("走访地点")
    date: Date | None = about("走访日期", default=None)
    remark: Markdown | None = about("走访情况", default=None)
