"""The cue lexicon: the words by which an article says that somebody states, asks, wants or judges something.

Each cue has a class (what the actor does by it) and its frames (where its content stands):

    that   a clause: "said that ...", "asked whether ...", and words in quotation marks
    to     an infinitive whose subject is the source: "refused to sign"
    ing    a gerund: "suggested postponing it"
    obj    a noun phrase, with what belongs to it: "criticised the bill for its cost"
    whom   the object is whom it is said to, and no content: "told reporters that ..."
    objto  an object and an infinitive: "urged Russia to withdraw"
    objas  an object and what it is called: "described the plan as reckless"
    @for   a prepositional phrase, here one with "for": "called for a vote"
    @on>to an addressee after "on" and an infinitive: "called on Russia to withdraw"

A cue of two words ("speak out", "take aim") is looked up by verb and particle, or verb and object.
The words come from the writers' own knowledge of English.
"""

from __future__ import annotations

from dataclasses import dataclass

from index.language.stages import CueClass


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue word: its dictionary form, what one does by it, where its content stands."""

    lemma: str
    cue_class: CueClass
    frames: frozenset[str]
    act: bool = False

    @property
    def prepositions(self) -> frozenset[str]:
        """The prepositions whose phrase is content."""
        return frozenset(f[1:] for f in self.frames if f.startswith("@") and ">" not in f)


C = CueClass
_VERBS: tuple[tuple[CueClass, str, str], ...] = (
    # saying
    (C.SAY, "that @of @about @on", "say"),
    (C.SAY, "that", "add note remark observe comment"),
    (C.SAY, "obj", "note tweet"),
    (C.SAY, "that obj", "state declare assert announce reiterate stress emphasize emphasise underline "
     "underscore highlight explain clarify contend proclaim affirm reaffirm outline articulate recount "
     "recall recite repeat echo utter voice broadcast publicise publicize detail spell convey divulge "
     "discuss mention"),
    (C.SAY, "that", "maintain continue conclude argue insist quip joke write tweet post blog respond reply answer "
     "retort counter interject muse reflect reason enthuse gush shout yell scream exclaim whisper mutter murmur "
     "growl snap bark thunder chant laugh chuckle smile shrug sigh concur opine posit theorize theorise "
     "surmise rejoin fume deadpan intone testify lecture text email cable telegraph "
     "ad-lib crow elaborate preach expound weigh chime relate claim"),
    (C.SAY, "whom that objto @about @of", "tell inform notify brief remind teach alert"),
    (C.SAY, "whom that", "assure reassure convince persuade"),
    (C.SAY, "that objas", "call describe term dub label brand depict portray characterize characterise "
     "cast frame paint style"),
    (C.SAY, "objas", "identify name classify"),
    (C.SAY, "@about @of @on", "speak talk joke reflect"),
    (C.SAY, "that", "joke reflect"),
    (C.SAY, "obj", "liken compare equate attribute ascribe express"),
    (C.OPPOSE, "that", "demur"),
    (C.PRAISE, "that @at", "marvel"),
    (C.OPPOSE, "@with @on @over @from", "differ clash spar bicker feud"),
    (C.OPPOSE, "obj", "admonish upbraid picket heckle boo jeer rue"),
    (C.SUPPORT, "to @to", "acquiesce assent"),
    (C.BELIEVE, "obj ing", "mull"),
    (C.PROMISE, "to", "undertake"),
    (C.REQUEST, "obj that", "order"),
    (C.REQUEST, "that", "instruct direct"),
    (C.REQUEST, "@for", "apply"),
    (C.SAY, "that @out @to", "point"),
    (C.SAY, "that @about @at", "hint"),
    (C.SAY, "that obj to", "suggest imply intimate indicate signal"),
    (C.SAY, "that @to", "allude refer testify attest"),
    (C.REPORT, "that obj", "report reveal disclose cite quote leak estimate project"),
    (C.REPORT, "obj", "predict forecast foresee put place peg"),
    (C.WARN, "obj", "issue"),
    (C.REPORT, "that", "document detect"),
    (C.REPORT, "that", "show find demonstrate illustrate read estimate calculate predict forecast prophesy foresee "
     "speculate"),
    # asking and requesting
    (C.ASK, "that whom objto @about @for", "ask"),
    (C.ASK, "that @about @into", "wonder inquire enquire"),
    (C.ASK, "that obj", "question query"),
    (C.ASK, "@about", "grill quiz"),
    (C.REQUEST, "that obj objto whom", "urge request beg implore beseech exhort"),
    (C.REQUEST, "objto @to", "encourage advise counsel pressure lobby instruct order command direct "
     "enjoin press push"),
    (C.REQUEST, "that obj to", "demand petition"),
    (C.REQUEST, "@for", "petition"),
    (C.REQUEST, "to", "propose"),
    (C.REQUEST, "that obj ing", "recommend propose suggest advocate"),
    (C.REQUEST, "that ing", "advise"),
    (C.REQUEST, "that @for @with objto", "plead appeal pray"),
    (C.REQUEST, "@for @against", "campaign lobby clamor clamour agitate rally march"),
    # believing
    (C.BELIEVE, "that @in", "believe"),
    (C.BELIEVE, "objto", "believe consider deem presume assume reckon suppose judge"),
    (C.BELIEVE, "that @of @about", "think"),
    (C.BELIEVE, "that", "reckon suppose presume assume guess figure know realize realise suspect feel sense "
     "understand imagine conclude hold fancy remember forget learn"),
    (C.BELIEVE, "that objas ing", "consider regard deem view perceive judge"),
    (C.BELIEVE, "obj", "consider"),
    (C.BELIEVE, "objas", "see"),
    (C.BELIEVE, "that obj objto to", "expect anticipate"),
    (C.BELIEVE, "that obj", "doubt trust foresee envision envisage contemplate ponder weigh"),
    (C.BELIEVE, "that @about @over", "worry fret agonize agonise brood"),
    (C.BELIEVE, "that obj to", "fear dread"),
    # wanting
    (C.WANT, "to obj objto", "want"),
    (C.WANT, "that to @for", "hope wish long yearn ache itch"),
    (C.WANT, "to obj objto that", "prefer like desire"),
    (C.WANT, "to obj", "seek"),
    (C.WANT, "to that @on ing", "plan intend"),
    (C.WANT, "obj", "plan"),
    (C.WANT, "to @at", "aim aspire"),
    (C.WANT, "to @for", "vie angle jockey strive"),
    (C.WANT, "@on", "insist"),
    (C.WANT, "obj", "eye covet"),
    # supporting
    (C.SUPPORT, "obj ing", "support endorse back champion defend embrace espouse favor favour advocate second laud "
     "applaud uphold justify"),
    (C.SUPPORT, "obj", "welcome"),
    (C.SUPPORT, "that to @with @on @to", "agree consent"),
    (C.SUPPORT, "@with", "side concur sympathize sympathise empathize"),
    (C.SUPPORT, "@for", "vouch root"),
    # opposing
    (C.OPPOSE, "obj ing", "oppose condemn denounce decry slam criticize criticise blast attack assail lambaste lambast "
     "deride mock ridicule bash rip rebuke reprimand chastise chide scold berate castigate lampoon skewer savage "
     "pillory excoriate vilify malign disparage demean insult belittle denigrate deplore bemoan lament decry "
     "bewail censure disavow renounce repudiate reject dismiss denigrate rebut refute contradict dispute "
     "contest hammer pan trash protest resent despise hate loathe abhor detest dislike "
     "scorn disdain spurn discredit disown fault ridicule taunt tease troll needle jab "
     "fault lash challenge"),
    (C.OPPOSE, "that obj", "protest lament bemoan regret"),
    (C.OPPOSE, "that @about @of @over", "complain grumble gripe grouse moan rail whine"),
    (C.OPPOSE, "@with @on @over that", "disagree quarrel quibble"),
    (C.OPPOSE, "@to that @against", "object balk"),
    (C.OPPOSE, "@of", "disapprove"),
    (C.OPPOSE, "@against", "rail inveigh fulminate argue crusade"),
    # accusing
    (C.ACCUSE, "obj", "accuse blame fault indict"),
    (C.ACCUSE, "that", "allege charge claim"),
    (C.ACCUSE, "obj that", "charge allege claim"),
    (C.SAY, "to", "claim profess purport"),
    # denying
    (C.DENY, "that obj ing", "deny disclaim"),
    (C.DENY, "to obj", "refuse decline"),
    (C.DENY, "that obj", "rebut refute"),
    (C.SAY, "@to", "respond react reply"),
    # praising
    (C.PRAISE, "obj", "praise commend laud hail applaud salute extol compliment congratulate thank tout "
     "honor honour admire respect cheer credit appreciate love adore like relish"),
    (C.EVALUATE, "obj", "mourn"),
    (C.PRAISE, "that @about @of", "boast brag rave gloat"),
    (C.PRAISE, "@in", "rejoice"),
    (C.ADMIT, "@for", "apologize apologise"),
    # promising, deciding
    (C.PROMISE, "that to obj", "promise vow pledge swear guarantee"),
    (C.PROMISE, "to that obj @with", "threaten"),
    (C.PROMISE, "to", "offer"),
    (C.PROMISE, "@to that", "commit"),
    (C.DECIDE, "that to @on @against", "decide resolve"),
    (C.DECIDE, "to @for", "opt choose"),
    (C.DECIDE, "that", "determine rule decree conclude"),
    # admitting, warning
    (C.ADMIT, "that obj ing @to", "admit acknowledge concede confess confirm recognize recognise"),
    (C.WARN, "that whom obj objto @of @about @against", "warn"),
    (C.WARN, "that @against", "caution"),
    (C.WARN, "that", "forewarn"),
    # more of the same kinds, less frequent
    (C.SAY, "that", "confide venture hazard hypothesize hypothesise stipulate sneer snort lie volunteer mumble moan "
     "reminisce recollect rhapsodize bluster vent lament clarify reckon wager bet infer deduce conjecture gather "
     "discover notice predict tease wisecrack sniff snipe thunder roar sob cry plead press prod object protest"),
    (C.SAY, "obj", "mention tout pitch promote float unveil detail invoke quote discuss debate "
     "ponder preach rehash retweet"),
    (C.SAY, "@about @on", "talk comment remark elaborate expound lecture rant pontificate muse reminisce write tweet "
     "testify chat"),
    (C.SAY, "@on", "focus dwell expand"),
    (C.OPPOSE, "obj", "shun snub eschew resist rebuff scoff spurn undercut lament mock bemoan question "
     "doubt parody satirize lambast impugn smear demonize vilify scapegoat besmirch trivialize minimise minimize "
     "downplay discount ignore disregard"),
    (C.OPPOSE, "@at", "scoff sneer bristle rail laugh balk chafe seethe"),
    (C.SUPPORT, "obj", "promote tout herald cherish prize value forgive tolerate enjoy encourage hail admire"),
    (C.SUPPORT, "@with", "agree identify sympathise empathise"),
    (C.SUPPORT, "@for", "advocate argue fight stump push press"),
    (C.OPPOSE, "@against", "fight warn vote argue protest rebel revolt"),
    (C.DECIDE, "obj", "nominate"),
    (C.BELIEVE, "@to", "look"),
    (C.BELIEVE, "@about", "care know worry"),
    (C.WANT, "@for", "hope wish push angle ask"),
)  # fmt: skip
# Two words: a verb with its particle, or with an object that means nothing by itself.
_PHRASES: tuple[tuple[CueClass, str, str], ...] = (
    (C.REQUEST, "@for", "call-for push-for press-for"),
    (C.REQUEST, "@on>to @upon>to", "call-on call-upon"),
    (C.SAY, "that obj", "point-out spell-out lay-out set-out bring-up sum-up read-out blurt-out play-up"),
    (C.SAY, "that", "put-it leave-doubt go-on shoot-back fire-back hit-back chime-in weigh-in sound-off open-up "
     "make-clear make-plain make-known make-explicit cry-out"),
    (C.SAY, "@on @upon", "touch-on touch-upon"),
    (C.SAY, "@to", "draw-attention call-attention"),
    (C.SAY, "@for", "take-credit claim-credit claim-responsibility take-responsibility"),
    (C.ADMIT, "@for", "accept-responsibility accept-blame admit-responsibility take-blame acknowledge-responsibility"),
    (C.DENY, "@for", "deny-responsibility"),
    (C.SAY, "@on @about @over", "weigh-in sound-off open-up speak-out speak-up hold-forth"),
    (C.SAY, "obj", "play-down talk-up talk-about play-up bring-up call-out"),
    (C.OPPOSE, "@against", "speak-out come-out lash-out hit-out take-stand push-back fight-back turn-back"),
    (C.OPPOSE, "@at", "lash-out hit-back hit-out fire-back take-aim take-swipe take-shot take-jab swipe-back "
     "poke-fun punch-back scoff-at"),
    (C.OPPOSE, "@with", "take-issue find-fault part-ways"),
    (C.OPPOSE, "@after", "go-after"),
    (C.OPPOSE, "@from", "back-away shy-away distance-himself distance-herself distance-itself distance-themselves"),
    (C.OPPOSE, "@on", "backtrack-on"),
    (C.OPPOSE, "@against", "appeal-against"),
    (C.OPPOSE, "obj", "walk-back talk-down"),
    (C.ACCUSE, "@on", "pin-blame lay-blame put-blame"),
    (C.ACCUSE, "@at", "point-finger"),
    (C.REQUEST, "obj", "put-forward set-forth"),
    (C.WANT, "@on", "pin-hope set-sight"),
    (C.OPPOSE, "@on", "cast-doubt pour-water crack-down push-back"),
    (C.OPPOSE, "obj", "call-out shoot-down tear-into rip-into lay-into turn-down slap-down tear-apart "
     "dress-down brush-off laugh-off wave-off shrug-off brush-aside"),
    (C.OPPOSE, "obj ing", "rule-out swear-off"),
    (C.OPPOSE, "that", "rule-out"),
    (C.SUPPORT, "@for @behind @in", "come-out speak-out speak-up stand-up stick-up throw-support throw-weight "
     "take-pride"),
    (C.SUPPORT, "@behind", "line-up rally-behind fall-in"),
    (C.SUPPORT, "@of", "approve-of"),
    (C.SUPPORT, "@with", "stand-with"),
    (C.SUPPORT, "@by", "stand-by stick-by"),
    (C.SUPPORT, "@to", "sign-on give-blessing pay-tribute"),
    (C.DECIDE, "@on", "double-down"),
    (C.ADMIT, "@to that", "plead-guilty"),
    (C.DENY, "@to that", "plead-innocent"),
    (C.ADMIT, "that", "own-up let-on fess-up"),
    (C.BELIEVE, "that", "make-case press-case"),
    (C.BELIEVE, "@for @against", "make-case press-case"),
)  # fmt: skip
# Deeds that state a position; `acts.py` says of what.
_ACTS: tuple[tuple[CueClass, str, str], ...] = (
    (C.SUPPORT, "@for @in-favor to", "vote"),
    (C.OPPOSE, "@against", "vote-against"),
    (C.OPPOSE, "obj @down", "vote-down strike-down"),
    (C.SUPPORT, "obj", "sign ratify cosponsor co-sponsor sponsor enact uphold approve authorize authorise pass adopt "
     "impose reinstate"),
    (C.OPPOSE, "obj", "veto boycott overturn overrule invalidate quash nullify outlaw ban prohibit forbid filibuster "
     "sue sanction block lift repeal rescind revoke scrap suspend shelve recall-ambassador recall-envoy "
     "recall-diplomat expel-ambassador expel-envoy expel-diplomat"),
    (C.ABSTAIN, "@from @on @in", "abstain"),
    (C.OPPOSE, "@of @from @over @in-protest", "walk-out pull-out storm-out"),
    (C.OPPOSE, "@from @in-protest", "withdraw"),
    (C.OPPOSE, "@over @in-protest", "resign sue quit strike"),
)  # fmt: skip
_NOUNS: tuple[tuple[CueClass, str, str], ...] = (
    (C.SAY, "that @about @on", "statement comment remark observation declaration announcement assertion contention "
     "insistence assurance explanation counterargument testimony tweet message view opinion position stance notion "
     "idea word rumor rumour gossip joke speculation"),
    (C.SAY, "that @about @of", "claim suggestion argument hint reminder boast prediction description "
     "characterization characterisation depiction portrayal"),
    (C.SAY, "that @of @about", "assessment judgment judgement verdict"),
    (C.EVALUATE, "that @at @about @over", "amusement surprise shock astonishment bewilderment relief"),
    (C.REPORT, "that @of @about", "report revelation disclosure finding news"),
    (C.SAY, "@on @toward @towards @about", "position stance view rhetoric opinion"),
    (C.ASK, "@about @on", "question inquiry"),
    (C.REQUEST, "that to @for", "call demand request plea appeal petition"),
    (C.REQUEST, "that to @for", "proposal recommendation"),
    (C.BELIEVE, "that @in", "belief conviction feeling sense impression faith confidence hope expectation "
     "assumption conclusion suspicion realization realisation optimism"),
    (C.BELIEVE, "@about @in", "skepticism scepticism doubt misgiving reservation qualm ambivalence optimism "
     "pessimism certainty"),
    (C.BELIEVE, "that @of @about @over", "concern fear worry anxiety alarm unease discomfort nervousness doubt"),
    (C.WANT, "@of", "intention hope aim goal objective"),
    (C.WANT, "to", "aim goal objective purpose priority mission dream proposal demand request recommendation advice"),
    (C.WANT, "to @for", "desire wish hope ambition eagerness willingness intention intent plan aspiration readiness "
     "determination resolve preference"),
    (C.SUPPORT, "@for @of", "support endorsement backing embrace defense defence approval enthusiasm sympathy "
     "preference affinity fondness advocacy"),
    (C.SUPPORT, "@to @for", "approval consent blessing backing assent"),
    (C.OPPOSE, "@to", "opposition objection resistance hostility aversion antipathy"),
    (C.OPPOSE, "@of @at @about @over", "criticism condemnation denunciation rejection disapproval critique mockery "
     "dismissal rebuke ridicule resentment distrust mistrust dislike hatred disavowal repudiation complaint "
     "frustration anger outrage disappointment fury dismay disgust contempt disdain"),
    (C.OPPOSE, "that", "complaint frustration outrage disappointment dismay"),
    (C.SAY, "@on @about", "thought"),
    (C.OPPOSE, "@on @against", "attack assault broadside tirade diatribe jab criticism campaign crusade salvo "
     "fusillade"),
    (C.OPPOSE, "@with", "disagreement frustration dissatisfaction"),
    (C.ACCUSE, "that @of @against", "allegation accusation charge"),
    (C.ACCUSE, "@for", "blame"),
    (C.OPPOSE, "@against @over", "lawsuit suit appeal complaint petition threat"),
    (C.DENY, "that @of", "denial"),
    (C.DENY, "to", "refusal reluctance unwillingness failure"),
    (C.PRAISE, "@of @for", "praise admiration respect appreciation gratitude"),
    (C.PROMISE, "that to @of", "promise vow pledge threat guarantee offer oath commitment"),
    (C.DECIDE, "that to @on @about", "decision ruling agreement"),
    (C.ADMIT, "that @of", "admission acknowledgment acknowledgement confession concession"),
    (C.ADMIT, "@for", "apology regret"),
    (C.WARN, "that @about @of @against", "warning caution"),
)  # fmt: skip
# Their object is who feels, and what makes him feel is their subject.
_FELT: tuple[tuple[CueClass, str, str], ...] = (
    (C.OPPOSE, "obj", "anger infuriate enrage outrage upset dismay annoy irritate offend appal appall disgust "
     "disappoint frustrate exasperate incense displease horrify"),
    (C.BELIEVE, "obj", "alarm worry unnerve trouble unsettle"),
    (C.PRAISE, "obj", "please delight thrill impress gratify"),
)  # fmt: skip
# Who is called these takes a side by what he is: "a critic of the dam", "an advocate of reform".
_SIDES: tuple[tuple[CueClass, str, str], ...] = (
    (C.SUPPORT, "@of @for", "supporter backer proponent advocate champion defender admirer promoter"),
    (C.OPPOSE, "@of @to", "critic opponent foe detractor denouncer"),
)  # fmt: skip
_ADJECTIVES: tuple[tuple[CueClass, str, str], ...] = (
    (C.BELIEVE, "that @about @of @in", "confident sure certain aware convinced optimistic pessimistic hopeful "
     "doubtful skeptical sceptical unconvinced unaware mindful adamant positive unsure uncertain conscious bullish "
     "persuaded"),
    (C.BELIEVE, "that to @about @of @at @by @over @with", "afraid fearful worried concerned alarmed troubled "
     "disturbed nervous anxious wary leery cautious ambivalent"),
    (C.OPPOSE, "that to @about @at @with @by @over", "upset angry furious outraged livid irate dismayed disappointed "
     "frustrated unhappy appalled horrified disgusted shocked offended saddened bothered annoyed dissatisfied "
     "displeased infuriated uncomfortable mad"),
    (C.EVALUATE, "that to @about @at @by", "surprised stunned amazed astonished puzzled baffled curious"),
    (C.PRAISE, "that to @about @with @of @by @at", "happy pleased glad delighted thrilled excited proud grateful "
     "thankful satisfied impressed comfortable enthusiastic encouraged"),
    (C.ADMIT, "that to @for @about", "sorry apologetic regretful ashamed"),
    (C.WANT, "to @for @on @about", "eager keen willing ready prepared determined desperate impatient intent bent"),
    (C.DENY, "to @about", "unwilling reluctant hesitant loath"),
    (C.OPPOSE, "@to", "opposed hostile averse resistant"),
    (C.OPPOSE, "@of", "critical dismissive contemptuous disdainful suspicious distrustful tired sick scornful"),
    (C.SUPPORT, "@of @to @with @toward", "supportive sympathetic fond respectful tolerant appreciative receptive"),
    (C.SUPPORT, "@to", "committed dedicated devoted loyal open"),
    (C.SAY, "that @about @in", "clear vocal outspoken insistent emphatic candid frank explicit unequivocal blunt"),
    (C.ABSTAIN, "@about @on", "noncommittal silent mum neutral undecided agnostic"),
)  # fmt: skip


def _built(*tables: tuple[tuple[CueClass, str, str], ...], act: bool = False) -> dict[str, Cue]:
    cues: dict[str, Cue] = {}
    for cue_class, frames, words in (row for table in tables for row in table):
        for word in words.split():
            word = word.replace("-", " ") if word != "co-sponsor" and word != "ad-lib" else word
            known = cues.get(word)
            cues[word] = Cue(
                word,
                known.cue_class if known else cue_class,
                frozenset(frames.split()) | (known.frames if known else frozenset()),
                act,
            )
    return cues


VERBS = _built(_VERBS) | _built(_PHRASES) | _built(_ACTS, act=True)
NOUNS = _built(_NOUNS)
FELT = _built(_FELT)
SIDES = _built(_SIDES)
ADJECTIVES = _built(_ADJECTIVES)
