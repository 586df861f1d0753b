"""Fits the weights of the confidence and shows how well it holds.

    python -m bench.confidence --texts FILE [--fit] [--split fit|test] [--plot FILE.svg]

With --fit the weights are made anew from the annotations' `dev` and `fit` articles (logistic regression, L2) and
written to index/language/data/confidence.py. The rules were made on the `dev` articles and do better there, so that
one more sign marks these; it is left out of the weights, which are then those of articles that no rule was made on.

Of the statements with a confidence of about .7, are about .7 right? Without --fit that is shown for the `fit`
articles, each weighed by what was learnt without it, or for the `test` articles, which nothing was made from.
--plot draws it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from bench.annotations import Reading, aligned, readings, same_actor
from bench.quality import judged
from index import config
from index.language import confidence, document
from index.language.actors import Cast
from index.language.attributions import attributions
from index.language.credits import silent_spans
from index.language.entities import mentions
from index.language.registry import Registry
from index.language.voices import voiced
from index.model import Passage, Statement, version_of

if TYPE_CHECKING:
    from spacy.language import Language

WEIGHTS = Path(__file__).parent.parent / "index" / "language" / "data" / "confidence.py"
BINS = 8
STRENGTH = 0.4  # of the weights against their penalty: few annotations, many signs
DEVELOPED = "developed on"
EVIDENT = 3.0  # how large that sign is: large ones are hardly penalised

Pairs = list[tuple[float, bool]]


@dataclass(frozen=True, slots=True)
class Example:
    """What something is known by, whether it is right, and whether rules were made on its article."""

    signs: tuple[str, ...]
    right: bool
    developed: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """An attribution's signs and those of its holder; whether the annotator has it too, and with the same holder."""

    reading: Reading
    signs: tuple[str, ...]
    holder: tuple[str, ...]
    found: bool
    named: bool

    @property
    def developed(self) -> bool:
        """Whether rules were made on its article."""
        return self.reading.split == "dev"


def outcomes(texts: Path, split: str) -> list[Outcome]:
    """What becomes of each attribution of a split's articles."""
    nlp = document.load_model()
    registry = Registry([actor.model() for actor in config.shipped().actors])
    return [one for reading in readings(texts, split) for one in _outcomes(nlp, registry, reading)]


def _outcomes(nlp: Language, registry: Registry, reading: Reading) -> Iterator[Outcome]:
    read = document.read(nlp, reading.text)
    found = attributions(read)
    cast = Cast(read, mentions(read, registry), registry)
    voices = voiced(found, cast, version_of(reading.text)[:6], hidden=silent_spans(reading.text))
    statements = []
    for one in voices:
        part = found[one.place]
        source, cue, content = (Passage.of(reading.text, spans) for spans in (part.source, part.cue, part.content))
        statements.append(
            Statement(str(one.place), "", one.actor, one.actor_id, source, cue, content, part.form, one.voice)
        )
    gold = {j: reading.statements[i] for i, j in aligned(reading.text, reading.statements, statements)}
    for place, one in enumerate(voices):
        theirs = gold.get(place)
        named = theirs is not None and same_actor(one.actor, theirs.actors)
        holder = confidence.holder_signs(one.how, one.certainty)
        yield Outcome(reading, found[one.place].signs, holder, theirs is not None, named)


def fitted(given: Sequence[Example], strength: float = STRENGTH) -> dict[str, float]:
    """The weights of a logistic regression over the signs, for articles that no rule was made on.

    "always" is the intercept.
    """
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    vectors = DictVectorizer()
    rows = [dict.fromkeys(one.signs, 1.0) | ({DEVELOPED: EVIDENT} if one.developed else {}) for one in given]
    model = LogisticRegression(C=strength, max_iter=3_000).fit(vectors.fit_transform(rows), [o.right for o in given])
    weights = dict(zip(vectors.get_feature_names_out().tolist(), model.coef_[0].tolist(), strict=True))
    weights.pop(DEVELOPED, None)
    kept = {name: round(weight, 2) for name, weight in sorted(weights.items()) if abs(weight) >= 0.05}
    return {"always": round(float(model.intercept_[0]), 2), **kept}


def both_fitted(given: Sequence[Outcome]) -> tuple[dict[str, float], dict[str, float]]:
    """The weights for each attribution, and those for the holder of each that is right."""
    found = [Example(one.signs, one.found, one.developed) for one in given]
    holders = [Example(one.holder, one.named, one.developed) for one in given if one.found]
    return fitted(found), fitted(holders)


def left_out(developed: Sequence[Outcome], unseen: Sequence[Outcome]) -> Pairs:
    """Confidence and outcome of each of `unseen`, by weights made from all but its own article."""
    pairs = []
    for url in dict.fromkeys(one.reading.url for one in unseen):
        found, holders = both_fitted([*developed, *(one for one in unseen if one.reading.url != url)])
        pairs += [
            (confidence.likely(found, one.signs) * confidence.likely(holders, one.holder), one.named)
            for one in unseen if one.reading.url == url
        ]  # fmt: skip
    return pairs


