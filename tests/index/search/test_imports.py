"""Whoosh stands in one module, and is imported when an index is first opened."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import index

SOURCES = sorted(Path(index.__file__).parent.rglob("*.py"))


def test_one_module_alone_imports_whoosh() -> None:
    found = [path.name for path in SOURCES if re.search(r"^\s*(from|import) whoosh", path.read_text(), re.MULTILINE)]
    assert found == ["whoosh_engine.py"]


def test_whoosh_is_imported_when_an_index_is_opened_and_not_before(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib, index.search.evaluate, index.search.snippets, index.search.whoosh_engine as engine;"
        "index.search.query.parse('a -b {actor:c}');"
        "assert 'whoosh' not in sys.modules;"
        "engine.WhooshEngine.open(pathlib.Path(sys.argv[1]), 't');"
        "assert 'whoosh' in sys.modules"
    )
    command = [sys.executable, "-W", "error", "-c", "import index.search.query;" + code, str(tmp_path / "index")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
