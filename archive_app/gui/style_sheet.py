"""The style sheet: how the palette's colours dress Qt's widgets; widgets take a dress by their `role`."""

from collections.abc import Callable

from archive_app.gui.palette import Palette
from archive_app.gui.reader_style import reader_style
from archive_app.resource_files import resource


def style_sheet(p: Palette, px: Callable[[float], int]) -> str:
    """Return the style sheet of one theme; `px` scales sizes that belong to text."""
    return "\n".join(
        (
            _surfaces(p, px),
            _buttons(p, px),
            _fields(p, px),
            _lists(p, px),
            _small_parts(p, px),
            reader_style(p, px),
        )
    )


def _surfaces(p: Palette, px: Callable[[float], int]) -> str:
    return f"""
QMainWindow, QDialog {{ background: {p.panel}; }}
QWidget[role="paper"] {{ background: {p.paper}; }}
QWidget[role="panel"] {{ background: {p.panel}; }}
QFrame[role="card"] {{ background: {p.card}; border: 1px solid {p.line}; border-radius: 7px; }}
QFrame[role="line"] {{ background: {p.line}; border: 0; max-height: 1px; min-height: 1px; }}
QFrame[role="upright"] {{ background: {p.line}; border: 0; max-width: 1px; min-width: 1px; }}
QWidget[role="rule"] {{ background: {p.line}; }}
QWidget[role="strip"] {{ background: {p.warning_soft}; border-bottom: 1px solid {p.line}; }}
QFrame[role="banner"] {{ background: {p.warning_soft}; border: 0; border-bottom: 1px solid {p.line}; }}
QLabel {{ background: transparent; color: {p.ink}; }}
QLabel:disabled {{ color: {p.ink3}; }}
QLabel[role="second"] {{ color: {p.ink2}; }}
QLabel[role="hint"] {{ color: {p.ink3}; }}
QLabel[role="small"] {{ color: {p.ink3}; font-size: {px(12)}px; }}
QLabel[role="head"] {{ color: {p.ink3}; font-size: {px(11)}px; font-weight: 600; }}
QLabel[role="title"] {{ color: {p.ink}; font-size: {px(15)}px; font-weight: 600; }}
QLabel[role="step"] {{ color: {p.accent}; font-weight: 600; }}
QLabel[role="strong"] {{ color: {p.ink}; font-weight: 600; }}
QLabel[role="mistake"] {{ color: {p.accent}; }}
QLabel[role="warning"] {{ color: {p.warning}; }}
QSplitter::handle {{ background: {p.line}; }}
QSplitter::handle:hover {{ background: {p.accent}; }}
QScrollArea, QScrollArea > QWidget > QWidget[role="clear"] {{ background: transparent; border: 0; }}
QToolTip {{ background: {p.card}; color: {p.ink}; border: 1px solid {p.line}; padding: 4px 6px; }}
"""


def _buttons(p: Palette, px: Callable[[float], int]) -> str:
    return f"""
QPushButton {{ background: {p.card}; color: {p.ink}; border: 1px solid {p.line}; border-radius: 7px;
    padding: 5px 12px; min-height: {px(18)}px; }}
QPushButton:hover {{ background: {p.hover}; }}
QPushButton:pressed {{ background: {p.selection}; }}
QPushButton:focus {{ border: 1px solid {p.accent}; }}
QPushButton:disabled {{ color: {p.ink4}; background: {p.panel}; }}
QPushButton::menu-indicator {{ width: 0; image: none; }}
QPushButton[role="primary"] {{ background: {p.button}; color: {p.on_button}; border: 1px solid {p.button};
    font-weight: 600; }}
QPushButton[role="primary"]:hover {{ background: {p.button_hover}; }}
QPushButton[role="primary"]:focus {{ border: 1px solid {p.ink}; }}
QPushButton[role="primary"]:disabled {{ background: {p.bar}; color: {p.ink2}; border-color: {p.bar}; }}
QPushButton[role="quiet"], QPushButton[role="link"]
    {{ background: transparent; border: 1px solid transparent; }}
QPushButton[role="quiet"]:hover {{ background: {p.hover}; }}
QPushButton[role="quiet"]:focus, QPushButton[role="link"]:focus {{ border: 1px solid {p.accent}; }}
QPushButton[role="quiet"]:checked {{ background: {p.accent_soft}; color: {p.accent}; font-weight: 600; }}
QPushButton[role="link"] {{ color: {p.accent}; padding: 2px 4px; }}
QPushButton[role="link"]:hover {{ text-decoration: underline; }}
QPushButton[role="chip"] {{ background: {p.card}; border: 1px solid {p.line}; border-radius: {px(12)}px;
    padding: 2px 10px; font-size: {px(12)}px; }}
QPushButton[role="chip"]:hover {{ background: {p.hover}; }}
QPushButton[role="chip"]:focus {{ border: 1px solid {p.accent}; }}
QPushButton[role="chip"]:checked {{ background: {p.accent_soft}; border-color: {p.accent}; }}
QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 4px;
    color: {p.ink2}; }}
QToolButton:hover {{ background: {p.hover}; }}
QToolButton:pressed, QToolButton:checked {{ background: {p.selection}; }}
QToolButton:focus {{ border: 1px solid {p.accent}; }}
QToolButton::menu-indicator {{ width: 0; image: none; }}
"""


