"""The person's settings: one TOML file in the configuration folder, read once and written whole."""

import os
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from archive_app.user_folders import user_folder

Value = str | int | float | bool | list | dict
SAVE_DELAY_MS = 400


class Settings(QObject):
    """Dotted keys ('window.geometry') to plain values; each change is told and saved a moment later."""

    changed = Signal(str)

    def __init__(self, path: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path = path or user_folder("config") / "settings.toml"
        self.notice = ""
        """A sentence when the file could not be read and was put aside."""
        self._values = self._read()
        self._timer = QTimer(self, singleShot=True, interval=SAVE_DELAY_MS)
        self._timer.timeout.connect(self.save)

    def _read(self) -> dict:
        import tomllib

        try:
            return tomllib.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            self.notice = f"The settings could not be read ({error}); the usual ones are used."
            self._put_aside()
            return {}

    def _put_aside(self) -> None:
        try:
            self.path.replace(self.path.with_suffix(".unreadable.toml"))
        except OSError:
            return

    def text(self, key: str, default: str = "") -> str:
        value = self.get(key, default)
        return value if isinstance(value, str) else default

    def number(self, key: str, default: int = 0) -> int:
        value = self.get(key, default)
        return int(value) if isinstance(value, int | float) else default

    def flag(self, key: str, default: bool = False) -> bool:
        value = self.get(key, default)
        return value if isinstance(value, bool) else default

    def items(self, key: str) -> list:
        value = self.get(key, [])
        return value if isinstance(value, list) else []

    def get(self, key: str, default: Value | None = None) -> Value | None:
        """Return the value at a dotted key, or `default`."""
        node: object = self._values
        for part in key.split("."):
            if not isinstance(node, dict) or part not in node:
                return default
            node = node[part]
        return node  # type: ignore[return-value]

    def set(self, key: str, value: Value | None) -> None:
        """Set or (with None) remove a value; tells `changed` only when it differs."""
        if self.get(key) == value:
            return
        *parents, last = key.split(".")
        node = self._values
        for part in parents:
            child = node.get(part)
            if not isinstance(child, dict):
                child = node[part] = {}
            node = child
        if value is None:
            node.pop(last, None)
        else:
            node[last] = value
        self._timer.start()
        self.changed.emit(key)

    def save(self) -> None:
        """Write the file now; a full disk keeps the old file and is not worth a dialog."""
        import tempfile

        import tomli_w

        self._timer.stop()
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.path.parent, suffix=".toml")
            with os.fdopen(handle, "wb") as stream:
                tomli_w.dump(self._values, stream)
            os.replace(name, self.path)
        except OSError as error:
            self.notice = f"The settings could not be saved ({error})."

    def save_if_changed(self) -> None:
        if self._timer.isActive():
            self.save()
