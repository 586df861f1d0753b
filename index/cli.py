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
    BooleanOptionalAction,
    Namespace,
    RawDescriptionHelpFormatter,
    _SubParsersAction,
)
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from index.errors import QueryError, SaysoError, UsageError, fault

Explore = Callable[[Path, str | None], int]
"""Opens the explorer on a library's folder for an annotator, and gives its exit code."""

INTERRUPTED = 130
FAULT = 70
"""The exit code of a fault of Sayso's own (EX_SOFTWARE of sysexits)."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name, the module and function that do it, what it does, how it is used."""

    name: str
    function: str
    summary: str
    examples: str
    arguments: tuple[tuple[tuple[str, ...], dict[str, Any]], ...] = field(default_factory=tuple)


def _argument(*names: str, **settings: Any) -> tuple[tuple[str, ...], dict[str, Any]]:
    return names, settings


_QUERY = _argument("query", nargs="*", metavar="QUERY", help='words, "phrases", AND OR NOT, field:value, {…}')
_EXPLAIN = _argument(
    "--explain", action="store_true", help="say why each statement was found: cue, rule, issue, stance, confidence"
)
_STATEMENT = _argument("statement", metavar="STATEMENT", help="a statement's id, as `sayso statements` prints it")

_BLIND = _argument(
    "--blind",
    default=None,
    metavar="WHAT",
    help="hide suggestions, labels (of others), outlets, actors: some of them, with commas between",
)

_TAG = _argument("tag", metavar="TAG", help="a word of letters, digits, - _ and .")
_MEANT = (
    _argument("articles", nargs="*", metavar="ARTICLE", help="an article's id, or the id its source gave it"),
    _argument("--query", default=None, metavar="QUERY", help="all articles that this finds, instead"),
)

_KIND = _argument("kind", choices=("label", "issue", "actor"), help="of what")
_YES = _argument("--yes", action="store_true", help="do it without asking")

_OF_STATEMENTS = (
    "actor:, stance:, issue: and is: ask about each statement that is listed, also under OR and NOT; words and\n"
    "the other fields choose the articles. {…} does both: articles with such a statement, and of them these\n"
    "statements. -{stance:against} leaves out the articles with one, -stance:against the statements."
)

