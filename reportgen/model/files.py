"""Tables that stand in a .csv or .xlsx file beside a case: which file, and what its columns are called.

In: a key that ends in _file. Out: frozen types; `case` reads the files by them. Sums in a file are checked, never taken over.
"""

from __future__ import annotations

from .values import Line, MoneyUnit, Part, Share, about


class FromFile(Part):
    """A sheet of a file."""

    file: Line = about("表格文件，.csv 或 .xlsx，放在案例文件夹里")
    sheet: Line | None = about("工作表名称；不写则取第一张", default=None)


class LedgerFile(FromFile):
    """A ledger, a payment a row."""

    unit: MoneyUnit | None = about("文件里金额的单位；不写则同本表的 unit", default=None)
    content: Line = about("内容一列的列名", default="内容")
    amount: Line = about("金额一列的列名", default="金额")
    date: Line | None = about("日期一列的列名", default=None)
    payee: Line | None = about("对方单位一列的列名", default=None)
    remark: Line | None = about("备注一列的列名", default=None)


class TallyFile(FromFile):
    """How many chose each option, an option a row; the question stands in the first row of its options or in each."""

    question: Line = about("题目一列的列名；该列写题目的编号、题号或列名", default="题目")
    option: Line = about("选项一列的列名", default="选项")
    count: Line = about("人数一列的列名", default="人数")


class AnswerFile(FromFile):
    """Raw answers: a questionnaire a row, a question a column."""

    stratum: Line | None = about("说明属于哪一层的列名，或该题的编号；题目有 stratum 时要写", default=None)
    valid: Line | None = about("说明是否有效的列名，该列写 是 或 否", default=None)
    least: Share | None = about("至少答了多少比例的选择题才算有效，如 0.6", default=None)
