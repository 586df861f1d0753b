"""The looks: dark, light, and one that leaves the colours to a terminal which has sixteen, or none.

One accent; blue, orange and violet belong to stances. Each theme names the same variables, so that
the widgets' styles are written once.
"""

from __future__ import annotations

from dataclasses import replace

from textual.theme import Theme

DARK, LIGHT, TERMINAL = "sayso-dark", "sayso-light", "sayso-terminal"

COLOURS = ("blue", "orange", "violet", "green", "red", "cyan", "grey")
"""The colours that a codebook can name; the variable of each is `sayso-NAME`."""

_DARK = Theme(
    name=DARK,
    dark=True,
    primary="#5fae97",
    secondary="#8aa39b",
    accent="#5fae97",
    foreground="#d3d4d0",
    background="#15181b",
    surface="#15181b",
    panel="#1c2024",
    boost="#ffffff08",
    success="#7fb58a",
    warning="#d9985c",
    error="#dd7a6e",
    variables={
        "text": "#d3d4d0",
        "text-muted": "#8b9094",
        "text-disabled": "#7a8086",
        "sayso-strong": "#f3f3ef",
        "sayso-dim": "#8b9094",
        "sayso-faint": "#7a8086",
        "sayso-rule": "#343a40",
        "sayso-cursor": "#20262a",
        "sayso-cursor-focus": "#25332f",
        "sayso-evidence": "#22303a",
        "sayso-blue": "#7eabe2",
        "sayso-orange": "#e09a5f",
        "sayso-violet": "#b999e3",
        "sayso-green": "#8cbc80",
        "sayso-red": "#dd7a6e",
        "sayso-cyan": "#6fb7c4",
        "sayso-grey": "#a2a7ab",
        "scrollbar": "#343a40",
        "scrollbar-hover": "#4a5259",
        "scrollbar-active": "#5fae97",
        "scrollbar-background": "#15181b",
        "scrollbar-background-hover": "#15181b",
        "scrollbar-background-active": "#15181b",
        "scrollbar-corner-color": "#15181b",
        "input-selection-background": "#5fae97 35%",
        "input-cursor-background": "#d3d4d0",
        "input-cursor-foreground": "#15181b",
    },
)

_LIGHT = Theme(
    name=LIGHT,
    dark=False,
    primary="#0c7a63",
    secondary="#4c6b63",
    accent="#0c7a63",
    foreground="#2a2c2e",
    background="#faf9f5",
    surface="#faf9f5",
    panel="#f1efe9",
    boost="#00000008",
    success="#2e7d46",
    warning="#a8531a",
    error="#b03a2e",
    variables={
        "text": "#2a2c2e",
        "text-muted": "#6c7074",
        "text-disabled": "#85888b",
        "sayso-strong": "#0d0e0f",
        "sayso-dim": "#6c7074",
        "sayso-faint": "#85888b",
        "sayso-rule": "#d6d3ca",
        "sayso-cursor": "#efede6",
        "sayso-cursor-focus": "#dfece7",
        "sayso-evidence": "#e3ecf4",
        "sayso-blue": "#215fae",
        "sayso-orange": "#a8531a",
        "sayso-violet": "#7145ab",
        "sayso-green": "#2e7d46",
        "sayso-red": "#b03a2e",
        "sayso-cyan": "#0f7285",
        "sayso-grey": "#5f6468",
        "scrollbar": "#d6d3ca",
        "scrollbar-hover": "#b9b5a9",
        "scrollbar-active": "#0c7a63",
        "scrollbar-background": "#faf9f5",
        "scrollbar-background-hover": "#faf9f5",
        "scrollbar-background-active": "#faf9f5",
        "scrollbar-corner-color": "#faf9f5",
        "input-selection-background": "#0c7a63 25%",
        "input-cursor-background": "#2a2c2e",
        "input-cursor-foreground": "#faf9f5",
    },
)

_TERMINAL = Theme(
    name=TERMINAL,
    dark=True,
    ansi=True,
    primary="ansi_green",
    secondary="ansi_green",
    accent="ansi_green",
    success="ansi_green",
    warning="ansi_yellow",
    error="ansi_red",
    variables={
        "ansi-background": "ansi_black",
        "ansi-foreground": "ansi_white",
        "text": "ansi_default",
        "text-muted": "ansi_default",
        "text-disabled": "ansi_default",
        "sayso-strong": "ansi_default",
        "sayso-dim": "ansi_default",
        "sayso-faint": "ansi_default",
        "sayso-rule": "ansi_default",
        "sayso-cursor": "ansi_default",
        "sayso-cursor-focus": "ansi_default",
        "sayso-evidence": "ansi_default",
        "sayso-blue": "ansi_blue",
        "sayso-orange": "ansi_yellow",
        "sayso-violet": "ansi_magenta",
        "sayso-green": "ansi_green",
        "sayso-red": "ansi_red",
        "sayso-cyan": "ansi_cyan",
        "sayso-grey": "ansi_default",
        "scrollbar": "ansi_bright_black",
        "scrollbar-hover": "ansi_white",
        "scrollbar-active": "ansi_green",
        "scrollbar-background": "ansi_default",
        "scrollbar-background-hover": "ansi_default",
        "scrollbar-background-active": "ansi_default",
        "input-cursor-background": "ansi_default",
        "input-cursor-foreground": "ansi_default",
        "input-cursor-text-style": "reverse",
    },
)

THEMES = (_DARK, _LIGHT, _TERMINAL)

_OF_256 = {
    DARK: {
        "text-muted": "#a8a8a8",
        "text-disabled": "#949494",
        "sayso-dim": "#a8a8a8",
        "sayso-faint": "#949494",
        "sayso-rule": "#444444",
        "sayso-cursor": "#262626",
        "sayso-cursor-focus": "#303030",
        "sayso-evidence": "#3a3a3a",
        "sayso-violet": "#d7afff",
        "scrollbar": "#444444",
    },
    LIGHT: {
        "text-muted": "#585858",
        "text-disabled": "#6c6c6c",
        "sayso-dim": "#585858",
        "sayso-faint": "#6c6c6c",
        "sayso-rule": "#d0d0d0",
        "sayso-cursor": "#eeeeee",
        "sayso-cursor-focus": "#d7ffd7",
        "sayso-evidence": "#d7ffff",
        "sayso-orange": "#875f00",
        "sayso-green": "#005f00",
        "sayso-red": "#af0000",
        "scrollbar": "#d0d0d0",
    },
}
"""What is another colour where a terminal has 256: the nearest of them to a soft ground is a full green or blue, on
which what is dim cannot be read."""


def for_colours(theme: Theme, colours: str | None) -> Theme:
    """A theme as a terminal with so many colours shows it best; `colours` is Rich's name of the number."""
    if colours != "256" or theme.name not in _OF_256:
        return theme
    panel = {DARK: "#1c1c1c", LIGHT: "#eeeeee"}[theme.name]
    return replace(theme, panel=panel, variables={**theme.variables, **_OF_256[theme.name]})


def following(name: str) -> str:
    """The theme after `name`, round and round."""
    names = [theme.name for theme in THEMES]
    return names[(names.index(name) + 1) % len(names)] if name in names else DARK


def fitting(wanted: str, colours: str | None, *, no_color: bool) -> str:
    """The theme to begin with: the one that is wanted, where the terminal has more than sixteen colours."""
    known = {theme.name for theme in THEMES}
    if no_color or colours in ("standard", "windows"):
        return TERMINAL
    return wanted if wanted in known else DARK
