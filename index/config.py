"""The configuration: the shipped config.yaml, and what a library's own changes of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from index.model import Actor, Issue, digest

if TYPE_CHECKING:
    from index.located import Located

STANCES = ("favor", "against", "mixed", "neutral", "none", "unclear")
"""The stances that the rules suggest; a codebook's labels stand for them."""

# Named tuples, which cost the start a tenth of what data classes do. What each value must be is in `config_rules`.


class Example(NamedTuple):
    """What somebody says in an article, and the issue that it is about, where that has to be known.

    In YAML it is a text alone, or one with an issue: {text: ..., issue: ...}.
    """

    text: str
    issue: str | None


class EdgeCase(NamedTuple):
    """A rule for a case that is not plain: an example to which the label is given, and one to which another is.

    `no` is the example that looks like it and is not, `instead` the id of the label that it gets.
    """

    rule: str
    yes: Example
    no: Example | None
    instead: str | None


class CodebookLabel(NamedTuple):
    """A stance label: what it is called, the key that sets it, how it looks, and what it means."""

    id: str
    key: str
    glyph: str
    colour: str
    definition: str
    examples: tuple[Example, ...]
    edge_cases: tuple[EdgeCase, ...]
    order: float | None
    suggests: str | None

    @property
    def stance(self) -> str | None:
        """The stance of the rules that this label stands for, if it stands for one."""
        return self.suggests or (self.id if self.id in STANCES else None)

    @property
    def meaning(self) -> str:
        """The definition; of a label that people split off another one perhaps that it has none yet."""
        return self.definition or "It has no definition yet: one can be given in config.yaml, under its id."


class Codebook(NamedTuple):
    """The labels and their version."""

    name: str
    version: int
    labels: tuple[CodebookLabel, ...]


class IssueEntry(NamedTuple):
    """An issue as the configuration describes it.

    `definition` says what it takes in; `examples` are about it, `counterexamples` look like it and are not. `favor` and
    `against` are its indicators: words that speak for the proposition and against it.
    """

    id: str
    proposition: str
    words: tuple[str, ...] = ()
    favor: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    definition: str | None = None
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()

    def model(self) -> Issue:
        """The issue in the vocabulary of the rest of Sayso."""
        return Issue(self.id, self.proposition, self.words, self.definition, self.favor, self.against)


class ActorEntry(NamedTuple):
    """An actor as the configuration describes it."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    metonyms: tuple[str, ...]

    def model(self) -> Actor:
        """The actor in the vocabulary of the rest of Sayso."""
        return Actor(self.id, self.name, self.kind, self.aliases, self.metonyms)


class Panes(NamedTuple):
    """Sizes of the panes (columns, for `entities` lines), the longest line of the article, the theme."""

    list: int
    positions: int
    entities: int
    measure: int
    theme: str


class LanguageSettings(NamedTuple):
    """What the analysis reads with: the model, characters a part, seconds an article, how many processes.

    Without a number of `processes` there are as many as cores that Sayso may use, two at most.
    """

    model: str
    part: int
    time_limit: int
    processes: int | None


class Reading(NamedTuple):
    """Limits of reading: `largest_file` in megabytes."""

    largest_file: int


class SearchSettings(NamedTuple):
    """Hits printed at most, and characters of a snippet; how many different words one beginning, wildcard, fuzzy word
    or regular expression may stand for, and for how many seconds they are looked for."""

    limit: int
    snippet: int
    expansion: int
    regex_seconds: float


class StorySettings(NamedTuple):
    """When articles tell one story, and statements are one utterance; config.yaml says what each number means."""

    similarity: float
    contained: float
    part: float
    days: int
    shortest: int
    quotation: int


class LearningSettings(NamedTuple):
    """Whether suggestions learn from labels, from how many labels (`from` in the file) on, and after how many new ones
    again."""

    on: bool
    least: int
    every: int


class AnchoringSettings(NamedTuple):
    """How much alike words must be that are the same ones still in a corrected article, where they changed."""

    similarity: float


class AdjudicationSettings(NamedTuple):
    """The reasons to choose from for what annotators labelled differently; how many equal labels finish a statement."""

    reasons: tuple[str, ...]
    coders: int


class LabellingSettings(NamedTuple):
    """Whether the time that each decision takes is kept, on this machine alone; what share of one's labels comes back
    for a second look, and after how many others at the earliest."""

    timing: bool
    again: float
    between: int


class Config(NamedTuple):
    """The values in force; `demonstration` is whether the shipped issues and actors are among them."""

    annotator: str | None
    demonstration: bool
    codebook: Codebook
    issues: tuple[IssueEntry, ...]
    actors: tuple[ActorEntry, ...]
    keys: dict[str, dict[str, tuple[str, ...]]]
    panes: Panes
    language: LanguageSettings
    reading: Reading
    search: SearchSettings
    stories: StorySettings
    anchoring: AnchoringSettings
    learning: LearningSettings
    adjudication: AdjudicationSettings
    labelling: LabellingSettings

    def label(self, label_id: str) -> CodebookLabel | None:
        """The codebook's label with this id, None where there is none."""
        return next((label for label in self.codebook.labels if label.id == label_id), None)

    def label_for(self, stance: str) -> CodebookLabel | None:
        """The label that stands for a suggested stance: one of the rules', or a label's own id; None for others."""
        found = next((label for label in self.codebook.labels if label.stance == stance), None)
        return found or self.label(stance)

    def stance_of(self, label_id: str) -> str | None:
        """How suggestions name a label's stance, so that `label_for` finds it; None where there is no such label."""
        label = self.label(label_id)
        if label is None:
            return None
        return label.stance if label.stance and self.label_for(label.stance) is label else label.id

    def analysis_hash(self) -> str:
        """A hash of everything in the configuration that the analysis reads."""
        language = self.language._asdict()
        for unread in ("time_limit", "processes"):
            del language[unread]
        read = {
            "demonstration": self.demonstration,
            # Not what people alone read: definition, examples, counterexamples.
            "issues": [[one.id, one.proposition, one.words, one.favor, one.against] for one in self.issues],
            "actors": [one._asdict() for one in self.actors],
            "language": language,
            "stances": [[label.id, label.stance] for label in self.codebook.labels],
        }
        return digest(json.dumps(read, sort_keys=True))


