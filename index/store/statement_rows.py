"""The rows of statements that are shown, read from both databases: what the machine found and what people touched.

Importing this module imports numpy.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.store import disputes, stored
from index.store.articles import keys_json
from index.store.database import Database
from index.store.learned import Learned
from index.store.numbering import Numbering
from index.store.packed import FORMS, RECORD, VOICES, cue_text, id_number, millionths
from index.store.recoding import LABEL, Recoding
from index.store.shown import Shown

LABELLED, SUGGESTED, CONFLICT, KEPT, ADJUDICATED = 1, 2, 4, 8, 16
"""The bits of the column `flags`."""

_TYPES = np.dtype(list(RECORD))
COLUMNS = {
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
    " AND d.value <> 'null' WHERE (k.retired = 0 OR :retired)"
)

Columns: TypeAlias = "dict[str, NDArray[np.int32]]"
"""Arrays of one length by their names, which are those of COLUMNS."""


class StatementRows:
    """Reads the statements shown to one annotator, under the issues, labels and actors of `recoding`, with the stances
    that were `learned`, as columns; with `retired` those that were retired, too."""

    def __init__(
        self,
        database: Database,
        shown: Shown,
        by: str,
        recoding: Recoding,
        learned: Learned | None,
        *,
        retired: bool = False,
    ) -> None:
        self._database, self._shown, self._by, self._retired = database, shown, by, retired
        self._recoding, self._learned = recoding, learned
        self.numbering = Numbering(database, recoding)
        self.odd: dict[int, str] = {}
        """The ids that are not what their numbers say, by these."""
        self.with_kept: set[int] = set()
        """The articles of which kept statements were read."""
        self.types: NDArray[np.int32] = np.zeros(0, np.int32)
        """By article, the types of its entities as bits; -1 where it has no result of its current version."""

    def state(self) -> dict[str, Any]:
        """What was noted of all that was read."""
        return {
            "types": self.types,
            **self.numbering.state(),
            "odd": list(self.odd.items()),
            "with_kept": sorted(self.with_kept),
        }

    def going_on(self, state: Mapping[str, Any]) -> StatementRows:
        """One that goes on where `state` was given; raises KeyError or ValueError, where it is none."""
        rows = StatementRows(self._database, self._shown, self._by, self._recoding, self._learned)
        rows.numbering = Numbering.of(self._database, state, self._recoding)
        rows.odd = {int(number): str(id_) for number, id_ in state["odd"]}
        rows.with_kept = {int(key) for key in state["with_kept"]}
        rows.types = state["types"]
        return rows

    def touched(self, sequence: int | None, result: int) -> set[int]:
        """The articles in which something happened since these sequence numbers of the library, None where nothing has
        since, and of the analysis."""
        some = set()
        if sequence is not None:
            last = (sequence,)
            some.update(self._database.read("SELECT key FROM article WHERE changed > ?", last))
            if self._database.read("SELECT 1 FROM event WHERE sequence > ? LIMIT 1", last):
                # By the index of those with kept statements: few beside all articles.
                named: dict[int, int] = dict(
                    self._database.read("SELECT key, touched FROM article INDEXED BY article_named WHERE named > 0")
                )
                some.update((key,) for key, touched in named.items() if touched > sequence)
                some.update((key,) for key in self.with_kept - named.keys())
                self.with_kept &= named.keys()
        some.update(self._database.read_analysis("SELECT article FROM analysis.result WHERE number > ?", (result,)))
        return {key for (key,) in some}

    def read(self, keys: Sequence[int] | None) -> Columns:
        """The statements of these articles, or of all."""
        found, kept = self._read_found(keys), self._read_kept(keys)
        columns = {name: np.concatenate([found[name], kept[name]]) for name in COLUMNS}
        if self._learned is not None and self._learned.current() is not None:
            self._suggest(columns, self._learned)
        return columns

    def _suggest(self, columns: Columns, learned: Learned) -> None:
        """Put the learned stance in the place of what the rules suggest, where nobody's label is in force."""
        places, known = learned.places(columns["id"].view(np.uint64))
        table = learned.table()
        if table is not None:
            open_ = known & (columns["flags"] & (LABELLED | CONFLICT | ADJUDICATED) == 0)
            numbers = np.array([self.numbering.terms.number(stance or None) for stance in learned.stances()], np.int32)
            columns["stance"] = np.where(
                open_, numbers[table.stance[places]] if len(table.id) else 0, columns["stance"]
            )
            columns["flags"] = np.where(open_, columns["flags"] | SUGGESTED, columns["flags"]).astype(np.uint8)

    def _read_found(self, keys: Sequence[int] | None) -> Columns:
        """What the machine found in these articles, or all, but what is hidden or stands among the kept ones."""
        rows = self._all_packed() if keys is None else self._database.read_analysis(_FOUND, (keys_json(keys),))
        # After the rows: what another process numbers meanwhile stands in them already.
        self.numbering.learn()
        records = np.frombuffer(b"".join([row[3] for row in rows]), _TYPES)
        counts = np.array([len(row[3]) // _TYPES.itemsize for row in rows], np.int64)
        self._take_types(keys, rows)
        article = np.array([row[0] for row in rows], np.int64)
        first = np.array([row[1] for row in rows], np.int64)
        before = np.cumsum(counts) - counts
        columns = {
            "article": np.repeat(article, counts).astype(np.int32),
            "number": np.repeat(first - before, counts) + np.arange(len(records)),
            "actor": self.numbering.of_speakers[records["speaker"]],
            **{name: self.numbering.of_terms[records[name]] for name in ("issue", "stance", "proposal", "cue", "via")},
            **{name: records[name] for name in ("id", "start", "confidence", "form", "voice")},
            "flags": np.where(records["stance"] > 0, SUGGESTED, 0).astype(np.uint8),
        }
        if records["is_odd"].any():
            odd = columns["number"][records["is_odd"] > 0].tolist()
            for (id_,) in self._database.read_analysis(
                "SELECT id FROM analysis.statement WHERE number IN (SELECT value FROM json_each(?))",
                (json.dumps(odd),),
            ):
                self.odd[id_number(id_)[0]] = id_
        where = "" if keys is None else " WHERE article IN (SELECT value FROM json_each(?))"
        kept = self._database.read(f"SELECT id, article FROM kept{where}", () if keys is None else (keys_json(keys),))
        self.with_kept.update(article for _, article in kept if article is not None)
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

    def _read_kept(self, keys: Sequence[int] | None) -> Columns:
        """What people touched and did not retire in these articles, or all."""
        some = "" if keys is None else " AND k.article IN (SELECT value FROM json_each(:keys))"
        values: dict[str, object] = {"by": self._by, "retired": self._retired, "keys": None}
        if keys is not None:
            values["keys"] = keys_json(keys)
        rows = self._database.read(f"{_KEPT}{some}", values)
        self.with_kept.update(row[2] for row in rows)
        term = self.numbering.terms.number
        agreed = self._agreed([row[1] for row in rows if row[8] > 1])
        overtaken = disputes.overtaken(
            self._database.read, self._recoding, [row[1] for row in rows if row[-1] is not None]
        )
        columns: dict[str, list[int]] = {name: [] for name in COLUMNS}
        for rowid, id_, article, name, actor_id, issue, suggested, stance, stances, start, *rest in rows:
            try:
                proposal, form, voice, via, confidence, cue, lemma, mine, settled = rest
                number, odd = id_number(id_)
                if odd:
                    self.odd[number] = id_
                if id_ in agreed:
                    stance, stances = agreed[id_], 1
                held = settled or (stored.stance(mine, id_) if mine is not None else stance if stances == 1 else None)
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
                    "actor": self.numbering.speakers.number(name, actor_id),
                    "issue": term(issue),
                    "stance": term(held if in_force else suggested if stances == 0 else None),
                    "proposal": term(proposal),
                    "cue": term(cue_text(cue or "", lemma)),
                    "via": term("\n".join(stored.names(via or "[]", f"statement:{id_}"))),
                    "start": start,
                    "confidence": millionths(confidence),
                    "form": FORMS.index(form),
                    "voice": VOICES.index(voice),
                    "flags": flags,
                }
                for column, value in one.items():
                    columns[column].append(value)
            except stored.MISSHAPEN as error:
                raise stored.damaged(f"statement:{id_}") from error
        return {name: np.array(values, COLUMNS[name]) for name, values in columns.items()}

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
            held.setdefault(id_, set()).add(self._recoding.of(LABEL, stored.stance(value, id_)))
        return {id_: next(iter(stances)) for id_, stances in held.items() if len(stances) == 1}
