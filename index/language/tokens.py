"""The words of a reading as plain lists, made once: what loops over every word reads instead of asking each token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.language.names import tidy

if TYPE_CHECKING:
    from index.language.parsed import Doc


class Tokens:
    """One entry a token, in order: `text`, `spaced` (its text and the space after it), `pos`, `capital`, `begins`.

    `capital` says that it begins with a capital, `begins` that it is the first of a sentence.
    """

    __slots__ = ("begins", "capital", "doc", "pos", "spaced", "text")

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = [token.text for token in doc]
        self.spaced = [token.text + token.whitespace_ for token in doc]
        self.pos = [token.pos_ for token in doc]
        self.capital = [word[:1].isupper() for word in self.text]
        self.begins = [token.is_sent_start for token in doc]
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
