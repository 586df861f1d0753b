"""What the subject of a proposed issue is called, in the article's own words, and which id that gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.language.data.topics import DEEDS, INTRANSITIVE, WIDE
from index.language.document import Reading
from index.language.subjects import Said, base_of, is_one_of_several
from index.language.wording import (
    article_for,
    head_of,
    identifier,
    is_definite,
    modifiers,
    singular,
    tail,
    with_article,
    written,
)
from index.model import digest
from index.search.stemming import stem

if TYPE_CHECKING:
    from index.language.parsed import Token

_LEAVING = frozenset(stem(verb) for verb in INTRANSITIVE)
_EMPTY = ("the", "a", "an", "of", "'s", "’s")


@dataclass(frozen=True, slots=True)
class Name:
    """What a subject is called: its words without an article, the article, and the words of its id.

    `words` are those by which it is known in a text, the most telling first.
    """

    phrase: str
    article: str
    parts: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def whole(self) -> str:
        """The name with its article."""
        return with_article(self.article, self.phrase)


@dataclass(slots=True)
class _Form:
    """One way in which the statements name a subject: what stands before the noun, the noun, and where.

    `pale` says that the noun is one of every article, before which the subject stands ("the email issue").
    """

    before: str
    noun: str
    heads: list[Token] = field(default_factory=list)
    compound: bool = False
    pale: bool = False


def name_of(term: str, members: Sequence[Said]) -> Name:
    """The fullest name that the statements give the subject, and the article it takes there."""
    forms: dict[tuple[str, str], _Form] = {}
    behind: dict[str, str] = {}
    for one in members:
        token = one.terms[term][1]
        if token.pos_ == "VERB":
            continue
        head = head_of(token)
        before = [t for t in modifiers(head) if t.i in one.inside]
        noun = head.text if head.pos_ == "PROPN" else head.lower_
        form = forms.setdefault((written(before), noun), _Form(written(before), noun))
        form.heads.append(head)
        form.pale = head.i != token.i
        form.compound = form.compound or any(t.dep_ == "compound" or t.pos_ == "PROPN" for t in before)
        after = tail(head, one.inside)
        if after:
            behind.setdefault(noun, written(after))
    if not forms:
        verb = members[0].terms[term][1].lemma_.lower()
        return Name(verb, "", (verb,), (f"{verb}*",))
    best = _fullest(list(forms.values()))
    phrase = f"{best.before} {best.noun}".strip()
    parts = [*best.before.split(), singular(best.heads[0])]
    if not best.before and best.noun in behind:
        phrase = f"{phrase} {behind[best.noun]}"
        parts += behind[best.noun].split()
    kept = tuple(word.lower() for word in " ".join(parts).replace("'s", "").split() if word.lower() not in _EMPTY)
    same = [form for form in forms.values() if form is best or not form.before]
    others = [f"the {best.noun}"] if " " in phrase else sorted({form.noun for form in same})
    if " " in phrase and is_one_of_several(term):
        others = []
    words = [phrase, *others]
    return Name(phrase, _article(best, same), kept, tuple(dict.fromkeys(words)))


def _fullest(forms: list[_Form]) -> _Form:
    """The form that tells most: with a noun before it ("border wall"), else a repeated adjective, else the noun."""
    plain = [form for form in forms if not form.pale] or forms
    chosen = [form for form in plain if form.compound]
    chosen = chosen or [form for form in plain if form.before and len(form.heads) > 1]
    chosen = chosen or [form for form in plain if not form.before] or plain
    return max(chosen, key=lambda form: (len(form.heads), form.compound * len(form.before.split())))


def _article(best: _Form, same: Sequence[_Form]) -> str:
    head = best.heads[0]
    if best.before.endswith(("'s", "s'")) or "'s " in best.before:
        return ""
    definite = any(is_definite(h) for h in best.heads)
    if head.pos_ == "PROPN" or head.tag_ == "NNS":
        return "the" if definite and (head.pos_ == "PROPN" or all(is_definite(h) for h in best.heads)) else ""
    return article_for([h for form in same for h in form.heads])


def id_of(name: Name, term: str, reading: Reading) -> str:
    """The issue's id: the words of the name; a noun that many articles have gets the article's place (or person)."""
    parts = name.parts
    leaving = base_of(term) in _LEAVING
    if len(parts) == 1 and (parts[0] in WIDE or parts[0] in DEEDS or leaving):
        parts = (*parts, *_context(reading, ("PERSON",) if leaving else ("GPE", "LOC", "FAC")))
    return identifier(parts) or digest(*parts, length=8)


def _context(reading: Reading, types: tuple[str, ...]) -> list[str]:
    """The place or the person that an article names most: it tells its "deal" from other articles' deals."""
    counts: Counter[str] = Counter()
    for name in reading.doc.ents:
        if name.label_ in types:
            words = [t.lower_ for t in name if t.is_alpha and not t.is_stop]
            if words:
                counts["-".join(words) if name.label_ != "PERSON" else words[-1]] += 1
    return [counts.most_common(1)[0][0]] if counts else []
