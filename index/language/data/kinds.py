"""Words that tell the type of a name they end or begin: "… Ministry" is an organisation, "… Act" a law."""

from __future__ import annotations

from index.language.data import words
from index.model import EntityType

_LAST = {
    EntityType.ORG: """
        ministry department office party committee commission council union association corporation corp inc
        ltd llc plc company co court tribunal agency institute institution foundation group bank police army
        navy parliament congress senate knesset duma bundestag assembly church university college school
        academy federation confederation alliance league society organisation organization authority service
        services bureau board administration government cabinet treasury force forces guard secretariat team
        club united fc airlines airways industries holdings partners partnership trust fund network
        coalition movement front brigade brigades initiative laboratory laboratories labs center centre
        ombudsman chamber guild syndicate consortium cooperative exchange registry reserve directorate
        taskforce mission embassy consulate legislature judiciary house works line lines systems ministries
        patrol shipping motor motors energy oil telecom pharmaceuticals foods electric insurance capital
        logistics railways railway ferries shipyard shipyards
    """,
    EntityType.LAW: """
        act bill amendment amendments directive treaty convention protocol accord accords agreement
        constitution regulation statute ordinance decree charter resolution pact covenant law code
    """,
    EntityType.EVENT: """
        war election elections referendum games olympics paralympics cup championship championships festival
        summit revolution uprising massacre genocide holocaust earthquake tournament fair expo marathon
        derby coup pandemic conference primary primaries debate recession depression riots attacks bombing bombings
        crash invasion rebellion insurrection famine bowl
    """,
    EntityType.FAC: """
        airport bridge stadium hospital station square street avenue road tower building palace hall arena
        tunnel museum terminal prison park dam monument cathedral mosque temple synagogue harbour harbor
        pier dock docks base library gallery theatre theater hotel
    """,
    EntityType.LOC: """
        river sea ocean lake island islands valley desert peninsula gulf strait canal mountains mountain
        coast bay basin delta plateau forest
    """,
    EntityType.GPE: "city county province district republic kingdom state village town oblast prefecture municipality",
}
LAST_WORD = {word: kind for kind, words in _LAST.items() for word in words.split()}
# A first word decides where the last one does not.
_FIRST = {
    EntityType.ORG: "ministry department office university bank court committee commission association council church "
    "institute federation union",
    EntityType.LOC: "mount lake cape",
    EntityType.EVENT: "hurricane storm typhoon cyclone operation",
    EntityType.LAW: "treaty convention",
}
FIRST_WORD = {word: kind for kind, words in _FIRST.items() for word in words.split()}
# Words that may join the parts of an organisation's or a law's name in lower case.
JOINING = words("of the for and on & to in de la du des del di da van von al")
# Single words of a fixed type, which the parser often takes for people.
WORDS = {
    "brexit": EntityType.EVENT,
    "dodd-frank": EntityType.LAW,
    "obamacare": EntityType.LAW,
    "ramadan": EntityType.EVENT,
    "christmas": EntityType.EVENT,
    "easter": EntityType.EVENT,
}
# Capitalised words that name nothing an article is about.
NO_NAMES = words("representatives utc gmt est edt pst cet am pm covid-19 covid mr mrs ms i internet web")
# Months and days, which the parser sometimes takes for people.
CALENDAR = words(
    """
    january february march april may june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday
    """
)
# Acronyms of bodies that stand before a person's name in his title ("the UN Noa Furman").
BODIES = words(
    """
    UN EU US UK NATO IAEA WHO IMF OSCE OPEC ASEAN AU WTO UNESCO UNICEF UNHCR NGO FBI CIA NSA GOP MP MEP
    """
)
