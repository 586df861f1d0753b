"""Marks on articles: tags for everybody, flags and what is read for oneself."""

from __future__ import annotations

from index.commands.usage.command import Command, argument

_TAG = argument("tag", metavar="TAG", help="a word of letters, digits, - _ and .")
_MEANT = (
    argument("articles", nargs="*", metavar="ARTICLE", help="an article's id, or the id its source gave it"),
    argument("--query", default=None, metavar="QUERY", help="all articles that this finds, instead"),
)

COMMANDS = (
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
)
