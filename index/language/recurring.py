"""What a name that recurs is: one type over the whole article, and found wherever it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.language.data.kinds import LAST_WORD
from index.language.names import fold, is_given_name, is_title, tidy
from index.language.registry import Registry
from index.model import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(slots=True)
class Draft:
    """A mention in the making: its tokens, its type, and how much speaks for that type."""

    first: int
    last: int
    type: EntityType
    weight: float


def name_of(doc: Doc, first: int, last: int) -> str:
    """The tidy name in the tokens `first` to `last`."""
    return tidy(doc[first : last + 1].text)


def is_capital(token: Token) -> bool:
    """Whether a word begins with a capital."""
    return token.text[:1].isupper()


def one_type_each(doc: Doc, drafts: list[Draft], registry: Registry) -> list[Draft]:
    """Give a name that recurs one type: what weighs most over all its mentions; surnames follow the full name."""
    votes: dict[str, dict[EntityType, float]] = defaultdict(lambda: defaultdict(float))
    names = [fold(name_of(doc, d.first, d.last)) for d in drafts]
    for draft, name in zip(drafts, names, strict=True):
        votes[name][draft.type] += draft.weight
    best = {name: max(count.items(), key=lambda item: item[1])[0] for name, count in votes.items()}
    surnames = {
        name.split()[-1]
        for name, kind in best.items()
        if kind == EntityType.PERSON and " " in name and registry.type_of(name.split()[-1].title()) is None
    }
    namesakes = {n.split()[-1] for n, kind in best.items() if kind == EntityType.PERSON and " " in n}
    alone = {n for n, kind in best.items() if kind == EntityType.PERSON and " " not in n}
    for draft, name in zip(drafts, names, strict=True):
        if (
            " " in name
            and draft.weight < 3
            and best[name] in (EntityType.ORG, EntityType.GPE, EntityType.WORK_OF_ART, EntityType.FAC)
            and name.split()[-1] in alone
            and draft.last - draft.first in (1, 2)
            and all(doc[i].text.istitle() for i in range(draft.first, draft.last + 1))
            and not any(word in LAST_WORD for word in name.split())
        ):
            best[name] = EntityType.PERSON
    typed = []
    plain = {token.text for token in doc if token.text.islower()}
    for draft, name in zip(drafts, names, strict=True):
        kind = best[name]
        if draft.first == draft.last and draft.weight < 2 and _is_plain_word(doc[draft.first], plain):
            continue
        place = kind == EntityType.GPE and doc[draft.first].dep_ != "pobj"
        elsewhere = name in namesakes and (place or kind == EntityType.MEDIA)
        if " " not in name and (elsewhere or (name in surnames and draft.weight < 5)):
            kind = EntityType.PERSON
        typed.append(Draft(draft.first, draft.last, kind, draft.weight))
    return typed


def _is_plain_word(token: Token, plain: set[str]) -> bool:
    """Whether a capital only begins a sentence: the word stands elsewhere in lower case."""
    if not (token.is_sent_start or (token.i and (doc_quote := token.nbor(-1)).is_quote and doc_quote.is_sent_start)):
        return False
    word = token.text.casefold()
    return word in plain or word + "s" in plain or word.removesuffix("s") in plain


_NAMESAKES = 20  # names with the same first two words that are looked for again


def with_given_name(doc: Doc, first: int) -> int:
    """Where a person's name begins that the parser cut: at the given name before it, if one stands there."""
    if first and not doc[first].is_sent_start:
        before = doc[first - 1]
        if before.text == "-" and first > 1 and not before.whitespace_ and is_capital(doc[first - 2]):
            return first if doc[first - 2].whitespace_ else first - 2  # "Jean-Jacques"
        if before.pos_ == "PROPN" and is_capital(before) and is_given_name(before.text) and not is_title(before.text):
            return first - 1
    return first


def again(doc: Doc, typed: list[Draft]) -> Iterator[Draft]:
    """Names found once and missed elsewhere: whole names, and surnames of the people among them."""
    single: dict[str, EntityType] = {}
    longer: dict[tuple[str, str], dict[tuple[str, ...], EntityType]] = defaultdict(dict)
    for draft in typed:
        words = tuple(doc[i].text for i in range(draft.first, draft.last + 1))
        if draft.type == EntityType.PERSON and len(words) > 1 and is_capital(doc[draft.last]):
            single.setdefault(words[-1], EntityType.PERSON)
        if len(words) == 1:
            if len(words[0]) > 2 and draft.weight >= 1:
                single.setdefault(words[0], draft.type)
        else:
            longer[words[0], words[1]][words] = draft.type
    rows = {head: sorted(found.items(), key=lambda row: -len(row[0]))[:_NAMESAKES] for head, found in longer.items()}
    for token in doc:
        following = doc[token.i + 1].text if token.i + 1 < len(doc) else ""
        for words, kind in rows.get((token.text, following), ()):
            end = token.i + len(words)
            if end <= len(doc) and all(doc[token.i + k].text == word for k, word in enumerate(words)):
                yield Draft(token.i, end - 1, kind, 1)
                break
        kind_of_word = single.get(token.text)
        if kind_of_word == EntityType.PERSON and token.pos_ == "PROPN":
            yield Draft(with_given_name(doc, token.i), token.i, kind_of_word, 1)
        elif kind_of_word is not None and token.pos_ in ("PROPN", "NOUN", "X"):
            if kind_of_word != EntityType.PERSON and token.is_sent_start and token.pos_ != "PROPN":
                continue
            yield Draft(token.i, token.i, kind_of_word, 1)
