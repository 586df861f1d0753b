"""The words of an open index: for completing what is typed, for "did you mean", and for what tells an article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np

from index.search.blocks import Field
from index.search.engine import Document
from index.search.forms import is_within
from index.search.postings import Snapshot
from index.search.ranking import TITLE_BOOST, idf
from index.search.tree import TextField
from index.search.words import forms_and_terms

#: How many words of each part of the index are looked at for each that is asked for.
_WIDER = 4
_AT_LEAST = 50


def words(snapshot: Snapshot, prefix: str, limit: int) -> list[tuple[str, int]]:
    """See `Engine.words`."""
    parts = forms_and_terms(prefix)
    if prefix.strip() and not parts:
        return []
    beginning = parts[0][0] if parts else ""
    wider = max(_AT_LEAST, _WIDER * limit)
    found: set[str] = set()
    for _, field in _fields(snapshot):
        start, end = field.forms.beginning_with(beginning.encode())
        if end - start <= wider:
            found.update(field.forms.texts(start, end))
            continue
        documents = field.documents[start:end]
        frequent = np.argpartition(documents, len(documents) - wider)[len(documents) - wider :] + start
        found.update(field.forms[number].decode() for number in frequent.tolist())
    return _counted(snapshot, found)[:limit]


def _counted(snapshot: Snapshot, found: Iterable[str]) -> list[tuple[str, int]]:
    """Words with the number of documents that have them, those in most first; those in none left out."""
    counted = [(word, _documents(snapshot, word)) for word in found]
    return sorted(((word, number) for word, number in counted if number), key=lambda one: (-one[1], one[0]))


def _documents(snapshot: Snapshot, form: str) -> int:
    """In how many documents that are not deleted a form is."""
    held = np.zeros(len(snapshot.keys), np.bool_)
    for base, field in _fields(snapshot):
        number = field.forms.find(form.encode())
        if number is not None:
            numbers, _ = field.occurs(number)
            held[numbers + base] = True
            snapshot.note_read(numbers.nbytes)
    return int(np.count_nonzero(held & snapshot.live))


def words_like(snapshot: Snapshot, word: str, limit: int) -> list[tuple[str, int]]:
    """See `Engine.words_like`."""
    parts = forms_and_terms(word)
    if len(parts) != 1:
        return []
    form = parts[0][0]
    found: dict[str, int] = {}
    for _, field in _fields(snapshot):
        near = field.forms.texts(*field.forms.beginning_with(form[:1].encode()))
        # What begins with another letter is one change away: that letter is another, one more, or one less.
        others = [first + rest for first in field.forms.firsts() for rest in (form[1:], form)]
        others += [form[1:], form[1:2] + form[:1] + form[2:]]
        near += [one for one in others if one and field.forms.find(one.encode()) is not None]
        for candidate in near:
            if candidate != form and candidate not in found and is_within(form, candidate, 2):
                found[candidate] = 1 if is_within(form, candidate, 1) else 2
    ranked: list[tuple[str, int]] = []
    for distance in (1, 2):
        if len(ranked) < limit:
            ranked += _counted(snapshot, [one for one, away in found.items() if away == distance])
    return ranked[:limit]


def telling(snapshot: Snapshot, document: Document, limit: int) -> list[str]:
    """See `Engine.telling`."""
    total = max(1, len(snapshot.keys))
    weights: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = {}
    for text, weight in ((document.title, TITLE_BOOST), (document.body, 1.0)):
        for form, term in forms_and_terms(text):
            weights[term] += weight  # type: ignore[assignment]
            forms.setdefault(term, Counter())[form] += 1
    scored = []
    for term, weight in weights.items():
        if len(term) < 2 or term.isdigit():
            continue
        documents = _frequency(snapshot, term)
        # What stands in this article alone, or in most, says nothing about which others are like it.
        if 1 < documents <= max(2, total // 2):
            scored.append((-weight * idf(total, documents), term))
    scored.sort()
    return [min(forms[term].items(), key=lambda one: (-one[1], one[0]))[0] for _, term in scored[:limit]]


def _frequency(snapshot: Snapshot, term: str) -> int:
    """In about how many documents a term is: in the body, counting each of its forms."""
    found = 0
    for segment in snapshot.segments:
        field = segment.fields[TextField.BODY]
        found += sum(int(field.documents[form]) for form in field.of_term(term.encode()))
    return found


def _fields(snapshot: Snapshot) -> Iterable[tuple[int, Field]]:
    """All fields of all segments, with the number of the segment's first document."""
    base = 0
    for segment in snapshot.segments:
        for field in segment.fields.values():
            yield base, field
        base += len(segment)
