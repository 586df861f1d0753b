"""The words of a reading as plain lists, made once: what loops over every word reads instead of spaCy's objects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.language.names import tidy

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Tokens:
    """One entry a token, in order: `text`, `spaced` (its text and the space after it), `pos`, `capital`, `begins`.

    `capital` says that it begins with a capital, `begins` that it is the first of a sentence.
    """

    __slots__ = ("begins", "capital", "doc", "pos", "spaced", "text")

    def __init__(self, doc: Doc) -> None:
        from spacy.attrs import ORTH, POS, SENT_START, SPACY

        self.doc = doc
        strings = doc.vocab.strings
        orths, kinds, starts, spaces = (column.tolist() for column in doc.to_array([ORTH, POS, SENT_START, SPACY]).T)
        forms = {orth: strings[orth] for orth in set(orths)}
        names = {kind: strings[kind] if kind else "" for kind in set(kinds)}
        self.text: list[str] = [forms[orth] for orth in orths]
        self.spaced = [word + " " if space else word for word, space in zip(self.text, spaces, strict=True)]
        self.pos: list[str] = [names[kind] for kind in kinds]
        upper = {word for word in forms.values() if word[:1].isupper()}
        self.capital = [word in upper for word in self.text]
        self.begins = [start == 1 for start in starts]
        if self.begins:
            self.begins[0] = True

    def __len__(self) -> int:
        return len(self.text)

    def words(self, first: int, last: int) -> str:
        """The text from token `first` to token `last`, both included."""
        return "".join(self.spaced[first:last]) + self.text[last]

    def name(self, first: int, last: int) -> str:
        """The tidy name in the tokens `first` to `last`."""
        return tidy(self.words(first, last))

    def glued(self, place: int) -> bool:
        """Whether no space stands after a token."""
        return self.spaced[place] == self.text[place]
