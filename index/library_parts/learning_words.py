"""What was learned, in words, and the learning curve as a table with bars. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from index.phrasing import listed

_WIDTH = 30


def percent(value: float) -> str:
    """A share as people write it."""
    return f"{round(100 * value)}%"


def with_interval(share: Mapping[str, float]) -> str:
    """A share with its 90% interval."""
    return f"{percent(share['value'])} ({round(100 * share['low'])}–{round(100 * share['high'])})"


def described(number: int, at: str, record: Mapping[str, Any]) -> str:
    """A model in a few sentences: when, on what, how well beside the rules, and whether its suggestions are shown.

    Of a record that lacks something, that it does.
    """
    try:
        return _described(number, at, record)
    except (KeyError, TypeError, ValueError, AttributeError):
        return f"learned {number}, on {at[:10]}: its figures are lost"


def _described(number: int, at: str, record: Mapping[str, Any]) -> str:
    whom = listed([f"{by} ({count})" for by, count in record["annotators"].items()])
    blind = f", {record['blind']} of them given without suggestions in sight" if record["blind"] else ""
    stance = record["stance"]
    figures = (
        f"for statements of stories that it had not seen it was right in {with_interval(stance['right'])}, the rules in"
        f" {with_interval(stance['rules'])}; its confidence is off by {percent(stance['ece'])} on average"
    )
    shown = (
        "It does better than the rules, and suggests in their place"
        if record["proposes"]
        else "That is not surely better than the rules, which go on suggesting"
    )
    issue = record.get("issue")
    issues = ""
    if issue and issue["proposes"]:
        issues = f". It suggests issues too: {with_interval(issue['right'])} of {issue['asked']} were right"
    return (
        f"learned {number}, on {at[:10]}, from {record['labels']} labelled statements, labels by {whom}{blind}, in"
        f" {record['stories']} stories: {figures}. {shown}{issues}."
    )


def curve_lines(record: Mapping[str, Any]) -> list[str]:
    """The learning curve: share right by the number of labels, of all guesses and of the surer half."""
    points: Sequence[Mapping[str, Any]] = record["curve"]
    rules = record["stance"]["rules"]
    mark = round(_WIDTH * rules["value"])
    lines = ["labels  right (90% interval)  surer half      off by"]
    for point in points:
        right, half = point["right"]["1"], point["right"]["0.5"]
        filled = round(_WIDTH * right["value"])
        bar = "".join("┃" if place == mark else "█" if place < filled else "·" for place in range(_WIDTH + 1))
        lines.append(
            f"{point['labels']:>6}  {with_interval(right):<20}  {with_interval(half):<14}  {percent(point['ece']):>6}"
            f"  {bar}"
        )
    lines.append(f" rules  {with_interval(rules):<20}  (┃)")
    return lines
