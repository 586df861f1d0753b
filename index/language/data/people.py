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
    "princess": "f", "mother": "f", "empress": "f", "sister": "f", "baroness": "f", "duchess": "f", "countess": "f",
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

# Titles in short, and the roles that they stand for.
SHORT_TITLES = {
    "sen": "senator", "rep": "representative", "gov": "governor", "dr": "doctor", "prof": "professor", "gen": "general",
    "col": "colonel", "capt": "captain", "lt": "lieutenant", "sgt": "sergeant", "maj": "major", "adm": "admiral",
    "rev": "pastor", "pm": "prime minister", "cllr": "councillor", "congresswoman": "congresswoman",
}  # fmt: skip
# What an article calls the person it deals with, where it has named him before ("the billionaire", "the Democrat").
EPITHETS = words(
    """
    republican democrat conservative liberal socialist communist businessman businesswoman billionaire millionaire mogul
    tycoon magnate candidate nominee hopeful contender frontrunner front-runner senator congressman congresswoman
    lawmaker legislator politician star actor actress singer neurosurgeon surgeon physician author novelist writer
    runner defendant suspect laureate native veteran incumbent newcomer statesman congressmember environmentalist
    campaigner philanthropist
    dissident
    strongman firebrand maverick
    pensioner teenager octogenarian
    """
)

# Epithets before which a place or a party stands ("the Florida senator").
ROLES_OF_PLACES = words(
    "republican democrat candidate nominee hopeful contender senator congressman congresswoman lawmaker legislator "
    "politician native billionaire businessman businesswoman mogul tycoon frontrunner runner"
)
# Nouns for people who speak for others: the actor is whoever they speak for.
SPOKESPERSON = words(
    """
    spokesman spokeswoman spokesperson spokespeople spokesmen spokespersons spokeswomen spokeman mouthpiece
    """
)
# Offices of people who speak for others.
PRESS = frozenset(("press secretary", "press officer", "press spokesman", "communications director",
                   "media officer", "press attache", "press attaché"))  # fmt: skip
# Pronouns and numbers that stand for some of the people who were spoken of.
SOME = words("one another some others many several all both most few each neither two three four five")
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
        "king,monarch,sovereign", "queen,monarch,sovereign", "prince,royal", "princess,royal",
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
        "pilot,captain", "press secretary,spokesman,spokeswoman,spokesperson", "press officer,spokesman,spokeswoman",
        "communications director,spokesman,spokeswoman", "wife,spouse,widow", "husband,spouse,widower", "son",
        "daughter",
        "brother", "sister", "father", "mother", "girlfriend,partner", "boyfriend,partner",
        "pastor,minister,cleric,preacher", "pollster,strategist", "chief executive,ceo,boss,executive",
    )
)  # fmt: skip
ROLES = frozenset(role for group in ROLE_GROUPS for role in group)
# Roles that are held for a field, by several people at once ("the trade minister").
OF_A_FIELD = words("minister secretary commissioner adviser advisor chief director editor correspondent spokesman "
                   "spokeswoman spokesperson professor officer")  # fmt: skip
