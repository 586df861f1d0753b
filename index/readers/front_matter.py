"""The block of YAML at the beginning of a Markdown file.

Only the shape of YAML is used, never its types: each value is the text that stands there, so that a date
stays as it was written and "No" stays a word. Anchors, aliases and tags are refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from index.errors import ReadError
from index.readers.fields import NAMES

KEYS = tuple(name for name in NAMES if name != "text")
LARGEST = 64 * 1024
_DEEPEST = 4
_FENCE = re.compile(r"---[^\S\n]*\n")
_END = re.compile(r"^(?:---|\.\.\.)[^\S\n]*$", re.MULTILINE)
_KEY = re.compile(r"[A-Za-z_][\w \-]{0,40}:")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """`values` by their names, `end` the offset after the closing line, sentences on what was left out."""

    values: dict[str, str | None]
    end: int
    warnings: tuple[str, ...]


def read_front_matter(text: str) -> FrontMatter | None:
    """The front matter at the very beginning of a cleaned text, None where there is none.

    Raises ReadError, with the line, where it is never closed, no YAML, larger than 64 kB, no list of
    keys and values, or where it gives a key twice.
    """
    opening = _FENCE.match(text)
    if opening is None:
        return None
    start = opening.end()
    closing = _END.search(text, start, start + LARGEST)
    if closing is None:
        if _KEY.match(text, start) is None:
            return None
        if len(text) > start + LARGEST:
            raise ReadError("line 1: the front matter does not end within 64 kB; close it with a line of three dashes")
        raise ReadError("line 1: the front matter is never closed; end it with a line of three dashes")
    values, warnings = _values(text[start : closing.start()])
    return FrontMatter(values, closing.end(), warnings)


def _values(block: str) -> tuple[dict[str, str | None], tuple[str, ...]]:
    try:
        _refuse_the_unusual(block)
        root = yaml.compose(block, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark is not None else 1
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "it is not YAML"
        raise ReadError(
            f"line {line}: the front matter cannot be read ({problem}); put values with a colon in quotation marks"
        ) from None
    if root is None:
        return {}, ()
    if not isinstance(root, yaml.MappingNode):
        raise ReadError("line 2: the front matter holds no keys; write one `key: value` a line")
    values: dict[str, str | None] = {}
    warnings: list[str] = []
    unknown: list[str] = []
    for key, value in root.value:
        line = key.start_mark.line + 2
        name = key.value if isinstance(key, yaml.ScalarNode) else None
        if name is None:
            raise ReadError(f"line {line}: a key of the front matter is not a word")
        if name in values:
            raise ReadError(f"line {line}: the front matter gives the key “{name[:40]}” twice")
        values[name] = _scalar(value) if name in KEYS else None
        if name not in KEYS:
            unknown.append(f"“{name[:40]}” (line {line})")
        elif values[name] is None and not _is_null(value):
            warnings.append(f"line {line}: the value of “{name}” is no text; it is left out")
    if unknown:
        more = f" and {len(unknown) - 5} more" if len(unknown) > 5 else ""
        warnings.append(
            f"the front matter has keys that are not known: {', '.join(unknown[:5])}{more}; read are {', '.join(KEYS)}"
        )
    return values, tuple(warnings)


def _refuse_the_unusual(block: str) -> None:
    depth = 0
    for event in yaml.parse(block, Loader=yaml.SafeLoader):
        line = event.start_mark.line + 2 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise ReadError(f"line {line}: anchors and aliases (& and *) are not read in front matter")
        if getattr(event, "tag", None):
            raise ReadError(f"line {line}: tags (!) are not read in front matter")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise ReadError(f"line {line}: the front matter is nested too deeply")


def _is_null(node: yaml.Node) -> bool:
    return bool(node.tag == "tag:yaml.org,2002:null")


def _scalar(node: yaml.Node) -> str | None:
    """A value as it is written; a list of values (of authors, say) joined by commas."""
    if isinstance(node, yaml.ScalarNode):
        return None if _is_null(node) else str(node.value)
    if not isinstance(node, yaml.SequenceNode) or not all(isinstance(item, yaml.ScalarNode) for item in node.value):
        return None
    return ", ".join(str(item.value) for item in node.value) or None
