"""Articles: taken in, read, taken out, and compared with what they said before they were corrected."""

from __future__ import annotations

from index.commands.usage.command import ARTICLE, BLIND, EXPLAIN, QUERY, STATEMENT, Command, argument

COMMANDS = (
    Command(
        "add",
        "articles.add",
        "read files and folders into the library, index and analyse them",
        "sayso add ~/articles\n  sayso add a.txt b.md corpus.jsonl --no-analysis\n  curl … | sayso add -",
        (
            argument("paths", nargs="+", metavar="PATH", help="a file, a folder, or - for stdin"),
            argument("--no-analysis", action="store_true", help="stop after indexing"),
            argument("--dry-run", action="store_true", help="say what would be added and change nothing"),
            argument(
                "--earlier", action="store_true", help="go back to an earlier text of an article where this is one"
            ),
        ),
    ),
    Command(
        "remove",
        "articles.remove",
        "take articles out of the library; `sayso undo` brings them back",
        "sayso remove 3f2a9c01d5e7b684",
        (argument("articles", nargs="+", metavar="ARTICLE", help="an article's id, or the id its source gave it"),),
    ),
    Command(
        "analyse",
        "articles.analyse",
        "find entities and statements in files, read as `add` reads them; needs no library and makes none",
        "sayso analyse article.txt\n  sayso analyse article.txt --explain\n  sayso analyse *.txt --json > found.jsonl",
        (argument("files", nargs="+", metavar="FILE", help="a file, a folder, or - for stdin"), EXPLAIN),
    ),
    Command(
        "show",
        "articles.show",
        "print one article, its entities and its statements",
        "sayso show 3f2a9c01d5e7b684\n  sayso show 3f2a --explain\n  sayso show 3f2a --json",
        (
            ARTICLE,
            EXPLAIN,
            BLIND,
        ),
    ),
    Command(
        "diff",
        "corrections.diff",
        "show what changed in a corrected article, and which labelled statements that touches",
        "sayso diff 3f2a9c01d5e7b684\n  sayso diff 3f2a --old 1 --new 3\n  sayso diff 3f2a --json",
        (
            ARTICLE,
            argument(
                "--old", default=None, metavar="VERSION", help="a version's number or hash (the one before the current)"
            ),
            argument("--new", default=None, metavar="VERSION", help="the version to compare it with (the current one)"),
        ),
    ),
    Command(
        "orphans",
        "corrections.orphans",
        "list the statements whose words are no longer in their corrected article",
        "sayso orphans\n  sayso orphans actor:lindqvist --json",
        (QUERY,),
    ),
    Command(
        "anchor",
        "corrections.anchor",
        "say where a statement stands in the corrected text of its article",
        "sayso anchor 9d81c2f04b7e6a35 --words 'the channel must not be dredged'\n"
        "  sayso anchor 9d81c2f04b7e6a35 --content 412-449 --cue 405-411 --source 396-404\n"
        "  sayso anchor 9d81c2f04b7e6a35 --follow",
        (
            STATEMENT,
            argument("--words", default=None, metavar="TEXT", help="its content, as it stands in the text now"),
            argument("--content", default=None, metavar="S-E", help="where that stands: S-E, several with ; between"),
            argument("--source", default=None, metavar="S-E", help="where the source stands (its former words nearby)"),
            argument("--cue", default=None, metavar="S-E", help="where the cue stands (its former words nearby)"),
            argument("--follow", action="store_true", help="take back where it was placed: it follows its words again"),
        ),
    ),
)
