"""The bar above the table that gives one field of all selected clippings the same value."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from archive_app.domain.clipping import FIELD_NAMES
from archive_app.gui.theme import Theme, set_role
from archive_app.gui.views.table.columns import titles
from archive_app.gui.widgets.edtf_edit import date_problem
from archive_app.gui.widgets.labels import plain
from archive_app.gui.widgets.showable import counted
from archive_app.operations.table import DATE_FIELDS


class SetFieldBar(QWidget):
    asked = Signal(str, str)
    """Field and value."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("setFieldBar")
        self._count = 0
        self.field = field_choice()
        self.field.setObjectName("setField")
        self.value = QLineEdit()
        self.value.setObjectName("setValue")
        self.value.setPlaceholderText(self.tr("New value; nothing clears the field"))
        self.button = QPushButton()
        self.button.setObjectName("setButton")
        self.button.setProperty("role", "primary")
        self._problem = plain("", "mistake")
        close = QPushButton(self.tr("Close"))
        close.setProperty("role", "quiet")
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.addWidget(plain(self.tr("Set"), "second"))
        row.addWidget(self.field)
        row.addWidget(plain(self.tr("to"), "second"))
        row.addWidget(self.value, 1)
        row.addWidget(self._problem)
        row.addWidget(self.button)
        row.addWidget(close)
        self.field.currentIndexChanged.connect(self._check)
        self.value.textChanged.connect(self._check)
        self.value.returnPressed.connect(self._on_set)
        self.button.clicked.connect(self._on_set)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.hide)
        self.set_count(0)

    def open_for(self, name: str) -> None:
        place = self.field.findData(name)
        if place >= 0:
            self.field.setCurrentIndex(place)
        self.show()
        self.value.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.value.selectAll()

    def set_count(self, count: int) -> None:
        """Say of how many clippings the field would be set."""
        self._count = count
        noun = counted(count, self.tr("clipping"), self.tr("clippings"))
        self.button.setText(self.tr("Set in {0}").format(noun))
        self._check()

    def _check(self) -> None:
        is_date = self.field.currentData() in DATE_FIELDS
        problem = date_problem(self.value.text()) if is_date else ""
        self._problem.setText(problem)
        set_role(self.value, "mistaken" if problem else "")
        self.button.setEnabled(self._count > 0 and not problem)

    def _on_set(self) -> None:
        if self.button.isEnabled():
            self.asked.emit(self.field.currentData(), self.value.text().strip())


def field_choice() -> QComboBox:
    """Make a choice of all fields that can be edited."""
    names = titles()
    choice = QComboBox()
    for name in FIELD_NAMES:
        choice.addItem(names[name], name)
    return choice
