"""Countries: their names, the words for their people, and the places that stand for their governments.

One country a line, as of November 2026: name | other names | words for its people and things, the adjective
first | seats of its government, which stand for it where they act ("Moscow said"). A city that is better
known as a place than as a government, or that is the seat of others too (Brussels, Geneva), is no seat.
"""

from __future__ import annotations

from index.language.data import words

TABLE = """\
Afghanistan|Islamic Emirate of Afghanistan|Afghan,Afghans|Kabul
Albania||Albanian,Albanians|Tirana
Algeria||Algerian,Algerians|Algiers
Andorra||Andorran,Andorrans|
Angola||Angolan,Angolans|Luanda
Antigua and Barbuda||Antiguan,Antiguans|
Argentina||Argentine,Argentinian,Argentines,Argentinians|Buenos Aires,Casa Rosada
Armenia||Armenian,Armenians|Yerevan
Australia||Australian,Australians|Canberra
Austria||Austrian,Austrians|Vienna
Azerbaijan||Azerbaijani,Azerbaijanis,Azeri,Azeris|Baku
Bahamas|The Bahamas|Bahamian,Bahamians|Nassau
Bahrain||Bahraini,Bahrainis|Manama
Bangladesh||Bangladeshi,Bangladeshis|Dhaka
Barbados||Barbadian,Barbadians|Bridgetown
Belarus|Byelorussia|Belarusian,Belarusians,Belarussian|Minsk
Belgium||Belgian,Belgians|
Belize||Belizean,Belizeans|Belmopan
Benin||Beninese|Porto-Novo
Bhutan||Bhutanese|Thimphu
Bolivia||Bolivian,Bolivians|La Paz
Bosnia and Herzegovina|Bosnia,Bosnia-Herzegovina|Bosnian,Bosnians|Sarajevo
Botswana||Botswanan,Batswana|Gaborone
Brazil|Brasil|Brazilian,Brazilians|Brasilia,Brasília,Planalto
Brunei||Bruneian,Bruneians|
Bulgaria||Bulgarian,Bulgarians|Sofia
Burkina Faso||Burkinabe,Burkinabé|Ouagadougou
Burundi||Burundian,Burundians|Gitega
Cambodia||Cambodian,Cambodians|Phnom Penh
Cameroon||Cameroonian,Cameroonians|Yaoundé,Yaounde
Canada||Canadian,Canadians|Ottawa
Cape Verde|Cabo Verde|Cape Verdean|Praia
Central African Republic||Central African|Bangui
Chad||Chadian,Chadians|N'Djamena
Chile||Chilean,Chileans|Santiago,La Moneda
China|People's Republic of China,PRC|Chinese|Beijing,Peking,Zhongnanhai
Colombia||Colombian,Colombians|Bogota,Bogotá
Comoros||Comorian,Comorians|
Congo|Republic of the Congo,Congo-Brazzaville|Congolese|Brazzaville
Costa Rica||Costa Rican,Costa Ricans|San José
Croatia||Croatian,Croatians,Croat,Croats|Zagreb
Cuba||Cuban,Cubans|Havana
Cyprus||Cypriot,Cypriots|Nicosia
Czech Republic|Czechia|Czech,Czechs|Prague
Czechoslovakia||Czechoslovak,Czechoslovaks|
Democratic Republic of the Congo|Democratic Republic of Congo,DR Congo,DRC,Zaire|Congolese|Kinshasa
Denmark||Danish,Dane,Danes|Copenhagen
Djibouti||Djiboutian,Djiboutians|
Dominica|||
Dominican Republic||Dominican,Dominicans|Santo Domingo
East Timor|Timor-Leste|Timorese,East Timorese|Dili
East Germany|German Democratic Republic,GDR|East German,East Germans|
Ecuador||Ecuadorian,Ecuadorean,Ecuadorians,Ecuadoreans|Quito
Egypt||Egyptian,Egyptians|Cairo
El Salvador||Salvadoran,Salvadorans,Salvadorean|
Equatorial Guinea||Equatoguinean|Malabo
Eritrea||Eritrean,Eritreans|Asmara
Estonia||Estonian,Estonians|Tallinn
Eswatini|Swaziland|Swazi,Swazis|Mbabane
Ethiopia||Ethiopian,Ethiopians|Addis Ababa
Fiji||Fijian,Fijians|Suva
Finland||Finnish,Finn,Finns|Helsinki
France|French Republic|French,Frenchman,Frenchwoman|Paris,Elysee,Élysée,Elysée,Elysee Palace,Élysée Palace,Quai d'Orsay
Gabon||Gabonese|Libreville
Gambia|The Gambia|Gambian,Gambians|Banjul
Georgia|Republic of Georgia|Georgian,Georgians|Tbilisi
Germany|Federal Republic of Germany,West Germany|German,Germans|Berlin
Ghana||Ghanaian,Ghanaians|Accra
Greece|Hellenic Republic|Greek,Greeks|Athens
Grenada||Grenadian,Grenadians|
Guatemala||Guatemalan,Guatemalans|Guatemala City
Guinea||Guinean,Guineans|Conakry
Guinea-Bissau||Bissau-Guinean|Bissau
Guyana||Guyanese|
Haiti||Haitian,Haitians|Port-au-Prince
Honduras||Honduran,Hondurans|Tegucigalpa
Hong Kong|Hongkong|Hongkonger,Hongkongers|
Hungary||Hungarian,Hungarians|Budapest
Iceland||Icelandic,Icelander,Icelanders|Reykjavik,Reykjavík
India||Indian,Indians|New Delhi,Delhi
Indonesia||Indonesian,Indonesians|Jakarta
Iran|Islamic Republic of Iran,Islamic Republic|Iranian,Iranians|Tehran,Teheran
Iraq||Iraqi,Iraqis|Baghdad
Ireland|Republic of Ireland,Éire|Irish,Irishman,Irishwoman|Dublin
Israel||Israeli,Israelis|Jerusalem,Tel Aviv
Italy||Italian,Italians|Rome,Palazzo Chigi
Ivory Coast|Côte d'Ivoire,Cote d'Ivoire|Ivorian,Ivorians|Abidjan,Yamoussoukro
Jamaica||Jamaican,Jamaicans|
Japan||Japanese|Tokyo
Jordan|Hashemite Kingdom of Jordan|Jordanian,Jordanians|Amman
Kazakhstan||Kazakh,Kazakhs,Kazakhstani|Astana
Kenya||Kenyan,Kenyans|Nairobi
Kiribati||I-Kiribati|
Kosovo||Kosovan,Kosovar,Kosovars,Kosovans|Pristina
Kuwait||Kuwaiti,Kuwaitis|Kuwait City
Kyrgyzstan||Kyrgyz|Bishkek
Laos||Laotian,Lao,Laotians|Vientiane
Latvia||Latvian,Latvians|Riga
Lebanon||Lebanese|Beirut
Lesotho||Basotho|Maseru
Liberia||Liberian,Liberians|Monrovia
Libya||Libyan,Libyans|Tripoli
Liechtenstein||Liechtenstein,Liechtensteiner|Vaduz
Lithuania||Lithuanian,Lithuanians|Vilnius
Luxembourg||Luxembourgish,Luxembourger,Luxembourgers|
Madagascar||Malagasy,Madagascan|Antananarivo
Malawi||Malawian,Malawians|Lilongwe
Malaysia||Malaysian,Malaysians|Kuala Lumpur,Putrajaya
Maldives|The Maldives|Maldivian,Maldivians|Malé
Mali||Malian,Malians|Bamako
Malta||Maltese|Valletta
Marshall Islands||Marshallese|Majuro
Mauritania||Mauritanian,Mauritanians|Nouakchott
Mauritius||Mauritian,Mauritians|
Mexico||Mexican,Mexicans|Mexico City
Micronesia||Micronesian,Micronesians|
Moldova||Moldovan,Moldovans|Chisinau,Chișinău
Monaco||Monegasque,Monégasque|
Mongolia||Mongolian,Mongolians|Ulaanbaatar
Montenegro||Montenegrin,Montenegrins|Podgorica
Morocco||Moroccan,Moroccans|Rabat
Mozambique||Mozambican,Mozambicans|Maputo
Myanmar|Burma|Burmese|Naypyidaw,Naypyitaw
Namibia||Namibian,Namibians|Windhoek
Nauru||Nauruan,Nauruans|
Nepal||Nepali,Nepalese,Nepalis|Kathmandu
Netherlands|The Netherlands,Holland|Dutch,Dutchman,Dutchwoman|The Hague,Hague
New Zealand|Aotearoa|New Zealander,New Zealanders|Wellington
Nicaragua||Nicaraguan,Nicaraguans|Managua
Niger||Nigerien,Nigeriens|Niamey
Nigeria||Nigerian,Nigerians|Abuja
North Korea|Democratic People's Republic of Korea,DPRK|North Korean,North Koreans|Pyongyang
North Macedonia|Macedonia|Macedonian,Macedonians,North Macedonian|Skopje
Northern Ireland||Northern Irish|Stormont
Norway||Norwegian,Norwegians|Oslo
Oman||Omani,Omanis|Muscat
Pakistan||Pakistani,Pakistanis|Islamabad
Palau||Palauan,Palauans|
Palestine|State of Palestine,Palestinian Authority,Palestinian territories|Palestinian,Palestinians|Ramallah
Panama||Panamanian,Panamanians|Panama City
Papua New Guinea|PNG|Papua New Guinean|Port Moresby
Paraguay||Paraguayan,Paraguayans|Asunción,Asuncion
Peru||Peruvian,Peruvians|Lima
Philippines|The Philippines|Filipino,Philippine,Filipina,Filipinos,Filipinas|Manila,Malacañang,Malacanang
Poland||Polish,Pole,Poles|Warsaw
Portugal||Portuguese|Lisbon
Qatar||Qatari,Qataris|Doha
Romania||Romanian,Romanians|Bucharest
Russia|Russian Federation|Russian,Russians|Moscow,Kremlin
Rwanda||Rwandan,Rwandans|Kigali
Saint Kitts and Nevis|St Kitts and Nevis|Kittitian|
Saint Lucia|St Lucia|Saint Lucian|
Saint Vincent and the Grenadines|St Vincent and the Grenadines|Vincentian|
Samoa||Samoan,Samoans|Apia
San Marino||Sammarinese|
Sao Tome and Principe|São Tomé and Príncipe|Santomean|
Saudi Arabia|Kingdom of Saudi Arabia|Saudi,Saudis,Saudi Arabian|Riyadh
Scotland||Scottish,Scots|Holyrood
Senegal||Senegalese|Dakar
Serbia||Serbian,Serb,Serbs,Serbians|Belgrade
Seychelles||Seychellois|
Sierra Leone||Sierra Leonean,Sierra Leoneans|Freetown
Singapore||Singaporean,Singaporeans|
Slovakia|Slovak Republic|Slovak,Slovaks,Slovakian|Bratislava
Slovenia||Slovenian,Slovene,Slovenes,Slovenians|Ljubljana
Solomon Islands||Solomon Islander,Solomon Islanders|Honiara
Somalia||Somali,Somalis,Somalian|Mogadishu
Soviet Union|USSR,U.S.S.R.|Soviet,Soviets|
South Africa||South African,South Africans|Pretoria
South Korea|Republic of Korea,ROK|South Korean,South Koreans|Seoul,Blue House
South Sudan||South Sudanese|Juba
Spain||Spanish,Spaniard,Spaniards|Madrid,Moncloa
Sri Lanka|Ceylon|Sri Lankan,Sri Lankans|Colombo
Sudan||Sudanese|Khartoum
Suriname||Surinamese|Paramaribo
Sweden||Swedish,Swede,Swedes|Stockholm
Switzerland|Swiss Confederation|Swiss|Bern,Berne
Syria||Syrian,Syrians|Damascus
Taiwan|Republic of China|Taiwanese|Taipei
Tajikistan||Tajik,Tajiks|Dushanbe
Tanzania||Tanzanian,Tanzanians|Dodoma
Thailand||Thai,Thais|Bangkok
Togo||Togolese|Lomé
Tonga||Tongan,Tongans|Nukuʻalofa
Trinidad and Tobago|Trinidad|Trinidadian,Trinidadians|Port of Spain
Tunisia||Tunisian,Tunisians|Tunis
Turkey|Türkiye,Turkiye,Republic of Turkey|Turkish,Turk,Turks|Ankara
Turkmenistan||Turkmen|Ashgabat
Tuvalu||Tuvaluan,Tuvaluans|
Uganda||Ugandan,Ugandans|Kampala
Ukraine||Ukrainian,Ukrainians|Kyiv,Kiev,Bankova
United Arab Emirates|UAE,U.A.E.,Emirates|Emirati,Emiratis|Abu Dhabi
United Kingdom|UK,U.K.,Britain,Great Britain|British,Briton,Britons|London,Downing Street,10 Downing Street,No 10
United States|US,U.S.,USA,U.S.A.,America,United States of America|American,US,U.S.,Americans|Washington,White House
Uruguay||Uruguayan,Uruguayans|Montevideo
Uzbekistan||Uzbek,Uzbeks|Tashkent
Vanuatu||Ni-Vanuatu|Port Vila
Vatican|Vatican City,Holy See||Vatican
Venezuela||Venezuelan,Venezuelans|Caracas,Miraflores
Vietnam|Viet Nam|Vietnamese|Hanoi
Wales||Welsh|
Yemen||Yemeni,Yemenis|Sanaa,Sana'a
Yugoslavia||Yugoslav,Yugoslavs|
Zambia||Zambian,Zambians|Lusaka
Zimbabwe||Zimbabwean,Zimbabweans|Harare
"""

