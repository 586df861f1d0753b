"""Why a statement was found, in words that an analyst understands. Pure: from model objects to sentences.

A reason has a topic ("cue"), what holds ("“urged”") and why that is so ("“urge”: a request"). What is
quoted from the article stands in it as it is: whoever draws a reason treats it as plain text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from index import reason_words as words
from index.model import Derivation, Passage, Statement, StatementView, Suggestion, Voice

SOURCE, CUE, CONTENT, RULE, WITHIN, HOLDS = "source", "cue", "content", "found by", "within", "holds"
VOICE, ISSUE, STANCE, CONFIDENCE = "voice", "issue", "stance", "confidence"

TOPICS = (SOURCE, CUE, CONTENT, RULE, WITHIN, HOLDS, VOICE, ISSUE, STANCE, CONFIDENCE)
"""What reasons are about, in the order in which they are given."""

LONGEST = 240
"""Code points that are quoted of a passage at most."""

MOST_HELD = 4
"""Statements inside of another one that are named at most."""

_FRACTIONS = (
    *((19, 20), (9, 10), (5, 6), (4, 5), (3, 4), (2, 3), (3, 5)),
    *((1, 2), (2, 5), (1, 3), (1, 4), (1, 5), (1, 10), (1, 20)),
)


@dataclass(frozen=True, slots=True)
class Reason:
    """What holds of a statement (`says`), and why (`because`, sentences without a full stop). `topic` is of TOPICS.

    `steps` are what `says` is made of where it is a chain, the outermost first.
    """

    topic: str
    says: str
    because: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()


class Family:
    """The statements of one article as they hold each other: made once, and asked about each of them."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._known: dict[str, Statement] = {}
        self._held: dict[str, list[Statement]] = {}
        for one in statements:
            self._known[one.id] = one
            self._held.setdefault(parent_of(one), []).append(one)

    def chain(self, statement: Statement) -> list[Statement]:
        """The statements that hold this one, the outermost first, and at the end the statement itself.

        A holder that is not of the family ends the chain.
        """
        found = [statement]
        seen = {statement.id}
        above = parent_of(statement)
        while above in self._known and above not in seen:
            seen.add(above)
            found.append(self._known[above])
            above = parent_of(self._known[above])
        return found[::-1]

    def held(self, statement: Statement) -> list[Statement]:
        """The statements that this one holds, in the order of the family."""
        return [one for one in self._held.get(statement.id, ()) if one.id != statement.id]


def parent_of(statement: Statement) -> str:
    """The id of the statement that holds this one, "" at the top."""
    return (statement.derivation.parent if statement.derivation is not None else None) or ""


def quoted(passage: Passage) -> str:
    """A passage in quotation marks and in one line; pieces that do not stand together are parted by an ellipsis."""
    whole, at, before = "", 0, None
    for span in passage.spans:
        piece = " ".join(passage.text[at : at + span.end - span.start].split())
        beside = before is not None and span.start - before <= 1
        whole += piece if not whole else f" {piece}" if beside else f" … {piece}"
        at, before = at + span.end - span.start + 1, span.end
    if len(whole) > LONGEST:
        whole = whole[:LONGEST].rsplit(" ", 1)[0] + " …"
    within = whole.replace("“", "‘").replace("”", "’")
    return f"“{_without_marks(within)}”"


def _without_marks(text: str) -> str:
    """Without the quotation marks round all of it, so that they do not stand there twice."""
    if len(text) > 1 and text[0] in '‘"' and text[-1] in '’"' and not set(text[1:-1]) & set('‘"'):
        return text[1:-1]
    return text


def name_of(statement: Statement) -> str:
    """The actor's name, else the words of the source, else that there is none."""
    return " ".join((statement.actor or statement.source.text).split()) or "nobody named"


def said(statement: Statement) -> str:
    """Who it is and the cue, as one says it: "Ada Lind had promised", "according to Walla", "his refusal"."""
    name, cue = name_of(statement), " ".join(statement.cue.text.split())
    derivation = statement.derivation
    rule = derivation.rule if derivation is not None else ""
    if not any(character.isalpha() for character in cue):
        return f"{name}:"
    if rule in ("according", "in-words", "felt"):
        return f"{cue} {name}"
    if rule.startswith("passive-"):
        return f"{cue} by {name}"
    if rule.startswith("noun-") and not rule.endswith(tuple(words.ENDINGS)):
        return f"{name}’s {cue}"
    return f"{name} {cue}"


