"""Finding articles, statements and stories, and keeping a search."""

from __future__ import annotations

from argparse import BooleanOptionalAction

from index.commands.usage.command import BLIND, EXPLAIN, OF_STATEMENTS, QUERY, Command, argument

COMMANDS = (
    Command(
        "search",
        "searching.search",
        "find articles, or with --statements what was said",
        "sayso search neutrality\n  sayso search '\"clear stance\" outlet:courier date:2022-03..'\n"
        "  sayso search is:unlabelled --limit 0 --json\n  sayso search dredging --facets --sort date --reverse\n"
        "  sayso search '{actor:lindqvist issue:dredge-channel}' --statements --sort stance\n"
        "  sayso search -- -harbour",
        (
            QUERY,
            argument("--limit", type=int, default=None, metavar="N", help="hits at most; 0 is all (20)"),
            argument(
                "--sort",
                choices=("relevance", "date", "statements", "actor", "stance", "issue"),
                default=None,
                help="articles by relevance, newest first, or most statements first; statements by date, actor, stance"
                " or issue",
            ),
            argument("--reverse", action="store_true", help="the other way round"),
            argument("--facets", action="store_true", help="and what is in the result: outlets, years, actors, ..."),
            argument("--statements", action="store_true", help="the statements that the query speaks of, in context"),
            argument(
                "--snippets",
                action=BooleanOptionalAction,
                default=True,
                help="with the pieces of text that show why an article was found, as it is without being said",
            ),
        ),
    ),
    Command(
        "statements",
        "statements.statements",
        "print who said what",
        "sayso statements actor:bennett\n  sayso statements stance:against issue:dredge-channel date:2022-03..\n"
        "  sayso statements --explain stance:unclear\n  sayso statements 'actor:bennett -stance:none' --json\n\n"
        + OF_STATEMENTS,
        (QUERY, EXPLAIN, BLIND),
    ),
    Command(
        "stories",
        "stories.stories",
        "list the stories that several articles tell: reprints and near-duplicates, and how alike they are",
        "sayso stories\n  sayso stories outlet:courier date:30d\n  sayso stories --json",
        (
            QUERY,
            argument("--limit", type=int, default=None, metavar="N", help="stories at most; 0 is all (20)"),
        ),
    ),
    Command(
        "saved",
        "saved.saved",
        "list the saved searches and what they find; save, rename or remove one",
        "sayso saved\n  sayso saved add morning is:unread date:2d\n  sayso search query:morning\n"
        "  sayso saved rename morning 'early morning'\n  sayso saved remove 'early morning'",
        (
            argument("action", nargs="?", default=None, choices=("add", "rename", "remove"), help="what to do"),
            argument("words", nargs="*", metavar="NAME", help="its name, then the query or the new name"),
        ),
    ),
)
