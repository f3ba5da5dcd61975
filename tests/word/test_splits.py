"""Tall rows of which little would stand at the foot of a page begin on the next, in the PDF and in the Word file."""

from __future__ import annotations

import io
from typing import Any

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn

from reportgen.diagnostics import FilePlace, Sink
from reportgen.export.fonts import environment
from reportgen.export.office import Office, office
from reportgen.pagination import paginate
from reportgen.word.pages import let_go, probe
from tests.printed import needs_office
from tests.word.tables_made import add_table, element, spaced, whole_rows

# The page of python-docx: 11 inches, an inch of margin at both ends, 40 lines of 16 points.
LINES = 40
SPLIT = "Split1"


def _document(above: int, tall: int) -> bytes:
    """So many lines above a table with a header row, a short row, and one of so many lines that may be split."""
    made = spaced()
    for line in range(above):
        made.add_paragraph(f"第{line}行")
    tbl = add_table(made, [("指标",), ("短",), ("绩效" * 5 * tall,)], (2316,))
    for row in tbl.tr_lst[:2]:
        row.get_or_add_trPr().append(element("cantSplit"))
    made.add_paragraph("表后")
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def _table(document: bytes) -> Any:  # noqa: ANN401 - python-docx's elements have no public type
    return Document(io.BytesIO(document)).tables[0]._tbl


def test_rows_that_may_be_split_are_marked() -> None:
    """Those alone: with bookmarks where their longest text begins and ends."""
    made = probe(_document(3, 20))
    assert made.splits == (SPLIT,)
    names = [mark.get(qn("w:name")) for mark in _table(made.document).iter(qn("w:bookmarkStart"))]
    assert {"Split1", "SplitEnd1"} <= set(names)
    assert {"Split1", "Split1Whole"} <= set(made.bookmarks)


def test_a_row_that_is_kept_whole() -> None:
    """It may not be split, where the pages of the document so kept tell of it: the bookmark where it begins has another name."""
    made = probe(_document(3, 20))
    assert made.kept_whole({"Split1Whole": 4, "SplitEnd1": 4}) == (SPLIT,)
    assert made.kept_whole({"Split1": 3, "SplitEnd1": 4}) == ()
    assert whole_rows(_table(made.document)) == [True, True, False]
    kept = let_go(made.document, (), [SPLIT])
    assert whole_rows(_table(kept)) == [True, True, True]
    names = {mark.get(qn("w:name")) for mark in _table(kept).iter(qn("w:bookmarkStart"))}
    assert names >= {"Split1Whole", "SplitEnd1"}
    assert "Split1" not in names


@needs_office
@pytest.mark.parametrize(
    ("above", "tall", "pages"),
    [
        (LINES - 3, 20, {"Split1Whole": 1, "SplitEnd1": 1}),
        (LINES - 12, 20, {"Split1Whole": 1, "SplitEnd1": 1}),
        (LINES - 18, 20, {"Split1": 0, "SplitEnd1": 1}),
        (LINES - 3, 60, {"Split1": 0, "SplitEnd1": 2}),
        (3, 20, {"Split1": 0, "SplitEnd1": 0}),
    ],
)
def test_pages_are_those_of_rows_that_are_kept_whole(above: int, tall: int, pages: dict[str, int]) -> None:
    """A row begins on the next page that leaves at most a quarter of the sheet white; one that no page holds is split in any case."""
    with office(environment(), ahead=False) as opened:
        assert opened.counted(_document(above, tall), []) == {}
        assert opened.counted(probe(_document(above, tall)).document, ["Split1", "SplitEnd1", "Split1Whole"]) == pages


def _lines_on_first_page(document: bytes) -> tuple[int, bool]:
    """How many lines of the tall row the PDF has on its first page, and whether the Word file still lets the row be split."""
    paged = paginate(document, Office(environment()), FilePlace("甲.docx"), Sink())
    assert paged.pdf is not None
    again = paginate(document, Office(environment()), FilePlace("甲.docx"), Sink(), paged.pages)
    assert again.pages == paged.pages
    text = pypdfium2.PdfDocument(paged.pdf)[0].get_textpage().get_text_range()
    return text.count("绩效" * 5), not whole_rows(_table(paged.document))[-1]


@needs_office
@pytest.mark.parametrize(("above", "left"), [(LINES - 3, 0), (LINES - 12, 0), (LINES - 18, 16)])
def test_little_is_not_left_at_the_foot(above: int, left: int) -> None:
    """Below a header and a short row, a quarter of the sheet stays white rather; the Word file says so too, of no other row."""
    assert _lines_on_first_page(_document(above, 20)) == (left, left > 0)
