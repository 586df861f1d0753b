"""Words about people: titles before a name, roles, given names that tell a person's gender.

As of November 2026. Given names are only used to choose between candidates for "he" and "she"; a name that
is given to both, or that is not here, speaks for neither.
"""

from __future__ import annotations

from index.language.data import words

# Words that stand before a name and tell its gender.
HONORIFICS = {
    "mr": "m", "mister": "m", "sir": "m", "lord": "m", "king": "m", "prince": "m", "emperor": "m", "sheikh": "m",
    "father": "m", "brother": "m", "pope": "m", "monsieur": "m", "herr": "m", "señor": "m", "senor": "m",
    "congressman": "m", "councilman": "m", "chairman": "m", "spokesman": "m", "businessman": "m", "assemblyman": "m",
    "mrs": "f", "ms": "f", "miss": "f", "madam": "f", "madame": "f", "dame": "f", "lady": "f", "queen": "f",
    "princess": "f", "empress": "f", "sister": "f", "baroness": "f", "duchess": "f", "countess": "f",
    "frau": "f", "mme": "f", "mlle": "f",
    "señora": "f", "senora": "f", "congresswoman": "f", "councilwoman": "f", "chairwoman": "f", "spokeswoman": "f",
    "businesswoman": "f", "actress": "f", "assemblywoman": "f",
}  # fmt: skip

# Words that stand before a name as part of a title ("Deputy Foreign Minister Avi Cohen").
TITLES = frozenset(
    HONORIFICS
    | dict.fromkeys(
        words(
            """
    president prime premier chancellor minister secretary ambassador envoy senator sen representative rep congress mp
    mep governor gov mayor judge justice general gen colonel col major maj captain capt lieutenant lt sergeant
    sgt admiral adm commander brigadier marshal corporal private officer inspector superintendent sheriff
    commissioner director chief chair chairperson speaker delegate deputy vice acting former ex-president
    ex-minister doctor dr professor prof reverend rev bishop archbishop cardinal rabbi imam ayatollah mullah
    pastor archdeacon canon spokesperson ceo cto cfo coach manager captain attorney lawyer prosecutor solicitor
    councillor councilor alderman treasurer undersecretary under-secretary comptroller ombudsman taoiseach
    tánaiste emir sultan caliph crown baron count duke earl viscount detective constable dean provost principal
    chairman leader analyst economist author activist lawmaker candidate pm fm
    """
        )
    )
)

# Nouns for people who speak for others: the actor is whoever they speak for.
SPOKESPERSON = words(
    """
    spokesman spokeswoman spokesperson spokespeople spokesmen spokespersons spokeswomen spokeman mouthpiece
    """
)
# Nouns for people who are cited without a name.
UNNAMED_PERSON = words(
    """
    official officials source sources aide aides diplomat diplomats insider insiders person people man woman
    witness witnesses resident residents analyst analysts expert experts observer observers critic critics
    adviser advisers advisor advisors authority authorities investigator investigators staffer staffers employee
    employees worker workers protester protesters activist activists supporter supporters lawmaker lawmakers
    minister ministers leader leaders officer officers researcher researchers scientist scientists economist
    economists victim victims relative relatives neighbor neighbors neighbour neighbours survivor survivors
    passenger passengers student students doctor doctors teacher teachers parent parents spectator spectators
    commentator commentators negotiator negotiators politician politicians prosecutor prosecutors lawyer lawyers
    attorney attorneys opponent opponents rebel rebels militant militants soldier soldiers commander commanders
    representative representatives delegate delegates member members senator senators republican republicans
    democrat democrats executive executives manager managers trader traders dealer dealers investor investors
    voter voters farmer farmers fan fans reporter reporters journalist journalists others many some most few
    both
    """
)
# Collective nouns that act like an organisation without being named.
COLLECTIVES = words(
    """
    police army military navy prosecution defence defense opposition public family staff crew jury management
    """
)

