"""Fits the weights by which a stance is suggested or left unclear, and shows what they do on articles left out.

    python -m bench.stances --texts FILE [--fit] [--split fit|test]

The rules' judgements on annotated articles are held against the annotators' stances. The weights are made from the
`dev` articles, on which the rules were made, and the `fit` articles, on which none was. The rules are right more
often on the former, so that one more sign marks these; it is left out of the weights, which are then those of
unseen articles. With --fit they are written to index/language/data/stances.py.

The figures, for several thresholds, are of the `fit` articles, each weighed by what was learnt without it, or of the
`test` articles, which nothing was made from.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.annotations import Reading, aligned, readings
from bench.confidence import Example as Known
from bench.confidence import fitted
from bench.quality import share
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
STRENGTH = 1.0  # of the weights against their penalty
THRESHOLDS = (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)
POSITIONS = ("favor", "against", "mixed", "neutral")


@dataclass(frozen=True, slots=True)
class Example:
    """A judgement of the rules on a statement that the annotator has with the same issue, and the annotator's."""

    reading: Reading
    judged: stance.Judgement
    stance: str

    @property
    def right(self) -> bool:
        """Whether the stance that the rules read, or lean to, is the annotator's."""
        return self.judged.lean == self.stance


def examples(texts: Path, split: str) -> list[Example]:
    """The judgements on the statements of a split's articles, in their order."""
    nlp = document.load_model()
    registry = Registry([actor.model() for actor in config.shipped().actors])
    return [one for reading in readings(texts, split) for one in _of(nlp, registry, reading)]


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
        yield Example(reading, judged or stance.Judgement("none", 0.0, ""), gold.stance)


def weights(given: Sequence[Example]) -> dict[str, float]:
    """What the signs of those judgements weigh that have any, for articles that no rule was made on."""
    known = [Known(one.judged.signs, one.right, one.reading.split == "dev") for one in given if one.judged.signs]
    return fitted(known, STRENGTH)


def left_out(developed: Sequence[Example], unseen: Sequence[Example]) -> list[float]:
    """The likelihood of each of `unseen`, by weights made from all but its own article."""
    by = {
        url: weights([*developed, *(one for one in unseen if one.reading.url != url)])
        for url in dict.fromkeys(one.reading.url for one in unseen)
    }
    return [weighing.likely(one.judged.signs, by[one.reading.url]) for one in unseen]


def suggested(given: Sequence[Example], likely: Sequence[float], least: float) -> list[Example]:
    """Those for which a position is suggested: weighed ones from a likelihood on, and what is not weighed."""
    return [
        one for one, sure in zip(given, likely, strict=True)
        if (sure >= least if one.judged.signs else one.judged.stance in POSITIONS)
    ]  # fmt: skip


def shown(given: Sequence[Example], likely: Sequence[float]) -> Iterator[str]:
    """What each threshold gives, and what it is to be held against."""
    weighed = [(sure, one.right) for one, sure in zip(given, likely, strict=True) if one.judged.signs]
    favor = sum(one.stance == "favor" for one in given)
    yield f"{len(given)} statements with the issue, {len(weighed)} weighed; 'favor' for all would be right for {favor}"
    brier = sum((sure - right) ** 2 for sure, right in weighed) / len(weighed)
    mean, base = (sum(one[i] for one in weighed) / len(weighed) for i in (0, 1))
    always = base * (1 - base)
    yield f"likelihood {mean:.3f}, right {base:.3f}; Brier score {brier:.3f}, of always saying {base:.2f} {always:.3f}"
    yield "least  suggested            right               always favor"
    for least in THRESHOLDS:
        firm = suggested(given, likely, least)
        right = sum((one.judged.lean or one.judged.stance) == one.stance for one in firm)
        always = sum(one.stance == "favor" for one in firm)
        yield (
            f"{least:.2f}   {share(len(firm), len(given)):<20} {share(right, len(firm)):<19} {share(always, len(firm))}"
        )


def written(made: dict[str, float]) -> str:
    """The module that holds the weights."""
    lines = [
        '"""Weights of stances, made by `python -m bench.stances` from our own annotations; do not edit."""', "",
        "WEIGHTS: dict[str, float] = {", *(f'    "{sign}": {weight},' for sign, weight in made.items()), "}",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """Print the figures of articles left out; fit where asked."""
    parser = argparse.ArgumentParser(prog="python -m bench.stances", description=__doc__)
    parser.add_argument("--texts", type=Path, required=True, help="JSON Lines with url and text")
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--split", choices=("fit", "test"), default="fit")
    given = parser.parse_args(arguments)
    unseen = examples(given.texts, given.split)
    if given.split == "test":
        if given.fit:
            parser.error("nothing is fitted on the test articles")
        likely = [weighing.likely(one.judged.signs) for one in unseen]
    else:
        developed = examples(given.texts, "dev")
        likely = left_out(developed, unseen)
        if given.fit:
            WEIGHTS.write_text(written(weights([*developed, *unseen])), encoding="utf8")
    print(*shown(unseen, likely), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
