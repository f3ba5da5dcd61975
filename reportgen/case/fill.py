"""What stands in files is put where the case would hold it: the ledger, the counts of options, the number of valid answers.

In: a valid Case, and the sheets of its files. Out: the Case with nothing left to look up. A figure that the case states as well is
compared: a difference is an error that names both.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from reportgen.diagnostics import CasePlace, Key, Sink
from reportgen.model.case import Case
from reportgen.model.surveys import Question, Survey
from reportgen.model.values import is_blank

from .answers import Answered, answers_of
from .counts import Counts, counts_of
from .ledger import payments
from .sheets import Sheet

Sheets = Mapping[Key, Sheet]


def fill(case: Case, sheets: Sheets, sink: Sink) -> Case:
    """The Case with its files read; what cannot be read is reported and left out."""
    if not sheets:
        return case
    changed: dict[str, object] = {}
    if (ledger := sheets.get(("funds", "ledger_file"))) is not None:
        changed["funds"] = case.funds.model_copy(update={"ledger": payments(case.funds, ledger, sink)})
    counts: dict[str, tuple[Decimal, ...]] = {}
    texts: dict[str, tuple[str, ...]] = {}
    surveys = list(case.surveys)
    for at, survey in enumerate(case.surveys):
        found = _answered(at, survey, case, sheets, sink)
        surveys[at] = _with_valid(at, survey, found, sink)
        counts.update(found.counts)
        texts.update(found.texts)
    questions = [_with_answers(("questions", at), q, counts, texts, sink) for at, q in enumerate(case.questions)]
    return case.model_copy(update={**changed, "surveys": tuple(surveys), "questions": tuple(questions)})


def _answered(at: int, survey: Survey, case: Case, sheets: Sheets, sink: Sink) -> Answered:
    """What a survey's file says; nothing for a survey without one."""
    questions = [question for question in case.questions if question.survey == survey.id]
    if survey.tally_file is not None and (sheet := sheets.get(("surveys", at, "tally_file"))) is not None:
        return Answered(counts=counts_of(survey.tally_file, questions, sheet, sink))
    if (sheet := sheets.get(("surveys", at, "answer_file"))) is not None:
        return answers_of(survey, questions, sheet, sink) or Answered()
    return Answered()


def _with_valid(at: int, survey: Survey, found: Answered, sink: Sink) -> Survey:
    """The survey with its valid answers counted. Reports more answers than were drawn in a stratum."""
    if survey.answer_file is None or not found.counts:
        return survey
    if not is_blank(survey.valid) and survey.valid != found.valid:
        message = f"有效问卷写的是 {survey.valid:f} 份，作答表“{survey.answer_file.file}”里是 {found.valid:f} 份"
        sink.error("tally-differs", CasePlace(("surveys", at, "valid")), message, "核对两处；由程序数的不写 valid")
    for n, stratum in enumerate(survey.strata):
        if not is_blank(stratum.sample) and found.strata.get(stratum.id, 0) > stratum.sample:
            message = f"层“{stratum.name}”抽取 {stratum.sample:f} {stratum.unit}，作答表里有效的却有 {found.strata[stratum.id]} 份"
            sink.error("tally-above-valid", CasePlace(("surveys", at, "strata", n, "sample")), message, "核对抽取数量和作答表")
    return survey.model_copy(update={"valid": found.valid})


def _with_answers(key: Key, question: Question, counts: Counts, texts: Mapping[str, tuple[str, ...]], sink: Sink) -> Question:
    if question.id in texts:
        return question.model_copy(update={"answers": (*question.answers, *texts[question.id])})
    if question.id not in counts:
        return question
    options = []
    for at, (option, count) in enumerate(zip(question.options, counts[question.id], strict=True)):
        if option.count is not None and not is_blank(option.count) and option.count != count:
            message = f"题目“{question.id}”的选项“{option.label}”写的是 {option.count:f} 人，表格文件里是 {count:f} 人"
            sink.error("tally-differs", CasePlace((*key, "options", at, "count")), message, "核对两处；由文件统计的不写 count")
        options.append(option.model_copy(update={"count": count}))
    return question.model_copy(update={"options": tuple(options)})
