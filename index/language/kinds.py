"""The type of a name by the words in it."""

from __future__ import annotations

from index.language.data.kinds import FIRST_WORD, LAST_WORD
from index.language.media import is_common_word, known_medium, looks_like_medium
from index.language.names import fold, is_given_name
from index.language.tokens import Tokens
from index.model import EntityType


def type_by_words(name: str, kind: EntityType, *, with_article: bool = False) -> tuple[EntityType, float]:
    """The type that the words in a name tell, else `kind`, with how much that says (1 to 4)."""
    words = name.split()
    if looks_like_medium(name, with_article=with_article) and kind != EntityType.LAW:
        return EntityType.MEDIA, 4
    if known_medium(name) and (kind == EntityType.ORG or not is_common_word(name)):
        return EntityType.MEDIA, 4
    if kind == EntityType.PERSON and len(words) == 2 and is_given_name(words[0]):
        return kind, 1.5
    if len(words) > 1:
        last = LAST_WORD.get(fold(words[-1]))
        if last is not None and not (
            kind == EntityType.PERSON and last in (EntityType.LAW, EntityType.FAC, EntityType.LOC)
        ):
            return last, 3
        first = FIRST_WORD.get(fold(words[0]))
        if first is not None:
            return first, 3
    return kind, 1.5 if len(words) > 1 else 1


def is_body(words: Tokens, first: int, last: int) -> bool:
    """Whether some words are a body's name by their first or last one."""
    ends = LAST_WORD.get(fold(words.text[last])), FIRST_WORD.get(fold(words.text[first]))
    return last > first and EntityType.ORG in ends
