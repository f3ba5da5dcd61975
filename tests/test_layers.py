"""The straight line holds in the code: what each part may import, who touches the disk, who prints, who knows docxtpl.

Each check is a function of a source text; made-up sources prove that it sees what it is for.
"""

import ast
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "reportgen"
MODULES = {m.relative_to(PACKAGE).as_posix(): m.read_text(encoding="utf-8") for m in sorted(PACKAGE.rglob("*.py"))}
STAGES = {"case", "scoring", "compose", "charts", "checks", "digest", "word", "export", "pages"}
BELOW = {"model", "diagnostics"}
# Calls that read, write or look at files, by the name of the function or method. Where a name means something else as well, `_touch`
# tells them apart.
TOUCHES = {
    "open", "fdopen", "read_text", "read_bytes", "write_text", "write_bytes",
    "mkdir", "makedirs", "mkstemp", "mkdtemp", "NamedTemporaryFile", "TemporaryFile", "TemporaryDirectory", "touch",
    "unlink", "rmdir", "rmtree", "remove", "rename", "renames", "replace", "move", "copy", "copy2", "copyfile", "copytree",
    "symlink_to", "hardlink_to", "chmod", "utime",
    "exists", "is_file", "is_dir", "is_symlink", "stat", "lstat", "resolve", "samefile",
    "glob", "rglob", "iterdir", "listdir", "scandir", "walk", "ZipFile", "is_zipfile",
}  # fmt: skip
# A method of these names is one of a file only where it is asked of these modules: lists, dates, texts and nodes have it too.
ASKED_OF_MODULES = {"remove": {"os"}, "move": {"shutil"}, "copy": {"shutil"}, "walk": {"os"}}
# Functions of one's own may bear these names: they are seen as methods only.
METHODS = {"replace", "resolve", "exists", "stat", "remove", "rename", "copy", "move", "walk", "touch"}
MAY_TOUCH_DISK = {
    "case/beside.py": "finds the files that stand beside a case",
    "case/encoding.py": "reads texts in whatever encoding",
    "case/images.py": "opens pictures, in memory",
    "case/neighbours.py": "reads the names of the other cases",
    "case/new.py": "writes the folder of a new case",
    "case/pictures.py": "reads pictures and scans beside a case",
    "case/read.py": "finds the files of a case",
    "case/xlsx.py": "opens a workbook beside a case",
    "charts/workbook.py": "packs the workbook behind a chart, in memory",
    "cli/main.py": "gives a pipe that nobody reads somewhere to end",
    "cli/printing.py": "writes the report of a fault",
    "cli/workspace.py": "finds the workspace",
    "export/fonts.py": "reads the parts of a Word file, in memory",
    "export/office.py": "the folder that a LibreOffice works in",
    "explain/pages.py": "reads the pages of documentation",
    "export/figures.py": "takes pictures out of a Word file, in memory",
    "export/html.py": "reads the style sheet of pages",
    "fiscal_year/contents.py": "digests cases, templates, reports",
    "fiscal_year/program.py": "digests the program itself",
    "fiscal_year/records.py": "keeps what is known of each case",
    "fiscal_year/sweep.py": "takes away what killed processes left",
    "save.py": "writes reports",
    "structures.py": "finds the structures among the templates",
    "word/package.py": "packs and unpacks a Word file, in memory",
    "word/template.py": "reads a template",
}


def imports(name: str, source: str) -> Iterator[str]:
    """The modules that a module imports, absolute; of `from a import b` both a and a.b, since b may be a module."""
    here = ["reportgen", *name.removesuffix(".py").split("/")]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = [*(here[: len(here) - node.level] if node.level else []), *(node.module or "").split(".")]
            whole = ".".join(filter(None, base))
            yield whole
            yield from (f"{whole}.{alias.name}" for alias in node.names)


def part_of(name: str) -> str:
    """The part of the package to which a module belongs."""
    return name.removesuffix(".py").split("/")[0]


def parts(name: str, source: str) -> set[str]:
    """The other parts of the package that a module imports."""
    return {found.split(".")[1] for found in imports(name, source) if found.startswith("reportgen.")} - {part_of(name)}


def needs(name: str, source: str, known: Mapping[str, str]) -> set[str]:
    """The modules among the known that a module imports; a package only for what it defines itself, not for a module in it."""
    modules = {module_of(each) for each in known}
    found = set(imports(name, source))
    own = {one.rpartition(".")[0] for one in found - modules}
    return {one for one in found & modules if one in own or not any(other.startswith(f"{one}.") for other in found)} - {module_of(name)}


def module_of(name: str) -> str:
    """What a file is called when it is imported."""
    return ".".join(["reportgen", *name.removesuffix(".py").split("/")]).removesuffix(".__init__")


def circle(sources: Mapping[str, str]) -> list[str]:
    """Modules each of which imports the one before it, the first the last; none if imports go one way."""
    try:
        TopologicalSorter({module_of(name): needs(name, source, sources) for name, source in sources.items()}).prepare()
    except CycleError as found:
        return list(found.args[1])
    return []


def calls(source: str) -> Iterator[ast.Call]:
    """Every call in a source."""
    return (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))


def prints(source: str) -> bool:
    """Whether a source calls print."""
    return any(isinstance(call.func, ast.Name) and call.func.id == "print" for call in calls(source))


def touched(source: str) -> set[str]:
    """The calls of a source that touch the disk, by name."""
    return {name for call in calls(source) if (name := _touch(call))}


