"""Settings that every test shares: no screen, no network, no files outside the test's own folder."""

import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")
sys.path.insert(0, str(Path(__file__).parent.parent))


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point every folder of the user (settings, cache, state) into a fresh temporary folder."""
    home = tmp_path_factory.mktemp("home")
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("PRESS_ARCHIVE_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that is not a local socket."""
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            raise AssertionError(f"A test tried to reach the network: {address}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture(autouse=True)
def own_face() -> Iterator[None]:
    """Give the application the system's face again: a theme takes what it finds for the system's."""
    yield
    if "PySide6.QtWidgets" in sys.modules:
        from PySide6.QtGui import QFontDatabase
        from PySide6.QtWidgets import QApplication

        if QApplication.instance() is not None:
            QApplication.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))


@pytest.fixture
def shared_article() -> Path:
    """The real article beside the checkout; tests that need it are skipped where it is absent."""
    found = Path(__file__).parents[2] / "shared" / "samples" / "ai-weiwei-documentary-opens-hotdocs.txt"
    if not found.exists():
        pytest.skip("the real article is not beside this checkout")
    return found
