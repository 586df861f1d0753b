"""An automaton over the letters of a word: it says in time linear to the word whether the whole of it matches.

Wildcards and regular expressions become one. It goes through all ways to match at once, so that no pattern can run
away; which ways are open after which letters is worked out when it is first needed, and remembered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from math import inf
from time import monotonic
from typing import TypeAlias

#: How many sets of open ways, and letters that lead on from them, are remembered.
_STATES = 2_000
_MOVES = 50_000

LetterTest: TypeAlias = Callable[[str], bool]
#: One step of a program: a letter that is asked for (itself, or a test), and where it leads.
_Letter: TypeAlias = tuple[str | LetterTest, int]

_DEAD, _BEGIN = 0, 1


@dataclass(slots=True)
class Program:
    """What an automaton goes through: written from its end to its beginning. Step 0 is the end of a match."""

    letters: dict[int, _Letter] = field(default_factory=dict)
    forks: dict[int, list[int]] = field(default_factory=dict)
    size: int = 1

    def letter(self, asked: str | LetterTest, then: int) -> int:
        """A step that takes one letter and goes on with `then`."""
        self.letters[self.size] = (asked, then)
        self.size += 1
        return self.size - 1

    def fork(self, ways: Iterable[int] = ()) -> int:
        """A step that takes no letter and goes on with any of `ways`; more can be added to `forks` later."""
        self.forks[self.size] = list(ways)
        self.size += 1
        return self.size - 1


class Automaton:
    """A program that can be asked about words. For one thread at a time."""

    def __init__(self, program: Program, start: int, prefix: str = "") -> None:
        """`prefix` is what every word that matches begins with."""
        self.prefix = prefix
        self._program = program
        self._start = start
        self._numbers: dict[frozenset[int], int] = {}
        self._sets: list[frozenset[int]] = []
        self._ends: list[bool] = []
        self._moves: list[dict[str, int]] = []
        self._count = 0
        self._forget()

    def matches(self, form: str, deadline: float = inf) -> bool:
        """Whether the whole of `form` matches. Raises TimeoutError after `deadline`, a time by `time.monotonic`."""
        moves = self._moves
        state = _BEGIN
        for letter in form:
            following = moves[state].get(letter)
            if following is None:
                following = self._move(state, letter, deadline)
            if following == _DEAD:
                return False
            state = following
        return self._ends[state]

    def _forget(self) -> None:
        self._numbers.clear()
        for one in (self._sets, self._ends, self._moves):
            one.clear()
        self._count = 0
        self._number(frozenset())
        self._number(self._open([self._start]))

    def _number(self, ways: frozenset[int]) -> int:
        found = self._numbers.get(ways)
        if found is None:
            found = self._numbers[ways] = len(self._sets)
            self._sets.append(ways)
            self._ends.append(0 in ways)
            self._moves.append({})
        return found

    def _open(self, steps: Iterable[int]) -> frozenset[int]:
        """The steps that take a letter, or end, which can be reached from `steps` without taking one."""
        seen = set(steps)
        stack = list(seen)
        forks = self._program.forks
        while stack:
            for way in forks.get(stack.pop(), ()):
                if way not in seen:
                    seen.add(way)
                    stack.append(way)
        return frozenset(step for step in seen if step not in forks)

    def _move(self, state: int, letter: str, deadline: float) -> int:
        if monotonic() > deadline:
            raise TimeoutError
        letters = self._program.letters
        ways = self._sets[state]
        reached = [
            then
            for asked, then in (letters[step] for step in ways if step)
            if (asked == letter if isinstance(asked, str) else asked(letter))
        ]
        following = self._open(reached)
        if len(self._sets) >= _STATES or self._count >= _MOVES:
            self._forget()
            return self._number(following)
        number = self._number(following)
        self._moves[state][letter] = number
        self._count += 1
        return number
