"""The words by which readers know agencies, credits, buttons and names: lists, one phrase between two bars."""

from __future__ import annotations


def _phrases(listing: str) -> tuple[str, ...]:
    return tuple(" ".join(phrase.split()) for phrase in listing.split("|"))


# News agencies and stations that sign articles.
AGENCIES = _phrases(
    """
    Reuters | Associated Press | The Associated Press | AP | AFP | Agence France-Presse | UPI | dpa | DPA | PA Media
    | PA | Press Association | Bloomberg | Xinhua | TASS | Interfax | ANSA | EFE | Kyodo | Kyodo News | Yonhap |
    IANS | PTI | ANI | Anadolu | Anadolu Agency | AA | APA | Ukrinform | Al Jazeera | AAP | CP | The Canadian Press
    | BBC | BBC News | CNN | NPR | MTI | PAP | CTK | Belga | ANP | TT | NTB | Ritzau | WAFA | IRNA | SANA | Antara
    """
)

# Who pictures are credited to, besides the agencies.
PICTURE_SOURCES = _phrases(
    """
    Getty | Getty Images | iStock | Shutterstock | Alamy | Flickr | Wikimedia | Wikimedia Commons | Wikipedia |
    Unsplash | Pixabay | Twitter | Facebook | Instagram | YouTube | Telegram | EPA | EPA-EFE | Sipa | Sipa USA |
    ZUMA | NurPhoto | Rex | WireImage | Handout | Screengrab | Screenshot | Supplied | File | File photo | Courtesy
    | Pool | AP Photo | Imago | Picture Alliance | MAXPPP | SOPA | Social media
    """
)

# Lines that are a button, a link or a section of a web page, in lower case, without a full stop or an arrow.
BUTTONS = _phrases(
    """
    live | live story | live blog | live updates | advertisement | advertisment | advertising | advert | ad | ads |
    sponsored | sponsored content | sponsored links | promoted | promoted content | paid content | partner content |
    share | share this | share this article | share this story | share this page | share this post | share article |
    share via email | share on facebook | share on twitter | share on x | share on whatsapp | share on linkedin |
    tweet | tweet this | retweet | email | email this | e-mail | print | print this | print article | copy link |
    link copied | save | save article | save for later | bookmark | comment | comments | leave a comment |
    join the conversation | join the discussion | post a comment | no comments | view comments | show comments |
    read more | read next | read also | also read | read on | read the full story | read full article |
    read the full article | continue reading | show more | load more | see more | view more | more | learn more |
    find out more | related | related articles | related stories | related news | related topics | related content |
    related links | related coverage | more on this story | more on this topic | more on this | more stories |
    more news | more from us | most read | most popular | most viewed | trending | trending now | recommended |
    recommended for you | recommended stories | you may also like | you might also like | what to read next |
    up next | top stories | latest news | editor's picks | editors' picks | don't miss | in case you missed it |
    subscribe | subscribe now | subscribe today | sign up | sign up now | sign in | log in | login | register |
    newsletter | newsletters | get the newsletter | our newsletter | follow us | follow | like us on facebook |
    download our app | get the app | back to top | skip to content | skip to main content | home | menu | search |
    close | loading | play | play video | watch | watch live | listen | listen to this article | listen to article |
    image | images | photo | photos | photo gallery | gallery | video | videos | slideshow | image caption |
    media caption | caption | enlarge image | accept | accept cookies | cookie policy | privacy policy |
    terms of use | terms of service | about the author | about the authors | topics | tags | story highlights |
    article continues below | story continues below | continue reading the main story |
    story continues after advertisement | article continues after advertisement | advertisement - scroll to continue
    | scroll to continue | skip advertisement | end of advertisement | text size | font size | all rights reserved |
    terms and conditions | donate | donate now | support us | corrections | report an error | breaking news |
    have an opinion on this story | exclusive | opinion | analysis | explainer | live reporting
    """
)

# What the names of newspapers, agencies and stations end with, in lower case.
MEDIA_WORDS = _phrases(
    """
    times | post | news | herald | guardian | tribune | journal | gazette | courier | telegraph | press | chronicle
    | observer | mirror | star | sun | echo | standard | mail | independent | review | weekly | radio | tv |
    television | agency | wire | bulletin | register | examiner | dispatch | argus | record | advertiser | sentinel
    | leader | messenger | magazine | today | online | monitor | inquirer | globe | broadcasting | daily
    """
)

# Words without a capital in such names.
LINKING_WORDS = _phrases(
    """
    of | the | and | & | for | in
    """
)

# Words without a capital in persons' names.
PARTICLES = _phrases(
    """
    de | del | della | der | den | di | da | dos | du | van | von | bin | ibn | al | el | la | le | ten | ter | y |
    e | zu
    """
)

# Words with a capital that may follow "By" and begin no person's name, in lower case.
NO_NAMES = _phrases(
    """
    monday | tuesday | wednesday | thursday | friday | saturday | sunday | january | february | march | april | june
    | july | august | september | october | november | december | the | a | an | this | that | these | those | all |
    contrast | comparison | then | now | our | my | his | her | its | their | law | default
    """
)

# What a writer's role ends with, in lower case.
ROLES = _phrases(
    """
    correspondent | correspondents | reporter | reporters | editor | editors | writer | writers | staff | columnist |
    contributor | journalist | producer | chief | desk | bureau | agencies | photographer | analyst | team
    """
)
