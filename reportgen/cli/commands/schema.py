"""`reportgen schema`: the JSON Schema of a case."""

from __future__ import annotations

from reportgen.cli.app import app
from reportgen.cli.printing import say
from reportgen.cli.usage import Command


@app.command(cls=Command)
def schema() -> None:
    """输出案例的 JSON Schema：编辑器据此补全和解释字段。"""
    from reportgen.case.schema import schema_text

    say(schema_text(), end="")