def _fields(p: Palette, px: Callable[[float], int]) -> str:
    return f"""
QLineEdit, QComboBox, QSpinBox, QPlainTextEdit, QTextEdit, QDateEdit {{ background: {p.card}; color: {p.ink};
    border: 1px solid {p.line}; border-radius: 6px; padding: 4px 8px;
    selection-background-color: {p.accent}; selection-color: {p.card}; }}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QPlainTextEdit:focus, QTextEdit:focus, QDateEdit:focus
    {{ border: 1px solid {p.accent}; }}
QLineEdit:disabled, QComboBox:disabled {{ color: {p.ink3}; background: {p.panel}; }}
QLineEdit[role="bare"] {{ border: 0; background: transparent; padding: 2px; }}
QLineEdit[role="mistaken"] {{ border: 1px solid {p.accent}; background: {p.accent_soft}; }}
QComboBox {{ padding-right: 24px; }}
QComboBox::drop-down {{ border: 0; width: 22px; }}
QComboBox::down-arrow {{ image: url("{_caret("down")}"); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{ background: {p.card}; color: {p.ink}; border: 1px solid {p.line};
    selection-background-color: {p.selection}; selection-color: {p.ink}; outline: 0; }}
QFrame#searchBox {{ background: {p.card}; border: 1px solid {p.line}; border-radius: 8px; }}
QFrame#searchBox[focused="true"] {{ border: 1px solid {p.accent}; }}
QFrame#searchBox[mistaken="true"] {{ border: 1px solid {p.warning}; }}
QCheckBox, QRadioButton {{ color: {p.ink}; spacing: 8px; }}
QCheckBox:focus, QRadioButton:focus {{ color: {p.accent}; }}
{_indicators(p)}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QProgressBar {{ background: {p.bar}; border: 0; border-radius: 2px; max-height: 5px; min-height: 5px; }}
QProgressBar::chunk {{ background: {p.accent}; border-radius: 2px; }}
QSlider::groove:horizontal {{ background: {p.bar}; height: 4px; border-radius: 2px; }}
QSlider::handle:horizontal {{ background: {p.accent}; width: 14px; margin: -5px 0; border-radius: 7px; }}
"""


def _indicators(p: Palette) -> str:
    """Boxes to tick, with an outline that shows on every ground of both themes."""
    boxes = ("QCheckBox", "QTableView", "QTreeView", "QListView")
    every = ", ".join(f"{box}::indicator" for box in boxes)
    ticked = ", ".join(f"{box}::indicator:checked" for box in boxes)
    tick = resource("icons", "check.svg").as_posix()
    return f"""
{every} {{ width: 13px; height: 13px; background: {p.card}; border: 1px solid {p.ink4};
    border-radius: 3px; }}
{ticked} {{ background: {p.button}; border: 1px solid {p.button}; image: url("{tick}"); }}
QCheckBox::indicator:hover, QCheckBox::indicator:focus {{ border: 1px solid {p.accent}; }}
QCheckBox::indicator:disabled {{ border: 1px solid {p.line}; }}
"""


def _caret(way: str) -> str:
    """Return the picture of an arrow, 'up' or 'down'; its grey shows in both themes."""
    return resource("icons", f"caret-{way}.svg").as_posix()


