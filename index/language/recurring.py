"""What a name that recurs is: one type over the whole article, and found wherever it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.language.data.kinds import LAST_WORD
from index.language.data.people import ROLES, UNNAMED_PERSON
from index.language.names import bare_surname, fold, is_given_name, is_particle, is_title, may_be_given_name
from index.language.registry import Registry
from index.language.tokens import Tokens
from index.model import EntityType

_NAMESAKES = 20  # names with the same first two words that are looked for again
_CUT_SHORT = (EntityType.ORG, EntityType.GPE, EntityType.WORK_OF_ART, EntityType.FAC)
_MISREAD = (EntityType.ORG, EntityType.NORP, EntityType.WORK_OF_ART)  # what single names are often taken for
_LONGEST_HEADLINE_NAME = 8  # tokens of a name from which a headline's words are taken
_PERSONS_BACK = 60  # tokens before a name in which nobody else may be whom "he" means
_APPOSED = 12  # tokens after a name in which a role that describes it is looked for


@dataclass(slots=True)
class Draft:
    """A mention in the making: its tokens, its type, and how much speaks for that type."""

    first: int
    last: int
    type: EntityType
    weight: float


def one_type_each(words: Tokens, drafts: list[Draft], registry: Registry) -> list[Draft]:
    """Give a name that recurs one type: what weighs most over all its mentions; surnames follow the full name."""
    plain = frozenset(word for word in words.text if word.islower())
    drafts = _without_headline_words(words, drafts, plain)
    names = [fold(words.name(d.first, d.last)) for d in drafts]
    best = _voted(words, drafts, names)
    people = [name for name, kind in best.items() if kind == EntityType.PERSON]
    surnames: set[str] = set()
    namesakes: set[str] = set()
    given: set[str] = set()  # what stands in people's names before the last word, as single words
    for name in people:
        if " " in name:
            given.update(word for word in name.split()[:-1] if len(word) > 2 and word not in LAST_WORD)
            last = name.split()[-1]
            namesakes.add(last)
            if registry.type_of(last.title()) is None:
                surnames |= {last, bare_surname(last)}
    alone = {name for name in people if " " not in name}
    for draft, name in zip(drafts, names, strict=True):
        if (
            " " in name
            and draft.weight < 3
            and best[name] in _CUT_SHORT
            and name.split()[-1] in alone
            and draft.last - draft.first in (1, 2)
            and all(words.text[i].istitle() for i in range(draft.first, draft.last + 1))
            and not any(word in LAST_WORD for word in name.split())
        ):
            best[name] = EntityType.PERSON
    typed = []
    for draft, name in zip(drafts, names, strict=True):
        kind = best[name]
        if draft.first == draft.last and draft.weight < 2 and _is_plain_word(words, draft.first, plain):
            continue
        if draft.weight < 1 and (name in plain or name + "s" in plain or name.removesuffix("s") in plain):
            continue
        place = kind == EntityType.GPE and words.doc[draft.first].dep_ != "pobj"
        elsewhere = name in namesakes and (place or kind == EntityType.MEDIA)
        if " " not in name and (elsewhere or (name in surnames and draft.weight < 5)):
            kind = EntityType.PERSON
        elif name in given and draft.weight < 3 and kind in _MISREAD and name not in plain:
            kind = EntityType.PERSON if registry.type_of(words.text[draft.first]) is None else kind
        typed.append(Draft(draft.first, draft.last, kind, draft.weight))
    return typed


def _voted(words: Tokens, drafts: Sequence[Draft], names: Sequence[str]) -> dict[str, EntityType]:
    """The type that weighs most for each name: what the drafts say, and who is described like a person."""
    votes: dict[str, dict[EntityType, float]] = defaultdict(lambda: defaultdict(float))
    for draft, name in zip(drafts, names, strict=True):
        votes[name][draft.type] += draft.weight
        if draft.weight < 3 and draft.type in _CUT_SHORT and _is_described_as_person(words, draft):
            votes[name][EntityType.PERSON] += 5
    for draft, name in zip(drafts, names, strict=True):
        if draft.weight < 3 and draft.type in _CUT_SHORT and _goes_on_as_person(words, draft, drafts):
            votes[name][EntityType.PERSON] += 3
    return {name: max(count.items(), key=lambda item: item[1])[0] for name, count in votes.items()}


def _goes_on_as_person(words: Tokens, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a single word is the subject of a sentence and the next begins with "He" or "She", who can be nobody
    else ("Sund opposes the toll. He said ...").
    """
    token = words.doc[draft.first]
    if draft.first != draft.last or not token.text.istitle() or token.dep_ != "nsubj" or token.lefts:
        return False
    after = token.sent.end
    while after < len(words) and words.doc[after].is_space:
        after += 1
    if after >= len(words) or words.text[after] not in ("He", "She", "His", "Her"):
        return False
    begin = max(0, draft.first - _PERSONS_BACK)
    if any(d.type == EntityType.PERSON and begin <= d.first < after for d in drafts):
        return False
    return not any(t.pos_ == "NOUN" and t.lemma_.casefold() in ROLES | UNNAMED_PERSON for t in words.doc[begin:after])


