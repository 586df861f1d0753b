"""What spaCy's `attribute_ruler` makes of words that stand alone, remembered by the kind of word.

Of a word itself its patterns ask only whether it is one of a few that they name, and whether it is a space. All other
words of one tag and one dependency are one kind, so that the ruler's patterns are tried on few of the words that come.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy

if TYPE_CHECKING:
    from spacy.vocab import Vocab

Combination: TypeAlias = "tuple[int, int, int]"
"""A word, its tag and its dependency, as spaCy numbers them."""

_OTHER = "x"  # stands for all words that no pattern names, and between words that are none of each other's business
_ASKED = frozenset(("LOWER", "TAG", "DEP", "IS_SPACE"))


class Ruling(NamedTuple):
    """What a word's annotation becomes, 0 where the ruler sets none, and whether a pattern over several words may begin
    with it."""

    tag: int
    pos: int
    lemma: int
    dep: int
    morph: int
    begins: bool


class Rulings:
    """Asks the ruler once for each kind of word."""

    def __init__(self, vocab: Vocab, ruler: Any) -> None:
        """Ask `ruler` (an AttributeRuler). Raises ValueError where its patterns ask for more than is known here."""
        from spacy.matcher import Matcher

        self._vocab, self._ruler = vocab, ruler
        words = [word for pattern in ruler.patterns for one in pattern["patterns"] for word in one]
        self._names, shapes = set[str](), list[str]()
        for word in words:
            _note_names(word, self._names, shapes)
        self._shape = re.compile("|".join(f"(?:{shape})" for shape in shapes) or r"(?!)")
        if self._is_named(_OTHER):
            raise ValueError("a pattern of the attribute ruler names the word that stands for those that none names")
        self._firsts = Matcher(vocab)
        for place, pattern in enumerate(ruler.patterns):
            firsts = [one[:1] for one in pattern["patterns"] if len(one) > 1]
            if firsts:
                self._firsts.add(str(place), firsts)
        self._space: int = vocab.strings.add(" ")
        self._known: dict[Combination, Ruling] = {}

    def of(self, combinations: Iterable[Combination]) -> list[Ruling]:
        """What the ruler makes of each combination."""
        kinds = [(self._kind(word), tag, dep) for word, tag, dep in combinations]
        new = sorted(set(kinds).difference(self._known))
        if new:
            self._known.update(zip(new, self._asked(new), strict=True))
        return [self._known[kind] for kind in kinds]

    def _kind(self, word: int) -> int:
        """The word itself where the ruler may tell it from others, a space for every space, else 0."""
        known = self._vocab[word]
        return self._space if known.is_space else word if self._is_named(known.lower_) else 0

    def _is_named(self, word: str) -> bool:
        return word in self._names or self._shape.search(word) is not None

    def _asked(self, kinds: Sequence[Combination]) -> Iterator[Ruling]:
        """Let the ruler see each kind once, alone among words that match nothing."""
        from spacy.attrs import DEP, LEMMA, MORPH, POS, TAG
        from spacy.tokens import Doc

        strings = self._vocab.strings
        doc = Doc(self._vocab, words=[w for word, *_ in kinds for w in (strings[word] if word else _OTHER, _OTHER)])
        values: Any = numpy.zeros((len(doc), 2), dtype=numpy.uint64)
        values[::2] = [labels for _, *labels in kinds]
        doc.from_array([TAG, DEP], values)
        firsts = {at for _, at, _ in self._firsts(doc)}
        self._ruler(doc)
        made: Any = doc.to_array([TAG, POS, LEMMA, DEP, MORPH]).tolist()
        for at in range(0, len(doc), 2):
            yield Ruling._make((*made[at], at in firsts))


def _note_names(word: Mapping[str, Any], names: set[str], shapes: list[str]) -> None:
    """Note which words in lower case one word of a pattern may be, or of which shape; nothing where it may be any."""
    lower = word.get("LOWER", {})
    match {"IN": [lower]} if isinstance(lower, str) else lower:
        case {"IN": [*some], **more} if not more and word.keys() <= _ASKED:
            names.update(some)
        case {"REGEX": str(shape), **more} if not more and word.keys() <= _ASKED:
            shapes.append(shape)
        case {**more} if not more and word.keys() <= _ASKED:
            pass
        case _:
            raise ValueError("a pattern of the attribute ruler asks for more than is known of a kind of word")
