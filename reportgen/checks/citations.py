"""Citations of documents: titles and numbers as prose writes them. In: texts. Out: citations in one spelling, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportgen.diagnostics import CasePlace
from reportgen.model.case import Case, Document

from .texts import Text

_OPEN, _CLOSE = "〔[［（(【〖", "〕]］）)】〗"
_NUMBER = re.compile(
    rf"(?P<office>[\u4e00-\u9fff]{{0,10}})(?P<open>[{re.escape(_OPEN)}])(?P<year>(?:19|20)\d\d)(?P<close>[{re.escape(_CLOSE)}])"
    r"\s*第?\s*(?P<number>\d+)\s*号"
)
_DATED = re.compile(rf"[{re.escape(_OPEN)}](?:19|20)\d\d[{re.escape(_CLOSE)}]")  # sought first: quicker than what may stand before it
_TITLE = re.compile(r"《((?:[^《》]|《[^《》]*》)*)》\s*[（(]\s*$")
_LEAD = re.compile(r".*(?:依据|根据|按照|依照|执行|印发|转发|参照|文件|以及|通知|办法|规定|[以和及与的由按])(?=.)")
_WRAPPED = re.compile(r"关于(?:印发|转发|发布|下发)《(.+)》的?通知$")


@dataclass(frozen=True, slots=True)
class Citation:
    """A number as it was written, its parts, the title in front of it (empty if there is none) and where it stands."""

    written: str
    office: str
    year: str
    number: str
    brackets: str
    title: str
    place: CasePlace
    quoted: bool

    @property
    def normal(self) -> str:
        """The number in the spelling of GB/T 9704: 财预〔2020〕10号."""
        return f"{self.office}〔{self.year}〕{self.number}号"


def citations_in(texts: Iterable[Text]) -> Iterator[Citation]:
    """The numbers that were typed in texts, in order; those that a reference prints are the case's own."""
    for text in texts:
        if "号" in text.typed and _DATED.search(bare := text.bare):
            for found in _NUMBER.finditer(bare):
                yield _citation(found, _title_before(text, found), text.place(found.start("year")), quoted=text.quoted)


def citation_of(number: str, title: str, place: CasePlace) -> Citation | None:
    """A document's own number as a citation; None for numbers of another kind, such as those of standards."""
    found = _NUMBER.fullmatch(number.strip())
    return _citation(found, title, place, quoted=False) if found else None


def listed_in(case: Case) -> Iterator[tuple[Document | None, Citation]]:
    """The numbers that a case knows: those of its documents and its own."""
    for at, document in enumerate(case.documents):
        place = CasePlace(("documents", at, "number"))
        if document.number and (citation := citation_of(document.number, document.title, place)) is not None:
            yield document, citation
    number = case.report.number
    if number and (citation := citation_of(number, "", CasePlace(("report", "number")))) is not None:
        yield None, citation


def _citation(found: re.Match[str], title: str, place: CasePlace, *, quoted: bool) -> Citation:
    office = _LEAD.sub("", found["office"])
    written = found[0][len(found["office"]) - len(office) :]
    return Citation(written, office, found["year"], found["number"].lstrip("0"), found["open"] + found["close"], title, place, quoted)


def _title_before(text: Text, found: re.Match[str]) -> str:
    """The title right in front of a number in brackets, whether it was typed or referred to."""
    at = text.text.find(found[0].strip())
    before = _TITLE.search(text.text[:at]) if at > 0 else None
    return before[1] if before else ""


def core(title: str) -> str:
    """What a title is about: without the issuer before 关于, the wrapping of 关于印发…的通知, spaces and marks."""
    plain = re.sub(r"\s", "", title).replace("〈", "《").replace("〉", "》")
    plain = plain[plain.find("关于") :] if "关于" in plain else plain
    wrapped = _WRAPPED.match(plain)
    return re.sub(r"[《》“”]", "", wrapped[1] if wrapped else plain)


def same_document(one: str, other: str) -> bool:
    """Whether two titles mean one document: one is the core of the other, and no two issuers are named."""
    a, b = core(one), core(other)
    issuers = _issuer(one), _issuer(other)
    return (a in b or b in a) and (issuers[0].endswith(issuers[1]) or issuers[1].endswith(issuers[0]))


def _issuer(title: str) -> str:
    """Who issued a document, as far as its title says it before 关于."""
    plain = re.sub(r"[\s《〈]", "", title)
    return plain[: max(0, plain.find("关于"))]
