"""The form of one name: what it is called, when, where, and what else is known of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QPlainTextEdit, QVBoxLayout, QWidget

from archive_app.domain.subject import SubjectKind
from archive_app.gui.theme import Theme
from archive_app.gui.widgets.edtf_edit import EdtfEdit
from archive_app.gui.widgets.labels import plain
from archive_app.gui.widgets.saved_line import SavedLine
from archive_app.operations.name_edits import remove_outlet_variant, set_event_place, set_identifiers
from archive_app.operations.naming_pages import NamePage
from archive_app.operations.outlets import add_outlet_variant, edit_outlet, rename_outlet
from archive_app.operations.subjects import (
    add_variant,
    remove_variant,
    rename_subject,
    set_description,
    set_subject_date,
)

VARIANT_HEIGHT, VARIANTS_SHOWN, DESCRIPTION_HEIGHT = 28, 6, 132
ABOVE_LABEL = 12
"""Room in px that sets a label apart from the field above it."""


@dataclass(frozen=True, slots=True)
class NameEdit:
    """One operation with its arguments, and where to say why it was refused."""

    operation: Callable[..., Any]
    args: tuple[Any, ...]
    refuse: Callable[[str], None] | None = None


class SavedText(QPlainTextEdit):
    """Several lines that are saved when they are left."""

    saved = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self._known = ""

    def set_text(self, text: str) -> None:
        if self.hasFocus() and self.toPlainText() != self._known:
            return
        self._known = text
        if self.toPlainText() != text:
            self.setPlainText(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        text = self.toPlainText().strip()
        if text != self._known:
            self._known = text
            self.saved.emit(text)


class NameForm(QWidget):
    """Fields of a subject or an outlet; every field is saved by itself, as one undoable step."""

    edited = Signal(object)
    """A NameEdit."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page: NamePage | None = None
        self._theme = theme
        self.name = SavedLine(name=self.tr("Name"))
        self.name.line.setObjectName("subjectName")
        self.variants = QListWidget()
        self.variants.setObjectName("variants")
        self.variants.setAccessibleName(self.tr("Variant names; Delete takes one off"))
        self.variants.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.variant = SavedLine(placeholder=self.tr("Add another name, e.g. 艾未未 (zh)"))
        self.variant.line.setObjectName("newVariant")
        self.date = EdtfEdit(placeholder=self.tr("2011-04-03, or 2011-04-03/2011-06-22"))
        self.date.line.setObjectName("subjectDate")
        self.place = SavedLine(name=self.tr("Place"))
        self.identifiers = SavedLine(
            placeholder="wikidata:Q160115, viaf:29573437", name=self.tr("Identifiers")
        )
        self.description = SavedText()
        self.description.setObjectName("subjectDescription")
        self.description.setAccessibleName(self.tr("Description"))
        self.description.setFixedHeight(theme.size(DESCRIPTION_HEIGHT))
        self.country = SavedLine(name=self.tr("Country"))
        self.issn = SavedLine(placeholder="1234-5678", name=self.tr("ISSN"))
        self.frequency = SavedLine(placeholder=self.tr("daily, weekly"), name=self.tr("Frequency"))
        self._labels: dict[QWidget, QWidget] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        rows: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Name"), self.name),
            (self.tr("Also called"), self.variants),
            ("", self.variant),
            (self.tr("Date"), self.date),
            (self.tr("Place"), self.place),
            (self.tr("Country"), self.country),
            (self.tr("ISSN"), self.issn),
            (self.tr("Frequency"), self.frequency),
            (self.tr("Identifiers"), self.identifiers),
            (self.tr("Description"), self.description),
        )
        for title, field in rows:
            if title:
                label = plain(title.upper(), "head")
                label.setBuddy(field)
                self._labels[field] = label
                label.setContentsMargins(0, ABOVE_LABEL, 0, 0)
                self._column.addWidget(label)
            self._column.addWidget(field)
        self._column.addStretch(1)

    def _connect(self) -> None:
        self.name.saved.connect(self._on_name)
        self.variant.saved.connect(self._on_variant)
        self.date.edited.connect(lambda text: self._send(set_subject_date, text or None))
        self.place.saved.connect(self._on_place)
        self.identifiers.saved.connect(lambda text: self._send(set_identifiers, text, field=self.identifiers))
        self.description.saved.connect(lambda text: self._send(set_description, text))
        for name, line in (("country", self.country), ("issn", self.issn), ("frequency", self.frequency)):
            line.saved.connect(
                lambda text, name=name, line=line: self._send(edit_outlet, name, text, field=line)
            )
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.variants)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self.remove_variant)

    def show_page(self, page: NamePage) -> None:
        """Show a name; what somebody is typing just now stays."""
        self._page = page
        subject, outlet = page.subject, page.outlet
        is_event = subject is not None and subject.kind is SubjectKind.EVENT
        for field in (self.country, self.issn, self.frequency):
            self._show(field, outlet is not None)
        for field in (self.date, self.identifiers, self.description):
            self._show(field, subject is not None)
        self._show(self.place, outlet is not None or is_event)
        self.variants.clear()
        self.variant.set_text("")
        if subject is not None:
            self.name.set_text(subject.name)
            for variant in subject.variants:
                suffix = f" ({variant.language})" if variant.language else ""
                self.variants.addItem(f"{variant.name}{suffix}")
                self.variants.item(self.variants.count() - 1).setData(Qt.ItemDataRole.UserRole, variant.name)
            self.date.set_text(subject.date or "")
            self.place.set_text(page.place.name if page.place is not None else "")
            self.identifiers.set_text(", ".join(f"{scheme}:{value}" for scheme, value in subject.identifiers))
            self.description.set_text(subject.description)
        elif outlet is not None:
            self.name.set_text(outlet.name)
            for name in outlet.variants:
                self.variants.addItem(name)
                self.variants.item(self.variants.count() - 1).setData(Qt.ItemDataRole.UserRole, name)
            self.place.set_text(outlet.place)
            self.country.set_text(outlet.country)
            self.issn.set_text(outlet.issn)
            self.frequency.set_text(outlet.frequency)
        self._fit_variants()

    def _fit_variants(self) -> None:
        count = min(VARIANTS_SHOWN, self.variants.count())
        self.variants.setVisible(count > 0)
        self.variants.setFixedHeight(self._theme.size(VARIANT_HEIGHT) * max(1, count) + 4)

    def _show(self, field: QWidget, shown: bool) -> None:
        field.setVisible(shown)
        self._labels[field].setVisible(shown)

    def remove_variant(self) -> None:
        """Take the selected variant name off."""
        item = self.variants.currentItem()
        if item is not None:
            operation = remove_variant if self._is_subject() else remove_outlet_variant
            self._send(operation, item.data(Qt.ItemDataRole.UserRole))

    def _is_subject(self) -> bool:
        return self._page is not None and self._page.subject is not None

    def _on_name(self, text: str) -> None:
        self._send(rename_subject if self._is_subject() else rename_outlet, text, field=self.name)

    def _on_variant(self, text: str) -> None:
        name, language = split_language(text)
        if self._is_subject():
            self._send(add_variant, name, language, field=self.variant)
        else:
            self._send(add_outlet_variant, name, field=self.variant)

    def _on_place(self, text: str) -> None:
        if self._is_subject():
            self._send(set_event_place, text, field=self.place)
        else:
            self._send(edit_outlet, "place", text, field=self.place)

    def _send(self, operation: Callable[..., Any], *values: Any, field: SavedLine | None = None) -> None:
        if self._page is None:
            return
        record = self._page.subject or self._page.outlet
        if record is not None:
            self.edited.emit(NameEdit(operation, (record.id, *values), field.refuse if field else None))


def split_language(text: str) -> tuple[str, str]:
    """Return the name and the language of '艾未未 (zh)'; other brackets belong to the name."""
    name, bracket, rest = text.rstrip().rpartition(" (")
    language = rest.removesuffix(")")
    parts = language.split("-")
    is_language = (
        bracket and rest.endswith(")") and 2 <= len(parts[0]) <= 3 and language.replace("-", "").isalnum()
    )
    return (name.strip(), language) if is_language and parts[0].islower() else (text.strip(), "")
