"""Raw answers of a survey: a questionnaire a row, a question a column; valid ones are picked out and tallied.

In: a survey, its questions and the sheet. Out: how many answers are valid, and how many chose each option. An answer to a question
that its stratum was not asked is not counted. Mistakes are named by cell; how an option was spelt is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from reportgen.diagnostics import CellPlace, Sink
from reportgen.model.files import AnswerFile
from reportgen.model.surveys import Question, Survey

from .choices import Choices, wanted_column
from .columns import Selection, Wanted, named, select, tidy
from .counts import Counts
from .sheets import Sheet

_YES = frozenset({"是", "有效", "1", "√", "y", "yes", "true"})
_NO = frozenset({"否", "无效", "0", "×", "x", "n", "no", "false", ""})
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Answered:
    """What the questionnaires say: `valid` ones, those of each stratum, counts and (of open questions) texts by question id."""

    valid: Decimal = Decimal(0)
    strata: Mapping[str, int] = field(default_factory=dict)
    counts: Counts = field(default_factory=dict)
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def answers_of(survey: Survey, questions: Sequence[Question], sheet: Sheet, sink: Sink) -> Answered | None:
    """The tallied answers, or None and errors."""
    file = survey.answer_file
    assert file is not None  # noqa: S101 - the sheet is the one that it names
    asked = [question for question in questions if question.options or question.column is not None]
    if not _routed(file, asked, sheet, sink):
        return None
    selection = select(sheet, list(_wanted(file, asked)), sink)
    return _Questionnaires(survey, asked, selection, sink).answered() if selection is not None else None


def _routed(file: AnswerFile, asked: Sequence[Question], sheet: Sheet, sink: Sink) -> bool:
    """Whether it can be told who was asked what."""
    only = [question.id for question in asked if question.stratum is not None]
    if only and file.stratum is None:
        message = f"题目 {'、'.join(only)} 只问某一层，没有说明作答表里哪一列是层"
        hint = "在 answer_file 里写 stratum = “列名或题目的编号”"
        sink.error("stratum-column", CellPlace(sheet.file, sheet.name, "A1"), message, hint)
    return not only or file.stratum is not None


def _wanted(file: AnswerFile, asked: Sequence[Question]) -> Iterator[Wanted]:
    """The columns of the questions (by id), and those that tell stratum and validity."""
    yield from (wanted_column(question)._replace(name=question.id) for question in asked)
    ids = {question.id for question in asked}
    yield from (named(name) for name in dict.fromkeys((file.stratum, file.valid)) if name is not None and name not in ids)


class _Questionnaires:
    """The rows of one file."""

    def __init__(self, survey: Survey, asked: Sequence[Question], selection: Selection, sink: Sink) -> None:
        assert survey.answer_file is not None  # noqa: S101 - see answers_of
        self._survey, self._file, self._asked = survey, survey.answer_file, asked
        self._selection, self._sink = selection, sink
        self._choices = {question.id: Choices(question.options) for question in asked if question.options}

    def answered(self) -> Answered:
        strata = {row: self._stratum(row) for row in self._selection.rows} if self._file.stratum is not None else {}
        valid = [row for row in self._selection.rows if self._is_valid(row, strata.get(row))]
        self._report_invalid(len(self._selection.rows) - len(valid))
        rows_of = {question.id: [row for row in valid if _is_asked(question, strata.get(row))] for question in self._asked}
        for question in self._asked:
            self._report_unasked(question.id, [row for row in valid if row not in rows_of[question.id]])
        return Answered(
            valid=Decimal(len(valid)),
            strata=Counter(id_ for row in valid if (id_ := strata.get(row)) is not None),
            counts={id_: self._count(id_, rows_of[id_]) for id_ in self._choices},
            texts={id_: tuple(filter(None, self._texts(id_, rows))) for id_, rows in rows_of.items() if id_ not in self._choices},
        )

    def _texts(self, id_: str, rows: Sequence[int]) -> Iterator[str]:
        return (self._selection.text(row, id_) for row in rows)

    def _stratum(self, row: int) -> str | None:
        """The stratum of a questionnaire: by an option of the question that tells it, or as the cell says."""
        name = str(self._file.stratum)
        said = self._selection.text(row, name)
        if name in self._choices:
            at = self._choices[name].find(said)
            said = self._choices[name].options[at].label if at is not None else said
        for stratum in self._survey.strata:
            if tidy(said) in map(tidy, stratum.chosen or (stratum.id, stratum.name)):
                return stratum.id
        known = "、".join(text for stratum in self._survey.strata for text in (stratum.chosen or (stratum.id, stratum.name)))
        message = f"看不出第 {row + 1} 行属于哪一层：“{said}”" if said else f"第 {row + 1} 行没有填属于哪一层"
        self._sink.error("unknown-stratum", self._selection.place(row, name), message, f"可写：{known}；别的写法加到该层的 chosen 里")
        return None

    def _is_valid(self, row: int, stratum: str | None) -> bool:
        if self._file.valid is not None and not self._said_valid(row, self._file.valid):
            return False
        asked = [question.id for question in self._asked if question.options and _is_asked(question, stratum)]
        answered = sum(bool(text) for id_ in asked for text in self._texts(id_, [row]))
        return answered > 0 and answered >= (self._file.least or 0) * len(asked)

    def _said_valid(self, row: int, name: str) -> bool:
        said = tidy(self._selection.text(row, name)).lower()
        if said not in _YES | _NO:
            self._sink.error("not-a-flag", self._selection.place(row, name), f"“{name}”写的是“{said}”，看不出是否有效", "写 是 或 否")
        return said in _YES

    def _report_invalid(self, count: int) -> None:
        if count:
            sheet, total = self._selection.sheet, len(self._selection.rows)
            message = f"作答表共 {total} 份，有效 {total - count} 份，无效 {count} 份没有计入"
            self._sink.info("invalid-answers", CellPlace(sheet.file, sheet.name, "A1"), message)

    def _report_unasked(self, id_: str, others: Sequence[int]) -> None:
        rows = [row for row in others if id_ in self._choices and self._selection.text(row, id_)]
        if rows:
            message = f"题目“{id_}”有 {len(rows)} 份不该答而答了，没有计入：{self._selection.places(rows, id_)}"
            self._sink.warning("answer-unasked", self._selection.place(rows[0], id_), message, "核对这些答卷属于哪一层")

    def _count(self, id_: str, rows: Sequence[int]) -> tuple[Decimal, ...]:
        """How many of the asked chose each option. What means no option is reported once for each wording."""
        choices = self._choices[id_]
        spellings: list[Counter[str]] = [Counter() for _ in choices.options]
        unknown: dict[str, list[int]] = {}
        for row in rows:
            said = self._selection.text(row, id_)
            at = choices.find(said) if said else None
            if at is not None:
                spellings[at][said] += 1
            elif said:
                unknown.setdefault(said, []).append(row)
        for said, places in unknown.items():
            self._report_unknown(id_, said, places)
        self._report_spellings(id_, spellings)
        return tuple(Decimal(sum(spelt.values())) for spelt in spellings)

    def _report_unknown(self, id_: str, said: str, rows: Sequence[int]) -> None:
        place, choices = self._selection.place(rows[0], id_), self._choices[id_]
        if choices.several(said):
            message = f"题目“{id_}”一格里选了几项：“{said}”（{self._selection.places(rows, id_)}）"
            self._sink.error("several-choices", place, message, "每份只留一项；多选题分成几个题目统计")
            return
        labels = "、".join(option.label for option in choices.options)
        message = f"题目“{id_}”没有选项“{said}”（{self._selection.places(rows, id_)}）"
        self._sink.error("unknown-answer", place, message, f"选项有：{labels}；同一意思的写法加到该选项的 spellings 里")

    def _report_spellings(self, id_: str, spellings: Sequence[Counter[str]]) -> None:
        for option, spelt in zip(self._choices[id_].options, spellings, strict=True):
            if len(spelt) > 1:
                told = "、".join(f"“{text}”{count} 份" for text, count in spelt.most_common(_SHOWN))
                message = f"题目“{id_}”的选项“{option.label}”有 {len(spelt)} 种写法，算作一项：{told}"
                at = CellPlace(self._selection.sheet.file, self._selection.sheet.name, "A1")
                self._sink.warning("several-spellings", at, message, "核对是否同一意思；统一写法后不再提醒")


def _is_asked(question: Question, stratum: str | None) -> bool:
    return question.stratum is None or question.stratum == stratum
