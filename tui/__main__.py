"""The console script `sayso`: hands over to the command line, and imports the explorer only to open it."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

FRAMES = "240"
"""Frames a second in which the explorer may paint: four times as many as Textual's own, so that what is found waits two
milliseconds for its frame and not eight. Only frames in which something has changed are painted."""


def explore(folder: Path, by: str | None) -> int:
    """Open the explorer on a library's folder; its exit code."""
    # What has changed is painted with the next frame, for which a key waits half of one on average, and at most all.
    os.environ.setdefault("TEXTUAL_FPS", FRAMES)
    # Nothing that is imported now is ever garbage; looking through it delays the first picture by a tenth.
    gc.disable()
    from tui.app import explore

    return explore(folder, by)


def main() -> int:
    """Run the command line; its exit code."""
    if sys.platform == "win32":
        print("sayso: Sayso needs a Unix terminal; on Windows, install it in WSL (wsl --install).", file=sys.stderr)
        return 2
    from index.cli import main

    return main(explore=explore)


if __name__ == "__main__":
    sys.exit(main())
