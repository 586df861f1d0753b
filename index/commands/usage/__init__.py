"""How the commands are used: a table of options and help for each subject, in the order in which help lists them.

They stand apart from the functions so that help and parsing import none of what the commands need.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

from index.commands.usage.command import Command

_SUBJECTS = (
    "articles",
    "finding",
    "labelling",
    "correcting",
    "marking",
    "steps",
    "codebook",
    "people",
    "exchange",
    "care",
)


@cache
def commands() -> tuple[Command, ...]:
    """All commands of `sayso`."""
    tables = (import_module(f"{__name__}.{subject}").COMMANDS for subject in _SUBJECTS)
    return tuple(command for table in tables for command in table)
