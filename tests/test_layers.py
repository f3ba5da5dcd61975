"""The straight line holds in the code: what each part may import, who touches the disk, who prints, who knows docxtpl."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "reportgen"
MODULES = sorted(PACKAGE.rglob("*.py"))
STAGES = {"case", "scoring", "compose", "charts", "word"}
BELOW = {"model", "diagnostics"}
OPENS_FILES = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "unlink", "rename", "replace_file", "mkstemp"}
MAY_TOUCH_DISK = {
    "case/read.py", "case/encoding.py", "case/tables.py", "case/pictures.py", "case/images.py", "word/template.py", "word/package.py",
    "save.py", "cli.py",
}  # fmt: skip


def imports(module: Path) -> Iterator[str]:
    """The modules that a module imports, absolute."""
    here = ["reportgen", *module.relative_to(PACKAGE).with_suffix("").parts]
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = here[: len(here) - node.level] if node.level else []
            yield ".".join([*base, *([node.module] if node.module else [])])


def parts(module: Path) -> set[str]:
    """The parts of the package that a module imports."""
    found = {name.split(".")[1] for name in imports(module) if name.startswith("reportgen.")}
    return found - {module.relative_to(PACKAGE).with_suffix("").parts[0]}


@pytest.mark.parametrize("module", MODULES, ids=lambda m: str(m.relative_to(PACKAGE)))
def test_stages_do_not_know_each_other(module: Path) -> None:
    """A stage imports the model and diagnostics, never another stage; the model imports nothing but itself."""
    part = module.relative_to(PACKAGE).with_suffix("").parts[0]
    allowed = BELOW if part in STAGES else set() if part in BELOW else None
    if allowed is not None:
        assert parts(module) <= allowed


def test_one_module_imports_docxtpl() -> None:
    """One wall stands before docxtpl."""
    assert len([m for m in MODULES if any(name.split(".")[0] == "docxtpl" for name in imports(m))]) == 1


def test_only_the_command_line_prints() -> None:
    """Every other module gives back what it found."""
    calls = {
        str(m.relative_to(PACKAGE))
        for m in MODULES
        for node in ast.walk(ast.parse(m.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    }
    assert calls <= {"cli.py", "show.py"}


def test_disk_is_touched_at_the_ends() -> None:
    """Files are read where a case and a template are opened, and written where a report is saved."""
    touching = {
        str(m.relative_to(PACKAGE))
        for m in MODULES
        for node in ast.walk(ast.parse(m.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and (node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")) in OPENS_FILES
    }
    assert touching <= MAY_TOUCH_DISK


def test_no_code_knows_a_case_or_structure() -> None:
    """Names of cases, structures and templates stand in data, never in code."""
    names = ("caidian", "wuchang", "linyi", "professional", "summary-first")
    knowing = [m.name for m in MODULES if any(name in m.read_text(encoding="utf-8") for name in names)]
    assert knowing == []
