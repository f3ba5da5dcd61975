"""PDFs of all samples that the collected tests declare, made once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping

import pytest

from reportgen.diagnostics import PagePlace, Sink
from reportgen.pages.check import check_pages
from reportgen.pages.expected import expected_of
from tests.pages.workbench import SAMPLES, Pages, converted

Findings = Callable[[str], list[tuple[str, int]]]


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Pages]:
    """Each sample and its PDF, by name."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not there: no pages to look at")
    return converted(SAMPLES, tmp_path_factory.mktemp("pages"))


@pytest.fixture
def findings(pages: Mapping[str, Pages]) -> Findings:
    """What the page check finds in a sample: codes and pages."""

    def found(name: str) -> list[tuple[str, int]]:
        sink = Sink()
        check_pages(pages[name].pdf, sink, expected=expected_of(pages[name].document))
        return [(d.code, d.place.page) for d in sink if isinstance(d.place, PagePlace)]

    return found
