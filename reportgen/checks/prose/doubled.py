"""Units, words and marks that stand twice. In: a Subject. Out: findings in what the report prints.

Many come about where two texts meet: a reference prints what was typed as well, a name ends with the word that follows it.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.check import Finding, check
from reportgen.checks.doubling import doubled_in, repeated_in
from reportgen.checks.lines import Lines
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Key, Severity

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
    seen: set[tuple[Key, str]] = set()
    for lines in (subject.printed_lines, subject.typed_lines, subject.typed_names):
        for at, piece in _doubled(subject, lines):
            text, offset = lines.at(at)
            if (text.key, piece) not in seen:
                seen.add((text.key, piece))
                around = lines.text[max(at - offset, at - _AROUND) : at + len(piece)].replace("\ufffc", "")
                yield Finding(text.where(piece), f"“{around}”里的“{piece}”重复了", "删去多写的；引用已经带有的字不再写")


def _doubled(subject: Subject, lines: Lines) -> Iterator[tuple[int, str]]:
    """What stands twice: in what is printed, where a reference may have brought it, or in what was typed."""
    if lines is subject.printed_lines:
        return doubled_in(lines.text)
    return ((at, piece) for at, piece in repeated_in(lines.text) if not _ends_name(subject, lines.text, at + len(piece) // 2))


def _ends_name(subject: Subject, text: str, at: int) -> bool:
    """Whether a name of the case ends there: 购书经费项目 in 购书经费项目项目单位."""
    return text.endswith(tuple(subject.names), 0, at)
