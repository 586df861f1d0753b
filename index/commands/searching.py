"""`sayso search`: articles, what is in a result, or statements line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.commands import analysis
from index.commands.articles import asked
from index.commands.context import DONE, Context
from index.errors import UsageError
from index.library_parts.results import MOST_COMPARED
from index.library_parts.wording import counted
from index.model import UNNAMED, ArticleRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.library import ConcordanceLine, Library, Results
    from index.search.facets import Facet

_OF_LINES = ("date", "actor", "stance", "issue")
_OF_ARTICLES = ("relevance", "date", "statements")


def search(context: Context) -> int:
    """Print the articles that match a query, or with `--statements` what was said, line by line."""
    args = context.args
    query = asked(args.query)
    if args.limit is not None and args.limit < 0:
        raise UsageError("--limit takes 0 (all) or a number of hits")
    takes = _OF_LINES if args.statements else _OF_ARTICLES
    if args.sort is not None and args.sort not in takes:
        what = "statements" if args.statements else "articles"
        raise UsageError(f"--sort takes {', '.join(takes[:-1])} or {takes[-1]} for {what}, and not {args.sort}")
    if args.statements and args.facets:
        raise UsageError("--facets says what is in a result of articles: leave --statements away")
    with context.library() as library:
        library.search.catch_up(context.indexing)
        analysis.mention_waiting(library, context.out)
        limit = library.config.search.limit if args.limit is None else args.limit
        if args.statements:
            _statements(context, library, query, limit)
        else:
            _articles(context, library, query, limit)
    return DONE


def _articles(context: Context, library: Library, query: str, limit: int) -> None:
    args, out = context.args, context.out
    results = library.search.run(query, sort=args.sort, reverse=args.reverse, limit=limit, facets=args.facets)
    rows = list(library.articles.rows(results.keys))
    snippets = library.search.snippets([row.key for row in rows], results.node) if args.snippets else {}
    stories = _stories(library, rows) if out.json else {}
    for row in rows:
        snippet, _ = snippets.get(row.key, ("", []))
        out.record(
            _hit(row, results.scores.get(row.key), snippet, stories.get(row.key, row.id)), _hit_text(row, snippet)
        )
    for facet in results.facets:
        out.record(_facet(facet), _facet_text(facet))
    if not out.json:
        out.message(_summary(results))


def _summary(results: Results) -> str:
    said = [counted(results.total, "article"), counted(results.statements, "statement")]
    if results.emptied_by:
        said.append(results.emptied_by)
    if results.suggestion:
        said.append(f"did you mean {results.suggestion}?")
    return " · ".join(said)


def _stories(library: Library, rows: Sequence[ArticleRow]) -> dict[int, str]:
    """The id of the first article of each row's story, where other articles tell the same one."""
    first = {row.key: library.stories.of(row.key)[0] for row in rows if row.others}
    ids = {row.key: row.id for row in library.articles.rows(sorted(set(first.values())))}
    return {key: ids[of] for key, of in first.items() if of in ids}


def _hit(row: ArticleRow, score: float | None, snippet: str, story: str) -> dict[str, object]:
    return {
        "article": row.id,
        "title": row.title,
        "date": row.date,
        "outlet": row.outlet,
        "score": None if score is None else round(score, 4),
        "snippet": snippet,
        "statements": row.statements,
        "labelled": row.labelled,
        "tags": list(row.tags),
        "flagged": row.flagged,
        "read": row.read,
        "story": story,
        "others": row.others,
    }


def _hit_text(row: ArticleRow, snippet: str) -> str:
    facts = [row.date or "date unknown", row.outlet or "outlet unknown", f"{row.labelled}/{row.statements} labelled"]
    return "\n".join([f"{row.id}  {row.title}", f"    {' · '.join(facts)}", *([f"    {snippet}"] if snippet else [])])


def _facet(facet: Facet) -> dict[str, object]:
    values = [
        {"value": one.value, "count": one.count, "clause": one.clause}
        | ({"proposed": one.proposed} if facet.name == "issue" else {})
        for one in facet.values
    ]
    return {"facet": facet.name, "values": values, "others": facet.others}


def _facet_text(facet: Facet) -> str | None:
    if not facet.values:
        return None
    lines = [
        facet.name,
        *(f"{one.count:>8}  {one.shown}{', proposed' if one.proposed else ''}  ({one.clause})" for one in facet.values),
    ]
    return "\n".join([*lines, *([f"          and {facet.others} more"] if facet.others else [])])


def _statements(context: Context, library: Library, query: str, limit: int) -> None:
    args, out = context.args, context.out
    found = library.search.concordance(query, sort=args.sort or "date", reverse=args.reverse, limit=limit)
    for line in found.lines:
        article = library.articles.by_key(line.article).id if out.json else ""
        out.record(_line(line, article), _line_text(line))
    if not out.json:
        said = [f"{counted(found.total, 'statement')} in {counted(found.articles, 'article')}"]
        if found.utterances is not None and found.utterances < found.total:
            said.append(f"{found.utterances:,} without reprints")
        elif found.utterances is None and found.total:
            said.append(f"reprints included: they are told apart among up to {MOST_COMPARED:,}")
        if found.emptied_by:
            said.append(found.emptied_by)
        out.message(" · ".join(said))


def _line(line: ConcordanceLine, article: str) -> dict[str, object]:
    return {
        "statement": line.statement,
        "article": article,
        "actor": line.actor,
        "stance": line.stance,
        "state": line.state,
        "issue": line.issue,
        "before": line.before,
        "content": line.content,
        "after": line.after,
        "title": line.title,
        "date": line.date,
        "outlet": line.outlet,
        "utterances": line.utterances,
    }


def _line_text(line: ConcordanceLine) -> str:
    stance = f"{line.stance}{'' if line.state == 'labelled' else '?'}" if line.stance else line.state
    facts = [line.date or "date unknown", line.outlet or "outlet unknown", line.issue or "no issue"]
    if line.utterances > 1:
        facts.append(f"{line.utterances} times")
    spoken = f"{line.before} [{line.content}]".lstrip()
    if line.after:
        spoken += line.after if line.after[0] in ".,;:!?”’\"')" else f" {line.after}"
    return f"{line.statement}  {line.actor or UNNAMED} | {stance} | {' · '.join(facts)}\n    {spoken}"
