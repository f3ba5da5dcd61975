"""Made cases: as large as caidian2022, with other figures, names and prose for every seed.

In: a folder for cases, a name, a seed, and how many indicators. Out: a case of TOML files that the line accepts without a finding.
The files keep the layout of the shipped ones (comments, inline tables, long strings), so that reading them costs the same.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import openpyxl

from reportgen.model.scorecard import Scorecard
from reportgen.pipeline import Line, Workspace

_SHIPPED = Path(__file__).parents[2] / "cases" / "caidian2022"
# A comment, or a string with the key before it, if it has one.
_TOKEN = re.compile(r'(?P<comment>#[^\n]*)|(?P<key>\b[\w-]+\s*=\s*)?(?P<text>"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*")')
_REFERENCE = re.compile(r"(\{\{.*?\}\})", re.DOTALL)
_PLACE_IN_LIST = re.compile(r"(evaluator\.\w+\.\d+)")
# Signs that mean something to the program: 数量指标 is of 产出数量, 5家 is a count, 5万元 an amount.
_MEANT = frozenset("指标产出效益果年月日个家所张床人名户种类次份项天万亿元每占")
_CHINESE = re.compile("[\u4e00-\u9fff]")
# The words of these fields are chosen from a list, so they stay.
_CHOSEN = frozenset({"kind", "role", "attribute", "recurrence", "structure", "unit", "grade", "part", "file"})
# These of an indicator are names by which other tables know it, or it knows them.
_LINKS = _CHOSEN | {"dimension", "group", "name", "problem", "value", "planned", "questions", "due", "done"}
_PLAIN_FACT = re.compile(r'^(id = "(?P<id>[^"]+)"\nvalue = )(?P<value>\d+(?:\.\d+)?)$', re.MULTILINE)
_FACT_PATH = re.compile(r"\bfacts\.([\w-]+)")
# Facts that count the items of a list: they stay as the list does.
_LISTED = frozenset({"实际服务福利院", "已补贴网点"})


@dataclass(frozen=True, slots=True)
class Made:
    """What is to be made: the case's name, its seed, and its number of indicators (None: as many as the shipped case has)."""

    name: str
    seed: int
    indicators: int | None = None


def make(cases: Path, made: Made) -> None:
    """Writes the case below `cases`; its published results are those that the line computes."""
    chance = random.Random(made.seed)
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(_SHIPPED.glob("*.toml"))}
    if made.indicators is not None:
        _grow(texts, made.indicators, chance)
    texts["facts.toml"] = _with_other_facts(texts["facts.toml"], chance)
    texts["surveys.toml"] = _with_other_tallies(texts["surveys.toml"], chance)
    texts["report.toml"] = _with_other_funds(texts["report.toml"], chance)
    texts["accepted.toml"] = _without_words(texts["accepted.toml"])
    alphabet = sorted(set(_CHINESE.findall("".join(texts.values()))) - _MEANT)
    table = _shuffled(alphabet, chance)
    texts = {name: _reworded(text, lambda t: _swapped(t, table), _CHOSEN) for name, text in texts.items()}
    _write(cases / made.name, texts)
    _write_workbooks(cases / made.name, table)
    texts["report.toml"] = _published(texts["report.toml"], _scored(cases, made.name))
    _write(cases / made.name, texts)


def _without_words(text: str) -> str:
    """What the case accepts, but for what checks find by words: they find nothing where words are swapped."""
    return "".join(block for block in _blocks(text, "accepted") if 'check = "full-marks-but-survey"' not in block)


def _swapped(text: str, table: dict[int, str]) -> str:
    """A text with its characters swapped; places in a list (evaluator.members.1) stay."""
    return "".join(part if at % 2 else part.translate(table) for at, part in enumerate(_PLACE_IN_LIST.split(text)))


