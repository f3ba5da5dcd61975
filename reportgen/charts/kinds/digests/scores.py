"""Cases by score (综合得分分布). In: a Digest. Out: a bar for each band of scores, the lowest first."""

from __future__ import annotations

from decimal import Decimal

from reportgen.charts.wording import score, sentences
from reportgen.model.charts import ChartSpec, Series
from reportgen.model.digest import Digest


def chart(digest: Digest, name: str, _item: str) -> ChartSpec | None:
    """How many cases fall into each band; None while no case has a total."""
    if digest.totals is None:
        return None
    filled = (f"{band.name}的{band.count}个" for band in digest.bands if band.count)
    return ChartSpec(
        name,
        "各得分段的案例数",
        tuple(band.name for band in digest.bands),
        (Series("案例数", tuple(Decimal(band.count) for band in digest.bands)),),
        sentences(f"平均{score(digest.totals.average)}分，中位数{score(digest.totals.median)}分", filled),
    )
