"""The digest of a case: whatever the line reads counts, by content; nothing else does."""

from __future__ import annotations

import os
import shutil
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportgen.batch import Wish, check_case
from reportgen.fiscal_year.contents import Cases, digest_of, templates
from reportgen.fiscal_year.headings import heading_of
from reportgen.workspace import Workspace
from tests.fiscal_year.workyear import BASE, PICTURE, ROOT, add, replace, workspace

_OPENED: list[list[str]] = []  # where the names of opened files go while a test listens; a hook can't be taken off again


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and _OPENED:
        _OPENED[-1].append(str(arguments[0]))


sys.addaudithook(_hear)


@pytest.fixture
def opened() -> Iterator[list[str]]:
    """The names of all files that are opened during a test."""
    _OPENED.append([])
    yield _OPENED[-1]
    _OPENED.pop()


def digest(made: Workspace, name: str = "甲") -> str:
    """The digest of a case that there is."""
    found = Cases(made.cases).digest(name)
    assert found == Cases(made.cases, name).digest(name), "looked up alone or among others"
    assert found is not None
    return found


def with_photo(made: Workspace, name: str = "甲", file: str = "照片 1.png", said: str = "照片 1.png") -> Path:
    """Adds a picture to a case, and the words that name it."""
    report = made.cases / name / "report.toml"
    report.write_text(report.read_text("utf-8") + f'\n[[photos]]\ncaption = "现场"\nfile = "{said}"\n', encoding="utf-8")
    return Path(shutil.copy(PICTURE, report.parent / file))


def test_touching_changes_nothing(tmp_path: Path) -> None:
    """A file with another date and the same content gives the same digest; so does the same case in another place."""
    made = workspace(tmp_path / "one", "甲")
    before = digest(made)
    os.utime(made.cases / "甲" / "report.toml", (0, 0))
    assert digest(made) == before
    assert digest(workspace(tmp_path / "other", "甲")) == before


def test_one_byte_counts_at_equal_size_and_date(tmp_path: Path) -> None:
    """A byte more or less is not needed, nor another date."""
    made = workspace(tmp_path, "甲")
    before, file = digest(made), made.cases / "甲" / "report.toml"
    size, date = file.stat().st_size, file.stat().st_mtime_ns
    replace(file, "spent = 95", "spent = 94")
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (size, date)
    assert digest(made) != before


def test_prose_and_further_parts_count(tmp_path: Path) -> None:
    """Whatever TOML and Markdown is added to a case counts; a README and what is hidden are not read and do not."""
    made = workspace(tmp_path, "甲")
    seen = [digest(made)]
    for name in ("README.md", ".old.toml", "~$report.toml"):
        (made.cases / "甲" / name).write_text("x = 1", encoding="utf-8")
        assert digest(made) == seen[-1], name
    for name in ("notes.toml", "work.visits.md"):
        (made.cases / "甲" / name).write_text("", encoding="utf-8")
        seen.append(digest(made))
    assert len(set(seen)) == 3


def test_a_picture_counts_where_it_is_named(tmp_path: Path) -> None:
    """The bytes of a picture count once a text names it; a file that no text names may come and change as it likes."""
    made = workspace(tmp_path, "甲")
    before = digest(made)
    (made.cases / "甲" / "原始扫描.zip").write_bytes(b"large")
    assert digest(made) == before
    photo = with_photo(made)
    named = digest(made)
    photo.write_bytes(photo.read_bytes()[:-1] + b"\0")
    assert len({before, named, digest(made)}) == 3


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("a.png", "图/a.png"),
        ("A.PNG", "a.png"),
        ("图à.png", unicodedata.normalize("NFD", "图à.png")),
        ("图.png", "\\u56fe.png"),
        ("it's.png", "it's.png"),
        (".hidden.png", ".hidden.png"),
    ],
)
def test_names_are_seen_however_they_are_written(tmp_path: Path, file: str, said: str) -> None:
    """In a folder, in another case, in another form of Unicode, as an escape, with a quote: the picture counts."""
    made = workspace(tmp_path, "甲")
    photo = with_photo(made, "甲", "拷贝.png", said)
    place = photo.with_name(file) if "/" not in said else photo.parent / "图" / file
    place.parent.mkdir(exist_ok=True)
    photo.rename(place)
    before = digest(made)
    place.write_bytes(b"other")
    assert digest(made) != before


