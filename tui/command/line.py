"""What a person typed after `gouji`: the arguments, the command they name, and how every command ends."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from itertools import pairwise
from typing import NoReturn

from tui.corrections.leftovers import sweep
from tui.words import language, plain
from tui.words.language import _
from tui.words.refused import refused

OPEN, CHECK, EXTRACT, EXPORT, IMPORT = "open", "check", "extract", "export", "import"
DEMO, DOCTOR = "demo", "doctor"
COMMANDS = (CHECK, EXTRACT, EXPORT, IMPORT, DEMO, DOCTOR)
"""The words that name a command; without one the workbench opens."""

_MODULES = {IMPORT: "import_"}
"""`import` is a word of Python."""

FAILED, INTERRUPTED = 2, 130
LANGUAGES = ("zh", "en")
_TAKE_A_VALUE = ("--lang", "--theme", "--ambiguous")


def run(argv: Sequence[str]) -> int:
    """Do what the arguments say; the exit status of the contract's section 3."""
    plain.speak_safely(sys.stdout, sys.stderr)
    language.use(_language(argv))
    command, rest = _command(argv)
    try:
        sweep()
        arguments = _parser(command).parse_args(rest)
        status: int = import_module(f"tui.command.{_MODULES.get(command, command)}").run(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _let_go_of_stdout()
        return 0
    except OSError as error:  # no command expected it: standard output on a full disk, a worker that died
        plain.complain("", refused(error))
        return FAILED
    return status


def _let_go_of_stdout() -> None:
    """Nobody reads any more: what is still buffered must not complain when the interpreter ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _language(argv: Sequence[str]) -> str | None:
    """Looked up before anything is parsed, so that even a wrong command is answered in it."""
    for word, following in pairwise([*argv, ""]):
        said = following if word == "--lang" else word.removeprefix("--lang=") if word.startswith("--lang=") else ""
        if said in LANGUAGES:
            return said
    return None


def _command(argv: Sequence[str]) -> tuple[str, list[str]]:
    """The command that the first word which is no option names, and the arguments without it."""
    at = 0
    while at < len(argv) and argv[at].startswith("-") and argv[at] not in ("-", "--"):
        at += 2 if argv[at] in _TAKE_A_VALUE else 1
    if at < len(argv) and argv[at] in COMMANDS:
        return argv[at], [*argv[:at], *argv[at + 1 :]]
    return OPEN, list(argv)


# -- options: general ones, then those of one command ------------------------------------------------------


def _parser(command: str) -> _Parser:
    parser = _Parser(command)
    if command != DEMO:
        parser.add_argument("paths", nargs="*" if command in (OPEN, DOCTOR) else "+", metavar=_("路径"))
    parser.add_argument("-h", "--help", action=_Help, nargs=0, command=command)
    parser.add_argument("--version", action=_Version, nargs=0)
    parser.add_argument("--lang", choices=LANGUAGES, default=language.language())
    parser.add_argument("--theme", choices=("light", "dark", "ansi", "mono", "full"))
    parser.add_argument("--mouse", action=argparse.BooleanOptionalAction, default=None)
    parser.add_argument("--ambiguous", type=int, choices=(1, 2))
    _OPTIONS[command](parser)
    return parser


def _extract_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--corrected", action="store_true")


def _check_options(parser: argparse.ArgumentParser) -> None:
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true")
    form.add_argument("--csv", action="store_true")


def _export_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", "--output", required=True, metavar="OUT")
    parser.add_argument("--format", choices=("xlsx", "csv", "parquet"))
    parser.add_argument("--sheets")
    parser.add_argument("--force", action="store_true")


def _import_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--dry-run", action="store_true")


_OPTIONS: dict[str, Callable[[argparse.ArgumentParser], None]] = {
    OPEN: lambda parser: None,
    CHECK: _check_options,
    EXTRACT: _extract_options,
    EXPORT: _export_options,
    IMPORT: _import_options,
    DEMO: lambda parser: None,
    DOCTOR: lambda parser: None,
}


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with a command in the person's language, and where help is."""

    def __init__(self, command: str) -> None:
        super().__init__(prog="gouji", add_help=False, allow_abbrev=False)
        self.command = command

    def error(self, message: str) -> NoReturn:
        plain.complain("", _("命令有误：{what}").format(what="".join(_own_words(message))))
        name = "gouji" if self.command == OPEN else f"gouji {self.command}"
        plain.complain("", _("用法见 {command}").format(command=f"{name} --help"))
        raise SystemExit(2)


def _own_words(message: str) -> Iterator[str]:
    """argparse's English in our words; what it says that is not in the table stays as it is."""
    words = {
        r"unrecognized arguments: (.+)": _("没有这个选项：{0}"),
        r"the following arguments are required: (.+)": _("缺少 {0}"),
        r"argument (\S+): invalid (?:choice|int value): '?(.+?)'?(?: \(choose from (.+)\))?$": _("{0} 不能是 {1}"),
        r"argument (\S+): expected one argument": _("{0} 后面要有值"),
        r"argument (\S+): not allowed with argument (.+)": _("{0} 与 {1} 不能同时使用"),
    }
    for pattern, said in words.items():
        if match := re.fullmatch(pattern, message):
            yield said.format(*match.groups())
            if "choice" in message and match[3]:
                yield _("（可选：{choices}）").format(choices=match[3].replace("'", ""))
            return
    yield message


class _Help(argparse.Action):
    """`--help`: the page of the command, written out in both languages."""

    def __init__(self, option_strings: Sequence[str], dest: str, command: str, nargs: int) -> None:
        super().__init__(option_strings, dest, nargs=nargs)
        self.command = command

    def __call__(self, *_arguments: object) -> NoReturn:
        from tui.command.manual import PAGES

        print(PAGES[self.command][language.language()].strip("\n"))
        raise SystemExit(0)


class _Version(argparse.Action):
    """`--version`: the name and number of the installed package."""

    def __call__(self, *_arguments: object) -> NoReturn:
        from importlib.metadata import PackageNotFoundError, version

        try:
            print(f"gouji {version('gouji')}")
        except PackageNotFoundError:
            print("gouji")
        raise SystemExit(0)
