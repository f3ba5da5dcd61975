"""The case: everything that an analyst fills in, typed and immutable.

In: the tables of a TOML case. Out: Case and its parts; a Case that exists is valid.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import model_validator

from .files import LedgerFile
from .indicators import DEFAULT_GRADES, Grade, Group, Indicator, Published
from .materials import Annex, Material, Photo
from .surveys import Interview, Question, Survey, Visit
from .values import (
    Amount,
    Date,
    Days,
    FactValue,
    Identifier,
    Line,
    Markdown,
    MoneyUnit,
    Name,
    NotEmpty,
    Number,
    Part,
    Year,
    about,
    error,
)


class Heading(Part):
    """What the cover says, and how scores are rounded."""

    title: Line = about("报告名称")
    number: Name | None = about("报告文号", default=None)
    edition: Name | None = about("版式名称，如 专业版", default=None)
    series: Line = about("封面上方的文字，如 蔡甸区预算绩效评价报告")
    fiscal_year: Year = about("预算年度")
    period: Days = about("评价期间，起止日期")
    kind: Literal["项目", "政策", "部门整体"] = about("评价类型")
    structure: Identifier = about("报告结构，即 templates/ 中的模板名")
    base_date: Date = about("评价基准日")
    work: Days = about("评价工作的起止日期")
    submitted: Date = about("正式提交日期")
    precision: Amount = about("得分保留到多少：1、0.5、0.1 或 0.01", default=Decimal("0.1"))

    @model_validator(mode="after")
    def _precise(self) -> Self:
        if not self.precision.is_nan() and self.precision not in {Decimal(p) for p in ("1", "0.5", "0.1", "0.01")}:
            raise error("precision", found=self.precision)
        return self


class Member(Part):
    """A member of the evaluation team."""

    name: Name = about("姓名")
    role: Literal["主评人", "项目组成员"] = about("角色")
    group: Name | None = about("所在组，如 领导组", default=None)
    duty: Line | None = about("分工", default=None)
    title: Line | None = about("职称或执业资格", default=None)


class Evaluator(Part):
    """The firm that evaluates, and who commissions it."""

    firm: Name = about("评价单位全称")
    commissioner: Name = about("委托单位，如 蔡甸区财政局")
    commissioner_office: Name | None = about("委托单位的经办科室", default=None)
    team: tuple[Member, ...] = about("主评人和项目组成员")


class Duty(Part):
    """A party to the project and what it is responsible for."""

    name: Name = about("单位名称")
    role: Name = about("在项目中的角色，如 财政部门、项目主管部门")
    text: Line = about("工作职责")


class Project(Part):
    """The project under evaluation."""

    name: Name = about("项目名称")
    department: Name = about("预算部门（单位）")
    authority: Name = about("主管部门")
    implementers: Annotated[tuple[Name, ...], NotEmpty] = about("实施单位")
    region: Name | None = about("所在地区，如 武汉市", default=None)
    attribute: Literal["持续性项目", "新增性项目"] = about("项目属性")
    recurrence: Literal["常年性项目", "一次性项目", "延续性项目"] = about("项目类型")
    start: Date = about("项目开始日期")
    end: Date = about("项目结束日期")
    background: Markdown | None = about("项目背景", default=None)
    purpose: Markdown = about("立项目的")
    content: Markdown = about("主要内容")
    approval: Markdown | None = about("立项、审批情况", default=None)
    implementation: Markdown | None = about("实施情况", default=None)
    beneficiaries: Line | None = about("受益群体", default=None)
    duties: tuple[Duty, ...] = about("相关部门及其职责", default=())
    funding_source: Name = about("资金来源")
    uses: Line = about("资金用途，一句话", default="")


class Document(Part):
    """A document that the report cites, by `{{ documents.id }}`."""

    id: Identifier = about("引用编号")
    title: Name = about("文件标题，不带书名号")
    number: Name | None = about("文号", default=None)
    issuer: Name | None = about("印在书名号前的发文机关", default=None)
    date: Date | None = about("发文日期", default=None)
    establishes: bool = about("是否为立项依据", default=False)


class Fact(Part):
    """A named figure, date, text or list; `sum` adds other facts instead of stating a value."""

    id: Identifier = about("数据的名称，引用时写 {{ facts.名称 }}")
    value: FactValue | None = about("数值、日期、文字或文字列表", default=None)
    sum: tuple[Identifier, ...] = about("由哪些数据相加", default=())
    unit: Line | None = about("单位，只用于说明；元、万元、亿元按金额处理", default=None)
    source: Line | None = about("出处：底稿、文件、页码", default=None)

    @model_validator(mode="after")
    def _value_or_sum(self) -> Self:
        if (self.value is None) == (not self.sum):
            raise error("value-or-sum")
        return self


class Payment(Part):
    """A row of the ledger."""

    content: Line = about("内容")
    amount: Number = about("金额")
    date: Date | None = about("日期", default=None)
    payee: Line | None = about("对方单位", default=None)
    remark: Line | None = about("备注", default=None)


class Funds(Part):
    """Budget, receipts and spending, in `unit`."""

    unit: MoneyUnit = about("本表金额的单位")
    initial: Amount | None = about("年初预算；与调整后不同才写", default=None)
    budget: Amount = about("预算资金（调整后）")
    received: Amount = about("实际到位资金（未扣除收回的）")
    withdrawn: Amount | None = about("已到位又被收回的资金", default=None)
    spent: Amount = about("实际支出资金")
    source: Line | None = about("出处", default=None)
    ledger: tuple[Payment, ...] = about("支出明细", default=())
    receipts: tuple[Payment, ...] = about("资金到位明细，收回的写负数", default=())
    ledger_file: LedgerFile | None = about("支出明细的表格文件；写了就不写 ledger", default=None)

    @model_validator(mode="after")
    def _one_ledger(self) -> Self:
        if self.ledger and self.ledger_file is not None:
            raise error("ledger-twice")
        return self


class DeclaredTarget(Part):
    """A row of the target form that the department filed."""

    dimension: Line = about("一级指标，如 产出指标")
    group: Line = about("二级指标，如 数量指标")
    name: Line = about("三级指标")
    value: Line = about("指标值")


class Adjustment(Part):
    """What became of a declared target, or why an indicator was added."""

    kind: Literal["保留", "修改", "删除", "增设"] = about("调整方式")
    declared: Line | None = about("原指标名称", default=None)
    indicator: Line | None = about("调整后的三级指标名称", default=None)
    heading: Line = about("绩效目标分析表中的二级指标叫法，如 数量指标")
    reason: Markdown = about("调整原因")

    @model_validator(mode="after")
    def _both_ends(self) -> Self:
        wanted = {"保留": (True, True), "修改": (True, True), "删除": (True, False), "增设": (False, True)}[self.kind]
        if (self.declared is not None, self.indicator is not None) != wanted:
            raise error("adjustment-ends", kind=self.kind)
        return self


class Targets(Part):
    """Declared targets; the adjusted ones are the indicators'."""

    form: Identifier | None = about("绩效目标申报表的文件 id", default=None)
    overall: Markdown = about("项目绩效总目标")
    declared: tuple[DeclaredTarget, ...] = about("申报的年度绩效指标", default=())
    adjustments: tuple[Adjustment, ...] = about("年度绩效目标调整", default=())


