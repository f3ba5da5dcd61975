"""The editor's handbook says what templates may say: filters and globals that shipped templates use, charts, codes of messages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import nodes

from reportgen.charts import NAMES
from reportgen.compose import FILTERS
from reportgen.word.environment import WordEnvironment
from reportgen.word.package import RENDERED, unpack
from reportgen.word.places import QUOTES, spots, tags_of
from reportgen.word.wordml import parsed

ROOT = Path(__file__).parents[2]
HANDBOOK = (ROOT / "templates/README.md").read_text(encoding="utf-8")
TEMPLATES = sorted(path.name for path in (ROOT / "templates").glob("[!~]*.docx"))
ENVIRONMENT = WordEnvironment(FILTERS)
# Codes that say that the program is at fault are told together with the advice to restore the template.
CODE = re.compile(r"""(?:error|at|warning|warn_once|say|_failed|NotPrintableError)\(\s*(?:\w+, )?"([a-z]+(?:-[a-z]+)+)",""")


def _expressions(template: str) -> list[nodes.Template]:
    """What stands in the tags of a template, each parsed by itself: a block as the part of it that computes."""
    package = unpack((ROOT / "templates" / template).read_bytes())
    roots = [parsed(package.parts[name]) for name, kind in package.kinds.items() if kind in RENDERED]
    bodies = [(tag, tag.body.translate(QUOTES)) for root in roots for tag in tags_of(spots(root, ""))]
    forms = {
        "for": "{{% {} %}}{{% endfor %}}",
        "set": "{{% {} %}}",
        "if": "{{% {} %}}{{% endif %}}",
        "elif": "{{% if x %}}{{% {} %}}{{% endif %}}",
    }
    return [
        ENVIRONMENT.parse(forms[tag.keyword].format(body) if tag.is_block else f"{{{{ {body} }}}}")
        for tag, body in bodies
        if not tag.is_block or tag.keyword in forms
    ]


@pytest.mark.parametrize("template", TEMPLATES)
def test_filters_and_globals_are_told(template: str) -> None:
    """Each filter, and each name that the program brings along, that a template uses stands in the handbook as it is written."""
    trees = _expressions(template)
    filters = {found.name for tree in trees for found in tree.find_all(nodes.Filter)}
    names = {found.name for tree in trees for found in tree.find_all(nodes.Name)} & {*ENVIRONMENT.globals, "charts", "loop"}
    assert filters
    assert sorted(name for name in filters if not re.search(rf"\|\s*{name}\b", HANDBOOK) and f"`{name}`" not in HANDBOOK) == []
    assert sorted(name for name in names if not re.search(rf"`[^`]*\b{name}\b[^`]*`", HANDBOOK)) == []


def test_charts_are_told() -> None:
    """Each chart stands in the handbook by the name under which a template asks for it."""
    assert sorted(name for name in NAMES if f"`charts.{name}`" not in HANDBOOK) == []


def test_codes_are_told() -> None:
    """Each code of the Word stage stands in the table of codes, and the table holds no other."""
    table = HANDBOOK.partition("## 九、")[2].partition("## 十、")[0]
    told = set(re.findall(r"`([a-z]+-[a-z-]+)`", "".join(row.split("|")[1] for row in table.splitlines() if row.startswith("|"))))
    used = {code for path in (ROOT / "reportgen/word").glob("*.py") for code in CODE.findall(path.read_text(encoding="utf-8"))}
    assert used - told == set()
    assert told - used == set()
