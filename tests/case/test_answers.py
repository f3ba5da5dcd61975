"""Survey answers and tallies from files: the program counts, and says what does not fit."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.case.choices import Choices, wanted_column
from reportgen.case.columns import tidy
from reportgen.case.fill import fill
from reportgen.case.samples import check_samples
from reportgen.diagnostics import CasePlace, Sink
from reportgen.model.case import Case
from reportgen.model.surveys import Option, Question
from reportgen.pipeline import Line, Workspace
from tests.case.workbooks import sheet_of, told, workbook
from tests.scoring.sample_case import case_of
from tests.test_bad_input import CASE, base_without

KINDS = ["中心", "服务点", "机构"]
DEGREES = ["很满意", "一般", "不满意"]
SURVEY: dict[str, Any] = {
    "id": "s", "title": "问卷", "mode": "现场", "preamble": "您好",
    "strata": [
        {"id": "设施", "name": "养老设施", "population": 40, "sample": 4, "chosen": ["中心", "服务点"]},
        {"id": "机构", "name": "养老机构", "population": 6, "sample": 2},
    ],
}  # fmt: skip
QUESTIONS: list[dict[str, Any]] = [
    {"survey": "s", "id": "1", "number": "1", "text": "名称"},
    {"survey": "s", "id": "2", "number": "2", "text": "类别", "options": [{"label": label} for label in KINDS]},
    {"survey": "s", "id": "AB-3", "number": "（AB-3）", "text": "帮助", "stratum": "设施",
     "options": [{"label": label, "weight": weight} for label, weight in zip(DEGREES, (5, 3, 0), strict=True)]},
    {"survey": "s", "id": "4", "number": "4", "text": "相符吗", "options": [{"label": "是"}, {"label": "否", "ask_why": True}]},
    {"survey": "s", "id": "5", "number": "5", "text": "建议", "column": "您的建议"},
]  # fmt: skip
HEADER = ("编号", "2、您属于哪一类？", "AB-3", "第4题", "您的建议")
ANSWERS: list[Sequence[object]] = [
    (1, "中心", "很满意", "是", "希望延续"),
    (2, "服务点", "A", "是", None),
    (3, "B", "一般", "否〖没有收到〗", "标准偏低"),
    (4, "机构", None, "是", None),
]


def counted(path: Path, header: Sequence[object] = HEADER, rows: Sequence[Sequence[object]] = ANSWERS, **more: object) -> Case:
    """The case with its answers counted, with nothing found but what is mentioned for information."""
    case, found = counting(path, header, rows, **more)
    assert [line for line in found if "说明[" not in line] == []
    return case


def counting(
    path: Path, header: Sequence[object] = HEADER, rows: Sequence[Sequence[object]] = ANSWERS, **more: object
) -> tuple[Case, list[str]]:
    """The case with its answers counted, and what was found."""
    file = {"file": path.name, "stratum": "2", **more.pop("file", {})}  # type: ignore[dict-item]
    questions = more.pop("questions", QUESTIONS)
    case = case_of(surveys=[SURVEY | {"answer_file": file} | more], questions=questions)
    sink = Sink()
    filled = fill(case, {("surveys", 0, "answer_file"): sheet_of(workbook(path, [header, *rows]))}, sink)
    return filled, told(sink)


def counts(case: Case) -> dict[str, list[int]]:
    """The counts of each closed question."""
    return {q.id: [int(o.count) for o in q.options if o.count is not None] for q in case.questions if q.options}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a workbook goes."""
    return tmp_path / "作答.xlsx"


# ---- raw answers ----


