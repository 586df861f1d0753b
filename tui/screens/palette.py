"""The palette: every action by name, with its key, and the commands that take an argument."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.errors import SaysoError
from index.model import ArticleRow
from index.text import clean_line
from tui import actions, themes
from tui.actions import ACTIONS, EVERYWHERE, MARKING, MOVING, PANELS
from tui.controllers.blinding import HIDEABLE, OFF, kinds_of
from tui.keymap import Bound, Keymap
from tui.lines import short_date
from tui.recoding import DEEDS, Thing
from tui.screens.picker import Entry, Picker, matching

COMMANDS = {
    "add": "Read a file or a folder into the library",
    "open": "Open an article of the list by its title",
    "theme": "Change the looks",
    "search": "Search the library",
    **DEEDS,
    "blind": "Label blind: hide suggestions, others’ labels, outlets, actors; off shows them",
}
"""The commands with an argument, and what they do."""

NOTHING = {
    "add": "There is no such file or folder.",
    "open": "No title in the list fits.",
    "theme": "There is no such theme.",
    "search": "Type what to search for.",
    **dict.fromkeys(DEEDS, "No label, issue or actor is called so."),
    "blind": "What can be hidden: suggestions, labels, outlets, actors; or off.",
}
"""What is said where a command's argument leads to nothing."""


@dataclass(frozen=True)
class Command:
    """What was chosen: an action, or a command and its argument."""

    bound: Bound | None = None
    name: str = ""
    argument: str = ""


class Palette(Picker[Command]):
    """All that can be done, by name."""

    keys = (("Enter", "do it"), ("Tab", "complete"), ("↑↓", "choose"), ("Esc", "back"))

    def __init__(
        self,
        keymap: Keymap,
        section: str,
        typed: str = "",
        articles: Callable[[], Awaitable[Sequence[ArticleRow]]] | None = None,
        things: Callable[[], Awaitable[Sequence[Thing]]] | None = None,
    ) -> None:
        """`articles` gives those that can be opened by title, `things` what can be renamed, merged or split.

        Each is called once somebody wants to.
        """
        super().__init__(
            self.find,
            prompt="an action, add PATH, open TITLE, theme NAME, search QUERY, blind",
            typed=typed,
            nothing="No such action.",
        )
        self._actions = action_entries(keymap, section)
        self._articles = articles
        self._titles: list[Entry[Command]] | None = None
        self._ask_things = things
        self._things: Sequence[Thing] | None = None
        self._trouble = ""

    def find(self, query: str) -> list[Entry[Command]]:
        """What fits what is typed."""
        name, space, argument = query.lstrip().partition(" ")
        if space and name == "open":
            if self._titles is None:
                self._titles = []
                self.run_worker(self._read_titles())
            return matching(self._titles, argument)
        if space and name in DEEDS:
            return self._recodings(name, argument)
        if space and name in COMMANDS:
            return arguments(name, argument.lstrip())
        return matching(self._actions, query)

    async def _read_titles(self) -> None:
        if self._articles is not None:
            try:
                rows = await self._articles()
            except SaysoError as error:
                self._trouble = f"{error.title}: {error.sentence}"
                rows = ()
            self._titles = [title_entry(row) for row in rows]
            self.refill()

    def _recodings(self, deed: str, argument: str) -> list[Entry[Command]]:
        from tui.screens.recoding import entries

        if self._things is None:
            self._things = ()
            self.run_worker(self._read_things())
        return [
            Entry(one.text, Command(None, deed, one.value), one.remark, one.completion, one.detail, one.places)
            for one in entries(deed, argument.lstrip(), self._things)
        ]

    async def _read_things(self) -> None:
        if self._ask_things is not None:
            try:
                self._things = await self._ask_things()
            except SaysoError as error:
                self._trouble = f"{error.title}: {error.sentence}"
            self.refill()

    def nothing_for(self, query: str) -> str:
        name, space, _ = query.lstrip().partition(" ")
        if space and (name == "open" or name in DEEDS) and self._trouble:
            return self._trouble
        return NOTHING.get(name, "") if space and name in NOTHING else super().nothing_for(query)

    def take(self, entry: Entry[Command]) -> None:
        if entry.value.bound is None and not entry.value.argument:
            self.complete()
        else:
            super().take(entry)


