"""Links: ids and names by which one table of a case refers to another, and ids that are given twice.

In: a Case. Out: diagnostics; `check_links` is called once a case is parsed. Evidence that a rule names is looked up by `scoring`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from reportgen.diagnostics import CasePlace, Key, Sink
from reportgen.model.case import Case
from reportgen.model.evidence import nearest
from reportgen.model.indicators import Indicator
from reportgen.model.values import is_blank

from .samples import check_samples

Link = tuple[Key, str]


def check_links(case: Case, sink: Sink) -> None:
    """Reports every id that leads nowhere, with the nearest that exist, and every id given twice."""
    _check_unique(case, sink)
    _check_known(_problem_links(case), {p.id for p in case.problems}, "问题 id", sink)
    _check_known(_document_links(case), {d.id for d in case.documents}, "文件 id", sink)
    _check_known(_indicator_links(case), {i.name for i in case.indicators}, "三级指标", sink)
    _check_targets(case, sink)
    _check_surveys(case, sink)
    _check_groups(case, sink)
    check_samples(case, sink)


def _check_known(links: Iterable[Link], known: Collection[str], what: str, sink: Sink) -> None:
    for key, id_ in links:
        if id_ not in known and not is_blank(id_):
            exist = "" if known else "案例中一个也没有"
            sink.error("unknown-id", CasePlace(key), f"没有{what}“{id_}”", nearest(id_, sorted(known)) or exist or _listed(known))


def _listed(known: Collection[str]) -> str:
    shown = 8
    return "现有：" + "、".join(sorted(known)[:shown]) + ("等" if len(known) > shown else "")


def _problem_links(case: Case) -> Iterator[Link]:
    for at, indicator in enumerate(case.indicators):
        yield from _indicator_problems(at, indicator)
    for at, recommendation in enumerate(case.recommendations):
        yield from ((("recommendations", at, "answers", n), id_) for n, id_ in enumerate(recommendation.answers))
    for at, material in enumerate(case.materials):
        if material.problem is not None:
            yield ("materials", at, "problem"), material.problem


def _indicator_problems(at: int, indicator: Indicator) -> Iterator[Link]:
    """The indicator's own problem, those of its deductions, those inside its rule."""
    if indicator.problem is not None:
        yield ("indicators", at, "problem"), indicator.problem
    for n, deduction in enumerate(indicator.deductions or ()):
        if deduction.problem is not None:
            yield ("indicators", at, "deductions", n, "problem"), deduction.problem
    if indicator.scoring_rule is not None:
        texts = indicator.scoring_rule.texts()
        yield from ((("indicators", at, "rule", *key), text) for key, text in texts if key[-1] == "problem")


def _document_links(case: Case) -> Iterator[Link]:
    if case.targets is not None and case.targets.form is not None:
        yield ("targets", "form"), case.targets.form
    yield from ((("work", "framework", at), id_) for at, id_ in enumerate(case.work.framework))


def _indicator_links(case: Case) -> Iterator[Link]:
    for at, adjustment in enumerate(case.targets.adjustments if case.targets is not None else ()):
        if adjustment.indicator is not None:
            yield ("targets", "adjustments", at, "indicator"), adjustment.indicator
    if case.published is not None:
        yield from ((("published", "indicators", name), name) for name in case.published.indicators)


def _check_targets(case: Case, sink: Sink) -> None:
    if case.targets is None:
        return
    links: list[Link] = [
        (("targets", "adjustments", at, "declared"), adjustment.declared)
        for at, adjustment in enumerate(case.targets.adjustments)
        if adjustment.declared is not None
    ]
    _check_known(links, {declared.name for declared in case.targets.declared}, "申报的绩效指标", sink)


def _check_surveys(case: Case, sink: Sink) -> None:
    strata = {survey.id: {stratum.id for stratum in survey.strata} for survey in case.surveys}
    for at, question in enumerate(case.questions):
        _check_known([(("questions", at, "survey"), question.survey)], strata, "问卷 id", sink)
        if question.stratum is not None and question.survey in strata:
            link = ("questions", at, "stratum"), question.stratum
            _check_known([link], strata[question.survey], f"问卷“{question.survey}”的层", sink)


def _check_groups(case: Case, sink: Sink) -> None:
    dimensions = {indicator.dimension for indicator in case.indicators}
    known = dimensions | {indicator.group for indicator in case.indicators}
    _check_known(((("groups", at, "name"), group.name) for at, group in enumerate(case.groups)), known, "一级或二级指标", sink)
    if case.published is not None:
        published = ((("published", "dimensions", name), name) for name in case.published.dimensions)
        _check_known(published, dimensions, "一级指标", sink)


def _check_unique(case: Case, sink: Sink) -> None:
    for table in ("facts", "documents", "problems", "surveys", "questions"):
        _check_ids(((table,), "id", [row.id for row in getattr(case, table)]), sink)
    _check_ids((("groups",), "name", [group.name for group in case.groups]), sink)
    for at, survey in enumerate(case.surveys):
        _check_ids((("surveys", at, "strata"), "id", [stratum.id for stratum in survey.strata]), sink)
    for at, question in enumerate(case.questions):
        _check_ids((("questions", at, "options"), "label", [option.label for option in question.options]), sink)


def _check_ids(table: tuple[Key, str, list[str]], sink: Sink) -> None:
    key, field, ids = table
    first: dict[str, int] = {}
    for at, id_ in enumerate(ids):
        before = first.setdefault(id_, at)
        if before != at and not is_blank(id_):
            message = f"{field} “{id_}”给了两次：第 {before + 1} 个和第 {at + 1} 个"
            sink.error("duplicate-id", CasePlace((*key, at, field)), message, "请改其中一个")
