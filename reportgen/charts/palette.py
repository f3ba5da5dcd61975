"""Colours that stay apart on a grey printer.

In: how many series. Out: their colours as RRGGBB, and the colour of text on them. The lightness of neighbours differs by at least
eleven of a hundred steps (CIE 1976 L*), so that they differ where colour is lost.
"""

from __future__ import annotations

# From dark to light, one hue.
_SHADES = ("17304F", "2B5688", "4A79AD", "84ABD3", "B7CFE7", "E4EDF6")
# Which of them a number of series takes: as far apart as may be.
_CHOICES = ((2,), (1, 4), (1, 3, 5), (0, 1, 3, 5), (0, 1, 2, 3, 5), (0, 1, 2, 3, 4, 5))
MOST = len(_SHADES)
ACCENT = "A8321E"
INK = "262626"
LINE = "8C8C8C"
GRID = "E3E3E3"
PAPER = "FFFFFF"


def shades(number: int) -> tuple[str, ...]:
    """A colour for each of `number` series, from dark to light; raises ValueError for more than MOST."""
    if not 0 < number <= MOST:
        raise ValueError(f"{number} series: no colours that stay apart")
    return tuple(_SHADES[i] for i in _CHOICES[number - 1])


def luminance(colour: str) -> float:
    """Relative luminance from 0 to 1 (WCAG 2.1, definition of relative luminance)."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def lightness(colour: str) -> float:
    """L* from 0 to 100 (CIE 1976, ISO/CIE 11664-4): equal steps look equal in grey."""
    y = luminance(colour)
    return 116 * y ** (1 / 3) - 16 if y > 216 / 24389 else y * 24389 / 27


def contrast(one: str, other: str) -> float:
    """Contrast ratio from 1 to 21 (WCAG 2.1, definition of contrast ratio)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def ink_on(colour: str) -> str:
    """The colour of text that reads better on `colour`."""
    return max((INK, PAPER), key=lambda ink: contrast(ink, colour))
