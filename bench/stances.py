"""Fits the weights by which a stance is suggested or left unclear, and shows what they do on articles left out.

    python -m bench.stances --texts FILE [--fit]

The rules' judgements on the annotated `dev` articles are held against the annotators' stances. The figures are those
of a cross-validation: each article is weighed by what was learnt from the others. With --fit the weights are made
from all of them and written to index/language/data/stances.py.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.annotations import Reading, aligned, readings
from bench.confidence import fitted
from index import config
from index.language import document, stance, weighing
from index.language.actors import Cast, covered
from index.language.attributions import attributions
from index.language.credits import silent_spans
from index.language.entities import mentions
from index.language.issues import Issues
from index.language.registry import Registry
from index.language.voices import voiced
from index.model import Passage, Statement, version_of

if TYPE_CHECKING:
    from spacy.language import Language

WEIGHTS = Path(__file__).parent.parent / "index" / "language" / "data" / "stances.py"
STRENGTH = 0.4  # of the weights against their penalty: few annotations, many signs
FOLDS = 8
THRESHOLDS = (0.5, 0.55, 0.6, 0.63, 0.66, 0.7, 0.75)


@dataclass(frozen=True, slots=True)
class Example:
    """A judgement of the rules on a statement that the annotator has with the same issue, and the annotator's."""

    url: str
    judged: stance.Judgement
    stance: str

    @property
    def right(self) -> bool:
        """Whether the stance that the rules read, or lean to, is the annotator's."""
        return self.judged.lean == self.stance


def examples(texts: Path) -> list[Example]:
    """The judgements on the statements of the dev articles, in their order."""
    nlp = document.load_model()
    registry = Registry([actor.model() for actor in config.shipped().actors])
    return [one for reading in readings(texts, "dev") for one in _of(nlp, registry, reading)]


def _of(nlp: Language, registry: Registry, reading: Reading) -> Iterator[Example]:
    read = document.read(nlp, reading.text)
    found = attributions(read)
    cast = Cast(read, mentions(read, registry), registry)
    voices = voiced(found, cast, version_of(reading.text)[:6], hidden=silent_spans(reading.text))
    parts = [found[one.place] for one in voices]
    statements = []
    for place, (one, voice) in enumerate(zip(parts, voices, strict=True)):
        source, cue, content = (Passage.of(reading.text, spans) for spans in (one.source, one.cue, one.content))
        statements.append(
            Statement(str(place), "", voice.actor, voice.actor_id, source, cue, content, one.form, voice.voice)
        )
    where = Issues(reading.issues).of(reading.text)
    targets = {issue.id: stance.target_of(issue, nlp) for issue in reading.issues}
    for i, j in aligned(reading.text, reading.statements, statements):
        gold, said = reading.statements[i], parts[j]
        beside = [*said.cue, *(() if said.addressee is None else (said.addressee,))]
        match = where.match(said.content, beside)
        if match is None or match.issue.id != gold.issue:
            continue
        tokens = covered(read.doc, read.starts, said.content)
        judged = stance.judgement(said, read.doc, tokens, match, targets[match.issue.id])
        yield Example(reading.url, judged or stance.Judgement("none", 0.0, ""), gold.stance)


def weights(given: Sequence[Example]) -> dict[str, float]:
    """What the signs of those judgements weigh that have any."""
    return fitted([(one.judged.signs, one.right) for one in given if one.judged.signs], STRENGTH)


def left_out(given: Sequence[Example]) -> list[tuple[Example, float]]:
    """Each judgement that is weighed, with its likelihood by weights made without its article's fold."""
    fold = {url: i % FOLDS for i, url in enumerate(dict.fromkeys(one.url for one in given))}
    by = [weights([one for one in given if fold[one.url] != number]) for number in range(FOLDS)]
    return [(one, weighing.likely(one.judged.signs, by[fold[one.url]])) for one in given if one.judged.signs]


def suggested(given: Sequence[Example], likely: Sequence[tuple[Example, float]], least: float) -> tuple[int, int]:
    """How many positions are suggested from a likelihood on, and how many of them are right."""
    weighed = [one for one, share in likely if share >= least]
    others = [one for one in given if not one.judged.signs and one.judged.stance not in ("none", "unclear")]
    firm = [one.right for one in weighed] + [one.judged.stance == one.stance for one in others]
    return len(firm), sum(firm)


def main(arguments: list[str] | None = None) -> int:
    """Print the cross-validated figures; fit where asked."""
    parser = argparse.ArgumentParser(prog="python -m bench.stances", description=__doc__)
    parser.add_argument("--texts", type=Path, required=True, help="JSON Lines with url and text")
    parser.add_argument("--fit", action="store_true")
    arguments_ = parser.parse_args(arguments)
    given = examples(arguments_.texts)
    likely = left_out(given)
    print(f"{len(given)} statements with the issue, {len(likely)} weighed")
    print("least  suggested  right")
    for least in THRESHOLDS:
        number, right = suggested(given, likely, least)
        print(f"{least:.2f} {number / len(given):>10.3f} {right / max(number, 1):>6.3f}")
    if arguments_.fit:
        lines = [
            '"""Weights of stances, made by `python -m bench.stances` from our own annotations; do not edit."""', "",
            "WEIGHTS: dict[str, float] = {", *(f'    "{sign}": {weight},' for sign, weight in weights(given).items()),
            "}",
        ]  # fmt: skip
        WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
