"""The bundled articles, the issues and actors that config.yaml has for them, and the careful reading of them."""

from __future__ import annotations

import difflib
import hashlib
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from index import config
from index.model import ArticleDraft, Form, Voice
from index.readers import Skipped, read
from index.text import clean

SEEDS = config.seeds_folder()
REAL = SEEDS / "us-urges-israel-clear-stance-on-ukraine.txt"
FICTIONAL = sorted(SEEDS.glob("[!.]*.md"))
CORRECTED = SEEDS / ".corrections" / "2025-11-14-authority-denies-hiding-study.md"
REPRINTS = (
    "2025-11-11-study-salt-water-further-upriver.md",
    "2025-11-12-study-eastholm-wells-first-to-notice.md",
)
GOLD = Path(__file__).parent.parent / "data" / "seeds-gold.yaml"
MARK = "*Fictional: written for Sayso's demonstration library.*"
TESTED = 8
# A town in capitals, perhaps the agency, a dash: all of an article's body that a reader may mask.
DATELINE = re.compile(r"[A-Z ]+(?:\(CPA\) )?(?:--|–|-) ?")


@cache
def parts(file: Path) -> tuple[dict[str, Any], str]:
    """An article's front matter and its body, the mark of fiction left out."""
    text = file.read_text(encoding="utf-8")
    assert text.startswith("---\n"), f"{file.name} has no front matter"
    front, body = text.removeprefix("---\n").split("\n---\n", 1)
    assert body.rstrip().endswith(MARK), f"{file.name} does not say that it is fictional"
    return yaml.safe_load(front), body.rstrip().removesuffix(MARK).strip()


