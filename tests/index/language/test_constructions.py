"""What must be got right, line by line: each construction in several sentence shapes.

The tables name the source, the cue and the content that must be among those found.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.language.stages import CueClass
from index.model import Form
from tests.index.language.conftest import Found
from tests.index.language.readings import statement

Finder = Callable[[str], Found]
Case = tuple[str, str, str, str]

# Deeds that state a position.
ACTS: list[Case] = [
    (
        "Last year Berg withdrew Norland from the fishing treaty.",
        "Berg",
        "withdrew | from",
        "Norland | the fishing treaty",
    ),
    (
        "On Saturday the Harbour Party withdrew from using the mayor as its candidate.",
        "the Harbour Party",
        "withdrew from",
        "using the mayor as its candidate",
    ),
    ("Islanders voted in a 2016 referendum to leave the union.", "Islanders", "voted", "to leave the union"),
    ("The upper house confirmed him.", "The upper house", "confirmed", "him"),
    (
        "The move comes after Norland sanctioned Ostland earlier in the month over the raid on the ferry.",
        "Norland",
        "sanctioned",
        "Ostland | over the raid on the ferry",
    ),
    ("The council voted against closing the ferry.", "The council", "voted against", "closing the ferry"),
    ("Nine senators voted to reject the treaty.", "Nine senators", "voted", "to reject the treaty"),
    ("Both houses passed a bill banning the nets.", "Both houses", "passed", "a bill banning the nets"),
    ("The upper house rejected the budget on Tuesday.", "The upper house", "rejected", "the budget"),
    ("The president signed the harbour act into law.", "The president", "signed", "the harbour act into law"),
    ("Norland imposed sanctions on Ostland.", "Norland", "imposed", "sanctions on Ostland"),
    ("The regulator approved the merger.", "The regulator", "approved", "the merger"),
    ("Parliament ratified the fishing treaty last week.", "Parliament", "ratified", "the fishing treaty"),
    (
        "The fishermen sued the ministry over the new quotas.",
        "The fishermen",
        "sued",
        "the ministry over the new quotas",
    ),
    (
        "Ostland recalled its ambassador from Norland over the raid.",
        "Ostland",
        "recalled",
        "its ambassador from Norland over the raid",
    ),
    ("The opposition boycotted the session.", "The opposition", "boycotted", "the session"),
    (
        "The deputy minister resigned in protest over the toll.",
        "The deputy minister",
        "resigned in protest over",
        "the toll",
    ),
    ("Two aides quit over the leak.", "Two aides", "quit over", "the leak"),
    ("The delegates walked out in protest at the speech.", "The delegates", "walked out in protest at", "the speech"),
    ("Westland abstained on the resolution.", "Westland", "abstained on", "the resolution"),
    ("Lawmakers voted 45 to 12 in favor of the levy.", "Lawmakers", "voted | in favor of", "the levy"),
    ("The town council voted down the proposal.", "The town council", "voted down", "the proposal"),
    ("The court struck down the ban.", "The court", "struck down", "the ban"),
    ("The king vetoed the bill, saying it was unfair.", "The king", "vetoed", "the bill"),
    ("The minister lifted the ban on trawling.", "The minister", "lifted", "the ban on trawling"),
    ("Norland withdrew from the treaty.", "Norland", "withdrew from", "the treaty"),
    (
        "The party blocked the appointment of Judge Alma Rask.",
        "The party",
        "blocked",
        "the appointment of Judge Alma Rask",
    ),
    ("The pact was signed by 12 countries on Friday.", "12 countries", "was signed", "The pact"),
    ("The ban was upheld by the court.", "the court", "was upheld", "The ban"),
    ("The Senate voted 52-48 against the nomination.", "The Senate", "voted | against", "the nomination"),
    (
        "Three ministers resigned over the handling of the spill.",
        "Three ministers",
        "resigned over",
        "the handling of the spill",
    ),
    ("The delegation walked out of the conference.", "The delegation", "walked out of", "the conference"),
    ("Norland has imposed a ban on Ostland's fish.", "Norland", "has imposed", "a ban on Ostland's fish"),
    (
        "The governor vetoed a bill that would have banned nets.",
        "The governor",
        "vetoed",
        "a bill that would have banned nets",
    ),
    ("Shareholders voted down the merger.", "Shareholders", "voted down", "the merger"),
    (
        "A group of doctors signed a petition against the dam.",
        "A group of doctors",
        "signed",
        "a petition against the dam",
    ),
    (
        "Berg and her deputy, Tom Vance, both voted against the tunnel.",
        "Berg and her deputy, Tom Vance, both",
        "voted against",
        "the tunnel",
    ),
]
# What was not done, not ruled out, fallen short of.
IMPLICATIVES: list[Case] = [
    ("The minister stopped short of calling for a ban.", "The minister", "stopped short of calling for", "a ban"),
    ("The report fell short of calling for an inquiry.", "The report", "fell short of calling for", "an inquiry"),
    ("Ms Berg did not rule out resigning.", "Ms Berg", "did not rule out", "resigning"),
    ("He refused to condemn the raid.", "He", "refused", "to condemn the raid"),
    (
        "The envoy declined to say whether the talks would go on.",
        "The envoy",
        "declined",
        "to say whether the talks would go on",
    ),
    ("Dr Holm made no secret of her opposition to the dam.", "her", "opposition to", "the dam"),
    ("The premier has yet to comment on the leak.", "The premier", "has yet to comment on", "the leak"),
    (
        "The union has repeatedly refused to accept the offer.",
        "The union",
        "has repeatedly refused",
        "to accept the offer",
    ),
    ("The ministry would neither confirm nor deny the report.", "The ministry", "would | confirm", "the report"),
    ("The ministry would neither confirm nor deny the report.", "The ministry", "deny", "the report"),
]
# Passives, with and without a doer.
PASSIVES: list[Case] = [
    ("Mr Ostrow was accused of hiding the results.", "", "was accused", "Mr Ostrow | of hiding the results"),
    (
        "Mr Ostrow was accused by the union of hiding the results.",
        "the union",
        "was accused",
        "Mr Ostrow | of hiding the results",
    ),
    ("It was announced on Monday that the pier would close.", "", "was announced", "that the pier would close"),
    ("The pier is expected to close in May.", "", "is expected", "The pier | to close in May"),
    ("The move was condemned by Norland as illegal.", "Norland", "was condemned", "The move | as illegal"),
    ("The plan has been criticised by doctors.", "doctors", "has been criticised", "The plan"),
    ("It was reported that the boats had left.", "", "was reported", "that the boats had left"),
    (
        "She was quoted by The Daily Gull as saying the bridge was safe.",
        "She",
        "was quoted | as saying",
        "the bridge was safe",
    ),
    ("The minister was told that the bridge was safe.", "", "was told", "that the bridge was safe"),
    ("Residents were urged to stay indoors.", "", "were urged", "Residents | to stay indoors"),
    ("Residents were urged by the mayor to stay indoors.", "the mayor", "were urged", "Residents | to stay indoors"),
    (
        "The deal is believed to be worth 3 million crowns.",
        "",
        "is believed",
        "The deal | to be worth 3 million crowns",
    ),
]
# Who is quoted is the source.
QUOTED: list[Case] = [
    ("The paper quoted her as describing the mayor as a coward.", "her", "describing", "the mayor as a coward"),
    (
        "The Daily Gull quoted the minister as warning that the port would sink.",
        "the minister",
        "warning",
        "that the port would sink",
    ),
    (
        "Anna Berg was cited as saying that prices would rise.",
        "Anna Berg",
        "was cited as saying",
        "that prices would rise",
    ),
    ("The agency cited a witness as saying the boat had no lights.", "a witness", "saying", "the boat had no lights"),
    (
        'Ostrow was quoted in the Daily Gull as saying: "We will not pay."',
        "Ostrow",
        "was quoted | as saying",
        '"We will not pay."',
    ),
]
# Several sources, several cues.
COORDINATED: list[Case] = [
    (
        "Anna Berg and Karl Ostrow said that the pier was safe.",
        "Anna Berg and Karl Ostrow",
        "said",
        "that the pier was safe",
    ),
    ("Both the mayor and the union oppose the toll.", "Both the mayor and the union", "oppose", "the toll"),
    ("The mayor rejected the plan and called it reckless.", "The mayor", "rejected", "the plan"),
    ("The mayor rejected the plan and called it reckless.", "The mayor", "called", "it reckless"),
    ("Berg denied the charge but admitted that she had known of the leak.", "Berg", "denied", "the charge"),
    (
        "Berg denied the charge but admitted that she had known of the leak.",
        "Berg",
        "admitted",
        "that she had known of the leak",
    ),
    (
        "The firm said it had checked the valves, adding that nobody had been hurt.",
        "The firm",
        "said",
        "it had checked the valves",
    ),
    (
        "The firm said it had checked the valves, adding that nobody had been hurt.",
        "The firm",
        "adding",
        "that nobody had been hurt",
    ),
    (
        "The envoy met the king on Monday and urged him to open the border.",
        "The envoy",
        "urged",
        "him to open the border",
    ),
    ("Union leaders criticised and later rejected the offer.", "Union leaders", "criticised", "the offer"),
    ("Union leaders criticised and later rejected the offer.", "Union leaders", "later rejected", "the offer"),
]
# Relative clauses and appositions.
RELATIVE: list[Case] = [
    (
        "Anna Berg, who chairs the port, said the quay would close.",
        "Anna Berg, who chairs the port",
        "said",
        "the quay would close",
    ),
    (
        "The report, which found that 30 children had fallen ill, was published on Monday.",
        "The report, which",
        "found",
        "that 30 children had fallen ill",
    ),
    ("Karl Ostrow, a critic of the dam, left the room.", "Karl Ostrow", "critic of", "the dam"),
    (
        "Dan Reyes, who had said the bill would fail, stayed at home.",
        "Dan Reyes, who",
        "had said",
        "the bill would fail",
    ),
    (
        "The man, who asked not to be named, said the valves were old.",
        "The man, who asked not to be named",
        "said",
        "the valves were old",
    ),
    ("Ms Berg is an outspoken opponent of the quarry.", "Ms Berg", "is | opponent of", "the quarry"),
]
# Adjectives, and being for or against.
ADJECTIVES: list[Case] = [
    ("The captain is sure the boat will float.", "The captain", "is sure", "the boat will float"),
    ("The unions are opposed to the merger.", "The unions", "are opposed to", "the merger"),
    (
        "Ms Berg said she was confident that the bridge would hold.",
        "Ms Berg",
        "said",
        "she was confident that the bridge would hold",
    ),
    ("The governor remains adamant that the toll must go.", "The governor", "remains adamant", "that the toll must go"),
    ("He was critical of the report.", "He", "was critical of", "the report"),
    ("Farmers are angry about the price of seed.", "Farmers", "are angry about", "the price of seed"),
    ("The council is in favour of the dredging.", "The council", "is in favour of", "the dredging"),
    ("The ministry is against any change to the law.", "The ministry", "is against", "any change to the law"),
]
# Nouns, and what a colon announces.
NOUNS: list[Case] = [
    ("The mayor's call for a second vote was ignored.", "The mayor", "call for", "a second vote"),
    ("There were fears that the dam would burst.", "", "fears", "that the dam would burst"),
    ("The company issued a statement saying the spill was small.", "The company", "saying", "the spill was small"),
    ("In a statement, the company said the spill was small.", "the company", "said", "the spill was small"),
    ("In a letter to the king, the bishops called the war unjust.", "the bishops", "called", "the war unjust"),
    (
        "The group expressed concern that the wells were poisoned.",
        "The group",
        "expressed concern",
        "that the wells were poisoned",
    ),
    ("The minister's view is that the law is unfair.", "The minister", "view is", "that the law is unfair"),
    ("His warning that the dam would burst was ignored.", "His", "warning", "that the dam would burst"),
    ("She repeated her demand that the port be closed.", "She", "repeated her demand", "that the port be closed"),
    ("Her message was clear: the toll must go.", "Her", "message was clear", "the toll must go"),
    ("She has made clear her opposition to the tunnel.", "She", "has made clear her opposition to", "the tunnel"),
]
# Phrases beside the clause.
PHRASES: list[Case] = [
    ("For his part, Ostrow said the plan was sound.", "Ostrow", "said", "the plan was sound"),
    ('In the words of Anna Berg, the port is "a ruin".', "Anna Berg", "In the words of", 'the port is "a ruin"'),
    ('The port is "a ruin", in the words of Anna Berg.', "Anna Berg", "in the words of", 'The port is "a ruin"'),
    ("In Berg's view, the port needs a new quay.", "Berg", "In | view", "the port needs a new quay"),
    ("According to the police, three boats sank.", "the police", "According to", "three boats sank"),
    (
        "Three boats, according to the police, sank in the bay.",
        "the police",
        "according to",
        "Three boats | sank in the bay",
    ),
]
# Quotations around their cues.
QUOTATIONS: list[Case] = [
    (
        '"The pier," said Berg, "is safe, and it will stay open until the council decides."',
        "Berg",
        "said",
        '"The pier," | "is safe, and it will stay open until the council decides."',
    ),
    (
        '"The pier is safe," Berg told reporters on Monday, adding that "nobody was hurt".',
        "Berg",
        "told",
        '"The pier is safe,"',
    ),
    (
        '"The pier is safe," Berg told reporters on Monday, adding that "nobody was hurt".',
        "Berg",
        "adding",
        'that "nobody was hurt"',
    ),
    (
        "“We will stay,” she said. “We will build.”\n\n“And we will win,” she added.",
        "she",
        "said",
        "“We will stay,” | “We will build.”",
    ),
    (
        "“We will stay,” she said. “We will build.”\n\n“And we will win,” she added.",
        "she",
        "added",
        "“And we will win,”",
    ),
    (
        "Berg said that “nobody in this town wants the quarry”.",
        "Berg",
        "said",
        "that “nobody in this town wants the quarry”",
    ),
    ('Asked whether she would resign, Berg said: "No."', "Berg", "said", '"No."'),
    ('The mayor\'s answer: "Never."', "The mayor", "answer", '"Never."'),
    ('Berg was blunt: "The plan is dead."', "Berg", "was blunt", '"The plan is dead."'),
    ('"It is," he said, pausing, "a disaster."', "he", "said", '"It is," | "a disaster."'),
    ("“The quarry must close,” reads the petition.", "the petition", "reads", "“The quarry must close,”"),
    ("The banner read “No toll”.", "The banner", "read", "“No toll”"),
    ('He called the vote "a farce" and "a shame".', "He", "called", 'the vote "a farce" and "a shame"'),
    ('Speaking on "Harbour Talk", Berg said the toll would go.', "Berg", "said", "the toll would go"),
    (
        "\"I don't know,\" said Ostrow's lawyer, Eva Lind, when asked about the leak.",
        "Ostrow's lawyer, Eva Lind",
        "said",
        '"I don\'t know,"',
    ),
]
# One inside the other.
NESTED: list[Case] = [
    (
        "A spokesman told Reuters that the union had promised to end the strike.",
        "A spokesman",
        "told",
        "that the union had promised to end the strike",
    ),
    (
        "A spokesman told Reuters that the union had promised to end the strike.",
        "the union",
        "had promised",
        "to end the strike",
    ),
    ("Berg said Ostrow had accused the port of lying.", "Berg", "said", "Ostrow had accused the port of lying"),
    ("Berg said Ostrow had accused the port of lying.", "Ostrow", "had accused", "the port of lying"),
    ("The ministry said on Friday that Norland had rejected the offer.", "Norland", "had rejected", "the offer"),
]
# Believing, wanting, judging, feeling.
MINDS: list[Case] = [
    ("Ostrow thinks the toll is unfair.", "Ostrow", "thinks", "the toll is unfair"),
    ("The government wants to close the port.", "The government", "wants", "to close the port"),
    ("Norland intends to leave the pact.", "Norland", "intends", "to leave the pact"),
    ("The union is considering a strike.", "The union", "is considering", "a strike"),
    ("The company plans to cut 200 jobs.", "The company", "plans", "to cut 200 jobs"),
    ("The senator supports keeping the ferry.", "The senator", "supports", "keeping the ferry"),
    ("The mayor made it clear that the toll would stay.", "The mayor", "made it clear", "that the toll would stay"),
    ("The mayor made clear that the toll would stay.", "The mayor", "made clear", "that the toll would stay"),
    (
        "Those living near the quarry fear that their wells will dry up.",
        "Those living near the quarry",
        "fear",
        "that their wells will dry up",
    ),
    ("Many in the town think the mayor lied.", "Many in the town", "think", "the mayor lied"),
    ("Some say the bridge is cursed.", "Some", "say", "the bridge is cursed"),
    (
        "The harbour master left no doubt that the pier was unsafe.",
        "The harbour master",
        "left no doubt",
        "that the pier was unsafe",
    ),
    ("Ostrow likened the tax to theft.", "Ostrow", "likened", "the tax to theft"),
    ("Ms Berg insisted on a full inquiry.", "Ms Berg", "insisted on", "a full inquiry"),
    ("The mayor threatened to sue the paper.", "The mayor", "threatened", "to sue the paper"),
    ("The envoy welcomed the decision to lift the ban.", "The envoy", "welcomed", "the decision to lift the ban"),
    ("Ostrow questioned whether the port could pay.", "Ostrow", "questioned", "whether the port could pay"),
    ("The mayor hailed the agreement as historic.", "The mayor", "hailed", "the agreement as historic"),
    ("The bishops thanked the firefighters.", "The bishops", "thanked", "the firefighters"),
    ("Norland hinted at new talks.", "Norland", "hinted at", "new talks"),
    ("The captain pleaded guilty to smuggling.", "The captain", "pleaded guilty to", "smuggling"),
    ("The mayor reportedly favours the tunnel.", "The mayor", "reportedly favours", "the tunnel"),
]
# As newspapers and agencies write.
NEWS: list[Case] = [
    ("Ms Lind abstained, saying the text was too vague.", "Ms Lind", "saying", "the text was too vague"),
    ("The premier refused to sign the accord.", "The premier", "refused", "to sign the accord"),
    ("Protesters marched against the new law.", "Protesters", "marched against", "the new law"),
    (
        "The ministry did not immediately comment on the report.",
        "The ministry",
        "did not immediately comment on",
        "the report",
    ),
    ("Ostrow has denied any wrongdoing.", "Ostrow", "has denied", "any wrongdoing"),
    ("Ostrow, who denies the charges, is due in court in May.", "Ostrow, who", "denies", "the charges"),
    ("He never said the bridge was safe.", "He", "never said", "the bridge was safe"),
    ("Berg would not say whether she would stand again.", "Berg", "would not say", "whether she would stand again"),
    ("Neither Berg nor Ostrow commented on the leak.", "Neither Berg nor Ostrow", "commented on", "the leak"),
    (
        '"I will not resign," the minister, Karl Ostrow, told parliament on Tuesday.',
        "the minister, Karl Ostrow",
        "told",
        '"I will not resign,"',
    ),
    ("Ostrow told parliament on Tuesday he would not resign.", "Ostrow", "told", "he would not resign"),
    ('Ostrow told the BBC: "I will not resign."', "Ostrow", "told", '"I will not resign."'),
    ("Speaking to reporters in the port, Berg said the quay was safe.", "Berg", "said", "the quay was safe"),
    ("Berg, speaking on the quay, said it was safe.", "Berg", "said", "it was safe"),
    ('Berg added: "Nobody was hurt."', "Berg", "added", '"Nobody was hurt."'),
    ("In a post on social media, Berg wrote that the toll was theft.", "Berg", "wrote", "that the toll was theft"),
    (
        'The union\'s general secretary, Eva Lind, said: "This is a disgrace."',
        "The union's general secretary, Eva Lind",
        "said",
        '"This is a disgrace."',
    ),
    (
        "A spokesperson for the port said the leak had been stopped.",
        "A spokesperson for the port",
        "said",
        "the leak had been stopped",
    ),
    ("Police said they had arrested two men.", "Police", "said", "they had arrested two men"),
    ("Two men were arrested, police said.", "police", "said", "Two men were arrested"),
    ("Two men have been arrested, according to police.", "police", "according to", "Two men have been arrested"),
    (
        "The two men, police say, had tried to sell the boat.",
        "police",
        "say",
        "The two men | had tried to sell the boat",
    ),
    ("The minister reiterated his support for the dam.", "The minister", "reiterated his support for", "the dam"),
    ("The king expressed his sympathy for the victims.", "The king", "expressed his sympathy for", "the victims"),
    ("Critics say the law is too weak and want it scrapped.", "Critics", "say", "the law is too weak"),
    ("Critics say the law is too weak and want it scrapped.", "Critics", "want", "it scrapped"),
    (
        "Campaigners have urged the government to think again.",
        "Campaigners",
        "have urged",
        "the government to think again",
    ),
    ("The report concludes that the ferry was overloaded.", "The report", "concludes", "that the ferry was overloaded"),
    (
        "The study, published on Monday, suggests the fish are dying.",
        "The study, published on Monday",
        "suggests",
        "the fish are dying",
    ),
    ("A poll found 60% of voters backed the toll.", "A poll", "found", "60% of voters backed the toll"),
    (
        "Sixty per cent of voters back the toll, a poll found.",
        "a poll",
        "found",
        "Sixty per cent of voters back the toll",
    ),
    ("The commission ruled that the merger was unlawful.", "The commission", "ruled", "that the merger was unlawful"),
    ("The judge ordered the firm to pay damages.", "The judge", "ordered", "the firm to pay damages"),
    ("The judge ordered an inquiry into the deaths.", "The judge", "ordered", "an inquiry into the deaths"),
    ("The council agreed to buy the land.", "The council", "agreed", "to buy the land"),
    ("Ms Lind accused Mr Ostrow of lying, a charge he denied.", "Ms Lind", "accused", "Mr Ostrow of lying"),
    ("Berg called for calm.", "Berg", "called for", "calm"),
    ("The pope appealed for an end to the fighting.", "The pope", "appealed for", "an end to the fighting"),
    (
        "The governor threatened that the bridge would be closed.",
        "The governor",
        "threatened",
        "that the bridge would be closed",
    ),
    ("Norland warned Ostland against a new raid.", "Norland", "warned | against", "a new raid"),
    ("Norland warned Ostland not to attack again.", "Norland", "warned", "Ostland not to attack again"),
    ("Doctors warn of a new wave.", "Doctors", "warn of", "a new wave"),
    ("The mayor is said to favour the tunnel.", "", "is said", "The mayor | to favour the tunnel"),
    ("It is feared that 20 people drowned.", "", "is feared", "that 20 people drowned"),
    ("It was agreed that the border would reopen.", "", "was agreed", "that the border would reopen"),
    ("The vote was seen as a rebuke to the premier.", "", "was seen", "The vote | as a rebuke to the premier"),
    (
        "Mr Ostrow was praised by the bishop for his courage.",
        "the bishop",
        "was praised",
        "Mr Ostrow | for his courage",
    ),
    ("The decision was welcomed by unions.", "unions", "was welcomed", "The decision"),
    ("Fishermen were angered by the decision.", "Fishermen", "were angered by", "the decision"),
    ("He described himself as a friend of the island.", "He", "described", "himself as a friend of the island"),
    (
        "The opposition blames the government for the shortage.",
        "The opposition",
        "blames",
        "the government for the shortage",
    ),
    ("The firm has apologised for the delay.", "The firm", "has apologised for", "the delay"),
    ("The firm insists its boats are safe.", "The firm", "insists", "its boats are safe"),
    ("The firm insisted on its right to appeal.", "The firm", "insisted on", "its right to appeal"),
    ("The mayor argued against the tunnel.", "The mayor", "argued against", "the tunnel"),
    ("The mayor spoke out against the tunnel.", "The mayor", "spoke out against", "the tunnel"),
    ("The party has come out in favour of the tunnel.", "The party", "has come out in favour of", "the tunnel"),
    ("Few believe the tunnel will be built.", "Few", "believe", "the tunnel will be built"),
    ("Nobody expects the tunnel to be built.", "Nobody", "expects", "the tunnel to be built"),
    ("The mayor has no intention of resigning.", "The mayor", "has no intention of", "resigning"),
    (
        '"We are tired," one of the miners said, "and we want to go home."',
        "one of the miners",
        "said",
        '"We are tired," | "and we want to go home."',
    ),
    (
        "“It is over,” said Lind, who has led the union since 2010.",
        "Lind, who has led the union since 2010",
        "said",
        "“It is over,”",
    ),
    ("“It is over,” said a tearful Lind.", "a tearful Lind", "said", "“It is over,”"),
    ("“It is over,” Lind, 54, said.", "Lind, 54", "said", "“It is over,”"),
    (
        "“It is over,” says Eva Lind, the union's leader. “We lost.”",
        "Eva Lind, the union's leader",
        "says",
        "“It is over,” | “We lost.”",
    ),
    (
        "Lind said the union had “lost everything” and that its members were “in despair”.",
        "Lind",
        "said",
        "the union had “lost everything” and that its members were “in despair”",
    ),
    ("Lind, however, said the union would go on.", "Lind", "said", "the union would go on"),
    (
        "But Lind said that, despite the defeat, the union would go on.",
        "Lind",
        "said",
        "that, despite the defeat, the union would go on",
    ),
    ("Last week Lind said the union would go on.", "Lind", "said", "the union would go on"),
    ("The union, Lind added, would go on.", "Lind", "added", "The union | would go on"),
    ("If the port closes, Lind said, the town will die.", "Lind", "said", "If the port closes | the town will die"),
    (
        "The ministry's claim was disputed by Lind, who said 40 people had died.",
        "Lind, who",
        "said",
        "40 people had died",
    ),
    (
        "The ministry's claim was disputed by Lind, who said 40 people had died.",
        "Lind, who said 40 people had died",
        "was disputed",
        "The ministry's claim",
    ),
    ("He said he “did not recall” the meeting.", "He", "said", "he “did not recall” the meeting"),
    ("The envoy said “both sides” were ready.", "The envoy", "said", "“both sides” were ready"),
    (
        "Norland's president has condemned what he called “a cowardly act”.",
        "Norland's president",
        "has condemned",
        "what he called “a cowardly act”",
    ),
    (
        "The president, quoting the bible, said nobody should steal.",
        "The president, quoting the bible",
        "said",
        "nobody should steal",
    ),
    ("Reuters quoted a minister as saying the talks had failed.", "a minister", "saying", "the talks had failed"),
    ("State television said the talks had failed.", "State television", "said", "the talks had failed"),
    ("Ostrow reportedly told aides that he would quit.", "Ostrow", "reportedly told", "that he would quit"),
    (
        "The minister, who took office in May, has said little about the toll, but his deputy called it theft.",
        "his deputy",
        "called",
        "it theft",
    ),
    (
        "In a speech on Friday, Lind attacked the plan, calling it a betrayal and promising to fight it.",
        "Lind",
        "attacked",
        "the plan",
    ),
    (
        "In a speech on Friday, Lind attacked the plan, calling it a betrayal and promising to fight it.",
        "Lind",
        "calling",
        "it a betrayal",
    ),
    (
        "In a speech on Friday, Lind attacked the plan, calling it a betrayal and promising to fight it.",
        "Lind",
        "promising",
        "to fight it",
    ),
    ("Asked by reporters about the leak, Berg refused to comment.", "Berg", "refused", "to comment"),
    (
        "Officials in Norland believe Ostland is hiding its losses.",
        "Officials in Norland",
        "believe",
        "Ostland is hiding its losses",
    ),
    (
        "The deal has been hailed as a triumph by the government.",
        "the government",
        "has been hailed",
        "The deal | as a triumph",
    ),
    ("The deal was hailed as a triumph.", "", "was hailed", "The deal | as a triumph"),
    ("The envoy is understood to have offered a truce.", "", "is understood", "The envoy | to have offered a truce"),
    ("The envoy was said to be furious.", "", "was said", "The envoy | to be furious"),
    (
        "Lind dismissed suggestions that the union was broke.",
        "Lind",
        "dismissed",
        "suggestions that the union was broke",
    ),
    ("Lind rejected the claim that the union was broke.", "Lind", "rejected", "the claim that the union was broke"),
    ("Lind defended her decision to call off the strike.", "Lind", "defended", "her decision to call off the strike"),
    (
        "Lind hit back at her critics, saying they had never worked a day underground.",
        "Lind",
        "hit back at",
        "her critics",
    ),
    (
        "Lind hit back at her critics, saying they had never worked a day underground.",
        "Lind",
        "saying",
        "they had never worked a day underground",
    ),
    ("Norland's claim of victory was met with scorn.", "Norland", "claim of", "victory"),
    (
        "The firm said in a statement on Monday that it regretted the spill.",
        "The firm",
        "said",
        "that it regretted the spill",
    ),
    ("The firm said on Monday it regretted the spill.", "The firm", "said", "it regretted the spill"),
    ("The firm said it “deeply” regretted the spill.", "The firm", "said", "it “deeply” regretted the spill"),
    (
        "According to Lind, who led the talks, the firm lied.",
        "Lind, who led the talks",
        "According to",
        "the firm lied",
    ),
    (
        "Lind, according to two people at the talks, threatened to walk out.",
        "two people at the talks",
        "according to",
        "Lind | threatened to walk out",
    ),
    ("In its ruling, the court said the ban was unlawful.", "the court", "said", "the ban was unlawful"),
    (
        "The prosecutor alleged that Ostrow had taken bribes.",
        "The prosecutor",
        "alleged",
        "that Ostrow had taken bribes",
    ),
    ("Ostrow pleaded not guilty to fraud.", "Ostrow", "pleaded not guilty to", "fraud"),
    ("Ostrow admitted taking bribes.", "Ostrow", "admitted", "taking bribes"),
    ("Ostrow denied taking bribes.", "Ostrow", "denied", "taking bribes"),
    ("Ostrow has threatened legal action.", "Ostrow", "has threatened", "legal action"),
    ("Ostrow wondered aloud whether the court was fair.", "Ostrow", "wondered", "whether the court was fair"),
    (
        "The island's fishermen, fearing for their catch, have asked the court to stop the dredging.",
        "The island's fishermen",
        "have asked",
        "the court to stop the dredging",
    ),
    ("The bishop refused to bless the boats, citing the leak.", "The bishop", "refused", "to bless the boats"),
    ("The bishop refused to bless the boats, citing the leak.", "The bishop", "citing", "the leak"),
    ("Environmental groups have condemned the move.", "Environmental groups", "have condemned", "the move"),
    (
        "The mayor said that while the tunnel was costly, it would save lives.",
        "The mayor",
        "said",
        "that while the tunnel was costly, it would save lives",
    ),
    (
        "“The tunnel is costly,” the mayor conceded, “but it will save lives.”",
        "the mayor",
        "conceded",
        "“The tunnel is costly,” | “but it will save lives.”",
    ),
    ("He accused Berg, his rival, of lying.", "He", "accused", "Berg, his rival, of lying"),
    ("While Berg backed the tunnel, Vance opposed it.", "Berg", "backed", "the tunnel"),
    ("While Berg backed the tunnel, Vance opposed it.", "Vance", "opposed", "it"),
    ("Berg backs the tunnel; Vance does not.", "Berg", "backs", "the tunnel"),
    ("The mayor's fear is that the tunnel will flood.", "The mayor", "fear is", "that the tunnel will flood"),
    (
        "The head of the union, Eva Lind, has called on ministers to step in.",
        "The head of the union, Eva Lind",
        "has called on",
        "ministers to step in",
    ),
    ("Norland on Tuesday urged Ostland to release the sailors.", "Norland", "urged", "Ostland to release the sailors"),
    (
        "A draft of the report, seen by The Gull, warns that the dam could fail.",
        "A draft of the report, seen by The Gull",
        "warns",
        "that the dam could fail",
    ),
    ("The Gull has learned that the dam could fail.", "The Gull", "has learned", "that the dam could fail"),
    ("In an editorial, The Gull called for the dam to be closed.", "The Gull", "called for", "the dam to be closed"),
    ("The court found the firm guilty of fraud.", "The court", "found", "the firm guilty of fraud"),
    (
        "More than 40 scientists signed an open letter calling the dam reckless.",
        "More than 40 scientists",
        "calling",
        "the dam reckless",
    ),
    ("Berg, asked whether she would resign, said she had no such plans.", "Berg", "said", "she had no such plans"),
    ("It is the mayor's belief that the tunnel will flood.", "the mayor", "belief", "that the tunnel will flood"),
]
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
# Clauses without "that" and inserted cues, of which the parser often makes something else.
MISREAD: list[Case] = [
    (
        "Because the river is warm, says the study, it rises above the cold layer.",
        "the study",
        "says",
        "Because the river is warm | it rises above the cold layer",
    ),
    (
        "One lorry broke the barrier; around 50 gallons of diesel, officials said, spilled and burned.",
        "officials",
        "said",
        "around 50 gallons of diesel | spilled and burned",
    ),
    (
        "The tunnel is old: the researchers found high levels of salt in the walls.",
        "the researchers",
        "found",
        "high levels of salt in the walls",
    ),
    (
        "Anna Lind said there was a lack of light on the quay and urged the crowd to look at the lamps.",
        "Anna Lind",
        "urged",
        "the crowd to look at the lamps",
    ),
    (
        "She has requested the president declare a state of emergency on the coast.",
        "She",
        "has requested",
        "the president declare a state of emergency on the coast",
    ),
    (
        "Berg and others in the port party warned the long delay could be a threat to the harbour.",
        "Berg and others in the port party",
        "warned",
        "the long delay could be a threat to the harbour",
    ),
    (
        "The city's security chief, Karl al-Ostrow, announced on Facebook on Tuesday there were suspects in custody.",
        "The city's security chief, Karl al-Ostrow",
        "announced",
        "there were suspects in custody",
    ),
    (
        "Anna Lind, a rapporteur for the Office of the High Commissioner who had looked at the case, cautioned justice "
        "does not come swiftly.",
        "Anna Lind, a rapporteur for the Office of the High Commissioner who had looked at the case",
        "cautioned",
        "justice does not come swiftly",
    ),
    (
        "On Friday Halden Motor Company announced the ministry was performing an inquiry into its tests.",
        "Halden Motor Company",
        "announced",
        "the ministry was performing an inquiry into its tests",
    ),
    (
        "On Friday, a judge in Norland ruled the federal government's practice of charging boats but not ferries for "
        "the canal, or inland waterway, is unlawful.",
        "a judge in Norland",
        "ruled",
        "the federal government's practice of charging boats but not ferries for the canal, or inland waterway, is "
        "unlawful",
    ),
    (
        "Fishermen have claimed Ostland, especially, amongst other large powers, is quietly influencing their union.",
        "Fishermen",
        "have claimed",
        "Ostland, especially, amongst other large powers, is quietly influencing their union",
    ),
    (
        "The mayor of Northport, Anna Berg, advised residents of her city to stay at home.",
        "The mayor of Northport, Anna Berg",
        "advised",
        "residents of her city to stay at home",
    ),
    (
        "The speaker ordered the harbour flags be lowered to half mast.",
        "The speaker",
        "ordered",
        "the harbour flags be lowered to half mast",
    ),
    (
        "Both ports issued statements speaking of a blockade of the strait.",
        "Both ports",
        "speaking of",
        "a blockade of the strait",
    ),
    (
        "The Norland statement spoke of Ostland assuming the duty of guarding the strait.",
        "The Norland statement",
        "spoke of",
        "Ostland assuming the duty of guarding the strait",
    ),
    (
        "Ada Lind posted a message on the portal blaming Ostland for the fire.",
        "Ada Lind",
        "blaming",
        "Ostland for the fire",
    ),
    (
        "The government's counter-argument was that the toll is a matter for ministers.",
        "The government",
        "argument was",
        "that the toll is a matter for ministers",
    ),
    (
        'Critics called it "just a toll", however Bonham noted the size of the fee might have been a mistake.',
        "Bonham",
        "noted",
        "the size of the fee might have been a mistake",
    ),
    (
        "The captain claimed to have no memory of the storm.",
        "The captain",
        "claimed",
        "to have no memory of the storm",
    ),
    ("Police believe him to be the owner.", "Police", "believe", "him to be the owner"),
    ("The bureau predicted a fall in prices.", "The bureau", "predicted", "a fall in prices"),
    ("Militias had made threats against the port.", "Militias", "had made threats against", "the port"),
    ("The union filed a lawsuit against the toll.", "The union", "filed a lawsuit against", "the toll"),
    ("The union challenged the legality of the toll.", "The union", "challenged", "the legality of the toll"),
    (
        "The police did not identify the sailor as the victim.",
        "The police",
        "did not identify",
        "the sailor as the victim",
    ),
    (
        "In response to a suit by the boaters' group National Union for Sailing, District Judge Karl Ostrow ruled the "
        "boat-only toll violated the Free Passage Clause of the Norland charter.",
        "District Judge Karl Ostrow",
        "ruled",
        "the boat-only toll violated the Free Passage Clause of the Norland charter",
    ),
    (
        "A hospital official told Halden Agency, a local news outlet, that one of the sailors was Tomas Quint, a clerk "
        "of the port.",
        "A hospital official",
        "told",
        "that one of the sailors was Tomas Quint, a clerk of the port",
    ),
    (
        "According to local news, school districts across the island announced school closings.",
        "school districts across the island",
        "announced",
        "school closings",
    ),
    (
        "The port police faced allegations they failed to react quickly to the thefts.",
        "",
        "allegations",
        "they failed to react quickly to the thefts",
    ),
    ("The agency put the death toll at twenty.", "The agency", "put", "the death toll at twenty"),
    (
        "The survey has placed the number of wrecks in the hundreds.",
        "The survey",
        "has placed",
        "the number of wrecks in the hundreds",
    ),
    (
        "The bureau issued a storm warning covering the coast from Halden to Northport.",
        "The bureau",
        "issued",
        "a storm warning covering the coast from Halden to Northport",
    ),
    (
        "Some analysts considered this a foregone conclusion, with analyst Karl Ostrow having declared it on his blog "
        'as "a dull contest".',
        "Some analysts",
        "considered",
        "this a foregone conclusion",
    ),
    ("She is widely suspected of asking for a delay.", "", "is widely suspected", "She | of asking for a delay"),
]
CASES = [
    *ACTS, *IMPLICATIVES, *PASSIVES, *QUOTED, *COORDINATED, *RELATIVE, *ADJECTIVES, *NOUNS, *PHRASES, *QUOTATIONS,
    *NESTED, *MINDS, *NEWS, *MISREAD,
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"), CASES, ids=[f"{i}-{case[0][:40]}" for i, case in enumerate(CASES)]
)
def test_a_construction(who_said_what: Finder, text: str, source: str, cue: str, content: str) -> None:
    assert (source, cue, content) in who_said_what(text).triples()


@pytest.mark.parametrize(("text", "source", "cue", "content"), HEADLINES, ids=[case[0] for case in HEADLINES])
def test_a_headline(who_said_what: Finder, text: str, source: str, cue: str, content: str) -> None:
    found = who_said_what(f"{text}\n\nThe plan was discussed on Monday. It did not rain.")
    assert (source, cue, content) in found.triples()


@pytest.mark.parametrize(("text", "source", "cue", "content"), ACTS, ids=[case[0][:40] for case in ACTS])
def test_a_deed_that_states_a_position_has_its_form(
    who_said_what: Finder, text: str, source: str, cue: str, content: str
) -> None:
    assert who_said_what(text).by(cue.replace(" | ", " ")).form is Form.ACT


@pytest.mark.parametrize(
    "text",
    [
        "The harbour master signed the letter.",
        "The actor signed autographs.",
        "The road blocked the view.",
        "The police blocked the road.",
        "The team passed the stadium.",
        "Troops withdrew from the village.",
        "The bank is unlikely to agree.",
        "The ministry did not respond to a request for comment.",
        "The mayor could not be reached for comment.",
        "Ostrow dropped out of the race.",
        "The news added to the pain of the town.",
        "The party is divided over the tunnel.",
        "It emerged on Monday that the firm had known of the leak.",
        "The price guaranteed a place on the boat.",
        "Berg: 1,240",
        "There were all signs of a storm.",
        "The boat weighed about ten pounds.",
        "The mayor put the bottle at the door.",
        "The bank issued bonds.",
        "The stamps were issued by the bank.",
        "The storm of 1911 claimed about thirty lives.",
        "Two gunmen attacked the ferry.",
        "The seal is known to sleep by day.",
        "Lind was admitted to the Norland Academy of Letters.",
        "No group claimed credit for the fire.",
        "The shepherds defended themselves from the wolves.",
        "The team published a study of the reef.",
        "Berg sought more details.",
        "The institute made a podcast dedicated to Lind.",
        "The floor is sandy, as opposed to the rocky harbour.",
        "A boat passed, called Meridian.",
        "The reef was first identified by the navy.",
    ],
)
def test_what_states_no_position_is_none(who_said_what: Finder, text: str) -> None:
    assert who_said_what(text).all == []


@pytest.mark.parametrize(
    ("text", "cue", "cue_class"),
    [
        ("Parliament ratified the treaty.", "ratified", CueClass.SUPPORT),
        ("Norland imposed sanctions on Ostland.", "imposed", CueClass.SUPPORT),
        ("The minister lifted the ban on nets.", "lifted", CueClass.OPPOSE),
        ("The council voted down the proposal.", "voted down", CueClass.OPPOSE),
        ("The mayor spoke out against the tunnel.", "spoke out against", CueClass.OPPOSE),
        ("The mayor spoke out for the tunnel.", "spoke out for", CueClass.SUPPORT),
        ("The party has come out in favour of the tunnel.", "come out in favour of", CueClass.SUPPORT),
        ("The mayor argued against the tunnel.", "argued against", CueClass.OPPOSE),
        ("The council is in favour of the dredging.", "in favour of", CueClass.SUPPORT),
        ("The council is against the dredging.", "against", CueClass.OPPOSE),
        ("Karl Ostrow, a critic of the dam, left.", "critic of", CueClass.OPPOSE),
        ("Karl Ostrow, a champion of the dam, left.", "champion of", CueClass.SUPPORT),
        ("Fishermen were angered by the decision.", "angered by", CueClass.OPPOSE),
        ("She repeated her demand that the port be closed.", "demand", CueClass.REQUEST),
    ],
)
def test_which_side_a_cue_takes(who_said_what: Finder, text: str, cue: str, cue_class: CueClass) -> None:
    assert who_said_what(text).by(cue).cue_class is cue_class


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The ministry would neither confirm nor deny the report.", "deny"),
        ("The ministry did not confirm or deny the report.", "deny"),
        ("The premier has yet to comment on the leak.", "comment"),
        ("The report fell short of calling for an inquiry.", "calling for"),
        ("The council is not in favour of the dredging.", "in favour of"),
        ("The mayor was not opposed to the dredging.", "opposed to"),
        ("Ostrow pleaded not guilty to fraud.", "pleaded not guilty"),
    ],
)
def test_what_was_not_said_is_negated(who_said_what: Finder, text: str, cue: str) -> None:
    assert who_said_what(text).by(cue).negated


def test_who_is_quoted_stands_below_who_quotes(who_said_what: Finder) -> None:
    found = who_said_what("She was quoted by The Daily Gull as saying the bridge was safe.")
    outer, inner = found.all
    assert found.words(outer, "source") == "The Daily Gull"
    assert found.words(inner, "source") == "She"
    assert inner.parent == 0


def test_a_name_at_the_end_of_a_text_may_be_the_subject(who_said_what: Finder) -> None:
    assert who_said_what("said Ada Lind").all == []


def test_who_is_asked_does_not_ask(who_said_what: Finder) -> None:
    found = who_said_what("Berg, asked whether she would resign, said she had no such plans.")
    assert found.words(found.by("asked"), "source") == ""


def test_a_town_before_a_dash_is_no_source(who_said_what: Finder) -> None:
    found = who_said_what("NORTHPORT (CPA) - The mayor of Dunmarsh on Tuesday rejected the plan to dredge the river.")
    assert [source for source, _, _ in found.triples()] == ["The mayor of Dunmarsh"]


def test_a_past_tense_after_a_perfect_is_the_speakers(who_said_what: Finder) -> None:
    found = who_said_what("Berg conceded that the boat had leaked but implied that the crew was to blame.")
    assert found.triples() == [
        ("Berg", "conceded", "that the boat had leaked"),
        ("Berg", "implied", "that the crew was to blame"),
    ]


def test_a_verb_that_agrees_with_the_speakers_alone_is_theirs(who_said_what: Finder) -> None:
    found = who_said_what("Critics say the law is too weak and want it scrapped.")
    assert found.triples() == [("Critics", "say", "the law is too weak"), ("Critics", "want", "it scrapped")]


def test_what_others_say_meanwhile_is_theirs(who_said_what: Finder) -> None:
    found = who_said_what("Berg said the quay was safe, while the union said it was a ruin.")
    assert [(s, c) for s, _, c in found.triples()] == [
        ("Berg", "the quay was safe"),
        ("the union", "it was a ruin"),
    ]


def test_all_of_the_sentence_before_its_speaker_is_content(who_said_what: Finder) -> None:
    found = who_said_what("Prices may fall in May, but the mills will stay open, he added.")
    assert found.triples()[-1][2].startswith("Prices may fall")


def test_a_programme_in_quotation_marks_is_no_utterance(who_said_what: Finder) -> None:
    found = who_said_what('On "Harbour Talk," Berg said the toll would go.')
    assert [content for _, _, content in found.triples()] == ["the toll would go"]


def test_a_quotation_in_the_next_sentence_belongs_to_a_bare_cue(who_said_what: Finder) -> None:
    found = who_said_what('Berg said in a statement. "There was never any leak at the port."')
    assert found.triples()[0][2] == '"There was never any leak at the port."'


def test_an_opening_mark_may_stand_for_a_closing_one(who_said_what: Finder) -> None:
    found = who_said_what("“Apparently not,“ Berg said. “The boat was never sold.”")
    assert found.triples() == [("Berg", "said", "“Apparently not,“ | “The boat was never sold.”")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Reporter: Will the toll go?\n\nAnna Berg: It will go in May.\n\nReporter: Who pays?\n\n"
            "Anna Berg: The port will pay.",
            [("Anna Berg", "It will go in May"), ("Anna Berg", "The port will pay")],
        ),
        (
            "HOST: Why now?\n\nLIND: Because we must.\n\nHOST: And the cost?\n\nLIND: We will pay.",
            [("LIND", "Because we must"), ("LIND", "We will pay")],
        ),
        (
            "Berg said: “We tested the pier.\n\n“It is safe.\n\n“Nobody was hurt.”\n\nShe left.",
            [("Berg", "“We tested the pier. | “It is safe. | “Nobody was hurt.”")],
        ),
        (
            "“The pier is safe.\n\n“It was tested in May,” Berg said.\n\nShe left.",
            [("Berg", "“The pier is safe. | “It was tested in May,”")],
        ),
        (
            "Lind said: “They lied.”\n\nShe went on: “They lied for years.”",
            [("Lind", "“They lied.”"), ("She", "“They lied for years.”")],
        ),
    ],
)
def test_over_several_paragraphs(who_said_what: Finder, text: str, expected: list[tuple[str, str]]) -> None:
    found = [(source, content.replace("\n\n", " | ")) for source, _, content in who_said_what(text).triples()]
    for one in expected:
        assert one in found


def test_a_quotation_after_a_sentence_goes_to_whom_that_tells_of(who_said_what: Finder) -> None:
    found = who_said_what(
        "Karl Ostrow told the council that the pier was safe.\n\n"
        'Eva Lind shook her head. "We have tested every single beam of it."\n\nNobody asked.'
    )
    floating = [a for a in found.all if a.rule == "floating"]
    assert [found.words(a, "source") for a in floating] == ["Eva Lind"]


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Granary Street, as the office is known, denies it.", ("Granary Street", "denies", "it")),
        ("Norline denied it.", ("Norline", "denied", "it")),
        ("Norline, which denies it, will appeal.", ("Norline, which", "denies", "it")),
        ("The firm strongly denies that.", ("The firm", "strongly denies", "that")),
        ("The mayor admitted it.", ("The mayor", "admitted", "it")),
        ("The union demanded it.", ("The union", "demanded", "it")),
        ("The mayor opposes it.", ("The mayor", "opposes", "it")),
    ],
)
def test_a_denial_whose_object_points_back(who_said_what: Finder, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in who_said_what(text).triples()


@pytest.mark.parametrize(
    "text",
    [
        "Lind thanked me.",
        "The mayor supports us.",
        "They ignored them.",
        "The minister mentioned this.",
        "The farmers want it.",
        "The committee did not focus on it.",
    ],
)
def test_a_pronoun_alone_tells_nothing(who_said_what: Finder, text: str) -> None:
    assert who_said_what(text).all == []


@pytest.mark.parametrize(
    ("text", "cue", "cue_class"),
    [
        ('Vic Thorn, a baker, disagreed: "Who needs a bus at three?"', "disagreed", CueClass.SAY),
        ('"Who needs a bus at three?" Vic Thorn disagreed.', "disagreed", CueClass.SAY),
        ('Tom Reyes agreed: "The toll must go."', "agreed", CueClass.SAY),
        ('Vic Thorn objected: "The bus is never late."', "objected", CueClass.SAY),
        ("Lind disagreed with the plan.", "disagreed", CueClass.OPPOSE),
        ("The minister agreed with the mayor that the toll was unfair.", "agreed", CueClass.SUPPORT),
    ],
)
def test_who_disagrees_is_not_against_the_own_words(
    who_said_what: Finder, text: str, cue: str, cue_class: CueClass
) -> None:
    assert who_said_what(text).by(cue).cue_class is cue_class


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Neither group would comment on the price.", "Neither group"),
        ("None of the firms would comment on the price.", "None of the firms"),
        ("Nobody in the party would comment on the price.", "Nobody in the party"),
        ("No one at the firm would comment on the price.", "No one at the firm"),
        ("No-one at the firm would comment on the price.", "No-one at the firm"),
        ("Not one firm would comment on the price.", "Not one firm"),
        ("Neither the mayor nor the union would comment on the price.", "Neither the mayor nor the union"),
    ],
)
def test_a_subject_that_stands_for_nobody_negates(who_said_what: Finder, text: str, source: str) -> None:
    found = who_said_what(text)
    one = found.by("comment")
    assert (one.negated, found.words(one, "source")) == (True, source)


def test_not_all_is_no_negation_of_the_cue(who_said_what: Finder) -> None:
    assert not who_said_what("Not all firms commented on the price.").by("commented").negated


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Asked whether she would resign, Ada Lind said she had not decided.", ["Ada Lind"]),
        ("When asked if the toll would rise, Ada Lind said nothing was certain.", ["Ada Lind"]),
        ("Asked why he had yet to endorse the toll, the mayor said it was unfair.", ["the mayor"]),
        ("Asked by the Courier if the toll would rise, Lind refused to answer.", ["the Courier", "Lind"]),
    ],
)
def test_the_reporters_own_question_is_no_statement(who_said_what: Finder, text: str, expected: list[str]) -> None:
    assert [source for source, _, _ in who_said_what(text).triples()] == expected


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Berg told The Harbour Post radio broadcasts were being used to spread fear.",
            "radio broadcasts were being used to spread fear",
        ),
        ("Lind told the Daily Courier ferry fares were being raised.", "ferry fares were being raised"),
        ("Berg told Norland Radio road tolls would rise.", "road tolls would rise"),
        ("Lind informed the Harbour Council old boats could sink.", "old boats could sink"),
        ("Lind told Norland officials that fares would rise.", "that fares would rise"),
        ("The team reported fish scales may have evolved twice.", "fish scales may have evolved twice"),
        ("Lind said the toll was old, but that it was fair.", "the toll was old, but that it was fair"),
        (
            "Lind said he was 'not against a quota in principle', but that this one was wrong.",
            "he was 'not against a quota in principle', but that this one was wrong",
        ),
        (
            'Lind said she was "not against tolls in principle", and that this one was fair.',
            'she was "not against tolls in principle", and that this one was fair',
        ),
        ("Lind warned the pier might fall, but the union said that it was safe.", "the pier might fall"),
    ],
)
def test_where_a_reported_clause_begins_and_ends(who_said_what: Finder, text: str, content: str) -> None:
    assert who_said_what(text).triples()[0][2] == content


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Lind did not rule out closing the quarry.", "closing the quarry"),
        ("Lind has not ruled out a toll.", "a toll"),
    ],
)
def test_what_is_not_ruled_out_is_left_open(who_said_what: Finder, text: str, content: str) -> None:
    found = who_said_what(text)
    one = found.by("rule")
    assert (one.cue_class, one.negated, found.words(one, "content")) == (CueClass.ABSTAIN, False, content)


def test_the_reason_for_what_is_not_ruled_out_is_in_words() -> None:
    open_still = statement("Ada Lind did not rule out closing the quarry.", "quarry").suggested
    silent = statement("Neither group would comment on the price.", "price").suggested
    assert open_still is not None and silent is not None
    assert (open_still.stance, silent.stance) == ("neutral", "neutral")
    assert "leaves the option open" in open_still.why and "comment" not in open_still.why
    assert "declines to comment" in silent.why
