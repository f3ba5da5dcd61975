"""Figures and tables that prose points to. In: a Subject. Out: findings where there is none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.checks.check import Finding, check
from reportgen.checks.subject import Subject
from reportgen.checks.texts import Text
from reportgen.diagnostics import Severity

_POINTED = re.compile(
    r"[如见](?P<kind>[图表])(?:\s?[\d一二三四五六七八九十]+(?:[-—.]\d+)?)?(?=所示|所列|[，。；）)]|$)"
    r"|[如见](?:[下上]|以下)[列面]?(?P<near>[图表])|(?<![\u4e00-\u9fff])[下上](?P<there>[图表])(?=所|中|是|为|列|反|显)"
)


@check(
    "missing-exhibit",
    Severity.WARNING,
    meaning="正文写“如下图”“见表3”，那里却没有图或表。",
    why="图表由模板安排位置和编号，正文手写的“下图”“表3”换了模板就指错，或者根本没有。",
    example="评价原则写“五项原则如下图所示：”，后面没有图。",
    mend="改用 {{ refs.名称 }} 引用模板里的图表；没有图表的，删去这句话。",
)
def missing_exhibit(subject: Subject) -> Iterator[Finding]:
    for text in subject.printed:
        for found in _POINTED.finditer(text.bare) if "图" in text.typed or "表" in text.typed else ():
            kind = found["kind"] or found["near"] or found["there"]
            if not _stands_by(text, kind, subject):
                message = f"正文写“{found[0]}”，这里没有{kind}"
                yield Finding(text.place(found.start()), message, "改用 {{ refs.名称 }} 引用模板里的图表，或者删去")


def _stands_by(text: Text, kind: str, subject: Subject) -> bool:
    """Whether a figure or table is printed with the text: a material's tables are."""
    table, at = text.key[0], text.key[1] if len(text.key) > 1 else None
    if table == "materials" and isinstance(at, int):
        return kind == "表" and bool(subject.case.materials[at].tables)
    return table == "photos"
