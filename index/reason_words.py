"""What the analysis' terms mean in plain words: rules, classes of cues, voices, ways of telling who it is."""

from __future__ import annotations

RULES = {
    "verb-clause": "a verb and its clause, as in “said that the quay was closed”",
    "verb-after": "a verb behind what is said, as in “the quay is closed, said the mayor”",
    "verb-parenthetical": "a verb inserted in what is said, as in “the quay, she said, is closed”",
    "verb-garden-path": "a verb of saying and the words behind it, whose syntax could not be told for sure",
    "verb-infinitive": "a verb and an infinitive of the same subject, as in “refused to sign”",
    "verb-object-infinitive": "a verb, whom it is asked of, and an infinitive, as in “urged the board to wait”",
    "verb-call-on": "a verb with “on” and an infinitive, as in “called on the board to wait”",
    "verb-for-infinitive": "a verb with “for” and an infinitive, as in “called for the toll to be lifted”",
    "verb-gerund": "a verb and a gerund, as in “suggested postponing the vote”",
    "verb-object": "a verb and its object, as in “criticised the plan”",
    "verb-preposition": "a verb and a phrase with a preposition, as in “called for a vote”",
    "verb-quote": "a verb beside words in quotation marks",
    "act": "a deed that states a position, as in “voted against the bill”",
    "quoted-as": "a quoting of somebody, as in “was quoted as saying”",
    "passive-clause": "a passive and its clause, as in “it was announced that the quay was closed”",
    "passive-infinitive": "a passive and an infinitive, as in “is expected to resign”",
    "passive-object": "a passive whose subject is what it is about, as in “the plan was criticised by the union”",
    "passive-quote": "a passive beside words in quotation marks",
    "passive-accused": "a passive with what somebody is accused of, as in “was accused of hiding the study”",
    "felt": "a verb whose object is who feels something, as in “the decision angered the farmers”",
    "side": "the side that somebody is said to be on, as in “is against the toll”, “a critic of the dam”",
    "noun-clause": "a noun and its clause, as in “the claim that the quay was safe”",
    "noun-infinitive": "a noun and an infinitive, as in “his refusal to sign”",
    "noun-preposition": "a noun and a phrase with a preposition, as in “her criticism of the plan”",
    "noun-copula": "a noun that is said to be something, as in “the fear is that the quay will close”",
    "adjective": "an adjective for what somebody thinks or feels, as in “was confident that it would hold”",
    "hearsay": "a word that leaves open who says it, as in “reportedly”, “allegedly”",
    "according": "“according to” and its source",
    "in-words": "“in the words of” or “in the view of” somebody",
    "speaker": "a name and a colon at the beginning of a paragraph",
    "announced": "a colon after a remark on what follows, as in “her message was clear: …”",
    "headline-verb": "a verb in a headline, as in “Council rejects quarry plan”",
    "headline": "a headline that ends with its source, as in “…: report”",
    "quote-before": "words in quotation marks before their cue, as in “…,” said the mayor",
    "quote-after": "words in quotation marks behind their cue, as in the mayor said: “…”",
    "quote-within": "a sentence with words in quotation marks, before its cue",
    "quote-any-verb": "words in quotation marks beside a verb that means no saying by itself, as in “…,” she smiled",
    "floating": "words in quotation marks that stand alone: they go to the speaker before them",
}
"""Each rule of the analysis by its name: the construction that it finds."""

ENDINGS = {
    "-light": "; the doer is the subject of the verb before the noun, as in “voiced the hope that …”",
    "-open": "; of nobody in particular, as in “there were calls for …”",
}
"""How the name of a rule for nouns may end, and what that adds to its words."""

CLASSES = {
    "say": "a statement",
    "report": "a report",
    "ask": "a question",
    "request": "a request",
    "believe": "a belief",
    "want": "a wish",
    "support": "support",
    "oppose": "opposition",
    "accuse": "an accusation",
    "deny": "a denial or a refusal",
    "praise": "praise",
    "promise": "a promise",
    "decide": "a decision",
    "admit": "an admission",
    "warn": "a warning",
    "abstain": "taking no side, or leaving it open",
    "evaluate": "a judgement",
}
"""Each class of cues: what an actor does by one."""

FORMS = {
    "direct": "in the source’s own words",
    "indirect": "in the reporter’s words",
    "mixed": "partly in the source’s own words",
    "act": "a deed, not words",
}

HOLDERS = {
    "name": "{actor}, told by the name",
    "place": "{actor}: the place stands for those who act for it",
    "role": "{actor}, told by the role, which the article explains elsewhere",
    "pronoun": "{actor}: the pronoun was followed back",
    "description": "without a name, so that the description stands for it: {actor}",
    "several": "several at once: {actor}",
    "none": "who that is could not be told",
}
"""What an actor was told by (`Derivation.holder`); {actor} is its name."""

PLACES = {
    "content": "{words} in what is said",
    "sentence": "by words beside what is said: in the cue, or in whom it is said to",
    "headline": "the headline names it, and what is said points back to it",
}
"""Where the words were found that point at an issue; {words} are those of the content."""

NEGATED = "denied: the text says that this was not done, as in “did not promise”, “failed to condemn”"
HEDGED = "hearsay: the reporter does not vouch for it, as in “reportedly”"

SURENESS = ((0.9, "very sure"), (0.75, "fairly sure"), (0.6, "rather sure"), (0.45, "half sure"), (0.3, "doubtful"))
"""From which confidence on which words hold."""

UNSURE = "very doubtful"
NEARLY_ALL = 0.97


def rule_words(rule: str) -> str | None:
    """The construction that a rule finds; None for a rule that is not known."""
    ending = next((one for one in ENDINGS if rule.endswith(one)), "")
    words = RULES.get(rule.removesuffix(ending))
    return words and words + ENDINGS.get(ending, "")
