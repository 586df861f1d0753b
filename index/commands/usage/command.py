"""What is said of a command before it is run: its name, its options, its help; and the options that several share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Argument = tuple[tuple[str, ...], dict[str, Any]]
"""The names and the settings that `ArgumentParser.add_argument` is given."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name, the module and function that do it, what it does, how it is used."""

    name: str
    function: str
    """`module.function` within index.commands."""
    summary: str
    examples: str
    arguments: tuple[Argument, ...] = field(default_factory=tuple)


def argument(*names: str, **settings: Any) -> Argument:
    """An option or a word of a command, as `ArgumentParser.add_argument` takes it."""
    return names, settings


ARTICLE = argument("article", metavar="ARTICLE", help="an article's id, or the id its source gave it")
STATEMENT = argument("statement", metavar="STATEMENT", help="a statement's id, as `sayso statements` prints it")
ONE_STATEMENT = argument("statement", nargs="?", default=None, metavar="STATEMENT", help="a statement's id")
ALL_STATEMENTS = argument("--query", default=None, metavar="QUERY", help="all statements that this finds, as one step")
STANCE = argument("stance", nargs="?", default=None, metavar="STANCE", help="a label of the codebook")
QUERY = argument("query", nargs="*", metavar="QUERY", help='words, "phrases", AND OR NOT, field:value, {…}')
EXPLAIN = argument(
    "--explain", action="store_true", help="say why each statement was found: cue, rule, issue, stance, confidence"
)
BLIND = argument(
    "--blind",
    default=None,
    metavar="WHAT",
    help="hide suggestions, labels (of others), outlets, actors: some of them, with commas between",
)
YES = argument("--yes", action="store_true", help="do it without asking")

OF_STATEMENTS = (
    "actor:, stance:, issue: and is: ask about each statement that is listed, also under OR and NOT; words and\n"
    "the other fields choose the articles. {…} does both: articles with such a statement, and of them these\n"
    "statements. -{stance:against} leaves out the articles with one, -stance:against the statements."
)
"""What the fields of a query mean where statements are listed."""
