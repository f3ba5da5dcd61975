"""Problems, recommendations, last year's results. In: nothing. Out: types."""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.model.prose import Prose


@dataclass(frozen=True, slots=True)
class ProblemView:
    """A problem with its composed text and its cause (empty where none is known)."""

    title: str
    text: Prose
    cause: Prose


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """Problems under one heading."""

    title: str
    problems: tuple[ProblemView, ...]


@dataclass(frozen=True, slots=True)
class RecommendationView:
    """A recommendation; `answers` are the titles of the problems that it answers."""

    title: str
    text: Prose
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecommendationKind:
    """Recommendations of one kind."""

    kind: str
    recommendations: tuple[RecommendationView, ...]


@dataclass(frozen=True, slots=True)
class LastYearView:
    """Last year's evaluation, its advice and what became of it."""

    kind: str
    advice: Prose
    use: Prose
