"""Page numbers of the contents: counted by LibreOffice, written as results of fields, front matter and body apart."""

import io
import re
import zipfile
from unittest.mock import Mock

import pypdfium2
import pytest
from docx import Document

from reportgen.diagnostics import FilePlace, Severity, Sink
from reportgen.export.listener import RULES
from reportgen.export.office import Office, OfficeFailed, OfficeMissing
from reportgen.pagination import paginate
from reportgen.pipeline import Line
from reportgen.word.pages import Count, probe, set_pages
from tests.printed import CASES, SHIPPED, STRUCTURES, needs_office, printed

PLACE = FilePlace("output/甲.docx")


def squeezed(text: str) -> str:
    """A text without spaces."""
    return re.sub(r"\s", "", text)


def entries(document: bytes) -> list[tuple[str, str]]:
    """The entries of the contents: what they say, and their page number."""
    paragraphs = Document(io.BytesIO(document)).paragraphs
    found = [p.text.rsplit("\t", 1) for p in paragraphs if p.style is not None and (p.style.name or "").lower().startswith("toc ")]
    return [(title, number) for title, number in found]


def settings_of(document: bytes) -> str:
    """The settings of a Word file."""
    return zipfile.ZipFile(io.BytesIO(document)).read("word/settings.xml").decode("utf-8")


@needs_office
@pytest.mark.parametrize("structure", STRUCTURES)
@pytest.mark.parametrize("case", CASES)
def test_numbers_are_those_printed_on_the_pages(case: str, structure: str) -> None:
    """In each of the nine reports, every entry names the page at whose foot stands that number and on which its heading stands."""
    paged, sink = printed(case, structure)
    assert paged.pdf is not None
    assert not sink.failed
    pdf = pypdfium2.PdfDocument(paged.pdf)
    pages = [squeezed(page.get_textpage().get_text_range()) for page in pdf]
    outline = [(squeezed(item.get_title()), item.get_dest().get_index()) for item in pdf.get_toc()]
    found = entries(paged.document)
    assert found
    for title, number in found:
        places = [page for heading, page in outline if heading == squeezed(title)]
        assert any(pages[page].endswith(f"—{number}—") or f"—{number}—" in pages[page] for page in places), (title, number, places)
    assert "updateFields" not in settings_of(paged.document)


@needs_office
def test_the_pdf_says_the_same() -> None:
    """The contents in the PDF read as those in the Word file, numbers included."""
    paged, _ = printed(CASES[0], STRUCTURES[0])
    assert paged.pdf is not None
    text = squeezed("".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(paged.pdf)))
    for title, number in entries(paged.document):
        assert re.search(re.escape(squeezed(title)) + rf"\.+{number}", text), title


@pytest.mark.parametrize(
    ("problem", "code", "severity"),
    [(OfficeMissing(), "office-missing", Severity.WARNING), (OfficeFailed("打不开"), "office-failed", Severity.ERROR)],
)
def test_without_pages_there_is_still_a_report(
    problem: Exception, code: str, severity: Severity, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where LibreOffice is missing or fails, the Word file stays as it was, asks Word for its fields, and one line says so."""
    monkeypatch.setattr(Office, "counted", Mock(side_effect=problem))
    document = Line(SHIPPED, CASES[0]).render().document
    sink = Sink()
    paged = paginate(document, Office(), PLACE, sink)
    assert (paged.document, paged.pdf) == (document, None)
    assert [(d.code, d.severity) for d in sink if d.severity is not Severity.INFO] == [(code, severity)]
    assert "updateFields" in settings_of(document)


def test_the_probe_has_no_contents_field() -> None:
    """In the probe page numbers stand outside of any TOC field, and the text is the same."""
    document = Line(SHIPPED, CASES[0]).render().document
    made = probe(document)
    main = zipfile.ZipFile(io.BytesIO(made.document)).read("word/document.xml").decode("utf-8")
    assert "PAGEREF" in main
    assert "TOC \\o" not in main
    assert main.count('"begin"') == main.count('"end"') == main.count('"separate"')
    assert [p.text for p in Document(io.BytesIO(made.document)).paragraphs] == [
        p.text for p in Document(io.BytesIO(document)).paragraphs
    ]
    assert set(made.bookmarks) >= set(made.counts)


def test_numbers_by_section() -> None:
    """A page is numbered from the first page of its count, in that count's form."""
    asked = (("decimal", 4), ("decimal", 9), ("upperRoman", 7), ("lowerRoman", 12))
    assert [Count("甲", 1, form).number(page, 4) for form, page in asked] == ["1", "6", "IV", "ix"]


def test_one_missing_number_lets_word_ask() -> None:
    """Word need not be asked only where every entry has its number."""
    document = Line(SHIPPED, CASES[0]).render().document
    names = list(probe(document).counts)
    assert "updateFields" in settings_of(set_pages(document, dict.fromkeys(names[1:], "3")))
    assert "updateFields" not in settings_of(set_pages(document, dict.fromkeys(names, "3")))


@pytest.mark.parametrize(("rules", "counts"), [(RULES, 0), (RULES + 1, 1), (None, 1)])
def test_pages_counted_by_other_rules_are_no_guide(rules: int | None, counts: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Remembered pages save a count where they were counted by the same rules; else they are counted anew."""
    document = Line(SHIPPED, CASES[0]).render().document
    counted = Mock(return_value={})
    monkeypatch.setattr(Office, "pdf", Mock(return_value=b""))
    monkeypatch.setattr(Office, "counted", counted)
    monkeypatch.setattr("reportgen.pagination.pages_of", Mock(return_value={}))
    paged = paginate(document, Office(), PLACE, Sink(), {"_Toc1": 3} if rules is None else {"_Toc1": 3, "Rules": rules})
    assert counted.call_count == counts
    assert paged.pages == {"Rules": RULES}
