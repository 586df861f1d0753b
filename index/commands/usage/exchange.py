"""What other tools and other libraries read and write."""

from __future__ import annotations

from index.commands.usage.command import OF_STATEMENTS, QUERY, Command, argument

COMMANDS = (
    Command(
        "export",
        "statements.export",
        "write statements to a file, or with dump all that a library holds, as plain text",
        "sayso export csv -o statements.csv\n  sayso export jsonl -o - 'stance:against outlet:courier'\n"
        "  sayso export dump -o library.jsonl\n\n" + OF_STATEMENTS,
        (
            argument("format", choices=("csv", "jsonl", "dump"), metavar="FORMAT", help="csv, jsonl or dump"),
            argument("-o", "--output", required=True, metavar="FILE", help="the file to write, or - for stdout"),
            argument("--raw", action="store_true", help="leave CSV cells that look like formulas as they are"),
            QUERY,
        ),
    ),
    Command(
        "import",
        "importing.import_",
        "take in what others decided, or you elsewhere: files of annotations, or a whole library",
        "sayso import annotations ~/from-omar/annotations\n  sayso import annotations omar.jsonl eva.jsonl --dry-run\n"
        "  sayso import library ~/from-omar/library\n  sayso import library omar-backup.db\n\n"
        "What is here stays. The same import twice changes nothing, and the order of imports does not matter.",
        (
            argument("format", choices=("annotations", "library"), metavar="FORMAT", help="annotations or library"),
            argument("paths", nargs="+", metavar="PATH", help="files or folders; for a library its folder or backup"),
            argument("--no-analysis", action="store_true", help="stop after indexing the articles that came"),
            argument("--dry-run", action="store_true", help="say what would come of it and change nothing"),
        ),
    ),
)
