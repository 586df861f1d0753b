"""Words that say the opposite of one another, by their dictionary forms. Written by hand, as of November 2026."""

from __future__ import annotations

from index.language.data import words

# Each line is two sets: every word of the one is an opposite of every word of the other.
_PAIRS = (
    ("stay remain continue keep retain presence membership occupation",
     "leave quit resign withdraw depart exit retire stop end cease expel close shut scrap abolish"),
    ("rise grow increase climb expand widen soar surge strengthen intensify worsen",
     "fall shrink decrease decline drop narrow dwindle weaken dissipate subside ease fade abate improve"),
    ("win triumph victory", "lose defeat loss"),
    ("open reopen launch begin start hold take run", "close shut closure end stop finish cancel suspend postpone"),
    ("allow permit legal lawful legalise legalize", "ban forbid prohibit outlaw illegal unlawful"),
    ("build construct restore repair", "demolish destroy dismantle ruin scrap cancel"),
    ("accept approve agree concede", "reject refuse contest dispute"),
    ("succeed success", "fail failure"),
    ("cause", "prevent"),
    ("safe harmless secure", "dangerous unsafe harmful hazardous"),
    ("guilty guilt culprit", "innocent innocence acquit exonerate"),
    ("true accurate genuine real correct", "false fake bogus untrue inaccurate fabricate incorrect"),
    ("alive survive survival", "dead die death kill killing drown assassinate murder"),
    ("rare scarce few", "common many frequent abundant plentiful widespread"),
    ("hard difficult", "easy simple"),
    ("overrated mediocre", "great brilliant talent genius legend icon"),
    ("incurable untreatable", "curable cure treat treatment"),
    ("restrict limit tighten", "ease relax loosen"),
    ("unnecessary superfluous", "necessary need needed"),
    ("quiet calm peaceful", "violent violence"),
    ("impossible", "possible"),
    ("hot warm", "cold cool"),
    ("old ancient", "new young recent"),
    ("strong", "weak"),
    ("pass adopt introduce impose", "scrap repeal abolish lift cancel drop"),
    ("cheap affordable", "expensive costly unaffordable"),
    ("rich wealthy", "poor"),
    ("deliberate intentional", "accidental accident"),
    ("honest open transparent", "dishonest secretive conceal hide"),
    ("public", "secret anonymous anonymity"),
    ("voluntary", "compulsory mandatory forced"),
    ("help benefit", "harm hurt"),
    ("healthy clean", "ill sick dirty polluted toxic"),
    ("hire appoint employ", "fire dismiss sack"),
    ("join enter", "leave quit withdraw"),
    ("more", "less few"),
    ("sufficient enough adequate", "insufficient inadequate scarce"),
)  # fmt: skip


def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one, other in _PAIRS:
        for first, second in ((words(one), words(other)), (words(other), words(one))):
            for word in first:
                found.setdefault(word, set()).update(second)
    return {word: frozenset(others) for word, others in found.items()}


OPPOSITES: dict[str, frozenset[str]] = _opposites()
"""For each word those that say the opposite of it."""
