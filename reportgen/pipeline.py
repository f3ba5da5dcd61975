"""One case from its files to a Word report: the straight line, a stage each.

In: a workspace and the name of a case. Out: what each stage gave, and at the end a file under output/. Findings go into the sink.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain
from pathlib import Path
from threading import Lock
from typing import Any

from reportgen import save
from reportgen.case import Source, check_links, neighbours_of, parse, read
from reportgen.charts import Charts
from reportgen.checks import Subject, run, run_printed
from reportgen.compose import FILTERS, compose
from reportgen.diagnostics import CasePlace, Diagnostic, FilePlace, Place, Sink, Stopped, placed
from reportgen.export.office import Office
from reportgen.model.case import Case
from reportgen.model.neighbours import Neighbour
from reportgen.model.report import Report
from reportgen.model.scorecard import Scorecard
from reportgen.pagination import paginate
from reportgen.scoring import score
from reportgen.structures import Structure, check_parts, open_structure
from reportgen.word.gate import gate
from reportgen.word.render import render
from reportgen.word.template import open_template
from reportgen.word.traces import Rendered
from reportgen.workspace import Workspace

__all__ = ["Form", "Line", "Workspace", "context_of"]

_DRAWING = Lock()  # matplotlib draws for one thread at a time


class Form(StrEnum):
    """The forms of a report, by the ending of its file."""

    WORD = "docx"
    PDF = "pdf"
    HTML = "html"
    MARKDOWN = "md"


def context_of(report: Report) -> Mapping[str, Any]:
    """All that a template may say: the report's fields by name, and its charts."""
    return {**report.context, "charts": Charts(report)}