def test_answers_are_counted(path: Path) -> None:
    """Labels and letters are counted, a question of one stratum among its own only, and the questionnaires are the valid ones."""
    case, found = counting(path)
    assert counts(case) == {"2": [1, 2, 1], "AB-3": [2, 1, 0], "4": [3, 1]}
    assert case.surveys[0].valid == 4
    assert case.questions[4].answers == ("希望延续", "标准偏低")
    assert found == [
        "作答.xlsx[表!A1]: 警告[several-spellings] 题目“2”的选项“服务点”有 2 种写法，算作一项：“服务点”1 份、“B”1 份",
        "作答.xlsx[表!A1]: 警告[several-spellings] 题目“AB-3”的选项“很满意”有 2 种写法，算作一项：“很满意”1 份、“A”1 份",
    ]


def test_answers_nobody_asked_for(path: Path) -> None:
    """An answer to a question that its stratum was not asked is not counted, and named."""
    case, found = counting(path, rows=[*ANSWERS[:1], (4, "机构", "很满意", "是", None)])
    assert counts(case)["AB-3"] == [1, 0, 0]
    assert found == ["作答.xlsx[表!C3]: 警告[answer-unasked] 题目“AB-3”有 1 份不该答而答了，没有计入：C3"]


def test_validity_by_a_column(path: Path) -> None:
    """A questionnaire that its column calls invalid counts nowhere; a word that says neither is an error."""
    rows = [(*row, valid) for row, valid in zip(ANSWERS, ("是", "有效", "无效", "√"), strict=True)]
    case, found = counting(path, (*HEADER, "是否有效"), rows, file={"valid": "是否有效"})
    assert (int(case.surveys[0].valid), counts(case)["4"]) == (3, [3, 0])
    assert found[0] == "作答.xlsx[表!A1]: 说明[invalid-answers] 作答表共 4 份，有效 3 份，无效 1 份没有计入"
    rows[0] = (*ANSWERS[0], "大概")
    assert (
        "作答.xlsx[表!F2]: 错误[not-a-flag] “是否有效”写的是“大概”，看不出是否有效"
        in counting(path, (*HEADER, "是否有效"), rows, file={"valid": "是否有效"})[1]
    )


def test_validity_by_the_share_answered(path: Path) -> None:
    """With `least` a questionnaire needs that share of the questions that it was asked; one with no answer at all never counts."""
    rows: list[Sequence[object]] = [(1, "中心", None, "是", None), (2, "机构", None, "是", None), (3, None, None, None, "空")]
    rows[2] = (3, "中心", None, None, None)
    assert counted(path, rows=rows).surveys[0].valid == 3
    assert counted(path, rows=rows, file={"least": Decimal("0.6")}).surveys[0].valid == 2
    assert counted(path, rows=rows, file={"least": Decimal(1)}).surveys[0].valid == 1


def test_answers_that_mean_nothing(path: Path) -> None:
    """An answer that is no option is an error once for each wording, with its cells; so is one that names several options."""
    rows = [(1, "中心", "非常满意", "是", None), (2, "中心", "非常满意", "是", None), (3, "中心", "很满意┋一般", "D", None)]
    assert counting(path, rows=rows)[1] == [
        "作答.xlsx[表!C2]: 错误[unknown-answer] 题目“AB-3”没有选项“非常满意”（C2、C3）",
        "作答.xlsx[表!C4]: 错误[several-choices] 题目“AB-3”一格里选了几项：“很满意┋一般”（C4）",
        "作答.xlsx[表!D4]: 错误[unknown-answer] 题目“4”没有选项“D”（D4）",
    ]


def test_spellings(path: Path) -> None:
    """What the case lists as another spelling of an option counts for it."""
    questions = [dict(q) for q in QUESTIONS]
    questions[2]["options"] = [{"label": "很满意", "weight": 5, "spellings": ["非常满意"]}, {"label": "一般", "weight": 0}]
    case, _ = counting(path, rows=[(1, "中心", "非常 满意。", "是", None)], questions=questions)
    assert counts(case)["AB-3"] == [1, 0]


