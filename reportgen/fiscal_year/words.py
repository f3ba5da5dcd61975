"""A year in words, for the terminal.

In: a YearResult. Out: rows of a table and texts in Chinese.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.diagnostics import SEVERITY_NAMES, Severity, text
from reportgen.model.summary import Finding

from .plan import listed
from .result import CaseResult, Status, YearResult

COLUMNS = ("结果", "案例数", "说明")


def rows(result: YearResult) -> tuple[tuple[str, str, str], ...]:
    """What became of the cases: of each sort how many, with a remark. Rows of `COLUMNS`; those that say nothing are left out."""
    warned = [case for case in result.cases if case.warnings]
    withdrawn = [name for case in result.cases for name in case.withdrawn]
    aside = [names for case in result.cases if (names := _set_aside(case))]
    given = (
        ("生成", len(result.of(Status.BUILT)), ""),
        ("未变", len(result.of(Status.UNCHANGED)), "内容和设置都没有改动，沿用原有的报告"),
        ("出错", len(result.of(Status.FAILED)), _failed(result)),
        ("未做", len(result.left), _left(result)),
        ("删旧", sum(bool(case.withdrawn) for case in result.cases), _withdrawn(withdrawn)),
        ("另存", len(aside), f"有人手工改过的文件没有覆盖，已另存为：{listed([name for names in aside for name in names])}"),
        ("有警告", len(warned), f"共 {sum(case.warnings for case in warned)} 个警告，逐条见年度汇总.xlsx 的“检查结果”"),
    )
    return tuple((name, str(number), remark) for name, number, remark in given if number)


def _set_aside(case: CaseResult) -> list[str]:
    """The names of files that somebody had edited, as they are now."""
    return [finding.place.rpartition("/")[2] for finding in case.findings if finding.code == "edited-by-hand"]


def _failed(result: YearResult) -> str:
    """What a failed case leaves as it was; not the files that it had written, of several forms, before it failed."""
    written = [name for case in result.of(Status.FAILED) for name in case.written]
    return "没有生成，原有的报告没有动" + (f"；只有 {listed(written)} 已经写出" if written else "")


def _left(result: YearResult) -> str:
    """How to go on. With --force there is no going on: what this run built would be built again."""
    if not result.interrupted:
        return ""
    if result.forced:
        return "去掉 --force 再运行，会接着做没有做过和有改动的；带 --force 会从头全部重做"
    return "再运行同一条命令，会接着做"


def _withdrawn(files: Sequence[str]) -> str:
    return f"内容改了，按旧内容做的文件已删除：{listed(files)}；要新的，加 --pdf 或 --html"


def troubles(result: YearResult) -> Iterator[str]:
    """What is wrong: with the year as a whole, then each case that failed, with its first error."""
    yield from map(text, result.findings)
    yield from map(_trouble, result.of(Status.FAILED))


def closing(result: YearResult) -> str:
    """One line that says what was done."""
    counts = {"生成": Status.BUILT, "未变": Status.UNCHANGED, "出错": Status.FAILED}
    told = [f"{name} {len(result.of(status))}" for name, status in counts.items() if result.of(status)]
    left = [f"未做 {len(result.left)}"] if result.left else []
    start = "已中断，" if result.interrupted else ""
    total = len(result.cases) + len(result.left)
    return f"{start}{result.year} 年度 {total} 个案例：{'，'.join(told + left) or '没有要做的'}，用时 {_duration(result.seconds)}"


def _trouble(case: CaseResult) -> str:
    if case.fault is not None:
        return f"{case.name}：程序出了故障（{case.fault.kind}），不是案例写错了"
    errors = sum(finding.severity == Severity.ERROR for finding in case.findings)
    more = f"，共 {errors} 个错误，第一个" if errors > 1 else ""
    start = f"没有全部生成（已经写出 {listed(case.written)}）" if case.written else "没有生成"
    return f"{case.name}：{start}{more}\n  {_worded(case.first_error)}"


def _worded(finding: Finding | None) -> str:
    """An error as `diagnostics.text` has it, set in."""
    if finding is None:
        return ""
    line = f"{finding.place}: {SEVERITY_NAMES[Severity(finding.severity)]}[{finding.code}] {finding.message}"
    return f"{line}\n  提示：{finding.hint}" if finding.hint else line


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} 分 {rest} 秒" if minutes else f"{seconds:.1f} 秒"
