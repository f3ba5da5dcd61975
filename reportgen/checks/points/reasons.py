"""Reasons of lost points that give none. In: a Subject. Out: findings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.checks.check import Finding, check
from reportgen.checks.losses import SHORTCOMING
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Severity

_NOTHING = re.compile(
    r"(?:[\W_]|(?:详|参)?见(?:报告)?[上下前后正]文|(?:详|参)?见本?(?:报告|附件|附表|附录|说明|表格|评价情况|相关材料)|[上下前]文|如上|如前所述|同上|同前"
    r"|其他|其它|原因|无|略|不详|暂无|详见\S{0,6}|扣分|减分|失分|酌情|适当|据此|按(?:评分)?标准|根据(?:评分)?标准|综合评定|扣\s*\d+(?:\.\d+)?\s*分)*"
)
_PRAISE = re.compile(
    r"全部|全面|完整|齐全|规范|及时|合理|健全|充分|到位|达到|完成|符合|一致|明确|清晰|良好|优秀|合规|按时|按期|如期|满意|完善|顺利|很好|有效"
)


@check(
    "reason-without-shortcoming",
    Severity.WARNING,
    meaning="扣分原因没有说出不足：只有“其他”“酌情扣分”之类的话，或者说的是好话。",
    why="每一分扣在哪里都要说得出理由；原因里没有不足，扣分就站不住。",
    example="扣 1 分，原因写“预算资金全部到位”。",
    mend="写明差在哪里、差多少；没有不足的，不应扣分。",
)
def reason_without_shortcoming(subject: Subject) -> Iterator[Finding]:
    for loss in subject.losses:
        for words in dict.fromkeys((loss.reason, loss.detail)):
            if _NOTHING.fullmatch(words):
                message = f"“{loss.indicator.name}”的扣分原因只写了“{words}”，没有说出不足"
                yield Finding(loss.place, message, "写明差在哪里、差多少")
            elif _PRAISE.search(words) and not SHORTCOMING.search(words):
                message = f"“{loss.indicator.name}”扣了分，原因“{words}”说的却没有不足"
                yield Finding(loss.place, message, "写明差在哪里、差多少；没有不足的，不应扣分")
