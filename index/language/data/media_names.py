"""News media by name, as of November 2026: the name they are counted under, and their other names."""

from __future__ import annotations

from index.language.data import words

TABLE = """\
Reuters|Thomson Reuters,Reuters news agency
Associated Press|AP,The Associated Press,A.P.
Agence France-Presse|AFP,Agence France Presse
BBC|BBC News,BBC World Service,British Broadcasting Corporation,BBC One,BBC Radio 4,BBC Radio,BBC Sport,BBC World
CNN|CNN International,Cable News Network
MSNBC|
NBC|NBC News
ABC News|
CBS|CBS News
Fox News|Fox News Channel,Fox
NPR|National Public Radio
PBS|PBS NewsHour
Bloomberg|Bloomberg News
CNBC|
Al Jazeera|Aljazeera,Al-Jazeera,Al Jazeera English
Al Arabiya|Al-Arabiya
TASS|ITAR-TASS,Tass
Interfax|
RIA Novosti|RIA
Sputnik|
RT|Russia Today
Xinhua|Xinhua News Agency
Global Times|
People's Daily|
South China Morning Post|SCMP
Kyodo|Kyodo News
NHK|
Yonhap|Yonhap News Agency
KCNA|Korean Central News Agency
Anadolu|Anadolu Agency,AA
dpa|Deutsche Presse-Agentur,DPA
ANSA|
EFE|
PTI|Press Trust of India
ANI|Asian News International
IRNA|
Fars|Fars News Agency,Fars News
Tasnim|Tasnim News Agency
SANA|
Saba|
Ukrinform|
UPI|United Press International
Press Association|PA Media
The New York Times|New York Times,NYT,NY Times
The Washington Post|Washington Post,WaPo
The Wall Street Journal|Wall Street Journal,WSJ
Los Angeles Times|LA Times,L.A. Times,The Los Angeles Times
USA Today|
Chicago Tribune|The Chicago Tribune
The Boston Globe|Boston Globe
The Miami Herald|Miami Herald
The Denver Post|Denver Post
San Francisco Chronicle|
Politico|
Axios|
The Hill|
HuffPost|Huffington Post,The Huffington Post
BuzzFeed|BuzzFeed News,Buzzfeed
Vox|
Vice News|
Breitbart|Breitbart News
The Daily Beast|Daily Beast
The Daily Caller|Daily Caller
The Intercept|
National Review|
The Atlantic|
The New Yorker|New Yorker
Time|Time magazine,TIME
Newsweek|
Rolling Stone|
Vanity Fair|
Variety|
The Hollywood Reporter|Hollywood Reporter
TMZ|
Forbes|
Fortune|
Business Insider|
TechCrunch|
Wired|
The Verge|
The Guardian|Guardian
The Times|Times of London,Sunday Times,The Sunday Times
The Daily Telegraph|Daily Telegraph,The Telegraph,Sunday Telegraph
The Independent|
Financial Times|The Financial Times,FT
The Economist|Economist
Daily Mail|The Daily Mail,Mail Online,MailOnline,Mail on Sunday
Daily Mirror|The Daily Mirror
The Sun|
Daily Express|
Evening Standard|
Sky News|Sky,Sky Sports
ITV|ITV News,ITN
Channel 4|Channel 4 News
Le Monde|
Le Figaro|
Libération|
Le Parisien|
France 24|
BFM|BFM TV,BFMTV
Der Spiegel|Spiegel,Spiegel Online
Die Zeit|
Bild|Bild am Sonntag
Die Welt|
Süddeutsche Zeitung|
Frankfurter Allgemeine Zeitung|Frankfurter Allgemeine,FAZ
Deutsche Welle|DW
ARD|
ZDF|
El País|El Pais
El Mundo|
La Vanguardia|
La Repubblica|
Corriere della Sera|
RAI|
La Stampa|
The Irish Times|Irish Times
RTÉ|RTE
The Jerusalem Post|Jerusalem Post
The Times of Israel|Times of Israel
Haaretz|Ha'aretz
Walla|Walla News
Ynet|Ynetnews
Yedioth Ahronoth|Yediot Aharonot
Israel Hayom|
Channel 12|
Channel 13|
Kan|Kan News
The New Arab|
Middle East Eye|
Arab News|
Gulf News|
Al-Ahram|
The Hindu|
The Times of India|Times of India
Hindustan Times|
The Indian Express|Indian Express
NDTV|
Dawn|
Geo News|
The Straits Times|Straits Times
The Jakarta Post|Jakarta Post
Bangkok Post|
The Japan Times|Japan Times
Asahi Shimbun|
Yomiuri Shimbun|
The Sydney Morning Herald|Sydney Morning Herald
The Age|
The Australian|
ABC|Australian Broadcasting Corporation
SBS|
The New Zealand Herald|New Zealand Herald
The Globe and Mail|Globe and Mail
Toronto Star|
CBC|CBC News,Canadian Broadcasting Corporation
CTV|CTV News
Kommersant|
Novaya Gazeta|
Meduza|
Vedomosti|
Izvestia|
Kyiv Independent|The Kyiv Independent
Kyiv Post|
Ukrainska Pravda|
Bellingcat|
ProPublica|
O Globo|
Folha de S.Paulo|Folha
El Universal|
Clarín|
La Nación|
Wikinews|
Twitter|
Facebook|
Instagram|
YouTube|
Telegram|
Truth Social|
TikTok|
Weibo|
"""
# Places to publish, not publishers: they may be gone through, but never take a position as a medium does.
PLATFORMS = words("Twitter Facebook Instagram YouTube Telegram TikTok Weibo") | {"Truth Social"}
# Names that mean a medium only where the text shows them as one (an article or a reporting verb).
COMMON_WORDS = words(
    """
    time fortune variety wired vox sky fox dawn kan rt pa aa saba sana fars telegram abc ap ft guardian
    economist spiegel bild sputnik forbes australian age hill sun times independent atlantic dw ard rai efe ani
    pti pa upi vice telegraph
    """
)
