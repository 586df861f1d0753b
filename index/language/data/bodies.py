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
    club team movement alliance bloc coalition council commission committee board court tribunal ministry department
    office bureau authority regulator watchdog parliament university college school hospital church museum union
    thinktank think-tank
    """
)
# Nouns for what acts as a body, although it points back to no organisation by itself.
ACTING = words(
    """
    campaign camp administration network newspaper paper team panel house secretariat treasury leadership delegation
    legislature embassy consulate mission presidency palace chancellery opposition household estate faction
    wing lobby industry sector community
    """
)
# Bodies of the state and of politics: no "company" points back to them.
PUBLIC = words(
    """
    party ministry department court council committee commission senate congress parliament assembly agency authority
    government police army navy force union federation university college school church mosque board bureau office
    """
)
BUSINESS = words("company firm corporation business")
# Documents and findings that are cited as if they spoke.
DOCUMENTS = words(
    """
    report study statement document letter survey poll paper review analysis research email memo filing lawsuit
    indictment complaint affidavit transcript post tweet message website notice warning release article story
    application editorial
    bulletin manifesto ruling verdict
    """
)
# What somebody writes, keeps or publishes, so that he speaks by it ("the board's records", "her memoirs").
WORKS = words(
    """
    record schedule timetable memoir autobiography biography diary account profile page site blog homepage summary
    newsletter pamphlet brochure leaflet press-release communique communiqué testimony figure datum data estimate
    forecast guideline guidance work finding book column essay textbook tally log archive minute database brief
    comment remark speech dispatch decision advisory bio calculation count census
    """
)
# Parts of a document or a work ("part of the judge's statement", "the summary of the decision").
PARTS = words("part excerpt passage section line portion copy version summary text paragraph page transcript extract")
# What a court issues.
RULINGS = words("ruling verdict decision")
# What binds by the state's authority, whoever cites it.
STATUTES = words("constitution law statute act bill charter treaty regulation ordinance")
# What an article about politics at home names again and again.
PARTIES = words(
    """
    republican republicans democrat democrats democratic labour conservative conservatives tory tories gop liberal
    liberals
    """
) | {"republican party", "democratic party", "labour party", "conservative party"}
ASSEMBLIES = frozenset(
    ("us congress", "congress", "us senate", "senate", "house", "house of representatives", "house of commons",
     "house of lords", "us supreme court", "supreme court", "parliament", "us justice department", "fbi")
)  # fmt: skip
