"""The settings: how the window looks, which keys it takes, whose name work is signed with."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from archive_app.gui.session import Session
from archive_app.gui.theme import COLUMN_WIDTH
from archive_app.gui.widgets.author_dialog import set_author
from archive_app.gui.widgets.labels import plain


class SettingsDialog(QDialog):
    """Every change is taken at once and can be seen behind the dialog."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setObjectName("settingsDialog")
        self.setWindowTitle(self.tr("Settings"))
        form = QFormLayout()
        form.setHorizontalSpacing(20)
        form.setVerticalSpacing(14)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.addRow(self.tr("Theme"), self._theme_choice())
        form.addRow(self.tr("Text size"), self._slider("look.text_percent", 75, 175, 100, 5, "%"))
        width = self._slider("look.column_width", 380, 800, COLUMN_WIDTH, 20, " px")
        form.addRow(self.tr("Reading column"), width)
        self.letters = QCheckBox(self.tr("Single letters are commands (J, K, T, N, H, L, E)"))
        self.letters.setChecked(session.settings.flag("keys.single_letters", True))
        self.letters.toggled.connect(lambda on: session.settings.set("keys.single_letters", on))
        form.addRow(self.tr("Keys"), self.letters)
        self.author = QLineEdit(session.settings.text("author"))
        self.author.setPlaceholderText(self.tr("Without a name"))
        self.author.editingFinished.connect(lambda: set_author(session, self.author.text()))
        form.addRow(self.tr("Your name"), self.author)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 22, 24, 16)
        layout.setSpacing(20)
        layout.addLayout(form)
        layout.addWidget(buttons)
        self.setMinimumWidth(session.theme.size(460))

    def _theme_choice(self) -> QComboBox:
        self.theme = QComboBox()
        for title, choice in (
            (self.tr("As the system"), "system"),
            (self.tr("Light"), "light"),
            (self.tr("Dark"), "dark"),
        ):
            self.theme.addItem(title, choice)
        self.theme.setCurrentIndex(self.theme.findData(self._session.theme.choice))
        self.theme.currentIndexChanged.connect(
            lambda _at: self._session.theme.choose(str(self.theme.currentData()))
        )
        return self.theme

    def _slider(self, key: str, lowest: int, highest: int, usual: int, step: int, unit: str) -> QHBoxLayout:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(lowest // step, highest // step)
        slider.setValue(self._session.settings.number(key, usual) // step)
        slider.setTracking(False)
        said = plain(f"{slider.value() * step}{unit}", "second")
        said.setMinimumWidth(said.fontMetrics().horizontalAdvance(f"{highest}{unit}"))
        said.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for moved in (slider.sliderMoved, slider.valueChanged):
            moved.connect(lambda value: said.setText(f"{value * step}{unit}"))
        slider.valueChanged.connect(lambda value: self._session.settings.set(key, value * step))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(slider, 1)
        row.addWidget(said)
        return row