def test_strata_that_cannot_be_told(path: Path) -> None:
    """A questionnaire of no stratum is an error at its cell; without a column for strata a routed question cannot be counted."""
    rows = [(1, "其他", None, "是", None), (2, None, None, "是", None)]
    assert [line for line in counting(path, rows=rows)[1] if "unknown-stratum" in line] == [
        "作答.xlsx[表!B2]: 错误[unknown-stratum] 看不出第 2 行属于哪一层：“其他”",
        "作答.xlsx[表!B3]: 错误[unknown-stratum] 第 3 行没有填属于哪一层",
    ]
    assert counting(path, file={"stratum": None})[1] == [
        "作答.xlsx[表!A1]: 错误[stratum-column] 题目 AB-3 只问某一层，没有说明作答表里哪一列是层"
    ]


def test_strata_by_a_column_of_their_own(path: Path) -> None:
    """A column that is no question names strata by their id or name."""
    header = (*HEADER, "层")
    rows = [(*ANSWERS[0], "中心"), (*ANSWERS[3], "养老机构")]
    assert counts(counted(path, header, rows, file={"stratum": "层"}))["AB-3"] == [1, 0, 0]


def test_missing_columns_are_named(path: Path) -> None:
    """A closed question without a column in the file is an error with the nearest headers."""
    assert counting(path, ("编号", "2", "AB-3", "您的建议"), [(1, "中心", "A", None)])[1] == [
        "作答.xlsx[表!A1]: 错误[column-missing] 表头里没有“4”这一列"
    ]


def test_stated_figures_must_agree(path: Path) -> None:
    """Counts and valid answers that the case states as well are compared: a difference is an error with both figures."""
    questions = [dict(q) for q in QUESTIONS]
    questions[3]["options"] = [{"label": "是", "count": 3}, {"label": "否", "count": 3}]
    strata = [SURVEY["strata"][0] | {"sample": 2}, SURVEY["strata"][1]]
    case = case_of(
        surveys=[SURVEY | {"answer_file": {"file": "作答.xlsx", "stratum": "2"}, "valid": 5, "strata": strata}], questions=questions
    )
    sink = Sink()
    rows = [(row[0], row[1], row[2], str(row[3])[:1], row[4]) for row in ANSWERS]
    fill(case, {("surveys", 0, "answer_file"): sheet_of(workbook(path, [HEADER, *rows]))}, sink)
    assert [(d.place.key, d.message) for d in sink if isinstance(d.place, CasePlace)] == [
        (("surveys", 0, "valid"), "有效问卷写的是 5 份，作答表“作答.xlsx”里是 4 份"),
        (("surveys", 0, "strata", 0, "sample"), "层“养老设施”抽取 2 家，作答表里有效的却有 3 份"),
        (("questions", 3, "options", 1, "count"), "题目“4”的选项“否”写的是 3 人，表格文件里是 1 人"),
    ]


@given(st.lists(st.tuples(st.sampled_from(KINDS), st.sampled_from([*DEGREES, ""])), min_size=1, max_size=30))
def test_every_answer_is_counted_once(tmp_path_factory: pytest.TempPathFactory, given_: list[tuple[str, str]]) -> None:
    """Whoever answers what, each option has as many as chose it among those that were asked."""
    path = tmp_path_factory.mktemp("answers") / "作答.csv"
    path.write_text("2,AB-3,4,您的建议\n" + "".join(f"{kind},{degree},,\n" for kind, degree in given_), encoding="utf-8")
    survey = SURVEY | {"answer_file": {"file": "作答.csv", "stratum": "2"}}
    survey["strata"] = [stratum | {"sample": 30} for stratum in SURVEY["strata"]]
    case = fill(case_of(surveys=[survey], questions=QUESTIONS), {("surveys", 0, "answer_file"): sheet_of(path)}, Sink())
    assert counts(case)["2"] == [sum(kind == k for k, _ in given_) for kind in KINDS]
    assert counts(case)["AB-3"] == [sum(d == degree and k != "机构" for k, d in given_) for degree in DEGREES]


# ---- what an answer means ----