def _lists(p: Palette, px: Callable[[float], int]) -> str:
    return f"""
QAbstractItemView {{ background: {p.paper}; color: {p.ink}; border: 0; outline: 0;
    selection-background-color: {p.selection}; selection-color: {p.ink}; gridline-color: {p.line}; }}
QTreeView::item, QListView::item {{ min-height: {px(26)}px; border: 0; padding: 1px 4px; }}
QTreeView::item:hover, QListView::item:hover {{ background: {p.hover}; }}
QTreeView::item:selected, QListView::item:selected {{ background: {p.selection}; color: {p.ink}; }}
QHeaderView {{ background: {p.panel}; border: 0; }}
QHeaderView::section {{ background: {p.panel}; color: {p.ink2}; border: 0; border-bottom: 1px solid {p.line};
    padding: 6px 8px; font-size: {px(11)}px; font-weight: 600; }}
QHeaderView::up-arrow {{ image: url("{_caret("up")}"); }}
QHeaderView::down-arrow {{ image: url("{_caret("down")}"); }}
QHeaderView::up-arrow, QHeaderView::down-arrow {{ width: 10px; height: 10px;
    subcontrol-position: top center; }}
QTableView::item {{ padding: 0 5px; }}
QTabBar {{ background: transparent; border: 0; }}
QTabBar::tab {{ background: transparent; color: {p.ink2}; padding: 8px 8px 7px 8px; margin-right: 6px;
    border: 0; border-bottom: 2px solid transparent; }}
QTabBar::tab:selected {{ color: {p.ink}; border-bottom: 2px solid {p.accent}; font-weight: 600; }}
QTabBar::tab:hover, QTabBar::tab:focus {{ color: {p.accent}; }}
QTabWidget::pane {{ border: 0; }}
QMenu {{ background: {p.card}; color: {p.ink}; border: 1px solid {p.line}; padding: 4px; }}
QMenu::item {{ padding: 5px 24px 5px 24px; border-radius: 4px; }}
QMenu::item:selected {{ background: {p.selection}; }}
QMenu::item:disabled {{ color: {p.ink4}; }}
QMenu::separator {{ height: 1px; background: {p.line}; margin: 4px 8px; }}
QMenu::icon {{ padding-left: 6px; }}
QMenuBar {{ background: {p.panel}; color: {p.ink}; border: 0; }}
QMenuBar::item {{ padding: 4px 9px; background: transparent; border-radius: 4px; }}
QMenuBar::item:selected {{ background: {p.selection}; }}
"""


def _small_parts(p: Palette, px: Callable[[float], int]) -> str:
    kinds = "\n".join(
        f'QLabel[role="query-chip-text"][kind="{kind}"] {{ color: {colour}; }}'
        for kind, colour in (
            ("person", p.person),
            ("organisation", p.organisation),
            ("place", p.place),
            ("event", p.event),
            ("date", p.event),
            ("outlet", p.accent),
        )
    )
    return f"""
QWidget[role="query-chip"] {{ background: {p.person_soft}; border: 1px solid transparent;
    border-radius: 5px; }}
QWidget[role="query-chip"]:focus {{ border: 1px solid {p.accent}; }}
QLabel[role="query-chip-text"] {{ color: {p.ink}; font-size: {px(12)}px; font-weight: 600; border: 0; }}
{kinds}
QToolButton[role="tiny"] {{ padding: 1px; border: 0; border-radius: 4px; }}
QPushButton[role="status"] {{ background: transparent; border: 1px solid transparent; color: {p.ink3};
    font-size: {px(12)}px; padding: 0 6px; min-height: {px(18)}px; }}
QPushButton[role="status"]:hover {{ color: {p.accent}; }}
QPushButton[role="status"]:focus {{ border: 1px solid {p.accent}; }}
QFrame[role="toast"] {{ background: {p.card}; border: 1px solid {p.warning}; border-radius: 6px; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; border: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; border: 0; }}
QScrollBar::handle {{ background: {p.bar}; border-radius: 4px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {p.ink4}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; border: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QStatusBar {{ background: {p.panel}; color: {p.ink3}; border-top: 1px solid {p.line};
    font-size: {px(12)}px; }}
QStatusBar::item {{ border: 0; }}
"""
