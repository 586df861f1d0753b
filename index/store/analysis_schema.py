"""The tables of analysis.db: what the machine found, which can be deleted at any time."""

from __future__ import annotations

import re
import sqlite3

from index.store.schema import statements

ANALYSIS_ID = 0x53415941
"""`application_id` of analysis.db: "SAYA"."""

ANALYSIS_VERSION = 3
"""An analysis.db of an earlier version is thrown away and filled anew."""

_ANALYSIS = """
CREATE TABLE clock (only INTEGER PRIMARY KEY CHECK (only = 1), sequence INTEGER NOT NULL) STRICT;

-- The newest result of each article, by its key in library.db; it holds while the article has that version.
-- `number` is another one each time a result is stored.
CREATE TABLE result (
    article INTEGER PRIMARY KEY,
    number INTEGER NOT NULL,
    version TEXT NOT NULL,
    key TEXT NOT NULL,
    found INTEGER NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX result_version ON result (version);
CREATE INDEX result_number ON result (number);

-- What is long stands apart, so that what is asked of many articles at once is read from few pages.
CREATE TABLE entities (
    article INTEGER PRIMARY KEY REFERENCES result (article) ON DELETE CASCADE,
    body TEXT NOT NULL
) STRICT;

CREATE TABLE failure (
    article INTEGER PRIMARY KEY,
    version TEXT NOT NULL,
    key TEXT NOT NULL,
    reason TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

CREATE TABLE speaker (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    folded TEXT NOT NULL,
    UNIQUE (name, actor_id)
) STRICT;
CREATE INDEX speaker_id ON speaker (actor_id);

CREATE TABLE statement (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    article INTEGER NOT NULL REFERENCES result (article) ON DELETE CASCADE,
    speaker INTEGER REFERENCES speaker (number),
    issue TEXT,
    stance TEXT,
    start INTEGER NOT NULL,
    cue TEXT NOT NULL,
    content TEXT NOT NULL,
    -- The issue that is proposed for it, where it has none: an id that other articles may propose too.
    proposal TEXT
) STRICT;
CREATE INDEX statement_proposal ON statement (proposal, article, id) WHERE proposal IS NOT NULL;
CREATE INDEX statement_article ON statement (article, start, id);
CREATE INDEX statement_speaker ON statement (speaker, article, id);
CREATE INDEX statement_stance ON statement (stance, article, id);
CREATE INDEX statement_issue ON statement (issue, article, id);

CREATE TABLE body (
    statement INTEGER PRIMARY KEY REFERENCES statement (number) ON DELETE CASCADE,
    body TEXT NOT NULL
) STRICT;

-- The words of each statement's content, which are searched.
CREATE TABLE said (
    statement INTEGER PRIMARY KEY REFERENCES statement (number) ON DELETE CASCADE,
    text TEXT NOT NULL
) STRICT;

-- What searches ask of an article's statements, and the types of its entities, so that those of all articles are
-- read at once: see packed.py. `first` is the number of its first statement.
CREATE TABLE packed (
    article INTEGER PRIMARY KEY REFERENCES result (article) ON DELETE CASCADE,
    first INTEGER NOT NULL,
    types INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;
-- Issues, stances, proposals, cues and media, as `packed` numbers them.
CREATE TABLE term (number INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;

-- The issues that are proposed in each article; `words` is a JSON list.
CREATE TABLE proposal (
    article INTEGER NOT NULL REFERENCES result (article) ON DELETE CASCADE,
    id TEXT NOT NULL,
    proposition TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (id, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX proposal_article ON proposal (article);

-- The distinct names of entities, and which articles mention them.
CREATE TABLE name (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    folded TEXT NOT NULL,
    UNIQUE (name, type, actor_id)
) STRICT;
CREATE TABLE mention (
    name INTEGER NOT NULL REFERENCES name (number),
    article INTEGER NOT NULL REFERENCES result (article) ON DELETE CASCADE,
    mentions INTEGER NOT NULL,
    PRIMARY KEY (name, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX mention_article ON mention (article);
"""


def make_analysis(connection: sqlite3.Connection, schema: str = "main") -> None:
    """Make the tables of an empty analysis.db, inside the caller's transaction or in memory."""
    for one in statements(_ANALYSIS):
        connection.execute(re.sub(r"^CREATE (TABLE|INDEX) ", rf"CREATE \1 {schema}.", one))
    connection.execute(f"INSERT INTO {schema}.clock VALUES (1, 0)")
    connection.execute(f"PRAGMA {schema}.application_id = {ANALYSIS_ID}")
    connection.execute(f"PRAGMA {schema}.user_version = {ANALYSIS_VERSION}")
