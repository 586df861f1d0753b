"""Common nouns for bodies, with which an article points back to one that it named."""

from __future__ import annotations

from index.language.data import words

# Government in a country's name: "the Israeli government" is Israel.
GOVERNMENT = words("government administration cabinet")
COUNTRY = words("country nation state kingdom republic")
# Nouns that point back to any organisation named before.
GENERIC = words(
    """
    company firm group organisation organization body agency institution institute charity corporation business
    maker manufacturer giant giant's startup start-up bank airline retailer carrier carmaker automaker developer
    operator supplier producer publisher studio label chain brand foundation association federation union party
    club team movement alliance coalition council commission committee board court tribunal ministry department
    office bureau authority regulator watchdog parliament university college school hospital church museum union
    thinktank think-tank
    """
)
# Documents and findings that are cited as if they spoke.
DOCUMENTS = words(
    """
    report study statement document letter survey poll paper review analysis research email memo filing lawsuit
    indictment complaint affidavit transcript post tweet message website notice warning release article story
    application editorial
    bulletin manifesto ruling verdict
    """
)
