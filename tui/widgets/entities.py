"""What the article names: people, places, organisations ..., each with the number of its mentions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from index.model import Entity, EntityType, Span
from tui.edits import Edit
from tui.lines import Line, spread, wrapped
from tui.widgets.blocks import Blocks

TYPE_NAMES = {
    EntityType.PERSON: "people",
    EntityType.ORG: "bodies",
    EntityType.GPE: "places",
    EntityType.LOC: "places",
    EntityType.FAC: "places",
    EntityType.NORP: "groups",
    EntityType.MEDIA: "media",
    EntityType.EVENT: "events",
    EntityType.LAW: "laws",
    EntityType.PRODUCT: "products",
    EntityType.WORK_OF_ART: "works",
}
"""What the types are called in the pane; those with one name stand together."""

TYPE_WORDS = {
    EntityType.PERSON: "person",
    EntityType.ORG: "organisation",
    EntityType.GPE: "country or town",
    EntityType.MEDIA: "medium",
    EntityType.NORP: "group of people",
    EntityType.LOC: "place",
    EntityType.FAC: "building or site",
    EntityType.EVENT: "event",
    EntityType.LAW: "law",
    EntityType.PRODUCT: "product",
    EntityType.WORK_OF_ART: "work",
}
"""What one thing of each type is called, in the order in which types are offered."""

CORRECTED = "✓"
"""What stands at a name that a person corrected: as at a label, that somebody decided it."""

_ORDER = list(dict.fromkeys(TYPE_NAMES.values()))
_TYPE_WIDTH = 1 + max(len(name) for name in _ORDER)


@dataclass(frozen=True)
class EntityGroup:
    """All mentions of one entity, in the order of the text; `heading` is its type's name where it begins, `corrected`
    whether a person said what one of them is."""

    name: str
    type: EntityType
    mentions: tuple[Span, ...]
    heading: str = ""
    corrected: bool = False

    @property
    def kind(self) -> str:
        """Its type's name in the pane."""
        return TYPE_NAMES[self.type]


def groups(entities: Sequence[Entity], *, by_place: bool) -> list[EntityGroup]:
    """The entities by name: type by type and the most frequent first, or by first mention."""
    mentions: dict[tuple[str, str], list[Entity]] = {}
    for entity in sorted(entities, key=lambda one: one.span):
        mentions.setdefault((TYPE_NAMES[entity.type], entity.name), []).append(entity)
    found = [
        EntityGroup(name, all[0].type, tuple(one.span for one in all), corrected=any(one.corrected for one in all))
        for (_, name), all in mentions.items()
    ]
    if by_place:
        found.sort(key=lambda group: group.mentions[0])
    else:
        found.sort(key=lambda group: (_ORDER.index(group.kind), -len(group.mentions), group.mentions[0]))
    result: list[EntityGroup] = []
    for group in found:
        same = bool(result) and result[-1].kind == group.kind
        result.append(replace(group, heading="" if same else group.kind))
    return result


class Entities(Blocks[EntityGroup]):
    """The entities pane."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.follow: str | None = None
        """The name to go to, where the one under the cursor is gone: what it is called now."""
        self._edits: Mapping[str, Edit] = {}

    def lay_out(self, item: EntityGroup, width: int) -> list[Line]:
        left = [(item.heading.ljust(_TYPE_WIDTH), "dim"), (item.name.replace("\n", " "), "plain")]
        edit = self._edits.get(item.name)
        if edit is None:
            sign = [(f"{CORRECTED} ", "accent")] if item.corrected else []
            return [spread(left, [*sign, (str(len(item.mentions)), "dim")], width)]
        if not edit.reason:
            return [spread(left, [("saving…", "dim")], width)]
        lines = [spread(left, [("not saved", "warning bold")], width)]
        for words in (edit.words, edit.reason):
            lines += [[("  ", "plain"), (part, "warning")] for part in wrapped(words, max(8, width - 2), 3)]
        return [*lines, [("  ", "plain"), ("R tries again", "warning bold")]]

    def show_edits(self, edits: Mapping[str, Edit]) -> None:
        """Show the corrections that are not saved, by name."""
        if edits != self._edits:
            self._edits = edits
            if self.items:
                self.show(self.items, cursor=self.cursor, keep=True)

    def show_entities(self, entities: Sequence[Entity], *, by_place: bool, message: Sequence[Line] = ()) -> None:
        """Show these entities; the cursor stays on the one that it was on, or where it was if that one is gone."""
        before = self.current.name if self.current is not None else None
        found = groups(entities, by_place=by_place)
        if found == self.items and tuple(message) == tuple(self._message):
            return  # another look at the same: also scrolled it stays as it is
        places = {group.name: place for place, group in reversed(list(enumerate(found)))}
        place = places.get(before or "", places.get(self.follow or "", self.cursor))
        self.show(found, cursor=place, message=message)

    def select(self, name: str) -> bool:
        """Put the cursor on the entity of this name, without telling anybody."""
        place = next((i for i, group in enumerate(self.items) if group.name == name), None)
        if place is None:
            return False
        self.go(place, by_hand=False)
        return True
