"""Score rates by dimension (各一级指标得分率). In: a Digest. Out: bars for the lowest, the mean and the highest rate of each."""

from __future__ import annotations

from decimal import Decimal

from reportgen.charts.wording import percent, sentences
from reportgen.model.charts import ChartSpec, Series
from reportgen.model.digest import Digest

# Upright bars leave room for short names of few only.
_UPRIGHT, _SHORT = 6, 6


def chart(digest: Digest, name: str, _item: str) -> ChartSpec | None:
    """Rates from 0 to 1 by name, in the order of the cases; None where there are none."""
    rows = digest.dimensions.shown
    if not rows:
        return None
    return ChartSpec(
        name,
        "各一级指标得分率",
        tuple(row.name for row in rows),
        (
            Series("最低", tuple(row.lowest for row in rows)),
            Series("平均", tuple(row.average for row in rows)),
            Series("最高", tuple(row.highest for row in rows)),
        ),
        sentences(f"{row.name}平均{percent(row.average)}，最高{percent(row.highest)}，最低{percent(row.lowest)}" for row in rows),
        percent=True,
        horizontal=len(rows) > _UPRIGHT or any(len(row.name) > _SHORT for row in rows),
        full=Decimal(1),
    )
