"""The names of all rules that the analysis can give, read from its source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import index.language

FOLDER = Path(index.language.__file__).parent

_TELLING = (ast.Call, ast.Assign, ast.AugAssign, ast.Compare, ast.FunctionDef)
"""What `_names` looks at."""


@cache
def rule_names(folder: Path = FOLDER) -> frozenset[str]:
    """Every word that the modules of `folder` use as the name of a rule."""
    return frozenset(name for file in folder.glob("*.py") for name in names_in(file.read_text(encoding="utf-8")))


def names_in(source: str) -> set[str]:
    """The names of rules in the source of a module.

    They are given to `Finding` (its third argument) and to functions with a parameter `rule`, set as or
    compared with an attribute or a variable `rule`, or given back beside the tokens of a content. What is
    added to a name begins with a hyphen.
    """
    nodes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, _TELLING)]
    places = {
        node.name: [argument.arg for argument in node.args.args].index("rule")
        for node in nodes
        if isinstance(node, ast.FunctionDef) and "rule" in [argument.arg for argument in node.args.args]
    } | {"Finding": 2}
    return {name for node in nodes for name in _names(node, places) if name}


def _names(node: ast.AST, places: dict[str, int]) -> Iterator[str]:
    match node:
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=keywords) if name in places:
            yield from _words(*arguments[places[name] : places[name] + 1])
            yield from _words(*(one.value for one in keywords if one.arg == "rule"))
        case ast.Assign(targets=[target], value=value) | ast.AugAssign(target=target, value=value) if _is_rule(target):
            yield from _words(value)
        case ast.Compare(left=left, comparators=values) if _is_rule(left):
            yield from _words(*values)
        case ast.FunctionDef(body=_, returns=ast.Subscript(value=ast.Name(id="tuple"), slice=ast.Tuple(elts=kinds))):
            at = next((place for place, kind in enumerate(kinds) if _is_word(kind)), None)
            if at is None or not ast.unparse(kinds[0]).startswith("set["):
                return
            for inner in ast.walk(node):
                if isinstance(inner, ast.Return) and isinstance(inner.value, ast.Tuple):
                    yield from _words(inner.value.elts[at])


def _is_rule(node: ast.AST) -> bool:
    return (isinstance(node, ast.Attribute) and node.attr == "rule") or (
        isinstance(node, ast.Name) and node.id == "rule"
    )


def _is_word(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id == "str"


def _words(*nodes: ast.AST) -> Iterator[str]:
    for node in nodes:
        for inner in ast.walk(node):
            if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
                yield inner.value
