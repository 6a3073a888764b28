"""The inspector: what hangs on the clipping that is read, to be looked at and changed."""

from archive_app.gui.views.inspector.inspector import Inspector

__all__ = ["Inspector"]
