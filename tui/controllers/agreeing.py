"""Agreement: figures that a process of its own reckons, and the disagreements behind each."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from tui import figures
from tui.controllers.base import Controller
from tui.figures import FINDING, KEPT, SELF, FigureRow
from tui.reckoning import Record, command, records

if TYPE_CHECKING:
    from index.library import Library
    from tui.screens.disagreements import Differing


class Agreeing(Controller):
    """What the screen of agreement asks for."""

    def do_agreement(self) -> None:
        """Show how far annotators agree on what the search finds, else on all."""
        self.open_labels(self._agreement)

    async def _agreement(self) -> None:
        from tui.screens.agreement import AgreementScreen

        query = self.explorer.searching.query.strip()
        statement = await self.explorer.app.push_screen_wait(AgreementScreen(self, query))
        if statement is not None:
            await self.explorer.adjudicating.go_to(statement)

    async def rows(self, query: str) -> list[figures.Row]:
        """The table. Raises UsageError with what is wrong where nothing can be reckoned."""
        with_oneself = not query and await self.ask(lambda library: bool(library.second_look.pairs()))
        asked = [self._records("agreement", *_narrowed(query))]
        if with_oneself:
            asked.append(self._records("agreement", "--self"))
        return figures.rows(one for some in await asyncio.gather(*asked) for one in some)

    async def _records(self, *arguments: str) -> list[Record]:
        return await records(command(self.explorer.database.folder, *arguments))

    def words(self, row: FigureRow) -> str:
        """What a row is called."""
        if row.scope in ("all", KEPT):
            return row.variable if row.scope == "all" else "kept or retired"
        return self.explorer.describer.propositions.get(row.name, row.name) if row.scope == "issue" else row.name

    async def show_disagreements(self, row: FigureRow, query: str) -> str | None:
        """List the statements behind a figure; the one to be opened."""
        from tui.screens.disagreements import Disagreements

        values = await self._values(row, query)
        found = await self.ask(lambda library: read(library, row.disagreements, values, since=row.scope != KEPT))
        heading = row.variable or "found by one alone"
        if row.name:
            heading += f" · {self.words(row)}"
        heading = f"{heading[:1].upper()}{heading[1:]}"
        return await self.explorer.app.push_screen_wait(Disagreements(heading, found, self.explorer))

    async def _values(self, row: FigureRow, query: str) -> Mapping[str, Mapping[str, str]]:
        """Who said what of each statement."""
        if row.scope == FINDING:
            has: dict[str, dict[str, str]] = {}
            for by, ids in row.only.items():
                for one in ids:
                    has.setdefault(one, {})[by] = "has it alone"
            return has
        if row.scope == SELF:
            pairs = await self.ask(lambda library: library.second_look.pairs())
            return {one: {"first": first, "again": again} for one, (first, again) in pairs.get(row.name, {}).items()}
        if row.scope == KEPT:
            return await self.ask(lambda library: kept_by(library, row.disagreements))
        arguments = ["--disagreements", "--variable", row.variable]
        if row.scope == "pair":
            arguments += ["--coders", row.name.replace(", ", ",")]
        found = await self._records("agreement", *arguments, *_narrowed(query))
        return {str(one["statement"]): one["values"] for one in found}


def _narrowed(query: str) -> tuple[str, ...]:
    return ("--", query) if query else ()


def kept_by(library: Library, ids: Iterable[str]) -> dict[str, dict[str, str]]:
    """Of statements that some retired and others labelled, who labelled them."""
    found: dict[str, dict[str, str]] = {}
    for one, view in library.statements.several(list(ids)).items():
        found[one] = {label.by: "kept" for label in view.labels}
    return found


def read(
    library: Library, ids: Iterable[str], values: Mapping[str, Mapping[str, str]], *, since: bool
) -> list[Differing]:
    """These statements with what was said of them, in the order of their articles as far as they still are there.

    With `since` one that is retired was so after the figures were reckoned: what it was labelled stands with it.
    """
    from tui.screens.disagreements import Differing

    wanted = list(ids)
    views = library.statements.several(wanted)
    found = []
    for one in wanted:
        if (view := views.get(one)) is not None:
            statement = view.statement
            actor = statement.actor or statement.source.text or "source not named"
            retired = since and view.retired
            said = values.get(one) or ({label.by: label.stance for label in view.labels} if retired else {})
            found.append(Differing(one, actor, statement.content.text, view.title, said, retired))
    return found
