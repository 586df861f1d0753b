"""`sayso agreement`: how far annotators agree, and on which statements they do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.commands.context import DONE, Context
from index.errors import UsageError
from index.library_parts.wording import counted, short
from index.model import UNNAMED
from index.text import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.analysis.agreement import Figure
    from index.analysis.finding import Found
    from index.library import Library
    from index.library_parts.agreement import Row

_SCOPES = {"all": "", "pair": "by pair", "issue": "by issue", "actor": "by actor"}
_SHOWN = 10
"""Issues, actors and pairs that are printed; --json prints all."""


def agreement(context: Context) -> int:
    """Print figures of agreement, or with --disagreements the statements behind them."""
    args = context.args
    query, coders = " ".join(args.query), _coders(args.coders)
    with context.library() as library:
        if args.self:
            if query or coders or args.variable or args.disagreements:
                raise UsageError("--self compares each annotator's second look with the first; it takes --seed alone")
            return _with_oneself(context, library)
        if args.disagreements:
            return _disagreements(context, library, query, coders)
        report = library.agreement.report(query, variable=args.variable, coders=coders, seed=args.seed)
        if not context.out.json:
            context.out.text("how statements were labelled")
        _table(context, report.labelling)
        if report.kept:
            if not context.out.json:
                context.out.text("\nwhether what was found was kept or retired")
            _table(context, report.kept)
        if report.finding and not context.out.json:
            context.out.text("\nwhat was made or kept as a statement, in the articles on which both worked")
        for found in report.finding:
            context.out.record(_finding_record(found), _finding_line(found))
    return DONE


def _coders(given: str | None) -> list[str] | None:
    if given is None:
        return None
    named = [one.strip() for one in given.split(",") if one.strip()]
    if len(set(named)) < 2:
        raise UsageError("name two annotators or more, with a comma between them: --coders dana,omar")
    return named


def _with_oneself(context: Context, library: Library) -> int:
    rows = library.agreement.with_oneself(seed=context.args.seed)
    for row in rows:
        context.out.record(_record(row), f"  {row.name:<20} {_line(row.figure)}")
    if not rows:
        context.out.message("nobody has had a second look yet; labelling.again in config.yaml is the share")
    return DONE


def _disagreements(context: Context, library: Library, query: str, coders: list[str] | None) -> int:
    variable = context.args.variable or "stance"
    found = library.agreement.disagreements(variable, query, coders=coders)
    views = library.statements.several([one.statement for one in found])
    for one in found:
        view = views.get(one.statement)
        content = view.statement.content.text if view else ""
        record = {
            "statement": one.statement,
            "variable": variable,
            "article": view.article if view else None,
            "title": view.title if view else None,
            "actor": view.statement.actor if view else None,
            "content": content,
            "values": dict(one.values),
        }
        said = ", ".join(f"{by} {value}" for by, value in one.values.items())
        context.out.record(
            record, f"{one.statement}  {record['actor'] or UNNAMED}, {quoted(short(content))}\n    {said}"
        )
    if not found:
        context.out.message(f"no two annotators differ in the {variable} of a statement")
    return DONE


def _table(context: Context, rows: Sequence[Row]) -> None:
    shown: dict[str, list[str]] = {}
    former = None
    for row in rows:
        place = row.scope, row.name, row.variable
        if row.scope != "all" and place != former:
            shown.setdefault(row.scope, []).append(row.name)
        is_new = place != former
        former = place
        text: str | None = None
        if row.scope == "all" or len(shown[row.scope]) <= _SHOWN:
            heads = []
            if is_new and row.scope != "all" and len(shown[row.scope]) == 1:
                heads.append(f"\n{row.variable} {_SCOPES[row.scope]}")
            if is_new:
                differ = counted(len(row.disagreements), "disagreement")
                heads.append(f"  {row.name or row.variable}  ({differ})")
            text = "\n".join([*heads, f"    {_line(row.figure)}"])
        context.out.record(_record(row), text)


def _record(row: Row) -> dict[str, object]:
    figure = row.figure
    return {
        "scope": row.scope,
        "name": row.name or None,
        "variable": row.variable,
        "measure": str(figure.measure),
        "value": _rounded(figure.value),
        "low": _rounded(figure.low),
        "high": _rounded(figure.high),
        "n": figure.n,
        "coders": figure.coders,
        "why": figure.why or None,
        "disagreements": [one.statement for one in row.disagreements],
    }


def _line(figure: Figure) -> str:
    if figure.value is None:
        return f"{figure.measure:<25} –  {figure.why}"
    if figure.measure == "percentage":
        low, high = (None if end is None else f"{100 * end:.0f}" for end in (figure.low, figure.high))
        ends = "[no interval]   " if low is None or high is None else f"[{low}, {high}]"
        return f"{figure.measure:<25} {100 * figure.value:4.0f} %  {ends}  n {figure.n:,}"
    return f"{figure.measure:<25} {figure.value:6.3f}  {_between(figure.low, figure.high)}  n {figure.n:,}"


def _between(low: float | None, high: float | None) -> str:
    return "[no interval]   " if low is None or high is None else f"[{low:.3f}, {high:.3f}]"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def _finding_record(found: Found) -> dict[str, object]:
    return {
        "scope": "finding",
        "name": ", ".join(found.coders),
        "articles": found.articles,
        "n": found.n,
        "f1": _rounded(found.f1),
        "f1_low": _rounded(found.f1_interval[0]),
        "f1_high": _rounded(found.f1_interval[1]),
        "overlap": _rounded(found.overlap),
        "overlap_low": _rounded(found.overlap_interval[0]),
        "overlap_high": _rounded(found.overlap_interval[1]),
        "why": found.why or None,
        "only": {by: list(ids) for by, ids in (found.only or {}).items()},
    }


def _finding_line(found: Found) -> str:
    head = f"  {', '.join(found.coders)}  ({counted(found.articles, 'article')}, {counted(found.n, 'statement')})"
    if found.f1 is None:
        return f"{head}\n    {found.why}"
    lines = [head, f"    {'F1 of statements':<25} {found.f1:6.3f}  {_between(*found.f1_interval)}"]
    if found.overlap is not None:
        lines.append(f"    {'overlap of characters':<25} {found.overlap:6.3f}  {_between(*found.overlap_interval)}")
    return "\n".join(lines)
