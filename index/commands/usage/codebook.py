"""The codebook and the issues: printed, asked, renamed, merged, split."""

from __future__ import annotations

from index.commands.usage.command import YES, Command, argument

_KIND = argument("kind", choices=("label", "issue", "actor"), help="of what")

COMMANDS = (
    Command(
        "codebook",
        "codebook.codebook",
        "print what the labels and issues mean, or be asked the codebook's examples",
        "sayso codebook\n  sayso codebook quiz --seed 7 --n 10\n  sayso codebook quiz --json < answers.txt",
        (
            argument("action", nargs="?", default=None, choices=("quiz",), help="ask the examples in random order"),
            argument("--seed", type=int, default=None, metavar="N", help="the same order for the same number"),
            argument("--n", type=int, default=None, metavar="N", help="so many examples (all)"),
        ),
    ),
    Command(
        "issues",
        "issues.issues",
        "list the issues and those that are proposed, or accept or reject one that is proposed",
        "sayso issues\n  sayso issues --accept harrow-quarry\n  sayso issues --reject harrow-quarry\n"
        "  sayso issues --accept harrow-quarry --name 'The Harrow quarry should be opened' --by dana",
        (
            argument("--accept", default=None, metavar="ID", help="make an issue of this proposal"),
            argument("--name", default=None, metavar="TEXT", help="what the issue says, if other words are better"),
            argument("--reject", default=None, metavar="ID", help="propose this no more, in any article"),
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
            argument("old", metavar="OLD", help="its id; of an actor, its name is enough"),
            argument("new", nargs="?", default=None, metavar="NEW", help="an id; an actor's name; an issue's words"),
            argument("--proposition", default=None, metavar="TEXT", help="what the issue says from now on"),
            YES,
        ),
    ),
    Command(
        "merge",
        "recoding.merge",
        "make labels, issues or actors one with another, everywhere, after a preview",
        "sayso merge label neutral none\n  sayso merge issue dredging deepening dredge-channel\n"
        "  sayso merge actor 'K. Lindqvist' kwame-lindqvist --yes",
        (_KIND, argument("names", nargs="+", metavar="NAME", help="what is merged, and last into what"), YES),
    ),
    Command(
        "split",
        "recoding.split",
        "take statements out of a label, an issue or an actor and give them to a new one, after a preview",
        "sayso split issue dredge-channel silt --query '{issue:dredge-channel silt}' --proposition 'Sell the silt'\n"
        "  sayso split actor pryce 'Rosa Pryce' --statement 9d81c2f04b7e6a35 --yes\n"
        "  sayso split label favor demand --query '{by:dana stance:favor must}' --definition 'Asks that it be done'",
        (
            _KIND,
            argument("old", metavar="OLD", help="its id; of an actor, its name is enough"),
            argument("new", metavar="NEW", help="the new label's or issue's id, or the new actor's name"),
            argument("--query", default=None, metavar="QUERY", help="the statements that this finds go to the new one"),
            argument("--statement", action="append", default=[], metavar="ID", help="this one does; again for more"),
            argument("--proposition", default=None, metavar="TEXT", help="what the new issue says"),
            argument("--definition", default=None, metavar="TEXT", help="what the new label means"),
            argument("--key", default=None, metavar="KEY", help="the key that sets the new label (else a free one)"),
            argument("--glyph", default=None, metavar="GLYPH", help="how the new label is drawn (else a free one)"),
            argument("--colour", default=None, metavar="COLOUR", help="in which colour (else a free one)"),
            argument(
                "--order",
                type=float,
                default=None,
                metavar="N",
                help="where the new label stands between for and against (else where the old one does)",
            ),
            YES,
        ),
    ),
)
