"""Commands about links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive_app.domain.link import EndKind, LinkEnd
from archive_app.gui.commands.clipping import beside_list, chosen_ids, reader_of
from archive_app.gui.commands.registry import command

if TYPE_CHECKING:
    from archive_app.gui.main_window import MainWindow


@command(
    "link.create",
    title="Link…",
    keys=("L",),
    menu="Clipping",
    when="clipping writable",
    icon="link",
    hint="Link the clippings to another clipping or to a name.",
    order=33,
)
def create_link(window: MainWindow) -> None:
    from archive_app.gui.views.link_dialog import LinkDialog

    ids, reader = chosen_ids(window), reader_of(window)
    shown = reader.page.clipping.id if reader is not None and reader.page is not None else None
    if reader is not None and ids == (shown,) and reader.isVisible():
        reader.tools.link()
    elif ids:
        ends = tuple(LinkEnd(EndKind.CLIPPING, id) for id in ids)
        LinkDialog(window.session, window, ends).open_for(beside_list(window))
