"""Media that statements came through, and media that hold a position themselves."""

from __future__ import annotations

import pytest

from tests.index.language.readings import analysis, cast, statement


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("Ada Lind, quoted by Reuters, said that the pier was safe.", ("Reuters",)),
        ("Ada Lind said in a Reuters interview that the pier was safe.", ("Reuters",)),
        ("Ada Lind told the Sund Herald newspaper that the pier was safe.", ("Sund Herald",)),
        ("In comments carried by the TASS news agency, Ada Lind said that the pier was safe.", ("TASS",)),
        ("Speaking to the BBC, Ada Lind said that the pier was safe.", ("BBC",)),
        ("In an op-ed in the New York Times, Ada Lind argued that the pier was safe.", ("The New York Times",)),
        ("In a statement to CNN, Ada Lind denied that the pier was safe.", ("CNN",)),
        ("Ada Lind said on Fox News that the pier was safe.", ("Fox News",)),
        ("In an interview with The Meridian, Ada Lind said that the pier was safe.", ("Meridian",)),
        ("State news agency TASS quoted Ada Lind as saying that the pier was safe.", ("TASS",)),
        ("Ada Lind said, according to Reuters, that the pier was safe.", ("Reuters",)),
        ("Ada Lind told reporters in Sund that the pier was safe.", ()),
    ],
)
def test_media_by_which_it_came(text: str, via: tuple[str, ...]) -> None:
    found = statement(text, "safe")
    assert (found.actor, found.via) == ("Ada Lind", via)


def test_what_one_told_a_medium_of_another() -> None:
    found = statement("Ada Lind told Reuters that Peter Hahn had promised to rebuild the pier.", "rebuild")
    assert found.actor in ("Peter Hahn", "Ada Lind")
    promise = [s for s in analysis("Ada Lind told Reuters that Peter Hahn had promised to rebuild the pier.").statements
               if s.cue.text.endswith("promised")]  # fmt: skip
    assert [(s.actor, s.via) for s in promise] == [("Peter Hahn", ("Ada Lind", "Reuters"))]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("A New York Times editorial said that the mayor should resign.", "The New York Times"),
        ("An editorial in the New York Times said that the mayor should resign.", "The New York Times"),
        ("The Times of Sund said that the mayor should resign.", "Times of Sund"),
        ("The Interfax news agency said that the mayor should resign.", "Interfax"),
    ],
)
def test_a_medium_that_says_it_itself(text: str, actor: str) -> None:
    assert statement(text, "resign").actor == actor


@pytest.mark.parametrize(
    "text",
    [
        "Citing two officials, Reuters reported that the mayor would resign.",
        "Ada Lind, quoted by Reuters, said that the mayor would resign.",
    ],
)
def test_whom_a_medium_cites_is_no_position(text: str) -> None:
    assert all(s.cue.text.casefold() not in ("citing", "quoted") for s in analysis(text).statements)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He told The Meridian that it was late. The Meridian was late.", "Meridian"),
        ("The Northport Gazette was late.", "Northport Gazette"),
        ("He wrote in The Washington Post. The Post was late.", "Post"),
        ("New York Times Endorses Ada Lind\n\nShe was glad of it.", "New York Times"),
    ],
)
def test_names_of_media(text: str, name: str) -> None:
    assert name in {text[m.span.start : m.span.end] for m in cast(text).mentions if m.type == "MEDIA"}


def test_the_post_is_the_one_named_before() -> None:
    text = "He wrote it in The Washington Post. The Post said that it was late."
    assert statement(text, "late").actor == "The Washington Post"


@pytest.mark.parametrize("text", ["He saw The Queen in May.", "They flew to The Hague.", "He lives in The Gambia."])
def test_a_capital_the_is_not_always_a_medium(text: str) -> None:
    assert not [m for m in cast(text).mentions if m.type == "MEDIA"]
