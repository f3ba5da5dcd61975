"""Recommendations and what they answer. In: a Subject. Out: findings where one answers nothing, or seems to answer something else."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.check import Finding, check
from reportgen.checks.closeness import Texts
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Severity

_MUST_ANSWER = "改进措施"
_CLOSE = 3.0  # from here on two texts have something in common that the others have not
_FARTHER = 4.0  # how many times closer another one must be


@check(
    "recommendation-answers-nothing",
    Severity.WARNING,
    meaning="改进措施没有写回应哪个问题（answers）。",
    why="改进措施应当针对查出的问题；没有对应问题的建议，审核的人会问从何而来。",
    example="改进措施“规范资金使用管理”没有写 answers，而问题“资金使用不规范”等着回应。",
    mend="在 answers 里写上问题的 id；不针对具体问题的，改为预算安排或结果应用，或补写问题。",
)
def recommendation_answers_nothing(subject: Subject) -> Iterator[Finding]:
    for at, recommendation in enumerate(subject.case.recommendations):
        if recommendation.kind == _MUST_ANSWER and not recommendation.answers:
            message = f"改进措施“{_called(subject, at)}”没有回应任何问题"
            yield Finding(subject.at("recommendations", at), message, "在 answers 里写上所回应问题的 id")


@check(
    "answer-doubtful",
    Severity.WARNING,
    meaning="改进措施与它所回应的问题几乎没有相同的词，另一条改进措施却与这个问题接近得多。",
    why="多半是 answers 里的 id 写串了：问题看上去有建议回应，建议说的却是另一回事。",
    example="“年初目标未完成”由“健全财务制度”回应，而“加强目标管理，按季检查进度”回应的是别的问题。",
    mend="核对 answers；对应关系没有错的，用 [[accepted]] 写明理由。",
)
def answer_doubtful(subject: Subject) -> Iterator[Finding]:
    measures = {at: r for at, r in enumerate(subject.case.recommendations) if r.kind == _MUST_ANSWER}
    texts = Texts({str(at): f"{r.title or ''}。{subject.text_at('recommendations', at, 'text')}" for at, r in measures.items()})
    problem_words = subject.problem_words.of_problems(answers=False)
    for problem in subject.case.problems:
        near = texts.near(problem_words[problem.id])
        answering = [at for at, r in measures.items() if problem.id in r.answers]
        best = max(near, key=lambda at: near[at], default="")
        own = max((near[str(at)] for at in answering), default=None)
        if own is not None and int(best) not in answering and near[best] >= _CLOSE and own * _FARTHER <= near[best]:
            at = answering[0]
            message = (
                f"改进措施“{_called(subject, at)}”回应问题“{problem.title}”，用词却不相干；“{_called(subject, int(best))}”与它接近得多"
            )
            also = (subject.at("recommendations", int(best)),)
            yield Finding(subject.at("recommendations", at, "answers"), message, "请核对 answers 里的问题 id", also)


def _called(subject: Subject, at: int) -> str:
    """A recommendation by its title, else by its beginning."""
    text = subject.text_at("recommendations", at, "title") or subject.text_at("recommendations", at, "text")
    return text if len(text) <= 20 else text[:20] + "…"
