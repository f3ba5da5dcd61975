"""The workbook behind an editable chart. In: a ChartSpec. Out: the bytes of an .xlsx; the same spec gives the same bytes.

One sheet as Word expects it: series from column B on, categories in column A, names in row 1. Written part by part, for a library
that writes workbooks stamps them with the clock and takes longer than the chart.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from decimal import Context, Decimal

from markupsafe import escape

from reportgen.model.charts import ChartSpec, Series

SHEET = "Sheet1"
_DATE = (1980, 1, 1, 0, 0, 0)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# What a spreadsheet keeps of a number.
_PRECISION = Context(prec=15)


def workbook(spec: ChartSpec) -> bytes:
    """The .xlsx with the figures of `spec` as numbers, each column in the number form of its series."""
    columns = columns_of(spec)
    texts = list(dict.fromkeys([*(s.name for s in columns), *spec.categories]))
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relationships(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELS}"><sheets>'
        f'<sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relationships(
            ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")
        ),
        "xl/worksheets/sheet1.xml": _sheet(spec, columns, texts),
        "xl/styles.xml": _styles(spec, columns),
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}" count="{len(columns) + len(spec.categories)}" uniqueCount="{len(texts)}">'
        + "".join(f'<si><t xml:space="preserve">{escape(t)}</t></si>' for t in texts)
        + "</sst>",
    }
    return _zipped(parts)


def columns_of(spec: ChartSpec) -> tuple[Series, ...]:
    """The series as columns; a reference line is one with the same figure in each row."""
    if spec.reference is None:
        return spec.series
    values = (spec.reference.value,) * len(spec.categories)
    return (*spec.series, Series(spec.reference.label, values, max(s.digits for s in spec.series)))


def number_format(spec: ChartSpec, digits: int) -> str:
    """The spreadsheet's name for a number form: 0.00%, 0.0, 0."""
    return ("0." + "0" * digits if digits else "0") + ("%" if spec.percent else "")


def number(value: Decimal) -> str:
    """A figure as XML parts hold it: at most fifteen significant digits, no exponent."""
    return f"{_PRECISION.plus(value).normalize():f}"


def letter(column: int) -> str:
    """The letter of the column of series number `column`, from zero: 0 is B."""
    return chr(ord("B") + column)


def _zipped(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, _DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            file.writestr(info, (_HEAD + text).encode())
    return out.getvalue()


def _types() -> str:
    kinds = {"workbook": "sheet.main", "worksheets/sheet1": "worksheet", "styles": "styles", "sharedStrings": "sharedStrings"}
    overrides = "".join(f'<Override PartName="/xl/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in kinds.items())
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relationships(*targets: tuple[str, str]) -> str:
    rows = (f'<Relationship Id="rId{n}" Type="{_RELS}/{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(targets, 1))
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(rows)}</Relationships>'


def _styles(spec: ChartSpec, columns: tuple[Series, ...]) -> str:
    formats = "".join(f'<numFmt numFmtId="{164 + n}" formatCode="{number_format(spec, s.digits)}"/>' for n, s in enumerate(columns))
    cells = "".join(
        f'<xf numFmtId="{164 + n}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' for n in range(len(columns))
    )
    plain = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"'
    return (
        f'<styleSheet xmlns="{_MAIN}"><numFmts count="{len(columns)}">{formats}</numFmts>'
        '<fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        f'<cellStyleXfs count="1">{plain}/></cellStyleXfs>'
        f'<cellXfs count="{len(columns) + 1}">{plain} xfId="0"/>{cells}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def _sheet(spec: ChartSpec, columns: tuple[Series, ...], texts: list[str]) -> str:
    place = {text: n for n, text in enumerate(texts)}
    head = "".join(f'<c r="{letter(n)}1" t="s"><v>{place[s.name]}</v></c>' for n, s in enumerate(columns))
    rows = (
        f'<row r="{row}"><c r="A{row}" t="s"><v>{place[name]}</v></c>{"".join(_figures(columns, row))}</row>'
        for row, name in enumerate(spec.categories, 2)
    )
    return (
        f'<worksheet xmlns="{_MAIN}"><cols><col min="1" max="1" width="40" customWidth="1"/></cols>'
        f'<sheetData><row r="1">{head}</row>{"".join(rows)}</sheetData></worksheet>'
    )


def _figures(columns: tuple[Series, ...], row: int) -> Iterator[str]:
    for n, series in enumerate(columns):
        value = series.values[row - 2]
        if value is not None:
            yield f'<c r="{letter(n)}{row}" s="{n + 1}"><v>{number(value)}</v></c>'
