"""Each code that the program can raise has a page, and no page is left of one that it cannot.

Codes are found in the syntax trees, wherever they stand: in a call, in an exception, in a table of wording, joined from a variable.
Made-up sources prove that each form is seen.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportgen.diagnostics import SEVERITY_NAMES, Severity
from reportgen.explain import Explanation, pages

ROOT = Path(__file__).parents[2]
# What a check or a rule of pages finds is documented in itself; the command line hands these to `look_up` as `extra`.
ELSEWHERE = re.compile("checks/(.+/|printed)|pages/rules/")
SOURCES = {
    name: path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "reportgen").rglob("*.py"))
    if not ELSEWHERE.match(name := path.relative_to(ROOT / "reportgen").as_posix())
}
# Words with hyphens that are no codes: marks in a document that is being made, programs.
NO_CODES = {
    "reportgen-columns",
    "reportgen-merge",
    "reportgen-across",
    "reportgen-field",
    "reportgen-bold",
    "fc-list",
    "fc-match",
    "aria-label",
    "data-custom-style",
}
_CODE = re.compile(r"[a-z]+(-[a-z]+)*")
_SAYING = {"error": Severity.ERROR, "warning": Severity.WARNING, "info": Severity.INFO, "warn_once": Severity.WARNING}
Found = dict[str, set[Severity]]


def codes(source: str) -> Found:
    """The codes in a source with the severities that they are given; one in an exception or a table of wording is an error's."""
    tree = ast.parse(source)
    found: Found = defaultdict(set)
    said = {id(node) for call in _calls(tree) for node in _said(call, tree, found)}
    said |= {id(node) for compared in ast.walk(tree) if isinstance(compared, ast.Compare) for node in ast.walk(compared)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in said and "-" in str(node.value) and _is_code(node.value):
            found[str(node.value)].add(Severity.ERROR)
    return found


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args)


def _said(call: ast.Call, tree: ast.Module, found: Found) -> Iterator[ast.AST]:
    """The nodes of codes that a call names first, if it is one that says something; they are put into `found`."""
    severities = {_SAYING[name] for node in ast.walk(call.func) if (name := _name(node)) in _SAYING}
    for node in ast.walk(call.args[0]) if severities else ():
        for code in _expanded(node, tree) if isinstance(node, ast.JoinedStr) else [getattr(node, "value", None)]:
            if _is_code(code):
                found[str(code)] |= severities
                yield node


def _name(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _is_code(value: object) -> bool:
    return isinstance(value, str) and value not in NO_CODES and _CODE.fullmatch(value) is not None


def _expanded(joined: ast.JoinedStr, tree: ast.Module) -> Iterator[str]:
    """A joined text for each word that the calls of its function give its variable: f"{field}-split"."""
    function = next(f for f in ast.walk(tree) if isinstance(f, ast.FunctionDef) and joined in ast.walk(f))
    names = [a.arg for a in function.args.args]
    for call in (c for c in _calls(tree) if _name(c.func) == function.name):
        given = {name: a.value for name, a in zip(names, call.args, strict=False) if isinstance(a, ast.Constant)}
        parts = [v.value if isinstance(v, ast.Constant) else given[_name(v.value)] for v in joined.values]  # type: ignore[attr-defined]
        yield "".join(str(part) for part in parts)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('sink.error("blank", place, "x")', {"blank": {Severity.ERROR}}),
        ('sink.info("byte-order-mark", place, "x")', {"byte-order-mark": {Severity.INFO}}),
        ('recorder.warn_once("a-b", "x", "y")', {"a-b": {Severity.WARNING}}),
        ('(sink.warning if draft else sink.error)("a-b", place)', {"a-b": {Severity.WARNING, Severity.ERROR}}),
        ('sink.error("a-b" if full else "c-d", place)', {"a-b": {Severity.ERROR}, "c-d": {Severity.ERROR}}),
        ('raise EvidenceError("a-b", "x")', {"a-b": {Severity.ERROR}}),
        ('raise error("negative", found=1)', {"negative": {Severity.ERROR}}),
        ('TABLE = {"literal_error": "a-b"}', {"a-b": {Severity.ERROR}}),
        ('def say(tag, code="a-b"): pass', {"a-b": {Severity.ERROR}}),
        ('x = d.code == "a-b"', {}),
        ('code = "a-b" if path.outside else "c-d"', {"a-b": {Severity.ERROR}, "c-d": {Severity.ERROR}}),
        (
            'def runs(field):\n    sink.error(f"{field}-split", place)\nruns("group")\nruns("dimension")',
            {"group-split": {Severity.ERROR}, "dimension-split": {Severity.ERROR}},
        ),
        ('sink.error(code, place, "a-b 不是代码")', {}),
        ('MARK = "reportgen-merge"', {}),
        ('logger.debug("blank")', {}),
    ],
)
def test_every_form_of_a_code_is_seen(source: str, expected: Found) -> None:
    """However a code is written, it is found with its severity; other words are not."""
    assert codes(source) == expected


@pytest.fixture(scope="module")
def raised() -> Found:
    """The codes of the whole program."""
    found: Found = defaultdict(set)
    for source in SOURCES.values():
        for code, severities in codes(source).items():
            found[code] |= severities
    return found


def test_every_code_has_its_page(raised: Found) -> None:
    """Whoever meets a code can ask for it."""
    assert len(raised) > 150
    assert sorted(raised.keys() - pages().keys()) == []


def test_every_page_has_its_code(raised: Found) -> None:
    """A page of a code that is raised no more would be asked for by nobody, and be wrong one day."""
    assert sorted(pages().keys() - raised.keys()) == []


def test_a_page_tells_the_severities_of_its_code(raised: Found) -> None:
    """A page says how much the finding weighs, in all the places where it is raised."""
    told = {code: {page.severity, *page.sometimes} for code, page in pages().items()}
    assert {code: (told[code], severities) for code, severities in raised.items() if told[code] != severities} == {}


def _levels(page: Explanation) -> set[str]:
    return {SEVERITY_NAMES[s] for s in (page.severity, *page.sometimes)} - {"错误"}


@pytest.mark.parametrize("handbook", ["cases/README.md", "templates/README.md"])
def test_handbooks_tell_the_same_severities(handbook: str) -> None:
    """Where the table of a handbook lists a code, it marks as warning or information what the page calls so, and nothing else."""
    rows = re.findall(r"^\| (`[a-z-]+`[^|]*) \|", (ROOT / handbook).read_text(encoding="utf-8"), re.MULTILINE)
    told = {code: set(re.findall("警告|说明", cell)) for cell in rows for code in re.findall(r"`([a-z-]+)`", cell) if code in pages()}
    assert len(told) > 20
    assert {code: levels for code, levels in told.items() if levels != _levels(pages()[code])} == {}
