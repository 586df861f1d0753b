"""The numbers of terms and speakers in a table of statements, and which of them stands for which of analysis.db.

Importing this module imports numpy.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.store.article_table import Pool
from index.store.database import Database
from index.store.recoding import Recoding
from index.store.speakers import Speakers


class Numbering:
    """Terms and speakers by the numbers that a table has for them, the speakers as `recoding` calls them at present."""

    def __init__(self, database: Database, recoding: Recoding) -> None:
        self._database = database
        self.terms = Pool()
        self.speakers = Speakers(recoding)
        self.of_terms: NDArray[np.int32] = np.zeros(1, np.int32)
        """By the number of a term in analysis.db, its number here."""
        self.of_speakers: NDArray[np.int32] = np.zeros(1, np.int32)
        """By the number of a speaker in analysis.db, its number here."""

    @classmethod
    def of(cls, database: Database, state: Mapping[str, Any], recoding: Recoding) -> Numbering:
        """The numbers of which `state` was given, under the same recoding; raises KeyError or ValueError, where it is
        none."""
        numbering = cls(database, recoding)
        numbering.terms, numbering.speakers = Pool.of(state["terms"]), Speakers.of(state["speakers"], recoding)
        numbering.of_terms, numbering.of_speakers = state["term_numbers"], state["speaker_numbers"]
        return numbering

    def state(self) -> dict[str, Any]:
        """All terms and speakers with their numbers."""
        return {
            "term_numbers": self.of_terms,
            "speaker_numbers": self.of_speakers,
            "terms": self.terms.texts,
            "speakers": self.speakers.state(),
        }

    def learn(self) -> None:
        """Take up the speakers and terms that analysis.db has numbered since."""
        for table, columns in (("speaker", "name, actor_id, folded"), ("term", "text")):
            numbers = self.of_speakers if table == "speaker" else self.of_terms
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
                self.of_speakers = grown
            else:
                at, texts = zip(*rows, strict=True)
                grown[np.array(at)] = self.terms.numbers(texts)
                self.of_terms = grown
