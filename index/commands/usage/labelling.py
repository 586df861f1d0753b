"""Labels: what is to be labelled next, labels set, accepted and confirmed, and what is learned from them."""

from __future__ import annotations

from index.commands.usage.command import ALL_STATEMENTS, BLIND, ONE_STATEMENT, QUERY, STANCE, YES, Command, argument

COMMANDS = (
    Command(
        "queue",
        "labelling.queue",
        "print which statements to label next: the least sure ones, article by article, or at random",
        "sayso queue\n  sayso queue outlet:courier --order article\n"
        "  sayso queue query:morning --order random --seed 7\n"
        "  sayso queue --blind suggestions,labels --limit 1 --json",
        (
            QUERY,
            argument(
                "--order",
                choices=("uncertainty", "article", "random"),
                default="uncertainty",
                help="those whose suggestion is least sure first, as they stand in the list, or at random",
            ),
            argument("--seed", type=int, default=0, metavar="N", help="which random order (0)"),
            argument("--limit", type=int, default=10, metavar="N", help="statements at most; 0 is all (10)"),
            BLIND,
        ),
    ),
    Command(
        "progress",
        "labelling.progress",
        "say how far the labelling is, by annotator, issue, article and day",
        "sayso progress\n  sayso progress --json\n  sayso progress --erase-times",
        (
            argument("--articles", action="store_true", help="and each article that is begun"),
            argument("--erase-times", action="store_true", help="delete how long decisions took, of everybody"),
        ),
    ),
    Command(
        "learn",
        "labelling.learn",
        "learn suggestions from the labels now, or say what was learned",
        "sayso learn\n  sayso learn --curve\n  sayso learn --describe 'learned 3'",
        (
            argument("--curve", action="store_true", help="show how much more labels would help; learns nothing"),
            argument("--describe", default=None, metavar="BY", help="say what made a suggestion; learns nothing"),
            argument("--seed", type=int, default=0, metavar="N", help="which draw of the stories to test by (0)"),
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
            ONE_STATEMENT,
            STANCE,
            argument("--clear", action="store_true", help="take no stance"),
            argument("--note", default=None, metavar="TEXT", help="a note on the label"),
            argument("--certainty", default=None, metavar="LEVEL", help="how sure you are: high, medium or low"),
            argument("--issue", default=None, metavar="ID", help="the issue that the stance is about"),
            argument("--new-issue", default=None, metavar="ID", help="create the issue first"),
            argument("--proposition", default=None, metavar="TEXT", help="what the new issue says"),
            ALL_STATEMENTS,
            argument("--stance", dest="stance_of_all", default=None, metavar="STANCE", help="their label"),
            YES,
            BLIND,
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
            ONE_STATEMENT,
            ALL_STATEMENTS,
            YES,
        ),
    ),
    Command(
        "confirm",
        "statements.confirm",
        "say that your labels and decisions still hold, though the codebook has another definition now",
        "sayso confirm 9d81c2f04b7e6a35\n  sayso confirm --query is:recheck",
        (
            argument("statements", nargs="*", metavar="STATEMENT", help="a statement's id"),
            argument("--query", default=None, metavar="QUERY", help="all statements that this finds, instead"),
        ),
    ),
)
