"""Type settings of the reading column: its face, its size, its width."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QPushButton, QSlider, QWidget

from archive_app.gui.settings import Settings
from archive_app.gui.theme import BODY_SIZE, COLUMN_WIDTH, SERIF
from archive_app.gui.widgets.labels import plain
from archive_app.gui.widgets.popover import Popover

WIDTH = 300
SIZES, WIDTHS = (12, 28), (360, 900)
SIZE_KEY, WIDTH_KEY, FACE_KEY = "look.reading_size", "look.column_width", "look.serif"


class TypeSettings(Popover):
    """Changes show at once; the settings keep them."""

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent, WIDTH)
        self.setObjectName("typeSettings")
        self.setAccessibleName(self.tr("Type settings"))
        self._settings = settings
        form = QFormLayout()
        self.face = QComboBox(self)
        self.face.setEditable(False)
        self._fill_faces()
        self.text_size = self._slider(
            SIZES, settings.number(SIZE_KEY, BODY_SIZE), self.tr("Size of the text")
        )
        self.measure = self._slider(
            WIDTHS, settings.number(WIDTH_KEY, COLUMN_WIDTH), self.tr("Width of the column")
        )
        self.text_size.valueChanged.connect(lambda value: settings.set(SIZE_KEY, value))
        self.measure.valueChanged.connect(lambda value: settings.set(WIDTH_KEY, value))
        self.face.activated.connect(lambda _: settings.set(FACE_KEY, self.face.currentData() or None))
        for text, field in (
            (self.tr("Face"), self.face),
            (self.tr("Size"), self.text_size),
            (self.tr("Width"), self.measure),
        ):
            label = plain(text, "second", self)
            label.setBuddy(field)
            if isinstance(field, QSlider):
                form.addRow(label, self._with_value(field))
            else:
                form.addRow(label, field)
        self.column.addLayout(form)
        usual = QPushButton(self.tr("As usual"), self)
        usual.clicked.connect(self._reset)
        self.column.addWidget(usual, 0, Qt.AlignmentFlag.AlignRight)

    def _fill_faces(self) -> None:
        from PySide6.QtGui import QFontDatabase

        families = [
            family for family in QFontDatabase.families() if not QFontDatabase.isPrivateFamily(family)
        ]
        known = [face for face in SERIF if face in families]
        self.face.addItem(self.tr("Usual ({face})").format(face=known[0] if known else "Serif"), "")
        for family in [*known, *(family for family in families if family not in known)]:
            self.face.addItem(family, family)
        self.face.setCurrentIndex(max(0, self.face.findData(self._settings.text(FACE_KEY))))
        self.face.setAccessibleName(self.tr("Face of the text"))
        self.face.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def _slider(self, limits: tuple[int, int], value: int, name: str) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal, self)
        slider.setRange(*limits)
        slider.setValue(value)
        slider.setPageStep(max(1, (limits[1] - limits[0]) // 10))
        slider.setSingleStep(max(1, (limits[1] - limits[0]) // 50))
        slider.setAccessibleName(name)
        return slider

    def _with_value(self, slider: QSlider) -> QHBoxLayout:
        said = plain(f"{slider.value()} px", "second", self)
        said.setMinimumWidth(said.fontMetrics().horizontalAdvance("000 px"))
        said.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        slider.valueChanged.connect(lambda value: said.setText(f"{value} px"))
        row = QHBoxLayout()
        row.addWidget(slider, 1)
        row.addWidget(said)
        return row

    def _reset(self) -> None:
        self.face.setCurrentIndex(0)
        self._settings.set(FACE_KEY, None)
        self.text_size.setValue(BODY_SIZE)
        self.measure.setValue(COLUMN_WIDTH)
