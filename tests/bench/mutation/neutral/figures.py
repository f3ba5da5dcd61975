"""Figures and dates that are others everywhere, and statements that are right.

In: a Subject. Out: sites. Nothing that a case states about its figures breaks: what the line computes of them changes with them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from random import Random
from typing import Any

from reportgen.diagnostics import Key
from tests.bench.mutation.consequences import consequence
from tests.bench.mutation.kinds.stated import claims_of
from tests.bench.mutation.model import Edit, Neutral, NeutralSite, Put, value_at
from tests.bench.mutation.relations import relations
from tests.bench.mutation.statements import Statement, count_statements, score_statements
from tests.bench.mutation.subject import Reference, Subject
from tests.bench.mutation.surface import Text

_TRIES = 6
_MONEY = ("补发到位", "当年到位", "补发支出", "当年支出", "康乐园退回", "义堂退回", "农家乐退回")  # parts of the funds of one case
_FIXED = frozenset({"值班时长"})  # a day has 24 hours
_FUNDS = ("initial", "budget", "received", "withdrawn", "spent")


def _neutral(subject: Subject, kind: str, edits: Sequence[Edit], what: str) -> Neutral | None:
    """The change, if nothing that the case states breaks."""
    return Neutral(kind, subject.name, tuple(edits), what) if consequence(subject, edits) is None else None


def facts(subject: Subject) -> list[NeutralSite]:
    """A fact that nothing else depends on has another value."""
    bound = {path for relation in relations(subject.name) for path in relation.paths}
    rows = enumerate(subject.data.get("facts", ()))
    free = [(at, row) for at, row in rows if f"facts.{row['id']}" not in bound and _free(subject, row)]
    return [partial(_fact, subject, at, row) for at, row in free]


def _free(subject: Subject, row: dict[str, Any]) -> bool:
    """Whether a fact is a number that is part of no sum, scores nothing and is typed nowhere."""
    value, path = row.get("value"), f"facts.{row['id']}"
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return False
    used = any(row["id"] in other.get("sum", ()) for other in subject.data["facts"])
    ruled = any(text.text == path for text in subject.texts)
    typed = any(str(value) in stretch for text in subject.texts for _, stretch in text.plain())
    return not used and not ruled and not typed and row["id"] not in _FIXED


def _fact(subject: Subject, at: int, row: dict[str, Any], chance: Random) -> Neutral | None:
    old, key = row["value"], ("facts", at, "value")
    new = old + max(1, old // 20) * chance.randint(1, 2) if isinstance(old, int) else old + Decimal("0.01") * chance.randint(-3, 3)
    return _neutral(subject, "other-figure", (Put(key, new),), f"{row['id']} {old} → {new}") if new not in {old, 0} else None


def funds(subject: Subject) -> list[NeutralSite]:
    """All amounts of the funds grow or shrink alike, with the facts that are parts of them; rates stay."""
    bound = any("funds.ledger" in path and path.endswith("amount") for r in relations(subject.name) for path in r.paths)
    return [] if bound else [partial(_scaled, subject)]


def _scaled(subject: Subject, chance: Random) -> Neutral | None:
    factor = Decimal(chance.randint(90, 112)) / 100
    keys: list[Key] = [("funds", field) for field in _FUNDS if field in subject.data["funds"]]
    for name in ("ledger", "receipts"):
        keys += [("funds", name, at, "amount") for at in range(len(subject.data["funds"].get(name, ())))]
    keys += [("facts", at, "value") for at, row in enumerate(subject.data["facts"]) if row["id"] in _MONEY]
    edits = [Put(key, (Decimal(value_at(subject.data, key)) * factor).normalize()) for key in keys]
    return _neutral(subject, "other-funds", edits, f"资金 ×{factor}") if factor != 1 else None


def answers(subject: Subject) -> list[NeutralSite]:
    """Some who chose one option chose another, and no score turns on it."""
    rows = enumerate(subject.data.get("questions", ()))
    return [partial(_answers, subject, at) for at, row in rows if row.get("options") and "count" in row["options"][0]]


def _answers(subject: Subject, at: int, chance: Random) -> Neutral | None:
    options = subject.data["questions"][at]["options"]
    fixed = {stratum["sample"] for survey in subject.data["surveys"] for stratum in survey["strata"]}
    free = [n for n, option in enumerate(options) if option["count"] not in fixed]
    if len(free) < 2:
        return None
    one, other = chance.sample(free, 2)
    moved = chance.randint(1, 3)
    if options[one]["count"] <= moved or options[other]["count"] == 0:
        return None
    counts = {one: options[one]["count"] - moved, other: options[other]["count"] + moved}
    edits = [Put(("questions", at, "options", n, "count"), count) for n, count in counts.items()]
    return _neutral(subject, "other-answers", edits, f"{subject.label(('questions', at))} {counts}")


def dates(subject: Subject) -> list[NeutralSite]:
    """The work of the evaluation, with all its phases, some days later; a later submission; an interview on another day of it."""
    interviews = [partial(_interview, subject, at) for at in range(len(subject.data.get("interviews", ())))]
    return [partial(_work, subject), partial(_submitted, subject), *interviews]


def _work(subject: Subject, chance: Random) -> Neutral | None:
    """Moves what lies between the first and the last day of the evaluation."""
    later = timedelta(days=chance.randint(1, 40))
    first = subject.data["report"]["work"][0]
    keys = [key for key in _days(subject.data, ()) if key[0] in {"report", "facts", "interviews"}]
    moved = [key for key in keys if value_at(subject.data, key) >= first]
    edits = [Put(key, value_at(subject.data, key) + later) for key in moved]
    return _neutral(subject, "other-dates", edits, f"评价工作推后 {later.days} 天")


def _days(data: Any, key: Key) -> Iterator[Key]:  # noqa: ANN401 - TOML data
    if isinstance(data, date):
        yield key
    elif isinstance(data, dict | list):
        for step, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _days(value, (*key, step))


def _submitted(subject: Subject, chance: Random) -> Neutral | None:
    new = subject.data["report"]["submitted"] + timedelta(days=chance.randint(1, 30))
    return _neutral(subject, "other-dates", (Put(("report", "submitted"), new),), f"提交 {new}")


def _interview(subject: Subject, at: int, chance: Random) -> Neutral | None:
    first, last = subject.data["report"]["work"]
    new = first + timedelta(days=chance.randint(0, (last - first).days))
    return _neutral(subject, "other-dates", (Put(("interviews", at, "date"), new),), f"访谈 {at} {new}")


def typed(subject: Subject) -> list[NeutralSite]:
    """What prose refers to is typed, and typed right: the report stays the same to the letter."""
    return [partial(_typed, subject, reference) for reference in subject.references if not set("*{\\") & set(reference.printed)]


def _typed(subject: Subject, reference: Reference, _: Random) -> Neutral:
    text = reference.text
    new = text.text[: reference.start] + reference.printed + reference.after
    return Neutral("typed-right", subject.name, (Put(text.key, new),), f"{subject.label(text.key)}: {reference.printed}")


def statements(subject: Subject) -> list[NeutralSite]:
    """A right score, grade or number of indicators in a sentence."""
    return [partial(_stated, subject, statement) for statement in (*score_statements(subject), *count_statements(subject))]


def _stated(subject: Subject, statement: Statement, _: Random) -> Neutral:
    return _said(subject, "stated-right", statement.text, statement.sentence.format(statement.right))


def _said(subject: Subject, kind: str, text: Text, sentence: str) -> Neutral:
    added = subject.added(kind, text, sentence, (), ())
    return Neutral(kind, subject.name, added.edits, f"{subject.label(text.key)}: {sentence}")


def claims(subject: Subject) -> list[NeutralSite]:
    """A target said to be met that was met, or to be missed that was missed."""
    return [partial(_claimed, subject, text, sentence) for text, right, _ in claims_of(subject) for sentence in right]


def _claimed(subject: Subject, text: Text, sentence: str, _: Random) -> Neutral:
    return _said(subject, "claimed-right", text, sentence)


def standards(subject: Subject) -> list[NeutralSite]:
    """A standard worded just as the rule words it."""
    rows = [(at, i) for at, i in subject.indicators if i.standard is None]
    return [partial(_standard, subject, at, subject.scores[i.name].standard) for at, i in rows]


def _standard(subject: Subject, at: int, standard: str, _: Random) -> Neutral:
    key = ("indicators", at, "standard")
    return Neutral("standard-right", subject.name, (Put(key, standard),), subject.label(key))
