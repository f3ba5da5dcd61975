"""The analyst's handbook says what the program does: fields, examples, paths, filters, rules, printed results, codes of messages.

In: cases/README.md, the model, the case caidian2022. Out: a failure for each word of the handbook that the code does not bear out.

A table of fields is headed by the path of its table ("work.phases", "checklist.items"). A ```toml block is a part of a case, or the
points of an indicator and its rule; behind such a block stands the standard that the rule prints, in lines that begin with >.
"""

from __future__ import annotations

import html
import re
import shutil
import tomllib
import zipfile
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

import pytest
from pydantic import BaseModel, TypeAdapter

from reportgen.case import check_links, parse, read
from reportgen.compose import FILTERS
from reportgen.compose.namespace import namespace
from reportgen.compose.references import REFERENCE, resolve
from reportgen.diagnostics import Sink, Stopped, placed, text
from reportgen.model.case import Case
from reportgen.model.rules import RULES, AnyRule
from reportgen.model.scorecard import Scorecard
from reportgen.scoring import score
from reportgen.structures import structure_names

ROOT = Path(__file__).parents[1]
HANDBOOK = (ROOT / "cases" / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```toml\n(.*?)^```", HANDBOOK, re.MULTILINE | re.DOTALL)
STANDARDS = re.findall(r"^```toml\n(points = .*?)^```\n\n((?:>[^\n]*\n)+)", HANDBOOK, re.MULTILINE | re.DOTALL)
OWN_NAMES = {"name", "points", "score", "lost", "value"}


class Facts(NamedTuple):
    """What the real case gives: its scores, and every path that prose may name."""

    card: Scorecard
    figures: Mapping[str, object]


@cache
def _facts() -> Facts:
    sink = Sink()
    case = parse(read(ROOT / "cases", "caidian2022", sink), sink)
    check_links(case, sink)
    card = score(case, sink)
    return Facts(card, namespace(case, card, sink))


def _tables() -> Iterator[tuple[str, list[list[str]]]]:
    """Every table of the handbook: its first header cell and its rows."""
    for block in re.findall(r"(?:^\|.*\n)+", HANDBOOK, re.MULTILINE):
        header, _, *rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in block.splitlines()]
        yield header[0], rows


def _table(first: str) -> list[list[str]]:
    return next(rows for header, rows in _tables() if header == first)


FIELD_TABLES = {match[1]: rows for header, rows in _tables() if (match := re.fullmatch(r"`([\w.]+)` 的字段", header))}


def _code(cell: str) -> str:
    return cell.strip("`")


def _bare(annotation: Any) -> Any:  # noqa: ANN401 - a type form
    """An annotation without Annotated, Optional and tuple."""
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated or (origin is tuple and args[1:] == (Ellipsis,)):
        return _bare(args[0])
    if origin in (Union, UnionType) and len(kinds := [a for a in args if a is not type(None)]) == 1:
        return _bare(kinds[0])
    return annotation


def _is_table(annotation: Any) -> bool:  # noqa: ANN401 - a type form
    bare = _bare(annotation)
    return isinstance(bare, type) and issubclass(bare, BaseModel)


def _fields(model: type[BaseModel]) -> dict[str, Any]:
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _model(path: str) -> type[BaseModel]:
    """The model of a table of the case or of a rule: "work.phases", "checklist.items"."""
    head, *steps = path.split(".")
    model = RULES[head] if head in RULES else _bare(_fields(Case)[head].annotation)
    for step in steps:
        model = _bare(_fields(model)[step].annotation)
    assert issubclass(model, BaseModel), path
    return model


def _reachable() -> set[type[BaseModel]]:
    """Every model that a case is made of, those of rules too."""
    found: set[type[BaseModel]] = set()
    todo: list[type[BaseModel]] = [Case, *RULES.values()]
    while todo:
        model = todo.pop()
        found.add(model)
        inner = [_bare(field.annotation) for field in model.model_fields.values() if _is_table(field.annotation)]
        todo += [m for m in inner if m not in found]
    return found


@pytest.mark.parametrize("path", FIELD_TABLES)
def test_fields_are_those_of_the_model(path: str) -> None:
    """A table of fields names each field of its model, no other, and marks as required those without a default."""
    told = {_code(row[0]): row[1] == "●" for row in FIELD_TABLES[path]}
    assert told == {name: field.is_required() for name, field in _fields(_model(path)).items()}


