"""Statements as lines of a concordance: sorted over the columns of the store, read a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.library_parts.core import Core
from index.library_parts.results import MOST_COMPARED, ConcordanceLine, LineSort
from index.library_parts.search_texts import searched
from index.model import Passage, StatementView
from index.search.engine import Stopped
from index.search.snippets import ELLIPSIS
from index.store.leaves import Leaves
from index.store.packed import FORMS
from index.stories.utterances import Said, utterances

if TYPE_CHECKING:
    from index.library_parts.stories import Stories

_AT_ONCE = 500
"""Statements between two looks at whether anybody still waits."""

_AFTER_ARTICLE = 20
_AFTER_PLACE = 24
_FURTHEST = (1 << _AFTER_ARTICLE) - 1

Rows = NDArray[np.int64]


def ordered(rows: Rows, leaves: Leaves, sort: LineSort, stances: Sequence[str], *, reverse: bool) -> Rows:
    """Rows of statements by what is asked, then by date (unknown last), article, and place in the text.

    Stances follow each other as `stances` do; who and what is unknown comes last.
    """
    table = leaves.table
    article = leaves.article_table.chronicle[table.column("article")[rows]]
    place = np.minimum(table.column("start")[rows], _FURTHEST)
    within = (article << _AFTER_ARTICLE) | place
    if sort == "date":
        keys = within
    else:
        keys = (_ranks(rows, leaves, sort, stances).astype(np.int64) << (_AFTER_ARTICLE + _AFTER_PLACE)) | within
    found = rows[np.argsort(keys, kind="stable")]
    return found[::-1] if reverse else found


def _ranks(rows: Rows, leaves: Leaves, sort: LineSort, stances: Sequence[str]) -> NDArray[np.int64]:
    """The place of each statement's actor, stance or issue among all."""
    table = leaves.table
    if sort == "actor":
        groups, members = leaves.actors_grouped()
        names = [table.speakers.names[member] for member in members]
        order = sorted(range(1, len(names)), key=lambda group: (names[group][0].casefold(), names[group][1]))
        ranks = np.full(len(names), len(names), np.int64)
        ranks[order] = np.arange(len(order))
        return np.asarray(ranks[groups[table.column("actor")[rows]]])
    known = {stance: place for place, stance in enumerate(stances)}
    column = table.column(str(sort))[rows]
    used = np.unique(column).tolist()
    texts = table.terms.texts

    def by(number: int) -> tuple[bool, int, str]:
        return number == 0, known.get(texts[number], len(known)) if sort == "stance" else 0, texts[number]

    ranks = np.zeros(len(texts), np.int64)
    for place, number in enumerate(sorted(used, key=by)):
        ranks[number] = place
    return np.asarray(ranks[column])


def counted_utterances(
    rows: Rows, leaves: Leaves, stories: Stories, core: Core, stopped: Callable[[], bool] | None = None
) -> tuple[int, Mapping[str, int]] | None:
    """How many utterances the statements are, and of how many statements that of each one is (by its id).

    None where they are too many to be compared. Raises Stopped as soon as `stopped` says so.
    """
    if len(rows) > MOST_COMPARED:
        return None
    table, articles = leaves.table, leaves.article_table
    contents: dict[int, str] = {}
    for portion, texts in table.contents(rows):
        _look(stopped)
        contents.update(zip(portion.tolist(), texts, strict=True))
    days = articles.pools["date"].texts
    said = []
    for place, (row, id_) in enumerate(zip(rows.tolist(), table.ids(rows), strict=True)):
        if place % _AT_ONCE == 0:
            _look(stopped)
        key = int(table.column("article")[row])
        name, actor_id = table.speakers.names[table.column("actor")[row]]
        day = days[articles.columns["date"][key]] or None
        is_direct = FORMS[table.column("form")[row]] == "direct"
        said.append(Said(id_, actor_id or name or None, contents[row], stories.of(key)[0], day, is_direct))
    settings = core.config.stories
    numbers = utterances(said, days=settings.days, words=settings.quotation, look=lambda: _look(stopped))
    sizes: dict[int, int] = {}
    for number in numbers.values():
        sizes[number] = sizes.get(number, 0) + 1
    return len(sizes), {id_: sizes[number] for id_, number in numbers.items()}


def _look(stopped: Callable[[], bool] | None) -> None:
    if stopped is not None and stopped():
        raise Stopped


def lines(rows: Rows, leaves: Leaves, core: Core, same: Mapping[str, int]) -> tuple[ConcordanceLine, ...]:
    """The lines of a page of statements, in the order of `rows`."""
    table = leaves.table
    ids = table.ids(rows)
    keys = sorted(set(table.column("article")[rows].tolist()))
    views = {
        view.id: (key, view) for key, of_article in core.views.of(keys, frozenset(ids)).items() for view in of_article
    }
    texts = _texts({view.statement.version for _, view in views.values()}, core)
    width = core.config.search.snippet // 2
    return tuple(
        _line(*views[id_], texts.get(views[id_][1].statement.version, ""), width, same.get(id_, 1))
        for id_ in ids
        if id_ in views
    )


def _texts(versions: set[str], core: Core) -> dict[str, str]:
    import json

    return {
        hash_: searched(text, masked)
        for hash_, text, masked in core.database.read(
            "SELECT hash, text, masked FROM version WHERE hash IN (SELECT value FROM json_each(?))",
            (json.dumps(list(versions)),),
        )
    }


def _line(key: int, view: StatementView, text: str, width: int, same: int) -> ConcordanceLine:
    one = view.statement
    state = "conflict" if view.conflict else "labelled" if view.label else "suggested" if one.suggested else "none"
    before, after = _context(text, one.content, width)
    return ConcordanceLine(
        statement=one.id,
        article=key,
        actor=one.actor,
        stance=view.stance,
        state=state,
        issue=view.issue,
        before=before,
        content=" ".join(one.content.text.split()),
        after=after,
        title=view.title,
        date=view.date,
        outlet=view.outlet,
        utterances=same,
    )


def _context(text: str, content: Passage, width: int) -> tuple[str, str]:
    """What stands before and after, about `width` characters of each, no word cut in two."""
    if not content or not text:
        return "", ""
    left = " ".join(text[max(0, content.start - width) : content.start].split())
    if left and not (content.start <= width or text[: content.start - width].isspace()):
        left = f"{ELLIPSIS}{left.partition(' ')[2] or left}"
    right = " ".join(text[content.end : content.end + width].split())
    if content.end + width < len(text) and right:
        right = f"{right.rpartition(' ')[0] or right}{ELLIPSIS}"
    return left, right
