"""What a clause of a query asks of a single text or of an annotator."""

from __future__ import annotations

from collections.abc import Callable

from index.errors import QueryError
from index.search.formatting import format_query
from index.search.tree import Clause
from index.search.words import forms_and_terms


def words_test(leaf: Clause) -> Callable[[str], bool]:
    """Whether a text has the words of a clause one after the other, each in any form; the last may be left open."""
    wanted = forms_and_terms(leaf.value)
    row = [term for _, term in wanted]
    size = len(row)
    last, start = (wanted[-1] if wanted else ("", "")), size - 1

    def holds(text: str) -> bool:
        found = forms_and_terms(text)
        for at in range(len(found) - size + 1):
            here = found[at : at + size]
            if leaf.prefix:
                form, term = here[start]
                if not (form.startswith(last[0]) or term.startswith(last[0])):
                    continue
            elif here[start][1] != last[1]:
                continue
            if all(one[1] == two for one, two in zip(here[:start], row, strict=False)):
                return True
        return False

    return holds


def is_by(leaf: Clause, by: str) -> bool:
    """Whether an annotator is meant by a clause `by:`."""
    given, name = leaf.value.casefold(), by.casefold()
    return name == given or (leaf.prefix and name.startswith(given))


def is_theirs(leaf: Clause, by: str) -> bool:
    """Whether a state may be this annotator's: it is asked for of nobody, or of them."""
    return leaf.whose is None or is_by(leaf.whose, by)


def unanswered(leaf: Clause) -> QueryError:
    """The error for a clause that nothing has an answer to."""
    return QueryError(f"{format_query(leaf)} cannot be answered by this library", leaf.at.start, leaf.at.end)
