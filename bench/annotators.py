"""How far the annotators of stances agree, who read the same statements without knowing of each other.

    python -m bench.annotators

Of the statements of bench/gold with an issue, `fit` and `test` apart: what share of them the first and the second
annotator read alike, Krippendorff's alpha (nominal) of the two, and whom the third, who read what these read
differently and some of what they read alike, sided with. Stances that take no side count as one.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator

from bench.annotations import FURTHER, GOLD, READERS, SIDES, STANCES, further_stances, records
from bench.quality import share
from index.analysis.coefficients import krippendorffs
from index.analysis.ratings import Ratings

FIRST, (SECOND, THIRD) = "first", FURTHER

Read = dict[str, str]


def read_by(split: str) -> dict[str, Read]:
    """Who read which side in each statement of a split that has an issue: by statement, and by annotator."""
    further = {record["url"]: record for record in records(READERS)}
    found: dict[str, Read] = {}
    for gold in (GOLD, STANCES):
        for record in records(gold):
            if record["split"] != split:
                continue
            theirs = further.get(record["url"], {})
            for place, one in enumerate(record["statements"]):
                if one["issue"] is not None:
                    given = {FIRST: one["stance"], **further_stances(theirs, place)}
                    found[f"{record['url']} {place}"] = {
                        who: stance if stance in SIDES else "neither" for who, stance in given.items()
                    }
    return found


def shown(split: str, read: dict[str, Read]) -> Iterator[str]:
    """The figures of a split."""
    both = {unit: one for unit, one in read.items() if SECOND in one}
    alike = {unit: one for unit, one in both.items() if one[FIRST] == one[SECOND]}
    alpha = krippendorffs(Ratings.of(both, [FIRST, SECOND]), is_ordinal=False)
    told = "-" if alpha is None else f"{alpha:.3f}"
    yield f"{split}: first and second alike {share(len(alike), len(both))}, Krippendorff's alpha {told}"
    apart = Counter((one[FIRST], one[SECOND]) for unit, one in both.items() if unit not in alike)
    yield "  apart: " + ", ".join(f"{first} / {second} {count}" for (first, second), count in apart.most_common())
    for name, some in (("alike", alike), ("apart", {unit: one for unit, one in both.items() if unit not in alike})):
        third = [one for one in some.values() if THIRD in one]
        sided = Counter(
            next((who for who in (FIRST, SECOND) if one[who] == one[THIRD]), "neither of them") for one in third
        )
        yield f"  third, where these read {name}: " + ", ".join(f"{who} {n}" for who, n in sorted(sided.items()))


def main() -> int:
    """Print the figures of both splits."""
    for split in ("fit", "test"):
        print(*shown(split, read_by(split)), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