def _touch(call: ast.Call) -> str:
    """The name of a call that touches the disk, else nothing."""
    if isinstance(call.func, ast.Name):
        return call.func.id if call.func.id in TOUCHES - METHODS else ""
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in TOUCHES:
        return ""
    name, owner = call.func.attr, call.func.value.id if isinstance(call.func.value, ast.Name) else ""
    if name == "replace":  # Path.replace(target), os.replace(one, other); str.replace(old, new), date.replace(year=…)
        return name if owner == "os" or (len(call.args) == 1 and not call.keywords) else ""
    if name == "resolve":  # Path.resolve() asks the disk; resolving a reference takes arguments
        return name if not call.args and not call.keywords else ""
    return name if owner in ASKED_OF_MODULES.get(name, {owner}) else ""


@pytest.mark.parametrize("name", MODULES)
def test_stages_do_not_know_each_other(name: str) -> None:
    """A stage imports the model and diagnostics, never another stage; the model imports nothing but itself."""
    part = part_of(name)
    allowed = BELOW if part in STAGES else set() if part in BELOW else None
    if allowed is not None:
        assert parts(name, MODULES[name]) <= allowed


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import reportgen.scoring", {"scoring"}),
        ("from reportgen import scoring, word", {"scoring", "word"}),
        ("from reportgen.scoring.score import score", {"scoring"}),
        ("from .. import word", {"word"}),
        ("from ..compose import numbers as n", {"compose"}),
        ("from . import parse", set()),
        ("from .fields import fields_at", set()),
        ("def read():\n    from .. import word", {"word"}),
        ("import json\nfrom docx import Document", set()),
    ],
)
def test_every_form_of_import_is_seen(source: str, found: set[str]) -> None:
    """However a module of the package is imported, the part that it belongs to is found."""
    assert parts("case/read.py", source) == found


def test_imports_go_one_way() -> None:
    """No two modules need one another, nor through others, be it within a function."""
    assert circle(MODULES) == []


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ("from .two import f", "from .one import g", True),
        ("from . import two", "def f():\n    from reportgen.year import one", True),
        ("import reportgen.year.two", "from reportgen.year.one import g", True),
        ("from . import two", "import json", False),
        ("from .two import f", "from . import three", False),
        ("from .two import f", "from . import begin", True),
    ],
)
def test_a_circle_is_seen(one: str, other: str, *, meet: bool) -> None:
    """However modules import one another; that a package takes from its modules is none, unless one of them takes that back."""
    package = {"year/__init__.py": "from .one import begin", "year/one.py": one, "year/two.py": other, "year/three.py": ""}
    assert bool(circle(package)) == meet


def test_one_module_imports_docxtpl() -> None:
    """One wall stands before docxtpl."""
    knowing = [name for name, source in MODULES.items() if any(i.split(".")[0] == "docxtpl" for i in imports(name, source))]
    assert len(knowing) == 1


def test_only_the_command_line_prints() -> None:
    """Every other module gives back what it found."""
    assert [name for name, source in MODULES.items() if prints(source)] == ["cli/printing.py"]


def test_a_print_is_seen() -> None:
    """A print anywhere in a module counts; a method of that name does not."""
    assert [prints(s) for s in ("def f():\n    print(1)", "console.print(1)", "x = 1")] == [True, False, False]


def test_disk_is_touched_at_the_ends() -> None:
    """Files are read where a case and a template are opened, and written where a report is saved: by these modules and no other."""
    assert {name for name, source in MODULES.items() if touched(source)} == set(MAY_TOUCH_DISK)


@pytest.mark.parametrize(
    ("call", "name"),
    [
        ("open('a')", "open"),
        ("path.open('rb')", "open"),
        ("Image.open(file)", "open"),
        ("path.replace(target)", "replace"),
        ("os.replace(one, other)", "replace"),
        ("text.replace('a', 'b')", ""),
        ("text.replace('a', '', 1)", ""),
        ("replace(picture, alt='a')", ""),
        ("day.replace(year=2022)", ""),
        ("path.resolve()", "resolve"),
        ("reader.resolve(key, array=True)", ""),
        ("os.remove(path)", "remove"),
        ("parent.remove(node)", ""),
        ("os.walk(path)", "walk"),
        ("ast.walk(tree)", ""),
        ("shutil.copy(one, other)", "copy"),
        ("data.copy()", ""),
        ("shutil.rmtree(folder)", "rmtree"),
        ("rmtree(folder)", "rmtree"),
        ("zipfile.ZipFile(path)", "ZipFile"),
        ("ZipFile(path)", "ZipFile"),
        ("(folder / 'a').exists()", "exists"),
        ("any(p.is_file() for p in x)", "is_file"),
        ("path.stat()", "stat"),
        ("path.parent.mkdir()", "mkdir"),
        ("tempfile.mkstemp()", "mkstemp"),
        ("folder.rglob('*')", "rglob"),
        ("path.touch()", "touch"),
        ("path.rename(other)", "rename"),
        ("path.unlink()", "unlink"),
        ("path.name", ""),
        ("path.with_name('a')", ""),
    ],
)
def test_a_touch_of_the_disk_is_seen(call: str, name: str) -> None:
    """Calls that touch files are told from calls of the same name that do not."""
    assert touched(f"def f():\n    return {call}") == ({name} if name else set())


def test_no_code_knows_a_case_or_structure() -> None:
    """Names of cases, structures and templates stand in data, never in code."""
    names = ("caidian", "wuchang", "linyi", "professional", "summary-first")
    assert [name for name, source in MODULES.items() if any(known in source for known in names)] == []
