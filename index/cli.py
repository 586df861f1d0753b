"""The command line: which command is meant, and what it ends with.

Exit codes: 0 done, no hits included; 2 usage, configuration or query error, nothing changed; 3 done, but
some inputs were skipped; 4 library damaged or none; 5 locked, read-only or of a newer version;
130, 143 and 129 ended by INT, TERM and HUP after saving. A closed pipe ends silently with 0.
"""

from __future__ import annotations

import os
import signal
import sys
from argparse import (
    SUPPRESS,
    ArgumentParser,
    Namespace,
    RawDescriptionHelpFormatter,
    _SubParsersAction,
)
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn

from index.errors import QueryError, SaysoError, UsageError, fault

if TYPE_CHECKING:
    from index.commands.usage.command import Command

Explore = Callable[[Path, str | None], int]
"""Opens the explorer on a library's folder for an annotator, and gives its exit code."""

INTERRUPTED = 130
FAULT = 70
"""The exit code of a fault of Sayso's own (EX_SOFTWARE of sysexits)."""


class _Parser(ArgumentParser):
    """An argument parser that reports its errors like all others."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; see {self.prog} --help")


def parser(commands: Sequence[Command]) -> ArgumentParser:
    """The parser of the whole command line with these commands, or without any of what stands before them."""
    shared = _Parser(add_help=False, argument_default=SUPPRESS)
    shared.add_argument("--library", metavar="DIR", help="the library's folder (else $SAYSO_LIBRARY)")
    shared.add_argument("--json", action="store_true", help="print JSON Lines")
    shared.add_argument("--by", metavar="NAME", help="the annotator (else $SAYSO_ANNOTATOR)")
    main_parser = _Parser(
        prog="sayso",
        parents=[shared],
        formatter_class=RawDescriptionHelpFormatter,
        description="Sayso shows who said what in news articles, where each actor stands, and the evidence.\n"
        "Without a command it opens the explorer; without a terminal it prints a digest.",
        epilog="examples:\n  sayso\n  sayso add ~/articles\n  sayso search '\"clear stance\" -is:labelled'\n\n"
        "`sayso COMMAND --help` tells more of each.",
    )
    main_parser.add_argument("--version", action="store_true", default=SUPPRESS, help="print all versions")
    main_parser.set_defaults(command=None, function="")
    if commands:
        group = main_parser.add_subparsers(dest="command", metavar="COMMAND", title="commands", parser_class=_Parser)
        for command in commands:
            _add_command(group, command, shared)
    return main_parser


def _add_command(commands: _SubParsersAction[Any], command: Command, shared: ArgumentParser) -> None:
    one = commands.add_parser(
        command.name,
        parents=[shared],
        help=command.summary,
        description=command.summary[0].upper() + command.summary[1:] + ".",
        epilog=f"examples:\n  {command.examples}",
        formatter_class=RawDescriptionHelpFormatter,
    )
    one.set_defaults(function=command.function)
    for names, settings in command.arguments:
        one.add_argument(*names, **settings)


def main(arguments: Sequence[str] | None = None, *, explore: Explore | None = None) -> int:
    """Run the command line; gives the exit code. `explore` opens the explorer, where there is one."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        if signal.getsignal(number) is not signal.SIG_IGN:  # as nohup has it
            signal.signal(number, _end)
    try:
        return _run(given, explore)
    except BrokenPipeError:
        # Python writes what is left at exit; without this it would complain that nobody reads it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED


def _end(number: int, frame: FrameType | None) -> None:
    """End with the signal's code.

    Ctrl-C is no KeyboardInterrupt: of one that comes while a string is executed, as the making of a dataclass does,
    Python remembers that nobody handled it, though somebody did, and under `python -m` kills itself in the end.
    """
    if _is_deaf(frame):
        signal.signal(signal.SIGALRM, lambda _, now: _end(number, now))
        signal.setitimer(signal.ITIMER_REAL, _AGAIN)
        return
    raise SystemExit(128 + number)


def _is_deaf(frame: FrameType | None) -> bool:
    """Whether an exception that is raised here is only printed, and lost: in a finaliser, and in what is called when
    something goes that is weakly referred to, as the lock of each import is."""
    while frame is not None:
        name, file = frame.f_code.co_name, frame.f_code.co_filename
        if name == "__del__" or (name in _CALLED_BACK and any(part in file for part in ("importlib", "weakref"))):
            return True
        frame = frame.f_back
    return False