FAMILY = words(
    "wife husband spouse widow widower son daughter brother sister father mother girlfriend boyfriend partner"
)
# Words that make another role of a role: the deputy mayor is not the mayor.
RANKS = words("deputy vice former assistant ex under shadow acting elect designate")
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
    kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura cynthia kathleen
    amy angela shirley anna brenda pamela emma nicole helen samantha katherine christine debra rachel carolyn janet
    catherine maria heather diane ruth julie olivia joyce virginia victoria kelly lauren christina joan evelyn judith
    megan andrea cheryl hannah jacqueline martha gloria teresa ann sara madison frances kathryn janice jean abigail
    alice julia judy sophia grace denise amber doris marilyn danielle beverly isabella theresa diana natalie brittany
    charlotte marie kayla alexis lori hillary condoleezza madeleine kamala ivanka melania kellyanne nikki elena sonia
    nicola ursula marine ségolène sylvie anne claire camille sophie isabelle françoise monique nathalie valérie céline
    hélène élisabeth florence brigitte juliette chantal martine dominique giorgia giulia francesca chiara paola
    federica valentina silvia alessandra roberta isabel carmen pilar dolores cristina mercedes lucía sofía marta rosa
    beatriz inés irene yolanda ada dilma jacinda penny tanya gladys annastacia aung indira priyanka mamata benazir
    malala hina sirimavo corazon leni imee megawati yingluck noa tzipi ayelet merav golda shelly miri karine orna
    tamar yael shira michal hanan fatima aisha khadija zainab layla leila mariam maryam amina nadia samira rania asma
    shirin masih zahra sima tawakkol ellen winnie ngozi graca wangari naledi natalia natalya olga tatiana tatyana
    svetlana irina yulia yuliya marina ekaterina anastasia ksenia daria darya galina lyudmila ludmila nadezhda vera
    veronika maia salome dalia kaja sanna mette helle erna magdalena eva zuzana ewa beata agnieszka katarzyna
    małgorzata joanna ivana kolinda vesna jadranka ana kristalina mariya tsvetana viorica greta annalena annegret
    katrin petra sabine heike ingrid gudrun ulrike monika renate birgit astrid karin kerstin britta silke steffi
    martina margrethe ylva cecilia birgitta gro siv katrín johanna vigdis tarja anneli mei yuko yoko keiko naomi sanae
    yuriko akie hiroko kumiko eun-hye geun-hye ji-young min-ji soo-jin hyun-jung carrie fanny claudia anita tammy joni
    mazie dianne patty debbie kirsten ilhan rashida alexandria ayanna cori elise liz marjorie stacey gretchen muriel
    keisha letitia fani ketanji zoe zoë chloe chloë lucy molly kate katie jane jo rosie yvette harriet priti suella
    bridget brigid
    tracey fiona jenny jill gillian sally susie wendy caroline lucinda clare philippa rosemary pauline maureen
    eileen sinead sinéad siobhan siobhán niamh aoife mairead mary-lou arlene kezia leanne nia eluned delyth sian
    bethan carys miriam esther rivka tova nurit dorit rosario consuelo ximena gabriela daniela alejandra lorena
    verónica tima joanne brooke cindy kathy tina gina sheila paula gail robin rhonda annie jodie jodi lena nina mona
    lara mia lily ella ava harper amelia scarlett beyonce rihanna shakira madonna adele oprah serena venus agnes aimee
    aileen alana alicia alison allison althea alyssa amaya amelie amélie anabel anastacia angelica angelina angie
    anika anja anke anneke annette annie-laure antje antoinette antonia antonina april ariana arianna arlette
    arundhati asha ashanti asta aud aurelia aurora ayesha barb becky belinda benedetta bernadette bernice bertha bess
    betsy bettina bianca bonnie bryony camila candace candice carina carla carlotta carly carmela carole carolina
    carrie-anne casandra cassandra cathy catriona celeste celia celina chandra charlene charmaine chelsea cher
    chiamaka chidinma christa christel christiane christie christy cicely cindi clarissa claudette clementine colette
    colleen concetta constance consuela cora cordelia corinna corinne cornelia courtney crystal dagmar dagny daisy
    daniella daphne darlene dawn deanna debora debra-lee deirdre delia delilah della delphine desiree dianna dina
    dionne dolly dominika dora doreen doria dorothea dorothée ebony edda edith edna edwina efua eilidh elaine elaina
    eleanor eleanora eleni elfriede elin elisa elisabetta eliza elka elke elsa elsie elspeth elvira emanuela emilia
    emilie emmeline erica erika erin-marie ernestine esmeralda estela estelle esperanza etta eugenia eugenie eunice
    eva-maria evangeline eve evelina evita faith farah farida fatemeh fatma fatou fay faye felicia felicity fernanda
    fiamma flavia flora florina frances-anne franziska freda frederica freya frida friederike gabriella gabrielle
    gaynor gemma genevieve geneviève georgette georgia georgina geraldine germaine gerda gertrude gigi gilda ginny
    gisela giselle gladis glenda glenys goldie grazia greer gretel griselda guadalupe gunilla gwen gwendolyn gwyneth
    habiba haifa hailey hala halima hanna hannelore harriett hatice hattie hazel hedda hedwig heidi helena helga
    henrietta hermione hester hilda hilde hinda honor hope hortense hyacinth ida ilana ilona ilse imelda imogen ines
    inga inge inger ingeborg ingeborg-marie ioana irina-maria irma isadora isobel isolde ivy iwona jaclyn jacinta
    jadwiga jana janelle janette janine jannicke jasmin jasmine jayne jeanette jeanine jeanne jeannie jemima jen jenna
    jennie joann joanie jocelyn joelle joleen jolanta jolene jolanda josefina josephine josie joy juana juanita judit
    juliana julianna julianne julieta juno justine justyna kaitlyn kamila kara karima karina karla karolina kasia
    katalin katarina kathie kathrin katia katja katrina kavita kay kaye keira kemi kendra keren khadijah kiara
    kimberley kinga kira kirsi kirstie kirsty kitty klara klaudia kristen kristi kristin kristina kristine krystyna
    kyoko lana lara-marie larissa laurel lauretta lavinia lea leah leanna leda leia leigh-anne lenore leona leonie
    leonora leontyne leticia lia liane libby lidia liesel lila lilian liliana lillian lina lindy linnea linnéa liora
    lisbeth lise lisette liv livia liza lois lola loretta lorna lorraine lottie lou-anne louisa louise lourdes luana
    lucia luciana lucie lucille lucrezia lucretia luisa luiza lulu lupita luz lydia lynda lynette lynn lynne mabel
    maddie madelaine madeline mae maeve magda maggie mahnaz maire mairi malin malwina mandy manuela mara-lisa marcela
    marcella marcelle marcia margaux margarita margarete margareta margery margo margot marguerite mariah mariana
    marianna marianne maribel maricel mariella marijke marilena marisa marisol marissa marit marita marjory marla
    marlena marlene marsha martina-maria maryann maryanne marylou mathilda mathilde matilda maud maude maura maxine
    may-britt maya mayra melanie melina melinda melody mercy meredith merryl meryl mette-marit michaela micheline mila
    mildred milena millicent mimi mina mindy minerva minna minnie mirella mireille miranda mirela mitzi moira mollie
    monika-maria moya muna myra myriam myrna myrtle nada nadège nadezda nadine nadja nana-ama nanette naoko narges
    nasrin natacha natasha nazanin nell nella nellie neha nerea nessa nichola nicolette nidia nilufer nisha nita
    noelle noemi nola nora norah noreen norma nuria octavia odette ofelia olena olive omarosa oona ophelia orla
    orsolya otilia ottilie padma paige paloma pam pansy parisa parvati patience patrizia patti paulette paulina
    pauletta pearl peggy penelope perla petula petronella phoebe phyllis pia pippa piper polly pooja portia prudence
    prisca priscilla priya prunella queenie rachael rachelle raisa ramona rana raquel rasha reba reem reena regina
    reina rekha rena renata renée reyna rhea rhiannon rhona ricarda rikke rita rochelle romola romy ronit ronja
    rosa-maria rosalia rosalie rosalind rosalinda rosaline rosalyn rosamund rosanna rosanne rose roseann roseanne
    roselyn rosella rosetta rosemarie rosita rowena roxana roxane roxanne ruby rukmini ruta ruthie sabina sabrina
    sadie safiya saga salma samia sandie sangeeta sanja saoirse sarita saskia savannah selena selina selma shabana
    shanti sharmila shari sharron shauna sheena shelley shereen sheri sherri sherrie sherry shelagh shobha shoshana
    sibyl sidonie sienna sigrid simone sindy sirin sissel snezana socorro solange soledad solveig sondra sonja
    sophia-marie soraya stella stéphanie stina sue suellen sumaya sunita sunniva susana susanna susannah susanne suzan
    suzanna suzanne suzette suzy svea sybil sylvia syrena tabitha talia tamara tami tamika tammie tanja tania tara
    tasha tatjana tawana temperance tess tessa thea thelma therese thérèse theodora thora tiffany tilda tilly
    tina-marie tiziana topsy tori tracie traci trina trish trisha trixie trudy tuula twyla tulsi tulip tyra ulla una
    uma ursel uschi uta ute valeria valerie vanessa vanna velma vera-lucia verena verity verna vicki vickie vicky
    victoire vida viola violet violeta violetta virna virginie vita viv vivian vivianne vivien vivienne wanda wendela
    whitney wilhelmina willa willow wilma wiebke winifred winona xenia yasmin yasmina yasmine yelena yevgenia yolande
    yoshiko ysabel yukiko yumi yvonne zadie zara zelda zena zeynep zina zita zofia zola zora zsuzsanna zuzanna huma
    malia pramila marcy teri terri mary-ann mary-beth mary-jane jo-ann jo-anne sue-ellen lee-ann anne-marie
    marie-claude marie-louise marie-france ann-marie rose-marie eva-lena
