"""What each problem is about, in words. In: a Case and its Losses. Out: pairs of signs for each problem and each lost point."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.model.case import Case, Problem

from .closeness import Pairs, pairs_of
from .losses import Loss


class ProblemWords:
    """The words of problems, and of the lost points that name them."""

    def __init__(self, case: Case, losses: Iterable[Loss]) -> None:
        self._own = {problem.id: pairs_of("。".join(_texts(problem))) for problem in case.problems}
        self._causes = {problem.id: pairs_of(problem.cause or "") for problem in case.problems}
        self._answers = {problem.id: pairs_of("。".join(_answers(case, problem))) for problem in case.problems}
        self._losses = [(loss, pairs_of(f"{loss.words}。{loss.indicator.name}。{loss.indicator.group}")) for loss in losses]

    def of_loss(self, loss: Loss) -> Pairs:
        """The words of a lost point and of the indicator that lost it."""
        return next(words for other, words in self._losses if other is loss)

    def of_cause(self, id_: str) -> Pairs:
        """The words of the cause of a problem."""
        return self._causes[id_]

    def of_problems(self, *, without: Loss | None = None, answers: bool = True, causes: bool = True) -> dict[str, Pairs]:
        """The words of each problem by its id: its own, those of the points lost for it (but for one), titles of what answers it."""
        words = {id_: set(own) for id_, own in self._own.items()}
        for id_ in words:
            words[id_] |= (self._answers[id_] if answers else frozenset()) | (self._causes[id_] if causes else frozenset())
        for loss, lost in self._losses:
            if loss is not without and loss.problem in words:
                words[loss.problem] |= lost
        return {id_: frozenset(found) for id_, found in words.items()}


def _texts(problem: Problem) -> list[str]:
    return [problem.title, problem.group, problem.text or ""]


def _answers(case: Case, problem: Problem) -> list[str]:
    return [r.title for r in case.recommendations if r.title and problem.id in r.answers]
