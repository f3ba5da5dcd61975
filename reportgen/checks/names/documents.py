"""Titles and numbers of documents. In: a Subject. Out: findings where the two do not belong together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from reportgen.checks.check import Finding, check
from reportgen.checks.citations import Citation, citation_of, core, same_document
from reportgen.checks.nearness import nearest_title
from reportgen.checks.subject import Subject
from reportgen.diagnostics import CasePlace, Severity
from reportgen.model.case import Document

_HINT = "查原件核对；文件在 [[documents]] 里只写一次，正文用 {{ documents.引用编号 }} 引用"
_STYLE = "〔〕"


@check(
    "document-two-titles",
    Severity.WARNING,
    meaning="同一个文号后面是两个不同的标题。",
    why="文号和文件一一对应，至少有一处的文号或标题抄错了。",
    example="[[documents]] 里武民办〔2022〕7号是意外伤害保险的通知，正文写成《关于规范补贴资金管理的通知》（武民办〔2022〕7号）。",
    mend="查原件，改正文号或标题。",
)
def document_two_titles(subject: Subject) -> Iterator[Finding]:
    by_number: defaultdict[str, list[Citation]] = defaultdict(list)
    for citation in _titled(subject):
        by_number[citation.normal].append(citation)
    for one, other in _differing(by_number):
        if not same_document(one.title, other.title) and nearest_title(other.title, [one.title]) is None:
            message = f"{other.normal}有两个标题：这里是《{other.title}》，另一处是《{one.title}》"
            yield Finding(other.place, message, _HINT, (one.place,), quoted=other.quoted)


@check(
    "document-two-numbers",
    Severity.WARNING,
    meaning="同一个标题的文件有两个不同的文号。",
    why="读者按文号查文件，文号写错就查不到，依据也就落空。",
    example="立项依据写《补贴工作的通知》（武民政〔2019〕9号），另一处写成（武民政〔2018〕9号）。",
    mend="查原件，改正文号；确是两个文件的，把标题写全。",
)
def document_two_numbers(subject: Subject) -> Iterator[Finding]:
    by_title: defaultdict[str, list[Citation]] = defaultdict(list)
    for citation in _titled(subject):
        by_title[core(citation.title)].append(citation)
    for one, other in _differing(by_title):
        if one.normal != other.normal and one.office == other.office:  # offices pass on each other's papers
            message = f"《{other.title}》有两个文号：这里是{other.normal}，另一处是{one.normal}"
            yield Finding(other.place, message, _HINT, (one.place,), quoted=other.quoted)


@check(
    "document-unlisted",
    Severity.WARNING,
    meaning="正文里写出的文号，[[documents]] 里没有。",
    why="文件只在 [[documents]] 里写一次，才能保证标题、文号前后一致；没有登记的，多半是抄错了一位。",
    example="正文写“依据财预〔2021〕10号”，[[documents]] 里只有财预〔2020〕10号。",
    mend="核对文号；确有这个文件的，在 [[documents]] 里登记，正文改为引用。",
)
def document_unlisted(subject: Subject) -> Iterator[Finding]:
    listed = [citation for _, citation in _listed(subject)]
    for cited in subject.citations:
        known = any(_same_number(cited, own) or _same_title(cited, own) for own in listed)
        if not known and not cited.quoted:
            near = next((own for own in listed if own.office == cited.office or own.number == cited.number), None)
            hint = f"是否想写 {near.normal}？" if near else "请在 [[documents]] 里登记，正文改为引用"
            yield Finding(cited.place, f"[[documents]] 里没有文号{cited.normal}", hint, (near.place,) if near else ())


@check(
    "mixed-brackets",
    Severity.WARNING,
    meaning="文号里的年份没有用六角括号〔〕，或者几种括号混用。",
    why="GB/T 9704 规定发文年份用六角括号〔〕括起；混用方括号、圆括号，显得前后不是一个人写的。",
    example="财预[2020]10号、鄂财绩发（2020）3号，应写成财预〔2020〕10号、鄂财绩发〔2020〕3号。",
    mend="把年份两边改成〔〕；引用原件的照原件写。",
)
def mixed_brackets(subject: Subject) -> Iterator[Finding]:
    by_style: defaultdict[tuple[str, bool], list[Citation]] = defaultdict(list)
    for cited in (*(citation for _, citation in _listed(subject)), *subject.citations):
        by_style[cited.brackets, cited.quoted].append(cited)
    for (style, quoted), (first, *others) in by_style.items():
        if style != _STYLE:
            also = tuple(dict.fromkeys(other.place for other in others))
            message = f"文号“{first.written}”{f'等 {len(also) + 1} 处' if also else ''}的年份用了{style}，应用六角括号〔〕"
            hint = f"改为 {first.written.replace(style[0], '〔').replace(style[1], '〕')}"
            yield Finding(first.place, message, hint, also, quoted=quoted)


def _listed(subject: Subject) -> Iterator[tuple[Document | None, Citation]]:
    """The numbers that the case knows: those of its documents and its own."""
    for at, document in enumerate(subject.case.documents):
        place = CasePlace(("documents", at, "number"))
        if document.number and (citation := citation_of(document.number, document.title, place)) is not None:
            yield document, citation
    number = subject.case.report.number
    if number and (citation := citation_of(number, "", CasePlace(("report", "number")))) is not None:
        yield None, citation


def _titled(subject: Subject) -> Iterator[Citation]:
    """Every number with its title: those of documents first."""
    yield from (citation for document, citation in _listed(subject) if document is not None)
    yield from (citation for citation in subject.citations if citation.title)


def _differing(groups: Mapping[str, list[Citation]]) -> Iterator[tuple[Citation, Citation]]:
    """The first of each group with each other one."""
    yield from ((group[0], other) for group in groups.values() for other in group[1:])


def _same_number(cited: Citation, own: Citation) -> bool:
    """Whether a number in prose is a known one; without a title in front, words may have run into its office code."""
    if (cited.year, cited.number) != (own.year, own.number):
        return False
    return cited.office == own.office if cited.title else cited.office.endswith(own.office)


def _same_title(cited: Citation, own: Citation) -> bool:
    """Whether the document is known by another number of the same office: then it has two numbers."""
    return cited.title != "" and cited.office == own.office and own.title != "" and core(cited.title) == core(own.title)