"""
_MALE = """
    james robert john michael david william richard joseph thomas charles christopher daniel matthew anthony mark
    donald steven paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob gary
    nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory alexander frank patrick raymond
    jack dennis jerry tyler aaron jose adam nathan henry douglas zachary peter kyle noah ethan jeremy walter christian
    keith roger terry austin sean gerald carl harold dylan arthur lawrence jordan jesse bryan billy bruce gabriel joe
    logan alan juan albert willie elijah wayne randy vincent mason roy ralph bobby russell bradley philip eugene bill
    jim bob tom tim mike dave steve dan ben sam matt tony chris rick rob ron don ted ed fred greg jeff ken barack mitt
    newt rand marco bernie mitch chuck harry lindsey rudy rex colin dick al jeb vladimir dmitry dmitri sergei sergey
    boris mikhail nikolai alexei aleksei alexey andrei andrey ivan yuri yury igor oleg pavel viktor victor anatoly
    konstantin maxim maksim denis evgeny yevgeny yevgen evgeni leonid grigory valery vyacheslav ramzan volodymyr petro
    oleksandr oleksiy dmytro mykola serhiy andriy vitali vitaliy arseniy kostyantyn denys ihor yuriy aleksandr lukas
    nikol serzh ilham recep tayyip ahmet mehmet mevlut mevlüt kemal ekrem abdullah hulusi emmanuel nicolas françois
    francois jacques jean jean-luc jean-marie jean-claude jean-yves pierre michel philippe bruno gérard gerard laurent
    alain bernard thierry olivier édouard edouard christophe stéphane éric louis henri guy yves marcel claude angelo
    silvio matteo mario giuseppe romano enrico paolo sergio giorgio luigi carlo roberto antonio francesco giovanni
    pietro alberto umberto marcello pedro mariano josé luis carlos miguel manuel felipe pablo francisco javier jorge
    rafael fernando santiago oriol artur carles jair luiz lula henrique nicolás hugo evo andrés andres enrique vicente
    álvaro alvaro iván gustavo sebastián sebastian mauricio néstor nestor ollanta fidel raúl raul diosdado leopoldo
    lenin olaf gerhard helmut wolfgang frank-walter friedrich horst joachim heiko sigmar martin jens karl armin markus
    guido philipp peer norbert hans hans-dietrich franz-josef jürgen uwe dieter klaus günter günther werner manfred
    stefan heinz jörg jan geert wim elio herman didier alexis kyriakos antonis yanis panos lars anders fredrik göran
    jonas børge petteri sauli juha lech jarosław jaroslaw mateusz andrzej radosław radoslaw aleksander bronisław péter
    janos jános andrej václav vaclav milos miloš petr bohuslav borut janez milo aleksandar ivica zoran tomislav
    slobodan boyko rumen traian liviu naftali binyamin yair benny ehud ariel shimon yitzhak avigdor yaakov gadi aviv
    moshe isaac gilad danny gideon nir itamar bezalel yossi avi eli zeev amos mahmoud saeb yasser ismail khaled yahya
    hassan hosni mohamed mohammed muhammad mohammad abdel abdul abdulaziz anwar gamal ahmed ahmad hamid ashraf omar
    umar ali hussein husayn hossein saddam nouri haider adil mustafa bashar hafez walid farouk saad najib rafik
    ebrahim javad ayatollah qassem qasem akbar salman khalid faisal nayef adel turki tamim hamad zayed nawaz imran
    pervez asif shehbaz yousaf narendra manmohan rahul amit atal rajnath arvind arun lal subrahmanyam mahinda gotabaya
    maithripala ranil xi wang yang jinping jintao wen jiabao shinzo yoshihide fumio junichiro taro naoto yukio shigeru
    ichiro hiroshi kenji takeshi akira jong-un jong-il jae-in myung-bak moo-hyun dae-jung ferdinand rodrigo benigno
    joko susilo prabowo mahathir lee goh thaksin prayut prayuth hun malcolm winston cyril thabo nelson desmond
    emmerson morgan uhuru raila yoweri muhammadu goodluck olusegun abubakar kofi nana macky abdoulaye alassane idriss
    ibrahim salva riek abiy meles haile isaias moammar muammar saif khalifa fayez abdelaziz antónio boutros jagmeet
    doug françois-philippe erin rishi keir nigel gordon alistair alex humza dominic sajid gavin kwasi vince nick ian
    iain liam neil graham stuart simon duncan craig kenny leo micheál micheal enda bertie gerry elon sundar satya
    warren rupert julian glenn zinedine diego lionel cristiano novak andy lewis usain tiger lebron kobe pep arsène
    oskar otto ludwig fritz hermann rolf sven erik björn niels knut olav arne leif abe abner abraham ace achim
    adalbert adolf adrian adrien aidan ahmet-ali ajay ake åke al-amin alastair aldo alec aleksandr-ivan alfonso alfred
    alfredo algernon alonzo aloysius alphonse alvin amadeus amadou amadeo ambrose amir anand anatole anatol andre
    andré andrea-carlo andreas angus ansel anselm anton antoine antonin antony apollo archer archibald archie aristide
    armand armando arnaud arndt arnold arnaldo arno aron arturo arvid ashok asher atticus august auguste augustin
    augustine aurelio axel baldur baltasar baptiste barnaby barney barry bartholomew barton basil bastian beau ben-ami
    benedict benedikt benito benjamín benoît benoit bennett bernardo bernd bernhard bert bertil bertrand bjarne blaine
    blake bo-göran bogdan bolesław boniface boyd brad braden brendan brent bret brett bryce bryson buck bud buddy burt
    byron caleb calvin carlton carlo-maria carsten carter casimir casper caspar cecil cedric cédric cesar césar chad
    charley charlie chase chester chip christoph christos cian claes clarence clark clay clayton clement cliff
    clifford clifton clint clive clyde cole coleman colm colton conor connor conrad constantin constantine corey
    cornelius cosmo cristian cristobal curt curtis cyrus czesław dag damian damien damon dane daniele danilo dante
    dario darius darrell darren darryl darwin davide deepak dean delbert demetrius denny denzel derek derrick dev
    dexter didrik dietmar dietrich dilip dimitar dimitri dimitris dinesh dino dirk dmitriy domenico domingo dominik
    donal donato donnie donovan dorian douglass drew dudley dusan dustin dwayne dwight ebenezer eberhard eddie eddy
    edgar edmond edmund edoardo eduard eduardo edvard edwin efraim efrain egon einar eirik elan elbert eldon eleazar
    elgin elias eliot elliot elliott elmar elmer elmo elton emerson emeric emile émile emilio emil emir emmett emory
    ennio enoch enzo ephraim erasmus erhard erich ernest ernesto ernst erroll errol ervin erwin esteban étienne
    etienne ettore eugen eugenio eusebio evan evander evaristo everett ewald ewan ezekiel ezra fabian fabio fabrice
    fabrizio faustino federico felix félix ferdinando fergus fernand filip filippo finlay finn fiorello fletcher
    florian floyd forrest francesc francis franco franklin franz fraser freddie freddy frederic frédéric frederick
    frederik fritjof gabriele gaël gaetano gareth garth gaspar gaston gene geoff geoffrey georg georges georgi
    georgios gerardo gerd gerrit gert giacomo gianfranco gianluca gianni gil gilbert gilberto giles gino giorgos
    giuliano glen godfrey gonzalo gottfried grady grant gregor gregorio griffin guglielmo guillaume guillermo gunnar
    gunther gus gustaf gustav guus gwyn haakon hagen hakan håkan hal halvor hamish hamza hank hannes hans-georg
    hans-jürgen hans-peter hari harald harlan haroun harris harrison harvey hasan hashim havard hector héctor heath
    hein heinrich helge hendrik henrik henning henri-paul herb herbert heriberto herschel hershel hideki hideo hilmar
    hiram hisham homer horace horacio houston howard howie hubert hugh hugues humberto humphrey huw hyman ichabod
    idris ignacio ignatius ike ilan ilya ilyas immanuel ingmar ingo ingolf ingvar ira irving irwin isaak isaiah
    isidore isidro ismael istván istvan itzhak ivar ivo jacek jace jackson jacopo jacobus jaco jagdish jaime jakob
    jakub jalal jamal jameel jamil janek janne jared jarle jarmo jaroslav jarrett jarrod jarvis jasper javi jay jed
    jefferson jeffery jeremiah jerome jérôme jeroen jermaine jervis jesús jesus jethro jett jimmie jimmy jiří jiri
    joakim joaquim joaquin joaquín jock joel joey johan johann johannes johnathan johnnie johnny jonah jonathon jonny
    joost jordi joris josef josep josep-maria josh josiah jozef józef jude juhani jules julio julius jurgen jusuf
    justus kaare kåre kalle kamal kareem karim karol kaspar kasper kazimierz kazuo keegan keenan keizo kelvin kenan
    kendrick kent kermit kev khalil kian kieran kiernan kip kirk kishore kjell klaas klemens knud koji konrad
    konstantinos krishna krister kristian kristof kristoffer krzysztof kumar kurt kwame kwaku kweku kwabena lachlan
    ladislav lamar lambert lamont lance lanny lasse laszlo lászló laurence laurens lauri lawson lazar lázaro leander
    lefteris leighton leland lennart lennon lennox leonard leonardo leonel leonhard leopold leroy les lester lev levi
    lex lincoln linus linwood lisandro livio llewellyn lloyd lon lonnie lorenz lorenzo loren louie lothar lou lowell
    luc luca lucas lucian luciano lucien lucio luka luke luther lyle lyndon lynton maarten mack magnus mahesh malachi
    malik mandla manny manolo manu marc marcelo marcin marcos marcus marek marius marko marlon marshall marten marty
    martijn martín marvin massimo masood mathias mathieu mathis matías mats matteus matti mattias matthias maurice
    maurizio mauro max maximilian maximo maynard melchior melvin mervyn merrick meyer micah michail mick mickey mihai
    mikael mikko milan miles milton miroslav mischa mogens mohan mohit moises moisés monroe monte monty mordechai
    moritz mort mortimer morten moses murad murat murray musa myron nabil nadav nadeem naguib nareshkumar narciso
    nasser nat nate nathaniel naveen ned nels nello neville newton nial niall niccolò nico niek nikita niklas nikolas
    nikolaus nikos nils ninian nitin noam nolan norm norman norris norton obadiah oded octavio odd odell oleh ole
    oliver ollie omri orazio oren orestes orlando orrin orson orville oscar osama osman osvaldo oswald othmar ottavio
    ottmar owen paco paddy palle pál panagiotis pascal pasquale patricio paulo pavlo pavlos pawel paweł pekka percy
    pere perry petar pete petros phil philbert phineas pierce pierluigi piers pieter piero pio piotr poul prakash
    prasad preston primo przemysław quentin quincy quinton radek radomir radovan rafi rafał raghu raheem raimund raj
    raja rajesh rajiv rakesh raleigh ralf ram ramesh rami ramiro ramon ramón ramsay rando rangel ransom raoul rashid
    rasmus ravi ray rayan reed reginald reggie reid reinaldo reince reiner reinhard reinhold reino remi rémi renaud
    renato rené renzo reuben reuven reynaldo rhett rhys ricardo riccardo rich rickey ricky rinaldo ringo ritchie
    robbie rocco rocky rod roderick rodney rodolfo rodolphe rogelio roland rolando roman ronan ronen ronnie rory royce
    rubén ruben rüdiger rufus ruslan russ rustam rusty rutger ruud ruy saeed salim salvador salvatore sami samir
    sancho sandeep sander sándor sandor sanford sanjay sanjeev santino sascha saul saverio savvas sebastien sébastien
    sefton selim selwyn sepp serge sergi sergiu seth seymour shai shane shankar sharif shaun shawn sheldon shelton
    shepard sherman sherwood shinji shlomo shmuel sid siddharth sidney siegfried sigmund sigurd silas silvester
    silvestre simeon skip sol solomon sonny soren søren spencer spiro spyros srinivas stanislas stanislav stanisław
    stanley stavros stef stefano steffen stelios sten sterling stevan stew stewart stian sture suleiman suresh svein
    sverre sylvain sylvester tad tadeusz tage taj takashi tamás tancredi tapio tariq tarek tarquin teddy teemu teodor
    teodoro terence terrance terrell terrence thad thaddeus theo theobald theodore theodoor theodoros thibault thilo
    thor thorbjørn thorsten thurgood thurman tibor tihomir till timo timur tino titus tobias tobin toby tod todd todor
    tomas tomás tomáš tomasz tommaso tommy tomohiro tor torbjörn tore torsten toshiro travis tremaine trent trevor
    trey tristan truman trygve tsuyoshi tudor turgut ty tycho tyrone tyson uday udo ugo uli ulf ulises ulrich ulysses
    upton urho uriel vadim valdemar valentin valentine valerio valeriy valtteri vasco vasil vasily vasile vaughn
    veikko verner vernon vic vicent vidar vijay viggo vijayan vikram vilhelm ville vinay vincenzo vinod virgil vito
    vittorio vivek vladislav vojtěch vojislav volker waldemar waldo wallace wally ward waleed wade warner warwick
    webster wendell wes wesley weston wilbert wilbur wilfred wilfried wilhelm willard willem winfried winslow winthrop
    witold wojciech wolf woodrow woody wyatt xander xavier yann yannick yannis yaroslav yasuhiro yehuda yitzchak yoel
    yohan yonatan yoni yorgos yoram yosef youssef yousef youssouf yukihiko yusef yusuf yuval zac zack zachariah zaki
    zane zbigniew zdeněk zdravko zeb zeke zeljko željko zev zenon zia zlatko zoltan zoltán zubin
