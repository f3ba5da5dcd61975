"""What another report left behind. In: a Subject. Out: findings of names of other cases and of another year's project."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reportgen.checks.check import Finding, check
from reportgen.checks.lines import Lines
from reportgen.checks.seeking import places
from reportgen.checks.subject import Subject
from reportgen.checks.texts import Text
from reportgen.diagnostics import CasePlace, Severity
from reportgen.model.neighbours import Neighbour

_PROJECTS = ("项目", "经费", "工程", "资金", "试点")
_OF_PROJECTS = (*_PROJECTS, "绩效评价", "评价报告", "支出")  # behind a project's name
_BORROWED = re.compile(r"参照|参考|借鉴|比照|对照|学习|转发|仿照")  # before titles of documents of other regions
_FEW, _HEAD = 30, 3  # of more neighbours than a few, so many signs of a name are looked for first
_SHORTEST = 6  # signs of a project's name; shorter ones are common words
_REGION = re.compile(r"[\u4e00-\u9fff]{1,6}?(?:省|市|区|县|旗)")
_ELSEWHERE = re.compile(r"[^，。；、]{0,12}(?:公司|银行|支行|大学|医院|路|大道|街)")
_YEAR = re.compile(r"((?:19|20)\d\d)(?<!\d\d{4})年(度?)")
_FISCAL = re.compile(r"\{\{\s*report\.fiscal_year\s*\}\}年度?([\u4e00-\u9fff“]{4,12})")
_WORDS = re.compile(r"[\u4e00-\u9fff“]{4,12}")
_ALIKE = 4
_OF_THE_YEAR = {"plan", "definition", "explanation", "target", "actual"}  # texts of an indicator that are about the fiscal year
_COMPARED = re.compile(r"(?:[较比与自从以至到对于《]|截至|上年|基期)\w{0,2}$")
_OWN = re.compile(r"本项目|项目|安排预算|预算|到位|实际到位|共?支出")


@check(
    "foreign-name",
    Severity.WARNING,
    meaning="正文里出现了别的案例的项目、单位或地区的名称。",
    why="报告常从上一份改来，旧项目、旧单位的名称没有换净，是最伤信誉的错误。",
    example="项目在蔡甸区，实施情况里却写“武昌区民政局按照方案拨付资金”，而武昌区民政局是另一个案例的单位。",
    mend="换成本项目的名称，最好用引用，如 {{ project.department }}；确实要提到的，用 [[accepted]] 写明理由。",
)
def foreign_name(subject: Subject) -> Iterator[Finding]:
    if not subject.foreign:
        return
    lines = subject.typed_lines
    own = "\n".join(_own_names(subject))
    likely = _likely(subject.foreign, lines.text) if len(subject.foreign) > _FEW else subject.foreign
    names = {name: (called, n.case) for n in likely for name, called in _names(n, own) if name in lines.text}
    for name, (called, case) in names.items():
        longer = [other for other in names if other != name and name in other]
        for at in places(lines.text, name):
            whole = not any(lines.text.startswith(other, at - other.find(name)) for other in longer)
            cited = _in_title(lines.text, at)
            if whole and not (cited and _may_cite(lines, at)) and _is_left(lines.text, at, name, called):
                message = f"“{name}”是另一个案例 {case} 的{called}"
                yield Finding(lines.place(at), message, "是不是从别的报告带来的？换成本项目的名称")
                break


def _likely(neighbours: Iterable[Neighbour], text: str) -> list[Neighbour]:
    """Those of many neighbours of which a name may stand in the text, by how names begin; only these are looked at closely."""
    heads = {text[at : at + _HEAD] for at in range(len(text))}
    return [n for n in neighbours if any(name[:_HEAD] in heads or len(name) < _HEAD for name in _called(n))]


def _called(neighbour: Neighbour) -> Iterator[str]:
    """All that a neighbour is called."""
    yield from filter(None, (neighbour.project, neighbour.department, neighbour.firm, *neighbour.implementers))
    yield from _REGION.findall(neighbour.region)


def _in_title(text: str, at: int) -> bool:
    return text.rfind("《", 0, at) > text.rfind("》", 0, at)


def _may_cite(lines: Lines, at: int) -> bool:
    """Whether a document of another region may be meant: what points rest on is of this region, unless it is borrowed."""
    text, offset = lines.at(at)
    return text.key[-1] != "basis" or _BORROWED.search(text.typed[:offset]) is not None


def _is_left(text: str, at: int, name: str, called: str) -> bool:
    """Whether a name stands there as what it is: no company of that place, no words that only read like a project."""
    behind = text[at + len(name) : at + len(name) + 16]
    if called == "项目":
        return name.endswith(_PROJECTS) or behind.lstrip("”").startswith(_OF_PROJECTS)
    return called != "地区" or _ELSEWHERE.match(behind) is None


def _own_names(subject: Subject) -> Iterator[str]:
    """What belongs to this case: its names, facts and documents."""
    case = subject.case
    yield from (case.project.name, case.project.department, case.project.authority, case.project.region or "")
    yield from (*case.project.implementers, case.evaluator.firm, case.evaluator.commissioner)
    yield from (text.typed for text in subject.texts if text.is_name or text.quoted)
    yield from ("、".join([fact.value] if isinstance(fact.value, str) else []) for fact in case.facts)
    yield from ("、".join(fact.value) for fact in case.facts if isinstance(fact.value, tuple))


def _names(neighbour: Neighbour, own: str) -> Iterator[tuple[str, str]]:
    """Names of a neighbour that cannot be this case's: departments of the same region may well work together."""
    regions = [region for region in _REGION.findall(neighbour.region) if region not in own]
    if len(neighbour.project) >= _SHORTEST and neighbour.project not in own:
        yield neighbour.project, "项目"
    for name in dict.fromkeys((neighbour.department, *neighbour.implementers)):
        if name and name not in own and any(region in name for region in regions):
            yield name, "单位"
    if neighbour.firm and neighbour.firm not in own:
        yield neighbour.firm, "评价机构"
    yield from ((region, "地区") for region in regions)


