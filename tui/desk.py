"""What the explorer knows of a library once it is open: who annotates, what the keys and labels are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.keymap import Keymap
from tui.widgets.positions import Describer

if TYPE_CHECKING:
    from index.config import Config
    from index.library import Library


@dataclass(frozen=True)
class Desk:
    """`by` is the annotator; `writable` is whether anything can be saved."""

    config: Config
    keymap: Keymap
    describer: Describer
    by: str
    writable: bool

    @classmethod
    def of(cls, library: Library) -> Desk:
        """The desk for an open library."""
        config = library.config
        return cls(
            config,
            Keymap.of(config.keys, [(label.id, label.key) for label in config.codebook.labels]),
            Describer(config, {issue.id: issue.proposition for issue in config.issues}),
            library.by,
            library.writable,
        )
