"""The stage: a Case in, its Scorecard out; everything wrong in it is reported before the line stops.

The steps: tallies and figures, the shape of the tree, marking of each indicator, roll-up.
"""

from __future__ import annotations

from reportgen.diagnostics import Sink, Stopped
from reportgen.model.case import Case
from reportgen.model.evidence import Evidence
from reportgen.model.scorecard import Scorecard

from .figures import figures_of
from .marking import mark
from .rollup import roll_up
from .rounding import digits_of
from .structure import check_structure
from .tallies import tallies_of


def score(case: Case, sink: Sink) -> Scorecard:
    """Every score, rate, sum, share and grade. Raises Stopped at the end where the sink holds an error, from whichever stage."""
    questions = tallies_of(case.questions, sink)
    figures = figures_of(case, questions.values(), sink)
    evidence = Evidence(figures, questions)
    check_structure(case, sink)
    precision = case.report.precision
    markings = [mark(at, indicator, evidence, precision, sink) for at, indicator in enumerate(case.indicators)]
    for marking in markings:
        figures.update(marking.rates)
    card = roll_up([marking.score for marking in markings], case.grades, evidence, digits_of(precision))
    if sink.failed:
        raise Stopped
    return card
