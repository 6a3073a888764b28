"""What an archive remembers about itself: settings and saved searches."""

from sqlalchemy import select

from archive_app.domain.collection import SavedSearch
from archive_app.errors import UserMistake
from archive_app.storage.repository import Repository
from archive_app.storage.tables import SavedSearchRow, SettingRow
from archive_app.storage.words import clean, clean_line


class Settings(Repository):
    """Text values by key, kept in the archive."""

    def get(self, key: str) -> str | None:
        return self._session.scalar(select(SettingRow.value).where(SettingRow.key == key))

    def set(self, key: str, value: str) -> None:
        found = self._rows(SettingRow, SettingRow.key == key)
        if found:
            found[0].value = clean(value)
            self._flush()
        else:
            self._add(SettingRow(key=key, value=clean(value)))


class SavedSearches(Repository):
    """Queries kept under a name."""

    def all(self) -> tuple[SavedSearch, ...]:
        """Return the saved searches, oldest first."""
        rows = self._session.execute(select(SavedSearchRow.__table__).order_by(SavedSearchRow.id))
        return tuple(SavedSearch(id=row.id, uid=row.uid, name=row.name, query=row.query) for row in rows)

    def add(self, name: str, query: str) -> int:
        """Keep a query; raises UserMistake when the name is taken."""
        return self._add(SavedSearchRow(name=self._free_name(name), query=clean(query))).id

    def rename(self, id: int, name: str) -> None:
        row = self._row(SavedSearchRow, id, "saved search")
        row.name = self._free_name(name, but=id)
        self._flush()

    def delete(self, id: int) -> None:
        self._remove(self._row(SavedSearchRow, id, "saved search"))

    def _free_name(self, name: str, but: int = 0) -> str:
        name = clean_line(name)
        if not name:
            raise UserMistake("A saved search needs a name.", "Write a name.")
        if self._rows(SavedSearchRow, SavedSearchRow.name == name, SavedSearchRow.id != but):
            raise UserMistake(f"There is a saved search '{name}' already.", "Choose another name.")
        return name