_PARTS = {SOURCE: ("actor", "source"), CUE: ("cue",), CONTENT: ("content", "form"), VOICE: ("voice", "via")}
"""The parts of a statement that a reason is about, as they are named where people correct them."""


def reasons(
    statement: Statement,
    *,
    others: Family | Iterable[Statement] = (),
    propositions: Mapping[str, str] | None = None,
    view: StatementView | None = None,
) -> list[Reason]:
    """Why the statement was found and is read as it is, in the order of TOPICS.

    `others` are the statements of the same article: a Family where all of them are asked about, since making one
    takes a look at each. `propositions` are the issues' by their ids. `view` is the
    statement as it stands in a library, with what people decided about it; None outside of one.
    """
    family = others if isinstance(others, Family) else Family(others)
    above = family.chain(statement)
    found = [*_evidence(statement), _rule(statement)]
    if len(above) > 1:
        steps = (*map(said, above), quoted(statement.content))
        found.append(Reason(WITHIN, " → ".join(steps), steps=steps))
    inside = family.held(statement)
    if inside:
        told = [f"{said(one)} {quoted(one.content)}" for one in inside[:MOST_HELD]]
        more = len(inside) - len(told)
        found.append(Reason(HOLDS, "; ".join(told), (f"and {more} more",) if more else ()))
    found += [_voice(statement, above), _issue(statement, propositions or {}, view), _stance(statement, view)]
    if statement.made_by is None:
        about = "about who said what; the stance has a confidence of its own"
        found.append(Reason(CONFIDENCE, sureness(statement.confidence), (about,)))
    if view is not None and view.found is not None:
        found = [_by_hand(reason, view.found, view) for reason in found]
    return found


def _by_hand(reason: Reason, before: Statement, view: StatementView) -> Reason:
    """The reason for what people corrected: that they did, and what it was `before`."""
    parts = [part for part in _PARTS.get(reason.topic, ()) if part in view.edited]
    if not parts:
        return reason
    actor = (view.statement.actor or "it is not known who",) if "actor" in parts else ()
    told = (f"{part} corrected by hand; found was {_as_found(before, part)}" for part in parts)
    return replace(reason, because=(*actor, *told))


def _as_found(before: Statement, part: str) -> str:
    match part:
        case "actor":
            return before.actor or "nobody known"
        case "via":
            return ", then ".join(before.via) or "nobody"
        case "form" | "voice":
            return str(getattr(before, part))
        case _:
            passage: Passage = getattr(before, part)
            return quoted(passage) if passage else "none"


def sureness(confidence: float) -> str:
    """A confidence (0 to 1) in words and as a figure: "fairly sure: right in about 4 of 5 such findings (0.81)"."""
    part, of = min(_FRACTIONS, key=lambda pair: abs(pair[0] / pair[1] - confidence))
    share = "nearly all" if confidence > words.NEARLY_ALL else f"about {part} of {of}"
    return f"{_sure(part / of)}: right in {share} such findings ({confidence:.2f})"


def stance_sureness(confidence: float) -> str:
    """A suggestion's confidence in words: it orders suggestions, and is no share of those that are right."""
    return f"{_sure(confidence)} of the stance ({confidence:.2f}: it orders suggestions)"


def _sure(confidence: float) -> str:
    return next((text for least, text in words.SURENESS if confidence >= least), words.UNSURE)


def _evidence(statement: Statement) -> list[Reason]:
    derivation = statement.derivation
    source = Reason(SOURCE, quoted(statement.source), _who(statement, derivation)) if statement.source else None
    nobody = Reason(SOURCE, "not in the text", _who(statement, derivation))
    if statement.cue:
        cue = Reason(CUE, quoted(statement.cue), _cue(derivation))
    else:
        cue = Reason(CUE, "not in the text", _cue(derivation))
    content = Reason(CONTENT, quoted(statement.content), (words.FORMS[statement.form],))
    return [source or nobody, cue, content]


