"""What a draft leaves behind. In: a Subject. Out: findings of marks that stand for something still to be written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.checks.check import Finding, check
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Severity

_SIGNS = re.compile(r"[XＸxｘ×✕_＿?？△□○〇T（(【\[待某]")
_LEFT = re.compile(
    r"(?<![A-Za-z])[XＸxｘ]{2,}(?![A-Za-z])|[×✕]{2,}|_{2,}|＿{2,}|\bTODO\b|\bTBD\b|[?？]{2,}|△{2,}|□{2,}|[○〇]{2,}(?=[\u4e00-\u9fff])"
    r"|[（(【\[](?:待定|待补充?|待核实?|待确认|待填|略去|此处[^）)】\]]{0,8})[）)】\]]|待填写|【\s*】|\[\s*\](?!\()|(?<![有尚还亟仍需正])待(?:补充|核实|确认|填列|插入)(?![完善资材料后的])|某某(?=[\u4e00-\u9fff])",
    re.MULTILINE,
)


@check(
    "left-over",
    Severity.WARNING,
    meaning="正文或名称里还留着占位的字符：XX、××、＿＿、（待补充）、TODO。",
    why="占位的字符印进正式报告，说明没有写完就交了稿。",
    example="“XX区民政局”“共计＿＿家”“（待核实）”。",
    mend="填上应有的内容；确实不公开的，按规定的写法写。",
)
def left_over(subject: Subject) -> Iterator[Finding]:
    for lines in (subject.typed_lines, subject.typed_names):
        for found in _left(lines.text):
            around = lines.text[max(0, found.start() - 4) : found.end() + 4].replace("\n", "").replace("\ufffc", "")
            yield Finding(lines.place(found.start()), f"“{around}”里的 {found[0]} 还没有写完", "填上应有的内容")


def _left(text: str) -> Iterator[re.Match[str]]:
    """Each mark that was left, once: few signs begin one, and only there is it looked for."""
    end = 0
    for sign in _SIGNS.finditer(text):
        if sign.start() >= end and (found := _LEFT.match(text, sign.start())) is not None:
            end = found.end()
            yield found
