"""What goes wrong in a template is said with its place, tag and item, all in one run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from reportgen.diagnostics import Sink, Stopped, TemplatePlace
from reportgen.word.template import open_template
from tests.word.workbench import Filters, blank, found, lines, made_of, table, texts


@dataclass(frozen=True)
class Item:
    """An item of a loop."""

    name: str
    points: int | str | None


def double(value: int) -> int:
    """A filter for numbers."""
    return value * 2 + 0


DOUBLE: Filters = {"double": double}
ITEMS = [Item("甲", 1), Item("乙", "一"), Item("丙", None)]


def test_an_unknown_name_says_where_and_what_is_near() -> None:
    """Template, paragraph behind its heading, tag and the nearest name."""
    made = blank()
    made.add_heading("1.1 评价分数", 1)
    made.add_paragraph("得 {{ scor }} 分")
    (diagnostic,) = found(made, score=1)
    assert diagnostic.code == "unknown-name"
    assert diagnostic.place == TemplatePlace("模板.docx", "正文第 2 段（“1.1 评价分数”之后）", "{{ scor }}")
    assert (diagnostic.message, diagnostic.hint) == ("没有名为 scor 的数据", "是否想写 score？")


def test_an_unknown_attribute_in_a_cell() -> None:
    """Table, row and cell, the item of the loop, and the object's own names; once for the loop, not for each item."""
    made = table(("{%tr for i in items %}", ""), ("{{ i.name }}", "{{ i.point }}"), ("{%tr endfor %}", ""))
    (diagnostic,) = found(made, items=ITEMS)
    assert diagnostic.place == TemplatePlace("模板.docx", "正文表 1 第 2 行第 2 格", "{{ i.point }}", "甲")
    assert diagnostic.hint == "是否想写 points？"


def test_errors_of_all_kinds_in_one_run() -> None:
    """A wrong type, None, an unknown name, a header: none hides another."""
    made = lines("{%p for i in items %}", "{{ i.points | double }}", "{%p endfor %}", "{{ nothing }}", "{{ none }}")
    made.sections[0].header.paragraphs[0].text = "{{ title | double }} {{ titel }}"
    out = found(made, DOUBLE, items=ITEMS, none=None, title="t")
    assert [(d.code, d.place.where, d.place.item) for d in out if isinstance(d.place, TemplatePlace)] == [
        ("bad-value", "正文第 2 段", "乙"),
        ("none-value", "正文第 2 段", "丙"),
        ("unknown-name", "正文第 4 段", ""),
        ("none-value", "正文第 5 段", ""),
        ("bad-value", "页眉 1 第 1 段", ""),
        ("unknown-name", "页眉 1 第 1 段", ""),
    ]


def test_items_of_nested_loops() -> None:
    """Inside two loops both items are named; one without a name goes by its number."""
    made = lines("{% for g in groups %}{% for x in g.items %}{{ x }}{% endfor %}{% endfor %}")
    (diagnostic,) = found(made, groups=[{"name": "过程", "items": [1, None]}])
    assert diagnostic.place == TemplatePlace("模板.docx", "正文第 1 段", "{{ x }}", "过程 › 第 2 项")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{{ a + 'x' }}", "bad-value"),
        ("{{ 'a' * 1000000000 }}", "bad-value"),
        ("{{ 9 ** 99999999 }}", "bad-value"),
        ("{{ '%099999999d' % 1 }}", "bad-value"),
        ("{{ a / 0 }}", "bad-value"),
        ("{{ a() }}", "bad-value"),
        ("{{ 'x'.center(1000000000) }}", "unknown-name"),
        ("{{ a.__class__ }}", "unknown-name"),
        ("{% if missing %}x{% endif %}", "unknown-name"),
        ("{{ missing.part.of + 1 }}", "unknown-name"),
        ("{{ missing | double }}", "unknown-name"),
        ("{{ [] | first }}", "unknown-name"),
        ("{{ none | upper }}", "none-value"),
        ("{% for x in missing %}{% endfor %}", "unknown-name"),
        ("{% for x in a %}{% endfor %}", "template-loop"),
        ("{% for x in none %}{% endfor %}", "template-loop"),
        ("{% for x in 'abc' %}{% endfor %}", "template-loop"),
    ],
)
def test_each_defect_has_its_code_and_tag(text: str, code: str) -> None:
    """One mistake is one diagnostic, at the tag that holds it, and rendering goes on to the next."""
    first, second = found(lines(text, "{{ last }}"), DOUBLE, a=1)
    assert isinstance(first.place, TemplatePlace)
    assert isinstance(second.place, TemplatePlace)
    assert (first.code, first.place.where) == (code, "正文第 1 段")
    assert first.place.tag in text
    assert first.message.isascii() is False


