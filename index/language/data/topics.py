"""Words for proposed issues: nouns that name no subject of dispute, nouns of deeds, forms of verbs. By hand."""

from __future__ import annotations

from index.language.data import words

# What any article has: people, roles and bodies; times and measures, names for saying, for parts of things and for
# what merely happens. A statement with "the minister" or "the decision" in it is not about ministers or decisions.
ACTORS = words(
    """
    people person man woman men women child boy girl friend family father mother son daughter brother sister wife
    husband parent relative resident citizen inhabitant villager neighbour neighbor member leader head chief boss
    official officer spokesman spokeswoman spokesperson spokespeople representative delegate envoy ambassador diplomat
    president minister premier chancellor secretary senator congressman congresswoman lawmaker legislator politician
    governor mayor councillor councilman alderman deputy chairman chairwoman chair chairperson director manager
    executive ceo founder owner teacher professor doctor lawyer attorney judge prosecutor defendant
    candidate voter supporter opponent critic activist campaigner protester expert analyst observer scientist
    researcher author writer editor journalist reporter correspondent witness victim survivor suspect police policeman
    soldier fighter worker employee staff colleague customer client passenger driver rider player fan viewer
    reader user student pupil patient public crowd audience community population generation
    government administration cabinet ministry department agency authority council parliament congress senate house
    committee commission court tribunal board body panel party opposition coalition faction majority minority
    company firm corporation business organisation organization group union association team club institution
    university college bank paper newspaper magazine website site channel broadcaster media press outlet agency
    rabbi priest bishop archbishop pope imam cleric pastor monk king queen prince princess duke emperor
    general colonel captain sergeant commander admiral pilot crew driver sailor nurse medic paramedic firefighter
    rescuer investigator detective inspector coroner regulator adviser advisor aide analyst economist historian
    engineer architect artist musician singer actor actress athlete coach referee farmer fisherman docker miner
    trader investor shareholder banker broker entrepreneur billionaire tycoon developer operator contractor supplier
    airline shipper insurer retailer manufacturer producer exporter importer charity ngo nonprofit think-tank lobby
    parent guardian mum dad baby teenager adult youth senior elder veteran hero villain terrorist militant insurgent
    rebel gunman attacker shooter killer thief robber murderer assailant perpetrator offender criminal convict inmate
    informant spy hacker caller speaker presenter host guest panelist interviewer narrator
    lady gentleman girlfriend boyfriend guy bloke newcomer passer-by bystander human
    opponent foe ally enemy rival adversary partner counterpart successor predecessor heir incumbent nominee contender
    frontrunner front-runner runner-up delegate superdelegate donor sponsor backer booster insider outsider
    establishment elite wing base electorate
    """
)
GENERIC = ACTORS | words(
    """
    country nation state republic kingdom province region district county city town village area place zone location
    world globe continent land home street road north south east west capital territory part side end
    time year month week day hour minute second moment morning afternoon evening night today yesterday tomorrow date
    decade century period era season spring summer autumn winter weekend future past present history
    beginning
    start middle rest finish age life death
    way thing something anything nothing everything somebody anybody everyone one other lot kind sort type form case
    example instance matter issue subject topic question problem point aspect element factor fact reason cause result
    consequence effect outcome impact role position situation circumstance condition context background basis ground
    level degree extent amount number figure quantity size rate percentage percent proportion share total majority
    half third quarter dozen hundred thousand million billion trillion dollar euro pound cent crown
    statement comment remark claim allegation accusation report account story news article interview speech address
    letter message tweet post word term name title phrase sentence text document note list page video
    photo picture image footage answer reply response reaction request call demand appeal plea warning threat promise
    pledge vow offer suggestion proposal plan idea thought view opinion belief hope wish fear concern doubt worry
    feeling sense expectation intention aim goal target purpose objective reason motive decision choice option
    alternative possibility chance opportunity risk danger right duty responsibility need interest attention
    information detail datum data evidence proof finding conclusion result study survey poll analysis research source
    support backing opposition criticism praise approval rejection disagreement respect regret sympathy
    condolence thanks apology gratitude thought prayer heart mind hand eye face voice step move action act activity
    measure effort attempt work job task project programme program process procedure system method approach strategy
    policy line stance attitude stand event incident occasion meeting session discussion conversation talk
    visit
    trip experience success failure mistake error progress change difference development improvement increase decrease
    rise fall growth drop loss gain benefit advantage use value quality lack shortage absence presence
    order rule standard record range series set pair couple bit piece item unit section stage phase phase level front
    back top bottom centre center middle inside outside line circle round row field scene stage ground floor room
    direction distance length height width depth weight speed pace degree temperature
    money cost price sum fund amount pay look feel move turn try help game match player season goal point race
    behalf favour favor account regard respect spite addition order means basis response light view face
    sex gender copy manner debate draft version edition original print sheet mate fauna contamination
    thank victory defeat loss winner loser anyone someone everybody nobody none whole mile kilometre
    kilometer metre meter foot inch acre hectare ton tonne litre liter barrel gallon degree
    centimetre centimeter millimetre kilogram kilo guarantee authority omission application grocery oath shift venture
    qualification language relationship primary campaign tie sea well mountain forest
    neighbourhood
    neighborhood suburb coast shore district ward block corner site spot scene venue hotel restaurant bar
    shop store office headquarters base camp building house apartment flat door window gate table chair
    car
    truck vehicle bus train plane aircraft ship boat phone computer screen camera website server app
    gun knife bullet blood body corpse bone skin hair head shoulder leg arm foot finger mouth ear tooth
    food meal drink coffee tea bread breakfast lunch dinner dish cup bottle clothes shirt shoe hat
    art song movie show play novel poem music concert award prize medal trophy record title ticket
    culture tradition history religion faith spirit soul truth lie joke fun humour humor love hate anger joy pride
    shame guilt pain grief sorrow happiness tear smile laugh courage patience trust confidence honesty integrity
    character personality temperament judgment judgement wisdom knowledge skill talent ability capacity power strength
    weakness influence pressure momentum energy freedom dignity
    clue sign signal symbol message tone rhetoric narrative perception impression image reputation
    brand label nickname slogan motto theme agenda priority focus emphasis
    commitment obligation dealings engagement involvement participation presence departure arrival
    absence delay wait pause break gap hole edge boundary mark spot dot count tally
    balance average mean median minimum maximum peak low high
    hurdle obstacle challenge difficulty trouble mess chaos confusion
    disaster catastrophe tragedy crash accident collision explosion blast fire flood storm hurricane earthquake
    damage injury wound harm casualty fatality victimhood rescue operation search recovery
    symptom disease illness condition diagnosis
    technology equipment device machine tool instrument material substance chemical component feature function
    species animal plant tree bird fish insect fossil cell molecule gene sample specimen
    theory hypothesis model experiment observation measurement calculation estimate forecast prediction
    temperature wind rain snow heat cold weather sun moon star planet orbit
    """
)
# Common nouns that any number of articles are about, each another one: their issue needs a name beside them.
WIDE = words(
    """
    law bill legislation act amendment deal agreement treaty accord pact contract ban tax duty tariff sanction fine
    fee charge toll budget spending cut increase subsidy aid loan debt bailout grant funding investment
    vote election referendum ballot poll summit talks negotiation ceasefire truce peace war invasion occupation attack
    strike bombing shooting killing murder death riot protest demonstration march rally boycott blockade siege
    raid arrest detention trial case lawsuit verdict sentence appeal ruling extradition investigation inquiry probe
    closure opening construction demolition expansion extension merger sale takeover acquisition privatisation reform
    project scheme road bridge tunnel railway line airport port harbour harbor station stadium hospital school prison
    factory plant mine quarry dam pipeline wall fence barrier tower park museum library theatre
    shutdown lockdown quarantine outbreak epidemic pandemic vaccine vaccination mandate evacuation emergency
    resignation impeachment nomination appointment dismissal withdrawal independence secession union candidacy
    regulation restriction standard ticket permit licence license rule curfew embargo crisis refugee migrant immigrant
    migration immigration deportation troop weapon missile arms gun drug abortion marriage pension wage salary job
    layoff price rent housing tenant land water electricity gas oil coal emission pollution waste
    email debate film river island book
    """
)
# Of the generic ones, those that are a subject with an adjective that tells which: "nuclear power".
BROAD = words(
    "power energy policy system right measure programme program process project plan fund freedom technology access "
    "status service strategy rule standard order model authority rate operation base"
)
# Things of every article that are a subject with a word before them that tells which: "night bus", "corner shop".
THINGS = words(
    """
    bus car truck vehicle train plane aircraft ship boat phone camera gun knife website app hotel restaurant bar shop
    store camp building house apartment flat bin bottle ticket song game match festival camera
    ground room plant tree species bird animal strip route lane crossing patrol
    """
)
# Adjectives that say nothing of which thing it is.
PALE = words(
    """
    new old last next first second third other same such own recent current present former previous early late later
    several many few more most some any all much certain various different similar further additional full whole
    entire
    big large small great little high low long short major minor main key important serious significant possible
    likely
    available necessary good bad better best worse worst right wrong real true clear simple strong hard easy difficult
    immediate urgent swift quick fast rapid slow temporary partial complete total absolute final ultimate initial
    so-called alleged proposed planned controversial ongoing continuing continued upcoming future past scheduled
    independent unanimous massive huge enormous tremendous vast broad wide general overall particular specific
    appropriate proper formal official respective damn famous extraordinary horrific tragic terrible awful deadly
    """
)
# Nouns for a thing that is planned: what is planned stands before or behind them ("the plan to dredge").
PLANS = words(
    """
    plan decision proposal move idea bid attempt effort call demand request pledge promise vow push campaign bill
    motion resolution agreement deal project scheme offer threat intention right need measure step programme program
    initiative recommendation petition order permission permit licence license application
    """
)
# A deed as a noun, and the verb for it.
DEEDS = dict(
    pair.split(">")
    for pair in """
    abolition>abolish acceptance>accept acquisition>acquire adoption>adopt amendment>amend annexation>annex
    appointment>appoint approval>approve arrest>arrest assassination>assassinate attack>attack ban>ban
    blockade>blockade
    boycott>boycott building>build cancellation>cancel cessation>cease closing>close closure>close construction>build
    conversion>convert creation>create cut>cut decriminalisation>decriminalise decriminalization>decriminalize
    deepening>deepen delivery>deliver demolition>demolish deployment>deploy deportation>deport deregulation>deregulate
    destruction>destroy detention>detain development>develop devolution>devolve dismissal>dismiss dissolution>dissolve
    dredging>dredge election>elect elimination>eliminate end>end ending>end enlargement>enlarge
    establishment>establish
    enquiry>investigate inquiry>investigate probe>investigate
    eviction>evict evacuation>evacuate execution>execute expansion>expand exploration>explore expulsion>expel
    extension>extend extradition>extradite funding>fund halt>halt imposition>impose imprisonment>imprison
    inclusion>include inspection>inspect introduction>introduce invasion>invade investigation>investigate
    killing>kill legalisation>legalise legalization>legalize liberalisation>liberalise liberalization>liberalize
    liberation>liberate lifting>lift merger>merge modernisation>modernise modernization>modernize
    nationalisation>nationalise nationalization>nationalize nomination>nominate opening>open partition>partition
    postponement>postpone preservation>preserve privatisation>privatise privatization>privatize prohibition>prohibit
    prosecution>prosecute protection>protect publication>publish purchase>purchase ratification>ratify recall>recall
    recognition>recognise reconstruction>reconstruct recycling>recycle redevelopment>redevelop reduction>reduce
    reform>reform refurbishment>refurbish regulation>regulate reinstatement>reinstate release>release
    relocation>relocate removal>remove renaming>rename renewal>renew renovation>renovate reopening>reopen
    repair>repair
    repatriation>repatriate repeal>repeal replacement>replace resettlement>resettle restoration>restore
    resumption>resume restriction>restrict restructuring>restructure return>return reversal>reverse review>review
    sale>sell scrapping>scrap separation>separate stop>stop suspension>suspend taxation>tax termination>terminate
    testing>test transfer>transfer trial>try unification>unify upgrade>upgrade vaccination>vaccinate widening>widen
    withdrawal>withdraw
    """.split()
)
# A deed that somebody does or does not do by himself, as a noun and as a verb.
RESIGNING = dict(
    pair.split(">")
    for pair in """
    resignation>resign apology>apologise retirement>retire secession>secede independence>secede abdication>abdicate
    impeachment>impeach surrender>surrender testimony>testify
    """.split()
)
INTRANSITIVE = words("resign apologise apologize retire secede abdicate surrender testify quit")
# Verbs that make no proposition.
LIGHT = words(
    """
    be have do get make go come see know think say tell want let give take put set try use find call ask seem
    look
    feel become happen need include involve concern mean show bring hold face continue begin start help work talk
    discuss consider hear read understand remember mention explain describe announce report note
    win lose carry wear eat drink buy divide clarify express avoid reach achieve
    gain generate blame claim enjoy love hate suffer deserve receive earn miss fear expect indicate suggest
    support oppose back welcome reject condemn criticise criticize praise denounce endorse favour favor
    """
)
# What those who back a thing want done with it, where nobody says so: a bill is passed, a toll is to be there.
DONE_WITH = {
    **dict.fromkeys(words("bill law legislation amendment act budget motion resolution"), "passed"),
    **dict.fromkeys(words("deal agreement treaty accord pact contract offer compromise bid settlement"), "accepted"),
}
EXISTING = words(
    """
    toll tax duty tariff fine fee charge levy ban boycott blockade embargo curfew lockdown quarantine mandate strike
    ceasefire truce road bridge tunnel airport port harbour harbor station stadium prison factory mine quarry dam
    pipeline wall fence barrier tower park museum library theatre ferry tram casino incinerator reservoir subsidy
    bailout amnesty merger invasion
    """
)
# What is wanted of these is that they be held or made.
HELD = words("referendum election inquiry enquiry investigation vote talks negotiation summit ballot plebiscite")
# The third form of verbs that do not add -ed.
PARTICIPLES = dict(
    pair.split(">")
    for pair in """
    arise>arisen bear>borne beat>beaten begin>begun bid>bid bind>bound blow>blown break>broken bring>brought
    build>built
    burn>burnt buy>bought cast>cast catch>caught choose>chosen come>come cost>cost cut>cut deal>dealt dig>dug do>done
    draw>drawn drive>driven eat>eaten fall>fallen feed>fed feel>felt fight>fought find>found fly>flown
    forbid>forbidden
    forget>forgotten forgive>forgiven freeze>frozen get>got give>given go>gone grow>grown hang>hanged hear>heard
    hide>hidden hit>hit hold>held hurt>hurt keep>kept know>known lay>laid lead>led leave>left lend>lent let>let
    lose>lost
    make>made mean>meant meet>met overcome>overcome overthrow>overthrown pay>paid put>put quit>quit read>read
    rebuild>rebuilt rise>risen run>run say>said see>seen seek>sought sell>sold send>sent set>set shake>shaken
    shoot>shot
    show>shown shut>shut sink>sunk spend>spent split>split spread>spread stand>stood steal>stolen stick>stuck
    strike>struck
    swear>sworn sweep>swept take>taken teach>taught tear>torn tell>told think>thought throw>thrown undergo>undergone
    undo>undone uphold>upheld wear>worn win>won wind>wound withdraw>withdrawn withhold>withheld write>written
    rewrite>rewritten withstand>withstood retake>retaken undertake>undertaken bet>bet fit>fitted
    """.split()
)
# Verbs of more than one syllable whose last letter is doubled.
DOUBLED = words(
    "admit commit compel control defer deter equip expel forget input occur omit patrol permit prefer propel rebel "
    "rebut refer regret remit submit transfer transmit unplug"
)
