"""The Jinja environment of Word templates. In: filters. Out: an environment that loses nothing and stops for little.

Values are escaped; an unknown name, a failing filter, operator, test or call is recorded with its place and rendering goes
on. Filters whose result depends on chance, pads without bound, rounds half to even or lets markup through are left out.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, cast

from jinja2 import Undefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.filters import FILTERS
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from reportgen.model.prose import Prose
from reportgen.word import drawings, fields, marks, prose
from reportgen.word.arguments import misfit
from reportgen.word.inline import has_references, printed, text_of
from reportgen.word.recorder import CURRENT
from reportgen.word.unknown import Failed, Unknown
from reportgen.word.value import Value
from reportgen.word.values import kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2.runtime import Context

BUILTIN = (
    "default", "d", "length", "count", "first", "last", "list", "sort", "map", "select", "reject", "selectattr",
    "rejectattr", "sum", "unique", "groupby", "upper", "lower", "trim", "replace", "reverse", "items", "min", "max", "abs",
    "dictsort", "batch",
)  # fmt: skip
_FIELDS = (fields.caption, fields.mark, fields.ref, fields.contents)
_MEANT_FOR_UNKNOWN = {"default", "d", "defined", "undefined"}
# Filters that take what is marked for the steps after rendering.
_TAKE_MARKS = {"merge", "across", "join"}
# Filters that make text of a Prose.
_TEXTUAL = {"upper", "lower", "trim", "replace"}
_GLOBALS = ("range", "namespace", "dict")
_PADDING = {"center", "ljust", "rjust", "zfill", "expandtabs", "format", "format_map", "translate", "join"}
_LONGEST = 100_000
_LARGEST_POWER = 1_000


class _Generator(CodeGenerator):
    """Code that prints what `printed` returns: it is escaped there, once."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write(finalize.src or "")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write(")")


class WordEnvironment(SandboxedEnvironment):
    """A sandbox whose errors are diagnostics."""

    code_generator_class = _Generator
    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})
    intercepted_unops = frozenset({"+", "-"})

    def __init__(self, filters: Mapping[str, Callable[..., Value]]) -> None:
        super().__init__(
            autoescape=True, undefined=Unknown, finalize=printed, optimized=False, cache_size=0, keep_trailing_newline=True
        )
        own: dict[str, Callable[..., Value]] = {
            "join": join,
            "concat_": concatenated,
            "each_": each,
            "merge": marks.merge,
            "across": marks.across,
            "picture": drawings.picture,
            "word_chart": drawings.word_chart,
        }
        known = {name: FILTERS[name] for name in BUILTIN} | dict(filters) | own | {prose.FILTER: prose.paragraphs}
        self.filters = {name: _guarded(name, f, own=name not in BUILTIN) for name, f in known.items()}
        self.tests = {name: _tested(name, cast("Callable[..., Value]", test)) for name, test in self.tests.items()}
        self.globals = {name: self.globals[name] for name in _GLOBALS} | {f.__name__: f for f in _FIELDS}

    def getattr(self, obj: Value, attribute: str) -> Value:
        """`obj.attribute`: of a mapping first the key, so that a key named `items` is found; of a record its field."""
        if attribute[0] != "_" and hasattr(obj, "__dataclass_fields__"):
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return self.undefined(obj=obj, name=attribute)
        if (type(obj) is dict or isinstance(obj, Mapping)) and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Value, attr: str, value: Value) -> bool:
        """Methods of texts that can pad without bound are closed as well."""
        return not (isinstance(obj, str) and attr in _PADDING) and super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: Context, operator: str, left: Value, right: Value) -> Value:
        """An operator; one that fails, or whose result would be huge, is recorded."""
        if isinstance(left, Unknown) or isinstance(right, Unknown):
            return left if isinstance(left, Unknown) else right
        if _is_huge(operator, left, right):
            return _failed(f"{kind(left)} {operator} {kind(right)} 的结果太大", "检查这个算式")
        try:
            return super().call_binop(context, operator, left, right)
        except Exception as error:  # noqa: BLE001 - whatever a value does must become a diagnostic
            return _failed(f"{kind(left)} {operator} {kind(right)} 算不出来{_said(error)}", "检查两边的值各是什么")

    def call_unop(self, context: Context, operator: str, arg: Value) -> Value:
        """A sign before a value."""
        try:
            return super().call_unop(context, operator, arg)
        except Exception as error:  # noqa: BLE001 - as above
            return _failed(f"{operator} 不能用于{kind(arg)}{_said(error)}", "检查这个值是什么")

    def call(self, context: Context, obj: Value, /, *args: Value, **kwargs: Value) -> Value:
        """A call in a tag."""
        try:
            return super().call(context, obj, *args, **kwargs)
        except Exception as error:  # noqa: BLE001 - as above
            name = getattr(obj, "__name__", "") or kind(obj)
            why, usage = misfit(obj, args, kwargs) if callable(obj) else ("", "")
            if why:
                return _failed(f"{name}(…) {why}", usage or "检查括号里的值")
            return _failed(f"{name}(…) 不能这样调用{_said(error)}", "去掉括号，或检查括号里的值")