COMMANDS = (
    Command(
        "add",
        "articles.add",
        "read files and folders into the library, index and analyse them",
        "sayso add ~/articles\n  sayso add a.txt b.md corpus.jsonl --no-analysis\n  curl … | sayso add -",
        (
            _argument("paths", nargs="+", metavar="PATH", help="a file, a folder, or - for stdin"),
            _argument("--no-analysis", action="store_true", help="stop after indexing"),
            _argument("--dry-run", action="store_true", help="say what would be added and change nothing"),
            _argument(
                "--earlier", action="store_true", help="go back to an earlier text of an article where this is one"
            ),
        ),
    ),
    Command(
        "remove",
        "articles.remove",
        "take articles out of the library; `sayso undo` brings them back",
        "sayso remove 3f2a9c01d5e7b684",
        (_argument("articles", nargs="+", metavar="ARTICLE", help="an article's id, or the id its source gave it"),),
    ),
    Command(
        "analyse",
        "articles.analyse",
        "find entities and statements in files, read as `add` reads them; needs no library and makes none",
        "sayso analyse article.txt\n  sayso analyse article.txt --explain\n  sayso analyse *.txt --json > found.jsonl",
        (_argument("files", nargs="+", metavar="FILE", help="a file, a folder, or - for stdin"), _EXPLAIN),
    ),
    Command(
        "search",
        "searching.search",
        "find articles, or with --statements what was said",
        "sayso search neutrality\n  sayso search '\"clear stance\" outlet:courier date:2022-03..'\n"
        "  sayso search is:unlabelled --limit 0 --json\n  sayso search dredging --facets --sort date --reverse\n"
        "  sayso search '{actor:lindqvist issue:dredge-channel}' --statements --sort stance\n"
        "  sayso search -- -harbour",
        (
            _QUERY,
            _argument("--limit", type=int, default=None, metavar="N", help="hits at most; 0 is all (20)"),
            _argument(
                "--sort",
                choices=("relevance", "date", "statements", "actor", "stance", "issue"),
                default=None,
                help="articles by relevance, newest first, or most statements first; statements by date, actor, stance"
                " or issue",
            ),
            _argument("--reverse", action="store_true", help="the other way round"),
            _argument("--facets", action="store_true", help="and what is in the result: outlets, years, actors, ..."),
            _argument("--statements", action="store_true", help="the statements that the query speaks of, in context"),
            _argument(
                "--snippets",
                action=BooleanOptionalAction,
                default=True,
                help="with the pieces of text that show why an article was found, as it is without being said",
            ),
        ),
    ),
    Command(
        "show",
        "articles.show",
        "print one article, its entities and its statements",
        "sayso show 3f2a9c01d5e7b684\n  sayso show 3f2a --explain\n  sayso show 3f2a --json",
        (
            _argument("article", metavar="ARTICLE", help="an article's id, or the id its source gave it"),
            _EXPLAIN,
            _BLIND,
        ),
    ),
    Command(
        "statements",
        "statements.statements",
        "print who said what",
        "sayso statements actor:bennett\n  sayso statements stance:against issue:dredge-channel date:2022-03..\n"
        "  sayso statements --explain stance:unclear\n  sayso statements 'actor:bennett -stance:none' --json\n\n"
        + _OF_STATEMENTS,
        (_QUERY, _EXPLAIN, _BLIND),
    ),
    Command(
        "queue",
        "labelling.queue",
        "print which statements to label next: the least sure ones, article by article, or at random",
        "sayso queue\n  sayso queue outlet:courier --order article\n"
        "  sayso queue query:morning --order random --seed 7\n"
        "  sayso queue --blind suggestions,labels --limit 1 --json",
        (
            _QUERY,
            _argument(
                "--order",
                choices=("uncertainty", "article", "random"),
                default="uncertainty",
                help="those whose suggestion is least sure first, as they stand in the list, or at random",
            ),
            _argument("--seed", type=int, default=0, metavar="N", help="which random order (0)"),
            _argument("--limit", type=int, default=10, metavar="N", help="statements at most; 0 is all (10)"),
            _BLIND,
        ),
    ),
    Command(
        "progress",
        "labelling.progress",
        "say how far the labelling is, by annotator, issue, article and day",
        "sayso progress\n  sayso progress --json\n  sayso progress --erase-times",
        (
            _argument("--articles", action="store_true", help="and each article that is begun"),
            _argument("--erase-times", action="store_true", help="delete how long decisions took, of everybody"),
        ),
    ),
    Command(
        "learn",
        "labelling.learn",
        "learn suggestions from the labels now, or say what was learned",
        "sayso learn\n  sayso learn --curve\n  sayso learn --describe 'learned 3'",
        (
            _argument("--curve", action="store_true", help="show how much more labels would help; learns nothing"),
            _argument("--describe", default=None, metavar="BY", help="say what made a suggestion; learns nothing"),
            _argument("--seed", type=int, default=0, metavar="N", help="which draw of the stories to test by (0)"),
        ),
    ),
    Command(
        "label",
        "statements.label",
        "set your stance label on a statement or on all that a query finds, or clear it",
        "sayso label 9d81c2f04b7e6a35 against --note 'calls for an end' --by dana\n"
        "  sayso label 9d81c2f04b7e6a35 favor --new-issue dredging --proposition 'The channel should be dredged'\n"
        "  sayso label 9d81c2f04b7e6a35 --clear\n"
        "  sayso label --query '{actor:bennett cue:criticised}' --stance against",
        (
            _argument("statement", nargs="?", default=None, metavar="STATEMENT", help="a statement's id"),
            _argument("stance", nargs="?", default=None, metavar="STANCE", help="a label of the codebook"),
            _argument("--clear", action="store_true", help="take no stance"),
            _argument("--note", default=None, metavar="TEXT", help="a note on the label"),
            _argument("--certainty", default=None, metavar="LEVEL", help="how sure you are: high, medium or low"),
            _argument("--issue", default=None, metavar="ID", help="the issue that the stance is about"),
            _argument("--new-issue", default=None, metavar="ID", help="create the issue first"),
            _argument("--proposition", default=None, metavar="TEXT", help="what the new issue says"),
            _argument("--query", default=None, metavar="QUERY", help="all statements that this finds, as one step"),
            _argument("--stance", dest="stance_of_all", default=None, metavar="STANCE", help="their label"),
            _argument("--yes", action="store_true", help="do it without asking"),
            _BLIND,
        ),
    ),
    Command(
        "accept",
        "suggestions.accept",
        "make the suggested stances of all statements that a query finds your labels",
        "sayso accept 9d81c2f04b7e6a35\n"
        "  sayso accept --query 'is:suggested {actor:bennett issue:dredging}'\n"
        "  sayso accept --query '{cue:welcomed}' --yes --by dana\n\n"
        "It is one step, which sayso undo takes back. Labels of yours that are there already stay.",
        (
            _argument("statement", nargs="?", default=None, metavar="STATEMENT", help="a statement's id"),
            _argument("--query", default=None, metavar="QUERY", help="all statements that this finds, as one step"),
            _argument("--yes", action="store_true", help="do it without asking"),
        ),
    ),
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
            _argument("statement", nargs="?", default=None, metavar="STATEMENT", help="a statement's id"),
            _argument("--actor", default=None, metavar="NAME", help="who speaks: a name, an alias or an actor's id"),
            _argument("--no-actor", action="store_true", help="it is not known who speaks"),
            _argument("--source", default=None, metavar="S-E;S-E", help="where the source stands; '' for nowhere"),
            _argument("--cue", default=None, metavar="S-E;S-E", help="where the cue stands; '' for nowhere"),
            _argument("--content", default=None, metavar="S-E;S-E", help="where what was said stands"),
            _argument("--form", default=None, metavar="FORM", help="direct, indirect, mixed or act"),
            _argument(
                "--voice", default=None, metavar="VOICE", help="self, spokesperson, organisation, unnamed, other"
            ),
            _argument("--via", action="append", default=None, metavar="NAME", help="through whom; again for more"),
            _argument("--no-via", action="store_true", help="it came through nobody"),
            _argument("--back", action="append", default=None, metavar="PART", help="back to what was found"),
            _argument("--query", default=None, metavar="QUERY", help="all statements that this finds, as one step"),
            _argument("--yes", action="store_true", help="do it without asking"),
        ),
    ),
    Command(
        "certainty",
        "editing.certainty",
        "say how sure you are of your label: high, medium or low",
        "sayso certainty 9d81c2f04b7e6a35 low\n  sayso certainty 9d81c2f04b7e6a35 --clear\n"
        "  sayso statements '{certainty:low}'",
        (
            _STATEMENT,
            _argument("level", nargs="?", default=None, metavar="LEVEL", help="high, medium or low"),
            _argument("--clear", action="store_true", help="say nothing of it"),
        ),
    ),
    Command(
        "question",
        "editing.question",
        "ask the lead about a statement",
        "sayso question 9d81c2f04b7e6a35 'is the board the actor, or its chair?'\n"
        "  sayso question 9d81c2f04b7e6a35 --clear\n  sayso statements is:question",
        (
            _STATEMENT,
            _argument("text", nargs="?", default=None, metavar="TEXT", help="the question"),
            _argument("--clear", action="store_true", help="take the question back"),
        ),
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
            _argument(
                "action",
                choices=("list", "retype", "join", "split", "link", "unlink", "add", "remove", "back"),
                metavar="ACTION",
                help="what to do, see below",
            ),
            _argument("words", nargs="*", metavar="NAME", help="what the action takes, see below"),
            _argument("--article", default=None, metavar="ARTICLE", help="in this article alone"),
            _argument("--mention", default=None, metavar="START-END", help="the one at this place of the article"),
            _argument("--text", default=None, metavar="WORDS", help="of those, the ones with just these words"),
            _argument("--of-type", default=None, metavar="TYPE", help="of those, the ones of this type"),
            _argument("--actor", default=None, metavar="NAME", help="with split and add: the actor that it stands for"),
            _argument(
                "--alias", action="store_true", help="with link: the name is the actor's in all articles to come"
            ),
            _argument("--yes", action="store_true", help="do it without asking"),
        ),
    ),
    Command(
        "stories",
        "stories.stories",
        "list the stories that several articles tell: reprints and near-duplicates, and how alike they are",
        "sayso stories\n  sayso stories outlet:courier date:30d\n  sayso stories --json",
        (
            _QUERY,
            _argument("--limit", type=int, default=None, metavar="N", help="stories at most; 0 is all (20)"),
        ),
    ),
    Command(
        "issues",
        "issues.issues",
        "list the issues and those that are proposed, or accept or reject one that is proposed",
        "sayso issues\n  sayso issues --accept harrow-quarry\n  sayso issues --reject harrow-quarry\n"
        "  sayso issues --accept harrow-quarry --name 'The Harrow quarry should be opened' --by dana",
        (
            _argument("--accept", default=None, metavar="ID", help="make an issue of this proposal"),
            _argument("--name", default=None, metavar="TEXT", help="what the issue says, if other words are better"),
            _argument("--reject", default=None, metavar="ID", help="propose this no more, in any article"),
        ),
    ),
    Command(
        "tag",
        "marking.tag",
        "put a tag on articles, for everybody",
        "sayso tag to-check 3f2a9c01d5e7b684\n  sayso tag harbour --query 'harbour OR port'",
        (_TAG, *_MEANT),
    ),
    Command(
        "untag",
        "marking.untag",
        "take a tag off articles",
        "sayso untag to-check 3f2a9c01d5e7b684\n  sayso untag harbour --query tag:harbour",
        (_TAG, *_MEANT),
    ),
    Command("tags", "marking.tags", "list the tags in use", "sayso tags\n  sayso tags --json"),
    Command(
        "flag",
        "marking.flag",
        "flag articles for yourself",
        "sayso flag 3f2a9c01d5e7b684\n  sayso flag --query 'is:unread date:2d'",
        _MEANT,
    ),
    Command("unflag", "marking.unflag", "take your flag off articles", "sayso unflag --query is:flagged", _MEANT),
    Command(
        "read",
        "marking.read",
        "note that you have read articles",
        "sayso read 3f2a9c01d5e7b684\n  sayso read --query outlet:courier",
        _MEANT,
    ),
    Command("unread", "marking.unread", "make articles unread again", "sayso unread 3f2a9c01d5e7b684", _MEANT),
    Command(
        "saved",
        "saved.saved",
        "list the saved searches and what they find; save, rename or remove one",
        "sayso saved\n  sayso saved add morning is:unread date:2d\n  sayso search query:morning\n"
        "  sayso saved rename morning 'early morning'\n  sayso saved remove 'early morning'",
        (
            _argument("action", nargs="?", default=None, choices=("add", "rename", "remove"), help="what to do"),
            _argument("words", nargs="*", metavar="NAME", help="its name, then the query or the new name"),
        ),
    ),
    Command(
        "retire",
        "statements.retire",
        "take a statement that is none out of the lists; `sayso undo` brings it back",
        "sayso retire 9d81c2f04b7e6a35",
        (_STATEMENT,),
    ),
    Command(
        "diff",
        "corrections.diff",
        "show what changed in a corrected article, and which labelled statements that touches",
        "sayso diff 3f2a9c01d5e7b684\n  sayso diff 3f2a --old 1 --new 3\n  sayso diff 3f2a --json",
        (
            _argument("article", metavar="ARTICLE", help="an article's id, or the id its source gave it"),
            _argument(
                "--old", default=None, metavar="VERSION", help="a version's number or hash (the one before the current)"
            ),
            _argument(
                "--new", default=None, metavar="VERSION", help="the version to compare it with (the current one)"
            ),
        ),
    ),
    Command(
        "orphans",
        "corrections.orphans",
        "list the statements whose words are no longer in their corrected article",
        "sayso orphans\n  sayso orphans actor:lindqvist --json",
        (_QUERY,),
    ),
    Command(
        "anchor",
        "corrections.anchor",
        "say where a statement stands in the corrected text of its article",
        "sayso anchor 9d81c2f04b7e6a35 --words 'the channel must not be dredged'\n"
        "  sayso anchor 9d81c2f04b7e6a35 --content 412-449 --cue 405-411 --source 396-404\n"
        "  sayso anchor 9d81c2f04b7e6a35 --follow",
        (
            _STATEMENT,
            _argument("--words", default=None, metavar="TEXT", help="its content, as it stands in the text now"),
            _argument("--content", default=None, metavar="S-E", help="where that stands: S-E, several with ; between"),
            _argument(
                "--source", default=None, metavar="S-E", help="where the source stands (its former words nearby)"
            ),
            _argument("--cue", default=None, metavar="S-E", help="where the cue stands (its former words nearby)"),
            _argument(
                "--follow", action="store_true", help="take back where it was placed: it follows its words again"
            ),
        ),
    ),
    Command(
        "confirm",
        "statements.confirm",
        "say that your labels still hold, though the codebook has another definition now",
        "sayso confirm 9d81c2f04b7e6a35\n  sayso confirm --query is:recheck",
        (
            _argument("statements", nargs="*", metavar="STATEMENT", help="a statement's id"),
            _argument("--query", default=None, metavar="QUERY", help="all statements that this finds, instead"),
        ),
    ),
    Command(
        "undo",
        "statements.undo",
        "take your last step back, or any one on which nothing later rests",
        "sayso undo --by dana\n  sayso undo 5b1f90c2a7d3e846",
        (
            _argument(
                "event", nargs="?", default=None, metavar="EVENT", help="a step's id, as `sayso history` prints it"
            ),
        ),
    ),
    Command("redo", "statements.redo", "do again what you undid last", "sayso redo --by dana"),
    Command(
        "history",
        "steps.history",
        "list what was done, the newest first, and whether you can take it back",
        "sayso history\n  sayso history --by-whom omar --day 2026-11-23\n  sayso history --article 3f2a --kind label\n"
        "  sayso history --since 2026-11-01 --state undone --limit 0 --json",
        (
            _argument("--article", default=None, metavar="ARTICLE", help="what is about this article"),
            _argument("--by-whom", default=None, metavar="NAME", help="what this annotator did"),
            _argument("--day", default=None, metavar="DAY", help="of this day (YYYY-MM-DD, UTC)"),
            _argument("--since", default=None, metavar="DAY", help="of this day and later"),
            _argument("--until", default=None, metavar="DAY", help="of this day and before"),
            _argument(
                "--kind", action="append", default=[], metavar="KIND", help="label, note, recode, ...; again for more"
            ),
            _argument("--state", default=None, choices=("done", "undone"), help="whether it holds"),
            _argument("--limit", type=int, default=None, metavar="N", help="steps at most; 0 is all (20)"),
        ),
    ),
    Command(
        "codebook",
        "codebook.codebook",
        "print what the labels and issues mean, or be asked the codebook's examples",
        "sayso codebook\n  sayso codebook quiz --seed 7 --n 10\n  sayso codebook quiz --json < answers.txt",
        (
            _argument("action", nargs="?", default=None, choices=("quiz",), help="ask the examples in random order"),
            _argument("--seed", type=int, default=None, metavar="N", help="the same order for the same number"),
            _argument("--n", type=int, default=None, metavar="N", help="so many examples (all)"),
        ),
    ),
    Command(
        "rename",
        "recoding.rename",
        "give a label, an issue or an actor another name, everywhere, after a preview",
        "sayso rename label favor support\n  sayso rename issue dredging deeper-channel\n"
        "  sayso rename issue dredging 'The channel should be deepened'\n"
        "  sayso rename actor bastian-ferreira 'Bastian Ferreira-Lund' --yes",
        (
            _KIND,
            _argument("old", metavar="OLD", help="its id; of an actor, its name is enough"),
            _argument("new", nargs="?", default=None, metavar="NEW", help="an id; an actor's name; an issue's words"),
            _argument("--proposition", default=None, metavar="TEXT", help="what the issue says from now on"),
            _YES,
        ),
    ),
    Command(
        "merge",
        "recoding.merge",
        "make labels, issues or actors one with another, everywhere, after a preview",
        "sayso merge label neutral none\n  sayso merge issue dredging deepening dredge-channel\n"
        "  sayso merge actor 'K. Lindqvist' kwame-lindqvist --yes",
        (_KIND, _argument("names", nargs="+", metavar="NAME", help="what is merged, and last into what"), _YES),
    ),
    Command(
        "split",
        "recoding.split",
        "take statements out of an issue or an actor and give them to a new one, after a preview",
        "sayso split issue dredge-channel silt --query '{issue:dredge-channel silt}' --proposition 'Sell the silt'\n"
        "  sayso split actor pryce 'Rosa Pryce' --statement 9d81c2f04b7e6a35 --yes",
        (
            _argument("kind", choices=("issue", "actor"), help="what is split"),
            _argument("old", metavar="OLD", help="its id; of an actor, its name is enough"),
            _argument("new", metavar="NEW", help="the new issue's id, or the new actor's name"),
            _argument(
                "--query", default=None, metavar="QUERY", help="the statements that this finds go to the new one"
            ),
            _argument("--statement", action="append", default=[], metavar="ID", help="this one does; again for more"),
            _argument("--proposition", default=None, metavar="TEXT", help="what the new issue says"),
            _YES,
        ),
    ),
    Command(
        "export",
        "statements.export",
        "write statements to a file, or with dump all that a library holds, as plain text",
        "sayso export csv -o statements.csv\n  sayso export jsonl -o - 'stance:against outlet:courier'\n"
        "  sayso export dump -o library.jsonl\n\n" + _OF_STATEMENTS,
        (
            _argument("format", choices=("csv", "jsonl", "dump"), metavar="FORMAT", help="csv, jsonl or dump"),
            _argument("-o", "--output", required=True, metavar="FILE", help="the file to write, or - for stdout"),
            _argument("--raw", action="store_true", help="leave CSV cells that look like formulas as they are"),
            _QUERY,
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
            _argument("format", choices=("annotations", "library"), metavar="FORMAT", help="annotations or library"),
            _argument("paths", nargs="+", metavar="PATH", help="files or folders; for a library its folder or backup"),
            _argument("--no-analysis", action="store_true", help="stop after indexing the articles that came"),
            _argument("--dry-run", action="store_true", help="say what would come of it and change nothing"),
        ),
    ),
    Command(
        "annotators",
        "people.annotators",
        "list who labelled how much, and when last",
        "sayso annotators\n  sayso annotators --json",
    ),
    Command(
        "agreement",
        "agreement.agreement",
        "say how far annotators agree: alpha, kappa, percentage, each with its interval",
        "sayso agreement\n  sayso agreement issue:dredge-channel --coders dana,omar\n"
        "  sayso agreement --variable actor --disagreements\n  sayso agreement --self\n\n"
        "docs/agreement.md says what each figure means, and what it cannot tell.",
        (
            _QUERY,
            _argument("--variable", default=None, metavar="V", help="stance, issue, actor, certainty, form or voice"),
            _argument("--coders", default=None, metavar="A,B", help="the annotators to compare (all who labelled)"),
            _argument("--seed", type=int, default=0, metavar="N", help="of the samples drawn for the intervals (0)"),
            _argument("--disagreements", action="store_true", help="the statements on which annotators differ"),
            _argument("--self", action="store_true", help="each annotator's second look against the first"),
        ),
    ),
    Command(
        "adjudicate",
        "adjudicating.adjudicate",
        "decide what annotators labelled differently; `sayso undo` takes it back",
        "sayso adjudicate --queue\n  sayso adjudicate 9d81c2f04b7e6a35 --take omar --reason 'guideline gap'\n"
        "  sayso adjudicate 9d81c2f04b7e6a35 --stance mixed\n  sayso adjudicate 9d81c2f04b7e6a35 --reopen\n"
        "  sayso adjudicate --mine --by omar\n  sayso adjudicate --queue --query issue:dredge-channel --json",
        (
            _argument("statement", nargs="?", default=None, metavar="STATEMENT", help="a statement's id"),
            _argument("--take", default=None, metavar="NAME", help="the annotator whose label holds"),
            _argument("--stance", default=None, metavar="STANCE", help="a label of the codebook that holds instead"),
            _argument("--reason", default=None, metavar="R", help="why they differed, of the configuration's list"),
            _argument("--reopen", action="store_true", help="take back what was adjudicated, whoever did it"),
            _argument("--queue", action="store_true", help="list the conflicts that nobody has settled"),
            _argument("--query", default="", metavar="QUERY", help="with --queue: of the statements that this finds"),
            _argument("--mine", action="store_true", help="list your labels that were decided otherwise, and why"),
        ),
    ),
    Command(
        "again",
        "people.again",
        "look a second time at a share of what you labelled, with your first label hidden",
        "sayso again\n  sayso again 9d81c2f04b7e6a35 favor\n\n"
        "labelling.again in config.yaml is the share; `sayso agreement --self` says how far you agree with yourself.",
        (
            _argument("statement", nargs="?", default=None, metavar="STATEMENT", help="a statement's id"),
            _argument("stance", nargs="?", default=None, metavar="STANCE", help="a label of the codebook"),
            _argument("--seed", type=int, default=0, metavar="N", help="chooses another share of the labels (0)"),
        ),
    ),
    Command(
        "check",
        "care.check",
        "look for damage in the library",
        "sayso check\n  sayso check --repair",
        (_argument("--repair", action="store_true", help="make anew what can be made from the log"),),
    ),
    Command(
        "backup",
        "care.backup",
        "copy the library to one file, also while it is in use",
        "sayso backup ~/sayso-backup.db",
        (_argument("file", metavar="FILE", help="the file to write"),),
    ),
    Command(
        "restore",
        "care.restore",
        "make a library from a backup or a dump",
        "sayso --library ~/restored restore ~/sayso-backup.db\n  sayso --library ~/restored restore library.jsonl",
        (_argument("file", metavar="FILE", help="a backup, one of backups/, or a dump"),),
    ),
    Command(
        "reindex",
        "care.reindex",
        "build the search index anew",
        "sayso reindex\n  sayso reindex --analyse",
        (_argument("--analyse", action="store_true", help="look for statements again, too; labels stay"),),
    ),
    Command(
        "config",
        "configuration.configuration",
        "print the configuration in force and where each value comes from",
        "sayso config\n  sayso config --check my-config.yaml",
        (_argument("--check", default=None, metavar="FILE", help="read a file without using it"),),
    ),
)


