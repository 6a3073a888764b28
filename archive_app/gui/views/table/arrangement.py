"""Which columns the table has, in what order and how wide: kept in the person's settings."""

from PySide6.QtCore import QObject, Qt, QTimer

from archive_app.domain.listing import ListRequest, SortKey
from archive_app.gui.models.clipping_table_model import ClippingTableModel
from archive_app.gui.settings import Settings
from archive_app.gui.views.table.columns import USUAL, chosen_columns
from archive_app.gui.views.table.grid import ClippingGrid

SAVE_MS = 300


class Arrangement(QObject):
    """Puts columns on the grid and remembers what a person made of them."""

    def __init__(self, grid: ClippingGrid, model: ClippingTableModel, settings: Settings) -> None:
        super().__init__(grid)
        self._grid, self._model, self._settings = grid, model, settings
        self._restoring = False
        self._timer = QTimer(self, singleShot=True, interval=SAVE_MS)
        self._timer.timeout.connect(self._save)
        header = grid.horizontalHeader()
        header.sectionMoved.connect(self._on_arranged)
        header.sectionResized.connect(self._on_arranged)

    def restore(self) -> None:
        """Show the columns as they were left, else the usual ones."""
        names = [name for name in self._settings.items("table.columns") if isinstance(name, str)]
        self._put(names or list(USUAL))

    def show_column(self, name: str, shown: bool) -> None:
        """Add a column at the end, or take one away; the last one stays."""
        names = [column for column in self._names() if column != name]
        if shown:
            names.append(name)
        if names:
            self._put(names)
            self._timer.start()

    def show_sort(self, request: ListRequest) -> None:
        """Draw the arrow at the column that the list is sorted by."""
        header = self._grid.horizontalHeader()
        sort = request.sort or (SortKey.RELEVANCE if request.query else SortKey.DATE)
        for section, column in enumerate(self._model.columns):
            if column.sort is sort:
                texts = sort in (SortKey.HEADLINE, SortKey.OUTLET)
                up = texts if request.ascending is None else request.ascending
                header.setSortIndicatorShown(True)
                header.blockSignals(True)
                order = Qt.SortOrder.AscendingOrder if up else Qt.SortOrder.DescendingOrder
                header.setSortIndicator(section, order)
                header.blockSignals(False)
                return
        header.setSortIndicatorShown(False)

    def _put(self, names: list[str]) -> None:
        self._restoring = True
        self._model.set_columns(chosen_columns(names))
        character = self._grid.fontMetrics().averageCharWidth()
        for section, column in enumerate(self._model.columns):
            kept = self._settings.number(f"table.widths.{column.name}", 0)
            self._grid.setColumnWidth(section, kept or (column.width * character + 16))
        self._restoring = False

    def _names(self) -> list[str]:
        header = self._grid.horizontalHeader()
        return [self._model.columns[header.logicalIndex(place)].name for place in range(header.count())]

    def _on_arranged(self, *_: int) -> None:
        if not self._restoring:
            self._timer.start()

    def _save(self) -> None:
        self._settings.set("table.columns", self._names())
        for section, column in enumerate(self._model.columns):
            self._settings.set(f"table.widths.{column.name}", self._grid.columnWidth(section))