# Roles that the same person may be called by, in groups; a role joins any other of its groups.
ROLE_GROUPS = tuple(
    frozenset(group.split(","))
    for group in (
        "ambassador,envoy,diplomat,representative,emissary",
        "prime minister,premier,pm,leader,politician,minister,chancellor,taoiseach,head of government",
        "president,leader,politician,head of state,commander-in-chief,incumbent,statesman",
        "minister,politician,lawmaker,secretary",
        "secretary,minister,diplomat,official",
        "senator,lawmaker,legislator,politician,republican,democrat",
        "representative,congressman,congresswoman,lawmaker,legislator,politician,republican,democrat",
        "mp,lawmaker,legislator,politician,parliamentarian,backbencher",
        "governor,politician,leader,republican,democrat",
        "mayor,politician,leader",
        "ceo,chief executive,executive,boss,chief,head,founder,entrepreneur,billionaire,businessman,businesswoman",
        "chairman,chairwoman,chair,chairperson,head,chief,boss",
        "director,head,chief,boss,filmmaker",
        "lawyer,attorney,counsel,barrister,solicitor",
        "prosecutor,attorney,lawyer",
        "professor,academic,researcher,scientist,scholar,expert,historian,economist,lecturer",
        "researcher,scientist,expert,author",
        "analyst,expert,economist,strategist",
        "economist,expert,analyst,academic",
        "doctor,physician,surgeon,expert,scientist",
        "officer,policeman,policewoman,constable,inspector,detective,sergeant",
        "general,commander,officer,soldier,chief",
        "commander,officer,chief",
        "bishop,archbishop,cardinal,cleric,priest,prelate,churchman,clergyman",
        "pope,pontiff",
        "king,monarch,sovereign", "queen,monarch,sovereign",
        "actor,star,performer", "actress,actor,star,performer", "singer,star,musician,artist,performer,songwriter",
        "coach,manager,boss,trainer", "player,star,striker,midfielder,defender,goalkeeper,captain,footballer,athlete",
        "candidate,nominee,politician,contender,hopeful,rival,challenger",
        "activist,campaigner,protester,organiser,organizer",
        "author,writer,novelist,journalist,columnist", "journalist,reporter,correspondent,editor,columnist",
        "judge,magistrate,justice,jurist",
        "owner,proprietor,landlord", "farmer,grower", "worker,employee", "resident,local,neighbour,neighbor",
        "suspect,defendant,accused,gunman,shooter,attacker", "chancellor,leader,politician",
        "spokesman,spokesperson,official", "spokeswoman,spokesperson,official",
        "commissioner,official,chief", "chief,head,boss", "leader,head,chief", "sheriff,officer", "founder,owner",
        "astronaut,cosmonaut", "rabbi,cleric", "imam,cleric", "ayatollah,cleric,leader",
        "pilot,captain",
    )
)  # fmt: skip
ROLES = frozenset(role for group in ROLE_GROUPS for role in group)
# Words that make another role of a role: the deputy mayor is not the mayor.
RANKS = words("deputy vice former assistant ex under shadow acting")
FEMALE_NOUNS = words(
    """
    woman girl mother daughter sister wife actress spokeswoman chairwoman congresswoman businesswoman
    policewoman queen princess widow grandmother aunt niece girlfriend housewife waitress duchess heroine
    businesswomen
    """
)
MALE_NOUNS = words(
    """
    man boy father son brother husband spokesman chairman congressman businessman policeman king prince widower
    grandfather uncle nephew boyfriend gunman fisherman statesman duke clergyman priest monk pope pontiff
    """
)