# Places that the parser's small model often takes for people or organisations.
PLACES = words(
    """
    alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho illinois
    indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri
    montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont wisconsin wyoming
    england scotland wales catalonia bavaria quebec ontario alberta queensland tasmania crimea donbas donetsk
    luhansk kherson mariupol kharkiv odesa odessa lviv gaza kashmir tibet xinjiang chechnya kurdistan darfur
    tigray idlib aleppo mosul basra kandahar helmand lagos nairobi mumbai kolkata chennai karachi lahore
    shanghai shenzhen guangzhou wuhan chongqing osaka kyoto fukushima busan bangkok brussels geneva zurich
    strasbourg barcelona valencia seville milan naples turin venice florence munich hamburg frankfurt cologne
    dresden leipzig marseille lyon nice toulouse rotterdam amsterdam antwerp manchester liverpool birmingham
    leeds glasgow edinburgh cardiff belfast bristol sheffield chicago boston houston dallas seattle philadelphia
    detroit atlanta miami baltimore denver minneapolis cleveland pittsburgh cincinnati orlando tampa sacramento
    oakland toronto montreal vancouver calgary sydney melbourne brisbane perth adelaide auckland christchurch
    johannesburg durban istanbul izmir dubai jeddah mecca medina haifa nazareth hebron nablus bethlehem benghazi
    casablanca marrakesh alexandria mombasa caracas medellin guayaquil tijuana guadalajara monterrey
    """
) | {"new york", "new jersey", "new mexico", "new hampshire", "north carolina", "south carolina",
     "north dakota", "south dakota", "rhode island", "west virginia", "los angeles", "san francisco", "san diego",
     "las vegas", "new orleans", "new york city", "hong kong", "gaza strip", "west bank", "northern ireland",
     "british columbia", "new south wales", "rio de janeiro", "sao paulo", "são paulo", "st petersburg",
     "saint petersburg", "cape town", "ho chi minh city", "puerto rico", "east jerusalem", "golan heights"}  # fmt: skip
