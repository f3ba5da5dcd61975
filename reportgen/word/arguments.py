"""What is missing in the brackets of a call. In: a function and the values that it was given. Out: words for an editor."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reportgen.word.value import Value

_NAMES = {"label": "编号前面的字（如 '表'）", "key": "名称（引用时用）", "width": "宽度（毫米）"}
_USAGE = {
    "caption": "写成 caption('表', '年度目标')", "mark": "写成 mark('评分细则')", "ref": "写成 ref('年度目标')",
    "picture": "写成 picture(150)", "word_chart": "写成 word_chart(150)",
}  # fmt: skip


def misfit(function: Callable[..., Value], args: Sequence[Value], kwargs: Mapping[str, Value]) -> tuple[str, str]:
    """Why a function can't take what is in its brackets, and how to write it; both empty where it can, or where none can tell."""
    usage = _USAGE.get(getattr(function, "__name__", ""), "")
    try:
        parameters = inspect.signature(function).parameters
        given = inspect.signature(function).bind_partial(*args, **kwargs).arguments
    except TypeError:
        return "括号里的值太多，或写错了名字", usage
    except ValueError:
        return "", ""
    required = (p for p in parameters.values() if p.default is p.empty and p.kind is p.POSITIONAL_OR_KEYWORD)
    left = [_NAMES.get(p.name, p.name) for p in required if p.name not in given]
    return (f"缺少{'、'.join(left)}", usage) if left else ("", "")
