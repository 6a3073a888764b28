"""Choose a row from code: what the keyboard holds down at that moment must not toggle it."""

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QAbstractItemView


def choose_row(table: QAbstractItemView, row: int, *, also: bool = False) -> None:
    """Select a row alone, or beside the others with `also`, and make it the current one.

    QTableView.selectRow does what a click would: with Ctrl held it deselects.
    """
    flags = QItemSelectionModel.SelectionFlag
    model = table.model()
    index = model.index(row, 0)
    if not index.isValid():
        return
    how = (flags.Select if also else flags.ClearAndSelect) | flags.Rows
    table.selectionModel().setCurrentIndex(index, flags.NoUpdate)
    table.selectionModel().select(index, how)
