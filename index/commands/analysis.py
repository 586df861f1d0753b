"""What the commands share about the analysis: running it to its end, and showing one in words."""

from __future__ import annotations

import time
from collections.abc import Iterable
from contextlib import closing
from typing import TYPE_CHECKING

from index.analysing import analyse_waiting, turn
from index.commands import explaining
from index.commands.output import Output
from index.model import UNNAMED, Analysis

if TYPE_CHECKING:
    from index.library import Library

_WAIT = 0.3


def bring_up_to_date(library: Library, out: Output) -> int:
    """Analyse all that is waiting, or wait until the process that does it is through; gives the failures."""
    failed = 0
    while library.writable and (waiting := library.analysis.pending()):
        with turn(library.folder) as ours:
            if ours:
                out.progress(f"analysing {len(waiting)} articles: loading the language model")
                with closing(analyse_waiting(library)) as steps:
                    for step in steps:
                        if step.reason:
                            failed += 1
                            out.message(f"{step.article}: {step.reason}")
                        out.progress(f"analysing: {step.done} of {step.of}")
            else:
                out.progress(f"another process is analysing: {len(waiting)} articles wait")
                time.sleep(_WAIT)
    return failed


def mention_waiting(library: Library, out: Output) -> None:
    """Say on stderr that some articles' statements cannot be found yet, where that is so."""
    progress = library.statements.progress()
    waiting = progress.articles - progress.analysed - progress.failed
    if waiting:
        are = "1 article is" if waiting == 1 else f"{waiting} articles are"
        out.message(f"{are} not analysed yet; `sayso` and `sayso reindex --analyse` do that")


def as_text(
    where: str, found: Analysis, propositions: dict[str, str] | None = None, remarks: Iterable[str] = ()
) -> str:
    """One analysed article in words: a statement a paragraph, below what is to be said of all of it.

    With the issues' `propositions` by their ids, each statement says why it was found.
    """
    lines = [f"{where}: {len(found.entities)} entities, {len(found.statements)} statements"]
    lines += [f"  {remark}" for remark in remarks]
    proposed = {one.id: one.proposition for one in found.proposals}
    explainer = explaining.AnalysisExplainer(found, propositions) if propositions is not None else None
    for one in found.statements:
        via = f" · via {', '.join(one.via)}" if one.via else ""
        lines.append(f"  {one.actor or UNNAMED} · {one.cue.text} · {one.form} · {one.voice}{via}")
        lines.append(f"    {one.content.text}")
        if one.suggested is not None:
            about = " · no issue"
            if one.issue:
                about = f" on {one.issue}"
            elif one.proposal:
                about = f" on {one.proposal} (proposed: {proposed.get(one.proposal, one.proposal)})"
            lines.append(f"    {one.suggested.stance}{about} ({one.suggested.why})")
        if explainer is not None:
            lines += ["", *explainer.lines(one), ""]
    return "\n".join(lines)
