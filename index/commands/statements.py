"""`sayso statements`, `label`, `retire`, `undo`, `redo` and `export`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from index import rechecks
from index.commands import analysis, bulk, dumping
from index.commands.articles import asked
from index.commands.consent import agreed
from index.commands.context import DONE, Context
from index.commands.digest import no_issue, stance_words
from index.commands.explaining import Explainer
from index.errors import UsageError
from index.library_parts.making import must_stand
from index.model import UNNAMED, Certainty, Event, StatementView
from index.phrasing import listed

if TYPE_CHECKING:
    from index.library import Library


def statements(context: Context) -> int:
    """Print the statements that match a query."""
    from index.exchange import records

    with context.library() as library:
        analysis.mention_waiting(library, context.out)
        explainer = Explainer(library) if context.args.explain else None
        for view in library.statements.matching(asked(context.args.query)):
            text = "" if context.out.json else line(view, library)
            if text and explainer is not None:
                text = "\n".join([text, "", *explainer.lines(view), ""])
            context.out.record(records.ordered_statement(view), text)
    return DONE


def line(view: StatementView, library: Library) -> str:
    """A statement in words: its id, who takes which stance on what, its words, and what stands beside."""
    one = view.statement
    via = f" · via {', '.join(one.via)}" if one.via else ""
    issue = f" on {view.issue}" if view.issue else no_issue(view)
    if view.issue is None and view.proposed is not None:
        issue = f" on {view.proposed.id} (proposed: {view.proposed.proposition})"
    if view.issue is None and view.suggested_issue is not None:
        issue = f" on {view.suggested_issue.issue} (suggested)"
    beside = [f"certainty {view.certainty}"] if view.certainty else []
    if view.edited:
        beside.append(f"{listed(view.edited)} corrected by hand")
    again = "".join(f"\n    {rechecks.GLYPH} {said} (sayso confirm)" for said in rechecks.reasons(view))
    asked_of = "".join(f"\n    {question.by} asks: {' '.join(question.text.split())}" for question in view.questions)
    return (
        f"{view.id}  {view.date or 'date unknown'}  {one.actor or UNNAMED}: {stance_words(view, library.config)}"
        f"{issue}\n    {one.content.text}{_moved(view)}\n"
        f"    {one.cue.text} · {one.form} · {one.voice}{via} · {view.title}"
        f"{''.join(f' · {said}' for said in beside)}{again}{asked_of}"
    )


def _moved(view: StatementView) -> str:
    """What is to be said of a statement whose article was corrected and whose words are others now."""
    if view.orphan:
        return "\n    (no longer in the article: sayso orphans)"
    if view.moved is None or view.moved.content.text == view.statement.content.text:
        return ""
    return f"\n    (was: {view.moved.content.text})"


def label(context: Context) -> int:
    """Set or clear this annotator's stance on a statement, or set it on all that a query finds."""
    args = context.args
    if args.query is not None:
        return bulk.label(context)
    if args.yes or args.stance_of_all is not None:
        raise UsageError("--stance and --yes go with --query; for one statement: sayso label STATEMENT STANCE")
    if args.statement is None:
        raise UsageError("name a statement, or find several by --query: sayso label STATEMENT STANCE")
    if args.clear == (args.stance is not None):
        raise UsageError("give either a stance or --clear: sayso label STATEMENT STANCE, sayso label STATEMENT --clear")
    if args.clear and (args.note or args.issue or args.new_issue or args.certainty):
        raise UsageError("--clear takes no --note, no --issue and no --certainty")
    if args.issue and args.new_issue:
        raise UsageError("give --issue ID for an issue that exists, or --new-issue ID to create one, not both")
    with context.library() as library:
        view = library.statements.get(args.statement)
        if args.clear:
            event = library.annotations.clear(view.id)
        else:
            known = [one.id for one in library.config.codebook.labels]
            if args.stance not in known:
                raise UsageError(f"'{args.stance}' is no label of the codebook; the labels are {', '.join(known)}")
            if args.certainty is not None and args.certainty not in list(Certainty):
                raise UsageError(f"'{args.certainty}' is no certainty: it is {', '.join(Certainty)}")
            issue = args.issue
            if args.new_issue:
                must_stand(view)  # else the issue would be made, and then the label refused
                issue = library.annotations.create_issue(args.new_issue, args.proposition or args.new_issue).id
            event = library.annotations.label(
                view.id, args.stance, note=args.note, issue=issue, certainty=args.certainty
            )
        stance = None if args.clear else args.stance
        context.out.record(
            {"event": event.id, "statement": view.id, "stance": stance, "by": event.by},
            library.annotations.describe(event),
        )
    return DONE


def retire(context: Context) -> int:
    """Take a statement that is none out of the lists."""
    with context.library() as library:
        view = library.statements.get(context.args.statement)
        others = [label for label in view.labels if label.by != library.by]
        if others and not view.retired:
            said = ", ".join(f"{label.by} labelled it {label.stance}" for label in others)
            ask = "retire it for everybody? It comes into the adjudication queue"
            if not agreed(context, f"{said}: {ask}", why=said):
                return DONE
        event = library.annotations.retire(view.id)
        context.out.record(
            {"event": event.id, "statement": view.id, "by": event.by}, library.annotations.describe(event)
        )
    return DONE


def confirm(context: Context) -> int:
    """Say of labels and decisions that were made under another definition that they hold under the one in force."""
    args = context.args
    if bool(args.statements) == (args.query is not None):
        raise UsageError("name the statements, or find them by --query, one of both: sayso confirm --query is:recheck")
    with context.library() as library:
        ids = args.statements
        if args.query is not None:
            library.search.catch_up(context.indexing)
            ids = library.statements.ids_matching(args.query)
        for event in library.confirm(ids):
            number = sum(1 for _ in event.parts())
            context.out.record(
                {"event": event.id, "statements": number, "by": event.by}, library.annotations.describe(event)
            )
    return DONE


def undo(context: Context) -> int:
    """Take back the annotator's last event, or the one that is named."""
    with context.library() as library:
        return _step(context, library, *library.annotations.undo(context.args.event))


def redo(context: Context) -> int:
    """Bring the event back that was undone last."""
    with context.library() as library:
        return _step(context, library, *library.annotations.redo())


def _step(context: Context, library: Library, event: Event, undid: Event) -> int:
    verb = "undone" if context.args.command == "undo" else "done again"
    context.out.record({"event": event.id, "undid": undid.id}, f"{verb}: {library.annotations.describe(undid)}")
    return DONE


def export(context: Context) -> int:
    """Write statements to a file, or to stdout for `-`."""
    from index.exchange import records, tables

    args = context.args
    if args.format == "dump":
        return dumping.dump(context)
    with context.library() as library:
        views = library.statements.matching(" ".join(args.query))
        content = tables.lines((records.ordered_statement(view) for view in views), args.format, raw=args.raw)
        if args.output == "-":
            for line in content:
                context.out.raw(line)
            return DONE
        number = tables.write(Path(args.output), content) - (args.format == "csv")
        context.out.record(
            {"format": args.format, "file": args.output, "statements": number},
            f"{number} statements written to {args.output}",
        )
    return DONE
