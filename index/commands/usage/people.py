"""Several annotators: who they are, how far they agree, what holds where they do not."""

from __future__ import annotations

from index.commands.usage.command import ONE_STATEMENT, QUERY, STANCE, Command, argument

COMMANDS = (
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
            QUERY,
            argument("--variable", default=None, metavar="V", help="stance, issue, actor, certainty, form or voice"),
            argument("--coders", default=None, metavar="A,B", help="the annotators to compare (all who labelled)"),
            argument("--seed", type=int, default=0, metavar="N", help="of the samples drawn for the intervals (0)"),
            argument("--disagreements", action="store_true", help="the statements on which annotators differ"),
            argument("--self", action="store_true", help="each annotator's second look against the first"),
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
            ONE_STATEMENT,
            argument("--take", default=None, metavar="NAME", help="the annotator whose label holds"),
            argument("--stance", default=None, metavar="STANCE", help="a label of the codebook that holds instead"),
            argument("--retire", action="store_true", help="it is no statement, though annotators labelled it"),
            argument("--reason", default=None, metavar="R", help="why they differed, of the configuration's list"),
            argument("--reopen", action="store_true", help="take back what was adjudicated or retired, whoever did it"),
            argument("--queue", action="store_true", help="list the conflicts that nobody has settled"),
            argument(
                "--query",
                default="",
                metavar="QUERY",
                help="with --queue: of the statements that this finds",
            ),
            argument("--mine", action="store_true", help="list your labels that were decided otherwise, and why"),
        ),
    ),
    Command(
        "again",
        "people.again",
        "look a second time at a share of what you labelled, with your first label hidden",
        "sayso again\n  sayso again 9d81c2f04b7e6a35 favor\n\n"
        "labelling.again in config.yaml is the share; `sayso agreement --self` says how far you agree with yourself.",
        (
            ONE_STATEMENT,
            STANCE,
            argument("--seed", type=int, default=0, metavar="N", help="chooses another share of the labels (0)"),
        ),
    ),
)
