"""The settings file: kept, told, and put aside when it cannot be read."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from archive_app.gui.settings import Settings


def test_values_come_back(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.toml"
    settings = Settings(path)
    settings.set("window.panels", [216, 1224])
    settings.set("look.theme", "dark")
    settings.set("archives.recent", ["/somewhere/Zeitung"])
    settings.save()
    again = Settings(path)
    assert again.items("window.panels") == [216, 1224]
    assert again.text("look.theme") == "dark"
    again.set("look.theme", None)
    again.save()
    assert Settings(path).text("look.theme", "system") == "system"
    assert [p.name for p in path.parent.iterdir()] == ["settings.toml"]


def test_a_change_is_told_once(qapp: QApplication, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.toml")
    told: list[str] = []
    settings.changed.connect(told.append)
    settings.set("author", "Mira")
    settings.set("author", "Mira")
    assert told == ["author"]
    settings.save()


def test_a_broken_file_is_put_aside_with_a_sentence(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("theme = = dark", encoding="utf-8")
    settings = Settings(path)
    assert settings.get("theme") is None
    assert "could not be read" in settings.notice
    assert (tmp_path / "settings.unreadable.toml").exists()
