"""`sayso check`, `backup`, `restore` and `reindex`: care of the library."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from index.commands.context import DONE, SKIPPED, Context
from index.errors import DamagedError

if TYPE_CHECKING:
    from index.library import Finding


def check(context: Context) -> int:
    """Look for damage, and mend with --repair what can be made again."""
    findings = _repaired(context) if context.args.repair else _checked(context)
    for finding in findings:
        context.out.record(
            {"level": finding.level, "where": finding.where, "what": finding.what},
            f"{finding.level}: {finding.where}: {finding.what}",
        )
    errors = sum(finding.level == "error" for finding in findings)
    warnings = sum(finding.level == "warning" for finding in findings)
    context.out.record(
        {"summary": {"errors": errors, "warnings": warnings}},
        f"{errors} errors, {warnings} warnings" if findings else "the library is sound",
    )
    return DamagedError.exit_code if errors else DONE


def _checked(context: Context) -> list[Finding]:
    with context.library() as library:
        return library.care.check()


def _repaired(context: Context) -> list[Finding]:
    from index.library import Library

    try:
        with context.library() as library:
            return library.care.repair()
    except DamagedError:
        return Library.repair(context.folder)


def backup(context: Context) -> int:
    """Copy the library's truth to one file while it may be in use."""
    with context.library() as library:
        file = Path(context.args.file)
        library.care.backup(file)
        size = file.stat().st_size
        context.out.record({"file": str(file), "bytes": size}, f"backup written to {file} ({size:,} bytes)")
    return DONE


def restore(context: Context) -> int:
    """Make a library from a backup; the folder must not hold one yet."""
    from index.library import Library

    folder = context.folder
    Library.restore(Path(context.args.file), folder)
    with context.library() as library:
        progress = library.statements.progress()
        context.out.record(
            {"library": str(folder), "articles": progress.articles, "labelled": progress.labelled},
            f"restored to {folder}: {progress.articles} articles, {progress.labelled} labelled statements",
        )
    return DONE


def reindex(context: Context) -> int:
    """Build the search index anew, and with --analyse look for statements again."""
    from index.commands import analysis

    with context.library() as library:
        number = library.search.rebuild(context.indexing)
        failed = 0
        if context.args.analyse:
            for row in library.articles.rows():
                library.analysis.retry(row.key)
            failed = analysis.bring_up_to_date(library, context.out)
        context.out.record({"indexed": number, "failed": failed}, f"{number} articles indexed")
    return SKIPPED if failed else DONE
