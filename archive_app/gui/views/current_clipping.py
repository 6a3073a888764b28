"""The clipping that reader and inspector show: loaded once for both, and again when it was touched."""

from PySide6.QtCore import QObject, Signal

from archive_app.domain.annotation import Annotation
from archive_app.domain.changes import Changes, RecordKind
from archive_app.errors import ArchiveAppError, UserMistake
from archive_app.gui.session import Session, Target
from archive_app.operations.annotations import show_annotation
from archive_app.operations.clippings import ClippingPage, show_clipping

NAME_KINDS = ("subject", "outlet")


class CurrentClipping(QObject):
    """Follows the session; tells `changed` with a ClippingPage, or None when nothing is shown."""

    changed = Signal(object)
    arrived = Signal(object)
    """The Target that was asked for, once its clipping is there: passages are jumped to then."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.session = session
        self.page: ClippingPage | None = None
        self._wanted: Target | None = None
        session.shown.connect(self._on_shown)
        session.archive_changed.connect(self._on_archive_changed)
        if session.current is not None:
            self._on_shown(session.current)

    @property
    def id(self) -> int | None:
        return self.page.clipping.id if self.page is not None else None

    def _on_shown(self, target: Target | None) -> None:
        self._ask_page(target)
        self._wanted = target
        if target is None:
            self._take(None)
        elif target.kind == "clipping":
            if self.page is not None and self.page.clipping.id == target.id:
                self.arrived.emit(target)
            self._load(target.id)
        elif target.kind == "annotation":
            self._start(show_annotation, target.id, self._on_annotation)

    def _ask_page(self, target: Target | None) -> None:
        """A name has a page of its own; the way back from it leads to the reader again."""
        kind = target.kind if target is not None else ""
        if kind in NAME_KINDS:
            self.session.page_asked.emit("subject")
        elif kind and self._wanted is not None and self._wanted.kind in NAME_KINDS:
            self.session.page_asked.emit("clippings")

    def _on_annotation(self, annotation: Annotation) -> None:
        """An annotation is shown in its clipping; one that stands alone among all annotations."""
        for text_target in annotation.text_targets:
            passage = (text_target.start, text_target.end) if text_target.placed else None
            self._wanted = Target("clipping", text_target.clipping_id, passage)
            self._load(text_target.clipping_id)
            return
        for page_target in annotation.page_targets:
            if page_target.clipping_id is not None:
                page = page_target.regions[0].page if page_target.regions else None
                self._wanted = Target("clipping", page_target.clipping_id, page=page)
                self._load(page_target.clipping_id)
                return
        self.session.page_asked.emit("annotations")

    def _load(self, id: int) -> None:
        self._start(show_clipping, id, self._on_loaded)

    def _start(self, operation, id: int, on_done) -> None:
        self.session.jobs.start(
            operation,
            id,
            owner=self,
            on_done=on_done,
            on_failed=self._on_failed,
            replaces="clipping.show",
        )

    def _on_loaded(self, page: ClippingPage) -> None:
        before = self.id
        self._take(page)
        wanted = self._wanted
        if wanted is not None and wanted.id == page.clipping.id and before != page.clipping.id:
            self.arrived.emit(wanted)

    def _on_failed(self, error: ArchiveAppError) -> None:
        """A clipping that is gone leaves an empty reader; anything else is said."""
        self._take(None)
        if not isinstance(error, UserMistake):
            self.session.messages.problem(error)

    def _take(self, page: ClippingPage | None) -> None:
        self.page = page
        self.changed.emit(page)

    def _on_archive_changed(self, changes: Changes) -> None:
        if self.page is None or not changes:
            return
        id = self.page.clipping.id
        names = {attached.subject_id for attached in self.page.subjects}
        own = changes.everything or id in changes.clippings or changes.touched(RecordKind.CLIPPING, id)
        links = any(changes.touched(RecordKind.LINK, link.id) for link in self.page.links)
        renamed = bool(names) and changes.touched(RecordKind.SUBJECT, *names)
        outlet = self.page.clipping.outlet_id
        renamed = renamed or (outlet is not None and changes.touched(RecordKind.OUTLET, outlet))
        if own or links or renamed:
            self._load(id)


def current_clipping(session: Session) -> CurrentClipping:
    """Return the one that belongs to this session."""
    found = session.findChild(CurrentClipping)
    return found if found is not None else CurrentClipping(session)
