"""What every command is given: its arguments, where it prints, and the library that is meant."""

from __future__ import annotations

import os
from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.commands.output import Output
from index.errors import UsageError

if TYPE_CHECKING:
    from index.library import Library

DONE = 0
SKIPPED = 3
"""Exit codes of commands that end by themselves; errors carry their own."""


@dataclass(frozen=True)
class Context:
    """One call of a command."""

    args: Namespace
    out: Output

    @property
    def folder(self) -> Path:
        """The library's folder: --library, else $SAYSO_LIBRARY, else a folder among the user's data."""
        return library_folder(getattr(self.args, "library", None))

    @property
    def by(self) -> str | None:
        """The annotator that --by names, None where it names none."""
        return getattr(self.args, "by", None)

    def indexing(self, done: int, of: int) -> None:
        """Show how far the search index is: what `library.search.catch_up` is given."""
        self.out.progress(f"indexing: {done} of {of}")

    def library(self, *, create: bool = False) -> Library:
        """Open the library; who records something in it is asked for a name before, once, see `naming`.

        Raises UsageError where there is none and `create` is False.
        """
        from index.commands import naming
        from index.library import Library

        library = Library.open(self.folder, by=self.by, create=create)
        if naming.asks(self.args, self.out, library):
            try:
                name = naming.asked(self.out, library)
            except BaseException:
                library.close()
                raise
            if name != library.by:
                library.close()
                library = Library.open(self.folder, by=self.by)
        hidden = getattr(self.args, "blind", None)
        if hidden is not None:
            try:
                library.blind.set(one for part in hidden.split(",") if (one := part.strip()))
            except BaseException:
                library.close()
                raise
        return library


def library_folder(given: str | None) -> Path:
    """The folder that is meant by `--library GIVEN`, the environment or the user's data folder."""
    named = given if given is not None else os.environ.get("SAYSO_LIBRARY")
    if named is not None:
        if not named.strip() or "\0" in named:
            raise UsageError("the library's folder has no name; give one with --library DIR")
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("sayso", appauthor=False)
