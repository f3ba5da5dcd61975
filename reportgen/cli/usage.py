"""The command line in Chinese: help texts, usage lines, and what is wrong with a command.

In: commands as typer builds them, and the exceptions that it raises while it reads arguments. Out: text; `cli` prints it.
"""

from __future__ import annotations

import difflib
import inspect
import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from typer import TyperException
from typer.core import TyperCommand, TyperGroup

HELP_NAMES = ("-h", "--help")
_EXTRA = re.compile(r"Got unexpected extra argument\(s\) \((.*)\)", re.DOTALL)
_TOO_SMALL = re.compile(r"should be greater than or equal to (-?\d+)")


class UsageProblem(Exception):
    """A command that cannot be carried out as it was typed: a Chinese message, a hint, the usage line where it helps."""

    def __init__(self, message: str, hint: str = "", line: str = "") -> None:
        super().__init__(message)
        self.hint, self.line = hint, line


class Command(TyperCommand):
    """A command whose help is Chinese."""

    def get_usage(self, ctx: Any) -> str:  # noqa: ANN401 - typer keeps its own type of it private
        return usage(self, ctx.command_path)

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401 - the same
        return help_text(self, ctx.command_path)


class Group(TyperGroup):
    """A group of commands whose help is Chinese."""

    def get_usage(self, ctx: Any) -> str:  # noqa: ANN401 - the same
        return usage(self, ctx.command_path)

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401 - the same
        return help_text(self, ctx.command_path)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - the same
        """The command. Raises UsageProblem with the nearest names where there is none of that name."""
        if args[0] not in self.commands:
            near = difflib.get_close_matches(args[0], self.commands, cutoff=0.5)
            hint = f"是否想写 {' 或 '.join(near)}？" if near else f"可用的命令：{'、'.join(sorted(self.commands))}"
            raise UsageProblem(f"没有命令 {args[0]}", hint, self.get_usage(ctx))
        return super().resolve_command(ctx, args)


def usage(command: Any, path: str) -> str:  # noqa: ANN401 - typer keeps the base class of its commands private
    """The usage line of a command."""
    words = ["命令 …"] if isinstance(command, TyperGroup) else [str(p.metavar) for p in _of_kind(command, "argument")]
    return " ".join(["用法：" + path, "[选项]", *words])


def help_text(command: Any, path: str) -> str:  # noqa: ANN401 - the same
    """Usage, purpose, arguments, options and commands."""
    arguments = [(str(p.metavar), p.help or "") for p in _of_kind(command, "argument")]
    options = [(" ".join(filter(None, [", ".join(p.opts), p.metavar])), p.help or "") for p in _of_kind(command, "option")]
    options.append((", ".join(HELP_NAMES), "显示本帮助。"))
    commands = [(name, _first_line(c.help)) for name, c in sorted(getattr(command, "commands", {}).items())]
    parts = [usage(command, path), _indented(inspect.cleandoc(command.help or ""))]
    for title, rows in (("命令", commands), ("参数", arguments), ("选项", options)):
        if rows:
            parts.append(f"{title}：\n{_columns(rows)}")
    if commands:
        parts.append(f"每个命令的用法：{path} 命令 --help")
    return "\n\n".join(parts)


def explain(problem: TyperException | UsageProblem, path: str) -> str:
    """What is wrong with a command, how to mend it, and the usage line. `path` is the program's name, where nothing else is known."""
    context = getattr(problem, "ctx", None)
    line = context.get_usage() if context is not None else getattr(problem, "line", "")
    if type(problem).__name__ == "NoArgsIsHelpError" and context is not None:
        return str(context.get_help())
    message, hint = _worded(problem)
    more = f"运行 {context.command_path if context is not None else path} --help 看全部用法"
    return "\n".join(filter(None, [f"错误：{message}", f"  提示：{hint or more}", line]))


def _worded(problem: TyperException | UsageProblem) -> tuple[str, str]:
    """Message and hint; typer's own messages are English, so each is told again by its kind."""
    if isinstance(problem, UsageProblem):
        return str(problem), problem.hint
    kind, option = type(problem).__name__, getattr(problem, "option_name", "")
    if kind == "NoSuchOption":
        near = getattr(problem, "possibilities", None) or ()
        return f"没有选项 {option}", f"是否想写 {' 或 '.join(sorted(near))}？" if near else ""
    if kind == "MissingParameter":
        return f"缺少参数 {getattr(problem, 'param').metavar}", ""  # noqa: B009 - typer keeps the class private
    if kind == "BadOptionUsage":
        wanting = "requires an argument" in problem.message
        return (f"选项 {option} 后面要写内容", f"如 {option} …") if wanting else (f"选项 {option} 后面不能带值", f"只写 {option}")
    if kind == "BadParameter" and (param := getattr(problem, "param", None)) is not None:
        return _of_value(param.opts[0], problem.message), (param.help or "").rstrip("。")
    return _worded_by_message(problem), ""


def _of_value(option: str, message: str) -> str:
    """What is wrong with the value of an option, as far as typer's message says it."""
    if "should be a valid integer" in message:
        return f"{option} 后面要写整数"
    if found := _TOO_SMALL.search(message):
        return f"{option} 后面的数不能小于 {found[1]}"
    return f"{option} 后面写的不对"


def _worded_by_message(problem: TyperException) -> str:
    """The same for what has no kind of its own."""
    if extra := _EXTRA.fullmatch(problem.message):
        return f"多出了参数：{extra[1]}"
    return "缺少命令" if "Missing command" in problem.message else f"看不懂这条命令（{problem.format_message()}）"


def _of_kind(command: Any, kind: str) -> list[Any]:  # noqa: ANN401 - the same
    return [p for p in command.params if p.param_type_name == kind and not p.hidden]


def _first_line(text: str | None) -> str:
    return inspect.cleandoc(text or "").split("\n", maxsplit=1)[0]


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" if line else "" for line in text.split("\n"))


def _columns(rows: Iterable[tuple[str, str]]) -> str:
    """Names and meanings in two columns."""
    rows = list(rows)
    broad = max(width(name) for name, _ in rows)
    return "\n".join(f"  {name}{' ' * (broad - width(name))}  {meaning}".rstrip() for name, meaning in rows)


def width(text: str) -> int:
    """How many columns of a terminal a text takes; a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
