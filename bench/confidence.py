"""Fits the weights of the confidence and shows how well it holds.

    python -m bench.confidence --texts FILE [--fit] [--plot FILE.svg]

With --fit the weights are made anew from the annotations' `dev` articles (logistic regression, L2) and written to
index/language/data/confidence.py. In any case the `test` articles, which nothing was made from, are read: of the
statements with a confidence of about .7, are about .7 right? --plot draws it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from bench.annotations import Reading, aligned, readings, same_actor
from bench.quality import judged
from index import config
from index.language import document
from index.language.actors import Cast
from index.language.attributions import attributions
from index.language.credits import silent_spans
from index.language.entities import mentions
from index.language.registry import Registry
from index.language.voices import voiced
from index.model import Passage, Statement, version_of

WEIGHTS = Path(__file__).parent.parent / "index" / "language" / "data" / "confidence.py"
BINS = 8
STRENGTH = 0.4  # of the weights against their penalty: few annotations, many signs

Example = tuple[tuple[str, ...], bool]


def examples(texts: Path) -> tuple[list[Example], list[Example]]:
    """Signs and outcome for each attribution of the dev articles, and for each holder of those that are right."""
    nlp = document.load_model()
    registry = Registry([actor.model() for actor in config.shipped().actors])
    found: list[Example] = []
    holders: list[Example] = []
    for reading in readings(texts, "dev"):
        for signs, certainty, how, right, named in _outcomes(nlp, registry, reading):
            found.append((signs, right))
            if right:
                sure = () if certainty is None else (f"certainty {round(certainty, 1)}",)
                holders.append(((f"how {how}", *sure), named))
    return found, holders


def _outcomes(
    nlp: document.Language, registry: Registry, reading: Reading
) -> Iterator[tuple[tuple[str, ...], float | None, str, bool, bool]]:
    read = document.read(nlp, reading.text)
    found = attributions(read)
    cast = Cast(read, mentions(read, registry), registry)
    voices = voiced(found, cast, version_of(reading.text)[:6], hidden=silent_spans(reading.text))
    statements = [
        Statement(
            str(one.place), "", one.actor, one.actor_id,
            *(Passage.of(reading.text, part) for part in (found[one.place].source, found[one.place].cue,
                                                          found[one.place].content)),
            found[one.place].form, one.voice,
        )
        for one in voices
    ]  # fmt: skip
    gold = {j: reading.statements[i] for i, j in aligned(reading.text, reading.statements, statements)}
    for place, one in enumerate(voices):
        theirs = gold.get(place)
        named = theirs is not None and same_actor(one.actor, theirs.actors)
        yield found[one.place].signs, one.certainty, one.how, theirs is not None, named


def fitted(given: Sequence[Example], strength: float) -> dict[str, float]:
    """The weights of a logistic regression over the signs; "always" is the intercept."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    vectors = DictVectorizer()
    matrix = vectors.fit_transform([dict.fromkeys(signs, 1.0) for signs, _ in given])
    model = LogisticRegression(C=strength, max_iter=2_000).fit(matrix, [right for _, right in given])
    weights = dict(zip(vectors.get_feature_names_out().tolist(), model.coef_[0].tolist(), strict=True))
    kept = {name: round(weight, 2) for name, weight in sorted(weights.items()) if abs(weight) >= 0.05}
    return {"always": round(float(model.intercept_[0]), 2), **kept}


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


def main(arguments: list[str] | None = None) -> int:
    """Fit where asked, then print (and draw) the calibration on the articles that were kept apart."""
    parser = argparse.ArgumentParser(prog="python -m bench.confidence", description=__doc__)
    parser.add_argument("--texts", type=Path, required=True, help="JSON Lines with url and text")
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--plot", type=Path)
    given = parser.parse_args(arguments)
    if given.fit:
        found, holders = examples(given.texts)
        WEIGHTS.write_text(written(fitted(found, STRENGTH), fitted(holders, STRENGTH)), encoding="utf8")
        print(f"fitted on {len(found)} attributions, {len(holders)} holders; run again without --fit to see the result")
        return 0
    pairs = [(one.found.confidence, one.right) for one in judged(given.texts, "test") if one.found is not None]
    groups = reliability(pairs)
    print("confidence  right  statements")
    for confidence, right, number in groups:
        print(f"{confidence:>10.2f} {right:>6.2f} {number:>11}")
    error = sum(abs(confidence - right) * number for confidence, right, number in groups) / len(pairs)
    brier = sum((confidence - right) ** 2 for confidence, right in pairs) / len(pairs)
    base = sum(right for _, right in pairs) / len(pairs)
    print(f"{len(pairs)} statements; expected calibration error {error:.3f}; Brier score {brier:.3f}, "
          f"of always saying {base:.2f} {base * (1 - base):.3f}")  # fmt: skip
    if given.plot:
        title = f"{len(pairs)} statements of {len(list(readings(given.texts, 'test')))} articles kept apart"
        given.plot.write_text(svg(groups, title), encoding="utf8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
