"""The style sheet of the reader, the inspector and the small panels over them."""

from collections.abc import Callable

from archive_app.gui.palette import Palette


def reader_style(p: Palette, px: Callable[[float], int]) -> str:
    """Return the rules of one theme; `px` scales sizes that belong to text."""
    return f"""
QTextEdit#textReader {{ background: {p.paper}; color: {p.ink}; border: 0; border-radius: 0; padding: 0;
    selection-background-color: {p.bar}; selection-color: {p.ink}; }}
QTextEdit#textReader:focus {{ border: 0; }}
QAbstractScrollArea#pageReader {{ background: {p.panel}; border: 0; }}
QFrame#readerHead {{ background: {p.paper}; border: 0; }}
QFrame#readerHead QTabBar::tab {{ padding: 8px 6px 9px 6px; margin-right: 14px; }}
QFrame#readerHead QTabBar::tab:focus, QWidget#inspector QTabBar::tab:focus {{ color: {p.accent}; }}
QWidget#inspector QTabBar::tab {{ padding: 8px 5px 7px 5px; margin-right: 4px; }}
QFrame[role="popover"] {{ background: {p.card}; border: 1px solid {p.line}; border-radius: 8px; }}
QFrame[role="marginNote"] {{ background: transparent; border: 0; }}
QFrame[role="marginNote"] QLabel {{ font-size: {px(12)}px; }}
QFrame[role="row"], QFrame[role="chipRow"] {{ background: {p.card}; border: 1px solid {p.line};
    border-radius: 6px; }}
QFrame[role="row"]:hover, QFrame[role="chipRow"]:hover {{ background: {p.hover}; }}
QFrame[role="row"]:focus, QFrame[role="chipRow"]:focus {{ border: 1px solid {p.accent}; }}
QFrame[role="chipRow"][suggested="true"] {{ background: transparent; border: 1px dashed {p.ink4}; }}
QListWidget[role="suggestions"] {{ background: {p.card}; border: 1px solid {p.line}; border-radius: 6px; }}
QPlainTextEdit[role="textEditor"] {{ background: {p.paper}; border: 0; border-radius: 0; padding: 12px; }}
QLabel[role="note"] {{ color: {p.ink}; }}
QLabel[role="linkType"] {{ color: {p.accent}; font-size: {px(12)}px; font-weight: 600; }}
QLineEdit[role="field"], QPlainTextEdit[role="field"] {{ background: transparent;
    border: 1px solid transparent; padding: 3px 6px; }}
QLineEdit[role="field"]:hover, QPlainTextEdit[role="field"]:hover {{ background: {p.card};
    border-color: {p.line}; }}
QLineEdit[role="field"]:focus, QPlainTextEdit[role="field"]:focus {{ background: {p.card};
    border-color: {p.accent}; }}
QToolButton[role="roleMenu"] {{ color: {p.ink3}; font-size: {px(12)}px; padding: 1px 4px; }}
"""
