"""What texts say of things: 归档及时, 制度有待健全. In: a text. Out: its Verdicts, praised or denied.

Clauses that demand, ask, hope or except say nothing of how things are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.diagnostics import Key

_VERDICTS = "及时|到位|完整|齐全|规范|健全|明确|合理|一致|充分|完善|清晰|准确|真实|达标|合规|有效|科学|完备|有序|顺利"
VERDICT_WORD = re.compile(_VERDICTS)
CLAUSES = re.compile(r"[^，。；、！？\n“”（）]+")
_VERDICT = re.compile(
    rf"(?P<of>[^\W\d_]{{2,12}}?)(?P<not>[不未没无欠]|没有|未能|不够|不尽|尚未|有待|不太)?(?:较为?|比较|基本|总体|均|都|已|全部|十分|很)*(?P<verdict>{_VERDICTS})(?![率性度])"
)
_NO_VERDICT = re.compile(
    r"[应须要若]|是否|有无|如何|考核|反映|确保|保证|做到|加强|提高|推动|建议|程度|情况|部分|个别|除|以便|有助|使|为了"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a clause (`words`) of the text at a key says of something: 归档 不 及时."""

    of: str
    verdict: str
    denied: bool
    key: Key
    words: str


def verdicts_in(text: str, key: Key) -> Iterator[Verdict]:
    """The verdicts of a text in order."""
    for clause in CLAUSES.findall(text) if VERDICT_WORD.search(text) else ():
        if VERDICT_WORD.search(clause) and not _NO_VERDICT.search(clause):
            for m in _VERDICT.finditer(clause):
                yield Verdict(m["of"], m["verdict"], m["not"] is not None, key, clause)
