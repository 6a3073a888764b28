"""Commands that bring clippings in: import, past imports, files that need a look, a new clipping by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive_app.gui.commands.registry import command

if TYPE_CHECKING:
    from archive_app.gui.main_window import MainWindow


@command(
    "file.import",
    title="Import…",
    keys=("Ctrl+I",),
    menu="Archive",
    when="writable",
    icon="download-simple",
    hint="Bring articles and PDFs into the archive",
    order=20,
)
def import_files(window: MainWindow) -> None:
    from archive_app.gui.views.import_dialog import open_import

    open_import(window)


@command(
    "clipping.new",
    title="New clipping…",
    keys=("Ctrl+N",),
    menu="Archive",
    when="writable",
    icon="file-plus",
    hint="Type a clipping by hand, without a file",
    order=21,
)
def new_clipping(window: MainWindow) -> None:
    from archive_app.gui.views.new_clipping_dialog import NewClippingDialog

    dialog = NewClippingDialog(window.session, window)
    dialog.show()


@command("imports.show", title="Past imports", menu="Archive", when="archive", icon="tray", order=22)
def show_imports(window: MainWindow) -> None:
    window.show_page("imports")


@command("looks.show", title="Needs a look", menu="Archive", when="archive", icon="warning-circle", order=23)
def show_looks(window: MainWindow) -> None:
    window.show_page("needs-a-look")
