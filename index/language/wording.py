"""How a proposition is put into words: participles, the names of things with their article, whole sentences."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from index.language.data.polarity import BAD, GOOD
from index.language.data.topics import DOUBLED, GENERIC, PALE, PARTICIPLES

if TYPE_CHECKING:
    from index.language.parsed import Token

LONGEST = 9  # words of a proposition
_VOWELS = "aeiou"
_WORD = re.compile(r"[\w.]+|['’]s?|-|&")
_DEFINITE = ("the", "this", "that", "these", "those")
_TYPES_BY_NUMBER = ("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL")
# Plurals that the lemmatizer takes for another word's.
_LEMMAS = {"taxes": "tax", "buses": "bus", "axes": "axe", "gases": "gas"}
_TAILS = ("of", "on", "with", "from", "against", "between")


def participle(verb: str) -> str:
    """The third form of a verb in its dictionary form: "close" closed, "build" built, "ban" banned."""
    for prefix in ("", "re", "out", "over", "under", "mis"):
        if verb.startswith(prefix) and (form := PARTICIPLES.get(verb.removeprefix(prefix))):
            return prefix + form
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and len(verb) > 2 and verb[-2] not in _VOWELS:
        return verb[:-1] + "ied"
    if verb.endswith("c"):
        return verb + "ked"
    if _doubles(verb):
        return verb + verb[-1] + "ed"
    return verb + "ed"


def _doubles(verb: str) -> bool:
    if verb in DOUBLED:
        return True
    if len(verb) < 3 or verb[-1] in _VOWELS + "wxyh" or verb[-2] not in _VOWELS or verb[-3] in _VOWELS:
        return verb[-2:] == "it" and verb.endswith("quit")
    return sum(c in _VOWELS and (i == 0 or verb[i - 1] not in _VOWELS) for i, c in enumerate(verb)) == 1


def is_measure(token: Token) -> bool:
    """Whether it is part of a date, a sum or another number."""
    return token.ent_type_ in _TYPES_BY_NUMBER


def singular(token: Token) -> str:
    """The dictionary form of a noun, put right where the lemmatizer takes a plural for another word's."""
    return _LEMMAS.get(token.lower_) or str(token.lemma_).lower()


def head_of(token: Token) -> Token:
    """The word that a term is named by: itself, or the pale noun that it stands before ("the dredging plan")."""
    at = token
    while at.dep_ == "compound" and at.head.i > at.i and at.head.pos_ in ("NOUN", "PROPN"):
        at = at.head
        if at.lemma_.lower() not in GENERIC:
            return at
    return at if at.lemma_.lower() in GENERIC and at is not token and at.dep_ != "compound" else token


def modifiers(head: Token) -> list[Token]:
    """What stands before a noun and says which one it is: "border" wall, "nuclear" deal, "Russia's" invasion."""
    kept: list[Token] = []
    for child in head.lefts:
        if is_telling(child):
            kept += [t for t in child.subtree if t.text == "-" or not t.is_punct]
    places = {t.i for t in kept if t.lower_ not in ("the", "a", "an")}
    doc = head.doc
    places |= {i for i in range(min(places, default=head.i), head.i) if doc[i].text == "-" and i - 1 in places}
    kept = [doc[i] for i in sorted(places)]
    odd = any(t.i >= head.i or t.pos_ in ("CCONJ", "ADV", "NUM") or not _WORD.fullmatch(t.text) for t in kept)
    return [] if odd or sum(t.is_alpha for t in kept) > 3 else kept


