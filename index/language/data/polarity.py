"""Words that turn a position about, and words that judge. Written by hand, as of November 2026.

This is not a lexicon of sentiment: a sad word says nothing about what somebody wants. What counts is what a
verb does to its object's existence ("cease the attack" is against the attack), and what a judging adjective
says of its noun ("the plan is unlawful").
"""

from __future__ import annotations

from index.language.data import words

# What one does with these to an object goes against the object; nouns and verbs by their dictionary form.
AGAINST = words(
    """
    abandon abolish abort abrogate ban bar block boycott cancel cease close combat condemn contest counter criticise
    criticize curb curtail cut decline decry defeat delay demolish denounce deny deplore derail destroy
    discontinue dismantle dismiss disrupt drop end eliminate exclude fight forbid forgo freeze halt harm hinder
    impede jeopardise jeopardize kill lift limit minimise minimize obstruct oppose outlaw overturn pause
    postpone prevent prohibit protest quit reject relinquish remove renounce repeal resist restrict retract
    reverse revoke sabotage scrap shelve shut slam stall stop subvert suspend terminate threaten thwart
    undermine undo veto violate weaken withdraw withhold avert avoid refuse fail refrain abstain doubt question
    dispute disapprove object slash breach break flout expel oust eject evict
    banish depose impeach topple overthrow opposition rejection cancellation suspension withdrawal
    cessation abolition boycott prohibition repeal halt termination closure closing shutdown removal reversal delay
    postponement
    violation breach end ending lack absence failure refusal opposed opponent critic foe enemy
    adversary protester condemnation criticism denunciation resistance
    objection challenge sue mistake err mistaken wrong halve reduce lower shrink trim dilute shorten
    reduction shortening regret lament bemoan rue
    ease easing relax relaxation loosen loosening restrain restraint restriction dissolve dissolution disregard flouting
    dispense discard dismantling demolition scrapping barrier obstacle hindrance
    """
)
# What one does with these to an object goes with the object.
WITH = words(
    """
    accept achieve adopt advance affirm agree aid allow applaud approve assist authorise authorize back begin
    boost build carry celebrate champion choose commend complete continue create defend deliver deploy develop
    embrace enable encourage endorse enhance ensure establish expand expedite extend favor favour finish fulfil
    fulfill fund give grant guarantee hail help honor honour implement improve increase intensify introduce join
    keep launch legalise legalize maintain make open pass permit praise preserve promote propose protect provide
    pursue ratify recommend reinforce remain renew reopen restore resume retain save secure send sign speed
    stand start stay strengthen supply support sustain take uphold urge welcome widen raise express issue
    support approval endorsement backing continuation expansion acceptance
    """
)
# A noun is called so by somebody who is against it, or for it.
BAD = words(
    """
    absurd abhorrent appalling arbitrary awful bad barbaric catastrophic counterproductive criminal cruel
    cynical dangerous deplorable destructive devastating disastrous discriminatory disgraceful disproportionate
    dreadful excessive false fatal flawed foolish harmful heinous horrible hypocritical illegal illegitimate
    immoral inacceptable inadequate inappropriate inhumane insane insufficient intolerable irresponsible
    meaningless mistaken misguided naive outrageous pointless premature reckless ridiculous senseless shameful
    short-sighted shortsighted stupid terrible tragic unacceptable unconscionable unconstitutional unfair
    unfounded unjust unjustifiable unjustified unlawful unnecessary unprovoked unrealistic unreasonable unsafe
    untenable unwarranted unwise useless wasteful worrying wrong wrongheaded mistake disaster catastrophe
    outrage crime disgrace scandal farce betrayal folly error tragedy threat danger travesty insult calamity fiasco
    nightmare blunder shambles sham madness insanity lunacy nonsense provocation overreach hoax waste setback burden
    blackmail injustice violation pity shame ill-advised misplaced misconceived
    """
)
GOOD = words(
    """
    adequate admirable appropriate balanced beneficial brave constructive correct courageous crucial desirable
    encouraging essential excellent fair fine fitting good great helpful historic important indispensable just
    justified lawful legal legitimate necessary needed overdue positive promising proper prudent reasonable
    responsible right sensible sound successful useful valuable vital wise welcome worthwhile worth best better
    success triumph milestone breakthrough improvement opportunity solution blessing boon asset relief godsend progress
    advance remedy necessity
    """
)
# What a person or a thing is called by those who think well, or ill, of it: for issues that judge somebody.
LAUDED = words(
    """
    able accomplished admired amazing awesome beautiful beloved bright brilliant capable caring charismatic
    compassionate competent creative decent dedicated determined distinguished effective efficient
    eloquent exceptional extraordinary exemplary fabulous fantastic funny generous genius gentle gifted glorious
    gracious
    hero heroic honest
    honourable honorable hopeful humble idol impressive incredible influential innovative inspiring inspiration
    inspirational intelligent kind kindest legend legendary lovely loving loyal magnificent marvellous marvelous master
    masterful mentor modest outstanding passionate patient perfect pioneer pioneering polite popular principled
    proud reliable remarkable revolutionary safe selfless skilled skilful smart splendid
    stunning superb superior sympathetic talented terrific thoughtful tireless trustworthy
    respected loved adored cherished revered treasured iconic
    irreplaceable unmatched unparalleled
    virtuoso visionary warm winner wonderful worthy fairly honestly properly well rightly
    lawfully deservedly treasure giant icon gem
    """
)
REVILED = words(
    """
    abysmal abusive aggressive arrogant bigoted brutal bully careless chaotic clumsy corrupt coward cowardly crooked
    crooks deadly deceitful defective deficient devious dictator disappointing disastrously dishonest dismal divisive
    evil extreme extremist failed failure fascist fraud fraudulent greedy grim guilty horrific horrendous hostile
    incapable incompetent indecent inept inferior insulting intolerant invalid liar lousy lying malicious mediocre
    monster murderer nasty negligent offensive oppressive pathetic perilous poor racist reprehensible rigged ruthless
    sad sexist severe shocking sick sloppy stolen thug toxic troubling tyrant ugly unable undemocratic unethical unfit
    unhealthy unpopular unreliable unsuitable unworthy vicious vile violent void weak wicked worrisome worse worst
    wrongly unlawfully unfairly poorly badly improperly
    """
)
# Who goes away by these goes himself, and turns his back on what he leaves: "the troops should leave the region".
LEAVING = words("leave exit depart quit resign withdraw retire retreat")
# Nouns for what is done about the thing that they are named after: "climate action", "flood protection".
ANSWERS = words(
    """
    action protection prevention control defence defense fight battle response relief treatment measure precaution
    resistance protest campaign ban restriction law policy activism
    """
)
# Whoever does these decides upon their object; "secured" or "lost" something is only how it went.
DECIDING = words(
    """
    order sign introduce prepare start begin end stop launch scrap ban allow approve adopt permit resign leave plan vote
    schedule cancel propose authorise authorize open close suspend halt abolish impose lift grant back support oppose
    reject block veto quit withdraw appoint build finance fund
    """
)
# Who is so of, with or about something is against it, and who is so to, on or with something is for it.
COLD = words(
    """
    sceptical skeptical wary unhappy dissatisfied uncomfortable unconvinced critical hostile tired sick weary averse
    reluctant contemptuous dismissive distrustful suspicious
    """
)
# Who does these calls their object good, or bad.
LAUDING = words("thank applaud commend congratulate salute admire praise hail celebrate adore")
BLAMING = words("condemn denounce deplore decry criticise criticize")
PRESSING = words("press pressure push lobby fight work campaign seek strive")
WARM = words("open happy fine comfortable content keen committed ready sympathetic enthusiastic eager grateful glad")
# Of whom these are said, it is not said: "not everyone agreed", "few support it".
NOBODY = words("no not nobody none few neither hardly scarcely")
BECOMING = words("be seem become appear remain look prove stay")
# Verbs by which a proposition itself says what should be.
NORMS = words("deserve need require")
# To announce a deed, or to put something forward, is to be for it.
ANNOUNCING = words("announce declare unveil launch order introduce table submit file schedule")
# What does this to other things is judged by it.
HARMS = words(
    """
    harm damage destroy threaten undermine endanger jeopardise jeopardize hurt kill violate ruin devastate
    poison pollute worsen wreck cripple weaken disrupt cost fail betray breach infringe discriminate
    """
)
HELPS = words(
    """
    help benefit improve protect save create strengthen boost serve solve secure revive heal enrich relieve
    """
)
MODALS = words("should must ought need shall")
NEGATIONS = words("not n't never no neither nor hardly scarcely nobody nothing none without")
AGAINST_PREPOSITIONS = words("against without despite")
CONDITIONS = (
    "provided that", "providing that", "as long as", "so long as", "on condition", "only if", "on the condition",
    "subject to", "if and only if", "only when", "only after",
)  # fmt: skip
# Verbs by which a speaker's own words state a will or a position, and those of them that go against their object.
INTENDS = words(
    """
    want wish seek hope intend plan aim try support back oppose favour favor welcome reject prefer vow refuse endorse
    approve accept agree insist demand call urge stand condemn denounce recommend advocate disagree regret deplore
    lament
    """
)
# Cues that say what somebody calls a thing, and cues of dread and of doubt.
CALLING = words("describe call label brand term dub characterise characterize portray regard view consider depict")
FEARING = words("fear dread worry concern concerned worried afraid alarm alarmed")
DOUBTING = words("doubt dispute question sceptical skeptical doubtful disbelieve")
# Nouns for what was said: to reject them is to deny it.
SAYINGS = words("claim allegation accusation suggestion report assertion charge notion contention rumour rumor")
# It is time to, has to: what should be, without a modal verb.
NEEDED = ("time to", "time for", "time that", "has to", "have to", "had to", "needs to", "need to", "better to")
# With "out", "down", "off", "away" or "up" these go against their object: "throw out", "turn down".
UNDOING = words("throw turn call shut vote strike put give pull tear do kick close")
# With "out", "off" or "away" these are against whom they keep there: "should be kept out of the port".
EXCLUDING = words("keep leave force drive lock chase hold stay")
# What one would do if something were done: that something is what one asks for.
YIELDING = words("agree accept support back live consent sign join approve drop lift vote reconsider")
OPPOSING = words("oppose reject refuse condemn denounce disagree regret deplore lament")
# Who may stand for the speaker in his own words.
OWN = words(
    """
    i we he she they it company party group union association authority council town ministry government office firm
    organisation organization committee board commission side team members country administration parliament faction
    """
)
# By these a speaker leaves a question open.
UNDECIDED = (
    "neither support nor oppose", "neither for nor against", "take no side", "takes no side", "took no side",
    "not take sides", "not taking sides", "taking no side", "no position", "not taken a position", "no view",
    "not taken a view", "not yet decided", "not decided", "undecided", "no comment", "remain neutral",
    "remained neutral", "stay neutral", "abstain", "abstained", "took a view", "no opinion", "not my place",
    "not her place", "not his place", "not for us to", "not for me to", "too early to say", "too early to tell",
    "too early to know", "too early to judge", "too early to comment", "too early to speculate", "keep an open mind",
    "open mind", "neither support nor reject", "no decision", "not to take a stand", "no stance",
)  # fmt: skip
