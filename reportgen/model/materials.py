"""Supporting material, photos and annexes: quoted, printed as the case holds them.

In: the tables `[[materials]]`, `[[photos]]`, `[[annexes]]`. Out: frozen types.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, Self

from pydantic import model_validator

from .values import Count, Date, Identifier, Line, Markdown, Operand, Part, Text, about, error


class Field(Part):
    """A labelled field of a voucher or form."""

    label: Line = about("栏目")
    value: Line = about("内容")


class Table(Part):
    """A table, in the case itself or in a .csv or .xlsx file beside it (named columns)."""

    title: Line | None = about("表名", default=None)
    columns: tuple[Line, ...] = about("列名；写了 file 时按列名从文件里取")
    rows: tuple[tuple[str, ...], ...] = about("各行，每格一个字符串；写了 file 时不写", default=())
    file: Line | None = about("表格文件，.csv 或 .xlsx，放在案例文件夹里", default=None)
    sheet: Line | None = about("工作表名称；不写则取第一张", default=None)
    merge: Count = about("前几列中相同的内容合并", default=Decimal(0))
    sums: tuple[Line, ...] = about("要合计的列", default=())

    @model_validator(mode="after")
    def _same_width(self) -> Self:
        if len(set(self.columns)) != len(self.columns):
            raise error("column-twice", found="、".join(self.columns))
        for at, row in enumerate(self.rows, 1):
            if len(row) != len(self.columns):
                raise error("row-width", row=at, found=len(row), expected=len(self.columns))
        if unknown := [name for name in self.sums if name not in self.columns]:
            raise error("sum-column", found="、".join(unknown), expected="、".join(self.columns))
        return self


class Material(Part):
    """A piece of supporting material with the evaluator's remark."""

    section: Line = about("所属类别，如 资金使用相关材料")
    title: Line = about("材料名称")
    kind: Literal["table", "voucher", "notice"] = about("table 表格，voucher 凭证，notice 公告")
    date: Date | None = about("日期", default=None)
    number: Line | None = about("编号", default=None)
    tables: tuple[Table, ...] = about("表格", default=())
    fields: tuple[Field, ...] = about("凭证的栏目", default=())
    amount: Operand | None = about("凭证金额（元），或引用已有数据；大写由程序算出", default=None)
    text: Markdown | None = about("公告正文", default=None)
    note: Markdown | None = about("材料自带的说明", default=None)
    problem: Identifier | None = about("所证明问题的 id", default=None)
    remark: Markdown | None = about("评价说明", default=None)


class Photo(Part):
    """A photo of the field work."""

    caption: Line = about("图名")
    file: Line | None = about("图片文件", default=None)
    placeholder: bool = about("没有图片，留出位置", default=False)

    @model_validator(mode="after")
    def _something_to_show(self) -> Self:
        if self.file is not None and self.placeholder:
            raise error("scan-and-placeholder")
        if self.file is None and not self.placeholder:
            raise error("picture-or-placeholder")
        return self


class Annex(Part):
    """An annex: a scan over full pages, or text."""

    title: Line = about("附件名称")
    scan: Line | None = about("扫描件，图片或 PDF", default=None)
    pages: tuple[Count, ...] = about("PDF 的页码；不写则全部", default=())
    text: Text | None = about("附件文字", default=None)
    placeholder: bool = about("没有扫描件，留出位置", default=False)
    absent: bool = about("只列名称，不附在报告后", default=False)

    @model_validator(mode="after")
    def _something_to_show(self) -> Self:
        if self.scan is not None and self.placeholder:
            raise error("scan-and-placeholder")
        if self.scan is None and not self.placeholder and not self.absent and self.text is None:
            raise error("picture-or-placeholder")
        return self