def _write(folder: Path, texts: dict[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")


def _write_workbooks(folder: Path, table: dict[int, str]) -> None:
    """The shipped workbooks with their texts changed as those of the case are."""
    for path in _SHIPPED.glob("*.xlsx"):
        book = openpyxl.load_workbook(path)
        for sheet in book.worksheets:
            sheet.title = sheet.title.translate(table)
            for cell in (cell for row in sheet.iter_rows() for cell in row):
                if isinstance(cell.value, str):
                    cell.value = cell.value.translate(table)
        book.save(folder / path.name)


def _shuffled(characters: list[str], chance: random.Random) -> dict[int, str]:
    """A table that swaps characters one to one: what was the same, or different, stays so, and every id leads where it led."""
    return {ord(one): other for one, other in zip(characters, chance.sample(characters, len(characters)), strict=True)}


def _reworded(text: str, change: Callable[[str], str], kept: frozenset[str]) -> str:
    """TOML with its strings changed, but for those of the `kept` keys."""

    def changed(found: re.Match[str]) -> str:
        key = (found["key"] or "").partition("=")[0].strip()
        return found[0] if found["comment"] or key in kept else f"{found['key'] or ''}{change(found['text'])}"

    return _TOKEN.sub(changed, text)


def _with_other_facts(text: str, chance: random.Random) -> str:
    """Plain numbers at another scale, each with a deviation; equal ones stay equal, so that what was full marks stays so."""
    scale = chance.uniform(1.3, 3)
    factors: dict[str, float] = {}

    def changed(found: re.Match[str]) -> str:
        if found["id"].rstrip("0123456789") in _LISTED:
            return found[0]
        value = Decimal(found["value"])
        factor = factors.setdefault(found["value"], scale * chance.uniform(0.95, 1))
        return f"{found[1]}{round(value * Decimal(factor), -int(value.as_tuple().exponent))}"

    return _PLAIN_FACT.sub(changed, text)


def _with_other_tallies(text: str, chance: random.Random) -> str:
    """Each question's answers spread otherwise over its options; their number stays, and about so many choose the first."""

    def spread(block: str) -> str:
        counts = [int(n) for n in re.findall(r"\bcount = (\d+)", block)]
        others = iter(_spread(counts, chance) if counts else ())
        return re.sub(r"\bcount = \d+", lambda _: f"count = {next(others)}", block)

    return "".join(map(spread, _blocks(text, "questions")))


def _spread(counts: list[int], chance: random.Random) -> Iterator[int]:
    left = sum(counts[1:])
    more = chance.randint(0, 1) if left > 1 else 0
    yield counts[0] + more
    left -= more
    for parts in range(len(counts) - 1, 0, -1):
        part = left if parts == 1 else chance.randint(0, left)
        left -= part
        yield part


def _with_other_funds(text: str, chance: random.Random) -> str:
    budget = chance.uniform(600, 3000)
    received = budget * chance.uniform(0.6, 0.94)
    spent = received * chance.uniform(0.996, 1)
    for name, amount in (("budget", budget), ("received", received), ("spent", spent)):
        text = re.sub(rf"^{name} = [\d.]+$", f"{name} = {amount:.2f}", text, count=1, flags=re.MULTILINE)
    return text


def _blocks(text: str, table: str) -> list[str]:
    """The text before the first [[table]], then each of these tables."""
    return re.split(rf"^(?=\[\[{table}\]\])", text, flags=re.MULTILINE)


def _grow(texts: dict[str, str], indicators: int, chance: random.Random) -> None:
    """Repeats the indicators in place until there are so many; each copy has its own name, facts and prose."""
    before, *shipped = _blocks(texts["indicators.toml"], "indicators")
    facts = {found[1]: block for block in _blocks(texts["facts.toml"], "facts") if (found := re.search(r'id = "(.+?)"', block))}
    alphabet = sorted(set(_CHINESE.findall("".join(shipped))))
    blocks, more = [before], []
    for at, block in enumerate(shipped):
        blocks.append(block)
        for number in range(1, len(range(at, indicators, len(shipped)))):
            copied, used = _copied(block, number, _shuffled(alphabet, chance), facts)
            blocks.append(copied)
            more += used
    texts["indicators.toml"] = "".join(blocks)
    texts["facts.toml"] += "".join(dict.fromkeys(more))


def _copied(block: str, number: int, table: dict[int, str], facts: dict[str, str]) -> tuple[str, list[str]]:
    """An indicator under another name, with the copies of the facts that it rests on."""
    name = re.findall(r'^name = "(.+?)"$', block, flags=re.MULTILINE)[0]
    block = block.replace(f'\nname = "{name}"', f'\nname = "{name}{number}"').replace(
        f"indicators.{name}.", f"indicators.{name}{number}."
    )
    used = [id_ for id_ in dict.fromkeys(_FACT_PATH.findall(block)) if id_ in facts]
    block = _FACT_PATH.sub(lambda found: f"{found[0]}{number}" if found[1] in facts else found[0], block)

    def change(text: str) -> str:
        is_path = text.startswith('"facts.')
        return text if is_path else "".join(p if p.startswith("{{") else p.translate(table) for p in _REFERENCE.split(text))

    copies = [facts[id_].replace(f'id = "{id_}"', f'id = "{id_}{number}"') for id_ in used]
    return _reworded(block, change, _LINKS), copies


def _scored(cases: Path, name: str) -> Scorecard:
    line = Line(Workspace(cases.parent), name)
    line.check()
    assert line.scorecard is not None
    return line.scorecard


def _published(text: str, card: Scorecard) -> str:
    """The published results of a case as the computed ones."""
    before, heading, published = text.partition("[published]\n")
    known = {f'dimensions."{d.name}"': d.score for d in card.dimensions} | {f'indicators."{i.name}"': i.score for i in card.indicators}
    known["total"] = card.total.score
    lines = [f"{key} = {known[key]}" if (key := line.partition(" = ")[0]) in known else line for line in published.split("\n")]
    return before + heading + re.sub(r'^grade = ".*"$', f'grade = "{card.grade}"', "\n".join(lines), flags=re.MULTILINE)


def main() -> None:
    """Makes the cases that the second argument names (JSON) below the folder that the first one names.

    A process of its own: the one that is measured has seen none of the cases before.
    """
    for fields in json.loads(sys.argv[2]):
        make(Path(sys.argv[1]), Made(*fields))


if __name__ == "__main__":
    main()