LOCATIONS = words(
    """
    europe asia africa oceania antarctica eurasia scandinavia balkans caucasus mediterranean atlantic pacific
    arctic caribbean sahel sahara himalayas alps andes danube nile rhine thames amazon siberia
    """
) | {"middle east", "latin america", "north america", "south america", "central america", "southeast asia",
     "south asia", "central asia", "east asia", "eastern europe", "western europe", "central europe", "black sea",
     "red sea", "baltic sea", "south china sea", "persian gulf", "horn of africa", "north africa", "west africa",
     "east africa", "sub-saharan africa", "indian ocean", "atlantic ocean", "pacific ocean", "suez canal"}  # fmt: skip
PEOPLES = words(
    """
    european europeans african africans asian asians arab arabs jewish jew jews muslim muslims islamic islamist
    islamists christian christians catholic catholics protestant protestants hindu hindus buddhist buddhists
    sikh sikhs shia shiite shiites sunni sunnis kurd kurds kurdish tatar tatars uyghur uyghurs uighur uighurs
    rohingya hispanic hispanics latino latinos republican republicans democrat democrats democratic tory tories
    labour conservative conservatives socialist socialists communist communists liberal liberals marxist
    marxists nazi nazis zionist scottish scots welsh english catalan catalans basque basques flemish chechen
    chechens tamil tamils tibetan tibetans bavarian soviet soviets western texan texans californian londoner
    londoners parisian parisians evangelical evangelicals orthodox anglican anglicans balkan nordic scandinavian
    """
)
