"""The equivalent template: what plain docxtpl needs to print the same report from finished data.

In: a template of ours, a Report and its document. Out: the template with plain tags, and a context of nothing but text, numbers,
lists and dictionaries (JSON). Every filter of ours has run before: `{{ total.score | num }}` becomes `{{ total.x3 }}`. Marks of merged
cells, charts and pictures are left out, Prose is text, and what stands in captions, references and contents is taken from the
document as finished text, so the bare side does none of our work. Where our side leaves out a sentence because what it refers to is
not in the report, the bare side prints it, and the numbers that follow are those of later places: good for measuring time.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, UndefinedError
from jinja2.filters import FILTERS as JINJA_FILTERS
from lxml import etree

from reportgen.charts import Charts
from reportgen.compose import FILTERS
from reportgen.compose.numbers import BadValue
from reportgen.model.pictures import Picture
from reportgen.model.prose import Prose
from reportgen.model.report import Report
from reportgen.word.wordml import T, text_of, w

_SPLIT_BRACES = re.compile(r"(?<=\{)(?:<[^>]*>)+(?=[{%#])|(?<=[%}#])(?:<[^>]*>)+(?=\})")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_MERGES = re.compile(r"\s*\|\s*(?:merge\s*\([^()]*\)|across(?:\s*\(\s*\))?)")
_CHAIN = re.compile(r"(?<![\w.'\"|])([A-Za-z_]\w*(?:\.\w+)*)((?:\s*\|\s*\w+(?:\([^()]*\))?)+)")
_FILTER = re.compile(r"\|\s*(\w+)(?:\([^()]*\))?")
# Tags that print nothing: a place to refer to, and what is drawn.
_SILENT = re.compile(r"\{\{\s*(?:mark\s*\(.*\)|.*\|\s*(?:picture|word_chart)\s*\(.*\))\s*\}\}", re.DOTALL)
_NUMBER = re.compile(r"\{\{\s*(?:caption|ref)\s*\(.*\)\s*\}\}", re.DOTALL)
_CONTENTS = re.compile(r"\{\{\s*contents\s*\(.*\)\s*\}\}", re.DOTALL)
_CHART_OF = re.compile(r"charts\.of\(\s*'(\w+)'\s*,\s*([\w.]+)\s*\)")
# A variable that the template makes, a value printed with a filter last, and the names in it that a Report has.
_MADE = re.compile(r"\{%\w*\s+set\s+(\w+)\s*=\s*(.*?)\s*%\}", re.DOTALL)
_PRINTED = re.compile(r"\{\{\s*(.+?)\s*\|\s*(\w+)\s*\}\}", re.DOTALL)
_ROOT = re.compile(rf"(?<![\w.'\"])({'|'.join(Report.__dataclass_fields__)})\b(?!\s*=)")
_LOOPS = 100
_ATTRIBUTE = re.compile(r"\battribute='(\w+)'")
_STRING = re.compile(r"'[^']*'|\"[^\"]*\"")


@dataclass(frozen=True, slots=True)
class Expression:
    """A value with filters, computed beforehand: stands at `key` in every object that has its first name."""

    key: str
    first: str
    source: str


@dataclass(frozen=True, slots=True)
class Equivalent:
    """The expressions that were taken out of a template, and the names that its tags still use."""

    expressions: tuple[Expression, ...]
    names: frozenset[str]

    def context(self, report: Report, document: bytes) -> dict[str, Any]:
        """The finished data of a report that was printed as `document`; good for one rendering, which takes the numbers out."""
        out: dict[str, Any] = self._finished(report)
        counted = {
            e.key: [_computed(e, SimpleNamespace(index=n)) for n in range(_LOOPS)] for e in self.expressions if e.first == "index"
        }
        return out | counted | {"charts": _charts(report)} | _placed(document)

    def _finished(self, value: Any) -> Any:  # noqa: ANN401 - JSON
        if isinstance(value, tuple | list):
            return [self._finished(item) for item in value]
        if is_dataclass(value) and not isinstance(value, Prose | Picture):
            kind: type[Any] = type(value)
            used = {name: self._finished(getattr(value, name)) for name in _names(kind) if name in self.names}
            return used | {e.key: text for e in self.expressions if (text := _computed(e, value)) is not None}
        return _plain(value)


def _charts(report: Report) -> dict[str, Any]:
    """Which charts there are, because conditions ask for them."""
    charts = Charts(report)
    surveys = {survey.id: bool(charts.of("survey_answers", survey.id)) for survey in report.surveys}
    return {name: bool(charts.of(name)) for name in dir(charts) if name not in ("of", "survey_answers")} | {"survey_answers": surveys}


def _placed(document: bytes) -> dict[str, Any]:
    """The numbers of captions and references in the order in which they stand, and the entries of the contents."""
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    links = (link for link in root.iter(w("hyperlink")) if link.get(w("anchor"), "").startswith("_Toc"))
    contents = "\n".join(" ".join(text.text or "" for text in link.iter(T)) for link in links)
    return {"numbers": [text for code in root.iter(w("instrText")) for text in _number(code)], "contents": contents}


def _number(code: etree._Element) -> Iterator[str]:
    """What a field shows; before the number that a caption counts stands its label."""
    kind, run = (code.text or "").split()[0], code.getparent()
    if kind in ("SEQ", "REF") and run is not None:
        before, behind = list(run.itersiblings(preceding=True)), list(run.itersiblings())
        shown = (before[1], behind[1]) if kind == "SEQ" else (behind[1],)
        yield "".join(map(text_of, shown))


def _plain(value: object) -> object:
    if isinstance(value, Picture):
        return True
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value) if isinstance(value, Prose | date) else value


def _names(kind: type[Any]) -> tuple[str, ...]:
    properties = (name for name in dir(kind) if isinstance(getattr(kind, name), property) and name != "context")
    return (*(f.name for f in fields(kind)), *properties)


@cache
def _environment() -> Environment:
    environment = Environment(autoescape=False)  # noqa: S701 - gives values, not documents
    environment.filters.update(FILTERS)
    return environment


def _computed(expression: Expression, value: object) -> object:
    """The finished text; None where the object is of another kind."""
    if not hasattr(value, expression.first):
        return None
    try:
        return _compiled(expression.source)(o=value)
    except (BadValue, AttributeError, TypeError, UndefinedError):
        return None


@cache
def _compiled(source: str) -> Any:  # noqa: ANN401 - a function made by Jinja
    return _environment().compile_expression(source)


def make(template: Path, target: Path) -> Equivalent:
    """Writes the equivalent of a template and says what its data must hold."""
    rewriting = _Rewriting({}, set(), {})
    with zipfile.ZipFile(template) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, rewriting.part(data) if name.endswith(".xml") else data)
    return Equivalent(tuple(rewriting.expressions.values()), frozenset(rewriting.names))


@dataclass(frozen=True, slots=True)
class _Rewriting:
    expressions: dict[tuple[str, str], Expression]
    names: set[str]
    made: dict[str, str]

    def part(self, data: bytes) -> bytes:
        text = _SPLIT_BRACES.sub("", data.decode("utf-8"))
        return _TAG.sub(self._tag, text).encode("utf-8")

    def _tag(self, found: re.Match[str]) -> str:
        tag = _MERGES.sub("", html.unescape(re.sub(r"<[^>]*>", "", found[0])))
        tag = re.sub(r"^\{\{p\s", "{{ ", tag)
        if _SILENT.fullmatch(tag):
            return ""
        tag = _CONTENTS.sub("{{ contents }}", _NUMBER.sub("{{ numbers.pop(0) if numbers }}", tag))
        tag = _CHART_OF.sub(r"charts.\1[\2]", tag)
        if made := _MADE.fullmatch(tag):
            self.made[made[1]] = made[2]
        tag = _PRINTED.sub(self._printed, _CHAIN.sub(self._chain, tag))
        # JSON has no tuples, and a figure is written out without our filter.
        tag = tag.replace("start=()", "start=[]").replace("map('num')", "map('string')")
        self.names.update(re.findall(r"[A-Za-z_]\w*", _STRING.sub("", tag)), _ATTRIBUTE.findall(tag))
        return html.escape(tag, quote=False)

    def _chain(self, found: re.Match[str]) -> str:
        """A value and its filters, finished up to the last filter of ours; Jinja's own behind it stay."""
        own = [f for f in _FILTER.finditer(found[2]) if f[1] in FILTERS]
        # A variable that the template makes itself (`pair | count`) has no place in the data; Jinja has these filters too.
        if not own or ("." not in found[1] and found[1] not in Report.__dataclass_fields__):
            return found[0]
        done, rest = found[2][: own[-1].end()], found[2][own[-1].end() :]
        holder, _, path = found[1].rpartition(".") if found[1].count(".") < 2 else found[1].partition(".")
        if path == "paragraphs":  # of a Prose that stands in a list, and is text there
            return f"{holder}.splitlines(){found[2]}"
        expression = self._expression(path, done)
        if found[1] == "loop.index":
            return f"{expression.key}[loop.index]{rest}"
        return f"{holder}.{expression.key}{rest}" if holder else f"{expression.key}{rest}"

    def _printed(self, found: re.Match[str]) -> str:
        """What a filter of ours makes of several values or of a variable of the template: finished as one value of the report."""
        if found[2] not in FILTERS or found[2] in JINJA_FILTERS:
            return found[0]
        value = re.sub(r"^\w+", lambda name: f"({self.made[name[0]]})" if name[0] in self.made else name[0], found[1])
        source = _ROOT.sub(r"o.\1", f"{value} | {found[2]}")
        roots = _ROOT.findall(value)
        return f"{{{{ {self._keep((source, ''), roots[0], source).key} }}}}" if roots else found[0]

    def _expression(self, path: str, filters: str) -> Expression:
        return self._keep((path, filters), path.partition(".")[0], f"o.{path}{filters}")

    def _keep(self, by: tuple[str, str], first: str, source: str) -> Expression:
        return self.expressions.setdefault(by, Expression(f"x{len(self.expressions)}", first, source))
