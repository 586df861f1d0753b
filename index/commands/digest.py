"""The digest: each article, its actors and their positions as plain text, to be read from top to bottom."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import TYPE_CHECKING

from index.commands import analysis
from index.commands.context import DONE, Context
from index.commands.explaining import Explainer
from index.english import NOT_ENGLISH, is_plainly_not_english
from index.model import UNNAMED, AnalysisState, Article, StatementView

if TYPE_CHECKING:
    from index.config import Config
    from index.library import Library

_WIDTH = 80


def digest(context: Context) -> int:
    """Print the digest of the library, which is made from the seeds where there is none yet."""
    from index.first_run import fill_with_seeds, is_wanted, open_library

    with open_library(context.folder, by=context.by) as library:
        if is_wanted(library.folder):
            fill_with_seeds(library)
        if library.writable:
            library.search.catch_up()
            analysis.bring_up_to_date(library, context.out)
        progress = library.statements.progress()
        context.out.text(
            f"Sayso: {progress.articles} articles, {progress.labelled} of {progress.statements} statements labelled"
        )
        for row in library.articles.rows():
            article = library.articles.by_key(row.key)
            views = library.statements.of(row.key)
            context.out.text("\n" + article_text(article, views, library))
            if row.analysis is AnalysisState.FAILED:
                context.out.text(f"\n  Not analysed: {row.reason}")
    return DONE


def article_text(article: Article, views: Iterable[StatementView], library: Library, *, explain: bool = False) -> str:
    """An article's headline, its facts, and what each actor in it says; with `explain`, why that was found."""
    facts = [day(article.date) if article.date else "date unknown", article.outlet or "outlet unknown"]
    facts += [article.section] if article.section else []
    facts.append(article.id)
    lines = [*wrap(article.title, _WIDTH), " · ".join(facts)]
    propositions = {issue.id: issue.proposition for issue in library.annotations.issues()}
    explainer = Explainer(library) if explain else None
    groups = _by_actor(views)
    if not groups and is_plainly_not_english(article.text, ((span.start, span.end) for span in article.masked)):
        lines += ["", f"  {NOT_ENGLISH}"]
    for actor, statements in groups:
        lines += ["", f"  {actor}"]
        for view in statements:
            lines += _statement_lines(view, library.config, propositions)
            if explainer is not None:
                lines += ["", *explainer.lines(view), ""]
    return "\n".join(lines)


def _statement_lines(view: StatementView, config: Config, propositions: dict[str, str]) -> Iterator[str]:
    one = view.statement
    if not view.current:
        gone = ", which no longer has these words" if view.orphan else ""
        yield f"    (on an earlier version of the article{gone})"
    elif view.moved is not None and view.moved.method == "fuzzy":
        was = " ".join(view.moved.content.text.split())
        yield from wrap(f"(was: {was})", _WIDTH - 4, initial_indent=" " * 4, subsequent_indent=" " * 4)
    towards = propositions.get(view.issue, view.issue) if view.issue else None
    if towards is None and view.proposed is not None:
        towards = f"{view.proposed.proposition} (proposed)"
    yield f"    {stance_words(view, config)}" + (f": {towards}" if towards else no_issue(view))
    yield from wrap(one.content.text, _WIDTH - 6, initial_indent=" " * 6, subsequent_indent=" " * 6)
    facts = [one.cue.text, str(one.form), str(one.voice), *([f"via {', '.join(one.via)}"] if one.via else [])]
    yield f"      {' · '.join(fact for fact in facts if fact)}"


def stance_words(view: StatementView, config: Config) -> str:
    """A statement's stance with its glyph and where it comes from, in words."""
    if view.conflict:
        return "‼ in conflict (" + ", ".join(f"{label.by}: {label.stance}" for label in view.labels) + ")"
    if view.label is not None:
        label = config.label(view.label.stance)
        return f"{label.glyph if label else '✓'} {view.label.stance} (✓ {view.label.by})"
    if view.stance is not None:
        label = config.label_for(view.stance)
        return f"{label.glyph if label else '?'} {label.id if label else view.stance} (suggested)"
    return "no stance yet"


def no_issue(view: StatementView) -> str:
    """What stands behind a stance that is towards no issue; nothing where there is no stance."""
    return " · no issue" if view.issue is None and view.proposed is None and (view.stance or view.conflict) else ""


def day(date: str) -> str:
    """An ISO date as people write it: 4 March 2022."""
    found = datetime.date.fromisoformat(date)
    return f"{found.day} {found:%B} {found.year}"


def _by_actor(views: Iterable[StatementView]) -> list[tuple[str, list[StatementView]]]:
    groups: dict[str, list[StatementView]] = {}
    for view in views:
        groups.setdefault(view.statement.actor or UNNAMED, []).append(view)
    return list(groups.items())
