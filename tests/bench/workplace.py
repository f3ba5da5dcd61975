"""A temporary folder to work in: templates as shipped, their plain equivalent, and made cases.

In: which cases to make. Out: reports of these cases, built here or by processes.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from reportgen.model.report import Report
from reportgen.pipeline import Line, Workspace
from tests.bench import equivalent
from tests.bench.made_cases import Made

ROOT = Path(__file__).parents[2]
_BARE = Path(__file__).with_name("bare.py")
_STRUCTURE = "professional"


@dataclass(frozen=True, slots=True)
class Workplace:
    """The folder, and what the equivalent template needs."""

    root: Path
    equivalent: equivalent.Equivalent

    @property
    def plain_template(self) -> Path:
        """The template for the bare side."""
        return self.root / "plain.docx"

    def line(self, case: str) -> Line:
        """A case at the start of the line."""
        return Line(Workspace(self.root), case)

    def finished(self, report: Report, document: bytes) -> dict[str, Any]:
        """The data for the bare side, as a file would give it."""
        data: dict[str, Any] = json.loads(json.dumps(self.equivalent.context(report, document)))
        return data

    def write_ready(self, case: str, path: Path) -> None:
        """Writes the data for the bare script."""
        line = self.line(case)
        document = line.render().document
        assert line.report is not None
        path.write_text(json.dumps(self.finished(line.report, document), ensure_ascii=False), encoding="utf-8")

    def make(self, cases: Iterable[Made]) -> None:
        """Makes cases, in another process: this one shall not have seen them."""
        wanted = json.dumps([astuple(made) for made in cases])
        self._run([sys.executable, "-m", "tests.bench.made_cases", str(self.root / "cases"), wanted], ROOT)

    def build(self, case: str) -> None:
        """`reportgen build`, as a process."""
        self._run([sys.executable, "-m", "reportgen", "build", case], self.root)

    def build_bare(self, data: Path) -> None:
        """The bare script, as a process."""
        self._run([sys.executable, str(_BARE), str(self.plain_template), str(data), str(self.root / "plain.out.docx")], self.root)

    @property
    def environment(self) -> dict[str, str]:
        """That of every process: all run compiled, as they do for a user, whatever the environment says; the first run compiles."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        return environment | {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(self.root / "pycache")}

    def _run(self, command: list[str], folder: Path) -> None:
        subprocess.run(command, cwd=folder, env=self.environment, check=True, stdout=subprocess.DEVNULL)


def set_up(root: Path) -> Workplace:
    """A workplace in an empty folder."""
    (root / "cases").mkdir()
    shutil.copytree(ROOT / "templates", root / "templates")
    return Workplace(root, equivalent.make(root / "templates" / f"{_STRUCTURE}.docx", root / "plain.docx"))