def _is_described_as_person(words: Tokens, draft: Draft) -> bool:
    """Whether what follows a name tells that it is somebody's: ", who", ", the former chief executive"."""
    after = draft.last + 1
    text = words.text
    if after + 1 >= len(text) or not all(word.isalpha() for word in text[draft.first : after]):
        return False
    if text[after] == "who" or (text[after] == "," and text[after + 1] == "who"):
        return True
    if text[after] != "," or text[after + 1].casefold() not in ("the", "a", "an", "his", "her", "its", "who"):
        return False
    doc = words.doc
    for i in range(after + 2, min(after + _APPOSED, len(text))):
        if text[i] in (",", ".", ";") or words.pos[i] in ("VERB", "AUX", "ADP"):
            return False
        if doc[i].dep_ == "appos":
            lemma = text[i].casefold()
            return lemma in ROLES or lemma in UNNAMED_PERSON
    return False


def _without_headline_words(words: Tokens, drafts: list[Draft], plain: frozenset[str]) -> list[Draft]:
    """People's names without the words that a headline's capitals put to them ("Lind Rejects", "More Lind").

    A word goes if the rest is a person's name elsewhere in the text, and the word stands elsewhere in small
    letters; the first word of a sentence goes if it is no name by its part of speech.
    """
    counts: dict[str, int] = defaultdict(int)
    for draft in drafts:
        if draft.type == EntityType.PERSON:
            counts[words.name(draft.first, draft.last)] += 1
    surnames = {name.split()[-1] for name in counts if " " in name}
    result = []
    for draft in drafts:
        first, last = draft.first, draft.last
        if draft.type == EntityType.PERSON and 0 < last - first < _LONGEST_HEADLINE_NAME and draft.weight < 5:
            first, last = _shortened(words, first, last, plain, counts, surnames)
        result.append(
            Draft(first, last, draft.type, draft.weight) if (first, last) != (draft.first, draft.last) else draft
        )
    return result


def _shortened(
    words: Tokens, first: int, last: int, plain: frozenset[str], counts: dict[str, int], surnames: set[str]
) -> tuple[int, int]:  # fmt: skip
    def is_name(start: int, end: int) -> bool:
        name = words.name(start, end)
        return counts.get(name, 0) > 0 or (start == end and name in surnames)

    def is_word(place: int) -> bool:
        word = words.text[place].casefold()
        if is_particle(word) or may_be_given_name(word):
            return False
        return word in plain or word.removesuffix("s") in plain

    for length in range(last - first, 0, -1):
        end, start = first + length - 1, last - length + 1
        after, before = range(end + 1, last + 1), range(first, start)
        if is_name(first, end) and (
            all(is_word(i) for i in after) or (length > 1 and not any(words.text[i] in surnames for i in after))
        ):
            return first, end
        if is_name(start, last) and all(is_word(i) for i in before):
            return start, last
    return first, last


