"""Headlines, in which the parser takes names for verbs and verbs for names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.index.language.conftest import Found

Finder = Callable[[str], Found]
Case = tuple[str, str, str, str]

# Headlines, each above an article.
HEADLINES: list[Case] = [
    ("Mayor: toll must go", "Mayor", ":", "toll must go"),
    ("Norland to leave pact: minister", "minister", ":", "Norland to leave pact"),
    ("'We will not pay', says harbour chief", "harbour chief", "says", "'We will not pay'"),
    ("Harbour chief: 'We will not pay'", "Harbour chief", ":", "'We will not pay'"),
    ("Berg slams council over toll delay", "Berg", "slams", "council over toll delay"),
    ("Norland urges Ostland to free sailors", "Norland", "urges", "Ostland to free sailors"),
    ("Council rejects quarry plan", "Council", "rejects", "quarry plan"),
    ("Union threatens to strike over pay", "Union", "threatens", "to strike over pay"),
    ("Ferry line denies hiding leak", "Ferry line", "denies", "hiding leak"),
    ("Berg accuses ministry of lying over toll", "Berg", "accuses", "ministry of lying over toll"),
    ("Premier backs new bridge", "Premier", "backs", "new bridge"),
    ("Report: Port hid leak for years", "Report", ":", "Port hid leak for years"),
    ("Quarry will 'destroy' island, warn doctors", "doctors", "warn", "Quarry will 'destroy' island"),
    ("Norland says Ostland troops crossed border", "Norland", "says", "Ostland troops crossed border"),
    ("Ostland's premier calls for end to blockade", "Ostland's premier", "calls for", "end to blockade"),
    ("Fishermen vow to fight quota cuts", "Fishermen", "vow", "to fight quota cuts"),
    ("Toll will be lifted in May, mayor says", "mayor", "says", "Toll will be lifted in May"),
    ("Berg on the toll: 'It has to go'", "Berg", ":", "'It has to go'"),
    ("MPs vote against tunnel", "MPs", "vote against", "tunnel"),
    ("MPs reject tunnel plan", "MPs", "reject", "tunnel plan"),
    ("Lind: 'We lost'", "Lind", ":", "'We lost'"),
    ("Ostland must leave, says UN chief", "UN chief", "says", "Ostland must leave"),
    ("UN chief urges Ostland to leave", "UN chief", "urges", "Ostland to leave"),
    ("Police: Two men held over boat theft", "Police", ":", "Two men held over boat theft"),
    ("Premier 'knew of leak', ex-aide claims", "ex-aide", "claims", "Premier 'knew of leak'"),
    ("Minister denies knowing of leak", "Minister", "denies", "knowing of leak"),
    ("Norland condemns Ostland raid", "Norland", "condemns", "Ostland raid"),
    ("Norland and Ostland sign fishing pact", "Norland and Ostland", "sign", "fishing pact"),
    ("Why Lind thinks the tunnel is doomed", "Lind", "thinks", "the tunnel is doomed"),
    ("Toll 'must go', mayor tells council", "mayor", "tells", "Toll 'must go'"),
    ("Lind hits back at critics", "Lind", "hits back at", "critics"),
    ("Dam could fail, report warns", "report", "warns", "Dam could fail"),
    ("Dam could fail: leaked report", "leaked report", ":", "Dam could fail"),
    ("Berg calls tunnel plan 'theft'", "Berg", "calls", "tunnel plan 'theft'"),
    ("Norland accused of hiding losses", "", "accused", "Norland | of hiding losses"),
    ("Berg refuses to back tunnel", "Berg", "refuses", "to back tunnel"),
    ("Berg: tunnel will flood", "Berg", ":", "tunnel will flood"),
    ("Lind on strike: 'No regrets'", "Lind", ":", "'No regrets'"),
    ("Vance says he will not run again", "Vance", "says", "he will not run again"),
    ("Ministers consider toll on ferries", "Ministers", "consider", "toll on ferries"),
]


@pytest.mark.parametrize(("text", "source", "cue", "content"), HEADLINES, ids=[case[0] for case in HEADLINES])
def test_a_headline(who_said_what: Finder, text: str, source: str, cue: str, content: str) -> None:
    found = who_said_what(f"{text}\n\nThe plan was discussed on Monday. It did not rain.")
    assert (source, cue, content) in found.triples()


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Council rejects plan", "Council", "plan"),
        ("Court upholds ban on nets", "Court", "ban on nets"),
        ("Lind slams 'cruel' cuts", "Lind", "'cruel' cuts"),
        ("Doctors back vaccine plan", "Doctors", "vaccine plan"),
        ("Unions welcome pay deal", "Unions", "pay deal"),
        ("UN Calls For Ceasefire In Ostland", "UN", "Ceasefire In Ostland"),
        ("Ferry row: mayor hits out at union", "mayor", "union"),
        ("Fishing pact 'a disaster', say trawlermen", "trawlermen", "Fishing pact 'a disaster'"),
        ("Tunnel to open in May, says minister", "minister", "Tunnel to open in May"),
        ("'I was wrong': Berg apologises for ferry deal", "Berg", "'I was wrong'"),
        ("Voters back tunnel in referendum - poll", "poll", "Voters back tunnel in referendum"),
        ("Ostland threatens Norland with sanctions", "Ostland", "sanctions"),
        ("Minister: No plans to raise toll", "Minister", "No plans to raise toll"),
    ],
)
def test_a_headline_that_the_parser_may_misread(who_said_what: Finder, text: str, source: str, content: str) -> None:
    found = who_said_what(f"{text}\n\nThe plan was discussed on Monday. It did not rain.")
    assert (source, content) in [(one, words) for one, _, words in found.triples()]


@pytest.mark.parametrize("text", ["Storm hits Norland", "Boats in the port at dawn - Coast News", "Lind in pictures"])
def test_a_headline_in_which_nobody_speaks(who_said_what: Finder, text: str) -> None:
    assert who_said_what(f"{text}\n\nThe port was full on Monday. It did not rain.").all == []
