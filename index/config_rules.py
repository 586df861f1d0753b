"""What a configuration must be like: checked with pydantic, every mistake named by file, line and key.

Nobody imports this who can take a configuration that was checked before (see `config_kept`): pydantic takes longer to
load than all else that opening a library needs.
"""

from __future__ import annotations

import json
from difflib import get_close_matches
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from index import keys, located
from index.errors import ConfigError

PANES = (
    *("list", "entities", "article", "positions", "facets", "concordance", "saved"),
    *("adjudication", "orphans"),
)
"""The panes that have keys of their own; `everywhere` and `moving` hold in each of them."""

Identifier = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
Line = Annotated[str, Field(min_length=1, max_length=400)]
Text = Annotated[str, Field(min_length=1, max_length=4000)]
Indicator = Annotated[str, Field(min_length=1, max_length=80)]
"""A word or a short phrase; a longer one would stand in no text."""
Indicators = Annotated[tuple[Indicator, ...], Field(max_length=300)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _Listed(_Part):
    """A part whose lists are tuples, which strict validation would refuse."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=False, coerce_numbers_to_str=False)


class Example(_Part):
    """What somebody says in an article, and the issue that it is about, where that has to be known.

    In YAML it is a text alone, or one with an issue: {text: ..., issue: ...}.
    """

    text: Text
    issue: Line | None = None

    @model_validator(mode="before")
    @classmethod
    def _of_text(cls, given: object) -> object:
        return {"text": given} if isinstance(given, str) else given


class EdgeCase(_Part):
    """A rule for a case that is not plain: an example to which the label is given, and one to which another is.

    `no` is the example that looks like it and is not, `instead` the id of the label that it gets.
    """

    rule: Text
    yes: Example
    no: Example | None = None
    instead: Identifier | None = None


class CodebookLabel(_Listed):
    """A stance label: what it is called, the key that sets it, how it looks, and what it means."""

    id: Identifier
    key: Annotated[str, Field(min_length=1, max_length=1)]
    glyph: Annotated[str, Field(min_length=1, max_length=1)]
    colour: Literal["blue", "orange", "violet", "green", "red", "cyan", "grey"] = "grey"
    definition: Text
    examples: tuple[Example, ...] = ()
    edge_cases: tuple[EdgeCase, ...] = ()
    order: Annotated[float, Field(strict=False, allow_inf_nan=False)] | None = None
    suggests: Literal["favor", "against", "mixed", "neutral", "none", "unclear"] | None = None


class Codebook(_Listed):
    """The labels and their version."""

    name: Line
    version: Annotated[int, Field(strict=True, ge=1)]
    labels: Annotated[tuple[CodebookLabel, ...], Field(min_length=1)]


class IssueEntry(_Listed):
    """An issue as the configuration describes it.

    `definition` says what it takes in; `examples` are about it, `counterexamples` look like it and are not. `favor` and
    `against` are its indicators: words that speak for the proposition and against it.
    """

    id: Identifier
    proposition: Line
    words: tuple[Line, ...] = ()
    favor: Indicators = ()
    against: Indicators = ()
    definition: Text | None = None
    examples: tuple[Text, ...] = ()
    counterexamples: tuple[Text, ...] = ()


class ActorEntry(_Listed):
    """An actor as the configuration describes it."""

    id: Identifier
    name: Line
    kind: Literal["person", "country", "organisation", "media"] = "organisation"
    aliases: tuple[Line, ...] = ()
    metonyms: tuple[Line, ...] = ()


class Panes(_Part):
    """Sizes of the panes (columns, for `entities` lines), the longest line of the article, the theme."""

    list: Annotated[int, Field(ge=20, le=80)]
    positions: Annotated[int, Field(ge=24, le=80)]
    entities: Annotated[int, Field(ge=4, le=40)]
    measure: Annotated[int, Field(ge=38, le=120)]
    theme: Literal["sayso-dark", "sayso-light", "sayso-terminal"]


class LanguageSettings(_Part):
    """What the analysis reads with: the model, characters a part, seconds an article, how many processes.

    Without a number of `processes` there are as many as cores that Sayso may use, two at most.
    """

    model: Literal["en_core_web_sm"]
    part: Annotated[int, Field(ge=1_000, le=900_000)]
    time_limit: Annotated[int, Field(ge=1, le=3600)]
    processes: Annotated[int, Field(ge=1, le=64)] | None


class Reading(_Part):
    """Limits of reading: `largest_file` in megabytes."""

    largest_file: Annotated[int, Field(ge=1, le=1024)]


class SearchSettings(_Part):
    """Hits printed at most, and characters of a snippet; how many different words one beginning, wildcard, fuzzy word
    or regular expression may stand for, and for how many seconds they are looked for."""

    limit: Annotated[int, Field(ge=0, le=100_000)]
    snippet: Annotated[int, Field(ge=20, le=1000)]
    expansion: Annotated[int, Field(ge=1, le=1_000_000)]
    regex_seconds: Annotated[float, Field(gt=0, le=60)]


Share = Annotated[float, Field(strict=False, ge=0.1, le=1.0)]


class StorySettings(_Part):
    """When articles tell one story, and statements are one utterance; config.yaml says what each number means."""

    similarity: Share
    contained: Share
    part: Share
    days: Annotated[int, Field(ge=0, le=3660)]
    shortest: Annotated[int, Field(ge=10, le=1000)]
    quotation: Annotated[int, Field(ge=4, le=100)]


class AnchoringSettings(_Part):
    """How much alike words must be that are the same ones still in a corrected article, where they changed."""

    similarity: Share


class LearningSettings(_Part):
    """Whether suggestions learn from labels, from how many labels `from` on, and after how many new ones again."""

    on: bool
    least: Annotated[int, Field(ge=20, le=100_000, alias="from")]
    every: Annotated[int, Field(ge=1, le=100_000)]


class AdjudicationSettings(_Listed):
    """The reasons to choose from for what annotators labelled differently; how many equal labels finish a statement."""

    reasons: Annotated[tuple[Line, ...], Field(min_length=1)]
    coders: Annotated[int, Field(strict=True, ge=1, le=100)]


class LabellingSettings(_Part):
    """Whether the time that each decision takes is kept, on this machine alone; what share of one's labels comes back
    for a second look, and after how many others at the earliest."""

    timing: bool
    again: Annotated[float, Field(strict=False, ge=0, le=1)]
    between: Annotated[int, Field(ge=0, le=10_000)]


class Config(_Listed):
    """The values in force; `demonstration` is whether the shipped issues and actors are among them."""

    annotator: Line | None
    demonstration: Annotated[bool, Field(strict=True)]
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


def checked(tree: located.Located, shipped: located.Located) -> dict[str, Any]:
    """The values of a configuration, `tree`, as plain data; `shipped` is the one that it changes.

    Raises ConfigError, which names file, line, key and what was expected.
    """
    try:
        config = Config.model_validate(tree.plain())
    except ValidationError as error:
        first = error.errors()[0]
        path = tuple(first["loc"])
        raise ConfigError(_sentence(tree, path, first["type"], first["msg"])) from None
    for path, what in (
        (("codebook", "labels"), [label.id for label in config.codebook.labels]),
        (("issues",), [issue.id for issue in config.issues]),
        (("actors",), [actor.id for actor in config.actors]),
    ):
        for place, identifier in enumerate(what):
            if identifier in what[:place]:
                here = tree.at((*path, place))
                raise ConfigError(f"{_place(here)}: the id '{identifier}' stands twice under {'.'.join(path)}")
    _check_edge_cases(tree, config)
    _check_indicators(tree, config)
    _check_keys(tree, shipped, config)
    return config.model_dump(mode="json", by_alias=True)


def _check_edge_cases(tree: located.Located, config: Config) -> None:
    known = {label.id for label in config.codebook.labels}
    for place, label in enumerate(config.codebook.labels):
        for number, case in enumerate(label.edge_cases):
            here = tree.at(("codebook", "labels", place, "edge_cases", number))
            if (case.no is None) != (case.instead is None):
                raise ConfigError(
                    f"{_place(here)}: an edge case has both 'no' and 'instead', or neither: what looks like the label"
                    " and is not, and the label that it gets"
                )
            if case.instead is not None and case.instead not in known:
                raise ConfigError(
                    f"{_place(here)}: 'instead' names no label: '{case.instead}'; there are {', '.join(sorted(known))}"
                )


def _check_indicators(tree: located.Located, config: Config) -> None:
    for place, issue in enumerate(config.issues):
        first: dict[str, str] = {}
        for side, phrases in (("favor", issue.favor), ("against", issue.against)):
            for number, phrase in enumerate(phrases):
                here = tree.at(("issues", place, side, number))
                if not any(c.isalnum() for c in phrase):
                    raise ConfigError(
                        f"{_place(here)}: the issue '{issue.id}' has {json.dumps(phrase, ensure_ascii=False)} under"
                        f" '{side}', in which there is no word to look for"
                    )
                said = " ".join(phrase.casefold().split())
                if first.setdefault(said, side) != side:
                    raise ConfigError(
                        f"{_place(here)}: the issue '{issue.id}' has '{phrase}' under both 'favor' and 'against': what"
                        " speaks for both sides tells nothing; leave it out, or say more of it in a phrase"
                    )


def _place(here: located.Located) -> str:
    return f"{here.file}, line {here.line}"


def _sentence(tree: located.Located, path: tuple[str | int, ...], kind: str, message: str) -> str:
    here = tree.at(path)
    key = ".".join(map(str, path))
    if kind == "extra_forbidden":
        known = _known_keys(path[:-1])
        near = get_close_matches(str(path[-1]), known, n=1)
        hint = f"; did you mean '{near[0]}'?" if near else f"; known here: {', '.join(known)}"
        return f"{_place(here)}: unknown key '{key}'{hint}"
    if kind == "missing":
        return f"{_place(here)}: the key '{key}' is missing; it must be given"
    found = here.plain()
    shown = json.dumps(found, ensure_ascii=False, default=str)[:60]
    expected = message.removeprefix("Input should be ")
    for pydantic_word, word in _WORDS.items():
        expected = expected.replace(pydantic_word, word)
    return f"{_place(here)}: '{key}': expected {expected[0].lower()}{expected[1:]}, found {shown}"


_WORDS = {
    "a valid tuple": "a list",
    "a valid string": "text",
    "a valid integer": "a whole number",
    "a valid boolean": "true or false",
    "a valid dictionary": "keys with values",
    "Tuple should have": "a list of",
    "String should have": "text of",
    "String should match pattern": "text that matches",
}


def _known_keys(path: tuple[str | int, ...]) -> list[str]:
    model: type[BaseModel] | None = Config
    for step in path:
        if isinstance(step, int):
            continue
        annotation = model.model_fields[step].annotation if model and step in model.model_fields else None
        arguments = [annotation, *getattr(annotation, "__args__", ())]
        model = next((a for a in arguments if isinstance(a, type) and issubclass(a, BaseModel)), None)
    return [one.alias or name for name, one in model.model_fields.items()] if model else []


_YIELDING = frozenset({"space", "z", "b"})
"""Keys that mean something in all panes, and something else, or the beginning of it, in a pane that says so."""


def _check_keys(tree: located.Located, shipped: located.Located, config: Config) -> None:
    known = shipped.plain()["keys"]
    sequences: dict[tuple[str, str], list[keys.Sequence]] = {}
    for pane, actions in config.keys.items():
        for action, names in actions.items():
            here = tree.at(("keys", pane, action))
            if pane not in known:
                raise ConfigError(f"{_place(here)}: unknown pane 'keys.{pane}'; known: {', '.join(known)}")
            if action not in known[pane]:
                raise ConfigError(
                    f"{_place(here)}: unknown action 'keys.{pane}.{action}'; known: {', '.join(known[pane])}"
                )
            for name in names:
                try:
                    sequences.setdefault((pane, action), []).append(keys.parse_key(name))
                except ValueError as error:
                    raise ConfigError(f"{_place(here)}: 'keys.{pane}.{action}': {error}") from None
    shared = ("everywhere", "moving")
    lists = [(*shared, pane, "lists") for pane in ("list", "concordance", "positions")]
    for panes in [*((*shared, pane) for pane in PANES), *lists, ("marking",)]:
        begun = {
            sequence[0]
            for (pane, _), found in sequences.items()
            if pane in panes and pane not in shared
            for sequence in found
            if sequence[0] in _YIELDING
        }
        bindings = [
            (f"keys.{pane}.{action}", sequence)
            for (pane, action), found in sequences.items()
            if pane in panes
            for sequence in found
            if not (pane in shared and len(panes) > 1 and sequence[0] in begun and len(sequence) == 1)
        ]
        if "positions" in panes:
            bindings += [(f"codebook label '{label.id}'", (label.key,)) for label in config.codebook.labels]
        found = keys.clash(bindings)
        if found is not None:
            one, one_keys, other, other_keys = found
            where = _place(_changed_one(tree, shipped, one, other))
            raise ConfigError(
                f"{where}: {one} ({''.join(one_keys)}) and {other} ({''.join(other_keys)}) "
                f"are in each other's way in the pane '{panes[-1]}'; give one of them another key"
            )


def _changed_one(tree: located.Located, shipped: located.Located, *names: str) -> located.Located:
    """Of bindings that clash, the one that stands in the library's own file, else the last."""
    places = [tree.at(tuple(n.split(".")) if n.startswith("keys.") else ("codebook", "labels")) for n in names]
    own = [place for place in places if place.file != shipped.file]
    return (own or places)[-1]
