"""A small panel over the window, beside what it speaks of; never modal."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsDropShadowEffect, QVBoxLayout, QWidget

from archive_app.gui.theme import STEP, set_role

EDGE = 8


class Popover(QFrame):
    """A card that closes with Escape or a click beside it, and gives the focus back."""

    closed = Signal()

    def __init__(self, parent: QWidget, width: int) -> None:
        """`parent` is any widget of the window over which the popover shall lie."""
        self._window = parent.window()
        super().__init__(self._window)
        set_role(self, "popover")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(24)
        shadow.setOffset(0, STEP)
        self.setGraphicsEffect(shadow)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(3 * STEP, 3 * STEP, 3 * STEP, 3 * STEP)
        self.column.setSpacing(2 * STEP)
        self._width = width
        self._before = QApplication.focusWidget()
        self._anchor = QRect()
        self.hide()

    def open_at(self, anchor: QRect, focus: QWidget | None = None) -> None:
        """Show beside a rectangle in global coordinates: below it, or above where below is no room."""
        self._anchor = anchor
        self.place()
        self.show()
        self.raise_()
        (focus or self).setFocus(Qt.FocusReason.PopupFocusReason)
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def place(self) -> None:
        """Take the room that the content needs now, and stay inside the window."""
        window = self._window
        width = min(self._width, window.width() - 2 * EDGE)
        self.setFixedWidth(width)
        self.column.activate()
        height = min(max(self.sizeHint().height(), self.heightForWidth(width)), window.height() - 2 * EDGE)
        top_left = window.mapFromGlobal(self._anchor.bottomLeft()) + QPoint(0, EDGE)
        if top_left.y() + height > window.height() - EDGE:
            top_left.setY(window.mapFromGlobal(self._anchor.topLeft()).y() - height - EDGE)
        x = min(max(EDGE, top_left.x()), window.width() - width - EDGE)
        y = min(max(EDGE, top_left.y()), max(EDGE, window.height() - height - EDGE))
        self.setGeometry(x, y, width, height)

    def closing(self) -> None:
        """What a popover does before it goes away by Escape or a click beside it; nothing by default."""

    def dismiss(self) -> None:
        self.closing()
        self.finish()

    def finish(self) -> None:
        """Go away without a further question."""
        if not self.isVisible():
            return
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes round inside."""
        here = QApplication.focusWidget()
        fields = [
            child
            for child in self.findChildren(QWidget)
            if child.isVisible() and child.isEnabled() and child.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        if not fields:
            return True
        at = fields.index(here) if here in fields else -1
        fields[(at + (1 if next else -1)) % len(fields)].setFocus(
            Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        )
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            beside = watched is not self and not self.isAncestorOf(watched)
            if beside and watched.window() is self.window():
                self.dismiss()
        return False
