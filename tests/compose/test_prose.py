"""Prose of a case: values are never markup, what is typed comes out, and references say where they fail."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.compose.markdown import line, prose
from reportgen.compose.references import ReferenceProblem, resolve
from reportgen.compose.writer import Writer
from reportgen.diagnostics import CasePlace, Sink
from reportgen.model.prose import Paragraph, Run

ANY_TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1)
AWKWARD = [
    "a & b",
    "<b>粗</b>",
    "]]>",
    "{{ x }}",
    "{% x %}",
    "3*4*5",
    "**不粗**",
    "_a_ __b__",
    "# 不是标题",
    "- 不是列表",
    "1. 不是列表",
    "𠮷䶮",
    "😀",
    "&amp;",
    "\\",
    "`x`",
]


def always(value: str) -> Callable[[str, int], str]:
    """Every reference stands for the value."""
    return lambda _inside, _offset: value


def texts(value: str) -> list[str]:
    """The paragraphs of a passage that holds the value, bold and in a list."""
    parts = "甲{{ v }}乙\n\n**{{ v }}**\n\n- {{ v }}丙"
    return [str(p) for p in prose(parts, always(value)).paragraphs]


@given(st.one_of(ANY_TEXT, st.sampled_from(AWKWARD)))
def test_value_is_never_markup(value: str) -> None:
    """Any text that a reference stands for comes out as it went in: in a sentence, in bold, in a list."""
    assert texts(value) == [f"甲{value}乙", value, f"{value}丙"]


@pytest.mark.parametrize(
    "typed",
    [
        "3*4*5",
        "a_b_c 和 _d_",
        "原因____",
        "A & B",
        "<b>粗</b>",
        "&amp; &#20013;",
        "`代码`",
        "# 井号",
        "[文](链接)",
        "![图](x.png)",
        "> 引",
        "| a | b |",
        "https://a.b/c",
        "---",
        "    缩进",
        "x\\y",
        "50% { } }}",
    ],
)
@pytest.mark.parametrize("around", ["{}", "{}\n\n第二段"])
def test_typed_text_stays(typed: str, around: str) -> None:
    """What this Markdown does not know stays as it was typed, in one paragraph or among several."""
    first = prose(around.format(typed) if "{}" not in typed else typed, always("")).paragraphs[0]
    assert str(first).strip() == typed.strip()


def test_paragraphs_bold_and_lists() -> None:
    """Empty lines part paragraphs, ** makes bold, - makes lists, 1. keeps its number; a line end in a Chinese sentence is nothing."""
    found = prose("第一\n段**粗**细\n\n- 一项\n- 二项\n\n1. 甲\n2. 乙\n\nword\nword", always("")).paragraphs
    assert found[0] == Paragraph((Run("第一段"), Run("粗", bold=True), Run("细")))
    assert [(str(p), p.kind) for p in found[1:]] == [
        ("一项", "list"),
        ("二项", "list"),
        ("1. 甲", "body"),
        ("2. 乙", "body"),
        ("word word", "body"),
    ]


def test_literal_braces() -> None:
    r"""A brace pair written \{{ is printed, not resolved."""
    assert line(r"写作 \{{ 名称 }}", always("错")) == "写作 {{ 名称 }}"
    assert str(prose("甲\n\n写作 \\{{ 名称 }}", always("错")).paragraphs[1]) == "写作 {{ 名称 }}"


@pytest.mark.parametrize(
    ("inside", "code", "hint"),
    [
        (" funds.spend | wan ", "unknown-name", "funds.spent"),
        (" funds.spent | wann ", "unknown-filter", "wan"),
        (" funds.spent + 1 ", "bad-reference", "{{ funds.spent | wan }}"),
        (" name | wan ", "bad-value", "换一个过滤器"),
        (" name | names(2) ", "bad-value", "| names"),
        ("", "bad-reference", "{{ funds.spent | wan }}"),
    ],
)
def test_bad_reference(inside: str, code: str, hint: str) -> None:
    """A reference that cannot be resolved says what is wrong and what is near."""
    with pytest.raises(ReferenceProblem) as found:
        resolve(inside, {"funds.spent": 1, "name": "甲"})
    assert found.value.code == code
    assert hint in found.value.hint


def test_all_bad_references_are_placed() -> None:
    """Every bad reference of a passage is reported, each at its own offset, whatever stands before it."""
    sink = Sink()
    text = "甲 \\{{ {{ a.b }}\n\n**{{ ok }}** {{ c.d }}"
    Writer({"ok": "好"}, sink).prose(("x",), text)
    assert [d.place for d in sink] == [CasePlace(("x",), text.index("{{ a.b")), CasePlace(("x",), text.index("{{ c.d"))]


@given(st.integers(min_value=0, max_value=10**9), st.integers(min_value=0, max_value=6))
def test_filters_take_digits(number: int, digits: int) -> None:
    """A filter's argument sets its decimals."""
    text = resolve(f" x | wan({digits}) ", {"x": number})
    assert len(text.partition(".")[2]) == digits


@pytest.mark.parametrize("around", ["{}", "{}\n\n第二段", "**粗**{}"])
def test_references_to_captions(around: str) -> None:
    """`{{ refs.名称 }}` is a run of its own with its place in the case; the texts beside it stay."""
    sink = Sink()
    text = around.format("见{{ refs.年度目标 }}和{{ a }}，**{{ refs.图.一 }}**")
    found = Writer({"a": "甲"}, sink).prose(("work", "purpose"), text)
    runs = [run for run in found.paragraphs[0].runs if run.text != "粗"]
    assert runs == [Run("见"), Run("", ref="年度目标"), Run("和甲，"), Run("", bold=True, ref="图.一")]
    places = [("work", "purpose", text.index(reference)) for reference in ("{{ refs.年度", "{{ refs.图")]
    assert [run.origin for run in runs if run.ref] == places
    assert sink.found == []
    assert bool(found)


@pytest.mark.parametrize("text", ["见{{ refs.年度目标 }}", "见{{ refs.年度目标 | wan }}"])
def test_a_caption_is_not_known_in_a_line(text: str) -> None:
    """A line or a clause is text before the template numbers its captions: a reference there is an error, not a gap."""
    sink = Sink()
    writer = Writer({}, sink)
    writer.line(("x",), text)
    writer.clause(("x",), text)
    assert [(d.code, d.place) for d in sink] == [("bad-reference", CasePlace(("x",), 1))] * 2


def test_a_filter_behind_a_caption() -> None:
    """The number of a caption takes no filter."""
    sink = Sink()
    Writer({}, sink).prose(("x",), "见{{ refs.年度目标 | wan }}")
    assert [d.code for d in sink] == ["bad-reference"]


@pytest.mark.parametrize(
    ("text", "place"), [("预算{{ funds.budget | wan }万元", 2), ("甲{{ x", 1), ("｛｛ x ｝｝", 0), ("{{ ok }}{{ x", 8)]
)
def test_half_a_reference_is_an_error(text: str, place: int) -> None:
    """A reference that is not closed, or stands in full-width braces, is reported where it begins, not printed."""
    sink = Sink()
    Writer({"ok": "好"}, sink).line(("x",), text)
    assert [(d.code, d.place) for d in sink] == [("bad-reference", CasePlace(("x",), place))]
