"""Other words for the same: synonyms, other sentences, other reasons, other white space, other order.

In: a Subject. Out: sites.
"""

from __future__ import annotations

import re
from functools import partial
from random import Random

from tests.bench.mutation.kinds.chain import deductions
from tests.bench.mutation.model import Edit, Neutral, NeutralSite, Put, Reorder, value_at
from tests.bench.mutation.subject import Subject
from tests.bench.mutation.surface import Text

_SYNONYMS = (
    ("依照", "按照"), ("因此", "所以"), ("尚未", "还没有"), ("较为", "比较"), ("使其", "让其"), ("据此", "由此"), ("从而", "进而"),
    ("以便", "以利"), ("随即", "随后"), ("逐项", "逐一"), ("应当", "应"), ("推动", "促进"), ("提高", "提升"), ("改进", "完善"),
    ("查明", "查清"), ("反映", "体现"), ("主要有", "主要包括"), ("切合", "符合"), ("借助", "通过"), ("弄清", "摸清"),
)  # fmt: skip
_KEPT = re.compile(r"\{\{.*?\}\}|《[^》]*》|“[^”]*”|〔[^〕]*〕", re.DOTALL)  # references, titles, quoted words
_LEANING = re.compile(r"^(其|该|此|上述|前|后|同|另|又|再|由此|因此|但|这|两|二|三|随|据|由|并|各题|收费|饭菜|服务一|失能)|一是|（1）")
_HARMLESS = (
    "评价工作组对有关情况作了核实。",
    "以上情况已同项目单位交换意见。",
    "有关资料整理后归档备查。",
    "相关人员对评价工作给予了配合。",
)
_TABLES = (
    ("documents",),
    ("facts",),
    ("evaluator", "team"),
    ("targets", "adjustments"),
    ("funds", "ledger"),
    ("work", "basis"),
    ("photos",),
    ("visits",),
)


def synonyms(subject: Subject) -> list[NeutralSite]:
    """One word for another in a text of the evaluator's, outside of names and quotations."""
    sites: list[NeutralSite] = []
    for text in subject.narrative:
        own = _KEPT.sub("", text.text)
        sites += [partial(_synonym, subject, text, old, new) for old, new in _SYNONYMS if old in own]
    return sites


def _synonym(subject: Subject, text: Text, old: str, new: str, _: Random) -> Neutral:
    kept = _KEPT.findall(text.text)
    own = [piece.replace(old, new) for piece in _KEPT.split(text.text)]
    changed = "".join(piece + other for piece, other in zip(own, [*kept, ""], strict=True))
    return Neutral("synonym", subject.name, (Put(text.key, changed),), f"{subject.label(text.key)}: {old} → {new}")


def sentences(subject: Subject) -> list[NeutralSite]:
    """A further sentence that says nothing about figures, or two sentences the other way round."""
    passages = [text for text in subject.narrative if text.passage]
    sites: list[NeutralSite] = [partial(_further, subject, text) for text in passages]
    return sites + [partial(_turned, subject, text, at) for text in passages for at in _free_pairs(text)]


def _further(subject: Subject, text: Text, chance: Random) -> Neutral:
    sentence = chance.choice(_HARMLESS)
    added = subject.added("sentence", text, sentence, (), ())
    return Neutral("sentence", subject.name, added.edits, f"{subject.label(text.key)}: {sentence}")


def _parts(text: Text) -> list[str]:
    return re.findall(r"[^。]*。\s*|[^。]+$", text.text)


def _free_pairs(text: Text) -> list[int]:
    """Neighbouring sentences of one paragraph of which neither leans on another."""
    parts = _parts(text)
    whole = [bool(part.strip().endswith("。") and "\n\n" not in part and not _LEANING.search(part.strip())) for part in parts]
    return [at for at in range(len(parts) - 1) if whole[at] and whole[at + 1]]


def _turned(subject: Subject, text: Text, at: int, _: Random) -> Neutral:
    parts = _parts(text)
    parts[at], parts[at + 1] = parts[at + 1].strip(), parts[at].strip()
    return Neutral("sentence", subject.name, (Put(text.key, "".join(parts)),), f"{subject.label(text.key)}: 第{at + 1}句与下一句互换")


def reasons(subject: Subject) -> list[NeutralSite]:
    """A reason for lost points in other words."""
    return [partial(_reason, subject, key) for key in deductions(subject.data["indicators"], ("indicators",))]


def _reason(subject: Subject, key: tuple[str | int, ...], chance: Random) -> Neutral:
    row = value_at(subject.data, key)
    reason = row["reason"].rstrip("。；")
    new = chance.choice((f"评价发现，{reason}", f"经核查，{reason}", f"{reason}，有待改进"))
    edits: list[Edit] = [Put((*key, "reason"), new)]
    if "detail" in row and chance.random() < 0.5:
        edits.append(Put((*key, "detail"), "评价工作组了解到，" + row["detail"].lstrip()))
    return Neutral("other-reason", subject.name, tuple(edits), f"{subject.label(key)}: {new}")


def spaces(subject: Subject) -> list[NeutralSite]:
    """Line ends and paragraphs elsewhere."""
    return [partial(_spaced, subject, text) for text in subject.narrative if text.passage]


def _spaced(subject: Subject, text: Text, chance: Random) -> Neutral | None:
    way = chance.randrange(4)
    parts = _parts(text)
    at = chance.randrange(len(parts))
    changed = (
        text.text + "\n",
        "\n" + text.text,
        "".join(parts[:at]).rstrip() + "\n\n" + "".join(parts[at:]).lstrip() if at and "\n1." not in text.text else text.text + "\n\n",
        text.text.rstrip(),
    )[way]
    if changed == text.text:
        return None
    return Neutral("white-space", subject.name, (Put(text.key, changed),), f"{subject.label(text.key)}: {way}.{at}")


def order(subject: Subject) -> list[NeutralSite]:
    """The rows of a table in another order."""
    return [partial(_ordered, subject, key) for key in _TABLES if len(_rows(subject, key)) > 1]


def _rows(subject: Subject, key: tuple[str, ...]) -> list[object]:
    found: object = subject.data
    for step in key:
        found = found.get(step, {}) if isinstance(found, dict) else {}
    return found if isinstance(found, list) else []


def _ordered(subject: Subject, key: tuple[str, ...], chance: Random) -> Neutral:
    """Two rows have changed places, or all are shuffled."""
    places = list(range(len(_rows(subject, key))))
    if chance.random() < 0.5:
        chance.shuffle(places)
    else:
        one, other = chance.sample(places, 2)
        places[one], places[other] = places[other], places[one]
    return Neutral("order", subject.name, (Reorder(key, tuple(places)),), f"{'.'.join(key)} {places}")