def written(attribution: dict[str, float], holder: dict[str, float]) -> str:
    """The module that holds the weights."""
    lines = [
        '"""Weights of the confidence, made by `python -m bench.confidence` from our own annotations; do not edit."""',
        "",
    ]
    for name, weights in (("ATTRIBUTION", attribution), ("HOLDER", holder)):
        lines += [
            f"{name}: dict[str, float] = {{",
            *(f'    "{sign}": {weight},' for sign, weight in weights.items()),
            "}",
        ]
    return "\n".join(lines) + "\n"


def reliability(pairs: Sequence[tuple[float, bool]], bins: int = BINS) -> list[tuple[float, float, int]]:
    """Mean confidence, share right and number for groups of about equal size, the least confident first."""
    ordered = sorted(pairs)
    edges = [round(len(ordered) * i / bins) for i in range(bins + 1)]
    groups = [ordered[a:b] for a, b in pairwise(edges) if b > a]
    return [(sum(c for c, _ in g) / len(g), sum(r for _, r in g) / len(g), len(g)) for g in groups]


def svg(groups: Sequence[tuple[float, float, int]], title: str) -> str:
    """A reliability diagram: on the diagonal the confidence is what it says."""
    size, edge = 360, 50

    def at(x: float, y: float) -> tuple[float, float]:
        return edge + x * size, edge + (1 - y) * size

    ticks = "".join(
        f'<text x="{at(t / 5, 0)[0]:.0f}" y="{edge + size + 18}" text-anchor="middle">{t / 5:.1f}</text>'
        f'<text x="{edge - 8}" y="{at(0, t / 5)[1] + 4:.0f}" text-anchor="end">{t / 5:.1f}</text>'
        f'<path d="M{edge} {at(0, t / 5)[1]:.0f}h{size}" stroke="#ddd"/>'
        for t in range(6)
    )
    points = [at(confidence, right) for confidence, right, _ in groups]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="#1d5fa8"><title>{n} statements</title></circle>'
        for (x, y), (_, _, n) in zip(points, groups, strict=True)
    )
    whole = size + 2 * edge
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{whole}" height="{whole + 10}" font-family="sans-serif" '
        f'font-size="12"><rect width="100%" height="100%" fill="white"/>{ticks}'
        f'<path d="M{edge} {edge + size}L{edge + size} {edge}" stroke="#999" stroke-dasharray="5 4"/>'
        f'<polyline points="{line}" fill="none" stroke="#1d5fa8" stroke-width="2"/>{dots}'
        f'<text x="{whole / 2}" y="26" text-anchor="middle" font-size="14">{title}</text>'
        f'<text x="{whole / 2}" y="{whole - 6}" text-anchor="middle">confidence</text>'
        f'<text x="14" y="{whole / 2}" text-anchor="middle" transform="rotate(-90 14 {whole / 2})">share right</text>'
        "</svg>\n"
    )


def shown(pairs: Pairs) -> Iterator[str]:
    """The calibration as lines."""
    groups = reliability(pairs)
    yield "confidence  right  statements"
    for likely, right, number in groups:
        yield f"{likely:>10.2f} {right:>6.2f} {number:>11}"
    error = sum(abs(likely - right) * number for likely, right, number in groups) / len(pairs)
    brier = sum((likely - right) ** 2 for likely, right in pairs) / len(pairs)
    base = sum(right for _, right in pairs) / len(pairs)
    yield (
        f"{len(pairs)} statements; expected calibration error {error:.3f}; Brier score {brier:.3f}, "
        f"of always saying {base:.2f} {base * (1 - base):.3f}"
    )


def main(arguments: list[str] | None = None) -> int:
    """Fit where asked, else print (and draw) the calibration on articles that no rule was made on."""
    parser = argparse.ArgumentParser(prog="python -m bench.confidence", description=__doc__)
    parser.add_argument("--texts", type=Path, required=True, help="JSON Lines with url and text")
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--split", choices=("fit", "test"), default="fit")
    parser.add_argument("--plot", type=Path)
    given = parser.parse_args(arguments)
    if given.fit or given.split == "fit":
        developed, unseen = outcomes(given.texts, "dev"), outcomes(given.texts, "fit")
        if given.fit:
            WEIGHTS.write_text(written(*both_fitted([*developed, *unseen])), encoding="utf8")
            print(f"fitted on {len(developed)} + {len(unseen)} attributions")
        pairs = left_out(developed, unseen)
    else:
        found = judged(given.texts, "test")
        pairs = [(one.found.confidence, one.right) for one in found if one.found is not None]
    print(*shown(pairs), sep="\n")
    if given.plot:
        title = f"{len(pairs)} statements of {len(list(readings(given.texts, given.split)))} articles kept apart"
        given.plot.write_text(svg(reliability(pairs), title), encoding="utf8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