def _who(statement: Statement, derivation: Derivation | None) -> tuple[str, ...]:
    actor = statement.actor
    if statement.made_by is not None or derivation is None:
        return (actor,) if actor and actor != statement.source.text else ()
    if actor is None:
        return (words.HOLDERS["none"],)
    if statement.voice is Voice.SPOKESPERSON and derivation.holder == "role":
        return ()  # for whom the source speaks is said of the voice
    return (words.HOLDERS.get(derivation.holder or "", "{actor}").replace("{actor}", actor),)


def _cue(derivation: Derivation | None) -> tuple[str, ...]:
    if derivation is None:
        return ()
    kind = words.CLASSES.get(derivation.cue_class, derivation.cue_class)
    named = any(character.isalpha() for character in derivation.lemma)
    found = [f"“{derivation.lemma}”: {kind}" if named else kind]
    if derivation.negated:
        found.append(words.NEGATED)
    if derivation.hedged:
        found.append(words.HEDGED)
    return tuple(found)


def _rule(statement: Statement) -> Reason:
    if statement.made_by is not None:
        return Reason(RULE, f"hand: {statement.made_by} marked it")
    if statement.derivation is None:
        return Reason(RULE, "an earlier analysis, which did not keep its reasons")
    rule = statement.derivation.rule
    return Reason(RULE, words.rule_words(rule) or f"the rule {rule}", (f"rule {rule}",))


def _voice(statement: Statement, above: list[Statement]) -> Reason:
    name = name_of(statement)
    via = statement.via
    through = (f"it came through {', then '.join(via)}",) if via else ()
    match statement.voice:
        case Voice.SPOKESPERSON:
            source = quoted(statement.source) if statement.source else "a spokesperson"
            says = f"{source} speaks for {name}"
        case Voice.ORGANISATION:
            says = f"{name} speaks as a body, a government or a country"
        case Voice.UNNAMED:
            says = "somebody whom the article does not name"
        case Voice.OTHER:
            tellers = [name_of(one) for one in above[:-1] if one.actor_id != statement.actor_id]
            teller = tellers[-1] if tellers else via[0] if via else "another actor"
            says = f"{teller} tells what {name} said or did"
        case _:
            says = f"{name}, in their own name"
    return Reason(VOICE, says, through)


def _issue(statement: Statement, propositions: Mapping[str, str], view: StatementView | None) -> Reason:
    chosen = statement.issue if view is None else view.issue
    proposed = view.proposed.proposition if view is not None and view.proposed is not None else None
    if view is None and statement.proposal is not None:
        proposed = propositions.get(statement.proposal, statement.proposal)
    if chosen is None and proposed is not None:
        return Reason(ISSUE, f"proposed: {proposed}", ("no known issue; made of the article's words",))
    if chosen is None:
        return Reason(ISSUE, "none", ("no word of a known issue stands in it",) if statement.made_by is None else ())
    says = propositions.get(chosen, chosen)
    if chosen != statement.issue and statement.proposal is not None and statement.issue is None:
        return Reason(ISSUE, says, ("chosen by hand, or accepted where it was proposed",))
    if chosen != statement.issue or statement.made_by is not None:
        return Reason(ISSUE, says, ("chosen by hand",))
    derivation = statement.derivation
    if derivation is None or derivation.issue_place not in words.PLACES:
        return Reason(ISSUE, says)
    named = ", ".join(f"“{one}”" for one in derivation.issue_words) or "its words"
    return Reason(ISSUE, says, (words.PLACES[derivation.issue_place].replace("{words}", named),))


def _stance(statement: Statement, view: StatementView | None) -> Reason:
    suggested = statement.suggested
    why = () if suggested is None else (suggested.why, stance_sureness(suggested.confidence))
    if view is not None and view.conflict:
        return Reason(STANCE, "disagreement: " + ", ".join(f"{one.by}: {one.stance}" for one in view.labels), why)
    if view is not None and view.label is not None:
        beside = () if suggested is None else (f"{_who_suggests(suggested)} {suggested.stance}: {suggested.why}",)
        return Reason(STANCE, f"{view.label.stance}, labelled by {view.label.by}", beside + why[1:])
    if suggested is None:
        nothing = () if statement.made_by is not None else ("nothing in it that the rules could weigh",)
        return Reason(STANCE, "none yet", nothing)
    return Reason(STANCE, f"{suggested.stance}, suggested", why)


def _who_suggests(suggested: Suggestion) -> str:
    return "the rules suggest" if suggested.by.startswith("rules") else f"what was {suggested.by} suggests"