"""
# Given names that are as often a place, a surname or a word: they tell a gender, but not that a name is a person's.
WORDS_AS_WELL = words(
    """
    april asia august austin bo bonnie brooks buck carolina carter chase chelsea chester christian clay cliff clinton
    crystal dakota dallas dawn denver devon dolly drew earl faith florence forest forrest georgia gene gloria grace
    grant harper harrison hazel heath hill honor hope houston iris israel ivy jack jackson jade jasmine jasper jay
    jefferson jordan joy june kent kim kitty lance lincoln lourdes luz mack madison mae major mark may melody
    mercy miles monroe norman oliver olive pansy paris pat patience paz pearl penny piper poppy prudence ray rich rio
    rocky rose ruby rusty salvador santiago saga sandy saul sienna sierra skip sky sol sterling stella sue sun summer
    temperance till uma union van victor victoria viola violet virginia vita wade ward warner warren wells weston
    will windsor wolf woody york lee long park young gore bush ford roman reed reid carlton clifton dudley duke burt
    tyson perry preston stanley stewart sherman sheldon spencer wallace webster whitney brooks calvin clark cole cooper
    curtis dean dexter douglas elliott everett fletcher floyd francis franklin gilbert gordon graham howard irving
    kendall lambert lawrence lawson leonard lewis lloyd logan marshall mason mitchell morgan morris morton murray
    newton norris owen parker pierce porter quincy raymond roland ross russell scott seymour taylor terry thomas travis
    vernon walker walter wyatt
    """
)
# Given names of women and men alike.
_BOTH = words(
    "robin kelly alexis lindsey lindsay jordan morgan sascha sasha ariel laurence jan sandy dana pat jo blair marty"
)
FEMALE_NAMES = frozenset(_FEMALE.split()) - frozenset(_MALE.split()) - _BOTH
MALE_NAMES = frozenset(_MALE.split()) - frozenset(_FEMALE.split()) - _BOTH
