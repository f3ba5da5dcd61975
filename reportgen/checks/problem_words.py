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
        self._together: dict[tuple[bool, bool], dict[str, Pairs]] = {}  # by what they hold
        self._losses = [(loss, pairs_of(f"{loss.words}。{loss.indicator.name}。{loss.indicator.group}")) for loss in losses]

    def of_loss(self, loss: Loss) -> Pairs:
        """The words of a lost point and of the indicator that lost it."""
        return next(words for other, words in self._losses if other is loss)

    def of_cause(self, id_: str) -> Pairs:
        """The words of the cause of a problem."""
        return self._causes[id_]

    def of_problems(self, *, without: Loss | None = None, answers: bool = True, causes: bool = True) -> dict[str, Pairs]:
        """The words of each problem by its id: its own, those of the points lost for it (but for one), titles of what answers it."""
        parts = [self._own, *([self._answers] if answers else []), *([self._causes] if causes else [])]
        if (answers, causes) not in self._together:
            self._together[answers, causes] = {id_: self._words(id_, parts, None) for id_ in self._own}
        words = self._together[answers, causes]
        if without is None or without.problem not in words:
            return words
        return words | {without.problem: self._words(without.problem, parts, without)}

    def _words(self, id_: str, parts: list[dict[str, Pairs]], without: Loss | None) -> Pairs:
        lost = (words for loss, words in self._losses if loss.problem == id_ and loss is not without)
        return frozenset().union(*(part[id_] for part in parts), *lost)


def _texts(problem: Problem) -> list[str]:
    return [problem.title, problem.group, problem.text or ""]


def _answers(case: Case, problem: Problem) -> list[str]:
    return [r.title for r in case.recommendations if r.title and problem.id in r.answers]