_CALLED_BACK = frozenset({"cb", "remove", "_remove"})
"""What Python's own modules call such functions."""

_AGAIN = 0.01
"""Seconds after which a signal is looked at again that came where it would have been lost."""


def _run(given: list[str], explore: Explore | None) -> int:
    from index.commands.output import Output

    out = Output(json="--json" in given)
    try:
        args = _parse(given)
        out = Output(json=getattr(args, "json", False))
        code = _dispatch(args, out, explore)
        out.flush()
        return code
    except SaysoError as error:
        out.message(f"sayso: {error}{_pointed(error)}")
        return error.exit_code
    except (BrokenPipeError, MemoryError):
        raise
    except OSError as error:
        if error.filename is not None or os.environ.get("SAYSO_DEBUG"):
            raise
        out.message(f"sayso: what was asked for cannot be printed: {error.strerror or error}")
        return UsageError.exit_code
    except Exception as error:
        if isinstance(error, UnicodeEncodeError) and (foreign := _not_utf8(given)) is not None:
            out.message(f"sayso: '{foreign}' is not UTF-8, as what is given on the command line must be; type it anew")
            return UsageError.exit_code
        if os.environ.get("SAYSO_DEBUG"):
            raise
        out.message(f"sayso: {fault(error)} (SAYSO_DEBUG=1 shows all of it)")
        return FAULT


def _not_utf8(given: Sequence[str]) -> str | None:
    """The first argument that is not UTF-8, printable; only names of files may be anything else. None where all are."""
    from index.text import clean_line

    return next((clean_line(one) for one in given if any("\ud800" <= sign <= "\udfff" for sign in one)), None)


def _pointed(error: SaysoError) -> str:
    """The query with a mark below what is wrong with it, and how it was probably meant; "" for other errors."""
    if not isinstance(error, QueryError) or error.query is None:
        return ""
    query = "".join(sign if sign.isprintable() else " " for sign in error.query)
    start = max(0, min(error.start, len(query)) - _BEFORE)
    end = min(max(error.end, start), error.start + _BEFORE)
    shown = query[start : end + _BEFORE]
    marks = "^" * max(1, min(end, start + len(shown)) - error.start)
    meant = f"\n  did you mean  {error.proposal}" if error.proposal else ""
    return f"\n  {shown}\n  {' ' * (error.start - start)}{marks}{meant}"


_BEFORE = 60
"""Characters of a query that are shown beside what is wrong in it."""


def _parse(given: list[str]) -> Namespace:
    """Parse, with options allowed between the words of a list (argparse gives up behind the first of them)."""
    if not {"-h", "--help"} & set(given):
        # To open the explorer no command is needed, and making the parsers of all of them takes time.
        with suppress(UsageError):
            args, rest = parser(()).parse_known_args(given)
            if not rest:
                return args
    from index.commands.usage import commands

    known = commands()
    # A command that stands first is the one that is meant, and its parser alone is needed.
    meant = [command for command in known if command.name == given[0]] if given else []
    args, rest = parser(meant or known).parse_known_args(given)
    if rest:
        words = next((found for name in _LISTS if isinstance(found := getattr(args, name, None), list)), None)
        unknown = next((word for word in rest if word.startswith("-") and word != "-"), None)
        if words is None or unknown is not None:
            named = f"sayso {args.command}" if args.command else "sayso"
            raise UsageError(f"unknown argument {unknown or rest[0]}; see {named} --help")
        words += rest
    return args


_LISTS = ("query", "paths", "files", "articles", "words", "names", "statements")


def _dispatch(args: Namespace, out: Any, explore: Explore | None) -> int:
    from index.commands.context import Context

    context = Context(args, out)
    if getattr(args, "version", False):
        return _function("configuration.versions")(context)
    if args.command is not None:
        return _function(args.function)(context)
    if not sys.stdout.isatty() or explore is None:
        return _function("digest.digest")(context)
    if not sys.stdin.isatty():
        raise UsageError("the explorer needs a keyboard: standard input is no terminal; for a digest, pipe the output")
    return explore(context.folder, context.by)


def _function(name: str) -> Callable[[Any], int]:
    module, _, function = name.rpartition(".")
    found: Callable[[Any], int] = getattr(import_module(f"index.commands.{module}"), function)
    return found
