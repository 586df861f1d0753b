"""The configuration with labels that people renamed or merged."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from index.config import CodebookLabel, Config


class RecodedConfig(Config):
    """A configuration whose labels are those in force.

    `former` gives the present ids of labels by those that they had before; `stood_for` the present label, by its id,
    for a stance of the rules whose own label was merged into another.
    """

    former: Mapping[str, str]
    stood_for: Mapping[str, str]

    def label(self, label_id: str) -> CodebookLabel | None:
        """The label with this id, at present or before."""
        return super().label(label_id) or super().label(self.former.get(label_id, label_id))

    def label_for(self, stance: str) -> CodebookLabel | None:
        """The label that stands for a stance which the rules suggest, None where the codebook has none."""
        return super().label_for(stance) or super().label(self.stood_for.get(stance, ""))


def recoded(config: Config, ids: Mapping[str, str], renamed: Callable[[str], str | None]) -> Config:
    """The configuration with its labels under their present ids, `ids` by former ones; itself where there are none.

    `renamed` gives the id under which a label goes on, None where it was merged into another. A label that was
    renamed keeps its place, key, glyph, colour and definition, and what it stands for.
    """
    if not ids:
        return config
    labels: list[CodebookLabel] = []
    stood_for: dict[str, str] = {}
    for label in config.codebook.labels:
        now = renamed(label.id)
        if now is None:
            if label.stance is not None:
                stood_for[label.stance] = ids.get(label.id, label.id)
        elif now == label.id:
            labels.append(label)
        else:
            labels.append(label._replace(id=now, suggests=label.stance))
    found = RecodedConfig._make(config._replace(codebook=config.codebook._replace(labels=tuple(labels))))
    found.former, found.stood_for = dict(ids), stood_for
    return found
