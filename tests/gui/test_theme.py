"""The theme: contrast, the system's choice and the person's, and text sizes."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from archive_app.gui.palette import DARK, LIGHT, Palette, contrast
from archive_app.gui.settings import Settings
from archive_app.gui.theme import Theme

TEXTS = (
    "ink",
    "ink2",
    "ink3",
    "accent",
    "person",
    "organisation",
    "place",
    "event",
    "topic",
    "warning",
    "good",
)
GROUNDS = ("paper", "panel", "card", "selection", "hover", "accent_soft")


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_can_be_read_on_every_ground(palette: Palette) -> None:
    low = [
        (text, ground)
        for text in TEXTS
        for ground in GROUNDS
        if contrast(getattr(palette, text), getattr(palette, ground)) < 4.5
    ]
    assert low == []


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_marks_highlights_buttons_and_icons_can_be_seen(palette: Palette) -> None:
    grounds = ["mark"] + [f"highlight_{name}" for name in ("yellow", "green", "blue", "pink", "orange")]
    assert all(contrast(palette.ink, getattr(palette, ground)) >= 4.5 for ground in grounds)
    assert contrast(palette.on_button, palette.button) >= 4.5
    assert contrast(palette.on_button, palette.button_hover) >= 4.5
    assert all(
        contrast(palette.ink4, getattr(palette, g)) >= 3 for g in ("paper", "panel", "card", "selection")
    )


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_a_chosen_theme_is_kept_and_told_at_once(qapp: QApplication, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.toml")
    theme = Theme(settings)
    told: list[bool] = []
    theme.changed.connect(lambda: told.append(theme.dark))
    theme.choose("dark")
    theme.choose("light")
    assert told == [True, False]
    settings.save()
    assert Theme(Settings(tmp_path / "settings.toml")).choice == "light"


def test_text_size_scales_faces_and_rows(qapp: QApplication, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.toml")
    theme = Theme(settings)
    before = theme.ui_font().pixelSize(), theme.column_width
    settings.set("look.text_percent", 150)
    assert theme.ui_font().pixelSize() == round(before[0] * 1.5)
    assert theme.column_width == round(before[1] * 1.5)
    settings.save()
