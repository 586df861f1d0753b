"""A parsed text in plain Python: what every stage reads, with spaCy's names for what spaCy knows of a word.

Made once for each text (see `plain`), so that a rule which asks a word for its lemma reads an attribute and walks
no tree twice. The labels are those of spaCy's English models.
"""

from __future__ import annotations

from collections.abc import Iterator


class Word:
    """What is known of a word wherever it stands: its form and the kind of its characters."""

    __slots__ = (
        "is_alpha", "is_digit", "is_punct", "is_quote", "is_space", "is_stop", "is_title", "is_upper", "like_num",
        "lower_", "text",
    )  # fmt: skip

    is_alpha: bool
    is_digit: bool
    is_punct: bool
    is_quote: bool
    is_space: bool
    is_stop: bool
    is_title: bool
    is_upper: bool
    like_num: bool
    lower_: str
    text: str


_NONE: list[Token] = []  # of a word without children; never added to


class Token:
    """A word at its place in a text.

    `i` is its place among the tokens and `idx` that of its first character; `whitespace_` is the space after it, if
    there is one. The head of a sentence's root is the root itself. `children` are in the order of the text;
    `left_edge` and `right_edge` are the first and the last word under this one, itself included.
    """

    __slots__ = (
        "children", "dep_", "doc", "ent_iob_", "ent_type_", "head", "i", "idx", "is_punct", "is_sent_start", "is_space",
        "left_edge", "lemma_", "lower_", "pos_", "right_edge", "sent", "tag_", "text", "whitespace_", "word",
    )  # fmt: skip

    children: list[Token]
    head: Token
    left_edge: Token
    right_edge: Token
    sent: DocSpan

    def __init__(
        self, doc: Doc, i: int, idx: int, word: Word, space: str, lemma: str, pos: str, tag: str, dep: str,
        ent_type: str, ent_iob: str, begins: bool,
    ) -> None:  # fmt: skip
        self.doc = doc
        self.i = i
        self.idx = idx
        self.word = word
        self.text = word.text
        self.lower_ = word.lower_
        self.is_punct = word.is_punct
        self.is_space = word.is_space
        self.whitespace_ = space
        self.lemma_ = lemma
        self.pos_ = pos
        self.tag_ = tag
        self.dep_ = dep
        self.ent_type_ = ent_type
        self.ent_iob_ = ent_iob
        self.is_sent_start = begins
        self.children = _NONE

    def __repr__(self) -> str:
        return self.text

    @property
    def text_with_ws(self) -> str:
        """The word and the space after it."""
        return self.text + self.whitespace_

    @property
    def is_alpha(self) -> bool:
        """Whether it is all letters."""
        return self.word.is_alpha

    @property
    def is_digit(self) -> bool:
        """Whether it is all digits."""
        return self.word.is_digit

    @property
    def is_quote(self) -> bool:
        """Whether it is a quotation mark."""
        return self.word.is_quote

    @property
    def is_stop(self) -> bool:
        """Whether it is one of spaCy's stop words."""
        return self.word.is_stop

    @property
    def is_title(self) -> bool:
        """Whether it is in title case."""
        return self.word.is_title

    @property
    def is_upper(self) -> bool:
        """Whether it is all capitals."""
        return self.word.is_upper

    @property
    def like_num(self) -> bool:
        """Whether it is a number, in digits or in words."""
        return self.word.like_num

    @property
    def lefts(self) -> list[Token]:
        """The children before it."""
        i = self.i
        return [child for child in self.children if child.i < i]

    @property
    def rights(self) -> list[Token]:
        """The children after it."""
        i = self.i
        return [child for child in self.children if child.i > i]

    @property
    def subtree(self) -> Iterator[Token]:
        """Itself and everything under it, each word between what hangs on its left and on its right."""
        i, told = self.i, False
        for child in self.children:
            if not told and child.i > i:
                yield self
                told = True
            if child.children:
                yield from child.subtree
            else:
                yield child
        if not told:
            yield self

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """The words that are coordinated with it, without itself."""
        start = self
        while start.dep_ == "conj" and start.head is not start:
            start = start.head
        joined = [start]
        for word in joined:
            joined += [child for child in word.children if child.dep_ == "conj" and child.i > word.i]
        return tuple(word for word in joined if word is not self)

    @property
    def ancestors(self) -> Iterator[Token]:
        """The words over it, the nearest first."""
        at = self
        while at.head is not at:
            at = at.head
            yield at

    def is_ancestor(self, other: Token) -> bool:
        """Whether it stands anywhere over another word."""
        return any(over is self for over in other.ancestors)

    def nbor(self, distance: int = 1) -> Token:
        """The word so many places on, or back. Raises IndexError beyond the text."""
        place = self.i + distance
        if place < 0:
            raise IndexError(f"no word stands {-distance} before word {self.i}")
        return self.doc[place]


def _depth(token: Token) -> int:
    """How many words stand over a token."""
    steps = 0
    while token.head is not token:
        steps, token = steps + 1, token.head
    return steps


class DocSpan(list[Token]):
    """Words that stand together, from token `start` up to `end`: a sentence, or a name of the kind `label_`."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: Doc, start: int, end: int, label: str = "") -> None:
        super().__init__(doc[start:end])
        self.doc = doc
        self.start = start
        self.end = end
        self.label_ = label

    @property
    def start_char(self) -> int:
        """Where the first word begins."""
        return self[0].idx

    @property
    def end_char(self) -> int:
        """Where the last word ends."""
        return self[-1].idx + len(self[-1].text)

    @property
    def root(self) -> Token:
        """The word that all others hang on, or the nearest to the sentence's root."""
        return self.doc.root(self.start, self.end)

    @property
    def text(self) -> str:
        """The words, without the space after the last one."""
        return self.doc.words(self.start, self.end)


class Doc(list[Token]):
    """The words of a text in order, with its sentences and the names that the model found."""

    __slots__ = ("ents", "sents")

    def __init__(self) -> None:
        super().__init__()
        self.ents: list[DocSpan] = []
        self.sents: list[DocSpan] = []

    @property
    def text(self) -> str:
        """The text that was parsed."""
        return "".join(token.text + token.whitespace_ for token in self)

    def words(self, start: int, end: int) -> str:
        """The text of the tokens from `start` up to `end`, without the space after the last one."""
        words = self[start:end]
        return "".join(word.text + word.whitespace_ for word in words[:-1]) + words[-1].text if words else ""

    def root(self, start: int, end: int) -> Token:
        """The first of the tokens from `start` up to `end` that no other is nearer to its sentence's root than."""
        words = self[start:end]
        for word in words:
            if word.head is word:
                return word
        best, shortest = words[0], len(self)
        for word in words:
            if not start <= word.head.i < end:
                alone = (word.is_punct or word.is_space) and not word.children
                steps = len(self) - 1 if alone else _depth(word)
                if steps < shortest:
                    best, shortest = word, steps
        return best

    def char_span(self, start: int, end: int) -> DocSpan | None:
        """The words that the characters from `start` up to `end` touch; None where there are none."""
        first, last = self._at(start), self._at(end - 1)
        if first < 0 or last < 0:
            return None
        if start == self[first].idx + len(self[first].text):
            first += 1  # the space after a word is no part of it
        return DocSpan(self, first, last + 1)

    def _at(self, character: int) -> int:
        """The token that a character belongs to, with the space after it; -1 outside of the text."""
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self[middle].idx <= character:
                low = middle + 1
            else:
                high = middle
        place = low - 1
        if place < 0 or character >= self[place].idx + len(self[place].text) + len(self[place].whitespace_):
            return -1
        return place
