"""The nine shipped reports with their pages counted, made once for all tests."""

from functools import cache
from pathlib import Path

import pytest

from reportgen.diagnostics import FilePlace, Sink
from reportgen.export.fonts import environment
from reportgen.export.office import Office, office_program
from reportgen.pagination import Paged, paginate
from reportgen.pipeline import Line, Workspace
from reportgen.structures import structure_names

ROOT = Path(__file__).parents[1]
SHIPPED = Workspace(ROOT)
CASES = sorted(path.stem for path in (ROOT / "tests" / "golden").glob("*.except"))  # shipped ones: users add their own
STRUCTURES = structure_names(ROOT / "templates")
needs_office = pytest.mark.skipif(office_program() is None, reason="LibreOffice is not installed")


@cache
def printed(case: str, structure: str) -> tuple[Paged, Sink]:
    """A shipped case in a structure, and what was found while its pages were counted."""
    sink = Sink()
    line = Line(SHIPPED, case, structure=structure)
    return paginate(line.render().document, Office(environment()), FilePlace(f"output/{case}.docx"), sink), sink
