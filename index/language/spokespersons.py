"""Named people who speak for others: a spokesman, a press secretary; not a party's spokeswoman for transport."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.language.actors import Cast, descriptions
from index.language.data import words
from index.language.data.bodies import ACTING, GENERIC, GOVERNMENT
from index.language.data.kinds import LAST_WORD
from index.language.data.people import COLLECTIVES, PRESS, SPOKESPERSON
from index.language.joining import Figure
from index.model import EntityType

if TYPE_CHECKING:
    from index.language.parsed import Token

MOST_LOOKED_AT = 12  # mentions of a person whose descriptions are read
_PRESS = SPOKESPERSON | PRESS
_NO_TOPIC = words("press media chief deputy senior lead official")
_TOPICS = words("international foreign economic domestic social")
_NO_MORE = words("former ex then onetime one-time")


class Spokespersons:
    """Tells who of an article's people speaks for others, and by which words the article says so."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._heads: dict[str, list[Token]] = {}

    def speaks_for_others(self, figure: Figure) -> bool:
        """Whether a person is called somebody's spokesperson, and not one for a subject ("health spokesman")."""
        if not any(role.words & _PRESS for role in figure.roles):
            return False
        heads = self.words_for(figure)
        return bool(heads) and not any(map(has_topic, heads))

    def words_for(self, figure: Figure) -> list[Token]:
        """The words "spokesman", "secretary" ... that describe a person."""
        if figure.id not in self._heads:
            self._heads[figure.id] = list(self._found(figure))
        return self._heads[figure.id]

    def _found(self, figure: Figure) -> Iterator[Token]:
        doc = self._cast.reading.doc
        for place in figure.places[:MOST_LOOKED_AT]:
            for group in descriptions(doc, self._cast.mentions[place]):
                if any(token.lower_ in _NO_MORE for token in group):
                    continue
                for k, token in enumerate(group):
                    pair = f"{group[k - 1].lower_} {token.lower_}" if k else ""
                    if token.lower_ in SPOKESPERSON or pair in PRESS:
                        yield token


def has_topic(head: Token) -> bool:
    """Whether a subject stands before the word: "the opposition's transport spokeswoman"."""
    owned = any(child.dep_ == "poss" for child in head.children)
    for child in head.children:
        if child.dep_ not in ("compound", "amod", "nmod"):
            continue
        if child.lower_ in _TOPICS:
            return True
        if child.pos_ not in ("NOUN", "PROPN") or child.lower_ in _NO_TOPIC or not (owned or child.text.islower()):
            continue
        lemma = child.lemma_.casefold()
        if not (lemma in GENERIC or lemma in GOVERNMENT or lemma in ACTING or lemma in COLLECTIVES or _is_body(lemma)):
            return True
    return False


def _is_body(lemma: str) -> bool:
    """Whether a noun ends the names of bodies ("fire service", "port authority")."""
    return LAST_WORD.get(lemma) == EntityType.ORG