def test_what_stops_a_part_leaves_the_others() -> None:
    """A comparison that Python refuses ends the body there, with its place; the header is still looked at."""
    made = lines("{% for i in items %}{{ i.points < 2 }}{% endfor %}")
    made.sections[0].header.paragraphs[0].text = "{{ titel }}"
    first, second = (d for d in found(made, items=ITEMS[1:2]))
    assert (first.code, first.place) == ("bad-value", TemplatePlace("模板.docx", "正文第 1 段", "{{ i.points < 2 }}", "乙"))
    assert second.code == "unknown-name"


def test_what_asks_only_whether_a_name_is_there_is_no_error() -> None:
    """`is defined` and `default` are the ways to use a name that may be missing."""
    made = lines("{% if x is defined %}有{% else %}无{% endif %}{{ x | default('空') }}{{ x.y.z | d('无') }}")
    assert texts(made_of(made)) == ["无空无"]


@pytest.mark.parametrize(
    ("paragraphs", "message"),
    [
        (("{{ x | dubble }}",), "没有名为 dubble 的过滤器"),
        (("{{ x ",), "标签没有写完整"),
        (("{{ x }", "}"), "标签没有写完整"),
        (("｛｛ x ｝｝",), "标签没有写完整"),
        (("{% fro x in y %}",), "不认识的指令 fro"),
        (("{{ x y }}",), "写法有误"),
        (("{{ x | safe }}",), "没有名为 safe 的过滤器"),
        (("{% include 'x' %}",), "模板里不能用 include"),
        (("{%p for x in y %}",), "for 没有对应的 endfor"),
        (("{%p endfor %}",), "endfor 前面没有对应的 for"),
        (("{%p for x in y %}", "{% endfor %}"), "前缀不同"),
        (("{% for x in y %}", "{% endfor %}"), "不能跨段"),
        (("{%p if x %} 丢了", "{%p endif %}"), "还有别的内容"),
        (("前 {{p x }}",), "还有别的内容"),
        (("{%tr if x %}", "{%tr endif %}"), "标签不在表格行里"),
        (("{{r x }}",), "没有 {{r … }} 这种写法"),
    ],
)
def test_a_template_that_would_lose_text_is_not_opened(paragraphs: tuple[str, ...], message: str) -> None:
    """What docxtpl would swallow or break on is named before anything is filled in."""
    out = found(lines(*paragraphs), x="", y=[])
    assert message in out[0].message
    assert isinstance(out[0].place, TemplatePlace)
    assert out[0].place.where.startswith("正文第")
    assert out[0].place.tag


def test_unknown_filters_are_all_reported_with_a_hint() -> None:
    """Two wrong filters in two places are two diagnostics, each with the nearest name."""
    out = found(lines("{{ x | duble }}", "{{ y | doubel }}"), DOUBLE)
    assert [(d.code, d.hint) for d in out] == [("unknown-filter", "是否想写 double？")] * 2


def test_a_tag_where_nothing_is_filled_in() -> None:
    """A tag in a comment would be printed as it stands."""
    made = lines("正文")
    made.styles.add_style("CommentReference", WD_STYLE_TYPE.CHARACTER)
    run = made.paragraphs[0].runs[0]
    made.add_comment(run, text="{{ x }}")
    assert [d.code for d in found(made, x=1)] == ["tag-left"]


def test_files_that_are_no_template(tmp_path: Path) -> None:
    """A missing file, a text under that name, and a zip of something else."""
    for name, content, code in (("a.docx", None, "template-missing"), ("b.docx", b"text", "template-not-word")):
        path, sink = tmp_path / name, Sink()
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(Stopped):
            open_template(path, {}, sink)
        assert [d.code for d in sink] == [code]
        assert all(str(d.place) in (name, f"{tmp_path.name}/{name}") for d in sink)


@pytest.mark.parametrize(
    ("tags", "named"),
    [
        ("{%p if a %}|{%p for i in x %}|{%p endfor %}|{%p if b %}|{%p endif %}", "{%p if a %}"),
        ("{%p for i in x %}|{%p if a %}|{%p endfor %}|{%p if b %}|{%p endif %}", "{%p if a %}"),
        ("{%p if a %}|{% if b %}x|{%p else %}|{%p endif %}", "{% if b %}"),
        ("{%p if a %}|{%p for i in x %}|{%p endif %}", "{%p for i in x %}"),
        ("{%p for i in x %}|{%p if a %}|{%p for j in x %}|{%p endif %}|{%p endfor %}", "{%p for j in x %}"),
        ("{%p if a %}|{%p for i in x %}|{%p endif %}|{%p endfor %}|{%p endif %}", "{%p endif %}"),
        ("{%p for i in x %}|{%p endif %}|{%p endfor %}", "{%p endif %}"),
    ],
)
def test_a_tag_without_its_partner_is_the_only_one_named(tags: str, named: str) -> None:
    """Where one tag of a pair was deleted, its partner is named once and no other tag."""
    (diagnostic,) = found(lines(*tags.split("|")), a=1, b=1, x=[])
    assert isinstance(diagnostic.place, TemplatePlace)
    assert (diagnostic.code, diagnostic.place.tag) == ("template-syntax", named)


