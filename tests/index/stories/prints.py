"""Articles for tests of stories, written by us, and what a reprint does to one."""

from __future__ import annotations

from random import Random

from index.stories.gathering import Text

_PLACES = "harbour quarry library ferry market bridge tower school station orchard mill theatre".split()
_PEOPLE = "Lind Okoro Brandt Vance Marsh Ferro Dale Quist Hollis Amari Stroud Penn".split()
_DEEDS = "defended rejected postponed welcomed questioned inspected promised reopened measured doubted".split()
_THINGS = "budget survey timetable contract petition repair permit tunnel roof fence audit ballot".split()
_WHEN = "on Monday,after the session,before noon,in a letter,at the hearing,by a narrow vote,last week".split(",")


def story(seed: int, sentences: int = 25) -> str:
    """An article of so many sentences; another seed gives another one, of the same kind of words."""
    random = Random(seed)
    said = []
    for _ in range(sentences):
        first, second = random.sample(_PEOPLE, 2)
        place, other = random.sample(_PLACES, 2)
        thing, more = random.sample(_THINGS, 2)
        said.append(
            f"{first} {random.choice(_DEEDS)} the {thing} of the {place} {random.choice(_WHEN)}, while {second} "
            f"{random.choice(_DEEDS)} a {more} that {random.randint(2, 99)} members of the {other} had signed."
        )
    return "\n\n".join(" ".join(said[at : at + 3]) for at in range(0, sentences, 3))


def corrected(text: str, seed: int, share: float = 0.04) -> str:
    """The text with some words replaced."""
    random = Random(seed)
    return " ".join("amended" if random.random() < share else word for word in text.split(" "))


def cut(text: str, share: float) -> str:
    """The text's first paragraphs, about such a share of it."""
    return text[: text.rfind(".", 0, int(len(text) * share)) + 1]


def printed(text: str, agency: str = "Reuters", place: str = "HARBOUR CITY") -> str:
    """The text as an agency's client prints it."""
    return f"By Ada Lind\n\n{place} ({agency}) - {text}\n\n(Reporting by Ada Lind; Editing by Noa Furman)"


def text(key: int, words: str, date: str | None = "2026-09-12") -> Text:
    """An article of a book."""
    return Text(key, f"{key:016x}", date, words)
