"""Where Sayso keeps what is not a library's own."""

from __future__ import annotations

import os
from pathlib import Path


def cache_folder(given: Path | None = None) -> Path:
    """Where what can be made again is kept: as given, else $SAYSO_CACHE, else the user's cache."""
    if given is not None:
        return given
    named = os.environ.get("SAYSO_CACHE")
    if named:
        return Path(named).expanduser()
    from platformdirs import user_cache_path

    return user_cache_path("sayso", appauthor=False)
