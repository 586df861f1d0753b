"""What the model knows of a statement: named features, so that a suggestion can say which of them speak for it.

Pure: from a statement to numbers by names, and from a name to words.
"""

from __future__ import annotations

import math
import re
from itertools import pairwise

from index.model import Statement

Features = dict[str, float]
"""Values by the features' names; a name is "kind:value"."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+")
_MOST_WORDS = 80
_SURE = 0.7


def features_of(
    statement: Statement, issue: str | None, outlet: str | None = None, section: str | None = None
) -> Features:
    """What a stance is learned from. `statement.suggested` must be what the rules suggest, `issue` that in force."""
    found = about_features(statement, outlet, section)
    if issue:
        found[f"issue:{issue}"] = 1.0
    if statement.actor:
        found[f"actor:{statement.actor_id or statement.actor}"] = 1.0
    suggested = statement.suggested
    if suggested is None:
        found["rules:"] = 1.0
    else:
        found[f"rules:{suggested.stance}"] = 1.0
        sure = "surely" if suggested.confidence >= _SURE else "hardly"
        found[f"{sure}:{suggested.stance}"] = 1.0
        if issue:
            found[f"rules on:{suggested.stance} {issue}"] = 1.0
        _add_words(found, "why", suggested.why)
    return found


def about_features(statement: Statement, outlet: str | None = None, section: str | None = None) -> Features:
    """What an issue is learned from: all but the issue, the actor, and what the rules suggest."""
    found: Features = {f"form:{statement.form}": 1.0, f"voice:{statement.voice}": 1.0}
    derivation = statement.derivation
    if derivation is not None:
        found[f"lemma:{derivation.lemma}"] = 1.0
        found[f"class:{derivation.cue_class}"] = 1.0
        if derivation.negated:
            found["negated:"] = 1.0
        if derivation.hedged:
            found["hedged:"] = 1.0
    _add_words(found, "cue", statement.cue.text)
    _add_words(found, "word", statement.content.text, pairs=True)
    if outlet:
        found[f"outlet:{outlet}"] = 1.0
    if section:
        found[f"section:{section}"] = 1.0
    return found


def words_of(text: str) -> list[str]:
    """The words of a text in small letters, each number as #; the first `_MOST_WORDS` of them."""
    found = (match[0].lower().replace("’", "'") for match in _WORD.finditer(text))
    return ["#" if word[0].isdigit() else word for word, _ in zip(found, range(_MOST_WORDS), strict=False)]


def _add_words(found: Features, kind: str, text: str, *, pairs: bool = False) -> None:
    words = words_of(text)
    names = {f"{kind}:{word}" for word in words}
    if pairs:
        names |= {f"pair:{one} {two}" for one, two in pairwise(words)}
    # Together they weigh about as much as three other features, however long the text is.
    value = min(1.0, 3.0 / math.sqrt(len(names))) if names else 0.0
    found.update(dict.fromkeys(names, value))


_IN_WORDS = {
    "word": "the word “{}”",
    "pair": "the words “{}”",
    "cue": "the cue “{}”",
    "lemma": "the cue “{}”",
    "class": "a cue of the kind {}",
    "negated": "the cue is negated",
    "hedged": "it is hearsay",
    "form": "its form, {}",
    "voice": "its voice, {}",
    "issue": "the issue {}",
    "actor": "the actor {}",
    "rules": "the rules suggest {}",
    "surely": "the rules are sure of {}",
    "hardly": "the rules are not sure of {}",
    "rules on": "the rules suggest {}",
    "why": "“{}” among the reasons of the rules",
    "outlet": "the outlet {}",
    "section": "the section {}",
}


def in_words(name: str) -> str:
    """A feature's name in words."""
    kind, _, value = name.partition(":")
    if name == "rules:":
        return "the rules suggest nothing"
    if kind == "rules on":
        stance, _, issue = value.partition(" ")
        return f"the rules suggest {stance} on {issue}"
    return _IN_WORDS.get(kind, "{}").format(value)
