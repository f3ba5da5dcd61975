"""Check the finished Word file: what arises only there, where the words of the template meet those of the case.

In: the text of the document, a line for each paragraph, and the Subject. Out: diagnostics, placed by the words of the paragraph.
"""

from __future__ import annotations

from reportgen.diagnostics import Sink, TemplatePlace

from .doubling import doubled_in
from .subject import Subject

_BEFORE, _BEHIND = 12, 8


def run_printed(text: str, subject: Subject, sink: Sink, file: str) -> None:
    """Reports doubled units, words and marks that no text of the case has by itself; the same words once."""
    own = subject.printed_lines.text
    said: set[str] = set()
    for at, piece in doubled_in(text):
        start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
        words = text[max(start, at - _BEFORE) : at + len(piece) + _BEHIND][
            : (end if end >= 0 else len(text)) - max(start, at - _BEFORE)
        ]
        near = text[max(start, at - 2) : at + len(piece)]
        if near not in said and near not in own:
            said.add(near)
            place = TemplatePlace(file, f"“{words}”一段")
            hint = "模板里的字和正文重复了：改模板里的这句话，或者改案例里的正文"
            sink.warning("doubled-words", place, f"成文里“{piece}”重复了", hint)
