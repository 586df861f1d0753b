"""All statements that are shown, as columns in memory: what the machine found and what people touched.

Each statement has a row number, which holds until the next `refresh`. A statement takes about 60 bytes; texts are
held once. Importing this module imports numpy.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.model import digest
from index.search.keyset import KeySet
from index.search.statementset import StatementSet
from index.store import disputes
from index.store.article_table import Pool, padded
from index.store.articles import keys_json
from index.store.database import Database
from index.store.learned import Learned
from index.store.packed import FORMS, RECORD, VOICES, cue_text, id_number, millionths
from index.store.proposals import accepted
from index.store.recoding import ISSUE, LABEL, Recoding
from index.store.shown import Shown
from index.store.speakers import Speakers

LABELLED, SUGGESTED, CONFLICT, KEPT, ADJUDICATED = 1, 2, 4, 8, 16
"""The bits of the column `flags`."""

_TYPES = np.dtype(list(RECORD))
_COLUMNS = {
    "article": np.int32,
    # The number of a found statement in analysis.db; the rowid of a kept one in library.db, negative.
    "number": np.int64,
    "id": np.uint64,
    **dict.fromkeys(("actor", "issue", "stance", "proposal", "cue", "via", "start", "confidence"), np.int32),
    **dict.fromkeys(("form", "voice", "flags"), np.uint8),
}
_FOUND = (
    "SELECT p.article, p.first, p.types, p.body FROM analysis.packed p JOIN analysis.result r ON r.article = p.article"
    " JOIN article a ON a.key = p.article AND a.version = r.version AND a.removed = 0"
    " WHERE p.article IN (SELECT value FROM json_each(?)) ORDER BY p.article"
)
# The same of all articles takes many times as long by that join: of few only the result is of another version.
_PACKED = "SELECT article, first, types, body FROM analysis.packed ORDER BY article"
_WITHOUT = (
    "SELECT r.article FROM analysis.result r"
    " WHERE NOT EXISTS (SELECT 1 FROM article a WHERE a.version = r.version AND +a.key = r.article)"
    " UNION ALL SELECT key FROM article WHERE removed <> 0"
)
_KEPT = (
    "SELECT k.rowid, k.id, k.article, coalesce(k.actor, ''), coalesce(k.actor_id, ''), k.issue, k.suggested, k.stance,"
    " k.stances, k.start, json_extract(k.body, '$.proposal'), json_extract(k.body, '$.form'),"
    " json_extract(k.body, '$.voice'), json_extract(k.body, '$.via'), json_extract(k.body, '$.confidence'),"
    # The dictionary form is that of the cue which was found.
    " json_extract(k.body, '$.cue.text'), CASE WHEN json_type(k.body, '$.was.cue') IS NULL"
    " THEN json_extract(k.body, '$.derivation.lemma') END, d.value,"
    " (SELECT json_extract(j.value, '$.stance') FROM decision j WHERE j.subject = 'statement:' || k.id"
    " AND j.field = 'adjudicated' ORDER BY j.event DESC LIMIT 1)"
    " FROM kept k JOIN article a ON a.key = k.article AND a.removed = 0"
    " LEFT JOIN decision d ON d.subject = 'statement:' || k.id AND d.field = 'stance' AND d.by = :by"
    " AND d.value <> 'null' WHERE k.retired = 0"
)
_SPARE = 8
"""A part of so many of all rows may be dead, or free, before the columns are made anew."""
_MANY = 2000
_ASKED = 5000


class StatementTable:
    """The statements shown to one annotator, under the issues, labels and actors of `recoding`, with the stances that
    were `learned`."""

    def __init__(
        self,
        database: Database,
        shown: Shown,
        by: str,
        recoding: Recoding | None = None,
        learned: Learned | None = None,
    ) -> None:
        self._recoding = recoding or Recoding()
        self._database = database
        self._learned = learned
        self._learned_state: object = None
        self._shown = shown
        self._by = by
        self.terms = Pool()
        self.speakers = Speakers(self._recoding)
        self._term_numbers: NDArray[np.int32] = np.zeros(1, np.int32)
        self._speaker_numbers: NDArray[np.int32] = np.zeros(1, np.int32)
        self._columns = {name: np.zeros(0, type_) for name, type_ in _COLUMNS.items()}
        self._live = np.zeros(0, np.bool_)
        self._size = 0
        self._dead = 0
        self._sequence = self._result = -1
        self._odd: dict[int, str] = {}
        #: The articles of which kept statements were read.
        self._with_kept: set[int] = set()
        self._accepted: dict[str, str] = {}
        self._present: dict[str, NDArray[np.int32]] = {}
        self.types: NDArray[np.int32] = np.zeros(0, np.int32)
        """By article, the types of its entities as bits; -1 where it has no result of its current version."""

    # -- reading ---------------------------------------------------------------------------------------

    def __len__(self) -> int:
        return self._size - self._dead

    @property
    def memory(self) -> int:
        """Bytes that the columns take."""
        columns = [*self._columns.values(), self._live, self.types]
        return sum(column.nbytes for column in (*columns, *self._present.values()))

    def column(self, name: str) -> NDArray[np.int32]:
        """A column of all rows, dead ones included. `issue` and `stance` are those in force: the issue of an accepted
        proposal, too, and both under their present ids."""
        present = self._present.get(name)
        return self._columns[name][: self._size] if present is None else present

    def all(self) -> StatementSet:
        """All statements."""
        return StatementSet(self._live[: self._size].copy(), len(self))

    def where(self, holds: NDArray[np.bool_]) -> StatementSet:
        """Those of the rows that a mask chooses."""
        return StatementSet(holds & self._live[: self._size])

    def with_any(self, column: str, wanted: NDArray[np.bool_]) -> StatementSet:
        """Those whose number in a column is one of the `wanted`, a mask over numbers."""
        return self.where(wanted[self.column(column)])

    def with_term(self, column: str, holds: Callable[[str], bool]) -> StatementSet:
        """Those whose text in a column is one that something holds of."""
        used = np.flatnonzero(np.bincount(self.column(column), minlength=1))
        wanted = np.zeros(len(self.terms), np.bool_)
        for number in used.tolist():
            wanted[number] = number > 0 and holds(self.terms.texts[number])
        return self.with_any(column, wanted)

    def of_articles(self, keys: KeySet) -> StatementSet:
        """The statements of these articles."""
        article = self.column("article")
        return self.where(padded(keys.mask, int(article.max(initial=-1)) + 1)[article])

    def numbers_by_article(self) -> NDArray[np.floating]:
        """By article, how many statements it has, as `number_of` takes it."""
        article = self.column("article")[self._live[: self._size]]
        # What is added up stays a whole number, of which each kind of float holds all up to so many.
        return np.bincount(article).astype(np.float32 if len(article) < 1 << 24 else np.float64)

    @staticmethod
    def number_of(keys: KeySet, numbers: NDArray[np.floating]) -> int:
        """How many statements these articles have, of the `numbers_by_article`: without a look at any of them."""
        size = min(len(keys.mask), len(numbers))
        return int(keys.mask[:size].astype(numbers.dtype) @ numbers[:size])

    def articles(self, statements: StatementSet) -> KeySet:
        """The articles of these statements."""
        article = self.column("article")[: len(statements.mask)][statements.mask]
        mask = np.zeros(int(article.max(initial=-1)) + 1, np.bool_)
        mask[article] = True
        return KeySet(mask)

    def ids(self, rows: NDArray[np.int64]) -> list[str]:
        """The ids of the statements in these rows."""
        return self.named(self.numbers(rows))

    def numbers(self, rows: NDArray[np.int64]) -> NDArray[np.uint64]:
        """The ids of the statements in these rows, as numbers that hold after a `refresh` too."""
        return self._columns["id"][rows].view(np.uint64)

    def named(self, numbers: NDArray[np.uint64]) -> list[str]:
        """The ids that stand for these numbers."""
        if not self._odd:
            return [f"{number:016x}" for number in numbers.tolist()]
        return [self._odd.get(number) or f"{number:016x}" for number in numbers.tolist()]

    def rows(self, ids: Iterable[str]) -> StatementSet:
        """The statements with these ids."""
        wanted = np.array([id_number(one)[0] for one in ids], np.uint64)
        return self.where(np.isin(self._columns["id"][: self._size], wanted))

    def contents(self, rows: NDArray[np.int64]) -> Iterator[tuple[NDArray[np.int64], list[str]]]:
        """The contents' texts of the statements in these rows, in portions: rows, and their texts."""
        for start in range(0, len(rows), _ASKED):
            portion = rows[start : start + _ASKED]
            numbers = self._columns["number"][portion]
            found: dict[int, str] = dict(
                self._database.read_analysis(
                    "SELECT statement, text FROM analysis.said WHERE statement IN (SELECT value FROM json_each(?))",
                    (json.dumps(numbers[numbers > 0].tolist()),),
                )
            )
            kept = numbers[numbers < 0]
            if len(kept):
                found.update(
                    self._database.read(
                        "SELECT -rowid, json_extract(body, '$.content.text') FROM kept"
                        " WHERE rowid IN (SELECT value FROM json_each(?))",
                        (json.dumps((-kept).tolist()),),
                    )
                )
            yield portion, [found.get(number, "") for number in numbers.tolist()]

    # -- being kept ------------------------------------------------------------------------------------

    @property
    def moment(self) -> tuple[int, int]:
        """The sequence numbers of the library and of the analysis up to which the table has everything; -1: nothing."""
        return self._sequence, self._result

    def state(self) -> dict[str, Any] | None:
        """All that the table has; None where it has nothing."""
        if self._sequence < 0:
            return None
        return {
            "by": self._by,
            "recoding": self._recoded(),
            "sequence": self._sequence,
            "result": self._result,
            "live": self._live[: self._size],
            "types": self.types,
            "term_numbers": self._term_numbers,
            "speaker_numbers": self._speaker_numbers,
            **{f"column {name}": column[: self._size] for name, column in self._columns.items()},
            "terms": self.terms.texts,
            "speakers": self.speakers.state(),
            "odd": list(self._odd.items()),
            "with_kept": sorted(self._with_kept),
            "accepted": self._accepted,
            "learned": self._learned_state,
        }

    def _recoded(self) -> str:
        """What is another whenever issues, labels and actors are shown under other ids and names."""
        return digest(repr(self._recoding))

    def take(self, state: Mapping[str, Any]) -> None:
        """Become what `state` said, of whatever annotator; raises KeyError or ValueError, with nothing changed, where
        it is none, or one under another recoding."""
        if state["recoding"] != self._recoded():
            raise ValueError("a table under another recoding")
        columns = {name: state[f"column {name}"] for name in _COLUMNS}
        live = state["live"]
        if any(len(column) != len(live) for column in columns.values()):
            raise ValueError("columns of several lengths")
        terms, speakers = Pool.of(state["terms"]), Speakers.of(state["speakers"], self._recoding)
        odd = {int(number): str(id_) for number, id_ in state["odd"]}
        with_kept = {int(key) for key in state["with_kept"]}
        made = {str(proposal): str(issue) for proposal, issue in state["accepted"].items()}
        numbers, types = (state["term_numbers"], state["speaker_numbers"]), state["types"]
        moment = int(state["sequence"]), int(state["result"])
        learned = None if state["learned"] is None else list(state["learned"])
        self._columns, self._live, self.types = columns, live, types
        self._size, self._dead = len(live), len(live) - int(np.count_nonzero(live))
        self._term_numbers, self._speaker_numbers = numbers
        self.terms, self.speakers, self._odd, self._with_kept = terms, speakers, odd, with_kept
        if state["by"] != self._by:
            self._replace(sorted(with_kept))  # what people touched is another thing to each of them
        self._present = self._in_force(made)
        self._accepted, self._learned_state = made, learned
        self._sequence, self._result = moment

    # -- keeping up --------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Take up what has been committed: the statements of articles in which something happened since."""
        ((sequence,),) = self._database.read("SELECT sequence FROM clock")
        ((result,),) = self._database.read_analysis("SELECT sequence FROM analysis.clock")
        made = accepted(self._database) if sequence != self._sequence else self._accepted
        state = self._learned.shown() if self._learned is not None else None
        if (sequence, result, state) != (self._sequence, self._result, self._learned_state):
            fresh = self._fresh(sequence) if state == self._learned_state else None
            if fresh is None:
                self._load()
            elif fresh:
                self._replace(fresh)
            if fresh or fresh is None or made != self._accepted:
                self._present = self._in_force(made)
            # Last: where reading failed, the next call reads it again.
            self._sequence, self._result, self._accepted = sequence, result, made
            self._learned_state = state

    def _fresh(self, sequence: int) -> list[int] | None:
        """The articles in which something happened; None where there are so many that all are read anew."""
        if self._sequence < 0:
            return None
        some = set()
        if sequence != self._sequence:
            last = (self._sequence,)
            some.update(self._database.read("SELECT key FROM article WHERE changed > ?", last))
            if self._database.read("SELECT 1 FROM event WHERE sequence > ? LIMIT 1", last):
                # By the index of those with kept statements: few beside all articles.
                named: dict[int, int] = dict(
                    self._database.read("SELECT key, touched FROM article INDEXED BY article_named WHERE named > 0")
                )
                some.update((key,) for key, touched in named.items() if touched > self._sequence)
                some.update((key,) for key in self._with_kept - named.keys())
                self._with_kept &= named.keys()
        some.update(
            self._database.read_analysis("SELECT article FROM analysis.result WHERE number > ?", (self._result,))
        )
        return [key for (key,) in some] if len(some) <= max(_MANY, self._size // 50) else None

    def learn(self) -> None:
        """Take up the speakers and terms that analysis.db has numbered since; `refresh` does so by itself."""
        for table, columns in (("speaker", "name, actor_id, folded"), ("term", "text")):
            numbers = self._speaker_numbers if table == "speaker" else self._term_numbers
            rows = self._database.read_analysis(
                f"SELECT number, {columns} FROM analysis.{table} WHERE number >= ?", (len(numbers),)
            )
            if not rows:
                continue
            grown = np.zeros(max(row[0] for row in rows) + 1, np.int32)
            grown[: len(numbers)] = numbers
            if table == "speaker":
                for number, name, actor_id, folded in rows:
                    grown[number] = self.speakers.number(name, actor_id, folded)
                self._speaker_numbers = grown
            else:
                at, texts = zip(*rows, strict=True)
                grown[np.array(at)] = self.terms.numbers(texts)
                self._term_numbers = grown

    def _load(self) -> None:
        self._odd.clear()
        self._columns = self._read(None)
        self._size = len(self._columns["article"])
        self._live = np.ones(self._size, np.bool_)
        self._dead = 0

    def _replace(self, keys: Sequence[int]) -> None:
        new = self._read(keys)
        stale = KeySet.of(keys)
        article = self.column("article")
        gone = padded(stale.mask, int(article.max(initial=-1)) + 1)[article] & self._live[: self._size]
        live = self._live.copy()  # sets that were given keep what they were
        live[: self._size][gone] = False
        self._dead += int(np.count_nonzero(gone))
        self._live = live
        more = len(new["article"])
        if self._dead > max(_MANY, self._size // _SPARE):
            self._compact()
        if self._size + more > len(self._live):
            spare = more + self._size // _SPARE
            for name, column in self._columns.items():
                self._columns[name] = np.concatenate([column, np.zeros(spare, column.dtype)])
            self._live = np.concatenate([self._live, np.zeros(spare, np.bool_)])
        for name, column in self._columns.items():
            column[self._size : self._size + more] = new[name]
        self._live[self._size : self._size + more] = True
        self._size += more

    def _compact(self) -> None:
        alive = np.flatnonzero(self._live[: self._size])
        self._columns = {name: column[alive] for name, column in self._columns.items()}
        self._size, self._dead = len(alive), 0
        self._live = np.ones(self._size, np.bool_)

    def _read(self, keys: Sequence[int] | None) -> dict[str, NDArray[np.int32]]:
        found, kept = self._read_found(keys), self._read_kept(keys)
        columns = {name: np.concatenate([found[name], kept[name]]) for name in _COLUMNS}
        if self._learned is not None and self._learned.current() is not None:
            self._suggest(columns, self._learned)
        return columns

    def _suggest(self, columns: dict[str, NDArray[np.int32]], learned: Learned) -> None:
        """Put the learned stance in the place of what the rules suggest, where nobody's label is in force."""
        places, known = learned.places(columns["id"].view(np.uint64))
        table = learned.table()
        if table is not None:
            open_ = known & (columns["flags"] & (LABELLED | CONFLICT | ADJUDICATED) == 0)
            numbers = np.array([self.terms.number(stance or None) for stance in learned.stances()], np.int32)
            columns["stance"] = np.where(
                open_, numbers[table.stance[places]] if len(table.id) else 0, columns["stance"]
            )
            columns["flags"] = np.where(open_, columns["flags"] | SUGGESTED, columns["flags"]).astype(np.uint8)

    def _read_found(self, keys: Sequence[int] | None) -> dict[str, NDArray[np.int32]]:
        """What the machine found in these articles, or all, but what is hidden or stands among the kept ones."""
        rows = self._all_packed() if keys is None else self._database.read_analysis(_FOUND, (keys_json(keys),))
        # After the rows: what another process numbers meanwhile stands in them already.
        self.learn()
        records = np.frombuffer(b"".join([row[3] for row in rows]), _TYPES)
        counts = np.array([len(row[3]) // _TYPES.itemsize for row in rows], np.int64)
        self._take_types(keys, rows)
        article = np.array([row[0] for row in rows], np.int64)
        first = np.array([row[1] for row in rows], np.int64)
        before = np.cumsum(counts) - counts
        columns = {
            "article": np.repeat(article, counts).astype(np.int32),
            "number": np.repeat(first - before, counts) + np.arange(len(records)),
            "actor": self._speaker_numbers[records["speaker"]],
            **{name: self._term_numbers[records[name]] for name in ("issue", "stance", "proposal", "cue", "via")},
            **{name: records[name] for name in ("id", "start", "confidence", "form", "voice")},
            "flags": np.where(records["stance"] > 0, SUGGESTED, 0).astype(np.uint8),
        }
        if records["is_odd"].any():
            odd = columns["number"][records["is_odd"] > 0].tolist()
            for (id_,) in self._database.read_analysis(
                "SELECT id FROM analysis.statement WHERE number IN (SELECT value FROM json_each(?))",
                (json.dumps(odd),),
            ):
                self._odd[id_number(id_)[0]] = id_
        where = "" if keys is None else " WHERE article IN (SELECT value FROM json_each(?))"
        kept = self._database.read(f"SELECT id, article FROM kept{where}", () if keys is None else (keys_json(keys),))
        self._with_kept.update(article for _, article in kept if article is not None)
        without = [*(id_ for id_, _ in kept), *self._shown.hidden]
        if without:
            left = ~np.isin(columns["id"], np.array([id_number(one)[0] for one in without], np.uint64))
            columns = {name: column[left] for name, column in columns.items()}
        return columns

    def _all_packed(self) -> list[tuple[int, int, int, bytes]]:
        """`_FOUND` of all articles."""
        rows: list[tuple[int, int, int, bytes]] = self._database.read_analysis(_PACKED)
        without = {key for (key,) in self._database.read_analysis(_WITHOUT)}
        return [row for row in rows if row[0] not in without] if without else rows

    def _take_types(self, keys: Sequence[int] | None, rows: Sequence[tuple[int, int, int, bytes]]) -> None:
        highest = max([row[0] for row in rows] + list(keys or ()), default=-1) + 1
        types = self.types.copy() if keys is not None else np.full(highest, -1, np.int32)
        if highest > len(types):
            types = np.concatenate([types, np.full(highest - len(types), -1, np.int32)])
        if keys is not None:
            types[np.array(keys, np.int64)] = -1
        types[np.array([row[0] for row in rows], np.int64)] = np.array([row[2] for row in rows], np.int32)
        self.types = types

    def _read_kept(self, keys: Sequence[int] | None) -> dict[str, NDArray[np.int32]]:
        """What people touched and did not retire in these articles, or all."""
        some = "" if keys is None else " AND k.article IN (SELECT value FROM json_each(:keys))"
        values: dict[str, object] = {"by": self._by, "keys": None if keys is None else keys_json(keys)}
        rows = self._database.read(f"{_KEPT}{some}", values)
        self._with_kept.update(row[2] for row in rows)
        term = self.terms.number
        agreed = self._agreed([row[1] for row in rows if row[8] > 1])
        overtaken = disputes.overtaken(
            self._database.read, self._recoding, [row[1] for row in rows if row[-1] is not None]
        )
        columns: dict[str, list[int]] = {name: [] for name in _COLUMNS}
        for rowid, id_, article, name, actor_id, issue, suggested, stance, stances, start, *rest in rows:
            proposal, form, voice, via, confidence, cue, lemma, mine, settled = rest
            number, odd = id_number(id_)
            if odd:
                self._odd[number] = id_
            if id_ in agreed:
                stance, stances = agreed[id_], 1
            held = settled or (json.loads(mine) if mine is not None else stance if stances == 1 else None)
            in_force = held is not None
            # What was adjudicated stays in force where its labels were taken off since; it has no label then.
            flags = KEPT | (LABELLED if in_force and stances else 0) | (CONFLICT if stances > 1 else 0)
            if settled is not None:
                flags = (flags | CONFLICT if id_ in overtaken else flags & ~CONFLICT) | ADJUDICATED
            elif stances == 0 and suggested is not None:
                flags |= SUGGESTED
            one = {
                "article": article,
                "number": -rowid,
                "id": number,
                "actor": self.speakers.number(name, actor_id),
                "issue": term(issue),
                "stance": term(held if in_force else suggested if stances == 0 else None),
                "proposal": term(proposal),
                "cue": term(cue_text(cue or "", lemma)),
                "via": term("\n".join(json.loads(via or "[]"))),
                "start": start,
                "confidence": millionths(confidence),
                "form": FORMS.index(form),
                "voice": VOICES.index(voice),
                "flags": flags,
            }
            for column, value in one.items():
                columns[column].append(value)
        return {name: np.array(values, _COLUMNS[name]) for name, values in columns.items()}

    def _agreed(self, conflicting: Sequence[str]) -> dict[str, str]:
        """Of statements with several stances those whose labels are one by now, and which one."""
        if not conflicting or not self._recoding.ids(LABEL):
            return {}
        held: dict[str, set[str]] = {}
        for id_, value in self._database.read(
            "SELECT s.value, d.value FROM json_each(?) s JOIN decision d ON d.subject = 'statement:' || s.value"
            " AND d.field = 'stance' AND d.value <> 'null'",
            (json.dumps(conflicting),),
        ):
            held.setdefault(id_, set()).add(self._recoding.of(LABEL, json.loads(value)))
        return {id_: next(iter(stances)) for id_, stances in held.items() if len(stances) == 1}

    def _in_force(self, made: dict[str, str]) -> dict[str, NDArray[np.int32]]:
        """The issues and stances in force, where some came of proposals or have other ids now."""
        present = {} if not made else {"issue": self._of_proposals(made)}
        for name, kind in (("issue", ISSUE), ("stance", LABEL)):
            ids = self._recoding.ids(kind)
            if ids:
                numbers = {self.terms.number(id): self.terms.number(now) for id, now in ids.items()}
                now = np.arange(len(self.terms), dtype=np.int32)
                now[list(numbers)] = list(numbers.values())
                present[name] = now[present.get(name, self._columns[name][: self._size])]
        return present

    def _of_proposals(self, made: dict[str, str]) -> NDArray[np.int32]:
        """The issues, those that came of proposals too."""
        issues = {proposal: self.terms.number(issue) for proposal, issue in made.items()}
        of_proposals = np.zeros(len(self.terms), np.int32)
        for proposal, issue in issues.items():
            number = self.terms.known(proposal)
            if number is not None:
                of_proposals[number] = issue
        own = self._columns["issue"][: self._size]
        return np.where(own > 0, own, of_proposals[self._columns["proposal"][: self._size]])