def action_entries(keymap: Keymap, section: str) -> list[Entry[Command]]:
    """All actions but those of moving and marking: this pane's first, then the others', then the commands."""
    chosen = [one for one in ACTIONS if one.pane not in (MOVING, MARKING, *PANELS)]
    chosen.sort(key=lambda one: (one.pane != section, one.pane != EVERYWHERE))
    entries = [
        Entry(
            one.title,
            Command(Bound(one.pane, one.name)),
            " ".join(keymap.keys_of(one.pane, one.name)),
            detail=one.help.rstrip("."),
        )
        for one in chosen
        if one.name != "palette" and (one.pane, one.name) != (EVERYWHERE, "add")
    ]
    return entries + [
        Entry(f"{name} …", Command(None, name), " ".join(_keys(keymap, name)), f"{name} ", help)
        for name, help in COMMANDS.items()
    ]


def _keys(keymap: Keymap, name: str) -> list[str]:
    return keymap.keys_of(EVERYWHERE, name) if any(one.name == name for one in actions.of_pane(EVERYWHERE)) else []


def title_entry(row: ArticleRow) -> Entry[Command]:
    """An article to open, by its title."""
    title = clean_line(row.title).strip() or "(no headline)"
    return Entry(title, Command(None, "open", str(row.key)), short_date(row.date, year=True))


def arguments(name: str, argument: str) -> list[Entry[Command]]:
    """What a command can be completed with."""
    if name == "theme":
        entries = [Entry(theme.name, Command(None, name, theme.name)) for theme in themes.THEMES]
        return matching(entries, argument)
    if name == "add":
        return path_entries(argument)
    if name == "blind":
        return blind_entries(argument)
    return [Entry(f"{name} {argument}", Command(None, name, argument))] if argument else []


def blind_entries(typed: str) -> list[Entry[Command]]:
    """What can be hidden: what is typed where it says that, else what it can become."""
    kinds = kinds_of(typed)
    chosen = [kind for kind in HIDEABLE if kind in typed.replace(",", " ").split()]
    entries = [] if kinds is None or not chosen else [_blind(kinds)]
    if not chosen:
        entries += [_blind(HIDEABLE[:2]), _blind(HIDEABLE[:3]), _blind(HIDEABLE), *(_blind((one,)) for one in HIDEABLE)]
        entries.append(Entry(OFF, Command(None, "blind", OFF), "show everything", f"blind {OFF}"))
        entries = matching(entries, typed)
    else:
        last = typed.replace(",", " ").split(" ")[-1]
        entries += [
            _blind(tuple(one for one in HIDEABLE if one in (*chosen, more)))
            for more in HIDEABLE
            if more not in chosen and (last in chosen or more.startswith(last))
        ]
    return entries


def _blind(kinds: Sequence[str]) -> Entry[Command]:
    words = " ".join(kinds)
    return Entry(words, Command(None, "blind", words), "hide", f"blind {words} ")


def path_entries(typed: str) -> list[Entry[Command]]:
    """Files and folders that what is typed can become; what is there already as it is comes first."""
    entries: list[Entry[Command]] = []
    whole = _path(typed)
    if typed and _is_there(whole):
        what = "read this folder" if whole.is_dir() else "read this file"
        entries.append(Entry(typed, Command(None, "add", typed), what, completion=f"add {typed}"))
    folder, _, beginning = typed.rpartition("/")
    base = _path(f"{folder}/" if "/" in typed else ".")
    for found in _listed(base, beginning):
        text = f"{folder}/{found.name}" if "/" in typed else found.name
        if text.rstrip("/") == typed.rstrip("/"):
            continue
        is_folder = found.is_dir()
        shown = f"{text}/" if is_folder else text
        entries.append(Entry(shown, Command(None, "add", shown), "folder" if is_folder else "", f"add {shown}"))
    return entries


def _path(typed: str) -> Path:
    """What is typed as a path; as it stands where it names a home that nobody has."""
    try:
        return Path(typed).expanduser()
    except RuntimeError:
        return Path(typed)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _listed(base: Path, beginning: str) -> Sequence[os.DirEntry[str]]:
    try:
        with os.scandir(base) as found:
            fitting = [
                one
                for one in found
                if one.name.lower().startswith(beginning.lower()) and (beginning or not one.name.startswith("."))
            ]
    except (OSError, ValueError):
        return ()
    return sorted(fitting, key=lambda one: (not one.is_dir(), one.name.lower()))[:100]
