"""Documents that every evaluation cites. In: a Subject. Out: findings where one has a wrong number or is no longer in force.

Numbers and titles as the issuing offices published them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reportgen.checks.check import Finding, check
from reportgen.checks.citations import core
from reportgen.checks.subject import Subject
from reportgen.diagnostics import CasePlace, Severity
from reportgen.model.values import is_blank


@dataclass(frozen=True, slots=True)
class Known:
    """A document of the field; `by` and `since` say what replaced it and when."""

    number: str
    title: str
    by: str = ""
    since: date = date.max


_KNOWN = (
    Known("中发〔2018〕34号", "关于全面实施预算绩效管理的意见"),
    Known("国发〔2014〕45号", "关于深化预算管理制度改革的决定"),
    Known("国发〔2021〕5号", "关于进一步深化预算管理制度改革的意见"),
    Known("财预〔2012〕396号", "预算绩效管理工作规划（2012-2015年）"),
    Known("财预〔2013〕53号", "预算绩效评价共性指标体系框架"),
    Known("财预〔2015〕88号", "中央部门预算绩效目标管理办法"),
    Known("财预〔2020〕10号", "项目支出绩效评价管理办法"),
    Known("财监〔2021〕4号", "第三方机构预算绩效评价业务监督管理暂行办法"),
    Known("财预〔2021〕6号", "关于委托第三方机构参与预算绩效管理的指导意见"),
    Known("财预〔2021〕101号", "中央部门项目支出核心绩效目标和指标设置及取值指引（试行）"),
    Known("国发〔2013〕35号", "关于加快发展养老服务业的若干意见"),
    Known("国办发〔2013〕96号", "关于政府向社会力量购买服务的指导意见"),
    Known("国办发〔2016〕91号", "关于全面放开养老服务市场提升养老服务质量的若干意见"),
    Known("国办发〔2019〕5号", "关于推进养老服务发展的意见"),
    Known("财预〔2011〕285号", "财政支出绩效评价管理暂行办法", "《项目支出绩效评价管理办法》（财预〔2020〕10号）", date(2020, 2, 25)),
)
_BY_TITLE = {core(known.title): known for known in _KNOWN}
_BY_NUMBER = {known.number: known for known in _KNOWN}
_BRACKETS = str.maketrans("[［（(【]］）)】", "〔〔〔〔〔〕〕〕〕〕")
_OFFICES = tuple({known.number.partition("〔")[0] for known in _KNOWN})
_HINT = "请对照发文机关公布的文本改正"


@check(
    "document-misdated",
    Severity.WARNING,
    meaning="绩效评价常用的文件，标题对，文号不对；或者文号对，标题不对。",
    why="这些文件人人都熟，文号写错一位，评审一眼就能看出。",
    example="《预算绩效评价共性指标体系框架》写成财预〔2015〕53号，应为财预〔2013〕53号。",
    mend="照公布的文号改正；案例照录已公布的报告、不便改动的，用 [[accepted]] 写明。",
)
def document_misdated(subject: Subject) -> Iterator[Finding]:
    for at, document in enumerate(subject.case.documents):
        known = _BY_TITLE.get(core(document.title))
        number = (document.number or "").translate(_BRACKETS).replace(" ", "")
        if known and number and number != known.number and number.startswith(_OFFICES):
            message = f"《{document.title}》的文号写的是{document.number}，公布的是{known.number}"
            yield Finding(CasePlace(("documents", at, "number")), message, _HINT)
        right = _BY_NUMBER.get(number)
        if right and known is None:
            message = f"{right.number}是《{right.title}》，这里写的是《{document.title}》"
            yield Finding(CasePlace(("documents", at, "title")), message, _HINT)
    for citation in subject.citations:
        known = _BY_TITLE.get(core(citation.title)) if citation.title else None
        if known and citation.normal != known.number and citation.normal.startswith(_OFFICES):
            message = f"《{citation.title}》的文号写的是{citation.written}，公布的是{known.number}"
            yield Finding(citation.place, message, _HINT, (), citation.quoted)


@check(
    "document-superseded",
    Severity.WARNING,
    meaning="评价依据里有已经被新文件代替的文件。",
    why="评价要依据现行有效的规定；引用废止的办法，结论的依据就不成立。",
    example="2023 年的评价依据《财政支出绩效评价管理暂行办法》（财预〔2011〕285号），它已被财预〔2020〕10号代替。",
    mend="改用现行的文件；只是回顾沿革的，用 [[accepted]] 写明理由。",
)
def document_superseded(subject: Subject) -> Iterator[Finding]:
    begun = subject.case.report.work[0]
    if is_blank(begun):
        return
    for at, document in enumerate(subject.case.documents):
        known = _BY_TITLE.get(core(document.title)) or _BY_NUMBER.get(document.number or "")
        if known and begun >= known.since:
            message = f"《{document.title}》已被{known.by}代替，评价工作开始于{begun.year}年{begun.month}月，在此之后"
            yield Finding(CasePlace(("documents", at, "title")), message, "请改用现行有效的文件")
