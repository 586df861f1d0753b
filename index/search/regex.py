"""Regular expressions over whole words: what they may hold, and the automaton that each becomes.

They are matched against a word's form, which is in lower case and without accents, from its first letter to its
last. There are letters, `.`, classes (`[a-z]`, `[^0-9]`, `\\d`, `\\w`), groups, `|`, and `*`, `+`, `?`, `{2}`, `{2,}`,
`{2,5}`. Back-references and look-arounds are none: what there is takes linear time.
"""

from __future__ import annotations

from functools import lru_cache

from index.search.automaton import Automaton, LetterTest
from index.search.patterns import Choice, LetterClass, One, Part, Repeated, Row, any_letter, automaton, letters_of
from index.search.words import fold

#: How many steps a pattern may have with its repetitions written out, how often it may repeat, and how deep it nests.
MOST_STEPS = 500
MOST_REPEATED = 100
DEEPEST = 30


class RegexError(ValueError):
    """A regular expression that cannot be used. `start` and `end` are where in it; `proposal` is one that can."""

    def __init__(self, sentence: str, start: int, end: int, proposal: str | None = None) -> None:
        super().__init__(sentence)
        self.start = start
        self.end = end
        self.proposal = proposal


class _Reader:
    """Reads a pattern from left to right."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0
        self.depth = 0

    def fail(self, sentence: str, start: int, end: int, instead: str | None = None) -> RegexError:
        """An error; `instead` is what should stand between `start` and `end`."""
        proposal = None if instead is None else self.pattern[:start] + instead + self.pattern[end:]
        return RegexError(sentence, start, min(end, len(self.pattern)), proposal)

    def peek(self, size: int = 1) -> str:
        return self.pattern[self.at : self.at + size]

    def whole(self) -> Part:
        part = self.choice()
        if self.at < len(self.pattern):
            raise self.fail("this ) closes no group: write \\) for the sign itself", self.at, self.at + 1, "")
        return part

    def choice(self) -> Part:
        ways = [self.row()]
        while self.peek() == "|":
            self.at += 1
            ways.append(self.row())
        return ways[0] if len(ways) == 1 else Choice(tuple(ways), sum(way.size for way in ways) + 1)

    def row(self) -> Part:
        parts: list[Part] = []
        while self.at < len(self.pattern) and self.peek() not in "|)":
            start = self.at
            part = self.repeated(self.one(), start)
            if part is not None:
                parts.append(part)
        size = sum(part.size for part in parts)
        if size > MOST_STEPS:
            raise self.too_large(0)
        return parts[0] if len(parts) == 1 else Row(tuple(parts), size)

    def too_large(self, start: int) -> RegexError:
        return self.fail(
            f"with its repetitions written out it has more than {MOST_STEPS} steps: make it shorter", start, self.at
        )

    def repeated(self, part: Part | None, start: int) -> Part | None:
        place = self.at
        sign = self.peek()
        if sign and sign in "*+?":
            self.at += 1
            least, most = {"*": (0, None), "+": (1, None), "?": (0, 1)}[sign]
        elif sign == "{":
            least, most = self.counted()
        else:
            return part
        if part is None:
            raise self.fail(f"{self.pattern[place : self.at]} has nothing before it that could repeat", place, self.at)
        if self.peek() == "?":  # the shortest match instead of the longest: of a whole word there is but one
            self.at += 1
        if self.peek() and self.peek() in "*+{":
            raise self.fail(
                "two repetitions follow each other: put what repeats in parentheses",
                place,
                self.at + 1,
                self.pattern[place : self.at],
            )
        times = max(least, 1) if most is None else most
        size = part.size * max(times, 1) + 2 * max(times - least, 1)
        if size > MOST_STEPS:
            raise self.too_large(start)
        return Repeated(part, least, most, size)

    def counted(self) -> tuple[int, int | None]:
        start = self.at
        end = self.pattern.find("}", start)
        inner = self.pattern[start + 1 : end] if end >= 0 else ""
        first, comma, last = inner.partition(",")
        if not (_is_number(first) and (not last or _is_number(last)) and (comma or not last)):
            raise self.fail(
                "{ needs numbers and a }, such as {2} or {2,5}: write \\{ for the sign itself", start, start + 1, "\\{"
            )
        self.at = end + 1
        least = int(first)
        most = (int(last) if last else None) if comma else least
        if max(least, most or 0) > MOST_REPEATED:
            raise self.fail(f"{MOST_REPEATED} repetitions are the most", start, self.at)
        if most is not None and least > most:
            raise self.fail(
                f"{least} is more than {most}: write the smaller number first", start, self.at, f"{{{most},{least}}}"
            )
        return least, most

    def one(self) -> Part | None:
        """One letter, class or group; None for what takes no letter."""
        start = self.at
        sign = self.pattern[start]
        if sign == "(":
            return self.group()
        if sign == "[":
            return One(self.bracketed())
        if sign == "\\":
            return self.escaped()
        if sign in "*+?":
            raise self.fail(f"{sign} has nothing before it that could repeat", start, start + 1, f"\\{sign}")
        if sign == "{":
            self.counted()
            raise self.fail("{ has nothing before it that could repeat", start, self.at)
        self.at += 1
        if sign == ".":
            return One(any_letter)
        if sign == "^" and start == 0:
            return None
        if sign == "$" and self.at == len(self.pattern):
            return None
        if sign in "^$":
            raise self.fail(
                f"{sign} can only stand at the pattern's {'beginning' if sign == '^' else 'end'}, and need not: "
                "the whole word is matched anyway",
                start,
                start + 1,
                "",
            )
        if sign.isspace():
            raise self.fail("a word holds no space: match each word on its own", start, start + 1, "")
        return letters_of(sign)

    def group(self) -> Part:
        start = self.at
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.fail(f"groups are nested more than {DEEPEST} deep", start, start + 1)
        self.at += 1
        if self.peek() == "?":
            if self.peek(2) != "?:":
                raise self.special(start)
            self.at += 2
        part = self.choice()
        if self.peek() != ")":
            raise RegexError("this group is not closed: put a ) where it ends", start, start + 1, self.pattern + ")")
        self.at += 1
        self.depth -= 1
        return part

    def special(self, start: int) -> RegexError:
        following = self.pattern[start + 2 : start + 4]
        end = start + 3
        if following[:1] in ("=", "!"):
            return self.fail("looking ahead, by (?= or (?!, cannot be used here: match the word as it is", start, end)
        if following in ("<=", "<!"):
            return self.fail(
                "looking back, by (?<= or (?<!, cannot be used here: match the word as it is", start, end + 1
            )
        if following == "P=":
            return self.fail("what a group matched cannot be referred to", start, end + 1)
        named = self.pattern.find(">", start) + 1 if following[:1] in ("P", "<") else 0
        return self.fail("after (? only : can stand here; ( alone makes a group", start, max(end, named), "(")

    def escaped(self) -> Part:
        start = self.at
        if start + 1 >= len(self.pattern):
            raise self.fail("\\ has nothing after it: write \\\\ for the sign itself", start, start + 1, "\\\\")
        sign = self.pattern[start + 1]
        self.at += 2
        if sign in "dDwW":
            return One(LetterClass(frozenset(), (), sign))
        raise_for = self.unknown_escape(start, sign)
        if raise_for is not None:
            raise raise_for
        return letters_of(sign)

    def unknown_escape(self, start: int, sign: str) -> RegexError | None:
        end = start + 2
        if sign.isdigit():
            return self.fail(f"\\{sign} refers back to a group, which cannot be used here", start, end)
        if sign in "bBAZ":
            return self.fail(f"\\{sign} is not needed: the whole word is matched anyway", start, end, "")
        if sign in "sS":
            return self.fail(f"\\{sign} is not needed: a word holds no space", start, end, "" if sign == "s" else ".")
        if sign.isalnum():
            return self.fail(f"\\{sign} is unknown: there are \\d and \\w", start, end, sign)
        return None

    def bracketed(self) -> LetterTest:
        start = self.at
        self.at += 1
        negated = self.peek() == "^"
        if negated:
            self.at += 1
        single: set[str] = set()
        ranges: list[tuple[str, str]] = []
        kinds = ""
        first = True
        while first or self.peek() != "]":
            first = False
            if self.at >= len(self.pattern):
                closed = RegexError("this [ is not closed: put a ] after its last letter", start, start + 1)
                closed.proposal = self.pattern + "]" if self.at > start + 1 + negated else None
                raise closed
            place = self.at
            low = self.class_letter()
            if low is None:
                kinds += self.pattern[self.at - 1]
                continue
            if self.peek() == "-" and self.peek(2) not in ("-", "-]"):
                self.at += 1
                high = self.class_letter()
                if high is None or low > high:
                    swapped = f"{high}-{low}" if high is not None else None
                    raise self.fail("this range runs backwards", place, self.at, swapped)
                ranges.append((low, high))
            else:
                single.update((low, fold(low)))
        self.at += 1
        return LetterClass(frozenset(single), tuple(ranges), kinds, negated)

    def class_letter(self) -> str | None:
        """The next letter of a class; None where it was \\d, \\w or their opposites."""
        sign = self.peek()
        self.at += 1
        if sign != "\\":
            return sign
        sign = self.peek()
        if not sign:
            raise self.fail("\\ has nothing after it: write \\\\ for the sign itself", self.at - 1, self.at, "\\\\]")
        self.at += 1
        if sign in "dDwW":
            return None
        problem = self.unknown_escape(self.at - 2, sign)
        if problem is not None:
            raise problem
        return sign


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 4


@lru_cache(maxsize=64)
def compile_regex(pattern: str) -> Automaton:
    """The automaton of a regular expression. Raises RegexError."""
    return automaton(_Reader(pattern).whole())