@pytest.mark.parametrize("path", FIELD_TABLES)
def test_choices_are_those_of_the_model(path: str) -> None:
    """Where a field takes one of a few words, the handbook lists exactly these."""
    for name, _, form, _ in FIELD_TABLES[path]:
        kind = _bare(_fields(_model(path))[_code(name)].annotation)
        if get_origin(kind) is Literal:
            assert set(form.replace("`", "").replace('"', "").split(" / ")) == set(get_args(kind)), name


def test_index_lists_every_table_of_a_case() -> None:
    """The index of part five names each table that a case may hold, and marks those that it must hold."""
    told = {re.sub(r"\[`(\w+)`\].*", r"\1", row[0]): row[1] == "●" for row in _table("表")}
    assert told == {name: field.is_required() for name, field in _fields(Case).items()}


def test_every_table_of_a_case_is_described() -> None:
    """Each model that a case can hold has its table of fields; a rule is described below its own heading."""
    assert {_model(path) for path in FIELD_TABLES} == _reachable() - {Case}
    assert {m[1] for m in re.finditer(r"^#### `(\w+)` ", HANDBOOK, re.MULTILINE)} == set(RULES)
    assert {_code(re.sub(r"\[(.*?)\]\(.*?\)", r"\1", row[0])) for row in _table("规则")} == set(RULES)


@pytest.mark.parametrize("example", EXAMPLES)
def test_example_is_valid(example: str) -> None:
    """Every example is TOML, and each table in it is valid by the model of that table."""
    data = tomllib.loads(example, parse_float=Decimal)
    if "rule" in data:
        assert set(data) == {"points", "rule"}
        TypeAdapter(AnyRule).validate_python(data["rule"])
        return
    for key, value in data.items():
        kind: Any = Case.model_fields[key].annotation
        TypeAdapter(kind).validate_python(value)


@pytest.mark.parametrize("example", EXAMPLES)
def test_references_of_an_example_lead_somewhere(example: str) -> None:
    """Every reference in an example prints something in caidian2022."""
    own: dict[str, object] = dict.fromkeys(OWN_NAMES, Decimal(1))
    for found in REFERENCE.finditer(example.replace("\\{{", "")):
        assert resolve(found[1], {**_facts().figures, **own})


@pytest.mark.parametrize(("example", "quoted"), STANDARDS)
def test_standard_is_the_one_that_the_rule_prints(example: str, quoted: str) -> None:
    """The standard quoted behind an example of a rule is what that rule prints, on the evidence of caidian2022."""
    data = tomllib.loads(example, parse_float=Decimal)
    rule = TypeAdapter(AnyRule).validate_python(data["rule"])
    lines = [line.removeprefix(">").strip() for line in quoted.splitlines()]
    printed = rule.standard(_facts().card.evidence, Decimal(data["points"]))
    assert [line for line in lines if line] == printed.split("\n")


def test_each_rule_has_an_example_that_scores() -> None:
    """Every kind of rule has an example with its standard, and the example gives a score between zero and full marks."""
    kinds = set()
    for example, _ in STANDARDS:
        data = tomllib.loads(example, parse_float=Decimal)
        rule = TypeAdapter(AnyRule).validate_python(data["rule"])
        assert 0 <= rule.outcome(_facts().card.evidence, Decimal(data["points"])).score <= data["points"], example
        kinds.add(data["rule"]["kind"])
    assert kinds == set(RULES)


def _pattern(path: str) -> re.Pattern[str]:
    """A path of the handbook as a pattern: a Chinese step stands for any name."""
    return re.compile(r"\.".join(re.escape(s) if s.isascii() else r"[^.]+" for s in path.split(".")))


def test_every_path_is_listed() -> None:
    """The table of paths covers every name that prose may refer to in caidian2022, and each listed path exists there or is optional."""
    rows = _table("路径")
    patterns = [_pattern(_code(row[0])) for row in rows]
    known = {re.sub(r"（.*?）", "", path) for path in _facts().figures}
    assert not [path for path in known if not any(p.fullmatch(path) for p in patterns)]
    unused = [row[0] for row, p in zip(rows, patterns, strict=True) if not any(map(p.fullmatch, known))]
    assert unused == ["`funds.initial`", "`funds.withdrawn`"]