def _is_plain_word(words: Tokens, place: int, plain: frozenset[str]) -> bool:
    """Whether a capital only begins a sentence, or a line in capitals: the word stands elsewhere in lower case."""
    word = words.text[place].casefold()
    if len(word) > 3 and words.text[place].isupper() and word in plain:
        return True
    if not (words.begins[place] or (place and words.text[place - 1] in ('"', "'", "``") and words.begins[place - 1])):
        return False
    if words.pos[place] in ("VERB", "AUX", "ADV", "SCONJ", "ADP"):
        return True
    return word in plain or word + "s" in plain or word.removesuffix("s") in plain


def with_given_name(words: Tokens, first: int) -> int:
    """Where a person's name begins that the parser cut: at the given name before it, if one stands there."""
    if first and not words.begins[first]:
        before = words.text[first - 1]
        if before == "-" and first > 1 and words.glued(first - 1) and words.capital[first - 2]:
            return first - 2 if words.glued(first - 2) else first  # "Jean-Jacques"
        if (
            words.pos[first - 1] == "PROPN"
            and words.capital[first - 1]
            and is_given_name(before)
            and not is_title(before)
        ):
            return first - 1
    return first


_FAMILY_FIRST = frozenset(
    "kim lee yi park pak choi choe chung jung jeong kang cho yoon yun jang lim han oh seo shin kwon hwang ahn an song "
    "yoo yu hong moon roh noh ban rha ra chun chon bae baek cha sohn son ha woo nam koo ku min suh "
    "chan wong cheung leung lau lam cheng chow tsai tsang chiu".split()
)
# What a medium's name ends in, and what it is called for short.
MEDIA_ENDS = frozenset(
    "Times Post Journal Guardian Observer Mirror Star Sun Standard Globe Mail Express Bee Sentinel Monitor Review "
    "Record Independent Argus Echo Mercury Advertiser Register Reporter Messenger Herald Tribune Gazette Telegraph "
    "Chronicle Courier Dispatch Examiner Inquirer Enquirer Bugle".split()
)
_ENDINGS = frozenset(("Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"))


def whole_name(words: Tokens, first: int, last: int) -> tuple[int, int]:
    """A person's name with what the parser cut: a second surname, what stands after a hyphen, and Jr. or III."""
    text = words.text
    if last > first and not words.doc[min(last + 1, len(text) - 1)].ent_type_:
        last = _with_surname(words, last)
    while last + 2 < len(text) and text[last + 1] == "-" and words.glued(last) and words.glued(last + 1):
        part = text[last + 2]
        family = any(text[i].casefold() in _FAMILY_FIRST for i in range(first, last + 1))
        korean = family and part.islower() and len(part) < 7
        if not part.isalpha() or part.isupper() or not (part[:1].isupper() or korean):
            break
        last += 2
    while first > 1 and text[first - 1] == "-" and words.glued(first - 1) and words.glued(first - 2):
        if not words.capital[first - 2] or not text[first - 2].isalpha() or text[first - 2].isupper():
            break
        first -= 2
    if last + 1 < len(text) and text[last + 1] in _ENDINGS:
        last += 1
    elif last + 2 < len(text) and text[last + 1] == "," and text[last + 2] in _ENDINGS:
        last += 2
    return first, last