@check(
    "foreign-year",
    Severity.WARNING,
    meaning="正文把本项目写成了另一年的项目，或者同一件事一处写本年、一处写别的年份。",
    why="上年度的报告改成本年度，年份没有换净；评审会怀疑数据也是旧的。",
    example="预算年度是 2022 年，目的里写“对2021年养老机构经费项目开展绩效评价”。",
    mend="改为 {{ report.fiscal_year }}年；确是往年的事，写明是哪一年的什么。",
)
def foreign_year(subject: Subject) -> Iterator[Finding]:
    fiscal, period = subject.case.report.fiscal_year, subject.case.report.period
    if fiscal.is_nan():
        return
    years = {int(fiscal), *range(period[0].year, period[1].year + 1)}
    texts = [text for text in subject.printed if "年" in text.text]
    strange = [(text, found) for text in texts for found in _YEAR.finditer(text.text) if int(found[1]) not in years]
    strange = [(text, found) for text, found in strange if found[0] in text.bare]
    same = [words for text in subject.printed for words in _FISCAL.findall(text.typed)] if strange else []
    for text, found in strange:
        behind = text.text[found.end() : found.end() + 40]
        compares = text.key[0] == "funds" or str(int(fiscal)) in text.text
        if _is_own(behind, subject, () if compares else same) or _is_findings(text, found):
            message = f"这里写“{found[0]}{behind[:8]}”，预算年度是{int(fiscal)}年"
            yield Finding(text.where(found[0] + behind[:1]), message, "核对年份", (CasePlace(("report", "fiscal_year")),))


def _is_own(behind: str, subject: Subject, same: Iterable[str]) -> bool:
    """Whether words behind a year mean this project, or are said of the fiscal year elsewhere."""
    if behind.startswith(subject.case.project.name) or _OWN.match(behind):
        return True
    words = _WORDS.match(behind)
    return words is not None and any(other[:_ALIKE] == words[0][:_ALIKE] for other in same)


def _is_findings(text: Text, found: re.Match[str]) -> bool:
    """Whether an indicator speaks of its own year: in its plan and definition, unless it compares, and where its finding begins."""
    if text.key[0] != "indicators":
        return False
    before = text.text[max(0, found.start() - 6) : found.start()]
    if text.key[-1] in _OF_THE_YEAR:
        return _COMPARED.search(before) is None and not text.text.startswith(("底", "末", "初"), found.end())
    begins = text.key[-1] in ("finding", "detail") and before.strip("\n") == ""
    return begins and not text.text.startswith(("，", "、"), found.end())
