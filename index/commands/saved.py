"""`sayso saved`: the saved searches, and saving, renaming and removing one."""

from __future__ import annotations

from index.commands.articles import asked
from index.commands.context import DONE, Context
from index.errors import UsageError
from index.library_parts.wording import counted

_USAGE = {
    "add": "sayso saved add NAME QUERY",
    "rename": "sayso saved rename NAME NEW-NAME",
    "remove": "sayso saved remove NAME",
}


def saved(context: Context) -> int:
    """Print the saved searches with what they find, or change one."""
    action, words = context.args.action, context.args.words
    if action is None:
        return _listed(context)
    if (action == "add" and len(words) < 2) or (action != "add" and len(words) != (2 if action == "rename" else 1)):
        raise UsageError(f"write {_USAGE[action]}; a name of several words stands in quotation marks")
    with context.library() as library:
        if action == "add":
            event = library.saved.save(words[0], asked(words[1:]))
        elif action == "rename":
            event = library.saved.rename(*words)
        else:
            event = library.saved.remove(words[0])
        context.out.record(
            {"event": event.id, "action": action, "name": words[0], "by": event.by},
            library.annotations.describe(event),
        )
    return DONE


def _listed(context: Context) -> int:
    with context.library() as library:
        library.search.catch_up(context.indexing)
        found = library.saved.all()
        for one in found:
            counts = f"{counted(one.total, 'article')}, {one.unread:,} unread, {one.unlabelled:,} unlabelled"
            context.out.record(
                {
                    "name": one.name,
                    "query": one.query,
                    "total": one.total,
                    "unread": one.unread,
                    "unlabelled": one.unlabelled,
                    "broken": one.broken,
                },
                f"{one.name}: {one.query}\n    {one.broken or counts}",
            )
        if not found and not context.out.json:
            context.out.message("there are no saved searches: sayso saved add NAME QUERY saves one")
    return DONE
