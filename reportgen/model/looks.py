"""What a paragraph or table looks like, where a page on a screen can show it too.

In: nothing. Out: the words for it. A copy of a Word file names its paragraphs and tables by them (`centre bold`), and a style sheet
says what they mean; so that nobody outside the Word stage needs to know an editor's styles.
"""

from __future__ import annotations

from enum import StrEnum


class Look(StrEnum):
    """Of paragraphs, of what a table cell gives its paragraphs (shaded, lined), of tables (the last three).

    Large and small compare with the body text.
    """

    CENTRE = "centre"
    RIGHT = "right"
    SPREAD = "spread"  # as wide as its place, letters apart
    INDENTED = "indented"  # its first line
    BOLD = "bold"
    LARGE = "large"
    SMALL = "small"
    BOXED = "boxed"
    BARRED = "barred"  # a line at its left
    BLANK = "blank"  # a line to write on
    CAPTION = "caption"
    OPENING = "opening"  # a new page begins with it
    SHADED = "shaded"
    LINED = "lined"  # a line below
    RULED = "ruled"  # lines between all cells
    FRAMED = "framed"  # lines around, none inside
    WIDE = "wide"  # wider than an upright page has room for
