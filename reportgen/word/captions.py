"""Puts numbers in their place. In: rendered parts with marks. Out: the same parts with captions, references, contents, drawings.

One walk over each part counts headings and captions as Word does; every field gets the result that Word would compute, because
pandoc and viewers print what is written. What a template knows and this report leaves out takes the sentences along that refer to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from lxml.etree import _Element, _ProcessingInstruction

from reportgen.word import contents, drawings
from reportgen.word.additions import Additions
from reportgen.word.compiled import Template
from reportgen.word.drawings import Drawing
from reportgen.word.fields import Caption, Contents, Mark, Ref
from reportgen.word.known import Known
from reportgen.word.numbering import Counters, Numbered
from reportgen.word.pages import asking
from reportgen.word.recorder import Recorder
from reportgen.word.runs import Bookmarks, cut, embolden, field, look_at, run_of, take_out
from reportgen.word.sentences import leave_out
from reportgen.word.sheet import Paragraphs, Sheet
from reportgen.word.wordml import PARAGRAPH_ORDER, PPR, RPR, STYLE, VAL, P, near, put, text_of, w

_NOT_IN_NAMES = re.compile(r"\W")
_LISTED = 10


@dataclass(frozen=True, slots=True)
class Target:
    """What a reference leads to: a bookmark, and its number, its text, or the paragraph whose text it is."""

    bookmark: str
    number: Numbered | None = None
    text: str = ""
    paragraph: _Element | None = None


def place(pages: Iterable[tuple[Recorder, _Element]], template: Template, additions: Additions) -> dict[str, list[str]]:
    """Puts everything in its place; gives the texts from which sentences were taken, by part.

    Records `caption-twice`, `unknown-caption` and `style-missing`.
    """
    sheets = [Sheet(recorder, root, template.styles) for recorder, root in pages if recorder.fields or recorder.bold]
    keys = _keys(sheets)
    for sheet in sheets:
        _leave_out(sheet, keys, template.known)
    marks = Bookmarks(sheet.root for sheet in sheets)
    writers = [_Writer(sheet, template, marks, additions) for sheet in sheets]
    targets: dict[str, Target] = {}
    for writer in writers:
        targets.update(writer.number())
    for writer in writers:
        writer.refer(targets)
    if sum([writer.list_contents() for writer in writers]):
        additions.parts.update(asking(template.package))
    return {sheet.name: sheet.removed for sheet in sheets}


def _keys(sheets: Sequence[Sheet]) -> frozenset[str]:
    """The keys of all captions and marks that were printed; records those printed twice."""
    found: dict[str, tuple[Sheet, Caption | Mark]] = {}
    for sheet in sheets:
        for _, target in sheet.fields((Caption, Mark)):
            if target.key in found:
                first, other = found[target.key]
                where, tag = first.recorder.tag(other.here)
                at = f"{where}，标签 {tag}" + (f"（循环到：{other.here.item}）" if other.here.item else "")
                hint = "每个名称只能用一次；循环里写 caption('表', d.name) 这样随项目变化的名称"
                sheet.error(target, "caption-twice", f"名称“{target.key}”已经用过：{at}", hint)
            else:
                found[target.key] = sheet, target
    return frozenset(found)


def _leave_out(sheet: Sheet, keys: frozenset[str], known: Known) -> None:
    """Takes out the sentences that refer to what this report leaves out; records references to what no template tag prints."""
    refs = {mark: ref for mark, ref in sheet.fields(Ref) if ref.key not in keys}
    every = {mark for mark, _ in sheet.fields(Ref)} if refs else set()
    for mark, ref in refs.items():
        if not known.holds(ref.key, ref.shape):
            message = f"模板里没有名称为“{ref.key}”的表、图或标题"
            sheet.error(ref, "unknown-caption", message, _hint(ref.key, sorted(keys | known.keys)))
        elif mark.getparent() is not None and near(mark, P) not in sheet.gone:
            text, gone = leave_out(mark, every)
            sheet.removed.append(text)
            sheet.gone.update([gone] if gone is not None else ())


def _hint(key: str, names: Sequence[str]) -> str:
    found = get_close_matches(key, names, 3, 0.4)
    if found:
        return f"是否想写 {'、'.join(found)}？"
    few = "、".join(names[:_LISTED]) + ("…" if len(names) > _LISTED else "")
    return f"可用的名称：{few}" if names else "模板里还没有用 caption 或 mark 起过名称"


class _Writer:
    """Writes one part."""

    def __init__(self, sheet: Sheet, template: Template, marks: Bookmarks, additions: Additions) -> None:
        self.sheet, self.template, self.marks, self.additions = sheet, template, marks, additions
        self.paragraphs = Paragraphs(template.styles, Counters(template.lists))
        self._counts: dict[tuple[str, int], int] = {}
        self._refs: list[tuple[_Element, Ref, Mapping[str, tuple[int, ...]]]] = []
        self._plain: _Element | None = None
        self._drawings = 0

    def number(self) -> Iterator[tuple[str, Target]]:
        """The one walk: counts paragraphs, writes captions, marks and drawings; gives what references can lead to."""
        for event in self.sheet.events:
            if not isinstance(event, _ProcessingInstruction):
                self.paragraphs.meet(event, self.sheet.gone)
                continue
            found = self.sheet.field_of(event)
            if found is None:
                self._bold(event)
            elif isinstance(found, Caption):
                yield found.key, self._caption(event, found)
            elif isinstance(found, Mark):
                yield found.key, self._mark(event)
            elif isinstance(found, Ref):
                self._refs.append((event, found, self.paragraphs.counters.now()))
            elif isinstance(found, Drawing):
                self._draw(event, found)

    def _caption(self, mark: _Element, caption: Caption) -> Target:
        chapter = self.paragraphs.chapter
        counted = self._counts[caption.label, chapter] = self._counts.get((caption.label, chapter), 0) + 1
        look = look_at(mark)
        head = f"{caption.label}{chapter}." if chapter else caption.label
        self.sheet.recorder.copied(head)
        # One sequence for each chapter: LibreOffice does not know Word's way to begin anew (SEQ … \s).
        code = rf"SEQ {_NOT_IN_NAMES.sub('_', caption.label)}{chapter or ''} \* ARABIC"
        name, start, end = self.marks.pair("_Ref")
        cut(mark, [start, run_of(look, head), *field(look, code, str(counted)), end])
        return Target(name, text=f"{head}{counted}")

    def _mark(self, mark: _Element) -> Target:
        paragraph = near(mark, P)
        take_out(mark)
        if paragraph is None:
            return Target("")
        number = self.paragraphs.numbers.get(paragraph)
        numbered = number if number is not None and number.label else None
        return Target(self.marks.around(paragraph, "_Ref"), numbered, paragraph=paragraph)

    def _draw(self, mark: _Element, drawing: Drawing) -> None:
        self._drawings += 1
        paragraph = near(mark, P)
        if paragraph is not None:
            self._give_room(paragraph)
        cut(mark, [run_of(look_at(mark), drawings.drawn(drawing, self.sheet.name, self.additions, self._drawings))])

    def _give_room(self, paragraph: _Element) -> None:
        """Word shows of a picture only as much as an exact line pitch lets through."""
        properties = put(paragraph, PPR, (PPR,))
        named, spacing = properties.find(STYLE), properties.find(w("spacing"))
        style = self.template.styles.paragraphs.get(named.get(VAL, "") if named is not None else self.template.styles.default)
        rule = spacing.get(w("lineRule")) if spacing is not None else None
        if rule == "exact" or (rule is None and style is not None and style.setting.exact):
            spacing = put(properties, w("spacing"), PARAGRAPH_ORDER)
            spacing.set(w("line"), "240")
            spacing.set(w("lineRule"), "auto")

    def _bold(self, event: _ProcessingInstruction) -> None:
        """Begins or ends a bold stretch: what stands behind gets another look."""
        if event.getparent() is None:
            return
        begins = (event.text or "").startswith("1")
        look = look_at(event)
        if begins:
            self._plain = look
        rest = cut(event, [])
        if rest is None:
            return
        old = rest.find(RPR)
        if old is not None:
            rest.remove(old)
        look = embolden(look) if begins else self._plain
        if look is not None:
            rest.insert(0, run_of(look, "")[0])

    def refer(self, targets: Mapping[str, Target]) -> None:
        """Writes the references; those that print the text of a paragraph last, when there is nothing left to write in it."""
        found = [(mark, targets[ref.key], here) for mark, ref, here in self._refs if ref.key in targets]
        for mark, target, here in sorted(found, key=lambda item: item[1].paragraph is not None):
            if target.number is not None:
                code, text = rf"REF {target.bookmark} \r \h", target.number.seen_from(here.get(target.number.of.counters, ()))
            else:
                code = rf"REF {target.bookmark} \h"
                text = target.text or (text_of(target.paragraph).strip() if target.paragraph is not None else "")
            self.sheet.recorder.copied(text)
            cut(mark, field(look_at(mark), code, text))

    def list_contents(self) -> int:
        """Writes the contents and the bookmarks to which they lead; gives how many there are."""
        every = list(self.sheet.fields(Contents))
        for mark, found in every:
            missing = [level for level in range(1, found.levels + 1) if level not in self.template.styles.contents]
            if missing:
                names = "、".join(f"目录 {level}（TOC {level}）" for level in missing)
                hint = "在 Word 里插入一次自动目录，设好各级样式，再删去目录"
                self.sheet.error(found, "style-missing", f"模板里没有样式 {names}", hint)
                continue
            headings = [h for h in self.paragraphs.headings if h[1] < found.levels and text_of(h[0]).strip()]
            self.sheet.recorder.copied(contents.write(mark, found.levels, headings, self.template.styles, self.marks))
        return len(every)
