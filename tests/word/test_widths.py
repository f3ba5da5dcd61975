"""Column widths: an editor's are kept, unless texts fare ill in them; those of loops follow the texts."""

from __future__ import annotations

from typing import Any

import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.diagnostics import Sink
from reportgen.word.measure import broken
from reportgen.word.wholes import parted
from tests.word.tables_made import add_table, cell_widths, element, grid, spaced
from tests.word.workbench import filled, made_of, opened

# What python-docx's table style keeps free in each cell, left and right together; 10.5 points are 210 twips.
MARGINS, EM = 216, 210


def _looped(columns: list[str], *lines: list[str], head: int = 1) -> Any:  # noqa: ANN401 - python-docx's elements have no public type
    """The w:tbl that a loop over columns makes in a template of three grid columns of 2880."""
    made = spaced()
    inner = ("{%tc for c in r %}", "{{ c }}", "{%tc endfor %}")
    rows = [
        ("{%tc for c in columns %}", "{{ c }}", "{%tc endfor %}"),
        ("{%tr for r in rows %}", "", ""),
        inner,
        ("{%tr endfor %}", "", ""),
    ]
    add_table(made, rows, (2880, 2880, 2880), head)
    return made_of(made, columns=columns, rows=lines).tables[0]._tbl


def _room(characters: float) -> int:
    return round(characters * EM) + MARGINS


def test_columns_of_a_loop_are_equal_where_all_fits() -> None:
    """Nothing is broken in equal columns: they stay equal, and the table as wide as it was."""
    table = _looped(["指标", "决策", "过程", "产出", "合计"], ["分值", "15", "15", "40", "100"])
    assert grid(table) == [1728] * 5
    assert cell_widths(table.tr_lst[1]) == [1728] * 5


@pytest.mark.parametrize("names", [["机构名称", "性质", "补贴"], ["机构名称", "性质", "床位", "补贴"]])
def test_columns_of_a_loop_follow_the_texts(names: list[str]) -> None:
    """A long name gets one line at the cost of short columns, also where there are as many columns as cells in the template."""
    table = _looped(names, ["蔡甸街孙家畈村老年人互助照料活动中心", *(["12"] * (len(names) - 1))])
    assert grid(table)[0] >= _room(18)
    assert sum(grid(table)) == 8640


def test_names_and_numbers_come_before_prose() -> None:
    """Beside a text of many lines, a name stays on one line and an amount whole; the rest is for the text."""
    table = _looped(["栏目", "内容", "金额"], ["项目立项依据", "依据文件" * 60, "12,300,850.00"])
    name, prose, amount = grid(table)
    assert name >= _room(6)
    assert amount >= _room(6)
    assert prose > 4000


def test_a_date_stays_on_one_line() -> None:
    """A column of dates is as wide as the longest."""
    table = _looped(["日期", "摘要", "备注"], ["2020年12月10日", "授权支付额度" * 12, "已核对" * 12])
    assert grid(table)[0] >= _room(8.25)


def test_columns_that_hold_too_much() -> None:
    """Where even the unbreakable pieces do not fit, the columns share what there is, and none vanishes."""
    table = _looped([f"第{n}季度" for n in range(12)], ["2,300,850.00"] * 12)
    assert sum(grid(table)) == 8640
    assert min(grid(table)) > 600


def test_without_a_header_row_a_loop_makes_equal_columns() -> None:
    """What has no header row is a drawing rather than a table: its boxes stay equal."""
    table = _looped(["评价指标体系设计原则相关性", "代表性", "可比性"], head=0)
    assert grid(table) == [2880] * 3


def _ordinary(*rows: tuple[str, ...], widths: tuple[int, ...], head: int = 1) -> Any:  # noqa: ANN401 - as above
    made = spaced()
    add_table(made, rows, widths, head)
    return made_of(made).tables[0]._tbl


def test_an_editors_widths_are_kept() -> None:
    """Names on two lines and long texts are no reason to change what an editor chose."""
    rows = ("二级指标", "三级指标", "评价依据"), ("资金管理", "资金使用合规性检查", "管理办法" * 30)
    widths = (_room(5), _room(6), 5000)
    assert grid(_ordinary(*rows, widths=widths)) == list(widths)


