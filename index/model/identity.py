"""What makes an article's version and a statement the same on every machine: hashes of what they are."""

from __future__ import annotations

import hashlib

from index.model.passages import Passage


def digest(*parts: str, length: int = 16) -> str:
    """A short hash of some strings, lower-case hexadecimal, the same on every machine."""
    whole = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(whole, digest_size=length // 2).hexdigest()


def version_of(text: str) -> str:
    """The version of an article: the hash of its cleaned text."""
    return digest(text, length=32)


def statement_id(version: str, source: Passage, cue: Passage, content: Passage) -> str:
    """A statement's id, from the article's version and the statement's spans alone."""
    return digest(version, *(";".join(f"{s.start}-{s.end}" for s in part.spans) for part in (source, cue, content)))
