"""Characters that no font has. In: a Document. Out: Findings."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from reportgen.diagnostics import Severity
from reportgen.pages.page import Document

from .base import Finding, quoted, rule

# Signs that are drawn as nothing even where a font has them: controls, joiners, marks that change the sign before them.
_UNSEEN = frozenset({"Cc", "Cf", "Mn", "Me", "Zs", "Zl", "Zp"})


@rule(
    "boxed-character",
    Severity.ERROR,
    meaning="页面上有字印成了方框：LibreOffice 试过的字体都没有这个字。",
    why="多半是人名、地名里的生僻字。方框印在报告上，读的人不知道是什么字。",
    example="“项目组成员：张𬎆”的第二个字印成方框。",
    mend="安装含有这个字的字体后重新生成；没有这样的字体，就在案例里改用常用字，并在括号里说明写法",
)
def boxed_character(document: Document) -> Iterator[Finding]:
    """A character is printed as an empty box, since no font has it."""
    for page in document.pages:
        for line in (*page.furniture, *page.lines):
            count = sum(piece.blanks for piece in line.pieces)
            if count:
                yield Finding(page.number, f"{quoted(line.text)}这一行有 {count} 个字没有字体，印成了方框")


@rule(
    "lost-character",
    Severity.ERROR,
    meaning="Word 文件里有的字，在 PDF 的任何一页上都没有。",
    why="有些字没有字体时，LibreOffice 连方框也不印，字就悄悄少了。",
    example="Word 文件里写“张𲎯华”，PDF 里是“张华”。",
    mend="安装含有这个字的字体后重新生成；没有这样的字体，就在案例里改用常用字，并在括号里说明写法",
)
def lost_character(document: Document) -> Iterator[Finding]:
    """A character of the Word file stands on no page: LibreOffice leaves out some that no font has, without a box."""
    seen = {form for sign in document.characters for form in _forms(sign)}
    for sign in sorted(document.wanted):
        if unicodedata.category(sign) not in _UNSEEN and not seen & _forms(sign):
            yield Finding(0, f"Word 文件里的字“{sign}”（U+{ord(sign):04X}）在 PDF 里一个也没有")


def _forms(sign: str) -> frozenset[str]:
    """A sign and its plain form: one glyph may serve two characters, and a PDF names only one of them."""
    return frozenset({sign, unicodedata.normalize("NFKC", sign)})
