"""Any text in, the same text out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.diagnostics import Sink
from reportgen.model.prose import Paragraph, Prose, Run, plain
from reportgen.word.compiled import Template
from tests.word.workbench import blank, filled, found, lines, made_of, opened, table, texts

ODD = [
    "A & B", "R&D <b>粗</b>", "]]>", "{{ x }}", "{{ text }}", "{% if %}", "{_{ x }_}", "3*4*5", "😀👨‍👩‍👧", "𠮷䶮",
    "长" * 3000, "a" * 3000, "<?reportgen-merge 1?>", "<w:p>", "&amp;", "'\"“”", " 前后有空格 ", "a  b", "{#x#}", "\\n", "}}", "{",
]  # fmt: skip
PRINTABLE = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), min_size=1, max_size=60)
ANY_TEXT = st.one_of(PRINTABLE, st.lists(st.sampled_from(ODD), min_size=1, max_size=3).map("".join))


@cache
def _template() -> Template:
    made = blank()
    made.add_paragraph("前{{ text }}后")
    made.add_paragraph("{{p prose }}")
    made.add_paragraph("{{ caption('表', 'k') }}{{ prose }}")
    grid = made.add_table(3, 2)
    for cell, text in zip(
        grid._cells, ["{%tr for r in rows %}", "", "{{ r }}", "{{ r | merge(1) }}", "{%tr endfor %}", ""], strict=True
    ):
        cell.text = text
    made.core_properties.title = "报告 {{ text }}"
    return opened(made, Sink())


@settings(max_examples=150)
@given(ANY_TEXT, ANY_TEXT, st.lists(ANY_TEXT, min_size=1, max_size=4))
def test_any_text_comes_out_as_it_went_in(text: str, prose: str, rows: list[str]) -> None:
    """A text in a paragraph, as Prose, beside fields, in a cell, in a merged cell and in the file's title is read back unchanged."""
    runs = (Run(prose), Run(prose, bold=True), Run("", ref="k"))
    made = filled(_template(), text=text, prose=Prose((Paragraph(runs),)), rows=rows)
    assert texts(made) == [f"前{text}后", f"{prose * 2}表1", f"表1{prose * 2}表1"]
    assert [row.cells[0].text for row in made.tables[0].rows] == rows
    assert [row.cells[1].text for row in made.tables[0].rows] == rows
    # XML reads a line break of other systems as one of its own; no such character is in these texts.
    assert made.core_properties.title == f"报告 {text}"


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_come_out_as_they_went_in(text: str) -> None:
    """Each of the known troublemakers passes, inside a sentence and alone."""
    assert texts(made_of(lines("“{{ x }}”", "{{ x }}"), x=text)) == [f"“{text}”", text]


def test_line_breaks_and_tabs_become_elements() -> None:
    """A line break in a value is a w:br and a tab a w:tab, in whatever form a line break comes."""
    made = made_of(lines("{{ x }}"), x="一\n二\r\n三\r四\t五")
    assert texts(made) == ["一\n二\n三\n四\t五"]
    assert "<w:br/>" in made.paragraphs[0]._p.xml
    assert "<w:tab/>" in made.paragraphs[0]._p.xml


def test_figures_print_plainly() -> None:
    """A Decimal prints all its digits without an exponent, an int prints as it is."""
    made = made_of(lines("{{ a }} {{ b }} {{ c }}"), a=Decimal("6.00"), b=Decimal("1E+3"), c=12)
    assert texts(made) == ["6.00 1000 12"]


@pytest.mark.parametrize("value", [date(2022, 7, 28), True, 0.1, ["a"], {"a": 1}, Decimal("NaN"), object()])
def test_values_without_a_form_are_refused(value: object) -> None:
    """A date, a flag, a float, a list and the like need a filter: as Python shows them, they would be wrong."""
    assert [d.code for d in found(lines("{{ x }}"), x=value)] == ["bad-value"]


def test_control_characters_are_reported() -> None:
    """A character that XML can't hold is an error that names it, not a crash."""
    (diagnostic,) = found(lines("{{ x }}"), x="a\x07b")
    assert diagnostic.code == "bad-value"
    assert "U+0007" in diagnostic.message


def test_joined_values_are_escaped_and_none_is_not_printed() -> None:
    """`~` and join print their parts as `{{ }}` does: escaped, and None is an error there too."""
    made = lines("{{ a ~ '<' ~ 3 }}", "{{ xs | join('&') }}", "{{ '是' if a ~ '<' == '&<' else '否' }}")
    assert texts(made_of(made, a="&", xs=["<", 1])) == ["&<3", "<&1", "是"]
    assert [d.code for d in found(made, a=None, xs=[None])] == ["none-value"] * 3


def test_quotes_in_a_tag() -> None:
    """Curly quotes that Word's autocorrection put around a string are straight ones; inside a straight string they are text."""
    made = lines("{{ xs | join('”、“') }}", "{{ xs | join(“，”) }}", "{{p xs | join('”和“') }}")
    assert texts(made_of(made, xs=["甲", "乙"])) == ["甲”、“乙", "甲，乙", "甲”和“乙"]


def test_prose_in_a_plain_tag_prints_its_lines() -> None:
    """A Prose in `{{ x }}` stays in its paragraph, with line breaks between its own paragraphs."""
    assert texts(made_of(lines("见：{{ x }}。"), x=plain("一\n二"))) == ["见：一\n二。"]


def test_a_cell_keeps_text_with_braces() -> None:
    """Braces in data are data also for the gate, even the text of a tag of the template."""
    made = made_of(table(("{{ x }}", "{{ y }}")), x="{{ y }}", y="{{ x }}{{ y }}")
    assert [cell.text for cell in made.tables[0].rows[0].cells] == ["{{ y }}", "{{ x }}{{ y }}"]
