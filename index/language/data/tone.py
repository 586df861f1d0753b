"""Words with which one speaks well or ill of a thing, by their dictionary forms. Written by hand, as of November 2026.

They say nothing of a side by themselves: sentiment is not stance. Beside the tone of a proposition they are one sign
among many: who speaks of loss where the proposition speaks of health rather does not agree. Words that judge stand in
`polarity.py`, and belong here too.
"""

from __future__ import annotations

from index.language.data import words
from index.language.data.polarity import BAD, GOOD, HARMS, HELPS, LAUDED, REVILED

ILL = BAD | REVILED | HARMS | words(
    """
    abandon abandonment abduct abduction abhor abuse accident accuse accusation ache acrimony adversity aggression
    aggressor afraid aftermath agony alarm alarming alienate allegation anger angry annoy annoyed anguish anxiety
    anxious apartheid appal appalled arrest arson assail assassinate assassination assault atrocity attack
    attacker autocrat awful backlash barbarity bankrupt bankruptcy beat beating belittle bitter blame
    blast bleak blood bloodshed bloody bombing bomb bother break brutality bug bullying burden casualty
    catastrophe censor censorship challenge chaos cheat clash collapse collusion complain complaint complicit
    complicity concern concerned condemn condemnation conflict confusion contaminate contamination contempt coercion
    conspire conspiracy controversial controversy corruption coup coverup crackdown crash crime criminalise
    criminalize crisis critical criticise criticism criticize critic cruelty cry crush culprit curse
    damage damning danger dead death debris debt deceit deceive deception decline decry defame defamation defeat
    defect defective deficit defy degrade degradation degrading dehumanise delay delusion denial denounce deny
    deplete deplorable deport deportation deprive derail despair desperate despicable despise destabilise destabilize
    destabilising destabilizing destroy destruction deteriorate deterioration detriment detrimental devastate
    devastated devastation dictatorship die difficulty difficult dire dirty disagree disagreement disappear
    disappoint disappointed disappointment disapproval disapprove disaster discontent discourage discredit
    discrimination disease disgrace disgust disgusted disgusting dishonesty disinformation disloyal dismay
    dismayed displace displacement disregard disrespect disrupt disruption distort distortion distress distressed
    disturb disturbed disturbing divide division doom doubt downfall downturn drawback dread drown drought drug
    dump duress dying embarrass embarrassed embarrassing embarrassment endanger enemy enrage erode erosion
    error escalate escalation evade evasion exacerbate exaggerate excess exclude exclusion excuse exile explode
    exploit exploitation explosion expose extinct extinction extort extremism extremist fabricate
    fail failing fake fall falsehood fallout famine fatality fault faulty fear fearful feud fiasco fight
    filthy fire flaw flee flood foe fool forbidden foul fragile frantic fraud frighten frightened frightening
    frustrate frustrated frustrating frustration fury furious fuss gang genocide ghastly greed grief grieve
    grievance gun guilt gunman hamper harass harassment hardship harsh hate hatred haunt havoc hazard hazardous
    heartbreaking heartbroken hell hide hijack hinder hinderance horror hostage hostility humiliate humiliating
    humiliation hunger hurt hypocrisy ignorance ignorant ignore illegitimate ill illness imbalance impair
    impasse impede imperil impossible impoverish imprison improper impunity inability inaccurate inaction inadequacy
    incite incitement incompetence inconvenience indifference indignation inequality inequity infect infection
    inferior infringe infringement inhuman injure injured injury insecure insecurity insult interfere interference
    intimidate intimidation intolerance intrude intrusion invade invader invasion irregularity irreparable irritate
    isolate isolation jail jeopardy kidnap kidnapping kill killer killing lack lament lie lawless lawlessness
    lawsuit liable liar limbo lose loser loss lost looting mad malice malfunction malpractice manipulate
    manipulation marginalise marginalize massacre menace mess minor misconduct miserable misery misfortune
    mishandle misinformation mislead misleading mismanage mismanagement miss missing mistake mistreat mistreatment
    mistrust misuse mock molest mourn murder murderous neglect negligence obstacle obstruct obstruction offence
    offend offense oppress oppression outcry outrage outraged overload overwhelm overwhelmed pain painful panic
    paralyse paralyze penalise penalize penalty peril persecute persecution perpetrator pitfall plague plight
    plot plunder poison pollutant pollute pollution poorly poverty powerless prejudice prison problem problematic
    profiteer propaganda prosecute prosecution protest provoke provocative punish punishment quarrel
    racism rage ransom rape rapist ravage rebel recession reckless recklessness regime regret repress repression
    repressive resent resentment restrict retaliate retaliation revenge rioter riot rip risk risky rob rubbish
    ruin rumor rumour sabotage sacrifice sad sadden saddened sadness scam scandalous scapegoat scare scared scary
    scarcity sceptical scorn screw segregation seize sexism shame shock shocked shoot shooting shooter
    shortage shortcoming shrink sick sin sinister skeptical slander slaughter slavery slump smear smuggle
    sorrow sorry stab stagnation stalemate starvation starve steal stigma strain stress strife struggle
    stuck subjugate subversion succumb suffer suffering suicide suppress suppression surrender suspicion
    suspicious suspect tamper tear tense tension terrible terrified terrifying terror terrorise
    terrorism terrorist terrorize theft threaten threatening tired torment torture toll traitor trap
    trauma traumatic traumatised traumatized treason trick tumult turmoil tyranny unable unbearable uncertain
    uncertainty unclear uncomfortable undermine undesirable uneasy unemployment unequal unfortunate unfortunately
    unhappy unprepared unrest unstable unsuccessful untrue unwanted unwilling upheaval upset
    uproar vandalism vandalise vandalize victim victimise victimize violence virus volatile vulnerable war
    warfare wary weakness weapon worry worried worsen worst wound wounded wreck wrongdoing wrongful wrongly
    zealot
    """
)  # fmt: skip
WELL = GOOD | LAUDED | HELPS | words(
    """
    able abundance abundant accept acceptable accessible accomplish accomplishment accord accuracy accurate
    achieve achievement admiration admire advantage advantageous affection affordable agree agreement aid alive
    amaze amusing appeal appealing applaud applause appreciate appreciation approval approve aspiration aspire
    assist assistance assurance assure attractive award balance bargain beauty benefactor beneficiary benefit
    blessed bless bold bond boost bravery bright calm care careful celebrate celebration certainty champion charity
    charm cheer cheerful clarity clean clear clever colourful comfort comfortable commend commendable commitment
    compassion compatible competence compliment compromise comfortably confidence confident congratulate
    congratulation conscientious consensus consistent contribute contribution convenience convenient
    cooperate cooperation cooperative courage courtesy creativity credible credibility cure dear dedication
    defend defender delicious delight delighted delightful democracy democratic dependable deserve deserving dignity
    diligent diplomacy diversity dream durable eager ease easy easily efficacy efficiency elegant elite embrace
    empathy empower empowerment enable encourage encouragement endorse endorsement endure energetic enhance
    enjoy enjoyable enjoyment enrich enthusiasm enthusiastic entitle equal equality equitable ethical excellence
    excel excite excited excitement exciting exemplary exonerate expert fairness faith faithful famous fantastic
    favorable favorite favourable favourite feasible flexible flourish forgive forgiveness freedom free fresh friend
    friendly friendship fulfil fulfill fun gain generosity gift glad glory good goodness goodwill grace gracious
    grateful gratitude greatness grow growth guarantee happily happiness happy harmless harmonious harmony heal health
    healthy helpful heritage heroism honesty honor honour hope hopefully hug ideal improve innovation
    innocent innocence innovate inspire integrity interesting joy joyful justice keen kindness landmark
    laugh lawfully leadership legacy legality legitimacy liberate liberation liberty lifesaving like love
    loyalty luck lucky luxury merit miracle modern modernise modernize motivate neat nice noble normal normalise
    normalize nurture optimism optimistic order orderly outperform paradise pardon partner partnership passion
    peace peaceful peacefully perfect perfection permit pleasant please pleased pleasure plentiful positive
    positively praise precious preserve prestige prestigious pride prize productive professional progressive
    prominent promote prosper prosperity prosperous protect protection proud proven prowess quality qualified
    reassure reassuring recommend reconcile reconciliation recover recovery reform rejoice relax
    relieve reliable reliability remarkable renew renewal repair rescue resilience resilient resolve respect
    respectful restore reward rich right safe safeguard safely safety satisfaction satisfied satisfy satisfying save
    secure security selfless share significant sincere skill smile smooth solid solidarity solution solve special
    stability stabilise stabilize stable stamina strength strengthen strong succeed success successfully
    suitable super superb support supporter supportive surpass survive sustain sustainable sympathy talent tasty
    thank thankful thanks thrill thrilled thrive tolerance tolerant transparency transparent
    tremendous tribute triumph triumphant true trust trusted truth understanding unity unite upgrade
    useful valid validate value victory virtue vibrant warmth wealth welcome well wellbeing win winner wisdom
    wonder worthwhile worthy
    """
)  # fmt: skip
