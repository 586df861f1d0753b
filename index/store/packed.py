"""What searches ask of statements, in records of fixed length: an article's are one piece of bytes in analysis.db.

So the statements of a hundred thousand articles are read in a fraction of a second, without any JSON. Names and
texts are numbers in a record: of a speaker, or of a term (an issue, a stance, a proposal, a cue, media).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable
from typing import NamedTuple

from index.model import EntityType, Form, Statement, Voice

FORMS = tuple(Form)
VOICES = tuple(Voice)
TYPES = tuple(EntityType)

#: The fields of a record and their types, as numpy names them.
RECORD = (
    *(("id", "<u8"), ("speaker", "<i4"), ("issue", "<i4"), ("stance", "<i4"), ("proposal", "<i4"), ("cue", "<i4")),
    *(("via", "<i4"), ("start", "<i4"), ("confidence", "<i4"), ("form", "u1"), ("voice", "u1"), ("is_odd", "u1")),
)
_RECORD = struct.Struct("<QiiiiiiiiBBB")
MILLION = 1_000_000
_HEXADECIMAL = re.compile(r"[0-9a-f]{16}")


class Facts(NamedTuple):
    """What a search asks of one statement.

    `terms` are its issue, suggested stance, proposal, cue (see `cue_text`) and media (one on each line), each ""
    where there is none. `confidence` counts in millionths.
    """

    id: str
    terms: tuple[str, str, str, str, str]
    start: int
    confidence: int
    form: int
    voice: int
    content: str


def facts_of(one: Statement) -> Facts:
    """The facts of a statement as it was found."""
    return Facts(
        one.id,
        (
            one.issue or "",
            one.suggested.stance if one.suggested else "",
            one.proposal or "",
            cue_text(one.cue.text, one.derivation.lemma if one.derivation else None),
            "\n".join(one.via),
        ),
        one.start,
        millionths(one.confidence),
        FORMS.index(one.form),
        VOICES.index(one.voice),
        one.content.text,
    )


def millionths(confidence: float) -> int:
    """A confidence as a whole number, so that it compares as it is written: with six decimals."""
    return round(min(max(confidence, 0.0), 1.0) * MILLION)


def cue_text(cue: str, lemma: str | None) -> str:
    """A cue as it is searched: its words, and on a second line its dictionary form, if it is known."""
    words = " ".join(cue.split())
    return f"{words}\n{lemma}" if lemma else words


def id_number(identifier: str) -> tuple[int, bool]:
    """A statement's id as a number of 64 bits, and whether it cannot be told from the number (it is odd)."""
    if _HEXADECIMAL.fullmatch(identifier):
        return int(identifier, 16), False
    from index.model import digest

    return int(digest(identifier), 16), True


def type_bits(types: Iterable[EntityType]) -> int:
    """Types of entities as bits, by their places in `TYPES`."""
    bits = 0
    for one in set(types):
        bits |= 1 << TYPES.index(one)
    return bits


def pack(rows: Iterable[tuple[Facts, int, tuple[int, ...]]]) -> bytes:
    """The records of statements: each with its facts, its speaker's number, and its terms' numbers."""
    return b"".join(
        _RECORD.pack(number, speaker, *terms, facts.start, facts.confidence, facts.form, facts.voice, odd)
        for facts, speaker, terms in rows
        for number, odd in (id_number(facts.id),)
    )
