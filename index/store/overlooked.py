"""What could be overlooked once two replicas have come together: labels that nobody would see, or see side by side.

Neither replica did anything wrong. One took an article out that the other labelled; or both labelled the same words,
which are two statements, for each was made on another version of the article.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from textwrap import shorten

from index.phrasing import counted
from index.store.events import Ask
from index.store.finding import Finding

_REMOVED = (
    "SELECT a.id, a.title, r.by, json_group_array(DISTINCT d.by), count(*) FROM article a"
    " JOIN decision r ON r.subject = 'article:' || a.id AND r.field = 'removed' AND r.event ="
    " (SELECT max(event) FROM decision WHERE subject = r.subject AND field = 'removed')"
    " JOIN kept k ON k.article = a.key AND k.retired = 0"
    " JOIN decision d ON d.subject = 'statement:' || k.id AND d.field = 'stance' AND d.value <> 'null' AND d.by <> r.by"
    " WHERE a.removed = 1 GROUP BY a.key ORDER BY a.id"
)
_TWICE = (
    "SELECT a.id, json_extract(k.body, '$.content.text'), json_group_array(k.id) FROM kept k"
    " JOIN article a ON a.key = k.article AND a.version = k.version AND a.removed = 0"
    " WHERE k.retired = 0 AND k.stances > 0 GROUP BY k.article, k.cue, k.content HAVING count(*) > 1 ORDER BY a.id"
)

_SAID = 60
"""Characters that are told of what is said."""


def removed(ask: Ask) -> Iterator[Finding]:
    """The articles that one annotator removed though others had labelled statements of them."""
    for id_, title, by, others, number in ask(_REMOVED, ()):
        whose = ", ".join(sorted(json.loads(others)))
        are = counted(number, "label is", "labels are")
        yield Finding(
            "warning",
            f"article {id_}",
            f"{by} removed “{title}”, which has labels by {whose}: {are} hidden with it, until it is added once more or"
            f" {by} undoes that",
        )


def twice(ask: Ask) -> Iterator[Finding]:
    """The labelled statements of one article whose cues and contents are the same words in the same places."""
    for id_, content, found in ask(_TWICE, ()):
        ids = ", ".join(sorted(json.loads(found)))
        yield Finding(
            "warning",
            f"article {id_}",
            f"“{shorten(content, _SAID)}” was labelled as several statements ({ids}), so that nobody sees whether these"
            " labels agree: label one of them, and retire the others",
        )