@pytest.mark.parametrize(("answer", "index"), [
    ("很满意", 0), (" 很 满意。", 0), ("A", 0), ("b", 1), ("Ａ", 0), ("A.很满意", 0), ("B、一般", 1), ("C．不满意", 2),
    ("A一般", None), ("不满意〖手续多〗", 2), ("不满意（手续多）", 2), ("C（手续多）", None),
    ("很满意（真的）", None), ("满意", None), ("D", None), ("1", None),
])  # fmt: skip
def test_what_an_answer_means(answer: str, index: int | None) -> None:
    """By its text, its letter, or both if they agree; with a reason only where one is asked; by nothing that has to be guessed."""
    options = tuple(Option(label=label, ask_why=label == "不满意") for label in DEGREES)
    assert Choices(options).find(answer) == index


@pytest.mark.parametrize(("header", "is_it"), [
    ("3", True), ("3、您满意吗", True), ("3.您满意吗", True), ("第3题", True),
    ("Q3", False), ("（3）", True), ("【3】", True), ("3:", True),
    ("您满意吗", True), ("您满 意吗", True), ("31", False), ("30、x", False), ("13、x", False), ("满意", False),
])  # fmt: skip
def test_which_column_a_question_has(header: str, is_it: bool) -> None:  # noqa: FBT001 - pytest's parameter
    """A column is headed by the number of the question, whatever stands behind it, or by its text."""
    question = Question(survey="s", id="3", number="（3）", text="您满意吗")
    assert wanted_column(question).accepts(tidy(header)) == is_it


# ---- tallies ----


TALLIES: list[Sequence[object]] = [
    ("题目", "选项", "人数"),
    ("2", "中心", 17), (None, "服务点", 43), (None, "机构", 6),
    ("AB-3", "A", 52), (None, "B", 6), (None, "C", 2), (None, "合计", 60),
    ("4、相符吗", "是", 63), ("4", "否", 3),
]  # fmt: skip


def tallying(path: Path, rows: Sequence[Sequence[object]], **more: object) -> tuple[Case, list[str]]:
    """The case with the tallies of a file, and what was found."""
    case = case_of(surveys=[SURVEY | {"valid": 66, "tally_file": {"file": path.name, **more}}], questions=QUESTIONS)
    sink = Sink()
    return fill(case, {("surveys", 0, "tally_file"): sheet_of(workbook(path, rows))}, sink), told(sink)


def test_tallies(path: Path) -> None:
    """An option a row; the question stands once or in each row; a sum that agrees is left out."""
    case, found = tallying(path, TALLIES)
    assert found == []
    assert counts(case) == {"2": [17, 43, 6], "AB-3": [52, 6, 2], "4": [63, 3]}


def test_tallies_that_do_not_add_up(path: Path) -> None:
    """A sum that its options do not make is an error at its cell, with both figures."""
    rows = [*TALLIES[:7], (None, "合计", 66), *TALLIES[8:]]
    assert tallying(path, rows)[1] == ["作答.xlsx[表!C8]: 错误[total-differs] 题目“AB-3”的合计写的是 66，各选项相加是 60"]


def test_mistakes_in_tallies(path: Path) -> None:
    """Unknown questions and options, options twice or missing, and counts that are none, are named at their cells."""
    rows = [
        ("题目", "选项", "人数"),
        ("9", "是", 1),
        ("2", "中心", 1),
        (None, "中 心", 2),
        (None, "其他", 3),
        (None, "机构", 1.5),
        ("4", "是", None),
    ]
    assert tallying(path, rows)[1] == [
        "作答.xlsx[表!A2]: 错误[unknown-question] 没有题目“9”",
        "作答.xlsx[表!B4]: 错误[option-twice] 题目“2”的选项“中心”写了两行",
        "作答.xlsx[表!B5]: 错误[unknown-answer] 题目“2”没有选项“其他”",
        "作答.xlsx[表!C6]: 错误[not-a-count] 题目“2”的“机构”没有写人数，或不是整数",
        "作答.xlsx[表!C7]: 错误[not-a-count] 题目“4”的“是”没有写人数，或不是整数",
        "作答.xlsx[表!A1]: 错误[option-uncounted] 题目“2”缺少选项的人数：服务点、机构",
        "作答.xlsx[表!A1]: 错误[option-uncounted] 题目“AB-3”缺少选项的人数：很满意、一般、不满意",
        "作答.xlsx[表!A1]: 错误[option-uncounted] 题目“4”缺少选项的人数：是、否",
    ]