_FEMALE = """
    mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley
    kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura cynthia
    kathleen amy angela shirley anna brenda pamela emma nicole helen samantha katherine christine debra rachel
    carolyn janet catherine maria heather diane ruth julie olivia joyce virginia victoria kelly lauren christina
    joan evelyn judith megan andrea cheryl hannah jacqueline martha gloria teresa ann sara madison frances kathryn
    janice jean abigail alice julia judy sophia grace denise amber doris marilyn danielle beverly isabella theresa
    diana natalie brittany charlotte marie kayla alexis lori hillary condoleezza madeleine kamala ivanka melania
    kellyanne nikki elena sonia nicola ursula marine ségolène sylvie anne claire camille sophie isabelle françoise
    monique nathalie valérie céline hélène élisabeth florence brigitte juliette chantal martine dominique giorgia
    giulia francesca chiara paola federica valentina silvia alessandra roberta isabel carmen pilar dolores cristina
    mercedes lucía sofía marta rosa beatriz inés irene yolanda ada dilma jacinda penny tanya gladys annastacia aung
    indira priyanka mamata benazir malala hina sirimavo corazon leni imee megawati yingluck noa tzipi ayelet merav
    golda shelly miri karine orna tamar yael shira michal hanan fatima aisha khadija zainab layla leila mariam
    maryam amina nadia samira rania asma shirin masih zahra sima tawakkol ellen winnie ngozi graca wangari naledi
    natalia natalya olga tatiana tatyana svetlana irina yulia yuliya marina ekaterina anastasia ksenia daria darya
    galina lyudmila ludmila nadezhda vera veronika maia salome dalia kaja sanna mette helle erna magdalena eva
    zuzana ewa beata agnieszka katarzyna małgorzata joanna ivana kolinda vesna jadranka ana kristalina mariya
    tsvetana viorica greta annalena annegret katrin petra sabine heike ingrid gudrun ulrike monika renate birgit
    astrid karin kerstin britta silke steffi martina margrethe ylva cecilia birgitta gro siv katrín johanna vigdis
    tarja anneli mei yuko yoko keiko naomi sanae yuriko akie hiroko kumiko eun-hye geun-hye ji-young min-ji soo-jin
    hyun-jung carrie fanny claudia anita tammy joni mazie dianne patty debbie kirsten ilhan rashida alexandria
    ayanna cori elise liz marjorie stacey gretchen muriel keisha letitia fani ketanji zoe zoë chloe chloë lucy molly
    kate katie jane jo rosie yvette harriet priti suella bridget tracey fiona jenny jill gillian sally susie wendy
    caroline lucinda clare philippa rosemary pauline maureen eileen sinead sinéad siobhan siobhán niamh aoife
    mairead mary-lou arlene kezia leanne nia eluned delyth sian bethan carys miriam esther rivka tova nurit dorit
    rosario consuelo ximena gabriela daniela alejandra lorena verónica tima joanne brooke cindy kathy tina gina
    sheila paula gail robin rhonda annie jodie jodi lena nina mona lara mia lily ella ava harper amelia scarlett
    beyonce rihanna shakira madonna adele oprah serena venus
"""
_MALE = """
    james robert john michael david william richard joseph thomas charles christopher daniel matthew anthony mark
    donald steven paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob gary
    nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory alexander frank patrick
    raymond jack dennis jerry tyler aaron jose adam nathan henry douglas zachary peter kyle noah ethan jeremy walter
    christian keith roger terry austin sean gerald carl harold dylan arthur lawrence jordan jesse bryan billy bruce
    gabriel joe logan alan juan albert willie elijah wayne randy vincent mason roy ralph bobby russell bradley
    philip eugene bill jim bob tom tim mike dave steve dan ben sam matt tony chris rick rob ron don ted ed fred greg
    jeff ken barack mitt newt rand marco bernie mitch chuck harry lindsey rudy rex colin dick al jeb vladimir dmitry
    dmitri sergei sergey boris mikhail nikolai alexei aleksei alexey andrei andrey ivan yuri yury igor oleg pavel
    viktor victor anatoly konstantin maxim maksim denis evgeny yevgeny yevgen evgeni leonid grigory valery
    vyacheslav ramzan volodymyr petro oleksandr oleksiy dmytro mykola serhiy andriy vitali vitaliy arseniy
    kostyantyn denys ihor yuriy aleksandr lukas nikol serzh ilham recep tayyip ahmet mehmet mevlut mevlüt kemal
    ekrem abdullah hulusi emmanuel nicolas françois francois jacques jean jean-luc jean-marie jean-claude jean-yves
    pierre michel philippe bruno gérard gerard laurent alain bernard thierry olivier édouard edouard christophe
    stéphane éric louis henri guy yves marcel claude angelo silvio matteo mario giuseppe romano enrico paolo sergio
    giorgio luigi carlo roberto antonio francesco giovanni pietro alberto umberto marcello pedro mariano josé luis
    carlos miguel manuel felipe pablo francisco javier jorge rafael fernando santiago oriol artur carles jair luiz
    lula henrique nicolás hugo evo andrés andres enrique vicente álvaro alvaro iván gustavo sebastián sebastian
    mauricio néstor nestor ollanta fidel raúl raul diosdado leopoldo lenin olaf gerhard helmut wolfgang frank-walter
    friedrich horst joachim heiko sigmar martin jens karl armin markus guido philipp peer norbert hans hans-dietrich
    franz-josef jürgen uwe dieter klaus günter günther werner manfred stefan heinz jörg jan geert wim elio herman
    didier alexis kyriakos antonis yanis panos lars anders fredrik göran jonas børge petteri sauli juha lech
    jarosław jaroslaw mateusz andrzej radosław radoslaw aleksander bronisław péter janos jános andrej václav vaclav
    milos miloš petr bohuslav borut janez milo aleksandar ivica zoran tomislav slobodan boyko rumen traian liviu
    naftali binyamin yair benny ehud ariel shimon yitzhak avigdor yaakov gadi aviv moshe isaac gilad danny gideon
    nir itamar bezalel yossi avi eli zeev amos mahmoud saeb yasser ismail khaled yahya hassan hosni mohamed mohammed
    muhammad mohammad abdel abdul abdulaziz anwar gamal ahmed ahmad hamid ashraf omar umar ali hussein husayn
    hossein saddam nouri haider adil mustafa bashar hafez walid farouk saad najib rafik ebrahim javad ayatollah
    qassem qasem akbar salman khalid faisal nayef adel turki tamim hamad zayed nawaz imran pervez asif shehbaz
    yousaf narendra manmohan rahul amit atal rajnath arvind arun lal subrahmanyam mahinda gotabaya maithripala ranil
    xi wang yang jinping jintao wen jiabao shinzo yoshihide fumio junichiro taro naoto yukio shigeru ichiro hiroshi
    kenji takeshi akira jong-un jong-il jae-in myung-bak moo-hyun dae-jung ferdinand rodrigo benigno joko susilo
    prabowo mahathir lee goh thaksin prayut prayuth hun malcolm winston cyril thabo nelson desmond emmerson morgan
    uhuru raila yoweri muhammadu goodluck olusegun abubakar kofi nana macky abdoulaye alassane idriss ibrahim salva
    riek abiy meles haile isaias moammar muammar saif khalifa fayez abdelaziz antónio boutros jagmeet doug
    françois-philippe erin rishi keir nigel gordon alistair alex humza dominic sajid gavin kwasi vince nick ian iain
    liam neil graham stuart simon duncan craig kenny leo micheál micheal enda bertie gerry elon sundar satya warren
    rupert julian glenn zinedine diego lionel cristiano novak andy lewis usain tiger lebron kobe pep arsène oskar
    otto ludwig fritz hermann rolf sven erik björn niels knut olav arne leif
"""
FEMALE_NAMES = frozenset(_FEMALE.split()) - frozenset(_MALE.split())
MALE_NAMES = frozenset(_MALE.split()) - frozenset(_FEMALE.split())