@cache
def readings() -> list[dict[str, Any]]:
    """The careful reading: for each article its file, split and statements."""
    whole = yaml.load(GOLD.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    assert whole["schema"] == "seeds_gold/1"
    articles: list[dict[str, Any]] = whole["articles"]
    return articles


def pattern(word: str) -> re.Pattern[str]:
    """A word or phrase of an issue as config.yaml explains it."""
    end = r"\w*" if word.endswith("*") else r"(?!\w)"
    return re.compile(r"(?<!\w)" + re.escape(word.removesuffix("*")) + end, re.IGNORECASE)


def test_the_real_article_is_unchanged_to_the_byte() -> None:
    content = REAL.read_bytes()
    assert hashlib.sha256(content).hexdigest() == "3f7f95c54e3c6527cf889a233dc18c1019bb53ec9211a403d79aba604cbc52ce"
    assert len(content) == 2640
    assert len(content.decode("utf-8")) == 2610


def test_there_are_two_dozen_fictional_articles_of_several_outlets() -> None:
    assert len(FICTIONAL) == 24
    outlets = {parts(file)[0]["outlet"] for file in FICTIONAL}
    media = {actor.name for actor in config.shipped().actors if actor.kind == "media"}
    assert len(outlets) >= 5
    assert outlets <= media


@pytest.mark.parametrize("file", [*FICTIONAL, CORRECTED], ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_fictional_article_is_whole(file: Path) -> None:
    front, body = parts(file)
    assert list(front) == ["id", "title", "date", "outlet", "author", "language"]
    assert all(front.values())
    assert front["language"] == "en"
    assert isinstance(front["date"], date)
    assert date(2025, 10, 1) <= front["date"] <= date(2026, 2, 28)
    assert file.name.startswith(f"{front['date'].isoformat()}-")
    assert 150 <= len(body.split()) <= 500
    text = file.read_text(encoding="utf-8")
    assert clean(text) == text


def test_ids_titles_and_texts_are_unique() -> None:
    for values in (
        [parts(file)[0]["id"] for file in FICTIONAL],
        [parts(file)[0]["title"] for file in FICTIONAL],
        [parts(file)[1] for file in FICTIONAL],
    ):
        assert len(set(values)) == len(values)


def test_the_reprints_are_nearly_but_not_quite_the_same() -> None:
    (one, first), (other, second) = (parts(SEEDS / name) for name in REPRINTS)
    assert one["outlet"] != other["outlet"]
    assert one["author"] == other["author"] == "Coastal Press Agency"
    assert first != second
    assert difflib.SequenceMatcher(None, first, second, autojunk=False).ratio() > 0.9


def test_no_other_two_articles_are_nearly_the_same() -> None:
    words = {file.name: set(parts(file)[1].lower().split()) for file in FICTIONAL if file.name != REPRINTS[0]}
    names = sorted(words)
    for place, one in enumerate(names):
        for other in names[place + 1 :]:
            shared = len(words[one] & words[other]) / len(words[one] | words[other])
            assert shared < 0.5, (one, other)


def test_the_correction_is_another_text_of_the_same_article() -> None:
    before, old = parts(SEEDS / CORRECTED.name)
    after, new = parts(CORRECTED)
    assert before == after
    assert old != new
    assert "Correction, 17 November 2025:" in new
    assert "Correction" not in old


def test_reading_the_folder_gives_every_article_once() -> None:
    found = list(read([SEEDS]))
    assert [item for item in found if isinstance(item, Skipped)] == []
    drafts = {Path(item.path).name: item for item in found if isinstance(item, ArticleDraft)}
    assert len(found) == len(drafts) == len(FICTIONAL) + 1
    for file in FICTIONAL:
        front, body = parts(file)
        draft = drafts[file.name]
        assert (draft.source_id, draft.title, draft.date) == (front["id"], front["title"], front["date"].isoformat())
        assert (draft.outlet, draft.author, draft.language) == (front["outlet"], front["author"], "en")
        assert draft.warnings == ()
        start = draft.text.index(body)
        masked = [draft.text[span.start : span.end] for span in draft.masked if start <= span.start < start + len(body)]
        assert all(DATELINE.fullmatch(piece) for piece in masked), "boilerplate was seen where there is none"
    real = drafts[REAL.name]
    assert real.title == "US urges Israel to take 'clear stance' on Russia's invasion of Ukraine: report"
    assert real.date == "2022-03-04"
    assert real.text == REAL.read_text(encoding="utf-8")


def test_the_correction_is_read_when_it_is_named() -> None:
    (draft,) = read([CORRECTED])
    assert isinstance(draft, ArticleDraft)
    assert draft.source_id == parts(SEEDS / CORRECTED.name)[0]["id"]


def test_ids_of_issues_and_actors_are_unique() -> None:
    shipped = config.shipped()
    for ids in ([issue.id for issue in shipped.issues], [actor.id for actor in shipped.actors]):
        assert ids
        assert len(set(ids)) == len(ids)


def test_no_name_stands_for_two_actors() -> None:
    owners: dict[str, str] = {}
    for actor in config.shipped().actors:
        for name in {actor.name, *actor.aliases, *actor.metonyms}:
            assert owners.setdefault(name.casefold(), actor.id) == actor.id, name


def test_every_word_of_an_issue_stands_in_an_article() -> None:
    texts = [parts(file)[1] for file in FICTIONAL] + [REAL.read_text(encoding="utf-8")]
    whole = "\n".join(texts + [parts(file)[0]["title"] for file in FICTIONAL])
    for issue in config.shipped().issues:
        assert issue.words, issue.id
        for word in issue.words:
            assert pattern(word).search(whole), f"{word} of {issue.id} stands in no article"


def test_no_word_points_to_two_issues() -> None:
    words = [word.casefold() for issue in config.shipped().issues for word in issue.words]
    assert len(set(words)) == len(words)


def test_every_actor_stands_in_an_article() -> None:
    texts = [file.read_text(encoding="utf-8") for file in (*FICTIONAL, REAL)]
    whole = "\n".join(texts).replace("’", "'").casefold()
    for actor in config.shipped().actors:
        names = (actor.name, *actor.aliases, *actor.metonyms)
        assert any(name.replace("’", "'").casefold() in whole for name in names), actor.id


def test_the_issues_of_the_two_stories_keep_apart() -> None:
    issues = config.shipped().issues
    real = REAL.read_text(encoding="utf-8")
    fictional = "\n".join(parts(file)[1] for file in FICTIONAL)
    for issue in issues:
        touched = {bool(pattern(word).search(real)) for word in issue.words}
        assert len(touched) == 1, f"{issue.id} mixes the stories"
        other = fictional if touched == {True} else real
        assert not any(pattern(word).search(other) for word in issue.words), issue.id


def test_the_reading_covers_every_fictional_article_and_holds_the_last_back() -> None:
    files = [article["file"] for article in readings()]
    assert files == [file.name for file in FICTIONAL]
    assert [article["split"] for article in readings()] == ["dev"] * (len(files) - TESTED) + ["test"] * TESTED


@pytest.mark.parametrize("article", readings(), ids=lambda article: article["file"])
def test_what_was_read_stands_in_its_article_once(article: dict[str, Any]) -> None:
    text = (SEEDS / article["file"]).read_text(encoding="utf-8")
    assert 3 <= len(article["statements"]) <= 8
    for statement in article["statements"]:
        assert text.count(statement["content"]) == 1, statement["content"]


@pytest.mark.parametrize("article", readings(), ids=lambda article: article["file"])
def test_what_was_read_uses_the_vocabulary(article: dict[str, Any]) -> None:
    shipped = config.shipped()
    issues = {issue.id for issue in shipped.issues} | {None}
    stances = {label.id for label in shipped.codebook.labels}
    required = {"actor", "content", "form", "voice", "issue", "stance", "via"}
    accepted = {"accept_actor", "accept_form", "accept_issue", "accept_stance", "accept_via"}
    for statement in article["statements"]:
        assert required <= statement.keys() <= required | accepted
        assert {statement["form"], *statement.get("accept_form", ())} <= set(Form)
        assert statement["voice"] in set(Voice)
        assert {statement["issue"], *statement.get("accept_issue", ())} <= issues
        assert {statement["stance"], *statement.get("accept_stance", ())} <= stances
        assert isinstance(statement["via"], list)
        assert statement["issue"] is not None or statement["stance"] == "none"
        quoted = statement["content"][0] in '"“‘'
        assert statement["form"] != "direct" or quoted, statement["content"]


def test_the_reading_has_every_issue_stance_and_form() -> None:
    statements = [statement for article in readings() for statement in article["statements"]]
    fictional = {statement["issue"] for statement in statements} - {None}
    assert {issue.id for issue in config.shipped().issues} >= fictional
    assert len(fictional) == 7
    stances = {label.id for label in config.shipped().codebook.labels}
    assert {statement["stance"] for statement in statements} == stances
    assert {statement["form"] for statement in statements} == set(Form)
    assert {statement["voice"] for statement in statements} == set(Voice)
