"""Titles and numbers of documents. In: a Subject. Out: findings where the two do not belong together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations

from reportgen.checks.check import Finding, check
from reportgen.checks.citations import Citation, citation_of, core, same_document
from reportgen.checks.nearness import nearest_title
from reportgen.checks.subject import Subject
from reportgen.diagnostics import CasePlace, Severity
from reportgen.model.case import Document

_HINT = "查原件核对；文件在 [[documents]] 里只写一次，正文用 {{ documents.引用编号 }} 引用"
_STYLE = "〔〕"
_ORDER = re.compile(r"令.{0,2}第.{1,5}号$")  # 中华人民共和国主席令第12号


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
            at, also = _mendable(one, other)
            message = f"{at.normal}有两个标题：这里是《{at.title}》，另一处是《{also.title}》"
            yield Finding(at.place, message, _HINT, (also.place,), quoted=at.quoted)


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
            at, also = _mendable(one, other)
            message = f"《{at.title}》有两个文号：这里是{at.normal}，另一处是{also.normal}"
            yield Finding(at.place, message, _HINT, (also.place,), quoted=at.quoted)


@check(
    "document-listed-twice",
    Severity.WARNING,
    meaning="[[documents]] 里两份文件的标题一字不差而文号不同，或者两份文件用了同一个令号。",
    why="多半是抄标题或文号时串了行，两份文件中有一份丢了自己的标题或文号。",
    example="鄂政发〔2014〕30号和国发〔2013〕35号的标题都写成“国务院关于加快发展养老服务业的若干意见”。",
    mend="查原件，改标题或文号；确是不同机关的同名文件的，标题写全发文机关，或者写 issuer。",
)
def document_listed_twice(subject: Subject) -> Iterator[Finding]:
    """Two numbers of one office are told by document-two-numbers, two titles of a number in brackets by document-two-titles."""
    rows = [(at, row) for at, row in enumerate(subject.case.documents) if row.number]
    for (at, one), (to, other) in combinations(rows, 2):
        if one.title == other.title and one.number != other.number and _offices_differ(one, other):
            message = f"{other.number}和{one.number}的标题一字不差，都是《{one.title}》"
            yield Finding(subject.at("documents", to, "title"), message, _HINT, (subject.at("documents", at, "title"),))
        elif one.number == other.number and _ORDER.search(one.number or "") and not same_document(one.title, other.title):
            message = f"《{other.title}》和《{one.title}》的文号都是{one.number}"
            yield Finding(subject.at("documents", to, "number"), message, _HINT, (subject.at("documents", at, "number"),))


def _offices_differ(one: Document, other: Document) -> bool:
    """Whether two documents are of different offices by their numbers, and nothing says that this is so."""
    a, b = (citation_of(row.number or "", row.title, CasePlace(())) for row in (one, other))
    said = one.issuer and other.issuer and one.issuer != other.issuer
    return not said and (a is None or b is None or a.office != b.office)


@check(
    "document-unlisted",
    Severity.WARNING,
    meaning="正文里写出的文号，[[documents]] 里没有。",
    why="文件只在 [[documents]] 里写一次，才能保证标题、文号前后一致；没有登记的，多半是抄错了一位。",
    example="正文写“依据财预〔2021〕10号”，[[documents]] 里只有财预〔2020〕10号。",
    mend="核对文号；确有这个文件的，在 [[documents]] 里登记，正文改为引用。",
)
def document_unlisted(subject: Subject) -> Iterator[Finding]:
    listed = [citation for _, citation in subject.listed]
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
    for cited in (*(citation for _, citation in subject.listed), *subject.citations):
        by_style[cited.brackets, cited.quoted].append(cited)
    for (style, quoted), (first, *others) in by_style.items():
        if style != _STYLE:
            also = tuple(dict.fromkeys(other.place for other in others))
            message = f"文号“{first.written}”{f'等 {len(also) + 1} 处' if also else ''}的年份用了{style}，应用六角括号〔〕"
            hint = f"改为 {first.written.replace(style[0], '〔').replace(style[1], '〕')}"
            yield Finding(first.place, message, hint, also, quoted=quoted)


def _mendable(one: Citation, other: Citation) -> tuple[Citation, Citation]:
    """Two citations, first the one that can be mended: what is quoted stays, it is our own that may be wrong."""
    return (one, other) if other.quoted else (other, one)


def _titled(subject: Subject) -> Iterator[Citation]:
    """Every number with its title: those of documents first."""
    yield from (citation for document, citation in subject.listed if document is not None)
    yield from (citation for citation in subject.citations if citation.title)
    yield from (citation for citation in subject.cited_in_tables if citation.title)


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
