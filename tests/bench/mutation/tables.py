"""The results by kind as a table for a terminal.

In: Results. Out: a rich table, in Chinese.
"""

from __future__ import annotations

from rich.table import Table

from tests.bench.mutation.run import Results


def by_kind(results: Results, title: str, noticed: str) -> Table:
    """How many of each kind were made and noticed, where and for what they are, before the end of the line, and how many were not."""
    table = Table("类别", "生成", noticed, "其中在原处", "其中被拒收", "没有", title=title, title_justify="left")
    for row in results.rows:
        numbers = row.made, row.noticed, row.strict, row.refused, row.made - row.noticed
        table.add_row(f"{row.title} {row.name}", *map(str, numbers))
    table.add_section()
    table.add_row("合计", *map(str, (results.made, results.noticed, results.strict, results.refused, results.made - results.noticed)))
    if results.excluded or results.stale:
        table.caption = f"另排除 {len(results.excluded)} 个不产生矛盾的；排除清单中过时的 {len(results.stale)} 个"
    return table
