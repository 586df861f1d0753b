"""The methods of data classes, compiled once and kept in the cache.

A data class writes its methods as text and compiles each of them whenever it is defined. Together they take a seventh
of the time until the first picture; no .pyc file has them.
"""

from __future__ import annotations

import dataclasses
import marshal
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType
from typing import Any

from index import kept
from index.errors import SaysoError
from index.places import cache_folder

_KEY = f"{sys.implementation.cache_tag} {MAGIC_NUMBER.hex()} {sys.flags.optimize}"


class Compiled:
    """What data classes compile between `begin` and `end` is taken from a file, and what is new is left there.

    The file holds code, as .pyc files do: it is believed only where nobody else could have written it. One that is
    damaged, or of another Python, is as none.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file or cache_folder() / "compiled" / "dataclasses"
        self._known: Mapping[str, CodeType] = {}
        self._used: dict[str, CodeType] = {}

    def begin(self) -> None:
        """Take up what is kept, and compile for `dataclasses` from now on."""
        with suppress(OSError, ValueError, EOFError, TypeError):
            kept.is_private(self._file.parent)
            found = marshal.loads(kept.read(self._file, _KEY))
            if isinstance(found, dict) and all(isinstance(code, CodeType) for code in found.values()):
                self._known = found
        vars(dataclasses)["exec"] = self._run

    def end(self) -> None:
        """Leave it to `dataclasses` again, and keep what was used, unless it is what was kept."""
        if vars(dataclasses).pop("exec", None) is None or self._used.keys() == self._known.keys():
            return
        with suppress(OSError, SaysoError):
            kept.write(self._file, _KEY, [marshal.dumps(self._used)])

    def _run(self, text: str, names: dict[str, Any] | None = None, local: dict[str, Any] | None = None) -> None:
        code = self._used.get(text) or self._known.get(text)
        if code is None:
            code = compile(text, "<string>", "exec", dont_inherit=True)
        self._used[text] = code
        exec(code, names, local)
