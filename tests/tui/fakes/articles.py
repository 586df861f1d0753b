"""Articles of the tests, with what there is to find in them."""

from __future__ import annotations

from dataclasses import replace

from index.model import (
    Analysis,
    Derivation,
    Entity,
    EntityType,
    Form,
    Statement,
    Suggestion,
    Voice,
)
from tests.making import span, stated

HARBOUR = """Harbour board defers vote on dredging

The harbour board put off its vote on the deeper channel on Tuesday, after the fishers' union \
called on members to "reject the plan outright".

Mayor Ines Calder said she would back the dredging if the state paid half of the costs. \
"We cannot carry this alone," Calder said.

A spokesperson for the port authority declined to comment on the letter. Rolf Tamm, who leads the \
union, told Radio Quay that the silt "will kill the mussel beds". Tamm rejected the board's offer of talks.
"""


def entity(text: str, words: str, kind: EntityType, name: str | None = None, after: int = 0) -> Entity:
    """A mention of a named thing."""
    return Entity(span(text, words, after), words, kind, name or words)


def statement(
    text: str,
    actor: str,
    source: str,
    cue: str,
    content: str,
    stance: str | None,
    *,
    form: Form = Form.INDIRECT,
    voice: Voice = Voice.SELF,
    via: tuple[str, ...] = (),
    issue: str | None = None,
    derivation: Derivation | None = None,
) -> Statement:
    """A statement whose parts are given by their words; the cue and the content by their last place."""
    suggested = Suggestion(stance, 0.8, "by its words", "rules 1") if stance else None
    return stated(
        text, source, cue, content, actor=actor, suggested=suggested, form=form, voice=voice, via=via, issue=issue,
        derivation=derivation,
    )  # fmt: skip


def harbour() -> Analysis:
    """What there is to find in HARBOUR."""
    text = HARBOUR
    entities = (
        entity(text, "Ines Calder", EntityType.PERSON),
        entity(text, "Calder", EntityType.PERSON, "Ines Calder", text.index("alone")),
        entity(text, "Rolf Tamm", EntityType.PERSON),
        entity(text, "Tamm", EntityType.PERSON, "Rolf Tamm", text.index("beds")),
        entity(text, "Radio Quay", EntityType.MEDIA),
        entity(text, "port authority", EntityType.ORG),
        entity(text, "fishers' union", EntityType.ORG),
    )
    union = '"reject the plan outright"'
    statements = (
        statement(
            text,
            "Fishers' union",
            "the fishers' union",
            "called on",
            union,
            "against",
            form=Form.MIXED,
            issue="dredging",
        ),
        statement(
            text,
            "Ines Calder",
            "Mayor Ines Calder",
            "said",
            "she would back the dredging if the state paid half of the costs",
            "mixed",
            issue="dredging",
        ),
        statement(
            text,
            "Port authority",
            "A spokesperson for the port authority",
            "declined to comment",
            "on the letter",
            "neutral",
            voice=Voice.SPOKESPERSON,
        ),
        statement(
            text,
            "Rolf Tamm",
            "Rolf Tamm, who leads the union",
            "told",
            'the silt "will kill the mussel beds"',
            "against",
            form=Form.MIXED,
            via=("Radio Quay",),
            issue="dredging",
        ),
        statement(text, "Rolf Tamm", "Tamm rejected"[:4], "rejected", "the board's offer of talks", None),
    )
    return Analysis(entities, statements)


FERRY = """Ferry row: the minister's promise is in doubt

The ferry to Wick Island may be lost before the winter, and nobody on the quay would say who pays for it.

Joaquim Bell told Radio Quay on Monday that the transport minister, Adaeze Reyes, had promised to keep \
the ferry, and that the islanders would hold her to every word of it.
"""


def ferry() -> Analysis:
    """What there is to find in FERRY: a promise within what another one told, and who told it."""
    told = statement(
        FERRY,
        "Joaquim Bell",
        "Joaquim Bell",
        "told",
        FERRY[FERRY.index("that the transport") : -2],
        None,
        via=("Radio Quay",),
        derivation=Derivation("verb-clause", "tell", "say", holder="name"),
    )
    promised = statement(
        FERRY,
        "Adaeze Reyes",
        "the transport minister, Adaeze Reyes",
        "had promised",
        "to keep the ferry",
        "favor",
        voice=Voice.OTHER,
        via=("Joaquim Bell", "Radio Quay"),
        issue="dredging",
        derivation=Derivation(
            "verb-infinitive", "promise", "promise", False, True, "name", told.id, ("the ferry",), "content"
        ),
    )
    entities = (
        entity(FERRY, "Joaquim Bell", EntityType.PERSON),
        entity(FERRY, "Adaeze Reyes", EntityType.PERSON),
        entity(FERRY, "Wick Island", EntityType.LOC),
        entity(FERRY, "Radio Quay", EntityType.MEDIA),
    )
    why = "promise (promise): keep + issue “The channel should be dredged” → favor"
    suggested = Suggestion("favor", 0.8, why, "rules 1")
    return Analysis(entities, (replace(told, confidence=0.85), replace(promised, confidence=0.62, suggested=suggested)))