def again(words: Tokens, typed: list[Draft]) -> Iterator[Draft]:
    """Names found once and missed elsewhere: whole names, and surnames of the people among them."""
    text = words.text
    single: dict[str, EntityType] = {}
    longer: dict[tuple[str, str], dict[tuple[str, ...], EntityType]] = defaultdict(dict)
    given: set[str] = set()  # the words of people's names before the last
    shorts: set[str] = set()  # what a medium is called for short: "the Post"
    for draft in typed:
        parts = tuple(text[draft.first : draft.last + 1])
        if draft.type == EntityType.PERSON and len(parts) > 1 and words.capital[draft.last]:
            end = len(parts) - 1
            while end > 1 and (parts[end] in _ENDINGS or parts[end] == ","):
                end -= 1
            single.setdefault(parts[end], EntityType.PERSON)
            given.update(part for part in parts[:end] if part.istitle() and part.isalpha())
        if len(parts) == 1:
            if len(parts[0]) > 2 and draft.weight >= 1:
                single.setdefault(parts[0], draft.type)
        else:
            longer[parts[0], parts[1]][parts] = draft.type
            if draft.type == EntityType.ORG:
                initials = "".join(part[0] for part in parts if part[0].isupper())
                if len(initials) > 2:
                    single.setdefault(initials, EntityType.ORG)
            if draft.type == EntityType.MEDIA and parts[-1] in MEDIA_ENDS:
                shorts.add(parts[-1])
    rows = {head: sorted(found.items(), key=lambda row: -len(row[0]))[:_NAMESAKES] for head, found in longer.items()}
    heads = {head for head, _ in rows}
    count = len(text)
    for i, word in enumerate(text):
        if word in heads and i + 1 < count:
            for parts, kind in rows.get((word, text[i + 1]), ()):
                end = i + len(parts)
                if end <= count and tuple(text[i:end]) == parts:
                    yield Draft(i, _with_surname(words, end - 1) if kind == EntityType.PERSON else end - 1, kind, 1)
                    break
        if word in shorts and i and text[i - 1].casefold() == "the" and (i + 1 == count or not words.capital[i + 1]):
            yield Draft(i, i, EntityType.MEDIA, 1)
            continue
        if word in given and word not in single and _is_subject_alone(words, i):
            yield Draft(i, i, EntityType.PERSON, 1)
            continue
        kind_of_word = single.get(word)
        if kind_of_word is None:
            continue
        pos = words.pos[i]
        if kind_of_word == EntityType.PERSON and pos == "PROPN":
            first = with_particles(words, with_given_name(words, i))
            yield Draft(first, i if first == i else _with_surname(words, i), kind_of_word, 1)
        elif pos in ("PROPN", "NOUN", "X"):
            if kind_of_word != EntityType.PERSON and words.begins[i] and pos != "PROPN":
                continue
            yield Draft(i, i, kind_of_word, 1)


def _with_surname(words: Tokens, last: int) -> int:
    """Where a name ends that is longer here than elsewhere ("Ada Lind Okoro" where most call her Ada Lind)."""
    after = last + 1
    if after >= len(words) or not words.capital[after] or words.pos[after] != "PROPN" or words.begins[after]:
        return last
    if after + 1 < len(words) and words.capital[after + 1]:
        return last  # a headline's capitals
    part = words.doc[last].dep_ == "compound" and words.doc[last].head.i == after
    return after if part and words.text[after].istitle() and words.text[after].isalpha() else last


def _is_subject_alone(words: Tokens, place: int) -> bool:
    """Whether one word of a name stands alone as a subject ("Ada said")."""
    token = words.doc[place]
    alone = token.dep_ in ("nsubj", "nsubjpass") and words.pos[place] == "PROPN" and len(token.text) > 2
    beside = (place and words.capital[place - 1] and not words.begins[place - 1]) or (
        place + 1 < len(words) and words.capital[place + 1]
    )
    return alone and not beside and not token.lefts


def with_particles(words: Tokens, first: int) -> int:
    """Where a surname begins: at "de" or "al-" before it, if they belong to it ("al-Attar")."""
    if first > 1 and words.text[first - 1] == "-" and words.glued(first - 1) and words.glued(first - 2):
        return first - 2 if is_particle(words.text[first - 2]) else first
    return first
