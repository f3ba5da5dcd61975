"""Tallies from a file: how many chose each option of each question.

In: a survey's questions and the sheet. Out: counts by question and option. A row of sums is compared with its options.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from decimal import Decimal

from reportgen.diagnostics import CellPlace, Sink
from reportgen.model.files import TallyFile
from reportgen.model.surveys import Question

from .choices import Choices, wanted_column
from .columns import Selection, named, numbers, select, tidy
from .sheets import Sheet

Counts = Mapping[str, tuple[Decimal, ...]]
_TOTALS = frozenset({"合计", "总计", "共计", "小计", "有效", "有效份数", "有效问卷"})


def counts_of(file: TallyFile, questions: Sequence[Question], sheet: Sheet, sink: Sink) -> Counts:
    """The counts of closed questions by id, in the order of their options. Reports what is missing, unknown or does not add up."""
    selection = select(sheet, [named(name) for name in (file.question, file.option, file.count)], sink)
    if selection is None:
        return {}
    return _Tallies(file, questions, selection, sink).counts()


class _Tallies:
    def __init__(self, file: TallyFile, questions: Sequence[Question], selection: Selection, sink: Sink) -> None:
        self._file, self._selection, self._sink = file, selection, sink
        self._questions = {question.id: question for question in questions if question.options}
        self._columns = {id_: wanted_column(question) for id_, question in self._questions.items()}
        self._found: dict[str, dict[int, Decimal]] = {id_: {} for id_ in self._questions}
        self._totals: list[tuple[str, int, Decimal]] = []

    def counts(self) -> Counts:
        numbers_ = numbers(self._selection, self._file.count, self._selection.rows, self._sink)
        question = None
        for row in self._selection.rows:
            if heading := self._selection.text(row, self._file.question):
                question = self._question(heading, row)
            if question is not None:
                self._put(question, row, numbers_.get(row))
        self._check_totals()
        return {id_: tuple(count for _, count in sorted(found.items())) for id_, found in self._found.items() if self._complete(id_)}

    def _question(self, heading: str, row: int) -> str | None:
        found = next((id_ for id_, wanted in self._columns.items() if wanted.accepts(tidy(heading))), None)
        if found is None:
            near = difflib.get_close_matches(heading, self._columns, n=2, cutoff=0.4)
            hint = f"是否想写 {'、'.join(near)}？" if near else f"有选项的题目：{'、'.join(self._columns)}"
            self._error("unknown-question", row, self._file.question, f"没有题目“{heading}”", hint)
        return found

    def _put(self, id_: str, row: int, count: Decimal | None) -> None:
        label = self._selection.text(row, self._file.option)
        if count is None or count != count.to_integral_value() or count < 0:
            message = f"题目“{id_}”的“{label}”没有写人数，或不是整数"
            self._error("not-a-count", row, self._file.count, message, "人数写整数，没有人选写 0")
            return
        if tidy(label) in _TOTALS:
            self._totals.append((id_, row, count))
            return
        at = Choices(self._questions[id_].options).find(label)
        labels = [option.label for option in self._questions[id_].options]
        if at is None:
            self._error("unknown-answer", row, self._file.option, f"题目“{id_}”没有选项“{label}”", f"选项有：{'、'.join(labels)}")
        elif at in self._found[id_]:
            self._error("option-twice", row, self._file.option, f"题目“{id_}”的选项“{labels[at]}”写了两行", "合成一行")
        else:
            self._found[id_][at] = count

    def _check_totals(self) -> None:
        for id_, row, total in self._totals:
            added = sum(self._found[id_].values(), Decimal(0))
            if added != total:
                message = f"题目“{id_}”的合计写的是 {total:f}，各选项相加是 {added:f}"
                self._error("total-differs", row, self._file.count, message, "核对各选项的人数和合计")

    def _complete(self, id_: str) -> bool:
        """Whether each option of a question has its count."""
        missing = [option.label for at, option in enumerate(self._questions[id_].options) if at not in self._found[id_]]
        if missing:
            place = CellPlace(self._selection.sheet.file, self._selection.sheet.name, "A1")
            message = f"题目“{id_}”缺少选项的人数：{'、'.join(missing)}"
            self._sink.error("option-uncounted", place, message, "每个选项一行，没有人选写 0")
        return not missing

    def _error(self, code: str, row: int, column: str, message: str, hint: str) -> None:
        self._sink.error(code, self._selection.place(row, column), message, hint)
