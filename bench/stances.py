"""Fits the weights by which a stance is suggested or left unclear, and shows what they do on articles left out.

    python -m bench.stances --texts FILE [--fit] [--split fit|test]

The rules' judgements on annotated articles are held against the annotators' stances: those of bench/gold's
`wikinews.jsonl` and `stances.jsonl`, what most of them read where there are several (with --first, what the first did
alone). The weights are made from the `dev` articles, on which the rules were made and which count less, and the `fit`
articles. The rules are right more often on the former, so that one more sign marks these; it is left out of the
weights, which are then those of unseen articles. With --fit they are written to index/language/data/stances.py.

Issues with indicators have weights of their own. The `fit` and `test` articles are read several times: with the
issues as the annotators worded them, with the indicators of each writer of `indicators.jsonl`, with those of all, and
with those of all alone that have no word by which the annotator, who had read the article, recognised the issue. So
that the weights suit short lists and long ones, they are made of each writer's and the joint lists alike, each reading
of an article counting the same part.

The figures, for several thresholds and for the likeliest three of five, are of the `fit` articles, each weighed by
what was learnt without it, or of the `test` articles, which nothing was made from: of both files together, and of
each. What is covered is counted over the statements of which Sayso finds the annotator's issue.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bench.annotations import GOLD, SIDES, STANCES, WRITERS, Reading, Sides, aligned, indicators, readings
from bench.quality import share
from index import config
from index.language import document, weighing
from index.language.actors import Cast, covered
from index.language.attributions import attributions
from index.language.credits import silent_spans
from index.language.entities import mentions
from index.language.issues import Issues, Matcher
from index.language.registry import Registry
from index.language.stance import Judgement
from index.language.suggesting import Case, judgements
from index.language.targets import target_of
from index.language.voices import voiced
from index.language.weighing import INDICATED, PLAIN, Weights
from index.model import Issue, Passage, Statement, version_of

if TYPE_CHECKING:
    from spacy.language import Language

    from index.language.signs import Signs

WEIGHTS = Path(__file__).parent.parent / "index" / "language" / "data" / "stances.py"
SIDE_STRENGTH, TAKING_STRENGTH, AMONG_STRENGTH = 0.5, 0.2, 1.0  # of the weights against their penalty
DEVELOPED = 0.5  # what a statement counts on whose article rules were made
FOLDS = 8
LIKELIEST = 0.6
THRESHOLDS = (0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7)
POSITIONS = ("favor", "against", "mixed", "neutral")
WITHOUT, WITH = "without indicators", "with all writers' indicators"
ALONE = {writer: f"with the {writer} writer's indicators" for writer in WRITERS}
OTHERS = "with those of all that are none of the issue's words"
LEARNT = (*ALONE.values(), WITH)  # the readings that weights of indicators are made of
_MARK = "developed"
_EVIDENT = 10.0  # so large that the penalty hardly holds the mark's weight down

Weighing = dict[str, float]


@dataclass(frozen=True, slots=True)
class Example:
    """A judgement of the rules on a statement with an issue, and the annotator's stance on the same issue, if any."""

    judged: Judgement
    issue: str
    holder: str | None
    stance: str | None


