"""Numbers and titles of documents as prose writes them."""

import pytest

from reportgen.checks.citations import citations_in, core, same_document
from reportgen.checks.texts import Text


def cited(text: str) -> list[tuple[str, str, str]]:
    """The numbers in a text: in one spelling, with their brackets and titles."""
    made = Text(("notes", 0), text, text, is_name=False, quoted=False)
    return [(citation.normal, citation.brackets, citation.title) for citation in citations_in([made])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《评价办法》（财预〔2020〕10号）", ("财预〔2020〕10号", "〔〕", "评价办法")),
        ("依据财预[2020]10号评价", ("财预〔2020〕10号", "[]", "")),
        ("根据武民办（2022）6 号文件", ("武民办〔2022〕6号", "（）", "")),
        ("东评字〔2024〕第00001号", ("东评字〔2024〕1号", "〔〕", "")),
    ],
)
def test_numbers(text: str, expected: tuple[str, str, str]) -> None:
    """Whatever the brackets and words before it, a number is known in the spelling of GB/T 9704, with the title in front of it."""
    assert cited(text) == [expected]


@pytest.mark.parametrize("text", ["GB/T 28220-2011", "2022年6号楼", "（2022年）第6号", "合同DH-2023-05号"])
def test_other_numbers(text: str) -> None:
    """Standards, houses and contracts have no such number."""
    assert cited(text) == []


def test_titles_of_one_document() -> None:
    """With or without issuer, wrapping and marks, a title means the same document."""
    assert core("财政部关于印发〈项目支出绩效评价管理办法〉的通知") == core("项目支出绩效评价管理办法")
    assert same_document("东湖区文化和旅游局关于做好购书工作的通知", "关于做好购书工作的通知")
    assert not same_document("关于做好购书工作的通知", "关于做好编目工作的通知")