class Method(Part):
    """An evaluation method, principle or phase: a name and its words."""

    name: Name = about("名称")
    text: Markdown = about("说明", default="")
    steps: tuple[Method, ...] = about("其中的步骤", default=())


class Work(Part):
    """How the evaluation was carried out."""

    purpose: Markdown = about("评价目的")
    basis: tuple[Identifier, ...] = about("评价依据文件的 id", default=())
    framework: tuple[Identifier, ...] = about("指标体系所依据文件的 id")
    principles: tuple[Method, ...] = about("评价原则", default=())
    design: tuple[Method, ...] = about("指标体系设计原则", default=())
    evidence: tuple[Method, ...] = about("证据收集方法", default=())
    standards: Markdown | None = about("评价标准的确定方法", default=None)
    methods: Annotated[tuple[Method, ...], NotEmpty] = about("评价方法")
    phases: tuple[Method, ...] = about("评价工作过程")
    visits: Markdown | None = about("实地调查的说明", default=None)
    interviews: Markdown | None = about("访谈调查的说明", default=None)


class Conclusion(Part):
    """What the evaluation concludes besides scores."""

    text: Markdown = about("主要结论或主要绩效")


class Problem(Part):
    """A problem; its text is composed from the deductions that name it unless it is written here."""

    id: Identifier = about("问题的 id")
    group: Name = about("所属分组的标题")
    title: Line = about("问题标题")
    text: Markdown | None = about("问题表述；不写则由扣分原因生成", default=None)
    cause: Markdown | None = about("原因", default=None)


