"""Who wrote an article and where it appeared, as a line of its own says it.

"By Jane Doe, Reuters", "Jane Doe | The Harbour Gazette", "Source: The Harbour Gazette", "Reuters".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from index.readers import vocabulary
from index.readers.fields import one_line

_LONGEST = 140
_AGENCIES = frozenset(name.casefold() for name in vocabulary.AGENCIES)
_MEDIA = frozenset(vocabulary.MEDIA_WORDS)
_LINKING = frozenset(vocabulary.LINKING_WORDS)
_PARTICLES = frozenset(vocabulary.PARTICLES)
_NO_NAMES = frozenset(vocabulary.NO_NAMES)
_ROLES = frozenset(vocabulary.ROLES)
_BY = re.compile(
    r"(?:(?:words|story|report|written|analysis|text|reported) )?by:?\s+|(?:author|reporter)s?\s?[:|]\s*", re.IGNORECASE
)
_OUTLET = re.compile(r"(?:source|via|outlet|publication|newspaper|publisher)\s?[:|]\s*", re.IGNORECASE)
_PIECES = re.compile(r"\s*(?:,|;|\||•|·|/|@|\(|\)|\s[-–—]\s|\s(?:for|at|in|and|&)\s)\s*")


@dataclass(frozen=True, slots=True)
class Byline:
    """The author, or several joined by a comma, and the outlet that a line names."""

    author: str | None = None
    outlet: str | None = None


def read_byline(line: str) -> Byline | None:
    """What a line says about author and outlet; None where it is no byline but a sentence or a subheading."""
    line = " ".join(line.split())
    if len(line) > _LONGEST or line.endswith(("?", "!", ":", ",")):
        return None
    source = _OUTLET.match(line)
    if source is not None:
        outlet = line[source.end() :].rstrip(".")
        return Byline(outlet=one_line(outlet)) if outlet and len(outlet.split()) <= 8 else None
    if is_agency(line) or (line.startswith("The ") and is_outlet(line)):
        return Byline(outlet=one_line(line))
    if line.endswith(".") and not re.search(r"\b[A-Z]\.$|\b[JS]r\.$", line):
        return None
    by = _BY.match(line)
    return _named(line[by.end() :], strict=False) if by is not None else _named(line, strict=True)


def _named(line: str, *, strict: bool) -> Byline | None:
    """Names, then perhaps an outlet; `strict` (no "By") asks for a name of two words and for an outlet."""
    pieces = [piece for piece in _PIECES.split(line) if piece]
    if not pieces:
        return None
    authors: list[str] = []
    outlet: str | None = None
    for piece in pieces:
        if is_outlet(piece):
            outlet = outlet or re.sub(r" (?:staff|reporters?|correspondents?|team)$", "", piece, flags=re.IGNORECASE)
        elif outlet is None and is_person(piece) and (not authors or len(piece.split()) > 1):
            authors.append(piece)
        elif not authors or strict:
            return None
        else:
            break
    outlet = outlet or _trailing_outlet(line)
    if strict and not (authors and outlet and len(authors[0].split()) > 1):
        return None
    if not authors and outlet is None:
        return None
    return Byline(one_line(", ".join(authors)) or None, one_line(outlet) if outlet else None)


def _trailing_outlet(line: str) -> str | None:
    """An outlet whose own name holds a word that separates: "Jane Doe for The Harbour and Island News"."""
    for match in _PIECES.finditer(line):
        rest = line[match.end() :].strip(" )")
        if is_outlet(rest):
            return rest
    return None


def is_agency(name: str) -> bool:
    """Whether this is the name of a news agency or broadcaster that signs articles."""
    return name.casefold().strip(" .") in _AGENCIES


def is_outlet(name: str) -> bool:
    """Whether this reads like the name of a newspaper, an agency or a station."""
    words = re.sub(r"\s*\([^()]{1,30}\)$", "", name).split()
    if is_agency(" ".join(words)) or is_agency(" ".join(words[:-1])):
        return True
    if not 1 < len(words) <= 7 or not all(word[:1].isupper() or word in _LINKING for word in words):
        return False
    plain = [word.casefold().strip(".,") for word in words]
    return plain[-1] in _MEDIA or any(word in _MEDIA and after == "of" for word, after in pairwise(plain))


def is_person(name: str) -> bool:
    """Whether this is shaped like a person's name: one to five capitalised words, particles aside."""
    words = name.split()
    if not 1 <= len(words) <= 5 or any(char.isdigit() for char in name):
        return False
    if words[-1].casefold() in _ROLES or any(word.casefold().strip(".,") in _NO_NAMES for word in words):
        return False
    proper = [word for word in words if word[0].isupper()]
    return bool(proper) and all(word[0].isupper() or word.casefold() in _PARTICLES for word in words)
