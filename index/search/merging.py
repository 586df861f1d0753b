"""Several segments as one: their postings put together a portion at a time, so that memory stays bounded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from index.search.blocks import Field, Numbers, Postings, stretches
from index.search.engine import Stopped

#: About how many postings are in memory at once.
_PORTION = 500_000


def to_merge(live: Sequence[int], deleted: Sequence[int]) -> frozenset[int]:
    """Which segments, of so many live and deleted documents, are to become one.

    None where each is large beside all smaller ones together: every article is so put together again only as
    often as the index has doubled since. Then, one of which more is deleted than left.
    """
    order = sorted(range(len(live)), key=lambda at: -live[at])
    rest = sum(live)
    for place, at in enumerate(order[:-1] if len(order) > 3 else []):
        rest -= live[at]
        if live[at] <= 2 * rest:
            return frozenset(order[place:])
    return frozenset(next(([at] for at in order if deleted[at] > live[at]), []))


def until(portions: Iterable[Postings], stopped: Callable[[], bool]) -> Iterator[Postings]:
    """The same portions; raises Stopped before the next one as soon as `stopped` says so."""
    for portion in portions:
        if stopped():
            raise Stopped
        yield portion


def renumbered(sizes: Sequence[int], deleted: Sequence[Numbers]) -> list[NDArray[np.int64]]:
    """The new number of each document of some segments, -1 for those that are deleted."""
    found, base = [], 0
    for size, gone in zip(sizes, deleted, strict=True):
        live = np.ones(size, np.bool_)
        live[gone] = False
        numbers = np.where(live, np.cumsum(live) - 1 + base, -1)
        base += int(live.sum())
        found.append(numbers)
    return found


def merged(fields: Sequence[Field], numbers: Sequence[NDArray[np.int64]]) -> Iterator[Postings]:
    """The postings of one field of several segments, in portions by their forms, ascending.

    `numbers` are the documents' new ones, -1 for what is left out. Forms that are left without documents are too.
    """
    words = [field.forms.between(0, len(field.forms)) for field in fields]
    terms: dict[bytes, bytes] = {}
    for field, forms in zip(fields, words, strict=True):
        terms.update(zip(forms, field.term_of_form, strict=True))
    union = sorted(terms)
    place = {form: at for at, form in enumerate(union)}
    places = [np.fromiter(map(place.__getitem__, forms), np.int64, len(forms)) for forms in words]
    sizes = np.zeros(len(union), np.int64)
    for field, where in zip(fields, places, strict=True):
        sizes[where] += field.documents
    ends = np.cumsum(sizes)
    start = 0
    while start < len(union):
        before = int(ends[start - 1]) if start else 0
        end = max(start + 1, int(np.searchsorted(ends, before + _PORTION, "right")))
        yield _portion(fields, numbers, places, start, union[start:end], terms)
        start = end


def _portion(
    fields: Sequence[Field],
    numbers: Sequence[NDArray[np.int64]],
    places: Sequence[NDArray[np.int64]],
    start: int,
    union: Sequence[bytes],
    terms: dict[bytes, bytes],
) -> Postings:
    of_form, documents, counts, positions = [], [], [], []
    for field, new, where in zip(fields, numbers, places, strict=True):
        first, last = (int(one) for one in np.searchsorted(where, (start, start + len(union))))
        postings, placed = field.slices(first, last)
        number = new[field.numbers[postings]]
        count = field.counts[postings].astype(np.int64)
        form = np.repeat(where[first:last] - start, field.documents[first:last])
        position = field.positions[placed]
        live = number >= 0
        if not live.all():
            position = position[np.repeat(live, count)]
            number, count, form = number[live], count[live], form[live]
        of_form.append(form)
        documents.append(number)
        counts.append(count)
        positions.append(position)
    forms = np.concatenate(of_form)
    count = np.concatenate(counts)
    order = np.argsort(forms, kind="stable")
    begins = np.cumsum(count) - count
    found = np.bincount(forms, minlength=len(union))
    left = np.flatnonzero(found)
    kept = [union[at] for at in left.tolist()]
    return Postings(
        forms=kept,
        terms=[terms[form] for form in kept],
        documents=found[left],
        numbers=np.concatenate(documents)[order].astype(np.uint32),
        counts=count[order],
        positions=np.concatenate(positions)[stretches(begins[order], count[order])],
    )
