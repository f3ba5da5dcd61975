"""A rendered part with what is still to be put in its place. In: its tree and recorder. Out: its marks and paragraphs in order."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element, _ProcessingInstruction

from reportgen.diagnostics import CasePlace
from reportgen.word.fields import Ref
from reportgen.word.numbering import Counters, Numbered
from reportgen.word.recorder import Recorder
from reportgen.word.signs import BOLD, FIELD
from reportgen.word.styles import BODY_TEXT, Styles
from reportgen.word.value import Value
from reportgen.word.wordml import NUMBER, OUTLINE, PPR, STYLE, VAL, P, near, w


class Sheet:
    """One part. `events` are the marks, and the properties that make a paragraph a heading or numbered, in the document's order."""

    def __init__(self, recorder: Recorder, root: _Element, styles: Styles) -> None:
        self.recorder, self.root = recorder, root
        self.removed: list[str] = []
        self.gone: set[_Element] = set()
        counting = {i for i, style in styles.paragraphs.items() if style.counts}
        kinds = (STYLE, NUMBER, OUTLINE, etree.ProcessingInstruction)
        # Most events are styles that do not count.
        self.events = [e for e in root.iter(*kinds) if (e.get(VAL) in counting if e.tag == STYLE else _matters(e, counting))]

    @property
    def name(self) -> str:
        """The part's name."""
        return self.recorder.part.name

    def fields(self, kind: type | tuple[type, ...] = object) -> Iterator[tuple[_Element, Value]]:
        """The marks of fields of a kind with their fields, those in paragraphs that are gone left out."""
        for event in self.events:
            found = self.field_of(event)
            if found is not None and isinstance(found, kind):
                yield event, found

    def field_of(self, event: _Element) -> Value:
        """The field of a mark; None for any other event, and for marks that are no more in the document."""
        if not isinstance(event, _ProcessingInstruction) or event.target != FIELD or event.getparent() is None:
            return None
        return None if self.gone and near(event, P) in self.gone else self.recorder.fields[int(event.text or "0")]

    def error(self, field: Value, code: str, message: str, hint: str = "") -> None:
        """Records an error where the field was written: in the case, or at its tag."""
        if isinstance(field, Ref) and field.origin:
            *key, offset = field.origin
            self.recorder.sink.error(code, CasePlace(tuple(key), int(offset)), message, hint)
        else:
            self.recorder.at(field.here, code, message, hint)


def _matters(event: _Element, counting: set[str]) -> bool:
    if isinstance(event, _ProcessingInstruction):
        return event.target in (FIELD, BOLD)
    properties = event.getparent()
    style = properties.find(STYLE) if properties is not None else None
    # A paragraph whose style counts is met at its style.
    return properties is not None and properties.tag == PPR and (style is None or style.get(VAL) not in counting)


class Paragraphs:
    """Counts the paragraphs of a part as they come."""

    def __init__(self, styles: Styles, counters: Counters) -> None:
        self.counters = counters
        self.chapter = 0
        self.headings: list[tuple[_Element, int, Numbered | None]] = []
        self.numbers: dict[_Element, Numbered] = {}
        self._styles = styles
        self._last: _Element | None = None

    def meet(self, event: _Element, gone: set[_Element]) -> None:
        """Takes note of the paragraph to which a property belongs."""
        properties = event.getparent()
        paragraph = properties.getparent() if properties is not None else None
        if properties is None or properties is self._last or paragraph is None or paragraph.tag != P or paragraph in gone:
            return
        self._last = properties
        number, level, outline = self._read(properties)
        counted = self.counters.count(number, level) if number else None
        if counted is not None:
            self.numbers[paragraph] = counted
        if outline < BODY_TEXT:
            self.headings.append((paragraph, outline, counted))
        if outline == 0 and counted is not None:
            self.chapter = counted.counts[counted.level]

    def _read(self, properties: _Element) -> tuple[str, int, int]:
        """List, level and outline level of a paragraph; what it sets itself counts more than its style."""
        named = properties.find(STYLE)
        style = self._styles.paragraphs.get(named.get(VAL, "") if named is not None else self._styles.default)
        number, level, outline = (style.number, style.level, style.outline) if style is not None else ("", 0, BODY_TEXT)
        own = properties.find(NUMBER)
        if own is not None:
            listed, deep = own.find(w("numId")), own.find(w("ilvl"))
            number = listed.get(VAL, "") if listed is not None else number
            level = int(deep.get(VAL, "0")) if deep is not None else level if listed is None else 0
        outlined = properties.find(OUTLINE)
        return number, level, int(outlined.get(VAL, "9")) if outlined is not None else outline
