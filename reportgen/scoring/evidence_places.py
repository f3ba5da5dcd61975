"""Where in a rule a piece of evidence is named, so that a diagnostic stands on the very field.

In: a Rule and the Evidence, or an EvidenceError. Out: keys within the rule's table.
"""

from __future__ import annotations

from reportgen.model.evidence import Evidence, EvidenceError
from reportgen.model.rules import Rule
from reportgen.model.values import PATH

Key = tuple[str | int, ...]

_HEADS = {"funds", "facts", "surveys", "questions"}  # how the path of a figure begins


def unknown_names(rule: Rule, evidence: Evidence) -> list[tuple[Key, EvidenceError]]:
    """All paths of the rule at which there is no figure, each with its error. A path begins like a known figure ("facts.")."""
    found = []
    for key, text in rule.texts():
        if PATH.fullmatch(text) and text.split(".", maxsplit=1)[0] in _HEADS:
            try:
                evidence.get(text)
            except EvidenceError as e:
                found.append((key, e))
    return found


def place_of(error: EvidenceError, rule: Rule) -> Key:
    """The key of the longest text of the rule that the error quotes; the rule itself if it quotes none."""
    quoted = [(len(text), key) for key, text in rule.texts() if f"“{text}”" in error.message]
    return max(quoted, key=lambda found: found[0])[1] if quoted else ()
