"""Care of the library, and the configuration in force."""

from __future__ import annotations

from index.commands.usage.command import Command, argument

COMMANDS = (
    Command(
        "check",
        "care.check",
        "look for damage in the library",
        "sayso check\n  sayso check --repair",
        (argument("--repair", action="store_true", help="make anew what can be made from the log"),),
    ),
    Command(
        "backup",
        "care.backup",
        "copy the library to one file, also while it is in use",
        "sayso backup ~/sayso-backup.db",
        (argument("file", metavar="FILE", help="the file to write"),),
    ),
    Command(
        "restore",
        "care.restore",
        "make a library from a backup or a dump",
        "sayso --library ~/restored restore ~/sayso-backup.db\n  sayso --library ~/restored restore library.jsonl",
        (argument("file", metavar="FILE", help="a backup, one of backups/, or a dump"),),
    ),
    Command(
        "reindex",
        "care.reindex",
        "build the search index anew",
        "sayso reindex\n  sayso reindex --analyse",
        (
            argument(
                "--analyse",
                action="store_true",
                help="look for statements again, too; labels and headlines stay",
            ),
        ),
    ),
    Command(
        "config",
        "configuration.configuration",
        "print the configuration in force and where each value comes from",
        "sayso config\n  sayso config --check my-config.yaml",
        (argument("--check", default=None, metavar="FILE", help="read a file without using it"),),
    ),
)