def test_a_case_of_one_file_counts_what_it_names(tmp_path: Path) -> None:
    """Beside a case that is a single file stand the tables and pictures of all such cases; only those that it names count."""
    made = workspace(tmp_path)
    made.cases.mkdir()
    for name in ("甲", "乙"):
        text = BASE + f'\n[[photos]]\ncaption = "现场"\nfile = "{name}.png"\n'
        (made.cases / f"{name}.toml").write_text(text, encoding="utf-8")
        shutil.copy(PICTURE, made.cases / f"{name}.png")
    before = {name: digest(made, name) for name in ("甲", "乙")}
    (made.cases / "甲.png").write_bytes(b"other")
    assert [digest(made, name) == before[name] for name in ("甲", "乙")] == [False, True]


def test_file_and_folder_of_one_name_are_one_case(tmp_path: Path) -> None:
    """Whichever of the two changes, the digest does; the line will say that there are two."""
    made = workspace(tmp_path, "甲")
    shutil.copy(made.cases / "甲" / "report.toml", made.cases / "甲.toml")
    assert list(Cases(made.cases).parts) == ["甲"]
    seen = {digest(made)}
    for file in (made.cases / "甲.toml", made.cases / "甲" / "report.toml"):
        replace(file, "spent = 95", "spent = 94")
        seen.add(digest(made))
    assert len(seen) == 3


def test_every_file_that_the_line_opens_counts(tmp_path: Path, opened: list[str]) -> None:
    """Nothing of a workspace is read that the digests of case and template do not rest on: tables, pictures, prose, TOML, Word.

    Other cases are asked for their names: a warning rests on these, but no report.
    """
    made = workspace(tmp_path)
    shutil.copytree(ROOT / "cases", made.cases)
    add(made, "甲", 2023)
    with_photo(made)
    (made.cases / "甲" / "work.visits.md").write_text("到馆走访。", encoding="utf-8")
    for name in Cases(made.cases).parts:
        opened.clear()
        assert check_case(made, name, Wish()).code == 0, name
        folders = [made.cases / name, made.templates]
        read = {path for path in map(Path, opened) if any(path.is_relative_to(folder) for folder in folders)}
        opened.clear()
        digest(made, name)
        structure = heading_of(name, Cases(made.cases).texts(name)).structure
        own = {made.templates / f"{structure}.{ending}" for ending in ("docx", "toml")}
        assert read <= {*map(Path, opened), *own}, name
        assert len(read) > 3


def test_no_case_no_digest(tmp_path: Path) -> None:
    """A folder without TOML is no case, a case that is not there has no digest, and a loop of links is no trap."""
    made = workspace(tmp_path, "甲")
    (made.cases / "资料").mkdir()
    (made.cases / "甲" / "again").symlink_to(made.cases / "甲", target_is_directory=True)
    assert list(Cases(made.cases).parts) == ["甲"]
    assert Cases(made.cases).digest("乙") is None
    assert Cases(tmp_path / "nowhere").parts == {}


def test_a_template_counts_with_its_data(tmp_path: Path) -> None:
    """A structure's digest changes with its template and with its data file, and with no other structure's."""
    made = workspace(tmp_path)
    seen = [templates(made.templates)]
    for name in ("standard.docx", "standard.toml"):
        with (made.templates / name).open("ab") as file:
            file.write(b"\n")
        seen.append(templates(made.templates))
    assert len({found["standard"] for found in seen}) == 3
    assert len({found["professional"] for found in seen}) == 1
    assert set(seen[0]) == {"digest", "professional", "standard", "summary-first"}


def test_what_cannot_be_read_has_no_digest(tmp_path: Path) -> None:
    """A file that is not there, or is a folder, has none."""
    assert digest_of(tmp_path / "nothing") is None
    assert digest_of(tmp_path) is None