def of(plain: dict[str, Any]) -> Config:
    """The configuration of plain data that was checked by `config_rules`; KeyError, TypeError for other data."""
    codebook, learning = plain["codebook"], plain["learning"]
    actors = ({**one, "aliases": tuple(one["aliases"]), "metonyms": tuple(one["metonyms"])} for one in plain["actors"])
    return Config(
        annotator=plain["annotator"],
        demonstration=plain["demonstration"],
        codebook=Codebook(codebook["name"], codebook["version"], tuple(map(_label, codebook["labels"]))),
        issues=tuple(map(_issue, plain["issues"])),
        actors=tuple(ActorEntry(**one) for one in actors),
        keys={pane: {name: tuple(some) for name, some in actions.items()} for pane, actions in plain["keys"].items()},
        panes=Panes(**plain["panes"]),
        language=LanguageSettings(**plain["language"]),
        reading=Reading(**plain["reading"]),
        search=SearchSettings(**plain["search"]),
        stories=StorySettings(**plain["stories"]),
        anchoring=AnchoringSettings(**plain["anchoring"]),
        learning=LearningSettings(learning["on"], learning["from"], learning["every"]),
        adjudication=AdjudicationSettings(tuple(plain["adjudication"]["reasons"]), plain["adjudication"]["coders"]),
        labelling=LabellingSettings(**plain["labelling"]),
    )


def _label(given: dict[str, Any]) -> CodebookLabel:
    examples = tuple(Example(**one) for one in given["examples"])
    return CodebookLabel(
        **{**given, "examples": examples, "edge_cases": tuple(_edge_case(**one) for one in given["edge_cases"])}
    )


def _edge_case(rule: str, yes: dict[str, Any], no: dict[str, Any] | None, instead: str | None) -> EdgeCase:
    return EdgeCase(rule, Example(**yes), None if no is None else Example(**no), instead)


def _issue(given: dict[str, Any]) -> IssueEntry:
    lists = ("words", "favor", "against", "examples", "counterexamples")
    return IssueEntry(**{**given, **{name: tuple(given[name]) for name in lists}})


def plain(part: object) -> Any:
    """A part of the configuration as plain data, as JSON has it."""
    if isinstance(part, tuple):
        named = getattr(part, "_asdict", None)
        return [plain(one) for one in part] if named is None else {name: plain(one) for name, one in named().items()}
    return {name: plain(one) for name, one in part.items()} if isinstance(part, dict) else part


@dataclass(frozen=True, slots=True)
class Setting:
    """One value in force: its key with dots, the value, and the file and line that it comes from."""

    key: str
    value: object
    file: str
    line: int


def shipped_file() -> Path:
    """The shipped config.yaml: in a checkout at its top, else inside the installed package."""
    return _data("config.yaml")


def seeds_folder() -> Path:
    """The articles that a first library starts with."""
    return _data("seeds")


def _data(name: str) -> Path:
    checkout = Path(__file__).resolve().parent.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / name).exists():
        return checkout / name
    from importlib import resources

    return Path(str(resources.files("index"))) / "data" / name


@cache
def shipped() -> Config:
    """The shipped configuration, as it is."""
    return of(_checked(_shipped_tree()))


def load(folder: Path | None, *, kept: Path | None = None) -> Config:
    """The shipped configuration, changed by the config.yaml in `folder` where there is one.

    `kept` is a folder of the cache: a configuration that was checked once is taken from there as long as nothing
    in its files changes. Raises ConfigError, which names file, line, key and what was expected.
    """
    own = folder / "config.yaml" if folder is not None else None
    own = own if own is not None and own.exists() else None
    if kept is None:
        return read_file(own)
    from index import config_kept

    return config_kept.load(own, kept)


def read_file(own: Path | None) -> Config:
    """The shipped configuration, changed by the file `own`; raises ConfigError."""
    return shipped() if own is None else of(checked(own))


def checked(own: Path | None) -> dict[str, Any]:
    """`read_file` as plain data."""
    return _checked(_tree(own))


def settings(own: Path | None) -> list[Setting]:
    """Every value in force and where it comes from; `own` is a library's config.yaml or None."""
    tree = _tree(own)
    _checked(tree)
    return [Setting(".".join(map(str, path)), leaf.plain(), leaf.file, leaf.line) for path, leaf in tree.leaves()]


def _tree(own: Path | None) -> Located:
    base = _shipped_tree()
    if own is None:
        return base
    from index import located

    changes = located.read(own)
    wanted = changes.value.get("demonstration")
    if wanted is not None and wanted.value is False:
        base = _without_demonstration(base, wanted)
    return located.merge(base, changes)


def _without_demonstration(base: Located, because: Located) -> Located:
    """The shipped tree without its issues and actors; that there are none is said where `because` stands."""
    from index.located import Located

    empty = {name: Located([], because.file, because.line) for name in ("issues", "actors")}
    return Located({**base.value, **empty}, base.file, base.line)


@cache
def _shipped_tree() -> Located:
    from index import located

    return located.read(shipped_file())


def _checked(tree: Located) -> dict[str, Any]:
    from index import config_rules

    return config_rules.checked(tree, _shipped_tree())