def join(values: Value, separator: str = "", attribute: str | None = None) -> Value:
    """The texts of values with a separator between them; Jinja's own would print None."""
    found = [CURRENT.get().part.code.environment.getattr(v, attribute) for v in values] if attribute else list(values)
    return concatenated(found[:1] + [x for v in found[1:] for x in (separator, v)])


def concatenated(values: list[Value]) -> Value:
    """What `a ~ b` is: text, or markup where one of them is."""
    recorder = CURRENT.get()
    texts = [text_of(recorder, v) for v in values]
    # Markup escapes what it is joined with.
    return Markup("").join(texts) if any(isinstance(v, Markup) for v in texts) else "".join(texts)


def each(value: Value) -> Iterable[Value]:
    """What a loop goes through; records a value that can't be gone through and gives nothing then."""
    if isinstance(value, Unknown):
        return list(value)
    if isinstance(value, str) or not isinstance(value, Iterable):
        recorder = CURRENT.get()
        recorder.error("template-loop", f"{kind(value)}不能循环", "for … in 后面要写一个列表")
        return ()
    return value


def _guarded(name: str, function: Callable[..., Value], *, own: bool) -> Callable[..., Value]:
    """A filter whose errors are recorded; an unknown value goes through it unseen, to be recorded where it is used."""
    position = int(hasattr(function, "jinja_pass_arg"))
    passes = name in _MEANT_FOR_UNKNOWN or name in {"each_", "concat_", prose.FILTER}

    @functools.wraps(function)
    def guarded(*args: Value, **kwargs: Value) -> Value:
        value = args[position]
        if not passes and isinstance(value, Undefined):
            return value
        refused = _refused(name, value, own=own, passes=passes)
        if refused is not None:
            return refused
        try:
            return function(*args, **kwargs)
        except Exception as error:  # noqa: BLE001 - whatever a filter raises must become a diagnostic
            return _unfit(name, value, misfit(function, args, kwargs), error)

    return guarded


def _refused(name: str, value: Value, *, own: bool, passes: bool) -> Failed | None:
    """What becomes of a value that must not even come to a filter; None for all others."""
    if name in _TEXTUAL and isinstance(value, Prose) and has_references(value):
        return _failed(f"过滤器 {name} 会去掉这段文字里的引用", "把过滤器去掉")
    if isinstance(value, Markup) and name not in _TAKE_MARKS and not passes:
        return _failed(f"过滤器 {name} 不能用于表号、引用、图片和合并的格子", "把过滤器写在它们前面，或去掉")
    return _empty(name) if value is None and not own else None


def _unfit(name: str, value: Value, call: tuple[str, str], error: Exception) -> Failed:
    """Records why a filter failed: for what stands in its brackets, if that is wrong, else for the value."""
    why, usage = call
    if why:
        return _failed(f"过滤器 {name} {why}", usage or "过滤器的写法见模板手册")
    if value is None:
        return _empty(name)
    return _failed(f"过滤器 {name} 不能用于{kind(value)}{_sample(value)}{_said(error)}", "检查过滤器的名字和它前面的值")


def _tested(name: str, test: Callable[..., Value]) -> Callable[..., Value]:
    position = int(hasattr(test, "jinja_pass_arg"))

    @functools.wraps(test)
    def tested(*args: Value, **kwargs: Value) -> Value:
        value = args[position]
        if isinstance(value, Unknown) and name not in _MEANT_FOR_UNKNOWN:
            return bool(value)
        try:
            return test(*args, **kwargs)
        except Exception as error:  # noqa: BLE001 - as above
            _failed(f"判断 is {name} 不能用于{kind(value)}{_said(error)}", "检查 is 前面的值")
            return False

    return tested


def _failed(message: str, hint: str, code: str = "bad-value") -> Failed:
    CURRENT.get().error(code, message, hint)
    return Failed()


def _empty(name: str) -> Failed:
    message = f"值是空的（None），过滤器 {name} 不能用"
    return _failed(message, "前后加 {% if … is not none %} 和 {% endif %}，或在数据里补上", "none-value")


def _sample(value: Value) -> str:
    return f"“{str(value)[:20]}”" if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _said(error: Exception) -> str:
    """What the error says, where it says it in Chinese; Python's own words are no help to an editor."""
    text = str(error)
    return f"：{text}" if any("\u4e00" <= c <= "\u9fff" for c in text) else ""


def _is_huge(sign: str, left: Value, right: Value) -> bool:
    if sign == "*":
        sized, times = (left, right) if hasattr(left, "__len__") else (right, left)
        return hasattr(sized, "__len__") and isinstance(times, int) and len(sized) * times > _LONGEST
    if sign == "**":
        return isinstance(right, int) and abs(right) > _LARGEST_POWER
    return sign == "%" and isinstance(left, str)