class _Parser(ArgumentParser):
    """An argument parser that reports its errors like all others."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; see {self.prog} --help")


def parser(commands: Sequence[Command] = COMMANDS) -> ArgumentParser:
    """The parser of the whole command line, or of what stands before some commands."""
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
    main_parser.set_defaults(command=None)
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
    for names, settings in command.arguments:
        one.add_argument(*names, **settings)


def main(arguments: Sequence[str] | None = None, *, explore: Explore | None = None) -> int:
    """Run the command line; gives the exit code. `explore` opens the explorer, where there is one."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for number in (signal.SIGTERM, signal.SIGHUP):
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
    raise SystemExit(128 + number)


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
        if os.environ.get("SAYSO_DEBUG"):
            raise
        out.message(f"sayso: {fault(error)} (SAYSO_DEBUG=1 shows all of it)")
        return FAULT


def _pointed(error: SaysoError) -> str:
    """The query with a mark below what is wrong with it, and how it was probably meant; "" for other errors."""
    if not isinstance(error, QueryError) or error.query is None:
        return ""
    query = "".join(sign if sign.isprintable() else " " for sign in error.query)
    start = max(0, min(error.start, len(query)) - _BEFORE)
    shown = query[start : max(error.end, start) + _BEFORE]
    marks = "^" * max(1, min(error.end, start + len(shown)) - error.start)
    meant = f"\n  did you mean  {error.proposal}" if error.proposal else ""
    return f"\n  {shown}\n  {' ' * (error.start - start)}{marks}{meant}"


_BEFORE = 60
"""Characters of a query that are shown beside what is wrong in it."""


def _parse(given: list[str]) -> Namespace:
    """Parse, with options allowed between the words of a list (argparse gives up behind the first of them)."""
    if not {"-h", "--help", *(command.name for command in COMMANDS)} & set(given):
        # To open the explorer no command is needed, and making the parsers of all of them takes time.
        args, rest = parser(commands=()).parse_known_args(given)
        if not rest:
            return args
    # A command that stands first is the one that is meant, and its parser alone is needed.
    meant = [command for command in COMMANDS if command.name == given[0]] if given else []
    args, rest = parser(meant or COMMANDS).parse_known_args(given)
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
        command = next(one for one in COMMANDS if one.name == args.command)
        return _function(command.function)(context)
    if not sys.stdout.isatty() or explore is None:
        return _function("digest.digest")(context)
    if not sys.stdin.isatty():
        raise UsageError("the explorer needs a keyboard: standard input is no terminal; for a digest, pipe the output")
    return explore(context.folder, context.by)


def _function(name: str) -> Callable[[Any], int]:
    module, _, function = name.rpartition(".")
    found: Callable[[Any], int] = getattr(import_module(f"index.commands.{module}"), function)
    return found
