"""Corrections by hand: of a statement's parts, and of what articles name."""

from __future__ import annotations

from index.commands.usage.command import ALL_STATEMENTS, ONE_STATEMENT, STATEMENT, YES, Command, argument

COMMANDS = (
    Command(
        "edit",
        "editing.edit",
        "correct any part of a statement, for everybody, or of all that a query finds",
        "sayso edit 9d81c2f04b7e6a35 --actor 'Ada Bennett' --voice spokesperson\n"
        "  sayso edit 9d81c2f04b7e6a35 --content '120-164;170-182' --cue 112-119\n"
        "  sayso edit 9d81c2f04b7e6a35 --back content\n"
        "  sayso edit --query '{actor:\"the mayor\"}' --actor 'Ada Bennett'\n\n"
        "Places count characters of the article's text from 0, the end not included, as `sayso show --json` prints\n"
        "them. The statement's id stays; what was found is kept, and --back PART returns to it.",
        (
            ONE_STATEMENT,
            argument("--actor", default=None, metavar="NAME", help="who speaks: a name, an alias or an actor's id"),
            argument("--no-actor", action="store_true", help="it is not known who speaks"),
            argument("--source", default=None, metavar="S-E;S-E", help="where the source stands; '' for nowhere"),
            argument("--cue", default=None, metavar="S-E;S-E", help="where the cue stands; '' for nowhere"),
            argument("--content", default=None, metavar="S-E;S-E", help="where what was said stands"),
            argument("--form", default=None, metavar="FORM", help="direct, indirect, mixed or act"),
            argument("--voice", default=None, metavar="VOICE", help="self, spokesperson, organisation, unnamed, other"),
            argument("--via", action="append", default=None, metavar="NAME", help="through whom; again for more"),
            argument("--no-via", action="store_true", help="it came through nobody"),
            argument("--back", action="append", default=None, metavar="PART", help="back to what was found"),
            ALL_STATEMENTS,
            YES,
        ),
    ),
    Command(
        "certainty",
        "editing.certainty",
        "say how sure you are of your label: high, medium or low",
        "sayso certainty 9d81c2f04b7e6a35 low\n  sayso certainty 9d81c2f04b7e6a35 --clear\n"
        "  sayso statements '{certainty:low}'",
        (
            STATEMENT,
            argument("level", nargs="?", default=None, metavar="LEVEL", help="high, medium or low"),
            argument("--clear", action="store_true", help="say nothing of it"),
        ),
    ),
    Command(
        "question",
        "editing.question",
        "ask the lead about a statement",
        "sayso question 9d81c2f04b7e6a35 'is the board the actor, or its chair?'\n"
        "  sayso question 9d81c2f04b7e6a35 --clear\n  sayso statements is:question",
        (
            STATEMENT,
            argument("text", nargs="?", default=None, metavar="TEXT", help="the question"),
            argument("--clear", action="store_true", help="take the question back"),
        ),
    ),
    Command(
        "retire",
        "statements.retire",
        "take a statement that is none out of the lists; `sayso undo` brings it back",
        "sayso retire 9d81c2f04b7e6a35",
        (STATEMENT, argument("--yes", action="store_true", help="without asking, though others have labelled it")),
    ),
    Command(
        "entity",
        "entities.entity",
        "correct what articles name: types, names that belong together or apart, missing and wrong ones",
        "sayso entity list 3f2a9c01d5e7b684\n"
        "  sayso entity retype 'Port Authority' ORG\n"
        "  sayso entity join 'Bennett' 'Ada Bennett' --article 3f2a9c01d5e7b684\n"
        "  sayso entity split 'Bennett' 'Omar Bennett' --article 3f2a9c01d5e7b684 --text 'Mr Bennett'\n"
        "  sayso entity split --article 3f2a9c01d5e7b684 --mention 120-127 'Omar Bennett'\n"
        "  sayso entity link 'the Authority' port-authority --alias\n"
        "  sayso entity add 3f2a9c01d5e7b684 210-219 LOC 'Wick Bank'\n"
        "  sayso entity remove 'Monday' --article 3f2a9c01d5e7b684\n"
        "  sayso entity back 'Monday'\n\n"
        "what to do:\n"
        "  list ARTICLE                    print what it names, and where\n"
        "  retype NAME TYPE                all that are called so are of this type\n"
        "  join NAME INTO                  they are the same as INTO: its name, type and actor\n"
        "  split NAME [NEW]                they are something else: called NEW, else each by its own words\n"
        "  link NAME ACTOR, unlink NAME    they stand for this actor, or for none\n"
        "  remove NAME                     they name nothing\n"
        "  back NAME                       they are what was found\n"
        "  add ARTICLE START-END TYPE [NAME]  something that was missed\n"
        "NAME is meant in all articles, or in that of --article. It is left out with --mention, which means one place.",
        (
            argument(
                "action",
                choices=("list", "retype", "join", "split", "link", "unlink", "add", "remove", "back"),
                metavar="ACTION",
                help="what to do, see below",
            ),
            argument("words", nargs="*", metavar="NAME", help="what the action takes, see below"),
            argument("--article", default=None, metavar="ARTICLE", help="in this article alone"),
            argument("--mention", default=None, metavar="START-END", help="the one at this place of the article"),
            argument("--text", default=None, metavar="WORDS", help="of those, the ones with just these words"),
            argument("--of-type", default=None, metavar="TYPE", help="of those, the ones of this type"),
            argument("--actor", default=None, metavar="NAME", help="with split and add: the actor that it stands for"),
            argument("--alias", action="store_true", help="with link: the name is the actor's in all articles to come"),
            YES,
        ),
    ),
)
