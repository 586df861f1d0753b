"""International and well-known bodies, as of November 2026: the name they are counted under | other names."""

from __future__ import annotations

from index.language.data import words

TABLE = """\
United Nations|UN,U.N.
UN General Assembly|United Nations General Assembly,UNGA,U.N. General Assembly
UN Security Council|United Nations Security Council,UNSC,U.N. Security Council
European Union|EU,E.U.
European Commission|
European Parliament|
European Community|European Economic Community,EEC
European Central Bank|ECB
NATO|North Atlantic Treaty Organization,North Atlantic Treaty Organisation
World Health Organization|WHO,World Health Organisation
World Trade Organization|WTO
International Monetary Fund|IMF
World Bank|
International Atomic Energy Agency|IAEA
International Criminal Court|ICC
International Court of Justice|ICJ
OPEC|Organization of the Petroleum Exporting Countries
OSCE|Organization for Security and Co-operation in Europe
African Union|AU
Arab League|
ASEAN|Association of Southeast Asian Nations
UNICEF|
UNESCO|
UNHCR|UN Refugee Agency
Group of Five|G5,G-5
Group of Seven|G7,G-7
Group of Eight|G8,G-8
Group of Ten|G10,G-10
Group of Twenty|G20,G-20
Red Cross|International Committee of the Red Cross,ICRC
Amnesty International|Amnesty
Human Rights Watch|HRW
Greenpeace|
Pentagon|US Department of Defense,U.S. Department of Defense,Department of Defense,Defense Department
US State Department|State Department,U.S. State Department,US Department of State,Department of State
US Justice Department|Justice Department,Department of Justice,US Department of Justice,DOJ
US Treasury|Treasury Department,Department of the Treasury
Department of Homeland Security|DHS
FBI|Federal Bureau of Investigation
CIA|Central Intelligence Agency
NSA|National Security Agency
NASA|National Aeronautics and Space Administration
US Congress|Congress,U.S. Congress
US Senate|U.S. Senate
House of Representatives|US House of Representatives,U.S. House of Representatives
US Supreme Court|U.S. Supreme Court
House of Commons|Commons
House of Lords|Lords
Federal Reserve|Fed,US Federal Reserve
Environmental Protection Agency|EPA
Federal Aviation Administration|FAA
Food and Drug Administration|FDA
Centers for Disease Control and Prevention|CDC
Republican Party|GOP
Democratic Party|
Labour Party|
Conservative Party|Tory Party
Hamas|
Hezbollah|Hizbollah,Hizbullah
Taliban|
Islamic State|ISIS,ISIL,Daesh,IS
al-Qaeda|Al-Qaeda,al-Qaida,Al Qaeda
FIFA|
UEFA|
International Olympic Committee|IOC
Google|
Apple|Apple Inc.
Microsoft|
Amazon|
Boeing|
Airbus|
Walmart|
"""
# Ordinary words and titles that are one of these only where the parser takes them for an organisation.
COMMON_WORDS = words(
    """
    congress commons lords fed amnesty apple amazon is who epa au google state department
    """
)