class Recommendation(Part):
    """A recommendation; only 改进措施 must answer a problem."""

    kind: Literal["改进措施", "预算安排", "结果应用"] = about("建议类别")
    title: Line | None = about("标题", default=None)
    text: Markdown = about("建议内容")
    answers: tuple[Identifier, ...] = about("所回应问题的 id", default=())


class LastYear(Part):
    """Last year's evaluation and the use of its results."""

    kind: Name = about("上年度开展的评价，如 项目支出绩效自评")
    advice: Markdown = about("上年度提出的建议")
    use: Markdown = about("本年度的应用情况")


class Acceptance(Part):
    """A finding of one check at one place that the firm accepts, and why."""

    check: Identifier = about("检查的代码，即方括号里的名称，如 full-marks-but-survey")
    at: Name = about("位置：用 reportgen check -v 看到的路径，如 indicators.预算执行率；也管它下面的各处")
    reason: Name = about("接受的理由")


class Case(Part):
    """A whole case."""

    report: Heading = about("封面与评价期间")
    evaluator: Evaluator = about("评价单位")
    project: Project = about("项目")
    documents: tuple[Document, ...] = about("文件", default=())
    facts: tuple[Fact, ...] = about("数据", default=())
    funds: Funds = about("资金")
    targets: Targets | None = about("绩效目标", default=None)
    work: Work = about("评价工作")
    surveys: tuple[Survey, ...] = about("问卷", default=())
    questions: tuple[Question, ...] = about("问卷题目", default=())
    interviews: tuple[Interview, ...] = about("访谈纪要", default=())
    visits: tuple[Visit, ...] = about("实地走访", default=())
    indicators: tuple[Indicator, ...] = about("三级指标，按报告中的顺序")
    groups: tuple[Group, ...] = about("一级、二级指标的声明", default=())
    grades: tuple[Grade, ...] = about("等级，从高到低", default=DEFAULT_GRADES)
    dimension_grades: tuple[Grade, ...] = about("一级指标按得分率评等级，从高到低，百分数；不写则不评", default=())
    conclusion: Conclusion | None = about("主要结论", default=None)
    experiences: tuple[Method, ...] = about("主要经验及做法", default=())
    problems: tuple[Problem, ...] = about("问题", default=())
    recommendations: tuple[Recommendation, ...] = about("建议", default=())
    notes: tuple[Markdown, ...] = about("其他需要说明的问题", default=())
    last_year: LastYear | None = about("上年度评价结果", default=None)
    materials: tuple[Material, ...] = about("支撑材料", default=())
    photos: tuple[Photo, ...] = about("现场照片", default=())
    annexes: tuple[Annex, ...] = about("附件", default=())
    published: Published | None = about("已公布的结果，用于核对", default=None)
    accepted: tuple[Acceptance, ...] = about("按理由接受的检查结果", default=())