@pytest.mark.parametrize("head", [0, 1])
def test_a_stacked_name_gets_room(head: int) -> None:
    """A name of which each line holds three characters or fewer gets room from a column that has it; cells and spans follow."""
    made = spaced()
    tbl = add_table(made, [("指标", "分值", "说明"), ("组织实施管理", "4", "无"), ("合计", "", "无")], (_room(3), 900, 5000), head)
    for cell in tbl.tr_lst[2].tc_lst[1:2]:
        cell.tcPr.append(element("gridSpan", val="2"))
        tbl.tr_lst[2].remove(tbl.tr_lst[2].tc_lst[2])
    table = made_of(made).tables[0]._tbl
    assert grid(table)[0] >= _room(4)
    assert grid(table)[1] == 900
    assert sum(grid(table)) == _room(3) + 5900
    assert cell_widths(table.tr_lst[1]) == grid(table)
    assert cell_widths(table.tr_lst[2]) == [grid(table)[0], sum(grid(table)[1:])]


def test_a_number_is_not_broken() -> None:
    """An amount that would go on to a second line gets room, even from long texts."""
    rows = ("金额（元）", "用途"), ("12,300,850.00", "拨付养老机构运营补贴" * 20)
    assert grid(_ordinary(*rows, widths=(_room(3.5), 6000), head=0))[0] >= _room(5.75)


def test_a_single_character_is_not_left_over() -> None:
    """Under a header row, a name whose last character stands alone gets the room that it lacks."""
    rows = ("二级指标", "说明"), ("可持续影响", "无")
    assert grid(_ordinary(*rows, widths=(_room(4.5), 5000)))[0] >= _room(5)


def test_many_lines_in_a_narrow_column() -> None:
    """Under a header row, a text of many lines in a narrow column gets the room that others do not need."""
    rows = ("三级指标", "指标值"), ("运营补贴标准", "自理老人每月100元，半失能老人每月150元，失能老人每月200元")
    table = _ordinary(*rows, widths=(5000, _room(7)))
    assert grid(table)[1] > _room(9)
    assert grid(table)[0] >= _room(6)


def test_what_nobody_can_mend_is_left() -> None:
    """Where no column has room, the editor's widths stay."""
    rows = ("一级指标", "二级指标"), ("项目决策", "项目立项")
    assert grid(_ordinary(*rows, widths=(_room(3), _room(3)))) == [_room(3), _room(3)]


def test_columns_alike_stay_alike() -> None:
    """Columns of one width under the same header are widened together, and never pay for others."""
    rows = ("指标", "指标", "分值", "分值", "说明"), ("可持续影响", "满意度", "4", "4", "无")
    table = _ordinary(*rows, widths=(_room(4.5), _room(4.5), 900, 900, 3000))
    assert grid(table)[0] == grid(table)[1] > _room(4.5)
    assert grid(table)[2:4] == [900, 900]


def test_tables_alike_stay_alike() -> None:
    """Of tables with the same columns and header, one for each item, none differs from the others."""
    made = spaced()
    made.add_paragraph("{%p for name in names %}")
    add_table(made, [("二级指标", "说明"), ("{{ name }}", "无")], (_room(4.5), 5000))
    made.add_paragraph("{%p endfor %}")
    tables = made_of(made, names=["项目立项", "可持续影响"]).tables
    assert grid(tables[0]._tbl) == grid(tables[1]._tbl) != [_room(4.5), 5000]


def test_a_column_under_a_condition() -> None:
    """A column that a condition leaves out takes its share along: the others keep their proportions and the table its width."""
    made = spaced()
    cells = ("指标", "{%tc if code %}", "编号", "{%tc endif %}", "说明")
    add_table(made, [cells, cells], (1000, 100, 1000, 100, 4000))
    table = made_of(made, code=False).tables[0]._tbl
    assert grid(table) == [1240, 4960]


def test_tables_of_pictures_are_left() -> None:
    """Where a cell holds a drawing, widths are the editor's: columns of photos stay equal whatever their captions say."""
    made = spaced()
    tbl = add_table(made, [("照片", "照片"), ("甲", "蔡甸街孙家畈村老年人互助照料活动中心室内")], (_room(3), _room(3)))
    tbl.tr_lst[0].tc_lst[0].p_lst[0].append(element("r"))
    tbl.tr_lst[0].tc_lst[0].p_lst[0][-1].append(element("pict"))
    assert grid(made_of(made).tables[0]._tbl) == [_room(3), _room(3)]


def test_text_that_runs_down_is_left() -> None:
    """A cell whose text runs down may be as narrow as it likes."""
    made = spaced()
    tbl = add_table(made, [("指标", "说明"), ("项目决策管理", "无")], (_room(2), 5000))
    tbl.tr_lst[1].tc_lst[0].get_or_add_tcPr().append(element("textDirection", val="tbRlV"))
    assert grid(made_of(made).tables[0]._tbl) == [_room(2), 5000]


