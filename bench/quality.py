"""How good the statements are: against our own annotations of Wikinews articles (their texts given).

    python -m bench.quality --texts FILE [--split dev|fit|test] [--errors]

Found statements (precision, recall, F1 by the overlap of contents), the holder's name by the way the source's words
name it, voice, form and stance on those found. With --errors, what went wrong on the `dev` articles, one line each:
those of the others are read by nobody, so that they tell how unseen articles fare.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.annotations import SPLITS, Annotated, Reading, aligned, readings, same_actor
from index import config
from index.language.pipeline import Analyser
from index.model import Statement

OPEN = ("none", "unclear")  # suggestions that take no position
REFS = ("named", "pronoun", "role", "unnamed", "none")
FORMS = ("direct", "mixed", "indirect", "act")


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement of the machine beside the annotator's, either None where the other has no counterpart."""

    reading: Reading
    gold: Annotated | None
    found: Statement | None

    @property
    def right(self) -> bool:
        """Whether content and holder are those of the annotator."""
        return self.gold is not None and self.found is not None and same_actor(self.found.actor, self.gold.actors)


def judged(texts: Path, split: str | None) -> Iterator[Judged]:
    """Every statement of the annotated articles, the machine's and the annotator's, paired where they are the same."""
    shipped = config.shipped()
    analyser = Analyser(actors=[actor.model() for actor in shipped.actors], model=shipped.language.model)
    for reading in readings(texts, split):
        statements = analyser.about(reading.issues).analyse(reading.text).statements
        pairs = aligned(reading.text, reading.statements, statements)
        yield from (Judged(reading, reading.statements[i], statements[j]) for i, j in pairs)
        unmatched = set(range(len(reading.statements))) - {i for i, _ in pairs}
        yield from (Judged(reading, reading.statements[i], None) for i in sorted(unmatched))
        spare = set(range(len(statements))) - {j for _, j in pairs}
        yield from (Judged(reading, None, statements[j]) for j in sorted(spare))


def share(part: int, whole: int) -> str:
    """A share as text, with what it is a share of."""
    return f"{part}/{whole} = {part / whole:.3f}" if whole else "0/0"


Pairs = list[tuple[Annotated, Statement]]


def report(all_judged: list[Judged]) -> Iterator[str]:
    """The figures, a line each."""
    gold = [one for one in all_judged if one.gold is not None]
    found = [one for one in all_judged if one.found is not None]
    both = [(one.gold, one.found) for one in all_judged if one.gold is not None and one.found is not None]
    precision, recall = len(both) / max(len(found), 1), len(both) / max(len(gold), 1)
    yield f"articles {len({one.reading.url for one in all_judged})}"
    yield (
        f"statements found: precision {share(len(both), len(found))}, recall {share(len(both), len(gold))}, "
        f"F1 {2 * precision * recall / max(precision + recall, 1e-9):.3f}"
    )
    right = sum(one.right for one in all_judged)
    yield f"with the holder's name: precision {share(right, len(found))}, recall {share(right, len(gold))}"
    yield from (f"  holder's name where the source is {ref}: {_names(both, ref)}" for ref in REFS)
    yield "recall by form: " + ", ".join(f"{form} {_recall(gold, form)}" for form in FORMS)
    voices = sum(str(found.voice) == gold.voice for gold, found in both)
    forms = sum(str(found.form) == gold.form for gold, found in both)
    yield f"voice {share(voices, len(both))}, form {share(forms, len(both))}"
    yield from _stances(both)


def _names(both: Pairs, ref: str) -> str:
    of_ref = [(gold, found) for gold, found in both if gold.ref == ref]
    return share(sum(same_actor(found.actor, gold.actors) for gold, found in of_ref), len(of_ref))


def _recall(gold: list[Judged], form: str) -> str:
    of_form = [one for one in gold if one.gold is not None and one.gold.form == form]
    return share(sum(one.found is not None for one in of_form), len(of_form))


def _stances(both: Pairs) -> Iterator[str]:
    """Suggested stances on statements with an issue: how many take a position, and how often that is right."""
    on_issue = [(gold, found) for gold, found in both if gold.issue is not None]
    same = [(gold, found) for gold, found in on_issue if found.issue == gold.issue]
    yield f"issue {share(len(same), len(on_issue))}"
    suggested = [(gold.stance, found.suggested.stance if found.suggested else "none") for gold, found in same]
    firm = [pair for pair in suggested if pair[1] not in OPEN]
    right = sum(theirs == ours for theirs, ours in firm)
    positions = sum(theirs not in OPEN for theirs, _ in suggested)
    yield f"stance: a position suggested for {share(len(firm), len(same))} of those with the issue"
    yield f"  right {share(right, len(firm))}; of the annotator's positions {share(right, positions)}"
    favor = sum(theirs == "favor" for theirs, _ in firm)
    yield f"  always 'favor' where a position is suggested: right {share(favor, len(firm))}"
    counts = Counter(suggested).most_common(12)
    yield "  annotator/suggested: " + ", ".join(f"{theirs}/{ours} {n}" for (theirs, ours), n in counts)


def errors(all_judged: list[Judged]) -> Iterator[str]:
    """What went wrong, a line each: missed, spare, or with another holder."""
    for one in all_judged:
        if one.right:
            continue
        text = one.reading.text
        if one.found is None and one.gold is not None:
            content = " ".join(text[s.start : s.end] for s in one.gold.content)
            cue = " ".join(text[s.start : s.end] for s in one.gold.cue)
            yield f"MISSED {one.gold.form} {one.gold.actors} | {cue} | {content}"
        elif one.found is not None:
            kind = "SPARE" if one.gold is None else f"NAME {one.gold.ref} {one.gold.actors}"
            said = f"{one.found.cue.text} | {one.found.content.text}"
            rule = one.found.derivation.rule if one.found.derivation else ""
            yield f"{kind} {one.found.actor} [{one.found.source.text}] {rule} {one.found.confidence} | {said}"


def main(arguments: list[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m bench.quality", description=__doc__)
    parser.add_argument("--texts", type=Path, required=True, help="JSON Lines with url and text")
    parser.add_argument("--split", choices=SPLITS)
    parser.add_argument("--errors", action="store_true")
    given = parser.parse_args(arguments)
    if given.errors and given.split != "dev":
        parser.error("--errors goes with --split dev: the errors of the other articles are not to be read")
    all_judged = list(judged(given.texts, given.split))
    for line in report(all_judged):
        print(line)
    if given.errors:
        print(*errors(all_judged), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
