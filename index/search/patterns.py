"""What patterns over the letters of a word are made of, and the programs that they become."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from index.search.automaton import Automaton, LetterTest, Program
from index.search.words import fold


@dataclass(frozen=True, slots=True)
class LetterClass:
    """One letter of a class. Capital letters and accents in it make no difference."""

    single: frozenset[str]
    ranges: tuple[tuple[str, str], ...]
    kinds: str
    negated: bool = False

    def __call__(self, letter: str) -> bool:
        upper = letter.upper()
        found = (
            letter in self.single
            or any(first <= letter <= last or first <= upper <= last for first, last in self.ranges)
            or any(_is_kind(kind, letter) for kind in self.kinds)
        )
        return found is not self.negated


def _is_kind(kind: str, letter: str) -> bool:
    is_it = letter.isdigit() if kind in "dD" else letter.isalnum()
    return is_it is not kind.isupper()


@dataclass(frozen=True, slots=True)
class One:
    asked: str | LetterTest
    size: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    parts: tuple[Part, ...]
    size: int


@dataclass(frozen=True, slots=True)
class Choice:
    ways: tuple[Part, ...]
    size: int


@dataclass(frozen=True, slots=True)
class Repeated:
    part: Part
    least: int
    most: int | None
    size: int


Part: TypeAlias = One | Row | Choice | Repeated


def any_letter(_letter: str) -> bool:
    return True


def letters_of(sign: str) -> Part:
    """A letter as it is in forms of words: some become two, and what only marks another becomes none."""
    folded = fold(sign)
    return One(folded) if len(folded) == 1 else Row(tuple(One(letter) for letter in folded), len(folded))


def _written(program: Program, part: Part, then: int) -> int:
    """The step with which `part`, followed by `then`, begins."""
    match part:
        case One(asked=asked):
            return program.letter(asked, then)
        case Row(parts=parts):
            for one in reversed(parts):
                then = _written(program, one, then)
            return then
        case Choice(ways=ways):
            return program.fork([_written(program, way, then) for way in ways])
        case Repeated(part=inner, least=least, most=most):
            if most is None:
                loop = program.fork()
                program.forks[loop] += [_written(program, inner, loop), then]
                then = loop
            else:
                for _ in range(most - least):
                    then = program.fork([_written(program, inner, then), then])
            for _ in range(least):
                then = _written(program, inner, then)
            return then


def _prefix(part: Part) -> str:
    """The letters that everything matched by `part` begins with."""
    parts: Sequence[Part] = part.parts if isinstance(part, Row) else (part,)
    found = ""
    for one in parts:
        if isinstance(one, Row):
            inner = _prefix(one)
            found += inner
            if len(inner) < one.size:
                break
        elif isinstance(one, One) and isinstance(one.asked, str):
            found += one.asked
        else:
            break
    return found


def automaton(part: Part) -> Automaton:
    """The automaton that says whether a whole word is matched by `part`."""
    program = Program()
    return Automaton(program, _written(program, part, 0), _prefix(part))


@lru_cache(maxsize=64)
def compile_wildcard(text: str) -> Automaton:
    """The automaton of a word in which `*` stands for any number of letters, and `?` for one."""
    parts: list[Part] = []
    for sign in text:
        match sign:
            case "*":
                parts.append(Repeated(One(any_letter), 0, None, 3))
            case "?":
                parts.append(One(any_letter))
            case _:
                parts.append(letters_of(sign))
    return automaton(Row(tuple(parts), sum(part.size for part in parts)))