NAMES = st.text("绩效评价指标完成情况0123456789.%", min_size=1, max_size=40)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(NAMES, min_size=4, max_size=4), min_size=1, max_size=5))
def test_a_table_keeps_its_width(rows: list[list[str]]) -> None:
    """Whatever stands in it, a table is as wide as its template has it, no column vanishes, and twice the same is the same."""
    made = spaced()
    add_table(made, [["一级指标", "二级指标", "分值", "说明"], *rows], (700, 900, 500, 6540))
    template = opened(made, Sink())
    found = [grid(filled(template).tables[0]._tbl) for _ in range(2)]
    assert sum(found[0]) == 8640
    assert min(found[0]) >= 400
    assert found[0] == found[1]


def test_no_grid_at_all() -> None:
    """A table without widths, which some programs write, is left to Word."""
    made = spaced()
    tbl = add_table(made, [("指标", "说明"), ("项目决策管理" * 5, "无")])
    for column in tbl.tblGrid:
        del column.attrib[qn("w:w")]
    assert [column.get(qn("w:w")) for column in made_of(made).tables[0]._tbl.tblGrid] == [None, None]


def test_a_name_of_a_loop_leaves_two_characters() -> None:
    """Where names need two lines anyway, no line of them holds a single character."""
    names = ["年度", "一级指标", "二级指标", "三级指标", "前年数", "上年数", "计划数", "完成值"]
    row = ["养老机构经费", "产出指标", "数量指标", "建设和运营符合标准", "7000张", "8000张", "8866张", "8866张"]
    table = _looped(names, row, [*row[:3], "保障老年机构正常运行", *row[4:]])
    room = grid(table)[3] - MARGINS
    assert min(broken(name, room / EM)[-1] for name in ("建设和运营符合标准", "保障老年机构正常运行")) >= 2


def test_who_gives_room_does_not_fold() -> None:
    """Columns give up what their texts surely do not need, if need be together: dates in Chinese are wider than their characters."""
    heads = ("收款单位", "用途", "金额（元）")
    names = ("临猗县临晋镇农家乐敬老院", "临猗县七级镇康乐敬老院")
    table = _ordinary(heads, *((name, "2016年4月至2019年12月运营补贴", "325,300.00") for name in names), widths=(2396, 2652, 1476))
    name, use, amount = grid(table)
    assert name >= _room(12)
    assert len(broken("2016年4月至2019年12月运营补贴", (use - MARGINS) / EM)) == 2
    assert amount >= _room(5)


def test_a_header_leaves_no_single_character() -> None:
    """A header of seven characters takes two lines, not three with one character on the last, where names take two anyway."""
    heads = ["目标名称", "一级指标", "二级指标", "三级指标", "前年", "上年", "预计当年实现", "指标值确定依据"]
    row = ["养老机构经费", "产出指标", "数量指标", "建设和运营符合标准", "7000张", "8000张", "8866张", "□"]
    table = _looped(heads, row, [*row[:3], "保障老年机构正常运行", *row[4:]])
    assert len(broken(heads[-1], (grid(table)[-1] - MARGINS) / EM)) == 2


def test_a_short_name_gets_its_line() -> None:
    """A name of up to eight characters in two gets its line from a column that has room to spare, be it a single number."""
    rows = ("二级指标", "三级指标", "分值"), ("D3 服务对象满意度", "老年人及其家庭的满意程度", "10")
    table = _ordinary(*rows, widths=(_room(7.1), _room(13.5), _room(3)))
    assert grid(table)[0] >= _room(8.5)
    assert grid(table)[1] >= _room(12)
    assert grid(table)[2] >= _room(2)


def test_a_short_name_takes_no_line_from_others() -> None:
    """Where other columns need what they have, a short name stays in two."""
    rows = ("二级指标", "三级指标", "分值"), ("服务对象满意度", "老年人及其家庭的满意程度", "10")
    widths = (_room(5.2), _room(12.1), _room(2.1))
    assert grid(_ordinary(*rows, widths=widths)) == list(widths)


def test_a_header_breaks_before_its_bracket() -> None:
    """A header gets the room that keeps its bracket whole on the next line."""
    rows = ("机构名称", "失能床位补贴（万元）"), ("蔡甸区福利院", "12")
    table = _ordinary(*rows, widths=(_room(8), _room(5.2)))
    assert grid(table)[1] >= _room(6)
    assert grid(table)[0] >= _room(6)


def test_a_rate_stays_on_one_line() -> None:
    """A text of some lines gets the room in which no rate of it is parted, from names that have more than they need."""
    text = "自理老人100元/人/月，半失能老人150元/人/月，失能老人200元/人/月"
    table = _ordinary(("三级指标", "指标值"), ("运营补贴标准", text), widths=(_room(8), _room(10.6)))
    assert parted(text, (grid(table)[1] - MARGINS) / EM) == 0
    assert grid(table)[0] >= _room(6)
