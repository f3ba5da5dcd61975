"""The condition of a template's own text. In: the tree of a part and its tags. Out: tracked changes, and styles that are not there.

Both would be printed: changes as they stand, text in a missing style as if it had none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.word.wordml import TBL, VAL, P, near, w

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from collections.abc import Set as AbstractSet

    from lxml.etree import _Element

    from reportgen.word.places import Spot

    # Takes a code, a place in words, a message and a hint.
    Say = Callable[[str, str, str, str], None]

_CHANGES = tuple(
    w(name)
    for name in (
        "ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "pPrChange", "rPrChange", "tblPrChange", "trPrChange",
        "tcPrChange", "sectPrChange", "tblGridChange", "tblPrExChange", "numberingChange",
    )
)  # fmt: skip
_STYLES = (w("pStyle"), w("rStyle"), w("tblStyle"))


def check_changes(root: _Element, paragraphs: Sequence[Spot], say: Say) -> None:
    """Says where the first tracked change of a part stands, and how many there are."""
    found = list(root.iter(*_CHANGES))
    if found:
        hint = "在 Word 的“审阅”里先接受或拒绝修订，保存后再生成"
        say("tracked-changes", _place(found[0], paragraphs), f"模板里有 {len(found)} 处修订没有接受或拒绝，从这里起", hint)


def check_styles(root: _Element, paragraphs: Sequence[Spot], defined: AbstractSet[str], gone: AbstractSet[_Element], say: Say) -> None:
    """Says of each style that is not defined where it is used first; what goes away with a tag (`gone`) does not count."""
    seen: set[str] = set()
    for element in root.iter(*_STYLES):
        name = element.get(VAL, "")
        if name in defined or name in seen or (gone and not gone.isdisjoint(element.iterancestors())):
            continue
        seen.add(name)
        hint = "在 Word 里恢复这个样式，或给这里换一个样式，保存后再生成"
        say("style-missing", _place(element, paragraphs), f"样式 {name} 在模板里没有定义，最先用在这里", hint)


def _place(element: _Element, paragraphs: Sequence[Spot]) -> str:
    """The paragraph or cell in which something stands; of a table its first cell."""
    table = near(element, TBL)
    owner = near(element, P)
    if owner is None and table is not None:
        owner = next(table.iter(P), None)
    return next((spot.where for spot in paragraphs if spot.element is owner), paragraphs[0].where if paragraphs else "")
