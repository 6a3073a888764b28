"""Import every module of a package; one that cannot be imported costs itself only."""

import importlib
import pkgutil
import sys
from types import ModuleType

from archive_app.logs import log_bug

_broken: set[str] = set()


def module_names(package: ModuleType) -> list[str]:
    return sorted(f"{package.__name__}.{found.name}" for found in pkgutil.iter_modules(package.__path__))


def import_module(name: str) -> None:
    """Import a module; a fault in it is shown and logged once, and the others still come."""
    if name in sys.modules or name in _broken:
        return
    try:
        importlib.import_module(name)
    except Exception as error:  # noqa: BLE001 - discovery: a broken part must not keep the window shut
        _broken.add(name)
        log_bug(error)
        sys.excepthook(type(error), error, error.__traceback__)


def import_all(package: ModuleType) -> None:
    for name in module_names(package):
        import_module(name)