def is_telling(child: Token) -> bool:
    """Whether what stands before a noun says which one it is; pronouns that the parser takes for names do not."""
    timely = child.dep_ == "compound" and child.lower_ in ("night", "day", "morning", "evening", "summer", "winter")
    if (is_measure(child) and not timely) or child.is_punct or (child.is_stop and not child.is_upper):
        return False
    if len(child.text) < 2:
        return False
    if child.dep_ == "poss":
        return child.pos_ == "PROPN"
    if child.dep_ == "compound":
        return child.lower_ not in PALE
    if child.dep_ not in ("amod", "nmod"):
        return False
    after = child.doc[child.i + 1] if child.i + 1 < len(child.doc) else child
    bound = child.tag_ == "VBN" and after.dep_ == "compound" and after.head.i == child.head.i  # "ranked choice voting"
    if child.tag_ not in ("JJ", "NN", "NNP") and not bound:
        return False
    return not {child.lower_, child.lemma_.lower()} & (PALE | BAD | GOOD) and not child.lower_.endswith("ing")


def tail(head: Token, inside: Collection[int], limit: int = 3) -> list[Token]:
    """A short phrase behind a noun that says which one it is: the invasion "of Ukraine"."""
    doc = head.doc
    if head.pos_ == "PROPN" and head.i + 2 < len(doc) and doc[head.i + 1].lower_ in _TAILS:
        named = doc[head.i + 2]  # "the War on Rats" is one name, whatever the parser hangs the preposition on
        if named.is_title and not named.is_stop and named.pos_ in ("NOUN", "PROPN") and named.i in inside:
            return [doc[head.i + 1], named]
    for child in head.rights:
        if child.dep_ != "prep" or child.lower_ not in _TAILS or child.i != head.i + 1:
            continue
        inner = next((c for c in child.children if c.dep_ == "pobj" and c.i in inside), None)
        if inner is None or inner.pos_ == "PRON" or is_measure(inner) or inner.lemma_.lower() in GENERIC:
            return []
        words = [
            t
            for t in inner.subtree
            if t.i <= inner.i and (t is inner or t.dep_ in ("det", "compound", "poss", "case", "amod"))
        ]
        if any(t.tag_ == "PRP$" or t.is_quote or not t.text.replace("-", "")[:1].isalnum() for t in words):
            return []
        if child.lower_ == "between" and inner.tag_ not in ("NNS", "NNPS"):
            return []  # "between" two: one of them alone says nothing
        return [child, *words] if len(words) <= limit else []
    return []


def written(tokens: Sequence[Token]) -> str:
    """Words as they stand in the text, those that touch joined ("Russia's")."""
    return "".join(t.text + (" " if t.whitespace_ else "") for t in tokens).strip()


def article_for(heads: Sequence[Token]) -> str:
    """The article that a thing gets in a proposition: definite if it ever was, else as it was met."""
    kinds: Counter[str] = Counter()
    for head in heads:
        first = next((c.lower_ for c in head.lefts if c.dep_ in ("det", "poss")), "")
        if first in _DEFINITE or any(c.dep_ == "poss" for c in head.lefts):
            kinds["the"] += 1
        elif first in ("a", "an", "another", "any"):
            kinds["a"] += 1
        else:
            kinds[""] += 1
    if kinds["the"]:
        return "the"
    return "a" if kinds["a"] else ""


def with_article(article: str, phrase: str) -> str:
    """The phrase behind its article, "a" or "an" by the first sound."""
    if not article:
        return phrase
    if article == "a" and phrase[:1].lower() in _VOWELS and not phrase.lower().startswith(("uni", "use", "eu", "one ")):
        article = "an"
    return f"{article} {phrase}"


def is_definite(head: Token) -> bool:
    """Whether a noun has the article, or points to something known: "this", "those"."""
    return any(c.lower_ in _DEFINITE for c in head.lefts)


def sentence(*parts: str) -> str:
    """The parts as one line that begins with a capital."""
    whole = " ".join(" ".join(part for part in parts if part).split())
    return whole[:1].upper() + whole[1:]


def identifier(parts: Sequence[str]) -> str:
    """Words as an issue's id: small Latin letters and digits, joined by hyphens; may be empty."""
    plain = unicodedata.normalize("NFKD", "-".join(parts)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:60].strip("-")


def fits(text: str) -> bool:
    """Whether a proposition is short enough."""
    return len(text.split()) <= LONGEST