def test_more_answers_than_questionnaires() -> None:
    """Options that add up to more than the valid questionnaires, or than the stratum's sample, are an error with both figures."""
    questions = [dict(q) for q in QUESTIONS[1:3]]
    questions[0]["options"] = [{"label": "中心", "count": 67}]
    questions[1]["options"] = [{"label": "是", "count": 5}]
    sink = Sink()
    check_samples(case_of(surveys=[SURVEY | {"valid": 66}], questions=questions), sink)
    assert [(d.code, d.message) for d in sink] == [
        ("tally-above-valid", "题目“2”各选项相加是 67，有效问卷只有 66 份"),
        ("tally-above-valid", "题目“AB-3”各选项相加是 5，该层抽取的问卷只有 4 份"),
    ]


# ---- a whole case ----


MADE_UP = """
[[surveys]]
id = "读者"
title = "读者满意度调查问卷"
mode = "现场填写"
preamble = "您好！"
strata = [
  { id = "成人", name = "成人读者", unit = "人", population = 900, sample = 60 },
  { id = "少儿", name = "少儿读者的家长", unit = "人", population = 300, sample = 40, chosen = ["家长"] },
]
answer_file = { file = "作答.xlsx", stratum = "身份", least = 0.6 }

[[questions]]
survey = "读者"
id = "满意"
number = "1"
text = "您对馆藏图书是否满意？"
measure = "满意度"
unit = "人"
options = [
  { label = "满意", weight = 5 },
  { label = "一般", weight = 3 },
  { label = "不满意", weight = 0, ask_why = true },
]
remark = "满意的{{ questions.满意.满意.count }}人，满意度{{ questions.满意.degree | pct }}。"

[[questions]]
survey = "读者"
id = "绘本"
number = "2"
stratum = "少儿"
text = "绘本够不够？"
unit = "人"
options = [
  { label = "够" },
  { label = "不够" },
]
"""


def made_up(folder: Path) -> Workspace:
    """A made-up case whose survey stands in a workbook of 95 questionnaires, seven of them empty."""
    case = folder / "cases" / CASE
    case.mkdir(parents=True)
    (case / "base.toml").write_text(base_without({"surveys", "questions"}), encoding="utf-8")
    (case / "surveys.toml").write_text(MADE_UP, encoding="utf-8")
    adults: list[Sequence[object]] = [("成人", ("满意", "A", "B", "不满意〖旧书多〗")[n % 4], None) for n in range(60)]
    parents: list[Sequence[object]] = [("家长", "满意" if n % 5 else None, ("够", "不够")[n % 2] if n % 5 else None) for n in range(40)]
    workbook(case / "作答.xlsx", [("身份", "1、您对馆藏图书是否满意？", "2、绘本够不够？"), *adults, *parents[:35]])
    return Workspace(folder)


def test_a_made_up_survey_from_its_answers(tmp_path: Path) -> None:
    """From raw answers to shares, a degree and a sentence: nothing in the case states a count."""
    line = Line(made_up(tmp_path), CASE)
    survey = line.check().surveys[0]
    first, second = survey.questions
    assert survey.valid == 88
    assert [option.count for option in first.options] == [58, 15, 15]
    assert first.degree == (Decimal(58 * 5 + 15 * 3) / Decimal(88 * 5))
    assert str(first.remark) == "满意的58人，满意度76.14%。"
    assert [option.count for option in second.options] == [14, 14]
    assert second.valid == 28
    assert {d.code for d in line.found} == {"several-spellings", "invalid-answers"}
