"""The text of a finished document, for the checks: a line for each paragraph."""

from lxml import etree

from reportgen.word.lines import text_of
from reportgen.word.wordml import W


def test_a_line_for_each_paragraph() -> None:
    """Runs of a paragraph are joined, paragraphs and parts are set apart, instructions of fields are left out."""
    body = (
        f'<w:body xmlns:w="{W}"><w:p><w:r><w:t>甲</w:t></w:r><w:r><w:t>乙</w:t></w:r></w:p>'
        "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>丙</w:t></w:r></w:p></w:body>"
    )
    footer = f'<w:ftr xmlns:w="{W}"><w:p><w:r><w:t>丁</w:t></w:r></w:p></w:ftr>'
    assert text_of([etree.fromstring(body), etree.fromstring(footer)]).split() == ["甲乙", "丙", "丁"]
