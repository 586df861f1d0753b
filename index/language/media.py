"""News media: the known ones, and how to tell that a name is one's."""

from __future__ import annotations

import re
from functools import cache

from index.language.data import words
from index.language.data.media_names import COMMON_WORDS, PLATFORMS, TABLE
from index.language.names import fold

# What a medium's name ends in; after these a name is a medium's wherever it stands.
_ENDING = re.compile(
    r"(?:^|\s)(?:News|News Agency|Press Agency|News Network|Newswire|Newspaper|Broadcasting(?: Corporation| Company)?|"
    r"Herald|Tribune|Gazette|Telegraph|Chronicle|Courier|Dispatch|Examiner|Inquirer|Enquirer|Bugle|Shimbun|Zeitung|"
    r"Magazine|TV|Television|Radio|FM|Wire|Daily|Weekly|Evening News|Morning Post)$"
)
# Words that end a medium's name only after "The", a place or "Daily" ("The Harbour Post", "Daily Star").
_WEAK_ENDING = re.compile(
    r"^(?:(?:the|daily|sunday|evening|morning)\s+)?(?:[\w.'-]+\s+){0,4}"
    r"(?:Times|Post|Journal|Guardian|Observer|Mirror|Star|Sun|Standard|Globe|Mail|Express|Bee|Sentinel|"
    r"Monitor|Review|Record|Independent|Argus|Echo|Mercury|Advertiser|Register|Reporter|Messenger|Leader|Press)$",
    re.IGNORECASE,
)
_BEGINNING = re.compile(
    r"^(?:(?:the )?(?:daily|sunday|evening|morning) [A-Z]\w+|(?:the )?(?:times|voice|post|journal) of [A-Z][\w ]+|"
    r"Channel \d+|Radio [A-Z]\w+|TV ?\d+)$",
    re.IGNORECASE,
)
_NO_MEDIA = frozenset(
    ("modern times", "hard times", "prime times", "roman times", "end times", "medieval times", "recent times",
     "command post", "trading post", "goal post", "wall street journal entry", "washington monument")
)  # fmt: skip
# Common nouns for media; with an article ("the daily") they point back to a medium named before.
NOUNS = words(
    """
    newspaper paper daily weekly tabloid broadsheet magazine site website outlet channel broadcaster network
    agency station programme program show publication journal portal blog wire news
    """
)
PLURAL_NOUNS = words(
    """
    media newspapers papers outlets channels broadcasters networks agencies tabloids websites sites reports
    press
    """
)


@cache
def _known() -> tuple[dict[str, str], dict[str, str]]:
    """Names by their folded form, and those that are acronyms by their exact form."""
    folded: dict[str, str] = {}
    exact: dict[str, str] = {}
    for line in TABLE.splitlines():
        name, _, others = line.partition("|")
        for form in (name, *others.split(",")):
            if form and form.isupper() and len(form) <= 5:
                exact[form] = name
            elif form:
                folded.setdefault(fold(form), name)
    return folded, exact


def media_names() -> tuple[str, ...]:
    """All names of known media, as they are compared."""
    folded, exact = _known()
    return (*folded, *exact)


def known_medium(name: str) -> str | None:
    """The name under which a known medium is counted; None for any other name."""
    folded, exact = _known()
    return exact.get(name) or folded.get(fold(name))


def is_common_word(name: str) -> bool:
    """Whether a medium's name is also an ordinary word or an acronym of much else ("Time", "Dawn", "PA")."""
    return fold(name) in COMMON_WORDS


def is_platform(name: str) -> bool:
    """Whether it is a place where people publish themselves (Twitter): it has no positions."""
    return name in PLATFORMS


def looks_like_medium(name: str, *, with_article: bool = False) -> bool:
    """Whether an unknown name is a medium's by its own words ("Harbour Herald", "Channel 9", "The Northport Post").

    `with_article` says that "the" stands before the name: weak endings ("Post", "Star") need it, or a word
    such as "Daily", or "Times" after a place.
    """
    words = name.split()
    if not words or len(words) > 6 or " ".join(words).casefold() in _NO_MEDIA:
        return False
    if _BEGINNING.match(name):
        return True
    if len(words) < 2:
        return False
    if _ENDING.search(name):
        return True
    return bool(_WEAK_ENDING.match(name)) and (
        with_article or words[0].casefold() in {"the", "daily", "sunday", "evening", "morning"} or words[-1] == "Times"
    )