@dataclass(frozen=True, slots=True)
class Article:
    """The judged statements of an annotated article, or of one reading of it.

    `source` names the file of the annotations, `count` is what each statement counts where weights are made.
    """

    reading: Reading
    source: str
    count: float = 1.0
    examples: list[Example] = field(default_factory=list)

    @property
    def signs(self) -> list[tuple[Signs, str, str | None]]:
        """What is weighed of it, in order."""
        return [(one.judged.signs, one.issue, one.holder) for one in self.examples if one.judged.signs is not None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is read of an annotated statement, how likely that is right (1 where it is not weighed), and the truth."""

    read: str
    likely: float
    stance: str


def articles(texts: Path, split: str, *, first_alone: bool = False) -> dict[str, list[Article]]:
    """The articles of a split with the judgements on their statements, by which indicators their issues have.

    With `first_alone` only what their first annotator read counts.
    """
    nlp = document.load_model()
    registry = Registry([actor.model() for actor in config.shipped().actors])
    known = {ALONE[writer]: indicators([writer]) for writer in WRITERS} | {WITH: indicators()}
    found: dict[str, list[Article]] = {WITHOUT: [], **{kind: [] for kind in known}, OTHERS: []}
    for gold in (GOLD, STANCES):
        for reading in readings(texts, split, gold, first_alone=first_alone):
            kinds = {WITHOUT: reading.issues}
            if split != "dev":
                for kind, lists in known.items():
                    kinds[kind] = tuple(_with(one, lists[reading.url, one.id]) for one in reading.issues)
                kinds[OTHERS] = tuple(_with(one, (_others(one, one.favor), _others(one, one.against)))
                                      for one in kinds[WITH])  # fmt: skip
            for kind, article in zip(kinds, _articles(nlp, registry, reading, gold.stem, kinds.values()), strict=True):
                found[kind].append(replace(article, count=_count(split, kind)))
    return found


def _count(split: str, kind: str) -> float:
    if split == "dev":
        return DEVELOPED
    return 1 / len(LEARNT) if kind in LEARNT else 1.0


def _with(issue: Issue, sides: Sides) -> Issue:
    favor, against = sides
    return replace(issue, favor=favor, against=against)


def _others(issue: Issue, phrases: Sequence[str]) -> tuple[str, ...]:
    """The phrases that have none of an issue's words, and begin none of them."""
    words = Matcher(issue)
    stems = [word.rstrip("*").casefold() for word in issue.words]
    return tuple(
        phrase for phrase in phrases
        if not words.hits(phrase.replace("*", ""))
        and not any(part.endswith("*") and stem.startswith(part.rstrip("*").casefold())
                    for part in phrase.split() for stem in stems)
    )  # fmt: skip


def _articles(
    nlp: Language, registry: Registry, reading: Reading, source: str, kinds: Iterable[tuple[Issue, ...]]
) -> Iterator[Article]:
    """An article, parsed once, for several wordings of the same issues."""
    read = document.read(nlp, reading.text)
    found = attributions(read)
    cast = Cast(read, mentions(read, registry), registry)
    voices = voiced(found, cast, version_of(reading.text)[:6], hidden=silent_spans(reading.text))
    parts = [found[one.place] for one in voices]
    statements = []
    for place, (one, voice) in enumerate(zip(parts, voices, strict=True)):
        said_by, cue, content = (Passage.of(reading.text, part) for part in (one.source, one.cue, one.content))
        statements.append(
            Statement(str(place), "", voice.actor, voice.actor_id, said_by, cue, content, one.form, voice.voice)
        )
    gold = {j: reading.statements[i] for i, j in aligned(reading.text, reading.statements, statements)}
    targets = {issue.id: target_of(issue, nlp) for issue in reading.issues}
    for issues in kinds:
        where = Issues(issues).of(reading.text)
        matches = [
            where.match(said.content, [*said.cue, *(() if said.addressee is None else (said.addressee,))])
            for said in parts
        ]  # fmt: skip
        cases = [
            Case(said, covered(read.doc, read.starts, said.content), match, targets[match.issue.id],
                 voice.actor or "", voice.actor_id)
            for said, voice, match in zip(parts, voices, matches, strict=True) if match is not None
        ]  # fmt: skip
        places = [place for place, match in enumerate(matches) if match is not None]
        article = Article(reading, source)
        for place, case, judged in zip(places, cases, judgements(read.doc, cases), strict=True):
            match, theirs = matches[place], gold.get(place)
            if judged is not None and match is not None:
                stance = theirs.stance if theirs is not None and theirs.issue == match.issue.id else None
                article.examples.append(Example(judged, match.issue.id, case.holder_id, stance))
        yield article


def outcomes(article: Article, weights: Weights) -> list[Outcome]:
    """What is read of the annotated statements of an article by some weights."""
    found = iter(weighing.weighed(article.signs, weights, weights))
    read = []
    for one in article.examples:
        weighed = None if one.judged.signs is None else next(found)
        if one.stance is not None:
            stance = one.judged.stance if weighed is None else weighed.stance
            read.append(Outcome(stance, 1.0 if weighed is None else weighed.likely, one.stance))
    return read


def learnt(given: Sequence[Article]) -> Weights:
    """The weights for articles that no rule was made on.

    What the other statements of an article are worth is learnt from what each says by weights made without it.
    """
    rows, right, counts = [], [], []
    for parts, held in _folds(given):
        side, taking = _of_statements(parts)
        for article in held:
            margins = [weighing.total(signs.side, side) for signs, _, _ in article.signs]
            takes = [weighing.likelihood(weighing.total(signs.taking, taking)) for signs, _, _ in article.signs]
            leanings = [
                (math.tanh(margin) * take, issue, holder)
                for margin, take, (_, issue, holder) in zip(margins, takes, article.signs, strict=True)
            ]
            weighed = [one for one in article.examples if one.judged.signs is not None]
            for one, margin, (same, others) in zip(weighed, margins, weighing.company(leanings), strict=True):
                if one.stance in SIDES:
                    assert one.judged.signs is not None
                    rows.append(weighing.around_of(one.judged.signs, margin, same, others))
                    right.append(one.stance == "favor")
                    counts.append(article.count)
    return Weights(*_of_statements(given), _logistic(rows, right, counts, AMONG_STRENGTH, even=True))


def _of_statements(given: Sequence[Article]) -> tuple[Weighing, Weighing]:
    """The weights of a statement's own signs: of its side, and of its taking one."""
    known = [(article, one.judged.signs, one.stance) for article in given for one in article.examples
             if one.judged.signs is not None and one.stance is not None]  # fmt: skip
    sided = [(article, signs, stance) for article, signs, stance in known if stance in SIDES]

    def fitted(
        told: list[tuple[Article, Signs, str]], part: Callable[[Signs], Weighing], right: Callable[[str], bool],
        strength: float, *, even: bool,
    ) -> Weighing:  # fmt: skip
        rows = [part(signs) | ({_MARK: _EVIDENT} if _is_developed(article) else {}) for article, signs, _ in told]
        truths = [right(stance) for _, _, stance in told]
        return _logistic(rows, truths, [article.count for article, _, _ in told], strength, even=even)

    return (
        fitted(sided, lambda signs: signs.side, lambda stance: stance == "favor", SIDE_STRENGTH, even=True),
        fitted(known, lambda signs: signs.taking, lambda stance: stance in SIDES, TAKING_STRENGTH, even=False),
    )


def _is_developed(article: Article) -> bool:
    return article.reading.split == "dev"


def _logistic(
    rows: Sequence[Mapping[str, float]], right: Sequence[bool], counts: Sequence[float], strength: float, *, even: bool
) -> Weighing:
    """The weights of a logistic regression.

    `even` leaves out the intercept, so that no side is preferred, and signs of a side that would count against what
    they stand for: they are taken for chance.
    """
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    dropped: set[str] = set()
    while True:
        vectors = DictVectorizer()
        table = vectors.fit_transform([{k: v for k, v in row.items() if k not in dropped} for row in rows])
        model = LogisticRegression(C=strength, max_iter=3_000, fit_intercept=not even).fit(table, right, counts)
        weights = dict(zip(vectors.get_feature_names_out().tolist(), model.coef_[0].tolist(), strict=True))
        weights.pop(_MARK, None)
        contrary = {name for name, weight in weights.items() if weight < 0} if even else set()
        if not contrary:
            break
        dropped |= contrary
    kept = {name: round(weight, 2) for name, weight in sorted(weights.items()) if abs(weight) >= 0.02}
    return kept if even else {weighing.ALWAYS: round(float(model.intercept_[0]), 2), **kept}


def _folds(given: Sequence[Article]) -> Iterator[tuple[list[Article], list[Article]]]:
    """The articles but a part, and that part, for each of FOLDS parts; all readings of an article are in one."""
    places = {url: place for place, url in enumerate(dict.fromkeys(one.reading.url for one in given))}
    for fold in range(FOLDS):
        yield (
            [one for one in given if places[one.reading.url] % FOLDS != fold],
            [one for one in given if places[one.reading.url] % FOLDS == fold],
        )


def left_out(
    developed: Sequence[Article], unseen: Sequence[Article], known: Sequence[Article]
) -> list[tuple[Article, list[Outcome]]]:
    """What is read of the annotated statements of `unseen`, by weights made from all but their part of `known`, which
    are readings of the same articles in the same order."""
    return [
        (article, outcomes(article, weights))
        for (rest, _), (_, held) in zip(_folds(known), _folds(unseen), strict=True)
        for weights in [learnt([*developed, *rest])]
        for article in held
    ]


def shown(name: str, given: Sequence[Outcome]) -> Iterator[str]:
    """What each threshold gives, and what it is to be held against."""
    counts = {side: sum(one.stance == side for one in given) for side in SIDES}
    none = len(given) - sum(counts.values())
    yield f"{name}: {len(given)} statements; {counts['favor']} favor, {counts['against']} against, {none} neither"
    weighed = [(one.likely, one.read == one.stance) for one in given if one.likely < 1]
    brier = sum((sure - right) ** 2 for sure, right in weighed) / len(weighed)
    mean, base = (sum(one[i] for one in weighed) / len(weighed) for i in (0, 1))
    yield f"likelihood {mean:.3f}, right {base:.3f}; Brier score {brier:.3f}, of its mean {base * (1 - base):.3f}"
    yield "least  suggested            right               against right       always favor"
    surest = sorted((one.likely for one in given if one.read in POSITIONS), reverse=True)
    for least in (*THRESHOLDS, *surest[: round(LIKELIEST * len(given))][-1:]):
        firm = [one for one in given if one.read in POSITIONS and one.likely >= least]
        right = share(sum(one.read == one.stance for one in firm), len(firm))
        against = [one for one in firm if one.read == "against"]
        ours = share(sum(one.stance == "against" for one in against), len(against))
        always = share(sum(one.stance == "favor" for one in firm), len(firm))
        yield f"{least:.2f}   {share(len(firm), len(given)):<20} {right:<19} {ours:<19} {always}"


def written(plain: Weights, indicated: Weights) -> str:
    """The module that holds the weights."""
    lines = ['"""Weights of stances, made by `python -m bench.stances` from our own annotations; do not edit."""']
    for prefix, made in (("", plain), ("INDICATED_", indicated)):
        for name, weights in (("SIDE", made.side), ("TAKING", made.taking), ("AMONG", made.among)):
            told = (f'    "{sign}": {weight},' for sign, weight in weights.items())
            lines += ["", f"{prefix}{name}: dict[str, float] = {{", *told, "}"]
    return "\n".join(lines) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """Print the figures of articles left out; fit where asked."""
    parser = argparse.ArgumentParser(prog="python -m bench.stances", description=__doc__)
    parser.add_argument("--texts", type=Path, required=True, help="JSON Lines with url and text")
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--first", action="store_true", help="count what the first annotators read, and no others")
    parser.add_argument("--split", choices=("fit", "test"), default="fit")
    given = parser.parse_args(arguments)
    if given.fit and (given.first or given.split == "test"):
        parser.error("nothing is fitted on the test articles, nor to the first annotators alone")
    unseen = articles(given.texts, given.split, first_alone=given.first)
    if given.split == "test":
        read = {kind: [(one, outcomes(one, PLAIN if kind == WITHOUT else INDICATED)) for one in known]
                for kind, known in unseen.items()}  # fmt: skip
    else:
        developed = articles(given.texts, "dev")[WITHOUT]
        told_of = [article for kind in LEARNT for article in unseen[kind]]
        read = {kind: left_out(developed, known, known if kind == WITHOUT else told_of)
                for kind, known in unseen.items()}  # fmt: skip
        if given.fit:
            WEIGHTS.write_text(
                written(*(learnt([*developed, *known]) for known in (unseen[WITHOUT], told_of))), encoding="utf8"
            )
    for kind, told in read.items():
        for source in (None, GOLD.stem, STANCES.stem):
            of = [one for article, some in told if source in (None, article.source) for one in some]
            print(*shown(f"{kind}, {source or 'both'}", of), "", sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
