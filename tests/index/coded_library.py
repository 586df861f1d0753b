"""A library in which the rules are often wrong and labels say why: what is said of the quay decides where one stands.

Every sentence is ours. Of each article the first statement is against, the second in favour, the third takes none.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from index.library import Library
from index.model import Analysis, ArticleDraft, Derivation, Statement, Suggestion
from tests.making import stated

PLACES = (
    "Wick", "Averil", "Dunmarsh", "Eastholm", "Harrow", "Tamsel", "Low Ferry", "Granby", "Orrin", "Pell",
    "Skerry", "Thorn", "Umber", "Vale", "Westing", "Yarrow",
)  # fmt: skip
WHO = ("Ida Marsh", "Ben Holt", "Rosa Quill", "Tom Akers", "Lena Frost")
AGAINST = ("would ruin the spawning grounds of", "would drown the meadows of", "would cost the fishers of")
FAVOR = ("would bring ships and work to", "would keep the mills open in", "would bring trade back to")
NONE = ("will be discussed on Monday in", "is on the agenda in", "fills forty pages in")

STANCES = ("against", "favor", "none")


def sentences(number: int) -> list[tuple[str, str, str]]:
    """Who, and what they say of the quay, and where they stand, of the article of this number."""
    place = f"{PLACES[number % len(PLACES)]} {number}"
    said = []
    for at, (phrases, stance) in enumerate(zip((AGAINST, FAVOR, NONE), STANCES, strict=True)):
        phrase = phrases[(number // 2 + at) % len(phrases)]
        said.append((WHO[(number + at) % len(WHO)], f"the quay {phrase} {place}", stance))
    return said


def article(number: int) -> tuple[ArticleDraft, Analysis, list[str]]:
    """The article of this number, what is found in it, and the stances that people take it to hold.

    The rules take each third statement for what it is, and all others for neutral.
    """
    said = sentences(number)
    title = f"Town {number} weighs its quay"
    text = f"{title}\n\n" + " ".join(f"{who} said {what}." for who, what, _ in said)
    statements: list[Statement] = []
    for at, (who, what, stance) in enumerate(said):
        knows = (number + at) % 3 == 0
        rules = Suggestion(stance if knows else "neutral", 0.6 if knows else 0.4, "by the cue", "rules 1")
        derivation = Derivation("verb-clause", "say", "saying")
        statements.append(stated(text, who, "said", what, actor=who, suggested=rules, derivation=derivation))
    draft = ArticleDraft(
        path=f"{number}.txt", text=text, title=title, date=f"2024-03-{1 + number % 28:02}", outlet=f"Post {number % 3}"
    )
    return draft, Analysis((), tuple(statements)), [stance for _, _, stance in said]


def filled(library: Library, numbers: range) -> dict[str, str]:
    """Add the articles of these numbers; where each statement stands, by its id, in the order of the numbers."""
    stands: dict[str, str] = {}
    articles = [article(number) for number in numbers]
    added = library.articles.add([draft for draft, _, _ in articles])
    results = []
    for one, (_, found, stances) in zip(added, articles, strict=True):
        assert one.article_id is not None
        stored = library.articles.get(one.article_id)
        results.append((stored, found))
        stands.update({statement.id: stance for statement, stance in zip(found.statements, stances, strict=True)})
    for stored, found in results:
        library.analysis.store(stored.key, stored.version, found)
    return stands


def label_all(library: Library, stands: dict[str, str]) -> None:
    """Label each statement as it stands, a step for each stance."""
    for stance in STANCES:
        ids = [id_ for id_, one in stands.items() if one == stance]
        if ids:
            library.annotations.label_many(ids, stance=stance)


def coded(folder: Path, *, labelled: int = 40, more: int = 8) -> dict[str, str]:
    """Make a library in which all statements of `labelled` articles are labelled by dana and those of `more` are not;
    where the statements without a label stand, by their ids."""
    with Library.open(folder, by="dana", create=True) as library:
        label_all(library, filled(library, range(labelled)))
        return filled(library, range(labelled, labelled + more))


def without_suggestion(statement: Statement) -> Statement:
    """The statement as the rules leave it where they suggest nothing."""
    return replace(statement, suggested=None)
