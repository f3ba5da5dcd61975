"""The bare side: plain docxtpl, and nothing of this project.

In: a template and finished data. Out: a Word file. Run as a script with three paths: template, data (JSON), target.
"""

import io
import json
import sys
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate


def render(template: Path, context: dict[str, Any]) -> bytes:
    """The report. Escaping is the one setting: without it docxtpl loses text that holds & or <."""
    document = DocxTemplate(template)
    document.render(context, autoescape=True)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


if __name__ == "__main__":
    source, data, target = map(Path, sys.argv[1:])
    target.write_bytes(render(source, json.loads(data.read_text(encoding="utf-8"))))
