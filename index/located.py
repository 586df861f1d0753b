"""YAML that remembers where each value stands, so that an error can name file and line.

Only plain data is read: maps with text keys, lists, text, numbers, true/false, null. Tags, anchors and
aliases are refused, duplicate keys too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from index.errors import ConfigError
from index.text import clean_line

LARGEST = 1_000_000
"""A configuration of more bytes than this is refused unread."""

DEEPEST = 50
"""A value inside more lists and maps than this is refused."""

# libyaml's parser where PyYAML was built with it: ten times as fast, on the way to the first picture.
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_MERGED_BY_ID = frozenset({("codebook", "labels"), ("issues",), ("actors",)})


@dataclass(frozen=True, slots=True)
class Located:
    """A value (a map or list of further ones, or a scalar), the file it stands in and its line from 1."""

    value: Any
    file: str
    line: int

    def plain(self) -> Any:
        """The value without its places."""
        if isinstance(self.value, dict):
            return {key: child.plain() for key, child in self.value.items()}
        if isinstance(self.value, list):
            return [child.plain() for child in self.value]
        return self.value

    def at(self, path: tuple[str | int, ...]) -> Located:
        """What stands at `path`, or the nearest thing above it that exists."""
        here = self
        for step in path:
            inside = here.value
            known = step in inside if isinstance(inside, dict) else isinstance(step, int) and _has(inside, step)
            if not known:
                break
            here = inside[step]
        return here

    def leaves(self, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Located]]:
        """Every scalar, empty map and empty list below this one, with its path, in the file's order."""
        if isinstance(self.value, dict) and self.value:
            for key, child in self.value.items():
                yield from child.leaves((*path, key))
        elif isinstance(self.value, list) and self.value:
            for place, child in enumerate(self.value):
                yield from child.leaves((*path, place))
        else:
            yield path, self


def read(file: Path) -> Located:
    """Read a YAML file. Raises ConfigError, naming file and line, for what is no plain YAML map."""
    name = clean_line(str(file))
    try:
        if file.stat().st_size > LARGEST:
            raise ConfigError(f"{name}: larger than {LARGEST:,} bytes; a configuration is small")
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(f"{name}: not UTF-8 text (byte {error.start}); save it as UTF-8") from None
    except OSError as error:
        raise ConfigError(f"{name}: {error.strerror or error}") from None
    return parse(text, name)


def parse(text: str, name: str) -> Located:
    """`read` for a text that is already at hand; `name` is what errors call it."""
    try:
        depth = 0
        for event in yaml.parse(text, Loader=_LOADER):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                raise ConfigError(f"{name}, line {_line(event)}: nested too deeply")
            if getattr(event, "anchor", None) is not None or getattr(event, "tag", None) is not None:
                raise ConfigError(
                    f"{name}, line {_line(event)}: anchors, aliases and tags are not read; write the value out"
                )
        node = yaml.compose(text, Loader=_LOADER)
        if node is None:
            return Located({}, name, 1)
        located = _locate(node, name)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f", line {mark.line + 1}" if mark else ""
        raise ConfigError(f"{name}{line}: no valid YAML: {clean_line(error.problem or str(error))}") from None
    except yaml.YAMLError as error:
        raise ConfigError(f"{name}: no valid YAML: {clean_line(str(error))}") from None
    if not isinstance(located.value, dict):
        raise ConfigError(f"{name}, line {located.line}: expected keys with values, found {_kind(located.value)}")
    return located


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark is not None else 1


def _locate(node: yaml.Node, name: str) -> Located:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        found: dict[str, Located] = {}
        for key_node, value_node in node.value:
            key_line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                raise ConfigError(f"{name}, line {key_line}: a key must be text")
            key = clean_line(key_node.value)
            if key in found:
                raise ConfigError(
                    f"{name}, line {key_line}: the key '{key}' stands here twice (first in line {found[key].line}); "
                    "keep one of them"
                )
            child = _locate(value_node, name)
            found[key] = Located(child.value, name, key_line)
        return Located(found, name, line)
    if isinstance(node, yaml.SequenceNode):
        return Located([_locate(child, name) for child in node.value], name, line)
    return Located(_scalar(node, name, line), name, line)


def _scalar(node: yaml.Node, name: str, line: int) -> Any:
    assert isinstance(node, yaml.ScalarNode)
    kind = node.tag.rpartition(":")[2]
    constructor = yaml.SafeLoader("")
    try:
        if kind in ("null", "bool", "int", "float"):
            return getattr(constructor, f"construct_yaml_{kind}")(node)
    except ValueError:
        raise ConfigError(f"{name}, line {line}: '{clean_line(node.value)[:60]}' is no {kind}") from None
    return node.value


def merge(base: Located, over: Located, path: tuple[str | int, ...] = ()) -> Located:
    """`base` with what `over` says instead: maps key by key, lists of labels, issues and actors by id."""
    if isinstance(base.value, dict) and isinstance(over.value, dict):
        merged = dict(base.value)
        for key, child in over.value.items():
            merged[key] = merge(merged[key], child, (*path, key)) if key in merged else child
        return Located(merged, over.file, over.line)
    if path in _MERGED_BY_ID and isinstance(base.value, list) and isinstance(over.value, list):
        entries = list(base.value)
        places = {_id(entry): place for place, entry in enumerate(entries) if _id(entry) is not None}
        seen: dict[str | None, int] = {}
        for entry in over.value:
            first = seen.setdefault(_id(entry), entry.line)
            if _id(entry) is not None and first != entry.line:
                raise ConfigError(
                    f"{entry.file}, line {entry.line}: the id '{_id(entry)}' stands here twice "
                    f"(first in line {first}); keep one of them"
                )
            known = places.get(_id(entry)) if _id(entry) is not None else None
            if known is None:
                entries.append(entry)
            else:
                entries[known] = merge(entries[known], entry, (*path, known))
        return Located(entries, over.file, over.line)
    return over


def _has(value: Any, place: int) -> bool:
    return isinstance(value, list) and place < len(value)


def _id(entry: Located) -> str | None:
    if isinstance(entry.value, dict) and "id" in entry.value and isinstance(entry.value["id"].value, str):
        return str(entry.value["id"].value)
    return None


def _kind(value: Any) -> str:
    return {list: "a list", dict: "a map", str: "a text", bool: "true or false"}.get(type(value), "a single value")
