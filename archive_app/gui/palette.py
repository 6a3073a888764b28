"""The colours of the two themes, by name, and the measure of their contrast."""

from typing import NamedTuple


class Palette(NamedTuple):
    """One theme's colours as '#RRGGBB'. `ink3` is the faintest text, `ink4` for icons and marks only."""

    paper: str
    panel: str
    card: str
    line: str
    ink: str
    ink2: str
    ink3: str
    ink4: str
    accent: str
    accent_soft: str
    button: str
    button_hover: str
    on_button: str
    selection: str
    hover: str
    mark: str
    bar: str
    warning: str
    warning_soft: str
    good: str
    person: str
    organisation: str
    place: str
    event: str
    topic: str
    person_soft: str
    event_soft: str
    highlight_yellow: str
    highlight_green: str
    highlight_blue: str
    highlight_pink: str
    highlight_orange: str


LIGHT = Palette(
    paper="#FBFAF7",
    panel="#F3F1EB",
    card="#FFFFFF",
    line="#E2DED4",
    ink="#1F1D1A",
    ink2="#5E5A52",
    ink3="#6B665C",
    ink4="#857F74",
    accent="#8A2B2B",
    accent_soft="#F4E4E1",
    button="#8A2B2B",
    button_hover="#742222",
    on_button="#FFFFFF",
    selection="#EFE8DA",
    hover="#EAE6DC",
    mark="#FCE9A6",
    bar="#DAD5C9",
    warning="#8A5A12",
    warning_soft="#F6E3E0",
    good="#3D6B4A",
    person="#2F5D8A",
    organisation="#6A4A86",
    place="#3D6B4A",
    event="#835510",
    topic="#5E5A52",
    person_soft="#EAE6DC",
    event_soft="#EFE6D6",
    highlight_yellow="#FBE8A0",
    highlight_green="#D8EBD2",
    highlight_blue="#D3E4F3",
    highlight_pink="#F6D8DF",
    highlight_orange="#FADDBD",
)

DARK = Palette(
    paper="#1B1A18",
    panel="#211F1D",
    card="#262422",
    line="#35322E",
    ink="#ECE8E0",
    ink2="#B0AA9F",
    ink3="#9A9488",
    ink4="#7F7A70",
    accent="#E08A7B",
    accent_soft="#3A2723",
    button="#A8443A",
    button_hover="#B9503F",
    on_button="#FFFFFF",
    selection="#322D27",
    hover="#2B2825",
    mark="#6B5A1E",
    bar="#3B3733",
    warning="#DDB064",
    warning_soft="#3A2723",
    good="#93C3A0",
    person="#8FB6DE",
    organisation="#BFA3DA",
    place="#93C3A0",
    event="#DDB064",
    topic="#B0AA9F",
    person_soft="#2D2F31",
    event_soft="#332E26",
    highlight_yellow="#5F5120",
    highlight_green="#2C4A33",
    highlight_blue="#28435C",
    highlight_pink="#5A3040",
    highlight_orange="#5F421F",
)


def luminance(colour: str) -> float:
    """Return the relative luminance of '#RRGGBB' (WCAG 2.2)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
