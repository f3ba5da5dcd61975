"""Reports of small cases for tests of composing."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import pytest

from reportgen.compose import compose
from reportgen.compose.exhibits import Pictures
from reportgen.diagnostics import CasePlace, Key, Sink, Stopped
from reportgen.model.report import IndicatorView, Report
from reportgen.scoring import score
from tests.scoring.sample_case import case_of, indicator


def composed(*indicators: dict[str, Any], pictures: Pictures = MappingProxyType({}), **tables: object) -> Report:
    """The report of a case with these indicators and tables."""
    sink = Sink()
    case = case_of(*indicators, **tables)
    return compose(case, score(case, sink), sink, pictures=pictures)


def refused(*indicators: dict[str, Any], **tables: object) -> list[tuple[str, Key]]:
    """Codes and keys of what stops composing a case."""
    sink = Sink()
    case = case_of(*indicators, **tables)
    card = score(case, sink)
    with pytest.raises(Stopped):
        compose(case, card, sink)
    return [(d.code, d.place.key) for d in sink if isinstance(d.place, CasePlace)]


def one(**more: object) -> IndicatorView:
    """The view of the only indicator of a case, of 100 points."""
    return composed(indicator("甲", 100, **more)).indicators[0]


def off(points: object, reason: str = "缺项", **more: object) -> dict[str, Any]:
    """A deduction."""
    return {"points": points, "reason": reason} | more
