"""Whether a text is English at all; the sentences are made up for this."""

from __future__ import annotations

import pytest

from index.english import LEAST_WORDS, is_plainly_not_english

OTHERS = {
    "German": "Die Bürgermeisterin der Stadt sagte am Montag, dass die Brücke im Herbst wieder geöffnet werden soll. "
    "Der Verband der Fischer war dagegen, weil die Gebühren so hoch sind und niemand im Rat ihn gefragt hat. "
    "Man habe den Plan in die Schublade gelegt, hieß es, und will nun auf den Minister warten.",
    "Dutch": "De burgemeester van de stad was maandag op de brug en zei dat het plan in de herfst klaar is. "
    "De vissers had men niet gevraagd of zij de kosten willen dragen, en dat is volgens hen een grote fout. "
    "Er is nog geen besluit, zei de wethouder, want de minister is met vakantie en wil eerst alles lezen.",
    "Swedish": "Borgmästaren sade i måndags att bron ska öppnas igen till hösten och att avgiften blir lägre än förut. "
    "Fiskarna var emot planen eftersom ingen hade frågat dem, och de vill nu att ministern tar hand om saken. "
    "Det är för tidigt att säga något om kostnaden, menade hon, men rådet ska rösta om den i nästa vecka.",
    "French": "La maire de la ville a déclaré lundi que le pont serait rouvert à l'automne et le péage réduit. "
    "Les pêcheurs s'y opposent, car personne ne les a consultés, et ils demandent que le ministre en décide. "
    "On est loin du compte, a dit le président du syndicat, qui refuse de payer pour les fautes des autres.",
    "Spanish": "La alcaldesa de la ciudad dijo el lunes que el puente se abrirá en otoño y que el peaje bajará. "
    "Los pescadores están en contra porque nadie les ha preguntado, y piden que el ministro lo decida pronto. "
    "No hay todavía un acuerdo, según el sindicato, que no quiere pagar por los errores de los demás.",
    "Russian": "Мэр города заявила в понедельник, что мост снова откроют осенью и что плата за проезд будет снижена. "
    "Рыбаки выступили против, потому что их никто не спросил, и теперь они хотят, чтобы решение принял министр. "
    "Говорить о цене ещё рано, сказала она, но совет будет голосовать по этому вопросу уже на следующей неделе.",
    "Japanese": "市長は月曜日に、橋は秋に再び開通し、通行料は下がると述べた。"
    "漁師たちは誰も意見を聞かれなかったとして反対している。",
}  # fmt: skip

ENGLISH = (
    "Mayor Ada Lind said on Monday that the bridge would be opened again in the autumn. The crews who fish the "
    "estuary were against it, since nobody had asked them, and they want the minister to decide. “It is too early,” "
    "she added, but the council will vote on the toll next week."
)
TERSE = (
    "Board defers Varnholm vote. Mayor Lind: no toll before autumn. Crews reject plan, demand compensation. "
    "Ministry declines comment. Harbour dues up 4 per cent. Next session Tuesday, Ferry Hall, 10 a.m. The crews' "
    "union says members will strike if the board closes Wick Bank. Police expect 200 boats at the pier."
)


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_in_another_language_is_told(language: str) -> None:
    assert is_plainly_not_english(OTHERS[language])


@pytest.mark.parametrize("text", [ENGLISH, ENGLISH.upper(), TERSE, ENGLISH + OTHERS["German"]])
def test_english_is_not_doubted(text: str) -> None:
    assert not is_plainly_not_english(text)


def test_a_short_text_is_not_judged() -> None:
    words = OTHERS["German"].split()
    assert not is_plainly_not_english(" ".join(words[: LEAST_WORDS - 1]))
    assert is_plainly_not_english(" ".join(words[:LEAST_WORDS]))
    assert not is_plainly_not_english("")


def test_boilerplate_is_left_out() -> None:
    text = f"{OTHERS['Spanish']}\n{ENGLISH}"
    assert is_plainly_not_english(text, [(len(OTHERS["Spanish"]), len(text))])