@dataclass(slots=True)
class Line:
    """One case on its way, in its own structure unless `structure` names another; its fields hold what the stages gave so far."""

    workspace: Workspace
    name: str
    draft: bool = False
    structure: str = ""
    sink: Sink = field(default_factory=Sink)
    source: Source | None = None
    case: Case | None = None
    scorecard: Scorecard | None = None
    report: Report | None = None
    content: bytes = b""
    written: tuple[Path, ...] = ()
    withdrawn: tuple[Path, ...] = ()
    pages: Mapping[str, int] = field(default_factory=dict)
    subject: Subject | None = None
    everybody: tuple[Neighbour, ...] | None = None

    def check(self) -> Report:
        """Read, score and compose; writes nothing. Raises Stopped at the first stage that found an error."""
        self.source = read(self.workspace.cases, self.name, self.sink)
        self.case = parse(self.source, self.sink, draft=self.draft)
        check_links(self.case, self.sink)
        self.scorecard = score(self.case, self.sink)
        self.report = compose(self.case, self.scorecard, self.sink, pictures=self.source.pictures, draft=self.draft)
        self.subject = Subject(self.case, self.scorecard, self.report, self._neighbours())
        run(self.subject, self.sink, draft=self.draft)
        if self.sink.failed:
            raise Stopped
        return self.report

    def render(self) -> Rendered:
        """The finished Word file, with its charts. Raises Stopped."""
        report = self.check()
        structure = self._structure()
        template = open_template(structure.template, FILTERS, self.sink)
        rendered = render(template, context_of(report), self.sink)
        gate(rendered, template, self.sink)
        assert self.subject is not None  # noqa: S101 - check() has run
        run_printed(rendered.text, self.subject, self.sink, f"{self.workspace.output.name}/{self.file(Form.WORD)}")
        if self.sink.failed:
            raise Stopped
        return rendered

    def finish(self, rendered: Rendered, forms: Collection[Form], office: Office | None) -> dict[Form, bytes]:
        """The files to write, the Word file first; with an Office its pages are counted. Raises Stopped."""
        self.content = rendered.document
        made: dict[Form, bytes] = {Form.WORD: rendered.document}
        if office is not None:
            place, path = (
                FilePlace(f"{self.workspace.output.name}/{self.file(Form.WORD)}"),
                self.workspace.output / self.file(Form.WORD),
            )
            paged = paginate(rendered.document, office, place, self.sink, save.remembered_pages(path))
            made[Form.WORD], self.pages = paged.document, paged.pages
            if paged.pdf is not None and Form.PDF in forms:
                made[Form.PDF] = paged.pdf
        return made | self._texts(rendered, forms)

    def _texts(self, rendered: Rendered, forms: Collection[Form]) -> dict[Form, bytes]:
        """The forms that are text, made of a copy in which all is written out that Word works out."""
        if not {Form.HTML, Form.MARKDOWN} & set(forms):
            return {}
        from reportgen.export.html import to_html
        from reportgen.export.markdown import to_markdown
        from reportgen.word.spelled_out import spell_out

        assert self.report is not None  # noqa: S101 - what is rendered has been composed
        copy, title = spell_out(rendered.document), self.report.report.title
        made = {}
        if Form.HTML in forms:
            with _DRAWING:
                made[Form.HTML] = to_html(copy, rendered.charts, title, self.sink, draft=self.draft).encode()
        if Form.MARKDOWN in forms:
            made[Form.MARKDOWN] = to_markdown(copy, self.sink, draft=self.draft).encode()
        return made

    def save(self, files: Mapping[Form, bytes]) -> tuple[Path, ...]:
        """The paths of the files, written all or, on a full disk, none. Other forms go if their content is another. Raises Stopped.

        A Word file whose pages were counted stays where they are not counted anew and the content is the same.
        """
        if self.pages:
            save.remember_pages(self.workspace.output / self.file(Form.WORD), self.pages)
        paths = {self.workspace.output / self.file(form): data for form, data in files.items()}
        stay = {path for path, data in paths.items() if data == self.content and save.is_counted(path, self.content)}
        for path in save.save_all({path: data for path, data in paths.items() if path not in stay}, self.sink, self.content):
            self.written += (path,)
        for path in (self.workspace.output / self.file(form) for form in Form if form not in files):
            if save.withdraw(path, self.content, self.sink):
                self.withdrawn += (path,)
        self.written = tuple(paths)
        return self.written

    def look(self, office: Office, *, draw: bool) -> None:
        """Finds what is wrong on the pages; draws them into a folder of the case if asked. Raises Stopped."""
        from reportgen.pages.check import check_pages
        from reportgen.pages.expected import expected_of
        from reportgen.pages.pictures import overviews, page_pictures

        files = self.finish(self.render(), {Form.PDF}, office)
        if (pdf := files.get(Form.PDF)) is None:
            return
        check_pages(pdf, self.sink, file=self.file(Form.PDF), expected=expected_of(files[Form.WORD]))
        if draw:
            folder = self.workspace.output / "look" / self.file(Form.PDF).removesuffix(f".{Form.PDF}")
            self.written = save.draw(chain(overviews(pdf), page_pictures(pdf)), folder, self.sink)

    def file(self, form: Form) -> str:
        """The name of a file of this report."""
        return f"{self.name}.{self.structure}.{form}" if self.structure else f"{self.name}.{form}"

    @property
    def found(self) -> list[Diagnostic]:
        """All findings so far, at their places in files."""
        locate = self.source.locate if self.source else lambda _: FilePlace(f"{self.workspace.cases.name}/{self.name}")
        return placed(self.sink, locate)

    def _neighbours(self) -> tuple[Neighbour, ...]:
        """The other cases: of `everybody`, where somebody has asked for all of them, else as they stand now."""
        if self.everybody is None:
            return neighbours_of(self.workspace.cases, self.name)
        return tuple(neighbour for neighbour in self.everybody if neighbour.case != self.name)

    def _structure(self) -> Structure:
        """The structure to print in, with all that it requires in the case. Raises Stopped."""
        assert self.case is not None  # noqa: S101 - check() has run
        folder, own = self.workspace.templates, CasePlace(("report", "structure"))
        place: Place = FilePlace(folder.name) if self.structure else own
        structure = open_structure(folder, self.structure or self.case.report.structure, place, self.sink)
        check_parts(structure, self.case, self.sink, draft=self.draft)
        if self.sink.failed:
            raise Stopped
        return structure