@pytest.mark.parametrize("row", [row for row in _table("路径") if row[1]], ids=lambda row: row[0])
def test_path_prints_what_the_handbook_says(row: list[str]) -> None:
    """An example in the table of paths fits its path and prints what stands beside it."""
    path, example, filter_, printed, _ = row
    assert _pattern(_code(path)).fullmatch(_code(example))
    inside = _code(example) + (f" | {_code(filter_)}" if filter_ else "")
    assert resolve(inside, _facts().figures) == printed


def test_optional_funds_exist_when_stated() -> None:
    """The two paths that caidian2022 does not have exist in a case that states them."""
    named = [_code(row[0]) for row in _table("路径") if not row[1] and row[0].startswith("`funds.")]
    assert [_fields(_model("funds"))[name.removeprefix("funds.")].is_required() for name in named] == [False, False]


@pytest.mark.parametrize("row", _table("过滤器"), ids=lambda row: row[0])
def test_filter_prints_what_the_handbook_says(row: list[str]) -> None:
    """An example in the table of filters prints what stands beside it."""
    name, example, printed, _ = row
    inside = _code(example) + ("" if name == "（不写）" else f" | {_code(name)}")
    assert resolve(inside, _facts().figures) == printed


@pytest.mark.parametrize("row", _table("结构"), ids=lambda row: row[0])
def test_captions_that_prose_may_refer_to_exist(row: list[str]) -> None:
    """Each name of a caption or heading that the handbook gives for a structure stands in its template; … is a part of the name."""
    with zipfile.ZipFile(ROOT / "templates" / f"{_code(row[0])}.docx") as package:
        document = html.unescape(re.sub(r"<[^>]+>", "", package.read("word/document.xml").decode()))
    calls = re.findall(r"(caption|mark)\((?:'附?([表图])', )?'([^']*)'( ~)?", document)
    for kind, told in zip(("表", "图", ""), row[1:], strict=True):
        there = {name + ("…" if more else "") for call, sort, name, more in calls if sort == kind}
        assert set(re.findall(r"`([^`]+)`", told)) <= there


def test_every_structure_has_its_captions_listed() -> None:
    """The table of captions has a row for each structure."""
    assert {_code(row[0]) for row in _table("结构")} == set(structure_names(ROOT / "templates"))


def test_every_filter_is_listed() -> None:
    """The table of filters has every filter; a filter that is said to take decimals takes them."""
    named = {_code(row[0]).split("(")[0] for row in _table("过滤器")} - {"（不写）"}
    assert named == set(FILTERS)
    for name in re.findall(r"`(\w+)`", next(row for row in _table("过滤器") if "(" in row[0])[3]):
        assert resolve(f"total.rate | {name}(1)", _facts().figures)


def test_codes_exist() -> None:
    """Each code in the table of messages is one that the program gives."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "reportgen").rglob("*.py"))
    told = [code for row in _table("代码") for code in re.findall(r"`([a-z-]+)`", row[0])]
    assert len(told) == len(set(told))
    split = {"dimension-split", "group-split"}  # made of the field's name
    assert not [code for code in set(told) - split if f'"{code}"' not in source]
    assert 'f"{field}-split"' in source


def test_message_is_read_as_the_program_writes_it(tmp_path: Path) -> None:
    """The message that the handbook takes apart is what the program says of that mistake, but for the name of the case."""
    folder = tmp_path / "cases" / "huangpi2023"
    shutil.copytree(ROOT / "cases" / "caidian2022", folder)
    indicators = folder / "indicators.toml"
    indicators.write_text(indicators.read_text(encoding="utf-8").replace("points = 2\n", "point = 2\n", 1), encoding="utf-8")
    sink = Sink()
    source = read(tmp_path / "cases", folder.name, sink)
    with pytest.raises(Stopped):
        parse(source, sink)
    assert any(f"```text\n{text(found)}\n```" in HANDBOOK for found in placed(sink, source.locate))


def test_commands_exist() -> None:
    """Every target of make in the handbook is a target of the Makefile."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"`make ([a-z-]+)", HANDBOOK))
    assert targets
    assert all(f"\n{target}: " in makefile for target in targets)


def test_anchors_lead_somewhere() -> None:
    """Every link within the handbook has its heading."""
    headings = re.findall(r"^#+ (.*)$", HANDBOOK, re.MULTILINE)
    anchors = {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#(.*?)\)", HANDBOOK)) <= anchors
