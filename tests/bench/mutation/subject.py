"""A shipped case to be changed: its data, what the line makes of them, and where it says the same thing twice.

In: the name of a case. Out: a Subject. It runs the stages up to scoring and resolves references; it knows nothing of what looks for
contradictions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

from reportgen.case import check_links, parse, read
from reportgen.case.source import Source
from reportgen.compose.namespace import namespace, own_figures
from reportgen.compose.references import ReferenceProblem, resolve
from reportgen.diagnostics import Key, Sink, Stopped
from reportgen.model.case import Case
from reportgen.model.indicators import Indicator
from reportgen.model.scorecard import IndicatorScore, Scorecard
from reportgen.scoring import score
from tests.bench.mutation.model import Data, Edit, Mutation, Put, Side, applied, value_at
from tests.bench.mutation.surface import REFERENCE, Text, around, row_of, texts

ROOT = Path(__file__).parents[3]
CASES = ("caidian2022", "wuchang2019", "linyi2020")
_IDENTITY = ("name", "id", "title", "label", "content", "declared", "caption")
# A report prints these wherever they are mentioned besides: tables of funds and surveys, the cover, the score sheet.
_PRINTED = ("funds.", "questions.", "surveys.", "report.", "indicators.", "project.", "evaluator.")


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference in a text: its place, the path with its owner, what it stands for and what is printed for it."""

    text: Text
    start: int
    end: int
    inside: str
    path: str
    value: object
    printed: str

    @property
    def after(self) -> str:
        """What follows it."""
        return self.text.text[self.end :]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the line makes of changed data."""

    case: Case
    card: Scorecard
    figures: Mapping[str, object]


@dataclass(frozen=True)
class Subject:
    """A case with all that is derived from it; `others` are the data of the other cases."""

    source: Source
    others: tuple[Data, ...]

    @property
    def name(self) -> str:
        """The name of the case."""
        return self.source.name

    @property
    def data(self) -> Data:
        """Its data."""
        return self.source.data

    @cached_property
    def outcome(self) -> Outcome:
        """What the line makes of the case as it is."""
        found = self.after(())
        assert found is not None
        return found

    def after(self, edits: Sequence[Edit]) -> Outcome | None:
        """What the line makes of the case with edits; None where it refuses it."""
        sink = Sink()
        try:
            case = parse(replace(self.source, data=applied(self.data, edits)), sink)
            check_links(case, sink)
            card = score(case, sink)
        except Stopped:
            return None
        return Outcome(case, card, namespace(case, card, sink))

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """All texts of the case."""
        return tuple(texts(self.data))

    @cached_property
    def narrative(self) -> tuple[Text, ...]:
        """The texts that the evaluator words."""
        return tuple(text for text in self.texts if text.narrative)

    @cached_property
    def all_references(self) -> tuple[Reference, ...]:
        """All references of the case, in quoted material too."""
        return tuple(found for text in self.texts for found in self._references(text))

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """The references in what the evaluator words."""
        return tuple(found for found in self.all_references if found.text.narrative)

    @cached_property
    def scores(self) -> Mapping[str, IndicatorScore]:
        """Scores of indicators by name."""
        return {found.name: found for found in self.outcome.card.indicators}

    @property
    def indicators(self) -> tuple[tuple[int, Indicator], ...]:
        """Indicators with their places."""
        return tuple(enumerate(self.outcome.case.indicators))

    @cached_property
    def money_facts(self) -> frozenset[str]:
        """Paths of the facts that are amounts."""
        money = {fact.id for fact in self.outcome.case.facts if fact.unit in {"元", "万元", "亿元"}}
        return frozenset(f"facts.{id_}" for id_ in money)

    def _references(self, text: Text) -> Iterable[Reference]:
        owner = self.data["indicators"][text.key[1]]["name"] if text.key[0] == "indicators" else ""
        own = own_figures(self.scores[owner]) if owner else {}
        for found in REFERENCE.finditer(text.text):
            path, inside = found[1], found[1] + found[2]
            figures = {**self.outcome.figures, **own}
            try:
                printed = resolve(inside, figures)
            except ReferenceProblem:  # a pointer to a caption, which only a template knows
                continue
            full = f"indicators.{owner}.{path}" if path in own else path
            yield Reference(text, *found.span(), inside, full, figures[path], printed)

    def second_mentions(self, reference: Reference) -> tuple[Side, ...]:
        """Where else the report says what a reference says: other references, the rule that uses it, the table that it comes from."""
        others = [o for o in self.all_references if o.path == reference.path and o is not reference]
        sides = [Side(o.text.key, o.printed) for o in others]
        sides += [Side(key, reference.printed) for key in self._rules_using(reference.path)]
        home = self.home(reference.path)
        if sides or reference.path.startswith(_PRINTED):
            sides.append(Side(home, reference.printed))
        return tuple(dict.fromkeys(side for side in sides if side.key))

    def _rules_using(self, path: str) -> list[Key]:
        known = [text.key for text in self.texts if text.key[0] == "indicators" and "rule" in text.key and text.text == path]
        return known if path.startswith("facts.") else []

    def home(self, path: str) -> Key:
        """Where the figure at a path is stated: a fact, a row, a field; empty where nothing states it."""
        head, _, rest = path.partition(".")
        if head in {"report", "funds", "project", "evaluator"}:
            return (head, rest) if rest in self.data[head] else (head,)
        rows = self.data.get(head, [])
        field = "name" if head == "indicators" else "id"
        named = [at for at, row in enumerate(rows) if rest == row.get(field) or rest.startswith(f"{row.get(field)}.")]
        return (head, named[0]) if named else ()

    def mentions(self, path: str) -> tuple[Side, ...]:
        """Everywhere the report says the figure at a path."""
        sides = [Side(r.text.key, r.printed) for r in self.all_references if r.path == path]
        return (*sides, Side(self.home(path)), *(Side(key) for key in self._rules_using(path)))

    def label(self, key: Key) -> str:
        """A key with names instead of the numbers of rows, which stays the same when other rows come or go."""
        steps: list[str] = []
        for at, step in enumerate(key):
            try:
                row = value_at(self.data, key[: at + 1])
            except (KeyError, IndexError, TypeError):
                row = None
            named = [row[field] for field in _IDENTITY if isinstance(row, dict) and field in row]
            steps.append(str(named[0]) if named and isinstance(step, int) else str(step))
        return ".".join(steps)

    def retyped(
        self, kind: str, text: Text, span: tuple[int, int], new: str, against: Iterable[Side], families: Iterable[int]
    ) -> Mutation:
        """The mutation that types something else over a stretch of a text."""
        changed = text.text[: span[0]] + new + text.text[span[1] :]
        old = around(text.text, *span)
        shown = around(changed, span[0], span[0] + len(new))
        return self.mutated(kind, (Put(text.key, changed),), (old, shown), against, families)

    def added(self, kind: str, text: Text, sentence: str, against: Iterable[Side], families: Iterable[int]) -> Mutation:
        """The mutation that puts a sentence behind a text."""
        end = len(text.text.rstrip())
        stop = "" if text.text[:end].endswith(("。", "！", "？", "；", "：")) else "。"
        return self.retyped(kind, text, (end, len(text.text)), stop + sentence, against, families)

    def mutated(
        self, kind: str, edits: Sequence[Edit], words: tuple[str, str], against: Iterable[Side], families: Iterable[int]
    ) -> Mutation:
        """The mutation of these edits, the first of which is where it stands."""
        key = edits[0].key
        old, new = words
        what = f"{self.label(key)}: {old} → {new}"
        return Mutation(kind, self.name, tuple(edits), what, key, old, new, tuple(against), frozenset(families))


def near(one: Key, other: Key) -> bool:
    """Whether two keys belong to one row, or one of them to a table that holds the other."""
    rows = row_of(one), row_of(other)
    shorter = min(map(len, rows))
    return rows[0][:shorter] == rows[1][:shorter]


@cache
def subjects() -> tuple[Subject, ...]:
    """The shipped cases."""
    sources = [read(ROOT / "cases", name, Sink()) for name in CASES]
    return tuple(Subject(source, tuple(other.data for other in sources if other is not source)) for source in sources)


def subject(name: str) -> Subject:
    """A shipped case by its name."""
    return next(found for found in subjects() if found.name == name)
