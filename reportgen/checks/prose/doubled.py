"""Units, words and marks that stand twice. In: a Subject. Out: findings in what the report prints.

Most come about where two texts meet: a reference prints what was typed as well, a name ends with the word that follows it.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.check import Finding, check
from reportgen.checks.doubling import doubled_in
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Severity

_AROUND = 6


@check(
    "doubled-words",
    Severity.WARNING,
    meaning="单位、词或标点连着出现两次，或者两个标点叠在一起。",
    why="“万元万元”“的的”“。。”一眼就能看出没有校对，是评审最常挑出的毛病。",
    example="案例写 {{ facts.补贴 }}万元，补贴的文字里已带“万元”，印出“22.8万元万元”；模板的句号接在已有句号的正文后面，印出“。。”。",
    mend="删去多写的一个；是模板里的字和正文重复的，改模板或改正文。",
)
def doubled_words(subject: Subject) -> Iterator[Finding]:
    lines = subject.printed_lines
    for at, piece in doubled_in(lines.text):
        text, offset = lines.at(at)
        around = text.text[max(0, offset - _AROUND) : offset + len(piece)]
        yield Finding(text.where(piece), f"“{around}”里的“{piece}”重复了", "删去多写的；引用已经带有的字不再写")