@pytest.mark.parametrize(
    ("tags", "wrong", "hint"),
    [
        ("{%p for i in x %}|{%p endfro %}", "endfro", "是否想写 endfor"),
        ("{%p fro i in x %}|{%p endfor %}", "fro", "是否想写 for"),
        ("{%p if x %}|{%p esle %}|{%p endif %}", "esle", "是否想写 else"),
        ("{% 如果 x %}", "如果", "指令有 for、if"),
    ],
)
def test_a_misspelt_word(tags: str, wrong: str, hint: str) -> None:
    """A word that is none is one error with the nearest word; its partner is not missing."""
    (diagnostic,) = found(lines(*tags.split("|")), x=[])
    assert diagnostic.message == f"不认识的指令 {wrong}"
    assert diagnostic.hint.startswith(hint)


def test_a_condition_in_brackets() -> None:
    """`if(x)` is `if` and has its endif."""
    assert texts(made_of(lines("{% if(x) %}有{% endif %}"), x=1)) == ["有"]


def test_a_loop_variable_outside_its_loop() -> None:
    """It is no unknown name: the message says in which loop it can be used, as the loop is written."""
    made = lines("{%p for d in dimensions %}", "{{ d.name }}", "{%p endfor %}", "{{ d.name }}")
    (diagnostic,) = found(made, dimensions=ITEMS)
    assert (diagnostic.code, diagnostic.place) == ("unknown-name", TemplatePlace("模板.docx", "正文第 4 段", "{{ d.name }}"))
    assert diagnostic.message == "d 只在 {%p for d in dimensions %} 里面能用"


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        ("{{ caption('表') }}", "caption(…) 缺少名称（引用时用）"),
        ("{{ caption() }}", "caption(…) 缺少编号前面的字（如 '表'）、名称（引用时用）"),
        ("{{ ref() }}", "ref(…) 缺少名称（引用时用）"),
        ("{{ caption('表', 'a', 'b', 'c') }}", "caption(…) 括号里的值太多，或写错了名字"),
        ("{{ x | picture }}", "过滤器 picture 缺少宽度（毫米）"),
    ],
)
def test_what_is_missing_in_a_call(tag: str, message: str) -> None:
    """The message says which value is missing, the hint how the call is written."""
    (diagnostic,) = found(lines(tag), x=1)
    assert (diagnostic.code, diagnostic.message) == ("bad-value", message)
    assert diagnostic.hint.startswith("写成 ")


def test_none_through_a_filter() -> None:
    """A value that is not there goes through no filter, ours or Jinja's, and the hint says how to ask for it first."""
    for diagnostic in found(lines("{{ x | double }}", "{{ x | upper }}"), DOUBLE, x=None):
        assert diagnostic.code == "none-value"
        assert "{% if … is not none %}" in diagnostic.hint


def test_a_style_that_is_not_there() -> None:
    """Each missing style is named once, where it is used first; what goes away with a tag needs none."""
    made = lines("{%p if x %}", "一", "{{ x }}", "二", "{%p endif %}")
    made.add_table(1, 1).cell(0, 0).text = "格"
    for number, name in ((0, "gone"), (1, "lost"), (3, "lost")):
        style = OxmlElement("w:pStyle")
        style.set(qn("w:val"), name)
        made.paragraphs[number]._p.get_or_add_pPr().insert(0, style)
    made.tables[0]._tbl.tblPr.style = "grid"
    out = found(made, x=1)
    assert [(d.code, d.place) for d in out] == [
        ("style-missing", TemplatePlace("模板.docx", "正文第 2 段")),
        ("style-missing", TemplatePlace("模板.docx", "正文表 1 第 1 行第 1 格")),
    ]
    assert ["lost" in out[0].message, "grid" in out[1].message] == [True, True]


def test_tracked_changes() -> None:
    """Changes that nobody accepted would be printed: they are counted, and the first is named with its place."""
    made = lines("前", "正文")
    for name in ("ins", "del"):
        change = OxmlElement(f"w:{name}")
        change.set(qn("w:id"), "1")
        change.set(qn("w:author"), "某")
        made.paragraphs[1]._p.append(change)
    (diagnostic,) = found(made)
    assert (diagnostic.code, diagnostic.place) == ("tracked-changes", TemplatePlace("模板.docx", "正文第 2 段"))
    assert "2 处修订" in diagnostic.message
    assert "先接受或拒绝修订" in diagnostic.hint


def test_a_bookmark_half_in_a_tag_is_dropped_with_a_warning() -> None:
    """A bookmark that begins in a paragraph which goes away would be left without its beginning."""
    made = lines("{{p x }}", "后")
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    start.set(qn("w:name"), "要点")
    for paragraph, mark in zip(made.paragraphs, (start, end), strict=True):
        mark.set(qn("w:id"), "7")
        paragraph._p.append(mark)
    assert [(d.code, d.severity.value) for d in found(made, x="a")] == [("bookmark-dropped", "warning")]
