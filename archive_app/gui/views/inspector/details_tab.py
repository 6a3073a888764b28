"""Details: every field of a clipping to edit in place, where its values came from, and its files."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from archive_app.domain.clipping import (
    FIELD_NAMES,
    Clipping,
    ClippingSource,
    Origin,
    PressDate,
    TriageState,
    field_text,
)
from archive_app.domain.dates import display_date
from archive_app.errors import ArchiveAppError
from archive_app.gui import icons
from archive_app.gui.session import Session
from archive_app.gui.theme import STEP, set_role
from archive_app.gui.views.inspector.field_row import FieldRow
from archive_app.gui.views.inspector.parts import TabPage, head, hint
from archive_app.gui.views.write import write
from archive_app.gui.widgets.labels import ElidedLabel, plain
from archive_app.operations.clippings import ClippingPage, edit_field, set_state
from archive_app.operations.source_files import save_copy, source_file_path

LONG = {"headline", "standfirst", "summary", "correction"}


class DetailsTab(TabPage):
    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.page: ClippingPage | None = None
        self.rows: dict[str, FieldRow] = {}
        self.state = QComboBox(self)
        self._build_fields()

    def _build_fields(self) -> None:
        at = 0
        for title, names in self._groups():
            widgets: list[QWidget] = [head(title)] if title else []
            for name, label in names:
                row = FieldRow(name, label, long=name in LONG)
                row.edited.connect(lambda value, name=name: self._on_edited(name, value))
                self.rows[name] = row
                widgets.append(row)
            for widget in widgets:
                self.column.insertWidget(at, widget)
                at += 1
        self.state.setAccessibleName(self.tr("State"))
        self.state.setObjectName("field_state")
        titles = {
            TriageState.INBOX: self.tr("Inbox"),
            TriageState.REVIEWED: self.tr("Reviewed"),
            TriageState.IN: self.tr("In"),
            TriageState.OUT: self.tr("Out"),
        }
        for state in TriageState:
            self.state.addItem(titles[state], state.value)
        self.state.activated.connect(self._on_state)
        self.column.insertWidget(at, head(self.tr("State")))
        self.column.insertWidget(at + 1, self.state)

    def _groups(self) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
        t = self.tr
        return (
            (
                "",
                (
                    ("headline", t("Headline")),
                    ("kicker", t("Kicker")),
                    ("standfirst", t("Standfirst")),
                    ("byline", t("Byline")),
                    ("dateline", t("Dateline")),
                ),
            ),
            (
                t("Where it appeared"),
                (
                    ("outlet", t("Outlet")),
                    ("published", t("Published")),
                    ("updated", t("Updated")),
                    ("edition", t("Edition")),
                    ("section", t("Section")),
                    ("page", t("Page")),
                    ("column", t("Column")),
                    ("genre", t("Genre")),
                    ("language", t("Language")),
                    ("url", t("Web address")),
                ),
            ),
            (
                t("For your work"),
                (
                    ("summary", t("Summary")),
                    ("correction", t("Correction note")),
                    ("credit", t("Agency credit")),
                    ("rights", t("Rights")),
                    ("accession_number", t("Accession number")),
                ),
            ),
            (
                t("Where the paper lies"),
                (
                    ("holding_institution", t("Institution")),
                    ("holding_fonds", t("Fonds")),
                    ("holding_box", t("Box")),
                    ("holding_folder", t("Folder")),
                    ("holding_sheet", t("Sheet")),
                    ("holding_side", t("Front or back")),
                ),
            ),
        )

    def show_page(self, page: ClippingPage) -> None:
        if self.page is not None and self.page.clipping.id != page.clipping.id:
            for row in self.rows.values():
                row.keep()
                row.reset()
        self.page = page
        clipping = page.clipping
        origins = dict(clipping.origins)
        for name in FIELD_NAMES:
            row = self.rows[name]
            row.set_read_only(self.session.read_only)
            value, origin = field_text(clipping.fields, name), self._origin(clipping, name, origins)
            row.show_value(value, self._below(clipping, name, value, origin))
            row.say_origin(self._origin_words(origin) if value else "")
        self.state.setCurrentIndex(self.state.findData(clipping.state.value))
        self.state.setEnabled(not self.session.read_only)
        self.rebuild(self._facts(page))

    def _origin(self, clipping: Clipping, name: str, origins: dict[str, Origin]) -> Origin | None:
        value = getattr(clipping.fields, name, None)
        return origins.get(name) or (value.origin if isinstance(value, PressDate) else None)

    def _origin_words(self, origin: Origin | None) -> str:
        if origin is None:
            return ""
        return {
            Origin.FILE: self.tr("from the file"),
            Origin.DETECTED: self.tr("recognised"),
            Origin.PERSON: self.tr("entered by hand"),
        }[origin]

    def _below(self, clipping: Clipping, name: str, shown: str, origin: Origin | None) -> str:
        """Say how a date is printed and what it means, and whose value it is unless it is the file's."""
        parts = []
        value = getattr(clipping.fields, name, None)
        if isinstance(value, PressDate):
            meaning = display_date(value.edtf)
            if meaning and meaning != value.edtf:
                parts.append(meaning)
            if value.printed:
                parts.append(self.tr("as printed: {text}").format(text=value.printed))
        if shown and origin is not None and (origin is not Origin.FILE or parts):
            parts.append(self._origin_words(origin))
        return " · ".join(parts)

    def _facts(self, page: ClippingPage) -> list[QWidget]:
        clipping = page.clipping
        widgets: list[QWidget] = []
        if clipping.sources:
            widgets.append(head(self.tr("Source files")))
            widgets += [self._source(source) for source in clipping.sources]
        if clipping.keywords:
            widgets += [head(self.tr("Keywords of the supplier")), hint(" · ".join(clipping.keywords))]
        widgets.append(head(self.tr("About this clipping")))
        facts = [
            self.tr("Clipping {id}").format(id=clipping.id),
            self.tr("{n:,} words").format(n=clipping.word_count),
            self.tr("{n} versions of the text").format(n=page.text_versions)
            if page.text_versions > 1
            else "",
            self.tr("Added {date}").format(date=clipping.created[:10]) if clipping.created else "",
            self.tr("Changed {date}").format(date=clipping.modified[:10]) if clipping.modified else "",
        ]
        widgets.append(hint(" · ".join(fact for fact in facts if fact)))
        return widgets

    def _source(self, source: ClippingSource) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, STEP)
        column.setSpacing(0)
        column.addWidget(ElidedLabel(source.name, ""))
        pages = self.tr("{n} pages").format(n=source.page_count) if source.page_count else ""
        column.addWidget(plain(" · ".join(part for part in (source.media_type, pages) if part), "small"))
        row = QHBoxLayout()
        row.setSpacing(STEP)
        for icon, title, run in (
            ("folder-open", self.tr("Show in folder"), self._show_in_folder),
            ("download-simple", self.tr("Save a copy…"), self._save_copy),
        ):
            button = QPushButton(title)
            set_role(button, "link")
            icons.dress(button, self.session.theme, icon, "accent", 14)
            button.setAccessibleName(f"{title} {source.name}")
            button.clicked.connect(lambda _=False, run=run: run(source))
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        return box

    def _show_in_folder(self, source: ClippingSource) -> None:
        def show(path: str) -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(path))

        self.session.jobs.start(
            source_file_path, source.sha256, owner=self, on_done=lambda path: show(str(path.parent))
        )

    def _save_copy(self, source: ClippingSource) -> None:
        dialog = QFileDialog(self, self.tr("Save a copy"), source.name)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(source.name)
        dialog.fileSelected.connect(lambda path: self._copy_to(source, path))
        dialog.open()

    def _copy_to(self, source: ClippingSource, path: str) -> None:
        self.session.jobs.start(
            save_copy,
            source.sha256,
            path,
            owner=self,
            lane="bulk",
            on_done=lambda saved: self.session.messages.info(
                self.tr("Saved as {name}.").format(name=saved.name)
            ),
        )

    def _on_edited(self, name: str, value: str) -> None:
        if self.page is None:
            return
        id = self.page.clipping.id

        def failed(error: ArchiveAppError) -> None:
            if self.page is not None and self.page.clipping.id == id:
                self.rows[name].show_problem(str(error))
            else:
                self.session.messages.problem(error)

        write(self.session, self, edit_field, (id,), name, value, on_failed=failed)

    def _on_state(self) -> None:
        if self.page is not None:
            write(self.session, self, set_state, (self.page.clipping.id,), self.state.currentData())
