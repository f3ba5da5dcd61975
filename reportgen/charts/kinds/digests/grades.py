"""Cases by grade (评价等级分布). In: a Digest. Out: a bar for each grade, the best first."""

from __future__ import annotations

from decimal import Decimal

from reportgen.charts.wording import percent, sentences
from reportgen.model.charts import ChartSpec, Series
from reportgen.model.digest import Digest


def chart(digest: Digest, name: str, _item: str) -> ChartSpec | None:
    """How many cases have each grade; None while no case has a total."""
    if digest.totals is None:
        return None
    return ChartSpec(
        name,
        "各评价等级的案例数",
        tuple(grade.name for grade in digest.grades),
        (Series("案例数", tuple(Decimal(grade.count) for grade in digest.grades)),),
        sentences(f"{grade.name}{grade.count}个，占{percent(grade.share)}" for grade in digest.grades),
    )
