"""What the shipped templates leave to Word: no line of a paragraph alone on a page, no heading apart from what follows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn

TEMPLATES = sorted((Path(__file__).parents[2] / "templates").glob("*.docx"))
OFF = ("0", "false", "off")


def _stated(style: Any, name: str) -> str | None:  # noqa: ANN401 - python-docx's styles have no common public type
    """What a paragraph style or the nearest that it is based on says of a property: its w:val, empty for on; None for nothing."""
    while style is not None:
        found = style.element.find(f"{qn('w:pPr')}/{qn(f'w:{name}')}")
        if found is not None:
            return str(found.get(qn("w:val"), ""))
        style = style.base_style
    return None


def _paragraph_styles(path: Path) -> list[Any]:
    return [style for style in Document(str(path)).styles if style.type == WD_STYLE_TYPE.PARAGRAPH]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_no_line_stands_alone(path: Path) -> None:
    """Every paragraph style keeps Word from leaving a single line of a paragraph on a page."""
    styles = _paragraph_styles(path)
    assert {style.name for style in styles if _stated(style, "widowControl") in OFF} == set()
    assert _stated(next(style for style in styles if style.name == "Normal"), "widowControl") == ""


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_no_heading_stands_at_the_foot(path: Path) -> None:
    """Every style of the outline stays with the paragraph that follows, and its lines stay together or are one."""
    headings = [style for style in _paragraph_styles(path) if (_stated(style, "outlineLvl") or "9") < "9"]
    assert len(headings) >= 4
    assert {
        style.name for style in headings if (_stated(style, "keepNext") or "") in OFF or _stated(style, "keepNext") is None
    } == set()
