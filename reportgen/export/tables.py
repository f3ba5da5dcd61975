"""Tables on a screen of any width. In: a table of a report. Out: the same in a box in which it scrolls, no narrower than can be read.

Chinese text breaks behind any character, so that a browser would make a column one character wide.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree
from lxml.etree import _Element

from reportgen.export.reading import classes, take, text_in

_SHARE = re.compile(r"width:\s*([\d.]+)%")
# In widths of a Chinese character: up to which a text is kept on one line; what a column of texts must have at least, and one of
# long texts; from which a text is a long one; a cell's padding; the widest that a table is made for that reason.
_ONE_LINE = 4.5
_SHORT, _LONG, _MANY = 5.0, 9.0, 24.0
_PADDING = 1.1
_WIDEST = 66.0
_NARROW_SIGN = 0.56


def box(table: _Element) -> None:
    """Puts a table into a box of its own; one inside another table needs none.

    Its title, which Word tells a screen reader alone, becomes the label of the box, which the keyboard can scroll.
    """
    title = table.find("caption")
    label = text_in(title) if title is not None else ""
    if title is not None:
        table.remove(title)
    take(table, "style")
    ruled = "ruled" in classes(table)
    if ruled:
        _make_readable(table)
    for head in table.iterfind("thead//th"):
        head.set("scope", "col")
    if next(table.iterancestors("table"), None) is None:
        _wrap(table, {"role": "region", "tabindex": "0", "aria-label": label or "表格"} if ruled else {})


def _wrap(table: _Element, said: Mapping[str, str]) -> None:
    made = etree.Element("div", {"class": "table", **said})
    made.tail, table.tail = table.tail, None
    table.addprevious(made)
    made.append(table)


def _make_readable(table: _Element) -> None:
    needs: dict[int, float] = {}
    for column, cell in _cells(table):
        width = ems(text_in(cell))
        if width <= _ONE_LINE:
            cell.set("class", " ".join([*classes(cell), "short"]))
        needs[column] = max(needs.get(column, 0.0), min(width, _LONG if width > _MANY else _SHORT))
    shares = [float(found[1]) if (found := _SHARE.search(c.get("style", ""))) else 0.0 for c in table.iterfind("colgroup/col")]
    table.set("style", f"min-width:{_least_width(needs, shares):.1f}em")


def _least_width(needs: Mapping[int, float], shares: Sequence[float]) -> float:
    """How wide a table must be at least: a column has what it needs, one of long texts at the share that Word gives it."""
    long = [(need + _PADDING) * sum(shares) / shares[n] for n, need in needs.items() if need == _LONG and n < len(shares) and shares[n]]
    return min(_WIDEST, max([sum(needs.values()) + _PADDING * len(needs), *long]))


def _cells(table: _Element) -> Iterator[tuple[int, _Element]]:
    """The cells that take one column each, with the number of that column."""
    taken: dict[int, int] = {}
    for row in table.iterfind("*/tr"):
        column = 0
        for cell in row:
            while taken.get(column, 0):
                column += 1
            wide, high = int(cell.get("colspan", "1")), int(cell.get("rowspan", "1"))
            if wide == 1:
                yield column, cell
            for at in range(column, column + wide):
                taken[at] = high
            column += wide
        taken = {at: rows - 1 for at, rows in taken.items() if rows > 1}


def ems(text: str) -> float:
    """The width of a text in widths of a Chinese character."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WFA" else _NARROW_SIGN for sign in text)
