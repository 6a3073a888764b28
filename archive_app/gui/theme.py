"""The look: colours, faces and sizes of the whole window, following the system or the person's choice."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from archive_app.gui.palette import DARK, LIGHT, Palette
from archive_app.gui.settings import Settings
from archive_app.gui.style_sheet import style_sheet

STEP = 4
"""Space comes in steps of 4 px."""
UI_SIZE = 13
HEADLINE_SIZE, STANDFIRST_SIZE, BODY_SIZE = 29, 17, 16
BODY_LINE_HEIGHT = 27
COLUMN_WIDTH = 500
ROW_HEIGHT, NAVIGATOR_ROW_HEIGHT = 128, 28
RADIUS = 7
ANIMATION_MS = 120
SERIF = ["Source Serif 4", "Source Serif Pro", "Charter", "Noto Serif", "Georgia", "DejaVu Serif"]
SERIF_FALLBACK = ["Noto Serif CJK SC", "Songti SC", "SimSun"]
SANS = ["Inter", "Noto Sans", "Cantarell", "DejaVu Sans"]
GENERIC_FACES = {"", "sans", "sans serif", "sans-serif", "helvetica"}


class Theme(QObject):
    """Answers for every colour, face and size; `changed` when any of them is different."""

    changed = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._system_font = QFont(QApplication.font())
        self._forced: str | None = None
        self._scale: float | None = None
        settings.changed.connect(self._on_setting)
        QApplication.styleHints().colorSchemeChanged.connect(self._on_system)

    @property
    def choice(self) -> str:
        """'system', 'light' or 'dark'."""
        chosen = self._forced or self._settings.text("look.theme", "system")
        return chosen if chosen in ("light", "dark") else "system"

    def choose(self, choice: str) -> None:
        self._settings.set("look.theme", choice)

    def force(self, choice: str | None) -> None:
        """Take a theme for this run only, without keeping it: for pictures."""
        self._forced = choice
        self.apply()

    @property
    def dark(self) -> bool:
        if self.choice == "system":
            return QApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self.choice == "dark"

    @property
    def palette(self) -> Palette:
        return DARK if self.dark else LIGHT

    def colour(self, token: str) -> QColor:
        """Return a token of the palette ('ink', 'person', 'highlight_green')."""
        return QColor(getattr(self.palette, token))

    @property
    def scale(self) -> float:
        """The person's text size times the system's, 1.0 by default."""
        if self._scale is None:
            self._scale = self._measured_scale()
        return self._scale

    def _measured_scale(self) -> float:
        chosen = min(200, max(75, self._settings.number("look.text_percent", 100))) / 100
        return chosen * max(1.0, QFontInfo(self._system_font).pixelSize() / UI_SIZE)

    def size(self, pixels: float) -> int:
        """Scale a size in px that belongs to text (a font, a row) by the chosen text size."""
        return round(pixels * self.scale)

    @property
    def column_width(self) -> int:
        """The reading column in px."""
        return self.size(min(900, max(360, self._settings.number("look.column_width", COLUMN_WIDTH))))

    @property
    def body_line_height(self) -> int:
        return self.size(BODY_LINE_HEIGHT)

    def ui_font(self, size: float = UI_SIZE, *, bold: bool = False, capitals: bool = False) -> QFont:
        """Return the interface face; `capitals` for section heads (11 px, spaced 6%)."""
        font = QFont(self._system_font)
        family = font.family()
        font.setFamilies(SANS if family.lower() in GENERIC_FACES else [family])
        font.setPixelSize(self.size(size))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        if capitals:
            font.setCapitalization(QFont.Capitalization.AllUppercase)
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 106)
        return font

    def serif_font(self, size: float = BODY_SIZE, *, bold: bool = False, italic: bool = False) -> QFont:
        """Return the reading face; sizes HEADLINE_SIZE, STANDFIRST_SIZE, BODY_SIZE or another in px."""
        font = QFont()
        chosen = self._settings.text("look.serif")
        font.setFamilies(([chosen] if chosen else []) + SERIF + SERIF_FALLBACK)
        font.setStyleHint(QFont.StyleHint.Serif)
        font.setPixelSize(self.size(size))
        font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
        font.setItalic(italic)
        return font

    def apply(self) -> None:
        """Put colours, face and style sheet on the application and tell everybody."""
        self._scale = None
        QApplication.setFont(self.ui_font())
        QApplication.setFont(self.ui_font(11, bold=True, capitals=True), "QHeaderView")  # pyright: ignore[reportArgumentType]
        QApplication.setPalette(self._qt_palette())
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setStyleSheet(style_sheet(self.palette, self.size))
        self.changed.emit()

    def _qt_palette(self) -> QPalette:
        p, roles = QPalette(), QPalette.ColorRole
        colours = {
            roles.Window: "panel",
            roles.WindowText: "ink",
            roles.Base: "card",
            roles.AlternateBase: "panel",
            roles.Text: "ink",
            roles.Button: "panel",
            roles.ButtonText: "ink",
            roles.BrightText: "on_button",
            roles.ToolTipBase: "card",
            roles.ToolTipText: "ink",
            roles.PlaceholderText: "ink3",
            roles.Highlight: "selection",
            roles.HighlightedText: "ink",
            roles.Link: "accent",
            roles.LinkVisited: "accent",
            roles.Mid: "line",
            roles.Accent: "accent",
        }
        for role, token in colours.items():
            p.setColor(role, self.colour(token))
        for role in (roles.WindowText, roles.Text, roles.ButtonText):
            p.setColor(QPalette.ColorGroup.Disabled, role, self.colour("ink4"))
        return p

    def _on_setting(self, key: str) -> None:
        if key.startswith("look."):
            self.apply()

    def _on_system(self) -> None:
        if self.choice == "system":
            self.apply()


def wrap_at(label: QLabel, width: int) -> None:
    """Let a label break its lines at a width in px and be as high as its text needs."""
    label.setWordWrap(True)
    label.ensurePolished()
    label.setFixedWidth(width)
    label.setMinimumHeight(max(0, label.heightForWidth(width)))


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget a look of the style sheet: primary, quiet, chip, head, hint, card, paper, …"""
    if widget.property("role") == role:
        return
    widget.setProperty("role", role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
