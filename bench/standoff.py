"""Makes stand-off annotations from notes that quote the texts: `python -m bench.standoff NOTES TEXTS [--out FILE]`.

NOTES is a folder of YAML files as described in gold/README.md, each naming its article's `url` and `split` and
quoting source, cue and content; TEXTS is a JSON Lines file with `url` and `text`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import yaml

from bench.annotations import GOLD, records

GAP = " [...] "  # between the pieces of an interrupted stretch


def places(text: str, piece: str) -> list[int]:
    """Where a piece stands in the text."""
    found, at = [], text.find(piece)
    while at >= 0:
        found.append(at)
        at = text.find(piece, at + 1)
    return found


def spans(text: str, quoted: str, near: int | None, which: int | None = None) -> list[list[int]]:
    """The stretches of a quotation: the `which`-th place (from 1), else the nearest to `near`, else the first.

    Raises ValueError where a piece does not stand in the text.
    """
    result: list[list[int]] = []
    for piece in quoted.split(GAP) if quoted else ():
        found = places(text, piece)
        if not found:
            raise ValueError(f"{piece!r} does not stand in the text")
        if which is not None and len(found) >= which:
            start = found[which - 1]
        elif result:
            start = next((at for at in found if at >= result[-1][1]), found[-1])
        else:
            start = found[0] if near is None else min(found, key=lambda at: abs(at - near))
        result.append([start, start + len(piece)])
    return result


def statement(text: str, note: dict[str, Any]) -> dict[str, Any]:
    """One statement with offsets instead of quotations."""
    content = spans(text, note["content"], None, note.get("content_at"))
    cue = spans(text, note.get("cue") or "", content[0][0])
    source = spans(text, note.get("source") or "", (cue or content)[0][0])
    kept = {key: note.get(key) for key in ("actor", "ref", "voice", "form", "issue", "stance")}
    lists = {key: note.get(key) or [] for key in ("accept_actor", "via")}
    return {"source": source, "cue": cue, "content": content, **kept, **lists}


def main(arguments: list[str] | None = None) -> int:
    """Write the stand-off file; gives 1 where a note does not fit its text."""
    parser = argparse.ArgumentParser(prog="python -m bench.standoff", description=__doc__)
    parser.add_argument("notes", type=Path)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--out", type=Path, default=GOLD)
    given = parser.parse_args(arguments)
    stored = {record["url"]: record["text"] for record in records(given.texts)}
    lines, wrong = [], 0
    for file in sorted(given.notes.glob("*.yaml")):
        note = yaml.safe_load(file.read_text(encoding="utf8"))
        text = stored[note["url"]]
        statements = []
        for one in note["statements"]:
            try:
                statements.append(statement(text, one))
            except ValueError as error:
                print(f"{file.name}: {error}", file=sys.stderr)
                wrong += 1
        digest = hashlib.sha256(text.encode("utf8")).hexdigest()
        head = {"url": note["url"], "sha256": digest, "split": note["split"], "issues": note["issues"]}
        lines.append(json.dumps({**head, "statements": statements}, ensure_ascii=False))
    given.out.write_text("".join(f"{line}\n" for line in lines), encoding="utf8")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
